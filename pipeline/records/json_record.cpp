// SPDX-License-Identifier: Apache-2.0
#include "pipeline/records/json_record.hpp"

#include "normalizers/text/utf8.hpp"
#include "pipeline/core/names.hpp"
#include "pipeline/records/record_names.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

namespace saksklar {

namespace {

using json = nlohmann::ordered_json;

/// Text for JSON: bytes that no charset explained become U+FFFD, since JSON is UTF-8. The
/// bytes themselves are in the source, where the offset leads.
std::string plain(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        if (point.value == utf8::malformed || utf8::escaped_byte(point.value) >= 0) {
            out += "\xEF\xBF\xBD";
        } else {
            out += text.substr(at, point.size_bytes);
        }
        at += point.size_bytes;
    }
    return out;
}

template <class T>
json or_null(const std::optional<T>& value)
{
    if (!value) {
        return nullptr;
    }
    if constexpr (std::is_same_v<T, std::string>) {
        return plain(*value);
    } else {
        return *value;
    }
}

json or_null(const std::string& value)
{
    return value.empty() ? json(nullptr) : json(plain(value));
}

/// Enough digits for people, and the same on every machine.
double rounded(double value, double per_unit)
{
    return std::round(value * per_unit) / per_unit;
}

json from_place(const Place& place)
{
    return {{"first_page", place.first_page},
            {"last_page", place.last_page},
            {"offset", place.offset},
            {"length", place.length}};
}

json from_place(const std::optional<Place>& place)
{
    return place ? from_place(*place) : json(nullptr);
}

json from_box(const Box& box)
{
    if (box == Box{}) {
        return nullptr;
    }
    return {rounded(box.left, 10),
            rounded(box.top, 10),
            rounded(box.right, 10),
            rounded(box.bottom, 10)};
}

json from_warning(const Diagnostic& warning, const std::optional<Place>& place)
{
    return {{"code", warning.code},
            {"message", plain(warning.message)},
            {"page", warning.page_number > 0 ? json(warning.page_number) : json(nullptr)},
            {"place", from_place(place)}};
}

/// Whether a page is one of the meeting's: each of several meetings in a file has its own; what has
/// no text before the first and after the last belongs to these.
bool page_of(const Document& document, const MeetingRecord& meeting, const Page& page)
{
    const Place& place = meeting.place_in_text;
    const bool first = place.offset == 0;
    const bool last = place.offset + place.length + 2 >= document.text.size();
    return place.length == 0 ||
           ((first || page.number >= place.first_page) && (last || page.number <= place.last_page));
}

json from_source(const Document& document, const MeetingRecord& meeting)
{
    json pages = json::array();
    for (const Page& page : document.pages) {
        if (!page_of(document, meeting, page)) {
            continue;
        }
        pages.push_back({{"number", page.number},
                         {"read_from", name_of(page.read_from)},
                         {"verdict", name_of(page.verdict)},
                         {"quality", rounded(page.quality, 1000)},
                         {"why", plain(page.why)}});
    }
    return {{"path", plain(document.source.path)},
            {"sha256", document.source.sha256},
            {"media_type", document.source.media_type},
            {"bytes", document.source.bytes},
            {"charset", or_null(document.charset)},
            {"pages", std::move(pages)}};
}

json from_attendee(const Attendee& one)
{
    return {{"name", plain(one.name)},
            {"code", or_null(one.code)},
            {"organisation", or_null(one.organisation)},
            {"role", or_null(one.role)},
            {"called", or_null(one.called)},
            {"attended", name_of(one.attended)},
            {"deputy_for", or_null(one.deputy_for)},
            {"place", from_place(one.place)}};
}

json from_vote(const Vote& vote)
{
    json names_for = json::array();
    for (const std::string& name : vote.names_in_favour) {
        names_for.push_back(plain(name));
    }
    json names = json::array();
    for (const std::string& name : vote.names_against) {
        names.push_back(plain(name));
    }
    return {{"in_favour", or_null(vote.in_favour)},
            {"against", or_null(vote.against)},
            {"abstained", or_null(vote.abstained)},
            {"unanimous", or_null(vote.unanimous)},
            {"names_in_favour", std::move(names_for)},
            {"names_against", std::move(names)},
            {"text", plain(vote.text)},
            {"place", from_place(vote.place)}};
}

json from_movement(const Movement& one, std::string_view meeting)
{
    return {{"kind", name_of(one.kind)},
            {"name", plain(one.name)},
            {"time", or_null(one.time)},
            {"until", or_null(one.until)},
            {"case_number", or_null(one.case_number)},
            {"case_id", one.case_index ? json(case_id(meeting, *one.case_index)) : json(nullptr)},
            {"text", plain(one.text)},
            {"place", from_place(one.place)}};
}

/// Whole kroner as a whole number.
json in_kroner(long long minor_units)
{
    if (minor_units % 100 == 0) {
        return minor_units / 100;
    }
    return static_cast<double>(minor_units) / 100;
}

json from_case(const CaseRecord& one, std::string_view meeting, std::size_t index)
{
    json votes = json::array();
    for (const Vote& vote : one.votes) {
        votes.push_back(from_vote(vote));
    }
    json follow_ups = json::array();
    for (const FollowUp& follow_up : one.follow_ups) {
        follow_ups.push_back({{"text", plain(follow_up.text)},
                              {"person", or_null(follow_up.person)},
                              {"deadline", or_null(follow_up.deadline)},
                              {"place", from_place(follow_up.place)}});
    }
    json references = json::array();
    for (const Reference& reference : one.references) {
        references.push_back({{"kind", reference.kind},
                              {"text", plain(reference.text)},
                              {"place", from_place(reference.place)}});
    }
    json links = json::array();
    for (const Link& link : one.links) {
        links.push_back({{"url", or_null(link.url)},
                         {"text", plain(link.text)},
                         {"place", from_place(link.place)}});
    }
    json amounts = json::array();
    for (const Amount& amount : one.amounts) {
        amounts.push_back({{"kroner", in_kroner(amount.minor_units)},
                           {"text", plain(amount.text)},
                           {"place", from_place(amount.place)}});
    }
    json elected = json::array();
    for (const Elected& each : one.elected) {
        elected.push_back({{"name", plain(each.name)},
                           {"office", or_null(each.office)},
                           {"place", from_place(each.place)}});
    }
    return {{"id", case_id(meeting, index)},
            {"label", or_null(one.label)},
            {"number", or_null(one.number)},
            {"title", plain(one.title)},
            {"parent", or_null(one.parent)},
            {"text", plain(one.text)},
            {"presenter", or_null(one.presenter)},
            {"decision", or_null(one.decision)},
            {"decision_kind", or_null(one.decision_kind)},
            {"decision_span", from_place(one.decision_place)},
            {"votes", std::move(votes)},
            {"follow_ups", std::move(follow_ups)},
            {"references", std::move(references)},
            {"links", std::move(links)},
            {"amounts", std::move(amounts)},
            {"elected", std::move(elected)},
            {"title_span", from_place(one.title_place)},
            {"span", from_place(one.place)}};
}

/// How many changes were made in the stretch of the document that is this meeting.
json repairs_in(const Document& document, const MeetingRecord& meeting)
{
    // Edits count for the meeting whose text they lead to; the whole document is one
    // meeting nearly always, so the map is only made when it is not.
    const bool whole =
        meeting.place_in_text.offset == 0 && meeting.place_in_text.length >= document.text.size();
    std::size_t applied = 0;
    std::size_t proposed = 0;
    double wrong = 0;
    std::map<std::string, std::size_t> by_rule;
    std::ptrdiff_t shift = 0; // from an offset in raw to one in text
    for (const PlacedEdit& placed : document.edits) {
        const Edit& edit = placed.edit;
        const auto at =
            static_cast<std::size_t>(static_cast<std::ptrdiff_t>(edit.span.begin) + shift);
        if (edit.applied) {
            shift += static_cast<std::ptrdiff_t>(edit.after.size()) -
                     static_cast<std::ptrdiff_t>(edit.span.size());
        }
        if (!whole && (at < meeting.place_in_text.offset ||
                       at >= meeting.place_in_text.offset + meeting.place_in_text.length)) {
            continue;
        }
        if (edit.applied) {
            ++applied;
            ++by_rule[edit.rule];
            wrong += 1.0 - edit.probability;
        } else {
            ++proposed;
        }
    }
    return {{"applied", applied},
            {"proposed", proposed},
            {"by_rule", by_rule},
            {"estimated_wrong", rounded(wrong, 10)}};
}

std::string line_of(const json& value)
{
    // Every string went through plain(): there is nothing left to replace.
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string meeting_id(const Source& source, std::size_t meeting_index)
{
    return "m-" + source.sha256.substr(0, 16) + "-" + std::to_string(meeting_index + 1);
}

std::string case_id(std::string_view meeting_id, std::size_t case_index)
{
    return std::string(meeting_id) + "-c" + std::to_string(case_index + 1);
}

std::string
meeting_json(const Document& document, const MeetingRecord& meeting, std::size_t meeting_index)
{
    const std::string id = meeting_id(document.source, meeting_index);
    json attendance = json::array();
    for (const Attendee& one : meeting.attendance) {
        attendance.push_back(from_attendee(one));
    }
    json movements = json::array();
    for (const Movement& one : meeting.movements) {
        movements.push_back(from_movement(one, id));
    }
    json agenda = json::array();
    for (const AgendaItem& item : meeting.agenda) {
        agenda.push_back({{"number", or_null(item.number)},
                          {"title", plain(item.title)},
                          {"place", from_place(item.place)}});
    }
    json cases = json::array();
    for (std::size_t i = 0; i < meeting.cases.size(); ++i) {
        cases.push_back(from_case(meeting.cases[i], id, i));
    }
    json places = json::object();
    for (const auto& [field, place] : meeting.places) {
        places[field] = from_place(place);
    }
    json warnings = json::array();
    for (const Diagnostic& one : document.diagnostics) {
        warnings.push_back(from_warning(one, std::nullopt));
    }
    for (const Warning& one : meeting.warnings) {
        warnings.push_back(from_warning(one, one.place));
    }
    const json record = {
        {"schema", "saksklar/meeting/1"},
        {"id", id},
        {"source", from_source(document, meeting)},
        {"kind", name_of(meeting.kind)},
        {"kind_reason", or_null(meeting.kind_reason)},
        {"language", or_null(meeting.language.empty() ? document.language : meeting.language)},
        {"title", or_null(meeting.title)},
        {"body", or_null(meeting.body)},
        {"meeting_number", or_null(meeting.meeting_number)},
        {"date", or_null(meeting.date)},
        {"date_printed", or_null(meeting.date_printed)},
        {"start_time", or_null(meeting.start_time)},
        {"end_time", or_null(meeting.end_time)},
        {"place", or_null(meeting.place)},
        {"attendance", std::move(attendance)},
        {"movements", std::move(movements)},
        {"agenda", std::move(agenda)},
        {"cases", std::move(cases)},
        {"field_spans", std::move(places)},
        {"span", from_place(meeting.place_in_text)},
        {"repairs", repairs_in(document, meeting)},
        {"warnings", std::move(warnings)}};
    return line_of(record);
}

std::vector<std::string>
case_json(const Document& document, const MeetingRecord& meeting, std::size_t meeting_index)
{
    const std::string id = meeting_id(document.source, meeting_index);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < meeting.cases.size(); ++i) {
        json record = {{"schema", "saksklar/case/1"},
                       {"meeting_id", id},
                       {"source_path", plain(document.source.path)},
                       {"body", or_null(meeting.body)},
                       {"date", or_null(meeting.date)}};
        record.update(from_case(meeting.cases[i], id, i));
        const auto& parent = meeting.cases[i].parent;
        record["parent_id"] = parent ? json(case_id(id, *parent)) : json(nullptr);
        lines.push_back(line_of(record));
    }
    return lines;
}

std::string edit_json(const Document& document, const PlacedEdit& placed)
{
    const Edit& edit = placed.edit;
    return line_of({{"schema", "saksklar/edit/1"},
                    {"source_path", plain(document.source.path)},
                    {"sha256", document.source.sha256},
                    {"page", placed.page_number},
                    {"box", from_box(placed.box)},
                    {"offset", edit.span.begin},
                    {"length", edit.span.size()},
                    {"before", plain(edit.before)},
                    {"after", plain(edit.after)},
                    {"rule", edit.rule},
                    {"evidence", plain(edit.evidence)},
                    {"probability", rounded(edit.probability, 10000)},
                    {"applied", edit.applied}});
}

std::string edit_json(std::string_view source, const Edit& edit, std::size_t offset)
{
    return line_of({{"schema", "saksklar/edit/1"},
                    {"source_path", plain(source)},
                    {"sha256", nullptr},
                    {"page", nullptr},
                    {"box", nullptr},
                    {"offset", offset},
                    {"length", utf8::unescape(edit.before).size()},
                    {"before", plain(edit.before)},
                    {"after", plain(edit.after)},
                    {"rule", edit.rule},
                    {"evidence", plain(edit.evidence)},
                    {"probability", rounded(edit.probability, 10000)},
                    {"applied", edit.applied}});
}

} // namespace saksklar
