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
    /// A confusion, with what is asked of it most close at hand.
    struct Rule {
        const Confusion* confusion = nullptr;
        double log_chance = 0;
        std::uint16_t number = 0;
        std::uint8_t first = 0; ///< of the truth
        std::uint8_t seen_size = 0;
        bool norwegian = false;
        bool vanished = false;
    };

    std::u32string_view seen;
    std::array<std::uint8_t, longest_word> codes{}; ///< 0: not in the alphabet
    std::vector<Rule> rules;                        ///< of the first place, then of the next, …
    std::array<std::uint16_t, longest_word + 1> begins{};
    std::array<LetterSet, longest_word> firsts{}; ///< of the truths of a place's rules

    std::span<const Rule> rules_at(std::size_t place) const noexcept
    {
        return std::span(rules).subspan(begins[place], begins[place + 1U] - begins[place]);
    }
};

/// Of a word of at most `longest_word` code points, which the lattice refers to. `lone`: a single
/// sign or digit. `vanished`: letters may have left no trace.
Lattice
make_lattice(const LanguageTables& tables, std::u32string_view seen, bool lone, bool vanished);

/// Whether the letter is an æ, ø or å.
bool is_norwegian_code(std::uint8_t code) noexcept;

} // namespace saksklar
