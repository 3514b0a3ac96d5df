// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/records/json_record.hpp"
#include "pipeline/run/read_documents.hpp"

namespace saksklar::cli {

namespace {

int read_all(const Request& request,
             Console& console,
             bool structure,
             const std::function<void(const FinishedDocument&)>& take)
{
    const auto data_dir = find_data_dir(request.data_dir);
    const auto language = load_language_data(data_dir);
    LearnedWords learned;
    if (!request.learned.empty()) {
        learned = LearnedWords::load(request.learned);
    }
    ReadDocumentsOptions options;
    options.inputs = request.operands;
    options.workers = worker_options(request, data_dir);
    options.jobs = request.jobs;
    options.assembling.min_probability = request.min_probability;
    options.assembling.learned = &learned;
    options.structure = structure;
    watch_interrupts();
    const std::size_t failed = read_documents(options, *language, console, take);
    return failed > 0 ? 1 : 0;
}

} // namespace

int read_command(const Request& request, Streams& streams, Console& console)
{
    bool first = true;
    const int status = read_all(request, console, false, [&](const FinishedDocument& finished) {
        // A form feed parts pages, those of two documents, too.
        if (!first) {
            streams.write("\f");
        }
        first = false;
        streams.write(utf8::unescape(finished.document.text));
    });
    streams.flush();
    if (was_interrupted()) {
        die_interrupted();
    }
    return status;
}

int extract_command(const Request& request, Streams& streams, Console& console)
{
    const int status = read_all(request, console, true, [&](const FinishedDocument& finished) {
        for (std::size_t i = 0; i < finished.meetings.size(); ++i) {
            streams.write(meeting_json(finished.document, finished.meetings[i], i));
            streams.write("\n");
        }
        // Another program may wait for this line.
        streams.flush();
    });
    streams.flush();
    if (was_interrupted()) {
        die_interrupted();
    }
    return status;
}

} // namespace saksklar::cli
