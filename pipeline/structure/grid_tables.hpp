// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// Tables of cases drawn with signs, "+----+----+" between rows of "| 22/04 | Valg |" over several
/// lines: each row becomes a heading and the lines below it. Others stay as they are.
void unfold_grid_tables(Outline& outline);

} // namespace saksklar::structure
