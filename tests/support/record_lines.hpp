// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"

#include <string>
#include <vector>

/// Records as short lines, so that a test names what it expects in one place.
namespace saksklar::test {

using Lines = std::vector<std::string>;

/// "label|title|decision" of each case.
inline Lines cases_of(const MeetingRecord& record)
{
    Lines out;
    for (const CaseRecord& each : record.cases) {
        out.push_back(each.label.value_or("") + "|" + each.title + "|" +
                      each.decision.value_or(""));
    }
    return out;
}

/// "name|role|organisation" of each who came.
inline Lines present(const MeetingRecord& record)
{
    Lines out;
    for (const Attendee& each : record.attendance) {
        if (each.attended == Attended::yes) {
            out.push_back(each.name + "|" + each.role.value_or("") + "|" +
                          each.organisation.value_or(""));
        }
    }
    return out;
}

} // namespace saksklar::test
