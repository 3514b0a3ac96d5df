// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// Tables near the top of minutes that lost their shape when a PDF or a word processor's file was
/// made text, and came out cell by cell: a column of labels ("Dato:", "Tid:", "Møtte:") above the
/// column of their values, and people ("Navn", "Verv", "Til stede") with one cell a line. Puts each
/// label before its value, and each row on one line.
void unfold_pasted_columns(Outline& outline);

} // namespace saksklar::structure
