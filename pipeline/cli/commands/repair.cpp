// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/intake.hpp"
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

#include <algorithm>
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
                            : descriptor_ == STDIN_FILENO    ? "saksklar read FILE"
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

/// Prints the lines that change as a unified diff without context, which `patch` applies.
class LineDiff {
public:
    LineDiff(Streams& streams, const std::string& name, bool colours)
        : streams_(streams), name_(name), colours_(colours)
    {
    }

    /// The mark at the head of the text, which its first line has on both sides.
    void begin_with(std::string_view mark) { mark_ = mark; }

    void take(const RepairedStretch& stretch)
    {
        const std::string after = apply_edits(stretch.before, stretch.edits);
        const OffsetMap map(stretch.edits);
        std::size_t begin = 0;
        auto edit = stretch.edits.begin();
        // Up to the last line that is whole on both sides; what is left waits for the rest.
        while (begin < stretch.before.size()) {
            std::size_t end = line_end(stretch.before, begin);
            bool changed = false;
            while (edit != stretch.edits.end() && edit->span.begin < end) {
                changed = changed || edit->applied;
                end = std::max(
                    end, line_end(stretch.before, std::max(edit->span.end, std::size_t{1}) - 1));
                ++edit;
            }
            add(stretch.before.substr(begin, end - begin),
                changed ? after.substr(map.to_after(begin), map.to_after(end) - map.to_after(begin))
                        : std::string(),
                changed);
            begin = end;
        }
    }

    void finish()
    {
        settle_line();
        print_hunk();
    }

private:
    static std::size_t line_end(std::string_view text, std::size_t from)
    {
        const std::size_t at = text.find('\n', from);
        return at == std::string_view::npos ? text.size() : at + 1;
    }

    /// More of the text: whole lines, or a piece of one that goes on.
    void add(std::string_view before, std::string after, bool changed)
    {
        if (!changed && !line_changed_ && line_before_.empty() && before.ends_with('\n')) {
            print_hunk();
            begin_line();
            lines_ += 1;
            lines_after_ += 1;
            return;
        }
        begin_line();
        line_before_ += before;
        line_after_ += changed ? after : std::string(before);
        line_changed_ = line_changed_ || changed;
        if (line_before_.ends_with('\n')) {
            settle_line();
        }
    }

    void begin_line()
    {
        if (lines_ == 0 && line_before_.empty()) {
            line_before_ += mark_;
            line_after_ += mark_;
            mark_.clear();
        }
    }

    static std::size_t count_lines(std::string_view text)
    {
        return static_cast<std::size_t>(std::ranges::count(text, '\n')) +
               (text.empty() || text.ends_with('\n') ? 0U : 1U);
    }

    /// A line, or lines that an edit joined, is whole.
    void settle_line()
    {
        if (line_changed_) {
            hunk_before_ += line_before_;
            hunk_after_ += line_after_;
        } else {
            print_hunk();
            lines_ += count_lines(line_before_);
            lines_after_ += count_lines(line_before_);
        }
        line_before_.clear();
        line_after_.clear();
        line_changed_ = false;
    }

    void print_hunk()
    {
        if (hunk_before_.empty()) {
            return;
        }
        if (!begun_) {
            print("--- " + name_ + "\n", "1");
            print("+++ " + name_ + "\n", "1");
            begun_ = true;
        }
        const std::size_t removed = count_lines(hunk_before_);
        const std::size_t added = count_lines(hunk_after_);
        print("@@ -" + range(lines_, removed) + " +" + range(lines_after_, added) + " @@\n", "36");
        print_lines('-', hunk_before_, "31");
        print_lines('+', hunk_after_, "32");
        lines_ += removed;
        lines_after_ += added;
        hunk_before_.clear();
        hunk_after_.clear();
    }

    /// What a hunk covers, behind `before` lines: "3", "3,2", or "2,0" for nothing behind line 2.
    static std::string range(std::size_t before, std::size_t count)
    {
        const std::string first = std::to_string(count == 0 ? before : before + 1);
        return count == 1 ? first : first + "," + std::to_string(count);
    }

    void print_lines(char sign, std::string_view text, const char* colour)
    {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = line_end(text, begin);
            print(sign + std::string(text.substr(begin, end - begin)), colour);
            begin = end;
        }
        if (!text.empty() && !text.ends_with('\n')) {
            streams_.write("\n\\ No newline at end of file\n");
        }
    }

    void print(std::string_view text, const char* colour)
    {
        const std::string bytes = utf8::unescape(text);
        if (!colours_) {
            streams_.write(bytes);
            return;
        }
        const bool ended = bytes.ends_with('\n');
        streams_.write("\x1b[" + std::string(colour) + "m" +
                       bytes.substr(0, bytes.size() - (ended ? 1 : 0)) + "\x1b[0m" +
                       (ended ? "\n" : ""));
    }

    Streams& streams_;
    std::string name_;
    bool colours_;
    std::string mark_;
    std::string line_before_; ///< of a line that is not whole yet
    std::string line_after_;
    bool line_changed_ = false;
    std::string hunk_before_; ///< changed lines that stand together
    std::string hunk_after_;
    std::size_t lines_ = 0; ///< before the hunk
    std::size_t lines_after_ = 0;
    bool begun_ = false;
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

/// Says what becomes of `word`, as it stands in the text or with its charset damage undone.
void explain_word(const std::string& word,
                  const std::string& path,
                  std::string_view bytes,
                  const LanguageData& language,
                  const LetterRepairOptions& options,
                  Streams& streams)
{
    const std::string text = take_in(bytes).text;
    CharsetRepair charset([&](std::string_view one) { return language.contains(one); });
    const std::vector<Edit> edits = charset.repair(text).edits;
    const std::string wanted = utf8::escape(word);
    const auto edit = std::ranges::find_if(
        edits, [&](const Edit& one) { return one.before.find(wanted) != std::string::npos; });
    if (edit != edits.end()) {
        streams.write("word       " + utf8::unescape(edit->before) + "\n" + //
                      "becomes    " + utf8::unescape(edit->after) + "\n" +
                      "decision   applied, probability " + fixed(edit->probability, 2) + "\n" +
                      "rule       " + edit->rule + "\n" + //
                      "evidence   " + edit->evidence + "\n");
        return;
    }
    const std::string between = apply_edits(text, edits);
    if (between.find(wanted) == std::string::npos) {
        throw Error(ErrorKind::usage,
                    path == "-" ? "standard input" : path,
                    "has no word '" + word + "'",
                    "--explain with the word as it stands in the text, its case too");
    }
    print_explanation(explain(wanted, between, language, options), streams);
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
        std::string bytes;
        while (reader.more(bytes)) {
        }
        LetterRepairOptions letters;
        letters.min_probability = request.min_probability;
        letters.learned = options.learned;
        explain_word(request.explain, path, bytes, *language, letters, streams);
        streams.flush();
        return 0;
    }

    std::optional<AtomicFile> edits;
    if (!request.edits.empty()) {
        edits.emplace(request.edits);
    }
    LineDiff diff(streams, path, streams.is_terminal() && console.colours());
    bool begun = false;
    repair_filter(more, language, options, [&](const RepairedStretch& stretch) {
        if (!begun && reader.had_byte_order_mark()) {
            if (request.diff) {
                diff.begin_with(byte_order_mark);
            } else {
                streams.write(byte_order_mark);
            }
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
    if (request.diff) {
        diff.finish();
    }
    streams.flush();
    if (edits) {
        edits->commit();
    }
    return 0;
}

} // namespace saksklar::cli
