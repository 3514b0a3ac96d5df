// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_lines.hpp"

#include "pipeline/structure/attendance_rows.hpp"
#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/people_runs.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// Takes what stands from byte `rest` of the line on for people who came: no word says so.
void guess_people(OutlineLine& line, std::size_t rest)
{
    line.label_terms.add(Term::present);
    line.people_guessed = true;
    line.label_rest = rest;
}

/// "Vi var Kari, Ola og jeg.": where the names begin; 0 in other texts.
std::size_t names_of_us(std::string_view text)
{
    const std::size_t first = text.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    if (second == std::string_view::npos || second > 20 ||
        !word_lists().terms(fold_words(text.substr(0, second))).has(Term::present)) {
        return 0;
    }
    const std::string_view name = text.substr(second + 1, 24);
    const std::size_t comma = name.find(", ");
    // "Tor Håkon" as well as "Kari"
    const std::string_view first_word = name.substr(0, name.find_first_of(", "));
    return comma != std::string_view::npos && count_words(name.substr(0, comma)) <= 2 &&
                   word_lists().first_name(fold_words(first_word))
               ? second + 1
               : 0;
}

/// "Til stede var Kari, Ola og Siv."
bool opens_people(std::string_view text)
{
    const std::string_view begin = text.substr(0, 60);
    const FoldedText folded = fold_words(begin);
    const std::size_t names = people_opening(begin, folded);
    const std::string_view first = begin.substr(names);
    return names > 0 &&
           (starts_upper(first) || name_after_role(trim(first.substr(0, first.find(',')))) > 0);
}

/// "Deltakere     Kari Berg        Nordbillett AS" above "              Ola Vik        Kommunen":
/// whether the line is a label and the first of several rows of a name and what it is of, which
/// stand in the same columns.
bool first_of_rows(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    const std::size_t next = i + 1;
    const std::vector<GapCell> cells = gap_cells(outline.text, line.span);
    if (cells.size() != 3 || next >= outline.lines.size() || outline.lines[next].blank) {
        return false;
    }
    const std::vector<GapCell> below = gap_cells(outline.text, outline.lines[next].span);
    const auto name_at = [&outline](const GapCell& cell) {
        const std::string_view name = outline.text.substr(cell.span.begin, cell.span.size());
        return count_words(name) >= 2 && name_score(name) >= 2;
    };
    return below.size() == 2 && below[0].column == cells[1].column &&
           below[1].column == cells[2].column && name_at(cells[1]) && name_at(below[0]);
}

/// "Deltakere        Kari Berg, Ola Vik", "Fraværende   @Siv Moe": a label of people and a gap for
/// its colon.
bool label_by_gap(Outline& outline, std::size_t i)
{
    OutlineLine& line = outline.lines[i];
    const std::string_view raw = printed(outline, line, 0);
    const std::size_t gap = gap_in(raw.substr(0, 40));
    if (gap == std::string_view::npos || gap == 0 || raw[gap - 1] == ':') {
        return false;
    }
    const Terms terms = word_lists().terms(fold_words(raw.substr(0, gap)));
    const std::string_view behind = trim(raw.substr(gap));
    const bool rows = first_of_rows(outline, i);
    const std::string_view first = trim(behind.substr(
        0,
        std::min(behind.find_first_of(",(@", 1), rows ? gap_in(behind) : std::string_view::npos)));
    // "Frå adm.        studieleiar Kari Berg"
    const std::string_view name = trim(first.substr(name_after_role(first)));
    const std::size_t rest = line.plain.find(behind.substr(0, first.size()), gap);
    // "Til stede            Funksjon" above names and what they are
    if ((terms.has(Term::present) || terms.has(Term::absent)) &&
        word_lists().facts(fold_words(behind)).column != PeopleColumn::none) {
        line.label_terms = terms;
        line.label_rest = line.plain.size();
        line.terms = terms;
        return true;
    }
    // A row of a table has more cells: "Varamedlem    Geir Hovde    Roald Hegge    AP".
    const bool row = !behind.starts_with('@') && gap_in(behind) != std::string_view::npos && !rows;
    const bool came = terms.has(Term::present) || terms.has(Term::absent);
    if (!came || rest == std::string_view::npos || row ||
        !(first.starts_with('@') || (name_score(name) >= 1 && count_words(name) >= 2))) {
        return false;
    }
    line.label_terms = terms;
    line.label_rest = rest;
    line.table = false; // a tab for the gap
    return true;
}

/// The column, in letters, where the text behind a label and a gap begins; npos if there is no gap.
std::size_t column_behind_gap(std::string_view raw)
{
    const std::size_t gap = raw.find("   ");
    return gap == std::string_view::npos
               ? gap
               : length_of(raw.substr(0, std::min(raw.find_first_not_of(' ', gap), raw.size())));
}

/// "Forfall Ola Vik" below "Møtt    Kari Berg": a label that fills its column has one space behind.
bool label_in_column(std::string_view raw, OutlineLine& line, std::size_t column)
{
    const std::size_t space = raw.find(' ');
    if (space == std::string_view::npos || length_of(raw.substr(0, space + 1)) != column ||
        !starts_upper(raw.substr(space + 1)) || !line.plain.starts_with(raw.substr(0, space + 2))) {
        return false;
    }
    const Terms terms = word_lists().terms(fold_words(raw.substr(0, space)));
    if (!terms.has(Term::present) && !terms.has(Term::absent)) {
        return false;
    }
    line.label_terms = terms;
    line.label_rest = space + 1;
    return true;
}

/// "Referent      Siv Moe" below "Forfall       Ola Vik": who wrote the minutes, in the column of
/// those above.
bool clerk_in_column(std::string_view raw, OutlineLine& line, std::size_t column)
{
    if (column == std::string_view::npos || column_behind_gap(raw) != column) {
        return false;
    }
    const std::string_view label = raw.substr(0, raw.find("   "));
    const Terms terms = word_lists().terms(fold_words(label));
    const std::string_view name = trim(raw.substr(label.size()));
    const std::size_t rest = line.plain.find(name);
    if (!terms.has(Term::clerk) || rest == std::string_view::npos ||
        name_score(strip_paren(name)) < 2) {
        return false;
    }
    line.label_terms = terms;
    line.label_rest = rest;
    return true;
}

/// "Ført av Kari Berg, lagt i arkivet": who wrote the minutes, without a colon.
bool clerk_before_name(OutlineLine& line)
{
    constexpr std::size_t longest = 10; // words
    const std::size_t first = line.plain.find(' ');
    const std::size_t second =
        first == std::string_view::npos ? first : line.plain.find(' ', first + 1);
    if (second == std::string_view::npos || line.words > longest ||
        !word_lists().terms(fold_words(line.plain.substr(0, second))).has(Term::clerk)) {
        return false;
    }
    const std::string_view rest = line.plain.substr(second + 1);
    const std::string_view name = trim(rest.substr(0, rest.find_first_of(",(")));
    if (count_words(name) < 2 || count_words(name) > 4 || name_score(name) != 3) {
        return false;
    }
    line.label_terms.add(Term::clerk);
    line.label_rest = second + 1;
    return true;
}

/// "Dagleg leiar Siv Moe førte møteboka.": who wrote the minutes, told in a sentence.
bool clerk_told(Outline& outline, OutlineLine& line)
{
    constexpr std::size_t longest = 9; // words
    if (line.words > longest || line.came_word || !line.plain.ends_with('.') ||
        find_any(line.plain, Sought::wrote) == std::string_view::npos) {
        return false;
    }
    // The name ends at the verb, behind two words at least with a capital.
    std::size_t end = 0;
    std::size_t capitals = 0;
    for (const std::string_view word : words_of(line.plain)) {
        if (!starts_upper(word)) {
            if (capitals >= 2) {
                break;
            }
            capitals = 0;
            continue;
        }
        ++capitals;
        end = static_cast<std::size_t>(word.data() - line.plain.data()) + word.size();
    }
    const std::string_view who = line.plain.substr(0, end);
    const std::size_t role = name_after_role(who);
    if (capitals < 2 || capitals > 4 || name_score(who.substr(role)) < 2 ||
        line.plain.find(',') != std::string_view::npos) {
        return false;
    }
    line.label_terms.add(Term::clerk);
    line.label_rest = role;
    line.plain = who;
    line.folded = outline.store.folded(who);
    line.as_printed = false;
    return true;
}

/// "TILSTEDE Veronica, Mats, Lill Tove": a label in capitals before names that are not.
bool label_in_capitals(OutlineLine& line)
{
    std::size_t end = 0;
    for (std::size_t words = 0; words < 3; ++words) {
        const std::size_t space = line.plain.find(' ', end);
        if (space == std::string_view::npos || !no_small_letter(line.plain.substr(0, space))) {
            break;
        }
        end = space + 1;
    }
    const std::string_view rest = line.plain.substr(end);
    if (end < 5 || !starts_upper(rest) || rest.find(", ") == std::string_view::npos) {
        return false;
    }
    const Terms terms = word_lists().terms(fold_words(line.plain.substr(0, end - 1)));
    if (!terms.has(Term::present) && !terms.has(Term::absent)) {
        return false;
    }
    line.label_terms = terms;
    line.label_rest = end;
    return true;
}

/// "Til stede Kari Berg, Ola Vik", "Vi var Kari, Ola og Siv": a label without its colon, before
/// nothing but names.
bool label_before_names(OutlineLine& line)
{
    std::size_t end = 0;
    Terms found{};
    std::size_t rest = 0;
    for (std::size_t words = 0; words < 3 && end != std::string_view::npos; ++words) {
        end = line.plain.find(' ', end + 1);
        const Terms terms = word_lists().terms(fold_words(line.plain.substr(0, end)));
        if (end != std::string_view::npos &&
            (terms.has(Term::present) || terms.has(Term::absent))) {
            found = terms;
            rest = end + 1;
        }
    }
    const std::string_view list = line.plain.substr(rest);
    if (rest == 0 || !starts_upper(list) || list.find(':') != std::string_view::npos) {
        return false;
    }
    std::size_t names = 0;
    const std::vector<std::string> parts = people_parts(list.substr(0, list.find(". ")));
    for (const std::string& part : parts) {
        const std::string_view bare = strip_paren(part);
        names += name_score(bare) >= 2 ? 1U : 0U;
    }
    // One name must be a whole one; of several, one may be "meg".
    const bool whole = parts.size() == 1 && name_score(strip_paren(parts[0])) == 3;
    if (!whole && (names < 2 || names + 1 < parts.size())) {
        return false;
    }
    line.label_terms = found;
    line.label_rest = rest;
    return true;
}

/// Whether a line is of one person: "Kari Berg - leder", "Ola Vik (skjermet avd.)", "Siv Moe,
/// rektor".
bool line_of_person(const OutlineLine& line)
{
    if (line.blank || line.label_rest > 0 || line.label != nullptr || line.words > 12) {
        return false;
    }
    const std::size_t dash = std::min(line.plain.find(" - "), line.plain.find(" \xE2\x80\x93 "));
    const std::string_view name =
        trim(line.plain.substr(0, std::min(line.plain.find_first_of(",("), dash)));
    return count_words(name) >= 2 && count_words(name) <= 5 && name_score(name) >= 2;
}

/// "Styret:", "Fra pårørende:" above at least two lines of one person each, or one that a gap or
/// another such label follows.
bool heads_people_below(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    // "Av 17 medlemmer møtte 15 medlemmer og 2 varamedlemmer:" above columns of people
    std::size_t below = i + 1;
    below += below < outline.lines.size() && outline.lines[below].blank ? 1U : 0U;
    if (line.came_word && line.plain.ends_with(':') && line.words <= 12 &&
        below + 1 < outline.lines.size() &&
        !people_in_columns(outline, outline.lines[below]).empty() &&
        !people_in_columns(outline, outline.lines[below + 1]).empty()) {
        return true;
    }
    // "Oppmøte, etter lista som gikk rundt:" above a table of them
    const std::size_t comma = line.plain.find(',');
    constexpr std::size_t longest = 10; // words
    if (line.plain.ends_with(':') && comma != std::string_view::npos && line.words <= longest &&
        below < outline.lines.size() && outline.lines[below].table &&
        word_lists().terms(fold_words(line.plain.substr(0, comma))).has(Term::present)) {
        return true;
    }
    if (!line.plain.ends_with(':') || line.words > 4 || !starts_upper(line.plain) ||
        !(line.terms.none() || line.terms.has(Term::field_body)) ||
        (line.label_rest > 0 && line.label_rest < line.plain.size())) {
        return false;
    }
    std::size_t people = 0;
    std::size_t next = i + 1;
    for (; next < outline.lines.size() && people < 3 && line_of_person(outline.lines[next]);
         ++next) {
        ++people;
    }
    return people >= 2 ||
           (people == 1 && (next == outline.lines.size() || outline.lines[next].blank ||
                            outline.lines[next].plain.ends_with(':')));
}

/// "| Økonomi | Kari Berg |": the two cells of a row, "Økonomi" and "Kari Berg"; empty for others.
std::pair<std::string_view, std::string_view> two_cells(const OutlineLine& line)
{
    if (!line.plain.starts_with('|')) {
        return {};
    }
    const std::size_t bar = std::min(line.plain.find('|', 1), line.plain.size());
    std::string_view behind = trim(line.plain.substr(std::min(bar + 1, line.plain.size())));
    behind = trim(behind.substr(0, behind.ends_with('|') ? behind.size() - 1 : behind.size()));
    return behind.find('|') == std::string_view::npos
               ? std::pair(trim(line.plain.substr(1, bar - 1)), behind)
               : std::pair<std::string_view, std::string_view>();
}

/// "| Leder | Kari Berg |", "| Økonomi | Ola Vik |": where a table at the head says who leads or
/// writes, its other rows with nothing but a whole name say who else came.
void label_roles_in_table(Outline& outline, std::size_t top)
{
    bool officers = false;
    std::vector<std::size_t> rows;
    const std::size_t end = std::min(top, outline.lines.size());
    for (std::size_t i = 0; i < end; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (!line.plain.starts_with('|')) {
            if (officers && rows.size() >= 2) {
                break;
            }
            officers = false;
            rows.clear();
            continue;
        }
        const bool officer = line.label_terms.has(Term::chair) || line.label_terms.has(Term::clerk);
        officers = officers || officer;
        const auto [role, name] = two_cells(line);
        const std::string_view bare = strip_paren(name);
        if (!officer && !line.label_terms.people() && !line.label_terms.field() &&
            starts_upper(role) && count_words(role) <= 3 && count_words(bare) >= 2 &&
            count_words(bare) <= 4 && name_score(bare) == 3) {
            rows.push_back(i);
        }
    }
    if (!officers || rows.size() < 2) {
        return;
    }
    for (const std::size_t i : rows) {
        OutlineLine& line = outline.lines[i];
        const std::string_view name = two_cells(line).second;
        line.label_terms = {};
        guess_people(line, line.plain.find(name));
        line.plain = line.plain.substr(0, line.label_rest + name.size());
        line.folded = outline.store.folded(line.plain);
        line.as_printed = false;
    }
}

/// How many whole names a text lists, and nothing else: "Kari Berg (leder), Ola Vik"; 0 of others.
std::size_t whole_names(std::string_view text)
{
    const std::vector<std::string> parts = people_parts(text);
    const bool all = std::ranges::all_of(parts, [](const std::string& part) {
        const std::string_view bare = strip_paren(part);
        return count_words(bare) >= 2 && count_words(bare) <= 4 && name_score(bare) >= 2;
    });
    return all ? parts.size() : 0;
}

/// "Foreldre<tab>Kari Berg (Småtroll), Ola Vik" above "Daglig leder<tab>Siv Moe": at least two rows
/// at the head, one below the other, of a label of any name and nothing but whole names.
void label_groups_by_tab(Outline& outline, std::size_t top)
{
    constexpr std::size_t longest_label = 24;              // bytes
    std::vector<std::pair<std::size_t, std::size_t>> rows; // line, where the names begin
    std::size_t people = 0;
    const std::size_t end = std::min(top, outline.lines.size());
    for (std::size_t i = 0; i <= end; ++i) {
        std::size_t names = 0;
        std::size_t at = 0;
        if (i < end && outline.lines[i].table && !outline.lines[i].plain.starts_with('|')) {
            const OutlineLine& line = outline.lines[i];
            const std::string_view raw = trim(printed(outline, line, 0));
            const std::size_t tab = raw.find('\t');
            const std::string_view value = trim(raw.substr(std::min(tab, raw.size())));
            const bool row = tab != std::string_view::npos && tab > 2 && tab <= longest_label &&
                             starts_upper(raw) && value.find('\t') == std::string_view::npos &&
                             !line.label_terms.field() && name_score(trim(raw.substr(0, tab))) < 2;
            at = row ? line.plain.find(value.substr(0, value.find(' '))) : 0;
            names = row && at != std::string_view::npos ? whole_names(value) : 0;
        }
        if (names > 0) {
            rows.emplace_back(i, at);
            people += names;
            continue;
        }
        if (rows.size() >= 2 && people >= 3) {
            for (const auto& [number, begin] : rows) {
                OutlineLine& line = outline.lines[number];
                const std::string_view raw = trim(printed(outline, line, 0));
                if (!word_lists().terms(fold_words(raw.substr(0, raw.find('\t')))).none()) {
                    continue; // "Forfall<tab>Jon Lie" says by itself whose names these are
                }
                line.label_terms = {};
                guess_people(line, begin);
                line.table = false; // a tab for the colon
            }
            return;
        }
        rows.clear();
        people = 0;
    }
}

} // namespace

void part_people_labels(Outline& outline)
{
    constexpr std::size_t top = 20;
    for (std::size_t i = 0; i < outline.lines.size() && i < top; ++i) {
        const OutlineLine whole = outline.lines[i];
        if (whole.blank || whole.table || whole.heading_level > 0 || whole.code ||
            whole.front_matter || whole.label_rest > 0) {
            continue;
        }
        const std::string_view text = outline.text.substr(whole.span.begin, whole.span.size());
        for (std::size_t stop = text.find(". "); stop != std::string_view::npos;
             stop = text.find(". ", stop + 2)) {
            const std::string_view rest = text.substr(stop + 2);
            const std::size_t colon = rest.substr(0, 40).find(':');
            const bool label = colon != std::string_view::npos &&
                               word_lists().terms(fold_words(rest.substr(0, colon))).people();
            const std::size_t us = names_of_us(rest);
            // "Kari Berg, Ola Vik og Siv Moe. Per hadde meldt forfall.": who came, and a sentence
            constexpr std::size_t longest_list = 400; // bytes; keeps the time linear
            const bool listed = stop <= longest_list && names_only(text.substr(0, stop));
            if (stop < 10 || !starts_upper(rest) ||
                !(label || us > 0 || listed || opens_people(rest))) {
                continue;
            }
            const std::size_t end = whole.span.begin + stop + 1; // of the sentence, with its stop
            outline.lines[i] = read_part_of_line(outline, whole, {whole.span.begin, end});
            outline.lines[i].gap_above = whole.gap_above;
            outline.lines.insert(outline.lines.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                 read_part_of_line(outline, whole, {end + 1, whole.span.end}));
            if (OutlineLine& people = outline.lines[i + 1]; us > 0 && people.label_rest == 0) {
                people.label_terms.add(Term::present);
                people.label_rest = std::min(us, people.plain.size());
            }
            return;
        }
    }
}

void label_groups_of_people(Outline& outline)
{
    constexpr std::size_t top = 40;
    label_roles_in_table(outline, top);
    label_groups_by_tab(outline, top);
    std::size_t column = std::string_view::npos; // of the people behind a label and a gap
    for (std::size_t i = 0; i < outline.lines.size() && i < top; ++i) {
        OutlineLine& line = outline.lines[i];
        constexpr std::size_t letterhead = 3; // lines; "SK 142 N 087" is the paper's number
        if (line.label != nullptr && !line.label->prefix.empty() && i >= letterhead) {
            break; // the cases begin
        }
        if (!line.blank && !line.bullet && line.heading_level == 0 && !line.code &&
            heads_people_below(outline, i)) {
            line.label_terms = {};
            line.terms = {};
            line.terms.add(Term::present);
            guess_people(line, line.plain.size());
            continue;
        }
        if (line.label_rest > 0 && line.label_terms.people()) {
            column = column_behind_gap(printed(outline, line, 0));
        }
        const bool bars =
            line.table && printed(outline, line, 0).find('|') != std::string_view::npos;
        if (line.blank || line.label_rest > 0 || line.label != nullptr || line.code || bars ||
            line.bullet || line.heading_level > 0) {
            continue;
        }
        if (line.starts.people() && label_by_gap(outline, i)) {
            column = column_behind_gap(printed(outline, line, 0));
            continue;
        }
        if (line.starts.people() && (label_in_column(printed(outline, line, 0), line, column) ||
                                     label_in_capitals(line) || label_before_names(line))) {
            continue;
        }
        if (line.starts.has(Term::clerk) &&
            (clerk_in_column(printed(outline, line, 0), line, column) || clerk_before_name(line))) {
            continue;
        }
        if (clerk_told(outline, line)) {
            continue;
        }
        const std::size_t colon = line.plain.substr(0, 48).find(": ");
        if (line.table || colon == std::string_view::npos ||
            !group_of_people(line.plain.substr(0, colon)) ||
            !names_people(line.plain.substr(0, colon), line.plain.substr(colon + 2))) {
            continue;
        }
        guess_people(line, colon + 2);
    }
}

} // namespace saksklar::structure
