// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/file_bytes.hpp"
#include "pipeline/readers/large_pictures.hpp"
#include "pipeline/readers/picture_rows.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

using namespace saksklar;

namespace {

const std::string folder = SAKSKLAR_SOURCE_DIR "/tests/resources/rows/";

int grey_at(const PixPtr& pix, int x, int y)
{
    l_uint32 value = 0;
    pixGetPixel(pix.get(), x, y, &value);
    return pixGetDepth(pix.get()) == 1 ? 255 - 255 * static_cast<int>(value)
                                       : static_cast<int>(value);
}

/// The mean of a square, cut at the edges.
double mean_of(const PixPtr& pix, int left, int top, int factor)
{
    double sum = 0;
    int count = 0;
    for (int y = top; y < std::min(top + factor, pixGetHeight(pix.get())); ++y) {
        for (int x = left; x < std::min(left + factor, pixGetWidth(pix.get())); ++x) {
            sum += grey_at(pix, x, y);
            ++count;
        }
    }
    return sum / count;
}

} // namespace

TEST_CASE("pictures that are shrunk row by row are the means of the whole ones", "[large]")
{
    const std::string name = GENERATE(as<std::string>{},
                                      "grey.png",
                                      "colour.png",
                                      "opacity.png",
                                      "palette.png",
                                      "one-bit.png",
                                      "sixteen-bit.png",
                                      "interlaced.png",
                                      "fax.tif",
                                      "grey.tif",
                                      "colour.tif",
                                      "palette.tif",
                                      "upside-down.tif",
                                      "tiles.tif",
                                      "planes.tif",
                                      "jpeg.tif");
    const int factor = GENERATE(2, 3, 7);
    CAPTURE(name, factor);
    const std::string bytes = file_bytes(folder + name);
    const bool tiff = name.ends_with(".tif");
    const PixPtr shrunk = tiff ? shrunk_tiff(bytes, 0, factor) : shrunk_png(bytes, factor);
    REQUIRE(shrunk);
    // Leptonica reads no planes that lie apart, and turns only the whole.
    const PixPtr whole = to_grey(PixPtr(pixRead(
        (folder + (name == "planes.tif" || name == "tiles.tif" ? "colour.tif" : name)).c_str())));
    REQUIRE(whole);
    REQUIRE(pixGetWidth(shrunk.get()) == (37 + factor - 1) / factor);
    REQUIRE(pixGetHeight(shrunk.get()) == (29 + factor - 1) / factor);
    if (name == "upside-down.tif") {
        CHECK(std::abs(grey_at(shrunk, 0, 0) - mean_of(whole, 0, 0, 1)) < 12);
        return; // the squares are cut at other edges
    }
    for (int y = 0; y < pixGetHeight(shrunk.get()); ++y) {
        for (int x = 0; x < pixGetWidth(shrunk.get()); ++x) {
            CAPTURE(x, y);
            CHECK(grey_at(shrunk, x, y) ==
                  Approx(mean_of(whole, x * factor, y * factor, factor)).margin(3));
        }
    }
}

TEST_CASE("ink of four colours is dark", "[large]")
{
    const PixPtr shrunk = shrunk_tiff(file_bytes(folder + "cmyk.tif"), 0, 2);
    REQUIRE(shrunk);
    CHECK(grey_at(shrunk, 5, 5) < 40);
    CHECK(grey_at(shrunk, 17, 13) > 220);
}

TEST_CASE("a cut-off picture gives nothing", "[large]")
{
    const std::string png = file_bytes(folder + "colour.png");
    CHECK_FALSE(shrunk_png(std::string_view(png).substr(0, png.size() / 2), 2));
    CHECK_FALSE(shrunk_png("", 2));
    const std::string tiff = file_bytes(folder + "colour.tif");
    CHECK_FALSE(shrunk_tiff(std::string_view(tiff).substr(0, tiff.size() / 2), 0, 2));
    CHECK_FALSE(shrunk_tiff(tiff, 5, 2));
}

TEST_CASE("only very large pictures are shrunk, and high resolutions to 300 dpi", "[large]")
{
    CHECK(shrink_factor(2480, 3508, 300) == 1);
    CHECK(shrink_factor(4960, 7016, 600) == 1);
    CHECK(shrink_factor(9921, 14031, 1200) == 4); // A4
    CHECK(shrink_factor(9933, 14043, 300) == 2);  // A0
    CHECK(shrink_factor(20'000, 20'000, 0) == 3);
    CHECK(shrink_factor(1e6, 1e6, 0) == 0);
}
