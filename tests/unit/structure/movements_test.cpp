// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/amounts.hpp"
#include "pipeline/structure/votes.hpp"
#include "support/made_document.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;
using namespace saksklar::test;

namespace {

/// "kind name time until number" of every movement.
std::vector<std::string> told(const MeetingRecord& record)
{
    std::vector<std::string> out;
    for (const Movement& each : record.movements) {
        const char* kinds[] = {"arrived", "left", "away", "recused"};
        out.push_back(std::string(kinds[static_cast<int>(each.kind)]) + " " + each.name + " " +
                      each.time.value_or("-") + " " + each.until.value_or("-") + " " +
                      each.case_number.value_or("-"));
    }
    return out;
}

MeetingRecord
meeting(const std::string& people, const std::string& first, const std::string& second)
{
    return first_meeting("Referat fra styremøte 4. mai 2024\n\n" + people +
                         "\n\nSak 1/24 Økonomi\n" + first + "\n\nSak 2/24 Utleie\n" + second +
                         "\n");
}

std::vector<Amount> amounts(const std::string& text)
{
    const MeetingRecord record = meeting("Til stede: Ola Vik, Kari Lie", text, "Utsatt.");
    return record.cases.at(0).amounts;
}

} // namespace

TEST_CASE("people who come and go in the list", "[movements]")
{
    const MeetingRecord record = meeting(
        "Til stede: Ola Vik (leder), Kari Lie (kom kl. 18.20), Per Moe (til 19:30), Ida Sæther, "
        "Jon Aas (fra sak 2/24)",
        "Godkjent.",
        "Utsatt.");
    CHECK(told(record) == std::vector<std::string>{"arrived Kari Lie 18:20 - -",
                                                   "left Per Moe 19:30 - -",
                                                   "arrived Jon Aas - - 2/24"});
    CHECK(record.movements.at(2).case_index == 1U);
    CHECK(record.attendance.size() == 5);
}

TEST_CASE("people who come and go in sentences", "[movements]")
{
    const std::string people = "Til stede: Ola Vik, Kari Lie, Per Moe og Ida Sæther";
    CHECK(told(meeting(people, "Ola Vik kom kl. 18.20.", "Kari gikk under sak 2/24.")) ==
          std::vector<std::string>{"arrived Ola Vik 18:20 - -", "left Kari Lie - - 2/24"});
    CHECK(told(meeting(people, "Per Moe forlot møtet kl. 19.", "Ida Sæther tiltrådte møtet.")) ==
          std::vector<std::string>{"left Per Moe 19:00 - -", "arrived Ida Sæther - - -"});
    CHECK(told(meeting(people,
                       "Ola Vik (H) og Kari Lie ble erklært inhabile og fratrådte.",
                       "Per Moe deltok ikke under behandlingen av sak 2/24.")) ==
          std::vector<std::string>{
              "recused Ola Vik - - -", "recused Kari Lie - - -", "away Per Moe - - 2/24"});
    CHECK(told(meeting(people, "Kari Lie fekk permisjon frå kl. 13.00.", "Utsett.")) ==
          std::vector<std::string>{"left Kari Lie 13:00 - -"});
    const MeetingRecord recused = meeting(people, "Godkjent.", "Ola Vik var inhabil.");
    REQUIRE(recused.movements.size() == 1);
    CHECK(recused.movements[0].case_index == 1U);
    CHECK(recused.movements[0].text == "Ola Vik var inhabil.");
}

TEST_CASE("words of movement that tell none", "[movements]")
{
    const std::string people = "Til stede: Ola Vik, Kari Lie, Per Moe og Ida Sæther";
    CHECK(told(meeting(people, "Ola Vik gikk gjennom regnskapet.", "Kari kom med et forslag."))
              .empty());
    CHECK(told(meeting(people, "Ola Vik ble ikke ansett som inhabil.", "Bussen kom kl. 18."))
              .empty());
    CHECK(told(meeting(people,
                       "Ola Vik spurte om noen var inhabile?",
                       "Per sier at det gikk fra kassen."))
              .empty());
    CHECK(told(meeting("Til stede: Ola Vik (leder), Kari Lie (på Teams)", "Ok.", "Ok.")).empty());
}

TEST_CASE("sums of money", "[amounts]")
{
    const auto only = [](const std::string& text) {
        const std::vector<Amount> found = amounts(text);
        REQUIRE(found.size() == 1);
        return found[0];
    };
    CHECK(only("Prisen er kr 450 000.").minor_units == 45000000);
    CHECK(only("Prisen er kr 450 000.").text == "kr 450 000");
    CHECK(only("Pris kr. 8.000,- pr. plass").minor_units == 800000);
    CHECK(only("Beholdning kr 43.117,50.").minor_units == 4311750);
    CHECK(only("Det er 87 500 kr på konto.").minor_units == 8750000);
    CHECK(only("Ramme: 12,5 mill. kroner").minor_units == 1250000000);
    CHECK(only("Ramme: 12,5 mill. kroner").text == "12,5 mill. kroner");
    CHECK(only("Påløpt 34,2 MNOK.").minor_units == 3420000000);
    CHECK(only("NOK 1 250 000 er brukt").minor_units == 125000000);
    CHECK(only("Vi kjøper for inntil 7000,-").minor_units == 700000);
    CHECK(only("Det koster 40 000kr i semesteret").minor_units == 4000000);
    CHECK(amounts("Renten er 5 %, 10 av 12 møtte i 2023, sak 12/24, tlf. 22 33 44 55.").empty());
    CHECK(amounts("Først kr 100, så 200 kr og til slutt 300,-.").size() == 3);
    // Broken over two lines
    CHECK(only("Prisen er 5 000\nkroner i alt.").minor_units == 500000);
    CHECK(only("Prisen settes ned til 2\n500 kr i alt.").minor_units == 250000);
    CHECK(only("Det betales kr\n1 200 for dette.").minor_units == 120000);
    CHECK(only("Det betales 200 kr\n1 gang i året.").minor_units == 20000);
    const std::vector<Amount> placed = amounts("Prisen er kr 450.");
    REQUIRE(placed.at(0).place);
    CHECK(placed[0].place->length == 6);
}

TEST_CASE("votes of every kind", "[votes]")
{
    using structure::read_vote;
    const auto counts = [](const std::string& sentence) {
        const std::optional<Vote> vote = read_vote(sentence);
        REQUIRE(vote);
        return std::vector<int>{
            vote->in_favour.value_or(-1), vote->against.value_or(-1), vote->abstained.value_or(-1)};
    };
    CHECK(counts("50 for, 8 mot, 4 blanke.") == std::vector<int>{50, 8, 4});
    CHECK(counts("3 for, 0 mot, 1 avholdende") == std::vector<int>{3, 0, 1});
    CHECK(counts("For: 28 Mot: 10 Blankt: 2") == std::vector<int>{28, 10, 2});
    CHECK(counts("9 ja, 1 nei og 1 blank.") == std::vector<int>{9, 1, 1});
    CHECK(counts("Innstillingen ble vedtatt med 3 mot 2 stemmer.") == std::vector<int>{3, 2, -1});
    CHECK(counts("Vart vedteke med 5 mot 1 røyst (H).") == std::vector<int>{5, 1, -1});
    CHECK(counts("Vedtatt mot 3 stemmer.") == std::vector<int>{-1, 3, -1});
    CHECK(counts("14 stemte for, 2 stemte mot og 1 avholdt seg.") == std::vector<int>{14, 2, 1});
    CHECK(counts("2 for og 4 imot.") == std::vector<int>{2, 4, -1});
    CHECK(read_vote("Forslaget fikk 2 stemmer (SV, SP) og falt.")->names_in_favour ==
          std::vector<std::string>{"SV", "SP"});
    CHECK(read_vote("Vart vedteke med 5 mot 1 røyst (H).")->names_against ==
          std::vector<std::string>{"H"});
    CHECK(read_vote("Kari Lie og Ola Vik stemte mot.")->names_against ==
          std::vector<std::string>{"Kari Lie", "Ola Vik"});
    CHECK(read_vote("Mot stemte Kari Lie.")->names_against == std::vector<std::string>{"Kari Lie"});
    CHECK_FALSE(read_vote("Det er 3 for mange og 10 mot natten."));
    CHECK_FALSE(read_vote("Vi brukte kr 2 102 for leie."));
}
