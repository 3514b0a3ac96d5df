// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/made_document.hpp"
#include "support/record_lines.hpp"

#include <catch2/catch.hpp>

#include <string>

/// The parts of short minutes, of which a test replaces one by what it is about.
namespace saksklar::test {

inline const std::string title = "Referat fra styremøte 4. mai 2004\n\n";
inline const std::string people = "Til stede: Kari Berg, Ola Vik\n\n";
inline const std::string head = title + people;
/// A head without a word for minutes.
inline const std::string top = "Styremøte 3. mai 2022\n" + people;
inline const std::string cases = "\nSak 1 Regnskap\nGodkjent.\n\nSak 2 Dugnad\nUtsatt.\n";

/// The people of minutes whose head says `said` of them.
inline Lines present_in(const std::string& said)
{
    return present(first_meeting(title + said + cases));
}

/// The decision of a case, "" for none; it is the second, and the last unless `next_case` follows.
inline std::string decision_in(const std::string& case_title,
                               const std::string& text,
                               const std::string& next_case = {})
{
    const MeetingRecord record = first_meeting(head + "Sak 1 Regnskap\nGodkjent.\n\nSak 2 " +
                                               case_title + "\n" + text + "\n" + next_case);
    REQUIRE(record.cases.size() == (next_case.empty() ? 2 : 3));
    return record.cases[1].decision.value_or("");
}

} // namespace saksklar::test
