// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/decision.hpp"

#include "normalizers/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace saksklar {

namespace {

template <typename Number>
bool take(std::string_view& line, Number& value)
{
    while (!line.empty() && (line.front() == '\t' || line.front() == ' ')) {
        line.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc{}) {
        return false;
    }
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    return true;
}

} // namespace

DecisionForest::DecisionForest(std::string_view tsv)
{
    std::size_t number = 0;
    std::vector<Row> rows;
    bool in_tree = false;
    const auto end_tree = [&] {
        if (in_tree) {
            for (const Row& row : rows) {
                if (row.feature < feature_count &&
                    (row.left >= rows.size() || row.right >= rows.size())) {
                    throw Error(ErrorKind::resource, "decision.tsv", "a branch leads nowhere");
                }
            }
            add_tree(rows);
            rows.clear();
        }
    };
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto fail = [&] {
            throw Error(ErrorKind::resource,
                        "decision.tsv:" + std::to_string(number),
                        "not a line of a decision");
        };
        if (line.starts_with("bias")) {
            line.remove_prefix(4);
            if (!take(line, bias_)) {
                fail();
            }
        } else if (line.starts_with("tree")) {
            end_tree();
            in_tree = true;
        } else {
            // feature threshold left right, with left and right counted from the tree's
            // first node; a leaf has feature -1 and its value.
            int feature = 0;
            Row row;
            if (!in_tree || !take(line, feature) || !take(line, row.threshold)) {
                fail();
            }
            row.feature = feature < 0 ? feature_count : static_cast<std::uint32_t>(feature);
            if (feature >= 0 &&
                (row.feature >= feature_count || !take(line, row.left) || !take(line, row.right))) {
                fail();
            }
            rows.push_back(row);
        }
    }
    end_tree();
    double most = 0;
    for (std::size_t t = trees_.size(); t-- > 0;) {
        most += trees_[t].most_behind;
        trees_[t].most_behind = most;
    }
}

/// Lays the tree out level by level, with its best leaf in `most_behind` for now.
void DecisionForest::add_tree(const std::vector<Row>& rows)
{
    Tree tree;
    tree.root = static_cast<std::uint32_t>(nodes_.size());
    tree.most_behind = -std::numeric_limits<double>::infinity();
    std::vector<std::size_t> level;
    if (!rows.empty()) {
        level.push_back(0);
        nodes_.emplace_back();
    }
    std::size_t at = tree.root;
    while (!level.empty()) {
        std::vector<std::size_t> next;
        for (const std::size_t row : level) {
            const Row& from = rows[row];
            if (from.feature < feature_count) {
                const auto left = static_cast<std::uint32_t>(nodes_.size());
                nodes_.resize(nodes_.size() + 2);
                nodes_[at] = {from.threshold, from.feature, left, 0};
                next.push_back(from.left);
                next.push_back(from.right);
            } else {
                nodes_[at] = {std::numeric_limits<float>::infinity(),
                              0,
                              static_cast<std::uint32_t>(at),
                              from.threshold};
                tree.most_behind = std::max(tree.most_behind, static_cast<double>(from.threshold));
            }
            ++at;
        }
        if (nodes_.size() - tree.root > rows.size()) {
            throw Error(ErrorKind::resource, "decision.tsv", "branches of a tree meet again");
        }
        tree.depth += !next.empty();
        level = std::move(next);
    }
    if (!rows.empty()) {
        trees_.push_back(tree);
    }
}

double DecisionForest::probability(const Features& features, double at_least) const noexcept
{
    Features f = features;
    for (float& value : f) {
        if (std::isnan(value)) {
            value = std::numeric_limits<float>::infinity(); // neither goes left
        }
    }
    const double least_sum = at_least <= 0 ? -std::numeric_limits<double>::infinity()
                                           : std::log(at_least / (1 - std::min(at_least, 0.999)));
    constexpr std::size_t together = 8;
    double sum = bias_;
    for (std::size_t t = 0; t < trees_.size(); t += together) {
        if (sum + trees_[t].most_behind < least_sum) {
            return 0;
        }
        const std::size_t n = std::min(together, trees_.size() - t);
        std::array<std::uint32_t, together> at{};
        std::uint32_t depth = 0;
        for (std::size_t i = 0; i < n; ++i) {
            at[i] = trees_[t + i].root;
            depth = std::max(depth, trees_[t + i].depth);
        }
        for (std::uint32_t level = 0; level < depth; ++level) {
            for (std::size_t i = 0; i < n; ++i) {
                const Node& node = nodes_[at[i]];
                at[i] =
                    node.left + static_cast<std::uint32_t>(!(f[node.feature] <= node.threshold));
            }
        }
        for (std::size_t i = 0; i < n; ++i) {
            sum += static_cast<double>(nodes_[at[i]].value);
        }
    }
    return 1 / (1 + std::exp(-sum));
}

} // namespace saksklar
