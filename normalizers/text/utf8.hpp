// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The only code that tolerates malformed text. Everything behind it works on valid UTF-8.
namespace saksklar::utf8 {

/// One decoded code point and how many bytes it took. A malformed byte decodes
/// to `malformed` with a length of one.
struct CodePoint {
    char32_t value = 0;
    std::size_t size_bytes = 1;
};

inline constexpr char32_t malformed = 0xFFFFFFFF;

/// The code point at `offset`, which is inside `text`.
CodePoint decode(std::string_view text, std::size_t offset) noexcept;

/// Where the first byte at or behind `offset` is that is not ASCII, or the end.
std::size_t skip_ascii(std::string_view text, std::size_t offset) noexcept;

/// Appends `value` (a Unicode scalar value) to `out`.
void append(std::string& out, char32_t value);

/// The length of the longest valid prefix, in bytes.
std::size_t valid_prefix(std::string_view text) noexcept;

inline bool is_valid(std::string_view text) noexcept
{
    return valid_prefix(text) == text.size();
}

/// Valid UTF-8 in which every byte that was not valid stands as one private-use
/// code point U+10FF00 + byte, so that it can pass through the text functions and
/// leave as it came. The same private-use code points, where the input has them,
/// are escaped too: `unescape(escape(x)) == x` for every x.
std::string escape(std::string_view bytes);
std::string unescape(std::string_view text);

/// The byte that an escaped code point stands for, or -1.
inline int escaped_byte(char32_t value) noexcept
{
    return value >= 0x10FF00 && value <= 0x10FFFF && (value & 0xFFU) >= 0x80
               ? static_cast<int>(value & 0xFFU)
               : -1;
}

} // namespace saksklar::utf8
