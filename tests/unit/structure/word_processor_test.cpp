// SPDX-License-Identifier: Apache-2.0
// Minutes as word processors and their text dumps leave them: tabs for colons, tables of offices,
// points that stand apart, a margin to the left of everything.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::head;
using saksklar::test::Lines;
using saksklar::test::present;
using saksklar::test::present_in;

namespace {

/// The decision of the second of three cases.
std::string decided(const std::string& text)
{
    return test::decision_in("Plan", text, "\nSak 3 Eventuelt\nIngen.\n");
}

std::optional<std::string> end_of(const std::string& said)
{
    return first_meeting(head + "Sak 1 Regnskap\nGodkjent.\n\n" + said + "\n").end_time;
}

} // namespace

TEST_CASE("fields behind tabs", "[word-processor]")
{
    const MeetingRecord record = first_meeting(
        "Møtereferat\n\nMøtedato:\t7. mai 2018\nKl.\t19.00 – 21.30\nSted\tKlubbhuset\n"
        "Til stede\tKari Berg, Ola Vik\n\n1. Økonomi\nKari la fram tall.\n");
    CHECK(record.date == "2018-05-07");
    CHECK(record.start_time == "19:00");
    CHECK(record.end_time == "21:30");
    CHECK(record.place == "Klubbhuset");
}

TEST_CASE("a date alone on its line is less than one with a label", "[word-processor]")
{
    CHECK(first_meeting("20.03.2024\nReferat, møte 1/2024\n\nMøtedato:\t14.03.2024\n\n1. Økonomi\n"
                        "Kari la fram tall.\n")
              .date == "2024-03-14");
}

TEST_CASE("people, their employers and roles behind tabs", "[word-processor]")
{
    CHECK(present_in("Deltakere\nDag Vik\tVik Rådgivning\tkomitéleder\n"
                     "Kari Berg\tEiendomsforetaket Vest\t\nSiv Moe\tTeknisk høgskole\n") ==
          Lines{"Dag Vik|komitéleder|Vik Rådgivning",
                "Kari Berg||Eiendomsforetaket Vest",
                "Siv Moe||Teknisk høgskole"});
}

TEST_CASE("numbers behind which a tab stands", "[word-processor]")
{
    CHECK(cases_of(first_meeting(head + "I\tSidan sist\n\tTesten er slutt.\n\nII\tFelt\n"
                                        "\tFelt\tForlag A\tForlag B\n\tTittel\tja\tnei\n"
                                        "\tUtsett.\n\nIII\tAnna\n\tIngenting.\n")) ==
          Lines{"I|Sidan sist|", "II|Felt|Utsett.", "III|Anna|"});
    // Below people in columns, too
    CHECK(
        cases_of(first_meeting(test::title + "Til stede\nKari Berg\tByggvarme AS\n"
                                             "Ola Vik\tNettkontroll\n\n1\tÅpning av møtet\n"
                                             "Ola ønsket velkommen.\n\n2\tØkonomi\nGodkjent.\n")) ==
        Lines{"1|Åpning av møtet|", "2|Økonomi|Godkjent."});
}

TEST_CASE("a decision of several points, with blank lines between or not", "[word-processor]")
{
    CHECK(decided("Vi drøftet.\n\nVedtak:\n\n1. Planen godkjennes.\n\n2. Kontingenten økes.\n\n"
                  "Kari følger opp.") == "1. Planen godkjennes. 2. Kontingenten økes.");
    CHECK(decided("Vedtak:\n\n- Kjøp av printer\n\n- Salg av den gamle") ==
          "Kjøp av printer Salg av den gamle");
    CHECK(decided("Vedtak: Styret vedtar følgende:\n\na) Lokalene leies ut.\n\nb) Prisen er 500 "
                  "kr.") == "Styret vedtar følgende: a) Lokalene leies ut. b) Prisen er 500 kr.");
    CHECK(
        decided("Vedtak:\n1. Styret oppretter en master i beredskap og samfunnssikkerhet på 120 "
                "poeng.\n2. Oppstart 2024.\n3. Rektor får fullmakt.") ==
        "1. Styret oppretter en master i beredskap og samfunnssikkerhet på 120 poeng. 2. Oppstart "
        "2024. 3. Rektor får fullmakt.");
}

TEST_CASE("a label with nothing but a dash behind it decides nothing", "[word-processor]")
{
    CHECK(decided("Kari la fram tall.\n\nBeslutning: –").empty());
}

TEST_CASE("when a meeting ended, in other words", "[word-processor]")
{
    for (const std::string said : {"Møte ferdig rundt 18:05",
                                   "Møtet var over 18.05",
                                   "Vi ga oss klokka 18:05",
                                   "Møtet vart slutt 18.05"}) {
        INFO(said);
        CHECK(end_of(said) == "18:05");
    }
}

TEST_CASE("people in a table of offices", "[word-processor]")
{
    CHECK(present(first_meeting("# Styremøte 11\n\n|  |  |\n|---|---|\n| Når | 02.10.2019 |\n"
                                "| Leder | Kari Berg |\n| Økonomi | Ola Vik |\n"
                                "| Hytte | Siv Moe (kom 16:50) |\n\n## 1. Runda\nIngenting.\n")) ==
          Lines{"Kari Berg|leder|", "Ola Vik||", "Siv Moe||"});
}

TEST_CASE("people whom no label names", "[word-processor]")
{
    CHECK(present_in("Kari Berg, Ola Vik og Siv Moe (ref). Per Dahl hadde meldt forfall.\n") ==
          Lines{"Kari Berg||", "Ola Vik||", "Siv Moe|ref|"});
    CHECK(present_in("Vi var Tor Håkon, Kari og Siv. Ola kunne ikke.\n") ==
          Lines{"Tor Håkon||", "Kari||", "Siv||"});
    CHECK(
        present_in("Til stede: Kari Berg, Ola Vik\nForfall: Jon Lie\nElles: Siv Moe, sekretær\n") ==
        Lines{"Kari Berg||", "Ola Vik||", "Siv Moe|sekretær|"});
}

TEST_CASE("a definition, a way to the page, a name in bold at the head", "[word-processor]")
{
    CHECK(present_in("Deltakere\n: Kari Berg, Ola Vik\n") == Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(cases_of(first_meeting("[Hjem](/) / [Styret](/styret) / Styremøte 11\n\n"
                                 "# Styremøte 11 – høsten 2019\n\n## 1. Runda\nIngenting.\n\n"
                                 "## 2. Sofa\nUtsatt.\n")) ==
          Lines{"1.|Runda|", "2.|Sofa|Utsatt."});
    CHECK(cases_of(first_meeting("**Sameiet Storgata 4**\n\nStyremøte nr. 3, tirsdag 15.3.2022\n\n"
                                 "**Vaktmester**\n\nGodkjent.\n\n**Elbillading**\n\nUtsatt.\n")) ==
          Lines{"|Vaktmester|Godkjent.", "|Elbillading|Utsatt."});
}

TEST_CASE("the year that a heading above the date has", "[word-processor]")
{
    CHECK(first_meeting("# Fagutvalget\n## Møte 5 vår 2017\n\n*19. april på Lesesal C*\n\n"
                        "## Programråd\nKari stiller.\n")
              .date == "2017-04-19");
}

TEST_CASE("a margin is no indent, an amount no number", "[word-processor]")
{
    std::string text = "    Møtereferat 25. august 2010\n    Til stede: Kari Berg, Ola Vik\n";
    Lines titles;
    for (const std::string title :
         {"Bilete", "Husmannsplassane", "Papir og innbinding", "Lagring av manus"}) {
        text += "\n\n    " + title +
                "\n\n    Kari har samla inn det meste frå gardane i bygda, og det gjekk\n    "
                "seinare enn planlagt. Ola har lova å hjelpe til etter jul.\n";
        titles.push_back("|" + title + "|");
    }
    CHECK(cases_of(first_meeting(text)) == titles);
    CHECK(cases_of(first_meeting(head + "Sak 1 Arven\n\n25.000. Giveren ville ha ny TV.\n\n"
                                        "Sak 2 Dugnad\nUtsatt.\n")) ==
          Lines{"Sak 1|Arven|", "Sak 2|Dugnad|Utsatt."});
}

TEST_CASE("a letter and a report are no minutes", "[word-processor]")
{
    CHECK(first_meeting("Storgata beboerforening\nv/ Kari Berg\n\nNordmo kommune\n\nLEKEPLASSEN\n\n"
                        "Vi viser til brevet av 12. mai.\n\n1. Huskestativet\nKan males.\n\n"
                        "2. Gjerdet\nSaken ble utsatt i 2014.\n\nMed hilsen\n\nKari Berg\n")
              .kind == RecordKind::other);
    CHECK(first_meeting("# Rapport fra vinterleiren 2023\n\n## 1. Bakgrunn\nStyret bevilget 40 000 "
                        "kr.\n\n## 2. Deltakere\n42 ungdommer og 7 ledere.\n\n## 3. Anbefaling\nVi "
                        "ble enige om mobilkurv.\n")
              .kind == RecordKind::other);
}

TEST_CASE("times of day without their word", "[word-processor]")
{
    const auto times = [](const std::string& said) {
        const MeetingRecord record =
            first_meeting("Referat FAU 06.11.2019\n\n" + said +
                          "\nTil stede: Kari Berg, Ola Vik\n" + test::cases);
        return record.start_time.value_or("") + "-" + record.end_time.value_or("");
    };
    CHECK(times("Vi møttes på biblioteket 18.00. Ferdig 20.05.") == "18:00-20:05");
    CHECK(times("Vi møttes på biblioteket 18.00, ferdig 20.05.") == "18:00-20:05");
    CHECK(times("Vi møttes på biblioteket 06.11.") == "-"); // the day
}

TEST_CASE("a number within a half-year keeps its letter", "[word-processor]")
{
    const MeetingRecord record =
        first_meeting(head + "H23-14 Ordstyrer\nKari ble valgt.\n\nH23-15 Sofa\nUtsatt.\n\n"
                             "H23-16 Eventuelt\nIngen.\n");
    REQUIRE(record.cases.size() == 3);
    CHECK(record.cases[0].number == "H23-14");
    CHECK(record.warnings.empty());
}

TEST_CASE("a heading of three capitals behind a day", "[word-processor]")
{
    CHECK(cases_of(first_meeting(head +
                                 "SKOLEMAT\n\nOle Martin har regnet på prisen av frukt.\n\n"
                                 "17. MAI\n\nFemte trinn har ansvaret i år.\n\n"
                                 "REFLEKS OG SYKKEL\n\nTrygg Trafikk har gratis reflekser.\n")) ==
          Lines{"|SKOLEMAT|", "|17. MAI|", "|REFLEKS OG SYKKEL|"});
}

TEST_CASE("days from and to do not end a sentence", "[word-processor]")
{
    CHECK(decided("Espen regnet. Vi reiser til Fårup 21.–25. juni. Nadia var fornøyd.") ==
          "Vi reiser til Fårup 21.–25. juni.");
}

TEST_CASE("a deputy in the column beside somebody absent", "[word-processor]")
{
    const MeetingRecord record = first_meeting(test::title +
                                               "Medlemmer\t\tGruppe\tTil stede\tVara\n"
                                               "Kari Berg\tfast ansatt\tja\n"
                                               "Ola Vik\tstudent\tnei\tSiv Moe\n" +
                                               test::cases);
    REQUIRE(record.attendance.size() == 3);
    CHECK(record.attendance[0].name == "Kari Berg");
    CHECK(record.attendance[1].attended == Attended::deputy);
    CHECK(record.attendance[2].name == "Siv Moe");
    CHECK(record.attendance[2].deputy_for == "Ola Vik");
}

TEST_CASE("how a point of a proposal fared is no case, a bold bullet above notes is",
          "[word-processor]")
{
    CHECK(cases_of(first_meeting(head + "Sak 1 Plan\n\nVotering:\nPkt. 1: Vedtatt med 3 mot 1 "
                                        "stemme.\nPkt. 2: Enstemmig vedtatt.\n\nSak 2 Eventuelt\n"
                                        "Ingen.\n"))
              .size() == 2);
    CHECK(cases_of(first_meeting("# Webgruppa 22. april 2013\n\nTil stede: Kari, Ola, Siv\n\n"
                                 "* **Deploy**\n    * Ola har satt opp et skript\n"
                                 "* **Design**\n    * Siv viste tre skisser\n"
                                 "* **Nye folk**\n    * ingen\n"))
              .size() == 3);
}

TEST_CASE("paragraphs that begin with a title and a stop", "[word-processor]")
{
    std::string text = head;
    Lines titles;
    for (const std::string title :
         {"Bemanning", "Årsplan", "Matpenger", "Hentetider", "Sommerfest 14. juni"}) {
        text += title + ". Kari fortalte hvordan det står til nå. Det ble en lang prat.\n\n";
        titles.push_back("|" + title + "|");
    }
    CHECK(cases_of(first_meeting(text)) == titles);
}

TEST_CASE("a title in capitals goes on in capitals below", "[word-processor]")
{
    CHECK(cases_of(first_meeting(head + "Sak 1/03: HANDLINGSPROGRAM FOR VEGAR 2004 - 2007.\n"
                                        "          FØREBELS DRØFTING\n\nKari viste lysark.\n\n"
                                        "Sak 2/03: YMSE\n\nIngenting.\n")) ==
          Lines{"Sak 1/03|HANDLINGSPROGRAM FOR VEGAR 2004 - 2007. FØREBELS DRØFTING|",
                "Sak 2/03|YMSE|"});
}

TEST_CASE("words that label people or fields at the head label none in a case", "[word-processor]")
{
    const MeetingRecord record =
        first_meeting(head + "Sak 1 Dugnad\nVi drøftet saken.\nEllers: Ola rydder boden.\nIkke: "
                             "bruke hagesaksa.\nRepresentanter: Siv Moe stiller.\n\nSak 2 "
                             "Eventuelt\nIngen.\n");
    CHECK(record.attendance.size() == 2);
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].text == "Vi drøftet saken.\nEllers: Ola rydder boden.\nIkke: bruke "
                                  "hagesaksa.\nRepresentanter: Siv Moe stiller.");
    std::string text = head;
    for (const std::string title : {"Kantina", "Leksehjelp", "Biblioteket", "Skoleballet"}) {
        text += title + "\n\n";
        text += title == "Skoleballet"
                    ? "Dato: skolen har sagt 10. mars eller 17. mars, og vi må "
                      "velge.\nLokale: gymsalen er gratis."
                    : "Kari har snakket med dem, og de er egentlig åpne for mye av "
                      "det vi vil ha.";
        text += "\n\n";
    }
    const MeetingRecord plain = first_meeting(text);
    REQUIRE(plain.cases.size() == 4);
    CHECK(plain.cases[3].title == "Skoleballet");
    CHECK(plain.cases[3].text.find("gymsalen er gratis") != std::string::npos);
}

TEST_CASE("groups of people behind tabs", "[word-processor]")
{
    const MeetingRecord record = first_meeting(
        "REFERAT FRA SU-MØTE 22. MARS 2023\n\n\tForeldre\tKari Berg (Småtroll), Ola Vik "
        "(Fjelltroll)\n\tAnsatte\tSiv Moe (referent)\n\tDaglig leder\tPer Dahl\n\tForfall\tJon "
        "Lie\n" +
        test::cases);
    CHECK(present(record) == Lines{"Kari Berg||Småtroll",
                                   "Ola Vik||Fjelltroll",
                                   "Siv Moe|referent|",
                                   "Per Dahl|Daglig leder|"});
    REQUIRE(record.attendance.size() == 5);
    CHECK(record.attendance[4].attended == Attended::no);
}
