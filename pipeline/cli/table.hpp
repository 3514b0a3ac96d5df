// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::cli {

/// How many columns `text` (valid UTF-8) takes on a terminal.
std::size_t columns_of(std::string_view text);

/// `text` filled with spaces to `columns`, on the right or, for numbers, on the left.
std::string padded(std::string text, std::size_t columns, bool number = false);

/// Rows of cells as lines with aligned columns, two spaces apart; the first row is the head.
/// The last column is not filled. `numbers` says which columns are aligned to the right.
std::string table(const std::vector<std::vector<std::string>>& rows,
                  const std::vector<bool>& numbers);

/// A number with so many decimals, the same on every machine.
std::string fixed(double value, int decimals);

/// "40 s", "12 min", "3 h 20 min".
std::string duration(double seconds);

} // namespace saksklar::cli
