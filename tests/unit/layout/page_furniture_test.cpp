// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/page_furniture.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;

namespace {

/// The lines that are no furniture, pages apart.
std::string kept(const PageLines& pages)
{
    const auto flags = page_furniture(pages);
    REQUIRE(flags.size() == pages.size());
    std::string text;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        REQUIRE(flags[page].size() == pages[page].size());
        for (std::size_t line = 0; line < pages[page].size(); ++line) {
            text += flags[page][line] ? "" : pages[page][line] + "|";
        }
        text += "/";
    }
    return text;
}

} // namespace

TEST_CASE("page numbers in words are furniture on any page", "[page_furniture]")
{
    const auto number = GENERATE("Side 2 av 5",
                                 "side 2",
                                 "- 3 -",
                                 "– 3 –",
                                 "Side: 2/5",
                                 "Page 1 of 1",
                                 "https://eksempel.no/referat  1/2");
    CAPTURE(number);
    CHECK(kept({{"Referat", "Sak 1 Valg", number}}) == "Referat|Sak 1 Valg|/");
}

TEST_CASE("bare numbers must count with the pages", "[page_furniture]")
{
    CHECK(kept({{"Tittel", "a", "1"}, {"b", "c", "2"}, {"d", "e", "3"}}) == "Tittel|a|/b|c|/d|e|/");
    CHECK(kept({{"Tittel", "a", "12"}, {"b", "c", "40"}, {"d", "e", "7"}}) ==
          "Tittel|a|12|/b|c|40|/d|e|7|/");
    CHECK(kept({{"Deltakere", "14"}}) == "Deltakere|14|/");
}

TEST_CASE("running headers and footers go, but for the first header", "[page_furniture]")
{
    const PageLines pages{{"Fjellrype velforening", "Sak 1 Valg", "tekst", "Org.nr. 123"},
                          {"Fjellrype velforening", "mer tekst", "Org.nr. 123"},
                          {"Fjellrype velforening", "slutt", "Org.nr. 123"}};
    CHECK(kept(pages) == "Fjellrype velforening|Sak 1 Valg|tekst|/mer tekst|/slutt|/");
}

TEST_CASE("headings and formulas that recur are content", "[page_furniture]")
{
    const PageLines pages{{"Møte", "x", "Vedtak: godkjent"},
                          {"Sak 2/24", "y", "Vedtak: godkjent"},
                          {"Sak 3/24", "z", "Vedtak: godkjent"},
                          {"Sak 4/24", "w", "Enstemmig vedtatt"}};
    CHECK(kept(pages) == "Møte|x|Vedtak: godkjent|/Sak 2/24|y|Vedtak: godkjent|/"
                         "Sak 3/24|z|Vedtak: godkjent|/Sak 4/24|w|Enstemmig vedtatt|/");
}

TEST_CASE("numbers within a header may count", "[page_furniture]")
{
    const PageLines pages{
        {"Møtebok 3/89 side 4", "a"}, {"Møtebok 3/89 side 5", "b"}, {"Møtebok 3/89 side 6", "c"}};
    CHECK(kept(pages) == "Møtebok 3/89 side 4|a|/b|/c|/");
}

TEST_CASE("no pages and blank pages are fine", "[page_furniture]")
{
    CHECK(kept({}).empty());
    CHECK(kept({{}, {"", "  "}}) == "/|  |/");
}
