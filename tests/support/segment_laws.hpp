// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/segment.hpp"

#include <string>
#include <vector>

namespace saksklar::test {

/// What must hold for the records of every document; the broken law, or "".
inline std::string broken_law(const Document& document, const std::vector<MeetingRecord>& records)
{
    const std::size_t size = document.text.size();
    const auto inside = [size](const Place& place) {
        return place.offset <= size && place.length <= size - place.offset &&
               place.first_page <= place.last_page && place.first_page >= 1;
    };
    if (records.empty()) {
        return "no record";
    }
    for (const MeetingRecord& record : records) {
        if (!inside(record.place_in_text)) {
            return "a meeting outside the text";
        }
        if ((record.kind == RecordKind::minutes) != record.kind_reason.empty()) {
            return "a reason for minutes, or none for other things";
        }
        for (const auto& [name, place] : record.places) {
            if (!inside(place)) {
                return "the place of " + name + " outside the text";
            }
        }
        std::size_t last = 0;
        for (std::size_t i = 0; i < record.cases.size(); ++i) {
            const CaseRecord& each = record.cases[i];
            if (each.parent && *each.parent >= i) {
                return "a parent after its child";
            }
            if (!inside(each.place) || !inside(each.title_place) ||
                (each.decision_place && !inside(*each.decision_place))) {
                return "a case outside the text";
            }
            if (i > 0 && each.place.offset < last) {
                return "cases out of order";
            }
            last = each.place.offset;
            if (each.decision && each.decision->empty()) {
                return "an empty decision";
            }
        }
        for (const Attendee& person : record.attendance) {
            if (person.name.empty() || (person.place && !inside(*person.place))) {
                return "a person without name or place";
            }
        }
    }
    return {};
}

} // namespace saksklar::test
