// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <string>
#include <vector>

namespace saksklar {

/// One word as an engine read it.
struct OcrWord {
    std::string text; ///< valid UTF-8, no white space
    PixelBox box{};
    double confidence = 0; ///< 0..1, the engine's own figure, not calibrated

    bool operator==(const OcrWord&) const = default;
};

/// One line of text as an engine found it, in reading order.
struct OcrLine {
    std::vector<OcrWord> words;
    PixelBox box{};
    double x_height = 0; ///< pixels; 0 unknown
    int block = 0;       ///< lines of one block stand together on the page

    bool operator==(const OcrLine&) const = default;
};

/// How an engine is to look for text in an image.
enum class OcrLayout {
    page,  ///< find columns, blocks and lines
    block, ///< one block of lines
    line,  ///< the image is one line
};

/// Reads images. Used by one thread.
class OcrEngine {
public:
    virtual ~OcrEngine() = default;

    /// Throws Error{recognition} when the engine gives up.
    virtual std::vector<OcrLine> recognise(const Raster& image, OcrLayout layout) = 0;

    /// What reads, such as "tesseract nor".
    virtual std::string name() const = 0;
};

} // namespace saksklar
