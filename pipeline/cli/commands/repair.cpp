// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/explain.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/cli/table.hpp"
#include "pipeline/records/json_record.hpp"
#include "pipeline/run/assemble.hpp"
#include "pipeline/run/atomic_file.hpp"
#include "pipeline/run/repair_filter.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <system_error>

namespace saksklar::cli {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Standard input or a file, block by block.
class BlockReader {
public:
    explicit BlockReader(const std::string& path)
        : name_(path == "-" ? "standard input" : path),
          descriptor_(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
        if (descriptor_ < 0) {
            fail("cannot be opened: ");
        }
        struct stat status = {};
        if (fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) {
            throw Error(
                ErrorKind::usage, name_, "is a folder", "saksklar run " + name_ + " -o DIR");
        }
    }

    bool more(std::string& block)
    {
        const std::size_t before = block.size();
        block.resize(before + (1U << 18U));
        ssize_t got = 0;
        do {
            got = read(descriptor_, block.data() + before, block.size() - before);
        } while (got < 0 && errno == EINTR && !was_interrupted());
        if (got < 0) {
            fail("cannot be read: ");
        }
        block.resize(before + static_cast<std::size_t>(got));
        if (first_) {
            first_ = false;
            check_head(block);
        }
        return got > 0;
    }

    bool had_byte_order_mark() const noexcept { return byte_order_mark_; }

private:
    [[noreturn]] void fail(const char* doing) const
    {
        throw Error(ErrorKind::usage,
                    name_,
                    doing + std::system_category().message(errno),
                    "check the path");
    }

    /// A filter for text should not chew on a PDF.
    void check_head(std::string& head)
    {
        for (const auto& [magic, what] :
             std::array<std::pair<std::string_view, const char*>, 4>{{{"%PDF-", "PDF"},
                                                                      {"PK\x03\x04", "zip"},
                                                                      {"\x89PNG", "PNG"},
                                                                      {"\x1F\x8B", "gzip"}}}) {
            if (head.starts_with(magic)) {
                throw Error(ErrorKind::usage,
                            name_,
                            std::string("looks like ") + what + ", not text",
                            std::string_view(what) == "gzip" ? "unpack it first"
                                                             : "saksklar read " + name_);
            }
        }
        if (head.starts_with(byte_order_mark)) {
            byte_order_mark_ = true;
            head.erase(0, byte_order_mark.size());
        }
    }

    std::string name_;
    int descriptor_;
    bool first_ = true;
    bool byte_order_mark_ = false;
};

/// Prints the lines that change, before and after.
class LineDiff {
public:
    LineDiff(Streams& streams, bool colours) : streams_(streams), colours_(colours) {}

    void take(const RepairedStretch& stretch)
    {
        const std::string after = apply_edits(stretch.before, stretch.edits);
        const OffsetMap map(stretch.edits);
        std::size_t begin = 0;
        auto edit = stretch.edits.begin();
        while (begin < stretch.before.size()) {
            const std::size_t end =
                std::min(stretch.before.find('\n', begin), stretch.before.size());
            ++line_;
            bool changed = false;
            while (edit != stretch.edits.end() && edit->span.begin <= end) {
                changed = changed || edit->applied;
                ++edit;
            }
            if (changed) {
                const Span now = map.to_after(Span{begin, end});
                print("@@ line " + std::to_string(line_) + " @@", "36");
                print("-" + std::string(stretch.before.substr(begin, end - begin)), "31");
                print("+" + after.substr(now.begin, now.size()), "32");
            }
            begin = end + 1;
        }
    }

private:
    void print(const std::string& text, const char* colour)
    {
        const std::string bytes = utf8::unescape(text);
        streams_.write(colours_ ? "\x1b[" + std::string(colour) + "m" + bytes + "\x1b[0m\n"
                                : bytes + "\n");
    }

    Streams& streams_;
    bool colours_;
    std::size_t line_ = 0;
};

void print_explanation(const Explanation& explanation, Streams& streams)
{
    streams.write("word       " + explanation.word + "\n");
    streams.write("decision   " + explanation.decision + ", probability " +
                  fixed(explanation.probability, 2) + "\n");
    if (!explanation.evidence.empty()) {
        streams.write("evidence   " + explanation.evidence + "\n");
    }
    streams.write(
        "document   damaged with probability " + fixed(explanation.estimate.damaged, 2) +
        ", language " +
        (explanation.estimate.language.empty() ? "unknown" : explanation.estimate.language) +
        "\n\n");
    std::vector<std::vector<std::string>> rows = {
        {"reading", "channel", "language", "sum", "from"}};
    for (const Reading& reading : explanation.readings) {
        rows.push_back(
            {reading.text,
             fixed(reading.channel, 2),
             fixed(reading.language, 2),
             fixed(reading.channel + reading.language, 2),
             reading.source + (reading.witness.empty() ? "" : " (" + reading.witness + ")")});
    }
    streams.write(table(rows, {false, true, true, true, false}));
}

} // namespace

int repair_command(const Request& request, Streams& streams, Console& console)
{
    const std::string path = request.operands.empty() ? "-" : request.operands.front();
    const auto language = load_language_data(find_data_dir(request.data_dir));
    LearnedWords learned;
    RepairFilterOptions options;
    options.min_probability = request.min_probability;
    if (!request.learned.empty()) {
        learned = LearnedWords::load(request.learned);
        options.learned = &learned;
    }
    BlockReader reader(path);
    const auto more = [&](std::string& block) { return reader.more(block); };

    if (!request.explain.empty()) {
        std::string text;
        repair_filter(more, language, options, [&](const RepairedStretch& stretch) {
            // Explained on the text as it came: charset damage is undone before letters.
            text += stretch.before;
        });
        LetterRepairOptions letters;
        letters.min_probability = request.min_probability;
        letters.learned = options.learned;
        print_explanation(explain(request.explain, text, *language, letters), streams);
        streams.flush();
        return 0;
    }

    std::optional<AtomicFile> edits;
    if (!request.edits.empty()) {
        edits.emplace(request.edits);
    }
    LineDiff diff(streams, streams.is_terminal() && console.colours());
    bool begun = false;
    repair_filter(more, language, options, [&](const RepairedStretch& stretch) {
        if (!begun && !request.diff && reader.had_byte_order_mark()) {
            streams.write(byte_order_mark);
        }
        begun = true;
        if (request.diff) {
            diff.take(stretch);
        } else {
            streams.write(utf8::unescape(apply_edits(stretch.before, stretch.edits)));
        }
        if (edits) {
            // Bytes of the input before each edit; the edits come in order.
            std::size_t counted = 0;
            std::size_t offset =
                stretch.offset + (reader.had_byte_order_mark() ? byte_order_mark.size() : 0);
            for (const Edit& edit : stretch.edits) {
                if (edit.span.begin > counted) {
                    offset +=
                        utf8::unescape(stretch.before.substr(counted, edit.span.begin - counted))
                            .size();
                    counted = edit.span.begin;
                }
                edits->write(edit_json(path, edit, offset));
                edits->write("\n");
            }
        }
    });
    streams.flush();
    if (edits) {
        edits->commit();
    }
    return 0;
}

} // namespace saksklar::cli
