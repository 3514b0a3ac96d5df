// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/heading_sequence.hpp"
#include "pipeline/structure/headings.hpp"

#include <vector>

namespace saksklar::structure {

/// The headings that the taken ones among `candidates` are, in the order of their lines: with
/// their titles, the wrapped lines of which are joined, and what is a note or text on the
/// heading's line cut off into `rest`.
std::vector<Heading> make_headings(const Outline& outline,
                                   LineRange range,
                                   const Regions& regions,
                                   const std::vector<Candidate>& candidates);

} // namespace saksklar::structure
