// SPDX-License-Identifier: Apache-2.0
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::first_meeting;
using saksklar::test::made_document;
using saksklar::test::outline_of;

using Outlined = std::vector<std::string>;

TEST_CASE("cases with a prefix and a year", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(
REFERAT STYREMØTE – FJORDVIK HELSENETTVERK

Sted: Fjordvik rådhus, møterom Skjæret	Dato: Mandag 21.10.2024
	Kl: 14:00-16:00

Sak 06-24 Godkjenning av innkalling og saksliste.

Innkalling og saksliste godkjent, ingen saker til Eventuelt.

Sak 07-24 Orienteringer om faglig aktivitet

- a. **Orientering fra samlingen 14. oktober 2024**
v/ fasilitator Brynjar Lunde

Det ble orientert om forberedelsene.

b. Orienteringer fra arbeidsgruppen v/leder Torunn Vik

Torunn Vik oppsummerte kort.

O-sak 08–24 Avtalemal for nye partnere

Arbeidet er i gang, jf. sak 02-24 og lov § 5-2.

Vedtak: *Styret slutter seg til forslaget. Malen gjelder fra nyttår.*

Sak 09-24 Møtedatoer for 2025

Møtene ble fastsatt til:
Mandag 24. mars 2025 kl. 14.00
Mandag 20. oktober 2025 kl. 14.00
)");
    CHECK(record.kind == RecordKind::minutes);
    CHECK(record.date == "2024-10-21");
    CHECK(record.start_time == "14:00");
    CHECK(record.end_time == "16:00");
    CHECK(record.place == "Fjordvik rådhus, møterom Skjæret");
    CHECK(outline_of(record) == Outlined{"Sak 06-24|Godkjenning av innkalling og saksliste.",
                                         "Sak 07-24|Orienteringer om faglig aktivitet",
                                         "a.|Orientering fra samlingen 14. oktober 2024^1",
                                         "b.|Orienteringer fra arbeidsgruppen v/leder Torunn Vik^1",
                                         "O-sak 08–24|Avtalemal for nye partnere",
                                         "Sak 09-24|Møtedatoer for 2025"});
    CHECK(record.cases[4].number == "08-24");
    CHECK(record.cases[0].decision ==
          "Innkalling og saksliste godkjent, ingen saker til Eventuelt.");
    CHECK(record.cases[0].decision_kind == "formula");
    CHECK(record.cases[4].decision ==
          "Styret slutter seg til forslaget. Malen gjelder fra nyttår.");
    CHECK(record.cases[4].decision_kind == "labelled");
    CHECK(record.cases[5].decision == "Møtene ble fastsatt til: Mandag 24. mars 2025 kl. 14.00 "
                                      "Mandag 20. oktober 2025 kl. 14.00");
    CHECK_FALSE(record.cases[1].decision);
    CHECK(record.cases[2].presenter == "fasilitator Brynjar Lunde");
    REQUIRE(record.cases[4].references.size() == 2);
    CHECK(record.cases[4].references[0].text == "§ 5-2");
    CHECK(record.cases[4].references[1].text == "02-24");
    CHECK(record.warnings.empty());
}

TEST_CASE("labels that text recognition damaged are read as what they are", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(REFERAT FRA STYREMØTE 3. juni 2025

5ak O6-25 Godkjenning av innkalling
Innkallingen ble godkjent.

Sak O7—25 Budsjett for neste år
Budsjettet ble vedtatt.

Sak 08 - 25 Eventuelt
Ingen saker.
)");
    CHECK(outline_of(record) == Outlined{"5ak O6-25|Godkjenning av innkalling",
                                         "Sak O7—25|Budsjett for neste år",
                                         "Sak 08 - 25|Eventuelt"});
    CHECK(record.cases[0].number == "06-25");
    CHECK(record.cases[1].number == "07-25");
    CHECK(record.cases[2].number == "08-25");
}

TEST_CASE("municipal numbers, one sequence for each kind of case", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Møteprotokoll
Utvalg: Utvalg for oppvekst
Møtested: Kommunestyresalen
Dato: 11.02.2026
Tid: 09:00 - 11:30

PS 4/26 Høring om skoleruta
Enstemmig vedtatt.

PS 5/26 Budsjettendring
Votering: 6 stemmer for, 3 stemmer mot.
Forslaget ble vedtatt.

RS 2/26 Brev fra foreldreutvalget
Tatt til orientering.

RS 3/26 Årsmelding
Tatt til orientering.
)");
    CHECK(record.body == "Utvalg for oppvekst");
    CHECK(record.date == "2026-02-11");
    CHECK(record.start_time == "09:00");
    CHECK(record.end_time == "11:30");
    CHECK(outline_of(record) == Outlined{"PS 4/26|Høring om skoleruta",
                                         "PS 5/26|Budsjettendring",
                                         "RS 2/26|Brev fra foreldreutvalget",
                                         "RS 3/26|Årsmelding"});
    for (const CaseRecord& each : record.cases) {
        CHECK(each.decision);
    }
    REQUIRE_FALSE(record.cases[1].votes.empty());
    CHECK(record.cases[1].votes[0].in_favour == 6);
    CHECK(record.cases[1].votes[0].against == 3);
}

TEST_CASE("an agenda is not the treatment", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Referat fra utvalgsmøte fredag 16. mars 2012
Tid: 14:15 - 16:00

Sted: Rom 3118

Agenda
  1. Godkjenning av innkalling
  2. Behandling av søknader
  3. Eventuelt

Tilstede
KOR
    ● Ragnhild Moe (ragnmoe)
TEATER
    ● Sigrun Dal (sigrund)
FOTO
    Ikke representert.

1 Godkjenning av innkalling
Godkjennes. Det påpekes at neste innkalling bør komme tidligere.

2 Behandling av søknader
2.1 Korets søknad om driftsmidler vår 2012 til ny notesamling og
    leie av lokale
Søkeren svarte på spørsmål.

Innvilget.

2.2. Teatrets søknad om driftsmidler vår 2012
Utsettes til neste møte.

3 Eventuelt
Ingen saker.
)");
    CHECK(record.date == "2012-03-16");
    CHECK(record.place == "Rom 3118");
    CHECK(record.agenda.size() == 3);
    CHECK(outline_of(record) == Outlined{"1|Godkjenning av innkalling",
                                         "2|Behandling av søknader",
                                         "2.1|Korets søknad om driftsmidler vår 2012 til ny "
                                         "notesamling og leie av lokale^1",
                                         "2.2.|Teatrets søknad om driftsmidler vår 2012^1",
                                         "3|Eventuelt"});
    CHECK(record.cases[0].decision == "Godkjennes.");
    CHECK(record.cases[2].decision == "Innvilget.");
    CHECK(record.cases[3].decision == "Utsettes til neste møte.");
    CHECK_FALSE(record.cases[4].decision);
    REQUIRE(record.attendance.size() == 2);
    CHECK(record.attendance[0].name == "Ragnhild Moe");
    CHECK(record.attendance[0].organisation == "KOR");
}

TEST_CASE("an agenda with notes between its items is the treatment", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Onsdag 09.04 10:15-12:00 i Loftet

Agenda:
1. Godkjenning av innkalling
-godkjent
2. Godkjenning av referat
-godkjent
3. Søknader

3.1. Korets søknad
Koret søker om 7950kr
Søknad godkjent.

4. Eventuelt
)",
                                               "arkiv/2014/2014-04-09/referat.txt");
    CHECK(record.date == "2014-04-09");
    CHECK(record.start_time == "10:15");
    CHECK(record.end_time == "12:00");
    CHECK(outline_of(record) == Outlined{"1.|Godkjenning av innkalling",
                                         "2.|Godkjenning av referat",
                                         "3.|Søknader",
                                         "3.1.|Korets søknad^2",
                                         "4.|Eventuelt"});
    CHECK(record.cases[3].decision == "Søknad godkjent.");
}

TEST_CASE("unnumbered headings are known by the agenda that said them first", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Møte i lagsstyret 13.06.14
Til stede:
Bodil Krog: Koordinator
Sivert Aas: Koret
Referent: Sivert Aas

Agenda:
1. Godkjenning av innkalling
2. Behandling av søknader
2.1 Speidernes søknad om driftsmidler V14
2.2 Korforeningens søknad om omfordeling
3. Økonomi

Godkjenning av innkalling

Innkallingen ble godkjent.

Behandling av søknader

Speidernes søknad om driftsmidler H14

Søknaden godkjennes uten merknader.

Korforeningens søknad om omfordeling

Søknaden avslås.

Økonomi

Det ble orientert om økonomien.

Møtet ble hevet kl. 20.15.
)");
    CHECK(record.date == "2014-06-13");
    CHECK(record.end_time == "20:15");
    CHECK(outline_of(record) == Outlined{"|Godkjenning av innkalling",
                                         "|Behandling av søknader",
                                         "|Speidernes søknad om driftsmidler H14^1",
                                         "|Korforeningens søknad om omfordeling^1",
                                         "|Økonomi"});
    CHECK(record.cases[3].decision == "Søknaden avslås.");
    CHECK(record.attendance.size() == 2);
}

TEST_CASE("Markdown headings, in Nynorsk, without numbers", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(# Terminologimøte 12.12.2012

Til stades: Ingunn, Malvin og Steinar

Saker:
* ordliste
* normering

# ordliste

## Nye ord

Ordlista manglar fleire fagord.

## Skal vi bruka felles liste?

Mange ord er felles.

**VEDTAK:** vi tek i bruk felleslista.

**GJERELISTE:**
* flytta alle orda over (**Malvin**)
* laga testar (**Ingunn**)

# normering

Arbeidet held fram.

## Vedtak

Arbeidsgruppa vert lagd ned frå nyttår.

# ymse
)",
                                               "Møte2012-12-12.md");
    CHECK(record.kind == RecordKind::minutes);
    CHECK(record.language == "nn");
    CHECK(record.date == "2012-12-12");
    CHECK(outline_of(record) ==
          Outlined{
              "|ordliste", "|Nye ord^0", "|Skal vi bruka felles liste?^0", "|normering", "|ymse"});
    CHECK(record.cases[2].decision == "vi tek i bruk felleslista.");
    REQUIRE(record.cases[2].follow_ups.size() == 2);
    CHECK(record.cases[2].follow_ups[1].person == "Ingunn");
    CHECK(record.cases[3].decision == "Arbeidsgruppa vert lagd ned frå nyttår.");
    REQUIRE(record.attendance.size() == 3);
    CHECK(record.attendance[2].name == "Steinar");
}

TEST_CASE("a front matter, numbered headings and letters", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(---
layout: meeting
title: Tredje møte vår 2024
subheadline: "Møte i Tildelingsrådet"

time: 17:30:00
referent: "Pernille Vold"

attending:
    - kor, Aksel Brun
    - teater

not_attending:
    - foto
---

* TOC
{:toc}

## Sak 1 Godkjenning av innkalling {#innkalling}
- Godkjent
## Sak 2 Stiftelse
## Sak 2a Valg av ordstyrer

Tuva Rønning, valgt ved akklamasjon

## Sak 2b Vedtekter

Vedtektene ble vedtatt med 14 for, 3 imot og 1 avholdende.

## Sak 3 Behandling av søknader {#soknader}
### 3.1 - Kor - Prosjektstøtte {#soknad-1}
Mye diskusjon.

9 for, 1 imot. Godkjent.
### 3.2 - Teater - Semesterstøtte
**Enstemmig vedtatt å gi 3 150 kr**

## Eventuelt:
)",
                                               "2024/2024-04-16-Tredje.md");
    CHECK(record.date == "2024-04-16");
    CHECK(record.start_time == "17:30");
    CHECK(record.body == "Tildelingsrådet");
    CHECK(outline_of(record) == Outlined{"Sak 1|Godkjenning av innkalling",
                                         "Sak 2|Stiftelse",
                                         "Sak 2a|Valg av ordstyrer^1",
                                         "Sak 2b|Vedtekter^1",
                                         "Sak 3|Behandling av søknader",
                                         "3.1|Kor - Prosjektstøtte^4",
                                         "3.2|Teater - Semesterstøtte^4",
                                         "|Eventuelt"});
    CHECK(record.cases[5].decision == "9 for, 1 imot. Godkjent.");
    CHECK(record.cases[6].decision == "Enstemmig vedtatt å gi 3 150 kr");
    REQUIRE(record.cases[3].votes.size() == 1);
    CHECK(record.cases[3].votes[0].abstained == 1);
    REQUIRE(record.attendance.size() == 4);
    CHECK(record.attendance[0].name == "Aksel Brun");
    CHECK(record.attendance[0].organisation == "kor");
    CHECK(record.attendance[2].attended == Attended::no);
    CHECK(record.attendance[3].role == "referent");
}

TEST_CASE("running numbers over years and clock times", "[structure]")
{
    const MeetingRecord running = first_meeting(R"(Referat fra styremøte 3. mars 2020

024 Regnskap for januar
Regnskapet ble godkjent.

025 Ny vaktmester
Styret ansatte ingen.

026 Eventuelt
)");
    CHECK(outline_of(running) ==
          Outlined{"024|Regnskap for januar", "025|Ny vaktmester", "026|Eventuelt"});

    const MeetingRecord clock = first_meeting(R"(Møte i drivhusgruppa 3. mars 2020

[16:42] Velkommen og runde
Alle presenterte seg.

[16:55] Innkjøp av jord
Det ble bestemt at jord kjøpes i april.
)");
    CHECK(outline_of(clock) == Outlined{"[16:42]|Velkommen og runde", "[16:55]|Innkjøp av jord"});
}

TEST_CASE("several meetings in one file", "[structure]")
{
    const std::vector<MeetingRecord> records = segment(made_document(R"(# Referater

### 13.02.2019
Snakket om innleveringen.

### 20.02.2019
Gikk gjennom reglene.

### 26.02.2019
Alle var til stede.
)"));
    REQUIRE(records.size() == 3);
    CHECK(records[0].date == "2019-02-13");
    CHECK(records[2].date == "2019-02-26");
    CHECK(records[0].kind == RecordKind::minutes);
    CHECK(records[1].place_in_text.offset > records[0].place_in_text.offset);

    const std::vector<MeetingRecord> book =
        segment(made_document(R"(Referat fra styremøte 3. mars 2020

Sak 1 Budsjett
Godkjent.

Referat fra styremøte 5. april 2020

Sak 1 Dugnad
Utsatt.
)"));
    REQUIRE(book.size() == 2);
    CHECK(book[0].cases.size() == 1);
    CHECK(book[1].cases.at(0).title == "Dugnad");
    CHECK(book[1].date == "2020-04-05");
}

TEST_CASE("what is not minutes is not taken for minutes", "[structure]")
{
    CHECK(first_meeting(R"(Vedtekter for Fjordvik songlag
§1. Namn
Namnet på laget er Fjordvik songlag.
§2. Føremål
Laget skal fremja song.
§3. Medlemskap
Alle kan verta medlemer.
§4. Årsmøtet
Årsmøtet er øvste organ.
)")
              .kind == RecordKind::other);
    CHECK(first_meeting(R"(Søknad om støtte

Søker: Fjordvik songlag
Vi søker om 1500 kr til notar.
)")
              .kind == RecordKind::other);
    const MeetingRecord notice = first_meeting(R"(Innkalling til styremøte 4. mai 2024

Dagsorden:
1. Godkjenning av innkalling
2. Budsjett
3. Eventuelt
)");
    CHECK(notice.kind == RecordKind::agenda);
    CHECK_FALSE(notice.kind_reason.empty());
    CHECK(notice.agenda.size() == 3);
    CHECK(first_meeting(R"(---
title: Møte mal
published: false
attending:
    -
---
## Sak 1 Godkjenning av innkalling
## Sak 2 Godkjenning av agenda
## Sak 3 Behandling av søknader
)")
              .kind == RecordKind::other);
    const MeetingRecord empty = first_meeting("");
    CHECK(empty.kind == RecordKind::other);
    CHECK(empty.kind_reason == "no text");
}

TEST_CASE("records of a program are no minutes", "[segment]")
{
    const MeetingRecord one =
        first_meeting("{\n \"kind\": \"minutes\",\n \"title\": \"Referat styremøte\",\n \"date\": "
                      "\"2024-10-21\",\n \"cases\": [\n  {\"title\": \"Budsjett\"}\n ]\n}\n");
    CHECK(one.kind == RecordKind::other);
    CHECK(one.kind_reason == "JSON: the records of a program");
    const MeetingRecord lines = first_meeting("{\"title\": \"Referat\"}\n{\"title\": \"Møte\"}\n");
    CHECK(lines.kind_reason == "JSON: the records of a program");
    CHECK(first_meeting("[Referat]\n\nSak 1 Budsjett\nGodkjent.\n\n[slutt]\n").kind_reason !=
          "JSON: the records of a program");
}

TEST_CASE("a stale date in the header gives way to the file's name, with a warning", "[structure]")
{
    const MeetingRecord stale = first_meeting(
        "Møte i styret 15.05.2014\n\nSak 1 Budsjett\nGodkjent.\n", "referat 2014-05-30.odt");
    CHECK(stale.date == "2014-05-30");
    CHECK(stale.date_printed == "15.05.2014");
    REQUIRE_FALSE(stale.warnings.empty());
    CHECK(stale.warnings[0].code == "date-differs");

    const MeetingRecord sure =
        first_meeting("Møte i styret fredag 16. mars 2012\n\nSak 1 Budsjett\nGodkjent.\n",
                      "2012.03.20 referat.pdf");
    CHECK(sure.date == "2012-03-16"); // the weekday is right

    const MeetingRecord wrong_day =
        first_meeting("Møte i styret torsdag 16. mars 2012\n\nSak 1 Budsjett\nGodkjent.\n");
    CHECK(wrong_day.date == "2012-03-16");
    REQUIRE(wrong_day.warnings.size() == 1);
    CHECK(wrong_day.warnings[0].code == "weekday-differs");
}

TEST_CASE("minutes are held against themselves", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Referat fra styremøte 4. mai 2024
Til stede: Bodil Krog, Sivert Aas, Tuva Rønning

Sak 1/24 Budsjett
Vedtatt med 5 stemmer for og 1 stemme mot.

Sak 3/24 Dugnad
Utsatt.
)");
    std::vector<std::string> codes;
    for (const Diagnostic& warning : record.warnings) {
        codes.push_back(warning.code);
    }
    CHECK(codes == std::vector<std::string>{"number-gap", "more-votes-than-people"});
}

TEST_CASE("signatures and what follows them belong to no case", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Referat fra styremøte 4. mai 2024

Sak 1 Budsjett
Godkjent.

Sak 2 Eventuelt
Ingen saker.

Møtet ble hevet kl 21.30.

Med vennlig hilsen
Bodil Krog
)");
    CHECK(record.end_time == "21:30");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[1].text == "Ingen saker.");
}

TEST_CASE("places lie inside the text and titles stand where they say", "[structure]")
{
    const Document document =
        made_document("Referat 4. mai 2024\n\nSak 1 Budsjett og\nregnskap\nGodkjent.\n\f"
                      "Sak 2 Eventuelt\nIngen.\n");
    const MeetingRecord record = segment(document).front();
    REQUIRE(record.cases.size() == 2);
    const Place& title = record.cases[0].title_place;
    CHECK(document.text.substr(title.offset, title.length) == "Sak 1 Budsjett og\nregnskap");
    CHECK(record.cases[0].title == "Budsjett og regnskap");
    CHECK(record.cases[1].place.first_page == 2);
}

TEST_CASE("a case with the level of a sub-case goes on after its elder", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(# Referat fra styremøte 4. mai 2021

Til stede (på nett): Kari Strand (kasserer), Ola Vik og Siri Moe (referent)

## Sak 1 Godkjenning av innkalling

Godkjent.

## Sak 2 Søknader

### Sak 2.1 Koret

Søknaden godkjennes med kr. 2500,- i støtte.

### Sak 2.2 Korpset

Dette er ikke avgjort ennå.

### Sak 3 Eventuelt

Ingen saker.
)");
    CHECK(outline_of(record) == Outlined{"Sak 1|Godkjenning av innkalling",
                                         "Sak 2|Søknader",
                                         "Sak 2.1|Koret^1",
                                         "Sak 2.2|Korpset^1",
                                         "Sak 3|Eventuelt"});
    REQUIRE(record.cases.size() == 5);
    CHECK(record.cases[2].decision == "Søknaden godkjennes med kr. 2500,- i støtte.");
    CHECK_FALSE(record.cases[3].decision);
    REQUIRE(record.attendance.size() == 3);
    CHECK(record.attendance[0].name == "Kari Strand");
    CHECK(record.attendance[2].name == "Siri Moe");
}

TEST_CASE("an inner list of the agenda without indentation is no treatment", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(
Møte i Festkomiteen 12.03.2015

Til stede:
Kari Strand: leder
Ola Vik: kasserer

Agenda:
1. Godkjenning av innkalling
2. Godkjenning av agenda
3. Behandling av søknader
1. Korets søknad om støtte
2. Korpsets søknad om støtte
4. Eventuelt
Godkjenning av innkalling
Innkallingen godkjennes.
Godkjenning av agenda
Agendaen godkjennes.
Behandling av søknader
Korets søknad om støtte
Innvilges.
Korpsets søknad om støtte
Innvilges delvis.
Eventuelt
Ingenting.
)");
    CHECK(outline_of(record) == Outlined{"|Godkjenning av innkalling",
                                         "|Godkjenning av agenda",
                                         "|Behandling av søknader",
                                         "|Korets søknad om støtte^2",
                                         "|Korpsets søknad om støtte^2",
                                         "|Eventuelt"});
}

TEST_CASE("numbers that text recognition damaged", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Referat fra møte i Festkomiteen 4. mai 2015

5ak 1 Godkjenning av innkalling
Godkjent.

Sak 4 Søknader

4.1 - Kor
Innvilget.

4,2 - Revy
Avslått.

43 - |dretten
Utsatt.

4.4 Band
Innvilget.

9.5 Teater
Avslått.

4.6 lnnkjøp
Innvilget.
)");
    std::vector<std::string> numbers;
    for (const CaseRecord& each : record.cases) {
        numbers.push_back(each.number.value_or("-"));
    }
    CHECK(numbers == std::vector<std::string>{"1", "4", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6"});
    CHECK(record.cases.at(4).label == "43");
}

TEST_CASE("a signed letter inside a case does not end the minutes", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Protokoll fra styremøte 4. mai 2015

Sak 1/15 Brev fra Ola Vik
Jeg søker om permisjon fra vervet.
Ola Vik (sign.)

Sak 2/15 Status for tema
Tatt til orientering.

Sak 3/15 Eventuelt
Ingenting.

Kari Lie (sign.)
Vedlegg: brev fra Ola Vik
)");
    CHECK(outline_of(record) ==
          Outlined{"Sak 1/15|Brev fra Ola Vik", "Sak 2/15|Status for tema", "Sak 3/15|Eventuelt"});
    CHECK(record.cases.at(2).text == "Ingenting.");
}

TEST_CASE("a first case whose words also head columns is no list of cases", "[structure]")
{
    const MeetingRecord record = first_meeting(
        "Referat 4. mai 2015\n\nSak 1 Status\nGodt.\n\nSak 2 Tema\nFint.\n\nSak 3 Tid\nSent.\n");
    CHECK(record.cases.size() == 3);
}

TEST_CASE("headings by capital letters", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Referat fra årsmøte 26. januar 2001

A.  Valg av dirigent
    Dirigent: Trygve Moe

B.  Regnskap
    Regnskapet ble enstemmig godkjent.

C.  Eventuelt
    Det ble foreslått tur.
)");
    CHECK(outline_of(record) == Outlined{"A.|Valg av dirigent", "B.|Regnskap", "C.|Eventuelt"});
    CHECK(record.cases.at(1).decision == "Regnskapet ble enstemmig godkjent.");
}

TEST_CASE("headings of Org-mode", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(#+TITLE: Referat fra driftsmøte
#+DATE: 2019-05-21

* Deltakere
- Yngve Strand
- Camilla Roth

* Saker
** Status på tjenestene
Alt oppe.
** Ferie
Camilla tar vakt.
)");
    CHECK(record.date == "2019-05-21");
    CHECK(record.title == "Referat fra driftsmøte");
    CHECK(record.attendance.size() == 2);
    CHECK(outline_of(record) == Outlined{"|Status på tjenestene", "|Ferie"});
}

TEST_CASE("cases given in fields", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(REFERAT FRA MØTE 3/2019
Dato: 11. juni 2019

Saksnr.: 12/19
Sak: Referat fra forrige møte
Vedtak: Godkjent.

Saksnr.: 13/19
Sak: Støy i hall 2
Vedtak: Det bestilles ny skjerming.
)");
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].title == "Referat fra forrige møte");
    CHECK(record.cases[1].title == "Støy i hall 2");
    CHECK(record.cases[1].decision == "Det bestilles ny skjerming.");
}

TEST_CASE("what is announced as a frame of the meeting need not be a case", "[structure]")
{
    const auto untreated = [](const std::string& item) {
        const MeetingRecord record =
            first_meeting("# Referat fra møte 4. mai 2024\n\n## Agenda\n\n1. " + item +
                          "\n2. Servere\n3. Korpus\n\n## Servere\n\nBra.\n\n## Korpus\n\nBra.\n");
        return std::count_if(
            record.warnings.begin(), record.warnings.end(), [](const Warning& warning) {
                return warning.code == "agenda-not-treated";
            });
    };
    CHECK(untreated("Velkommen og presentasjonsrunde (5 min)") == 0);
    CHECK(untreated("Reiser i høst") == 1);
}

TEST_CASE("a million headings that are no minutes are bounded, and the record says so",
          "[structure]")
{
    std::string text;
    for (int i = 1; i <= 6000; ++i) {
        text += "## Tittel " + std::to_string(i) + "\n";
    }
    const MeetingRecord record = first_meeting(text);
    CHECK(record.kind == RecordKind::other);
    CHECK_FALSE(record.kind_reason.empty());
    CHECK(record.cases.size() == 5000);
    CHECK(record.warnings.back().code == "cases-left-out");
}

TEST_CASE("paragraphs that begin with their title in bold", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(Allmøte 4. mai 2024

Oppmøte: Kari, Ola, Per

**Vaskeliste** Kari har laget ny.

**Gjester** Si fra i gruppa.

**Evt** Lås boden!
)");
    CHECK(outline_of(record) == Outlined{"|Vaskeliste", "|Gjester", "|Evt"});
    CHECK(record.cases.at(1).text == "Si fra i gruppa.");
    CHECK(record.attendance.size() == 3);
}

TEST_CASE("bold and lists of wikis", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(= Medlemsmøte 19. november 2013 =

'''Tilstede:''' Frode, Kristine

== Saksliste ==
# Nøkler
# Nettverk

== Nøkler ==
'''Vedtak:''' Gamle nøkler sperres.

== Nettverk ==
Vi bytter.
)");
    CHECK(outline_of(record) == Outlined{"|Nøkler", "|Nettverk"});
    CHECK(record.cases.at(0).decision == "Gamle nøkler sperres.");
    CHECK(record.attendance.size() == 2);
    CHECK(record.agenda.size() == 2);
}

TEST_CASE("numbers on lines of their own that the agenda announced", "[structure]")
{
    const MeetingRecord record = first_meeting(R"(MØTEPROTOKOLL
Møtedato: 03.09.2019

Saker til behandling:

Saksnr.    Sak
Sak 24/19  Klage på avslag
Sak 25/19  Orienteringer

24/19
Klage på avslag

Votering: Enstemmig

HPM-24/19 Vedtak:
Klagen tas ikke til følge.

25/19
Orienteringer

HPM-25/19 Vedtak:
Tas til orientering.
)");
    CHECK(outline_of(record) == Outlined{"24/19|Klage på avslag", "25/19|Orienteringer"});
    CHECK(record.cases.at(0).decision == "Klagen tas ikke til følge.");
}

TEST_CASE("items of lists on pages stand as deep as they begin", "[structure]")
{
    Document document = saksklar::test::made_document("Referat fra møte 4. mai 2024\n"
                                                      "Sak 1 Servere\n"
                                                      "- Diskusjon:\n"
                                                      "- Disken er full og må byttes\n"
                                                      "- Merknader:\n"
                                                      "Godkjent.\n"
                                                      "Sak 2 Eventuelt\n"
                                                      "Ingen saker.\n");
    Page& page = document.pages.front();
    page.read_from = ReadFrom::text_layer;
    const std::vector<double> lefts{72, 72, 90, 108, 91, 72, 72, 72};
    for (std::size_t i = 0; i < lefts.size(); ++i) {
        const double top = 72 + 14 * static_cast<double>(i);
        page.lines[i].box = {lefts[i], top, 500, top + 12};
    }
    const MeetingRecord record = segment(document).front();
    REQUIRE(record.cases.size() == 2);
    CHECK(record.cases[0].text ==
          "- Diskusjon:\n  - Disken er full og må byttes\n- Merknader:\nGodkjent.");
    CHECK(record.cases[0].decision == "Godkjent.");
}
