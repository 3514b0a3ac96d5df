// SPDX-License-Identifier: Apache-2.0
// The likeliest way through a sentence.
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/letters/rivals.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

namespace {

constexpr std::size_t beam_width = 8;
constexpr double beam_depth = 14.0;
/// ln of how much rarer a word is in the Norwegian language whose lists do not have it.
constexpr double log_other_language = -2.5;

} // namespace

const NgramModel::Context&
RepairSession::cached_context(std::size_t language, std::uint32_t u, std::uint32_t v) const
{
    const std::uint64_t key = (static_cast<std::uint64_t>(u) << 32U | v) * 2 + language;
    CachedContext& place = contexts_[(mix(key) >> 20U) & (contexts_.size() - 1)];
    if (place.key != key) {
        place.key = key;
        place.context = tables_.languages[language].context(u, v);
    }
    return place.context;
}

double RepairSession::cached_log_prob(std::size_t language,
                                      std::uint32_t u,
                                      std::uint32_t v,
                                      std::uint32_t word) const
{
    // Every choice is weighed several times: a small cache saves most of the look-ups.
    const std::uint64_t key = mix((static_cast<std::uint64_t>(u) << 42U) ^
                                  (static_cast<std::uint64_t>(v) << 21U) ^ word) *
                                  2 +
                              language;
    CachedLog& place = cache_[(key >> 20U) & (cache_.size() - 1)];
    if (place.key != key) {
        place.key = key;
        place.log = tables_.languages[language].log_prob(cached_context(language, u, v), word);
    }
    return place.log;
}

double RepairSession::language_score(const Line& line,
                                     std::uint32_t u,
                                     std::uint32_t v,
                                     const Option& option) const
{
    // The languages, English and the document each give the word a chance: the sum of them.
    std::array<double, 5> logs{};
    std::size_t n = 0;
    double most = -60;
    const auto add = [&](double log) {
        logs[n++] = log;
        most = std::max(most, log);
    };
    add(-60);
    for (std::size_t k = 0; k < 2; ++k) {
        if (line.language[k] < 0.02) {
            continue;
        }
        const NgramModel& model = tables_.languages[k];
        double log = 0;
        if (option.id != unknown_id && model.has(option.id)) {
            log = cached_log_prob(k, u, v, option.id);
        } else {
            const double word = option.log_word != 0      ? option.log_word
                                : option.id == unknown_id ? -6.0
                                                          : -12.0;
            log = cached_log_prob(k, u, v, unknown_id) + word +
                  (option.strange_in == static_cast<int>(k) ? log_other_language : 0.0);
        }
        add(line.log_language[k] + log);
    }
    // English has no context here: its words and their frequencies suffice to leave it alone.
    if (line.language[2] >= 0.002) {
        add(line.log_language[2] + (option.id >= first_word ? tables_.english_unigram(option.id)
                                    : option.id == unknown_id && option.log_word != 0
                                        ? log_unknown_word - 2 + option.log_word
                                        : -6.0));
    }
    if (option.document > 0) {
        add(std::log(option.document * document_weight));
    }
    constexpr double negligible = 25;
    double sum = 0;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (logs[i] == most) {
            sum += 1;
            ++counted;
        } else if (logs[i] > most - negligible) {
            sum += std::exp(logs[i] - most);
            ++counted;
        }
    }
    return (counted == 1 ? most : most + std::log(sum)) + option.meeting;
}

void RepairSession::decode()
{
    struct State {
        std::uint32_t u = sentence_id;
        std::uint32_t v = sentence_id;
        double score = 0;
        std::uint32_t back = 0;
        std::uint32_t option = 0;
    };

    // Only words with a choice, and the two after them, need the model.
    std::vector<std::vector<State>> columns(slots_.size() + 1);
    columns[0].push_back({});
    std::size_t since_choice = 3;
    for (std::size_t s = 0; s < slots_.size(); ++s) {
        Slot& slot = slots_[s];
        const bool pause = tokens_[slot.token].pause == Token::Pause::clause;
        std::vector<State>& next = columns[s + 1];
        since_choice = slot.options.size() > 1 ? 0 : since_choice + 1;
        for (std::uint32_t b = 0; b < columns[s].size(); ++b) {
            State from = columns[s][b];
            if (pause && s > 0) {
                if (since_choice < 3) {
                    from.score += language_score(*slot.line, from.u, from.v, {nullptr, pause_id});
                }
                from.u = from.v;
                from.v = pause_id;
            }
            for (std::uint32_t o = 0; o < slot.options.size(); ++o) {
                const Option& option = slot.options[o];
                State state;
                state.u = from.v;
                state.v = option.id;
                state.back = b;
                state.option = o;
                state.score = from.score + option.channel;
                if (since_choice < 3) {
                    state.score += language_score(*slot.line, from.u, from.v, option);
                }
                // Options without an id differ though their states are the same: keep the better.
                const auto same = std::ranges::find_if(next, [&](const State& other) {
                    return other.u == state.u && other.v == state.v;
                });
                if (same == next.end()) {
                    next.push_back(state);
                } else if (state.score > same->score) {
                    *same = state;
                }
            }
        }
        std::ranges::stable_sort(next,
                                 [](const State& a, const State& b) { return a.score > b.score; });
        if (next.size() > beam_width) {
            next.resize(beam_width);
        }
        while (next.size() > 1 && next.back().score < next.front().score - beam_depth) {
            next.pop_back();
        }
    }
    std::uint32_t at = 0;
    double best = -1e18;
    for (std::uint32_t b = 0; b < columns.back().size(); ++b) {
        const State& state = columns.back()[b];
        const double score =
            state.score +
            (slots_.empty() || since_choice >= 2
                 ? 0
                 : language_score(*slots_.back().line, state.u, state.v, {nullptr, sentence_id}));
        if (score > best) {
            best = score;
            at = b;
        }
    }
    for (std::size_t s = slots_.size(); s-- > 0;) {
        const State& state = columns[s + 1][at];
        slots_[s].best = state.option;
        at = state.back;
    }
}

double RepairSession::local_score(std::size_t s, std::size_t option) const
{
    const Slot& slot = slots_[s];
    const Option& mine = slot.options[option];
    std::uint32_t u = sentence_id;
    std::uint32_t v = sentence_id;
    const auto step = [&](std::uint32_t id) {
        u = v;
        v = id;
    };
    for (std::size_t i = s >= 2 ? s - 2 : 0; i < s; ++i) {
        if (i > 0 && tokens_[slots_[i].token].pause == Token::Pause::clause) {
            step(pause_id);
        }
        step(slots_[i].options[slots_[i].best].id);
    }
    double sum = 0;
    std::size_t behind = 0;
    for (std::size_t i = s; i < slots_.size() && behind < 3; ++i) {
        if (i > 0 && tokens_[slots_[i].token].pause == Token::Pause::clause) {
            if (i > s) {
                sum += language_score(*slots_[i].line, u, v, {nullptr, pause_id});
                if (++behind == 3) {
                    return sum;
                }
            }
            step(pause_id);
        }
        const Option& there = i == s ? mine : slots_[i].options[slots_[i].best];
        sum += language_score(*slots_[i].line, u, v, there);
        ++behind;
        step(there.id);
    }
    if (behind < 3) {
        sum += language_score(*slot.line, u, v, {nullptr, sentence_id});
    }
    return sum;
}

} // namespace saksklar
