// SPDX-License-Identifier: Apache-2.0
// The same minutes as word processors, wikis and programs that convert documents write them.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::made_document;
using saksklar::test::outline_of;
using saksklar::test::present;

namespace {

/// Marks the first `words` letters of each of these lines as bold, as a word processor's file does.
MeetingRecord with_bold(const std::string& text, const std::vector<std::string>& titles)
{
    Document document = made_document(text, "referat.docx");
    for (Line& line : document.pages.front().lines) {
        for (const std::string& title : titles) {
            if (line.text.starts_with(title)) {
                line.bold_until = title.size();
            }
        }
    }
    return segment(document).front();
}

/// What all of the twins below tell.
void check_meeting(const MeetingRecord& record)
{
    CHECK(outline_of(record) == Lines{"1.|Regnskap", "2.|Dugnad"});
    CHECK(present(record) == Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(record.start_time == "18:00");
    CHECK(record.place == "Klubbhuset");
    CHECK(record.cases.at(0).decision == "Godkjent.");
}

} // namespace

TEST_CASE("titles in bold that their text follows are headings out of word processors, too")
{
    const std::string text = "Allmøte i kollektivet 4. oktober 2017\n"
                             "Oppmøte: Anders, Berit, Camilla\n"
                             "Vaskeliste Berit har laget ny. Alle er fornøyde.\n"
                             "Strøm Regninga har gått opp. Vi deler likt fra november.\n"
                             "Kjøleskap Vi kjøper nytt. Camilla finner tre alternativer.\n"
                             "Evt Husk å låse boden!\n";
    const Lines cases{"|Vaskeliste", "|Strøm", "|Kjøleskap", "|Evt"};
    CHECK(outline_of(with_bold(text, {"Vaskeliste", "Strøm", "Kjøleskap", "Evt"})) == cases);
    // a word or two in bold are emphasis
    CHECK(outline_of(with_bold(text, {"Strøm", "Evt"})).empty());
}

TEST_CASE("letters number headings that no marks show")
{
    Document document = made_document("Styremøte 3. mai 2022\nTil stede: Kari Berg, Ola Vik\n"
                                      "A Økonomi\nGodkjent.\nB Booking\nUtsatt.\nC Frivillige\n"
                                      "Godkjent.\n",
                                      "referat.docx");
    for (Line& line : document.pages.front().lines) {
        line.heading_level = line.text.size() > 2 && line.text[1] == ' ' ? 2 : 0;
    }
    CHECK(outline_of(segment(document).front()) == Lines{"A|Økonomi", "B|Booking", "C|Frivillige"});
}

TEST_CASE("Org-mode, reStructuredText and AsciiDoc as programs write them")
{
    const MeetingRecord org =
        first_meeting("* Styremøte 3. mai 2022\n  :PROPERTIES:\n  :CUSTOM_ID: styremøte\n  :END:\n"
                      "Tid: kl. 18.00\\\\\nTil stede: Kari Berg, Ola Vik\\\\\nSted: Klubbhuset\n\n"
                      "* 1. Regnskap\n  :PROPERTIES:\n  :CUSTOM_ID: regnskap\n  :END:\n"
                      "#+begin_quote\nGodkjent.\n#+end_quote\n\n"
                      "* 2. Dugnad\n  :PROPERTIES:\n  :CUSTOM_ID: dugnad\n  :END:\nUtsatt.\n",
                      "referat.org");
    check_meeting(org);

    const MeetingRecord rst =
        first_meeting(".. _styremøte:\n\nStyremøte 3. mai 2022\n=====================\n\n"
                      "| Tid: kl. 18.00\n| Til stede: Kari Berg, Ola Vik\n| Sted: Klubbhuset\n\n"
                      ".. _regnskap:\n\n1. Regnskap\n-----------\n\nGodkjent.\n\n"
                      ".. _dugnad:\n\n2. Dugnad\n---------\n\nUtsatt.\n",
                      "referat.rst");
    check_meeting(rst);

    const MeetingRecord adoc =
        first_meeting("[[styremøte]]\n== Styremøte 3. mai 2022\n\n"
                      "Tid: kl. 18.00 +\nTil stede: Kari Berg, Ola Vik +\nSted: Klubbhuset\n\n"
                      "[[regnskap]]\n=== 1. Regnskap\n\nGodkjent.\n\n"
                      "[[2-dugnad]]\n=== 2. Dugnad\n\nUtsatt.\n",
                      "referat.adoc");
    check_meeting(adoc);
}

TEST_CASE("the way back and the tags of a page are not its title")
{
    const MeetingRecord record =
        first_meeting("\u2190 Alle møter | Saksoversikt\n\n# Arkitekturrådet \u2013 møte 3/2021\n\n"
                      "###### tags: råd\n\nTorsdag 27. mai 2021 kl. 0900\u20131145.\n\n"
                      "Møtte:\n- Norunn Vik\n- Kjartan Berg\n\n"
                      "## AR 11/21 Regnskap\nGodkjent.\n\n## AR 12/21 Prinsipp\nUtsatt.\n");
    CHECK(record.date == "2021-05-27");
    CHECK(record.start_time == "09:00");
    CHECK(outline_of(record) == Lines{"AR 11/21|Regnskap", "AR 12/21|Prinsipp"});
}

TEST_CASE("a table of people between tabs may be headed by \"Hvem\"")
{
    const MeetingRecord record =
        first_meeting("Kjellerstyremøte 3. november 2022\n\nHvem\tRolle\tMøtt?\n"
                      "Gaute Berg\tKjellermester\tx\nJoar Lian\tBooking\nMalin Vik\tØkonomi\tx\n\n"
                      "Sak 1 Regnskap\nGodkjent.\n\nSak 2 Valg\nUtsatt.\n");
    CHECK(present(record) == Lines{"Gaute Berg|Kjellermester|", "Malin Vik|Økonomi|"});
}

TEST_CASE("backslashes that break lines of Markdown belong to nobody's name")
{
    const MeetingRecord record =
        first_meeting("# Referat 16.03.2022\n\n## Tilstede\n\nLise Berg (leder)\\\nTor-Egil Vik\\\n"
                      "Amalie Moen\n\n## Sak 1 Regnskap\nGodkjent.\n\n## Sak 2 Valg\nUtsatt.\n");
    CHECK(present(record) == Lines{"Lise Berg|leder|", "Tor-Egil Vik||", "Amalie Moen||"});
}

TEST_CASE("the date of a file may tell from when to when they met")
{
    const std::string rest = "\n* Rammer\nTil stede: Kari Berg, Ola Vik\n* Regnskap\nGodkjent.\n"
                             "* Valg\nUtsatt.\n";
    const MeetingRecord meeting =
        first_meeting("#+TITLE: Styremøte\n#+DATE: <2014-02-27 to. 19:00-20:30>\n" + rest);
    CHECK(meeting.date == "2014-02-27");
    CHECK(meeting.start_time == "19:00");
    CHECK(meeting.end_time == "20:30");
    const MeetingRecord stamped =
        first_meeting("#+TITLE: Styremøte\n#+DATE: 2014-02-27T19:00:10+01:00\n" + rest);
    CHECK(!stamped.start_time);
    CHECK(!stamped.end_time);
}
