// SPDX-License-Identifier: Apache-2.0
// Numbers, dates, times and labels in which text recognition took letters for digits and others
// that look alike.
#include "pipeline/structure/dates.hpp"
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using namespace saksklar::structure;
using saksklar::test::first_meeting;

namespace {

std::vector<std::string> numbers_of(const std::string& cases)
{
    const MeetingRecord record = first_meeting("Referat fra styremøte i velforeningen\n"
                                               "Dato: 4. mai 2004\n"
                                               "Til stede: Kari Berg, Ola Vik\n\n" +
                                               cases);
    std::vector<std::string> out;
    for (const CaseRecord& one : record.cases) {
        out.push_back(one.number.value_or(""));
    }
    return out;
}

std::string date_of(const std::string& text)
{
    const std::vector<FoundDate> dates = find_dates(text);
    return dates.empty() ? "" : iso_date(dates.front());
}

std::string times_of(const std::string& text)
{
    std::string out;
    for (const FoundTime& time : find_times(text)) {
        out += (out.empty() ? "" : " ") + clock_time(time);
    }
    return out;
}

using Numbers = std::vector<std::string>;

} // namespace

TEST_CASE("letters that stand for digits are read by the numbers around them")
{
    CHECK(numbers_of("l. Konstituering\nGodkjent.\n\n2. Regnskap\nGodkjent.\n\n"
                     "3. Budsjett\nGodkjent.\n\n4. Valg\nKari Berg ble valgt.\n\n"
                     "S. Eventuelt\nIngen saker.\n") == Numbers{"1", "2", "3", "4", "5"});
    CHECK(numbers_of("Sak 24/19 Regnskap\nGodkjent.\n\nSak 2S/l9 Budsjett\nGodkjent.\n\n"
                     "Sak 26/I9 Dugnad\nUtsatt.\n\nSak 27/19 Eventuelt\nIngen.\n") ==
          Numbers{"24/19", "25/19", "26/19", "27/19"});
    CHECK(numbers_of("FS 09/23 Regnskap\nGodkjent.\n\nFS lO/23 Budsjett\nGodkjent.\n\n"
                     "FS ll/23 Dugnad\nUtsatt.\n\nFS 12/23 Eventuelt\nIngen.\n") ==
          Numbers{"09/23", "10/23", "11/23", "12/23"});
    // two in a row, the last of them
    CHECK(numbers_of("## 7. Regnskap\nGodkjent.\n\n## 8. Budsjett\nGodkjent.\n\n"
                     "## 9. Dugnad\nUtsatt.\n\n## IO. Lekeplass\nUtsatt.\n\n## Il. Eventuelt\n") ==
          Numbers{"7", "8", "9", "10", "11"});
    // parts of cases
    CHECK(
        numbers_of("## 1 Konstituering\n\n### l.1 Valg av møteleder\nKari Berg ble valgt.\n\n"
                   "### 1.2 Valg av referent\nOla Vik ble valgt.\n\n## 2 Regnskap\nGodkjent.\n") ==
        Numbers{"1", "1.1", "1.2", "2"});
}

TEST_CASE("what may be an initial or a Roman number stays one")
{
    // who signed
    CHECK(numbers_of("1. Regnskap\nGodkjent.\n\n2. Budsjett\nGodkjent.\n\n3. Dugnad\nUtsatt.\n\n"
                     "4. Valg\nKari Berg ble valgt.\n\nS. Berg\nreferent\n") ==
          Numbers{"1", "2", "3", "4"});
    CHECK(
        numbers_of("I. Regnskap\nGodkjent.\n\nII. Budsjett\nGodkjent.\n\nIII. Dugnad\nUtsatt.\n") ==
        Numbers{"I", "II", "III"});
    CHECK(numbers_of("A. Regnskap\nGodkjent.\n\nB. Budsjett\nGodkjent.\n\nC. Dugnad\nUtsatt.\n") ==
          Numbers{"A", "B", "C"});
}

TEST_CASE("dates are read through what text recognition makes of them")
{
    CHECK(date_of("S. februar 2008") == "2008-02-05");
    CHECK(date_of("Onsdag I5. april 2017") == "2017-04-15");
    CHECK(date_of("Dato: 2024-IO-l7") == "2024-10-17");
    CHECK(date_of("28.02.200B") == "2008-02-28");
    CHECK(date_of("Fredag 26, januar 2001") == "2001-01-26");
    CHECK(date_of("11,05.2023") == "2023-05-11");
    CHECK(date_of("tirsdag 2. juni2015") == "2015-06-02");
    CHECK(date_of("Onsdag5. april 2017") == "2017-04-05");
    CHECK(date_of("14. aprll 2010") == "2010-04-14");
    CHECK(date_of("3. novcmber 1998") == "1998-11-03");
    // no dates
    CHECK(date_of("sak 3, mai og juni") == "");
    CHECK(date_of("S. Berg 2008") == "");
    CHECK(date_of("rom B2. Mandag") == "");
}

TEST_CASE("times are read through what text recognition makes of them")
{
    CHECK(times_of("kl. I8:00") == "18:00");
    CHECK(times_of("18.3O\u201320.OO") == "18:30 20:00");
    CHECK(times_of("kl. 12,30") == "12:30");
    CHECK(times_of("kl, 19.00") == "19:00");
    CHECK(times_of("11:00-12;30") == "11:00 12:30");
    CHECK(times_of("2,30 meter og 12,30 kroner") == "");
}

TEST_CASE("labels are read through letters that look alike")
{
    const MeetingRecord record = first_meeting("Referat fra styremøte i velforeningen\n"
                                               "Dafo: 4. mai 2004 kl. 18.00\n"
                                               "Stcd: Klubbhuset\n"
                                               "Til sfede: Kari Berg, Ola Vik\n"
                                               "Forfa1l: Siv Moen\n\n"
                                               "Sak 1 Regnskap\nVedfak: Regnskapet godkjennes.\n\n"
                                               "Sak 2 Eventuelt\nIngen saker.\n");
    CHECK(record.date == "2004-05-04");
    CHECK(record.place == "Klubbhuset");
    CHECK(test::present(record) == test::Lines{"Kari Berg||", "Ola Vik||"});
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].decision == "Regnskapet godkjennes.");
}
