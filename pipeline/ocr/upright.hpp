// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/engine.hpp"
#include "pipeline/ocr/raster.hpp"

namespace saksklar {

/// A point of an image, pixels.
struct PixelPoint {
    double x = 0;
    double y = 0;
};

/// An image put upright, and the way back.
struct Upright {
    Raster image;
    int quarter_turns = 0; ///< clockwise, that were made
    double degrees = 0;    ///< clockwise, that were made after the quarter turns
    int source_width = 0;  ///< of the image as it came
    int source_height = 0;

    /// Where a point of `image` lies in the image as it came.
    PixelPoint back(PixelPoint point) const;
};

/// Turned by `quarter_turns`, then straightened where its lines lean by more than a
/// degree (Leptonica's differential line sums; Tesseract bears less than that itself).
Upright put_upright(const Raster& image, int quarter_turns);

/// How many quarter turns clockwise make the page readable, judged by what `engine` makes of a part
/// of it. For pages that read badly as they are: costs some readings of a small piece.
int quarter_turns_needed(const Raster& image, OcrEngine& engine);

/// Mean confidence over letters, 0..1; letters of lines that run up or down count as nothing:
/// Tesseract reads those too, but puts the lines of a page that lies on its side in no order.
double upright_confidence(const std::vector<OcrLine>& lines);

} // namespace saksklar
