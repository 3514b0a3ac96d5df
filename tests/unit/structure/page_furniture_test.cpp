// SPDX-License-Identifier: Apache-2.0
// Heads and feet of printed pages between the lines of a text dump.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::first_meeting;
using saksklar::test::head;
using saksklar::test::made_document;

namespace {

std::string page(int number, const std::string& foot = "Protokoll styremøte Vik 4. mai 2004")
{
    return "\n" + foot + "                              Side " + std::to_string(number) +
           " av 3\nVik vassverk                                        PROTOKOLL\n" +
           "                                       Arkivref: 18/00412-9\n\n";
}

} // namespace

TEST_CASE("heads and feet of pages are no part of the cases", "[page]")
{
    const std::string text =
        head +
        "Sak 1 Budsjett\n\nStyrets vedtak:\n1. Budsjettet godkjennes.\n2. Lederen får "
        "fullmakt.\n\n" +
        page(1) +
        "3. Transport utredes.\n\nSak 2 Dugnad\n\nOla fortalte at alle var med på å rydde\n" +
        page(2) + "i skogen. Utsettes til neste møte.\n\nSak 3 Eventuelt\n\nIngen.\n" + page(3);
    CHECK(segment(made_document(text)).size() == 1);
    const MeetingRecord record = first_meeting(text);
    REQUIRE(record.cases.size() == 3);
    CHECK(record.cases[0].decision ==
          "1. Budsjettet godkjennes. 2. Lederen får fullmakt. 3. Transport utredes.");
    CHECK(record.cases[0].text.find("Arkivref") == std::string::npos);
    CHECK(record.cases[1].text ==
          "Ola fortalte at alle var med på å rydde i skogen. Utsettes til neste møte.");
    CHECK(record.cases[1].decision == "Utsettes til neste møte.");
    CHECK(record.cases[2].text == "Ingen.");
}

TEST_CASE("what every case has is no head of pages", "[page]")
{
    const MeetingRecord record = first_meeting(
        head +
        "Sak 1 Budsjett\n\nSide 1 av 2\n\nVedtak\n\nGodkjennes.\n\nSak 2 Dugnad\n\nSide 2 av "
        "2\n\nVedtak\n\nUtsettes.\n");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].decision == "Godkjennes.");
    CHECK(record.cases[1].decision == "Utsettes.");
}

TEST_CASE("a page that a text refers to stays in it", "[page]")
{
    const MeetingRecord record = first_meeting(
        head + "Sak 1 Budsjett\n\nSe side 2 av rapporten.\nSide 14\n\nSak 2 Dugnad\nUtsatt.\n");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].text == "Se side 2 av rapporten.\nSide 14");
}
