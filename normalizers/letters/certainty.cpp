// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/certainty.hpp"

#include "normalizers/letters/letter_case.hpp"
#include "normalizers/text/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saksklar {

namespace {

/// ln odds that are right, as a straight line of those given.
struct Line {
    double shift = 0;
    double slope = 1;
};

/// Fitted to drawn pages of four real bodies and of 118 invented ones, each judged by trees that
/// saw none of its pages.
constexpr Line other_word{0.02, 1.03};   // 39,900 words that are words as they stand
constexpr Line no_word{-0.41, 1.11};     // 5,350 that are none
constexpr Line no_letter{0.33, 1.26};    // 3,300 signs and digits
constexpr Line unlisted{-0.04, 0.98};    // 3,670 readings that no list has
constexpr double log_odds_capitals = -1; // of those, words in capitals
/// Abbreviations. Of 16 that were given 0.6 to 0.95, four were right; of words in capitals that are
/// longer, 40 of 41.
constexpr double log_odds_abbreviation = -2.5;

} // namespace

double
calibrated(double probability, ReadingSource source, const WordReadings& seen, bool among_capitals)
{
    const bool listed = source != ReadingSource::compound && source != ReadingSource::new_word;
    const int shape = seen.shape;
    const Line line = !listed                      ? unlisted
                      : shape == word_shape::signs ? no_letter
                      : seen.known()               ? other_word
                                                   : no_word;
    const double p = std::clamp(probability, 1e-9, 1 - 1e-9);
    double log_odds = line.shift + line.slope * std::log(p / (1 - p));
    if (shape == word_shape::capitals && seen.seen.size() <= longest_abbreviation &&
        !among_capitals) {
        log_odds += log_odds_abbreviation;
    } else if (shape == word_shape::capitals && !listed) {
        log_odds += log_odds_capitals;
    }
    return 1 / (1 + std::exp(-log_odds));
}

double least_to_calibrate(double least)
{
    const double p = std::clamp(least, 1e-9, 1 - 1e-9);
    double log_odds = std::numeric_limits<double>::infinity();
    for (const Line& line : {other_word, no_word, no_letter, unlisted}) {
        log_odds = std::min(log_odds, (std::log(p / (1 - p)) - line.shift) / line.slope);
    }
    return 1 / (1 + std::exp(-log_odds));
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

bool may_be_user(const WordReadings& seen, const Candidate& candidate)
{
    return seen.seen.front() == U'@' && seen.seen.size() > 2 &&
           (candidate.source == ReadingSource::compound ||
            candidate.source == ReadingSource::new_word);
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
