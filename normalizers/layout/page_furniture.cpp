// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/page_furniture.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace saksklar {

namespace {

/// How many lines with text count as the edge of a page.
constexpr std::size_t edge_lines = 4;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Lower-case ASCII, no white space but single blanks, dashes as "-".
std::string normalised(std::string_view line)
{
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool dash = line.substr(i, 3) == "–" || line.substr(i, 3) == "—";
        const bool no_break = line.substr(i, 2) == "\u00A0";
        if (dash) {
            text += '-';
            i += 2;
        } else if (c == ' ' || c == '\t' || no_break) {
            i += no_break ? 1U : 0U;
            if (!text.empty() && text.back() != ' ') {
                text += ' ';
            }
        } else {
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    while (!text.empty() && text.back() == ' ') {
        text.pop_back();
    }
    return text;
}

/// Reads a page number of at most four digits; the number, and what is left of `text`.
std::optional<int> take_number(std::string_view& text)
{
    std::size_t length = 0;
    int value = 0;
    while (length < text.size() && is_digit(text[length]) && length < 5) {
        value = value * 10 + (text[length] - '0');
        ++length;
    }
    if (length == 0 || length > 4) {
        return std::nullopt;
    }
    text.remove_prefix(length);
    return value;
}

bool take(std::string_view& text, std::string_view prefix)
{
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

void skip_blanks(std::string_view& text)
{
    while (take(text, " ")) {
    }
}

/// Whether the whole line is "3 av 5", "3/5", "3 of 5" or, with `bare_too`, "3".
bool is_count(std::string_view text, bool bare_too)
{
    const auto number = take_number(text);
    if (!number) {
        return false;
    }
    skip_blanks(text);
    if (text.empty()) {
        return bare_too;
    }
    if (!take(text, "av") && !take(text, "of") && !take(text, "/") && !take(text, "(")) {
        return false;
    }
    skip_blanks(text);
    const auto total = take_number(text);
    take(text, ")");
    return total && text.empty() && *number <= *total;
}

/// Whether a line says it is a page number, whatever the other pages say.
bool is_page_number(std::string_view line)
{
    std::string_view text = line;
    for (const std::string_view word : {"side", "page", "sidenr", "pag", "s"}) {
        std::string_view rest = line;
        if (take(rest, word) && !rest.empty() && !(rest[0] >= 'a' && rest[0] <= 'z')) {
            take(rest, ".");
            take(rest, ":");
            skip_blanks(rest);
            // "s. 3" may end a reference: only "side" and its like go without a total.
            if (is_count(rest, word.size() > 1)) {
                return true;
            }
        }
    }
    // "- 3 -"
    if (take(text, "-")) {
        skip_blanks(text);
        if (take_number(text)) {
            skip_blanks(text);
            return text == "-";
        }
        return false;
    }
    // "3/5" alone may be a date in a table: it must count.
    return false;
}

/// "https://example.no/referat 2/5", as browsers print it.
bool is_printed_address(std::string_view line)
{
    if (!line.starts_with("http://") && !line.starts_with("https://") &&
        !line.starts_with("file://") && !line.starts_with("www.")) {
        return false;
    }
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) {
        return false;
    }
    std::string_view rest = line.substr(space);
    skip_blanks(rest);
    take(rest, "side ");
    take(rest, "page ");
    return is_count(rest, false);
}

/// A line without its numbers, and these.
struct Shape {
    std::string text;
    std::vector<int> numbers;
};

Shape shape_of(std::string_view line)
{
    Shape shape;
    while (!line.empty()) {
        if (!is_digit(line[0])) {
            shape.text += line[0];
            line.remove_prefix(1);
            continue;
        }
        int value = 0;
        while (!line.empty() && is_digit(line[0])) {
            value = (value * 10 + (line[0] - '0')) % 1'000'000;
            line.remove_prefix(1);
        }
        shape.numbers.push_back(value);
        shape.text += '#';
    }
    return shape;
}

/// Words that begin headings of minutes; such lines are content however often they recur.
bool begins_like_heading(std::string_view line)
{
    constexpr std::array<std::string_view, 14> words{"sak",
                                                     "vedtak",
                                                     "forslag",
                                                     "punkt",
                                                     "innstilling",
                                                     "behandling",
                                                     "votering",
                                                     "avstemning",
                                                     "vedtatt",
                                                     "enstemmig",
                                                     "samrøystes",
                                                     "godkjen",
                                                     "til stede",
                                                     "eventuelt"};
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return line.starts_with(word); });
}

/// A line at the edge of a page.
struct EdgeLine {
    std::size_t page = 0;
    std::size_t line = 0;
    std::size_t place = 0; ///< from the edge
    std::string text;      ///< normalised
    Shape shape;
};

using Flags = std::vector<std::vector<bool>>;

/// Whether two lines on different pages are the same but for numbers that count with the pages.
/// `counts`: whether there are such numbers.
bool run_together(const EdgeLine& left, const EdgeLine& right, bool& counts)
{
    counts = false;
    if (left.shape.text != right.shape.text) {
        return false;
    }
    const int pages = static_cast<int>(right.page) - static_cast<int>(left.page);
    for (std::size_t i = 0; i < left.shape.numbers.size(); ++i) {
        const int difference = right.shape.numbers[i] - left.shape.numbers[i];
        if (difference == pages) {
            counts = true;
        } else if (difference != 0) {
            return false;
        }
    }
    return true;
}

bool has_letters(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

void mark_runs(std::vector<EdgeLine>& lines, std::size_t page_count, bool top, Flags& flags)
{
    std::map<std::string, std::vector<const EdgeLine*>> by_shape;
    for (const EdgeLine& line : lines) {
        by_shape[line.shape.text].push_back(&line);
    }
    for (const auto& [shape, group] : by_shape) {
        // Two pages may agree on a number by accident, three hardly do; most of the pages must
        // agree on words that have no number.
        std::size_t best_size = 0;
        std::vector<const EdgeLine*> best;
        bool best_counts = false;
        // The first lines of the group serve as anchors: a run that starts later than the third
        // page is no running line.
        for (std::size_t anchor = 0; anchor < std::min<std::size_t>(group.size(), 6); ++anchor) {
            for (const bool counting : {true, false}) {
                std::vector<const EdgeLine*> run{group[anchor]};
                for (std::size_t i = anchor + 1; i < group.size(); ++i) {
                    bool counts = false;
                    const bool near = group[i]->place <= group[anchor]->place + 1 &&
                                      group[anchor]->place <= group[i]->place + 1;
                    if (group[i]->page != run.back()->page && near &&
                        run_together(*group[anchor], *group[i], counts) && counts == counting) {
                        run.push_back(group[i]);
                    }
                }
                if (run.size() > best_size) {
                    best_size = run.size();
                    best = run;
                    best_counts = counting;
                }
            }
        }
        const bool worded = has_letters(shape);
        if (best_size < 2 || begins_like_heading(best.front()->text)) {
            continue;
        }
        if (best_counts) {
            // "#" alone: a bare number. Two pages are enough where all pages have it.
            const bool enough = best_size >= 3 || (best_size == page_count && page_count == 2);
            if (!enough || best_size * 2 < page_count) {
                continue;
            }
        } else if (best_size < 3 || best_size * 5 < page_count * 3 || !worded) {
            continue;
        }
        for (const EdgeLine* line : best) {
            // The first running header is where the title may stand.
            const bool keeps_title = top && worded && line == best.front();
            if (!keeps_title) {
                flags[line->page][line->line] = true;
            }
        }
    }
}

} // namespace

std::vector<std::vector<bool>> page_furniture(const PageLines& pages)
{
    Flags flags;
    flags.reserve(pages.size());
    std::vector<EdgeLine> top;
    std::vector<EdgeLine> bottom;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        const auto& lines = pages[page];
        flags.emplace_back(lines.size(), false);
        const auto with_text = static_cast<std::size_t>(std::ranges::count_if(
            lines, [](const std::string& line) { return !normalised(line).empty(); }));
        const auto edge = [&](bool from_top) {
            // A line belongs to the edge that is nearer; on short pages both are near.
            const std::size_t reach =
                std::min(edge_lines, from_top ? (with_text + 1) / 2 : with_text / 2);
            std::vector<EdgeLine> found;
            for (std::size_t i = 0; i < lines.size() && found.size() < reach; ++i) {
                const std::size_t at = from_top ? i : lines.size() - 1 - i;
                // Lines longer than this are paragraphs.
                if (lines[at].size() > 300) {
                    continue;
                }
                std::string text = normalised(lines[at]);
                if (text.empty()) {
                    continue;
                }
                EdgeLine line;
                line.page = page;
                line.line = at;
                line.place = found.size();
                line.shape = shape_of(text);
                line.text = std::move(text);
                found.push_back(std::move(line));
            }
            return found;
        };
        for (const bool from_top : {true, false}) {
            for (EdgeLine& line : edge(from_top)) {
                const bool outermost = line.place < 2;
                const bool said = is_page_number(line.text) || is_printed_address(line.text);
                if (outermost && said) {
                    flags[page][line.line] = true;
                }
                (from_top ? top : bottom).push_back(std::move(line));
            }
        }
    }
    if (pages.size() > 1) {
        mark_runs(top, pages.size(), true, flags);
        mark_runs(bottom, pages.size(), false, flags);
    }
    return flags;
}

} // namespace saksklar
