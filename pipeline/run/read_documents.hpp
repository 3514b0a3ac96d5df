// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"
#include "pipeline/core/result.hpp"
#include "pipeline/records/record.hpp"
#include "pipeline/run/assemble.hpp"
#include "pipeline/run/observer.hpp"
#include "pipeline/workers/worker_process.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace saksklar {

struct ReadDocumentsOptions {
    std::vector<std::string> inputs;
    WorkerOptions workers{};
    std::size_t jobs = 0; ///< 0: one per core
    AssembleOptions assembling{};
    bool structure = true; ///< split into meetings and cases
};

/// A document read, repaired and, if asked for, split.
struct FinishedDocument {
    Document document{};
    std::vector<MeetingRecord> meetings;
};

/// The way of a document without an archive: `take` gets every document in input order.
/// Bad inputs are messages to the observer. Returns how many failed, wholly or in part.
std::size_t read_documents(const ReadDocumentsOptions& options,
                           const LanguageData& language,
                           RunObserver& observer,
                           const std::function<void(const FinishedDocument&)>& take);

} // namespace saksklar
