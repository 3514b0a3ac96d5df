// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_facts.hpp"
#include "pipeline/readers/poppler_pages.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

using namespace saksklar;

namespace {

const std::string folder = SAKSKLAR_SOURCE_DIR "/tests/resources/codings/";

/// The page's pixels as they are read, before they are turned.
Raster pixels_of_page(const std::string& name, bool& from_file)
{
    PageImage image = PdfFacts(folder + name).sole_image(0);
    from_file = static_cast<bool>(image.raster);
    if (!from_file && !image.alone.empty()) {
        return PopplerPages::from_memory(image.alone, name)->render(0, 72);
    }
    return std::move(image.raster);
}

PixPtr ink_of(const Raster& raster)
{
    return PixPtr(pixConvertTo1(raster.pix.get(), 128));
}

/// Pixels that are black in one of them only.
int difference(const Raster& one, const Raster& other)
{
    const PixPtr both(pixXor(nullptr, ink_of(one).get(), ink_of(other).get()));
    l_int32 count = -1;
    pixCountPixels(both.get(), &count, nullptr);
    return count;
}

} // namespace

TEST_CASE("a scan's own pixels are read, however they are coded", "[codings]")
{
    bool from_file = false;
    const Raster plain = pixels_of_page("flate-1-bit.pdf", from_file);
    REQUIRE(from_file);
    REQUIRE(plain.width() == 1654);
    REQUIRE(plain.height() == 584);

    struct Case {
        const char* name;
        bool from_file; ///< not by way of Poppler
        int differences;
    };

    // Grey scans have other edges than the black-and-white one.
    const Case example = GENERATE(values<Case>({{"fax-group-3.pdf", false, 0},
                                                {"fax-group-3-2d.pdf", false, 0},
                                                {"fax-group-4.pdf", true, 0},
                                                {"fax-group-4-inverted.pdf", true, 0},
                                                {"jbig2.pdf", false, 0},
                                                {"jbig2-fax.pdf", true, 0},
                                                {"jpeg.pdf", true, 2000},
                                                {"jpeg-in-flate.pdf", true, 2000},
                                                {"jpeg-2000.pdf", true, 2000},
                                                {"flate-cmyk.pdf", false, 2000},
                                                {"flate-16-colours.pdf", true, 2000}}));
    CAPTURE(example.name);
    const Raster read = pixels_of_page(example.name, from_file);
    CHECK(from_file == example.from_file);
    REQUIRE(read.width() == plain.width());
    REQUIRE(read.height() == plain.height());
    CHECK(difference(read, plain) <= example.differences);
}

TEST_CASE("a scan that lies on its side knows how its page turns it", "[codings]")
{
    const PageImage image = PdfFacts(folder + "turned-fax.pdf").sole_image(0);
    CHECK_FALSE(image.alone.empty());
    CHECK(image.quarter_turns == 1);
    CHECK(image.width_inches == Approx(1654 / 200.0).margin(0.01));
    CHECK(image.dpi == 200);
}
