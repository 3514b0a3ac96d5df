// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/letter_repair.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// One reading of a word, with its scores (natural logarithms; higher is likelier).
struct Reading {
    std::string text;
    double channel = 0;  ///< how likely these letters come out as what is seen
    double language = 0; ///< how likely the word is in its sentence
    std::string source;  ///< "as seen", "model", "system", "archive", "compound", "new word"
    std::string witness; ///< of an archive word
};

/// Why a word was changed, or was not.
struct Explanation {
    std::string word;
    DamageEstimate estimate{};
    std::vector<Reading> readings; ///< best first
    std::string decision;          ///< "applied", "proposed", "left"
    std::string evidence;          ///< in words
    double probability = 0;        ///< that the best reading other than the word itself is right
};

/// Explains the first occurrence of `word` in `text` (its document, or just its sentence).
Explanation explain(std::string_view word,
                    std::string_view text,
                    const LanguageData& data,
                    const LetterRepairOptions& options = {});

} // namespace saksklar
