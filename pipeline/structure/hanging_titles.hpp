// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// "Bygdetunet        Taket på eldhuset lek." above text that stands in the same column as its
/// first line: minutes whose titles stand in a column of their own at the left. Each title becomes
/// a heading on a line of its own, if there are four and nearly all lines between them keep to the
/// two columns. Columns stand apart by gaps of two spaces or more.
void head_hanging_titles(Outline& outline);

} // namespace saksklar::structure
