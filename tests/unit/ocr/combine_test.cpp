// SPDX-License-Identifier: Apache-2.0
#include "made_lines.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace saksklar;
using saksklar::testing::made_line;
using saksklar::testing::text_of;

namespace {

bool knows(std::string_view word)
{
    static const std::set<std::string, std::less<>> words{
        "møte", "på", "skole", "laget", "styret", "godkjent", "pdf", "saken", "fram", "i", "er"};
    return words.contains(word);
}

/// What comes of one line read by the Norwegian and by the English model.
std::string combined(const std::string& norwegian, const std::string& english)
{
    const auto lines = combine_readings({made_line(norwegian)}, {made_line(english)}, knows);
    return lines.empty() ? "" : text_of(lines.front());
}

} // namespace

TEST_CASE("letters come from the Norwegian model and signs from the other", "[combine]")
{
    const auto [norwegian, english, expected] =
        GENERATE(table<std::string, std::string, std::string>({
            {"møte på skole", "mate pa skole", "møte på skole"},
            {"postØelva.no", "post@elva.no", "post@elva.no"},
            {"$ 5-2", "§ 5-2", "§ 5-2"},
            {"H12", "#12", "#12"},
            {"påf", "pdf", "påf"}, // no proof that å is wrong
            {"fil(navn)", "fil{navn}", "fil{navn}"},
            {"Ølberg", "@lberg", "Ølberg"}, // the English model reads Ø so
            {"møter", "m@ter", "møter"},
            {"- saken", "~ saken", "- saken"},
            {"godkient", "godkjent", "godkjent"}, // a known word against an unknown one
            {"fram", "tram", "fram"},
        }));
    CAPTURE(norwegian, english);
    CHECK(combined(norwegian, english) == expected);
}

TEST_CASE("the reading that was not chosen is kept beside", "[combine]")
{
    const auto lines = combine_readings({made_line("godkient")}, {made_line("godkjent")}, knows);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].words[0].alternatives == std::vector<std::string>{"godkient"});
}

TEST_CASE("a line that only the first model saw stays", "[combine]")
{
    const auto lines = combine_readings(
        {made_line("møte", 0), made_line("skole", 100)}, {made_line("mate", 0)}, knows);
    CHECK(lines.size() == 2);
}

TEST_CASE("specks that only the second model saw are dropped", "[combine]")
{
    const auto lines = combine_readings({made_line("møte på")}, {made_line("mate pa '")}, knows);
    REQUIRE(lines.size() == 1);
    CHECK(text_of(lines[0]) == "møte på");
}

TEST_CASE("two readings of like models are settled word by word", "[combine]")
{
    const auto lines = reconcile_readings({made_line("saken er godkient", 0, 0.8)},
                                          {made_line("saken er godkjent", 0, 0.8)},
                                          {made_line("saken er godkjent", 0, 0.8)},
                                          knows);
    REQUIRE(lines.size() == 1);
    CHECK(text_of(lines[0]) == "saken er godkjent");
}

TEST_CASE("a line that one reading lost comes back in its place", "[combine]")
{
    const auto lines = reconcile_readings(
        {made_line("styret", 0), made_line("skole", 80)},
        {made_line("styret", 0), made_line("møte på", 40), made_line("skole", 80)},
        {},
        knows);
    REQUIRE(lines.size() == 3);
    CHECK(text_of(lines[1]) == "møte på");
}

TEST_CASE("doubt is the share of words that the second model does not confirm", "[combine]")
{
    CHECK(doubt({made_line("møte på skole")}, {made_line("mate pa skole")}) == 0);
    CHECK(doubt({made_line("møte på skole")}, {made_line("mate pa stole")}) == Approx(1.0 / 3));
    CHECK(doubt({}, {}) == 1);
}

TEST_CASE("shapes of letters that words do not have are set right", "[combine]")
{
    const auto [read, expected] = GENERATE(table<std::string, std::string>({
        {"IFl-laget", "IFI-laget"},
        {"HelselD", "HelseID"},
        {"2O17", "2017"},
        {"O00", "000"},
        {"All", "All"},
        {"Oslo", "Oslo"},
        {"Lillehammer", "Lillehammer"},
        {"ål", "ål"},
    }));
    CAPTURE(read);
    CHECK(with_likely_shapes(read) == expected);
}

TEST_CASE("what opens a line stands apart", "[combine]")
{
    std::vector<ChosenLine> lines = only_reading({made_line("-Taket males"),
                                                  made_line("4.1- Budsjett"),
                                                  made_line("-5 grader"),
                                                  made_line("2019- budsjett")});
    part_openings(lines);
    CHECK(text_of(lines[0]) == "- Taket males");
    CHECK(text_of(lines[1]) == "4.1 - Budsjett");
    CHECK(text_of(lines[2]) == "-5 grader");
    CHECK(text_of(lines[3]) == "2019- budsjett");
    CHECK(lines[0].words[0].word.box.right == lines[0].words[1].word.box.left);
}

TEST_CASE("words that were parted before a slash are joined when no space is there", "[combine]")
{
    OcrLine line = made_line("og /eller");
    line.words[1].box.left = line.words[0].box.right + 2;
    std::vector<ChosenLine> lines =
        only_reading({line, made_line("og / eller"), made_line("se /dev")});
    join_at_slashes(lines);
    CHECK(text_of(lines[0]) == "og/eller");
    CHECK(text_of(lines[1]) == "og / eller");
    CHECK(text_of(lines[2]) == "se /dev");
}

TEST_CASE("the border of a page is no text", "[combine]")
{
    OcrLine line = made_line("Sum 40 |");
    line.words[2].box.left += 100;
    std::vector<ChosenLine> lines = only_reading({line, made_line("|"), made_line("a | b")});
    drop_rules(lines);
    REQUIRE(lines.size() == 2);
    CHECK(text_of(lines[0]) == "Sum 40");
    CHECK(text_of(lines[1]) == "a | b");
}
