// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/temp_dir.hpp"

#include <sys/wait.h>

#include <string>
#include <vector>

namespace saksklar::test {

struct Ran {
    int status = -1; ///< exit status; 128 + n when a signal ended it
    std::string out;
    std::string err;
};

inline std::string shell_quoted(const std::string& word)
{
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return quoted + "'";
}

/// Runs the program with `arguments`, `input` on its standard input; `before` goes in front of
/// the command in the shell ("cd DIR;", "VAR=x").
inline Ran run_program(const std::vector<std::string>& arguments,
                       const std::string& input = {},
                       const std::string& before = {})
{
    const TempDir dir;
    const std::string in = dir.write("in", input);
    std::string command = before + " " + shell_quoted(SAKSKLAR_PROGRAM);
    for (const std::string& argument : arguments) {
        command += " " + shell_quoted(argument);
    }
    command += " <" + in + " >" + (dir / "out") + " 2>" + (dir / "err");
    const int status = std::system(command.c_str());
    Ran ran;
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ran.out = read_file(dir / "out");
    ran.err = read_file(dir / "err");
    return ran;
}

} // namespace saksklar::test
