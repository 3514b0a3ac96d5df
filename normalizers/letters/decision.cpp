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

/// Of the part of a tree at `row`, which is `above` branches down.
template <typename Rows>
unsigned depth_of(const Rows& rows, std::size_t row, unsigned above)
{
    constexpr unsigned most = 12;
    if (rows.empty() || rows[row].feature >= feature_count) {
        return above;
    }
    if (above >= most) {
        throw Error(ErrorKind::resource, "decision.tsv", "a tree goes too deep, or in circles");
    }
    return std::max(depth_of(rows, rows[row].left, above + 1),
                    depth_of(rows, rows[row].right, above + 1));
}

} // namespace

DecisionForest::DecisionForest(std::string_view tsv)
{
    std::size_t number = 0;
    std::vector<Rows> trees;
    Rows rows;
    bool in_tree = false;
    const auto end_tree = [&] {
        if (in_tree) {
            for (const Row& row : rows) {
                if (row.feature < feature_count &&
                    (row.left >= rows.size() || row.right >= rows.size())) {
                    throw Error(ErrorKind::resource, "decision.tsv", "a branch leads nowhere");
                }
            }
            depth_ = std::max(depth_, depth_of(rows, 0, 0));
            trees.push_back(std::move(rows));
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
    for (const Rows& tree : trees) {
        lay_out(tree);
    }
    while (leaves_.size() % (together << depth_) != 0) {
        lay_out({});
    }
    bound(trees);
}

/// Adds a tree; where it ends early the leaf stands behind branches that all go left.
void DecisionForest::lay_out(const Rows& rows)
{
    constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    std::vector<std::size_t> level{rows.empty() ? nothing : 0};
    for (unsigned depth = 0; depth < depth_; ++depth) {
        std::vector<std::size_t> next;
        for (const std::size_t row : level) {
            if (row != nothing && rows[row].feature < feature_count) {
                nodes_.push_back({rows[row].threshold, rows[row].feature});
                next.push_back(rows[row].left);
                next.push_back(rows[row].right);
            } else {
                nodes_.push_back({std::numeric_limits<float>::infinity(), 0});
                next.push_back(row);
                next.push_back(row);
            }
        }
        level = std::move(next);
    }
    for (const std::size_t row : level) {
        leaves_.push_back(row == nothing ? 0 : rows[row].threshold);
    }
}

/// Works out `most_behind_`.
void DecisionForest::bound(const std::vector<Rows>& trees)
{
    std::vector<float> thresholds;
    for (const Rows& rows : trees) {
        for (const Row& row : rows) {
            if (row.feature == 0) {
                thresholds.push_back(row.threshold);
            }
        }
    }
    std::ranges::sort(thresholds);
    for (std::size_t i = 1; i <= most_steps && !thresholds.empty(); ++i) {
        steps_.push_back(thresholds[i * thresholds.size() / (most_steps + 1)]);
    }
    const std::size_t groups = (trees.size() + together - 1) / together;
    most_behind_.assign((steps_.size() + 1) * (groups + 1), 0);
    std::array<double, most_steps + 1> sums{};
    for (std::size_t t = trees.size(); t-- > 0;) {
        const Best best = trees[t].empty() ? Best{} : best_leaves(trees[t], 0);
        for (std::size_t s = 0; s <= steps_.size(); ++s) {
            sums[s] += static_cast<double>(best[s]);
            most_behind_[s * (groups + 1) + t / together] = sums[s];
        }
    }
}

/// The best leaf below a row of a tree, by the step that the first feature is on.
DecisionForest::Best DecisionForest::best_leaves(const Rows& rows, std::size_t row) const
{
    Best best{};
    if (rows[row].feature >= feature_count) {
        best.fill(rows[row].threshold);
        return best;
    }
    const Best left = best_leaves(rows, rows[row].left);
    const Best right = best_leaves(rows, rows[row].right);
    for (std::size_t s = 0; s < best.size(); ++s) {
        best[s] = std::max(left[s], right[s]);
    }
    // On step s the first feature is more than steps_[s - 1] and at most steps_[s].
    for (std::size_t s = 0; rows[row].feature == 0 && s <= steps_.size(); ++s) {
        if (s > 0 && steps_[s - 1] >= rows[row].threshold) {
            best[s] = right[s];
        } else if (s < steps_.size() && steps_[s] <= rows[row].threshold) {
            best[s] = left[s];
        }
    }
    return best;
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
    const std::size_t splits = (std::size_t{1} << depth_) - 1;
    const std::size_t leaves = std::size_t{1} << depth_;
    const std::size_t groups = leaves_.size() / (together * leaves);
    const auto step =
        static_cast<std::size_t>(std::ranges::lower_bound(steps_, f[0]) - steps_.begin());
    const double* most_behind = most_behind_.data() + step * (groups + 1);
    const Node* nodes = nodes_.data();
    const float* values = leaves_.data();
    double sum = bias_;
    for (std::size_t group = 0; group < groups; ++group) {
        if (sum + most_behind[group] < least_sum) {
            return 0;
        }
        std::array<std::size_t, together> at{};
        for (unsigned level = 0; level < depth_; ++level) {
            for (std::size_t i = 0; i < together; ++i) {
                const Node& node = nodes[i * splits + at[i]];
                at[i] =
                    2 * at[i] + 1 + static_cast<std::size_t>(!(f[node.feature] <= node.threshold));
            }
        }
        for (std::size_t i = 0; i < together; ++i) {
            sum += static_cast<double>(values[i * leaves + at[i] - splits]);
        }
        nodes += together * splits;
        values += together * leaves;
    }
    return 1 / (1 + std::exp(-sum));
}

} // namespace saksklar
