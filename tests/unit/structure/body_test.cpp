// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/body_name.hpp"
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::first_meeting;

TEST_CASE("the organ in a title", "[body]")
{
    const auto [title, body] = GENERATE(table<std::string, std::string>({
        {"Møte i Festkomiteen 15.05.2014", "Festkomiteen"},
        {"MØTE I SANDVIK MENIGHETSRÅD", "SANDVIK MENIGHETSRÅD"},
        {"Referat fra styremøte i Vik båtforening mandag 6.11.95 hos leder", "Vik båtforening"},
        {"Referat fra møte i brukerutvalget, Vik sjukehus", "brukerutvalget"},
        {"Protokoll fra ordinær generalforsamling i Lia borettslag", "Lia borettslag"},
        {"Møtebok for Solås vassverk", "Solås vassverk"},
        {"Referat Brukerforum møte nr 14", "Brukerforum"},
        {"Styremøte Åsen skiklubb", "Åsen skiklubb"},
        {"Referat fra årsmøte i Åsheim Grendelag 2017", "Åsheim Grendelag"},
        {"Møtereferat – Prosjektgruppe nytt klubbhus", "Prosjektgruppe nytt klubbhus"},
        {"Referat partnermøte – Vest helseklynge", "Vest helseklynge"},
        {"Referat fra driftsmøte", ""},
        {"Referat driftsmøte – mandag 4. mai", ""},
        {"Fylkesstyremøte – Grendelista Nord", ""},
        {"Referat fra møte 4 - 2018/2019", ""},
        {"Møte om nye servere", ""},
    }));
    CAPTURE(title);
    CHECK(structure::body_in_title(title) == body);
}

TEST_CASE("the organ that a kind of meeting is of", "[body]")
{
    CHECK(structure::body_of_meeting_kind("Referat fra Byggeutvalgsmøte") == "Byggeutvalg");
    CHECK(structure::body_of_meeting_kind("SU-møte 4. mai") == "SU");
    CHECK(structure::body_of_meeting_kind("Statusmøte") == "");
}

TEST_CASE("the organ on a line beside the title", "[body]")
{
    const std::string cases = "\nSak 1 Budsjett\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";
    CHECK(first_meeting("Brukerutvalget i Vik\n\nReferat\nMøtedato: 4.5.2024\n" + cases).body ==
          "Brukerutvalget i Vik");
    CHECK(first_meeting("MØTEPROTOKOLL\nUtvalg for oppvekst\nMøtedato: 4.5.2024\n" + cases).body ==
          "Utvalg for oppvekst");
    CHECK(first_meeting("Styremøte 4. mai 2024\n" + cases).body == "Styre");
    CHECK_FALSE(first_meeting("Referat fra statusmøte 4. mai 2024\n" + cases).body);
}
