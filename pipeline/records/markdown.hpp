// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/records/record.hpp"

#include <string>

namespace saksklar {

/// One meeting as a page of Markdown for people: header, attendance, cases with their
/// decisions, and what they should know about how it was read. What is not minutes is
/// given as its text.
std::string to_markdown(const Document& document, const MeetingRecord& meeting);

} // namespace saksklar
