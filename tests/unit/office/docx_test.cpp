// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/readers/office/office_reader.hpp"
#include "unit/office/zip_writer.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;

namespace {

std::string document(const std::string& body)
{
    return R"(<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r" xmlns:mc="mc"><w:body>)" +
           body + "</w:body></w:document>";
}

const std::string styles =
    R"(<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style></w:styles>)";

const std::string numbering =
    R"x(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Sak %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>)x";

std::string run(const std::string& text)
{
    return "<w:r><w:t>" + text + "</w:t></w:r>";
}

std::string paragraph(const std::string& content, const std::string& properties = {})
{
    return "<w:p><w:pPr>" + properties + "</w:pPr>" + content + "</w:p>";
}

std::string item(const std::string& text, int number, int level)
{
    return paragraph(run(text),
                     R"(<w:numPr><w:ilvl w:val=")" + std::to_string(level) +
                         R"("/><w:numId w:val=")" + std::to_string(number) + R"("/></w:numPr>)");
}

std::vector<Page> pages_of(const std::string& body,
                           const std::vector<std::pair<std::string, std::string>>& more = {})
{
    std::vector<std::pair<std::string, std::string>> parts{{"word/document.xml", document(body)},
                                                           {"word/styles.xml", styles},
                                                           {"word/numbering.xml", numbering}};
    parts.insert(parts.end(), more.begin(), more.end());
    return docx_pages(test::zip_of(parts), "prøve.docx");
}

std::vector<std::string> texts(const Page& page)
{
    std::vector<std::string> lines;
    for (const Line& line : page.lines) {
        lines.push_back(line.text);
    }
    return lines;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("paragraphs, headings and looks come out of a DOCX", "[docx]")
{
    const auto pages = pages_of(
        paragraph(run("Referat"), R"(<w:pStyle w:val="H2"/>)") +
        paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>Vedtak:</w:t></w:r>" + run(" godkjent")) +
        paragraph(run("a") + "<w:r><w:tab/></w:r>" + run("b") + "<w:r><w:br/></w:r>" + run("c")));
    REQUIRE(pages.size() == 1);
    CHECK(texts(pages[0]) == Texts{"Referat", "Vedtak: godkjent", "a\tb", "c"});
    CHECK(pages[0].lines[0].heading_level == 2);
    CHECK(pages[0].lines[0].bold);
    CHECK(pages[0].lines[0].font_size == 11);
    CHECK_FALSE(pages[0].lines[1].bold);
    CHECK(pages[0].lines[0].bold_until == 0);
    CHECK(pages[0].lines[1].bold_until == 7); // "Vedtak:"
}

TEST_CASE("the numbers of lists are counted", "[docx]")
{
    const auto pages = pages_of(item("Valg", 1, 0) + item("leder", 1, 1) + item("styre", 1, 1) +
                                item("Regnskap", 1, 0) + item("revisor", 1, 1) +
                                item("punkt", 2, 0) + item("Eventuelt", 3, 0));
    CHECK(texts(pages[0]) == Texts{"Sak 1. Valg",
                                   "  1.a) leder",
                                   "  1.b) styre",
                                   "Sak 2. Regnskap",
                                   "  2.a) revisor",
                                   "• punkt",
                                   "Sak 7. Eventuelt"});
    CHECK(pages[0].lines[0].list_item);
}

TEST_CASE("tracked changes are read as accepted, hidden text and fields left out", "[docx]")
{
    const auto pages = pages_of(
        paragraph(run("for") + "<w:del><w:r><w:delText>gammelt</w:delText></w:r></w:del><w:ins>" +
                  run("slag") + "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>") +
        paragraph(run("før "), "<w:rPr><w:del/></w:rPr>") + paragraph(run("etter")) +
        paragraph(
            R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://eksempel.no/a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>)" +
            run("saken") + R"(<w:r><w:fldChar w:fldCharType="end"/></w:r>)"));
    CHECK(texts(pages[0]) == Texts{"forslag", "før etter", "saken <https://eksempel.no/a>"});
}

TEST_CASE("rows of tables keep their cells", "[docx]")
{
    const auto cell = [](const std::string& content) {
        return "<w:tc><w:tcPr/>" + content + "</w:tc>";
    };
    const auto pages =
        pages_of("<w:tbl><w:tr>" + cell(paragraph(run("Åse"))) + cell(paragraph(run("leder"))) +
                 "</w:tr><w:tr>" + cell(paragraph(run("1"))) +
                 cell(paragraph(run("først")) + paragraph(run("så"))) + "</w:tr></w:tbl>" +
                 "<w:tbl><w:tr>" + cell(paragraph(run("ramme"))) + "</w:tr></w:tbl>");
    CHECK(texts(pages[0]) == Texts{"Åse\tleder", "1\tførst", "\tså", "ramme"});
    CHECK(pages[0].lines[0].table_row);
    CHECK_FALSE(pages[0].lines[3].table_row);
}

TEST_CASE("page breaks and notes are kept", "[docx]")
{
    const std::string notes =
        R"(<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>en note</w:t></w:r></w:p></w:footnote></w:footnotes>)";
    const auto pages =
        pages_of(paragraph(run("side én") + R"(<w:r><w:footnoteReference w:id="2"/></w:r>)") +
                     paragraph(R"(<w:r><w:br w:type="page"/></w:r>)" + run("side to")),
                 {{"word/footnotes.xml", notes}});
    REQUIRE(pages.size() == 2);
    CHECK(texts(pages[0]) == Texts{"side én[1]", "[1] en note"});
    CHECK(texts(pages[1]) == Texts{"side to"});
    CHECK(pages[1].number == 2);
}

TEST_CASE("damaged and hostile DOCX files are refused with a reason", "[docx]")
{
    const std::string whole = test::zip_of({{"word/document.xml", document(paragraph(run("x")))}});
    CHECK_THROWS_AS(docx_pages(whole.substr(0, whole.size() / 3), "f"), Error);
    CHECK_THROWS_AS(docx_pages("ikke zip", "f"), Error);
    CHECK_THROWS_AS(docx_pages("", "f"), Error);
    CHECK_THROWS_AS(docx_pages(test::zip_of({{"annet.txt", "x"}}), "f"), Error);
    CHECK_THROWS_AS(docx_pages(test::zip_of({{"word/document.xml", "<w:document"}}), "f"), Error);
    const std::string bomb =
        R"(<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>)";
    CHECK_THROWS_AS(docx_pages(test::zip_of({{"word/document.xml", bomb}}), "f"), Error);
    const std::string spaces = document(std::string(60'000'000, ' '));
    CHECK_THROWS_WITH(docx_pages(test::zip_of({{"word/document.xml", spaces}}), "f"),
                      Catch::Contains("unpacks to far more"));
    std::string deep;
    for (int i = 0; i < 200; ++i) {
        deep += "<w:tbl><w:tr><w:tc>";
    }
    // Not closed: malformed; closed and deep: what is too deep is left out.
    CHECK_THROWS_AS(docx_pages(test::zip_of({{"word/document.xml", document(deep)}}), "f"), Error);
}
