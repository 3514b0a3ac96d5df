// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/unicode.hpp"

#include "normalizers/text/utf8.hpp"

#include <unicode/uchar.h>

#include <array>

namespace saksklar::unicode {

namespace {

// Nearly every letter of a Norwegian text is below this; a table saves the call into ICU.
constexpr std::size_t table_size = 0x180;

enum : std::uint8_t { letter = 1, upper = 2, digit = 4, space = 8 };

struct Entry {
    std::uint16_t lower = 0;
    std::uint16_t upper_case = 0;
    std::uint8_t classes = 0;
};

std::array<Entry, table_size> make_table()
{
    std::array<Entry, table_size> made{};
    for (std::size_t i = 0; i < table_size; ++i) {
        const auto c = static_cast<UChar32>(i);
        Entry& entry = made[i];
        entry.lower = static_cast<std::uint16_t>(u_tolower(c));
        entry.upper_case = static_cast<std::uint16_t>(u_toupper(c));
        entry.classes = static_cast<std::uint8_t>(
            (u_isalpha(c) ? letter : 0) | (u_isupper(c) ? upper : 0) | (u_isdigit(c) ? digit : 0) |
            (u_isUWhiteSpace(c) ? space : 0));
    }
    return made;
}

/// Built at the first use, not at start-up: other files' constants may need it earlier.
const std::array<Entry, table_size>& table() noexcept
{
    static const std::array<Entry, table_size> made = make_table();
    return made;
}

} // namespace

bool is_letter(char32_t c) noexcept
{
    return c < table_size ? (table()[c].classes & letter) != 0
                          : u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_upper(char32_t c) noexcept
{
    return c < table_size ? (table()[c].classes & upper) != 0
                          : u_isupper(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) noexcept
{
    return c < table_size ? (table()[c].classes & digit) != 0
                          : u_isdigit(static_cast<UChar32>(c)) != 0;
}

bool is_space(char32_t c) noexcept
{
    return c < table_size ? (table()[c].classes & space) != 0
                          : u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

char32_t to_lower(char32_t c) noexcept
{
    return c < table_size ? table()[c].lower
                          : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t to_upper(char32_t c) noexcept
{
    return c < table_size ? table()[c].upper_case
                          : static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

std::string to_lower(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        if (c.value == utf8::malformed) {
            out.push_back(text[i]);
        } else {
            utf8::append(out, to_lower(c.value));
        }
        i += c.size_bytes;
    }
    return out;
}

} // namespace saksklar::unicode
