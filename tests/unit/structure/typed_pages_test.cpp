// SPDX-License-Identifier: Apache-2.0
// Minutes as typewriters, word processors and readers of pages leave them: columns by gaps, titles
// that run into their text, lists that hang below a label.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::head;
using saksklar::test::Lines;
using saksklar::test::present;

TEST_CASE("a table of cases whose columns are gaps", "[typed]")
{
    const MeetingRecord record = first_meeting(
        head + "Saknr.   Sak                                      Vedtak / merknad\n"
               "----------------------------------------------------------------------\n"
               "38/04    Innkalling og sakliste                   Godkjent.\n"
               "\n"
               "39/04    Ny lysglobe\n"
               "         Det er samlet inn penger av              Rådet bestiller lysglobe fra\n"
               "         konfirmantene. Tre ble vist.             Haugen Kunstsmie.\n"
               "\n"
               "Nordvik menighetsråd - møtebok 4.5.2004                          side 2\n"
               "\n"
               "Saknr.   Sak                                      Vedtak / merknad\n"
               "----------------------------------------------------------------------\n"
               "40/04    Valg av utsending til\n"
               "         Kirkens nødhjelp\n"
               "         Siv vil ikke.                            Utsettes.\n"
               "41/04    Takrennene\n"
               "         Vik fortalte at de lekker.\n"
               "\n"
               "Møtet slutt kl. 21.\n");
    CHECK(cases_of(record).size() == 4);
    CHECK(cases_of(record)[0] == "38/04|Innkalling og sakliste|Godkjent.");
    CHECK(cases_of(record)[1] ==
          "39/04|Ny lysglobe|Rådet bestiller lysglobe fra Haugen Kunstsmie.");
    CHECK(record.cases[1].text.starts_with(
        "Det er samlet inn penger av konfirmantene. Tre ble vist."));
    CHECK(cases_of(record)[3] == "41/04|Takrennene|");
    CHECK(record.end_time == "21:00");
}

TEST_CASE("an agenda by gaps is no table of what was treated", "[typed]")
{
    const MeetingRecord record =
        first_meeting(head + "Saknr    Sak                              Side\n"
                             "1/04     Regnskap                            2\n"
                             "2/04     Dugnad                              3\n\n"
                             "1/04 Regnskap\n\nGodkjent.\n\n2/04 Dugnad\n\nKari er syk.\n");
    CHECK(record.agenda.size() == 2);
    CHECK(cases_of(record) == Lines{"1/04|Regnskap|Godkjent.", "2/04|Dugnad|"});
}

TEST_CASE("titles in capitals that run into their paragraphs", "[typed]")
{
    const Lines expected{"|ÅRSSKRIFTET|Styret bestemte et opplag på 300.",
                         "|MEDLEMSMØTE I MARS|",
                         "|TUR TIL RØROS|",
                         "|EVENTUELT|"};
    const std::string text = "ÅRSSKRIFTET. Vik viste korrektur på artiklene.\n"
                             "Styret bestemte et opplag på 300.\n\n"
                             "MEDLEMSMØTE I MARS. Berg har avtale med en dosent om foredrag.\n\n"
                             "TUR TIL RØROS. Bare 12 har meldt seg.\n\n"
                             "EVENTUELT. Hvem har projektoren?\n";
    CHECK(cases_of(first_meeting(head + text)) == expected);

    const MeetingRecord numbered = first_meeting(
        head + "1) PROTOKOLL - fra 24. april, lest opp. Godkjent.\n\n"
               "2) FORSIKRING - Vik hadde undersøkt. Premien blir om lag\n   2 % av verdien.\n\n"
               "3) MOTTAKET - Bruket har vært stengt siden juli.\n\n"
               "4) JULETREFEST - Kari vil gjerne slippe.\n");
    CHECK(cases_of(numbered) ==
          Lines{"1)|PROTOKOLL|Godkjent.", "2)|FORSIKRING|", "3)|MOTTAKET|", "4)|JULETREFEST|"});

    // One alone in a text with headings of its own stays text.
    const MeetingRecord lone = first_meeting(head + "1. Økonomi\n\nNB. Husk fristen.\n\n"
                                                    "2. Dugnad\n\nVi raker løv.\n");
    CHECK(lone.cases.size() == 2);
}

TEST_CASE("titles that end at a colon before their text", "[typed]")
{
    const MeetingRecord record = first_meeting(
        head + "Sak 13/04 Forrige referat: Begge deler godkjent, men Vik sto feilaktig\n"
               "som fraværende i januar.\n\n"
               "Sak 14/04 Rektor har ordet: Rektor fortalte om svømmehallen, som er stengt.\n\n"
               "Sak 15/04 Trafikk: Det har vært to nestenulykker ved snuplassen siden jul.\n");
    CHECK(cases_of(record) ==
          Lines{"Sak 13/04|Forrige referat|Begge deler godkjent, men Vik sto feilaktig som "
                "fraværende i januar.",
                "Sak 14/04|Rektor har ordet|",
                "Sak 15/04|Trafikk|"});

    // A colon inside of titles ends none.
    const MeetingRecord titles =
        first_meeting(head + "Sak 1 Vedtekter: Ny paragraf 4\n\nKari la fram saken.\n\n"
                             "Sak 2 Vedtekter: Ny paragraf 5\n\nKari la fram saken.\n\n"
                             "Sak 3 Vedtekter: Ny paragraf 6\n\nKari la fram saken.\n");
    CHECK(titles.cases.at(0).title == "Vedtekter: Ny paragraf 4");
}

TEST_CASE("escapes of exported Markdown are no part of titles", "[typed]")
{
    const MeetingRecord record =
        first_meeting("# Referat styremøte 3. mars 2022\n\nMøtt: Kari Berg, Ola Vik\n\n"
                      "## 1\\. Rektor har ordet\n\nTekst.\n\n## 2\\. 17\\. mai\n\nTekst.\n");
    CHECK(cases_of(record) == Lines{"1.|Rektor har ordet|", "2.|17. mai|"});
}

TEST_CASE("bold titles under a lone marked heading, and below a marked number", "[typed]")
{
    const MeetingRecord bold = first_meeting("# Styremøte februar\n\n17.02.2025 kl 19\n\n"
                                             "Oppmøte: Kari Berg, Ola Vik\n\n"
                                             "**Økonomi**\n\nKari viste regnskapet.\n\n"
                                             "**Søppel**\n\nDet ligger mye i gangen.\n\n"
                                             "**Kurs i vår**\n\nOla holder kurs.\n");
    CHECK(cases_of(bold) == Lines{"|Økonomi|", "|Søppel|", "|Kurs i vår|"});

    const MeetingRecord below = first_meeting("# Styremøte 2. september 2024\n\n"
                                              "Til stede: Kari Berg, Ola Vik\n\n"
                                              "### 61\n**Referat**\n\nOk.\n\n"
                                              "### 62\n**Div.**\n\n- Kaffe\n");
    CHECK(cases_of(below) == Lines{"61|Referat|Ok.", "62|Div.|"});
}

TEST_CASE("numbered applications stand under their case", "[typed]")
{
    const MeetingRecord record = first_meeting(
        head + "Sak 12/22\tSøknader, vårens utdeling\n\nDet kom inn 31.\n\n"
               "Søknad 22-03\tJentekorpset, uniformer\n\nStyret bevilget kr 40 000.\n\n"
               "Søknad 22-12\tTurforeningen\n\nAvslag.\n\n"
               "Sak 13/22\tBrev om vedtektene\n\nDrøftet.\n");
    REQUIRE(record.cases.size() == 4);
    CHECK(record.cases[1].label == "Søknad 22-03");
    CHECK(record.cases[1].parent == 0);
    CHECK(record.cases[2].parent == 0);
    CHECK(record.cases[2].decision == "Avslag.");
    CHECK_FALSE(record.cases[3].parent);
}

TEST_CASE("people parted from their roles by tabs", "[typed]")
{
    const MeetingRecord record = first_meeting("PROTOKOLL FRA STYREMØTE 4. mai 2022\n\n"
                                               "Møtte:\n"
                                               "Astrid Moen\t\tstyreleder\n"
                                               "Per Haug\t\tnestleder\n"
                                               "Ragnhild Tveter\t\tvara (for Dag Lien)\n\n"
                                               "Meldt forfall:\nDag Lien\n\n"
                                               "Sak 1 Regnskap\n\nGodkjent.\n");
    CHECK(present(record) ==
          Lines{"Astrid Moen|styreleder|", "Per Haug|nestleder|", "Ragnhild Tveter|vara|"});
    CHECK(record.attendance[2].deputy_for == "Dag Lien");
}

TEST_CASE("people one below the other behind a label", "[typed]")
{
    const MeetingRecord record =
        first_meeting("Referat fra brukerutvalget 4. mai 2020\n\n"
                      "Til stede:    Ingebjørg Moe, leder\n"
                      "              Svein Holt, Pensjonistforbundet\n"
                      "              Turid Berg, Kreftforeningen (Skype)\n"
                      "              Geir Lien, Mental Helse (vara for Siv Vik)\n"
                      "Forfall:      Siv Vik\n\n"
                      "Sak 1 Regnskap\n\nGodkjent.\n");
    CHECK(present(record) == Lines{"Ingebjørg Moe|leder|",
                                   "Svein Holt||Pensjonistforbundet",
                                   "Turid Berg||Kreftforeningen",
                                   "Geir Lien||Mental Helse"});

    const MeetingRecord marked =
        first_meeting("Møtebok 4. mai 2008\n\n"
                      "Medlemmer:  Berit Moe, leder                Møtt\n"
                      "            Liv Unni Berg                   Møtt (gikk kl 21)\n"
                      "            Terje Lien                      Forfall\n"
                      "            Sokneprest Håkon Holt           Møtt\n"
                      "Varamedl.:  Ragnhild Vik                    Møtt for Lien\n\n"
                      "Sak 1 Regnskap\n\nGodkjent.\n");
    CHECK(present(marked) ==
          Lines{"Berit Moe|leder|", "Liv Unni Berg||", "Håkon Holt|Sokneprest|", "Ragnhild Vik||"});
    CHECK(marked.attendance.back().deputy_for == "Lien");

    const MeetingRecord columns = first_meeting("PROTOKOLL FRA ÅRSMØTE 18. FEBRUAR 2010\n\n"
                                                "Frammøtte medlemmer iflg. liste:\n\n"
                                                " 1. Reidar Moe            3. Arild Berg\n"
                                                " 2. Unni Lien             4. Kai Vik\n\n"
                                                "SAK 1  ÅPNING\n\nReidar åpnet.\n\n"
                                                "SAK 2  REGNSKAP\n\nGodkjent.\n");
    CHECK(present(columns) == Lines{"Reidar Moe||", "Arild Berg||", "Unni Lien||", "Kai Vik||"});
}

TEST_CASE("who came and when in a meeting's first paragraph", "[typed]")
{
    const MeetingRecord record =
        first_meeting("Emne: Referat fra styremøtet mandag 4. november 2019\n\n"
                      "Vi møttes i klubblokalet kl 18.30. Til stede var Reidar, Tor Egil, Unni og "
                      "Bjarne. Knut var på hytta. Vi var ferdig ca. 21.\n\n"
                      "Taket\n-----\nBjarne har sett på det.\n\n"
                      "Kjelleren\n---------\nSporplanen er tegnet.\n");
    CHECK(present(record) == Lines{"Reidar||", "Tor Egil||", "Unni||", "Bjarne||"});
    CHECK(record.start_time == "18:30");

    const MeetingRecord aside =
        first_meeting("Styremøte 17.02.2025 kl 19:00 (kom i gang 19:20)\n\n"
                      "Til stede: Kari Berg, Ola Vik samt redaktør Siv Moen\n\n"
                      "1. Økonomi\n\nKari viste regnskapet.\n\n2. Kurs\n\nOla holder kurs.\n");
    CHECK(aside.start_time == "19:00");
    CHECK_FALSE(aside.end_time);
    CHECK(present(aside) == Lines{"Kari Berg||", "Ola Vik||", "Siv Moen|redaktør|"});
}

TEST_CASE("letters that are numerals too, letters before the year, days as titles", "[typed]")
{
    std::string letters = head;
    for (const char letter : std::string("ABCDEFGHIJK")) {
        letters += std::string(1, letter) + ". Felt " + std::string(1, letter) +
                   " i skogen\nKari fortalde om dette.\n\n";
    }
    const MeetingRecord record = first_meeting(letters);
    REQUIRE(record.cases.size() == 11);
    CHECK(record.cases[8].title == "Felt I i skogen");

    const MeetingRecord parts = first_meeting("# Styremøte 14. september 2022\n\n"
                                              "Til stede: Kari Berg, Ola Vik\n\n"
                                              "## 45/22 Økonomi\n\nOla viste tallene.\n\n"
                                              "## 46/22 Presentasjoner\n\n"
                                              "### 46a/22 Pris\n\nKari spurte rundt.\n\n"
                                              "### 46b/22 Alkohol\n\nOla er for.\n");
    REQUIRE(parts.cases.size() == 4);
    CHECK(parts.cases[2].number == "46a/22");
    CHECK(parts.cases[2].parent == 1);

    const MeetingRecord day = first_meeting(head + "Nytt fra rektor\n"
                                                   "Ruth fortalte om skolen og om lærerne.\n\n"
                                                   "Trafikken i bakken\n"
                                                   "Mange kjører fortsatt helt opp til porten.\n\n"
                                                   "17. mai\n"
                                                   "Sjette trinn har ansvar etter planen i år.\n\n"
                                                   "Kassen\nEspen har sjekket kontoen i dag.\n");
    REQUIRE(day.cases.size() == 4);
    CHECK(day.cases[2].title == "17. mai");
}
