// SPDX-License-Identifier: Apache-2.0
// Layouts that few writers use: labels of a series of their own, titles behind signs or between
// paragraphs, markup of LaTeX, Textile and logs of chats, people told in a sentence.
#include "pipeline/structure/heading_series.hpp"
#include "pipeline/structure/html_line.hpp"
#include "pipeline/structure/markup_dialects.hpp"
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases;
using saksklar::test::cases_of;
using saksklar::test::decision_in;
using saksklar::test::first_meeting;
using saksklar::test::head;
using saksklar::test::Lines;
using saksklar::test::present_in;

namespace {

const std::string long_text =
    "Det ble snakket lenge om dette, og flere mente at det er for tidlig å si noe om prisen.\n";

Lines labels_and_titles(const std::string& text)
{
    Lines out;
    for (const CaseRecord& each : first_meeting(text).cases) {
        out.push_back(each.label.value_or("") + "|" + each.number.value_or("") + "|" + each.title);
    }
    return out;
}

} // namespace

TEST_CASE("labels of a kind that only their series shows", "[layouts]")
{
    CHECK(labels_and_titles(head +
                            "### BK-287 Trykksår\n\nGodkjent.\n\n### BK-288 Fall\n\nUtsatt.\n\n"
                            "### BK-291 Uro, ny\n\nGodkjent.\n") ==
          Lines{"BK-287|287|Trykksår", "BK-288|288|Fall", "BK-291|291|Uro, ny"});
    CHECK(labels_and_titles(head +
                            "[1] Tilstand\n------------\nGreit.\n\n[2] Ord\n-------\nGreit.\n\n"
                            "[3] Neste\n---------\nGreit.\n") ==
          Lines{"[1]|1|Tilstand", "[2]|2|Ord", "[3]|3|Neste"});
    CHECK(labels_and_titles(
              head + "SAK VS 11/21: LISTER\n\nGodkjent.\n\nSAK VS 12/21: KLAGE\n\nAvvist.\n") ==
          Lines{"SAK VS 11/21|11/21|LISTER", "SAK VS 12/21|12/21|KLAGE"});
    CHECK(labels_and_titles(head + "§ 1  Konstituering\n\nGodkjent.\n\n§ 2  "
                                   "Regnskap\n\nGodkjent.\n\n§ 3  Valg\n\nUtsatt.\n") ==
          Lines{"§ 1|1|Konstituering", "§ 2|2|Regnskap", "§ 3|3|Valg"});
    CHECK(labels_and_titles(head + "Sak en: Regnskap\nGodkjent.\n\nSak to: Dugnad\nUtsatt.\n") ==
          Lines{"Sak en|en|Regnskap", "Sak to|to|Dugnad"});
    CHECK_FALSE(structure::read_series_label("2019 var et godt år"));
    CHECK_FALSE(structure::read_series_label("Ola Vik"));
}

TEST_CASE("numbers alone above titles, and codes of files at the margin", "[layouts]")
{
    CHECK(labels_and_titles(head +
                            "27/14\nLokaler\nGodkjent.\n28/14\nRegnskap\nUtsatt.\n29/14\nLån\n"
                            "Godkjent.\n") ==
          Lines{"27/14|27/14|Lokaler", "28/14|28/14|Regnskap", "29/14|29/14|Lån"});
    const std::string gap(48, ' ');
    CHECK(labels_and_titles(head + "SAK 0035/99" + gap +
                            "ARK. 033\nMØTEBOK\n\nGodkjent.\n\nSAK 0036/99" + gap +
                            "ARK. 212\nREGNSKAP\n\nUtsatt.\n") ==
          Lines{"SAK 0035/99|0035/99|MØTEBOK", "SAK 0036/99|0036/99|REGNSKAP"});
}

TEST_CASE("titles behind a sign, between blank lines and between paragraphs", "[layouts]")
{
    const Lines titles{"|Dugnad|", "|Drakter|", "|Reiser|"};
    const auto with = [](const std::string& before, const std::string& after) {
        std::string text = head;
        for (const char* title : {"Dugnad", "Drakter", "Reiser"}) {
            text += before + title + after + long_text + "\n";
        }
        return cases_of(first_meeting(text));
    };
    CHECK(with("*", "\n") == titles);
    CHECK(with("\xF0\x9F\x91\x89 ", "\n") == titles); // a pictogram
    CHECK(with(".: ", " :.\n\n") == titles);
    CHECK(with("", "\n\n") == titles);
    CHECK(with("- ", "\n") == titles);
    CHECK(cases_of(first_meeting(head + long_text + "Dugnad\n" + long_text + "Drakter\n" +
                                 long_text + "Reiser\n" + long_text)) == titles);
}

TEST_CASE("numbered titles above their text are parts of the case above", "[layouts]")
{
    const MeetingRecord record = first_meeting(
        head + "SAK 1 Lysløypa\n   1. Avtaler.\n      To har ikke skrevet under.\n"
               "   2. Stolper.\n      Vi får 40 brukte.\n\nSAK 2 Bingo\n1. Lokale bestilles.\n"
               "2. Premier kjøpes av styret.\n");
    REQUIRE(record.cases.size() == 4);
    CHECK(record.cases[1].title == "Avtaler.");
    CHECK(record.cases[1].parent == 0);
    CHECK(record.cases[2].parent == 0);
    CHECK(record.cases[3].title == "Bingo");
}

TEST_CASE("LaTeX, Textile, logs and HTML say what other markup says", "[layouts]")
{
    const auto text = [](std::string_view line) {
        const auto read = structure::read_dialect(line);
        return read ? std::to_string(read->heading_level) + (read->bullet ? "*" : "") + "|" +
                          read->text
                    : std::string("none");
    };
    CHECK(text("\\section{Valg av \\emph{leder}}") == "2|Valg av leder");
    CHECK(text("\\sak{15/18}{Godkjenning}") == "2|Sak 15/18 Godkjenning");
    CHECK(text("\\tilstede{Kari Berg, Ola Vik}") == "0|Tilstede: Kari Berg, Ola Vik");
    CHECK(text("\\item Lokale") == "0*|Lokale");
    CHECK(text("\\usepackage[utf8]{inputenc}") == "0|");
    CHECK(text("h2. Regnskap") == "2|Regnskap");
    CHECK(text("20:03 <kari> #topic Regnskap") == "2|Regnskap");
    CHECK(text("20:09 <kari> #agreed Godkjent") == "0|Vedtak: Godkjent");
    CHECK(text("S A K  31.   Oppsyn") == "0|SAK 31.   Oppsyn");
    CHECK(text("20:04 <ola> ja, det er greit") == "none");
    CHECK(text("Sak 3 Valg") == "none");

    CHECK(structure::text_of_html("<tr><td><b>Dato</b></td><td>4. mai</td></tr>") ==
          "Dato: 4. mai");
    CHECK(structure::text_of_html("<summary>Deltakere (6)</summary>") == "Deltakere");
    CHECK(structure::text_of_html("<p align=\"center\"><img src=\"x.png\"></p>") == "");
    CHECK_FALSE(structure::text_of_html("<kari> jeg er enig"));
}

TEST_CASE("people told in a sentence, or behind a label without its colon", "[layouts]")
{
    const Lines three{"Kari Berg||", "Ola Vik||", "Siv Moen||"};
    CHECK(present_in("Kari Berg, Ola Vik og Siv Moen var der. Per Lie hadde eksamen.\n") == three);
    CHECK(present_in("Vi var tre: Kari Berg, Ola Vik og Siv Moen\n") == three);
    CHECK(present_in("Til stede Kari Berg, Ola Vik, Siv Moen\nFravær Per Lie\n") == three);
    CHECK(present_in("TILSTEDE Kari Berg, Ola Vik, Siv Moen\nIKKE TILSTEDE Per Lie\n") == three);
    CHECK(present_in("Tilstede\t\tKari Berg, Ola Vik, Siv Moen\nIkke til stede\t\tPer Lie\n") ==
          three);
    CHECK(present_in("Møtt    Kari Berg\n        Ola Vik\n        Siv Moen\nForfall Per Lie\n") ==
          three);
    CHECK(present_in("Til stede:\n   Leder tur        Kari Berg\n   Leder hus        Ola Vik\n") ==
          Lines{"Kari Berg||Leder tur", "Ola Vik||Leder hus"});
    CHECK(present_in("Til stede: Kari Berg, Ola Vik\nOrdstyrer: Kari\n") ==
          Lines{"Kari Berg|ordstyrer|", "Ola Vik||"});
}

TEST_CASE("a task given by initials decides nothing, and a decision goes on", "[layouts]")
{
    CHECK(decision_in("HMS", "Ingen hendelser. Vernerunde torsdag 22.11. (SØ)").empty());
    CHECK(decision_in("HMS",
                      "Rundskrivet tas til etterretning. Følgebåt brukes kun under regatta.") ==
          "Rundskrivet tas til etterretning. Følgebåt brukes kun under regatta.");
}

TEST_CASE("rules decide nothing, whatever their paragraphs say", "[layouts]")
{
    std::string text = "Vedtekter for Storvåg idrettslag\n\n";
    for (int i = 1; i <= 5; ++i) {
        text += "§ " + std::to_string(i) + " Medlemmer\n\nDen som skylder kontingent, strykes.\n" +
                "Ved stemmelikhet er forslaget falt.\n\n";
    }
    const MeetingRecord record = first_meeting(text);
    CHECK(record.kind == RecordKind::other);
    for (const CaseRecord& each : record.cases) {
        CHECK_FALSE(each.decision);
    }
}

TEST_CASE("links below the first lines are no titles", "[odd]")
{
    const MeetingRecord record =
        first_meeting("# Allmøte 2020\n\nTid: 26. februar 2020 kl. 16.15\n\n"
                      "Alle medlemmer er velkomne.\n\n"
                      "[Vedtekter](/vedtekter)\n"
                      "[Retningslinjer](/retningslinjer)\n\n"
                      "## Formalia\nInnkalling og agenda godkjent.\n\n"
                      "## Regnskap\nGodkjent.\n\n"
                      "## Valg\nKari Berg ble valgt ved akklamasjon.\n\n"
                      "## Eventuelt\nIngen saker.\n");
    CHECK(record.kind == RecordKind::minutes);
    CHECK(record.cases.size() == 4);
}
