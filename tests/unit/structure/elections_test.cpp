// SPDX-License-Identifier: Apache-2.0
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using saksklar::test::first_meeting;

namespace {

using Named = std::vector<std::string>;

/// "name=office" of everybody who was elected in a case of that title and text.
Named elected(const std::string& title, const std::string& text)
{
    const MeetingRecord record = first_meeting("Referat fra årsmøte 4. mai 2024\n\nSak 1 " + title +
                                               "\n" + text + "\n\nSak 2 Eventuelt\nIngen.\n");
    REQUIRE(record.cases.size() == 2);
    Named out;
    for (const Elected& each : record.cases[0].elected) {
        out.push_back(each.name + "=" + each.office.value_or("?"));
        CHECK(each.place);
    }
    return out;
}

} // namespace

TEST_CASE("offices and names under the title of an election", "[elections]")
{
    CHECK(elected("Valg",
                  "Leder (2 år): Kari Berg, gjenvalgt\nStyremedlemmer: Jo Tveit og Anne Lie\n"
                  "Formann Arvid Strand") == Named{"Kari Berg=Leder (2 år)",
                                                   "Jo Tveit=Styremedlemmer",
                                                   "Anne Lie=Styremedlemmer",
                                                   "Arvid Strand=Formann"});
    CHECK(elected("Valg av referent", "Vedtak: Kari Berg") == Named{"Kari Berg=referent"});
    CHECK(elected("Valg av ny referent", "Vedtak: Kari Berg") == Named{"Kari Berg=referent"});
    CHECK(elected("Valg av vervene", "Kari Berg ble valgt.") == Named{"Kari Berg=?"});
    CHECK(elected("Valg av dirigent og referent", "Kari Berg og Ola Vik ble valgt.") ==
          Named{"Kari Berg=?", "Ola Vik=?"});
}

TEST_CASE("elections in sentences", "[elections]")
{
    CHECK(elected("Nytt styre", "Kari Berg ble enstemmig valgt til ny leder.") ==
          Named{"Kari Berg=leder"});
    CHECK(elected("Konstituering", "Som møteleder ble valgt Kari Berg.") ==
          Named{"Kari Berg=møteleder"});
    CHECK(elected("Val", "Ola Vik vart attvald som kasserar.") == Named{"Ola Vik=kasserar"});
    CHECK(elected("Valg av valgkomité", "Kari Berg og Ola Vik ble valgt ved akklamasjon.") ==
          Named{"Kari Berg=valgkomité", "Ola Vik=valgkomité"});
}

TEST_CASE("who stood for election was not elected", "[elections]")
{
    CHECK(elected("Valg av leder", "Kandidater: Kari Berg, Ola Vik\nValget utsettes.").empty());
    CHECK(elected("Valg av leder", "Kari Berg er på valg.").empty());
    CHECK(elected("Regnskap", "Leder: Kari Berg la fram regnskapet.").empty());
    CHECK(elected("Møbler", "Det ble valgt blå stoler.").empty());
}

TEST_CASE("how and for how long somebody was elected is no part of the name", "[elections]")
{
    const MeetingRecord record = first_meeting("Årsmøte 4. mai 2024\n\nSak 1 Val\nLeiar: Jostein "
                                               "Lie, attval for eitt år\nStyremedlem: Guro "
                                               "Berg, ny, for to år\nStyremedlem: Ståle Moen, "
                                               "ikkje på val\nKasserar: Kari Vik gjenvalgt\n\n"
                                               "Sak 2 Ymse\nIngen.\n");
    REQUIRE(record.cases.size() == 2);
    REQUIRE(record.cases[0].elected.size() == 3);
    CHECK(record.cases[0].elected[0].name == "Jostein Lie");
    CHECK(record.cases[0].elected[1].name == "Guro Berg");
    CHECK(record.cases[0].elected[2].name == "Kari Vik");
}
