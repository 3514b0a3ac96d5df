// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/duties.hpp"

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
        {"Mona skriver utkast innen 25. mai.", "25. mai."},
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
