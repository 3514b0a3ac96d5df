// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/case_blocks.hpp"
#include "pipeline/structure/decision_sentences.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

struct Decision {
    std::string text; ///< verbatim; separate outcomes joined by " [...] "
    std::string kind; ///< "labelled", "formula", "prose"
    Place place{};
    bool learned = false; ///< only what was learned tells it from other sentences
};

/// A case as the choice of its decision sees it, for what learns from annotated minutes.
struct WatchedCase {
    std::string_view title; ///< folded
    const std::vector<Block>& blocks;
    const std::vector<CaseSentence>& sentences;
    const std::optional<Decision>& by_words; ///< what is found without what was learned
};

using DecisionWatch = std::function<void(const WatchedCase&)>;

/// The decision among the given lines (indices into the outline), which are the treatment of
/// one case without its sub-cases. Labelled decisions ("Vedtak: …") come first; else sentences
/// and lines that state an outcome, weighed by their words (data/decision_words.tsv), their
/// place and what speaks against them (questions, proposals, reports of earlier meetings); where
/// these say nothing, the sentences that annotated minutes make likely (decision_model).
/// `lead` is text that stands on the heading's own line, `lead_line`, after its title. With
/// `watch` nothing learned is used.
std::optional<Decision> find_decision(const Outline& outline,
                                      std::span<const std::size_t> lines,
                                      std::string_view folded_title,
                                      const std::string& lead,
                                      std::size_t lead_line,
                                      const DecisionWatch* watch = nullptr);

} // namespace saksklar::structure
