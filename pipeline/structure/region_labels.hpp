// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

#include <string_view>

/// What single lines say of the region they open or stand in.
namespace saksklar::structure {

/// Labels of people that are sure wherever they stand, not only within a list of people.
bool sure_people_label(const OutlineLine& line);

/// A row that names the columns of a table of people.
bool names_people_columns(const OutlineLine& line);

/// Nine words with a stop, or sixteen: no label and no entry of a list.
bool sentence_like(const OutlineLine& line);

/// "Møtet ble hevet kl. 20"; not "Møtet sluttet seg til forslaget", "Hevet kontingenten til 400
/// kr".
bool closing_line(const OutlineLine& line);

/// Whether a phrase of data/terms.tsv that says so ends the meeting, by the word behind it:
/// `folded` up to `end` is or ends in the phrase, which begins at `begin`.
bool ends_meeting(std::string_view folded, std::size_t begin, std::size_t end);

/// "Med vennlig hilsen", "Underskrifter": what follows is no more of the minutes.
bool signature_line(const OutlineLine& line);

/// "(10 min)" in folded text: an announced programme
bool has_duration(std::string_view folded);

} // namespace saksklar::structure
