// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/flaws.hpp"
#include "pipeline/ocr/prepare.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

using namespace saksklar;

namespace {

const std::string folder = SAKSKLAR_SOURCE_DIR "/tests/resources/flaws/";

Raster picture(const std::string& name)
{
    Raster raster;
    raster.pix = to_grey(PixPtr(pixRead((folder + name).c_str())));
    raster.dpi = 200;
    return raster;
}

int grey_at(const Raster& raster, int x, int y)
{
    l_uint32 value = 0;
    pixGetPixel(raster.pix.get(), x, y, &value);
    return static_cast<int>(value);
}

/// A dark band across the head of the page, with a heading in white.
Raster with_band()
{
    Raster raster = picture("clean.jpg");
    for (int y = 0; y < 172; ++y) {
        for (int x = 0; x < raster.width(); ++x) {
            pixSetPixel(raster.pix.get(), x, y, static_cast<l_uint32>(255 - grey_at(raster, x, y)));
        }
    }
    return raster;
}

} // namespace

TEST_CASE("a clean page stays as it is")
{
    const Raster clean = picture("clean.jpg");
    const CleanedPage page = without_scan_marks(clean);
    CHECK(page.found.empty());
    CHECK(page.image.pix.get() == clean.pix.get());
    CHECK_FALSE(with_even_paper(clean).image);
}

TEST_CASE("dark surroundings become paper, the text stays")
{
    const Raster scan = picture("dark-borders.jpg");
    REQUIRE(grey_at(scan, 5, 500) < 60);
    const CleanedPage page = without_scan_marks(scan);
    CHECK(page.found == std::vector<std::string>{"dark surroundings"});
    CHECK(grey_at(page.image, 5, 500) > 200);
    CHECK(page.image.width() == scan.width());
    for (int x = 300; x < 700; ++x) {
        CHECK(grey_at(page.image, x, 300) == grey_at(scan, x, 300));
    }
}

TEST_CASE("a dark band with a heading in it is no edge of the paper")
{
    CHECK(without_scan_marks(with_band()).found == std::vector<std::string>{});
}

TEST_CASE("holes become paper")
{
    const Raster scan = picture("punch-holes.jpg");
    REQUIRE(grey_at(scan, 142, 174) < 80);
    const CleanedPage page = without_scan_marks(scan);
    CHECK(page.found == std::vector<std::string>{"punch holes"});
    CHECK(grey_at(page.image, 142, 174) > 200);
}

TEST_CASE("shadows and the other side's print are told apart")
{
    CHECK(with_even_paper(picture("uneven-light.jpg")).found ==
          std::vector<std::string>{"shadows"});
    CHECK(with_even_paper(picture("bleed-through.jpg")).found ==
          std::vector<std::string>{"print of the other side"});
    CHECK_FALSE(with_even_paper(picture("speckle.png")).image);
}
