// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saksklar::structure {

struct Decision {
    std::string text; ///< verbatim; separate outcomes joined by " [...] "
    std::string kind; ///< "labelled", "formula", "prose"
    Place place{};
};

/// The decision among the given lines (indices into the outline), which are the treatment of
/// one case without its sub-cases. Labelled decisions ("Vedtak: …") come first; else sentences
/// and lines that state an outcome, weighed by their words (data/decision_words.tsv), their
/// place and what speaks against them (questions, proposals, reports of earlier meetings).
/// `lead` is text that stands on the heading's own line, `lead_line`, after its title.
std::optional<Decision> find_decision(const Outline& outline,
                                      const std::vector<std::size_t>& lines,
                                      const std::string& title,
                                      const std::string& lead,
                                      std::size_t lead_line);

} // namespace saksklar::structure
