// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <string>
#include <string_view>

namespace saksklar::structure {

/// Decides whether a record is minutes, an agenda or something else, and sets kind and
/// kind_reason: evidence for a meeting that was held (the word "referat", people present,
/// cases with text, decisions) against what bylaws, notices, applications, templates and
/// readme files show. `preface` is what stands before the first of several meetings of a file,
/// `decisions` how many cases say in so many words what was decided.
void judge_kind(const Outline& outline,
                LineRange range,
                const Regions& regions,
                std::string_view path,
                const std::string& preface,
                std::size_t decisions,
                MeetingRecord& record);

} // namespace saksklar::structure
