// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/text_layer.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace saksklar;

namespace {

/// Words of `text` set at (left, top) in a font where a letter is half as wide as high.
void set_line(std::vector<PlacedWord>& words,
              double left,
              double top,
              const std::string& text,
              double size = 10,
              const std::string& font = "Serif")
{
    std::istringstream stream(text);
    for (std::string word; stream >> word;) {
        const double width = 0.5 * size * static_cast<double>(word.size());
        PlacedWord placed;
        placed.text = word;
        placed.box = {left, top, left + width, top + size};
        placed.font_size = size;
        placed.font = font;
        words.push_back(placed);
        left += width + 0.3 * size;
    }
}

std::vector<std::string> texts(const std::vector<Line>& lines)
{
    std::vector<std::string> out;
    for (const Line& line : lines) {
        out.push_back(line.text);
    }
    return out;
}

} // namespace

TEST_CASE("words of one height make one line", "[text_layer]")
{
    std::vector<PlacedWord> words;
    set_line(words, 50, 72, "Sak fem handler om taket", 10);
    set_line(words, 50, 86, "og om penger", 10);
    const std::vector<Line> lines = lines_of_words(words);
    CHECK(texts(lines) == std::vector<std::string>{"Sak fem handler om taket", "og om penger"});
    CHECK(lines[0].words.size() == 5);
    CHECK_FALSE(lines[0].table_row);
    CHECK(lines[0].box.left == Approx(50));
}

TEST_CASE("a row of a table keeps its cells apart by tabs", "[text_layer]")
{
    std::vector<PlacedWord> words;
    set_line(words, 50, 72, "Navn", 10);
    set_line(words, 200, 72, "Verv", 10);
    set_line(words, 320, 72, "Til stede", 10);
    set_line(words, 50, 86, "Kari Tveit", 10);
    set_line(words, 200, 86, "leder", 10);
    set_line(words, 320, 86, "ja", 10);
    const std::vector<Line> lines = lines_of_words(words);
    CHECK(texts(lines) ==
          std::vector<std::string>{"Navn\tVerv\tTil stede", "Kari Tveit\tleder\tja"});
    CHECK(lines[0].table_row);
}

TEST_CASE("columns of running text are read one after the other", "[text_layer]")
{
    std::vector<PlacedWord> words;
    set_line(words, 50, 40, "Overskrift som går tvers over begge spaltene på siden her", 10);
    for (int row = 0; row < 8; ++row) {
        set_line(words, 50, 72 + 14.0 * row, "venstre spalte har mange ord i raden", 10);
        set_line(words, 320, 72 + 14.0 * row, "den andre spalten har like mange ord", 10);
    }
    const std::vector<Line> lines = lines_of_words(words);
    REQUIRE(lines.size() == 17);
    CHECK(lines[1].text == "venstre spalte har mange ord i raden");
    CHECK(lines[8].text == "venstre spalte har mange ord i raden");
    CHECK(lines[9].text == "den andre spalten har like mange ord");
}

TEST_CASE("a word that the source broke at a change of font is joined again", "[text_layer]")
{
    std::vector<PlacedWord> words;
    set_line(words, 50, 72, "Vedtak", 10, "Serif-Bold");
    words.back().space_after = false;
    PlacedWord colon;
    colon.text = ":";
    colon.box = {words.back().box.right + 0.2, 72, words.back().box.right + 3, 82};
    colon.font_size = 10;
    words.push_back(colon);
    CHECK(texts(lines_of_words(words)) == std::vector<std::string>{"Vedtak:"});
}

TEST_CASE("a line is bold when all its words are", "[text_layer]")
{
    std::vector<PlacedWord> words;
    set_line(words, 50, 72, "Sak 4", 10, "Arial-BoldMT");
    set_line(words, 50, 86, "Sak", 10, "Arial-BoldMT");
    set_line(words, 80, 86, "fire", 10, "ArialMT");
    const std::vector<Line> lines = lines_of_words(words);
    CHECK(lines[0].bold);
    CHECK(lines[0].bold_until == 0);
    CHECK_FALSE(lines[1].bold);
    CHECK(lines[1].bold_until == 3); // "Sak"
}
