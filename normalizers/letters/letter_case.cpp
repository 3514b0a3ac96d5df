// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/letter_case.hpp"

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

namespace saksklar {

int shape_of(std::u32string_view word)
{
    std::size_t upper = 0;
    std::size_t letters = 0;
    bool first_upper = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (unicode::is_letter(word[i])) {
            ++letters;
            const bool up = unicode::is_upper(word[i]);
            upper += up;
            first_upper = first_upper || (i == 0 && up);
        }
    }
    if (letters == 0) {
        return word_shape::signs;
    }
    if (upper == 0) {
        return word_shape::small;
    }
    if (upper == letters) {
        return letters == 1 ? word_shape::capital : word_shape::capitals;
    }
    return upper == 1 && first_upper ? word_shape::capital : word_shape::mixed;
}

std::string with_case(const WordReadings& word,
                      const Candidate& candidate,
                      bool sentence_start,
                      bool mid_sentence,
                      bool usually_capital)
{
    const std::u32string& seen = word.seen;
    std::size_t upper = 0;
    std::size_t lower = 0;
    for (const char32_t c : seen) {
        if (unicode::is_letter(c)) {
            (unicode::is_upper(c) ? upper : lower) += 1;
        }
    }
    const bool all_capitals = lower == 0 && upper >= 2;
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < candidate.codes.size(); ++i) {
        const auto code = static_cast<std::uint8_t>(candidate.codes[i]);
        const char32_t letter = alphabet::letter_of(code);
        const auto end = static_cast<std::size_t>(candidate.from[i]);
        const bool same = end == begin + 1 && alphabet::code_of(seen[begin]) == code;
        if (same) {
            utf8::append(out, seen[begin]);
            begin = end;
            continue;
        }
        bool capital = all_capitals;
        if (!all_capitals && begin == 0 && i == 0) {
            const char32_t first = seen.front();
            if (end == 1 && candidate.codes.size() > 1 && candidate.from[1] == 1) {
                // The first letter left no trace: what is seen is the second.
                capital =
                    usually_capital || (unicode::is_letter(first) && unicode::is_upper(first));
            } else if (seen.size() == 1) {
                capital =
                    sentence_start && !(unicode::is_letter(first) && !unicode::is_upper(first));
            } else if (unicode::is_letter(first)) {
                // I and l are one shape: a capital I that was an l says nothing of the case.
                capital = unicode::is_upper(first) && !(first == U'I' && letter == U'l') &&
                          !(first == U'A' && letter == U'å' && mid_sentence && !usually_capital);
            } else {
                capital = !mid_sentence || usually_capital;
            }
        } else if (!all_capitals && lower == 0 && upper == 1 && seen.size() == 2) {
            capital = false; // `P4`: one capital says little
        }
        utf8::append(out, capital ? unicode::to_upper(letter) : letter);
        begin = end;
    }
    return out;
}

} // namespace saksklar
