// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace saksklar::structure {

/// A stretch of an outline's lines, half-open: one meeting.
struct LineRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const noexcept { return end - begin; }
};

/// What a line of a meeting belongs to.
enum class Region {
    body,       ///< headings and treatment of cases, and all that is nothing else
    title,      ///< the title of the minutes
    field,      ///< "Sted: …", "Referent: …"
    attendance, ///< labels, names and tables of those called and present
    agenda,     ///< agenda or table of contents, with its label
    section,    ///< a label over all cases ("Saksbehandling"), or a section to leave out
    ending      ///< signatures and what follows them
};

/// One entry of the agenda.
struct AgendaLine {
    std::size_t line = 0;
    AgendaItem item;
    std::string folded;    ///< the title, folded
    int depth = 0;         ///< 0 top, by number or indentation
    bool duration = false; ///< "(10 min)" stands with it: an announced programme
};

struct Regions {
    std::vector<Region> of; ///< for each line of the range
    std::vector<AgendaLine> agenda;
    bool agenda_is_treatment = false; ///< notes stand between the agenda's items
    std::size_t mail_end = 0;         ///< mail_head_end

    Region at(std::size_t line_in_range) const { return of[line_in_range]; }
};

/// Divides the lines of one meeting into regions: a small state machine over labels.
Regions divide(const Outline& outline, LineRange range);

/// Whether a line reads like a person or "person, organisation" rather than a sentence.
bool name_like(std::string_view plain);

} // namespace saksklar::structure
