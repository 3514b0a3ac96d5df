// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/result.hpp"
#include "pipeline/workers/worker_process.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace saksklar {

/// What is to be read for one document by the worker processes.
struct ReadRequest {
    std::string path;
    FileKind kind = FileKind::unknown;
};

/// All pages of a document, in order. A page that could not be read is there, empty and
/// `unusable`, with an error among its diagnostics.
struct ReadPages {
    std::vector<Page> pages;
    std::vector<Diagnostic> diagnostics;
};

/// Lanes of work: a thread each, with a worker process of its own that is started when
/// it is first needed.
class ReaderPool {
public:
    ReaderPool(const WorkerOptions& options, std::size_t lanes);

    std::size_t size() const noexcept { return workers_.size(); }

    /// For every index in [0, count):
    ///  - `plan(index)` says what is to be read, or nothing (on a lane's thread);
    ///  - the pages are read, those of one document by several workers;
    ///  - `finish(index, Result<ReadPages>)` makes a T of them (on a lane's thread);
    ///  - `sink(index, T)` gets them in index order, on the calling thread. It returns
    ///    false to stop early.
    /// At most `window` documents are on their way at once, so memory is bounded. What
    /// `plan`, `finish` and `sink` throw comes out here, after the lanes have ended.
    template <class Plan, class Finish, class Sink>
    void run(std::size_t count, std::size_t window, Plan&& plan, Finish&& finish, Sink&& sink);

    /// Pages read since the pool was made.
    std::size_t pages_done() const noexcept { return pages_done_; }

private:
    struct OnItsWay {
        ReadRequest request;
        std::vector<Page> pages;
        std::vector<Diagnostic> diagnostics;
        std::size_t next_page = 0; ///< not yet given to a worker
        std::size_t left = 0;      ///< not yet read
    };

    static void add_diagnostics(std::vector<Diagnostic>& to, const std::vector<Diagnostic>& more);
    static Page page_of(Result<ReadPage> read, std::size_t index, std::vector<Diagnostic>& seen);

    std::vector<std::unique_ptr<WorkerProcess>> workers_;
    std::atomic<std::size_t> pages_done_ = 0;
};

template <class Plan, class Finish, class Sink>
void ReaderPool::run(
    std::size_t count, std::size_t window, Plan&& plan, Finish&& finish, Sink&& sink)
{
    using T = std::invoke_result_t<Finish, std::size_t, Result<ReadPages>>;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next_document = 0; // not yet planned
    std::size_t next_out = 0;      // not yet given to the sink
    std::map<std::size_t, OnItsWay> reading;
    std::map<std::size_t, T> done;
    std::exception_ptr trouble;
    bool stopping = false;

    const auto lane = [&](WorkerProcess& worker) {
        std::unique_lock lock(mutex);
        const auto deliver = [&](std::size_t index, Result<ReadPages> read) {
            lock.unlock();
            T made = finish(index, std::move(read));
            lock.lock();
            done.emplace(index, std::move(made));
            changed.notify_all();
        };
        // Which document a free lane turns to: the one its worker has open, then a new
        // one, then the oldest that still has pages nobody reads.
        const auto with_pages = [&]() -> OnItsWay* {
            OnItsWay* oldest = nullptr;
            for (auto& [index, document] : reading) {
                if (document.next_page < document.pages.size()) {
                    if (document.request.path == worker.open_path()) {
                        return &document;
                    }
                    oldest = oldest == nullptr ? &document : oldest;
                }
            }
            const bool may_plan = next_document < count && next_document < next_out + window;
            return may_plan ? nullptr : oldest;
        };
        while (!stopping) {
            if (OnItsWay* document = with_pages()) {
                const std::size_t index =
                    std::find_if(reading.begin(), reading.end(), [&](const auto& one) {
                        return &one.second == document;
                    })->first;
                const std::size_t page = document->next_page++;
                const ReadRequest request = document->request;
                lock.unlock();
                const auto opened = worker.open(request.path, request.kind);
                std::vector<Diagnostic> seen;
                Page read = page_of(
                    opened ? worker.read_page(page) : Result<ReadPage>(opened.error()), page, seen);
                ++pages_done_;
                lock.lock();
                document->pages[page] = std::move(read);
                add_diagnostics(document->diagnostics, seen);
                if (--document->left == 0) {
                    ReadPages all{std::move(document->pages), std::move(document->diagnostics)};
                    reading.erase(index);
                    deliver(index, std::move(all));
                }
            } else if (next_document < count && next_document < next_out + window) {
                const std::size_t index = next_document++;
                lock.unlock();
                const std::optional<ReadRequest> request = plan(index);
                Result<std::size_t> opened = std::size_t{0};
                if (request) {
                    opened = worker.open(request->path, request->kind);
                }
                lock.lock();
                if (!opened) {
                    deliver(index, opened.error());
                } else if (opened.value() == 0) {
                    deliver(index, ReadPages{});
                } else {
                    OnItsWay& added = reading[index];
                    added.request = *request;
                    added.pages.resize(opened.value());
                    added.left = opened.value();
                    changed.notify_all();
                }
            } else if (next_document >= count && reading.empty()) {
                return;
            } else {
                changed.wait(lock);
            }
        }
    };

    std::vector<std::jthread> threads;
    for (const auto& worker : workers_) {
        threads.emplace_back([&, at = worker.get()] {
            try {
                lane(*at);
            } catch (...) {
                const std::lock_guard lock(mutex);
                if (!trouble) {
                    trouble = std::current_exception();
                }
                stopping = true;
                changed.notify_all();
            }
        });
    }

    std::unique_lock lock(mutex);
    const auto stop = [&] {
        stopping = true;
        changed.notify_all();
        lock.unlock();
        threads.clear();
        lock.lock();
    };
    while (next_out < count && !stopping) {
        changed.wait(lock, [&] { return stopping || done.contains(next_out); });
        const auto at = done.find(next_out);
        if (at == done.end()) {
            break;
        }
        T made = std::move(at->second);
        done.erase(at);
        const std::size_t index = next_out++;
        changed.notify_all();
        lock.unlock();
        bool go_on = false;
        try {
            go_on = sink(index, std::move(made));
        } catch (...) {
            lock.lock();
            stop();
            throw;
        }
        lock.lock();
        if (!go_on) {
            break;
        }
    }
    stop();
    if (trouble) {
        std::rethrow_exception(trouble);
    }
}

} // namespace saksklar
