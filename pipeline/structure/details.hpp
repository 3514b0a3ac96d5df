// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// Fills a case's text, presenter, votes, follow-ups, references and links from its lines
/// (indices into the outline; the heading's lines come first and are `heading_lines` many).
void read_details(const Outline& outline,
                  const std::vector<std::size_t>& lines,
                  std::size_t heading_lines,
                  std::string_view folded_title,
                  const std::vector<Attendee>& attendance,
                  CaseRecord& record);

} // namespace saksklar::structure
