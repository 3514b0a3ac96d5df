// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// The digit of which text recognition makes such a letter ("O6", "l8:00", "2S/19", "200B"); the
/// character itself if it is none of these letters.
constexpr char digit_misread_as(char c) noexcept
{
    switch (c) {
    case 'O':
    case 'o':
        return '0';
    case 'I':
    case 'l':
    case '|':
        return '1';
    case 'Z':
        return '2';
    case 'S':
        return '5';
    case 'B':
        return '8';
    default:
        return c;
    }
}

/// The text as its dates and times were printed: digits for letters in words that are else nothing
/// but digits ("I8:00") and alone before a month ("S. februar"), marks for others that look alike
/// ("12;30", "11,05.2023"). Byte for byte as long as the text; none if there is nothing to mend, as
/// in nearly all texts.
std::optional<std::string> mend_figures(std::string_view text);

} // namespace saksklar::structure
