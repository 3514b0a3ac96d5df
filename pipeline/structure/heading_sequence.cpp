// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/heading_sequence.hpp"

#include <algorithm>
#include <map>

namespace saksklar::structure {

namespace {

/// Prefix maxima over ranks: a Fenwick tree of (weight, candidate).
class BestBelow {
public:
    explicit BestBelow(std::size_t size) : tree_(size + 1, {0.0, none}) {}

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void raise(std::size_t rank, double weight, std::size_t candidate)
    {
        for (std::size_t i = rank + 1; i < tree_.size(); i += i & (~i + 1)) {
            if (weight > tree_[i].first) {
                tree_[i] = {weight, candidate};
            }
        }
    }

    /// The best among ranks below `rank`.
    std::pair<double, std::size_t> below(std::size_t rank) const
    {
        std::pair<double, std::size_t> best{0.0, none};
        for (std::size_t i = rank; i > 0; i -= i & (~i + 1)) {
            if (tree_[i].first > best.first) {
                best = tree_[i];
            }
        }
        return best;
    }

private:
    std::vector<std::pair<double, std::size_t>> tree_;
};

/// "36.1" below "36/20" is a part of that case, and so of its year.
std::vector<Key> keys_of(const std::vector<Candidate>& all, const std::vector<std::size_t>& pool)
{
    std::vector<Key> keys;
    keys.reserve(pool.size());
    const HeadingLabel* yearly = nullptr; // the last
    for (const std::size_t at : pool) {
        const HeadingLabel& label = *all[at].label;
        Key key = key_of(label);
        if (label.form == NumberForm::yearly) {
            yearly = &label;
        } else if (label.form == NumberForm::plain && label.parts.size() > 1 && yearly != nullptr &&
                   yearly->parts[0] == label.parts[0]) {
            std::get<0>(key) = yearly->year % 100;
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace

Key key_of(const HeadingLabel& label)
{
    return {label.form == NumberForm::yearly ? label.year % 100 : 0, label.parts, label.letter};
}

std::pair<double, std::vector<std::size_t>> best_sequence(const std::vector<Candidate>& all,
                                                          const std::vector<std::size_t>& pool)
{
    const std::vector<Key> keys = keys_of(all, pool);
    std::vector<Key> ranks = keys;
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    BestBelow best(ranks.size());
    std::vector<double> total(pool.size(), 0);
    std::vector<std::size_t> before(pool.size(), BestBelow::none);
    // The best sequence that ends at each exact key and within each top number.
    std::map<Key, std::size_t> at_key;
    std::map<std::pair<int, int>, std::size_t> at_top;
    std::pair<double, std::size_t> overall{0.0, BestBelow::none};
    for (std::size_t i = 0; i < pool.size(); ++i) {
        const auto rank = static_cast<std::size_t>(
            std::lower_bound(ranks.begin(), ranks.end(), keys[i]) - ranks.begin());
        std::pair<double, std::size_t> from = best.below(rank);
        const auto consider = [&](std::size_t previous) {
            // Direct successors hang together.
            const double bonus = 1.5;
            if (total[previous] + bonus > from.first && keys[previous] < keys[i]) {
                from = {total[previous] + bonus, previous};
            }
        };
        const auto& [year, parts, letter] = keys[i];
        if (letter > 'a') {
            if (const auto found = at_key.find(Key{year, parts, static_cast<char>(letter - 1)});
                found != at_key.end()) {
                consider(found->second);
            }
        } else if (letter == 'a') {
            if (const auto found = at_key.find(Key{year, parts, 0}); found != at_key.end()) {
                consider(found->second);
            }
        }
        if (parts.size() > 1) {
            NumberParts previous = parts;
            if (previous.back() > 1) {
                --previous.back();
            } else {
                previous.pop_back();
            }
            if (const auto found = at_key.find(Key{year, previous, 0}); found != at_key.end()) {
                consider(found->second);
            }
        }
        if (const auto found = at_top.find({year, parts[0] - 1});
            found != at_top.end() && parts.size() == 1) {
            consider(found->second);
        }
        total[i] = from.first + all[pool[i]].weight;
        before[i] = from.second;
        best.raise(rank, total[i], i);
        auto& exact = at_key.try_emplace(keys[i], i).first->second;
        exact = total[i] >= total[exact] ? i : exact;
        auto& top = at_top.try_emplace({year, parts[0]}, i).first->second;
        top = total[i] >= total[top] ? i : top;
        if (total[i] > overall.first) {
            overall = {total[i], i};
        }
    }
    std::vector<std::size_t> chain;
    for (std::size_t i = overall.second; i != BestBelow::none; i = before[i]) {
        chain.push_back(pool[i]);
    }
    std::reverse(chain.begin(), chain.end());
    return {overall.first, chain};
}

} // namespace saksklar::structure
