// SPDX-License-Identifier: Apache-2.0
// Minutes that are tables, and tables of what somebody is to do.
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::first_meeting;
using saksklar::test::outline_of;

using Outlined = std::vector<std::string>;

namespace {

void check_cases(const MeetingRecord& record)
{
    CHECK(record.kind == RecordKind::minutes);
    CHECK(outline_of(record) ==
          Outlined{"15/23|Innkalling", "16/23|Nye lokaler", "17/23|Eventuelt"});
    REQUIRE(record.cases.size() == 3);
    CHECK(record.cases[0].decision == "Innkallingen ble godkjent.");
    CHECK(record.cases[1].decision == "Laget leier lokalet i Storgata.");
    REQUIRE(record.cases[1].follow_ups.size() == 1);
    CHECK(record.cases[1].follow_ups[0].person == "Siri");
    CHECK(record.cases[2].follow_ups.empty());
    CHECK(record.agenda.empty());
}

} // namespace

TEST_CASE("a table of cases in Markdown", "[tables]")
{
    check_cases(first_meeting(R"(# Referat styremøte 14.03.2023

Til stede: Ingrid Moen, Siri Foss

| Saknr | Sak | Ansvarlig |
|---|---|---|
| 15/23 | **Innkalling** Innkallingen ble godkjent. | |
| 16/23 | **Nye lokaler** Siri har sett. Vedtak: Laget leier lokalet i Storgata. | Siri |
| 17/23 | **Eventuelt** Ingen saker. | |
)"));
}

TEST_CASE("a table of cases whose cells have several paragraphs", "[tables]")
{
    check_cases(
        first_meeting("Referat styremøte 14.03.2023\n\nTil stede: Ingrid Moen, Siri Foss\n\n"
                      "Saknr\tSak\tAnsvarlig\n"
                      "15/23\tInnkalling\t\n"
                      "\tInnkallingen ble godkjent.\t\n"
                      "16/23\tNye lokaler\tSiri\n"
                      "\tSiri har sett.\t\n"
                      "\tVedtak: Laget leier lokalet i Storgata.\t\n"
                      "17/23\tEventuelt\t\n"
                      "\tIngen saker.\t\n"));
}

TEST_CASE("a table with a column for the decision", "[tables]")
{
    const MeetingRecord record = first_meeting(R"(# Referat styremøte 14.03.2023

| Nr | Sak | Vedtak | Frist |
|---|---|---|---|
| 1 | Budsjett | Vedtatt med 20 000 til leir. | |
| 2 | Dugnad | Legges til 4. mai. | 1. mai |
)");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].decision == "Vedtatt med 20 000 til leir.");
    CHECK(record.cases[1].decision == "Legges til 4. mai.");
    REQUIRE(record.cases[1].follow_ups.size() == 1);
    CHECK(record.cases[1].follow_ups[0].deadline == "1. mai");
}

TEST_CASE("a table that is only the agenda stays the agenda", "[tables]")
{
    const MeetingRecord record = first_meeting("Møteprotokoll 14.03.2023\n\n"
                                               "Saksnr\tSakstittel\n"
                                               "PS 1/23\tGodkjenning av innkalling\n"
                                               "PS 2/23\tBudsjett\n\n"
                                               "PS 1/23 Godkjenning av innkalling\n\nGodkjent.\n\n"
                                               "PS 2/23 Budsjett\n\nVedtak:\nUtsettes.\n");
    CHECK(record.agenda.size() == 2);
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].decision == "Godkjent.");
}

TEST_CASE("tables of actions give follow-ups", "[tables]")
{
    const auto [header, row] = GENERATE(table<std::string, std::string>({
        {"| Aksjon | Ansvarlig | Frist |\n|---|---|---|", "| Teste import | Kari Lie | 15. juni |"},
        {"Aksjon\tAnsvarlig\tFrist", "Teste import\tKari Lie\t15. juni"},
        {"Tiltak              Ansvar      Frist", "Teste import        Kari Lie    15. juni"},
        {"Frist   Hva  Hvem", "15. juni   Teste import  Kari Lie"},
    }));
    CAPTURE(header);
    const MeetingRecord record =
        first_meeting("Referat fra møte 4. mai 2024\n\nSak 1 Import\nKari viste.\n\n" + header +
                      "\n" + row + "\n\nSak 2 Eventuelt\nIngen.\n");
    REQUIRE(record.cases.size() == 2);
    REQUIRE(record.cases[0].follow_ups.size() == 1);
    CHECK(record.cases[0].follow_ups[0].text == "Teste import");
    CHECK(record.cases[0].follow_ups[0].person == "Kari Lie");
    CHECK(record.cases[0].follow_ups[0].deadline == "15. juni");
}
