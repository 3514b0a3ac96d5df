// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

namespace saksklar::structure {

/// The lines at the head of minutes that list people, one a line, where no label says so:
/// "1A  Kari Berg (vara)", "2B  ingen", "Ola Vik, kasserer". At least four lines, most of them with
/// a known first name and a surname, before anything numbered or marked as a heading, or one line
/// of nothing but names; an empty range if there are none or a label names the people.
LineRange unlabelled_people(const Outline& outline, LineRange range);

/// "Kari Berg, Ola Vik og Siv Moe (ref)": at least three whole names, and nothing else.
bool names_only(std::string_view text);

} // namespace saksklar::structure
