// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string_view>

namespace saksklar::structure {

/// Fills title, body, date, times, place and meeting number of `record` from the front
/// matter, the lines before the first case, the closing line, and the name of the file.
/// A file name that gives a whole date wins over a printed date that has no matching
/// weekday (headers are copied from meeting to meeting and forgotten); the two disagreeing
/// is a warning.
void read_header(const Outline& outline,
                 LineRange range,
                 const Regions& regions,
                 std::size_t first_case_line,
                 std::string_view path,
                 bool several_meetings,
                 int case_year,
                 MeetingRecord& record);

} // namespace saksklar::structure
