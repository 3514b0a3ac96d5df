// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace saksklar {

/// The lower-case letters, digits and the apostrophe that words of the model are made
/// of, each as a code from 1 to 99, so that a letter of a word fits seven bits. Codes
/// are part of the model format: only ever append.
namespace alphabet {

inline constexpr std::uint8_t none = 0;
inline constexpr std::size_t code_count = 128;

/// The code of a code point, upper or lower case; `none` if words do not have it.
std::uint8_t code_of(char32_t c) noexcept;

/// Whether the code is that of æ, ø or å.
constexpr bool is_norwegian(std::uint8_t code) noexcept
{
    return code >= 27 && code <= 29;
}

/// The lower-case code point of a code.
char32_t letter_of(std::uint8_t code) noexcept;

/// The codes of a word in any case. Empty if it has a letter that is not in the alphabet.
std::string encode(std::string_view word);

/// The lower-case word of `codes`.
std::string decode(std::string_view codes);

} // namespace alphabet

} // namespace saksklar
