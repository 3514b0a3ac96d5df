// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/flaws.hpp"

#include "pipeline/ocr/prepare.hpp"
#include "pipeline/ocr/small_page.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>

namespace saksklar {

namespace {

constexpr double mm_per_inch = 25.4;

/// Of the page's area, the least that a dark surrounding covers.
constexpr double least_border = 0.004;

/// Punch holes are 5 to 8 mm wide, dark, round, and their middles stand this near to an edge.
constexpr double least_hole_mm = 4.5;
constexpr double largest_hole_mm = 9;
constexpr double hole_margin_mm = 24;

/// Specks are up to this large. Dots and full stops of small print are, too; those stand near
/// letters.
constexpr double speck_inches = 0.02;

/// Pages with more specks than this for each letter are cleaned of them: below that the engine
/// copes (dev scans of level 3 have one for every two letters).
constexpr double many_specks = 2.0;

/// And for each square inch this many: faxes have fewer, which the engine reads better with
/// their full stops than without their specks.
constexpr double dense_specks = 250;

/// Pixels of the small page.
int side(double mm)
{
    return std::max(1, static_cast<int>(std::lround(mm / mm_per_inch * small_dpi)));
}

double mean_through(Pix* pix, Pix* mask)
{
    l_float32 mean = 0;
    return pixGetAverageMasked(pix, mask, 0, 0, 1, L_MEAN_ABSVAL, &mean) == 0 ? double{mean} : -1.0;
}

int count_parts(Pix* ink)
{
    l_int32 count = 0;
    pixCountConnComp(ink, 8, &count);
    return count;
}

/// Does the grey jump at the edge of the region? The edge of paper is sharp, that of a shadow is
/// not.
bool is_sharp(Pix* small, Pix* region, int paper)
{
    const PixPtr near_by(pixDilateBrick(nullptr, region, 3, 3));
    const PixPtr around(pixDilateBrick(nullptr, region, 9, 9));
    const PixPtr ring(pixSubtract(nullptr, around.get(), near_by.get()));
    const PixPtr core(pixErodeBrick(nullptr, region, 5, 5));
    const PixPtr rim(pixSubtract(nullptr, region, core.get()));
    const double outside = mean_through(small, ring.get());
    const double inside = mean_through(small, rim.get());
    return outside >= 0 && inside >= 0 && outside - inside > 0.4 * paper;
}

/// Letters in it, white on dark: a band with a heading, not the lid of the scanner. `dark`: the
/// page's dark pixels, thin ones included.
bool has_letters(Pix* region, Pix* dark)
{
    constexpr int more_than_dust = 3;
    const PixPtr light(pixInvert(nullptr, dark));
    const PixPtr words(pixSelectBySize(
        light.get(), side(40), side(7), 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, nullptr));
    PixPtr inside(pixCloseSafeBrick(nullptr, region, side(8), side(8)));
    if (!words || !inside) {
        return true;
    }
    inside.reset(pixDilateBrick(nullptr, inside.get(), side(3), side(3)));
    pixAnd(inside.get(), inside.get(), words.get());
    return count_parts(inside.get()) > more_than_dust;
}

/// A mask, somewhat widened, of the connected parts of `dark` that have sharp edges and that both
/// ask for: `fits` is given a part and where it stands, `is_flaw` it alone on a small page. Nothing
/// if there are none.
template <typename Fits, typename IsFlaw>
PixPtr mask_of_parts(Pix* dark, const SmallPage& small, int paper, Fits fits, IsFlaw is_flaw)
{
    const PixPtr mask(pixCreateTemplate(dark));
    if (!mask) {
        return {};
    }
    Pixa* parts = nullptr;
    Boxa* boxes = pixConnComp(dark, &parts, 8);
    bool any = false;
    for (l_int32 i = 0; i < pixaGetCount(parts); ++i) {
        const PixPtr part(pixaGetPix(parts, i, L_CLONE));
        l_int32 x = 0;
        l_int32 y = 0;
        boxaGetBoxGeometry(boxes, i, &x, &y, nullptr, nullptr);
        if (!fits(part.get(), x, y)) {
            continue;
        }
        const PixPtr region(pixCreateTemplate(dark));
        pixRasterop(region.get(),
                    x,
                    y,
                    pixGetWidth(part.get()),
                    pixGetHeight(part.get()),
                    PIX_SRC,
                    part.get(),
                    0,
                    0);
        if (is_sharp(small.pix.get(), region.get(), paper) && is_flaw(region.get())) {
            pixOr(mask.get(), mask.get(), region.get());
            any = true;
        }
    }
    pixaDestroy(&parts);
    boxaDestroy(&boxes);
    return any ? PixPtr(pixDilateBrick(nullptr, mask.get(), 5, 5)) : PixPtr();
}

/// Dark bodies that reach the edge of the picture, as a mask of the small page.
PixPtr dark_surroundings(const SmallPage& small, int paper)
{
    const PixPtr dark(pixThresholdToBinary(small.pix.get(), paper * 2 / 5));
    // Rules and frames that run to the edge are thinner than this.
    const PixPtr bodies(pixOpenBrick(nullptr, dark.get(), side(2), side(2)));
    const PixPtr at_edge(bodies ? pixExtractBorderConnComps(bodies.get(), 8) : nullptr);
    if (!at_edge) {
        return {};
    }
    const double area = double(pixGetWidth(dark.get())) * pixGetHeight(dark.get());
    return mask_of_parts(
        at_edge.get(),
        small,
        paper,
        [&](Pix* part, int, int) {
            l_int32 count = 0;
            pixCountPixels(part, &count, nullptr);
            return count >= least_border * area;
        },
        [&](Pix* region) { return !has_letters(region, dark.get()); });
}

/// Round dark blots of the size of punch holes beside the text, as a mask of the small page.
PixPtr punch_holes(const SmallPage& small, int paper)
{
    const PixPtr dark(pixThresholdToBinary(small.pix.get(), paper * 3 / 5));
    const int least = side(least_hole_mm);
    const int most = side(largest_hole_mm);
    const PixPtr large(
        pixSelectBySize(dark.get(), least, least, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, nullptr));
    if (!large) {
        return {};
    }
    const int width = pixGetWidth(large.get());
    const int height = pixGetHeight(large.get());
    const int margin = side(hole_margin_mm);
    const auto is_hole = [&](Pix* part, int x, int y) {
        const int across = pixGetWidth(part);
        const int down = pixGetHeight(part);
        const int to_side = std::min(x + across / 2, width - x - across / 2);
        const int to_end = std::min(y + down / 2, height - y - down / 2);
        l_float32 share = 0;
        pixFindAreaFraction(part, nullptr, &share);
        // A disc fills 0.785 of its square.
        const bool round = std::abs(across - down) * 5 <= across && share > 0.68F && share < 0.88F;
        return across <= most && down <= most && round && std::min(to_side, to_end) <= margin;
    };
    return mask_of_parts(large.get(), small, paper, is_hole, [](Pix*) { return true; });
}

/// Paints what the mask of the small page covers with paper.
void paint(PixPtr& pix, Pix* small_mask, int paper)
{
    const float across =
        static_cast<float>(pixGetWidth(pix.get())) / static_cast<float>(pixGetWidth(small_mask));
    const float down =
        static_cast<float>(pixGetHeight(pix.get())) / static_cast<float>(pixGetHeight(small_mask));
    const PixPtr mask(pixScaleBySampling(small_mask, across, down));
    PixPtr painted(pixCopy(nullptr, pix.get()));
    if (!mask || !painted) {
        return;
    }
    if (pixGetDepth(painted.get()) == 1) {
        pixSubtract(painted.get(), painted.get(), mask.get());
    } else {
        pixSetMasked(painted.get(), mask.get(), static_cast<l_uint32>(paper));
    }
    pix = std::move(painted);
}

/// The page without its specks; empty where it has few.
PixPtr without_specks(const Raster& image)
{
    const int size = static_cast<int>(std::lround(image.dpi * speck_inches));
    if (size < 2 || !is_bilevel(image)) {
        return {};
    }
    const PixPtr ink(pixConvertTo1(image.pix.get(), 128));
    const PixPtr letters(
        ink ? pixSelectBySize(ink.get(), size, size, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr)
            : nullptr);
    if (!letters) {
        return {};
    }
    const int large = count_parts(letters.get());
    const int specks = count_parts(ink.get()) - large;
    const double square_inches = double(image.width()) * image.height() / image.dpi / image.dpi;
    if (large == 0 || specks < many_specks * large || specks < dense_specks * square_inches) {
        return {};
    }
    const int near_by = 2 * static_cast<int>(std::lround(image.dpi * 0.02)) + 1;
    const PixPtr small(pixSubtract(nullptr, ink.get(), letters.get()));
    PixPtr kept(pixDilateBrick(nullptr, letters.get(), near_by, near_by));
    pixAnd(kept.get(), kept.get(), small.get());
    pixSeedfillBinary(kept.get(), kept.get(), small.get(), 8);
    return PixPtr(pixOr(nullptr, letters.get(), kept.get()));
}

} // namespace

CleanedPage without_scan_marks(const Raster& image)
{
    CleanedPage page;
    page.image.dpi = image.dpi;
    page.image.pix.reset(pixClone(image.pix.get()));
    const SmallPage small = small_page(image);
    if (!small.pix) {
        return page;
    }
    const int paper = grey_of_rank(small.pix.get(), 0.8F);
    if (const PixPtr mask = dark_surroundings(small, paper)) {
        paint(page.image.pix, mask.get(), paper);
        page.found.emplace_back("dark surroundings");
    }
    if (const PixPtr mask = punch_holes(small, paper)) {
        paint(page.image.pix, mask.get(), paper);
        page.found.emplace_back("punch holes");
    }
    if (PixPtr clean = without_specks(page.image)) {
        page.image.pix = std::move(clean);
        page.found.emplace_back("specks");
    }
    return page;
}

} // namespace saksklar
