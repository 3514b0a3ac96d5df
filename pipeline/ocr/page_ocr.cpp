// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/page_ocr.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/arrange.hpp"
#include "pipeline/ocr/bullets.hpp"
#include "pipeline/ocr/flaws.hpp"
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/ocr/upright.hpp"

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

/// A reading this unsure may be of a page that lies on its side.
constexpr double may_be_turned = 0.6;

/// A treated picture must give this many times the text of the picture as it came: what the
/// treatment makes of the edges of photographs is read as stray signs.
constexpr double clearly_more = 1.03;

/// Without a word list a word counts as known from this confidence on.
constexpr double sure_word = 0.8;

/// From the pixels that were read to points of the page.
class Placing {
public:
    Placing(const Raster& ready, const Upright& upright, const Box& area)
        : upright_(upright),
          area_(area),
          shrink_across_(double(upright.image.width()) / std::max(1, ready.width())),
          shrink_down_(double(upright.image.height()) / std::max(1, ready.height())),
          across_((area.right - area.left) / std::max(1, upright.source_width)),
          down_((area.bottom - area.top) / std::max(1, upright.source_height))
    {
    }

    Box place(const PixelBox& box) const
    {
        const double left = box.left * shrink_across_;
        const double right = box.right * shrink_across_;
        const double top = box.top * shrink_down_;
        const double bottom = box.bottom * shrink_down_;
        // The middle is turned back exactly; the size stays, or a slight turn would make
        // the boxes of long lines high.
        const PixelPoint middle = upright_.back({(left + right) / 2, (top + bottom) / 2});
        const bool sideways = upright_.quarter_turns % 2 == 1;
        const double half_width = (sideways ? bottom - top : right - left) / 2;
        const double half_height = (sideways ? right - left : bottom - top) / 2;
        return {area_.left + (middle.x - half_width) * across_,
                area_.top + (middle.y - half_height) * down_,
                area_.left + (middle.x + half_width) * across_,
                area_.top + (middle.y + half_height) * down_};
    }

    /// Points that a height of pixels is.
    double height(double pixels) const { return pixels * shrink_down_ * down_; }

private:
    const Upright& upright_;
    Box area_;
    double shrink_across_;
    double shrink_down_;
    double across_;
    double down_;
};

void append_line(PageReading& page, const ChosenLine& read, const Placing& placing)
{
    Line line;
    line.box = placing.place(read.box);
    line.font_size = placing.height(read.x_height) / x_height_share;
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
                 placing.place(word.box),
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

/// The page as it was read: its lines and the image they were read from.
struct Attempt {
    Upright upright;
    Raster ready;
    std::vector<OcrLine> first;
    std::vector<std::string> treated; ///< what was taken away from the picture before
};

std::string bare_word(const std::string& word)
{
    constexpr std::string_view signs = ".,:;!?()[]\"'/-";
    const std::size_t first = word.find_first_not_of(signs);
    return first == std::string::npos
               ? std::string()
               : word.substr(first, word.find_last_not_of(signs) - first + 1);
}

/// How much text came of it: letters of known words, less those of what nobody knows.
double yield_of(const std::vector<OcrLine>& lines, const WordTest& known)
{
    double sum = 0;
    for (const OcrLine& line : lines) {
        for (const OcrWord& word : line.words) {
            const auto size = static_cast<double>(word.text.size());
            const bool good = known ? known(bare_word(word.text)) : word.confidence > sure_word;
            sum += good ? size : word.confidence > sure_word ? size / 2 : -size / 2;
        }
    }
    return sum;
}

Attempt first_reading(const Raster& image, int quarter_turns, const PageEngines& engines)
{
    Attempt attempt;
    attempt.upright = put_upright(image, quarter_turns);
    attempt.ready.pix.reset(pixClone(attempt.upright.image.pix.get()));
    attempt.ready.dpi = attempt.upright.image.dpi;
    attempt.ready = normalised(std::move(attempt.ready));
    attempt.first = engines.first->recognise(attempt.ready, OcrLayout::page);
    return attempt;
}

Attempt upright_reading(const Raster& picture, const PageEngines& engines)
{
    CleanedPage cleaned = without_scan_marks(picture);
    const Raster& image = cleaned.image;
    Attempt attempt = first_reading(image, 0, engines);
    if (CleanedPage even = with_even_paper(image); even.image) {
        Attempt other = first_reading(even.image, 0, engines);
        if (yield_of(other.first, engines.known) >
            clearly_more * yield_of(attempt.first, engines.known)) {
            attempt = std::move(other);
            cleaned.image = std::move(even.image);
            cleaned.found.insert(cleaned.found.end(), even.found.begin(), even.found.end());
        }
    }
    if (upright_confidence(attempt.first) < may_be_turned) {
        const int turns = quarter_turns_needed(attempt.ready, *engines.first);
        if (turns != 0) {
            attempt = first_reading(image, turns, engines);
        }
    }
    attempt.treated = std::move(cleaned.found);
    return attempt;
}

/// What all engines make of it.
std::vector<ChosenLine> all_readings(const Attempt& attempt, const PageEngines& engines)
{
    if (engines.second == nullptr) {
        return only_reading(attempt.first);
    }
    const Raster& ready = attempt.ready;
    std::vector<OcrLine> first = attempt.first;
    const std::vector<OcrLine> second = engines.second->recognise(ready, OcrLayout::page);
    const double enough = is_bilevel(attempt.upright.image) ? little_doubt : much_doubt;
    if (doubt(first, second) > enough) {
        const Raster other = prepared_otherwise(attempt.upright.image);
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
    Attempt attempt;
    std::vector<ChosenLine> lines;
    try {
        attempt = upright_reading(image, engines);
        lines = all_readings(attempt, engines);
    } catch (const Error& error) {
        page.diagnostics.push_back({Severity::error, "ocr-failed", error.reason(), 0});
        return page;
    }
    lines = with_columns_parted(with_rows_joined(std::move(lines)));
    restore_bullets(lines, attempt.ready);
    part_openings(lines);
    join_at_slashes(lines);
    drop_rules(lines);
    const Placing placing(attempt.ready, attempt.upright, area);
    double confidence = 0;
    double letters = 0;
    for (const ChosenLine& line : lines) {
        append_line(page, line, placing);
        for (const ChosenWord& word : line.words) {
            const auto size = static_cast<double>(word.word.text.size());
            confidence += word.word.confidence * size;
            letters += size;
        }
    }
    page.quality = letters > 0 ? confidence / letters : 0;
    page.treated = std::move(attempt.treated);
    return page;
}

} // namespace saksklar
