// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace saksklar {

/// Code points from here on are not told apart.
inline constexpr std::size_t sign_limit = 0x2600;
using SignSet = std::bitset<sign_limit>;

/// What stands in a text, found in one fast scan: most passes need not look at sound text at all.
struct TextProfile {
    SignSet signs;             ///< the code points that stand in it; of ASCII only &=[\]{|} and "
    bool legacy_bytes = false; ///< escapes of utf8.hpp
    bool ligatures = false;
    bool byte_order_marks = false;
    /// Two code points beyond ASCII stand side by side, not both Norwegian letters: misread UTF-8
    /// always shows so.
    bool pairs = false;
};

TextProfile profile_of(std::string_view text);

} // namespace saksklar
