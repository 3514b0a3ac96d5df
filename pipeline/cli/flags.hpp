// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

/// The single source of what the command line knows: parser, --help, man page and shell
/// completions are made from these tables.
namespace saksklar::cli {

/// What a flag wants behind it.
enum class Operand { none, number, decimal, file, folder, text };

/// The commands, as bits, so that a flag can say where it belongs.
enum CommandBit : std::uint32_t {
    for_run = 1U << 0U,
    for_repair = 1U << 1U,
    for_read = 1U << 2U,
    for_extract = 1U << 3U,
    for_learn = 1U << 4U,
    for_inspect = 1U << 5U,
    for_all = for_run | for_repair | for_read | for_extract | for_learn | for_inspect,
};

struct Flag {
    std::string_view name{}; ///< without the dashes
    char letter = 0;         ///< 0: none
    Operand operand = Operand::none;
    std::string_view metavar{};
    std::string_view summary{}; ///< at most 60 columns, lower case, no full stop
    std::string_view detail{};  ///< more, for the man page; whole sentences
    std::uint32_t commands = for_all;
};

struct Example {
    std::string_view words{};
    std::string_view says{};
};

struct Command {
    std::string_view name{};
    std::uint32_t bit = 0;
    std::string_view operands{}; ///< as shown in the synopsis
    std::string_view summary{};
    std::string_view detail{};
    std::array<Example, 3> examples{};
};

std::span<const Flag> flags();
std::span<const Command> commands();

} // namespace saksklar::cli
