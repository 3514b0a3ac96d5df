// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/line_spacing.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

constexpr std::string_view blanks = " \t\r";

/// How many gaps of each number of blank lines there are.
struct Gaps {
    static constexpr std::size_t most = 8; ///< blank lines; more count as so many
    std::size_t of[most + 1] = {};
    std::size_t all = 0;

    /// The least number that is no exception: of a hundred gaps two may be smaller.
    std::size_t least(std::size_t from) const
    {
        std::size_t counted = 0;
        std::size_t total = 0;
        for (std::size_t n = from; n <= most; ++n) {
            total += of[n];
        }
        for (std::size_t n = from; n <= most; ++n) {
            counted += of[n];
            if (counted * 50 > total) {
                return n;
            }
        }
        return most;
    }
};

std::string_view text_of(const Outline& outline, const OutlineLine& line)
{
    return outline.text.substr(line.span.begin, line.span.size());
}

Gaps gaps_of(const Outline& outline)
{
    Gaps gaps;
    std::size_t run = 0;
    bool seen = false;
    for (const OutlineLine& line : outline.lines) {
        if (text_of(outline, line).find_first_not_of(blanks) == std::string_view::npos) {
            ++run;
            continue;
        }
        if (seen) {
            ++gaps.of[std::min(run, Gaps::most)];
            ++gaps.all;
        }
        seen = true;
        run = 0;
    }
    return gaps;
}

/// Takes `fewer` blank lines out of every gap that has more.
void take_out(Outline& outline, std::size_t fewer)
{
    std::size_t run = 0;
    std::vector<OutlineLine> kept;
    kept.reserve(outline.lines.size());
    for (OutlineLine& line : outline.lines) {
        const bool blank =
            text_of(outline, line).find_first_not_of(blanks) == std::string_view::npos;
        run = blank ? run + 1 : 0;
        if (!blank || run > fewer) {
            kept.push_back(line);
        }
    }
    outline.lines = std::move(kept);
}

/// "> " before nearly every line, as where minutes were sent on by e-mail: taken off, with the
/// space behind it.
void take_quotes_off(Outline& outline)
{
    std::size_t quoted = 0;
    std::size_t all = 0;
    for (const OutlineLine& line : outline.lines) {
        const std::string_view raw = text_of(outline, line);
        all += raw.find_first_not_of(blanks) != std::string_view::npos ? 1U : 0U;
        quoted += raw.starts_with('>') ? 1U : 0U;
    }
    if (quoted < 5 || quoted * 10 < all * 8) {
        return;
    }
    for (OutlineLine& line : outline.lines) {
        if (text_of(outline, line).starts_with('>')) {
            ++line.span.begin;
            line.span.begin += text_of(outline, line).starts_with(' ') ? 1U : 0U;
        }
    }
}

} // namespace

void even_out(Outline& outline)
{
    take_quotes_off(outline);
    std::size_t margin = std::string_view::npos;
    for (OutlineLine& line : outline.lines) {
        const std::string_view raw = text_of(outline, line);
        const std::size_t last = raw.find_last_not_of(blanks);
        if (last == std::string_view::npos) {
            continue;
        }
        line.span.end = line.span.begin + last + 1;
        margin = std::min(margin, raw.find_first_not_of(blanks));
    }
    if (margin == 0 || margin == std::string_view::npos) {
        return;
    }
    for (OutlineLine& line : outline.lines) {
        line.span.begin += std::min(margin, line.span.size());
    }
}

void even_out_blank_lines(Outline& outline)
{
    constexpr std::size_t several = 8; // gaps
    const Gaps gaps = gaps_of(outline);
    if (gaps.all < several) {
        return;
    }
    const std::size_t least = gaps.least(0);
    if (least > 0) {
        // Below every line: only where some gaps are wider is a wider one a paragraph's.
        std::size_t wider = 0;
        for (std::size_t n = least + 1; n <= Gaps::most; ++n) {
            wider += gaps.of[n];
        }
        if (wider * 20 >= gaps.all) {
            take_out(outline, least);
            even_out_blank_lines(outline);
        } else if (least > 1) {
            take_out(outline, least - 1);
        }
        return;
    }
    if (const std::size_t least_gap = gaps.least(1); gaps.of[0] < gaps.all && least_gap > 1) {
        take_out(outline, least_gap - 1);
    }
}

} // namespace saksklar::structure
