// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"

#include <string>
#include <string_view>

namespace saksklar {

/// How a word is written. The trees know these by their numbers.
namespace word_shape {

inline constexpr int small = 0;    ///< in small letters
inline constexpr int capital = 1;  ///< with a capital first, or one alone
inline constexpr int capitals = 2; ///< in capitals
inline constexpr int mixed = 3;
inline constexpr int signs = 4; ///< without letters

} // namespace word_shape

/// One of the above.
int shape_of(std::u32string_view word);

/// The reading with the case that what is seen, and its place, ask for.
std::string with_case(const WordReadings& word,
                      const Candidate& candidate,
                      bool sentence_start,
                      bool mid_sentence,
                      bool usually_capital);

} // namespace saksklar
