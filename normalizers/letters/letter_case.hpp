// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"

#include <string>
#include <string_view>

namespace saksklar {

/// How a word is written: 0 in small letters, 1 with a capital, 2 in capitals, 3 mixed, 4 without
/// letters.
int shape_of(std::u32string_view word);

/// The reading with the case that what is seen, and its place, ask for.
std::string with_case(const WordReadings& word,
                      const Candidate& candidate,
                      bool sentence_start,
                      bool mid_sentence,
                      bool usually_capital);

} // namespace saksklar
