// SPDX-License-Identifier: Apache-2.0
// Minutes of assemblies and councils: a list of cases that nothing announces, cases that quote the
// papers they treat, votes on what was moved.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;

namespace {

const std::string hall = "Protokoll fra møte i kulturutvalget 3. mars 1998\n\n"
                         "Til stede: Kari Berg, Ola Vik\n\n";

const std::string treated =
    "SAK 12/98 GODKJENNING AV INNKALLING\nInnkallingen ble enstemmig godkjent.\n\n"
    "SAK 14/98 TILSKUDD TIL KORPS\nDet ble en lang debatt om fordelingen.\n"
    "Innstillingen ble vedtatt mot 1 stemme.\n\n"
    "SAK 15/98 NYTT BIBLIOTEK\nSaken utsettes til neste møte.\n";

const Lines treated_cases{
    "SAK 12/98|GODKJENNING AV INNKALLING|Innkallingen ble enstemmig godkjent.",
    "SAK 14/98|TILSKUDD TIL KORPS|Innstillingen ble vedtatt mot 1 stemme.",
    "SAK 15/98|NYTT BIBLIOTEK|Saken utsettes til neste møte."};

/// Sentences as of a paper that a case quotes.
std::string paper()
{
    std::string text;
    for (int i = 0; i < 8; ++i) {
        text += "Utvalget viser til at rettighetene er under utredning i departementet.\n"
                "Det ble bevilget 75 millioner kroner til fondet i fjor høst.\n"
                "Styret går inn for at ordningen blir evaluert og videreført.\n"
                "Årsmeldingen for museet ble godkjent av fylket.\n";
    }
    return text;
}

std::string decided(const std::string& text)
{
    const MeetingRecord record =
        first_meeting(hall + "Sak 1/98 Meldinger\nTatt til orientering.\n\nSak 2/98 Fondet\n" +
                      text + "\nSak 3/98 Eventuelt\nIngen.\n");
    REQUIRE(record.cases.size() == 3);
    return record.cases[1].decision.value_or("");
}

} // namespace

TEST_CASE("a list of cases above the treatment is an agenda, be it not announced", "[assembly]")
{
    const std::string list = "SAK 12/98 GODKJENNING AV INNKALLING\nSAK 13/98 MELDINGER\n"
                             "SAK 14/98 TILSKUDD TIL KORPS\nSAK 15/98 NYTT BIBLIOTEK\n"
                             "SAK 16/98 EVENTUELT\n\n";
    const MeetingRecord record = first_meeting(hall + list + treated);
    CHECK(cases_of(record) == treated_cases);
    REQUIRE(record.agenda.size() == 5);
    CHECK(record.agenda[1].title == "MELDINGER");

    SECTION("with titles that go on below")
    {
        const std::string wrapped = "SAK 12/98 GODKJENNING AV INNKALLING\nSAK 13/98 MELDINGER FRA "
                                    "BARNE- OG\nUNGDOMSARBEIDET I KOMMUNEN.\n"
                                    "SAK 14/98 TILSKUDD TIL KORPS\nSAK 15/98 NYTT BIBLIOTEK\n\n";
        CHECK(cases_of(first_meeting(hall + wrapped + treated)) == treated_cases);
    }
    SECTION("of bare numbers, whose titles must say the same")
    {
        const MeetingRecord bare = first_meeting(
            hall + "1. Godkjenning av innkalling\n2. Meldinger\n3. Tilskudd til korps\n\n"
                   "1. Godkjenning av innkalling\nGodkjent.\n\n"
                   "3. Tilskudd til korps\nInnvilget.\n");
        CHECK(cases_of(bare) ==
              Lines{"1.|Godkjenning av innkalling|Godkjent.", "3.|Tilskudd til korps|Innvilget."});
        const MeetingRecord inner = first_meeting(
            hall + "1. Godkjenning av innkalling\n2. Meldinger\n3. Innkjøp\nGodkjent disse:\n\n"
                   "1. Pumpe\nPris 4 000.\n2. Slange\nPris 900.\n");
        CHECK(inner.agenda.empty());
    }
}

TEST_CASE("a slash that was read as a 1", "[assembly]")
{
    const MeetingRecord record = first_meeting(
        hall + "SAK 25/93 VALG AV FULLMAKTSKOMITE\nSAK 26/93 VALG AV STYRE\nSAK 27/93 MØTEPLAN\n\n"
               "SAK 25193 VALG AV FULLMAKTSKOMITE\nForslaget ble enstemmig vedtatt.\n\n"
               "SAK 26193 VALG AV STYRE\nUtsatt.\n\nSAK 27/93 MØTEPLAN\nVedtatt.\n");
    REQUIRE(record.cases.size() == 3);
    CHECK(record.cases[0].label == "SAK 25193");
    CHECK(record.cases[0].number == "25/93");
    CHECK(record.cases[1].number == "26/93");
}

TEST_CASE("how a vote came out, among papers that decide much themselves", "[assembly]")
{
    CHECK(decided(paper() +
                  "Voteringen ble gjennomført i følgende rekkefølge: 1. Forslag 1 ble "
                  "forkastet med 20 stemmer. 2. Rådets innstilling ble enstemmig "
                  "vedtatt.\n" +
                  paper()) ==
          "Forslag 1 ble forkastet med 20 stemmer. [...] Rådets innstilling ble enstemmig "
          "vedtatt.");
    CHECK(decided(paper() + "Forslag 1 ble forkastet mot 8 stemmer.\n" + paper() +
                  "Rådets melding ble tatt til orientering.\n")
              .ends_with("Rådets melding ble tatt til orientering."));
    // Nothing was voted on, and one of many sentences always sounds like a decision.
    CHECK(decided("Styret er positivt til fondet.\n" +
                  [] {
                      std::string text;
                      for (int i = 0; i < 35; ++i) {
                          text += "Fondet bør få flere midler til opplæring av unge.\n";
                      }
                      return text;
                  }())
              .empty());
    // What is proposed ends where it was voted on.
    CHECK(decided("Forslag 1 fra Ola Vik:\nFondet legges ned.\nAv 39 medlemmer var 37 til stede.\n"
                  "Forslag 1 ble enstemmig vedtatt.\n") == "Forslag 1 ble enstemmig vedtatt.");
}

TEST_CASE("the decision behind 'is as follows', and where a case ends", "[assembly]")
{
    CHECK(decided("Rådets innstilling:\n1. Fondet styrkes.\n\nUtvalgets vedtak etter voteringen er "
                  "følgende:\n1. Fondet styrkes.\n2. Det lyses ut to ganger i året.\nSaken "
                  "avsluttet 3. mars kl. 12.10.\n") ==
          "1. Fondet styrkes. 2. Det lyses ut to ganger i året.");
    CHECK(decided("Utvalet sitt vedtak:\nFondet vert styrkt.\nSaken ble avsluttet 3. mars 1998 kl. "
                  "12.10.\n") == "Fondet vert styrkt.");
}

TEST_CASE("minutes that begin in the middle", "[assembly]")
{
    const MeetingRecord record = first_meeting(
        "Sak 40/96 Kunstmuseum - utredning\nSaken påbegynt kl. 09.05.\n"
        "Utredning fra foreningen 31.03.96\nRådets innstilling ble enstemmig vedtatt.\n"
        "Saken avsluttet kl. 09.30.\n\nSak 41/96 Skytefelt\nSaken påbegynt kl. 09.30.\n"
        "Rådets innstilling ble vedtatt mot 3 stemmer.\nSaken avsluttet kl. 11.50.\n\n"
        "Sak 42/96 Møteplan 1997\nForslaget ble enstemmig vedtatt.\n");
    CHECK(record.kind == RecordKind::minutes);
    CHECK(record.cases.size() == 3);
}

TEST_CASE("a notice with what is proposed is no minutes", "[assembly]")
{
    CHECK(first_meeting(
              "INNKALLING TIL ÅRSMØTE\n\nÅrsmøte i velforeningen 12. mars 2012 kl. 18\n\n"
              "Sak 1/12 Valg av dirigent\nSak 2/12 Regnskap\nSak 3/12 Kontingent\n\nSAKSPAPIRER\n\n"
              "Sak 1/12 Valg av dirigent\nForslag til vedtak: Som dirigent velges Kari Berg.\n\n"
              "Sak 2/12 Regnskap\nStyret behandlet regnskapet og vedtok enstemmig å legge det fram."
              "\nForslag til vedtak: Regnskapet godkjennes.\n\n"
              "Sak 3/12 Kontingent\nForslag til vedtak: Kontingenten settes til 400 kroner.\n")
              .kind != RecordKind::minutes);
}

TEST_CASE("points that are treated behind 'Ad'", "[assembly]")
{
    CHECK(
        cases_of(first_meeting(hall + "Til behandling forelå:\n1) Protokoll\n2) Skolestruktur\n"
                                      "3) Budsjett\n\n"
                                      "Ad 1) Lest opp og godkjent.\n"
                                      "Ad 2) Rektor la fram to alternativer. Utsatt.\n"
                                      "Ad 3) Tallene ble gjennomgått. Tatt til orientering.\n")) ==
        Lines{"Ad 1|Protokoll|Lest opp og godkjent.",
              "Ad 2|Skolestruktur|Utsatt.",
              "Ad 3|Budsjett|Tatt til orientering."});
}

TEST_CASE("titles without numbers that stand again below are an agenda", "[assembly]")
{
    const std::string titles = "Godkjenning av innkalling\nTilskudd til korps\nNytt bibliotek\n\n";
    const Lines expected{"|Godkjenning av innkalling|Innkallingen ble godkjent.",
                         "|Tilskudd til korps|Korpset får 12 000 kroner.",
                         "|Nytt bibliotek|Saken utsettes til neste møte."};
    const auto below = [](const std::string& mark) {
        return "Godkjenning av innkalling" + mark + "\nInnkallingen ble godkjent.\n\n" +
               "Tilskudd til korps" + mark +
               "\nDet ble en lang debatt. Korpset får 12 000 kroner.\n\n" + "Nytt bibliotek" +
               mark + "\nSaken utsettes til neste møte.\n";
    };
    CHECK(cases_of(first_meeting(hall + titles + below(""))) == expected);
    CHECK(cases_of(first_meeting(hall +
                                 "- Godkjenning av innkalling\n- Tilskudd til korps\n"
                                 "- Nytt bibliotek\n\n" +
                                 below(":"))) == expected);
    // People who have sections of their own are people.
    const MeetingRecord names = first_meeting(
        "Statusmøte 3. mars 2018\n\nKari Berg\nOla Vik\nSiv Moen\n\nKari Berg\nFerdig med "
        "kartet.\n\nOla Vik\nVenter på svar.\n\nSiv Moen\nPå kurs hele uka.\n");
    CHECK(names.agenda.empty());
}

TEST_CASE("what was decided, summed up at the end", "[assembly]")
{
    const MeetingRecord record =
        first_meeting(hall + treated +
                      "\nOppsummering av vedtak\nSAK 12/98 Godkjent\nSAK 14/98 Vedtatt\n"
                      "SAK 15/98 Utsatt\n");
    CHECK(cases_of(record) == treated_cases);
    CHECK(record.cases.back().text == "Saken utsettes til neste møte.");
}

TEST_CASE("labels of decisions, and of who came, in many words", "[assembly]")
{
    for (const char* label : {"Bestemt",
                              "Vedtaket",
                              "Møtets vedtak",
                              "Årsmøtets vedtak",
                              "Protokollert vedtak",
                              "Følgende vedtak ble fattet",
                              "Vedtaket ble slik"}) {
        CAPTURE(label);
        CHECK(decided("Saken ble drøftet.\n" + std::string(label) + ": Fondet styrkes.\n") ==
              "Fondet styrkes.");
    }
    for (const char* label :
         {"De som møtte", "Møtet ble besøkt av", "Følgende medlemmer møtte", "På møtet"}) {
        CAPTURE(label);
        const MeetingRecord record = first_meeting(
            "Referat fra styremøte 4. mai 2004\n\n" + std::string(label) +
            ": Kari Berg, Ola Vik\nKunne ikke møte: Siv Moen\n\nSak 1 Regnskap\nGodkjent.\n\n"
            "Sak 2 Dugnad\nUtsatt.\n");
        REQUIRE(record.attendance.size() == 3);
        CHECK(record.attendance[0].attended == Attended::yes);
        CHECK(record.attendance[2].attended == Attended::no);
    }
}

TEST_CASE("more ways to decide, and what others decided", "[assembly]")
{
    CHECK(decided("Det ble en kort runde. Forslaget fikk ikke flertall. Møtet gikk videre.") ==
          "Forslaget fikk ikke flertall.");
    CHECK(decided("Det ble en kort runde. Kari Berg velges til leder.") ==
          "Kari Berg velges til leder.");
    CHECK(decided("Styret takket nei til invitasjonen.") == "Styret takket nei til invitasjonen.");
    CHECK(decided("Kommunen godkjente søknaden i april.").empty());
    CHECK(decided("Fylkeskommunen avslo søknaden i mars.").empty());
    CHECK(decided("Turen måtte avlyses på grunn av været.").empty());
    CHECK(decided("Forslag fra Ola Vik: Fondet legges ned.").empty());
    CHECK(decided("Forslag fra Ola Vik: Fondet legges ned. 4 for, 9 mot. Ikke vedtatt.") ==
          "Ikke vedtatt.");
}
