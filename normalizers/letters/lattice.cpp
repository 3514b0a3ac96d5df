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

bool is_norwegian_code(std::uint8_t code) noexcept
{
    const char32_t c = alphabet::letter_of(code);
    return c == U'æ' || c == U'ø' || c == U'å';
}

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
        lattice.codes[i] = alphabet::code_of(seen[i]);
        const bool inner_capital = i > 0 && !capitals && unicode::is_upper(seen[i]);
        for (const std::uint16_t number : tables.confusions.starting_with(seen[i])) {
            const Confusion& confusion = tables.confusions.all()[number];
            if (confusion.lone == lone && (!confusion.capital || capitals || i == 0) &&
                (!confusion.vanished || vanished) && (!confusion.initial || i == 0) &&
                (!inner_capital || confusion.log_chance > least_log_inner_capital) &&
                (confusion.seen.size() == 1 || seen.substr(i).starts_with(confusion.seen))) {
                const auto first_letter = static_cast<std::uint8_t>(confusion.truth.front());
                lattice.firsts[i].add(first_letter);
                lattice.rules.push_back({&confusion,
                                         confusion.log_chance,
                                         number,
                                         first_letter,
                                         static_cast<std::uint8_t>(confusion.seen.size()),
                                         confusion.norwegian,
                                         confusion.vanished});
            }
        }
        lattice.begins[i + 1] = static_cast<std::uint16_t>(lattice.rules.size());
    }
    return lattice;
}

} // namespace saksklar
