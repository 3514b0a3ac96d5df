// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string_view>

namespace saksklar::structure {

/// Reads a YAML front matter from the lines; returns how many lines it takes.
std::size_t read_front_matter(Outline& outline, std::string_view text);

/// Reads the keys of an Org-mode file ("#+TITLE:", "#+DATE:") as a front matter. Whether there are
/// any: then stars at the start of a line are headings, not bullets.
bool read_org_keys(Outline& outline, std::string_view text);

/// "TODO 4 Rekneskap :pengar:", what stands behind the stars of an Org-mode heading: takes out of
/// the line's span whether it is done (TODO, DONE, and what "#+TODO:" names) and the tags behind
/// it, which are no part of the title.
void take_org_notes_off(const Outline& outline, OutlineLine& line);

} // namespace saksklar::structure
