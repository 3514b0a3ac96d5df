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

} // namespace saksklar
