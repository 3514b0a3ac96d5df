// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/utf8.hpp"
#include "pipeline/records/json_record.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <vector>

using namespace saksklar;

TEST_CASE("unknown fields are null, and the line is one line", "[json_record]")
{
    Document document;
    document.source.sha256 = std::string(64, 'a');
    document.source.path = "linje\nskift.pdf";
    const std::string line = meeting_json(document, MeetingRecord{}, 1);
    CHECK(line.find('\n') == std::string::npos);
    const auto record = nlohmann::json::parse(line);
    CHECK(record["id"] == "m-aaaaaaaaaaaaaaaa-2");
    for (const char* field :
         {"title", "body", "date", "start_time", "end_time", "place", "language"}) {
        CAPTURE(field);
        CHECK(record[field].is_null());
    }
    CHECK(record["source"]["path"] == "linje\nskift.pdf");
    CHECK(record["cases"].empty());
}

TEST_CASE("bytes of no charset do not break the JSON", "[json_record]")
{
    Document document;
    document.source.sha256 = std::string(64, 'a');
    MeetingRecord meeting;
    meeting.title = utf8::escape("M\xFFte");
    meeting.cases.resize(1);
    meeting.cases[0].text = "rå\x80";
    const auto record = nlohmann::json::parse(meeting_json(document, meeting, 0));
    CHECK(record["title"] == "M\xEF\xBF\xBDte");
    CHECK(record["cases"][0]["text"] == "rå\xEF\xBF\xBD");
}

TEST_CASE("each meeting of a file counts the changes in its own stretch", "[json_record]")
{
    Document document;
    document.source.sha256 = std::string(64, 'b');
    document.raw = "aaaa bbbb cccc";
    const auto add = [&](std::size_t at, std::string before, std::string after, bool applied) {
        PlacedEdit edit;
        edit.edit.span = {at, at + before.size()};
        edit.edit.before = std::move(before);
        edit.edit.after = std::move(after);
        edit.edit.rule = "letters";
        edit.edit.applied = applied;
        document.edits.push_back(edit);
    };
    add(0, "aaaa", "AAAAAAAA", true);
    add(5, "bbbb", "B", false);
    add(10, "cccc", "C", true);
    document.text = "AAAAAAAA bbbb C";
    MeetingRecord first;
    first.place_in_text = {0, 9, 1, 1};
    MeetingRecord second;
    second.place_in_text = {9, 6, 1, 1};
    const auto one = nlohmann::json::parse(meeting_json(document, first, 0))["repairs"];
    const auto two = nlohmann::json::parse(meeting_json(document, second, 1))["repairs"];
    CHECK(one["applied"] == 1);
    CHECK(one["proposed"] == 0);
    CHECK(two["applied"] == 1);
    CHECK(two["proposed"] == 1);
}

TEST_CASE("movements, amounts and the place of a warning are written", "[json_record]")
{
    Document document;
    document.source.sha256 = std::string(64, 'c');
    MeetingRecord meeting;
    meeting.cases.resize(2);
    Amount amount;
    amount.minor_units = 4311750;
    amount.text = "kr 43.117,50";
    amount.place = Place{7, 12, 2, 2};
    Amount whole;
    whole.minor_units = 45000000;
    whole.text = "kr 450 000";
    meeting.cases[1].amounts = {amount, whole};
    meeting.cases[1].elected = {{"Kari Lie", "leder", Place{1, 8, 1, 1}}, {"Ola Vik", {}, {}}};
    Movement movement;
    movement.kind = MovementKind::left;
    movement.name = "Kari Lie";
    movement.time = "19:00";
    movement.case_index = 1;
    movement.text = "Kari Lie gikk kl. 19.";
    meeting.movements = {movement};
    Warning warning;
    warning.code = "number-gap";
    warning.page_number = 2;
    warning.place = Place{3, 4, 2, 2};
    meeting.warnings = {warning};
    const auto record = nlohmann::json::parse(meeting_json(document, meeting, 0));
    CHECK(record["cases"][0]["amounts"].empty());
    CHECK(record["cases"][1]["amounts"][0]["kroner"] == 43117.5);
    CHECK(record["cases"][1]["amounts"][0]["place"]["offset"] == 7);
    CHECK(record["cases"][1]["amounts"][1]["kroner"] == 450000);
    CHECK(record["cases"][1]["elected"][0]["office"] == "leder");
    CHECK(record["cases"][1]["elected"][0]["place"]["length"] == 8);
    CHECK(record["cases"][1]["elected"][1]["office"].is_null());
    CHECK(record["movements"][0]["kind"] == "left");
    CHECK(record["movements"][0]["case_id"] == "m-cccccccccccccccc-1-c2");
    CHECK(record["movements"][0]["until"].is_null());
    CHECK(record["warnings"][0]["page"] == 2);
    CHECK(record["warnings"][0]["place"]["length"] == 4);
}

TEST_CASE("each meeting of a file lists its own pages", "[json_record]")
{
    Document document;
    document.source.sha256 = std::string(64, 'c');
    document.text = "first\n\fsecond\n\fthird\n";
    for (int number = 1; number <= 4; ++number) {
        document.pages.emplace_back();
        document.pages.back().number = number;
    }
    const auto numbers = [&document](const Place& place) {
        MeetingRecord meeting;
        meeting.place_in_text = place;
        std::vector<int> out;
        const auto record = nlohmann::json::parse(meeting_json(document, meeting, 0));
        for (const auto& page : record["source"]["pages"]) {
            out.push_back(page["number"]);
        }
        return out;
    };
    CHECK(numbers({0, document.text.size() - 1, 1, 3}) == std::vector<int>{1, 2, 3, 4});
    CHECK(numbers({0, 5, 1, 1}) == std::vector<int>{1});
    CHECK(numbers({7, 14, 2, 3}) == std::vector<int>{2, 3, 4}); // the last has no text
    CHECK(numbers({}) == std::vector<int>{1, 2, 3, 4});
}
