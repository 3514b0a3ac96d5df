// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/attendance_columns.hpp"

#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

constexpr std::size_t top = 60;     ///< lines in which lists of people stand
constexpr std::size_t longest = 40; ///< rows of such a list
constexpr std::size_t most_columns = 3;

std::string_view text_of(const Outline& outline, Span span)
{
    return outline.text.substr(span.begin, span.size());
}

/// "Forfall:", "TILSTEDE", "Fra arbeidsgiver:": heads a column of people.
bool heads_people(std::string_view cell)
{
    const bool colon = cell.ends_with(':');
    const std::string_view head = colon ? cell.substr(0, cell.size() - 1) : cell;
    // "MEDLEMMER/VARAMEDLEMMER"
    if (const std::size_t stroke = head.find('/'); stroke != std::string_view::npos) {
        return heads_people(head.substr(0, stroke)) && heads_people(head.substr(stroke + 1));
    }
    // "Fra avdelingene" beside others
    const FoldedText folded = fold_words(head);
    return word_lists().terms(folded).people() ||
           (count_words(head) <= 3 && opens_with(folded, Hint::from)) ||
           (colon && (group_of_people(head) || !people_at_begin(head).none()));
}

/// "Kari Berg", "Røykdykker Kari Berg, Nes": what stands before a comma or bracket is a name, or
/// ends in one behind one word more.
bool person(std::string_view cell)
{
    const std::string_view name = trim(cell.substr(0, cell.find_first_of(",(")));
    const std::string_view rest = name.substr(std::min(name.find(' '), name.size()));
    return name_score(name.substr(name_after_role(name))) >= 2 || name_score(trim(rest)) == 3;
}

/// The columns of people that line `head` names: the character each begins at; none if it names
/// no such columns.
std::vector<std::size_t> columns_in(const Outline& outline, const OutlineLine& head)
{
    if (head.blank || !head.starts.people() || head.table || head.code || head.heading_level > 0 ||
        head.label != nullptr || head.plain.size() > 120) {
        return {};
    }
    const std::vector<GapCell> cells = gap_cells(outline.text, head.span);
    // "Tilstede:   Kari Berg      Forfall:   Ola Vik": the first people stand beside the labels.
    if (cells.size() == 4) {
        const std::string_view left = text_of(outline, cells[0].span);
        const std::string_view right = text_of(outline, cells[2].span);
        if (left.ends_with(':') == right.ends_with(':') && heads_people(left) &&
            heads_people(right) && !heads_people(text_of(outline, cells[1].span))) {
            return {cells[0].column, cells[2].column};
        }
    }
    if (cells.size() < 2 || cells.size() > most_columns) {
        return {};
    }
    std::vector<std::size_t> begins;
    for (const GapCell& cell : cells) {
        if (!heads_people(text_of(outline, cell.span))) {
            return {};
        }
        begins.push_back(cell.column);
    }
    return begins;
}

/// Whether every cell of a row stands within one of the columns.
bool keeps_to(const Outline& outline,
              const OutlineLine& row,
              const std::vector<std::size_t>& begins)
{
    constexpr std::size_t ragged = 2; // characters that a cell may begin before its column
    const std::vector<GapCell> cells = gap_cells(outline.text, row.span);
    return !cells.empty() && std::ranges::all_of(cells, [&](const GapCell& cell) {
        const auto next = std::ranges::upper_bound(begins, cell.column + ragged);
        const std::size_t end = cell.column + length_of(text_of(outline, cell.span));
        return next != begins.begin() && (next == begins.end() || end < *next);
    });
}

/// The line after the last row below line `head`.
std::size_t
end_of_rows(const Outline& outline, std::size_t head, const std::vector<std::size_t>& begins)
{
    std::size_t end = head + 1;
    for (std::size_t i = head + 1; i < outline.lines.size() && i <= head + longest; ++i) {
        const OutlineLine& row = outline.lines[i];
        if (row.blank) {
            // One blank line may part the lists where the right column goes on.
            const bool goes_on = i + 1 < outline.lines.size() && !outline.lines[i + 1].blank &&
                                 gap_cells(outline.text, outline.lines[i + 1].span).size() >= 2;
            if (!goes_on) {
                break;
            }
            continue;
        }
        // "1. varamedl. Siv Moe" has no number of a case.
        const bool numbered =
            row.label != nullptr && !starts_lower(row.plain.substr(row.label->title_at));
        if (row.table || row.code || row.heading_level > 0 || numbered || row.label_terms.field() ||
            row.label_terms.has(Term::clerk) || !keeps_to(outline, row, begins)) {
            break;
        }
        end = i + 1;
    }
    return end;
}

/// The lines of one column, its head first.
void add_column(Outline& outline,
                std::size_t head,
                std::size_t end,
                const std::vector<std::size_t>& begins,
                std::size_t column,
                std::vector<OutlineLine>& out)
{
    for (std::size_t i = head; i < end; ++i) {
        const OutlineLine row = outline.lines[i];
        const std::vector<Span> cells = cells_under(outline.text, row.span, begins);
        if (row.blank || column >= cells.size() || cells[column].size() == 0) {
            continue;
        }
        OutlineLine part = read_part_of_line(outline, row, cells[column]);
        // "Ikke til stede     Kari Berg": the label and the first person, without a colon
        const std::vector<GapCell> parts =
            i == head ? gap_cells(outline.text, cells[column]) : std::vector<GapCell>{};
        if (parts.size() == 2 && part.label_rest == 0) {
            part.label_terms = word_lists().terms(fold_words(text_of(outline, parts[0].span)));
            part.label_rest =
                std::min(part.plain.find(text_of(outline, parts[1].span)), part.plain.size());
        }
        if (i == head && part.label_terms.none() && part.terms.none()) {
            part.label_terms.add(Term::present);
            part.label_rest = part.plain.size();
            part.terms = part.label_terms;
        }
        out.push_back(std::move(part));
    }
}

/// "Varamedlemmer som møtte:        For:" above "Kari Berg        Ola Vik": whom each came for. The
/// two are put on one line as a list says it.
void join_deputies(Outline& outline, std::size_t head)
{
    const std::vector<GapCell> cells = gap_cells(outline.text, outline.lines[head].span);
    const Terms terms = outline.lines[head].starts;
    if (cells.size() != 2 || terms.has(Term::absent) ||
        !heads_people(text_of(outline, cells[0].span)) ||
        word_lists().facts(fold_words(text_of(outline, cells[1].span))).column !=
            PeopleColumn::deputy) {
        return;
    }
    const OutlineLine whole = outline.lines[head];
    outline.lines[head] = read_part_of_line(outline, whole, cells[0].span);
    for (std::size_t i = head + 1; i < outline.lines.size() && !outline.lines[i].blank; ++i) {
        OutlineLine& row = outline.lines[i];
        const std::vector<GapCell> people = gap_cells(outline.text, row.span);
        if (people.size() != 2 || row.label != nullptr || row.label_rest > 0) {
            return;
        }
        row.plain = outline.store.plain(std::string(text_of(outline, people[0].span)) +
                                        " (m\xC3\xB8tte for " +
                                        std::string(text_of(outline, people[1].span)) + ")");
        row.as_printed = false;
        row.content = people[0].span; // what is asked of the printed line is asked of the deputy
        describe_outline_line(outline, row);
    }
}

} // namespace

void unfold_attendance_columns(Outline& outline)
{
    for (std::size_t head = 0; head < outline.lines.size() && head < top; ++head) {
        const OutlineLine& line = outline.lines[head];
        const std::size_t last = line.folded.rfind(' ');
        if (!line.blank && line.starts.people() && !line.table && line.heading_level == 0 &&
            line.words <= 8 && last != std::string_view::npos &&
            word_lists().facts(line.folded.substr(last + 1)).column == PeopleColumn::deputy) {
            join_deputies(outline, head);
        }
    }

    for (std::size_t head = 0; head < outline.lines.size() && head < top; ++head) {
        const std::vector<std::size_t> begins = columns_in(outline, outline.lines[head]);
        if (begins.empty()) {
            continue;
        }
        const std::size_t end = end_of_rows(outline, head, begins);
        std::vector<OutlineLine> lists;
        for (std::size_t column = 0; column < begins.size(); ++column) {
            add_column(outline, head, end, begins, column, lists);
        }
        const auto people = static_cast<std::size_t>(std::ranges::count_if(
            lists, [](const OutlineLine& line) { return person(line.plain); }));
        if (people * 2 < lists.size() - begins.size() || people < 2) {
            continue;
        }
        const auto at = outline.lines.begin() + static_cast<std::ptrdiff_t>(head);
        const auto rest =
            outline.lines.erase(at, outline.lines.begin() + static_cast<std::ptrdiff_t>(end));
        outline.lines.insert(rest, lists.begin(), lists.end());
        return;
    }
}

} // namespace saksklar::structure
