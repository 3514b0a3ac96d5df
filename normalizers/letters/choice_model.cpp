// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/choice_model.hpp"

namespace saksklar {

using namespace model_format;

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

std::optional<double> ChoiceModel::score(std::uint32_t word,
                                         const ChoiceContext& context) const noexcept
{
    // All at once: each is a place of its own in memory.
    std::array<std::uint64_t, ChoiceContext::most_features> keys{};
    std::size_t count = 0;
    for (const std::uint64_t feature : context.features()) {
        keys[count] = key(feature, word);
        prefetch(keys[count++]);
    }
    std::optional<double> sum;
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<double> w = weight(keys[i]);
        if (!sum) {
            if (!w) {
                return std::nullopt; // every word that was taught has a weight of its own
            }
            sum = *w;
        } else if (w) {
            *sum += *w;
        }
    }
    return sum;
}

} // namespace saksklar
