// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <string_view>
#include <vector>

namespace saksklar::structure {

/// Appends the sums of money on a line: "kr 450 000", "1.299,-", "12,5 mill. kroner",
/// "34,2 MNOK". A number is one only where a currency or ",-" stands with it. `next` is the line
/// that the sentence goes on in, or null; `text` is Document::text. Linear in the line.
void amounts_in(const OutlineLine& line,
                const OutlineLine* next,
                std::string_view text,
                std::vector<Amount>& out);

} // namespace saksklar::structure
