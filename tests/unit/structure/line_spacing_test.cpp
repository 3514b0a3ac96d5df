// SPDX-License-Identifier: Apache-2.0
// The same minutes with all of their lines set in another way give the same cases and people.
#include "support/short_minutes.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>

using namespace saksklar;
using saksklar::test::cases_of;
using saksklar::test::first_meeting;
using saksklar::test::Lines;
using saksklar::test::present;

namespace {

const std::string minutes = "Referat fra styremøte i velforeningen\n"
                            "Tid: 4. mai 2004 kl. 18.00\n"
                            "\n"
                            "Til stede:\n"
                            "Kari Berg, leder\n"
                            "Ola Vik\n"
                            "Siv Moen\n"
                            "\n"
                            "Regnskap for fjoråret\n"
                            "\n"
                            "Ola Vik gikk gjennom tallene, som viser et overskudd på 4 000 kroner\n"
                            "og at egenkapitalen er uendret. Regnskapet ble godkjent.\n"
                            "\n"
                            "Dugnad på lekeplassen\n"
                            "\n"
                            "Det trengs ny sand. Dugnaden utsettes til høsten fordi kommunen ikke\n"
                            "kan levere før i august.\n"
                            "\n"
                            "Nye medlemmer i styret\n"
                            "\n"
                            "Valgkomiteen har spurt fire av dem som flyttet inn i fjor, og to har\n"
                            "sagt ja. Saken ble tatt til orientering.\n"
                            "\n"
                            "Eventuelt\n"
                            "\n"
                            "Ingen saker.\n";

std::string each_line(const std::function<std::string(const std::string&)>& change)
{
    std::string out;
    for (std::size_t at = 0; at < minutes.size();) {
        const std::size_t end = minutes.find('\n', at);
        out += change(minutes.substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return out;
}

void check_same(const std::string& text)
{
    const MeetingRecord as_it_is = first_meeting(minutes);
    const MeetingRecord changed = first_meeting(text);
    CHECK(cases_of(changed) == cases_of(as_it_is));
    CHECK(present(changed) == present(as_it_is));
    CHECK(changed.date == as_it_is.date);
    CHECK(changed.start_time == as_it_is.start_time);
}

} // namespace

TEST_CASE("the minutes themselves", "[spacing]")
{
    const MeetingRecord record = first_meeting(minutes);
    CHECK(cases_of(record) ==
          Lines{"|Regnskap for fjoråret|Regnskapet ble godkjent.",
                "|Dugnad på lekeplassen|Dugnaden utsettes til høsten fordi kommunen ikke kan "
                "levere før i august.",
                "|Nye medlemmer i styret|Saken ble tatt til orientering.",
                "|Eventuelt|"});
    CHECK(present(record).size() == 3);
}

TEST_CASE("a margin, blanks at the ends of lines", "[spacing]")
{
    check_same(each_line([](const std::string& line) { return line.empty() ? line : " " + line; }));
    check_same(each_line([](const std::string& line) { return "        " + line; }));
    check_same(each_line([](const std::string& line) { return "\t" + line; }));
    check_same(each_line([](const std::string& line) { return line + "   "; }));
    check_same(each_line([](const std::string& line) { return line + "\r"; }));
}

TEST_CASE("more blank lines everywhere", "[spacing]")
{
    check_same(each_line([](const std::string& line) { return line.empty() ? "\n" : line; }));
    check_same(each_line([](const std::string& line) { return line.empty() ? "\n\n" : line; }));
    check_same(each_line([](const std::string& line) { return line + "\n"; }));
    check_same(each_line([](const std::string& line) { return line + "\n\n"; }));
}

TEST_CASE("a number of a page alone between blank lines", "[spacing]")
{
    std::string text = "Referat fra styremøte 4. mai 2004\n\nTil stede: Kari Berg, Ola Vik\n\n";
    for (int number = 1; number <= 9; ++number) {
        text +=
            std::to_string(number) + ". Søknad fra lag " + std::to_string(number) +
            "\n\nLaget søker om midler til turen.\nStyret drøftet søknaden, og støtten gis på\n";
        text += number % 4 == 0 ? "\n" + std::to_string(number / 4) + "\n\n" : "";
        text += "vanlige vilkår. Søknaden ble innvilget.\n\n";
    }
    const MeetingRecord record = first_meeting(text);
    REQUIRE(record.cases.size() == 9);
    for (const CaseRecord& each : record.cases) {
        CHECK(each.decision == "Søknaden ble innvilget.");
        CHECK(each.text.find("\n1") == std::string::npos);
    }
}
