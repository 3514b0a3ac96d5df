// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <vector>

namespace saksklar::structure {

/// The people of a meeting: from the front matter, from tables (cells by tabs, bars, or by
/// spaces where a PDF or recognised text has columns), from lists and from sentences.
/// A person named twice stands once; where the two disagree, present wins. `first_case`: the line
/// on which the first case begins, or the end of the range.
std::vector<Attendee> read_attendance(const Outline& outline,
                                      LineRange range,
                                      const Regions& regions,
                                      std::size_t first_case);

} // namespace saksklar::structure
