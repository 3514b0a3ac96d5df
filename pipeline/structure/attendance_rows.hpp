// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// People whose lines have columns by gaps, marks or turns, read as entries of a list.
namespace saksklar::structure {

/// An entry, and whether the person came.
struct MarkedEntry {
    std::string text;
    bool came = false;
    std::string deputy_for{}; ///< whom she came for, if anybody
};

/// The line as printed, from the colon of its label on where its text begins at byte `from`.
std::string_view printed(const Outline& outline, const OutlineLine& here, std::size_t from);

/// What the line says from byte `from` on, where its label ends. "Kari Berg        Nestleder" are
/// two columns of which the second tells what the person is: a comma stands for the gap between
/// them. Initials before the name go behind it.
std::string with_gaps(const Outline& outline, const OutlineLine& here, std::size_t from);

/// "Kari Berg (AP)       Ola Vik, nestleiar (SP)": the people, two or more; none of other lines.
std::vector<std::string>
people_in_columns(const Outline& outline, const OutlineLine& here, std::size_t from = 0);

/// "[x] Kari Berg (leder)", "[ ] Ola Vik – forfall, [x] vara Siv Moen møtte"; none of other lines.
std::vector<MarkedEntry> ticked_people(const OutlineLine& here);

/// "Kari Berg      kasserer       x", "Ola Vik (leder)      meldt forfall", "Siv Moen      møtte
/// for Ola Vik": the last column says whether the person came. `from`: as in with_gaps.
std::optional<MarkedEntry>
marked_row(const Outline& outline, const OutlineLine& here, std::size_t from);

/// How many pairs of lines from `i` on, before `end`, are a name and, below it, where the person is
/// from or what she is, as where the cells of a table were pasted one below the other.
std::size_t pairs_at(const Outline& outline, std::size_t i, std::size_t end);

/// "Leder tur        Kari Berg", "Nestleder    Ola Vik    Kom kl. 10": the person as an entry of a
/// list, with what stands around the name behind it; nothing if the line is no such row.
std::optional<std::string> person_behind_role(const Outline& outline, const OutlineLine& here);

} // namespace saksklar::structure
