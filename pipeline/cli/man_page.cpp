// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/flags.hpp"
#include "pipeline/cli/help.hpp"
#include "pipeline/core/version.hpp"

namespace saksklar::cli {

namespace {

/// roff takes a hyphen for a typographic one and a leading dot or apostrophe for a request.
std::string roff(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) {
            out += "\\&";
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string option_items()
{
    std::string out;
    for (const Flag& flag : flags()) {
        out += ".TP\n.B ";
        if (flag.letter != 0) {
            out += std::string("\\-") + flag.letter + ", ";
        }
        out += roff("--" + std::string(flag.name));
        if (!flag.metavar.empty()) {
            out += " \\fI" + roff(flag.metavar) + "\\fR";
        }
        out += "\n";
        std::string summary(flag.summary);
        summary[0] = static_cast<char>(summary[0] >= 'a' && summary[0] <= 'z' ? summary[0] - 32
                                                                              : summary[0]);
        out += roff(summary) + ".\n";
        if (!flag.detail.empty()) {
            out += roff(flag.detail) + "\n";
        }
        if (flag.commands != for_all) {
            out += "Of";
            bool first = true;
            for (const Command& command : commands()) {
                if ((flag.commands & command.bit) != 0) {
                    out += std::string(first ? " " : ", ") + "\\fB" + std::string(command.name) +
                           "\\fR";
                    first = false;
                }
            }
            out += ".\n";
        }
    }
    return out;
}

constexpr std::string_view description = R"(.SH DESCRIPTION
.B saksklar
turns archives of Norwegian meeting minutes
.RI ( referater )
into clean, structured records. PDFs that were scanned or badly extracted are read
again where that is needed, Norwegian letters that went wrong are repaired
(mgte \[->] m\[/o]te, pa \[->] p\[oa]), minutes are split into their cases, and every changed
letter can be traced to its place on the page and undone.
)";

constexpr std::string_view rest = R"(.SH INPUT
Text dumps in UTF\-8, UTF\-16, ISO 8859\-1, CP1252, CP850, CP865, MacRoman or ISO 646\-NO; PDF;
PNG, JPEG and TIFF (many pages); ODT, DOCX and HTML. The kind of a file is told by its
content, never by its name. A folder stands for all files in it, sorted, hidden ones left out.
.SH RECORDS
.B saksklar extract
prints one JSON object a line for each meeting, and
.B saksklar run
writes the same to
.IR meetings.jsonl ,
one line a case to
.IR cases.jsonl ,
and every change to
.IR edits.jsonl .
JSON Schema files lie in
.IR share/saksklar/schema .
Fields that the minutes do not give are null, never guessed.
.SH EXIT STATUS
.TP
.B 0
Every input gave a record.
.TP
.B 1
Some inputs failed, wholly or in part; the others are written.
.TP
.B 2
Nothing done: wrong usage, or a missing model or folder.
.TP
.B 3
The output could not be written completely.
.TP
.B 130
Interrupted. The next run goes on from there.
.SH ENVIRONMENT
.TP
.B SAKSKLAR_DATA_DIR
The folder of the language model, as
.BR \-\-data\-dir .
.TP
.B NO_COLOR
No colours, even on a terminal.
.SH FILES
.TP
.I DIR/archive.db
The archive (SQLite): ledger of sources, pages as read, meetings, cases with a full\-text
index, edits.
.TP
.I DIR/learned.tsv
Words and names that the archive's sound documents taught; may be edited.
.TP
.I DIR/text/*.md
Every meeting for people to read.
.SH LIMITS
A page that crashes its reader, takes longer than
.B \-\-page\-timeout
or more memory than
.B \-\-memory
is named and given up; the rest of the document is read. Handwriting is not read.
.SH SEE ALSO
.BR tesseract (1),
.BR pdftotext (1),
.BR sqlite3 (1),
.BR jq (1)
)";

} // namespace

std::string man_page()
{
    std::string out =
        ".TH SAKSKLAR 1 \"\" \"saksklar " + std::string(version) + "\" \"User Commands\"\n";
    out += ".SH NAME\nsaksklar \\- Norwegian meeting minutes to clean, structured records\n";
    out += ".SH SYNOPSIS\n";
    bool first = true;
    for (const Command& command : commands()) {
        out += first ? "" : ".br\n";
        first = false;
        out += ".B saksklar " + std::string(command.name) + "\n.RI [ OPTION ]... " +
               roff(command.operands) + "\n";
    }
    out += description;
    out += ".SH COMMANDS\n";
    for (const Command& command : commands()) {
        out += ".TP\n.B " + std::string(command.name) + "\n" + roff(command.detail) + "\n";
    }
    out += ".SH OPTIONS\n" + option_items();
    out += rest;
    out += ".SH EXAMPLES\n";
    for (const Command& command : commands()) {
        for (const Example& example : command.examples) {
            if (!example.words.empty()) {
                out += ".TP\n.B " + roff(example.words) + "\n" + roff(example.says) + "\n";
            }
        }
    }
    return out;
}

} // namespace saksklar::cli
