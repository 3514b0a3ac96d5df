// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/page_ocr.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>

namespace saksklar {

namespace {

/// Two words of a line that are this many x-heights apart stand in two cells.
constexpr double cell_gap = 3.0;

} // namespace

PageReading read_page_image(const Raster& image, const Box& area, OcrEngine& engine)
{
    PageReading page;
    if (is_blank(image)) {
        page.blank = true;
        return page;
    }
    Raster ready;
    ready.pix.reset(pixClone(image.pix.get()));
    ready.dpi = image.dpi;
    ready = normalised(std::move(ready));
    std::vector<OcrLine> lines;
    try {
        lines = engine.recognise(ready, OcrLayout::page);
    } catch (const Error& error) {
        page.diagnostics.push_back({Severity::error, "ocr-failed", error.reason(), 0});
        return page;
    }
    const double across = (area.right - area.left) / std::max(1, ready.width());
    const double down = (area.bottom - area.top) / std::max(1, ready.height());
    const auto place = [&](const PixelBox& box) {
        return Box{area.left + box.left * across,
                   area.top + box.top * down,
                   area.left + box.right * across,
                   area.top + box.bottom * down};
    };
    double confidence = 0;
    double letters = 0;
    for (const OcrLine& read : lines) {
        Line line;
        line.box = place(read.box);
        line.font_size = read.x_height * down * 2.0;
        for (std::size_t i = 0; i < read.words.size(); ++i) {
            const OcrWord& word = read.words[i];
            if (i > 0) {
                const int gap = word.box.left - read.words[i - 1].box.right;
                const bool cell = read.x_height > 0 && gap > cell_gap * read.x_height;
                line.text += cell ? '\t' : ' ';
                line.table_row = line.table_row || cell;
            }
            line.text += word.text;
            line.words.push_back(Word{word.text, place(word.box), word.confidence, {}});
            const auto size = static_cast<double>(word.text.size());
            confidence += word.confidence * size;
            letters += size;
        }
        page.lines.push_back(std::move(line));
    }
    page.quality = letters > 0 ? confidence / letters : 0;
    return page;
}

} // namespace saksklar
