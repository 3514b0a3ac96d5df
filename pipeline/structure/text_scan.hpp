// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/structure/small_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Small scanners over text that the structure stage shares. Bytes in, no locale,
/// linear in the length, valid UTF-8 stays valid.
namespace saksklar::structure {

inline bool is_digit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// The digit that a character stands for, letters that recognition puts for digits
/// included; -1 for others.
inline int digit_value(char c) noexcept
{
    if (is_digit(c)) {
        return c - '0';
    }
    if (c == 'O' || c == 'o') {
        return 0;
    }
    return c == 'l' || c == 'I' ? 1 : -1;
}

constexpr bool is_space(char c) noexcept
{
    return (static_cast<unsigned>(c == ' ') |
            static_cast<unsigned>(static_cast<unsigned char>(c - '\t') < 5)) != 0;
}

/// A byte of a letter: ASCII letters and every byte of a longer UTF-8 sequence.
inline bool is_word_byte(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Whether a letter stands at `at`: ASCII, or the first byte of a Latin letter beyond it.
/// Dashes and quotes, which take several bytes too, are none.
inline bool letter_at(std::string_view text, std::size_t at) noexcept
{
    if (at >= text.size()) {
        return false;
    }
    const char c = text[at];
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0xC3 && byte <= 0xCA);
}

/// Where a printed line has its next gap between columns: a tab, or `spaces` in a row; npos if
/// none.
inline std::size_t gap_in(std::string_view raw, std::string_view spaces = "   ") noexcept
{
    const std::size_t gap = raw.find(spaces);
    const std::size_t tab = raw.find('\t');
    return gap < tab ? gap : tab;
}

/// Lower case for ASCII and Latin-1 letters (ÆØÅ included); other bytes as they are.
FoldedText fold(std::string_view text);

/// As fold, with every stretch of other characters than letters and digits turned into
/// one space and none at the ends: what labels and titles are compared by.
FoldedText fold_words(std::string_view text);

/// The same, written to `out`, which has room for text.size() + fold_slack bytes; returns how many
/// it took.
std::size_t fold_words_to(std::string_view text, char* out) noexcept;

inline std::string_view trim(std::string_view text) noexcept
{
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

/// 1 upper case, -1 lower case, 0 no letter at the start (after quotes and brackets): ASCII,
/// Latin-1 and most of Latin Extended-A.
int first_letter_case(std::string_view text) noexcept;

/// Whether no letter from "a" to "z" stands in the text: "FAU", "STYRE 4".
inline bool no_small_letter(std::string_view text) noexcept
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Whether the first letter (after quotes) is upper case, and whether it is lower case.
inline bool starts_upper(std::string_view text) noexcept
{
    if (!text.empty() && ((text.front() | 0x20) >= 'a' && (text.front() | 0x20) <= 'z')) {
        return text.front() <= 'Z';
    }
    return first_letter_case(text) > 0;
}

inline bool starts_lower(std::string_view text) noexcept
{
    if (!text.empty() && ((text.front() | 0x20) >= 'a' && (text.front() | 0x20) <= 'z')) {
        return text.front() > 'Z';
    }
    return first_letter_case(text) < 0;
}

/// The words of a text, split at white space; views into `text`.
inline Words words_of(std::string_view text)
{
    return Words(text);
}

/// The first `count` words of a folded text; all of it where it has fewer.
inline std::string_view leading_words(std::string_view folded, std::size_t count) noexcept
{
    std::size_t end = 0;
    for (; count > 0 && end < folded.size(); --count) {
        end = std::min(folded.find(' ', end + 1), folded.size());
    }
    return folded.substr(0, end);
}

/// How many words words_of would give.
std::size_t count_words(std::string_view text) noexcept;

/// Adds the next line of a paragraph to `text`: with a space between, or without the hyphen that
/// parts a word ("god-" / "kjent"). Hyphens stay behind capitals ("IKT-") and before "og" and
/// "eller" ("barne- og …").
void join_line(std::string& text, std::string_view next);

/// The text as a person reads it: Markdown emphasis, link targets and `{#anchors}` gone,
/// no-break spaces as spaces, soft and no-break hyphens as "-", invisible characters
/// dropped, runs of spaces as one. `keep_columns` keeps tabs and runs of spaces.
std::string plain_text(std::string_view text, bool keep_columns = false);

/// How many bytes of the text, from its start, plain_text leaves as they are where something
/// stands before and behind them: no marks, no two spaces in a row.
std::size_t plain_already(std::string_view text) noexcept;

/// The same, written to `out`, which has room for text.size() bytes; returns how many it took.
std::size_t plain_text_to(std::string_view text, bool keep_columns, char* out);

/// The sentences of a paragraph, in order, without the white space between them.
/// Abbreviations ("f.eks.", "kl. 14"), ordinals ("3. desember") and initials do not end one.
std::vector<Span> sentences(std::string_view paragraph);

/// The same, added to `out`.
void add_sentences(std::string_view paragraph, std::vector<Span>& out);

/// How alike two folded titles are, 0..1: the Dice measure over their words, where two
/// words are the same if one begins the other with at least four letters. Looks at the
/// first 24 words only. May give 0 for what is below `least`.
double word_overlap(std::string_view folded_a, std::string_view folded_b, double least = 0);

/// A deterministic hash for grouping.
std::uint64_t hash_of(std::string_view text) noexcept;

/// Number of characters (code points).
std::size_t length_of(std::string_view text) noexcept;

} // namespace saksklar::structure
