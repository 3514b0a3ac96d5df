// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace saksklar {

/// A file that appears whole or not at all: written beside its place, then renamed. Without
/// commit() nothing is left behind. Throws Error{output}.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::string_view bytes);
    void commit();

private:
    [[noreturn]] void fail(const char* doing) const;

    struct Close {
        // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): this is the owner
        void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
    };

    std::filesystem::path target_;
    std::filesystem::path beside_;
    std::unique_ptr<std::FILE, Close> file_;
};

} // namespace saksklar
