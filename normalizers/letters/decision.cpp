// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/decision.hpp"

#include "normalizers/error.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

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
            roots_.push_back(static_cast<std::uint32_t>(nodes_.size()));
        } else {
            // feature threshold left right, with left and right counted from the tree's
            // first node; a leaf has feature -1 and its value.
            int feature = 0;
            Node node;
            if (roots_.empty() || !take(line, feature) || !take(line, node.threshold)) {
                fail();
            }
            if (feature < 0) {
                node.feature = feature_count;
            } else {
                node.feature = static_cast<std::uint32_t>(feature);
                if (node.feature >= feature_count || !take(line, node.left) ||
                    !take(line, node.right)) {
                    fail();
                }
                node.left += roots_.back();
                node.right += roots_.back();
            }
            nodes_.push_back(node);
        }
    }
    for (const Node& node : nodes_) {
        if (node.feature < feature_count &&
            (node.left >= nodes_.size() || node.right >= nodes_.size())) {
            throw Error(ErrorKind::resource, "decision.tsv", "a branch leads nowhere");
        }
    }
}

double DecisionForest::probability(const Features& features) const noexcept
{
    double sum = bias_;
    for (const std::uint32_t root : roots_) {
        std::uint32_t i = root;
        while (nodes_[i].feature < feature_count) {
            i = features[nodes_[i].feature] <= nodes_[i].threshold ? nodes_[i].left
                                                                   : nodes_[i].right;
        }
        sum += static_cast<double>(nodes_[i].threshold);
    }
    return 1 / (1 + std::exp(-sum));
}

} // namespace saksklar
