// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/margin_columns.hpp"

#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// A column at the right margin.
struct MarginColumn {
    std::size_t begin = 0; ///< the character it begins at
    bool person = false;   ///< who; else until when
};

std::string_view text_of(const Outline& outline, Span span)
{
    return outline.text.substr(span.begin, span.size());
}

/// The columns that a line heads at its right: "Ansvar", "Frist"; none if it heads no others before
/// them, of which one is of cases.
std::vector<MarginColumn> columns_of(const Outline& outline, const OutlineLine& line)
{
    // "Ansvar" and "Frist" begin labels of what is to be done; most lines end here.
    if (!line.starts.has(Term::followup) || line.blank || line.code || line.table ||
        line.words < 2 || line.words > 8 || line.plain.size() > 80) {
        return {};
    }
    const std::vector<GapCell> cells = gap_cells(outline.text, line.span);
    if (cells.size() < 2) {
        return {};
    }
    std::vector<MarginColumn> out;
    bool heads_cases = false;
    for (const GapCell& cell : cells) {
        const FoldedText folded = fold_words(text_of(outline, cell.span));
        const WordFacts& facts = word_lists().facts(folded);
        if (facts.tells(Hint::duty_person) || facts.tells(Hint::duty_deadline)) {
            out.push_back({cell.column, facts.tells(Hint::duty_person)});
        } else if (!out.empty()) {
            return {};
        } else {
            heads_cases = heads_cases || facts.terms.has(Term::column_title) ||
                          facts.terms.has(Term::column_number) ||
                          facts.terms.has(Term::column_text);
        }
    }
    return heads_cases ? out : std::vector<MarginColumn>{};
}

/// What a line has in the margin, and where its text ends before that.
struct Cut {
    std::size_t line = 0;
    std::size_t end = 0; ///< of the text that stays, in the document
    MarginNote note{};
};

constexpr std::size_t ragged = 3; ///< characters that a cell may begin before its column

/// Whether a line's text runs across the margin: it is no row of such a table.
bool runs_across(const Outline& outline, const std::vector<GapCell>& cells, std::size_t margin)
{
    return std::ranges::any_of(cells, [&](const GapCell& cell) {
        return cell.column + ragged < margin &&
               cell.column + length_of(text_of(outline, cell.span)) > margin + ragged;
    });
}

Cut cut_of(const Outline& outline,
           std::size_t i,
           const std::vector<GapCell>& cells,
           const std::vector<MarginColumn>& columns)
{
    Cut out;
    out.line = i;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells[c].column + ragged < columns.front().begin) {
            continue;
        }
        out.end = out.end == 0 ? (c == 0 ? cells[c].span.begin : cells[c - 1].span.end) : out.end;
        std::size_t column = 0;
        while (column + 1 < columns.size() &&
               columns[column + 1].begin <= cells[c].column + ragged) {
            ++column;
        }
        std::string& field = columns[column].person ? out.note.person : out.note.deadline;
        field += (field.empty() ? "" : " ") + std::string(text_of(outline, cells[c].span));
    }
    return out;
}

} // namespace

void set_margin_columns_apart(Outline& outline)
{
    for (std::size_t head = 0; head + 2 < outline.lines.size(); ++head) {
        const std::vector<MarginColumn> columns = columns_of(outline, outline.lines[head]);
        if (columns.empty()) {
            continue;
        }
        std::vector<Cut> cuts;
        std::size_t last = 0; // of them, where an item or a sentence ends
        std::size_t across = 0;
        std::size_t rows = 0;
        std::size_t end = head + 1;
        for (; end < outline.lines.size(); ++end) {
            const OutlineLine& line = outline.lines[end];
            if (line.blank || line.furniture) {
                continue;
            }
            if (!columns_of(outline, line).empty() || line.heading_level > 0) {
                break; // the table goes on on the next page, or is over
            }
            const std::vector<GapCell> cells = gap_cells(outline.text, line.span);
            ++rows;
            if (runs_across(outline, cells, columns.front().begin)) {
                ++across;
                continue;
            }
            Cut cut = cut_of(outline, end, cells, columns);
            if (cut.end > 0) {
                const OutlineLine& next =
                    outline.lines[std::min(end + 1, outline.lines.size() - 1)];
                const std::string_view kept =
                    trim(outline.text.substr(line.span.begin, cut.end - line.span.begin));
                const bool ends = kept.empty() || next.blank || next.label != nullptr ||
                                  std::string_view(".!?").find(kept.back()) != kept.npos;
                last += !kept.empty() && ends && line.label == nullptr ? 1U : 0U;
                cuts.push_back(std::move(cut));
            }
        }
        constexpr std::size_t seldom = 12; // one line in so many may run across
        // A table of actions has somebody in nearly every row; where the first lines of the rows
        // name them, the rows are read as those of a table of cases.
        if (cuts.size() < 2 || last * 10 < cuts.size() * 9 || cuts.size() * 2 > rows ||
            across * seldom > rows) {
            continue;
        }
        outline.lines[head].furniture = true;
        outline.lines[head].blank = true;
        for (const Cut& cut : cuts) {
            OutlineLine& line = outline.lines[cut.line];
            const OutlineLine whole = line;
            line = read_part_of_line(outline, whole, {whole.span.begin, cut.end});
            line.gap_above = whole.gap_above;
            outline.margins.emplace(whole.span.begin, cut.note);
        }
        head = end - 1;
    }
}

} // namespace saksklar::structure
