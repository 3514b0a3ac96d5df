// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/readers/office/office_reader.hpp"
#include "unit/office/zip_writer.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;

namespace {

using Texts = std::vector<std::string>;

const std::string automatic_styles =
    R"x(<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Ny" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Sak " style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="1"/></text:list-style>
<text:list-style style:name="P"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>)x";

std::string content(const std::string& body)
{
    return R"(<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="tb" xmlns:xlink="x" xmlns:draw="d">)" +
           automatic_styles + "<office:body><office:text>" + body +
           "</office:text></office:body></office:document-content>";
}

std::vector<Page> pages_of(const std::string& body)
{
    return odt_pages(test::zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                   {"content.xml", content(body)}}),
                     "prøve.odt");
}

Texts texts(const Page& page)
{
    Texts lines;
    for (const Line& line : page.lines) {
        lines.push_back(line.text);
    }
    return lines;
}

std::string item(const std::string& content_of_item)
{
    return "<text:list-item>" + content_of_item + "</text:list-item>";
}

} // namespace

TEST_CASE("paragraphs, headings, spaces and looks come out of an ODT", "[odt]")
{
    const auto pages = pages_of(
        R"(<text:h text:outline-level="2">Referat</text:h><text:p><text:span text:style-name="B">Vedtak</text:span></text:p>
<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d   e
f</text:p><text:p/><text:p>slutt</text:p>)");
    REQUIRE(pages.size() == 1);
    CHECK(texts(pages[0]) == Texts{"Referat", "Vedtak", "a   b\tc", "d e f", "", "slutt"});
    CHECK(pages[0].lines[0].heading_level == 2);
    CHECK(pages[0].lines[1].bold);
}

TEST_CASE("the numbers of ODT lists are counted, within and across lists", "[odt]")
{
    const auto pages = pages_of(
        R"(<text:list text:style-name="L">)" +
        item("<text:p>Valg</text:p><text:list>" + item("<text:p>leder</text:p>") +
             item("<text:p>styre</text:p><text:p>mer</text:p>") + "</text:list>") +
        item("<text:p>Regnskap</text:p>") + R"(</text:list><text:p>Tekst</text:p>)" +
        R"(<text:list text:style-name="L" text:continue-numbering="true">)" +
        item("<text:p>Eventuelt</text:p>") + R"(</text:list><text:list text:style-name="P">)" +
        item("<text:p>punkt</text:p>") + "</text:list>" + R"(<text:list text:style-name="L">)" +
        item("<text:p>Ny</text:p>") + "</text:list>");
    CHECK(texts(pages[0]) == Texts{"Sak 1. Valg",
                                   "  a) leder",
                                   "  b) styre",
                                   "mer",
                                   "Sak 2. Regnskap",
                                   "Tekst",
                                   "Sak 3. Eventuelt",
                                   "• punkt",
                                   "Sak 1. Ny"});
}

TEST_CASE("tables, links, notes and page breaks of an ODT", "[odt]")
{
    const auto pages = pages_of(
        R"(<table:table><table:table-column/><table:table-row><table:table-cell><text:p>Åse</text:p></table:table-cell><table:table-cell><text:p>leder</text:p><text:p>ja</text:p></table:table-cell></table:table-row></table:table>
<text:p>se <text:a xlink:href="https://eksempel.no/">saken</text:a> og <text:a xlink:href="https://eksempel.no/">eksempel.no</text:a></text:p>
<text:p>ord<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>en note</text:p></text:note-body></text:note></text:p>
<text:p text:style-name="Ny">ny side</text:p><text:tracked-changes><text:changed-region><text:deletion><text:p>slettet</text:p></text:deletion></text:changed-region></text:tracked-changes>)");
    REQUIRE(pages.size() == 2);
    CHECK(texts(pages[0]) == Texts{"Åse\tleder",
                                   "\tja",
                                   "se saken <https://eksempel.no/> og eksempel.no",
                                   "ord[1]",
                                   "[1] en note"});
    CHECK(texts(pages[1]) == Texts{"ny side"});
}

TEST_CASE("encrypted, damaged and foreign ODT files are refused with a reason", "[odt]")
{
    const std::string manifest =
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    CHECK_THROWS_WITH(
        odt_pages(test::zip_of({{"META-INF/manifest.xml", manifest}, {"content.xml", "x"}}), "f"),
        Catch::Contains("encrypted"));
    CHECK_THROWS_AS(odt_pages(test::zip_of({{"content.xml", "<a><b></a>"}}), "f"), Error);
    CHECK_THROWS_AS(
        odt_pages(test::zip_of({{"content.xml", "<a><body><spreadsheet/></body></a>"}}), "f"),
        Error);
}
