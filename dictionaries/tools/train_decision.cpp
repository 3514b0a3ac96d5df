// SPDX-License-Identifier: Apache-2.0
// train_decision EXAMPLES OUT [TREES]: trains the decision on lines `group label weight features…`.
// Prints a cross-validation by group (log loss and a reliability table) and writes the forest
// that was trained on everything.
#include "normalizers/letters/decision.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace {

using saksklar::feature_count;

struct Examples {
    std::vector<std::array<float, feature_count>> features;
    std::vector<float> labels;
    std::vector<float> weights;
    std::vector<std::string> groups;
};

struct Node {
    int feature = -1;
    float threshold = 0; ///< or the leaf's value
    std::size_t left = 0;
    std::size_t right = 0;
};

using Tree = std::vector<Node>;

double value_of(const Tree& tree, const std::array<float, feature_count>& x)
{
    std::size_t i = 0;
    while (tree[i].feature >= 0) {
        i = x[static_cast<std::size_t>(tree[i].feature)] <= tree[i].threshold ? tree[i].left
                                                                              : tree[i].right;
    }
    return static_cast<double>(tree[i].threshold);
}

struct Forest {
    double bias = 0;
    std::vector<Tree> trees;

    double raw(const std::array<float, feature_count>& x) const
    {
        double sum = bias;
        for (const Tree& tree : trees) {
            sum += value_of(tree, x);
        }
        return sum;
    }
};

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

constexpr int depth = 6;
constexpr double rate = 0.07;
/// Forests that each see a part of the examples, and each tree a part of the features: their mean
/// errs less on what none has seen (Breiman 1996; Friedman 2002).
constexpr std::size_t bags = 3;
constexpr double part_of_rows = 0.7;
constexpr double part_of_features = 0.7;
constexpr double ridge = 6.0;
constexpr double least_weight = 60.0;
constexpr std::size_t most_bins = 48;

/// +1: the more, the likelier; -1: the less likely; 0: either. What must hold in every archive
/// is not left to the examples.
int direction(std::size_t feature)
{
    using saksklar::Feature;
    switch (static_cast<Feature>(feature)) {
    case Feature::log_odds:
    case Feature::language_gain:
    case Feature::margin:
    case Feature::line_damage:
    case Feature::document_best:
    case Feature::channel:
    case Feature::letters_gain:
    case Feature::choice_gain:
    case Feature::names_gain:
    case Feature::endings_gain:
    case Feature::variants:
        return 1;
    case Feature::document_seen:
    case Feature::english_line:
        return -1;
    default:
        return 0;
    }
}

/// Features that say more about which document of the examples it is than about words.
bool is_used(std::size_t feature)
{
    using saksklar::Feature;
    return feature != static_cast<std::size_t>(Feature::document_damage) &&
           feature != static_cast<std::size_t>(Feature::rate);
}

/// Gradient boosting of small trees on the logistic loss, over binned features.
class Trainer {
public:
    /// `seed`: of the choice of parts; the same gives the same trees everywhere.
    Trainer(const Examples& examples, std::vector<std::size_t> rows, std::uint64_t seed)
        : random_(seed), examples_(examples), rows_(std::move(rows))
    {
        for (std::size_t f = 0; f < feature_count; ++f) {
            std::vector<float> values;
            values.reserve(rows_.size());
            for (const std::size_t row : rows_) {
                values.push_back(examples_.features[row][f]);
            }
            std::ranges::sort(values);
            std::vector<float>& cuts = cuts_[f];
            for (std::size_t b = 1; b < most_bins; ++b) {
                const float cut = values[values.size() * b / most_bins];
                if (cuts.empty() || cut > cuts.back()) {
                    cuts.push_back(cut);
                }
            }
        }
        bins_.resize(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            for (std::size_t f = 0; f < feature_count; ++f) {
                bins_[i][f] = static_cast<std::uint8_t>(
                    std::ranges::lower_bound(cuts_[f], examples_.features[rows_[i]][f]) -
                    cuts_[f].begin());
            }
        }
    }

    Forest run(std::size_t trees)
    {
        Forest forest;
        double positive = 0;
        double total = 0;
        for (const std::size_t row : rows_) {
            positive += static_cast<double>(examples_.weights[row] * examples_.labels[row]);
            total += static_cast<double>(examples_.weights[row]);
        }
        forest.bias = std::log((positive + 1) / (total - positive + 1));
        scores_.assign(rows_.size(), forest.bias);
        for (std::size_t t = 0; t < trees; ++t) {
            forest.trees.push_back(grow());
        }
        return forest;
    }

private:
    Tree grow()
    {
        gradients_.resize(rows_.size());
        curvatures_.resize(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double p = sigmoid(scores_[i]);
            const auto w = static_cast<double>(examples_.weights[rows_[i]]);
            gradients_[i] = w * (static_cast<double>(examples_.labels[rows_[i]]) - p);
            curvatures_[i] = std::max(1e-6, w * p * (1 - p));
        }
        Tree tree;
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (draw() < part_of_rows) {
                all.push_back(i);
            }
        }
        drawn_features_.clear();
        for (std::size_t f = 0; f < feature_count; ++f) {
            if (draw() < part_of_features && is_used(f)) {
                drawn_features_.push_back(f);
            }
        }
        split(tree, all, 0);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            scores_[i] += value_of(tree, examples_.features[rows_[i]]);
        }
        return tree;
    }

    std::size_t split(Tree& tree, const std::vector<std::size_t>& members, int level)
    {
        const std::size_t at = tree.size();
        tree.emplace_back();
        double g = 0;
        double h = 0;
        double w = 0;
        for (const std::size_t i : members) {
            g += gradients_[i];
            h += curvatures_[i];
            w += static_cast<double>(examples_.weights[rows_[i]]);
        }
        double best_gain = 1e-3;
        int best_feature = -1;
        std::size_t best_bin = 0;
        if (level < depth && w >= 2 * least_weight) {
            add_up(members);
            for (const std::size_t f : drawn_features_) {
                const int wanted = direction(f);
                const Sums& sums = sums_[f];
                double lg = 0;
                double lh = 0;
                double lw = 0;
                for (std::size_t b = 0; b < cuts_[f].size(); ++b) {
                    lg += sums[b][0];
                    lh += sums[b][1];
                    lw += sums[b][2];
                    if (lw < least_weight || w - lw < least_weight) {
                        continue;
                    }
                    const double gain = lg * lg / (lh + ridge) +
                                        (g - lg) * (g - lg) / (h - lh + ridge) -
                                        g * g / (h + ridge);
                    const double below = lg / (lh + ridge);
                    const double above = (g - lg) / (h - lh + ridge);
                    if ((wanted > 0 && below > above) || (wanted < 0 && below < above)) {
                        continue;
                    }
                    if (gain > best_gain) {
                        best_gain = gain;
                        best_feature = static_cast<int>(f);
                        best_bin = b;
                    }
                }
            }
        }
        if (best_feature < 0) {
            const double value = rate * g / (h + ridge);
            tree[at].threshold = static_cast<float>(value);
            return at;
        }
        std::vector<std::size_t> low;
        std::vector<std::size_t> high;
        const auto feature = static_cast<std::size_t>(best_feature);
        for (const std::size_t i : members) {
            (bins_[i][feature] <= best_bin ? low : high).push_back(i);
        }
        tree[at].feature = best_feature;
        tree[at].threshold = cuts_[feature][best_bin];
        const std::size_t left = split(tree, low, level + 1);
        tree[at].left = left;
        const std::size_t right = split(tree, high, level + 1);
        tree[at].right = right;
        return at;
    }

    /// The sums of every bin of every drawn feature, in one pass over the rows.
    void add_up(const std::vector<std::size_t>& members)
    {
        for (const std::size_t f : drawn_features_) {
            sums_[f] = Sums{};
        }
        for (const std::size_t i : members) {
            const auto weight = static_cast<double>(examples_.weights[rows_[i]]);
            for (const std::size_t f : drawn_features_) {
                auto& sum = sums_[f][bins_[i][f]];
                sum[0] += gradients_[i];
                sum[1] += curvatures_[i];
                sum[2] += weight;
            }
        }
    }

    /// A number from 0 to 1. The standard's distributions differ between libraries.
    double draw() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }

    std::mt19937_64 random_;
    /// Of each bin: gradients, curvatures, weights.
    using Sums = std::array<std::array<double, 3>, most_bins>;

    std::vector<std::size_t> drawn_features_;
    std::array<Sums, feature_count> sums_{};
    const Examples& examples_;
    std::vector<std::size_t> rows_;
    std::array<std::vector<float>, feature_count> cuts_;
    std::vector<std::array<std::uint8_t, feature_count>> bins_;
    std::vector<double> scores_;
    std::vector<double> gradients_;
    std::vector<double> curvatures_;
};

Examples read(const char* path)
{
    std::ifstream in(path);
    Examples out;
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        fields.imbue(std::locale::classic());
        std::string group;
        float label = 0;
        float weight = 1;
        std::array<float, feature_count> features{};
        std::getline(fields, group, '\t');
        fields >> label >> weight;
        for (float& feature : features) {
            fields >> feature;
        }
        if (!fields) {
            throw std::runtime_error(std::string(path) + ": a line has too few fields");
        }
        out.groups.push_back(group);
        out.labels.push_back(label);
        out.weights.push_back(weight);
        out.features.push_back(features);
    }
    return out;
}

void report(const Examples& examples, const std::vector<double>& p)
{
    struct Bin {
        double weight = 0;
        double sure = 0;
        double right = 0;
    };

    constexpr std::array<double, 12> edges = {0, .02, .1, .3, .5, .7, .8, .9, .95, .98, .995, 1.01};
    std::array<Bin, 11> bins;
    double loss = 0;
    double total = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const auto w = static_cast<double>(examples.weights[i]);
        const auto y = static_cast<double>(examples.labels[i]);
        const double q = std::clamp(p[i], 1e-6, 1 - 1e-6);
        loss -= w * (y * std::log(q) + (1 - y) * std::log(1 - q));
        total += w;
        for (std::size_t b = 0; b < bins.size(); ++b) {
            if (p[i] >= edges[b] && p[i] < edges[b + 1]) {
                bins[b].weight += w;
                bins[b].sure += w * p[i];
                bins[b].right += w * y;
            }
        }
    }
    std::cout << "examples " << p.size() << ", log loss " << loss / total << "\n";
    for (std::size_t b = 0; b < bins.size(); ++b) {
        if (bins[b].weight > 0) {
            std::cout << "| " << edges[b] << "-" << std::min(1.0, edges[b + 1]) << " | "
                      << bins[b].weight << " | " << bins[b].sure / bins[b].weight << " | "
                      << bins[b].right / bins[b].weight << " |\n";
        }
    }
}

void write(const Forest& forest, const char* path)
{
    std::ofstream out(path);
    out.imbue(std::locale::classic());
    out << "# The decision whether to change a word: boosted trees made by "
           "tools/train_decision.cpp.\n"
           "# A branch: feature (its place in normalizers/letters/decision.hpp), threshold, left "
           "(<=), right;\n"
           "# a leaf: -1 and its value. docs/letters.md says what it was trained on.\n";
    out << "bias\t" << forest.bias << "\n";
    for (const Tree& tree : forest.trees) {
        out << "tree\n";
        for (const Node& node : tree) {
            if (node.feature < 0) {
                out << "-1\t" << node.threshold << "\n";
            } else {
                out << node.feature << "\t" << node.threshold << "\t" << node.left << "\t"
                    << node.right << "\n";
            }
        }
    }
}

/// The mean of several forests, as one.
Forest bagged(const Examples& examples, const std::vector<std::size_t>& rows, std::size_t trees)
{
    Forest all;
    for (std::size_t bag = 0; bag < bags; ++bag) {
        Forest one = Trainer(examples, rows, bag + 1).run(trees);
        all.bias += one.bias / bags;
        for (Tree& tree : one.trees) {
            for (Node& node : tree) {
                if (node.feature < 0) {
                    node.threshold /= static_cast<float>(bags);
                }
            }
            all.trees.push_back(std::move(tree));
        }
    }
    return all;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::cerr << "usage: train_decision EXAMPLES OUT [TREES]\n";
        return 2;
    }
    try {
        const Examples examples = read(argv[1]);
        const std::size_t trees = argc > 3 ? std::stoul(argv[3]) : 130;
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < examples.groups.size(); ++i) {
            groups[examples.groups[i]].push_back(i);
        }
        if (argc <= 4) {
            // Five folds of whole groups.
            std::vector<double> p(examples.labels.size());
            constexpr std::size_t folds = 5;
            for (std::size_t fold = 0; fold < folds; ++fold) {
                std::vector<std::size_t> train;
                std::vector<std::size_t> test;
                std::size_t g = 0;
                for (const auto& [name, rows] : groups) {
                    auto& target = g++ % folds == fold ? test : train;
                    target.insert(target.end(), rows.begin(), rows.end());
                }
                const Forest forest = bagged(examples, train, trees);
                for (const std::size_t i : test) {
                    p[i] = sigmoid(forest.raw(examples.features[i]));
                }
            }
            report(examples, p);
        }
        std::vector<std::size_t> all(examples.labels.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        write(bagged(examples, all, trees), argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "train_decision: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
