// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/decision_sentences.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace saksklar::structure {

/// What the model takes for the decision of a case.
struct LikelyDecision {
    double chance = 0;                 ///< of its likeliest sentence, 0..1; may be 0 below one half
    std::vector<std::size_t> chosen{}; ///< indices of its sentences, in order
};

/// The sentences of a case that are likely to say what was decided: logistic regression over what
/// is seen of each (cues) and its words, learned from annotated minutes
/// (data/decision_sentences.tsv, tools/learn_decision_sentences.py). Linear in the text.
LikelyDecision likely_decision(const std::vector<Block>& blocks,
                               const std::vector<CaseSentence>& sentences);

/// How likely each of the sentences `at` is to say what was decided, 0..1; 0 for questions,
/// proposals and others that never do.
std::vector<double> decision_chances(const std::vector<Block>& blocks,
                                     const std::vector<CaseSentence>& sentences,
                                     std::span<const std::size_t> at);

} // namespace saksklar::structure
