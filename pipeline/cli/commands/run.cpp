// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/cli/table.hpp"
#include "pipeline/run/run_archive.hpp"
#include "pipeline/run/survey.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>

namespace saksklar::cli {

namespace {

std::string counted(std::size_t count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// "1 234 567", as Norwegians write it, is easier on the eye than digits in a row.
std::string grouped(std::size_t count)
{
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, " ");
    }
    return digits;
}

void print_summary(const RunSummary& run, const Request& request, Console& console)
{
    const auto& all = run.archive;
    const std::string bold = console.colours() ? "\x1b[1m" : "";
    const std::string plain = console.colours() ? "\x1b[0m" : "";
    const auto row = [&](const std::string& name, const std::string& value) {
        console.say("  " + padded(name, 12) + value);
    };
    console.say(bold + (run.interrupted ? "Interrupted" : "Ready") + plain + ": " +
                request.output.native());
    std::string inputs =
        counted(run.inputs, "file", "files") + ": " + std::to_string(run.read) + " read";
    if (run.pages > 0) {
        inputs += " (" + counted(run.pages, "page", "pages") + ")";
    }
    if (run.known > 0) {
        inputs += ", " + std::to_string(run.known) + " unchanged";
    }
    if (run.copies > 0) {
        inputs += ", " + counted(run.copies, "copy", "copies");
    }
    if (run.failed > 0) {
        inputs += ", " + std::to_string(run.failed) + " failed";
    }
    if (run.incomplete > 0) {
        inputs += ", " + std::to_string(run.incomplete) + " incomplete";
    }
    row("inputs", inputs);
    std::string meetings = grouped(all.meetings) + " in the archive";
    if (all.agendas + all.others > 0) {
        meetings += "; not minutes: " + counted(all.agendas, "agenda", "agendas") + ", " +
                    std::to_string(all.others) + " other";
    }
    row("meetings", meetings);
    row("cases", grouped(all.cases) + ", " + grouped(all.decisions) + " with a decision");
    std::string repairs = grouped(all.applied) + " words put right";
    if (all.proposed > 0) {
        repairs += ", " + grouped(all.proposed) + " proposed";
    }
    if (all.applied > 0) {
        const auto wrong = static_cast<std::size_t>(std::lround(all.estimated_wrong));
        repairs += wrong == 0 ? " (none of them likely wrong)"
                              : " (about " + grouped(wrong) + " of them may be wrong)";
    }
    row("letters", repairs);
    if (!run.interrupted) {
        row("written", "archive.db, meetings.jsonl, cases.jsonl, edits.jsonl, text/");
    }
}

/// What a run would do, without doing it.
int foretell(const Request& request,
             const WorkerOptions& workers,
             const LanguageData& language,
             Streams& streams,
             Console& console)
{
    std::size_t documents = 0;
    std::size_t pages = 0;
    std::size_t pictures = 0;
    std::size_t damaged = 0;
    double seconds = 0;
    double quality = 0;
    const std::size_t failed = survey_documents(
        request.operands, workers, language, console, [&](const DocumentSurvey& survey) {
            ++documents;
            for (const PageSurvey& page : survey.pages) {
                ++pages;
                pictures +=
                    page.planned == ReadFrom::image || page.planned == ReadFrom::ocr ? 1 : 0;
                damaged += page.verdict == Verdict::damaged ? 1 : 0;
                seconds += page.estimated_seconds;
                quality += page.quality;
            }
        });
    if (was_interrupted()) {
        die_interrupted();
    }
    const std::size_t lanes =
        request.jobs > 0 ? request.jobs : std::max(1U, std::thread::hardware_concurrency());
    const auto row = [&](const std::string& name, const std::string& value) {
        streams.write("  " + padded(name, 12) + value + "\n");
    };
    streams.write("A run would read " + counted(documents, "document", "documents") + ", " +
                  counted(pages, "page", "pages") + ":\n");
    row("pictures", counted(pictures, "page", "pages") + " to recognise");
    row("damaged", counted(damaged, "page", "pages") + " whose letters went wrong");
    if (failed > 0) {
        row("failed", counted(failed, "file", "files") + " that cannot be read");
    }
    row("time",
        "about " + duration(seconds / static_cast<double>(lanes)) + " with " +
            counted(lanes, "job", "jobs"));
    if (pages > 0) {
        row("quality", fixed(100 * quality / static_cast<double>(pages), 0) + " % expected");
    }
    streams.flush();
    return failed > 0 ? 1 : 0;
}

} // namespace

int run_command(const Request& request, Streams& streams, Console& console)
{
    const auto data_dir = find_data_dir(request.data_dir);
    const auto language = load_language_data(data_dir);
    watch_interrupts();
    if (request.dry_run) {
        return foretell(request, worker_options(request, data_dir), *language, streams, console);
    }
    RunOptions options;
    options.inputs = request.operands;
    options.output = request.output;
    options.workers = worker_options(request, data_dir);
    options.jobs = request.jobs;
    options.min_probability = request.min_probability;
    options.again = request.again;
    options.learned = request.learned;
    const RunSummary summary = run_archive(options, language, console);
    print_summary(summary, request, console);
    if (summary.interrupted) {
        die_interrupted();
    }
    return summary.failed + summary.incomplete > 0 ? 1 : 0;
}

} // namespace saksklar::cli
