// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// Minutes whose paragraphs begin with their title in bold ("**Gjester** Si fra hvis …"): gives the
/// title and the text lines of their own, where three paragraphs or more begin so and nothing
/// else is a heading. Called once, when all lines are read.
void unfold_run_in_headings(Outline& outline);

} // namespace saksklar::structure
