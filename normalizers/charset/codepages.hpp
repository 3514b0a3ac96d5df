// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace saksklar {

/// The single-byte charsets that Norwegian text has been written in, or been mistaken for.
enum class Charset : std::uint8_t {
    cp1252,
    cp865,
    cp850,
    cp437,
    macroman,
    cp1250,
    cp1251,
    cp1253,
    cp1257,
    iso8859_15,
    iso8859_5,
    koi8_r
};

inline constexpr std::size_t charset_count = 12;

/// The code point of `byte`. A byte the charset leaves undefined is the C1 control of its number,
/// or above 0x9F a private-use code point.
char32_t to_unicode(Charset charset, unsigned byte) noexcept;

/// The byte of `value`, or -1. CP1252 takes C1 controls too, which Latin-1 has in their place.
int to_byte(Charset charset, char32_t value) noexcept;

std::string_view name_of(Charset charset) noexcept;

} // namespace saksklar
