// SPDX-License-Identifier: Apache-2.0
// Minutes written in haste, or by habits of their writer's own: numbers typed twice, lists side by
// side, labels with a semicolon, what others decided told among what was decided here.
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
using saksklar::test::made_document;
using saksklar::test::present;
using saksklar::test::present_in;

TEST_CASE("people in lists side by side", "[hasty]")
{
    CHECK(present_in("Møtte:                       Forfall:\n"
                     "Kari Berg, leiar             Siv Moen\n"
                     "Ola Vik\n"
                     "Per Lie                      Andre som møtte:\n"
                     "                             Unni Dahl, sekretær\n") ==
          Lines{"Kari Berg|leiar|", "Ola Vik||", "Per Lie||", "Unni Dahl|sekretær|"});
    CHECK(present_in("TILSTEDE                     FORFALL\n"
                     "Sjåfør Kari Berg             Sjåfør Siv Moen\n"
                     "Mannskap Ola Vik\n") == Lines{"Kari Berg|Sjåfør|", "Ola Vik|Mannskap|"});
}

TEST_CASE("labels of people of many kinds", "[hasty]")
{
    CHECK(present_in("TILSTEDE; Kari Berg, Ola Vik\nFORFALL; Siv Moen\n") ==
          Lines{"Kari Berg||", "Ola Vik||"});
    CHECK(present_in("\xF0\x9F\x91\xA5 Kari Berg (leder), Ola Vik\n\xE2\x9D\x8C Siv Moen\n") ==
          Lines{"Kari Berg|leder|", "Ola Vik||"});
    CHECK(present_in("Av 14 parthavere møtte følgende 3: Kari Berg, Ola Vik og Per Lie.\n") ==
          Lines{"Kari Berg||", "Ola Vik||", "Per Lie||"});
    CHECK(present_in("Til stede fra styret var Kari Berg (leder) og Ola Vik. Siv Moen hadde meldt\n"
                     "forfall. Fra administrasjonen møtte rektor Per Lie.\n") ==
          Lines{"Per Lie|rektor|", "Kari Berg|leder|", "Ola Vik||"});
    CHECK(present_in("| Dato: | 04.05.04 |\n| Fra arbeidsgiver: | Kari Berg, Ola Vik |\n"
                     "| Bedriftshelsetjenesten: | Per Lie |\n| Forfall: | Siv Moen |\n") ==
          Lines{"Kari Berg||", "Ola Vik||", "Per Lie||Bedriftshelsetjenesten"});
    CHECK(present_in("| Innkalt | Kari Berg (leder), Ola Vik, Siv Moen |\n"
                     "| Fravær | Siv Moen |\n") == Lines{"Kari Berg|leder|", "Ola Vik||"});
    CHECK(present_in("Desse møtte: Kari Berg (A), leiar - Ola Vik (SP) - Per Lie (V)\n") ==
          Lines{"Kari Berg|leiar|A", "Ola Vik||SP", "Per Lie||V"});
}

TEST_CASE("names behind a label of another kind below the cases are no list of who came", "[hasty]")
{
    CHECK(present(first_meeting(
              head + "Sak 1 Valgkomité\nGodkjent.\n\n| Valgkomité | Siv Moen, Per "
                     "Lie |\n\nSak 2 Dugnad\nUtsatt.\n")) == Lines{"Kari Berg||", "Ola Vik||"});
}

TEST_CASE("names with what stands beside them", "[hasty]")
{
    CHECK(present_in("Til stede: Kari Berg leder, Ola Vik nestleder, Per L som skriv\n") ==
          Lines{"Kari Berg|leder|", "Ola Vik|nestleder|", "Per L||"});
    CHECK(present_in("Hvem var der:\n* 8A Mina + Jonas\n* 10A Kari, Ola\n") ==
          Lines{"Mina||8A", "Jonas||8A", "Kari||10A", "Ola||10A"});
    CHECK(present_in("Til stede: Kari Berg, Ola Vik (2A). Fra skolen: rektor Per Lie på sak 2\n") ==
          Lines{"Per Lie|rektor|", "Kari Berg||", "Ola Vik||2A"});
    const MeetingRecord signed_by_one =
        first_meeting("Referat fra styremøte 4. mai 2004\n\nMøtende: Kari Berg, Ola Vik og "
                      "undertegnede.\n" +
                      cases + "\n                  Siv Moen\n                  (sekretær)\n");
    CHECK(present(signed_by_one) == Lines{"Kari Berg||", "Ola Vik||", "Siv Moen|referent|"});
}

TEST_CASE("when a meeting ended, and the year of its date", "[hasty]")
{
    const auto ended = [](const std::string& last) {
        return first_meeting("Referat fra styremøte 4. mai 2004 kl. 18.00-21.00\n\nTil stede: Kari "
                             "Berg\n" +
                             cases + "\n" + last + "\n")
            .end_time.value_or("");
    };
    CHECK(ended("SLUTT 20.50. NESTE MØTE 3.JUNI") == "20:50");
    CHECK(ended("Møtet hevet kl. 20.50.") == "20:50");
    CHECK(ended("Landsmøtet ble avsluttet kl. 20.50.") == "20:50");
    CHECK(ended("Prisen ble hevet fra 20 til 25 kroner.") == "21:00");
    CHECK(ended("Boden skal stå\nferdig 1. september.") == "21:00");

    const auto date = [](const std::string& when, const std::string& number) {
        return first_meeting("Styremøte\n" + when + "\n\nTil stede: Kari Berg, Ola Vik\n\nSak " +
                             number + "/20 Regnskap\nGodkjent.\n\nSak 9/20 Dugnad\nUtsatt.\n")
            .date.value_or("");
    };
    CHECK(date("Dato: onsdag den 24. august -22", "8") == "2022-08-24");
    CHECK(date("Onsdag 17. april, 16.30-18.10 (2024)", "8") == "2024-04-17");
    CHECK(date("Tid: tirsdag 4. februar kl 17", "8") == "2020-02-04");
    CHECK(date("Tid: mandag 4. februar kl 17", "8").empty()); // no Monday in that year
}

TEST_CASE("numbers that were typed twice, or that the page counts", "[hasty]")
{
    CHECK(cases_of(first_meeting(head + "Sak 5. Budsjett\nGodkjent.\nSak 6. Trafikk\nUtsatt.\n"
                                        "Sak 6. Natteravner\nUtsatt.\nSak 7. Eventuelt\nIngen.\n"))
              .size() == 4);
    CHECK(cases_of(first_meeting(head + "SAK 23  BUDSJETT\nGodkjent.\n\nSAK 24  BANEN\nUtsatt.\n\n"
                                        "SAK 25  PRØVEN\nUtsatt.\n\nSAK 24  HYTTA\nUtsatt.\n\n"
                                        "INNKOMMET POST\nEt brev.\n\nEVENTUELT\nIntet.\n")) ==
          Lines{"SAK 23|BUDSJETT|Godkjent.",
                "SAK 24|BANEN|Utsatt.",
                "SAK 25|PRØVEN|Utsatt.",
                "SAK 24|HYTTA|Utsatt.",
                "|INNKOMMET POST|",
                "|EVENTUELT|"});
    CHECK(cases_of(first_meeting("# Styremøte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n"
                                 "1. **Konsert**\n\n   Fin.\n1. **Kortur**\n\n   Utsatt.\n"
                                 "1. **Annet**\n\n   Intet.\n")) ==
          Lines{"1.|Konsert|", "1.|Kortur|Utsatt.", "1.|Annet|"});
}

TEST_CASE("numbers with codes, signs and parts", "[hasty]")
{
    CHECK(cases_of(first_meeting("# Styremøte 4. mai 2004\n\n## S-87: Budsjett\nGodkjent.\n\n"
                                 "## S-88: Logo\nUtsatt.\n\n## S-89: Genser\nUtsatt.\n"))[1] ==
          "S-88|Logo|Utsatt.");
    CHECK(cases_of(first_meeting(head + "§ 17.  Budsjett\n---------------\nGodkjent.\n\n"
                                        "§ 18.  Logo\n-----------\nUtsatt.\n\n"
                                        "§ 19.  Lokaler\n--------------\nUtsatt.\n"))[2] ==
          "§ 19|Lokaler|Utsatt.");
    const MeetingRecord parts = first_meeting(
        head + "11/11     Priser\n          Godkjent.\n\n12/11     Innsamling\n\n"
               "12.1      Gave fra Vik\n          Utsatt.\n\n12.2      Avhending av maskiner\n"
               "          Godkjent.\n\n13/11     Tak\n          Utsatt.\n");
    REQUIRE(parts.cases.size() == 5);
    CHECK(parts.cases[2].parent == 1U);
    CHECK(parts.cases[3].parent == 1U);
    const MeetingRecord below = first_meeting(
        head + "Sak 4         Søknader om data\n   Søknad 19-03, Universitetet i Bergen:\n"
               "   Innvilget.\n   Søknad 19-04, Nordvik AS:\n   Avslås.\n\n"
               "Sak 5         Årsrapport\nGodkjent.\n");
    REQUIRE(below.cases.size() == 4);
    CHECK(below.cases[1].title == "Universitetet i Bergen");
    CHECK(below.cases[1].parent == 0U);
    CHECK(below.cases[2].parent == 0U);
    CHECK_FALSE(below.cases[3].parent);
}

TEST_CASE("headings by their colon, in DokuWiki and in tables", "[hasty]")
{
    CHECK(cases_of(first_meeting("Styremøte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n"
                                 "Høstens program:\nDet meste er klart, men noen mangler ennå.\n\n"
                                 "Hytta og utleie:\nTaket lekker. Vi tar taket først i år.\n\n"
                                 "Julemarked:\nIngen fikk tid til det. Utsettes til høsten.\n"))
              .size() == 3);
    const MeetingRecord wiki = first_meeting(
        "====== Møte 4. mai 2004 ======\n\nTil stede: Kari Berg, Ola Vik\n\n"
        "===== I. Kiosk =====\n==== Priser ====\nUtsatt.\n\n==== Vakter ====\nUtsatt.\n\n"
        "===== II. Billetter =====\nGodkjent.\n");
    REQUIRE(wiki.cases.size() == 4);
    CHECK(wiki.cases[1].parent == 0U);
    CHECK_FALSE(wiki.cases[3].parent);
    CHECK(cases_of(first_meeting(
              "# Møte 4. mai 2004\n\n## Mål for møtet\n\n- Bli ferdig\n\n## Diskusjonspunkter\n\n"
              "| # | Sak | Notater | Hvem |\n|---|---|---|---|\n"
              "| 1 | Kodeliste | Samira er imot. **Konklusjon:** Skillet beholdes. | Samira |\n"
              "| 2 | Høring | Utsatt. | Kari |\n")) ==
          Lines{"1|Kodeliste|Skillet beholdes.", "2|Høring|Utsatt."});
}

TEST_CASE("what others decided is told, not decided", "[hasty]")
{
    CHECK(decision_in("Budsjett", "Budsjettet er vedtatt i kommunestyret. Rektor er bekymret.")
              .empty());
    CHECK(decision_in("Budsjett", "Forrige FAU vedtok å stå vakt i vester. Det virket.").empty());
    CHECK(decision_in("Støtte", "Søknaden til Bufdir ble avslått. Kari sender en ny.").empty());
    CHECK(decision_in("Kretsen", "Ola var på kretstinget, der det ble vedtatt at alle skal løpe.")
              .empty());
    CHECK(decision_in("Avgift", "Ingen hadde noen mening. Ikke avgjort.").empty());
    CHECK(decision_in("Nytt fra grenene", "Rennet er flyttet til Budor.").empty());
    CHECK(decision_in("Nytt fra grenene", "Rapportene ble tatt til orientering.") ==
          "Rapportene ble tatt til orientering.");
}

TEST_CASE("decisions are taken whole", "[hasty]")
{
    CHECK(decision_in("Godkjenning av innkalling og saksliste",
                      "Innkallingen ble godkjent. Ola bemerket at papirene kom sent, to dager før\n"
                      "møtet og ikke en uke før. Sakslisten ble godkjent.") ==
          "Innkallingen ble godkjent. [...] Sakslisten ble godkjent.");
    CHECK(decision_in("Brua",
                      "Lien foreslo reparasjon. Etter ordskifte vedtok man med 7 mot 3 stemmer:\n"
                      "\"Ny bru bygges sommeren 1987. Styret gis fullmakt til å ta opp lån.\"")
              .find("\"Ny bru bygges sommeren 1987. Styret gis fullmakt") != std::string::npos);
    CHECK(decision_in("Gudstjenester",
                      "Vedtak:   Listen vedtas med disse endringene:\n"
                      "          22. juni: på Nesset kl. 12.\n          1. juli: som før.") ==
          "Listen vedtas med disse endringene: 22. juni: på Nesset kl. 12. 1. juli: som før.");
    CHECK(decision_in("Valg av ordstyrer", "Ordstyrer: Kari Berg. Valgt ved akklamasjon.") ==
          "Ordstyrer: Kari Berg. Valgt ved akklamasjon.");
    CHECK(decision_in("Spilletider", "To helger er ledige.\n\xE2\x86\x92 vi spiller i mars") ==
          "vi spiller i mars");
}

TEST_CASE("decisions as case systems and companies head them", "[hasty]")
{
    CHECK(decision_in("Tertialrapport",
                      "Rådmannens innstilling:\nRapporten tas til etterretning.\n\n"
                      "Formannskapets behandling 30.05.2017:\nPunkt 1 ble enstemmig vedtatt.\n\n"
                      "Formannskapets vedtak / innstilling til kommunestyret 30.05.2017:\n"
                      "1. Rapporten tas til etterretning.\n2. Rådmannen bes kutte kr 900 000.") ==
          "1. Rapporten tas til etterretning. 2. Rådmannen bes kutte kr 900 000.");
    CHECK(decision_in("Konsernbidrag",
                      "Styret fattet følgende beslutning mot én stemme (Moen):\n\n"
                      "       Forliket avslås. Advokaten bes fremsette et motbud.") ==
          "Forliket avslås. Advokaten bes fremsette et motbud.");
    CHECK(decision_in("Diakoniplan",
                      "Presten redegjorde for planen.\n"
                      "   \xC2\xABUtkastet sendes på høring.\xC2\xBB\nEnstemmig.") ==
          "\xC2\xABUtkastet sendes på høring.\xC2\xBB Enstemmig.");
    CHECK(decision_in("Permitteringer",
                      "Bedriften har varslet flere.\n\n"
                      "Klubbstyret krever nytt møte. Vedtatt mot 1 stemme (Moen).") ==
          "Klubbstyret krever nytt møte. Vedtatt mot 1 stemme (Moen).");
}

TEST_CASE("people between strokes, with roles in columns and short first names", "[hasty]")
{
    CHECK(present_in("Møtt: Leder Kari Berg / Nestleder Ola Vik / Kasserer Per Lie\n") ==
          Lines{"Kari Berg|Leder|", "Ola Vik|Nestleder|", "Per Lie|Kasserer|"});
    CHECK(present_in("   Konservator          Kari Berg      ja\n"
                     "   Avdelingsleder       Ola Vik        ja\n"
                     "   Sekretær             Siv Moen       nei (permisjon)\n"
                     "   Rådgiver             Per Lie        ja\n") ==
          Lines{"Kari Berg|Konservator|", "Ola Vik|Avdelingsleder|", "Per Lie|Rådgiver|"});
    CHECK(present_in("Tilstede var: Joh. Berg, Th. Vik og Edv. Lie.\n") ==
          Lines{"Joh. Berg||", "Th. Vik||", "Edv. Lie||"});
    CHECK(present_in("Deltok frå rederiet: Kari Berg       Ola Vik\n") ==
          Lines{"Kari Berg||", "Ola Vik||"});
}

TEST_CASE("front matter between plus signs, and what the text says of the day", "[hasty]")
{
    const MeetingRecord record = first_meeting(
        "+++\ntitle = \"Hovedstyremøte 7\"\ndate = 2024-11-13T09:12:00+01:00\n[params]\n+++\n\n"
        "**Når:** tirsdag 12. november 2024, 18:00--20:17\n**Til stede:** Kari Berg, Ola Vik\n\n"
        "## Budsjett\n\nGodkjent.\n\n## Logo\n\nUtsatt.\n");
    CHECK(record.title == "Hovedstyremøte 7");
    CHECK(record.date == "2024-11-12");
    CHECK(record.start_time == "18:00");
    CHECK(record.end_time == "20:17");
    CHECK(record.cases.size() == 2);
}

TEST_CASE("titles between stars, and cases called as their section", "[hasty]")
{
    CHECK(cases_of(first_meeting("Kartkaffe torsdag 4. mai 2004\n\nHvem er her: Kari, Ola\n\n"
                                 "* Adresser *\nVi har lagt inn mange av dem.\n=> resten venter\n\n"
                                 "* Stolper *\nMange av dem.\n\n* Neste gang *\nHos Kari.\n"))[0] ==
          "|Adresser|resten venter");
    CHECK(cases_of(first_meeting("---\ntitle: Møte 3\nmott:\n  - Kari Berg\n  - Ola Vik\n---\n\n"
                                 "## Formalia\n\n### Innkalling\nGodkjent.\n\n"
                                 "## Sak 13/17: Deler {#sak-13}\nUtsatt.\n"))
              .back() == "Sak 13/17|Deler|Utsatt.");
}

TEST_CASE("the agenda of a case system", "[hasty]")
{
    const MeetingRecord record = first_meeting(
        "Møteprotokoll\nUtvalget 21.05.2014\n\nTil stede: Kari Berg, Ola Vik\n\nSaksliste\n\n"
        "Utvalgs-     Sakstittel                                Arkivsak\nsaksnr\n"
        "PS 19/14     Godkjenning av protokoll\n"
        "PS 20/14     Plan for Hestneset - 1. gangs             2014/311\n             behandling\n"
        "PS 21/14     Referatsaker\nRS 6/14      Fylkesmannen - Vern               2010/19\n\n"
        "PS 19/14 Godkjenning av protokoll\n\nGodkjent.\n\n"
        "PS 20/14 Plan for Hestneset - 1. gangs behandling\n\n"
        "Rådmannens innstilling:\n\nPlanen legges ut.\n\nVedtak i Utvalget - 21.05.2014\n\n"
        "Saken utsettes.\n\nPS 21/14 Referatsaker\n\nTas til orientering.\n\n"
        "RS 6/14 Fylkesmannen - Vern\n");
    CHECK(cases_of(record) ==
          Lines{"PS 19/14|Godkjenning av protokoll|Godkjent.",
                "PS 20/14|Plan for Hestneset - 1. gangs behandling|Saken utsettes.",
                "PS 21/14|Referatsaker|Tas til orientering.",
                "RS 6/14|Fylkesmannen - Vern|"});
    CHECK(record.cases.back().parent == 2U);
    REQUIRE(record.agenda.size() == 4);
    CHECK(record.agenda[3].title == "Fylkesmannen - Vern");
}

TEST_CASE("what is adopted where it is proposed", "[hasty]")
{
    CHECK(decision_in("Hjertesone",
                      "Rektor orienterte.\n\nForslag til vedtak: FAU innfører hjertesone. "
                      "Enstemmig vedtatt.") == "FAU innfører hjertesone. Enstemmig vedtatt.");
    CHECK(decision_in("Hyttetur", "Karis forslag: 5 for, 1 mot. Vedtatt") ==
          "Karis forslag: 5 for, 1 mot. Vedtatt");
}

TEST_CASE("headings by letters without a stop", "[hasty]")
{
    const MeetingRecord record =
        first_meeting("# Møte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n## A Oppstart\n"
                      "Godkjent.\n\n## B Termer\n\n### karbonfangst\nUtsatt.\n\n"
                      "## C Nye termer\nUtsatt.\n");
    REQUIRE(record.cases.size() == 4);
    CHECK(record.cases[1].label == "B");
    CHECK(record.cases[2].parent == 1U);
}

TEST_CASE("an approval below a heading ends no minutes", "[hasty]")
{
    CHECK(cases_of(first_meeting("# Møte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n"
                                 "### FR 43/21 Protokoll\nProtokollen godkjent uten merknader.\n\n"
                                 "### FR 44/21 Budsjett\nUtsatt.\n")) ==
          Lines{"FR 43/21|Protokoll|Protokollen godkjent uten merknader.",
                "FR 44/21|Budsjett|Utsatt."});
}

TEST_CASE("a letterhead above the title is no case", "[hasty]")
{
    const MeetingRecord record = first_meeting(
        "FJORDKORET\nDamekor på Stord sidan 1981\n\n\nStyremøte torsdag 4. mars 2004 kl 19\n\n"
        "Til stades: Kari Berg og Ola Vik.\n\n\nVårkonserten\n\nVi leiger kyrkja den 7. mai.\n\n\n"
        "Uniform\n\nVi ventar til hausten.\n\n\nNye songarar\n\nTo nye har kome til i haust.\n");
    CHECK(record.date == "2004-03-04");
    CHECK(record.body == "Damekor på Stord");
    REQUIRE_FALSE(record.cases.empty());
    CHECK(record.cases.front().title == "Vårkonserten");
}

TEST_CASE("news and notices are no minutes", "[hasty]")
{
    const auto kind = [](const std::string& text) { return first_meeting(text).kind; };
    CHECK(kind("Ja til bru\n\nKommunestyret vedtok onsdag 4. mai 2004 ny bru.\n\n"
               "\xE2\x80\x93 Jeg er skuffet, sier Kari Berg. Hun satt i salen.\n\n"
               "\xE2\x80\x93 Vi har ikke råd, sa Ola Vik.\n\nBruen ble enstemmig vedtatt.\n") !=
          RecordKind::minutes);
    CHECK(kind("Huset SA\nPostboks 12\n\nTil styrets medlemmer:\nKari Berg\nOla Vik\nPer Lie\n\n"
               "INNKALLING TIL STYREMØTE\n\nTid: 4. mai 2004 kl. 18\n\n"
               "Sak 1/04  Godkjenning av innkalling\n    Forslag til vedtak: Godkjennes.\n\n"
               "Sak 2/04  Leieavtale\n    Avtalen går ut.\n    Forslag til vedtak: Forlenges.\n\n"
               "Sak 3/04  Lydanlegg\n    Forslag til vedtak: Kjøpes.\n") != RecordKind::minutes);
    CHECK(kind("Foreldrerådet ved Øyra skule\n6150 Øyra\n\nStatens vegvesen\n6404 Molde\n\n"
               "GANGFELT VED SKULEN\n\nVi viser til brev av 14. januar 2014 og til møtet den 11. "
               "februar.\n\n1. Farten\nMange køyrer for fort.\n\n2. Gangfeltet\n"
               "Rådet vedtok samrøystes å klage.\n") != RecordKind::minutes);
}
