// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <vector>

namespace saksklar::structure {

/// What somebody is to do after a case: labels ("Ansvar:", "Frist:"), lists below "Aksjon", boxes
/// to tick off, duties inside lines, and tables. The first `skip` of the lines are the heading's;
/// `attendance` tells who may be meant.
void follow_ups_in(const Outline& outline,
                   const std::vector<std::size_t>& lines,
                   std::size_t skip,
                   const std::vector<Attendee>& attendance,
                   std::vector<FollowUp>& out);

} // namespace saksklar::structure
