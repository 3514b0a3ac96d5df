// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/flags.hpp"
#include "pipeline/cli/help.hpp"

namespace saksklar::cli {

namespace {

/// For a single-quoted word of a shell.
std::string quoted(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else {
            out += c;
        }
    }
    return out;
}

std::string command_names()
{
    std::string names;
    for (const Command& command : commands()) {
        names += std::string(command.name) + " ";
    }
    return names + "help version";
}

std::string flags_of(std::uint32_t bit)
{
    std::string words;
    for (const Flag& flag : flags()) {
        if ((flag.commands & bit) != 0) {
            words += words.empty() ? "" : " ";
            words += "--" + std::string(flag.name);
        }
    }
    return words;
}

} // namespace

std::string bash_completion()
{
    std::string out = "# bash completion for saksklar\n"
                      "_saksklar()\n{\n"
                      "    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} words\n"
                      "    if [[ $COMP_CWORD -eq 1 && $cur != -* ]]; then\n"
                      "        mapfile -t COMPREPLY < <(compgen -W '" +
                      command_names() +
                      "' -- \"$cur\")\n"
                      "        return\n"
                      "    fi\n"
                      "    if [[ $cur == -* ]]; then\n"
                      "        case $command in\n";
    for (const Command& command : commands()) {
        out += "            " + std::string(command.name) + ") words='" + flags_of(command.bit) +
               "' ;;\n";
    }
    out += "            *) words='" + flags_of(for_all) +
           "' ;;\n"
           "        esac\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
           "        return\n"
           "    fi\n"
           "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "}\n"
           "complete -o filenames -F _saksklar saksklar\n";
    return out;
}

std::string zsh_completion()
{
    std::string out = "#compdef saksklar\n"
                      "local -a commands\n"
                      "commands=(\n";
    for (const Command& command : commands()) {
        out += "    '" + std::string(command.name) + ":" + quoted(command.summary) + "'\n";
    }
    out += ")\n"
           "if (( CURRENT == 2 )); then\n"
           "    _describe command commands\n"
           "    return\n"
           "fi\n"
           "case $words[2] in\n";
    for (const Command& command : commands()) {
        out += "    " + std::string(command.name) + ") _arguments \\\n";
        for (const Flag& flag : flags()) {
            if ((flag.commands & command.bit) == 0) {
                continue;
            }
            out += "        '--" + std::string(flag.name) + (flag.metavar.empty() ? "" : "=") +
                   "[" + quoted(flag.summary) + "]";
            if (flag.operand == Operand::file) {
                out += ":file:_files";
            } else if (flag.operand == Operand::folder) {
                out += ":folder:_files -/";
            } else if (flag.operand != Operand::none) {
                out += ":" + quoted(flag.metavar) + ":";
            }
            out += "' \\\n";
        }
        out += "        '*:file:_files' ;;\n";
    }
    out += "esac\n";
    return out;
}

std::string fish_completion()
{
    std::string out = "# fish completion for saksklar\n";
    for (const Command& command : commands()) {
        out += "complete -c saksklar -n __fish_use_subcommand -a " + std::string(command.name) +
               " -d '" + quoted(command.summary) + "'\n";
    }
    for (const Flag& flag : flags()) {
        out += "complete -c saksklar";
        if (flag.commands != for_all) {
            out += " -n '__fish_seen_subcommand_from";
            for (const Command& command : commands()) {
                if ((flag.commands & command.bit) != 0) {
                    out += " " + std::string(command.name);
                }
            }
            out += "'";
        }
        out += " -l " + std::string(flag.name);
        if (flag.letter != 0) {
            out += std::string(" -s ") + flag.letter;
        }
        if (flag.operand != Operand::none) {
            out += " -r";
        }
        out += " -d '" + quoted(flag.summary) + "'\n";
    }
    return out;
}

} // namespace saksklar::cli
