// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/run/read_documents.hpp"

#include <filesystem>

namespace saksklar::cli {

int learn_command(const Request& request, Streams& /*streams*/, Console& console)
{
    const auto data_dir = find_data_dir(request.data_dir);
    const auto language = load_language_data(data_dir);
    LearnedWords learned;
    ReadDocumentsOptions options;
    options.inputs = request.operands;
    options.workers = worker_options(request, data_dir);
    options.structure = false;
    watch_interrupts();
    std::size_t documents = 0;
    const std::size_t failed =
        read_documents(options, *language, console, [&](const FinishedDocument& finished) {
            const std::string& path = finished.document.source.path;
            learned.collect(finished.document.text,
                            path == "-" ? "stdin" : std::filesystem::path(path).filename().native(),
                            *language);
            ++documents;
        });
    if (was_interrupted()) {
        die_interrupted();
    }
    learned.save(request.output);
    console.say("learned " + std::to_string(learned.size()) + " words and names from " +
                std::to_string(documents) + (documents == 1 ? " document" : " documents"));
    return failed > 0 ? 1 : 0;
}

} // namespace saksklar::cli
