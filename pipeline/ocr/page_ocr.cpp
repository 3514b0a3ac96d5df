// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/page_ocr.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/arrange.hpp"
#include "pipeline/ocr/bullets.hpp"
#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>

namespace saksklar {

namespace {

/// Two words of a line that are this many x-heights apart stand in two cells.
constexpr double cell_gap = 3.0;

/// An x-height is about this share of the font size (Latin text faces: 0.42 to 0.53).
constexpr double x_height_share = 0.48;

/// Where the two models disagree over more than this share of the words, the page is read a third
/// time. Faxes are worth it at less doubt: no reading of them is good alone (dev scans:
/// a third reading halves the right words that are lost).
constexpr double much_doubt = 0.1;
constexpr double little_doubt = 0.02;

void append_line(
    PageReading& page, const ChosenLine& read, const Box& area, double across, double down)
{
    const auto place = [&](const PixelBox& box) {
        return Box{area.left + box.left * across,
                   area.top + box.top * down,
                   area.left + box.right * across,
                   area.top + box.bottom * down};
    };
    Line line;
    line.box = place(read.box);
    line.font_size = read.x_height * down / x_height_share;
    for (std::size_t i = 0; i < read.words.size(); ++i) {
        const OcrWord& word = read.words[i].word;
        if (i > 0) {
            const int gap = word.box.left - read.words[i - 1].word.box.right;
            const bool after_bullet = i == 1 && read.words[0].word.text == "•";
            const bool cell = read.x_height > 0 && gap > cell_gap * read.x_height && !after_bullet;
            line.text += cell ? '\t' : ' ';
            line.table_row = line.table_row || cell;
        }
        Word out{with_likely_shapes(word.text),
                 place(word.box),
                 word.confidence,
                 read.words[i].alternatives};
        if (out.text != word.text) {
            out.alternatives.insert(out.alternatives.begin(), word.text);
        }
        line.text += out.text;
        line.words.push_back(std::move(out));
    }
    page.lines.push_back(std::move(line));
}

std::vector<ChosenLine>
read_twice_or_more(const Raster& image, const Raster& ready, const PageEngines& engines)
{
    std::vector<OcrLine> first = engines.first->recognise(ready, OcrLayout::page);
    if (engines.second == nullptr) {
        return only_reading(first);
    }
    const std::vector<OcrLine> second = engines.second->recognise(ready, OcrLayout::page);
    if (doubt(first, second) > (is_bilevel(image) ? little_doubt : much_doubt)) {
        const Raster other = prepared_otherwise(image);
        const std::vector<OcrLine> again =
            scaled(engines.first->recognise(other, OcrLayout::page),
                   double(ready.width()) / std::max(1, other.width()),
                   double(ready.height()) / std::max(1, other.height()));
        first = reconcile_readings(first, again, second, engines.known);
    }
    return combine_readings(first, second, engines.known);
}

} // namespace

PageReading read_page_image(const Raster& image, const Box& area, const PageEngines& engines)
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
    std::vector<ChosenLine> lines;
    try {
        lines = read_twice_or_more(image, ready, engines);
    } catch (const Error& error) {
        page.diagnostics.push_back({Severity::error, "ocr-failed", error.reason(), 0});
        return page;
    }
    lines = with_rows_joined(std::move(lines));
    restore_bullets(lines, ready);
    part_openings(lines);
    const double across = (area.right - area.left) / std::max(1, ready.width());
    const double down = (area.bottom - area.top) / std::max(1, ready.height());
    double confidence = 0;
    double letters = 0;
    for (const ChosenLine& line : lines) {
        append_line(page, line, area, across, down);
        for (const ChosenWord& word : line.words) {
            const auto size = static_cast<double>(word.word.text.size());
            confidence += word.word.confidence * size;
            letters += size;
        }
    }
    page.quality = letters > 0 ? confidence / letters : 0;
    return page;
}

} // namespace saksklar
