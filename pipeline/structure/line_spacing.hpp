// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

/// Undoes what programs that wrote a text do to all of its lines alike, and what therefore says
/// nothing of any of them. Both are called before anything is read of the lines.
namespace saksklar::structure {

/// Leaves out the blanks that all lines begin with, as text cut out of a page has them, those that
/// lines end with, and the marks of quotation before nearly all lines.
void even_out(Outline& outline);

/// Where a text leaves two or more blank lines wherever it leaves any, one is enough; where it
/// leaves some below every line, and more between paragraphs, those below every line are none.
void even_out_blank_lines(Outline& outline);

} // namespace saksklar::structure
