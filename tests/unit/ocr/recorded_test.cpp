// SPDX-License-Identifier: Apache-2.0
#include "made_lines.hpp"
#include "normalizers/error.hpp"
#include "pipeline/ocr/page_ocr.hpp"
#include "pipeline/ocr/recorded.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

using namespace saksklar;
using saksklar::testing::made_line;

namespace {

/// Answers with what it was given, and counts.
class ScriptedEngine final : public OcrEngine {
public:
    explicit ScriptedEngine(std::vector<OcrLine> lines) : lines_(std::move(lines)) {}

    std::vector<OcrLine> recognise(const Raster& /*image*/, OcrLayout /*layout*/) override
    {
        ++readings;
        return lines_;
    }

    std::string name() const override { return "scripted"; }

    int readings = 0;

private:
    std::vector<OcrLine> lines_;
};

Raster page_with_ink()
{
    Raster raster;
    raster.pix.reset(pixCreate(600, 800, 8));
    raster.dpi = 200;
    pixSetAll(raster.pix.get());
    for (int i = 0; i < 20; ++i) {
        pixRasterop(raster.pix.get(), 50 + 20 * i, 100, 12, 16, PIX_CLR, nullptr, 0, 0);
    }
    // A grey edge: pages of black and white alone are made larger first.
    for (int y = 700; y < 760; ++y) {
        for (int x = 500; x < 560; ++x) {
            pixSetPixel(raster.pix.get(), x, y, 120);
        }
    }
    return raster;
}

} // namespace

TEST_CASE("a recorded reading comes back as it was", "[recorded]")
{
    std::vector<OcrLine> lines{made_line("møte på skole", 10, 0.75), made_line("§ 4", 40, 0.5)};
    lines[0].x_height = 11.5;
    CHECK(lines_from_record(recorded_lines(lines), "here") == lines);
}

TEST_CASE("anything else is not a record", "[recorded]")
{
    CHECK_THROWS_AS(lines_from_record("word\t1\t2\t3\t4\t0.5\tx\n", "here"), Error);
    CHECK_THROWS_AS(lines_from_record("hei\n", "here"), Error);
    CHECK(lines_from_record("", "here").empty());
}

TEST_CASE("an image is told from another by its pixels", "[recorded]")
{
    const Raster page = page_with_ink();
    Raster other = page_with_ink();
    CHECK(fingerprint(page, OcrLayout::page) == fingerprint(other, OcrLayout::page));
    CHECK(fingerprint(page, OcrLayout::page) != fingerprint(other, OcrLayout::line));
    pixSetPixel(other.pix.get(), 5, 5, 0);
    CHECK(fingerprint(page, OcrLayout::page) != fingerprint(other, OcrLayout::page));
}

TEST_CASE("a page's words get their places in points", "[page_ocr]")
{
    ScriptedEngine engine({made_line("møte på skole", 100, 0.9, 50)});
    const PageReading page =
        read_page_image(page_with_ink(), {0, 0, 216, 288}, {&engine, nullptr, {}});
    REQUIRE(page.lines.size() == 1);
    CHECK(page.lines[0].text == "møte på skole");
    CHECK(page.lines[0].words[0].box.left == Approx(18));
    CHECK(page.lines[0].words[0].box.top == Approx(36));
    CHECK(page.quality == Approx(0.9));
    CHECK(engine.readings == 1);
}

TEST_CASE("a page where the models disagree is read a third time", "[page_ocr]")
{
    ScriptedEngine norwegian({made_line("saken er", 100)});
    ScriptedEngine english({made_line("sukon or", 100)});
    read_page_image(page_with_ink(), {0, 0, 216, 288}, {&norwegian, &english, {}});
    CHECK(norwegian.readings == 2);
    CHECK(english.readings == 1);
}

TEST_CASE("an empty page is not read at all", "[page_ocr]")
{
    Raster raster;
    raster.pix.reset(pixCreate(600, 800, 8));
    raster.dpi = 200;
    pixSetAll(raster.pix.get());
    ScriptedEngine engine({});
    const PageReading page = read_page_image(raster, {0, 0, 216, 288}, {&engine, nullptr, {}});
    CHECK(page.blank);
    CHECK(engine.readings == 0);
}

TEST_CASE("wide gaps are the borders of cells", "[page_ocr]")
{
    OcrLine line = made_line("Kari Tveit", 100);
    const OcrLine cell = made_line("leder", 100, 0.9, 300);
    line.words.push_back(cell.words[0]);
    ScriptedEngine engine({line});
    const PageReading page =
        read_page_image(page_with_ink(), {0, 0, 216, 288}, {&engine, nullptr, {}});
    REQUIRE(page.lines.size() == 1);
    CHECK(page.lines[0].text == "Kari Tveit\tleder");
    CHECK(page.lines[0].table_row);
}
