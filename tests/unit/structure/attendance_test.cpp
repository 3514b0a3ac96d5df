// SPDX-License-Identifier: Apache-2.0
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace saksklar;
using saksklar::test::first_meeting;

namespace {

const Attendee& person(const MeetingRecord& record, const std::string& name)
{
    const auto found = std::find_if(record.attendance.begin(),
                                    record.attendance.end(),
                                    [&](const Attendee& each) { return each.name == name; });
    INFO(name);
    REQUIRE(found != record.attendance.end());
    return *found;
}

constexpr const char* cases = "\nSak 1 Budsjett\nGodkjent.\n\nSak 2 Eventuelt\nIngen.\n";

void check_table(const MeetingRecord& record)
{
    REQUIRE(record.attendance.size() == 5);
    CHECK(person(record, "Bodil Krog").attended == Attended::no);
    CHECK(person(record, "Bodil Krog").called == true);
    CHECK(person(record, "Bodil Krog").role == "leder");
    CHECK(person(record, "Bodil Krog").organisation == "Universitetet");
    CHECK(person(record, "Sivert Aas").attended == Attended::yes);
    CHECK(person(record, "Sivert Aas").code == "SA");
    CHECK(person(record, "Tuva A. Rønning").attended == Attended::deputy);
    CHECK(person(record, "Kari Lien").role == "Klyngeleder (observatør)");
    CHECK(person(record, "Kari Lien").attended == Attended::yes);
    CHECK(person(record, "Ola Vik").attended == Attended::no);
    CHECK(person(record, "Ola Vik").called == false);
}

} // namespace

TEST_CASE("tables with tabs", "[attendance]")
{
    check_table(first_meeting(std::string("REFERAT PARTNERMØTE 4. mai 2024\n\n"
                                          "Organisasjon\tNavn\tKode\tInnkalt\tMøtt\t\n"
                                          "Universitetet, leder\tBodil Krog\tBK\tx\t\t\n"
                                          "Helse Nord\tSivert Aas\tSA\tx\tx\t\n"
                                          "Fjordvik kommune\tTuva A. Rønning\tTAR\tx\tvara\t\n"
                                          "Faste observatører:\t\t\t\t\t\n"
                                          "Klyngeleder (observatør)\tKari Lien\tKL\tx\tx\t\n"
                                          "Sekretariat\tOla Vik\tOV\t\t\t\n") +
                              cases));
}

TEST_CASE("tables whose columns are gaps of spaces", "[attendance]")
{
    check_table(first_meeting(
        std::string("REFERAT PARTNERMØTE 4. mai 2024\n\n"
                    "Organisasjon               Navn              Kode   Innkalt   Møtt\n"
                    "Universitetet, leder       Bodil Krog        BK     x\n"
                    "Helse Nord                 Sivert Aas        SA     x         x\n"
                    "Fjordvik kommune           Tuva A. Rønning   TAR    x         vara\n"
                    "Faste observatører:\n"
                    "Klyngeleder (observatør)   Kari Lien         KL     x         x\n"
                    "Sekretariat                Ola Vik           OV\n") +
        cases));
}

TEST_CASE("tables whose columns recognition lost", "[attendance]")
{
    const MeetingRecord record =
        first_meeting(std::string("REFERAT PARTNERMØTE 4. mai 2024\n\n"
                                  "Organisasjon Navn Kode Innkalt Møtt\n"
                                  "Universitetet, leder Bodil Krog BK X\n"
                                  "Helse Nord Sivert Aas SA X X\n"
                                  "Fjordvik kommune Tuva A. Rønning TAR X Vara*\n"
                                  "Fylkeskommunen/ Kari Anne Lien KAL X X\n"
                                  "Tannhelsa\n\n"
                                  "*Jens Moe deltok som vara fra Fjordvik kommune.\n") +
                      cases);
    CHECK(record.attendance.size() == 5);
    CHECK(person(record, "Bodil Krog").attended == Attended::no);
    CHECK(person(record, "Sivert Aas").attended == Attended::yes);
    CHECK(person(record, "Tuva A. Rønning").attended == Attended::deputy);
    CHECK(person(record, "Kari Anne Lien").organisation == "Fylkeskommunen/");
    CHECK(person(record, "Jens Moe").role == "vara");
}

TEST_CASE("lists and sentences of people", "[attendance]")
{
    const MeetingRecord commas =
        first_meeting(std::string("Møte i styret\n4. mai 2024\n\nTil stede:\n"
                                  "Bodil Krog, Koret\nSivert Aas, koordinator\n"
                                  "Forfall:\nTuva Rønning, Teatret\n\nReferent: Bodil Krog\n") +
                      cases);
    CHECK(commas.attendance.size() == 3);
    CHECK(person(commas, "Bodil Krog").organisation == "Koret");
    CHECK(person(commas, "Sivert Aas").role == "koordinator");
    CHECK(person(commas, "Tuva Rønning").attended == Attended::no);

    const MeetingRecord inline_list =
        first_meeting(std::string("Møte i styret 4. mai 2024\n\nTil stades: Bodil Krog (leiar), "
                                  "Sivert Aas, Kari\nLien og Ola Vik\n"
                                  "Fråvær: Tuva Rønning\n") +
                      cases);
    CHECK(inline_list.attendance.size() == 5);
    CHECK(person(inline_list, "Bodil Krog").role == "leiar");
    CHECK(person(inline_list, "Kari Lien").attended == Attended::yes);
    CHECK(person(inline_list, "Ola Vik").attended == Attended::yes);
    CHECK(person(inline_list, "Tuva Rønning").attended == Attended::no);

    const MeetingRecord wrapped =
        first_meeting(std::string("Møte i styret 4. mai 2024\n\n"
                                  "Frammøtte: Bodil Krog (leiar, 7. klasse), Sivert Aas, Anne\n"
                                  "Kari Lien (3. klasse) og rektor Ola Vik\n") +
                      cases);
    CHECK(wrapped.attendance.size() == 4);
    CHECK(person(wrapped, "Anne Kari Lien").attended == Attended::yes);

    const MeetingRecord headings = first_meeting(std::string(
        "# Referat 4. mai 2024\n\n## Til stede\n- Bodil Krog (NHN)\n- Sivert Aas (Oslo)\n\n"
        "### Ikke til stede\n- Tuva Rønning (NHN)\n\n## Agenda\n1. Budsjett\n\n## "
        "Saksbehandling\n\n### 1. Budsjett\nOK\n"));
    CHECK(headings.attendance.size() == 3);
    CHECK(person(headings, "Sivert Aas").organisation == "Oslo");
    CHECK(person(headings, "Tuva Rønning").attended == Attended::no);
    CHECK(headings.cases.at(0).decision == "OK");
}

TEST_CASE("organisation before name, and a deputy's place", "[attendance]")
{
    const MeetingRecord record = first_meeting(
        std::string(
            "Møte i styret 4. mai 2024\n\nOppmøte:\nKor - Bodil Krog\nTeater - \nFoto - Sivert\n") +
        cases);
    CHECK(record.attendance.size() == 2);
    CHECK(person(record, "Bodil Krog").organisation == "Kor");

    const MeetingRecord deputy =
        first_meeting(std::string("Møte i styret 4. mai 2024\n\nTil stede:\nBodil Krog (vara for "
                                  "Sivert Aas)\nOla Vik\n") +
                      cases);
    CHECK(person(deputy, "Bodil Krog").deputy_for == "Sivert Aas");
}

TEST_CASE("user names, roles before and behind names, deputies in brackets", "[attendance]")
{
    const MeetingRecord nicks = first_meeting(
        std::string(
            "Referat fra møte 4. mai 2024\n\nTilstede: pelle, hansru, Tove, olavk (ref)\n") +
        cases);
    CHECK(nicks.attendance.size() == 4);
    CHECK(person(nicks, "olavk").role == "ref");

    const MeetingRecord columns =
        first_meeting(std::string("Protokoll fra styremøte 4. mai 2024\n\n"
                                  "Tilstede:     Knut Ivar Dahle          Styreleder\n"
                                  "              Kari Lien                Varamedlem\n"
                                  "Forfall:      Ola Vik                  Styremedlem\n\n"
                                  "Dessuten møtte: Kirkeverge Randi Moen\n") +
                      cases);
    CHECK(columns.attendance.size() == 4);
    CHECK(person(columns, "Knut Ivar Dahle").role == "Styreleder");
    CHECK(person(columns, "Ola Vik").attended == Attended::no);
    CHECK(person(columns, "Randi Moen").role == "Kirkeverge");

    const MeetingRecord deputies =
        first_meeting(std::string("Møtebok 4. mai 2024\n\nTil stades: Kari Lien, Sverre Tveit\n"
                                  "Meldt fråfall: Ola Vik (vara Jorunn Moen møtte)\n") +
                      cases);
    CHECK(person(deputies, "Ola Vik").attended == Attended::deputy);
    CHECK(person(deputies, "Jorunn Moen").attended == Attended::yes);
    CHECK(person(deputies, "Jorunn Moen").deputy_for == "Ola Vik");

    const MeetingRecord sentence = first_meeting(
        std::string("Referat fra møte 4. mai 2024\n\n"
                    "Til stede var Kari Lien og Sverre Tveit. Ola Vik meldte avbud.\n") +
        cases);
    CHECK(person(sentence, "Ola Vik").attended == Attended::no);
}

TEST_CASE("absence said first, and people with their offices after what they share", "[attendance]")
{
    const MeetingRecord record = first_meeting(
        std::string(
            "Møtebok\n\nStyret for songlaget\n\nOnsdag 22.05.96 kl. 18.30 på skulen\n\n"
            "Desse møtte: Aslaug Moen, Terje Vik. Forfall hadde\nKnut Lie; varamedlem Oddny "
            "Berg møtte.\n") +
        cases);
    CHECK(record.date == "1996-05-22");
    CHECK(record.start_time == "18:30");
    CHECK(record.attendance.size() == 4);
    CHECK(person(record, "Knut Lie").attended == Attended::deputy);
    CHECK(person(record, "Oddny Berg").deputy_for == "Knut Lie");

    const MeetingRecord groups =
        first_meeting(std::string("Referat frå møte 4. mai 2024\n\nTil stades:\n"
                                  "Strand kommune: ordførar Ola Moen, rådmann Berit Vik\n"
                                  "Nes kommune: rådmann Per Kåre Lie\n") +
                      cases);
    CHECK(groups.attendance.size() == 3);
    CHECK(person(groups, "Berit Vik").organisation == "Strand kommune");
    CHECK(person(groups, "Per Kåre Lie").organisation == "Nes kommune");
}

TEST_CASE("people that no label announces, and labels of any name", "[attendance]")
{
    const MeetingRecord classes = first_meeting(
        std::string("Referat FAU Granlia skule 4. mai 2024\n\n"
                    "1A  Hege Berg\n1B  Morten Lie (vara)\n2A  ingen\n"
                    "3   Jarle Vik, leiar\n4   meldt forfall (Trude Moe)\n5A  Silje Tøsdal\n"
                    "Rektor Sigrun Lund var med på sak 2.\n") +
        cases);
    CHECK(classes.attendance.size() == 6);
    CHECK(person(classes, "Hege Berg").organisation == "1A");
    CHECK(person(classes, "Jarle Vik").role == "leiar");
    CHECK(person(classes, "Trude Moe").attended == Attended::no);
    CHECK(person(classes, "Sigrun Lund").attended == Attended::yes);

    const MeetingRecord groups =
        first_meeting(std::string("Møtebok 4. mai 2024\n\nFrå foreldra: Håvard Lie, Sigrid Moen\n"
                                  "Frå dei tilsette: Bjørg Vik, Truls Dahl\n") +
                      cases);
    CHECK(groups.attendance.size() == 4);
    CHECK(person(groups, "Sigrid Moen").organisation == "foreldra");
    CHECK(person(groups, "Truls Dahl").organisation == "dei tilsette");
}

TEST_CASE("people in columns, with initials, titles, brackets and semicolons", "[attendance]")
{
    const MeetingRecord columns =
        first_meeting(std::string("Protokoll 4. mai 2024\n\nDesse møtte:\n"
                                  "Oddveig Moen, leiar (SP)        Terje Lie, nestleiar (AP)\n"
                                  "Randi Vik (V)                   Arne Berg (H)\n") +
                      cases);
    CHECK(columns.attendance.size() == 4);
    CHECK(person(columns, "Terje Lie").role == "nestleiar");
    CHECK(person(columns, "Arne Berg").organisation == "H");

    const MeetingRecord initials =
        first_meeting(std::string("Referat fra møte 4. mai 2024\n\nDeltagere:\n"
                                  "EAH   Elin Aas Hoel      Fjellinstituttet (prosjektleder)\n"
                                  "JML   Jon-Morten Lunde   Sensor AS\n") +
                      cases);
    CHECK(initials.attendance.size() == 2);
    CHECK(person(initials, "Elin Aas Hoel").code == "EAH");
    CHECK(person(initials, "Elin Aas Hoel").organisation == "Fjellinstituttet");
    CHECK(person(initials, "Jon-Morten Lunde").code == "JML");

    const MeetingRecord titles = first_meeting(
        std::string("Møteprotokoll 4. mai 2024\n\n"
                    "Medlemer:                                Til stades     Merknad\n"
                    "Førstelektor Nazia Ahmed                 ja\n"
                    "Student Jonas Lie                        nei            forfall\n"
                    "Ekstern: Åslaug Fonn, Fjordmuseet        ja\n") +
        cases);
    CHECK(titles.attendance.size() == 3);
    CHECK(person(titles, "Nazia Ahmed").role == "Førstelektor");
    CHECK(person(titles, "Jonas Lie").attended == Attended::no);
    CHECK(person(titles, "Åslaug Fonn").attended == Attended::yes);

    const MeetingRecord nicknames = first_meeting(
        std::string("Styremøte 4. mai 2024\n\nMøtt opp: Sjefen (Eirik Lie), Bedkom (Lars Vik)\n") +
        cases);
    CHECK(person(nicknames, "Eirik Lie").role == "Sjefen");
    CHECK(person(nicknames, "Lars Vik").organisation == "Bedkom");

    const MeetingRecord parted = first_meeting(
        std::string(
            "Styremøte 4. mai 2024\n\nTil stede: Jan Moen, Nordland Fisk (leder); Hege Lie, "
            "Salmo; Tor Vik, Helgeland Rederi\n") +
        cases);
    CHECK(parted.attendance.size() == 3);
    CHECK(person(parted, "Hege Lie").organisation == "Salmo");
    CHECK(person(parted, "Jan Moen").role == "leder");
}

TEST_CASE("who came for whom is present, wherever it stands", "[attendance]")
{
    const MeetingRecord absent = first_meeting(
        std::string("Styremøte 4. mai 2024\n\nTil stades:\nElin Lie, kasserar\n"
                    "Ikkje møtt: Per Moen (utrykning)\nHelge Vik, 1. vara, møtte for Per Moen\n") +
        cases);
    CHECK(person(absent, "Helge Vik").attended == Attended::yes);
    CHECK(person(absent, "Helge Vik").deputy_for == "Per Moen");
    CHECK(person(absent, "Per Moen").attended == Attended::deputy);

    const MeetingRecord inside = first_meeting(
        std::string(
            "Styremøte 4. mai 2024\n\nFrammøtte var Oddny Lie, Alf Moen, vara for Per Vik, og "
            "Siv Dahl. Laila Berg sa frå at ho var sjuk.\n") +
        cases);
    CHECK(person(inside, "Alf Moen").deputy_for == "Per Vik");
    CHECK(person(inside, "Laila Berg").attended == Attended::no);
    CHECK(person(inside, "Oddny Lie").attended == Attended::yes);
}

TEST_CASE("sentences above the cases tell who came, too", "[attendance]")
{
    const MeetingRecord told = first_meeting(
        std::string(
            "Styremøte 4. mai 2024\n\nMøtte: Jan Moen og Siv Vik.\nPer Lie hadde meldt forfall.\n"
            "Fra selskapet møtte styreleder Kari Berg og daglig leder Ola Dahl.\n"
            "Revisor Tor Aas var til stede under sak 1. Hege Nes leidde møtet.\n"
            "Skolesjef Ivar Lunde var sekretær.\nNina Bakke var ikke til stede.\n"
            "Fra kommunen har Anne Holm sendt et brev.\n") +
        cases);
    for (const char* came :
         {"Kari Berg", "Ola Dahl", "Tor Aas", "Hege Nes", "Ivar Lunde", "Jan Moen"}) {
        CHECK(person(told, came).attended == Attended::yes);
    }
    CHECK(person(told, "Per Lie").attended == Attended::no);
    CHECK(std::none_of(told.attendance.begin(), told.attendance.end(), [](const Attendee& each) {
        return each.name == "Anne Holm";
    }));
}
