// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace saksklar {

/// A code point and where it stands, in bytes.
struct PlacedCodePoint {
    char32_t value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The code point at `offset` of valid UTF-8, which is before the end.
inline PlacedCodePoint code_point_at(std::string_view text, std::size_t offset) noexcept
{
    const utf8::CodePoint point = utf8::decode(text, offset);
    return {point.value, offset, offset + point.size_bytes};
}

/// The code point that ends at `offset` of valid UTF-8, which is behind the begin.
inline PlacedCodePoint code_point_before(std::string_view text, std::size_t offset) noexcept
{
    std::size_t begin = offset - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    return {utf8::decode(text, begin).value, begin, offset};
}

inline std::u32string to_code_points(std::string_view text)
{
    std::u32string points;
    points.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const utf8::CodePoint point = utf8::decode(text, offset);
        points += point.value;
        offset += point.size_bytes;
    }
    return points;
}

inline std::string to_utf8(std::u32string_view points)
{
    std::string text;
    text.reserve(points.size() + points.size() / 4);
    for (const char32_t value : points) {
        utf8::append(text, value);
    }
    return text;
}

} // namespace saksklar
