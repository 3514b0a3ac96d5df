// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/gap_columns.hpp"

namespace saksklar::structure {

std::vector<GapCell> gap_cells(std::string_view text, Span row)
{
    std::vector<GapCell> out;
    const std::string_view raw = text.substr(row.begin, row.size());
    if (raw.find('\t') != std::string_view::npos || trim(raw).starts_with('|')) {
        return out;
    }
    std::size_t at = raw.find_first_not_of(" \f\r");
    while (at < raw.size()) {
        const std::size_t gap = std::min(raw.find("  ", at), raw.size());
        const std::string_view cell = trim(raw.substr(at, gap - at));
        const std::size_t begin = row.begin + at;
        out.push_back(
            {.column = length_of(raw.substr(0, at)), .span = {begin, begin + cell.size()}});
        at = raw.find_first_not_of(" \r", gap);
    }
    return out;
}

std::vector<Span>
cells_under(std::string_view text, Span row, const std::vector<std::size_t>& begins)
{
    std::vector<Span> out(begins.size());
    for (const GapCell& cell : gap_cells(text, row)) {
        std::size_t column = 0;
        // A letter too far to the left still stands under its column.
        while (column + 1 < begins.size() && begins[column + 1] <= cell.column + 1) {
            ++column;
        }
        Span& here = out[column];
        here = here.size() > 0 ? Span{here.begin, cell.span.end} : cell.span;
    }
    return out;
}

} // namespace saksklar::structure
