// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace saksklar {

/// What kind of thing went wrong. Reaches the report and decides the exit
/// status, so values are only ever added.
enum class ErrorKind { usage, resource, unreadable, unsupported, recognition, output, internal };

/// Thrown by everything that touches the outside world.
class Error : public std::runtime_error {
public:
    /// `where` is "file", "file:line" or "file#page"; `what` is a lower-case
    /// phrase without a full stop; `remedy` says what to do next, and may be empty.
    Error(ErrorKind kind, std::string where, const std::string& what, std::string remedy = {});

    ErrorKind kind() const noexcept { return kind_; }

    const std::string& where() const noexcept { return where_; }

    const std::string& reason() const noexcept { return reason_; }

    const std::string& remedy() const noexcept { return remedy_; }

private:
    ErrorKind kind_;
    std::string where_;
    std::string reason_;
    std::string remedy_;
};

} // namespace saksklar
