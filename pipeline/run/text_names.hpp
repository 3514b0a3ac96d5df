// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace saksklar {

/// A meeting for which a file name is wanted.
struct TextSource {
    std::string path;
    std::string sha256;
    std::size_t meeting_index = 0;
    std::size_t meetings = 1; ///< in the same source
};

/// A file name (without ending) for each, no two alike, with as much of the path as that
/// takes: "referat-12-mars", else "2019-referat-12-mars", …
std::vector<std::string> text_names(const std::vector<TextSource>& sources);

} // namespace saksklar
