// SPDX-License-Identifier: Apache-2.0
// How letters come out in this document, and which words it has.
#include "normalizers/letters/repair_session.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace saksklar {

using namespace model_format;

namespace {

/// Of the other confusions (l for i, …) a sound text has this part.
constexpr double sound_others = 0.02;
/// ln odds from which a word of the first round counts as one the document has.
constexpr double sure_margin = 2.5;
/// How many observations the general chances of the confusions are worth beside the
/// document's own.
constexpr double prior_weight = 12.0;

} // namespace

void RepairSession::adapt()
{
    // How often each letter came out how, in this document: one round of re-estimation.
    const auto rules = tables_.confusions.all();
    bool any = false;
    for_each_sentence([&](std::size_t begin, std::size_t end) {
        bool damaged = false;
        for (std::size_t t = begin; t < end && !damaged; ++t) {
            damaged = token_types_[t] != nullptr && !token_types_[t]->readings.others.empty();
        }
        const auto line = std::ranges::upper_bound(lines_, begin, {}, &Line::begin) - 1;
        if (!damaged || line->damaged < 0.5) {
            return;
        }
        build_slots(begin, end);
        decode();
        for (std::size_t s = 0; s < slots_.size(); ++s) {
            const Slot& slot = slots_[s];
            const Candidate* chosen = slot.options[slot.best].candidate;
            if (slot.type != nullptr && slot.type->readings.seen.size() > 1) {
                double margin = sure_margin;
                const double mine = slot.options.size() > 1 ? local_score(s, slot.best) +
                                                                  slot.options[slot.best].channel
                                                            : 0;
                for (std::size_t o = 0; o < slot.options.size() && margin >= sure_margin; ++o) {
                    if (o != slot.best) {
                        margin =
                            std::min(margin, mine - local_score(s, o) - slot.options[o].channel);
                    }
                }
                if (margin >= sure_margin) {
                    document_words_.add(chosen != nullptr ? chosen->hash
                                                          : slot.type->readings.hash);
                }
                document_total_ += 1;
            }
            if (chosen != nullptr) {
                for (const std::uint16_t rule : chosen->rules) {
                    rule_counts_[rule] += 1;
                    damaged_letters_ += rules[rule].norwegian;
                    lost_letters_ += rules[rule].norwegian && rules[rule].lost;
                    any = true;
                }
            } else if (slot.type != nullptr) {
                intact_letters_ += slot.type->readings.intact;
            }
        }
    });
    if (!any) {
        return;
    }
    rate_ =
        std::clamp((damaged_letters_ + 24) / (damaged_letters_ + intact_letters_ + 25), 0.3, 0.99);
    // The chances of one truth, with those of the table as prior.
    std::unordered_map<std::string, std::array<double, 2>> totals; // counts, chances
    const auto key = [&](const Confusion& rule) {
        return rule.truth + (rule.lone ? "1" : rule.capital ? "2" : "0") + (rule.lost ? "?" : "");
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        auto& [count, chance] = totals[key(rules[i])];
        count += rule_counts_[i];
        chance += std::exp(rules[i].log_chance);
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i].norwegian) {
            continue;
        }
        const auto& [count, chance] = totals[key(rules[i])];
        const double prior = std::exp(rules[i].log_chance);
        log_rules_[i] = std::log(chance * (rule_counts_[i] + prior_weight * prior / chance) /
                                 (count + prior_weight));
    }
}

void RepairSession::prepare_lines()
{
    for (Line& line : lines_) {
        const double rate = line.damaged * rate_ + (1 - line.damaged) * sound_rate;
        line.log_rate = std::log(rate);
        line.log_intact = std::log1p(-rate);
        line.log_others = std::log(line.damaged + (1 - line.damaged) * sound_others);
        for (std::size_t k = 0; k < 3; ++k) {
            line.log_language[k] = std::log(line.language[k]);
        }
    }
}

/// Which numbers stand behind a word on its line, and how often something else does: behind "Sak"
/// there are 1, 2, 3. A digit that is a letter may stand behind a word often, but not others, too.
void RepairSession::note_numbers_behind()
{
    for (std::size_t t = 1; t < tokens_.size(); ++t) {
        const Token& token = tokens_[t];
        Type* before = token_types_[t - 1];
        if (before == nullptr || token.first_on_line || token.pause != Token::Pause::none) {
            continue;
        }
        const char first = text_[token.span.begin];
        const bool digit = first >= '0' && first <= '9';
        if (token.kind == TokenKind::number) {
            before->numbers_behind |= Type::longer_number;
        } else if (token.kind == TokenKind::lone && digit) {
            before->numbers_behind |= Type::digit_behind(static_cast<unsigned>(first - '0'));
        } else if (token.kind != TokenKind::lone) {
            ++before->others_behind;
        }
    }
}

namespace {

/// One or two capitals and a digit, "P2", "UV3".
struct NumberedCode {
    std::size_t letters = 0; ///< 0..27 * 26 - 1
    unsigned digit = 0;
};

std::optional<NumberedCode> numbered_code(std::string_view word)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (word.size() < 2 || word.size() > 3 || !capital(word[0]) ||
        (word.size() == 3 && !capital(word[1])) || word.back() < '0' || word.back() > '9') {
        return std::nullopt;
    }
    const auto number = [](char c) { return static_cast<std::size_t>(c - 'A'); };
    const std::size_t second = word.size() == 3 ? number(word[1]) + 1 : 0;
    return NumberedCode{number(word[0]) + 26 * second, static_cast<unsigned>(word.back() - '0')};
}

} // namespace

void RepairSession::note_codes()
{
    for (std::size_t t = 0; t < tokens_.size(); ++t) {
        if (token_types_[t] == nullptr) {
            continue;
        }
        if (const auto code = numbered_code(token_types_[t]->word)) {
            std::uint16_t& digits = code_digits_[code->letters];
            digits = static_cast<std::uint16_t>(digits | 1U << code->digit);
        }
    }
}

/// Whether the document has others like it: "P2" beside "P1" and "P5". Where letters come out as
/// digits, these are always the same few ("D3", "D6", "D8" for "Dø"): one must be another.
bool RepairSession::is_code(std::string_view word) const
{
    constexpr int least = 2;
    constexpr unsigned no_letters = 1U << 1U | 1U << 2U | 1U << 5U | 1U << 7U;
    const auto code = numbered_code(word);
    if (!code) {
        return false;
    }
    const unsigned digits = code_digits_[code->letters];
    return (digits & no_letters) != 0 && std::popcount(digits & ~(1U << code->digit)) >= least;
}

/// In how many ways the block has each reading misread: a name that comes as Sgrvag, Sorvag and
/// Sarvag was Sørvåg.
void RepairSession::count_variants()
{
    constexpr std::size_t most = 5; // readings of one word
    variants_.clear();
    ++block_;
    for (const Line& line : lines_) {
        for (std::size_t t = line.begin; t < line.end && line.damaged > 0.5; ++t) {
            Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind != TokenKind::word || type->block == block_) {
                continue;
            }
            type->block = block_;
            const auto& others = type->readings.others;
            for (std::size_t i = 0; i < std::min(others.size(), most); ++i) {
                if (others[i].norwegian > 0) {
                    variants_.add(others[i].hash);
                }
            }
        }
    }
}

} // namespace saksklar
