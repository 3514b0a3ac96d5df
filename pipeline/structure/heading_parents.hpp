// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/headings.hpp"

#include <vector>

namespace saksklar::structure {

/// Sets the parent of every heading: from its number ("3.1" stands in "3"), then from the
/// agenda, then from levels of markup, then from a heading that collects others ("Behandling
/// av søknader").
void set_parents(const Outline& outline, const Regions& regions, std::vector<Heading>& headings);

} // namespace saksklar::structure
