// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/result.hpp"
#include "pipeline/readers/document_reader.hpp"
#include "pipeline/readers/inspect.hpp"

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace saksklar {

/// How worker processes are made.
struct WorkerOptions {
    ReadOptions reading{};
    std::string program = "/proc/self/exe";  ///< started with worker_argument
    std::size_t memory_mb = 2048;            ///< of one worker; 0: no limit
    std::chrono::seconds page_patience{300}; ///< a page that takes longer is given up
};

/// A page and what its reader has to say of the whole document so far.
struct ReadPage {
    Page page{};
    std::vector<Diagnostic> document_diagnostics;
};

/// The parent's side of one worker process. Used by one thread at a time. A worker that
/// dies or hangs is replaced at the next request; what it was asked for fails.
class WorkerProcess {
public:
    explicit WorkerProcess(WorkerOptions options) : options_(std::move(options)) {}

    ~WorkerProcess() { stop(); }

    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    /// Starts the process and its engines now, so that a missing model is known before
    /// the first page. Throws Error{resource}. Costs nothing when it runs already.
    void start();

    /// The number of pages. Opening the document that is open already costs nothing.
    Result<std::size_t> open(const std::string& path, FileKind kind);

    /// A page of the open document; opens it again if the worker had to be replaced, and
    /// tries once more with a fresh worker when the first one died over the page.
    Result<ReadPage> read_page(std::size_t page_index);

    /// What can be told of a page of the open document without reading its picture.
    Result<PageSurvey> survey_page(std::size_t page_index);

    const std::string& open_path() const noexcept { return open_path_; }

private:
    void stop() noexcept;
    template <class T, class Decode>
    Result<T> page_answer(const char* what, std::size_t page_index, Decode&& decode);
    std::optional<std::vector<std::uint8_t>> ask(const std::vector<std::uint8_t>& request,
                                                 std::chrono::seconds patience) const;

    WorkerOptions options_;
    pid_t pid_ = -1;
    int channel_ = -1;
    std::string open_path_;
    FileKind open_kind_ = FileKind::unknown;
    std::size_t open_pages_ = 0;
};

} // namespace saksklar
