// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/numbering.hpp"

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace saksklar::structure {

/// By what a line is taken for a heading.
enum class System {
    markup, ///< a heading of Markdown, ODT, DOCX, HTML
    prefix, ///< "Sak 5", "PS 4/26"
    number, ///< "5.", "3.1"
    roman,  ///< "IV."
    letter, ///< "A.", "B.": capitals
    echo,   ///< a title of the agenda said again, "Eventuelt"
    looks,  ///< bold or larger
    plain,  ///< a short line of its own, in capitals or above its text
    bullet, ///< an outer item of a list whose inner items are the notes
    clock   ///< "[16:42]"
};

/// A line that may be a heading, and how much speaks for it.
struct Candidate {
    std::size_t line = 0;
    System system = System::number;
    std::optional<HeadingLabel> label;
    double weight = 0;
    bool taken = false;
    std::size_t title_at = 0; ///< of a title without a number: behind the sign that marks it
};

/// What the numbers of one system are ordered by: year, parts, letter.
using Key = std::tuple<int, NumberParts, char>;

Key key_of(const HeadingLabel& label);

/// The heaviest strictly increasing sequence among `pool` (indices into `all`), and its weight.
/// Direct successors weigh more. O(n log n) by a Fenwick tree of best weights by rank.
std::pair<double, std::vector<std::size_t>> best_sequence(const std::vector<Candidate>& all,
                                                          const std::vector<std::size_t>& pool);

} // namespace saksklar::structure
