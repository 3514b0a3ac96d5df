// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace saksklar {

/// Raised when the tables change in a way that older archives must be made anew for.
inline constexpr int archive_schema_version = 1;

/// The tables of an archive. Names and columns are documented in docs/archive.md.
inline constexpr const char* archive_schema = R"sql(
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sources (
    sha256        TEXT PRIMARY KEY,
    path          TEXT NOT NULL,
    position      INTEGER NOT NULL,
    media_type    TEXT NOT NULL,
    kind          INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,
    charset       TEXT,
    language      TEXT,
    read_settings TEXT NOT NULL DEFAULT '',
    made_with     TEXT NOT NULL DEFAULT '',
    failure       TEXT,
    remedy        TEXT,
    estimated_wrong REAL NOT NULL DEFAULT 0,
    raw           BLOB,
    diagnostics   BLOB
);

CREATE TABLE IF NOT EXISTS copies (
    path   TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES sources(sha256)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pages (
    sha256    TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    read_from TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    quality   REAL NOT NULL,
    why       TEXT NOT NULL,
    PRIMARY KEY (sha256, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS meetings (
    id             TEXT PRIMARY KEY,
    sha256         TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    language       TEXT,
    title          TEXT,
    body           TEXT,
    meeting_number TEXT,
    date           TEXT,
    start_time     TEXT,
    end_time       TEXT,
    place          TEXT,
    markdown       TEXT NOT NULL,
    record         TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS meetings_by_source ON meetings (sha256, position);
CREATE INDEX IF NOT EXISTS meetings_by_date ON meetings (date);

CREATE TABLE IF NOT EXISTS attendance (
    meeting_id   TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    code         TEXT,
    organisation TEXT,
    role         TEXT,
    called       INTEGER,
    attended     TEXT NOT NULL,
    deputy_for   TEXT,
    PRIMARY KEY (meeting_id, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS movements (
    meeting_id  TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    time        TEXT,
    until       TEXT,
    case_number TEXT,
    case_id     TEXT,
    text        TEXT NOT NULL,
    PRIMARY KEY (meeting_id, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS amounts (
    meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    case_id    TEXT NOT NULL,
    kroner     REAL NOT NULL,
    text       TEXT NOT NULL,
    page       INTEGER,
    PRIMARY KEY (meeting_id, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS cases (
    number_in_archive INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    meeting_id    TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    parent_id     TEXT,
    label         TEXT,
    number        TEXT,
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    presenter     TEXT,
    decision      TEXT,
    decision_kind TEXT,
    first_page    INTEGER NOT NULL,
    last_page     INTEGER NOT NULL,
    text_offset   INTEGER NOT NULL,
    text_length   INTEGER NOT NULL,
    record        TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS cases_by_meeting ON cases (meeting_id, position);

CREATE VIRTUAL TABLE IF NOT EXISTS cases_fts USING fts5 (
    title, text, decision, content = 'cases', content_rowid = 'number_in_archive',
    tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TRIGGER IF NOT EXISTS cases_added AFTER INSERT ON cases BEGIN
    INSERT INTO cases_fts (rowid, title, text, decision)
    VALUES (new.number_in_archive, new.title, new.text, new.decision);
END;
CREATE TRIGGER IF NOT EXISTS cases_removed AFTER DELETE ON cases BEGIN
    INSERT INTO cases_fts (cases_fts, rowid, title, text, decision)
    VALUES ('delete', old.number_in_archive, old.title, old.text, old.decision);
END;

CREATE TABLE IF NOT EXISTS edits (
    sha256      TEXT NOT NULL REFERENCES sources(sha256) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    page        INTEGER NOT NULL,
    box_left    REAL NOT NULL,
    box_top     REAL NOT NULL,
    box_right   REAL NOT NULL,
    box_bottom  REAL NOT NULL,
    text_offset INTEGER NOT NULL,
    text_length INTEGER NOT NULL,
    before      TEXT NOT NULL,
    after       TEXT NOT NULL,
    rule        TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    probability REAL NOT NULL,
    applied     INTEGER NOT NULL,
    PRIMARY KEY (sha256, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS warnings (
    meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    page       INTEGER,
    code       TEXT NOT NULL,
    message    TEXT NOT NULL,
    PRIMARY KEY (meeting_id, position)
) WITHOUT ROWID;
)sql";

} // namespace saksklar
