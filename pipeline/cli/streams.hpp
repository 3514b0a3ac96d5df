// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace saksklar::cli {

/// Keeps the real standard output for records alone: whatever a library prints goes to
/// standard error. Made once, at the start of main().
class Streams {
public:
    Streams();

    /// Throws Error{output}: a full disk, a closed pipe.
    void write(std::string_view bytes);

    /// Writes out what is kept back. Throws Error{output}.
    void flush();

    /// Whether the real standard output is a terminal.
    bool is_terminal() const noexcept;

private:
    int descriptor_; ///< lives as long as the process
    std::string kept_;
};

} // namespace saksklar::cli
