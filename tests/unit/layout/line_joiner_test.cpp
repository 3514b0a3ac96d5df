// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/line_joiner.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

using namespace saksklar;

namespace {

const std::set<std::string, std::less<>> words{
    "innkallingen", "kommunestyret", "work", "shop", "barne", "ungdomsrådet", "møte"};

JoinedText joined(const std::vector<std::string>& lines)
{
    JoinedText result =
        join_lines(lines, [](std::string_view word) { return words.contains(word); });
    std::string all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        all += i == 0 ? "" : "\n";
        all += lines[i];
    }
    CHECK(apply_edits(all, result.edits) == result.text);
    return result;
}

} // namespace

TEST_CASE("wrapped lines become running text", "[line_joiner]")
{
    CHECK(joined({"Det ble spurt om hvorfor innkallingen kom så sent i år, og",
                  "styreleder beklaget at den måtte sendes på nytt etter at",
                  "  dagsorden var endret.",
                  "",
                  "Neste møte er i mai."})
              .text ==
          "Det ble spurt om hvorfor innkallingen kom så sent i år, og styreleder beklaget "
          "at den måtte sendes på nytt etter at dagsorden var endret.\n\nNeste møte er i "
          "mai.");
}

TEST_CASE("a hyphen at the end of a line goes or stays by the words", "[line_joiner]")
{
    const auto [left, right, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"innkal-", "lingen", "innkallingen"},
        {"kommune\u00AD", "styret", "kommunestyret"},
        {"barne-", "og ungdomsrådet", "barne- og ungdomsrådet"},
        {"UiB-", "MED", "UiB-MED"},
        {"work-", "shop", "work-shop"},
        {"Tjørnvåg-", "Nøstdal", "Tjørnvåg-Nøstdal"},
    }));
    const std::string start = "Her står det en lang nok linje før ordet ";
    CHECK(joined({start + left, right + " og noe mer."}).text == start + expected + " og noe mer.");
}

TEST_CASE("lists, rows, headings and short lines keep their breaks", "[line_joiner]")
{
    const std::vector<std::string> lines{
        "Til stede:",
        "Åse Kvernhaugen",
        "Pål Tjørnvåg",
        "Det ble spurt om hvorfor innkallingen kom så sent på året, men det",
        "Sak 2/08",
        "1. Regnskap og budsjett for lekeplassen ved skolen på øvre Måseskar",
        "2. Eventuelt",
        "• Gjerdet rundt lekeplassen ved skolen på øvre Måseskar må skiftes.",
        "- en til",
        "Navn\tRolle",
        "Åse    leder    ja",
    };
    CHECK(joined(lines).text.find("Kvernhaugen\nPål") != std::string::npos);
    CHECK(joined(lines).text.find("\nSak 2/08\n1. Regnskap") != std::string::npos);
    CHECK(joined(lines).text.find("Måseskar\n2. Eventuelt\n•") != std::string::npos);
    CHECK(joined(lines).text.find("\nNavn\tRolle\nÅse    leder") != std::string::npos);
}

TEST_CASE("places lead back to their lines", "[line_joiner]")
{
    const std::vector<std::string> lines{"En setning som er lang nok til at den brytes mellom",
                                         "   to linjer på arket."};
    const JoinedText result = joined(lines);
    const OffsetMap map(result.edits);
    const std::size_t at = result.text.find("to linjer");
    REQUIRE(at != std::string::npos);
    CHECK(map.to_before(at) == lines[0].size() + 1 + 3);
}

TEST_CASE("nothing to join", "[line_joiner]")
{
    CHECK(joined({}).text.empty());
    CHECK(joined({"", ""}).text == "\n");
}
