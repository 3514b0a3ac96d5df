// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/office_reader.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar;

namespace {

using Texts = std::vector<std::string>;

Texts texts(const std::string& html)
{
    Texts lines;
    const auto pages = html_pages(html, "prøve.html");
    REQUIRE(pages.size() == 1);
    for (const Line& line : pages[0].lines) {
        lines.push_back(line.text);
    }
    return lines;
}

} // namespace

TEST_CASE("HTML becomes lines", "[html]")
{
    CHECK(
        texts("<html><head><title>x</title></head><body><nav>meny</nav><h1>Referat</h1>"
              "<p>Tid:  kl. 18<br>Sted: <b>Rådhuset</b></p><ol start=3><li>Valg"
              "<ul><li>leder</ul><li>Regnskap</ol><script>x</script></body>") ==
        Texts{
            "Referat", "Tid: kl. 18", "Sted: Rådhuset", "", "3. Valg", "  • leder", "4. Regnskap"});
}

TEST_CASE("what is bold at the start of a line of HTML is known", "[html]")
{
    const auto pages =
        html_pages("<p><b>Vask</b> Berit lager ny liste.</p><p>Vi <b>deler</b> likt.</p>"
                   "<ol><li><b>Valg</b> av leder</ol>",
                   "prøve.html");
    REQUIRE(pages.size() == 1);
    const std::vector<Line>& lines = pages[0].lines;
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].text.substr(0, lines[0].bold_until) == "Vask");
    CHECK(lines[2].bold_until == 0);
    CHECK(lines[4].text.substr(0, lines[4].bold_until) == "1. Valg");
}

TEST_CASE("tables of HTML are rows", "[html]")
{
    CHECK(texts("<table><tr><th>Navn<th>Rolle</tr><tr><td>Åse<td>leder</table>") ==
          Texts{"Navn\tRolle", "Åse\tleder"});
}

TEST_CASE("the charset of HTML is its own, or CP1252", "[html]")
{
    CHECK(texts("<p>m\xF8te \x96 p\xE5</p>") == Texts{"møte – på"});
    CHECK(texts("<meta charset=\"iso-8859-1\"><p>m\xF8te</p>") == Texts{"møte"});
    CHECK(texts("<p>møte &aring; &#248;</p>") == Texts{"møte å ø"});
}

TEST_CASE("nonsense of HTML does no harm", "[html]")
{
    std::string deep;
    for (int i = 0; i < 5000; ++i) {
        deep += "<div><b>";
    }
    CHECK_NOTHROW(html_pages(deep + "x", "f"));
    CHECK_NOTHROW(html_pages("<table><td><table><ol><li><tr>x", "f"));
}
