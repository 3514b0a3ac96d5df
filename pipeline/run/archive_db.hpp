// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/core/result.hpp"
#include "pipeline/records/record.hpp"
#include "pipeline/run/assemble.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace saksklar {

/// The archive's one file (SQLite): the ledger of sources, the pages as they were read, the
/// records, the edits and a full-text index. Used by one thread. Throws Error{output}, or
/// Error{resource} when the file is not such an archive or another run works on it.
class ArchiveDb {
public:
    explicit ArchiveDb(const std::filesystem::path& file);
    ~ArchiveDb();
    ArchiveDb(const ArchiveDb&) = delete;
    ArchiveDb& operator=(const ArchiveDb&) = delete;

    /// What the ledger says of a source.
    struct Entry {
        std::string sha256;
        std::string path;
        std::string read_settings; ///< with which its pages were read; empty: not read
        std::string made_with;     ///< fingerprint of what its records were made with
        std::size_t pages = 0;
        bool failed = false;
    };

    std::optional<Entry> find(const std::string& sha256) const;

    /// Sources whose pages are read, in the order of the archive.
    std::vector<Entry> readable() const;

    /// Keeps the pages of a source. `position` orders the archive.
    void store_read(const RawDocument& raw, const std::string& read_settings);

    /// A source that could not be read.
    void store_failure(const Source& source, const Failure& failure);

    /// Another path with the same content.
    void store_copy(const std::string& path, const std::string& sha256);

    /// The order of the archive: these sources first, the others behind them as they were.
    void arrange(const std::vector<std::string>& sha256s);

    RawDocument load_read(const std::string& sha256) const;

    /// Replaces the records and edits of a document.
    void store_records(const Document& document,
                       const std::vector<MeetingRecord>& meetings,
                       const std::string& made_with);

    /// The lines of meetings.jsonl, cases.jsonl and edits.jsonl, in the order of the archive.
    void each_meeting(const std::function<void(const std::string& json)>& take) const;
    void each_case(const std::function<void(const std::string& json)>& take) const;
    void each_edit(const std::function<void(const std::string& json)>& take) const;

    /// Every meeting's readable text with a file name for it, unique in the archive.
    void each_text(const std::function<void(const std::string& name, const std::string& markdown)>&
                       take) const;

    /// A small value that lives with the archive, such as what it has learned.
    std::optional<std::string> value(const std::string& key) const;
    void set_value(const std::string& key, const std::string& value);

    void begin();
    void commit();

    /// What stands in the archive, for the summary.
    struct Totals {
        std::size_t sources = 0;
        std::size_t failed = 0;
        std::size_t copies = 0;
        std::size_t pages = 0;
        std::size_t meetings = 0;
        std::size_t agendas = 0;
        std::size_t others = 0;
        std::size_t cases = 0;
        std::size_t decisions = 0;
        std::size_t applied = 0;
        std::size_t proposed = 0;
        double estimated_wrong = 0;
    };

    Totals totals() const;

private:
    struct Close {
        void operator()(sqlite3* db) const noexcept;
    };

    std::unique_ptr<sqlite3, Close> db_;
    std::string name_;
};

} // namespace saksklar
