// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace saksklar {

/// A set of letters, by code.
class LetterSet {
public:
    void add(std::uint8_t letter) noexcept
    {
        bits_[letter >> 6U & 1U] |= std::uint64_t{1} << (letter & 63U);
    }

    bool has(std::uint8_t letter) const noexcept
    {
        return (bits_[letter >> 6U & 1U] >> (letter & 63U) & 1U) != 0;
    }

    bool meets(const LetterSet& other) const noexcept
    {
        return ((bits_[0] & other.bits_[0]) | (bits_[1] & other.bits_[1])) != 0;
    }

private:
    std::array<std::uint64_t, 2> bits_{};
};

/// A set of words as a minimal acyclic automaton, read where it lies. One edge is 32
/// bits: target 23, last-of-its-node 1, ends-a-word 1, letter 7. The edges of a node
/// stand together, by letter. With `skips` (one number an edge: how many words of the node
/// come before it) every word has an index: its place in the sorted list.
class WordGraph {
public:
    static constexpr std::uint32_t no_node = 0xFFFFFFFF;

    WordGraph() = default;

    WordGraph(std::span<const std::uint32_t> edges, std::span<const std::uint32_t> skips);

    struct Edge {
        std::uint32_t value = 0;

        std::uint8_t letter() const noexcept { return static_cast<std::uint8_t>(value & 0x7FU); }

        bool ends_word() const noexcept { return (value & 0x80U) != 0; }

        bool is_last() const noexcept { return (value & 0x100U) != 0; }

        /// The first edge of the node behind; 0 if there is none.
        std::uint32_t target() const noexcept { return value >> 9U; }
    };

    bool empty() const noexcept { return edges_.size() < 2; }

    /// The first edge of the start node.
    std::uint32_t root() const noexcept { return empty() ? 0 : 1; }

    Edge edge(std::uint32_t index) const noexcept { return Edge{edges_[index]}; }

    std::uint32_t skip(std::uint32_t index) const noexcept { return skips_[index]; }

    bool has_indices() const noexcept { return !skips_.empty(); }

    /// The edge of `node` with `letter`, or no_node.
    std::uint32_t find(std::uint32_t node, std::uint8_t letter) const noexcept
    {
        if (node == 0) {
            return no_node;
        }
        if (node == 1) {
            return root_edges_[letter & 0x7FU];
        }
        for (std::uint32_t i = node;; ++i) {
            const Edge e{edges_[i]};
            if (e.letter() == letter) {
                return i;
            }
            if (e.is_last() || e.letter() > letter) {
                return no_node;
            }
        }
    }

    /// The letters that may follow `node`, which must not be 0.
    LetterSet letters_of(std::uint32_t node) const noexcept
    {
        return node == 1 ? root_letters_ : gather(node);
    }

    bool contains(std::string_view codes) const noexcept;

    /// The index of a word, if the graph has it.
    std::optional<std::uint32_t> index_of(std::string_view codes) const noexcept;

private:
    LetterSet gather(std::uint32_t node) const noexcept
    {
        LetterSet out;
        for (std::uint32_t i = node;; ++i) {
            const Edge e{edges_[i]};
            out.add(e.letter());
            if (e.is_last()) {
                return out;
            }
        }
    }

    std::span<const std::uint32_t> edges_{};
    std::span<const std::uint32_t> skips_{};
    std::uint32_t root_edges_[128] = {};
    LetterSet root_letters_{};
};

} // namespace saksklar
