// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace saksklar::structure {

/// What the structure itself shows to be wrong, as warnings with their places: gaps and
/// repeats in the cases' numbers, items of the agenda without a case, more votes than people,
/// an end before the start. Nothing is changed. `inner` says of each item of the agenda whether it
/// stands below another, as notes of it do.
void check(MeetingRecord& record, const std::vector<bool>& inner);

/// A warning about the text at `place`.
Warning made_warning(std::string code, std::string message, const std::optional<Place>& place);

} // namespace saksklar::structure
