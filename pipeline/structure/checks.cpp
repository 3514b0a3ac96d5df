// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/checks.hpp"

#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace saksklar::structure {

namespace {

void warn(MeetingRecord& record, std::string code, std::string message, int page)
{
    if (record.warnings.size() < 200) {
        record.warnings.push_back({Severity::warning, std::move(code), std::move(message), page});
    }
}

/// The last number of a case's number, and what stands before it ("3.", "-25", "a" none).
std::optional<std::pair<std::string, int>> counted(const CaseRecord& each)
{
    if (!each.number || !each.label) {
        return std::nullopt;
    }
    const std::optional<HeadingLabel> label = read_label(*each.label + " X");
    if (!label || label->letter != 0 || label->form == NumberForm::clock) {
        return std::nullopt;
    }
    std::string group = label->form == NumberForm::yearly   ? "/" + std::to_string(label->year)
                        : label->form == NumberForm::letter ? "a"
                                                            : "";
    for (std::size_t i = 0; i + 1 < label->parts.size(); ++i) {
        group += std::to_string(label->parts[i]) + ".";
    }
    group += each.parent ? " in " + std::to_string(*each.parent) : "";
    return std::pair<std::string, int>{group, label->parts.back()};
}

void check_sequence(MeetingRecord& record)
{
    std::map<std::string, std::pair<int, std::string>> last;
    std::set<std::pair<std::string, int>> seen;
    for (const CaseRecord& each : record.cases) {
        const auto number = counted(each);
        if (!number) {
            continue;
        }
        const auto& [group, value] = *number;
        if (!seen.insert({group, value}).second) {
            warn(record,
                 "number-repeated",
                 "case number " + *each.number + " stands twice",
                 each.title_place.first_page);
        }
        const auto found = last.find(group);
        if (found != last.end() && value > found->second.first + 1) {
            warn(record,
                 "number-gap",
                 "between case " + found->second.second + " and " + *each.number +
                     " at least one number is missing",
                 each.title_place.first_page);
        } else if (found != last.end() && value < found->second.first) {
            warn(record,
                 "number-order",
                 "case " + *each.number + " follows case " + found->second.second,
                 each.title_place.first_page);
        }
        last.insert_or_assign(group, std::pair<int, std::string>{value, *each.number});
    }
}

void check_agenda(MeetingRecord& record)
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
    std::vector<Diagnostic> untreated;
    for (const AgendaItem& item : record.agenda) {
        const std::string folded = fold_words(item.title);
        if (folded.empty() || titles.contains(folded) ||
            (item.number && numbers.contains(*item.number))) {
            continue;
        }
        const bool near =
            std::any_of(titles.begin(), titles.end(), [&folded](const std::string& title) {
                return word_overlap(title, folded) >= 0.3;
            });
        if (!near) {
            untreated.push_back({Severity::warning,
                                 "agenda-not-treated",
                                 "\"" + item.title + "\" of the agenda has no case",
                                 item.place ? item.place->first_page : 0});
        }
    }
    // Where most items have no case, agenda and minutes only use different words.
    if (untreated.size() * 3 <= record.agenda.size()) {
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
            if (votes > present) {
                warn(record,
                     "more-votes-than-people",
                     std::to_string(votes) + " votes, " + std::to_string(present) +
                         " people present: \"" + vote.text + "\"",
                     vote.place ? vote.place->first_page : 0);
            }
        }
    }
}

} // namespace

void check(MeetingRecord& record)
{
    check_sequence(record);
    check_agenda(record);
    check_votes(record);
    if (record.start_time && record.end_time && *record.end_time < *record.start_time) {
        warn(record,
             "ends-before-start",
             "the meeting ends " + *record.end_time + ", before it starts " + *record.start_time,
             record.places.contains("end_time") ? record.places.at("end_time").first_page : 0);
    }
}

} // namespace saksklar::structure
