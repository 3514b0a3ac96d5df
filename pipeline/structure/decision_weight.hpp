// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace saksklar::structure {

/// How much a sentence states an outcome.
struct Weighed {
    double score = 0;
    bool strong = false; ///< holds a word that by itself states an outcome
    bool first_word = false;
    bool only_votes = false; ///< a count of votes without an outcome
    /// "Samrøystes.", "Votering: enstemmig": how all voted, and not on what. No count: the model of
    /// decisions has learned the two apart.
    bool only_unanimous = false;
    /// "Rådmannens innstilling ble vedtatt mot 2 stemmer.": how a vote on what was proposed came
    /// out.
    bool voted_on = false;
    bool noted = false; ///< something is taken note of: "til orientering"
};

/// How heavy a sentence is by its words alone to be a decision.
constexpr double enough_to_decide = 2.4;

/// Weighs a sentence by the words of data/decision_words.tsv, where they stand, votes, its length
/// and the organ as subject, against questions, conditions, reports and opinions.
Weighed weigh(std::string_view sentence);

} // namespace saksklar::structure
