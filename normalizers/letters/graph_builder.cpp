// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/graph_builder.hpp"

#include <map>
#include <stdexcept>
#include <unordered_map>

namespace saksklar {

namespace {

struct Arc {
    std::uint8_t letter = 0;
    bool ends_word = false;
    std::uint32_t node = 0; ///< 0: no continuation
};

using Node = std::vector<Arc>;

/// Incremental construction over sorted words (Daciuk, Mihov, Watson and Watson, 2000).
class Builder {
public:
    BuiltGraph build(std::span<const std::string> words, bool with_skips)
    {
        std::vector<Node> open(1);
        std::string last;
        for (const std::string& word : words) {
            std::size_t common = 0;
            while (common < last.size() && common < word.size() && last[common] == word[common]) {
                ++common;
            }
            close(open, common);
            for (std::size_t i = common; i < word.size(); ++i) {
                Arc arc;
                arc.letter = static_cast<std::uint8_t>(word[i]);
                arc.ends_word = i + 1 == word.size();
                open[i].push_back(arc);
                open.emplace_back();
            }
            last = word;
        }
        close(open, 0);
        const std::uint32_t root = intern(open.front());
        return lay_out(root, with_skips);
    }

private:
    void close(std::vector<Node>& open, std::size_t depth)
    {
        while (open.size() > depth + 1) {
            const std::uint32_t id = intern(open.back());
            open.pop_back();
            open.back().back().node = id;
        }
    }

    std::uint32_t intern(const Node& node)
    {
        if (node.empty()) {
            return 0;
        }
        std::string key;
        for (const Arc& arc : node) {
            key.push_back(static_cast<char>(arc.letter));
            key.push_back(arc.ends_word ? '1' : '0');
            for (int shift = 0; shift < 32; shift += 8) {
                key.push_back(static_cast<char>((arc.node >> shift) & 0xFFU));
            }
        }
        const auto [place, added] =
            ids_.try_emplace(std::move(key), static_cast<std::uint32_t>(nodes_.size() + 1));
        if (added) {
            nodes_.push_back(node);
        }
        return place->second;
    }

    BuiltGraph lay_out(std::uint32_t root, bool with_skips)
    {
        // The start node's edges stand first, at 1; edge 0 is no edge.
        std::vector<std::uint32_t> first(nodes_.size() + 1, 0);
        std::uint32_t next = 1;
        const auto place = [&](std::uint32_t id) {
            first[id] = next;
            next += static_cast<std::uint32_t>(nodes_[id - 1].size());
        };
        if (root != 0) {
            place(root);
        }
        for (std::uint32_t id = 1; id <= nodes_.size(); ++id) {
            if (id != root) {
                place(id);
            }
        }
        if (next >= (1U << 23U)) {
            throw std::runtime_error("too many words for one graph");
        }
        // How many words each node leads to; children were interned before their parents.
        std::vector<std::uint32_t> words(nodes_.size() + 1, 0);
        for (std::uint32_t id = 1; id <= nodes_.size(); ++id) {
            for (const Arc& arc : nodes_[id - 1]) {
                words[id] += arc.ends_word + words[arc.node];
            }
        }
        BuiltGraph graph;
        graph.edges.assign(next, 0);
        if (with_skips) {
            graph.skips.assign(next, 0);
        }
        for (std::uint32_t id = 1; id <= nodes_.size(); ++id) {
            std::uint32_t skip = 0;
            const Node& node = nodes_[id - 1];
            for (std::size_t i = 0; i < node.size(); ++i) {
                const Arc& arc = node[i];
                const auto at = first[id] + static_cast<std::uint32_t>(i);
                graph.edges[at] = first[arc.node] << 9U | (i + 1 == node.size() ? 0x100U : 0U) |
                                  (arc.ends_word ? 0x80U : 0U) | arc.letter;
                if (with_skips) {
                    graph.skips[at] = skip;
                }
                skip += arc.ends_word + words[arc.node];
            }
        }
        return graph;
    }

    std::vector<Node> nodes_;
    std::unordered_map<std::string, std::uint32_t> ids_;
};

} // namespace

BuiltGraph build_graph(std::span<const std::string> words, bool with_skips)
{
    return Builder().build(words, with_skips);
}

} // namespace saksklar
