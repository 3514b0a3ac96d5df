// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/pasted_columns.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

constexpr std::size_t top = 60; ///< lines in which such tables stand

/// What a line says of itself as a label that stands alone; none for others.
Terms lone_label(const OutlineLine& line)
{
    if (line.blank || line.table || line.code || line.bullet || line.label != nullptr ||
        line.heading_level > 0 || line.words > 4 || !line.plain.ends_with(':')) {
        return {};
    }
    const Terms terms = line.terms;
    return terms.people() || terms.field() || terms.has(Term::clerk) || terms.has(Term::chair)
               ? terms
               : Terms{};
}

/// Whether a value may be what its label asks for, as far as that can be told.
bool answers(const Terms& label, std::string_view value)
{
    if (label.has(Term::field_date)) {
        return !find_dates(value).empty();
    }
    if (label.has(Term::field_time)) {
        return !find_times("kl " + std::string(value)).empty();
    }
    return true;
}

/// Three labels at least, each on a line of its own, and below them their values. Returns the line
/// after the labels, which are `moved`; `first` if there are no such.
std::size_t unfold_labels(Outline& outline, std::size_t first, std::vector<std::size_t>& moved)
{
    std::vector<OutlineLine>& lines = outline.lines;
    std::size_t end = first;
    std::vector<Terms> labels;
    bool dated = false;
    for (; end < lines.size(); ++end) {
        const Terms terms = lone_label(lines[end]);
        if (terms.none()) {
            break;
        }
        dated = dated || terms.has(Term::field_date) || terms.has(Term::field_time);
        labels.push_back(terms);
    }
    std::size_t value = end;
    while (value < lines.size() && lines[value].blank) {
        ++value;
    }
    if (labels.size() < 3 || !dated || value + labels.size() > lines.size()) {
        return first;
    }
    for (std::size_t k = 0; k < labels.size(); ++k) {
        const OutlineLine& line = lines[value + k];
        if (line.blank || line.heading_level > 0 || line.label_rest > 0 ||
            !answers(labels[k], line.plain)) {
            return first;
        }
    }
    for (std::size_t k = 0; k < labels.size(); ++k) {
        OutlineLine& line = lines[value + k];
        const std::string label = std::string(lines[first + k].plain) + " ";
        line.plain = outline.store.plain(label + std::string(line.plain));
        line.as_printed = false;
        line.terms = {};
        line.label_terms = labels[k];
        line.label_rest = label.size();
        line.label = nullptr;
        describe_outline_line(outline, line);
    }
    for (std::size_t k = first; k < end; ++k) {
        moved.push_back(k);
    }
    return end;
}

PeopleColumn column_of(const OutlineLine& line)
{
    return line.blank || line.table || line.code || line.bullet || line.words > 3
               ? PeopleColumn::none
               : word_lists().facts(line.folded).column;
}

bool names_person(const OutlineLine& line)
{
    const Words words = words_of(line.plain);
    return words.size() >= 2 && words.size() <= 5 && name_score(line.plain) >= 1 &&
           std::ranges::all_of(words, [](std::string_view word) { return starts_upper(word); }) &&
           !line.has_digit;
}

/// Whether the cells of a row begin at line `at`: a person, and in the column of who came a mark or
/// a word.
bool row_at(const Outline& outline, std::size_t at, const std::vector<PeopleColumn>& columns)
{
    if (at + columns.size() > outline.lines.size()) {
        return false;
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const OutlineLine& line = outline.lines[at + c];
        const bool mark =
            columns[c] == PeopleColumn::attended || columns[c] == PeopleColumn::absent;
        if ((line.blank && !(mark && !line.plain.empty())) || line.plain.size() > 60 ||
            line.label_rest > 0 || line.heading_level > 0 || (mark && line.words > 2) ||
            (columns[c] == PeopleColumn::name) != names_person(line)) {
            return false;
        }
    }
    return true;
}

/// "Navn", "Verv", "Til stede", each on its line, above at least two people with as many cells.
/// Returns the line after the table, whose cells are `moved` to its first lines; `head` if there is
/// none.
std::size_t unfold_people(Outline& outline, std::size_t head, std::vector<std::size_t>& moved)
{
    std::vector<PeopleColumn> columns;
    while (head + columns.size() < outline.lines.size() && columns.size() < 5) {
        const PeopleColumn column = column_of(outline.lines[head + columns.size()]);
        if (column == PeopleColumn::none) {
            break;
        }
        columns.push_back(column);
    }
    if (columns.size() < 2 || columns[0] != PeopleColumn::name ||
        std::ranges::count(columns, PeopleColumn::name) != 1) {
        return head;
    }
    std::size_t end = head + columns.size();
    while (row_at(outline, end, columns)) {
        end += columns.size();
    }
    if (end < head + 3 * columns.size()) {
        return head;
    }
    for (std::size_t row = head; row < end; row += columns.size()) {
        std::string cells = "|";
        for (std::size_t c = 0; c < columns.size(); ++c) {
            cells += " " + std::string(outline.lines[row + c].plain) + " |";
            if (c > 0) {
                moved.push_back(row + c);
            }
        }
        OutlineLine& line = outline.lines[row];
        line.plain = outline.store.plain(cells);
        line.as_printed = false;
        line.table = true;
        line.terms = {};
        line.label_terms = {};
        line.label_rest = 0;
        line.label = nullptr;
        describe_outline_line(outline, line);
    }
    return end;
}

} // namespace

void unfold_pasted_columns(Outline& outline)
{
    std::vector<std::size_t> moved; // lines whose text stands on others now
    for (std::size_t i = 0; i < outline.lines.size() && i < top; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || line.words > 4) {
            continue; // most lines
        }
        if (const std::size_t end =
                line.plain.ends_with(':') ? unfold_labels(outline, i, moved) : i;
            end > i) {
            i = end - 1;
        } else if (const std::size_t rows = unfold_people(outline, i, moved); rows > i) {
            i = rows - 1;
        }
    }
    for (auto line = moved.rbegin(); line != moved.rend(); ++line) {
        outline.lines.erase(outline.lines.begin() + static_cast<std::ptrdiff_t>(*line));
    }
}

} // namespace saksklar::structure
