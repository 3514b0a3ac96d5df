// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saksklar {

/// The arrays behind a WordGraph.
struct BuiltGraph {
    std::vector<std::uint32_t> edges;
    std::vector<std::uint32_t> skips; ///< empty if they were not asked for
};

/// The smallest acyclic automaton of `words`: alphabet codes, sorted, no duplicates.
BuiltGraph build_graph(std::span<const std::string> words, bool with_skips);

} // namespace saksklar
