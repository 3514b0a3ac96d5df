// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

    /// What is asked of a confusion at every place of every word, in little room.
    struct Rule {
        double log_chance = 0;
        std::uint16_t number = 0; ///< of the confusion
        std::uint8_t seen_size = 0;
        std::uint8_t truth_size = 0;
        std::array<std::uint8_t, longest_truth> truth{}; ///< codes
        bool norwegian = false;
        bool lone = false;
        bool capital = false;
        bool lost = false;
        bool vanished = false;
        bool initial = false;

        std::string_view truth_codes() const noexcept
        {
            return {reinterpret_cast<const char*>(truth.data()), truth_size};
        }
    };

    ConfusionTable() = default;

    /// Reads the table `dictionaries/confusions.tsv`. Throws Error{resource} with the line.
    explicit ConfusionTable(std::string_view tsv);

    std::span<const Confusion> all() const noexcept { return all_; }

    /// The confusions whose `seen` starts with `c`.
    std::span<const Rule> starting_with(char32_t c) const noexcept;

private:
    std::vector<Confusion> all_;
    std::vector<std::pair<char32_t, std::vector<Rule>>> by_first_;
    std::vector<std::uint8_t> place_; ///< for c < 256: index into by_first_ plus one
};

} // namespace saksklar
