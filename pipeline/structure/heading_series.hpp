// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/numbering.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// A label of a kind that one is no evidence for, but several of it are: "[1]", "2/1", "BK-287",
/// "Ms 20-14", "1-1".
struct SeriesLabel {
    std::string kind; ///< what all of a series have in common: brackets, letters and marks
    HeadingLabel label;
};

/// Reads one from the start of a line's plain text; a title in capitals, digits or quotation marks
/// must follow.
std::optional<SeriesLabel> read_series_label(std::string_view plain);

} // namespace saksklar::structure
