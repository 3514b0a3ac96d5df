// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/model_format.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saksklar {

/// Hashed n-grams, read where they lie. A wrong hit has a chance of about 1 in 20,000.
class NgramTable {
public:
    NgramTable() = default;

    explicit NgramTable(std::span<const std::uint32_t> slots) : slots_(slots) {}

    /// The entry with this hash, or 0.
    std::uint32_t find(std::uint64_t hash) const noexcept
    {
        if (slots_.empty()) {
            return 0;
        }
        const std::uint32_t wanted = model_format::fingerprint(hash);
        std::uint64_t i = model_format::slot_of(hash, slots_.size());
        while (slots_[i] != 0) {
            if ((slots_[i] >> 16U) == wanted) {
                return slots_[i];
            }
            if (++i == slots_.size()) {
                i = 0;
            }
        }
        return 0;
    }

    /// Begins to fetch what `find` will look at: the table is far larger than any cache.
    void prefetch(std::uint64_t hash) const noexcept
    {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[model_format::slot_of(hash, slots_.size())]);
        }
    }

    static double log_prob(std::uint32_t entry) noexcept
    {
        return -model_format::step * ((entry >> 8U) & 0xFFU);
    }

    static double log_backoff(std::uint32_t entry) noexcept
    {
        return model_format::backoff_offset - model_format::step * (entry & 0xFFU);
    }

private:
    std::span<const std::uint32_t> slots_{};
};

/// The interpolated trigram model of one language. Natural logarithms. Queries are
/// const and need no state beyond the two words before.
class NgramModel {
public:
    NgramModel() = default;

    NgramModel(const NgramTable& table,
               model_format::Table language,
               std::span<const std::uint8_t> unigrams,
               std::span<const std::uint8_t> backoffs);

    /// ln p(word) without context; unknown words are asked for as `unknown_id`.
    double unigram(std::uint32_t id) const noexcept
    {
        const std::uint8_t q = unigrams_[id];
        return q == model_format::absent ? absent_ : -model_format::step * q;
    }

    /// The same, but `absent` for words that the language does not have.
    double unigram_or(std::uint32_t id, double absent) const noexcept
    {
        return has(id) ? unigram(id) : absent;
    }

    bool has(std::uint32_t id) const noexcept { return unigrams_[id] != model_format::absent; }

    /// Two words, made ready to be asked what follows them.
    struct Context {
        std::uint64_t pair = 0;   ///< hash of the last
        std::uint64_t triple = 0; ///< hash of both
        bool has_triples = false; ///< at the begin of a sentence one word is all there is
        double log_backoff = 0;   ///< from both to the last
        double log_backoff_last = 0;
    };

    Context context(std::uint32_t before_last, std::uint32_t last) const noexcept;

    /// ln p(word | context).
    double log_prob(const Context& context, std::uint32_t word) const noexcept;

    /// ln p(word | before_last, last).
    double
    log_prob(std::uint32_t before_last, std::uint32_t last, std::uint32_t word) const noexcept
    {
        return log_prob(context(before_last, last), word);
    }

    /// How many words of context the probability rests on: 0, 1 or 2.
    int order(std::uint32_t before_last, std::uint32_t last, std::uint32_t word) const noexcept;

private:
    double backoff(std::uint32_t id) const noexcept
    {
        return model_format::backoff_offset - model_format::step * backoffs_[id];
    }

    NgramTable table_;
    std::uint64_t bigram_start_ = 0;
    std::uint64_t trigram_start_ = 0;
    std::span<const std::uint8_t> unigrams_{}; ///< by id, special ids first
    std::span<const std::uint8_t> backoffs_{};
    double absent_ = -16.0;
};

/// The up to four letters before a place in a word, newest lowest, seven bits each; before the
/// first letter stands a boundary.
class LetterContext {
public:
    static constexpr std::uint8_t boundary = 127;
    static constexpr unsigned letters = 4;

    LetterContext behind(std::uint8_t code) const noexcept
    {
        LetterContext next;
        next.bits_ = (bits_ << 7U | code) & 0xFFFFFFFU;
        return next;
    }

    std::uint32_t bits() const noexcept { return bits_; }

    /// The letter `back` places before, 0 being the last; 0 if there is none.
    std::uint8_t code(unsigned back) const noexcept
    {
        return static_cast<std::uint8_t>(bits_ >> 7U * back & 0x7FU);
    }

private:
    std::uint32_t bits_ = boundary;
};

/// A letter 5-gram model of words: how word-like a new word is.
class LetterModel {
public:
    static constexpr std::uint32_t order = LetterContext::letters + 1;

    LetterModel() = default;

    LetterModel(const NgramTable& table, model_format::Table which);

    /// ln p(next | the letters before it).
    double log_prob(LetterContext before, std::uint8_t next) const noexcept;

private:
    NgramTable table_;
    /// Where the hash of an n-gram starts, by n.
    std::array<std::uint64_t, order + 1> starts_{};
};

/// A letter model that remembers what it was asked lately: words are made of few letters. Not to
/// be shared between threads.
class LetterScorer {
public:
    explicit LetterScorer(const LetterModel& model) : model_(model), entries_(size) {}

    /// ln p(next | the letters before it).
    double log_prob(LetterContext before, std::uint8_t next);

    /// ln p(codes as a word), the end of the word included; what is beyond 64 letters is not
    /// looked at.
    double log_prob(std::string_view codes);

private:
    static constexpr std::size_t size = std::size_t{1} << 13U;

    struct Entry {
        std::uint64_t key = ~0ULL;
        double log = 0;
    };

    LetterModel model_;
    std::vector<Entry> entries_;
};

} // namespace saksklar
