// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/bullets.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>

namespace saksklar {

namespace {

/// A full circle fills pi/4 of its box; "e", "o" and "a" fill less than 0.6 even when bold
/// and blurred.
constexpr double least_fill = 0.68;

struct Blot {
    int width = 0;
    int height = 0;
    double fill = 0;
};

/// What is printed in `box`: the size of its ink and how much of that is filled.
Blot blot_in(const Raster& image, const PixelBox& box)
{
    Blot blot;
    ::Box* const place = boxCreate(box.left, box.top, box.width(), box.height());
    const PixPtr part(pixClipRectangle(image.pix.get(), place, nullptr));
    ::Box* freed = place;
    boxDestroy(&freed);
    if (!part) {
        return blot;
    }
    PixPtr ink;
    if (pixGetDepth(part.get()) == 1) {
        ink.reset(pixClone(part.get()));
    } else {
        // Half way between the paper and the darkest ink of the place.
        l_float32 dark = 0;
        l_float32 light = 0;
        pixGetRankValueMasked(part.get(), nullptr, 0, 0, 1, 0.02F, &dark, nullptr);
        pixGetRankValueMasked(part.get(), nullptr, 0, 0, 1, 0.98F, &light, nullptr);
        if (light - dark < 40) {
            return blot;
        }
        ink.reset(pixThresholdToBinary(part.get(), static_cast<l_int32>((dark + light) / 2)));
    }
    ::Boxa* parts = ink ? pixConnCompBB(ink.get(), 8) : nullptr;
    if (parts == nullptr) {
        return blot;
    }
    // The largest piece; specks beside it do not count, other pieces of size do.
    int largest = 0;
    int others = 0;
    ::Box* found = nullptr;
    for (l_int32 i = 0; i < boxaGetCount(parts); ++i) {
        ::Box* const piece = boxaGetBox(parts, i, L_CLONE);
        const int area = piece->w * piece->h;
        if (area > largest) {
            others = std::max(others, largest);
            largest = area;
            boxDestroy(&found);
            found = piece;
        } else {
            others = std::max(others, area);
            ::Box* done = piece;
            boxDestroy(&done);
        }
    }
    if (found != nullptr && others * 8 < largest) {
        const PixPtr piece(pixClipRectangle(ink.get(), found, nullptr));
        l_int32 black = 0;
        if (piece && pixCountPixels(piece.get(), &black, nullptr) == 0) {
            blot = {found->w, found->h, static_cast<double>(black) / (found->w * found->h)};
        }
    }
    boxDestroy(&found);
    boxaDestroy(&parts);
    return blot;
}

} // namespace

void restore_bullets(std::vector<ChosenLine>& lines, const Raster& image)
{
    if (!image) {
        return;
    }
    for (ChosenLine& line : lines) {
        if (line.words.size() < 2 || line.x_height <= 0) {
            continue;
        }
        OcrWord& word = line.words.front().word;
        const int gap = line.words[1].word.box.left - word.box.right;
        if (word.text.size() > 6 || word.text == "-" || gap < 0.4 * line.x_height ||
            word.box.width() > 1.8 * line.x_height) {
            continue;
        }
        const Blot blot = blot_in(image, word.box);
        const bool round = blot.width * 4 >= blot.height * 3 && blot.height * 4 >= blot.width * 3;
        const bool small = blot.height < 1.1 * line.x_height && blot.height >= 3;
        if (round && small && blot.fill >= least_fill) {
            if (word.text != "•") {
                line.words.front().alternatives.push_back(word.text);
            }
            word.text = "•";
            word.confidence = std::max(word.confidence, 0.9);
        }
    }
}

} // namespace saksklar
