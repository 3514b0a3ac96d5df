// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/structure/outline.hpp"

/// What the places of lines on the pages of a text layer say: pages without places say it by blank
/// lines and spaces. Both are called while the lines of the outline are still those of the
/// document.
namespace saksklar::structure {

/// Whether any page has a text layer, whose lines have places.
bool has_layer(const Document& document);

/// Where more room is left above a line than between its page's usual lines, a paragraph begins.
void find_gaps(Outline& outline, const Document& document);

/// How deep the items of lists stand: by where they begin, with two columns for each level, as in
/// the lists of word processors. `outline` has been read.
void find_list_levels(Outline& outline, const Document& document);

} // namespace saksklar::structure
