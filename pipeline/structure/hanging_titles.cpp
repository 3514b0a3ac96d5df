// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/hanging_titles.hpp"

#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

constexpr std::size_t fewest = 4;         ///< titles
constexpr std::size_t longest_title = 30; ///< bytes
constexpr std::size_t most_words = 4;     ///< of a title
constexpr std::size_t narrowest = 10;     ///< characters that the column of titles takes

/// A line that begins with a title, and where title and text stand.
struct Hanging {
    std::size_t line = 0;
    std::size_t column = 0; ///< the character that the text begins at
    Span title{};
    Span text{};
};

/// Whether the words may be a title and label nothing else.
bool may_be_title(std::string_view words)
{
    const Terms terms = word_lists().terms(fold_words(words));
    return words.size() >= 3 && words.size() <= longest_title && count_words(words) <= most_words &&
           starts_upper(words) && words.find_first_of(":.,;()0123456789") == words.npos &&
           !terms.people() && !terms.field() && !terms.has(Term::clerk) &&
           !terms.has(Term::chair) && !terms.has(Term::decision) && !terms.has(Term::proposal) &&
           !terms.has(Term::followup) && !terms.has(Term::column_number) && !terms.has(Term::role);
}

std::optional<Hanging> hanging_at(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    constexpr std::size_t farthest = 46; // bytes before the text
    if (line.blank || line.indent > 0 || !starts_upper(line.plain) || line.table || line.code ||
        line.heading_level > 0 || line.bullet || line.label != nullptr || line.label_rest > 0 ||
        outline.text.substr(line.span.begin, std::min(line.span.size(), farthest)).find("  ") ==
            std::string_view::npos) {
        return std::nullopt;
    }
    const std::vector<GapCell> cells = gap_cells(outline.text, line.span);
    if (cells.size() < 2 || cells[1].column < narrowest || cells[1].column > farthest) {
        return std::nullopt;
    }
    const Span title = cells[0].span;
    if (!may_be_title(outline.text.substr(title.begin, title.size()))) {
        return std::nullopt;
    }
    return Hanging{.line = i,
                   .column = cells[1].column,
                   .title = title,
                   .text = {cells[1].span.begin, line.span.end}};
}

/// The titles whose text begins in the same column as that of most.
std::vector<Hanging> titles_of(const Outline& outline)
{
    std::map<std::size_t, std::vector<Hanging>> by_column;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        if (const std::optional<Hanging> found = hanging_at(outline, i)) {
            by_column[found->column].push_back(*found);
        }
    }
    std::vector<Hanging> most;
    for (auto& [column, found] : by_column) {
        if (found.size() > most.size()) {
            most = std::move(found);
        }
    }
    return most;
}

/// Whether the lines from the first title to the last stand in the two columns, and most titles
/// have a text of more than a line or a sentence.
bool keeps_columns(const Outline& outline, const std::vector<Hanging>& titles)
{
    constexpr std::size_t some_words = 6;
    const auto column = static_cast<int>(titles.front().column);
    std::size_t title = 0;
    std::size_t rows = 0;
    std::size_t outside = 0;
    std::size_t told = 0; // titles with a text of some length
    std::size_t words = 0;
    for (std::size_t i = titles.front().line; i <= titles.back().line; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || line.furniture) {
            continue;
        }
        ++rows;
        if (title < titles.size() && titles[title].line == i) {
            told += words >= some_words ? 1U : 0U;
            words =
                line.words - std::min(line.words,
                                      count_words(outline.text.substr(titles[title].title.begin,
                                                                      titles[title].title.size())));
            ++title;
        } else {
            words += line.words;
            outside += line.indent < column ? 1U : 0U;
        }
    }
    constexpr std::size_t seldom = 12; // one line in so many may stand elsewhere
    return outside * seldom <= rows && told * 3 >= (titles.size() - 1) * 2 && rows > titles.size();
}

} // namespace

void head_hanging_titles(Outline& outline)
{
    const std::vector<Hanging> titles = titles_of(outline);
    if (titles.size() < fewest || !keeps_columns(outline, titles)) {
        return;
    }
    std::vector<OutlineLine> lines;
    lines.reserve(outline.lines.size() + titles.size());
    std::size_t next = 0; // of the titles
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        const OutlineLine& whole = outline.lines[i];
        if (next == titles.size() || titles[next].line != i) {
            lines.push_back(whole);
            continue;
        }
        const Hanging& hanging = titles[next++];
        OutlineLine title = read_part_of_line(outline, whole, hanging.title);
        title.heading_level = 3;
        title.gap_above = whole.gap_above;
        OutlineLine text = read_part_of_line(outline, whole, hanging.text);
        text.indent = static_cast<int>(hanging.column);
        lines.push_back(std::move(title));
        lines.push_back(std::move(text));
    }
    outline.lines = std::move(lines);
}

} // namespace saksklar::structure
