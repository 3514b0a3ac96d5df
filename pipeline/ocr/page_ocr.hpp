// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"
#include "pipeline/ocr/combine.hpp"
#include "pipeline/ocr/engine.hpp"

namespace saksklar {

/// Who reads a page.
struct PageEngines {
    OcrEngine* first = nullptr;  ///< knows the language
    OcrEngine* second = nullptr; ///< knows the signs the first lacks; may be null
    WordTest known;              ///< may be empty
};

/// A page's image as text.
struct PageReading {
    std::vector<Line> lines;
    double quality = 0;               ///< 0..1, mean confidence by length
    bool blank = false;               ///< nothing that could be text
    std::vector<std::string> treated; ///< what was taken away from the picture: "punch holes", …
    std::vector<Diagnostic> diagnostics;
};

/// Reads `image`, which stands at `area` of its page (points). Boxes are in points of the page.
/// Never throws for a bad page: what is wrong stands in the diagnostics.
PageReading read_page_image(const Raster& image, const Box& area, const PageEngines& engines);

} // namespace saksklar
