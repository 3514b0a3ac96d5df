// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/flags.hpp"
#include "pipeline/cli/help.hpp"
#include "support/run_program.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <sstream>

using namespace saksklar;
using namespace saksklar::test;

TEST_CASE("the flag table is in order", "[help]")
{
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const cli::Flag& flag : cli::flags()) {
        CAPTURE(flag.name);
        CHECK(names.insert(flag.name).second);
        CHECK((flag.letter == 0 || letters.insert(flag.letter).second));
        CHECK(std::ranges::all_of(flag.name,
                                  [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }));
        CHECK(flag.summary.size() <= 60);
        CHECK_FALSE(flag.summary.ends_with('.'));
        CHECK((flag.operand == cli::Operand::none) == flag.metavar.empty());
    }
}

TEST_CASE("help fits a terminal and names every command and flag", "[help]")
{
    const Ran all = run_program({"--help"});
    CHECK(all.status == 0);
    CHECK(all.err.empty());
    CHECK(all.out == cli::help_text(""));
    for (const cli::Command& command : cli::commands()) {
        CHECK(all.out.find("  " + std::string(command.name)) != std::string::npos);
        const Ran one = run_program({"help", std::string(command.name)});
        CHECK(one.out == run_program({std::string(command.name), "--help"}).out);
        std::istringstream lines(all.out + one.out);
        for (std::string line; std::getline(lines, line);) {
            CAPTURE(line);
            CHECK(line.size() <= 90);
        }
        for (const cli::Flag& flag : cli::flags()) {
            const bool named = one.out.find("--" + std::string(flag.name)) != std::string::npos;
            CAPTURE(command.name, flag.name);
            CHECK(((flag.commands & command.bit) == 0 || named));
        }
    }
}

TEST_CASE("every flag is in the man page and the completions", "[help]")
{
    for (const cli::Flag& flag : cli::flags()) {
        CAPTURE(flag.name);
        std::string in_roff;
        for (const char c : flag.name) {
            in_roff += c == '-' ? "\\-" : std::string(1, c);
        }
        CHECK(cli::man_page().find("\\-\\-" + in_roff) != std::string::npos);
        CHECK(cli::bash_completion().find("--" + std::string(flag.name)) != std::string::npos);
        CHECK(cli::zsh_completion().find("--" + std::string(flag.name)) != std::string::npos);
        CHECK(cli::fish_completion().find("-l " + std::string(flag.name)) != std::string::npos);
    }
}

TEST_CASE("bash takes the completion file and man the page, without a word", "[help]")
{
    const TempDir dir;
    const std::string script = dir.write("saksklar.bash", cli::bash_completion());
    CHECK(std::system(("bash -n " + script + " 2>/dev/null").c_str()) == 0);
    const std::string page = dir.write("saksklar.1", cli::man_page());
    if (std::system("command -v groff >/dev/null") != 0) {
        WARN("groff is not installed: the man page was not formatted");
        return;
    }
    CHECK(std::system(
              ("LC_ALL=C.UTF-8 groff -man -Tutf8 -ww " + page + " >/dev/null 2>" + (dir / "said"))
                  .c_str()) == 0);
    CHECK(read_file(dir / "said").empty());
}
