// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/upright.hpp"

#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saksklar {

namespace {

constexpr double least_skew_degrees = 1.3;

/// Leptonica's measure of how clear the angle is: above 3 it is not chance (its own documentation).
constexpr float least_skew_confidence = 3.0F;

/// The words of a turned page have to read this well, and this much better than as they stood.
constexpr double readable_confidence = 0.7;
constexpr double clearly_better = 0.15;

double skew_of(const Raster& image)
{
    PixPtr ink(pixGetDepth(image.pix.get()) == 1 ? pixClone(image.pix.get()) : nullptr);
    if (!ink) {
        const PixPtr even(pixBackgroundNormSimple(image.pix.get(), nullptr, nullptr));
        ink.reset(pixThresholdToBinary(even ? even.get() : image.pix.get(), 150));
    }
    l_float32 angle = 0;
    l_float32 confidence = 0;
    if (!ink || pixFindSkew(ink.get(), &angle, &confidence) != 0 ||
        confidence < least_skew_confidence) {
        return 0;
    }
    return double{angle};
}

/// The middle of the page, enough for some lines.
Raster middle_of(const Raster& image)
{
    const int width = std::max(1, image.width() * 7 / 10);
    const int height = std::max(1, image.height() * 3 / 10);
    ::Box* box =
        boxCreate((image.width() - width) / 2, (image.height() - height) / 2, width, height);
    Raster part;
    part.pix.reset(pixClipRectangle(image.pix.get(), box, nullptr));
    part.dpi = image.dpi;
    boxDestroy(&box);
    return part;
}

} // namespace

PixelPoint Upright::back(PixelPoint point) const
{
    const double width = image.width();
    const double height = image.height();
    if (degrees != 0) {
        const double angle = -degrees * std::numbers::pi / 180;
        const double x = point.x - width / 2;
        const double y = point.y - height / 2;
        point = {width / 2 + x * std::cos(angle) - y * std::sin(angle),
                 height / 2 + x * std::sin(angle) + y * std::cos(angle)};
    }
    switch (quarter_turns) {
    case 1:
        return {point.y, source_height - point.x};
    case 2:
        return {source_width - point.x, source_height - point.y};
    case 3:
        return {source_width - point.y, point.x};
    default:
        return point;
    }
}

Upright put_upright(const Raster& image, int quarter_turns)
{
    Upright upright;
    upright.source_width = image.width();
    upright.source_height = image.height();
    upright.quarter_turns = ((quarter_turns % 4) + 4) % 4;
    upright.image.dpi = image.dpi;
    upright.image.pix = turned(PixPtr(pixClone(image.pix.get())), upright.quarter_turns);
    if (!upright.image) {
        upright.quarter_turns = 0;
        upright.image.pix.reset(pixClone(image.pix.get()));
    }
    const double degrees = skew_of(upright.image);
    if (std::abs(degrees) < least_skew_degrees) {
        return upright;
    }
    const PixPtr grey(pixConvertTo8(upright.image.pix.get(), 0));
    PixPtr straight(grey ? pixRotate(grey.get(),
                                     static_cast<float>(degrees * std::numbers::pi / 180),
                                     L_ROTATE_AREA_MAP,
                                     L_BRING_IN_WHITE,
                                     0,
                                     0)
                         : nullptr);
    if (straight) {
        upright.image.pix = std::move(straight);
        upright.degrees = degrees;
    }
    return upright;
}

double upright_confidence(const std::vector<OcrLine>& lines)
{
    double sum = 0;
    double letters = 0;
    for (const OcrLine& line : lines) {
        for (const OcrWord& word : line.words) {
            const auto size = static_cast<double>(word.text.size());
            const bool runs_down = word.text.size() > 2 && line.box.height() > 2 * line.box.width();
            sum += runs_down ? 0.0 : word.confidence * size;
            letters += size;
        }
    }
    return letters > 0 ? sum / letters : 0;
}

int quarter_turns_needed(const Raster& image, OcrEngine& engine)
{
    const Raster part = middle_of(image);
    if (!part) {
        return 0;
    }
    int best_turns = 0;
    double best = upright_confidence(engine.recognise(part, OcrLayout::page)) + clearly_better;
    for (int turns = 1; turns < 4; ++turns) {
        Raster other;
        other.dpi = part.dpi;
        other.pix = turned(PixPtr(pixClone(part.pix.get())), turns);
        if (!other) {
            continue;
        }
        const double sure = upright_confidence(engine.recognise(other, OcrLayout::page));
        if (sure > best && sure > readable_confidence) {
            best = sure;
            best_turns = turns;
        }
    }
    return best_turns;
}

} // namespace saksklar
