// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// The parts of a ZIP container that are in `wanted`, unpacked. Throws Error{unreadable} for
/// encrypted, truncated and overblown ones (a part of more than 48 MiB, or of more than 1 MiB that
/// unpacks to over 200 times its size), with `where` as the place.
std::map<std::string, std::string, std::less<>>
zip_parts(std::string_view bytes, const std::vector<std::string>& wanted, const std::string& where);

} // namespace saksklar
