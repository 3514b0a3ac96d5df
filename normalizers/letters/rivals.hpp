// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/rival_table.hpp"

#include <cstdint>

namespace saksklar {

/// ln of the share of unknown words, where no context says better.
inline constexpr double log_unknown_word = -3.5;

/// p(word) without context in nb, nn or en (0, 1, 2); `log_word` is for words without an id.
double
word_chance(const LanguageTables& tables, std::uint32_t id, double log_word, std::size_t language);

/// The rival chances by `readings.others`, for which the search must have been done.
RivalChances rival_chances(const LanguageTables& tables, const WordReadings& readings);

/// Tells whether a table of rivals was made from these tables: a hash of what they are.
std::uint64_t rivals_key(const LanguageTables& tables);

} // namespace saksklar
