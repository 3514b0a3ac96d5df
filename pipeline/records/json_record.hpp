// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/records/record.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The record contract, version 1 (schema/*.schema.json), as lines of JSON.
namespace saksklar {

/// Stable over runs and places: from the content of the source and the meeting's place in it.
std::string meeting_id(const Source& source, std::size_t meeting_index);
std::string case_id(std::string_view meeting_id, std::size_t case_index);

/// One line, without a line break: keys in the order of the contract, UTF-8 as it is.
std::string
meeting_json(const Document& document, const MeetingRecord& meeting, std::size_t meeting_index);

/// One line a case of the meeting.
std::vector<std::string>
case_json(const Document& document, const MeetingRecord& meeting, std::size_t meeting_index);

std::string edit_json(const Document& document, const PlacedEdit& placed);

/// A change outside a document: what the repair filter writes. `offset` counts bytes of the input.
std::string edit_json(std::string_view source, const Edit& edit, std::size_t offset);

} // namespace saksklar
