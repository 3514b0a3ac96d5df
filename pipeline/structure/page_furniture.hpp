// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// Marks what printed pages have at their heads and feet, which a text dump has between its lines:
/// "Side 2 av 4", alone or behind a gap, and lines beside it that stand beside another page's, too.
/// The blank lines around it go with it where a sentence goes on behind.
void mark_page_furniture(Outline& outline);

} // namespace saksklar::structure
