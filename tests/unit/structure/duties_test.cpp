// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/duties.hpp"
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

using saksklar::Attendee;
using saksklar::FollowUp;

namespace {

FollowUp duty(const std::string& text)
{
    Attendee sami;
    sami.name = "Dávvet Somby";
    Attendee editor;
    editor.name = "Synnøve Moen Eik";
    editor.code = "SME";
    Attendee user;
    user.name = "zoidnor";
    FollowUp item;
    item.text = text;
    saksklar::structure::read_duty(item, {sami, editor, user});
    return item;
}

} // namespace

TEST_CASE("who is to do something, by name, initials or user name", "[duties]")
{
    const auto [text, person] = GENERATE(table<std::string, std::string>({
        {"Kari ringer banken", "Kari"},
        {"Kari: ringe banken", "Kari"},
        {"Kari og Ola ringer banken", "Kari og Ola"},
        {"Berit, Ola → utlysing", "Berit, Ola"},
        {"Bea+Øystein: søknad", "Bea+Øystein"},
        {"Kari Lie Berg sender brev", "Kari Lie Berg"},
        {"Hans-Are bestiller leser", "Hans-Are"},
        {"SME: tekst til kap. 6.2", "SME"},
        {"SME skriver teksten", "SME"},
        {"Dávvet: prøve filene", "Dávvet"},
        {"zoidnor: kjøleskap", "zoidnor"},
        {"@siri booker rom", "siri"},
        {"Alle: lese avtalen", "Alle"},
        {"Bestille mat (Maja, Thomas)", "Maja, Thomas"},
        {"teste på nytt (@kgb)", "kgb"},
        {"Bestille mat → Kari", "Kari"},
        {"Bestille mat - Kari og Ola", "Kari og Ola"},
        {"Skilt settes opp. Ansvar: Geir Olsen", "Geir Olsen"},
        {"Ansvarlig: Alle spør i egen klasse", "Alle"},
        {"Ansv.: Liv Frist: neste møte", "Liv"},
        {"Ansvar / frist: Erlend / 1.6.", "Erlend"},
        {"Maria og Hilde", "Maria og Hilde"},
    }));
    CAPTURE(text);
    CHECK(duty(text).person == person);
}

TEST_CASE("nobody is named to do something", "[duties]")
{
    const std::string text = GENERATE(as<std::string>{},
                                      "Lage lister (Oslo, Tromsø)",
                                      "Kontaktmøte - kanskje i mai",
                                      "Forfattere uten kontrakt:",
                                      "Budsjettet sendes ut",
                                      "Referat Kari",
                                      "Frist: 1. mai",
                                      "");
    CAPTURE(text);
    CHECK(duty(text).person == std::nullopt);
}

TEST_CASE("until when something is to be done", "[duties]")
{
    const auto [text, deadline] = GENERATE(table<std::string, std::string>({
        {"Skilt settes opp. Ansvar: Geir. Frist: 1. september.", "1. september"},
        {"Frist: 27.11 Ansvar: SØ", "27.11"},
        {"Petter skriver utlysning (frist 26. mars)", "26. mars"},
        {"Mona skriver utkast innen 25. mai.", "25. mai"},
        {"Ansvar / frist: Geir 01.12.19", "01.12.19"},
        {"Ansvar / frist: Ragnhild, 20.02", "20.02"},
        {"Frist: løpende", "løpende"},
    }));
    CAPTURE(text);
    CHECK(duty(text).deadline == deadline);
}

TEST_CASE("a name alone is no deadline", "[duties]")
{
    CHECK(duty("Ansvar / frist: Vigdis").deadline == std::nullopt);
    CHECK(duty("Ansvar / frist: Vigdis").person == "Vigdis");
}

TEST_CASE("sentences that say what somebody is to do", "[duties]")
{
    const auto told = [](const std::string& sentence) {
        Attendee kari;
        kari.name = "Kari Berg";
        const std::optional<FollowUp> item = saksklar::structure::told_duty(sentence, {kari});
        return item ? item->person.value_or("") + "|" + item->deadline.value_or("") : std::string();
    };
    CHECK(told("Kari ringer kommunen innen 1. mai 2024.") == "Kari|1. mai 2024");
    CHECK(told("Kari og Ola lager utkast til neste møte.") == "Kari og Ola|");
    CHECK(told("Kari Berg følger opp.") == "Kari Berg|");
    CHECK(told("Kari skal sjekke prisen.") == "Kari|");
    CHECK(told("Kari: sende ut innkalling") == "Kari|");
    for (const std::string nothing : {"Kari fortalte om turen.",
                                      "Kari har sendt brevet.",
                                      "Kari mener at prisen er høy.",
                                      "Kari tar ikke kontakt med dem.",
                                      "Sender Kari brevet?",
                                      "Styret følger opp saken.",
                                      "Kari Berg skriver"}) {
        INFO(nothing);
        CHECK(told(nothing).empty());
    }
}

TEST_CASE("duties are told in the sentences of a case, wrapped or not", "[duties]")
{
    const saksklar::MeetingRecord record = saksklar::test::first_meeting(
        saksklar::test::head + "Sak 1 Dugnad\nVi drøftet saken lenge. Ola ringer begge\n"
                               "leverandørene innen 1. mai. Det ble sent.\n\nSak 2 Eventuelt\n");
    REQUIRE(record.cases.size() == 2);
    REQUIRE(record.cases[0].follow_ups.size() == 1);
    CHECK(record.cases[0].follow_ups[0].text == "Ola ringer begge leverandørene innen 1. mai.");
    CHECK(record.cases[0].follow_ups[0].person == "Ola");
    CHECK(record.cases[0].follow_ups[0].deadline == "1. mai");
}
