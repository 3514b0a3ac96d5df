// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/reader_pool.hpp"

#include <algorithm>

namespace saksklar {

ReaderPool::ReaderPool(const WorkerOptions& options, std::size_t lanes)
{
    for (std::size_t i = 0; i < std::max<std::size_t>(lanes, 1); ++i) {
        workers_.push_back(std::make_unique<WorkerProcess>(options));
    }
}

void ReaderPool::add_diagnostics(std::vector<Diagnostic>& to, const std::vector<Diagnostic>& more)
{
    // Every worker that opened the document says the same of it.
    for (const Diagnostic& one : more) {
        if (std::ranges::find(to, one) == to.end()) {
            to.push_back(one);
        }
    }
}

Page ReaderPool::page_of(Result<ReadPage> read, std::size_t index, std::vector<Diagnostic>& seen)
{
    if (read) {
        seen = std::move(read.value().document_diagnostics);
        return std::move(read.value().page);
    }
    if (read.error().kind == ErrorKind::resource) {
        throw Error(
            ErrorKind::resource, read.error().where, read.error().reason, read.error().remedy);
    }
    Page page;
    page.number = static_cast<int>(index) + 1;
    page.read_from = ReadFrom::image;
    page.verdict = Verdict::unusable;
    page.quality = 0;
    page.why = read.error().reason;
    page.diagnostics.push_back({Severity::error, "page-failed", read.error().reason, page.number});
    return page;
}

} // namespace saksklar
