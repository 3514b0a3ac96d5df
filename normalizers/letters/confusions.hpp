// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// One way in which letters come out wrong.
struct Confusion {
    std::u32string seen;    ///< what stands in the damaged text, case as it is
    std::string truth;      ///< alphabet codes of what it was
    double log_chance = 0;  ///< ln of how often these letters come out so
    bool norwegian = false; ///< the truth has an æ, ø or å
    bool lone = false;      ///< only for a sign that stands alone
    bool capital = false;   ///< only where a capital letter stood
    bool lost = false;      ///< the sign for "no such letter": `?` or U+FFFD
    bool vanished = false;  ///< a letter left no trace: only looked for in words that are none
    bool initial = false;   ///< only at the beginning of a word
};

/// The known confusions, by the first code point seen.
class ConfusionTable {
public:
    static constexpr std::size_t longest_truth = 4; ///< letters

    ConfusionTable() = default;

    /// Reads the table `dictionaries/confusions.tsv`. Throws Error{resource} with the line.
    explicit ConfusionTable(std::string_view tsv);

    std::span<const Confusion> all() const noexcept { return all_; }

    /// Indices of the confusions whose `seen` starts with `c`.
    std::span<const std::uint16_t> starting_with(char32_t c) const noexcept;

private:
    std::vector<Confusion> all_;
    std::vector<std::pair<char32_t, std::vector<std::uint16_t>>> by_first_;
    std::vector<std::uint8_t> place_; ///< for c < 256: index into by_first_ plus one
};

} // namespace saksklar
