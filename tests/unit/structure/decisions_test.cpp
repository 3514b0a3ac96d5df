// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/votes.hpp"
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;
using saksklar::test::first_meeting;

namespace {

/// The decision of one case with this text, "" for none.
std::string decided(const std::string& text, const std::string& title = "Dugnad")
{
    const MeetingRecord record = first_meeting("Referat fra møte 4. mai 2024\n\nSak 1 " + title +
                                               "\n" + text + "\n\nSak 2 Eventuelt\n");
    REQUIRE(record.cases.size() == 2);
    return record.cases[0].decision.value_or("");
}

} // namespace

TEST_CASE("decisions by label", "[decisions]")
{
    CHECK(decided("Det ble drøftet.\nVedtak: Dugnaden holdes i mai.") == "Dugnaden holdes i mai.");
    CHECK(decided("Det ble drøftet.\n\nVedtak:\nDugnaden holdes i mai.\nAlle møter.") ==
          "Dugnaden holdes i mai. Alle møter.");
    CHECK(decided("Beslutning: Dugnaden holdes i mai.") == "Dugnaden holdes i mai.");
    CHECK(decided("Avgjerd: Dugnaden vert halden i mai.") == "Dugnaden vert halden i mai.");
    CHECK(
        decided("Forslag til vedtak: Dugnaden holdes i juni.\n\nVedtak: Dugnaden holdes i mai.") ==
        "Dugnaden holdes i mai.");
    CHECK(decided("Forslag til vedtak: Dugnaden holdes i juni.").empty());
    CHECK(decided("Styrets vedtak (enstemmig):\nDugnaden holdes i mai.") ==
          "Dugnaden holdes i mai.");
    CHECK(decided("Siri har ringt rundt. Vedtak: Dugnaden holdes i mai.") ==
          "Dugnaden holdes i mai.");
}

TEST_CASE("how all voted is no decision by itself", "[decisions]")
{
    const std::string agreed = "Etter en diskusjon ble styret enige om å holde dugnad 4. mai.";
    CHECK(decided(agreed + "\n\nEnstemmig.") == agreed);
    CHECK(decided("Per orienterte.\nDet kjøpes ny gressklipper.\n\nEnstemmig.") ==
          "Det kjøpes ny gressklipper. [...] Enstemmig.");
    // A label has the votes for itself; they stand with the case.
    CHECK(decided(agreed + "\n\nVotering: enstemmig") == agreed);
    CHECK(decided(agreed + "\n   Røystetal: samrøystes") == agreed);
    CHECK(decided("Styret vedtok å holde dugnad 4. mai.\n\nEnstemmig.") ==
          "Styret vedtok å holde dugnad 4. mai.");
    CHECK(decided("Styret vedtok å holde dugnad 4. mai.\n\nAvstemning: 5 for, 2 mot") ==
          "Styret vedtok å holde dugnad 4. mai.");
    CHECK(decided("Innvilget 7 900 kr. Enstemmig.") == "Innvilget 7 900 kr. Enstemmig.");
    // Where nothing else is said, it is better than nothing.
    CHECK(decided("Enstemmig.") == "Enstemmig.");
}

TEST_CASE("what only begins like the end of a meeting is kept", "[decisions]")
{
    CHECK(decided("Møtet slutta seg til framlegget.") == "Møtet slutta seg til framlegget.");
    CHECK(decided("Per orienterte. Møtet vedtok å kjøpe telt.") == "Møtet vedtok å kjøpe telt.");
    const std::string said = "Hevet kontingenten til 400 kr i fjor.\nVi slutta å bruke boka.";
    const MeetingRecord record =
        first_meeting("Referat fra møte 4. mai 2024\n\nSak 1 Dugnad\n" + said +
                      "\nMøtet sluttet seg til at festen begynner kl. 18.00.\n\nSak 2 Eventuelt\n"
                      "Ingen saker.\n\nMøtet sluttet kl. 21.30.\n");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].text.find(said) != std::string::npos);
    CHECK(record.end_time == "21:30");
}

TEST_CASE("decisions turn the subject round", "[decisions]")
{
    CHECK(decided("Til slutt valgte møtet å utsette saken.") ==
          "Til slutt valgte møtet å utsette saken.");
    CHECK(decided("Da gjekk me inn for å selja hytta.") == "Da gjekk me inn for å selja hytta.");
    CHECK(decided("Her landet vi på å bruke e-post.") == "Her landet vi på å bruke e-post.");
}

TEST_CASE("decisions by formula", "[decisions]")
{
    CHECK(decided("Godkjent.") == "Godkjent.");
    CHECK(decided("Ingen merknader. Innkallingen ble godkjent.") == "Innkallingen ble godkjent.");
    CHECK(decided("Det vart samrøystes vedteke å halda dugnad i mai.") ==
          "Det vart samrøystes vedteke å halda dugnad i mai.");
    CHECK(decided("Saken utsettes til neste møte.") == "Saken utsettes til neste møte.");
    CHECK(decided("Saka vart teken til orientering.") == "Saka vart teken til orientering.");
    CHECK(decided("Saken ble tatt til orientering.") == "Saken ble tatt til orientering.");
    CHECK(decided("Mye diskusjon om tidspunktet.\n\n9 for, 1 imot. Vedtatt.") ==
          "9 for, 1 imot. Vedtatt.");
    CHECK(decided("Kari Lien ble enstemmig valgt.", "Valg av leder") ==
          "Kari Lien ble enstemmig valgt.");
    CHECK(decided("Styringsgruppen tok statusen til orientering.") ==
          "Styringsgruppen tok statusen til orientering.");
    CHECK(decided("Styret godkjente planen.") == "Styret godkjente planen.");
    CHECK(decided("Innkallingen ble erklært lovlig.") == "Innkallingen ble erklært lovlig.");
    CHECK(decided("Anbudet fra Brødr. Moen ble vedtatt.") ==
          "Anbudet fra Brødr. Moen ble vedtatt.");
    CHECK(decided("Styret støtter forslaget om felles dugnad.") ==
          "Styret støtter forslaget om felles dugnad.");
}

TEST_CASE("what is no decision", "[decisions]")
{
    CHECK(decided("Kan søknaden godkjennes på sirkulasjon?").empty());
    CHECK(decided("Det foreslås at saken utsettes.").empty());
    CHECK(decided("Kari orienterte om planene for året.").empty());
    CHECK(decided("Eksempler på ting som har blitt avvist er brettspill.").empty());
    CHECK(decided("").empty());
}

TEST_CASE("votes", "[decisions]")
{
    using structure::read_vote;
    const auto counted = read_vote("9 for, 1 imot, 2 avholdende. Godkjent.");
    REQUIRE(counted);
    CHECK(counted->in_favour == 9);
    CHECK(counted->against == 1);
    CHECK(counted->abstained == 2);
    const auto against = read_vote("Innvilges med 6 mot 1 stemme");
    REQUIRE(against);
    CHECK(against->in_favour == 6);
    CHECK(against->against == 1);
    const auto unanimous = read_vote("Vart samrøystes vedteke.");
    REQUIRE(unanimous);
    CHECK(unanimous->unanimous == true);
    CHECK_FALSE(read_vote("Totalt kr 2 102,- for vester og lader"));
    CHECK_FALSE(read_vote("Søker om 10 000 kr for leie av lokale"));
}

TEST_CASE("decisions behind short labels, arrows and votes", "[decisions]")
{
    CHECK(decided("Ola orienterte.\nV: Innvilges begge. Klubben dekker lønn for to dager.") ==
          "Innvilges begge. Klubben dekker lønn for to dager.");
    CHECK(decided("Samrøystes: Styret går inn for båten. Årsmøtet vert kalla inn.") ==
          "Styret går inn for båten. Årsmøtet vert kalla inn.");
    CHECK(decided("- Ola har en patch\n- => versjonen slippes 24. november") ==
          "versjonen slippes 24. november");
    CHECK(decided("Avstemning: 19 000 fikk 3 stemmer, 27 000 fikk 2.\n\nDet innvilges 19 000.") ==
          "Det innvilges 19 000.");
    CHECK(decided("Avstemning: 9 for, 2 mot.") == "Avstemning: 9 for, 2 mot.");
    CHECK(decided("Må ha kvittering.\n\n> Utsettes til kvitteringene er levert.") ==
          "Utsettes til kvitteringene er levert.");
    CHECK(decided("Undersøkelsen gjennomføres i uke 46 og 47 for 5. trinn.").empty());
}

TEST_CASE("what was decided elsewhere or before", "[decisions]")
{
    CHECK(decided("Kommunestyret vedtok i fjor at skolen skal stå til 2013.").empty());
    CHECK(decided("Generalforsamlingen vedtok i 2007 at plassene tildeles etter tur.").empty());
    CHECK(decided("Budsjettet ble vedtatt på generalforsamlingen i mars.").empty());
    CHECK(decided("Årsmøtet i 1991 vedtok å avskaffe pengene.").empty());
    CHECK(decided("Styret har tidligere vedtatt å flytte avdelingen.").empty());
    CHECK(decided("Kommunen har bestemt at hallen stenges fra mars.").empty());
    CHECK(decided("Styret vedtok å holde årsmøtet i mars.") ==
          "Styret vedtok å holde årsmøtet i mars.");
    CHECK(decided("Planen vedtas i mars.") == "Planen vedtas i mars.");
}

TEST_CASE("decisions said in other words", "[decisions]")
{
    CHECK(decided("Etter samtale var vi enige om å tilsette en vaktmester.") ==
          "Etter samtale var vi enige om å tilsette en vaktmester.");
    CHECK(decided("Rådet ble stående ved at det innhentes pris på to orgler.") ==
          "Rådet ble stående ved at det innhentes pris på to orgler.");
    CHECK(decided("Meldingane vert tekne til vitande.") == "Meldingane vert tekne til vitande.");
    CHECK(decided("Trekt frå saklista, fakultetet svarar samla.") ==
          "Trekt frå saklista, fakultetet svarar samla.");
    CHECK(
        decided("Forskningsrådet var spurt. Inn-\nlevering av søknaden utsettes til september.") ==
        "Innlevering av søknaden utsettes til september.");
    CHECK(decided("Alt ble ryddet.\nNeste møte ble satt til 9. november hos Kari.").empty());
    CHECK(decided("Komiteen la fram innstillingen.\nLeder: Kari Berg (gjenvalg)\nKasserer: Ola Vik "
                  "(ny), valgt med 6 mot 4 stemmer\nVara: Siv Moen",
                  "Valg") ==
          "Leder: Kari Berg (gjenvalg) Kasserer: Ola Vik (ny), valgt med 6 mot 4 "
          "stemmer Vara: Siv Moen");
}

TEST_CASE("decisions in plain prose, learned", "[decisions]")
{
    CHECK(decided(
              "Det ble snakket lenge om farge og pris.\n\nVi går for den blå til 4 000 kroner.") ==
          "Vi går for den blå til 4 000 kroner.");
    CHECK(decided("Tilbudet er dyrt. Vi lar det ligge til høsten.") ==
          "Vi lar det ligge til høsten.");
    CHECK(decided("Avstemning: 5 for, 1 mot.\n\nTuren blir 4. mai, og vi leier buss.")
              .ends_with("Turen blir 4. mai, og vi leier buss."));
    // What is only told, asked, proposed or asked of somebody is none.
    CHECK(decided("Kari fortalte fra turen til Bergen. Det var fint vær alle dagene.").empty());
    CHECK(decided("Ola sjekker prisen hos to firmaer. Kari ringer kommunen.").empty());
    CHECK(decided("Forslag til vedtak: Vi går for den blå.").empty());
    CHECK(decided("Saken ble drøftet.\n\nDet ble ikke fattet vedtak i saken.").empty());
    CHECK(decided("Erfaringer ble delt.\n\nEventuelt og diskusjon").empty());
    CHECK(decided("Vi la fram tallene for fjoråret.\n\nReferent: Kari Berg").empty());
}

TEST_CASE("an organ's own label, and an outcome for a list of letters", "[decisions]")
{
    const MeetingRecord record =
        first_meeting("Formannskapet\nMøte 12. juni 2007\n\nPS 1/07 "
                      "Økonomirapport\n\nBehandling:\nInnstillingens punkt 1 ble vedtatt.\n\n"
                      "Formannskapets vedtak:\nRapporten tas til etterretning.\n\n"
                      "PS 2/07 Referatsaker\n\nRS 1/07 Brev fra Statens vegvesen\nRS 2/07 "
                      "Årsmelding fra vannområdet\n\nTatt til orientering.\n\n"
                      "PS 3/07 Eventuelt\n\nIngen.\n");
    REQUIRE(record.cases.size() >= 4);
    CHECK(record.cases[0].decision == "Rapporten tas til etterretning.");
    CHECK(record.cases[1].title == "Referatsaker");
    CHECK(record.cases[1].decision == "Tatt til orientering.");
}
