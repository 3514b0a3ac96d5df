// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/help.hpp"

#include "normalizers/error.hpp"
#include "pipeline/cli/flags.hpp"

#include <algorithm>

namespace saksklar::cli {

namespace {

constexpr std::size_t columns = 80;

/// `text` wrapped to the width of a terminal, each line behind `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string out;
    std::string line;
    const auto flush = [&] {
        if (!line.empty()) {
            out += std::string(indent, ' ') + line + "\n";
            line.clear();
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (!line.empty() && indent + line.size() + 1 + word.size() > columns) {
            flush();
        }
        line += line.empty() ? "" : " ";
        line += word;
        at = end + 1;
    }
    flush();
    return out;
}

std::string flag_lines(std::uint32_t command_bits, bool only_common)
{
    std::string out;
    for (const Flag& flag : flags()) {
        if ((flag.commands & command_bits) == 0 || (only_common && flag.commands != for_all)) {
            continue;
        }
        std::string left = "  ";
        left += flag.letter != 0 ? std::string("-") + flag.letter + ", " : "    ";
        left += "--" + std::string(flag.name);
        if (!flag.metavar.empty()) {
            left += " " + std::string(flag.metavar);
        }
        left.resize(std::max<std::size_t>(left.size() + 2, 28), ' ');
        out += left + std::string(flag.summary) + "\n";
    }
    return out;
}

constexpr std::string_view exit_statuses = R"(Exit status:
  0    every input gave a record
  1    some inputs failed, wholly or in part; the others are written
  2    nothing done: wrong usage, or a missing model or folder
  3    the output could not be written completely
  130  interrupted; the next run goes on from there
)";

} // namespace

std::string help_text(std::string_view command)
{
    std::string out;
    if (command.empty()) {
        out += "saksklar turns archives of Norwegian meeting minutes into clean, structured "
               "records.\n\n";
        out += "Usage:\n";
        for (const Command& one : commands()) {
            out += "  saksklar " + std::string(one.name) + " [OPTION]... " +
                   std::string(one.operands) + "\n";
        }
        out += "\nCommands:\n";
        for (const Command& one : commands()) {
            std::string left = "  " + std::string(one.name);
            left.resize(12, ' ');
            out += left + std::string(one.summary) + "\n";
        }
        out += "\nOptions of every command:\n" + flag_lines(for_all, true);
        out += "\nExamples:\n";
        for (const Command& one : commands()) {
            out += "  " + std::string(one.examples.front().words) + "\n";
        }
        out += "\n" + std::string(exit_statuses);
        out += "\nMore: saksklar help COMMAND, man saksklar\n";
        return out;
    }
    const auto found = std::ranges::find(commands(), command, &Command::name);
    if (found == commands().end()) {
        throw Error(
            ErrorKind::usage, {}, "no command '" + std::string(command) + "'", "saksklar --help");
    }
    out += "Usage: saksklar " + std::string(found->name) + " [OPTION]... " +
           std::string(found->operands) + "\n\n";
    out += wrapped(found->detail, 0);
    out += "\nOptions:\n" + flag_lines(found->bit, false);
    out += "\nExamples:\n";
    for (const Example& example : found->examples) {
        if (!example.words.empty()) {
            out +=
                "  " + std::string(example.words) + "\n      " + std::string(example.says) + "\n";
        }
    }
    return out;
}

std::string generated(std::string_view kind)
{
    if (kind == "man") {
        return man_page();
    }
    if (kind == "bash") {
        return bash_completion();
    }
    if (kind == "zsh") {
        return zsh_completion();
    }
    if (kind == "fish") {
        return fish_completion();
    }
    throw Error(ErrorKind::usage,
                {},
                "--generate wants man, bash, zsh or fish, not '" + std::string(kind) + "'",
                "saksklar --generate man | man -l -");
}

} // namespace saksklar::cli
