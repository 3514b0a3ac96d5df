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
