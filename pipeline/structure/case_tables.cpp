// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/case_tables.hpp"

#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// The cells of a row, parted by bars or tabs, as stretches of the document's text.
std::vector<Span> cells_of(std::string_view text, Span row)
{
    const auto trimmed = [&text](std::size_t begin, std::size_t end) {
        while (begin < end && is_space(text[begin])) {
            ++begin;
        }
        while (end > begin && is_space(text[end - 1])) {
            --end;
        }
        return Span{begin, end};
    };
    const std::string_view raw = text.substr(row.begin, row.size());
    const bool bars = trim(raw).starts_with('|');
    std::vector<Span> out;
    std::size_t begin = row.begin;
    std::size_t end = row.end;
    if (bars) {
        const Span inner = trimmed(begin, end);
        begin = inner.begin + 1;
        end = inner.end > begin && text[inner.end - 1] == '|' ? inner.end - 1 : inner.end;
    }
    for (std::size_t at = begin; at < end && out.size() < 12; ++at) {
        if (text[at] == (bars ? '|' : '\t')) {
            out.push_back(trimmed(begin, at));
            begin = at + 1;
        }
    }
    out.push_back(trimmed(begin, end));
    return out;
}

/// What a column holds.
enum class Column { number, title, text, decision, person, deadline, other };

struct Table {
    std::vector<Column> columns;
    std::vector<std::string> names; ///< as printed
    std::vector<std::size_t>
        begins{}; ///< where gaps part the columns: the character each begins at
    std::vector<std::size_t> widths{}; ///< and the bytes of the longest line in each
    bool untitled = false;             ///< no column is named for titles: one of text stands for it
    std::size_t first = 0;             ///< the line after the header
    std::size_t end = 0;
};

/// One row: for each column the stretches that its cell's paragraphs take.
struct Row {
    std::vector<std::vector<Span>> cells;
    std::vector<Span> wrapped{}; ///< what the title goes on with below its first line
    std::size_t line = 0;        ///< its first
};

/// The classes of a column's name; of "Vedtak / merknad" and "Sak og referat" those of its parts.
Terms column_terms(std::string_view name)
{
    const WordLists& lists = word_lists();
    const FoldedText whole = fold_words(name);
    Terms terms = lists.terms(whole);
    if (!terms.none() || terms.has(Term::column_number) || terms.has(Term::column_title) ||
        terms.has(Term::column_text)) {
        return terms;
    }
    for (const std::string_view between : {"/", " og "}) {
        const std::size_t at = name.find(between);
        if (at != std::string_view::npos) {
            terms.add(lists.terms(fold_words(name.substr(0, at))));
            terms.add(lists.terms(fold_words(name.substr(at + between.size()))));
        }
    }
    return terms;
}

Column column_of(std::string_view name, std::size_t at)
{
    const FoldedText whole = fold_words(name);
    const std::string_view folded = whole;
    const Terms terms = column_terms(name);
    if (at == 0) {
        return folded.empty() || terms.has(Term::column_number) ? Column::number : Column::other;
    }
    if (folded.starts_with("frist")) {
        return Column::deadline;
    }
    if (terms.has(Term::followup) || word_lists().facts(folded).tells(Hint::who)) {
        return Column::person;
    }
    if (terms.has(Term::decision) && !terms.has(Term::column_title)) {
        return Column::decision;
    }
    if (terms.has(Term::column_title)) {
        return Column::title;
    }
    return terms.has(Term::column_text) || terms.has(Term::divider) ? Column::text : Column::other;
}

class Unfolder {
public:
    explicit Unfolder(Outline& outline) : outline_(outline) {}

    void run()
    {
        const auto named = [this](std::size_t i) {
            const OutlineLine& here = line(i);
            const bool sign = here.table && here.starts.has(Term::column_title) &&
                              (here.plain.starts_with("| # |") || here.plain.starts_with("| |"));
            return !here.blank && (here.first_starts.has(Term::column_number) || sign) &&
                   (here.table || here.words <= 8);
        };
        std::vector<OutlineLine> out;
        std::size_t copied = 0;
        std::vector<Column> of_cases; // the columns of the first table of cases
        for (std::size_t i = 0; i < outline_.lines.size(); ++i) {
            if (!named(i)) {
                continue;
            }
            std::optional<Table> table = table_at(i);
            if (!table) {
                continue;
            }
            const std::vector<Row> rows = rows_of(*table);
            find_prose(*table, rows);
            measure(*table, rows);
            if (rows.size() < 2 || !treats(*table, rows)) {
                // Its head again below heads the same: looked at once, so that all stays linear.
                i = table->begins.empty() ? i : std::max(i, table->end - 1);
                continue;
            }
            // A table of other columns below the cases lists something else: "Åpne punkter".
            if (!of_cases.empty() && table->columns != of_cases) {
                continue;
            }
            of_cases = table->columns;
            out.insert(out.end(),
                       outline_.lines.begin() + static_cast<std::ptrdiff_t>(copied),
                       outline_.lines.begin() + static_cast<std::ptrdiff_t>(i));
            OutlineLine header;
            header.span = line(i).span;
            header.content = header.span;
            header.page = line(i).page;
            header.blank = true;
            out.push_back(header);
            for (const Row& row : rows) {
                unfold(*table, row, out);
            }
            copied = table->end;
            i = table->end - 1;
        }
        if (copied > 0) {
            out.insert(out.end(),
                       outline_.lines.begin() + static_cast<std::ptrdiff_t>(copied),
                       outline_.lines.end());
            outline_.lines = std::move(out);
        }
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    std::string_view text(Span span) const { return outline_.text.substr(span.begin, span.size()); }

    /// The table that line `i` names the columns of: a number, a title and more.
    std::optional<Table> table_at(std::size_t i) const
    {
        Table table;
        bool title = false;
        std::vector<Span> cells;
        if (line(i).table) {
            cells = cells_of(outline_.text, line(i).span);
        } else {
            for (const GapCell& cell : gap_cells(outline_.text, line(i).span)) {
                cells.push_back(cell.span);
                table.begins.push_back(cell.column);
            }
        }
        if (cells.size() < 2) {
            return std::nullopt;
        }
        for (const Span& cell : cells) {
            const Column column = column_of(text(cell), table.columns.size());
            table.columns.push_back(title && column == Column::title ? Column::text : column);
            table.names.push_back(plain_text(text(cell)));
            title = title || column == Column::title;
        }
        // "Saknr | Referat": what is said of the case has its title first.
        const auto said = std::find(table.columns.begin(), table.columns.end(), Column::text);
        if (!title && said != table.columns.end()) {
            *said = Column::title;
            title = true;
            table.untitled = true;
        }
        if (!title || table.columns.front() != Column::number) {
            return std::nullopt;
        }
        table.first = i + 1;
        table.end = i + 1;
        if (!table.begins.empty()) {
            end_of_gaps(table, i);
            return table;
        }
        while (table.end < outline_.lines.size() &&
               (line(table.end).table || only_rule(table.end) || goes_on(table.end))) {
            ++table.end;
        }
        return table;
    }

    /// Finds where a table ends that gaps part: at the first line that begins in the column of
    /// numbers without one. The head may stand again on the next page, with the foot of the page
    /// above it.
    void end_of_gaps(Table& table, std::size_t header) const
    {
        constexpr std::size_t page_break = 5; // lines from a page's last row to the head again
        std::size_t i = table.first;
        while (i < outline_.lines.size()) {
            if (line(i).blank || line(i).furniture || ruled(i) ||
                begins_row(gap_row(table, i).front())) {
                ++i;
                continue;
            }
            std::size_t again = i;
            while (again < outline_.lines.size() && again < i + page_break &&
                   line(again).folded != line(header).folded) {
                ++again;
            }
            if (again >= outline_.lines.size() || again == i + page_break) {
                break;
            }
            i = again + 1;
        }
        while (i > table.first && line(i - 1).blank) {
            --i;
        }
        table.end = i;
    }

    /// The cells of line `i` under the columns of a table that gaps part. "10/20 Bonus": a single
    /// space parts a wide number from its title.
    std::vector<Span> gap_row(const Table& table, std::size_t i) const
    {
        std::vector<Span> cells = cells_under(outline_.text, line(i).span, table.begins);
        if (cells.size() < 2 || cells[0].size() == 0 || cells[1].size() > 0) {
            return cells;
        }
        const std::string_view said = text(cells[0]);
        const std::optional<HeadingLabel> label = read_label(said);
        if (label && label->form != NumberForm::letter && label->title_at < said.size() &&
            table.begins[1] <= table.begins[0] + label->title_at + 1) {
            cells[1] = {cells[0].begin + label->title_at, cells[0].end};
            cells[0].end = cells[0].begin + label->label.size();
        }
        return cells;
    }

    /// "------------"
    bool ruled(std::size_t i) const
    {
        const std::string_view raw = trim(text(line(i).span));
        return !raw.empty() && raw.find_first_not_of("-=_+ ") == std::string_view::npos;
    }

    /// Whether a row's first cell has a number, or nothing.
    bool begins_row(Span cell) const
    {
        if (cell.size() == 0) {
            return true;
        }
        const std::optional<HeadingLabel> label = read_label(plain_text(text(cell)) + " X");
        return label && label->form != NumberForm::letter && label->title_at >= cell.size();
    }

    /// Where the title begins in a cell of numbers, "31-1 Forrige referat": behind its end where it
    /// holds the number alone, 0 where it holds none.
    std::size_t title_behind_number(Span cell) const
    {
        const std::string plain = plain_text(text(cell));
        const std::optional<HeadingLabel> label = read_label(plain + " X");
        if (label && label->form != NumberForm::letter) {
            return label->title_at;
        }
        // "31-1", the first case of the thirty-first meeting
        const std::size_t end = std::min(plain.find_first_not_of("0123456789-/."), plain.size());
        return end >= 3 && is_digit(plain.front()) && is_digit(plain[end - 1]) &&
                       (end == plain.size() || plain[end] == ' ')
                   ? end + 1
                   : 0;
    }

    /// The second paragraph of a cell, behind the tab of an empty first cell
    bool goes_on(std::size_t i) const
    {
        const std::string_view raw = text(line(i).span);
        return raw.starts_with('\t') && !trim(raw).empty();
    }

    /// "|---|---|"
    bool only_rule(std::size_t i) const
    {
        const std::string_view raw = trim(text(line(i).span));
        return line(i).blank && raw.starts_with('|');
    }

    std::vector<Row> rows_of(const Table& table) const
    {
        std::vector<Row> rows;
        for (std::size_t i = table.first; i < table.end; ++i) {
            const bool gaps = !table.begins.empty();
            if (line(i).blank || line(i).furniture || (gaps && ruled(i))) {
                continue;
            }
            std::vector<Span> cells =
                gaps ? gap_row(table, i) : cells_of(outline_.text, line(i).span);
            if (gaps && !begins_row(cells.front())) {
                continue; // the head again, or the foot of a page
            }
            cells.resize(table.columns.size());
            if (cells.front().size() > 0 && title_behind_number(cells.front()) > 0) {
                rows.emplace_back();
                rows.back().line = i;
                rows.back().cells.resize(table.columns.size());
            } else if (rows.empty() || cells.front().size() > 0) {
                return {}; // no table of cases after all
            }
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (cells[c].size() > 0) {
                    rows.back().cells[c].push_back(cells[c]);
                }
            }
            if (gaps) {
                join_title(table, rows.back());
            }
        }
        return rows;
    }

    /// "Valg av representant til" / "Kirkens Nødhjelp": a title that goes on in its column
    void join_title(const Table& table, Row& row) const
    {
        std::vector<Span>& cell = row.cells[title_column(table)];
        if (cell.size() != 2 || text(cell[0]).ends_with('.')) {
            return;
        }
        const std::string_view above = text(cell[0]);
        const FoldedText last = fold_words(above.substr(above.rfind(' ') + 1));
        if (starts_lower(text(cell[1])) || word_lists().terms(last).has(Term::connector)) {
            row.wrapped.assign(1, cell[1]);
            cell.pop_back();
        }
    }

    void measure(Table& table, const std::vector<Row>& rows) const
    {
        table.widths.assign(table.columns.size(), 0);
        for (const Row& row : rows) {
            for (std::size_t c = 0; c < row.cells.size(); ++c) {
                for (const Span& span : row.cells[c]) {
                    table.widths[c] = std::max(table.widths[c], span.size());
                }
            }
        }
    }

    static std::size_t title_column(const Table& table)
    {
        return static_cast<std::size_t>(
            std::find(table.columns.begin(), table.columns.end(), Column::title) -
            table.columns.begin());
    }

    /// A column of any name that holds sentences tells of the cases: "Hva vi snakket om".
    void find_prose(Table& table, const std::vector<Row>& rows) const
    {
        for (std::size_t c = 1; c < table.columns.size(); ++c) {
            if (table.columns[c] != Column::other) {
                continue;
            }
            std::size_t telling = 0;
            for (const Row& row : rows) {
                telling += std::ranges::any_of(row.cells[c],
                                               [this](const Span& span) {
                                                   const std::string_view said = text(span);
                                                   return said.size() >= 40 ||
                                                          said.find(". ") != said.npos;
                                               })
                               ? 1U
                               : 0U;
            }
            if (telling * 2 >= rows.size()) {
                table.columns[c] = Column::text;
            }
        }
    }

    /// Whether the rows say what came of the cases, and their numbers do not come again below, as
    /// those of an agenda do.
    bool treats(const Table& table, const std::vector<Row>& rows) const
    {
        std::size_t said = 0;
        std::unordered_set<std::string> numbers;
        for (const Row& row : rows) {
            bool outcome = false;
            for (std::size_t c = 1; c < row.cells.size(); ++c) {
                const bool telling =
                    table.columns[c] == Column::text || table.columns[c] == Column::decision;
                std::size_t bytes = 0;
                for (const Span& span : row.cells[c]) {
                    bytes += span.size();
                }
                outcome = outcome || (telling && bytes > 0) || row.cells[c].size() > 1 ||
                          (table.columns[c] == Column::title && (bytes > 120 || marked(row, c)));
            }
            said += outcome ? 1U : 0U;
            numbers.insert(fold_words(text(row.cells.front().front())));
        }
        if (said * 2 < rows.size()) {
            return false;
        }
        std::size_t again = 0;
        for (std::size_t i = table.end; i < outline_.lines.size() && i < table.end + 2000; ++i) {
            if (line(i).label != nullptr && !line(i).bullet) {
                again += numbers.contains(fold_words(line(i).label->number)) ||
                                 numbers.contains(fold_words(line(i).label->label))
                             ? 1U
                             : 0U;
            }
        }
        return again * 2 < rows.size();
    }

    /// "**Økonomi** Kassereren orienterte", "Økonomi<br>Kassereren orienterte"
    bool marked(const Row& row, std::size_t column) const
    {
        const std::string_view cell =
            row.cells[column].empty() ? std::string_view{} : text(row.cells[column].front());
        const std::size_t close =
            cell.starts_with("**") ? cell.find("**", 2) : std::string_view::npos;
        return cell.find("<br") != std::string_view::npos ||
               (close != std::string_view::npos && close + 2 < cell.size());
    }

    /// Where "**Vedtak:**" stands inside a cell's paragraph, which it begins anew; 0 if nowhere.
    std::size_t bold_label(std::size_t begin, std::size_t end) const
    {
        const std::string_view paragraph = outline_.text.substr(begin, end - begin);
        for (std::size_t at = paragraph.find("**", 1); at != std::string_view::npos;
             at = paragraph.find("**", at + 2)) {
            const std::size_t close = paragraph.find("**", at + 2);
            if (close == std::string_view::npos) {
                return 0;
            }
            const std::string_view label = trim(paragraph.substr(at + 2, close - at - 2));
            if ((label.ends_with(':') || paragraph.substr(close + 2).starts_with(':')) &&
                word_lists().terms(fold_words(label)).has(Term::decision)) {
                return begin + at;
            }
        }
        return 0;
    }

    /// A cell's paragraphs: parted by `<br>` and by "**Vedtak:**", the bold title before its text,
    /// or the first sentence.
    std::vector<Span> paragraphs_of(const std::vector<Span>& cell, bool titled) const
    {
        std::vector<Span> out;
        for (const Span& span : cell) {
            std::size_t begin = span.begin;
            while (begin < span.end) {
                const std::size_t at = outline_.text.substr(0, span.end).find("<br", begin);
                const std::size_t end = std::min(at, span.end);
                while (const std::size_t label = bold_label(begin, end)) {
                    out.push_back({begin, label});
                    begin = label;
                }
                if (end > begin) {
                    out.push_back({begin, end});
                }
                if (at == std::string_view::npos) {
                    break;
                }
                begin = std::min(outline_.text.find('>', at), span.end - 1) + 1;
            }
        }
        if (titled && !out.empty()) {
            const std::string_view first = text(out.front());
            std::size_t cut = std::string_view::npos;
            if (first.starts_with("**")) {
                const std::size_t close = first.find("**", 2);
                cut = close == std::string_view::npos ? close : close + 2;
            } else if (first.size() > 120) {
                const std::size_t stop = first.substr(0, 120).find(". ");
                cut = stop == std::string_view::npos ? stop : stop + 1;
            }
            if (cut != std::string_view::npos && cut < first.size()) {
                const Span whole = out.front();
                out.front().end = whole.begin + cut;
                out.insert(out.begin() + 1, Span{whole.begin + cut, whole.end});
            }
        }
        return out;
    }

    OutlineLine line_like(std::size_t i, Span span) const
    {
        OutlineLine made;
        made.span = span;
        made.content = span;
        made.page = line(i).page;
        made.font_size = line(i).font_size;
        made.gap_above = true;
        return made;
    }

    void add_text(const Row& row, Span span, std::vector<OutlineLine>& out)
    {
        OutlineLine made = line_like(row.line, span);
        read_outline_line(outline_, made);
        made.table = false;
        if (!made.blank) {
            out.push_back(made);
        }
    }

    /// A line that says the name of its column first: "Ansvarlig: Kari".
    void add_named(const Table& table,
                   const Row& row,
                   std::size_t column,
                   Span span,
                   std::vector<OutlineLine>& out)
    {
        OutlineLine made = line_like(row.line, span);
        const std::string label = table.names[column] + ": ";
        made.plain = outline_.store.plain(label + std::string(text(span)));
        if (made.plain.size() <= label.size()) {
            return;
        }
        made.label_terms = word_lists().terms(fold_words(table.names[column]));
        made.label_rest = label.size();
        describe_outline_line(outline_, made);
        out.push_back(made);
    }

    /// The lines of a cell that gaps part from others: one for each paragraph, whose lines lie
    /// apart in the text.
    std::vector<OutlineLine>
    paragraphs_under(const Row& row, const std::vector<Span>& lines, std::size_t width)
    {
        std::vector<OutlineLine> out;
        Span above;
        for (const Span& span : lines) {
            OutlineLine made = line_like(row.line, span);
            read_outline_line(outline_, made);
            made.table = false;
            if (out.empty() || made.bullet || ends_before(above, span, width)) {
                out.push_back(made);
                above = span;
                continue;
            }
            above = span;
            std::string plain(out.back().plain);
            join_line(plain, made.plain);
            out.back().plain = outline_.store.plain(plain);
            out.back().span.end = out.back().content.end = span.end;
        }
        for (OutlineLine& made : out) {
            describe_outline_line(outline_, made);
        }
        return out;
    }

    /// Whether a paragraph ends in `above`: at a full stop, where the next word had room beside it.
    bool ends_before(Span above, Span below, std::size_t width) const
    {
        const std::string_view next = text(below);
        return text(above).ends_with('.') &&
               above.size() + 2 + next.substr(0, next.find(' ')).size() < width;
    }

    /// What a cell that gaps part from others says; a decision under the name of its column.
    void add_paragraphs(const Table& table,
                        const Row& row,
                        std::size_t column,
                        const std::vector<Span>& lines,
                        std::vector<OutlineLine>& out)
    {
        for (OutlineLine& made : paragraphs_under(row, lines, table.widths[column])) {
            if (table.columns[column] == Column::decision) {
                const std::string label = table.names[column] + ": ";
                made.plain = outline_.store.plain(label + std::string(made.plain));
                made.label_terms.add(Term::decision);
                made.label_rest = label.size();
                describe_outline_line(outline_, made);
            }
            out.push_back(made);
        }
    }

    static bool decides(const Table& table)
    {
        return std::ranges::find(table.columns, Column::decision) != table.columns.end();
    }

    void unfold(const Table& table, const Row& row, std::vector<OutlineLine>& out)
    {
        const Span number = row.cells.front().front();
        const std::size_t title_at = title_column(table);
        std::string plain = plain_text(text(number));
        const bool titled = table.untitled && title_behind_number(number) < plain.size();
        std::vector<Span> said = paragraphs_of(row.cells[title_at], !titled);
        OutlineLine heading = line_like(row.line, number);
        if (!said.empty() && !titled) {
            heading.span.end = heading.content.end = said.front().end;
            plain += " " + plain_text(text(said.front()));
            said.erase(said.begin());
        }
        for (const Span& span : row.wrapped) {
            heading.span.end = heading.content.end = span.end;
            plain += " " + plain_text(text(span));
        }
        heading.plain = outline_.store.plain(plain);
        describe_outline_line(outline_, heading);
        out.push_back(heading);
        if (table.begins.empty()) {
            for (const Span& span : said) {
                add_text(row, span, out);
            }
        } else {
            add_paragraphs(table, row, title_at, said, out);
        }
        for (std::size_t c = 1; c < row.cells.size(); ++c) {
            const Column column = table.columns[c];
            if (c == title_at || column == Column::other) {
                continue;
            }
            if ((column == Column::decision || column == Column::text) && !table.begins.empty()) {
                add_paragraphs(table, row, c, row.cells[c], out);
                continue;
            }
            for (const Span& span : paragraphs_of(row.cells[c], false)) {
                // "Godkjent" under "Oppfølging", where no column is of decisions
                const bool outcome = column == Column::person && !decides(table) &&
                                     weigh(text(span)).score >= enough_to_decide;
                if (column == Column::text || outcome) {
                    add_text(row, span, out);
                } else {
                    add_named(table, row, c, span, out);
                }
            }
        }
    }

    Outline& outline_;
};

} // namespace

void unfold_case_tables(Outline& outline)
{
    Unfolder(outline).run();
}

} // namespace saksklar::structure
