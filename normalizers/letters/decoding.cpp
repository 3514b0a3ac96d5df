// SPDX-License-Identifier: Apache-2.0
// The likeliest way through a sentence.
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/letters/rivals.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

namespace {

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
    // Both languages are asked for the same words: their places are neighbours.
    CachedLog& place = cache_[(key >> 20U ^ language) & (cache_.size() - 1)];
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
        add(option.log_document);
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

/// The same for an option of a slot. What is asked again in the same sentence, as nearly all is
/// when readings are compared, is remembered.
double RepairSession::score_in_sentence(std::size_t s,
                                        std::size_t option,
                                        std::uint32_t u,
                                        std::uint32_t v) const
{
    static_assert(longest_sentence <= 128 && sentence_option < 16 && most_options <= pause_option);
    const std::uint64_t key =
        sentence_ << 53U | std::uint64_t{u} << 32U | std::uint64_t{v} << 11U | s << 4U | option;
    CachedLog& place = scores_[(key * 0x9E3779B97F4A7C15ULL >> 40U) & (scores_.size() - 1)];
    if (place.key != key) {
        place.key = key;
        static const Option pause{nullptr, pause_id};
        static const Option sentence{nullptr, sentence_id};
        const Slot& slot = slots_[s];
        const Option* asked = &pause;
        if (option != pause_option) {
            asked = option == sentence_option ? &sentence : &slot.options[option];
        }
        place.log = language_score(*slot.line, u, v, *asked);
    }
    return place.log;
}

void RepairSession::decode()
{
    constexpr std::uint8_t none = 255;
    states_.assign(1, {});
    columns_.assign(1, 0);
    if (std::ranges::all_of(slots_, [](const Slot& slot) { return slot.options.size() == 1; })) {
        return; // there is but one way
    }
    // Only words with a choice, and the two after them, need the model.
    std::size_t since_choice = 3;
    for (std::size_t s = 0; s < slots_.size(); ++s) {
        const Slot& slot = slots_[s];
        const bool pause = tokens_[slot.token].pause == Token::Pause::clause;
        since_choice = slot.options.size() > 1 ? 0 : since_choice + 1;
        const std::size_t before = columns_.back();
        const std::size_t count = states_.size() - before;
        if (count == 1 && since_choice >= 3) {
            State only;
            only.u = pause && s > 0 ? std::uint32_t{pause_id} : states_[before].v;
            only.v = slot.options.front().id;
            only.score = states_[before].score + slot.options.front().channel;
            columns_.push_back(states_.size());
            states_.push_back(only);
            continue;
        }
        // States are alike if they come from the same word and go to the same one: of options
        // without an id only the better is kept.
        std::size_t size = 0;
        std::array<std::uint32_t, beam_width> words{};
        std::array<std::array<std::uint8_t, most_options>, beam_width> places;
        std::array<std::uint8_t, most_options> same_id{};
        for (std::size_t o = 0; o < slot.options.size(); ++o) {
            std::size_t same = 0;
            while (slot.options[same].id != slot.options[o].id) {
                ++same;
            }
            same_id[o] = static_cast<std::uint8_t>(same);
        }
        for (std::size_t b = 0; b < count; ++b) {
            State from = states_[before + b];
            if (pause && s > 0) {
                if (since_choice < 3) {
                    from.score += score_in_sentence(s, pause_option, from.u, from.v);
                }
                from.u = from.v;
                from.v = pause_id;
            }
            std::size_t row = 0;
            words[b] = from.v;
            while (words[row] != from.v) {
                ++row;
            }
            places[b].fill(none);
            for (std::size_t o = 0; o < slot.options.size(); ++o) {
                const Option& option = slot.options[o];
                State state;
                state.u = from.v;
                state.v = option.id;
                state.back = static_cast<std::uint32_t>(b);
                state.option = static_cast<std::uint32_t>(o);
                state.score = from.score + option.channel;
                if (since_choice < 3) {
                    state.score += score_in_sentence(s, o, from.u, from.v);
                }
                std::uint8_t& place = places[row][same_id[o]];
                if (place == none) {
                    place = static_cast<std::uint8_t>(size);
                    next_[size++] = state;
                } else if (state.score > next_[place].score) {
                    next_[place] = state;
                }
            }
        }
        keep_best({next_.data(), size});
    }
    std::uint32_t at = 0;
    double best = -1e18;
    for (std::uint32_t b = 0; b < states_.size() - columns_.back(); ++b) {
        const State& state = states_[columns_.back() + b];
        const double score =
            state.score +
            (slots_.empty() || since_choice >= 2
                 ? 0
                 : score_in_sentence(slots_.size() - 1, sentence_option, state.u, state.v));
        if (score > best) {
            best = score;
            at = b;
        }
    }
    for (std::size_t s = slots_.size(); s-- > 0;) {
        const State& state = states_[columns_[s + 1] + at];
        slots_[s].best = state.option;
        at = state.back;
    }
}

/// Adds the likeliest of the states, likeliest first, as the next column.
void RepairSession::keep_best(std::span<const State> states)
{
    const std::size_t begin = states_.size();
    columns_.push_back(begin);
    for (const State& state : states) {
        std::size_t at = states_.size();
        while (at > begin && state.score > states_[at - 1].score) {
            --at;
        }
        if (at - begin < beam_width) {
            states_.insert(states_.begin() + static_cast<std::ptrdiff_t>(at), state);
            states_.resize(std::min(states_.size(), begin + beam_width));
        }
    }
    while (states_.size() > begin + 1 && states_.back().score < states_[begin].score - beam_depth) {
        states_.pop_back();
    }
}

double RepairSession::local_score(std::size_t s, std::size_t option) const
{
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
                sum += score_in_sentence(i, pause_option, u, v);
                if (++behind == 3) {
                    return sum;
                }
            }
            step(pause_id);
        }
        const std::size_t there = i == s ? option : slots_[i].best;
        sum += score_in_sentence(i, there, u, v);
        ++behind;
        step(slots_[i].options[there].id);
    }
    if (behind < 3) {
        sum += score_in_sentence(s, sentence_option, u, v);
    }
    return sum;
}

} // namespace saksklar
