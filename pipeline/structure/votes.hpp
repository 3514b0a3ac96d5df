// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/small_text.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// Whether folded text (fold_words) counts votes: "9 for, 0 mot", "6 mot 1 stemme", "10 for".
/// Amounts ("kr 2 102 for …") do not.
bool counts_votes(std::string_view folded);

/// The same of its words.
bool counts_votes(const Words& words);

/// The vote that a sentence tells of: counts, unanimity. None if it tells of none.
std::optional<Vote> read_vote(const std::string& sentence);

/// A cheap first look: whether read_vote could find anything in the sentences of a line.
bool may_hold_votes(const OutlineLine& line);

/// Whether a word for votes, voting or unanimity stands in the line.
bool says_votes(const OutlineLine& line);

/// Whether votes may be counted in a sentence of a line where says_votes is not so: a digit, or
/// a label ("For: ti").
bool may_count(std::string_view sentence);

} // namespace saksklar::structure
