// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace saksklar::test {

/// A ZIP container with these parts, in order.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts);

} // namespace saksklar::test
