// SPDX-License-Identifier: Apache-2.0
// What stands around minutes that were sent by mail or taken from a browser is no part of them.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::present;

namespace {

const std::string minutes = "# Verkstedutvalget, møte 4\n\n"
                            "Hangaren torsdag 5. september 2019 kl. 18.00\n\n"
                            "Til stede: Kari Berg, Ola Vik\n\n"
                            "## Nye verktøy\n\nDet kjøpes inn to benker.\n\n"
                            "## Åpningstider\n\nSaken utsettes.\n";

void check_same(const std::string& text)
{
    const MeetingRecord record = first_meeting(text);
    CHECK(record.kind == RecordKind::minutes);
    CHECK(record.title == "Verkstedutvalget, møte 4");
    CHECK(record.date == "2019-09-05");
    CHECK(record.start_time == "18:00");
    CHECK(present(record) == Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(cases_of(record) ==
          Lines{"|Nye verktøy|Det kjøpes inn to benker.", "|Åpningstider|Saken utsettes."});
}

} // namespace

TEST_CASE("minutes as they are", "[sent]")
{
    check_same(minutes);
}

TEST_CASE("a note above minutes", "[sent]")
{
    check_same("Hei,\nher er referatet fra sist, si fra om noe er galt.\n\nHilsen Siv\n\n" +
               minutes);
    check_same("Hei alle sammen!\n\nReferatet ligger under.\n\nVennlig hilsen\nSiv Moen\n\n" +
               minutes);
    check_same(
        "Fra: Siv Moen <siv@laget.example>\nSendt: 9. september 2019 08:15\nTil: Styret\n"
        "Emne: VS: referat\n\nHei,\nse under.\n\nMvh Siv\n\n-----Opprinnelig melding-----\n\n" +
        minutes);
    // Minutes that are a letter themselves: what stands below the greeting is theirs.
    const MeetingRecord letter =
        first_meeting("Hei alle\n\nReferat fra styremøte 5. september 2019\n\n"
                      "1. Benker\nDet kjøpes inn to.\n\n2. Åpningstider\nUtsatt.\n\nHilsen Siv\n");
    CHECK(cases_of(letter).size() == 2);
}

TEST_CASE("quoted line by line", "[sent]")
{
    std::string quoted = "Hei,\nse under.\n\nMvh Siv\n\n> ";
    for (const char c : minutes.substr(0, minutes.size() - 1)) {
        quoted += c;
        quoted += c == '\n' ? "> " : "";
    }
    check_same(quoted + "\n");
}

TEST_CASE("what browsers and websites put above a page", "[sent]")
{
    check_same("https://www.laget.example/referat/2019/4\n\n" + minutes);
    check_same("Hopp til innhold\nHjem | Om oss\nMeny\n\n" + minutes);
    // An address says nothing of what a text is.
    CHECK(first_meeting("https://www.laget.example/referater/vedtekter\n\nVedtekter for laget\n\n"
                        "§ 1 Navn\nLaget heter Laget.\n\n§ 2 Formål\nLaget har et formål.\n\n"
                        "§ 3 Medlemmer\nAlle kan bli medlem.\n\n§ 4 Styret\nStyret har fem "
                        "medlemmer.\n")
              .kind != RecordKind::minutes);
}

TEST_CASE("hyphens that only show where a word may be parted", "[sent]")
{
    const MeetingRecord record =
        first_meeting("Referat fra styre\u00ADmøte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n"
                      "Sak 01\u00AD04 Regn\u00ADskap\nRegn\u00ADskapet ble god\u00ADkjent.\n\n"
                      "Sak 02\u00AD04 Dugnad\nUt\u00ADsatt.\n");
    CHECK(cases_of(record) ==
          Lines{"Sak 01-04|Regnskap|Regnskapet ble godkjent.", "Sak 02-04|Dugnad|Utsatt."});
}
