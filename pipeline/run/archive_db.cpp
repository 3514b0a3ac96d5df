// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/archive_db.hpp"

#include "normalizers/error.hpp"
#include "pipeline/core/diagnostic_json.hpp"
#include "pipeline/core/names.hpp"
#include "pipeline/records/json_record.hpp"
#include "pipeline/records/markdown.hpp"
#include "pipeline/records/record_names.hpp"
#include "pipeline/run/archive_schema.hpp"
#include "pipeline/run/sqlite_statement.hpp"
#include "pipeline/run/text_names.hpp"
#include "pipeline/workers/page_codec.hpp"

#include <nlohmann/json.hpp>
#include <zstd.h>

#include <array>
#include <span>
#include <utility>

namespace saksklar {

namespace {

std::string packed(std::string_view bytes)
{
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
    if (ZSTD_isError(size) != 0) {
        throw Error(ErrorKind::internal, {}, "pages could not be compressed");
    }
    out.resize(size);
    return out;
}

std::string unpacked(std::string_view bytes)
{
    const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
        throw Error(ErrorKind::internal, {}, "damaged page data");
    }
    std::string out(size, '\0');
    if (ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size()) != size) {
        throw Error(ErrorKind::internal, {}, "damaged page data");
    }
    return out;
}

/// An empty string is stored as NULL.
std::optional<std::string> or_null(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

} // namespace

void ArchiveDb::Close::operator()(sqlite3* db) const noexcept
{
    sqlite3_close_v2(db);
}

ArchiveDb::ArchiveDb(const std::filesystem::path& file) : name_(file.native())
{
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    db_.reset(opened);
    if (code != SQLITE_OK) {
        throw Error(
            ErrorKind::output, name_, sqlite3_errmsg(opened), "check the folder's permissions");
    }
    const auto execute = [&](const char* sql) {
        const int got = sqlite3_exec(opened, sql, nullptr, nullptr, nullptr);
        if (got == SQLITE_BUSY) {
            throw Error(ErrorKind::resource,
                        name_,
                        "another run is working on this archive",
                        "wait for it to end");
        }
        if (got == SQLITE_NOTADB || got == SQLITE_CORRUPT) {
            throw Error(ErrorKind::resource,
                        name_,
                        "not an archive of this program, or damaged",
                        "choose another folder with -o, or move the file away");
        }
        if (got != SQLITE_OK) {
            throw Error(ErrorKind::output, name_, sqlite3_errmsg(opened));
        }
    };
    execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = ON;");
    // Written pages reach the disk with the next checkpoint: a crash of the machine may lose
    // the last documents, which the next run reads again; it cannot damage the file.
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    Statement version(opened, name_, "PRAGMA user_version");
    version.step();
    const auto found = version.number(0);
    version.run();
    if (found != 0 && found != archive_schema_version) {
        throw Error(ErrorKind::resource,
                    name_,
                    "made by another version of this program",
                    "choose another folder with -o");
    }
    execute(archive_schema);
    execute(("PRAGMA user_version = " + std::to_string(archive_schema_version)).c_str());
}

ArchiveDb::~ArchiveDb()
{
    if (db_) {
        // One file to hand over: the log is folded in.
        sqlite3_exec(db_.get(), "PRAGMA journal_mode = DELETE;", nullptr, nullptr, nullptr);
    }
}

void ArchiveDb::begin()
{
    Statement(db_.get(), name_, "BEGIN").run();
}

void ArchiveDb::commit()
{
    Statement(db_.get(), name_, "COMMIT").run();
}

std::optional<ArchiveDb::Entry> ArchiveDb::find(const std::string& sha256) const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT path, read_settings, made_with, failure IS NOT NULL,"
                    " (SELECT count(*) FROM pages WHERE pages.sha256 = sources.sha256)"
                    " FROM sources WHERE sha256 = ?1");
    if (!query.with(sha256).step()) {
        return std::nullopt;
    }
    return Entry{sha256,
                 query.text(0),
                 query.text(1),
                 query.text(2),
                 static_cast<std::size_t>(query.number(4)),
                 query.number(3) != 0};
}

std::vector<ArchiveDb::Entry> ArchiveDb::readable() const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT sha256, path, read_settings, made_with FROM sources"
                    " WHERE failure IS NULL AND read_settings <> '' ORDER BY position");
    std::vector<Entry> entries;
    while (query.step()) {
        entries.push_back({query.text(0), query.text(1), query.text(2), query.text(3), 0, false});
    }
    return entries;
}

void ArchiveDb::store_read(const RawDocument& raw, const std::string& read_settings)
{
    const Source& source = raw.source;
    const std::string kept = [&] {
        if (source.kind == FileKind::text) {
            return packed(raw.text);
        }
        const auto bytes = encode_pages(raw.pages);
        return packed(
            {reinterpret_cast<const char*>(bytes.data()), bytes.size()}); // NOLINT: bytes are bytes
    }();
    Statement(db_.get(), name_, "DELETE FROM sources WHERE sha256 = ?1").with(source.sha256).run();
    Statement(db_.get(),
              name_,
              "INSERT INTO sources (sha256, path, position, media_type, kind, bytes, charset,"
              " read_settings, raw, diagnostics) VALUES (?1, ?2,"
              " (SELECT coalesce(max(position), 0) + 1 FROM sources), ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .with(source.sha256,
              source.path,
              source.media_type,
              static_cast<int>(source.kind),
              source.bytes,
              or_null(raw.charset),
              read_settings,
              std::span<const char>(kept),
              from_diagnostics(raw.diagnostics).dump())
        .run();
}

void ArchiveDb::store_failure(const Source& source, const Failure& failure)
{
    Statement(db_.get(), name_, "DELETE FROM sources WHERE sha256 = ?1").with(source.sha256).run();
    Statement(
        db_.get(),
        name_,
        "INSERT INTO sources (sha256, path, position, media_type, kind, bytes, failure, remedy)"
        " VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM sources), ?3, ?4, ?5,"
        " ?6, ?7)")
        .with(source.sha256,
              source.path,
              source.media_type,
              static_cast<int>(source.kind),
              source.bytes,
              failure.reason,
              failure.remedy)
        .run();
}

void ArchiveDb::store_copy(const std::string& path, const std::string& sha256)
{
    Statement(db_.get(), name_, "INSERT OR REPLACE INTO copies (path, sha256) VALUES (?1, ?2)")
        .with(path, sha256)
        .run();
}

void ArchiveDb::arrange(const std::vector<std::string>& sha256s)
{
    // Behind all others first, so that no position is taken twice in between.
    Statement(db_.get(), name_, "UPDATE sources SET position = position + ?1")
        .with(sha256s.size() + 1)
        .run();
    Statement update(db_.get(), name_, "UPDATE sources SET position = ?1 WHERE sha256 = ?2");
    std::size_t position = 0;
    for (const std::string& sha256 : sha256s) {
        update.with(++position, sha256).run();
    }
    // Close the gap that would otherwise grow with every run.
    Statement(db_.get(),
              name_,
              "WITH placed AS (SELECT sha256 AS s, row_number() OVER (ORDER BY position) AS place"
              " FROM sources) UPDATE sources SET position = place FROM placed WHERE sha256 = s")
        .run();
}

RawDocument ArchiveDb::load_read(const std::string& sha256) const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT path, media_type, kind, bytes, charset, raw, diagnostics FROM sources"
                    " WHERE sha256 = ?1");
    if (!query.with(sha256).step()) {
        throw Error(ErrorKind::internal, name_, "a source is missing from the archive");
    }
    RawDocument raw;
    raw.source.sha256 = sha256;
    raw.source.path = query.text(0);
    raw.source.media_type = query.text(1);
    raw.source.kind = static_cast<FileKind>(query.number(2));
    raw.source.bytes = static_cast<std::uint64_t>(query.number(3));
    raw.charset = query.text(4);
    const std::string kept = unpacked(query.text(5));
    if (raw.source.kind == FileKind::text) {
        raw.text = kept;
    } else {
        raw.pages = decode_pages(
            std::span(reinterpret_cast<const std::uint8_t*>(kept.data()), kept.size())); // NOLINT
    }
    raw.diagnostics = to_diagnostics(nlohmann::json::parse(query.text(6)));
    return raw;
}

void ArchiveDb::store_records(const Document& document,
                              const std::vector<MeetingRecord>& meetings,
                              const std::string& made_with)
{
    const std::string& sha256 = document.source.sha256;
    for (const char* table : {"meetings", "edits", "pages"}) {
        Statement(db_.get(), name_, std::string("DELETE FROM ") + table + " WHERE sha256 = ?1")
            .with(sha256)
            .run();
    }
    Statement(db_.get(),
              name_,
              "UPDATE sources SET charset = ?2, language = ?3, estimated_wrong = ?4, made_with = ?5"
              " WHERE sha256 = ?1")
        .with(sha256,
              or_null(document.charset),
              or_null(document.language),
              document.estimated_wrong,
              made_with)
        .run();

    Statement add_page(db_.get(),
                       name_,
                       "INSERT INTO pages (sha256, number, read_from, verdict, quality, why)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    for (const Page& page : document.pages) {
        add_page
            .with(sha256,
                  page.number,
                  name_of(page.read_from),
                  name_of(page.verdict),
                  page.quality,
                  page.why)
            .run();
    }

    Statement add_meeting(
        db_.get(),
        name_,
        "INSERT INTO meetings (id, sha256, position, kind, language, title, body, meeting_number,"
        " date, start_time, end_time, place, markdown, record)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
    Statement add_attendee(
        db_.get(),
        name_,
        "INSERT INTO attendance (meeting_id, position, name, code, organisation, role, called,"
        " attended, deputy_for) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    Statement add_case(
        db_.get(),
        name_,
        "INSERT INTO cases (id, meeting_id, position, parent_id, label, number, title, text,"
        " presenter, decision, decision_kind, first_page, last_page, text_offset, text_length, "
        "record)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)");
    Statement add_movement(
        db_.get(),
        name_,
        "INSERT INTO movements (meeting_id, position, kind, name, time, until, case_number,"
        " case_id, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    Statement add_amount(db_.get(),
                         name_,
                         "INSERT INTO amounts (meeting_id, position, case_id, kroner, text, page)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    Statement add_warning(db_.get(),
                          name_,
                          "INSERT INTO warnings (meeting_id, position, page, code, message)"
                          " VALUES (?1, ?2, ?3, ?4, ?5)");
    for (std::size_t m = 0; m < meetings.size(); ++m) {
        const MeetingRecord& meeting = meetings[m];
        const std::string id = meeting_id(document.source, m);
        add_meeting
            .with(id,
                  sha256,
                  m,
                  name_of(meeting.kind),
                  or_null(meeting.language.empty() ? document.language : meeting.language),
                  meeting.title,
                  meeting.body,
                  meeting.meeting_number,
                  meeting.date,
                  meeting.start_time,
                  meeting.end_time,
                  meeting.place,
                  to_markdown(document, meeting),
                  meeting_json(document, meeting, m))
            .run();
        for (std::size_t i = 0; i < meeting.attendance.size(); ++i) {
            const Attendee& one = meeting.attendance[i];
            add_attendee
                .with(id,
                      i,
                      one.name,
                      one.code,
                      one.organisation,
                      one.role,
                      one.called,
                      name_of(one.attended),
                      one.deputy_for)
                .run();
        }
        for (std::size_t i = 0; i < meeting.movements.size(); ++i) {
            const Movement& one = meeting.movements[i];
            add_movement
                .with(id,
                      i,
                      name_of(one.kind),
                      one.name,
                      one.time,
                      one.until,
                      one.case_number,
                      one.case_index ? std::optional(case_id(id, *one.case_index)) : std::nullopt,
                      one.text)
                .run();
        }
        const std::vector<std::string> records = case_json(document, meeting, m);
        std::size_t amounts = 0;
        for (std::size_t i = 0; i < meeting.cases.size(); ++i) {
            const CaseRecord& one = meeting.cases[i];
            add_case
                .with(case_id(id, i),
                      id,
                      i,
                      one.parent ? std::optional(case_id(id, *one.parent)) : std::nullopt,
                      one.label,
                      one.number,
                      one.title,
                      one.text,
                      one.presenter,
                      one.decision,
                      one.decision_kind,
                      one.place.first_page,
                      one.place.last_page,
                      one.place.offset,
                      one.place.length,
                      records[i])
                .run();
            for (const Amount& amount : one.amounts) {
                add_amount
                    .with(id,
                          amounts++,
                          case_id(id, i),
                          static_cast<double>(amount.minor_units) / 100,
                          amount.text,
                          amount.place ? std::optional(amount.place->first_page) : std::nullopt)
                    .run();
            }
        }
        for (std::size_t i = 0; i < meeting.warnings.size(); ++i) {
            const Diagnostic& one = meeting.warnings[i];
            add_warning
                .with(id,
                      i,
                      one.page_number > 0 ? std::optional(one.page_number) : std::nullopt,
                      one.code,
                      one.message)
                .run();
        }
    }

    Statement add_edit(
        db_.get(),
        name_,
        "INSERT INTO edits (sha256, position, page, box_left, box_top, box_right, box_bottom,"
        " text_offset, text_length, before, after, rule, evidence, probability, applied)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    for (std::size_t i = 0; i < document.edits.size(); ++i) {
        const PlacedEdit& one = document.edits[i];
        add_edit
            .with(sha256,
                  i,
                  one.page_number,
                  one.box.left,
                  one.box.top,
                  one.box.right,
                  one.box.bottom,
                  one.edit.span.begin,
                  one.edit.span.size(),
                  one.edit.before,
                  one.edit.after,
                  one.edit.rule,
                  one.edit.evidence,
                  one.edit.probability,
                  one.edit.applied)
            .run();
    }
}

void ArchiveDb::each_meeting(const std::function<void(const std::string& json)>& take) const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT record FROM meetings JOIN sources USING (sha256)"
                    " ORDER BY sources.position, meetings.position");
    while (query.step()) {
        take(query.text(0));
    }
}

void ArchiveDb::each_case(const std::function<void(const std::string& json)>& take) const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT cases.record FROM cases JOIN meetings ON meetings.id = cases.meeting_id"
                    " JOIN sources USING (sha256)"
                    " ORDER BY sources.position, meetings.position, cases.position");
    while (query.step()) {
        take(query.text(0));
    }
}

void ArchiveDb::each_edit(const std::function<void(const std::string& json)>& take) const
{
    Statement query(db_.get(),
                    name_,
                    "SELECT sha256, path, page, box_left, box_top, box_right, box_bottom,"
                    " text_offset, text_length, before, after, rule, evidence, probability, applied"
                    " FROM edits JOIN sources USING (sha256)"
                    " ORDER BY sources.position, edits.position");
    Document document;
    while (query.step()) {
        document.source.sha256 = query.text(0);
        document.source.path = query.text(1);
        PlacedEdit one;
        one.page_number = static_cast<int>(query.number(2));
        one.box = {query.real(3), query.real(4), query.real(5), query.real(6)};
        const auto begin = static_cast<std::size_t>(query.number(7));
        one.edit.span = {begin, begin + static_cast<std::size_t>(query.number(8))};
        one.edit.before = query.text(9);
        one.edit.after = query.text(10);
        one.edit.rule = query.text(11);
        one.edit.evidence = query.text(12);
        one.edit.probability = query.real(13);
        one.edit.applied = query.number(14) != 0;
        take(edit_json(document, one));
    }
}

void ArchiveDb::each_text(
    const std::function<void(const std::string& name, const std::string& markdown)>& take) const
{
    Statement query(
        db_.get(),
        name_,
        "SELECT path, sha256, meetings.position,"
        " (SELECT count(*) FROM meetings AS others WHERE others.sha256 = meetings.sha256),"
        " markdown FROM meetings JOIN sources USING (sha256)"
        " ORDER BY sources.position, meetings.position");
    std::vector<TextSource> sources;
    while (query.step()) {
        sources.push_back({query.text(0),
                           query.text(1),
                           static_cast<std::size_t>(query.number(2)),
                           static_cast<std::size_t>(query.number(3))});
    }
    const std::vector<std::string> names = text_names(sources);
    query.with();
    for (const std::string& name : names) {
        query.step();
        take(name, query.text(4));
    }
}

std::optional<std::string> ArchiveDb::value(const std::string& key) const
{
    Statement query(db_.get(), name_, "SELECT value FROM settings WHERE key = ?1");
    return query.with(key).step() ? std::optional(query.text(0)) : std::nullopt;
}

void ArchiveDb::set_value(const std::string& key, const std::string& value)
{
    Statement(db_.get(), name_, "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)")
        .with(key, value)
        .run();
}

ArchiveDb::Totals ArchiveDb::totals() const
{
    Statement query(
        db_.get(),
        name_,
        "SELECT (SELECT count(*) FROM sources),"
        " (SELECT count(*) FROM sources WHERE failure IS NOT NULL), (SELECT count(*) FROM copies),"
        " (SELECT count(*) FROM pages), (SELECT count(*) FROM meetings WHERE kind = 'minutes'),"
        " (SELECT count(*) FROM meetings WHERE kind = 'agenda'),"
        " (SELECT count(*) FROM meetings WHERE kind = 'other'), (SELECT count(*) FROM cases),"
        " (SELECT count(*) FROM cases WHERE decision IS NOT NULL),"
        " (SELECT count(*) FROM edits WHERE applied = 1),"
        " (SELECT count(*) FROM edits WHERE applied = 0),"
        " (SELECT coalesce(sum(estimated_wrong), 0) FROM sources)");
    query.step();
    const auto count = [&](int column) { return static_cast<std::size_t>(query.number(column)); };
    return {count(0),
            count(1),
            count(2),
            count(3),
            count(4),
            count(5),
            count(6),
            count(7),
            count(8),
            count(9),
            count(10),
            query.real(11)};
}

} // namespace saksklar
