// SPDX-License-Identifier: Apache-2.0
#include "letter_grams.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar::dictionaries {

using namespace model_format;

std::vector<std::uint32_t> hashed_slots(std::vector<HashedGram> grams)
{
    std::ranges::sort(grams, {}, &HashedGram::hash);
    std::vector<std::uint32_t> slots(grams.size() * 5 / 4 + 8, 0);
    for (const HashedGram& gram : grams) {
        std::uint64_t i = slot_of(gram.hash, slots.size());
        while (slots[i] != 0) {
            i = i + 1 == slots.size() ? 0 : i + 1;
        }
        slots[i] = fingerprint(gram.hash) << 16U |
                   static_cast<std::uint32_t>(quantise(-gram.log_prob)) << 8U |
                   quantise(backoff_offset - gram.log_backoff);
    }
    return slots;
}

void LetterCounts::add(std::string_view codes, double weight)
{
    const std::string boundary(1, static_cast<char>(LetterContext::boundary));
    const std::string padded = boundary + std::string(codes) + boundary;
    for (std::size_t i = 1; i < padded.size(); ++i) {
        for (std::size_t n = 1; n <= LetterModel::order && n <= i + 1; ++n) {
            counts_[n][padded.substr(i + 1 - n, n)] += weight;
        }
    }
}

std::vector<HashedGram> LetterCounts::grams(Table which, double least) const
{
    struct Seen {
        double count = 0;
        double kinds = 0;
    };

    constexpr std::size_t order = LetterModel::order;
    std::array<std::map<std::string, Seen>, order + 1> contexts;
    for (std::size_t n = 1; n <= order; ++n) {
        for (const auto& [gram, count] : counts_[n]) {
            Seen& seen = contexts[n][gram.substr(0, n - 1)];
            seen.count += count;
            seen.kinds += 1;
        }
    }
    std::array<std::map<std::string, double>, order + 1> p;
    for (std::size_t n = 1; n <= order; ++n) {
        for (const auto& [gram, count] : counts_[n]) {
            const Seen& seen = contexts[n][gram.substr(0, n - 1)];
            const double lambda = seen.count / (seen.count + 2 * seen.kinds);
            const double lower = n == 1 ? 1.0 / 90 : p[n - 1].at(gram.substr(1));
            p[n][gram] = lambda * count / seen.count + (1 - lambda) * lower;
        }
    }
    // Back-off weights over what is kept.
    const auto keep = [&](const std::string& gram, double count) {
        return gram.size() <= 3 || count >= least;
    };
    std::map<std::string, std::pair<double, double>> sums;
    for (std::size_t n = 2; n <= order; ++n) {
        for (const auto& [gram, count] : counts_[n]) {
            if (keep(gram, count)) {
                auto& [high, low] = sums[gram.substr(0, n - 1)];
                high += p[n].at(gram);
                low += p[n - 1].at(gram.substr(1));
            }
        }
    }
    std::vector<HashedGram> out;
    for (std::size_t n = 1; n <= order; ++n) {
        for (const auto& [gram, count] : counts_[n]) {
            if (!keep(gram, count)) {
                continue;
            }
            HashedGram made;
            made.hash = hash_start(which, static_cast<std::uint32_t>(n));
            for (const char c : gram) {
                made.hash = hash_next(made.hash, static_cast<std::uint8_t>(c));
            }
            made.log_prob = std::log(p[n].at(gram));
            if (const auto found = sums.find(gram); found != sums.end()) {
                made.log_backoff = std::log(std::max(1e-3, 1 - found->second.first) /
                                            std::max(1e-3, 1 - found->second.second));
            }
            out.push_back(made);
        }
    }
    return out;
}

} // namespace saksklar::dictionaries
