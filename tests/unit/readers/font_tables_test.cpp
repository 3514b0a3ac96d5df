// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/font_tables.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

void put16(std::string& out, unsigned value)
{
    out += static_cast<char>(value >> 8U);
    out += static_cast<char>(value & 0xFFU);
}

void put32(std::string& out, unsigned value)
{
    put16(out, value >> 16U);
    put16(out, value & 0xFFFFU);
}

/// A font program with nothing but a table of characters, format 4: A..C are glyphs 4..6, å is 9.
std::string made_font()
{
    std::string font;
    put32(font, 0x00010000);
    put16(font, 1); // tables
    put16(font, 0);
    put16(font, 0);
    put16(font, 0);
    font += "cmap";
    put32(font, 0);
    put32(font, 28);
    put32(font, 100);
    put16(font, 0);
    put16(font, 1);
    put16(font, 3);
    put16(font, 1);
    put32(font, 12);
    put16(font, 4); // format
    put16(font, 40);
    put16(font, 0);
    put16(font, 6); // three segments
    put16(font, 0);
    put16(font, 0);
    put16(font, 0);
    put16(font, 'C');
    put16(font, 0xE5);
    put16(font, 0xFFFF);
    put16(font, 0);
    put16(font, 'A');
    put16(font, 0xE5);
    put16(font, 0xFFFF);
    put16(font, 0x10000 + 4 - 'A');
    put16(font, 0x10000 + 9 - 0xE5);
    put16(font, 1);
    put16(font, 0);
    put16(font, 0);
    put16(font, 0);
    return font;
}

} // namespace

TEST_CASE("a font's own table says what its glyphs draw", "[font_tables]")
{
    const GlyphLetters letters = letters_of_truetype(made_font());
    CHECK(letters == GlyphLetters{{4, U'A'}, {5, U'B'}, {6, U'C'}, {9, U'å'}});
}

TEST_CASE("a cut-off font gives what it has, or nothing", "[font_tables]")
{
    const std::string font = made_font();
    for (std::size_t size = 0; size < font.size(); ++size) {
        CHECK(letters_of_truetype(std::string_view(font).substr(0, size)).size() <= 0x10000);
    }
    CHECK(letters_of_truetype("no font at all, only a sentence").empty());
}

TEST_CASE("the usual order of glyphs has the Norwegian letters", "[font_tables]")
{
    const GlyphLetters letters = letters_in_usual_order();
    CHECK(letters.at(3) == U' ');
    CHECK(letters.at(36) == U'A');
    CHECK(letters.at(110) == U'å');
    CHECK(letters.at(160) == U'æ');
    CHECK(letters.at(161) == U'ø');
}

TEST_CASE("a table of letters is written as PDF readers want it", "[font_tables]")
{
    const std::string map = to_unicode_map({{3, U' '}, {500, U'\x1F600'}});
    CHECK(map.find("2 beginbfchar") != std::string::npos);
    CHECK(map.find("<0003> <0020>") != std::string::npos);
    CHECK(map.find("<01F4> <D83DDE00>") != std::string::npos);
}
