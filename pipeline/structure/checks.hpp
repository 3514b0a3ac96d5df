// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"

namespace saksklar::structure {

/// Holds a record against itself and adds what does not fit as warnings: gaps and repeats in
/// the cases' numbers, agenda items without a case, more votes than people present, an end
/// before the start.
void check(MeetingRecord& record);

} // namespace saksklar::structure
