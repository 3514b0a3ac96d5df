// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/page_looks.hpp"

#include <algorithm>
#include <vector>

namespace saksklar::structure {

namespace {

/// The look of a line of a text layer that has its place; null for others.
const Line* look_in_layer(const Document& document, const DocumentLine& from)
{
    const auto page = static_cast<std::size_t>(from.page_number - 1);
    if (from.page_number < 1 || page >= document.pages.size() ||
        document.pages[page].read_from != ReadFrom::text_layer ||
        from.line_on_page >= document.pages[page].lines.size()) {
        return nullptr;
    }
    const Line& look = document.pages[page].lines[from.line_on_page];
    return look.box == Box{} ? nullptr : &look;
}

/// Whether any page has lines with places: text dumps have none.
} // namespace

bool has_layer(const Document& document)
{
    return std::any_of(document.pages.begin(), document.pages.end(), [](const Page& page) {
        return page.read_from == ReadFrom::text_layer;
    });
}

void find_gaps(Outline& outline, const Document& document)
{
    if (!has_layer(document)) {
        return;
    }
    const auto look_of = [&document](const DocumentLine& from) {
        return look_in_layer(document, from);
    };
    std::vector<double> pitches;
    std::size_t first = 0;
    while (first < document.lines.size()) {
        std::size_t end = first;
        while (end < document.lines.size() &&
               document.lines[end].page_number == document.lines[first].page_number) {
            ++end;
        }
        pitches.clear();
        for (std::size_t i = first + 1; i < end; ++i) {
            const Line* above = look_of(document.lines[i - 1]);
            const Line* here = look_of(document.lines[i]);
            if (above != nullptr && here != nullptr && here->box.top > above->box.top) {
                pitches.push_back(here->box.top - above->box.top);
            }
        }
        if (pitches.size() >= 6) {
            // The closest quarter of the lines stands within paragraphs.
            const auto at = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 4);
            std::nth_element(pitches.begin(), at, pitches.end());
            const double usual = *at;
            for (std::size_t i = first + 1; i < end; ++i) {
                const Line* above = look_of(document.lines[i - 1]);
                const Line* here = look_of(document.lines[i]);
                outline.lines[i].gap_above =
                    above != nullptr && here != nullptr &&
                    here->box.top - above->box.top > std::max(usual, here->font_size) * 1.35;
            }
        }
        first = end;
    }
}

void find_list_levels(Outline& outline, const Document& document)
{
    if (!has_layer(document)) {
        return;
    }
    const auto left_of = [&outline, &document](std::size_t i) -> double {
        const Line* look = look_in_layer(document, document.lines[i]);
        return look == nullptr || !outline.lines[i].bullet || outline.lines[i].indent > 0
                   ? -1
                   : look->box.left;
    };
    std::vector<double> lefts;
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        if (const double left = left_of(i); left >= 0) {
            lefts.push_back(left);
        }
    }
    if (lefts.empty()) {
        return;
    }
    std::sort(lefts.begin(), lefts.end());
    // Items of one level begin within a few points of each other.
    constexpr double apart = 8;
    std::vector<double> levels{lefts.front()};
    for (const double left : lefts) {
        if (left - levels.back() > apart) {
            levels.push_back(left);
        }
    }
    double item = -1; // where the latest item of a list begins
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        const double left = left_of(i);
        if (left < 0) {
            const Line* look = look_in_layer(document, document.lines[i]);
            const bool text =
                look != nullptr && !outline.lines[i].blank && !outline.lines[i].bullet;
            outline.lines[i].leaves_list = text && item >= 0 && look->box.left < item - apart;
            item = outline.lines[i].leaves_list ? -1 : item;
            continue;
        }
        item = left;
        const auto level =
            std::upper_bound(levels.begin(), levels.end(), left + 0.01) - levels.begin() - 1;
        outline.lines[i].indent = static_cast<int>(std::min<std::ptrdiff_t>(level, 6)) * 2;
    }
}

} // namespace saksklar::structure
