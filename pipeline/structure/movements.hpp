// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

/// Who came, left, was away or did not take part, and when.
namespace saksklar::structure {

/// Whether what stands beside a name tells a coming or going: "fra kl. 18:20", "gikk 19".
bool says_movement(std::string_view folded);

/// Where in "Kari Lie fra sak 3" the words about coming or going begin; 0 if there are none.
std::size_t movement_begin(std::string_view text);

/// The movements of a meeting in the order of the text. `cases` gives the case of sentences
/// that stand in one, and `people` the names that may come and go.
std::vector<Movement> read_movements(const Outline& outline,
                                     LineRange range,
                                     const Regions& regions,
                                     const std::vector<Attendee>& people,
                                     const std::vector<CaseRecord>& cases);

} // namespace saksklar::structure
