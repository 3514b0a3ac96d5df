// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// "* BILENE" between blank lines: bullets in capitals, each alone, become headings if there are
/// three.
void head_starred_capitals(Outline& outline);

/// "> Backup" right above its text, "-- Hva er et navn?" between blank lines: short lines that
/// their author marked with the same sign become headings if there are three.
void head_marked_titles(Outline& outline);

} // namespace saksklar::structure
