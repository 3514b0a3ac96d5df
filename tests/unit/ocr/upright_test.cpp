// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/ocr/upright.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

using namespace saksklar;
using namespace std::string_literals;

namespace {

Raster white(int width, int height, int depth = 8)
{
    Raster raster;
    raster.pix.reset(pixCreate(width, height, depth));
    raster.dpi = 200;
    if (depth == 1) {
        pixClearAll(raster.pix.get());
    } else {
        pixSetAll(raster.pix.get());
    }
    return raster;
}

} // namespace

TEST_CASE("a turned image leads its points back", "[upright]")
{
    const Raster page = white(300, 200);
    const auto [turns, x, y] = GENERATE(table<int, double, double>({
        {0, 10, 20},
        {1, 20, 190},
        {2, 290, 180},
        {3, 280, 10},
    }));
    const Upright upright = put_upright(page, turns);
    const PixelPoint point = upright.back({10, 20});
    CAPTURE(turns);
    CHECK(point.x == Approx(x));
    CHECK(point.y == Approx(y));
}

TEST_CASE("a mark stands where the turned image says", "[upright]")
{
    Raster page = white(300, 200);
    pixSetPixel(page.pix.get(), 40, 150, 0);
    for (int turns = 0; turns < 4; ++turns) {
        const Upright upright = put_upright(page, turns);
        bool found = false;
        for (int y = 0; y < upright.image.height(); ++y) {
            for (int x = 0; x < upright.image.width(); ++x) {
                l_uint32 value = 255;
                pixGetPixel(upright.image.pix.get(), x, y, &value);
                if (value == 0) {
                    found = true;
                    const PixelPoint point = upright.back({x + 0.5, y + 0.5});
                    CHECK(point.x == Approx(40.5));
                    CHECK(point.y == Approx(150.5));
                }
            }
        }
        CHECK(found);
    }
}

TEST_CASE("resolutions that engines do not like are changed", "[prepare]")
{
    Raster coarse = white(100, 100);
    coarse.dpi = 75;
    CHECK(normalised(std::move(coarse)).dpi == 300);
    Raster fine = white(1000, 1000);
    fine.dpi = 1200;
    CHECK(normalised(std::move(fine)).width() == 250);
    Raster usual = white(1000, 1000);
    usual.dpi = 200;
    pixAddConstantGray(usual.pix.get(), -40);
    CHECK(normalised(std::move(usual)).width() == 1000);
    Raster fax = white(1000, 1000, 1);
    CHECK(normalised(std::move(fax)).dpi == 300);
}

TEST_CASE("paper without ink is blank, whatever its shade", "[prepare]")
{
    Raster grey = white(800, 1000);
    pixAddConstantGray(grey.pix.get(), -60);
    CHECK(is_blank(grey));
    pixRasterop(grey.pix.get(), 100, 100, 200, 20, PIX_CLR, nullptr, 0, 0);
    CHECK_FALSE(is_blank(grey));
    CHECK(is_blank(white(800, 1000, 1)));
}

TEST_CASE("black and white is told from grey whatever the number of bits", "[prepare]")
{
    CHECK(is_bilevel(white(50, 50, 1)));
    Raster page = white(50, 50);
    CHECK(is_bilevel(page));
    pixRasterop(page.pix.get(), 0, 0, 50, 25, PIX_CLR, nullptr, 0, 0);
    CHECK(is_bilevel(page));
    pixAddConstantGray(page.pix.get(), -100);
    CHECK_FALSE(is_bilevel(page));
}

TEST_CASE("the turn that a camera notes is found", "[prepare]")
{
    const std::string exif = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"s;
    std::string jpeg = "\xFF\xD8\xFF\xE1"s;
    jpeg += static_cast<char>(0);
    jpeg += static_cast<char>(exif.size() + 2);
    jpeg += exif + "\xFF\xDA";
    CHECK(exif_orientation(jpeg) == 6);
    CHECK(exif_orientation("\xFF\xD8\xFF\xDA") == 1);
    CHECK(exif_orientation(jpeg.substr(0, 20)) == 1);
    CHECK(exif_orientation("") == 1);
}
