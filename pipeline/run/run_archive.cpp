// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/run_archive.hpp"

#include "normalizers/charset/charset_repair.hpp"
#include "pipeline/core/version.hpp"
#include "pipeline/run/assemble.hpp"
#include "pipeline/run/atomic_file.hpp"
#include "pipeline/run/diagnostics.hpp"
#include "pipeline/run/input_file.hpp"
#include "pipeline/run/read_settings.hpp"
#include "pipeline/run/walk.hpp"
#include "pipeline/structure/segment.hpp"
#include "pipeline/workers/reader_pool.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

namespace saksklar {

namespace {

namespace fs = std::filesystem;

/// One input after reading: a raw document, or a failure, or nothing new.
struct Taken {
    Source source{};
    std::optional<Failure> failure;
    std::optional<RawDocument> raw; ///< none: its pages are in the archive already
    LearnedWords learned;
    CharsetResult decoded{}; ///< charset damage, looked for once, to learn and to make the record
};

/// How a document is called when it is a witness.
std::string witness_name(const Source& source)
{
    return source.path == "-" ? "stdin" : fs::path(source.path).filename().native();
}

class Run {
public:
    Run(const RunOptions& options,
        std::shared_ptr<const LanguageData> language,
        RunObserver& observer,
        ArchiveDb& archive)
        : options_(options),
          language_(std::move(language)),
          observer_(observer),
          archive_(archive),
          settings_(read_settings(options.workers.reading)),
          pool_(options.workers,
                options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency()))
    {
    }

    RunSummary operator()()
    {
        load_learned();
        const bool finished = read_all() && make_records();
        summary_.interrupted = !finished;
        if (finished) {
            write_outputs();
        }
        summary_.pages = pool_.pages_done();
        summary_.archive = archive_.totals();
        return summary_;
    }

private:
    fs::path learned_file() const { return options_.output / "learned.tsv"; }

    void load_learned()
    {
        if (fs::exists(learned_file())) {
            learned_ = LearnedWords::load(learned_file());
        }
        if (!options_.learned.empty()) {
            learned_.merge(LearnedWords::load(options_.learned));
        }
    }

    /// The first stage: every input's pages into the archive. False: interrupted.
    bool read_all()
    {
        const std::vector<Input> inputs = walk(options_.inputs);
        summary_.inputs = inputs.size();
        check_readers(inputs, options_.workers.reading);
        std::unordered_map<std::string, ArchiveDb::Entry> ledger;
        for (ArchiveDb::Entry& entry : archive_.readable()) {
            std::string key = entry.sha256;
            ledger.emplace(std::move(key), std::move(entry));
        }
        std::vector<Taken> taken(inputs.size());

        const auto plan = [&](std::size_t i) -> std::optional<ReadRequest> {
            Taken& one = taken[i];
            one.source.path = inputs[i].path;
            if (inputs[i].failure) {
                one.failure = inputs[i].failure;
                return std::nullopt;
            }
            auto opened = guarded(inputs[i].path, [&] { return open_input(inputs[i].path); });
            if (!opened) {
                one.failure = opened.error();
                return std::nullopt;
            }
            InputFile& file = opened.value();
            one.source = file.source;
            const auto known = ledger.find(file.source.sha256);
            if (!options_.again && known != ledger.end() &&
                known->second.read_settings == settings_) {
                return std::nullopt;
            }
            if (file.source.kind == FileKind::text) {
                one.raw = from_text_dump(file.source, file.text_bytes);
                return std::nullopt;
            }
            one.raw.emplace();
            one.raw->source = file.source;
            return ReadRequest{file.source.path, file.source.kind};
        };
        const auto finish = [&](std::size_t i, Result<ReadPages> read) {
            Taken one = std::move(taken[i]);
            if (one.raw && one.source.kind != FileKind::text) {
                if (read) {
                    one.raw->pages = std::move(read.value().pages);
                    one.raw->diagnostics = std::move(read.value().diagnostics);
                } else {
                    one.failure = read.error();
                    one.raw.reset();
                }
            }
            if (one.raw) {
                const std::string text = raw_text(*one.raw);
                CharsetRepair charset(
                    [&](std::string_view word) { return language_->contains(word); });
                one.decoded = charset.repair(text);
                one.learned.collect(
                    apply_edits(text, one.decoded.edits), witness_name(one.source), *language_);
            }
            return one;
        };

        std::set<std::string> seen;
        bool go_on = true;
        const auto sink = [&](std::size_t i, Taken one) {
            take(std::move(one), seen);
            observer_.progress("reading", i + 1, inputs.size(), pool_.pages_done());
            go_on = !observer_.interrupted();
            return go_on;
        };
        pool_.run(inputs.size(), 4 * pool_.size(), plan, finish, sink);
        if (go_on) {
            archive_.begin();
            archive_.arrange(order_);
            archive_.commit();
        }
        return go_on;
    }

    void take(Taken one, std::set<std::string>& seen)
    {
        if (one.failure) {
            ++summary_.failed;
            observer_.message(
                Severity::error, one.failure->where, one.failure->reason, one.failure->remedy);
            if (!one.source.sha256.empty()) {
                archive_.begin();
                archive_.store_failure(one.source, *one.failure);
                archive_.commit();
            }
            return;
        }
        if (!seen.insert(one.source.sha256).second) {
            ++summary_.copies;
            archive_.store_copy(one.source.path, one.source.sha256);
            return;
        }
        order_.push_back(one.source.sha256);
        if (!one.raw) {
            ++summary_.known;
            return;
        }
        ++summary_.read;
        remember(one);
        const bool whole =
            say_diagnostics(one.source.path, one.raw->pages, one.raw->diagnostics, observer_);
        summary_.incomplete += whole ? 0 : 1;
        learned_.merge(one.learned);
        archive_.begin();
        // With other settings than any run has: what was lost is tried again next time.
        archive_.store_read(*one.raw, whole ? settings_ : settings_ + " incomplete");
        archive_.commit();
    }

    /// Keeps what was found in a new document for the second stage, where that is not too much.
    void remember(Taken& one)
    {
        constexpr std::size_t most_edits = 200000; // some 30 MB
        if (remembered_edits_ + one.decoded.edits.size() <= most_edits) {
            remembered_edits_ += one.decoded.edits.size();
            decoded_.emplace(one.source.sha256, std::move(one.decoded));
        }
    }

    /// The second stage: the records of every document for which anything has changed.
    bool make_records()
    {
        learned_.save(learned_file());
        const std::string made_with = std::string(version) +
                                      " p=" + std::to_string(options_.min_probability) + " " +
                                      sha256_hex(read_bytes(learned_file().native()));
        std::vector<std::string> stale;
        for (const ArchiveDb::Entry& entry : archive_.readable()) {
            if (entry.made_with != made_with || options_.again) {
                stale.push_back(entry.sha256);
            }
        }

        struct Made {
            Document document;
            std::vector<MeetingRecord> meetings;
        };

        std::mutex archive_mutex;
        const auto nothing_to_read = [](std::size_t) { return std::optional<ReadRequest>(); };
        const auto make = [&](std::size_t i, const Result<ReadPages>&) {
            RawDocument raw = [&] {
                const std::lock_guard lock(archive_mutex);
                return archive_.load_read(stale[i]);
            }();
            const auto decoded = decoded_.find(stale[i]);
            Made made;
            made.document =
                assemble(std::move(raw),
                         *language_,
                         {.min_probability = options_.min_probability,
                          .learned = &learned_,
                          .decoded = decoded == decoded_.end() ? nullptr : &decoded->second});
            made.meetings = segment(made.document);
            return made;
        };
        bool go_on = true;
        const auto sink = [&](std::size_t i, const Made& made) {
            {
                const std::lock_guard lock(archive_mutex);
                archive_.begin();
                archive_.store_records(made.document, made.meetings, made_with);
                archive_.commit();
            }
            ++summary_.remade;
            observer_.progress("repairing", i + 1, stale.size(), pool_.pages_done());
            go_on = !observer_.interrupted();
            return go_on;
        };
        pool_.run(stale.size(), 4 * pool_.size(), nothing_to_read, make, sink);
        return go_on;
    }

    void write_outputs()
    {
        const auto jsonl = [&](const char* name, const auto& each) {
            AtomicFile file(options_.output / name);
            each([&](const std::string& line) {
                file.write(line);
                file.write("\n");
            });
            file.commit();
        };
        // Nothing new and everything there: the files are as they should be.
        const bool complete = fs::exists(options_.output / "meetings.jsonl") &&
                              fs::exists(options_.output / "cases.jsonl") &&
                              fs::exists(options_.output / "edits.jsonl");
        const std::string order = sha256_hex([&] {
            std::string all;
            for (const ArchiveDb::Entry& entry : archive_.readable()) {
                all += entry.sha256;
            }
            return all;
        }());
        if (complete && summary_.remade == 0 && archive_.value("written_order") == order) {
            return;
        }
        jsonl("meetings.jsonl", [&](const auto& take) { archive_.each_meeting(take); });
        jsonl("cases.jsonl", [&](const auto& take) { archive_.each_case(take); });
        jsonl("edits.jsonl", [&](const auto& take) { archive_.each_edit(take); });
        write_texts();
        archive_.set_value("written_order", order);
    }

    void write_texts()
    {
        const fs::path folder = options_.output / "text";
        fs::create_directories(folder);
        std::string written;
        std::set<std::string> names;
        archive_.each_text([&](const std::string& name, const std::string& markdown) {
            AtomicFile file(folder / (name + ".md"));
            file.write(markdown);
            file.commit();
            names.insert(name);
            written += name + "\n";
        });
        // What an earlier run wrote under another name goes; what others put there stays.
        const std::string before = archive_.value("written_texts").value_or("");
        for (std::size_t at = 0; at < before.size();) {
            const std::size_t end = before.find('\n', at);
            const std::string name = before.substr(at, end - at);
            if (!names.contains(name)) {
                std::error_code ignored;
                fs::remove(folder / (name + ".md"), ignored);
            }
            at = end + 1;
        }
        archive_.set_value("written_texts", written);
    }

    const RunOptions& options_;
    std::shared_ptr<const LanguageData> language_;
    RunObserver& observer_;
    ArchiveDb& archive_;
    std::string settings_;
    ReaderPool pool_;
    RunSummary summary_;
    LearnedWords learned_;
    std::map<std::string, CharsetResult> decoded_; ///< of this run's new documents, by SHA-256
    std::size_t remembered_edits_ = 0;
    std::vector<std::string> order_;
};

} // namespace

RunSummary run_archive(const RunOptions& options,
                       std::shared_ptr<const LanguageData> language,
                       RunObserver& observer)
{
    std::error_code error;
    fs::create_directories(options.output, error);
    if (error) {
        throw Error(ErrorKind::output,
                    options.output.native(),
                    "the folder cannot be made: " + error.message(),
                    "choose another folder with -o");
    }
    ArchiveDb archive(options.output / "archive.db");
    return Run(options, std::move(language), observer, archive)();
}

} // namespace saksklar
