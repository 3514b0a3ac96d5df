// SPDX-License-Identifier: Apache-2.0
// Tables and columns that lost their shape on the way to text, markup of several kinds, where and
// when minutes say that they met, and what is near to minutes and is none.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

using namespace saksklar;
using saksklar::test::cases;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::people;
using saksklar::test::present;
using saksklar::test::present_in;
using saksklar::test::title;

namespace {

std::optional<std::string> place_in(const std::string& said)
{
    return first_meeting("Referat fra styremøte\n\n" + said + "\n\n" + people + cases).place;
}

RecordKind kind_of(const std::string& text)
{
    return first_meeting(text).kind;
}

} // namespace

TEST_CASE("the first people stand beside labels side by side", "[layout]")
{
    CHECK(present_in("Tilstede:   Kari Berg, leder        Forfall:   Siv Moen\n"
                     "            Ola Vik                            Per Lie\n") ==
          Lines{"Kari Berg|leder|", "Ola Vik||"});
    CHECK(present_in("Til stede   Kari Berg (KB)      Ikke til stede   Siv Moen\n"
                     "            Ola Vik (OV)                         Per Lie\n") ==
          Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(present_in("Til stades med røysterett:      Til stades utan røysterett:\n"
                     "Kari Berg                       Ola Vik\n"
                     "Siv Moen                        Ikkje møtt:\n"
                     "                                Per Lie\n") ==
          Lines{"Kari Berg||", "Siv Moen||", "Ola Vik||"});
}

TEST_CASE("a label of who came heads a table", "[layout]")
{
    CHECK(present_in("Til stades:           Organisasjon        Merknad\n"
                     "Kari Berg             Pensjonistlaget     leiar\n"
                     "Ola Vik               Ungdomsrådet\n") ==
          Lines{"Kari Berg||Pensjonistlaget", "Ola Vik||Ungdomsrådet"});
    CHECK(present_in("\t\tNamn\t\t\t\tTil stades\n"
                     "Foreldre\tKari Berg (leiar)\t\tX\n"
                     "\t\tOla Vik\t\t\t\tX\n"
                     "Eigar\t\tSiv Moen\t\t\t-\n") == Lines{"Kari Berg|leiar|", "Ola Vik||"});
    CHECK(present_in("Deltakere\n\nBibliotek | Navn\n---|---\nNes | Kari Berg\nVik | Ola Vik\n") ==
          Lines{"Kari Berg||Nes", "Ola Vik||Vik"});
}

TEST_CASE("tables that came out cell by cell", "[layout]")
{
    CHECK(present_in("Navn\nVerv\nTil stede\nKari Berg\nLeder\nX\nOla Vik\nSekretær\nX\n"
                     "Siv Moen\nVara\nForfall\n") ==
          Lines{"Kari Berg|Leder|", "Ola Vik|Sekretær|"});
    const MeetingRecord record =
        first_meeting("Referat frå styremøte\n\nDato:\nTid:\nStad:\nMøtte:\n\n8. oktober 2013\n"
                      "kl. 18.00\nGrendahuset\nKari Berg (leiar), Ola Vik\n" +
                      cases);
    CHECK(record.date == "2013-10-08");
    CHECK(record.start_time == "18:00");
    CHECK(record.place == "Grendahuset");
    CHECK(present(record) == Lines{"Kari Berg|leiar|", "Ola Vik||"});
}

TEST_CASE("deputies beside those they came for", "[layout]")
{
    const MeetingRecord record = first_meeting(title +
                                               "Medlemmer som møtte:\nKari Berg, leder\n\n"
                                               "Varamedlemmer som møtte:      For:\n"
                                               "Ola Vik                       Siv Moen\n" +
                                               cases);
    REQUIRE(record.attendance.size() >= 2);
    CHECK(record.attendance[1].name == "Ola Vik");
    CHECK(record.attendance[1].deputy_for == "Siv Moen");
}

TEST_CASE("columns at the right margin say who and when", "[layout]")
{
    const MeetingRecord record = first_meeting(
        title + people +
        "Sak     Tekst                                             Ansvar      Frist\n"
        "1       Protokoll\n"
        "        Godkjent og signert.\n\n"
        "2       Lekkasje i oppgang 6\n"
        "        Takstmannen var her. Membranen er utett, og det\n"
        "        er kommet to tilbud på utbedring.\n"
        "        Styret vedtok å velge det rimeligste.              Kari        1. juni\n\n"
        "3       Klage\n"
        "        Det er den tredje klagen i år, og de to første\n"
        "        ble besvart muntlig.\n"
        "        Saken utsettes.                                    Ola\n");
    REQUIRE(record.cases.size() == 3);
    CHECK(record.cases[1].decision == "Styret vedtok å velge det rimeligste.");
    REQUIRE(record.cases[1].follow_ups.size() == 1);
    CHECK(record.cases[1].follow_ups[0].person == "Kari");
    CHECK(record.cases[1].follow_ups[0].deadline == "1. juni");
    REQUIRE(record.cases[2].follow_ups.size() == 1);
    CHECK(record.cases[2].follow_ups[0].person == "Ola");
    CHECK(record.cases[2].text.find("Ola") == std::string::npos);
}

TEST_CASE("links of wikis and what is not for readers", "[layout]")
{
    CHECK(present(first_meeting("'''Medlemsmøte 4. mai 2014'''\n\n'''Til stede:'''\n"
                                "* [[Bruker:kari|Kari Berg]] (leder)\n* [[Ola Vik]]\n\n"
                                "== 1. Regnskap ==\nGodkjent.\n\n== 2. Dugnad ==\nUtsatt.\n")) ==
          Lines{"Kari Berg|leder|", "Ola Vik||"});
    const MeetingRecord record =
        first_meeting("<!-- Kopiert fra malen,\nse vedtak/ -->\n# Styremøte 4. mai 2023\n\n" +
                      people + "## Sak 1 Regnskap\n\nGodkjent.\n");
    CHECK(record.title == "Styremøte 4. mai 2023");
    CHECK(cases_of(record) == Lines{"Sak 1|Regnskap|Godkjent."});
    CHECK(
        cases_of(first_meeting("= Referat fra styremøte 4. mai 2022\n:lang: nb\n\n" + people +
                               "== Sak 1: Vakt\n\n[IMPORTANT]\n.Vedtak\n====\nDet inngås avtale "
                               "med en vaktsentral.\n====\n\n== Sak 2: Regnskap\n\nGodkjent.\n")) ==
        Lines{"Sak 1|Vakt|Det inngås avtale med en vaktsentral.", "Sak 2|Regnskap|Godkjent."});
}

TEST_CASE("where a meeting was held", "[layout]")
{
    CHECK(place_in("Onsdag 21.02.2018 kl 12:20-13:00, R8") == "R8");
    CHECK(place_in("Hangaren, mesaninen, torsdag 5. september 2019 kl 18.00") ==
          "Hangaren, mesaninen");
    CHECK(place_in("Tirsdag 9. mai 2006 kl. 17.00\nLærerværelset") == "Lærerværelset");
    CHECK(place_in("Møtet ble holdt på Gardermoen tirsdag 18. november 2003, kl. 9-14.") ==
          "Gardermoen");
    CHECK(place_in("9. – 10. juni 2018 på Hotell Fjord") == "Hotell Fjord");
    CHECK(place_in("Tirsdag 9. mai 2006 kl. 17.00, Kari Berg") == std::nullopt);
    CHECK(place_in("Tirsdag 9. mai 2006 kl. 17.00\nReferent Kari Berg") == std::nullopt);
}

TEST_CASE("when a meeting was held", "[layout]")
{
    const MeetingRecord notion = first_meeting("# Styremøte\n\nDato: February 14, 2024 4:15 PM\n" +
                                               people + "## 1. Regnskap\n\nGodkjent.\n");
    CHECK(notion.date == "2024-02-14");
    CHECK(notion.start_time == "16:15");
    const MeetingRecord post =
        first_meeting("---\ntitle: Styremøte 7\ndate: 2017-10-18 00:42:10 +0200\nmotedato: "
                      "2017-10-17\ntid: \"17:30\"\n---\n\n" +
                      people + "## Sak 1 Regnskap\n\nGodkjent.\n");
    CHECK(post.date == "2017-10-17");
    CHECK(post.start_time == "17:30");
    CHECK(first_meeting(title + people + cases +
                        "\nMøtet slutt kl. 20:10\nNeste møte: 24. september kl. 18:00\n")
              .end_time == "20:10");
}

TEST_CASE("numbers without their stops, and bullets in capitals", "[layout]")
{
    CHECK(cases_of(first_meeting(title + people +
                                 "6       Søknader\n"
                                 "        a  Leilighet 114, søkt for 2 år\n           Innvilget.\n"
                                 "        b  Leilighet 407, søkt for 3 år\n           Avslått.\n\n"
                                 "7       Dugnad\n        Utsatt.\n")) ==
          Lines{"6|Søknader|",
                "a|Leilighet 114, søkt for 2 år|Innvilget.",
                "b|Leilighet 407, søkt for 3 år|Avslått.",
                "7|Dugnad|Utsatt."});
    CHECK(cases_of(first_meeting(title + people +
                                 "* BILENE\n\nDen røde har fått ny clutch.\n\n* PRISER\n\n"
                                 "Vedtatt mot en stemme.\n\n* NØKLER\n\nUtsatt.\n")) ==
          Lines{"|BILENE|", "|PRISER|Vedtatt mot en stemme.", "|NØKLER|Utsatt."});
}

TEST_CASE("what a body decides and recommends, under a label of its own", "[layout]")
{
    const auto decision = [](const std::string& text) {
        const MeetingRecord record = first_meeting(
            "FORMANNSKAPET\n\nMøteprotokoll 4. mai 2004\n\n" + people +
            "Sak 0001/04  REGNSKAP\n\n" + text + "\n\nSak 0002/04  DUGNAD\n\nUtsatt.\n");
        REQUIRE(record.cases.size() == 2);
        return record.cases[0].decision.value_or("");
    };
    CHECK(
        decision("RÅDMANNENS INNSTILLING:\n\nHytta selges.\n\nBEHANDLING:\n\nInnstillingen "
                 "vedtatt.\n\nFORMANNSKAPETS INNSTILLING TIL KOMMUNESTYRET:\n\nHytta beholdes.") ==
        "Hytta beholdes.");
    CHECK(decision("VEDTAK: (enst.)\n\n1. Hytta males.\n2. Taket tettes.") ==
          "1. Hytta males. 2. Taket tettes.");
    CHECK(decision("Beslutning: Ingen, til orientering.").empty());
}

TEST_CASE("what is near to minutes and is none", "[layout]")
{
    CHECK(kind_of(
              "Fra: Kari Berg\nSendt: 4. mai 2004\nEmne: SV: Møte i mai?\n\nDa blir det 9. mai. "
              "Saker:\n1. Dugnad\n2. Budsjett\n\nFra: Ola Vik\nSendt: 3. mai 2004\nEmne: SV: Møte "
              "i mai?\n\nVi vedtok på forrige møte at det ikke skulle være i helga.\n\nFra: Kari "
              "Berg\nSendt: 2. mai 2004\nEmne: Møte i mai?\n\nNår passer det?\n") ==
          RecordKind::other);
    CHECK(
        kind_of("# Sak 9: Ny organisering\n\n**Til:** Årsmøtet 4. mai 2021\n**Fra:** Styret\n"
                "**Saksbehandler:** Kari Berg\n\n## Bakgrunn\n\nStyret vedtok i mars å sende saken "
                "på høring.\n\n## Vurdering\n\nFem av åtte støtter forslaget.\n\n## Forslag til "
                "vedtak\n\nÅrsmøtet vedtar alternativ B.\n") == RecordKind::other);
    CHECK(kind_of(title + people + cases) == RecordKind::minutes);
}
