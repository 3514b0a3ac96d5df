// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/letter_repair.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saksklar::cli {

/// What the user asked for, checked and typed.
struct Request {
    std::string command; ///< "run", "repair", …; "help", "version", "generate"
    std::string topic;   ///< of help: a command or empty; of generate: the kind
    std::vector<std::string> operands;
    std::filesystem::path output;
    std::filesystem::path data_dir;
    std::string learned;
    std::string edits;
    std::string explain;
    std::string tessdata;
    std::vector<std::string> languages = {"nor"};
    std::size_t jobs = 0;
    std::size_t memory_mb = 2048;
    std::size_t page_timeout_s = 300;
    double min_probability = LetterRepairOptions{}.min_probability;
    int verbosity = 0; ///< -1 quiet … 2
    bool diff = false;
    bool fast = false;
    bool always_ocr = false;
    bool again = false;
    bool dry_run = false;
};

/// Throws Error{usage} with a remedy.
Request parse_args(std::span<char* const> arguments);

} // namespace saksklar::cli
