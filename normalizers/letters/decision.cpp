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
    note_questions(trees);
    lay_out(trees);
    bound(trees);
}

void DecisionForest::note_questions(const std::vector<Rows>& trees)
{
    std::array<std::vector<float>, feature_count> thresholds;
    for (const Rows& rows : trees) {
        for (const Row& row : rows) {
            if (row.feature < feature_count) {
                thresholds[row.feature].push_back(row.threshold);
            }
        }
    }
    for (std::size_t feature = 0; feature < feature_count; ++feature) {
        std::vector<float>& asked = thresholds[feature];
        std::ranges::sort(asked);
        asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
        first_question_[feature] = thresholds_.size();
        thresholds_.insert(thresholds_.end(), asked.begin(), asked.end());
        thresholds_.resize((thresholds_.size() + asked_at_once - 1) / asked_at_once * asked_at_once,
                           std::numeric_limits<float>::infinity());
    }
    first_question_[feature_count] = thresholds_.size();
    if (thresholds_.size() > most_questions) {
        throw Error(ErrorKind::resource, "decision.tsv", "has too many thresholds");
    }
}

std::uint16_t DecisionForest::question(const Row& row) const
{
    const auto begin =
        thresholds_.begin() + static_cast<std::ptrdiff_t>(first_question_[row.feature]);
    const auto end =
        thresholds_.begin() + static_cast<std::ptrdiff_t>(first_question_[row.feature + 1]);
    return static_cast<std::uint16_t>(std::lower_bound(begin, end, row.threshold) -
                                      thresholds_.begin());
}

void DecisionForest::lay_out(const std::vector<Rows>& trees)
{
    const std::size_t count = (trees.size() + together - 1) / together * together;
    // Where there is nothing to ask all go left.
    nodes_.assign(count << depth_, static_cast<std::uint16_t>(thresholds_.size()));
    leaves_.assign(count << depth_, 0);
    for (std::size_t t = 0; t < trees.size(); ++t) {
        if (!trees[t].empty()) {
            lay_out(trees[t], t);
        }
    }
}

/// Where a tree ends early the leaf stands behind branches that all go left.
void DecisionForest::lay_out(const Rows& rows, std::size_t number)
{
    const std::size_t begin = (number / together * together << depth_) + number % together;
    std::vector<std::size_t> level{0};
    for (unsigned depth = 0; depth < depth_; ++depth) {
        std::vector<std::size_t> next;
        for (std::size_t i = 0; i < level.size(); ++i) {
            const Row& row = rows[level[i]];
            const bool leaf = row.feature >= feature_count;
            if (!leaf) {
                nodes_[begin + ((std::size_t{1} << depth) + i) * together] = question(row);
            }
            next.push_back(leaf ? level[i] : row.left);
            next.push_back(leaf ? level[i] : row.right);
        }
        level = std::move(next);
    }
    for (std::size_t i = 0; i < level.size(); ++i) {
        leaves_[begin + i * together] = rows[level[i]].threshold;
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
    // The answers, as how much farther each leads in the nodes. What is not a number is above every
    // threshold. To compare with all is quicker than to search among them: there is nothing to
    // guess.
    std::array<std::uint32_t, most_questions + 1> right;
    for (std::size_t feature = 0; feature < feature_count; ++feature) {
        const float value = features[feature];
        for (std::size_t q = first_question_[feature]; q < first_question_[feature + 1];
             q += asked_at_once) {
            for (std::size_t i = 0; i < asked_at_once; ++i) {
                right[q + i] = value <= thresholds_[q + i] ? 0 : together;
            }
        }
    }
    right[thresholds_.size()] = 0;
    const double least_sum = at_least <= 0 ? -std::numeric_limits<double>::infinity()
                                           : std::log(at_least / (1 - std::min(at_least, 0.999)));
    const std::size_t size = together << depth_; // of a group
    const std::size_t groups = leaves_.size() / size;
    const auto step = static_cast<std::size_t>(
        std::ranges::find_if(steps_, [&](float most) { return features[0] <= most; }) -
        steps_.begin());
    const double* most_behind = most_behind_.data() + step * (groups + 1);
    const std::uint16_t* nodes = nodes_.data();
    const float* values = leaves_.data();
    double sum = bias_;
    for (std::size_t group = 0; group < groups; ++group) {
        if (sum + most_behind[group] < least_sum) {
            return 0;
        }
        std::array<std::size_t, together> at;
        at.fill(together);
        for (unsigned level = 0; level < depth_; ++level) {
            for (std::size_t i = 0; i < together; ++i) {
                at[i] = 2 * at[i] + right[nodes[at[i] + i]];
            }
        }
        for (std::size_t i = 0; i < together; ++i) {
            sum += static_cast<double>(values[at[i] - size + i]);
        }
        nodes += size;
        values += size;
    }
    return 1 / (1 + std::exp(-sum));
}

} // namespace saksklar
