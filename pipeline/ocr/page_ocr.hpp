// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"
#include "pipeline/ocr/engine.hpp"

namespace saksklar {

/// A page's image as text.
struct PageReading {
    std::vector<Line> lines;
    double quality = 0; ///< 0..1, mean confidence by length
    bool blank = false; ///< nothing that could be text
    std::vector<Diagnostic> diagnostics;
};

/// Reads `image`, which stands at `area` of its page (points), with `engine`. Boxes are in
/// points of the page. Never throws for a bad page: what is wrong stands in the diagnostics.
PageReading read_page_image(const Raster& image, const Box& area, OcrEngine& engine);

} // namespace saksklar
