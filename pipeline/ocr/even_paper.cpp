// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/flaws.hpp"
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/ocr/small_page.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace saksklar {

namespace {

/// Paper is looked at in tiles of 4 mm; shadows darker than this share of the brightest are evened
/// out.
constexpr int tile_pixels = 12;
constexpr double shadow = 0.72;

/// The brightness that evened paper gets.
constexpr int even_paper = 235;

/// Strokes of two kinds differ by this share of the paper's grey, a share of them is pale, and
/// hardly any lies half-way (measured on dev scans of all levels: none has two kinds).
constexpr double least_gap = 0.3;
constexpr double least_ghosts = 0.1;
constexpr double most_between = 0.08;

/// How bright the paper is, tile by tile of the small page; 0 where there is none to see.
PixPtr paper_map(Pix* small)
{
    const int width = pixGetWidth(small);
    const int height = pixGetHeight(small);
    PixPtr map(pixCreate(
        (width + tile_pixels - 1) / tile_pixels, (height + tile_pixels - 1) / tile_pixels, 8));
    for (int row = 0; map && row < pixGetHeight(map.get()); ++row) {
        for (int column = 0; column < pixGetWidth(map.get()); ++column) {
            std::array<int, 256> counts{};
            int all = 0;
            for (int y = row * tile_pixels; y < std::min(height, (row + 1) * tile_pixels); ++y) {
                const l_uint32* line =
                    pixGetData(small) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(small);
                for (int x = column * tile_pixels; x < std::min(width, (column + 1) * tile_pixels);
                     ++x) {
                    ++counts[GET_DATA_BYTE(line, x)];
                    ++all;
                }
            }
            int grey = 255;
            for (int above = counts[255]; above * 20 < all * 3 && grey > 0;
                 above += counts[static_cast<std::size_t>(grey)]) {
                --grey;
            }
            pixSetPixel(map.get(), column, row, static_cast<l_uint32>(grey));
        }
    }
    return map;
}

/// The page with paper of one brightness; empty where it has that already.
PixPtr without_shadows(const Raster& image, const SmallPage& small)
{
    const PixPtr map(paper_map(small.pix.get()));
    if (!map || pixGetWidth(map.get()) < 5 || pixGetHeight(map.get()) < 5) {
        return {};
    }
    const int bright = grey_of_rank(map.get(), 0.9F);
    const int dim = grey_of_rank(map.get(), 0.04F);
    if (dim > shadow * bright) {
        return {};
    }
    for (int y = 0; y < pixGetHeight(map.get()); ++y) {
        for (int x = 0; x < pixGetWidth(map.get()); ++x) {
            l_uint32 grey = 0;
            pixGetPixel(map.get(), x, y, &grey);
            if (static_cast<int>(grey) * 8 < bright) {
                pixSetPixel(map.get(), x, y, 0); // no paper: a photograph, a dark band
            }
        }
    }
    pixFillMapHoles(map.get(), pixGetWidth(map.get()), pixGetHeight(map.get()), L_FILL_BLACK);
    const PixPtr inverse(pixGetInvBackgroundMap(map.get(), even_paper, 1, 1));
    const int tile = tile_pixels * small.factor;
    return PixPtr(inverse ? pixApplyInvBackgroundGrayMap(image.pix.get(), inverse.get(), tile, tile)
                          : nullptr);
}

/// Two kinds of strokes on one page: ink, and what shines through from the other side.
struct Ghosts {
    double ink = 0;  ///< mean grey
    double pale = 0; ///< mean grey
    int split = 0;   ///< between them
};

/// The greys of strokes: pixels that no neighbour is darker than. What is hardly darker than the
/// paper is noise (up to 0.17 of its brightness on dev scans of level 2).
std::array<double, 256> stroke_greys(Pix* pix, int paper)
{
    std::array<double, 256> counts{};
    const PixPtr darkest(pixErodeGray(pix, 3, 3));
    for (int y = 1; darkest && y + 1 < pixGetHeight(pix); ++y) {
        const l_uint32* line = pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
        const l_uint32* low =
            pixGetData(darkest.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(darkest.get());
        for (int x = 1; x + 1 < pixGetWidth(pix); ++x) {
            const std::size_t grey = GET_DATA_BYTE(line, x);
            if (grey == GET_DATA_BYTE(low, x) && static_cast<int>(grey) * 4 < paper * 3) {
                ++counts[grey];
            }
        }
    }
    return counts;
}

/// Otsu's split of the strokes in two kinds; none where they are of one kind.
std::optional<Ghosts> ghosts_of(Pix* grey, int dpi)
{
    const PixPtr half(dpi >= 250 ? pixScaleAreaMap2(grey) : pixClone(grey));
    if (!half) {
        return {};
    }
    const int paper = grey_of_rank(half.get(), 0.7F);
    const std::array<double, 256> counts = stroke_greys(half.get(), paper);
    double all = 0;
    double sum = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        all += counts[value];
        sum += counts[value] * static_cast<double>(value);
    }
    Ghosts ghosts;
    double share = 0;
    double best = 0;
    double below = 0;
    double below_sum = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        below += counts[value];
        below_sum += counts[value] * static_cast<double>(value);
        const double low = below > 0 ? below_sum / below : 0;
        const double high = below < all ? (sum - below_sum) / (all - below) : low;
        const double between = below * (all - below) * (high - low) * (high - low);
        if (between > best) {
            best = between;
            share = (all - below) / all;
            ghosts = {low, high, static_cast<int>(value)};
        }
    }
    const double gap = ghosts.pale - ghosts.ink;
    // Half-way between both hardly a stroke may be found.
    double middle = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
        if (std::abs(static_cast<double>(value) - ghosts.split) < gap / 10) {
            middle += counts[value];
        }
    }
    const bool apart = gap > least_gap * paper && middle < most_between * all;
    return apart && all > 500 && share > least_ghosts ? std::optional(ghosts) : std::nullopt;
}

/// What is not within a hair of ink becomes paper.
PixPtr without_ghosts(Pix* grey, const Ghosts& ghosts, int dpi)
{
    // Hair-strokes are paler than others, and their edges paler still.
    const int ink = ghosts.split + static_cast<int>(0.4 * (ghosts.pale - ghosts.split));
    const int near_by = 2 * std::max(1, static_cast<int>(std::lround(dpi / 100.0))) + 1;
    const PixPtr strokes(pixThresholdToBinary(grey, ink));
    PixPtr mask(strokes ? pixDilateBrick(nullptr, strokes.get(), near_by, near_by) : nullptr);
    PixPtr pix(pixCopy(nullptr, grey));
    if (!mask || !pix) {
        return {};
    }
    pixInvert(mask.get(), mask.get());
    pixSetMasked(pix.get(), mask.get(), static_cast<l_uint32>(grey_of_rank(grey, 0.7F)));
    return pix;
}

} // namespace

CleanedPage with_even_paper(const Raster& image)
{
    CleanedPage page;
    if (pixGetDepth(image.pix.get()) != 8 || is_bilevel(image)) {
        return page;
    }
    page.image.dpi = image.dpi;
    const SmallPage small = small_page(image);
    if (small.pix) {
        page.image.pix = without_shadows(image, small);
    }
    if (page.image.pix) {
        page.found.emplace_back("shadows");
    }
    Pix* const even = page.image.pix ? page.image.pix.get() : image.pix.get();
    if (const std::optional<Ghosts> ghosts = ghosts_of(even, image.dpi)) {
        page.image.pix = without_ghosts(even, *ghosts, image.dpi);
        page.found.emplace_back("print of the other side");
    }
    return page;
}

} // namespace saksklar
