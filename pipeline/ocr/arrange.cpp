// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/arrange.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace saksklar {

namespace {

/// Columns of running text: this many lines of this many words on average.
constexpr std::size_t column_lines = 5;
constexpr std::size_t column_words = 4;

struct Block {
    std::size_t lines = 0;
    std::size_t words = 0;

    bool runs() const { return lines >= column_lines && words >= column_words * lines; }
};

bool beside(const PixelBox& a, const PixelBox& b)
{
    const int shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const int lower = std::max(1, std::min(a.height(), b.height()));
    const bool apart = a.right <= b.left || b.right <= a.left;
    return apart && shared * 10 > lower * 6;
}

PixelBox joined(const PixelBox& a, const PixelBox& b)
{
    return {std::min(a.left, b.left),
            std::min(a.top, b.top),
            std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

int middle(const PixelBox& box)
{
    return (box.top + box.bottom) / 2;
}

} // namespace

std::vector<ChosenLine> with_rows_joined(std::vector<ChosenLine> lines)
{
    std::map<int, Block> blocks;
    for (const ChosenLine& line : lines) {
        ++blocks[line.block].lines;
        blocks[line.block].words += line.words.size();
    }
    std::vector<ChosenLine> rows;
    std::vector<bool> moved; // rows that took a piece from elsewhere
    for (ChosenLine& line : lines) {
        bool taken = false;
        // A table is not long: only the rows of the last columns can be beside this line.
        for (std::size_t i = 0; i < rows.size() && !taken; ++i) {
            ChosenLine& row = rows[i];
            const bool columns =
                row.block != line.block && blocks[row.block].runs() && blocks[line.block].runs();
            if (columns || !beside(row.box, line.box)) {
                continue;
            }
            row.words.insert(row.words.end(), line.words.begin(), line.words.end());
            std::stable_sort(
                row.words.begin(), row.words.end(), [](const ChosenWord& a, const ChosenWord& b) {
                    return a.word.box.left < b.word.box.left;
                });
            row.box = joined(row.box, line.box);
            row.x_height = std::max(row.x_height, line.x_height);
            moved[i] = true;
            taken = true;
        }
        if (!taken) {
            rows.push_back(std::move(line));
            moved.push_back(false);
        }
    }
    // Where a table was put together, its rows stand from top to bottom.
    std::size_t first = rows.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (moved[i]) {
            first = std::min(first, i);
            last = i;
        }
    }
    if (first < last) {
        const int bottom = rows[last].box.bottom;
        while (last + 1 < rows.size() && middle(rows[last + 1].box) < bottom) {
            ++last;
        }
        std::stable_sort(
            rows.begin() + static_cast<std::ptrdiff_t>(first),
            rows.begin() + static_cast<std::ptrdiff_t>(last) + 1,
            [](const ChosenLine& a, const ChosenLine& b) { return middle(a.box) < middle(b.box); });
    }
    return rows;
}

namespace {

struct Gutter {
    int left = 0;
    int right = 0;
    std::size_t first = 0; ///< rows, half-open
    std::size_t last = 0;
};

/// Narrows the strip to what this row leaves white; false where a word crosses it.
bool leaves_white(const ChosenLine& row, Gutter& gutter)
{
    const int middle_x = (gutter.left + gutter.right) / 2;
    int left = gutter.left;
    int right = gutter.right;
    for (const ChosenWord& word : row.words) {
        const PixelBox& box = word.word.box;
        if (box.left < middle_x && box.right > middle_x) {
            return false;
        }
        if (box.right <= middle_x) {
            left = std::max(left, box.right);
        } else {
            right = std::min(right, box.left);
        }
    }
    if (right - left < 1.2 * row.x_height) {
        return false;
    }
    gutter.left = left;
    gutter.right = right;
    return true;
}

/// A row below a gap with hardly a word on one side: a table after the columns.
bool starts_a_table(const ChosenLine& above, const ChosenLine& row, const Gutter& gutter)
{
    std::size_t left = 0;
    for (const ChosenWord& word : row.words) {
        left += word.word.box.right <= gutter.right ? 1U : 0U;
    }
    return row.box.top - above.box.bottom > row.x_height &&
           std::min(left, row.words.size() - left) <= 2;
}

bool parts_running_text(const std::vector<ChosenLine>& rows, const Gutter& gutter)
{
    std::size_t left = 0;
    std::size_t right = 0;
    for (std::size_t i = gutter.first; i < gutter.last; ++i) {
        for (const ChosenWord& word : rows[i].words) {
            ++(word.word.box.right <= gutter.right ? left : right);
        }
    }
    const std::size_t count = gutter.last - gutter.first;
    return count >= column_lines && left >= column_words * count && right >= column_words * count;
}

Gutter find_gutter(const std::vector<ChosenLine>& rows)
{
    for (std::size_t i = 0; i + column_lines <= rows.size(); ++i) {
        const std::vector<ChosenWord>& words = rows[i].words;
        for (std::size_t k = 1; k < words.size(); ++k) {
            Gutter gutter{words[k - 1].word.box.right, words[k].word.box.left, i, i + 1};
            if (gutter.right - gutter.left < 2 * rows[i].x_height) {
                continue;
            }
            while (gutter.last < rows.size() &&
                   !starts_a_table(rows[gutter.last - 1], rows[gutter.last], gutter) &&
                   leaves_white(rows[gutter.last], gutter)) {
                ++gutter.last;
            }
            // A table below the columns shares their strip: its rows are taken off again.
            while (gutter.last - gutter.first >= column_lines &&
                   !parts_running_text(rows, gutter)) {
                --gutter.last;
            }
            if (gutter.last - gutter.first >= column_lines && parts_running_text(rows, gutter)) {
                return gutter;
            }
        }
    }
    return {};
}

ChosenLine side_of(const ChosenLine& row, const Gutter& gutter, bool left)
{
    ChosenLine side{{}, {}, row.x_height, row.block};
    for (const ChosenWord& word : row.words) {
        if ((word.word.box.right <= gutter.right) == left) {
            side.box = side.words.empty() ? word.word.box : joined(side.box, word.word.box);
            side.words.push_back(word);
        }
    }
    return side;
}

} // namespace

std::vector<ChosenLine> with_columns_parted(std::vector<ChosenLine> rows)
{
    const Gutter gutter = find_gutter(rows);
    if (gutter.last == 0) {
        return rows;
    }
    std::vector<ChosenLine> parted(rows.begin(),
                                   rows.begin() + static_cast<std::ptrdiff_t>(gutter.first));
    for (const bool left : {true, false}) {
        for (std::size_t i = gutter.first; i < gutter.last; ++i) {
            ChosenLine side = side_of(rows[i], gutter, left);
            if (!side.words.empty()) {
                parted.push_back(std::move(side));
            }
        }
    }
    parted.insert(
        parted.end(), rows.begin() + static_cast<std::ptrdiff_t>(gutter.last), rows.end());
    return parted;
}

} // namespace saksklar
