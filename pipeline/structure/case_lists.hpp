// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <vector>

namespace saksklar::structure {

/// Lists of cases that no label tells from the cases themselves.
struct CaseLists {
    /// At least three numbers with no more than wrapped titles between them, or at least three
    /// titles without a number, of which a good part stands again below, above the treatment.
    std::vector<LineRange> agendas;
    /// Numbers that all stood above with their treatment: what was decided, summed up.
    std::vector<LineRange> summaries;
};

/// Each range begins and ends at a line with text; those of a kind are in order, none overlaps
/// another.
CaseLists unannounced_lists(const Outline& outline, LineRange range);

} // namespace saksklar::structure
