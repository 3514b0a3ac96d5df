// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace saksklar {

/// A file to work on, or why there is none.
struct Input {
    std::string path; ///< "-" is standard input
    std::optional<Failure> failure;
};

/// The files behind `arguments`, in the order given; a folder stands for everything in it,
/// sorted by the bytes of the paths, hidden files and links to folders left out. A file
/// named twice comes once.
std::vector<Input> walk(const std::vector<std::string>& arguments);

} // namespace saksklar
