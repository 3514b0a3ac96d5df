// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// Whether a case's folded title is that of an election: "valg av leder", "val".
bool election_title(std::string_view folded);

/// Who was elected in a case, and to what: lines of an office and names under the title of an
/// election
/// ("Leder: Kari Berg, gjenvalgt"), and sentences ("Kari Berg ble valgt til leder", "Som referent
/// ble valgt Ola Vik"). Names that no list of names knows, and candidates, are left out.
std::vector<Elected> elected_in(const Outline& outline,
                                const std::vector<std::size_t>& lines,
                                std::size_t heading_lines,
                                std::string_view title,
                                std::string_view folded_title);

} // namespace saksklar::structure
