// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/records/record.hpp"

#include <vector>

namespace saksklar {

/// The meetings of a document, in order: at least one record. A document that makes
/// no sense as minutes gives one record of kind `other` or `agenda` with the reason.
/// Reads Document::text, lines, looks and Source::path (whose name may date the meeting).
/// Deterministic, does not throw, linear in the size of the text.
std::vector<MeetingRecord> segment(const Document& document);

} // namespace saksklar
