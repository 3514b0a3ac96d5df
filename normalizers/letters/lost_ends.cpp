// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/repair_session.hpp"

#include <algorithm>

namespace saksklar {

using namespace model_format;

namespace {

constexpr double absent_log = -16.0;

} // namespace

/// Where letters were lost to `?`, one at the end of a word may be a letter too: it is, if the
/// word without it is none, or a far rarer one, and with it can be one.
void RepairSession::take_in_lost_ends()
{
    constexpr std::size_t least_lost = 3; // words with a `?` between their letters
    constexpr double much_likelier = 3.0;
    const auto log_word = [&](std::uint32_t id) {
        return id < first_word ? absent_log
                               : std::max(absent_log + 1, tables_.norwegian_unigram(id));
    };
    const auto word = [&](const Token& token) {
        return std::string_view(text_).substr(token.span.begin, token.span.size());
    };
    std::size_t lost = 0;
    for (const Token& token : tokens_) {
        const std::size_t sign =
            token.kind == TokenKind::word ? word(token).find('?') : std::string_view::npos;
        lost += sign != std::string_view::npos && sign > 0 && sign + 1 < token.span.size();
    }
    if (lost < least_lost) {
        return;
    }
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        Token& token = tokens_[i];
        if (token.kind != TokenKind::word || token.loose_tail_bytes == 0 ||
            token.span.end >= text_.size() || text_[token.span.end] != '?') {
            continue;
        }
        const WordReadings& stem = type_of(word(token), false).readings;
        const auto listed = [](const Candidate& candidate) {
            return candidate.lost > 0 && candidate.source != ReadingSource::new_word;
        };
        if (std::ranges::any_of(stem.others, listed)) {
            continue;
        }
        const double log_stem =
            stem.seen.size() > 1 && stem.known() ? log_word(stem.id) : absent_log;
        const std::string_view longer =
            std::string_view(text_).substr(token.span.begin, token.span.size() + 1);
        const auto& readings = type_of(longer, false).readings.others;
        if (std::ranges::none_of(readings, [&](const Candidate& candidate) {
                return listed(candidate) && (log_stem == absent_log ||
                                             log_word(candidate.id) > log_stem + much_likelier);
            })) {
            continue;
        }
        ++token.span.end;
        token.loose_tail_bytes = 0;
        if (i + 1 < tokens_.size() && !tokens_[i + 1].first_on_line) {
            tokens_[i + 1].pause = Token::Pause::none; // it was no question
        }
    }
}

} // namespace saksklar
