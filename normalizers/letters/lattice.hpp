// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_tables.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saksklar {

/// Longer words, in code points, are not looked at.
inline constexpr std::size_t longest_word = 40;

/// What may be read at each place of a word.
struct Lattice {
    using Rule = ConfusionTable::Rule;

    std::u32string_view seen;
    std::array<std::uint8_t, longest_word> codes{}; ///< 0: not in the alphabet
    std::vector<Rule> rules;                        ///< of the first place, then of the next, …
    std::array<std::uint16_t, longest_word + 1> begins{};
    /// The letters that a reading may go on with: the one seen, and the first of every truth.
    /// At the end of the word there are none.
    std::array<LetterSet, longest_word + 1> next{};
    /// The same in compounds.
    std::array<LetterSet, longest_word + 1> next_in_compound{};

    std::span<const Rule> rules_at(std::size_t place) const noexcept
    {
        return std::span(rules).subspan(begins[place], begins[place + 1U] - begins[place]);
    }

    /// In compounds other confusions are not looked for: too much would come out as one.
    static bool is_of_compounds(const Rule& rule) noexcept
    {
        return rule.norwegian && !rule.vanished;
    }
};

/// Of a word of at most `longest_word` code points, which the lattice refers to. `lone`: a single
/// sign or digit. `vanished`: letters may have left no trace.
Lattice
make_lattice(const LanguageTables& tables, std::u32string_view seen, bool lone, bool vanished);

} // namespace saksklar
