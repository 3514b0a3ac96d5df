// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace saksklar {

/// A set of letters in one word: a bit for each of a to å, one for all others together.
class LetterSet {
public:
    LetterSet() = default;

    explicit LetterSet(std::uint32_t bits) noexcept : bits_(bits) {}

    std::uint32_t bits() const noexcept { return bits_; }

    void add(std::uint8_t letter) noexcept { bits_ |= bit(letter); }

    bool may_have(std::uint8_t letter) const noexcept { return (bits_ & bit(letter)) != 0; }

    bool meets(LetterSet other) const noexcept { return (bits_ & other.bits_) != 0; }

    /// Whether a letter has a bit of its own.
    static bool is_told_apart(std::uint8_t letter) noexcept { return letter < others; }

    /// How many letters of the set have a lower code than this one, which is told apart.
    std::uint32_t below(std::uint8_t letter) const noexcept
    {
        // The baseline processor counts bits by a call into a library; this is shorter.
        std::uint32_t lower = bits_ & (bit(letter) - 1);
        lower -= lower >> 1U & 0x55555555U;
        lower = (lower & 0x33333333U) + (lower >> 2U & 0x33333333U);
        return (((lower + (lower >> 4U)) & 0x0F0F0F0FU) * 0x01010101U) >> 24U;
    }

private:
    static constexpr std::uint8_t others = 31;

    static std::uint32_t bit(std::uint8_t letter) noexcept
    {
        return std::uint32_t{1} << (letter < others ? letter : others);
    }

    std::uint32_t bits_ = 0;
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

    /// The letters that may follow `node`; needs `note_letters`, and `node` is not 0.
    LetterSet letters_of(std::uint32_t node) const noexcept
    {
        // Whoever comes first writes it down; others would write the same.
        std::atomic<std::uint32_t>& noted = letters_[node];
        LetterSet letters(noted.load(std::memory_order_relaxed));
        if (letters.bits() == 0) {
            letters = gather(node);
            noted.store(letters.bits(), std::memory_order_relaxed);
        }
        return letters;
    }

    /// The same as `find`, without a search; needs `note_letters`. `node` is not 0.
    std::uint32_t find_noted(std::uint32_t node, std::uint8_t letter) const noexcept
    {
        const LetterSet letters = letters_of(node);
        if (!letters.may_have(letter)) {
            return no_node;
        }
        // The edges of a node stand together, by letter.
        return LetterSet::is_told_apart(letter) ? node + letters.below(letter) : find(node, letter);
    }

    /// Makes room to write down which letters follow each node that is met: four bytes an edge,
    /// none of which take memory before they are used.
    void note_letters();

    bool contains(std::string_view codes) const noexcept;

    /// The index of a word, if the graph has it.
    std::optional<std::uint32_t> index_of(std::string_view codes) const noexcept;

private:
    LetterSet gather(std::uint32_t node) const noexcept;

    std::span<const std::uint32_t> edges_{};
    std::span<const std::uint32_t> skips_{};
    std::array<std::uint32_t, 128> root_edges_{};

    struct Free {
        void operator()(std::atomic<std::uint32_t>* memory) const noexcept { std::free(memory); }
    };

    std::unique_ptr<std::atomic<std::uint32_t>[], Free> letters_; ///< sets by node; 0: not yet
};

} // namespace saksklar
