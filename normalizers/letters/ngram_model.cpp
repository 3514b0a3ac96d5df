// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/ngram_model.hpp"

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

NgramModel::Context NgramModel::context(std::uint32_t before_last,
                                        std::uint32_t last) const noexcept
{
    Context out;
    out.pair = hash_next(bigram_start_, last);
    out.has_triples = last != sentence_id;
    out.log_backoff_last = backoff(last);
    if (out.has_triples) {
        out.triple = hash_next(hash_next(trigram_start_, before_last), last);
        const std::uint32_t both =
            table_.find(hash_next(hash_next(bigram_start_, before_last), last));
        if (both != 0) {
            out.log_backoff = NgramTable::log_backoff(both);
        }
    }
    return out;
}

double NgramModel::log_prob(const Context& context, std::uint32_t word) const noexcept
{
    const std::uint64_t pair = hash_next(context.pair, word);
    if (context.has_triples) {
        table_.prefetch(pair);
        if (const std::uint32_t entry = table_.find(hash_next(context.triple, word)); entry != 0) {
            return NgramTable::log_prob(entry);
        }
    }
    if (const std::uint32_t entry = table_.find(pair); entry != 0) {
        return context.log_backoff + NgramTable::log_prob(entry);
    }
    return context.log_backoff + context.log_backoff_last + unigram(word);
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

LetterModel::LetterModel(const NgramTable& table, Table which) : table_(table)
{
    for (unsigned n = 1; n <= order; ++n) {
        starts_[n] = hash_start(which, n);
    }
}

double LetterModel::log_prob(LetterContext before, std::uint8_t next) const noexcept
{
    unsigned longest = 0;
    while (longest < LetterContext::letters && before.code(longest) != 0) {
        ++longest;
    }
    const auto hash_of = [&](unsigned start, unsigned letters) {
        std::uint64_t hash = starts_[start];
        for (unsigned i = letters; i-- > 0;) {
            hash = hash_next(hash, before.code(i));
        }
        return hash;
    };
    // All that may be looked for is fetched at once: by far most of the time would go by with
    // waiting for one after another.
    std::array<std::uint64_t, order> asked{};
    std::array<std::uint64_t, order> own{};
    for (unsigned n = longest + 1; n-- > 0;) {
        asked[n] = hash_next(hash_of(n + 1, n), next);
        table_.prefetch(asked[n]);
        if (n > 0) {
            own[n] = hash_of(n, n);
            table_.prefetch(own[n]);
        }
    }
    double penalty = 0;
    for (unsigned n = longest + 1; n-- > 0;) {
        if (const std::uint32_t entry = table_.find(asked[n]); entry != 0) {
            return penalty + NgramTable::log_prob(entry);
        }
        if (n > 0) {
            // The context's own entry, an n-gram of n letters, holds its back-off weight.
            if (const std::uint32_t entry = table_.find(own[n]); entry != 0) {
                penalty += NgramTable::log_backoff(entry);
            }
        }
    }
    return penalty - 9.0; // a letter the model never saw
}

double LetterScorer::log_prob(LetterContext before, std::uint8_t next)
{
    const std::uint64_t key = std::uint64_t{before.bits()} << 7U | next;
    Entry& entry = entries_[(key * 0x9E3779B97F4A7C15ULL >> 40U) & (size - 1)];
    if (entry.key != key) {
        entry.key = key;
        entry.log = model_.log_prob(before, next);
    }
    return entry.log;
}

double LetterScorer::log_prob(std::string_view codes)
{
    constexpr std::size_t most = 64;
    LetterContext before;
    double sum = 0;
    for (const char c : codes.substr(0, most)) {
        const auto code = static_cast<std::uint8_t>(c);
        sum += log_prob(before, code);
        before = before.behind(code);
    }
    return sum + log_prob(before, LetterContext::boundary);
}

} // namespace saksklar
