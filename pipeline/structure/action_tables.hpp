// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <vector>

namespace saksklar::structure {

/// Where `lines[at]` names the columns of a table of actions ("Aksjon | Ansvarlig | Frist", by
/// bars, tabs or wide gaps): adds a follow-up for each row. Returns how many lines the table takes,
/// 0 if there is none.
std::size_t read_action_table(const Outline& outline,
                              const std::vector<std::size_t>& lines,
                              std::size_t at,
                              std::vector<FollowUp>& out);

} // namespace saksklar::structure
