// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace saksklar::structure {

/// A line that was found to begin a case.
struct Heading {
    std::size_t line = 0;
    std::size_t last_line = 0; ///< of a wrapped title
    std::optional<HeadingLabel> label;
    std::string title;                 ///< wrapped lines joined, without the label
    std::optional<std::size_t> parent; ///< index among the headings
    std::string rest;                  ///< text that stands on the heading's line after the title
};

/// The headings of one meeting's cases, in order, with their parents.
///
/// Every line of the body that could be a heading is a candidate of one or more systems:
/// a prefix word with a number, a bare number, markup or looks, a title of the agenda said
/// again, a clock time. For each system the heaviest increasing sequence is found (dynamic
/// programming over the numbers, with a bonus for direct successors); the system whose
/// sequence weighs most is the document's own, and the others may only add sub-cases to it.
std::vector<Heading> find_headings(const Outline& outline, LineRange range, const Regions& regions);

/// Whether a heading names the outcome of the case it stands in ("Vedtak", "Konklusjon").
bool decision_heading(const OutlineLine& line);

} // namespace saksklar::structure
