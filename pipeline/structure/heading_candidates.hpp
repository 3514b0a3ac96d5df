// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/heading_sequence.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// The lines of a meeting as headings are looked for among them.
class BodyLines {
protected:
    BodyLines(const Outline& outline, LineRange range, const Regions& regions)
        : outline_(outline), range_(range), regions_(regions)
    {
    }

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool in_body(std::size_t i) const
    {
        return regions_.at(i - range_.begin) == Region::body && !line(i).front_matter &&
               !line(i).furniture && !line(i).code;
    }

    /// The next line with something on it, or range_.end.
    std::size_t next_line(std::size_t i) const
    {
        for (std::size_t j = i + 1; j < range_.end && j < i + 12; ++j) {
            if (!line(j).blank && !line(j).furniture) {
                return j;
            }
        }
        return range_.end;
    }

    bool blank_above(std::size_t i) const
    {
        return i == range_.begin || line(i).gap_above || line(i - 1).blank ||
               line(i - 1).furniture || line(i - 1).page != line(i).page;
    }

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
};

/// Lines that may be headings, in order, and those that begin with "a." or "b)".
struct Candidates {
    std::vector<Candidate> all;
    std::vector<std::size_t> letters;
};

/// Every line of the body that could be a heading, once for its strongest system, weighed by
/// case words, echo of the agenda, blank lines, stops, length and what follows.
Candidates find_candidates(const Outline& outline, LineRange range, const Regions& regions);

/// The weight of a short line that only what stands around it shows to be a title.
inline constexpr double weak_plain = 0.5;

/// All letters are capitals, and there are at least three.
bool in_capitals(std::string_view plain);

/// "- Dugnad: Lørdag 26. april …": where the title of an item ends that its text follows; 0 if none
/// does.
std::size_t bullet_title(std::string_view plain);

/// "=== Valg ==="
bool framed_title(std::string_view title);

/// A whole sentence rather than a title: a stop at its end and a fair length.
bool reads_as_sentence(std::string_view title);

} // namespace saksklar::structure
