// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/alphabet.hpp"

#include "normalizers/text/utf8.hpp"

namespace saksklar::alphabet {

namespace {

constexpr std::u32string_view letters = U"abcdefghijklmnopqrstuvwxyzæøå0123456789'éè"
                                        U"êëàáâãäçìíîïñòóôõöùúûüýÿðþßčđŋšŧžłćńřőěśźżāēīōūąęėğışțșœ";
constexpr std::u32string_view capitals =
    U"ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789'ÉÈ"
    U"ÊËÀÁÂÃÄÇÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸÐÞßČĐŊŠŦŽŁĆŃŘŐĚŚŹŻĀĒĪŌŪĄĘĖĞıŞȚȘŒ";
static_assert(letters.size() == capitals.size() && letters.size() < 127);
static_assert(letters.find(U"æøå") == 26 && !is_norwegian(26) && is_norwegian(27) &&
              is_norwegian(29) && !is_norwegian(30));

constexpr std::size_t table_size = 0x250;

consteval std::array<std::uint8_t, table_size> make_codes()
{
    std::array<std::uint8_t, table_size> codes{};
    for (std::size_t i = 0; i < letters.size(); ++i) {
        codes[capitals[i]] = static_cast<std::uint8_t>(i + 1);
        codes[letters[i]] = static_cast<std::uint8_t>(i + 1);
    }
    return codes;
}

constexpr std::array<std::uint8_t, table_size> codes = make_codes();

} // namespace

std::uint8_t code_of(char32_t c) noexcept
{
    return c < table_size ? codes[c] : c == U'’' ? codes[U'\''] : none;
}

char32_t letter_of(std::uint8_t code) noexcept
{
    return code == none || code > letters.size() ? U'?' : letters[code - 1U];
}

std::string encode(std::string_view word)
{
    std::string out;
    out.reserve(word.size());
    for (std::size_t i = 0; i < word.size();) {
        const utf8::CodePoint c = utf8::decode(word, i);
        const std::uint8_t code = code_of(c.value);
        if (code == none) {
            return {};
        }
        out.push_back(static_cast<char>(code));
        i += c.size_bytes;
    }
    return out;
}

std::string decode(std::string_view codes_of_word)
{
    std::string out;
    for (const char code : codes_of_word) {
        utf8::append(out, letter_of(static_cast<std::uint8_t>(code)));
    }
    return out;
}

} // namespace saksklar::alphabet
