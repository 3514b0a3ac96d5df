// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/run/archive_db.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;
using namespace saksklar::test;

namespace {

RawDocument raw_document(char digit)
{
    RawDocument raw;
    raw.source.path = std::string("ark/") + digit + ".pdf";
    raw.source.sha256 = std::string(64, digit);
    raw.source.media_type = "application/pdf";
    raw.source.bytes = 10;
    raw.source.kind = FileKind::pdf;
    Page page;
    page.lines.resize(2);
    page.lines[0].text = "Sak 1 Møte";
    raw.pages = {page};
    raw.diagnostics = {{Severity::warning, "odd", "noe rart", 0}};
    return raw;
}

} // namespace

TEST_CASE("what was read comes back, also after the archive was closed", "[archive_db]")
{
    const TempDir dir;
    const RawDocument raw = raw_document('1');
    {
        ArchiveDb archive(dir / "a.db");
        archive.store_read(raw, "nor");
    }
    const ArchiveDb archive(dir / "a.db");
    const auto entry = archive.find(raw.source.sha256);
    REQUIRE(entry);
    CHECK(entry->read_settings == "nor");
    CHECK_FALSE(entry->failed);
    const RawDocument back = archive.load_read(raw.source.sha256);
    CHECK(back.pages == raw.pages);
    CHECK(back.source == raw.source);
    CHECK(back.diagnostics == raw.diagnostics);
    CHECK_FALSE(archive.find("nothing"));
}

TEST_CASE("records replace those of an earlier run, and cases can be searched", "[archive_db]")
{
    const TempDir dir;
    ArchiveDb archive(dir / "a.db");
    const RawDocument raw = raw_document('2');
    archive.store_read(raw, "nor");
    Document document;
    document.source = raw.source;
    document.pages = raw.pages;
    document.text = "Sak 1 Møte\n";
    PlacedEdit edit;
    edit.edit.before = "mgte";
    edit.edit.after = "møte";
    edit.edit.rule = "letters";
    document.edits = {edit};
    MeetingRecord meeting;
    meeting.kind = RecordKind::minutes;
    meeting.cases.resize(2);
    meeting.cases[0].title = "Ny lekeplass";
    meeting.cases[1].title = "Benker";
    meeting.cases[1].parent = 0;
    meeting.cases[1].amounts.resize(2);
    meeting.movements.resize(1);
    for (int times = 0; times < 2; ++times) {
        archive.store_records(document, {meeting}, "v1");
        const auto totals = archive.totals();
        CHECK(totals.meetings == 1);
        CHECK(totals.cases == 2);
        CHECK(totals.applied == 1);
        CHECK(totals.pages == 1);
    }
    int cases = 0;
    archive.each_case([&](const std::string& json) {
        ++cases;
        CHECK(json.starts_with("{\"schema\":\"saksklar/case/1\""));
    });
    CHECK(cases == 2);
}

TEST_CASE("two runs do not work on one archive at once", "[archive_db]")
{
    const TempDir dir;
    const ArchiveDb archive(dir / "a.db");
    CHECK_THROWS_WITH(ArchiveDb(dir / "a.db"), Catch::Contains("another run"));
}

TEST_CASE("the order of the archive is the inputs', earlier documents behind", "[archive_db]")
{
    const TempDir dir;
    ArchiveDb archive(dir / "a.db");
    for (const char digit : {'1', '2', '3'}) {
        archive.store_read(raw_document(digit), "nor");
    }
    archive.arrange({std::string(64, '3'), std::string(64, '1')});
    std::string order;
    for (const auto& entry : archive.readable()) {
        order += entry.sha256[0];
    }
    CHECK(order == "312");
}
