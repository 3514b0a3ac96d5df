// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"
#include "pipeline/run/archive_db.hpp"
#include "pipeline/run/observer.hpp"
#include "pipeline/workers/worker_process.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace saksklar {

struct RunOptions {
    std::vector<std::string> inputs;
    std::filesystem::path output; ///< folder of the archive; made if missing
    WorkerOptions workers{};
    std::size_t jobs = 0; ///< 0: one per core
    double min_probability = AssembleOptions{}.min_probability;
    bool again = false;  ///< read all inputs anew, whatever the ledger says
    std::string learned; ///< file of words to start from; may be empty
};

/// What a run did.
struct RunSummary {
    std::size_t inputs = 0;
    std::size_t read = 0;   ///< documents read now
    std::size_t known = 0;  ///< unchanged since an earlier run
    std::size_t copies = 0; ///< same content as another input
    std::size_t failed = 0;
    std::size_t incomplete = 0; ///< documents with a page that was given up
    std::size_t pages = 0;      ///< pages read now
    std::size_t remade = 0;     ///< documents whose records were made now
    bool interrupted = false;
    ArchiveDb::Totals archive{};
};

/// The whole way: reads the inputs into the archive, learns its words, makes the records of
/// every document for which anything changed, and writes archive.db, meetings.jsonl,
/// cases.jsonl, edits.jsonl, learned.tsv and text/*.md. An interrupted run goes on where it
/// was. The output does not depend on `jobs`. Throws Error for what makes the whole run
/// impossible; a bad input is a message and a count.
RunSummary run_archive(const RunOptions& options,
                       std::shared_ptr<const LanguageData> language,
                       RunObserver& observer);

} // namespace saksklar
