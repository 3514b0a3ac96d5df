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

TEST_CASE("the body beside the kind of meeting", "[body]")
{
    const auto [title, body] = GENERATE(table<std::string, std::string>({
        {"Kvistdata AS – styremøte nr. 4/2018", "Kvistdata AS"},
        {"Helse Fjordmark HF Styremøte", "Helse Fjordmark HF"},
        {"Styremøte nr 4 2016 i Lia Skog og Kart", "Lia Skog og Kart"},
        {"Driftsmøte Hesla bygdekino", "Hesla bygdekino"},
        {"Møte 9 i termgruppa for energi, 22.11.2018", "termgruppa for energi"},
        {"2019-09-19 Møte forvaltningsgruppe vann", "forvaltningsgruppe vann"},
        // letters name a body themselves
        {"FAU-møte Bruhagen skole", ""},
        {"INNKALLING TIL ÅRSMØTE 2017", ""},
        {"Saksframlegg til styremøte 14. juni", ""},
        {"Styremøte desember", ""},
    }));
    CAPTURE(title);
    CHECK(structure::body_around_kind(title) == body);
}

TEST_CASE("what is written behind a body is no part of its name", "[body]")
{
    CHECK(structure::tidy_body("Vik menighetsråd v/ soknepresten") == "Vik menighetsråd");
    CHECK(structure::tidy_body("Terminologigruppa for klima,") == "Terminologigruppa for klima");
    CHECK(structure::tidy_body("Brukerutvalget MØTEREFERAT") == "Brukerutvalget");
    CHECK(structure::tidy_body("Grendestyret vart halde på Solhaug") == "Grendestyret");
    CHECK(structure::tidy_body("i går") == "");
    CHECK(structure::tidy_body("Utvalg for oppvekst") == "Utvalg for oppvekst");
}

TEST_CASE("bodies are spoken of in the definite form", "[body]")
{
    CHECK(structure::definite_organ("Byggeutvalg") == "Byggeutvalget");
    CHECK(structure::definite_organ("STYRE") == "STYRET");
    CHECK(structure::definite_organ("arbeidsgruppe") == "arbeidsgruppen");
    CHECK(structure::definite_organ("Styret") == "Styret");
    CHECK(structure::definite_organ("FAU") == "FAU");
}

TEST_CASE("the organ on a line beside the title", "[body]")
{
    const std::string cases = "\nSak 1 Budsjett\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";
    CHECK(first_meeting("Brukerutvalget i Vik\n\nReferat\nMøtedato: 4.5.2024\n" + cases).body ==
          "Brukerutvalget i Vik");
    CHECK(first_meeting("MØTEPROTOKOLL\nUtvalg for oppvekst\nMøtedato: 4.5.2024\n" + cases).body ==
          "Utvalg for oppvekst");
    CHECK(first_meeting("Styremøte 4. mai 2024\n" + cases).body == "Styret");
    CHECK_FALSE(first_meeting("Referat fra statusmøte 4. mai 2024\n" + cases).body);
}
