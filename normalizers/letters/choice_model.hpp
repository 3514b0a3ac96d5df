// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/model_format.hpp"
#include "normalizers/letters/ngram_model.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace saksklar {

/// What stands around one place of a sentence, made ready to be asked about words there.
/// Positions are those of the word models: pauses count as words, and beyond the ends of the
/// sentence stands sentence_id.
class ChoiceContext {
public:
    /// Around `place` of `sentence`. Rare words are also looked at whatever their place; `is_rare`
    /// tells which are.
    template <typename IsRare>
    ChoiceContext(std::span<const std::uint32_t> sentence, std::size_t place, IsRare is_rare)
    {
        const auto at = [&](std::ptrdiff_t offset) {
            const auto i = static_cast<std::ptrdiff_t>(place) + offset;
            return i < 0 || i >= static_cast<std::ptrdiff_t>(sentence.size())
                       ? model_format::sentence_id
                       : sentence[static_cast<std::size_t>(i)];
        };
        features_[size_++] = own();
        std::uint32_t kind = 1;
        for (const std::ptrdiff_t offset : {-3, -2, -1, 1, 2, 3}) {
            add(kind++, at(offset), 0);
        }
        add(kind++, at(-2), at(-1));
        add(kind++, at(1), at(2));
        add(kind++, at(-1), at(1));
        const std::size_t begin = place > reach ? place - reach : 0;
        const std::size_t end = std::min(sentence.size(), place + reach + 1);
        for (std::size_t i = begin; i < end; ++i) {
            if (i != place && sentence[i] >= model_format::first_word && is_rare(sentence[i])) {
                add(kind, sentence[i], 0);
            }
        }
    }

    /// What stands for a word itself.
    static std::uint64_t own() noexcept { return hash_of(0, 0, 0); }

    /// The first stands for the word itself, whatever is around it.
    std::span<const std::uint64_t> features() const noexcept { return {features_.data(), size_}; }

private:
    static constexpr std::size_t reach = 8;

public:
    static constexpr std::size_t most_features = 10 + 2 * reach;

private:
    void add(std::uint32_t kind, std::uint32_t a, std::uint32_t b)
    {
        features_[size_++] = hash_of(kind, a, b);
    }

    static std::uint64_t hash_of(std::uint32_t kind, std::uint32_t a, std::uint32_t b) noexcept
    {
        return model_format::hash_next(
            model_format::hash_next(model_format::hash_start(9, kind), a), b);
    }

    std::array<std::uint64_t, most_features> features_{};
    std::size_t size_ = 0;
};

/// Tells apart words that come out alike when letters are lost (`før` and `for`, `måte` and
/// `møte`) by what stands around them on both sides: a log-linear model of one language, learned to
/// choose among just such words. Its scores are in nats, like differences of ln p(word | context);
/// only differences mean something. Made by `dictionaries/tools/train_choices.cpp`.
class ChoiceModel {
public:
    ChoiceModel() = default;

    explicit ChoiceModel(std::span<const std::uint8_t> slots) : slots_(slots) {}

    bool empty() const noexcept { return slots_.empty(); }

    /// Whether the model was taught the word.
    bool knows(std::uint32_t word) const noexcept
    {
        return weight(key(ChoiceContext::own(), word)).has_value();
    }

    /// The score of a word in its place; nothing for words that the model was not taught.
    std::optional<double> score(std::uint32_t word, const ChoiceContext& context) const;

    /// Which words count as rare, in learning and in use alike.
    static bool is_rare(const NgramModel& words, std::uint32_t id) noexcept
    {
        constexpr double rare_log_word = -6.0;
        return !words.has(id) || words.unigram(id) < rare_log_word;
    }

    /// The hash under which the weight of a word beside a feature lies.
    static std::uint64_t key(std::uint64_t feature, std::uint32_t word) noexcept
    {
        return model_format::hash_next(feature, word);
    }

    /// A weight takes three bytes: a fingerprint of its key, and itself in steps.
    static constexpr std::size_t slot_bytes = 3;
    static constexpr double step = 0.05;
    static constexpr int zero = 128; ///< how the weight 0 is written; an empty slot has 0 here

private:
    std::optional<double> weight(std::uint64_t key) const noexcept;
    void prefetch(std::uint64_t key) const noexcept;

    /// Which weights may exist: most that are asked for do not, and to see that from the slots
    /// alone takes a look at a dozen of them. A bit for each fingerprint in each block of slots
    /// where it can begin to be looked for.
    class Present {
    public:
        explicit Present(std::span<const std::uint8_t> slots);

        bool may_have(std::uint64_t key) const noexcept
        {
            const std::uint64_t slot = model_format::slot_of(key, count_);
            const std::size_t bit = bit_of(slot / block, model_format::fingerprint(key));
            return (bits_[bit / 64] >> bit % 64 & 1U) != 0;
        }

    private:
        static constexpr std::uint64_t block = 64; ///< slots

        std::size_t bit_of(std::uint64_t block_number, std::uint32_t fingerprint) const noexcept
        {
            return (block_number << 16U | fingerprint) * 0x9E3779B97F4A7C15ULL >> shift_;
        }

        std::size_t count_ = 0; ///< slots
        std::vector<std::uint64_t> bits_;
        unsigned shift_ = 0;
    };

    /// Worked out by whoever asks first: in sound text nobody does.
    struct Noted {
        std::once_flag once;
        std::optional<Present> present;
    };

    const Present& present() const
    {
        std::call_once(noted_->once, [this] { noted_->present.emplace(slots_); });
        return *noted_->present;
    }

    std::span<const std::uint8_t> slots_{};
    std::unique_ptr<Noted> noted_ = std::make_unique<Noted>();
};

} // namespace saksklar
