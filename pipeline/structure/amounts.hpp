// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// Appends the sums of money on a line: "kr 450 000", "1.299,-", "12,5 mill. kroner",
/// "34,2 MNOK". A number is one only where a currency or ",-" stands with it. `next` is the line
/// that the sentence goes on in, or null; `text` is Document::text. Reads from byte `from` of the
/// line's plain text, and returns how many bytes of the next line's it has taken. Linear.
std::size_t amounts_in(const OutlineLine& line,
                       const OutlineLine* next,
                       std::string_view text,
                       std::size_t from,
                       std::vector<Amount>& out);

} // namespace saksklar::structure
