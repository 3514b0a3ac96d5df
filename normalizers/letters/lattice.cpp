// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/lattice.hpp"

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/text/unicode.hpp"

namespace saksklar {

namespace {

/// A capital inside a word of small letters is seldom a misread small one: only where that is
/// common.
constexpr double least_log_inner_capital = -7.6;

} // namespace

Lattice
make_lattice(const LanguageTables& tables, std::u32string_view seen, bool lone, bool vanished)
{
    Lattice lattice;
    lattice.seen = seen;
    std::size_t lower = 0;
    std::size_t letters = 0;
    for (const char32_t c : seen) {
        const bool letter = unicode::is_letter(c);
        letters += letter;
        lower += letter && !unicode::is_upper(c);
    }
    const bool capitals = lower == 0 && letters >= 2;
    lattice.rules.reserve(4 * seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (const std::uint8_t code = alphabet::code_of(seen[i]); code != alphabet::none) {
            lattice.codes[i] = code;
            lattice.next[i].add(code);
            lattice.next_in_compound[i].add(code);
        }
        const bool inner_capital = i > 0 && !capitals && unicode::is_upper(seen[i]);
        for (const Lattice::Rule& rule : tables.confusions.starting_with(seen[i])) {
            if (rule.lone == lone && (!rule.capital || capitals || i == 0) &&
                (!rule.vanished || vanished) && (!rule.initial || i == 0) &&
                (!inner_capital || rule.log_chance > least_log_inner_capital) &&
                (rule.seen_size == 1 ||
                 seen.substr(i).starts_with(tables.confusions.all()[rule.number].seen))) {
                lattice.next[i].add(rule.truth.front());
                if (Lattice::is_of_compounds(rule)) {
                    lattice.next_in_compound[i].add(rule.truth.front());
                }
                lattice.rules.push_back(rule);
            }
        }
        lattice.begins[i + 1] = static_cast<std::uint16_t>(lattice.rules.size());
    }
    return lattice;
}

} // namespace saksklar
