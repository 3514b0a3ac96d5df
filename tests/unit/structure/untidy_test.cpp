// SPDX-License-Identifier: Apache-2.0
// Habits of clerks that leave no heading, label or date where one looks for it.
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::first_meeting;

namespace {

/// "label|title" of each case.
std::vector<std::string> cases_of(const MeetingRecord& record)
{
    std::vector<std::string> out;
    for (const CaseRecord& each : record.cases) {
        out.push_back(each.label.value_or("") + "|" + each.title);
    }
    return out;
}

using Cases = std::vector<std::string>;
using Names = std::vector<std::string>;

/// The names of those who came.
Names names(const MeetingRecord& record)
{
    Names out;
    for (const Attendee& person : record.attendance) {
        if (person.attended == Attended::yes) {
            out.push_back(person.name);
        }
    }
    return out;
}

const std::string head = "Referat fra styremøte 4. mai 2024\n\nTil stede: Kari Berg, Ola Vik\n\n";

} // namespace

TEST_CASE("titles in bold before their text, numbered", "[untidy]")
{
    const MeetingRecord labelled = first_meeting(
        "# Referat fra styremøte 4. mai 2024\n\n"
        "**Sak 14 – Godkjenning av referat.** Ingen merknader. *Godkjent.*\n\n"
        "**Sak 15 – Økonomi.** Kari la fram regnskapet.\n\n"
        "**Vedtak:** Tas til etterretning.\n\n### Oppfølgingsliste\n\n- Ola ringer\n");
    CHECK(cases_of(labelled) == Cases{"Sak 14|Godkjenning av referat", "Sak 15|Økonomi"});
    CHECK(labelled.cases[0].decision == "Godkjent.");

    const MeetingRecord items = first_meeting(
        "Styremøte 4. mai 2024\n\n"
        "1. **Referat** fra 2. april er sendt ut. Ingen innsigelser, og\n   dermed godkjent.\n\n"
        "2. **Vårkonserten** blir 24. april i kirka. Kari vil ha strykere,\n   det koster.\n\n"
        "3. **Nye medlemmer:** to alter er tatt opp fra januar.\n");
    CHECK(cases_of(items) == Cases{"1.|Referat", "2.|Vårkonserten", "3.|Nye medlemmer"});
}

TEST_CASE("titles before their text in plain paragraphs and items", "[untidy]")
{
    const MeetingRecord paragraphs = first_meeting(
        head +
        "1. Låste notat. Kari fortalte at notater står låst til neste dag når noen går hjem.\n"
        "2. Fraser. Alle lager sine egne, og ingen rydder opp etter seg i listene.\n"
        "3. Medisinlista. Når en dose blir endret, blir den gamle stående i to dager.\n");
    CHECK(cases_of(paragraphs) == Cases{"1.|Låste notat", "2.|Fraser", "3.|Medisinlista"});
    CHECK(paragraphs.cases[1].text.starts_with("Alle lager sine egne"));

    const MeetingRecord items = first_meeting(
        "Hei, her er referatet fra styremøtet 4. mai 2024.\n\nTil stede: Kari, Ola\n\n"
        "- Opptak: 23 søkere til 9 plasser. Vi godkjente lista.\n\n"
        "- Dugnad: Lørdag 26. mai. Listen henges opp i gangen.\n\n"
        "- Parkering: Naboen i nr. 12 har ringt igjen.\n");
    CHECK(cases_of(items) == Cases{"|Opptak", "|Dugnad", "|Parkering"});
}

TEST_CASE("small letters, small titles and running numbers", "[untidy]")
{
    CHECK(cases_of(first_meeting(head + "a) Kvote\nVi har fått 14 dyr.\n\nb) Jaktleiar\nOla held "
                                        "fram.\n\nc) Pris\n800 per dag. Vedteke.\n")) ==
          Cases{"a)|Kvote", "b)|Jaktleiar", "c)|Pris"});
    CHECK(
        cases_of(first_meeting(head + "1 vedovnen\nDen går ikke å lukke ordentlig.\n\n2 booking\n"
                                      "To grupper kom samme helg.\n\n3 utedoen\nDen er full.\n")) ==
        Cases{"1|vedovnen", "2|booking", "3|utedoen"});
    CHECK(cases_of(first_meeting(head + "45.  Referat\n     Godkjent.\n\n46.  Orgelet\n     Saken "
                                        "utsettes.\n\n47.  Eventuelt\n     Ingen saker.\n")) ==
          Cases{"45.|Referat", "46.|Orgelet", "47.|Eventuelt"});
    const MeetingRecord letter = first_meeting(
        head + "Sak 34 Ungdom\nKari orienterte.\n\nSak 34 b Jakthundene\nTo hunder er "
               "godkjent.\n\nSak 35 Eventuelt\nIngen.\n");
    CHECK(cases_of(letter) == Cases{"Sak 34|Ungdom", "Sak 34 b|Jakthundene", "Sak 35|Eventuelt"});
    CHECK(letter.cases[1].parent == 0);
}

TEST_CASE("a case treated out of its order", "[untidy]")
{
    CHECK(cases_of(first_meeting(head + "V-sak 22-22 Innkalling\nGodkjent.\n\nV-sak 25-22 Midler\n"
                                        "Utsatt.\n\nO-sak 23-22 Orientering\nTatt til "
                                        "orientering.\n\nO-sak 24-22 Nettsidene\nVist fram.\n\n"
                                        "D-sak 26-22 Møteplan\nGodkjent.\n")) ==
          Cases{"V-sak 22-22|Innkalling",
                "V-sak 25-22|Midler",
                "O-sak 23-22|Orientering",
                "O-sak 24-22|Nettsidene",
                "D-sak 26-22|Møteplan"});
}

TEST_CASE("numbers alone above the text, with their titles in the agenda", "[untidy]")
{
    CHECK(cases_of(first_meeting(head +
                                 "Saker\n23.1  Godkjenning av referat\n23.2  Paginering\n23.3  "
                                 "Økonomi\n\n23.1\nRettet og deretter godkjent av alle.\n\n"
                                 "23.2\nTo skoler står mot hverandre.\n\n23.3\nIngen penger.\n")) ==
          Cases{"23.1|Godkjenning av referat", "23.2|Paginering", "23.3|Økonomi"});
}

TEST_CASE("logs with a time before every line", "[untidy]")
{
    const MeetingRecord record = first_meeting(
        "# styremøte 2024-05-14\n\n[19:03] === Åpning ===\n[19:03] <kari> da starter vi\n"
        "[19:05] => referat fra april godkjent\n\n[19:05] === Utgivelse 3.2 ===\n"
        "[19:06] <ola> tre feil igjen\n[19:13] => 3.2 utsettes til 3. juni\n\n"
        "[19:42] *** møtet slutt. neste møte 11. juni\n");
    CHECK(cases_of(record) == Cases{"[19:03]|Åpning", "[19:05]|Utgivelse 3.2"});
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[1].decision == "3.2 utsettes til 3. juni");
    CHECK(record.start_time == "19:03");
    CHECK(record.end_time == "19:42");
}

TEST_CASE("headings set off by blank lines alone", "[untidy]")
{
    CHECK(cases_of(first_meeting(head + "\n\nVårstykket\n\nOla har lest fire stykker og liker det "
                                        "siste best.\n\n\nLys og lyd\n\nLyspulten er femten år "
                                        "gammel.\n\n\nLeie av garasjen\n\n400 kroner i måneden fra "
                                        "februar vil kommunen ha.\n")) ==
          Cases{"|Vårstykket", "|Lys og lyd", "|Leie av garasjen"});
}

TEST_CASE("a table of cases whose columns have names of their own", "[untidy]")
{
    const MeetingRecord record = first_meeting(
        "# Referat 4. mai 2024\n\n| Saksnr. | Sak | Hva vi snakket om | Ansvar "
        "|\n|:--|:--|:--|:--|\n"
        "| 25/23 | Nytt senter | Kari viste tegninger, og vi likte dem godt. **Vedtak:** Rådet vil "
        "se "
        "dem på nytt. | Kari |\n| 26/23 | Julebord | Bowling ble nevnt, men ingen husket hvem som "
        "spør. | Ola |\n");
    CHECK(cases_of(record) == Cases{"25/23|Nytt senter", "26/23|Julebord"});
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].decision == "Rådet vil se dem på nytt.");
}

TEST_CASE("dates that stand in a letterhead, an e-mail, a title or a sentence", "[untidy]")
{
    const auto date = [](const std::string& text) {
        return first_meeting(text + "\n\nSak 1 Valg\nKari ble valgt.\n\nSak 2 Eventuelt\nIngen.\n")
            .date.value_or("");
    };
    CHECK(date("GRANLIA VEILAG                      Granlia, 27.04.2009\n\nPROTOKOLL FRA ÅRSMØTE "
               "TORSDAG 23. APRIL 2009") == "2009-04-23");
    CHECK(
        date("Fra: Kari\nSendt: 3. april 2014 21:48\nEmne: Referat styremøte\n\nReferat fra i går "
             "(onsdag 2. april).") == "2014-04-02");
    CHECK(date("Protokoll fra styremøte nr. 7 – 2021\nMandag 30. august kl. 19.00") ==
          "2021-08-30");
    CHECK(date("PROTOKOLL\n\nFRÅ GENERALFORSAMLING I\nTEATER VEST AS\n\nGeneralforsamlinga vart "
               "halden "
               "i salen\ntorsdag 26. mai 2011 kl. 16.00.") == "2011-05-26");
    CHECK(date("REFERAT\nStyret\n\nDato\n20.10.2021\nSted\nGrendehuset") == "2021-10-20");
}

TEST_CASE("the end of a meeting across lines and beside the next one", "[untidy]")
{
    const auto end = [](const std::string& text) {
        return first_meeting(head + "Sak 1 Valg\nKari ble valgt.\n\nSak 2 Eventuelt\nIngen.\n\n" +
                             text)
            .end_time.value_or("");
    };
    CHECK(end("Møtet sluttet kl.\n22.10 med allsang.\n") == "22:10");
    CHECK(end("Møtet ble avsluttet 11:47. Neste: 25. august kl. 09:30.\n") == "11:47");
}

TEST_CASE("plans, rules and notices are no minutes", "[untidy]")
{
    CHECK(first_meeting(
              "Granlia kommune\n\nTRAFIKKPLAN 2013-2016\n\nVedtatt i kommunestyret "
              "13.12.2012\n\nInnhold\n\n1 Innledning ........ 3\n2 Prosess ........ 3\n3 Mål "
              "........ 4\n4 Tiltak ........ 5\n\n1 Innledning\n\nKommunen har hatt plan siden "
              "1996.\n\n2 Prosess\n\nFormannskapet vedtok 4. september å sende planen på "
              "høring.\n")
              .kind != RecordKind::minutes);
    CHECK(first_meeting(
              "# Forretningsorden for styret i Granlia vel\n\n*Sist revidert 12. april "
              "2018.*\n\n## 1. Møter\n\nMøteplan vedtas før jul.\n\n## 2. Vedtak\n\nStyret er "
              "vedtaksført når fire møter. Siste endring ble vedtatt i 2018.\n")
              .kind != RecordKind::minutes);
    CHECK(first_meeting(
              "Granlia, 14. februar 2022\n\nINNKALLING TIL ÅRSMØTE I GRANLIA VEL\n\nÅrsmøtet "
              "holdes tirsdag 22. mars 2022 kl. 18.30.\n\nSak 1 Velge møteleder\n        "
              "Styrets forslag: Kari Berg\nSak 2 Innkomne saker\n        Styrets innstilling: "
              "Forslaget vedtas ikke.\nSak 3 Valg\n")
              .kind != RecordKind::minutes);
}

TEST_CASE("columns told by gaps alone, with empty cells", "[untidy]")
{
    const MeetingRecord record =
        first_meeting("Utvalg for teknikk, møte 4. mai 2024\n\n"
                      "Til stede på møtet:\n\n"
                      "Funksjon            Navn                        Forfall    Møtt for\n"
                      "Leder               Asbjørn Tangen   (SP)\n"
                      "Medlem              Roald Hegge      (AP)       X\n"
                      "Medlem              Turid Mo         (KRF)\n"
                      "Varamedlem          Geir Hovde       (AP)                  Roald Hegge\n\n"
                      "Sak 1/24 Budsjett\nGodkjent.\n\nSak 2/24 Eventuelt\nIngen.\n");
    REQUIRE(record.attendance.size() == 4);
    CHECK(record.attendance[0].attended == Attended::yes);
    CHECK(record.attendance[1].attended == Attended::deputy);
    CHECK(record.attendance[2].attended == Attended::yes);
    CHECK(record.attendance[3].attended == Attended::yes);
    CHECK(record.attendance[3].deputy_for == "Roald Hegge");
}

TEST_CASE("classes, visitors and those who write along", "[untidy]")
{
    const std::string cases = "\n\nSak 1 Kiosken\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";
    CHECK(names(first_meeting(
              "Elevrådsmøte 4. mai 2024\n\nDisse var her:\n8A Emil Berg og Sara Dahl\n"
              "8B Jonas Vik\n10A Mads Lie (leder) og Tiril Moe (sekretær)\n\n"
              "Borte: Ida Sveen 8B (syk)" +
              cases)) ==
          std::vector<std::string>{"Emil Berg", "Sara Dahl", "Jonas Vik", "Mads Lie", "Tiril Moe"});
    CHECK(names(first_meeting("# Styremøte 4. mai 2024\n\nDeltakere: @Kari Berg @Ola Vik @nils" +
                              cases)) == std::vector<std::string>{"Kari Berg", "Ola Vik", "nils"});
    CHECK(names(first_meeting("Styremøte 4. mai 2024\n\nTil stede:   Kari Berg, leder\n"
                              "             Ola Vik, nestleder\nForfall:     Per Lie\n"
                              "Fra forvalter:  Solveig Moe (sak 1)" +
                              cases)) ==
          std::vector<std::string>{"Kari Berg", "Ola Vik", "Solveig Moe"});
}

TEST_CASE("minutes in an e-mail have a head, a title and a date of their own", "[untidy]")
{
    const MeetingRecord record = first_meeting(
        "From: sekretaer@klubb.example\nTo: styret@klubb.example\nSubject: Referat styremøte #9\n"
        "Date: Sun, 23 Nov 2003 22:14:03 +0100\n\nHei,\n\nher er referatet fra torsdag.\n\n"
        "Styremøte #9 i Vik båtforening\n==============================\n\n"
        "Når:       20. november 2003, 1830-2110\nHvor:      Naustet\n"
        "Møtte:     Sverre Berg, Ole Vik\nPå IRC:    Rolf Lie\nIkke møtt: Anders Moe (eksamen)\n\n"
        "1) Forrige referat\n------------------\n\nGodkjent.\n\n2) Økonomi\n----------\n\nTas opp "
        "igjen.\n");
    CHECK(record.title == "Styremøte #9 i Vik båtforening");
    CHECK(record.date == "2003-11-20");
    CHECK(record.start_time == "18:30");
    CHECK(record.end_time == "21:10");
    CHECK(record.attendance.size() == 4);
    CHECK(cases_of(record) == Cases{"1)|Forrige referat", "2)|Økonomi"});
    const MeetingRecord subject = first_meeting(
        "Fra: Kari Berg\nSendt: 4. mai 2014 21:48\nEmne: Referat fra styremøtet\n\nHei alle!\n\n"
        "1. Økonomi\nGodkjent.\n\n2. Eventuelt\nIngen.\n");
    CHECK(subject.title == "Referat fra styremøtet");
}

TEST_CASE("numbers with parts, codes and clock times before titles", "[untidy]")
{
    CHECK(
        cases_of(first_meeting(
            "# Rådsmøte 4. mai 2024\n\n## 32/24 Søknader\n\n### 32/24-1 Klatregruppa\n\n"
            "Innvilget.\n\n### 32/24-2 Quizlaget\n\nAvslått.\n\n## 33/24 Eventuelt\n\nIngen.\n")) ==
        Cases{"32/24|Søknader", "32/24-1|Klatregruppa", "32/24-2|Quizlaget", "33/24|Eventuelt"});
    CHECK(cases_of(first_meeting(
              "# Møte 4. mai 2024\n\n### S-14 Brettspill\n\nInnvilget.\n\n### S-15 Revyen\n\n"
              "Avslag.\n\n### S-16 Korpset\n\nAvslag.\n")) ==
          Cases{"S-14|Brettspill", "S-15|Revyen", "S-16|Korpset"});
    // One alone is a name: a road
    CHECK(cases_of(
              first_meeting("# Møte 4. mai 2024\n\n## E-18 Utbygging\n\nTatt til orientering.\n\n"
                            "## Eventuelt\n\nIngen.\n")) == Cases{"|E-18 Utbygging", "|Eventuelt"});
    CHECK(
        cases_of(first_meeting(
            "# Prosjektmøte 4. mai 2024\n\nTil stede: Kari, Ola\n\n## 10:00 Runde rundt bordet\n\n"
            "Alt vel.\n\n## 10:25 Datapolitikk\n\nGodkjent.\n")) ==
        Cases{"|10:00 Runde rundt bordet", "|10:25 Datapolitikk"});
}

TEST_CASE("topics in small letters, in bold, and before their text", "[untidy]")
{
    CHECK(cases_of(first_meeting(
              "STYREMØTE\n\ntid: mandag 11. desember 2023 19.30 - 22.05\n"
              "deltok: Kari Berg, Ola Vik\n\n\na) siden sist\nDet har gått bra.\n\n"
              "b) valg av stykke\n   > utsatt til januar\n\nc) diverse\n   - nøkler\n")) ==
          Cases{"a)|siden sist", "b)|valg av stykke", "c)|diverse"});
    CHECK(
        cases_of(first_meeting(
            "**Årsmøte i Koret 28. februar 2023**\n\n**Godkjenning av innkalling**\n\nGodkjent.\n\n"
            "**Årsberetning**\n\nGodkjent med akklamasjon.\n\n"
            "**Forslag 1: Kontingenten settes opp**\n\nFalt.\n\n**Budsjett**\n\nVedtatt.\n")) ==
        Cases{"|Godkjenning av innkalling",
              "|Årsberetning",
              "|Forslag 1: Kontingenten settes opp",
              "|Budsjett"});
    const MeetingRecord run_in = first_meeting(
        head +
        "Sak 41/24: Innkalling. Godkjent.\n\nSak 42/24: Rekneskap. Jorunn gjekk gjennom "
        "tala med styret.\n\n"
        "Sak 43/24: Kafé - utviding? Ordninga har no 22 frivillige, og fleire vil bli med.\n\n"
        "Sak 44/24: Språk. Svetlana fortalde at det kjem 30-40 kvar tysdag til møtet.\n\n"
        "Sak 45/24: Buss. Bruktpris er 290 000 kroner, og den må ha ni sete.\n");
    CHECK(cases_of(run_in) == Cases{"Sak 41/24|Innkalling",
                                    "Sak 42/24|Rekneskap",
                                    "Sak 43/24|Kafé - utviding?",
                                    "Sak 44/24|Språk",
                                    "Sak 45/24|Buss"});
}

TEST_CASE("bold cases below a heading that says cases are no agenda", "[untidy]")
{
    CHECK(
        cases_of(first_meeting(
            "# Rådet 8. april 2024 – referat\n\n**Til stede:** Kari Berg, Ola Vik\n\n### Saker\n\n"
            "**Sak 24-11 Innkalling**\nAlt godkjent.\n\n**Sak 24-12 Siden sist**\nMøte med "
            "ordføreren.\n"
            "Undersøkelsen er lansert.\n\n**Sak 24-13 Middag**\nRådet mener ordningen må "
            "videreføres.\n")) ==
        Cases{"Sak 24-11|Innkalling", "Sak 24-12|Siden sist", "Sak 24-13|Middag"});
}

TEST_CASE("dates in words and behind a T, times behind them", "[untidy]")
{
    const std::string cases = "\n\nSak 1 Budsjett\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";
    CHECK(first_meeting("Årsmøte på grendahuset, laurdag trettande april 2024 klokka 14" + cases)
              .date == "2024-04-13");
    const MeetingRecord front = first_meeting(
        "---\ntitle: Styremøte\ndate: 2024-10-15T17:15:00+02:00\nklokken: 16.30-18.05\n"
        "tilstede: [Kari Berg, Ola Vik]\n---\n\n## Budsjett\n\nGodkjent.\n\n## "
        "Eventuelt\n\nIngen.\n");
    CHECK(front.date == "2024-10-15");
    CHECK(front.start_time == "16:30");
    CHECK(front.end_time == "18:05");
    CHECK(front.attendance.size() == 2);
    CHECK(first_meeting("Vekemøte i talegruppa\n\ntorsdag 11.03.2021, 10.00" + cases).start_time ==
          "10:00");
    const MeetingRecord sentence =
        first_meeting("Styremøte 6. mars 2024\nMøtet startet kl 18:30 og ble hevet 20.55." + cases);
    CHECK(sentence.start_time == "18:30");
    CHECK(sentence.end_time == "20:55");
    const MeetingRecord opened = first_meeting(
        "Generalforsamling 22. februar 2018\n\n1. Konstituering\n\nLeder Kari Berg åpnet møtet "
        "klokken 16.20 i Auditorium 3.\n\n2. Eventuelt\n\nIngen.\n");
    CHECK(opened.start_time == "16:20");
    const MeetingRecord lasted =
        first_meeting("Referat 4. desember 2023\n\nAlle foreldrene var der. Møtet varte fra\n"
                      "kl. 17.30–19.15 og ble holdt på skolen." +
                      cases);
    CHECK(lasted.start_time == "17:30");
    CHECK(lasted.end_time == "19:15");
    const MeetingRecord spoken = first_meeting(
        "Referat 4. mai 2015\n\nHos Kari, vi begynte klokka halv åtte og holdt på til ti." + cases);
    CHECK(spoken.start_time == "19:30");
    CHECK(spoken.end_time == "22:00");
    CHECK(first_meeting("Referat 4. mai 2015" + cases + "\nNeste: 10/6 kl 16. Slutt 19.05.\n")
              .end_time == "19:05");
    CHECK(
        first_meeting("Referat 4. mai 2015\n\nVi byrja halv åtte og var ti." + cases).start_time ==
        "19:30");
    const MeetingRecord columns =
        first_meeting("# Rådet – referat\n\n| Dato | Tid | Sted |\n|---|---|---|\n"
                      "| 08.04.2024 | 16.15–18.00 | Loftet |\n\n## Budsjett\n\nGodkjent.\n\n## "
                      "Eventuelt\n\nIngen.\n");
    CHECK(columns.date == "2024-04-08");
    CHECK(columns.start_time == "16:15");
    CHECK(columns.end_time == "18:00");
    CHECK(columns.place == "Loftet");
}

TEST_CASE("readmes, forms to fill in, newsletters and notices with proposals are no minutes",
          "[untidy]")
{
    const std::string cases =
        "\n\n## Sak 1 Budsjett\n\nGodkjent.\n\n## Sak 2 Eventuelt\n\nStyret vedtok å vente.\n";
    CHECK(first_meeting("# Møter i Datafellesskapet\n\nReferater ligger her." + cases,
                        "moter-README.md")
              .kind == RecordKind::other);
    CHECK(first_meeting("# MAL: Referat fra styremøte i [navn på laget]\n\nDato: [dd.mm.åååå]\nTil "
                        "stede: [navn]" +
                        cases)
              .kind == RecordKind::other);
    CHECK(first_meeting("# Nytt fra styret nr. 3\n\nDato: 17. juni 2019" + cases).kind ==
          RecordKind::other);
    const MeetingRecord notice = first_meeting("# Innkalling til generalforsamling 2020\n\nTid: "
                                               "21. mars 2020 kl. 14\n\n## 1. Årsmelding\n\n"
                                               "Vedlegg A. Forslag til vedtak: Årsmeldingen "
                                               "godkjennes.\n\n## 2. Budsjett\n\nVedlegg B.\n\n"
                                               "## 3. Valg\n\nValgkomiteen har innstilt.\n");
    CHECK(notice.kind == RecordKind::agenda);
}

TEST_CASE("people behind a sentence, call signs, user names, and columns of a vote", "[untidy]")
{
    const std::string cases = "\n\nSak 1 Kiosken\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";
    CHECK(names(first_meeting(
              "Styremøte 20.11.97\n\nMøtet ble holdt på lageret kl. 19.00. Alle styremedlemmer "
              "møtte: Harald Vang\n(formann), Magnhild Os og Torleif Moe." +
              cases)) == Names{"Harald Vang", "Magnhild Os", "Torleif Moe"});
    CHECK(names(first_meeting("# Møte 4. mai 2024\n\n## Deltakere\n\n* LA1QRX Steinar Vold\n* "
                              "LB9TUH Kamilla Rønne\n\n"
                              "## Repeater\n\nGodkjent.\n\n## Eventuelt\n\nIngen.\n")) ==
          Names{"Steinar Vold", "Kamilla Rønne"});
    CHECK(names(first_meeting(
              "# Møte 4. mai 2024\n\nInnom: @torunnh (Torunn Haga), @gio (Giorgos Pappas)" +
              cases)) == Names{"Torunn Haga", "Giorgos Pappas"});
    CHECK(names(first_meeting(
              "# Parlamentet 4. mai 2024\n\n| Liste | Navn | Stemmerett |\n|---|---|---|\n"
              "| Profesjonslista | Amalie Frost | ja |\n| Arbeidsutvalget | Emil Vik (leder) | nei "
              "|\n" +
              cases)) == Names{"Amalie Frost", "Emil Vik"});
}

TEST_CASE("templates of a wiki, days before what happened, and tables below the cases", "[untidy]")
{
    const MeetingRecord wiki = first_meeting(
        "{{Møtereferat\n|gruppe=Radiogruppa\n|dato=8. januar 2014\n|klokkeslett=19–21:30\n"
        "|sted=Klubbstasjonen\n}}\n\n== Repeater ==\nGodkjent.\n\n== Eventuelt ==\nIngen.\n");
    CHECK(wiki.date == "2014-01-08");
    CHECK(wiki.start_time == "19:00");
    CHECK(wiki.end_time == "21:30");
    CHECK(wiki.place == "Klubbstasjonen");
    CHECK(cases_of(first_meeting(
              head +
              "PKT. 1   UTRYKNINGER\n\n02.05  Brann på Nordli. To biler.\n11.05  Falsk alarm.\n\n"
              "PKT. 2   ØVELSER\n\nGodkjent.\n")) == Cases{"PKT. 1|UTRYKNINGER", "PKT. 2|ØVELSER"});
    CHECK(cases_of(first_meeting("## Møtereferat 13.02.2025\n\nTil stede: Kari Berg, Ola Vik\n\n| "
                                 "Sak | Tema | Referat |\n|---|---|---|\n"
                                 "| 1 | Mal | Tas i bruk. |\n| 2 | Kurs | Drøftet. |\n\n### Åpne "
                                 "punkter\n\n| Nr | Punkt | Eier | Status |\n"
                                 "|---|---|---|---|\n| 24-11 | Frister | Kari | Åpen |\n| 24-14 | "
                                 "Oversikt | Ola | Ferdig |\n"))
              .front() == "1|Mal");
}
