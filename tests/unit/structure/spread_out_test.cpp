// SPDX-License-Identifier: Apache-2.0
// What stands in the middle of pages, in columns and in sentences near the top: titles, hours,
// people, and texts that are no minutes though they look like them.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::present;
using saksklar::test::present_in;
using saksklar::test::top;

namespace {

const std::string paragraph =
    "Det har kome inn elleve framlegg til nye program, og vi har sju ledige timar i veka att.\n\n";

/// The start and end of a meeting whose head has a line more.
std::string hours(const std::string& said)
{
    const MeetingRecord record =
        first_meeting("Årsmøte i Vik båtlag 3. mai 2022\n\n" + said + "\n\nSak 1 Valg\nUtsatt.\n");
    return record.start_time.value_or("-") + " " + record.end_time.value_or("-");
}

bool minutes(const std::string& text)
{
    return first_meeting(text).kind == RecordKind::minutes;
}

} // namespace

TEST_CASE("titles in capitals in the middle of the page", "[spread-out]")
{
    const std::string middle(34, ' ');
    CHECK(cases_of(first_meeting(top + middle + "SENDESKJEMA\n\n" + paragraph + middle +
                                 "PENGAR\n\n" + paragraph + middle + "YMSE\n\n" + paragraph)) ==
          Lines{"|SENDESKJEMA|", "|PENGAR|", "|YMSE|"});
}

TEST_CASE("a list below one of several bold titles does not number the cases", "[spread-out]")
{
    CHECK(cases_of(first_meeting(top +
                                 "**Bladet**\n\nGodt mottatt.\n\n**Temanummer**\n\n1. Intervju\n"
                                 "2. Ventelister\n3. Dagbøker\n\nVi ser på det.\n\n"
                                 "**Kamera**\n\nUtsatt.\n")) ==
          Lines{"|Bladet|", "|Temanummer|", "|Kamera|Utsatt."});
}

TEST_CASE("letters behind the word, and a fifth whose title begins like a number", "[spread-out]")
{
    CHECK(cases_of(first_meeting(
              top + "Sak A. Format\nUtsatt.\n\nSak B. TIFF eller JPEG 2000\nUtsatt.\n"
                    "\nSak C. Økonomi\nUtsatt.\n")) == Lines{"Sak A.|Format|Utsatt.",
                                                             "Sak B.|TIFF eller JPEG 2000|Utsatt.",
                                                             "Sak C.|Økonomi|Utsatt."});
    CHECK(
        cases_of(first_meeting(top + "I. ÅPNING\nUtsatt.\n\nII. REGNSKAP\nUtsatt.\n\nIII. BÅT\n"
                                     "Utsatt.\n\nIV. SLIPP\nUtsatt.\n\nV. VINTEROPPLAG\nUtsatt.\n\n"
                                     "VI. ANNET\nUtsatt.\n"))
            .at(4) == "V.|VINTEROPPLAG|Utsatt.");
}

TEST_CASE("a table whose first column has number and title", "[spread-out]")
{
    CHECK(cases_of(first_meeting(
              top + "| Sak | Behandling | Beslutning |\n|---|---|---|\n"
                    "| 31-1 Forrige referat | Ingen kommentarer. | Godkjent |\n"
                    "| 31-2 Gange | Kari spurte fjorten kolleger om ordet. | Gange er termen |\n"
                    "| 31-3 Eventuelt | Det er ingenting mer å ta opp i dag. |  |\n")) ==
          Lines{"31-1|Forrige referat|Godkjent", "31-2|Gange|Gange er termen", "31-3|Eventuelt|"});
}

TEST_CASE("hours without a label", "[spread-out]")
{
    CHECK(hours("Tappetårnet, 18:30–21:00") == "18:30 21:00");
    CHECK(hours("Auditoriet, kl. 17:20. Det var 63 til stede.") == "17:20 -");
    CHECK(hours("Kl 14:00-15:30. Forrige møte var i mars.") == "14:00 15:30");
    CHECK(hours("Telefonmøte 12-13.30") == "12:00 13:30");
    CHECK(hours("Kl: 13 - 1530") == "13:00 15:30");
    CHECK(first_meeting("Sprintmøte\n\nFredag 14/10 12.30, Realfagsbygget\n\nSak 1 Valg\nUtsatt.\n")
              .start_time == "12:30");
    // Somebody's hours are not the meeting's.
    CHECK(hours("Til stede:\nKari Berg, 18:30-19:00\nOla Vik") == "- -");
}

TEST_CASE("a day in a cell whose head names no field", "[spread-out]")
{
    CHECK(first_meeting(
              "# Nettverket\n\n| når | hvor hen |\n|---|---|\n| 9. juni 2016 | Bydelshuset |\n\n"
              "**Oppmøte**: Kari, Ola\n\n## Kart\n\nUtsatt.\n")
              .date == "2016-06-09");
}

TEST_CASE("people in numbered lists and columns", "[spread-out]")
{
    CHECK(present_in("Desse var med:\n\n1. Kari Berg (ordstyrar)\n2. Leidulv Måren\n3. Siv Moe (på "
                     "video)\n") ==
          Lines{"Kari Berg|ordstyrar|", "Leidulv Måren||", "Siv Moe||på video"});
    CHECK(present_in("Til stede                      Funksjon\n"
                     "Kari Berg                      styreleder\n"
                     "Ola Vik                        nestleder\n") ==
          Lines{"Kari Berg|styreleder|", "Ola Vik|nestleder|"});
    CHECK(present_in("Møtte          Kari Berg, Ola Vik\nForfall        Siv Moe\n"
                     "Referent       Per Lien\n") ==
          Lines{"Kari Berg||", "Ola Vik||", "Per Lien|referent|"});
    CHECK(present_in("Deltok:\tKari Berg, Fjellgården (leder)\n\tOla Vik, Hotell Union\n"
                     "\tSiv Moe, Ysteriet\n")
              .size() == 3);
    CHECK(
        present_in("Til stede:  Kari Berg, Ola Vik og\n            Siv Moe (skriver).\n").size() ==
        3);
}

TEST_CASE("who wrote the minutes is told in words", "[spread-out]")
{
    CHECK(present_in("Ført av Per Lien, lagt i arkivet\nTil stede: Kari Berg, Ola Vik\n").size() ==
          3);
    CHECK(present_in("Til stede: Kari Berg, Ola Vik\nDaglig leder Per Lien førte møteboka.\n")
              .size() == 3);
}

TEST_CASE("mandates, agreements, reports and templates are no minutes", "[spread-out]")
{
    const std::string sections =
        "## 1. Bakgrunn\n\nUtvalget besluttet i sak 31/19 å sette ned en gruppe.\n\n"
        "## 2. Møter\n\nMøtene holdes hver fjerde uke.\n\n## 3. Vedtak\n\nGruppa avgjør saker.\n";
    CHECK_FALSE(minutes(
        "# Mandat: gruppe for felles modell\n\nVedtatt 18. mars 2020 i sak 9/20.\n\n" + sections));
    CHECK_FALSE(minutes("SAMARBEIDSAVTALE\n\nmellom Vik vannverk og Nes vannverk\n\n" + sections));
    CHECK_FALSE(minutes("Semesterrapport våren 2018\n\n15. juni 2018\n\n" + sections));
    CHECK_FALSE(
        minutes("# Møte N\n\n**Dato:** ÅÅÅÅ-MM-DD\n**Rom:** <rom>\n**Til stede:** <navn, navn>\n\n"
                "## 1. Referat\n\n<Godkjent / merknader>\n\n## 2. Eventuelt\n\n<tekst>\n"));
    // Minutes of who met on a strategy are minutes.
    CHECK(minutes(
        "Ordboksstrategi\n===============\n\nMøte 16.1.2026\n\nTil stades: Kari, Ola, Siv\n\n"
        "# Mål\n\nVi vart samde om tre mål.\n\n# Vidare\n\nKari skriv.\n"));
}

TEST_CASE("cases drawn with signs, whose rows take several lines", "[spread-out]")
{
    const MeetingRecord record =
        first_meeting(top + " SAK       INNHOLD                              OPPFØLGING\n"
                            "+--------+------------------------------------+------------+\n"
                            "| 22/04  | REFERAT FRA MØTE 3/2004            |            |\n"
                            "|        | Godkjent.                          |            |\n"
                            "+--------+------------------------------------+------------+\n"
                            "| 23/04  | SYKEFRAVÆR                         |            |\n"
                            "|        | 9,7 % totalt. Noen har spurt om    |            |\n"
                            "|        | tallene gjelder alle.              | Kari       |\n"
                            "+--------+------------------------------------+------------+\n"
                            "| 24/04  | EVENTUELT                          |            |\n"
                            "|        | Ingenting.                         |            |\n"
                            "+--------+------------------------------------+------------+\n");
    CHECK(cases_of(record) == Lines{"22/04|REFERAT FRA MØTE 3/2004|Godkjent.",
                                    "23/04|SYKEFRAVÆR|",
                                    "24/04|EVENTUELT|"});
    CHECK(record.cases.at(1).text.find("Noen har spurt om tallene gjelder alle.") !=
          std::string::npos);
    CHECK(record.cases.at(1).follow_ups.size() == 1);
}

TEST_CASE("numbers of a meeting and its cases that look like days", "[spread-out]")
{
    CHECK(cases_of(first_meeting(top + "4/1 Dagsorden\n\nGodkjent.\n\n4/2 Økonomi\n\nUtsatt.\n\n"
                                       "4/3 Eventuelt\n\nIngenting.\n")) ==
          Lines{"4/1|Dagsorden|Godkjent.", "4/2|Økonomi|Utsatt.", "4/3|Eventuelt|"});
    CHECK(
        cases_of(first_meeting(top + "== 2020-3-1 Innledning\n\nGodkjent.\n\n== 2020-3-2 Format\n\n"
                                     "Utsatt.\n\n== 2020-3-3 Annet\n\nIngenting.\n"))
            .at(1) == "2020-3-2|Format|Utsatt.");
    CHECK(first_meeting("Stiftelsen Gamle Hus\n\nStyremøte 2/07\n\nTorsdag 24. mai 2007\n\n"
                        "Til stede: Kari Berg, Ola Vik\n\nSak 1 Valg\nUtsatt.\n")
              .date == "2007-05-24");
}

TEST_CASE("a case treated first of all, as the agenda has its number", "[spread-out]")
{
    CHECK(
        cases_of(first_meeting(top +
                               "SAKLISTE\n39/98 PROTOKOLL\n40/98 LØYVE\n41/98 EVENTUELT\n\n"
                               "SAK 40/98\nLØYVE\nUtsatt.\n\nSAK 39/98\nPROTOKOLL\nGodkjent.\n\n"
                               "SAK 41/98\nEVENTUELT\nIngenting.\n")) ==
        Lines{"SAK 40/98|LØYVE|Utsatt.", "SAK 39/98|PROTOKOLL|Godkjent.", "SAK 41/98|EVENTUELT|"});
}

TEST_CASE("people in groups, in brackets, two in a row", "[spread-out]")
{
    CHECK(present_in("Frammøtte:\n  Frå fylket       Asbjørn Hatlestad, leiar\n"
                     "  Lærarane         Ingunn Vabø, Helge Mjelde\n")
              .size() == 3);
    CHECK(present_in("| **Til stede:** | Kari Berg (leder)  Ola Vik (fag) Siv Moe (velferd) |\n")
              .size() == 3);
    CHECK(present_in("Til stede:\nKari Berg, leder\nTorolf Sandbakken og Siv Moe\n").size() == 3);
    // Who spoke on a case is nobody more.
    CHECK(present(first_meeting(top + "Sak 1 Valg\nI debatten deltok: Lien, Moe, Dahl\nUtsatt.\n"))
              .size() == 2);
}

TEST_CASE("what came of a count, and rows of figures", "[spread-out]")
{
    const auto decided = [](const std::string& text) {
        return test::decision_in("Regnskap", text, "\nSak 3 Eventuelt\nIngen.\n");
    };
    CHECK(decided("Kari la fram tallene.\nResultat          431 837     1 763 737\n\n"
                  "Ola spurte om leia. Den er som før.\n\nRegnskapet ble godkjent.") ==
          "Regnskapet ble godkjent.");
    CHECK(decided("Det ble 21 stemmer for og 16 imot. Forslaget falt.") == "Forslaget falt.");
    CHECK(decided("9 for, 0 mot. Godkjent.") == "9 for, 0 mot. Godkjent.");
}
