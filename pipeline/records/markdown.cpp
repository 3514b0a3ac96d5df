// SPDX-License-Identifier: Apache-2.0
#include "pipeline/records/markdown.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <string_view>

namespace saksklar {

namespace {

/// One line for a heading or a table cell.
std::string one_line(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool space = c == '\n' || c == '\t' || c == ' ' || c == '\r' || c == '\f';
        if (!space) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

std::string cell(std::string_view text)
{
    std::string out;
    for (const char c : one_line(text)) {
        if (c == '|') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string quoted(std::string_view text)
{
    std::string out = "> ";
    for (const char c : text) {
        out += c;
        if (c == '\n') {
            out += "> ";
        }
    }
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n\f";
    const auto begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string_view in_words(Attended value)
{
    switch (value) {
    case Attended::yes:
        return "møtte";
    case Attended::no:
        return "møtte ikke";
    case Attended::deputy:
        return "vara møtte";
    case Attended::unknown:
        return "";
    }
    return "";
}

void add_header(std::string& out, const MeetingRecord& meeting)
{
    const auto field = [&](std::string_view name, const std::optional<std::string>& value) {
        if (value) {
            out += "- **";
            out += name;
            out += ":** " + one_line(*value) + "\n";
        }
    };
    field("Organ", meeting.body);
    field("Møte nr.", meeting.meeting_number);
    field("Dato", meeting.date);
    if (meeting.start_time) {
        out += "- **Tid:** " + *meeting.start_time;
        if (meeting.end_time) {
            out += "–" + *meeting.end_time;
        }
        out += "\n";
    } else {
        field("Slutt", meeting.end_time);
    }
    field("Sted", meeting.place);
    out += "\n";
}

void add_attendance(std::string& out, const std::vector<Attendee>& attendance)
{
    if (attendance.empty()) {
        return;
    }
    out += "## Oppmøte\n\n";
    // Only the columns that say something.
    const auto any = [&](auto member) {
        return std::ranges::any_of(attendance,
                                   [&](const Attendee& one) { return (one.*member).has_value(); });
    };
    const bool organisation = any(&Attendee::organisation);
    const bool role = any(&Attendee::role);
    const bool deputies = any(&Attendee::deputy_for);
    out += "| Navn |";
    out += organisation ? " Organisasjon |" : "";
    out += role ? " Rolle |" : "";
    out += " Møtt |";
    out += deputies ? " Vara for |" : "";
    out += "\n|---|";
    for (const bool column : {organisation, role, true, deputies}) {
        out += column ? "---|" : "";
    }
    out += "\n";
    for (const Attendee& one : attendance) {
        out += "| " + cell(one.name) + " |";
        if (organisation) {
            out += " " + cell(one.organisation.value_or("")) + " |";
        }
        if (role) {
            out += " " + cell(one.role.value_or("")) + " |";
        }
        out += " ";
        out += in_words(one.attended);
        out += " |";
        if (deputies) {
            out += " " + cell(one.deputy_for.value_or("")) + " |";
        }
        out += "\n";
    }
    out += "\n";
}

std::string_view in_words(MovementKind value)
{
    switch (value) {
    case MovementKind::arrived:
        return "kom";
    case MovementKind::left:
        return "gikk";
    case MovementKind::away:
        return "var ikke med";
    case MovementKind::recused:
        return "var inhabil";
    }
    return "";
}

void add_movements(std::string& out, const MeetingRecord& meeting)
{
    for (const Movement& one : meeting.movements) {
        out += "- " + one_line(one.name) + " ";
        out += in_words(one.kind);
        out += one.time ? " kl. " + *one.time : "";
        out += one.until ? "\xE2\x80\x93" + *one.until : "";
        if (one.case_number) {
            out += " (sak " + *one.case_number + ")";
        } else if (one.case_index) {
            const CaseRecord& where = meeting.cases[*one.case_index];
            out += " (" + one_line(where.label.value_or(where.title)) + ")";
        }
        out += "\n";
    }
    out += meeting.movements.empty() ? "" : "\n";
}

void add_case(std::string& out, const MeetingRecord& meeting, const CaseRecord& one)
{
    std::size_t depth = 2;
    for (auto parent = one.parent; parent && depth < 6; parent = meeting.cases[*parent].parent) {
        ++depth;
    }
    out += std::string(depth, '#') + " ";
    if (one.label) {
        out += one_line(*one.label) + " ";
    }
    out += one_line(one.title);
    if (out.back() == ' ') {
        out.pop_back();
    }
    out += "\n\n";
    if (const auto text = trimmed(one.text); !text.empty()) {
        out += text;
        out += "\n\n";
    }
    // A decision that stands in the text already is not said twice.
    if (one.decision && one_line(one.text).find(one_line(*one.decision)) == std::string::npos) {
        out += quoted("**Vedtak:** " + one_line(*one.decision)) + "\n\n";
    }
}

} // namespace

std::string to_markdown(const Document& document, const MeetingRecord& meeting)
{
    std::string out;
    if (meeting.kind == RecordKind::other) {
        // It made no sense as minutes: the text as it was read, so that nothing is lost.
        out = document.text.substr(meeting.place_in_text.offset, meeting.place_in_text.length);
        std::ranges::replace(out, '\f', '\n');
        return out;
    }
    out += "# " + one_line(meeting.title.value_or(meeting.body.value_or("Referat"))) + "\n\n";
    add_header(out, meeting);
    add_attendance(out, meeting.attendance);
    add_movements(out, meeting);
    if (!meeting.agenda.empty() && meeting.cases.empty()) {
        out += "## Saksliste\n\n";
        for (const AgendaItem& item : meeting.agenda) {
            out += "- " + (item.number ? *item.number + " " : "") + one_line(item.title) + "\n";
        }
        out += "\n";
    }
    for (const CaseRecord& one : meeting.cases) {
        add_case(out, meeting, one);
    }

    out += "---\n\n";
    out += "Kilde: `" + document.source.path + "`";
    std::set<int> unsure;
    for (const Page& page : document.pages) {
        if (page.verdict == Verdict::unusable && page.lines.empty()) {
            unsure.insert(page.number);
        }
    }
    const auto applied = std::ranges::count_if(
        document.edits, [](const PlacedEdit& placed) { return placed.edit.applied; });
    if (applied > 0) {
        out += ". Rettede ord: " + std::to_string(applied);
    }
    out += ".\n";
    for (const int page : unsure) {
        out += "\nSide " + std::to_string(page) + " lot seg ikke lese.\n";
    }
    return out;
}

} // namespace saksklar
