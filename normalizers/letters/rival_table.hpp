// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace saksklar {

/// How likely a word of sound language comes out as the word at hand once letters go wrong: the
/// sum over its other readings with an æ, ø or å of p(word) times the chance of its confusions;
/// nb, nn. Whether a word is damaged is weighed against this.
using RivalChances = std::array<float, 2>;

/// The rival chances of every word of the model, small and with a capital, worked out when the
/// data files are built: in sound text the other readings of such words need not be searched for.
/// Made by `dictionaries/tools/compile_rivals.cpp`.
class RivalTable {
public:
    /// Numbers a word takes: two languages, as it begins with a small letter or a capital.
    static constexpr std::size_t numbers = 4;

    RivalTable() = default;

    /// The bits of `numbers` floats a word.
    explicit RivalTable(std::span<const std::uint32_t> values) : values_(values) {}

    bool empty() const noexcept { return values_.empty(); }

    std::size_t words() const noexcept { return values_.size() / numbers; }

    /// `index`: of the word, below `words()`.
    RivalChances of_word(std::uint32_t index, bool capital) const noexcept
    {
        const std::size_t place = index * numbers + (capital ? 2 : 0);
        return {std::bit_cast<float>(values_[place]), std::bit_cast<float>(values_[place + 1])};
    }

private:
    std::span<const std::uint32_t> values_{};
};

} // namespace saksklar
