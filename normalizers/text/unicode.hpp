// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Character classes and case, independent of any locale. Hides ICU.
namespace saksklar::unicode {

bool is_letter(char32_t c) noexcept;
bool is_upper(char32_t c) noexcept;
bool is_digit(char32_t c) noexcept;
bool is_space(char32_t c) noexcept;

/// Simple (one to one) case mappings.
char32_t to_lower(char32_t c) noexcept;
char32_t to_upper(char32_t c) noexcept;

/// Every code point of `text` (valid UTF-8) in lower case.
std::string to_lower(std::string_view text);

/// æ, ø, å in either case.
inline bool is_norwegian_letter(char32_t c) noexcept
{
    return c == U'æ' || c == U'ø' || c == U'å' || c == U'Æ' || c == U'Ø' || c == U'Å';
}

} // namespace saksklar::unicode
