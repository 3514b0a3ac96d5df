// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/read_documents.hpp"

#include "pipeline/run/diagnostics.hpp"
#include "pipeline/run/input_file.hpp"
#include "pipeline/run/walk.hpp"
#include "pipeline/structure/segment.hpp"
#include "pipeline/workers/reader_pool.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace saksklar {

std::size_t read_documents(const ReadDocumentsOptions& options,
                           const LanguageData& language,
                           RunObserver& observer,
                           const std::function<void(const FinishedDocument&)>& take)
{
    const std::vector<Input> inputs = walk(options.inputs);
    check_readers(inputs, options.workers.reading);
    ReaderPool pool(options.workers,
                    options.jobs > 0 ? options.jobs
                                     : std::max(1U, std::thread::hardware_concurrency()));

    struct Slot {
        RawDocument raw;
        std::optional<Failure> failure;
    };

    std::vector<Slot> slots(inputs.size());

    const auto plan = [&](std::size_t i) -> std::optional<ReadRequest> {
        Slot& slot = slots[i];
        slot.failure = inputs[i].failure;
        if (slot.failure) {
            return std::nullopt;
        }
        auto opened = guarded(inputs[i].path, [&] { return open_input(inputs[i].path); });
        if (!opened) {
            slot.failure = opened.error();
            return std::nullopt;
        }
        const InputFile& file = opened.value();
        if (file.source.kind == FileKind::text) {
            slot.raw = from_text_dump(file.source, file.text_bytes);
            return std::nullopt;
        }
        slot.raw.source = file.source;
        return ReadRequest{file.source.path, file.source.kind};
    };
    const auto finish = [&](std::size_t i, Result<ReadPages> read) -> Result<FinishedDocument> {
        Slot slot = std::move(slots[i]);
        if (slot.failure) {
            return *slot.failure;
        }
        if (slot.raw.source.kind != FileKind::text) {
            if (!read) {
                return read.error();
            }
            slot.raw.pages = std::move(read.value().pages);
            slot.raw.diagnostics = std::move(read.value().diagnostics);
        }
        return guarded(inputs[i].path, [&] {
            FinishedDocument finished;
            finished.document = assemble(std::move(slot.raw), language, options.assembling);
            if (options.structure) {
                finished.meetings = segment(finished.document);
            }
            return finished;
        });
    };
    std::size_t failed = 0;
    const auto sink = [&](std::size_t i, Result<FinishedDocument> finished) {
        if (!finished) {
            ++failed;
            const Failure& failure = finished.error();
            observer.message(Severity::error, failure.where, failure.reason, failure.remedy);
        } else {
            const Document& document = finished.value().document;
            if (!say_diagnostics(
                    document.source.path, document.pages, document.diagnostics, observer)) {
                ++failed;
            }
            take(finished.value());
        }
        observer.progress("reading", i + 1, inputs.size(), pool.pages_done());
        return !observer.interrupted();
    };
    pool.run(inputs.size(), 4 * pool.size(), plan, finish, sink);
    return failed;
}

} // namespace saksklar
