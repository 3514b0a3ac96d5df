// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/grid_tables.hpp"

#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

/// The lines of one row, between two rules.
struct GridRow {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A table from its first rule to behind its last.
struct Grid {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<GridRow> rows;
};

class GridUnfolder {
public:
    explicit GridUnfolder(Outline& outline) : outline_(outline) {}

    void run()
    {
        std::vector<OutlineLine> out;
        std::size_t copied = 0;
        for (std::size_t i = 0; i < outline_.lines.size(); ++i) {
            if (!rule(i)) {
                continue;
            }
            const Grid grid = grid_at(i);
            if (lists_cases(grid)) {
                copy(copied, grid.begin, out);
                const std::vector<std::string> names = names_above(grid.begin, out);
                for (const GridRow& row : grid.rows) {
                    unfold(row, names, out);
                }
                copied = grid.end;
            }
            i = std::max(i, grid.end - 1);
        }
        if (copied > 0) {
            copy(copied, outline_.lines.size(), out);
            outline_.lines = std::move(out);
        }
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    std::string_view raw(std::size_t i) const
    {
        return trim(outline_.text.substr(line(i).span.begin, line(i).span.size()));
    }

    /// "+--------+-------+"
    bool rule(std::size_t i) const
    {
        constexpr std::size_t shortest = 8; // bytes
        const std::string_view said = raw(i);
        return said.size() >= shortest && said.front() == '+' && said.back() == '+' &&
               said.find_first_not_of("+-=") == std::string_view::npos;
    }

    Grid grid_at(std::size_t begin) const
    {
        Grid grid{begin, begin + 1, {}};
        std::size_t row = begin + 1;
        while (grid.end < outline_.lines.size()) {
            if (rule(grid.end)) {
                if (grid.end > row) {
                    grid.rows.push_back({row, grid.end});
                }
                row = grid.end + 1;
            } else if (!raw(grid.end).starts_with('|')) {
                break;
            }
            ++grid.end;
        }
        return grid;
    }

    /// Where the cells of a line stand, without the white space around them.
    std::vector<Span> cells(std::size_t i) const
    {
        std::vector<Span> out;
        const std::string_view said = raw(i);
        std::size_t bar = said.find('|');
        while (bar != std::string_view::npos) {
            const std::size_t next = said.find('|', bar + 1);
            if (next == std::string_view::npos) {
                break;
            }
            const std::string_view cell = trim(said.substr(bar + 1, next - bar - 1));
            const auto at = static_cast<std::size_t>(cell.data() - outline_.text.data());
            out.push_back({at, at + cell.size()});
            bar = next;
        }
        return out;
    }

    std::string_view text(Span span) const { return outline_.text.substr(span.begin, span.size()); }

    /// Whether nearly all rows begin with a number alone, and a title beside it.
    bool lists_cases(const Grid& grid) const
    {
        constexpr std::size_t fewest = 3;
        std::size_t numbered = 0;
        for (const GridRow& row : grid.rows) {
            const std::vector<Span> first = cells(row.begin);
            if (first.size() < 2 || first[0].size() == 0 || first[1].size() == 0) {
                continue;
            }
            const std::string number(text(first[0]));
            const std::optional<HeadingLabel> label = read_label(number + " X");
            numbered +=
                label && label->form != NumberForm::letter && label->title_at > number.size() ? 1U
                                                                                              : 0U;
        }
        return numbered >= fewest && numbered * 4 >= grid.rows.size() * 3;
    }

    void copy(std::size_t begin, std::size_t end, std::vector<OutlineLine>& out) const
    {
        out.insert(out.end(),
                   outline_.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                   outline_.lines.begin() + static_cast<std::ptrdiff_t>(end));
    }

    /// What the columns are called, on the line right above; that line says nothing else.
    std::vector<std::string> names_above(std::size_t begin, std::vector<OutlineLine>& out) const
    {
        std::vector<std::string> names;
        if (begin == 0 || line(begin - 1).blank) {
            return names;
        }
        for (const GapCell& cell : gap_cells(outline_.text, line(begin - 1).span)) {
            names.emplace_back(text(cell.span));
        }
        if (names.size() >= 2 && line(begin - 1).first_starts.has(Term::column_number)) {
            out.back().blank = true;
            out.back().plain = {};
            out.back().folded = {};
            return names;
        }
        return {};
    }

    OutlineLine line_like(std::size_t i, Span span) const
    {
        OutlineLine made;
        made.span = made.content = span;
        made.page = line(i).page;
        return made;
    }

    void
    unfold(const GridRow& row, const std::vector<std::string>& names, std::vector<OutlineLine>& out)
    {
        std::string aside; // what the last columns say
        Span where{};
        for (std::size_t i = row.begin; i < row.end; ++i) {
            const std::vector<Span> here = cells(i);
            if (here.size() < 2) {
                continue;
            }
            if (i == row.begin) {
                OutlineLine heading = line_like(i, {here[0].begin, here[1].end});
                heading.gap_above = true;
                heading.plain = outline_.store.plain(std::string(text(here[0])) + " " +
                                                     std::string(text(here[1])));
                describe_outline_line(outline_, heading);
                OutlineLine blank = line_like(i, {here[0].begin, here[0].begin});
                blank.blank = true;
                out.push_back(blank);
                out.push_back(heading);
            } else if (here[1].size() > 0) {
                OutlineLine said = read_part_of_line(outline_, line(i), here[1]);
                said.table = false;
                out.push_back(said);
            }
            for (std::size_t c = 2; c < here.size(); ++c) {
                if (here[c].size() > 0) {
                    where = aside.empty() ? here[c] : Span{where.begin, here[c].end};
                    aside.append(aside.empty() ? "" : " ").append(text(here[c]));
                }
            }
        }
        if (!aside.empty()) {
            const std::string label = names.size() > 2 ? names[2] + ": " : std::string{};
            OutlineLine made = line_like(row.begin, where);
            made.plain = outline_.store.plain(label + aside);
            made.label_terms = label.empty() ? Terms{} : word_lists().terms(fold_words(names[2]));
            made.label_rest = label.size();
            describe_outline_line(outline_, made);
            out.push_back(made);
        }
    }

    Outline& outline_;
};

} // namespace

void unfold_grid_tables(Outline& outline)
{
    GridUnfolder(outline).run();
}

} // namespace saksklar::structure
