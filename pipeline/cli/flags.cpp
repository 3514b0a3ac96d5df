// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/flags.hpp"

namespace saksklar::cli {

namespace {

constexpr std::uint32_t for_pages = for_run | for_read | for_extract | for_inspect;
constexpr std::uint32_t for_letters = for_run | for_read | for_extract | for_repair;

constexpr std::array all_commands{
    Command{
        .name = "run",
        .bit = for_run,
        .operands = "INPUT... -o DIR",
        .summary = "read an archive and write its records",
        .detail =
            "Reads files, folders and - (a text on standard input), repairs their letters, splits "
            "the minutes into cases, and writes DIR/archive.db (SQLite), meetings.jsonl, "
            "cases.jsonl, edits.jsonl, learned.tsv and text/*.md. What an earlier run has done "
            "is not done again.",
        .examples = {Example{"saksklar run arkiv/ -o ut", "a folder of years of minutes"},
                     Example{"saksklar run -j 1 --fast moter-1987.pdf -o ut",
                             "one file, one core, each page read once"},
                     Example{"saksklar run arkiv/ -o ut --dry-run",
                             "what would be read, and how long it may take"}}},
    Command{
        .name = "repair",
        .bit = for_repair,
        .operands = "[FILE]",
        .summary = "repair the letters of a text, as a filter",
        .detail =
            "Reads FILE, or standard input, and writes it to standard output as UTF-8 with damaged "
            "letters put right and everything else as it was. Sound text leaves byte for byte as "
            "it came. Works in constant memory.",
        .examples = {Example{"saksklar repair < dump.txt > clean.txt", "a damaged text dump"},
                     Example{"saksklar repair --diff dump.txt", "what would change, line by line"},
                     Example{"saksklar repair --explain mgte dump.txt",
                             "why a word was changed, or was not"}}},
    Command{.name = "read",
            .bit = for_read,
            .operands = "FILE...",
            .summary = "print the repaired text of pages",
            .detail = "Prints the text of every page, repaired, with a form feed between pages.",
            .examples = {Example{"saksklar read skann.pdf", "the text of a scan"},
                         Example{"saksklar read --always-ocr rar.pdf", "distrust the text layer"},
                         Example{}}},
    Command{.name = "extract",
            .bit = for_extract,
            .operands = "FILE...",
            .summary = "print one meeting record a line",
            .detail =
                "Prints meeting records (contract version 1) as JSON Lines on standard output.",
            .examples = {Example{"saksklar extract referat.pdf | jq '.cases[].title'",
                                 "the titles of the cases"},
                         Example{"saksklar extract arkiv/ > meetings.jsonl",
                                 "a folder, no archive kept"},
                         Example{}}},
    Command{.name = "learn",
            .bit = for_learn,
            .operands = "INPUT... -o WORDS",
            .summary = "learn words and names from sound documents",
            .detail =
                "Writes the words and names of the inputs' sound lines to the file WORDS "
                "(tab-separated, one a line), for --learned. The command run learns by itself.",
            .examples = {Example{"saksklar learn sunne/ -o ord.tsv", "learn from sound minutes"},
                         Example{"saksklar repair --learned ord.tsv < dump.txt", "and use it"},
                         Example{}}},
    Command{
        .name = "inspect",
        .bit = for_inspect,
        .operands = "FILE...",
        .summary = "show what is seen, page by page",
        .detail =
            "Prints a table of the pages: what is on them, whether their text can be trusted, why, "
            "and how they would be read.",
        .examples = {Example{"saksklar inspect rar.pdf", "why is this file read again?"},
                     Example{},
                     Example{}}},
};

constexpr std::array all_flags{
    Flag{.name = "output",
         .letter = 'o',
         .operand = Operand::file,
         .metavar = "PATH",
         .summary = "where to write: a folder (run) or a file (learn)",
         .detail =
             "The folder is made if it is missing. A folder that an earlier run wrote is added to.",
         .commands = for_run | for_learn},
    Flag{.name = "jobs",
         .letter = 'j',
         .operand = Operand::number,
         .metavar = "N",
         .summary = "pages to work on at once",
         .detail = "Zero, the default, means one per core. The records do not depend on N.",
         .commands = for_run | for_read | for_extract},
    Flag{.name = "min-probability",
         .operand = Operand::decimal,
         .metavar = "P",
         .summary = "repair where at least this sure, 0 to 1",
         .detail =
             "Repairs that are less sure are listed as proposals and the text keeps what was read. "
             "The default is the one that docs/accuracy.md was measured with.",
         .commands = for_letters},
    Flag{.name = "learned",
         .operand = Operand::file,
         .metavar = "WORDS",
         .summary = "know the words and names of this file, too",
         .detail = "A file as written by the command learn, or DIR/learned.tsv of a run.",
         .commands = for_letters},
    Flag{.name = "edits",
         .operand = Operand::file,
         .metavar = "FILE",
         .summary = "write every change to FILE as JSON Lines",
         .detail = "Applied and proposed changes, with place, rule, evidence and probability.",
         .commands = for_repair},
    Flag{.name = "diff",
         .summary = "print the changed lines instead of the text",
         .detail = "Exit status 0 whether there are any or not.",
         .commands = for_repair},
    Flag{.name = "explain",
         .operand = Operand::text,
         .metavar = "WORD",
         .summary = "print why WORD is changed, or is not",
         .detail = "The readings considered for the first occurrence of WORD in the text, their "
                   "scores and "
                   "the evidence.",
         .commands = for_repair},
    Flag{
        .name = "lang",
        .letter = 'l',
        .operand = Operand::text,
        .metavar = "LANGS",
        .summary = "languages of the scans, such as no or nb+eng",
        .detail =
            "nb, nn, no, nob, nno and nor all mean Tesseract's Norwegian model. The default is no.",
        .commands = for_pages},
    Flag{.name = "tessdata",
         .operand = Operand::folder,
         .metavar = "DIR",
         .summary = "where other Tesseract models are",
         .commands = for_pages},
    Flag{.name = "fast",
         .summary = "read every page once, with one model",
         .detail = "About twice as fast on scans; signs such as § and @ are often lost.",
         .commands = for_pages},
    Flag{.name = "always-ocr",
         .summary = "distrust every text layer and read the images",
         .commands = for_run | for_read | for_extract},
    Flag{.name = "again",
         .summary = "read all inputs anew, whatever was done before",
         .commands = for_run},
    Flag{.name = "dry-run",
         .summary = "only say what would be read, and how long it may take",
         .commands = for_run},
    Flag{.name = "memory",
         .operand = Operand::number,
         .metavar = "MB",
         .summary = "memory that one worker may use; 0: no limit",
         .detail =
             "The default is 2048. A page that needs more is given up, named, and the run goes on.",
         .commands = for_run | for_read | for_extract},
    Flag{.name = "page-timeout",
         .operand = Operand::number,
         .metavar = "SECONDS",
         .summary = "give a page up after this long",
         .detail = "The default is 300.",
         .commands = for_run | for_read | for_extract},
    Flag{.name = "data-dir",
         .operand = Operand::folder,
         .metavar = "DIR",
         .summary = "where the language model is",
         .detail =
             "Otherwise $SAKSKLAR_DATA_DIR, else share/saksklar beside the program or its prefix."},
    Flag{.name = "quiet", .letter = 'q', .summary = "say only what went wrong"},
    Flag{.name = "verbose", .letter = 'v', .summary = "say more; twice: even more"},
    Flag{.name = "help", .letter = 'h', .summary = "print help and exit"},
    Flag{.name = "version", .summary = "print the version and exit"},
    Flag{.name = "generate",
         .operand = Operand::text,
         .metavar = "KIND",
         .summary = "print man page or completions: man, bash, zsh, fish"},
};

} // namespace

std::span<const Flag> flags()
{
    return all_flags;
}

std::span<const Command> commands()
{
    return all_commands;
}

} // namespace saksklar::cli
