// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/font_tables.hpp"
#include "pipeline/readers/glyph_letters.hpp"
#include "pipeline/readers/pdf_facts.hpp"
#include "pipeline/readers/poppler_pages.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace saksklar;

namespace {

const std::string fonts = SAKSKLAR_SOURCE_DIR "/tests/resources/fonts/";
const std::string sample =
    SAKSKLAR_SOURCE_DIR "/samples/arkiv/kommune/møteprotokoll-2026-02-11.pdf";

/// Glyphs of ten points each, from `left` on.
GlyphRun run_of(const std::u32string& codes, double left)
{
    GlyphRun run;
    for (const char32_t code : codes) {
        run.glyphs.push_back({code, {left, 0, left + 10, 10}});
        left += 10;
    }
    return run;
}

Word word_at(const std::string& text, double left, double right)
{
    return {text, {left, 0, right, 10}, 0.9, {}};
}

/// The lines of a sound page, as a faultless reading of its picture would give them.
std::vector<Line> lines_of(const PopplerPages& pages, std::size_t page_index)
{
    return lines_of_words(pages.text(page_index).words);
}

std::string text_of(const std::vector<Line>& lines)
{
    std::string text;
    for (const Line& line : lines) {
        text += line.text + "\n";
    }
    return text;
}

} // namespace

TEST_CASE("glyphs learn their letters by place")
{
    GlyphVotes votes;
    // Space is 9; 5 is the ligature "ffi".
    const std::vector<GlyphRun> runs{run_of({1, 2, 9, 1, 3, 2}, 0), run_of({1, 5, 2}, 100)};
    Line line;
    line.words = {word_at("al", 0, 20), word_at("akl", 30, 60), word_at("affil", 100, 130)};
    votes.count(runs, {line});
    const auto letters = votes.letters();
    CHECK(letters.at(1) == "a");
    CHECK(letters.at(2) == "l");
    CHECK(letters.at(3) == "k");
    CHECK(letters.at(5) == "ffi");
    CHECK(letters.at(9) == " ");
}

TEST_CASE("what was misread once is outvoted, and unsure words teach nothing")
{
    GlyphVotes votes;
    const std::vector<GlyphRun> runs{run_of({1, 2}, 0), run_of({1, 2}, 50), run_of({1, 2}, 100)};
    Line line;
    line.words = {word_at("så", 0, 20), word_at("sa", 50, 70), word_at("så", 100, 120)};
    votes.count(runs, {line});
    line.words = {word_at("so", 0, 20)};
    line.words[0].confidence = 0.3;
    votes.count(runs, {line});
    CHECK(votes.letters().at(2) == "å");
}

TEST_CASE("decoded glyphs part at spaces and say what they do not know")
{
    const DecodedGlyphs decoded =
        decode_glyphs({run_of({1, 9, 2, 3}, 0)}, [](const GlyphRun&, char32_t code) -> std::string {
            return code == 9 ? " " : code == 3 ? "" : "x";
        });
    REQUIRE(decoded.words.size() == 2);
    CHECK(decoded.words[0].text == "x");
    CHECK(decoded.words[1].text == "x\xEF\xBF\xBD");
    CHECK(decoded.words[1].box.left == 20);
    CHECK(decoded.words[1].box.right == 40);
    CHECK(decoded.glyphs == 3);
    CHECK(decoded.unknown == 1);
}

TEST_CASE("words of another length tell of glyphs that nothing else tells of")
{
    GlyphVotes votes;
    const std::vector<GlyphRun> runs{run_of({1, 2, 3, 4, 1}, 0), run_of({1, 2}, 100)};
    Line line;
    // A letter was read twice; 4 is on no other word.
    line.words = {word_at("allkxa", 0, 50), word_at("al", 100, 120)};
    votes.count(runs, {line});
    CHECK(votes.letters().at(4) == "x");
    // What is not even nearly the word teaches nothing.
    GlyphVotes others;
    line.words[0].text = "0€;";
    others.count(runs, {line});
    CHECK(others.letters().count(4) == 0);
}

TEST_CASE("dashes are told by their widths")
{
    GlyphRun run;
    run.font_size = 10;
    run.font = "Serif";
    double left = 0;
    for (const auto& [code, width] :
         {std::pair<char32_t, double>{1, 3.3}, {2, 5}, {3, 10}, {4, 2.5}}) {
        run.glyphs.push_back({code, {left, 0, left + width, 10}});
        left += width;
    }
    std::map<char32_t, std::string> letters{{1, "—"}, {2, "-"}, {3, "-"}, {4, "i"}};
    tell_dashes(letters, {run});
    CHECK(letters == std::map<char32_t, std::string>{{1, "-"}, {2, "–"}, {3, "—"}, {4, "i"}});
    // A typewriter's font has one width for all.
    for (Glyph& glyph : run.glyphs) {
        glyph.box.right = glyph.box.left + 6;
    }
    letters = {{1, "-"}, {4, "i"}};
    tell_dashes(letters, {run});
    CHECK(letters.at(1) == "-");
}

TEST_CASE("a table of characters is understood with ranges and lists")
{
    const GlyphLetters letters =
        letters_of_unicode_map("1 beginbfchar <03> <0041> endbfchar\n"
                               "2 beginbfrange <04> <06> <0061> <07><08>[<00E5> <00F8>] endbfrange "
                               "<09> <0042>");
    const GlyphLetters expected{{3, U'A'}, {4, U'a'}, {5, U'b'}, {6, U'c'}, {7, U'å'}, {8, U'ø'}};
    CHECK(letters == expected);
    CHECK(letters_of_unicode_map("beginbfrange <0000> <FFFF> [ <").empty());
    CHECK(letters_of_unicode_map(to_unicode_map(expected)) == expected);
}

TEST_CASE("a shift of all codes is found by the words it makes")
{
    const PopplerPages sound(sample);
    std::set<std::string, std::less<>> lexicon;
    for (const PlacedWord& word : sound.text(1).words) {
        lexicon.insert(word.text);
    }
    const PdfFacts facts(fonts + "shifted.pdf");
    const MarkedFonts marked = facts.with_marked_fonts();
    const auto pages = PopplerPages::from_memory(marked.pdf, "shifted.pdf");
    std::vector<GlyphRun> runs = pages->glyphs(1);
    for (GlyphRun& run : runs) {
        for (Glyph& glyph : run.glyphs) {
            glyph.code = marked.said.at(glyph.code);
        }
    }
    const auto shifts = constant_shifts(
        runs, [&](std::string_view word) { return lexicon.find(word) != lexicon.end(); });
    REQUIRE_FALSE(shifts.empty());
    for (const auto& [font, shift] : shifts) {
        CHECK(shift == 29);
    }
}

TEST_CASE("marking the fonts leaves what is asked of the file as it was")
{
    const PdfFacts facts(fonts + "mixed-up.pdf");
    const std::size_t before = facts.page(0).fonts_without_unicode;
    CHECK_FALSE(facts.with_marked_fonts().pdf.empty());
    CHECK(facts.page(0).fonts_without_unicode == before);
}

TEST_CASE("tables of wrong letters are learnt from two pages and decode the third")
{
    const PopplerPages sound(sample);
    const PdfFacts facts(fonts + "mixed-up.pdf");
    const auto pages = PopplerPages::from_memory(facts.with_marked_fonts().pdf, "mixed-up.pdf");
    GlyphVotes votes;
    votes.count(pages->glyphs(0), lines_of(sound, 0));
    votes.count(pages->glyphs(1), lines_of(sound, 1));
    const auto letters = votes.letters();
    const DecodedGlyphs decoded =
        decode_glyphs(pages->glyphs(2), [&](const GlyphRun&, char32_t code) {
            const auto found = letters.find(code);
            return found != letters.end() ? found->second : std::string();
        });
    CHECK(decoded.unknown * 100 <= decoded.glyphs);
    // The heading has a bold letter that the first pages do not show.
    const std::string text = text_of(lines_of_words(decoded.words));
    const std::string expected = text_of(lines_of(sound, 2));
    const std::string from = "Kommunedirektørens innstilling";
    REQUIRE(text.find(from) != std::string::npos);
    CHECK(text.substr(text.find(from), 400) == expected.substr(expected.find(from), 400));
}
