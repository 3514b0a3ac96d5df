// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/word_judge.hpp"

#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace saksklar {

namespace {

constexpr int letter_kinds = 31;
constexpr int other_letter = 29;
constexpr int edge = 30;
constexpr std::size_t longest_word = 64; // code points

/// -8 log2 P(letter | two letters before); see dictionaries/charset.
constexpr std::array<std::uint8_t, letter_kinds * letter_kinds * letter_kinds> trigrams{
#include "letter_trigrams.inc"
};

static_assert(trigrams.back() != 0, "every row of the table is whole");

double trigram_cost(int before_last, int last, int letter)
{
    constexpr double nats = 0.6931471805599453 / 8;
    const int row = before_last * letter_kinds + last;
    return nats * trigrams[static_cast<std::size_t>(row * letter_kinds + letter)];
}

bool within(char32_t value, std::u32string_view set)
{
    return set.find(value) != std::u32string_view::npos;
}

/// What a foreign letter costs beyond being one, from how often Norwegian public documents
/// have it (é one word in 1,000, ř one in 500,000).
double foreign_cost(char32_t value)
{
    if (within(lower(value), U"éöäüèó")) {
        return 1.5;
    }
    if (within(lower(value), U"áòôàêíçñëčđŋšŧž")) {
        return 3;
    }
    if (value < 0x100) {
        return is_upper(value) ? 7 : 5;
    }
    return value < 0x250 ? 8 : 10;
}

/// What a sign costs between, at the edge of, or away from letters. Rough, from the order of
/// magnitude of the counts in Norwegian text; only large differences matter.
double sign_cost(char32_t value, bool letter_left, bool letter_right)
{
    const std::size_t beside =
        static_cast<std::size_t>(letter_left) + static_cast<std::size_t>(letter_right);
    const auto by_place = [&](double alone, double at_edge, double inside) {
        return std::array{alone, at_edge, inside}[beside];
    };
    if (value < 0x80) {
        if (within(value, U"{}|\\[]~^`")) {
            return by_place(4, 5.5, 8);
        }
        if (within(value, U"-'/.,:@_")) {
            return by_place(3, 3, 4.5);
        }
        return value < 0x20 && value != '\t' ? 14 : by_place(3, 3, 6);
    }
    if (within(value, U"–—‘’“”„«»…•")) {
        return by_place(3.5, 3.5, value == U'’' ? 5 : 7);
    }
    if (within(value, U"\u00A0§°½´·²³±×¼¾€£")) {
        return by_place(4.5, value == 0xA0 ? 4.5 : 6.5, 10);
    }
    if (value <= 0x9F) {
        return 14;
    }
    if (value >= 0x2500 && value <= 0x25FF) {
        return by_place(4, 9, 14);
    }
    if (utf8::escaped_byte(value) >= 0) {
        return 16;
    }
    if (value >= 0x1F300 && value <= 0x1FAFF) {
        return by_place(6, 7, 12);
    }
    return by_place(8, 9, 12);
}

/// What capitals and small letters in odd places cost at `at`.
double case_cost(std::u32string_view word, std::size_t at)
{
    const bool has_left = at > 0 && is_letter(word[at - 1]);
    const bool has_right = at + 1 < word.size() && is_letter(word[at + 1]);
    if (is_upper(word[at])) {
        const bool small_left = has_left && !is_upper(word[at - 1]);
        return small_left ? 5 : 0;
    }
    const bool between_capitals =
        has_left && has_right && is_upper(word[at - 1]) && is_upper(word[at + 1]);
    return between_capitals ? 5 : 0;
}

} // namespace

char32_t lower(char32_t value) noexcept
{
    if (value < 0x80) {
        return value >= 'A' && value <= 'Z' ? value + 32 : value;
    }
    if (value >= 0xC0 && value <= 0xDE && value != 0xD7) {
        return value + 32;
    }
    // The Latin, Greek and Cyrillic blocks that the charsets reach.
    if ((value >= 0x100 && value <= 0x137) || (value >= 0x14A && value <= 0x177)) {
        return value | 1U;
    }
    if ((value >= 0x139 && value <= 0x148) || (value >= 0x179 && value <= 0x17E)) {
        return value + (value & 1U);
    }
    if (value >= 0x391 && value <= 0x3A9) {
        return value + 32;
    }
    if (value >= 0x410 && value <= 0x42F) {
        return value + 32;
    }
    return value >= 0x400 && value <= 0x40F ? value + 80 : value;
}

bool is_upper(char32_t value) noexcept
{
    return lower(value) != value;
}

bool is_norwegian(char32_t value) noexcept
{
    const char32_t small = lower(value);
    return small == U'æ' || small == U'ø' || small == U'å';
}

bool has_odd_case(std::u32string_view word) noexcept
{
    for (std::size_t i = 1; i < word.size(); ++i) {
        if (!is_upper(word[i]) || !is_letter(word[i - 1])) {
            continue;
        }
        const bool small_right =
            i + 1 < word.size() && is_letter(word[i + 1]) && !is_upper(word[i + 1]);
        if (!is_upper(word[i - 1]) || (is_norwegian(word[i]) && small_right)) {
            return true;
        }
    }
    return false;
}

int letter_index(char32_t value) noexcept
{
    if (value < 0x80) {
        const char32_t small = value | 0x20U;
        return small >= 'a' && small <= 'z' ? static_cast<int>(small - 'a') : edge;
    }
    switch (value) {
    case U'æ':
    case U'Æ':
        return 26;
    case U'ø':
    case U'Ø':
        return 27;
    case U'å':
    case U'Å':
        return 28;
    default:
        break;
    }
    const bool latin = value >= 0xC0 && value <= 0x24F && value != 0xD7 && value != 0xF7;
    const bool greek_or_cyrillic = value >= 0x386 && value <= 0x52F;
    return latin || greek_or_cyrillic || (value >= 0x1E00 && value <= 0x1EFF) ? other_letter : edge;
}

double WordJudge::cost(std::u32string_view word) const
{
    word = word.substr(0, longest_word);
    double sum = 0;
    int before_last = edge;
    int last = edge;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const int letter = letter_index(word[i]);
        if (letter == edge) {
            if (last != edge) {
                sum += trigram_cost(before_last, last, edge);
            }
            const bool letter_right = i + 1 < word.size() && is_letter(word[i + 1]);
            sum += sign_cost(word[i], last != edge, letter_right);
            before_last = edge;
            last = edge;
            continue;
        }
        sum += trigram_cost(before_last, last, letter) + case_cost(word, i);
        if (letter == other_letter) {
            sum += foreign_cost(word[i]);
        }
        before_last = last;
        last = letter;
    }
    return last == edge ? sum : sum + trigram_cost(before_last, last, edge);
}

bool WordJudge::known(std::u32string_view word) const
{
    if (!is_word_ || word.size() > longest_word) {
        return false;
    }
    while (!word.empty() && !is_letter(word.front())) {
        word.remove_prefix(1);
    }
    while (!word.empty() && !is_letter(word.back())) {
        word.remove_suffix(1);
    }
    if (word.empty()) {
        return false;
    }
    std::string part;
    for (std::size_t i = 0; i <= word.size(); ++i) {
        if (i < word.size() && is_letter(word[i])) {
            utf8::append(part, lower(word[i]));
            continue;
        }
        const bool joint = i == word.size() || word[i] == '-' || word[i] == '/' || word[i] == '.';
        if (!joint || part.empty() || !is_word_(part)) {
            return false;
        }
        part.clear();
    }
    return true;
}

double WordJudge::gain(std::u32string_view before, std::u32string_view after) const
{
    double evidence = cost(before) - cost(after);
    if (has_words()) {
        // A known word of some length is hardly ever an accident; an unknown one may be a name
        // or a compound.
        const auto letters = static_cast<double>(
            std::ranges::count_if(after, [](char32_t c) { return is_letter(c); }));
        const bool knows = known(after) && !has_odd_case(after);
        evidence += knows ? std::min(6.0, 0.5 + letters) : letters == 0 ? 0.0 : -2.0;
    }
    return evidence;
}

} // namespace saksklar
