// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/ngram_model.hpp"

#include <algorithm>

namespace saksklar {

using namespace model_format;

NgramModel::NgramModel(const NgramTable& table,
                       Table language,
                       std::span<const std::uint8_t> unigrams,
                       std::span<const std::uint8_t> backoffs)
    : table_(table),
      bigram_start_(hash_start(language, 2)),
      trigram_start_(hash_start(language, 3)),
      unigrams_(unigrams),
      backoffs_(backoffs)
{
}

double NgramModel::log_prob(std::uint32_t before_last,
                            std::uint32_t last,
                            std::uint32_t word) const noexcept
{
    const std::uint64_t pair = hash_next(bigram_start_, last);
    double penalty = 0;
    if (last != sentence_id) {
        const std::uint64_t triple = hash_next(hash_next(trigram_start_, before_last), last);
        if (const std::uint32_t entry = table_.find(hash_next(triple, word)); entry != 0) {
            return NgramTable::log_prob(entry);
        }
        const std::uint32_t context =
            table_.find(hash_next(hash_next(bigram_start_, before_last), last));
        if (context != 0) {
            penalty += NgramTable::log_backoff(context);
        }
    }
    if (const std::uint32_t entry = table_.find(hash_next(pair, word)); entry != 0) {
        return penalty + NgramTable::log_prob(entry);
    }
    return penalty + backoff(last) + unigram(word);
}

int NgramModel::order(std::uint32_t before_last,
                      std::uint32_t last,
                      std::uint32_t word) const noexcept
{
    if (last != sentence_id) {
        const std::uint64_t triple = hash_next(hash_next(trigram_start_, before_last), last);
        if (table_.find(hash_next(triple, word)) != 0) {
            return 2;
        }
    }
    return table_.find(hash_next(hash_next(bigram_start_, last), word)) != 0 ? 1 : 0;
}

double LetterModel::log_prob(std::string_view before, std::uint8_t next) const noexcept
{
    const std::size_t longest = std::min<std::size_t>(before.size(), order - 1);
    double penalty = 0;
    for (std::size_t n = longest + 1; n-- > 0;) {
        std::uint64_t hash = hash_start(which_, static_cast<std::uint32_t>(n + 1));
        for (std::size_t i = before.size() - n; i < before.size(); ++i) {
            hash = hash_next(hash, static_cast<std::uint8_t>(before[i]));
        }
        if (const std::uint32_t entry = table_.find(hash_next(hash, next)); entry != 0) {
            return penalty + NgramTable::log_prob(entry);
        }
        if (n > 0) {
            // The context's own entry, an n-gram of n letters, holds its back-off weight.
            std::uint64_t context = hash_start(which_, static_cast<std::uint32_t>(n));
            for (std::size_t i = before.size() - n; i < before.size(); ++i) {
                context = hash_next(context, static_cast<std::uint8_t>(before[i]));
            }
            if (const std::uint32_t entry = table_.find(context); entry != 0) {
                penalty += NgramTable::log_backoff(entry);
            }
        }
    }
    return penalty - 9.0; // a letter the model never saw
}

double LetterModel::log_prob(std::string_view codes) const noexcept
{
    std::string_view::size_type size = codes.size();
    char buffer[66];
    if (size > 64) {
        size = 64;
    }
    buffer[0] = static_cast<char>(boundary);
    std::copy_n(codes.data(), size, buffer + 1);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
        sum += log_prob({buffer, i + 1}, static_cast<std::uint8_t>(codes[i]));
    }
    return sum + log_prob({buffer, size + 1}, boundary);
}

} // namespace saksklar
