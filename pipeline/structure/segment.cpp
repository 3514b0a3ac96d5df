// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/segment.hpp"

#include "pipeline/structure/attendance.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/checks.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/decisions.hpp"
#include "pipeline/structure/details.hpp"
#include "pipeline/structure/header.hpp"
#include "pipeline/structure/headings.hpp"
#include "pipeline/structure/meeting_kind.hpp"
#include "pipeline/structure/movements.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/watch_decisions.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace saksklar {

namespace {

using namespace structure;

/// A heading that is nothing but a date, a weekday or "møte" with a date.
bool date_heading(const OutlineLine& line)
{
    if (line.blank || line.front_matter || line.code || line.plain.size() > 60 || line.bullet) {
        return false;
    }
    const std::vector<FoundDate> dates = find_dates(line.plain);
    if (dates.size() != 1) {
        return false;
    }
    std::string rest(line.plain.substr(0, dates[0].span.begin));
    rest.append(" ").append(line.plain.substr(dates[0].span.end));
    const FoldedText folded = fold_words(rest);
    const Words words = words_of(folded);
    return words.size() <= 3 && std::all_of(words.begin(), words.end(), [](std::string_view word) {
               const WordFacts& facts = word_lists().facts(word);
               return facts.terms.has(Term::meeting_word) || facts.terms.has(Term::minutes_word) ||
                      facts.tells(Hint::beside_date) || word.ends_with("møte");
           });
}

/// A line that is the title of minutes: "Referat fra styremøte 3. mars 2024".
bool minutes_title(const OutlineLine& line)
{
    if (line.blank || line.front_matter || line.code || line.bullet || line.plain.size() > 120 ||
        line.plain.size() < 8) {
        return false;
    }
    // Nearly all lines end here, before anything is folded.
    if (std::string_view("RrMmPpSs").find(line.plain.front()) == std::string_view::npos ||
        line.plain.ends_with('.')) {
        return false;
    }
    const std::string_view folded = line.folded;
    const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
    if (!begins_with_any(first, Sought::minutes_title) || line.plain.ends_with('.') ||
        count_words(folded) > 14) {
        return false;
    }
    const std::vector<FoundDate> dates = find_dates(line.plain);
    return !dates.empty() && dates.front().year != 0;
}

/// The meetings of a file: cut before every heading that is a bare date, or before every
/// title of minutes with a date, where there are two or more of one kind.
std::vector<LineRange> meetings_of(const Outline& outline)
{
    std::vector<std::size_t> dates;
    std::vector<std::size_t> titles;
    int level = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.heading_level > 0 && date_heading(line)) {
            if (dates.empty()) {
                level = line.heading_level;
            }
            if (line.heading_level == level) {
                dates.push_back(i);
            }
        }
        if (!line.furniture && minutes_title(line)) {
            titles.push_back(i);
        }
    }
    // "4.10", "4.11", "4.12" are numbers of one case, not days.
    std::size_t same_day = 0;
    for (std::size_t k = 1; k < dates.size(); ++k) {
        const FoundDate a = find_dates(outline.lines[dates[k - 1]].plain).front();
        const FoundDate b = find_dates(outline.lines[dates[k]].plain).front();
        same_day += a.day == b.day && a.year == 0 && b.year == 0 ? 1U : 0U;
    }
    if (dates.size() >= 2 && same_day + 1 == dates.size()) {
        dates.clear();
    }
    const std::vector<std::size_t>* cuts = nullptr;
    if (titles.size() >= 2 && titles.size() <= 2000) {
        cuts = &titles;
    } else if (dates.size() >= 2) {
        cuts = &dates;
    }
    std::vector<LineRange> out;
    if (cuts == nullptr) {
        out.push_back({0, outline.lines.size()});
        return out;
    }
    for (std::size_t k = 0; k < cuts->size(); ++k) {
        const std::size_t begin = k == 0 && cuts == &titles ? 0 : (*cuts)[k];
        out.push_back({begin, k + 1 < cuts->size() ? (*cuts)[k + 1] : outline.lines.size()});
    }
    return out;
}

/// nb, nn, en … by the commonest small words.
std::string language_of(const Outline& outline, LineRange range)
{
    std::size_t nb = 0;
    std::size_t nn = 0;
    std::size_t en = 0;
    std::size_t seen = 0;
    const WordLists& lists = word_lists();
    for (std::size_t i = range.begin; i < range.end && seen < 4000; ++i) {
        const OutlineLine& line = outline.lines[i];
        seen += line.words;
        if (!line.language_word) {
            continue;
        }
        each_folded_word(
            line.plain, [&line, &lists, &nb, &nn, &en](std::size_t begin, std::size_t end) {
                const std::string_view word(line.plain.data() + begin, end - begin);
                if (!lists.may_tell_language(word)) {
                    return;
                }
                const Language language = lists.facts_in(line.plain, begin, end).language;
                nb += language == Language::nb ? 1U : 0U;
                nn += language == Language::nn ? 1U : 0U;
                en += language == Language::en ? 1U : 0U;
            });
    }
    if (nb + nn + en == 0) {
        return {};
    }
    if (en > 2 * (nb + nn)) {
        return "en";
    }
    if (nn * 3 > nb && nb * 3 > nn) {
        return "mixed";
    }
    return nn > nb ? "nn" : "nb";
}

bool blank_range(const Outline& outline, LineRange range)
{
    return std::all_of(outline.lines.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       outline.lines.begin() + static_cast<std::ptrdiff_t>(range.end),
                       [](const OutlineLine& line) { return line.blank; });
}

/// The lines of each heading's own treatment, its heading first. A section headed "Vedtak"
/// or "Konklusjon" goes to the case that it stands in by its level, even when sub-cases come
/// between.
std::vector<std::vector<std::size_t>> lines_of_cases(const Outline& outline,
                                                     LineRange range,
                                                     const Regions& regions,
                                                     const std::vector<Heading>& headings)
{
    std::vector<std::vector<std::size_t>> out(headings.size());
    std::vector<std::vector<std::size_t>> moved(headings.size());
    for (std::size_t h = 0; h < headings.size(); ++h) {
        const Heading& heading = headings[h];
        const std::size_t end = h + 1 < headings.size() ? headings[h + 1].line : range.end;
        std::size_t owner = h;
        int level = 0;
        out[h].reserve(end - heading.line);
        for (std::size_t i = heading.line; i < end; ++i) {
            const OutlineLine& line = outline.lines[i];
            const Region region = regions.at(i - range.begin);
            if (region == Region::ending) {
                break;
            }
            if (region != Region::body && i > heading.last_line) {
                continue;
            }
            if (line.heading_level > 0 && i > heading.last_line) {
                if (owner != h && line.heading_level <= level) {
                    owner = h;
                }
                if (decision_heading(line)) {
                    owner = h;
                    level = line.heading_level;
                    while (headings[owner].parent &&
                           outline.lines[headings[owner].line].heading_level >= level) {
                        owner = *headings[owner].parent;
                    }
                }
            }
            (owner == h ? out[h] : moved[owner]).push_back(i);
        }
    }
    for (std::size_t h = 0; h < headings.size(); ++h) {
        out[h].insert(out[h].end(), moved[h].begin(), moved[h].end());
        while (out[h].size() > 1 &&
               (outline.lines[out[h].back()].blank || outline.lines[out[h].back()].furniture)) {
            out[h].pop_back();
        }
    }
    return out;
}

/// "Meldingane vert tekne til vitande." below the last of the messages is of all of them: the case
/// that collects them has it.
void raise_common_decisions(std::vector<CaseRecord>& cases)
{
    for (std::size_t c = 1; c < cases.size(); ++c) {
        CaseRecord& last = cases[c];
        const bool ends = c + 1 == cases.size() || cases[c + 1].parent != last.parent;
        if (!last.parent || !last.decision || !ends || cases[*last.parent].decision) {
            continue;
        }
        const FoldedText folded = fold_words(*last.decision);
        const Words words = words_of(folded);
        const bool all = !words.empty() &&
                         (words.front().ends_with("ene") || words.front().ends_with("ane")) &&
                         words.size() <= 8 && word_lists().terms(words.back()).has(Term::noted);
        // "Tatt til orientering." below a list of letters that have no text of their own
        constexpr std::size_t most = 200; // letters in one list; keeps the time linear
        bool bare = words.size() >= 2 && words.size() <= 5 && c - *last.parent <= most &&
                    word_lists().terms(words.back()).has(Term::noted);
        std::size_t siblings = 0;
        for (std::size_t s = c; bare && s-- > *last.parent + 1;) {
            bare = cases[s].parent != last.parent || (cases[s].text.empty() && !cases[s].decision);
            siblings += cases[s].parent == last.parent ? 1U : 0U;
        }
        if (all || (bare && siblings > 0)) {
            CaseRecord& whole = cases[*last.parent];
            whole.decision = std::move(last.decision);
            whole.decision_kind = std::move(last.decision_kind);
            whole.decision_place = last.decision_place;
            last.decision.reset();
            last.decision_kind.reset();
            last.decision_place.reset();
        }
    }
}

/// Returns how many decisions the words alone tell, which say what kind of document it is.
std::size_t read_cases(const Outline& outline,
                       LineRange range,
                       const Regions& regions,
                       const std::vector<Heading>& headings,
                       const DecisionWatch* watch,
                       MeetingRecord& record)
{
    std::size_t told = 0;
    record.cases.reserve(headings.size());
    const std::vector<std::vector<std::size_t>> lines_of =
        lines_of_cases(outline, range, regions, headings);
    for (std::size_t h = 0; h < headings.size(); ++h) {
        const Heading& heading = headings[h];
        const std::vector<std::size_t>& lines = lines_of[h];
        CaseRecord each;
        if (heading.label) {
            each.label = heading.label->label;
            each.number = heading.label->number;
        }
        each.title = heading.title;
        each.parent = heading.parent;
        const OutlineLine& first = outline.lines[heading.line];
        const OutlineLine& title_end = outline.lines[heading.last_line];
        // The place ends before the next heading, wherever moved sections stand.
        std::size_t end_of_text = title_end.content.end;
        std::size_t last_line = heading.last_line;
        const std::size_t end = h + 1 < headings.size() ? headings[h + 1].line : range.end;
        for (const std::size_t i : lines) {
            last_line = i < end ? std::max(last_line, i) : last_line;
            end_of_text = i < end ? std::max(end_of_text, outline.lines[i].span.end) : end_of_text;
        }
        const OutlineLine& last = outline.lines[last_line];
        each.title_place = {first.content.begin,
                            title_end.content.end - first.content.begin,
                            first.page,
                            title_end.page};
        each.place = {
            first.content.begin, end_of_text - first.content.begin, first.page, last.page};
        const std::size_t heading_lines = heading.last_line - heading.line + 1;
        const FoldedText folded_title = fold_words(each.title);
        read_details(outline, lines, heading_lines, folded_title, record.attendance, each);
        if (!heading.rest.empty()) {
            each.text = each.text.empty() ? heading.rest : heading.rest + "\n" + each.text;
        }
        const std::span<const std::size_t> treatment =
            std::span(lines).subspan(std::min(heading_lines, lines.size()));
        // "Sak 2: Referatet ble godkjent." says in its heading what came of it.
        const bool all_in_title =
            each.title.size() > 20 && each.title.ends_with('.') &&
            std::all_of(treatment.begin(), treatment.end(), [&outline](std::size_t i) {
                return outline.lines[i].blank;
            });
        if (std::optional<Decision> decision =
                find_decision(outline,
                              treatment,
                              folded_title,
                              all_in_title && heading.rest.empty() ? each.title : heading.rest,
                              heading.line,
                              watch)) {
            told += decision->learned ? 0U : 1U;
            each.decision = std::move(decision->text);
            each.decision_kind = std::move(decision->kind);
            each.decision_place = decision->place;
        }
        record.cases.push_back(std::move(each));
    }
    raise_common_decisions(record.cases);
    return told;
}

/// What makes no sense as a meeting may still look like a million headings: the record keeps the
/// first of them, and says so. The text itself is kept in any case.
void bound_cases(MeetingRecord& record)
{
    constexpr std::size_t most = 5000;
    if (record.kind != RecordKind::other || record.cases.size() <= most) {
        return;
    }
    record.warnings.push_back(made_warning("cases-left-out",
                                           "of " + std::to_string(record.cases.size()) +
                                               " headings the first " + std::to_string(most) +
                                               " are listed: this is no minutes",
                                           record.cases[most].title_place));
    record.cases.resize(most);
    for (Movement& movement : record.movements) {
        if (movement.case_index && *movement.case_index >= most) {
            movement.case_index.reset();
        }
    }
}

/// "Sak 4/20", "Sak 5/20": the year that all numbers of cases have behind them, at least two; 0 if
/// they have none.
int year_of_cases(const std::vector<Heading>& headings)
{
    int year = -1;
    std::size_t numbers = 0;
    for (const Heading& heading : headings) {
        if (!heading.label || heading.label->form != NumberForm::yearly) {
            continue;
        }
        const int printed = heading.label->year;
        if (year >= 0 && printed != year) {
            return 0;
        }
        year = printed;
        ++numbers;
    }
    return numbers < 2 ? 0 : year >= 1900 ? year : year >= 100 ? 0 : year_of_two_digits(year);
}

MeetingRecord read_meeting(const Document& document,
                           const Outline& outline,
                           LineRange range,
                           bool several,
                           const std::string& preface,
                           const DecisionWatch* watch)
{
    MeetingRecord record;
    if (range.size() > 0) {
        const OutlineLine& first = outline.lines[range.begin];
        const OutlineLine& last = outline.lines[range.end - 1];
        record.place_in_text = {
            first.span.begin, last.span.end - first.span.begin, first.page, last.page};
    }
    record.language = document.language.empty() ? language_of(outline, range) : document.language;
    if (blank_range(outline, range)) {
        record.kind_reason = "no text";
        return record;
    }
    const Regions regions = divide(outline, range);
    const std::vector<Heading> headings = find_headings(outline, range, regions);
    const std::size_t first_case = headings.empty() ? range.end : headings.front().line;
    read_header(outline,
                range,
                regions,
                first_case,
                document.source.path,
                several,
                year_of_cases(headings),
                record);
    record.attendance = read_attendance(outline, range, regions, first_case);
    if (!regions.agenda_is_treatment) {
        for (const AgendaLine& line : regions.agenda) {
            record.agenda.push_back(line.item);
        }
    }
    const std::size_t decisions = read_cases(outline, range, regions, headings, watch, record);
    record.movements = read_movements(outline, range, regions, record.attendance, record.cases);
    judge_kind(outline, range, regions, document.source.path, preface, decisions, record);
    if (record.kind == RecordKind::agenda) {
        // What is only announced is no case.
        for (const CaseRecord& each : record.cases) {
            AgendaItem item;
            item.number = each.number;
            item.title = each.title;
            item.place = each.title_place;
            record.agenda.push_back(std::move(item));
        }
        record.cases.clear();
    } else if (record.kind == RecordKind::other && !record.start_time &&
               record.attendance.empty()) {
        // Rules and reports have headings, but no meeting that decided anything below them.
        for (CaseRecord& each : record.cases) {
            each.decision.reset();
            each.decision_kind.reset();
            each.decision_place.reset();
        }
    }
    std::vector<bool> inner;
    inner.reserve(regions.agenda.size());
    for (const AgendaLine& item : regions.agenda) {
        inner.push_back(item.depth > 0);
    }
    check(record, inner);
    bound_cases(record);
    return record;
}

/// Whether the text is JSON, or lines of JSON: records of a program (its own among them), whose
/// values may well be those of minutes. Linear in the text, and at once at an end in other text.
bool machine_records(std::string_view text)
{
    text = trim(text);
    if (text.size() < 2 || !((text.front() == '{' && text.back() == '}') ||
                             (text.front() == '[' && text.back() == ']'))) {
        return false;
    }
    if (nlohmann::json::accept(text)) {
        return true;
    }
    const std::size_t line = text.find('\n');
    return line != std::string_view::npos && nlohmann::json::accept(text.substr(0, line));
}

std::vector<MeetingRecord> segment(const Document& document, const DecisionWatch* watch)
{
    std::vector<MeetingRecord> out;
    try {
        if (machine_records(document.text)) {
            MeetingRecord record;
            record.place_in_text = {0, document.text.size(), 1, 1};
            record.kind_reason = "JSON: the records of a program";
            out.push_back(std::move(record));
            return out;
        }
        const Outline outline = read_outline(document);
        const std::vector<LineRange> ranges = meetings_of(outline);
        // What stands before the first of several meetings says what they all are.
        std::string preface;
        for (std::size_t i = 0; i < ranges.front().begin && preface.size() < 400; ++i) {
            preface += " " + std::string(outline.lines[i].folded);
        }
        for (const LineRange& range : ranges) {
            out.push_back(
                read_meeting(document, outline, range, ranges.size() > 1, preface, watch));
        }
    } catch (const std::exception& error) {
        out.clear();
        MeetingRecord record;
        record.kind_reason = std::string("could not be divided: ") + error.what();
        out.push_back(std::move(record));
    }
    if (out.empty()) {
        MeetingRecord record;
        record.kind_reason = "no text";
        out.push_back(std::move(record));
    }
    return out;
}

} // namespace

std::vector<MeetingRecord> segment(const Document& document)
{
    return segment(document, nullptr);
}

void watch_decisions(const Document& document, const structure::DecisionWatch& watch)
{
    segment(document, &watch);
}

} // namespace saksklar
