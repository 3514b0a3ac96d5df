// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <vector>

namespace saksklar::structure {

/// Lists of numbered cases that nothing announces as an agenda: at least three numbers with no more
/// than wrapped titles between them, of which a good part stands again below, above the treatment.
/// Each range begins and ends at a number's line; in order, none overlaps another.
std::vector<LineRange> unannounced_agendas(const Outline& outline, LineRange range);

} // namespace saksklar::structure
