// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/assemble.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

Source dump_source()
{
    Source source;
    source.kind = FileKind::text;
    source.path = "dump.txt";
    return source;
}

std::vector<Edit> edits_of(const Document& document)
{
    std::vector<Edit> edits;
    for (const PlacedEdit& placed : document.edits) {
        edits.push_back(placed.edit);
    }
    return edits;
}

} // namespace

TEST_CASE("a dump becomes pages and lines that stand where they say", "[assemble]")
{
    const std::string text = "Første linje\r\n\nTredje\n\fSide to\nuten slutt";
    const Document document = assemble(from_text_dump(dump_source(), text), *test::language());
    CHECK(document.text == text);
    CHECK(document.edits.empty());
    CHECK(document.charset == "utf-8");
    REQUIRE(document.pages.size() == 2);
    REQUIRE(document.lines.size() == 5);
    CHECK(document.line_text(document.lines[0]) == "Første linje");
    CHECK(document.line_text(document.lines[1]).empty());
    CHECK(document.lines[3].page_number == 2);
    CHECK(document.line_text(document.lines[4]) == "uten slutt");
    CHECK(document.look(document.lines[4]).text == "uten slutt");
}

TEST_CASE("lines end in every way that texts have", "[assemble]")
{
    const auto lines_of = [](const std::string& text) {
        const Document document = assemble(from_text_dump(dump_source(), text), *test::language());
        CHECK(document.raw == text);
        std::vector<std::string> lines;
        for (const DocumentLine& line : document.lines) {
            lines.emplace_back(document.line_text(line));
        }
        return lines;
    };
    const std::vector<std::string> expected{"Sak 1", "", "Regnskap"};
    for (const char* const mark : {"\n",
                                   "\r\n",
                                   "\r",              // old Macs
                                   "\v",              // word processors, within a paragraph
                                   "\xC2\x85",        // NEL
                                   "\xE2\x80\xA8",    // LS
                                   "\xE2\x80\xA9"}) { // PS
        const std::string end = mark;
        CAPTURE(end);
        CHECK(lines_of("Sak 1" + end + end + "Regnskap" + end) == expected);
    }
    // A return that was written twice before a line feed is one break.
    CHECK(lines_of("Sak 1\r\r\nRegnskap") == std::vector<std::string>{"Sak 1", "Regnskap"});
}

TEST_CASE("an edit leads back to the box of its word", "[assemble]")
{
    RawDocument raw;
    raw.source.kind = FileKind::pdf;
    const auto add_line = [&](Page& page, const std::string& text, double top) {
        Line line;
        line.text = text;
        double left = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            line.words.push_back(
                {text.substr(at, end - at), {left, top, left + 10, top + 10}, 1, {}});
            left += 20;
            at = end + 1;
        }
        page.lines.push_back(line);
    };
    Page first;
    add_line(first, "Referat fra styrets mgte i ar", 0);
    add_line(first, "Styret drgftet sgknaden og gnsket a hgre mer", 20);
    Page second;
    second.number = 2;
    add_line(second, "Det ble ogsa vedtatt a mgtes igjen fgr jul", 0);
    raw.pages = {first, second};
    const Document document = assemble(raw, *test::language());
    CHECK(apply_edits(document.raw, edits_of(document)) == document.text);
    CHECK(document.text.find("drøftet søknaden") != std::string::npos);
    bool found = false;
    for (const PlacedEdit& placed : document.edits) {
        if (placed.edit.before == "sgknaden") {
            found = true;
            CHECK(placed.page_number == 1);
            CHECK(placed.box == Box{40, 20, 50, 30});
        }
        if (placed.edit.span.begin > document.raw.find('\f')) {
            CHECK(placed.page_number == 2);
        }
    }
    CHECK(found);
}

TEST_CASE("old charsets come out right, and the edits undo them", "[assemble]")
{
    // CP865, as DOS wrote it: ø is 9B, å is 86, Ø is 9D.
    const std::string bytes =
        "M\x9Bte i styret\n\nStyret vedtok \x86 s\x9Bke om st\x9Btte f\x9Br sommeren.\n"
        "Det ble ogs\x86 dr\x9B"
        "ftet om m\x9Btet b\x9Br flyttes.\n";
    const Document document = assemble(from_text_dump(dump_source(), bytes), *test::language());
    CHECK(document.text == "Møte i styret\n\nStyret vedtok å søke om støtte før sommeren.\n"
                           "Det ble også drøftet om møtet bør flyttes.\n");
    CHECK(document.charset == "cp865");
    CHECK(apply_edits(document.raw, edits_of(document)) == document.text);
}
