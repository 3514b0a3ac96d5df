// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// "Møtte:              Forfall:" above people in columns of their own: reads the columns as lists
/// one below the other, near the top of minutes. Columns stand apart by gaps of two spaces or more.
void unfold_attendance_columns(Outline& outline);

} // namespace saksklar::structure
