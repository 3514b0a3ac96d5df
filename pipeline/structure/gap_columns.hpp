// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/text_scan.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// A stretch of a line between gaps of two spaces or more.
struct GapCell {
    std::size_t column = 0; ///< the character of the line it begins at
    Span span{};            ///< in the document's text
};

/// The cells of the line `row` of `text`, parted by gaps; none where tabs or bars part them.
std::vector<GapCell> gap_cells(std::string_view text, Span row);

/// The cells of a line put under the columns that begin at the characters `begins`: a cell belongs
/// to the last column that begins no later, and cells of one column are one. As many as columns;
/// those that the line leaves open are empty.
std::vector<Span>
cells_under(std::string_view text, Span row, const std::vector<std::size_t>& begins);

} // namespace saksklar::structure
