// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/combine.hpp"

#include <vector>

namespace saksklar {

/// Puts the pieces of a table's rows, which an engine reads column by column, side by
/// side again: a line that stands beside another is joined to it, unless both belong to columns of
/// running text. Lines of such columns keep the engine's order.
std::vector<ChosenLine> with_rows_joined(std::vector<ChosenLine> lines);

/// Parts rows that run across two columns of running text: five rows or more with a strip of
/// white in common and at least four words on either side of it.
std::vector<ChosenLine> with_columns_parted(std::vector<ChosenLine> rows);

} // namespace saksklar
