// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"

#include <string_view>

namespace saksklar {

/// What the trees say, set right where they are too sure (Platt scaling). On pages of bodies that
/// they have not seen, readings that no list has were right less often than they said.
/// `among_capitals`: the words around are in capitals, too.
double
calibrated(double probability, ReadingSource source, const WordReadings& seen, bool among_capitals);

/// Letters of a word in capitals that may be an abbreviation.
inline constexpr std::size_t longest_abbreviation = 3;

/// What the trees must say at least for anything to come out as `least`.
double least_to_calibrate(double least);

/// Whether the word cannot stand as it is: a letter of it was replaced by U+FFFD, or by a `?`
/// between letters.
bool has_lost_letter(const WordReadings& seen);

/// Of a word that cannot stand, only the other readings are rivals. `margin`: ln odds of the best
/// against the second.
double probability_among_readings(double margin);

/// How often a word that is none, in a damaged line, is the archive's word that explains it.
/// docs/accuracy.md has the figures.
inline constexpr double archive_probability = 0.97;

/// No example of the trees has an archive behind it: what it says is judged here.
bool is_sure_of_archive(const WordReadings& seen, const Candidate& candidate, double line_damaged);

/// How often a reading without odd signs is what a word with `@` or `¢` in it, in a damaged line,
/// was: 83 of 83 with `¢` on the drawn pages, and with `@` all but user names.
inline constexpr double odd_sign_probability = 0.95;

/// What is put together of one language's words may be right in it, though only the other's lists
/// have the like (`trakkemaskin`): such a reading is proposed, and by default not applied.
inline constexpr double most_for_strange_word = 0.6;

/// `@mbakken` is a user's name, `@vrebo` may be one: where no list has the reading, it is proposed,
/// and by default not applied.
inline constexpr double most_for_user = 0.6;
bool may_be_user(const WordReadings& seen, const Candidate& candidate);

/// No sound word has a `¢` in it, and `@` only in names of users (`@name`, `name@place`): there
/// both sides are words. The trees have seen too few of them. `after`: the reading with its case.
bool is_sure_of_sign(const WordReadings& seen,
                     const Candidate& candidate,
                     std::string_view after,
                     double line_damaged);

} // namespace saksklar
