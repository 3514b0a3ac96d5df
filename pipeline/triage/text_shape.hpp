// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace saksklar {

/// How a page's text looks, whatever its language: the signs of a text layer that
/// does not say what the page shows.
struct TextShape {
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t tokens = 0;       ///< between white space
    double norwegian_letters = 0; ///< share of letters that are æ, ø or å
    double alien = 0; ///< share of control, private-use, unassigned and replacement characters
    double glyph_names = 0;    ///< share of tokens such as "/G12", "(cid:31)", "GLYPH<7>"
    double single_letters = 0; ///< share of tokens of one letter: letter-spaced text
    double run_together = 0;   ///< share of characters in tokens too long for words
    double filled_spaces = 0;  ///< share of tokens with "0" or "$" where spaces should be
    double vowelless = 0;      ///< share of longer words without any vowel
    double odd_case = 0;       ///< share of longer words with capitals inside
    double odd_inside = 0;     ///< share of words with a sign or digit between their letters
    double doubled = 0;        ///< share of tokens that repeat the one before

    bool operator==(const TextShape&) const = default;
};

/// Linear in the length of `text`, which is valid UTF-8.
TextShape shape_of(std::string_view text);

/// Why a text of this shape cannot be what the page says, for people; empty if it may be.
std::string unusable_because(const TextShape& shape);

} // namespace saksklar
