// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/checks.hpp"

#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace saksklar::structure {

namespace {

void warn(MeetingRecord& record,
          std::string code,
          std::string message,
          const std::optional<Place>& place)
{
    if (record.warnings.size() < 200) {
        record.warnings.push_back(made_warning(std::move(code), std::move(message), place));
    }
}

/// The last number of a case's number, and what it is counted within: its year, what stands
/// before it ("3.", "a" none), its parent and, if wanted, its prefix.
std::optional<std::pair<std::string, int>>
counted(const CaseRecord& each, const std::optional<HeadingLabel>& label, bool by_prefix)
{
    if (!each.number || !label || label->form == NumberForm::clock) {
        return std::nullopt;
    }
    std::string group = label->form == NumberForm::yearly   ? "/" + std::to_string(label->year)
                        : label->form == NumberForm::letter ? "a"
                                                            : "";
    for (std::size_t i = 0; i + 1 < label->parts.size(); ++i) {
        group += std::to_string(label->parts[i]) + ".";
    }
    // Numbers with a year run on over the headings that group them.
    if (label->form != NumberForm::yearly) {
        group += each.parent ? " in " + std::to_string(*each.parent) : "";
    }
    group += by_prefix ? " " + label->prefix : "";
    return std::pair<std::string, int>{group, label->parts.back()};
}

/// The labels of the cases, read again from what is printed.
std::vector<std::optional<HeadingLabel>> labels_of(const MeetingRecord& record)
{
    std::vector<std::optional<HeadingLabel>> out;
    out.reserve(record.cases.size());
    for (const CaseRecord& each : record.cases) {
        out.push_back(each.label ? read_label(*each.label + " X") : std::nullopt);
    }
    return out;
}

std::vector<Warning> sequence_warnings(const MeetingRecord& record,
                                       const std::vector<std::optional<HeadingLabel>>& labels,
                                       bool by_prefix)
{
    std::vector<Warning> out;
    std::map<std::string, std::pair<int, std::string>> last;
    std::set<std::pair<std::string, int>> seen;
    for (std::size_t i = 0; i < record.cases.size(); ++i) {
        const CaseRecord& each = record.cases[i];
        const auto number = counted(each, labels[i], by_prefix);
        if (!number || out.size() >= 200) {
            continue;
        }
        const auto& [group, value] = *number;
        if (each.number->back() >= 'a' && each.number->back() <= 'z' && each.number->size() > 1) {
            // "5.9a", "5.9b" are 5.9 in parts.
            if (const auto before = last.find(group);
                before == last.end() || before->second.first <= value) {
                last.insert_or_assign(group, std::pair<int, std::string>{value, *each.number});
            }
            continue;
        }
        if (!seen.insert({group, value}).second) {
            out.push_back(made_warning("number-repeated",
                                       "case number " + *each.number + " stands twice",
                                       each.title_place));
        }
        const auto found = last.find(group);
        if (found != last.end() && value > found->second.first + 1) {
            out.push_back(made_warning("number-gap",
                                       "between case " + found->second.second + " and " +
                                           *each.number + " at least one number is missing",
                                       each.title_place));
        } else if (found != last.end() && value < found->second.first) {
            out.push_back(
                made_warning("number-order",
                             "case " + *each.number + " follows case " + found->second.second,
                             each.title_place));
        }
        last.insert_or_assign(group, std::pair<int, std::string>{value, *each.number});
    }
    return out;
}

/// "PS 4, RS 1, PS 5" are two series, "Sak 4, O-sak 5" is one: what fits better is held to.
void check_sequence(MeetingRecord& record)
{
    const std::vector<std::optional<HeadingLabel>> labels = labels_of(record);
    std::vector<Warning> together = sequence_warnings(record, labels, false);
    if (!together.empty()) {
        std::vector<Warning> apart = sequence_warnings(record, labels, true);
        if (apart.size() < together.size()) {
            together = std::move(apart);
        }
    }
    for (Warning& warning : together) {
        if (record.warnings.size() < 200) {
            record.warnings.push_back(std::move(warning));
        }
    }
}

/// "Velkommen", "Q&A 10 min": announced, but seldom a case.
bool frames_the_meeting(std::string_view folded)
{
    const Terms first = word_lists().terms(folded.substr(0, folded.find(' ')));
    return first.has(Term::opening) || first.has(Term::divider) || first.has(Term::other_business);
}

void check_agenda(MeetingRecord& record, const std::vector<bool>& inner)
{
    if (record.agenda.empty() || record.cases.empty() || record.agenda.size() > 300 ||
        record.cases.size() > 2000) {
        return;
    }
    std::set<std::string> titles;
    std::set<std::string> numbers;
    for (const CaseRecord& each : record.cases) {
        titles.insert(fold_words(each.title));
        if (each.number) {
            numbers.insert(*each.number);
        }
    }
    std::vector<Warning> untreated;
    std::size_t missed = 0;
    for (std::size_t i = 0; i < record.agenda.size(); ++i) {
        const AgendaItem& item = record.agenda[i];
        const FoldedText folded = fold_words(item.title);
        if (folded.empty() || (i < inner.size() && inner[i]) || titles.contains(folded) ||
            (item.number && numbers.contains(*item.number))) {
            continue;
        }
        const bool near =
            std::any_of(titles.begin(), titles.end(), [&folded](const std::string& title) {
                // "Brannvern 30 min (Kari Berg)" for "Brannvern"
                return word_overlap(title, folded, 0.3) >= 0.3 ||
                       (title.size() >= 8 && folded.find(title) != std::string_view::npos);
            });
        missed += near ? 0U : 1U;
        if (!near && !frames_the_meeting(folded)) {
            untreated.push_back(made_warning("agenda-not-treated",
                                             "\"" + item.title + "\" of the agenda has no case",
                                             item.place));
        }
    }
    // Where most items have no case, agenda and minutes only use different words.
    if (missed * 3 <= record.agenda.size()) {
        record.warnings.insert(record.warnings.end(), untreated.begin(), untreated.end());
    }
}

void check_votes(MeetingRecord& record)
{
    int present = 0;
    for (const Attendee& person : record.attendance) {
        present += person.attended == Attended::yes ? 1 : 0;
    }
    if (present < 3) {
        return;
    }
    for (const CaseRecord& each : record.cases) {
        for (const Vote& vote : each.votes) {
            const int votes =
                vote.in_favour.value_or(0) + vote.against.value_or(0) + vote.abstained.value_or(0);
            // Where many more voted, the list names only some of them.
            if (votes > present && votes <= 2 * present) {
                warn(record,
                     "more-votes-than-people",
                     std::to_string(votes) + " votes, " + std::to_string(present) +
                         " people present: \"" + vote.text + "\"",
                     vote.place);
            }
        }
    }
}

} // namespace

Warning made_warning(std::string code, std::string message, const std::optional<Place>& place)
{
    Warning warning;
    warning.severity = Severity::warning;
    warning.code = std::move(code);
    warning.message = std::move(message);
    warning.page_number = place ? place->first_page : 0;
    warning.place = place;
    return warning;
}

void check(MeetingRecord& record, const std::vector<bool>& inner)
{
    check_sequence(record);
    check_agenda(record, inner);
    check_votes(record);
    if (record.start_time && record.end_time && *record.end_time < *record.start_time) {
        warn(record,
             "ends-before-start",
             "the meeting ends " + *record.end_time + ", before it starts " + *record.start_time,
             record.places.contains("end_time") ? std::optional<Place>(record.places.at("end_time"))
                                                : std::nullopt);
    }
}

} // namespace saksklar::structure
