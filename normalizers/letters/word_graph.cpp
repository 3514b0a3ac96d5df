// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/word_graph.hpp"

#include <algorithm>
#include <new>

namespace saksklar {

WordGraph::WordGraph(std::span<const std::uint32_t> edges, std::span<const std::uint32_t> skips)
    : edges_(edges), skips_(skips)
{
    std::ranges::fill(root_edges_, no_node);
    if (empty()) {
        return;
    }
    for (std::uint32_t i = 1;; ++i) {
        root_edges_[edge(i).letter()] = i;
        if (edge(i).is_last()) {
            break;
        }
    }
}

void WordGraph::note_letters()
{
    // Memory that comes as zeros costs nothing until it is used, and most of it never is.
    static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));
    void* memory = std::calloc(edges_.size() + 1, sizeof(std::uint32_t));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    letters_.reset(static_cast<std::atomic<std::uint32_t>*>(memory));
}

LetterSet WordGraph::gather(std::uint32_t node) const noexcept
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

bool WordGraph::contains(std::string_view codes) const noexcept
{
    if (empty() || codes.empty()) {
        return false;
    }
    std::uint32_t node = root();
    std::uint32_t found = no_node;
    for (const char code : codes) {
        found = find(node, static_cast<std::uint8_t>(code));
        if (found == no_node) {
            return false;
        }
        node = edge(found).target();
    }
    return edge(found).ends_word();
}

std::optional<std::uint32_t> WordGraph::index_of(std::string_view codes) const noexcept
{
    if (empty() || codes.empty()) {
        return std::nullopt;
    }
    std::uint32_t node = root();
    std::uint32_t index = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const std::uint32_t found = find(node, static_cast<std::uint8_t>(codes[i]));
        if (found == no_node) {
            return std::nullopt;
        }
        const Edge e = edge(found);
        index += skips_[found];
        if (i + 1 == codes.size()) {
            return e.ends_word() ? std::optional(index) : std::nullopt;
        }
        index += e.ends_word(); // the word that ends here comes before its continuations
        node = e.target();
    }
    return std::nullopt;
}

} // namespace saksklar
