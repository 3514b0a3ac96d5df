// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/marked_titles.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

constexpr std::size_t fewest = 3;         // lines with one sign
constexpr std::size_t longest_title = 60; // bytes
constexpr std::string_view two_dashes = "-- ";

void make_headings(Outline& outline, const std::vector<std::size_t>& found, int level)
{
    if (found.size() < fewest) {
        return;
    }
    for (const std::size_t i : found) {
        outline.lines[i].bullet = false;
        outline.lines[i].quoted = false;
        outline.lines[i].heading_level = level;
    }
}

/// Whether a line may be a title: short, and no sentence.
bool short_title(const OutlineLine& line)
{
    return line.heading_level == 0 && !line.code && !line.table && line.plain.size() >= 2 &&
           line.plain.size() <= longest_title &&
           std::string_view(".,;").find(line.plain.back()) == std::string_view::npos;
}

/// The next line with text behind `i`, or the end.
std::size_t next_text(const Outline& outline, std::size_t i)
{
    do {
        ++i;
    } while (i < outline.lines.size() && outline.lines[i].blank);
    return i;
}

} // namespace

void head_starred_capitals(Outline& outline)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 1; i + 2 < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.bullet && line.heading_level == 0 && !line.code && line.plain.size() >= 4 &&
            line.plain.size() <= longest_title && no_small_letter(line.plain) &&
            outline.lines[i - 1].blank && outline.lines[i + 1].blank &&
            !outline.lines[i + 2].blank && !outline.lines[i + 2].bullet) {
            found.push_back(i);
        }
    }
    make_headings(outline, found, 2);
}

void head_marked_titles(Outline& outline)
{
    std::vector<std::size_t> quoted;
    std::vector<std::size_t> dashed;
    bool quotes = false; // what others wrote, over several lines
    int above = 1;
    for (std::size_t i = 1; i + 1 < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.heading_level > 0) {
            above = 2;
        }
        if (line.blank || !outline.lines[i - 1].blank) {
            quotes = quotes || (line.quoted && outline.lines[i - 1].quoted);
            continue;
        }
        const std::size_t next = next_text(outline, i);
        const bool heads = next < outline.lines.size() && next <= i + 2 && short_title(line);
        if (line.quoted) {
            quotes = quotes || !heads || line.bullet || outline.lines[next].quoted;
            quoted.push_back(i);
        } else if (heads && outline.lines[i + 1].blank && !outline.lines[next].bullet &&
                   line.plain.starts_with(two_dashes)) {
            dashed.push_back(i);
        }
    }
    if (!quotes && above == 1) {
        make_headings(outline, quoted, 1);
    }
    if (dashed.size() >= fewest) {
        for (const std::size_t i : dashed) {
            OutlineLine& line = outline.lines[i];
            line.plain = trim(line.plain.substr(two_dashes.size()));
            line.as_printed = false;
            describe_outline_line(outline, line);
        }
    }
    make_headings(outline, dashed, above);
}

} // namespace saksklar::structure
