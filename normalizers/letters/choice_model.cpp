// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/choice_model.hpp"

#include <algorithm>
#include <bit>

namespace saksklar {

using namespace model_format;

ChoiceModel::Present::Present(std::span<const std::uint8_t> slots)
    : count_(slots.size() / slot_bytes)
{
    constexpr std::size_t bits_a_slot = 8; // one in eight that are not there seems to be
    const std::size_t count = count_;
    const std::size_t bits = std::bit_ceil(std::max<std::size_t>(bits_a_slot * count, 64));
    bits_.resize(bits / 64);
    shift_ = static_cast<unsigned>(64 - std::countr_zero(bits));
    const auto is_empty = [&](std::size_t i) { return slots[i * slot_bytes + 2] == 0; };
    std::size_t first_empty = 0;
    while (first_empty < count && !is_empty(first_empty)) {
        ++first_empty;
    }
    // An entry may be looked for from wherever the slots up to it are all taken, over the end of
    // the table, too: slots are numbered on behind it.
    const auto in_table = [&](std::size_t n) { return n < count ? n : n - count; };
    const auto next_block = [&](std::size_t n) {
        const std::size_t next = (in_table(n) / block + 1) * block;
        return n < count ? std::min(next, count) : next + count;
    };
    std::size_t run = first_empty;
    for (std::size_t n = first_empty; n < first_empty + count; ++n) {
        const std::size_t i = in_table(n);
        if (is_empty(i)) {
            run = n + 1;
            continue;
        }
        const std::uint32_t entry =
            static_cast<std::uint32_t>(slots[i * slot_bytes + 1]) << 8U | slots[i * slot_bytes];
        for (std::size_t from = run; from <= n; from = next_block(from)) {
            const std::size_t bit = bit_of(in_table(from) / block, entry);
            bits_[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    }
}

std::optional<double> ChoiceModel::weight(std::uint64_t key) const noexcept
{
    const std::size_t count = slots_.size() / slot_bytes;
    if (count == 0) {
        return std::nullopt;
    }
    const std::uint32_t wanted = fingerprint(key);
    for (std::size_t i = slot_of(key, count);; i = i + 1 == count ? 0 : i + 1) {
        const std::uint8_t* slot = slots_.data() + i * slot_bytes;
        if (slot[2] == 0) {
            return std::nullopt;
        }
        if ((static_cast<std::uint32_t>(slot[1]) << 8U | slot[0]) == wanted) {
            return step * (slot[2] - zero);
        }
    }
}

void ChoiceModel::prefetch(std::uint64_t key) const noexcept
{
    if (!slots_.empty()) {
        __builtin_prefetch(slots_.data() + slot_of(key, slots_.size() / slot_bytes) * slot_bytes);
    }
}

std::optional<double> ChoiceModel::score(std::uint32_t word, const ChoiceContext& context) const
{
    if (slots_.empty()) {
        return std::nullopt;
    }
    const Present& present = this->present();
    // All at once: each is a place of its own in memory.
    std::array<std::uint64_t, ChoiceContext::most_features> keys{};
    std::size_t count = 0;
    for (const std::uint64_t feature : context.features()) {
        const std::uint64_t asked = key(feature, word);
        if (present.may_have(asked)) {
            prefetch(asked);
            keys[count++] = asked;
        } else if (count == 0) {
            return std::nullopt; // every word that was taught has a weight of its own
        }
    }
    std::optional<double> sum;
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<double> w = weight(keys[i]);
        if (!sum) {
            if (!w) {
                return std::nullopt;
            }
            sum = *w;
        } else if (w) {
            *sum += *w;
        }
    }
    return sum;
}

} // namespace saksklar
