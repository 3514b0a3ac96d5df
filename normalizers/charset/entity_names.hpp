// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace saksklar {

/// The code point of a named HTML entity ("oslash", without & and ;), or 0. Knows the Latin-1
/// names of HTML 3.2 and the signs of HTML 4 that text carries.
char32_t entity_named(std::string_view name) noexcept;

} // namespace saksklar
