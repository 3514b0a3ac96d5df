// SPDX-License-Identifier: Apache-2.0
// Titles that their author marked in a way of his own, and what else stands only in the texts of
// wikis, repositories and pads.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::present;
using saksklar::test::top;

TEST_CASE("headings of JSPWiki", "[marked-titles]")
{
    const MeetingRecord record = first_meeting("!!!Redaksjonsmøte 11.02.2020\n\n"
                                               ";Til stades: Kari Berg, Ola Vik\n\n"
                                               "!!Tilvisingar\nEi vert retta.\n\n"
                                               "!!Bokstaven K\n!Kva står att\nKari held fram.\n");
    CHECK(record.title == "Redaksjonsmøte 11.02.2020");
    CHECK(cases_of(record) ==
          Lines{"|Tilvisingar|Ei vert retta.", "|Bokstaven K|", "|Kva står att|Kari held fram."});
    CHECK(record.cases[2].parent == 1U);
    // One line alone is an exclamation.
    CHECK(cases_of(first_meeting(top + "Sak 1 Dugnad\n!!Husk hansker\nUtsatt.\n")) ==
          Lines{"Sak 1|Dugnad|Utsatt."});
}

TEST_CASE("waves below a title are a rule, else they begin code", "[marked-titles]")
{
    CHECK(cases_of(first_meeting(top + "Artikkelen\n----------\n\nTidsskrift\n~~~~~~~~~~\n\n"
                                       "Vi venter.\n\nForfattere\n~~~~~~~~~~\n\nKari først.\n\n"
                                       "Annet\n-----\n\nIngenting.\n"))
              .size() == 4);
    CHECK(cases_of(first_meeting(top + "## Feil\n\nSe her:\n~~~\n## Vedtak i kode\n~~~\n\n"
                                       "## Annet\n\nIngenting.\n"))
              .size() == 2);
}

TEST_CASE("lines behind > and -- are titles if there are three", "[marked-titles]")
{
    CHECK(cases_of(first_meeting(top + "> forrige uke\ne-post var nede.\n\n> Printere\n"
                                       "72 stykker.\n\n> annet\nIngenting.\n")) ==
          Lines{"|forrige uke|", "|Printere|", "|annet|"});
    CHECK(cases_of(first_meeting(top + ">>> 1  lokaler\n\n    * godkjent\n\n>>> 2  regnskap\n"
                                       "    * inn 400\n\n>>> 3  annet\n    * kake\n"))[1] ==
          "2|regnskap|");
    // A quotation over several lines is somebody's words.
    CHECK(cases_of(first_meeting(top + "Sak 1 Brev\n> Hei\n> Vi klager.\n\nUtsatt.\n\n"
                                       "Sak 2 Annet\n> Hei\nUtsatt.\n"))
              .size() == 2);
    CHECK(cases_of(first_meeting(top + "MODELLEN\n========\n\n-- Hva er et navn?\n\nOla mener ja.\n"
                                       "\n-- Lydskrift\n\nIPA?\n\n-- Kilder\n\nFlere.\n")) ==
          Lines{"|MODELLEN|", "|Hva er et navn?|", "|Lydskrift|", "|Kilder|"});
}

TEST_CASE("states and tags of Org-mode are no part of a title", "[marked-titles]")
{
    const MeetingRecord record =
        first_meeting("#+TITLE: Møtebok 9. november 2021\n#+TODO: TODO VENTAR | FERDIG\n\n"
                      "* FERDIG Sak 31 Førre møtebok\n  Godkjend.\n* VENTAR Sak 32 Gjerdet :nabo:\n"
                      "  Saka vert utsett.\n");
    CHECK(cases_of(record) ==
          Lines{"Sak 31|Førre møtebok|Godkjend.", "Sak 32|Gjerdet|Saka vert utsett."});
}

TEST_CASE("names of pictures, shortcodes and links above the title", "[marked-titles]")
{
    const MeetingRecord record =
        first_meeting("[← Alle møter](./README.md) | [Saker](../saker.md)\n\n"
                      "# Arkitekturrådet 27. mai 2021 :tada:\n\n"
                      ":wave: **Oppmøte**: Kari, Ola. **Unnskyldt:** Siv :baby:\n\n"
                      "### :parking: Parkering\n\n{{% vedtak %}}\nKartet legges ut.\n"
                      "{{% /vedtak %}}\n\n### :bus: Buss\n\nIngenting.\n");
    CHECK(record.title == "Arkitekturrådet 27. mai 2021");
    CHECK(present(record) == Lines{"Kari||", "Ola||"});
    CHECK(cases_of(record) == Lines{"|Parkering|Kartet legges ut.", "|Buss|"});
    // A field is no picture.
    CHECK(first_meeting("Styremøte 3. mai 2022\n:sted: Lysaker\n:møtt: Kari Berg, Ola Vik\n\n"
                        "Sak 1 Valg\nUtsatt.\n")
              .place == "Lysaker");
}

TEST_CASE("tables without bars at their ends whose rows are labels", "[marked-titles]")
{
    const MeetingRecord record = first_meeting(
        "# Styret\n\n**Når** | 12. september 2023, 18.30\n---|---\n"
        "**Hvor** | Fellesrommet\n**Hvem** | Kari Berg, Ola Vik\n\n## Taket\n\nUtsatt.\n");
    CHECK(record.date == "2023-09-12");
    CHECK(record.place == "Fellesrommet");
    CHECK(present(record) == Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(
        present(first_meeting("# Styremøte 3. mai 2022\n\n| Hvem | Rolle | Møtt? |\n|---|---|---|\n"
                              "| Kari Berg | leder | x |\n| Siv Moe | vara |  |\n"
                              "| Ola Vik | styremedlem | x |\n\n## Sak 1\n\nUtsatt.\n")) ==
        Lines{"Kari Berg|leder|", "Ola Vik|styremedlem|"});
}

TEST_CASE("what a program wrote above the text is no title", "[marked-titles]")
{
    const MeetingRecord record = first_meeting(
        "[pad eksportert 2013-02-11 19:44, rev 1187]\n\nALLMØTE 10. FEBRUAR 2013 kl 15\n\n"
        "skriv deg opp her:\n  * Kari\n  * Ola\n(Fravær: Siv, Per)\n\n"
        "1. Valg\nUtsatt.\n\n2. Annet\nIngenting.\n");
    CHECK(record.title == "ALLMØTE 10. FEBRUAR 2013 kl 15");
    CHECK(record.date == "2013-02-10");
    CHECK(record.start_time == "15:00");
    CHECK(present(record) == Lines{"Kari||", "Ola||"});
}
