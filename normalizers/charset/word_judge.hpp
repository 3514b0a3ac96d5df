// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/charset_repair.hpp"

#include <string>
#include <string_view>

namespace saksklar {

/// a-z, æ, ø, å: 0 to 28, whatever the case; any other letter: 29; anything else: 30.
int letter_index(char32_t value) noexcept;

inline bool is_letter(char32_t value) noexcept
{
    return letter_index(value) < 30;
}

bool is_upper(char32_t value) noexcept;
char32_t lower(char32_t value) noexcept;

/// Whether `value` is one of æøåÆØÅ.
bool is_norwegian(char32_t value) noexcept;

/// Whether a capital stands behind a small letter ("dÆer"), or Æ, Ø, Å between a capital and a
/// small one ("LÅt"): damage undone wrongly
/// looks so, and hardly any word.
bool has_odd_case(std::u32string_view word) noexcept;

/// Says how much like Norwegian text a stretch looks. All costs are natural logarithms of
/// probabilities, negated: lower is likelier, differences are evidence.
class WordJudge {
public:
    explicit WordJudge(IsWord is_word) : is_word_(std::move(is_word)) {}

    /// The cost of a word with what clings to it: letter trigrams, the price of foreign letters,
    /// of symbols where they stand, and of capitals in odd places. Reads at most 64 code points.
    double cost(std::u32string_view word) const;

    /// Whether the letters of `word` are a known word, or its parts at hyphens are. Signs at
    /// its edges do not count. False for a word without letters.
    bool known(std::u32string_view word) const;

    /// How much likelier `after` is than `before`, the words known counted in.
    double gain(std::u32string_view before, std::u32string_view after) const;

    bool has_words() const { return static_cast<bool>(is_word_); }

private:
    IsWord is_word_;
};

} // namespace saksklar
