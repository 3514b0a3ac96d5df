// SPDX-License-Identifier: Apache-2.0
#include "pipeline/triage/triage.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

const std::string sound =
    "Styret møttes på Nordlia skole. Åse Berg åpnet møtet og ønsket alle velkommen. "
    "Sak 4/21 Gjerdet mot elva. Vedtak: Gjerdet males før sommeren, og Per Øyen henter tilbud.";

const std::string glyph_numbers = "\x07\x05R\x0EQ\x1F VWDO\x03G\x03 P\x03HG\x03 VW\x03\x04\x05\x06";

} // namespace

TEST_CASE("a born-digital page is read from its text", "[triage]")
{
    const Triage triage = triage_page(sound, {0, 0, true, false, true}, nullptr);
    CHECK(triage.plan == ReadingPlan::text_layer);
    CHECK(triage.verdict == Verdict::sound);
}

TEST_CASE("a page without text is read from its picture", "[triage]")
{
    const Triage triage = triage_page("", {1.0, 1.0, true, false, true}, nullptr);
    CHECK(triage.plan == ReadingPlan::image);
    CHECK_FALSE(triage.why.empty());
}

TEST_CASE("a page with nothing on it is blank", "[triage]")
{
    const Triage triage = triage_page("", {0, 0, false, false, true}, nullptr);
    CHECK(triage.plan == ReadingPlan::nothing);
    CHECK(triage.verdict == Verdict::blank);
}

TEST_CASE("a page that could not be looked into is not taken for blank", "[triage]")
{
    CHECK(triage_page("", {0, 0, false, false, false}, nullptr).plan == ReadingPlan::image);
}

TEST_CASE("glyph numbers are decoded, or read from the scan under them", "[triage]")
{
    const Triage drawn = triage_page(glyph_numbers, {0, 0, true, false, true}, nullptr);
    CHECK(drawn.plan == ReadingPlan::heal_fonts);
    CHECK(drawn.verdict == Verdict::unusable);
    const Triage scan = triage_page(glyph_numbers, {0.98, 0.98, true, true, true}, nullptr);
    CHECK(scan.plan == ReadingPlan::image);
}

TEST_CASE("a stray character beside a picture is not the page's text", "[triage]")
{
    const Triage triage = triage_page(".", {0.25, 0.25, true, false, true}, nullptr);
    CHECK(triage.plan == ReadingPlan::image);
}

TEST_CASE("a stamp over a scan is not the page's text", "[triage]")
{
    const Triage triage =
        triage_page("Journalført 3. mai 2021 sak 21/344", {1.0, 1.0, true, false, true}, nullptr);
    CHECK(triage.plan == ReadingPlan::image);
}
