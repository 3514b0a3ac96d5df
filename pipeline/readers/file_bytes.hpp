// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace saksklar {

/// The whole file. Throws Error{unreadable}.
std::string file_bytes(const std::string& path);

/// At most the first `limit` bytes of the file. Throws Error{unreadable}.
std::string file_head(const std::string& path, std::size_t limit);

} // namespace saksklar
