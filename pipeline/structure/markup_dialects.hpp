// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// A line of a markup that few minutes are written in, as the others say it.
struct DialectLine {
    std::string text;      ///< empty: nothing that is read
    int heading_level = 0; ///< 0: none
    bool bullet = false;
};

/// Reads a line of LaTeX ("\section{Valg}", "\sak{15/18}{Valg}", "\vedtak{Godkjent.}"), of Textile
/// ("h2. Valg"), of a MeetBot's log ("20:03 <kari> #topic Valg", "#agreed Godkjent"), with the name
/// of a picture before it (":parking: Parkering"), of Hugo ("{{% vedtak %}}"), a line that
/// reStructuredText keeps apart ("| Tid: 9"), a word spaced out before its number ("S A K  31.") or
/// a label with leaders ("Sted ....... Folkets hus"). Nothing of other lines.
std::optional<DialectLine> read_dialect(std::string_view line);

/// "* 1 * Naustet *", "--- 2 --- VALG": a number between the same signs, which frame a title.
std::optional<DialectLine> read_framed_number(std::string_view line);

} // namespace saksklar::structure
