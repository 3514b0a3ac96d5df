// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace saksklar {

/// Code points from here on are not told apart.
inline constexpr std::size_t sign_limit = 0x2600;
using SignSet = std::bitset<sign_limit>;

/// What stands in a text, found in one fast scan: most passes need not look at sound text at all.
struct TextProfile {
    SignSet signs; ///< the code points that stand in it; of ASCII only %&+=[\]{|}", some controls
    bool legacy_bytes = false; ///< escapes of utf8.hpp
    bool ligatures = false;
    bool byte_order_marks = false;
    bool stripped = false; ///< "C8", "C%" or "C&": perhaps UTF-8 without its high bits
    /// Two code points beyond ASCII stand side by side, not both Norwegian letters: misread UTF-8
    /// always shows so.
    bool pairs = false;
    std::array<std::size_t, 6> norwegian{}; ///< how often æ, ø, å, Æ, Ø, Å stand in it

    /// How often `letter`, one of æøåÆØÅ, stands in it.
    std::size_t count_of(char32_t letter) const noexcept
    {
        return norwegian[std::u32string_view(U"æøåÆØÅ").find(letter)];
    }
};

TextProfile profile_of(std::string_view text);

} // namespace saksklar
