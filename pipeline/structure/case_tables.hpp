// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// Minutes that are a table, "Saknr | Sak | Ansvarlig" with a row for each case: gives every row
/// lines of its own, first a heading of number and title, then what its cells say of it. Tables
/// that are only an agenda stay as they are. Called once, when all lines are read.
void unfold_case_tables(Outline& outline);

} // namespace saksklar::structure
