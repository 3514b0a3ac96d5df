// SPDX-License-Identifier: Apache-2.0
// Ways of writing minutes that typists, cooperatives and hasty writers have of their own: titles in
// a column at the left, letters below sections in capitals, numbers between signs, leaders, lists
// of people that nothing announces.
#include "pipeline/structure/markup_dialects.hpp"
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases;
using saksklar::test::first_meeting;
using saksklar::test::head;
using saksklar::test::Lines;
using saksklar::test::present;
using saksklar::test::present_in;
using saksklar::test::title;

namespace {

/// "number|parent's title|title" of each case.
Lines tree_of(const std::string& text)
{
    const MeetingRecord record = first_meeting(text);
    Lines out;
    for (const CaseRecord& each : record.cases) {
        out.push_back(each.number.value_or("") + "|" +
                      (each.parent ? record.cases[*each.parent].title : "") + "|" + each.title);
    }
    return out;
}

} // namespace

TEST_CASE("titles in a column at the left of their text", "[own_ways]")
{
    const std::string text =
        "Møtebok             Lesen og godkjend. Torhild meinte at det ikkje var ho som\n"
        "                    hadde sagt det.\n\n"
        "Årsskriftet         Manuset er ikkje ferdig. Ein vart samde om å få inn\n"
        "                    tilbod frå to prenteverk.\n\n"
        "Bygdetunet          Taket lek. Never er tinga, men det er for seint på året.\n\n"
        "Ymse                Blomar til Mikal: ja. Jubileumskruset vert ikkje selt.\n";
    CHECK(tree_of(head + text) == Lines{"||Møtebok", "||Årsskriftet", "||Bygdetunet", "||Ymse"});
    // Three are too few to be sure.
    CHECK(tree_of(head + text.substr(0, text.find("Ymse"))) !=
          Lines{"||Møtebok", "||Årsskriftet", "||Bygdetunet"});
}

TEST_CASE("letters begin anew below sections in capitals", "[own_ways]")
{
    CHECK(tree_of(head + "KONSTITUERING\n\nA   Valg av møteleder\n    Vedtak: Valgt\n\n"
                         "B   Opptak av navneliste\n    Vedtak: Godkjent\n\n\n"
                         "ÅRSRAPPORT\n    Rapporten ble lest.\n\n\n"
                         "FORSLAG\n\nA   Grilling\n    Debatt.\n\nB   Lading\n    Debatt.\n\n\n"
                         "VALG\n\nA   Leder\n    Vedtak: Valgt\n\nB   Varamedlem\n    Ingen.\n") ==
          Lines{"||KONSTITUERING",
                "A|KONSTITUERING|Valg av møteleder",
                "B|KONSTITUERING|Opptak av navneliste",
                "||ÅRSRAPPORT",
                "||FORSLAG",
                "A|FORSLAG|Grilling",
                "B|FORSLAG|Lading",
                "||VALG",
                "A|VALG|Leder",
                "B|VALG|Varamedlem"});
}

TEST_CASE("parts of a case whose number has a year, and the fifth of Roman numbers", "[own_ways]")
{
    CHECK(tree_of(head +
                  "34/20   Referat\nGodkjent.\n\n36/20   Standardliste\n\n36.1    Antibiotika\n"
                  "Utsatt.\n\n36.2    Insuliner\nIngen endring.\n\n37/20   Søknad\nAvslått.\n") ==
          Lines{"34/20||Referat",
                "36/20||Standardliste",
                "36.1|Standardliste|Antibiotika",
                "36.2|Standardliste|Insuliner",
                "37/20||Søknad"});
    CHECK(tree_of(head + "I.    Årsmelding\n\nGodkjent.\n\nII.   Regnskap\n\nGodkjent.\n\n"
                         "III.  Lokalet\n\nUtsatt.\n\nIV.   Loven\n\nUtsatt.\n\n"
                         "V.    Kontingent\n\nUendret.\n") ==
          Lines{"I||Årsmelding", "II||Regnskap", "III||Lokalet", "IV||Loven", "V||Kontingent"});
}

TEST_CASE("numbers between signs and labels with leaders", "[own_ways]")
{
    CHECK(tree_of(title + "* 1 * Naustet *\nRåttent.\n\n* 2 * Kurs *\nFullt.\n\n* 3 * Turen "
                          "*\nUtsatt.\n") == Lines{"1||Naustet", "2||Kurs", "3||Turen"});
    CHECK(structure::read_framed_number("--- 12 --- SOMMERTUREN")->text == "12. SOMMERTUREN");
    CHECK_FALSE(structure::read_framed_number("- 12 epler"));
    CHECK_FALSE(structure::read_framed_number("---"));

    const MeetingRecord record =
        first_meeting("Samarbeidsutvalget\n\nMøtedato ........ 15. oktober 2013\n"
                      "Møtested ........ Barnehagen\nForeldre ........ Kari Berg, Ola Vik\n" +
                      cases);
    CHECK(record.date == "2013-10-15");
    CHECK(record.place == "Barnehagen");
    CHECK(present(record).size() == 2);
    // A table of contents
    CHECK_FALSE(structure::read_dialect("Innledning ............ 3"));
}

TEST_CASE("times of the head that nothing marks", "[own_ways]")
{
    const auto times = [](const std::string& line) {
        const MeetingRecord record = first_meeting("Styremøte 17.9.2019\n\n" + line + "\n" + cases);
        return record.start_time.value_or("") + "-" + record.end_time.value_or("");
    };
    CHECK(times("biblioteket, 17-18.20.") == "17:00-18:20");
    CHECK(times("Vi satt på lærerværelset fra 19 til 21.10.") == "19:00-21:10");
    CHECK(times("klubbkontoret, fra 14.00") == "14:00-");
    CHECK(times("kjelleren, etter øving, ca 20.15") == "20:15-");
    CHECK(times("Vi planla turen 17-18.10.") == "-"); // two days
    CHECK(times("Medlemmer: 14.15 i snitt") == "-");

    const MeetingRecord closed = first_meeting(head + "Sak 1 Regnskap\nGodkjent.\n\nSak 2 Ymse\n"
                                                      "Kari tok med kringle. Slutt klokka 20.\n");
    CHECK(closed.end_time == "20:00");
    CHECK(first_meeting("Møte 4 – 11.02.2020, klubbhuset\n" + cases).date == "2020-02-11");
    CHECK(first_meeting("Møte 4.–5. februar 2020, klubbhuset\n" + cases).date == "2020-02-04");
}

TEST_CASE("people in definition lists, rows, ticks and lists that nothing announces", "[own_ways]")
{
    CHECK(present_in("Tilstede\n: Kari Berg, leder\n: Ola Vik, kasserer\n\nIkke tilstede\n"
                     ": Siv Moe, vara\n") == Lines{"Kari Berg|leder|", "Ola Vik|kasserer|"});
    CHECK(present_in("Deltakere     Kari Berg        Nordbillett AS\n"
                     "              Ola Vik          Synsforeningen\n"
                     "              Siv Moe          Opdøl Konsult\n") ==
          Lines{"Kari Berg||Nordbillett AS", "Ola Vik||Synsforeningen", "Siv Moe||Opdøl Konsult"});
    CHECK(present_in("- [x] @kberg Kari Berg, Etaten\n- [ ] @olav Ola Vik, Etaten\n"
                     "- [x] @sivm Siv Moe, Registeret\n- [x] @perl Per Lie, Registeret\n") ==
          Lines{"Kari Berg||Etaten", "Siv Moe||Registeret", "Per Lie||Registeret"});
    CHECK(present_in("Kari Berg (leder) · Ola Vik (økonomi) · Siv Moe (ref). Per Lie er syk.\n")
              .size() == 3);
    CHECK(present_in("Vi var Kari Berg, Ola Vik og Siv Moe, på Kafé Pir. Siv noterte.\n") ==
          Lines{"Kari Berg||", "Ola Vik||", "Siv Moe||"});
}

TEST_CASE("a title typed with spaces between its letters keeps its words", "[own_ways]")
{
    const MeetingRecord record = first_meeting(
        "P r o t o k o l l   f r a   å r s m ø t e t   1 9 8 8\n\n25. februar 1988\n\n"
        "Til stede: Kari Berg\n" +
        cases);
    CHECK(record.title == "Protokoll fra årsmøtet 1988");
}

TEST_CASE("emoji and times before titles, small Roman numbers", "[own_ways]")
{
    CHECK(tree_of(head + "## \xF0\x9F\x9A\xB2 Sykkelstativ\n\nBestilt.\n\n## \xE2\x9D\x93 Annet\n\n"
                         "Ingenting.\n") == Lines{"||Sykkelstativ", "||Annet"});
    CHECK(tree_of(head + "- 18:05 \xE2\x80\x93 **Runde rundt bordet**\n  - Alle er slitne\n"
                         "- 18:20 \xE2\x80\x93 **Laserkutteren**\n  - Vi kjøper nytt rør\n"
                         "- 18:40 \xE2\x80\x93 **Neste gang**\n  - I mai\n") ==
          Lines{"||Runde rundt bordet", "||Laserkutteren", "||Neste gang"});
    CHECK(tree_of(head +
                  "Sak 1 Referat\n\nGodkjent.\n\nSak 2 Støtte\n\n(i) Tastatur\n\nAlle for.\n\n"
                  "(ii) Ordliste\n\nUtsatt.\n\n(iii) Tjener\n\nAvslått.\n") ==
          Lines{"1||Referat",
                "2||Støtte",
                "i|Støtte|Tastatur",
                "ii|Støtte|Ordliste",
                "iii|Støtte|Tjener"});
}
