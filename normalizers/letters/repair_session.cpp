// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/repair_session.hpp"

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/certainty.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_case.hpp"
#include "normalizers/letters/rivals.hpp"
#include "normalizers/text/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace saksklar {

using namespace model_format;

namespace {

/// Of the other confusions (l for i, …) a sound text has this part.
constexpr double sound_others = 0.02;
/// A line less damaged than this has only its unknown words looked at.
constexpr double sound_line = 0.02;
constexpr double absent_log = -16.0;
/// Words remembered at once: 124 MB resident on any amount of text; 200,000 took 220 MB for a
/// tenth of the time.
constexpr std::size_t most_types = 80000;
constexpr std::size_t beam_width = 8;
constexpr double beam_depth = 14.0;
/// A reading so much less likely than another, whatever the context, is not weighed.
constexpr double hopeless = 12.0;
constexpr std::size_t most_options = 7;
/// Words the document has elsewhere come again: their part beside the language models.
constexpr double document_weight = 0.15;
/// ln of how much rarer a word is in the Norwegian language whose lists do not have it.
constexpr double log_other_language = -2.5;
/// ln odds from which a word of the first round counts as one the document has.
constexpr double sure_margin = 2.5;
/// How many observations the general chances of the confusions are worth beside the
/// document's own.
constexpr double prior_weight = 12.0;

} // namespace

RepairSession::RepairSession(const LanguageTables& tables, const LearnedWords* learned)
    : tables_(tables), finder_(tables, learned)
{
    cache_.resize(std::size_t{1} << 15U);
    contexts_.resize(std::size_t{1} << 10U);
    const auto rules = tables.confusions.all();
    rule_counts_.assign(rules.size(), 0);
    log_rules_.reserve(rules.size());
    for (const Confusion& rule : rules) {
        log_rules_.push_back(rule.log_chance);
    }
}

void RepairSession::restart()
{
    for (Type& type : types_.all()) {
        type.count = 0;
    }
    static_cast<DocumentSoFar&>(*this) = DocumentSoFar{};
    std::ranges::fill(rule_counts_, 0);
    const auto rules = tables_.confusions.all();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        log_rules_[i] = rules[i].log_chance;
    }
    document_words_.clear();
}

void RepairSession::Types::clear()
{
    types_.clear();
    places_.assign(least_places, {});
}

std::pair<RepairSession::Type*, bool> RepairSession::Types::of(std::string_view word, bool lone)
{
    const auto hash =
        static_cast<std::uint32_t>(std::hash<std::string_view>{}(word)) * 2 + (lone ? 1 : 0);
    std::size_t at = hash & (places_.size() - 1);
    for (; places_[at].type != 0; at = (at + 1) & (places_.size() - 1)) {
        if (places_[at].hash == hash) {
            Type& type = types_[places_[at].type - 1];
            if (type.word == word && type.lone == lone) {
                return {&type, false};
            }
        }
    }
    types_.emplace_back();
    places_[at] = {hash, static_cast<std::uint32_t>(types_.size())};
    if (2 * types_.size() > places_.size()) {
        grow();
    }
    return {&types_.back(), true};
}

void RepairSession::Types::grow()
{
    std::vector<Place> old(2 * places_.size());
    old.swap(places_);
    for (const Place& place : old) {
        if (place.type != 0) {
            std::size_t at = place.hash & (places_.size() - 1);
            while (places_[at].type != 0) {
                at = (at + 1) & (places_.size() - 1);
            }
            places_[at] = place;
        }
    }
}

RepairSession::Type& RepairSession::type_of(std::string_view word, bool lone)
{
    const auto [found, is_new] = types_.of(word, lone);
    Type& type = *found;
    if (is_new) {
        type.word = word;
        type.lone = lone;
        type.readings = finder_.readings(word, lone);
        weigh_type(type);
    }
    return type;
}

/// What the readings of a word say of languages and damage, whatever its place.
void RepairSession::weigh_type(Type& type) const
{
    const WordReadings& readings = type.readings;
    for (std::size_t language = 0; language < 3; ++language) {
        type.as_seen[language] =
            type.lone && readings.codes.empty()
                ? std::exp(-7.0)
                : word_chance(tables_,
                              readings.id,
                              readings.log_word == 0 ? -13.0 : readings.log_word,
                              language);
    }
    // A word that has its Norwegian letters has none of its rivals' to lose.
    type.put_off = !readings.searched && readings.id != unknown_id && readings.intact == 0 &&
                   !tables_.rivals.empty();
    const RivalChances rivals =
        type.put_off ? tables_.rivals.of_word(readings.id - first_word,
                                              unicode::is_upper(readings.seen.front()))
                     : rival_chances(tables_, readings);
    std::ranges::copy(rivals, type.damaged.begin());
    type.speaks = !readings.codes.empty() || !readings.others.empty();
    weigh_languages(type);
}

void RepairSession::read(std::string_view text)
{
    if (types_.size() > most_types) {
        types_.clear();
    }
    text_.assign(text);
    tokenize(text_, tokens_);
    take_in_lost_ends();
    token_types_.clear();
    token_types_.reserve(tokens_.size());
    for (const Token& token : tokens_) {
        if (token.kind == TokenKind::word || token.kind == TokenKind::lone) {
            Type& type =
                type_of(std::string_view(text_).substr(token.span.begin, token.span.size()),
                        token.kind == TokenKind::lone);
            ++type.count;
            if (type.readings.language_code &&
                std::ranges::find(language_codes_, type.readings.codes) == language_codes_.end()) {
                language_codes_.push_back(type.readings.codes);
            }
            token_types_.push_back(&type);
        } else {
            token_types_.push_back(nullptr);
        }
    }
    find_lines();
    estimate_languages();
    estimate_foreign();
    estimate_damage();
}

/// Where letters were lost to `?`, one at the end of a word may be a letter too: it is, if the
/// word without it is none, or a far rarer one, and with it can be one.
void RepairSession::take_in_lost_ends()
{
    constexpr std::size_t least_lost = 3; // words with a `?` between their letters
    constexpr double much_likelier = 3.0;
    const auto log_word = [&](std::uint32_t id) {
        return id < first_word ? absent_log
                               : std::max({absent_log + 1,
                                           tables_.languages[0].unigram(id),
                                           tables_.languages[1].unigram(id)});
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

void RepairSession::find_lines()
{
    lines_.clear();
    constexpr std::size_t longest_line = 64; // tokens: a text may be one line
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (lines_.empty() || tokens_[i].first_on_line || i - lines_.back().begin >= longest_line) {
            Line line;
            line.begin = i;
            lines_.push_back(line);
        }
        lines_.back().end = i + 1;
    }
}

double RepairSession::channel_score(const Candidate& candidate, const Line& line) const
{
    double sum = candidate.intact * line.log_intact;
    for (const std::uint16_t rule : candidate.rules) {
        sum += log_rules_[rule] +
               (tables_.confusions.all()[rule].norwegian ? line.log_rate : line.log_others);
    }
    return sum;
}

void RepairSession::fill_options(Slot& slot)
{
    slot.options.clear();
    const Token& token = tokens_[slot.token];
    Option seen;
    if (slot.type == nullptr) {
        seen.id =
            token.kind == TokenKind::number
                ? number_class(std::string_view(text_).substr(token.span.begin, token.span.size()))
                : unknown_id;
        seen.log_word = token.kind == TokenKind::number ? 0 : -6;
        slot.options.push_back(seen);
        return;
    }
    const WordReadings& readings = slot.type->readings;
    seen.id = readings.id;
    seen.log_word = readings.log_word;
    seen.strange_in = readings.strange_in;
    if (token.kind == TokenKind::lone) {
        const bool digit = unicode::is_digit(readings.seen.front());
        seen.id = digit ? number_id : unknown_id;
        seen.log_word = digit ? -2.0 : readings.seen.front() == U'&' ? -4.0 : -5.0;
    }
    // Inside a sentence the first letter's case tells names from other words.
    const int shape = shape_of(readings.seen);
    const bool tells = token.pause == Token::Pause::none && !token.first_on_line &&
                       readings.seen.size() > 1 && unicode::is_letter(readings.seen.front()) &&
                       (shape == 0 || (shape == 1 && readings.seen.front() != U'I'));
    const auto case_log = [&](std::uint32_t id) {
        if (!tells) {
            return 0.0;
        }
        if (id < first_word) {
            return std::log(0.5);
        }
        const bool name = (tables_.flags[id - first_word] & capitalised) != 0;
        return std::log(shape == 1 ? (name ? 0.9 : 0.04) : (name ? 0.1 : 0.96));
    };
    seen.channel = readings.intact * slot.line->log_intact + case_log(readings.id);
    seen.document = document_log(slot, nullptr);
    seen.meeting = tables_.meeting_gain(seen.id);
    slot.options.push_back(seen);
    if (slot.line->foreign > 0.5 || stands_as_it_is(slot)) {
        return; // another language is not ours to repair
    }
    const bool sound = slot.line->damaged < sound_line;
    if (sound && (readings.known() || token.kind == TokenKind::lone)) {
        return;
    }
    // Where a program lost the letters it did not have, it lost them all to one sign.
    constexpr double least_lost = 5;
    constexpr double part_lost = 0.7;
    const bool only_lost =
        lost_letters_ >= least_lost && lost_letters_ >= part_lost * damaged_letters_;
    for (const Candidate& candidate : readings.others) {
        if (slot.options.size() >= most_options) {
            break;
        }
        if (sound && candidate.source == ReadingSource::new_word) {
            continue;
        }
        if (only_lost && candidate.lost == 0 && candidate.norwegian > 0) {
            continue;
        }
        Option option;
        option.candidate = &candidate;
        option.id = candidate.id;
        option.log_word = candidate.log_word + log_head_gain(slot, candidate);
        option.strange_in = candidate.strange_in;
        option.channel = channel_score(candidate, *slot.line) + case_log(candidate.id);
        option.document = document_log(slot, &candidate);
        option.meeting = tables_.meeting_gain(option.id);
        slot.options.push_back(option);
    }
    // What meetings like does not make a name less of one: Mette stands where people "møtte".
    if ((readings.flags & (in_names | capitalised)) != 0) {
        for (const Option& option : slot.options) {
            slot.options.front().meeting = std::max(slot.options.front().meeting, option.meeting);
        }
    }
    const auto rough = [&](const Option& option) {
        double log = option.log_word + log_unknown_word;
        if (option.id >= first_word) {
            log = std::max(tables_.languages[0].unigram(option.id),
                           tables_.languages[1].unigram(option.id));
        }
        return log + option.channel;
    };
    double best = -1e9;
    for (const Option& option : slot.options) {
        best = std::max(best, rough(option));
    }
    const double least = best - hopeless;
    slot.options.erase(std::remove_if(slot.options.begin() + 1,
                                      slot.options.end(),
                                      [&](const Option& option) {
                                          return option.document <= 0 && rough(option) < least;
                                      }),
                       slot.options.end());
}

bool RepairSession::stands_as_it_is(const Slot& slot) const
{
    const WordReadings& readings = slot.type->readings;
    // Codes of languages keep company: `sma` beside `sme` and `smj` is no damaged word.
    constexpr std::size_t company = 3;
    if (readings.language_code && language_codes_.size() >= company) {
        return true;
    }
    // `a)` and `(a)` are labels.
    const Span span = tokens_[slot.token].span;
    return readings.seen.size() == 1 && unicode::is_letter(readings.seen.front()) &&
           span.end < text_.size() && text_[span.end] == ')' &&
           (span.begin == 0 || text_[span.begin - 1] == '(' || text_[span.begin - 1] == ' ' ||
            text_[span.begin - 1] == '\n' || text_[span.begin - 1] == '\t');
}

double RepairSession::times_in_document(std::string_view codes) const
{
    // Words with signs in them have no codes: they are not all one word.
    const auto found = codes.empty() ? document_words_.end() : document_words_.find(codes);
    return found == document_words_.end() ? 0 : std::max(0.0, found->second - 1);
}

double RepairSession::document_log(const Slot& slot, const Candidate* candidate) const
{
    return document_total_ <= 0
               ? 0
               : times_in_document(candidate != nullptr ? candidate->codes
                                                        : slot.type->readings.codes) /
                     document_total_;
}

/// A document about møter has arbeidsmøter, too: how much likelier its own words make what a
/// compound ends in, where it is that which came out wrong.
double RepairSession::log_head_gain(const Slot& slot, const Candidate& candidate) const
{
    constexpr std::size_t least_head = 4;
    if (document_total_ <= 0 || candidate.source != ReadingSource::compound) {
        return 0;
    }
    for (std::size_t begin = 2; begin + least_head <= candidate.codes.size(); ++begin) {
        const std::string_view head = std::string_view(candidate.codes).substr(begin);
        if (slot.type->readings.codes.ends_with(head)) {
            return 0;
        }
        const double times = times_in_document(head);
        const auto index = times > 0 ? tables_.words.index_of(head) : std::nullopt;
        if (index) {
            const double usual =
                std::exp(std::max(tables_.languages[0].unigram(*index + first_word),
                                  tables_.languages[1].unigram(*index + first_word)));
            return std::log1p(document_weight * times / document_total_ / usual);
        }
    }
    return 0;
}

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

void RepairSession::build_slots(std::size_t begin, std::size_t end)
{
    slots_.clear();
    auto line = std::ranges::upper_bound(lines_, begin, {}, &Line::begin);
    std::size_t l = static_cast<std::size_t>(line - lines_.begin()) - 1;
    for (std::size_t t = begin; t < end; ++t) {
        while (t >= lines_[l].end) {
            ++l;
        }
        Slot slot;
        slot.token = t;
        slot.type = token_types_[t];
        slot.line = &lines_[l];
        if (slot.type != nullptr && slot.line->damaged >= sound_line) {
            finder_.search(slot.type->readings);
        }
        if (slot.type != nullptr && slot.line->damaged >= sound_line && !slot.type->extended &&
            !slot.type->readings.known() && tokens_[t].kind == TokenKind::word) {
            slot.type->extended = true;
            finder_.add_new_words(slot.type->readings);
        }
        slots_.push_back(std::move(slot));
    }
    // Only now: options point into the readings, which must not grow under them.
    for (Slot& slot : slots_) {
        fill_options(slot);
    }
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

template <typename Visit>
void RepairSession::for_each_sentence(Visit visit)
{
    constexpr std::size_t longest = 120; // tokens
    for (std::size_t begin = 0; begin < tokens_.size();) {
        std::size_t end = begin + 1;
        while (end < tokens_.size() && tokens_[end].pause != Token::Pause::sentence &&
               end - begin < longest) {
            ++end;
        }
        visit(begin, end);
        begin = end;
    }
}

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
                for (std::size_t o = 0; o < slot.options.size(); ++o) {
                    if (o != slot.best) {
                        margin =
                            std::min(margin, mine - local_score(s, o) - slot.options[o].channel);
                    }
                }
                if (margin >= sure_margin) {
                    document_words_[chosen != nullptr ? chosen->codes
                                                      : slot.type->readings.codes] += 1;
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

/// Other readings that were put off are wanted where lines are damaged.
void RepairSession::search_damaged_lines()
{
    for (const Line& line : lines_) {
        for (std::size_t t = line.begin; t < line.end && line.damaged >= sound_line; ++t) {
            if (Type* type = token_types_[t]; type != nullptr && type->put_off) {
                type->put_off = false;
                finder_.search(type->readings);
            }
        }
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

/// In how many ways the block has each reading misread: a name that comes as Sgrvag, Sorvag and
/// Sarvag was Sørvåg.
void RepairSession::count_variants()
{
    constexpr std::size_t most = 5; // readings of one word
    variants_.clear();
    std::unordered_set<const Type*> met;
    for (const Line& line : lines_) {
        for (std::size_t t = line.begin; t < line.end && line.damaged > 0.5; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind != TokenKind::word || !met.insert(type).second) {
                continue;
            }
            const auto& others = type->readings.others;
            for (std::size_t i = 0; i < std::min(others.size(), most); ++i) {
                if (others[i].norwegian > 0) {
                    ++variants_[others[i].codes];
                }
            }
        }
    }
}

std::vector<Judgement> RepairSession::decide(double least_probability)
{
    least_by_trees_ = least_probability > 0 ? least_to_calibrate(least_probability) : 0;
    std::vector<Judgement> out;
    search_damaged_lines();
    prepare_lines();
    const bool damaged_somewhere =
        std::ranges::any_of(lines_, [](const Line& line) { return line.damaged > 0.5; });
    if (damaged_somewhere) {
        adapt();
        prepare_lines();
    }
    count_variants();
    for_each_sentence([&](std::size_t begin, std::size_t end) {
        // A sound stretch whose words are all known costs nothing more.
        auto line = std::ranges::upper_bound(lines_, begin, {}, &Line::begin) - 1;
        bool work = false;
        for (std::size_t t = begin; t < end && !work; ++t) {
            while (t >= line->end) {
                ++line;
            }
            const Type* type = token_types_[t];
            work = type != nullptr &&
                   (!type->readings.others.empty() || !type->readings.searched) &&
                   (line->damaged >= sound_line ||
                    (!type->readings.known() && tokens_[t].kind == TokenKind::word));
        }
        if (!work) {
            return;
        }
        build_slots(begin, end);
        decode();
        for (std::size_t s = 0; s < slots_.size(); ++s) {
            if (slots_[s].options.size() > 1) {
                consider(s, out);
            }
        }
    });
    return out;
}

/// Words that come out alike are told apart by more than the two words before them: where the
/// model of choices knows the options, it and the trigrams count alike in `language`. Its own
/// scores.
std::vector<std::optional<double>> RepairSession::choose(std::size_t s,
                                                         std::vector<double>& language) const
{
    const Slot& slot = slots_[s];
    std::vector<std::optional<double>> scores(slot.options.size());
    if (slot.options.size() < 2 || slot.type->readings.lone) {
        return scores;
    }
    const std::size_t k = slot.line->language[1] > slot.line->language[0] ? 1 : 0;
    constexpr std::size_t reach = 10; // slots to either side
    std::vector<std::uint32_t> around;
    std::size_t place = 0;
    for (std::size_t i = s > reach ? s - reach : 0; i < std::min(slots_.size(), s + reach + 1);
         ++i) {
        if (i > 0 && tokens_[slots_[i].token].pause == Token::Pause::clause) {
            around.push_back(pause_id);
        }
        if (i == s) {
            place = around.size();
        }
        around.push_back(slots_[i].options[slots_[i].best].id);
    }
    const NgramModel& model = tables_.languages[k];
    const ChoiceContext context(
        around, place, [&](std::uint32_t id) { return ChoiceModel::is_rare(model, id); });
    std::size_t anchor = slot.options.size();
    for (std::size_t o = 0; o < slot.options.size(); ++o) {
        const std::uint32_t id = slot.options[o].id;
        if (id >= first_word) {
            scores[o] = tables_.choices[k].score(id, context);
        }
        if (scores[o] && (anchor == slot.options.size() || language[o] > language[anchor])) {
            anchor = o;
        }
    }
    for (std::size_t o = 0; o < slot.options.size(); ++o) {
        if (scores[o] && o != anchor) {
            const double by_choice = language[anchor] + *scores[o] - *scores[anchor] +
                                     slot.options[o].meeting - slot.options[anchor].meeting;
            language[o] = 0.5 * (language[o] + by_choice);
        }
    }
    return scores;
}

void RepairSession::consider(std::size_t s, std::vector<Judgement>& out)
{
    const Slot& slot = slots_[s];
    const Token& token = tokens_[slot.token];
    const WordReadings& readings = slot.type->readings;
    std::vector<double> language(slot.options.size());
    for (std::size_t o = 0; o < slot.options.size(); ++o) {
        language[o] = local_score(s, o);
    }
    const std::vector<std::optional<double>> choices = choose(s, language);
    std::size_t best = 0;
    double best_score = -1e18;
    double second_score = -1e18;
    for (std::size_t o = 0; o < slot.options.size(); ++o) {
        const double score = language[o] + slot.options[o].channel;
        if (o == 0) {
            continue;
        }
        if (score > best_score) {
            second_score = best_score;
            best_score = score;
            best = o;
        } else if (score > second_score) {
            second_score = score;
        }
    }
    const double seen_score = language[0] + slot.options[0].channel;
    const double choice =
        choices[best] && choices[0] ? *choices[best] - *choices[0] : language[best] - language[0];
    const double odds = best_score - seen_score;
    // Not "odds < -12": a text whose scores are not numbers must not get past this.
    if (best == 0 || !(odds >= -12)) {
        return;
    }
    finder_.judge_letters(slot.type->readings);
    const Candidate& candidate = *slot.options[best].candidate;
    const Line& line = *slot.line;
    const auto misread = variants_.find(candidate.codes);
    Judgement judgement;
    Features& f = judgement.features;
    const auto set = [&](Feature feature, double value) {
        f[static_cast<std::size_t>(feature)] = static_cast<float>(value);
    };
    const auto unigram = [&](std::uint32_t id, std::size_t k) {
        return id >= first_word && tables_.languages[k].has(id) ? tables_.languages[k].unigram(id)
                                                                : -20.0;
    };
    const auto length = static_cast<double>(readings.seen.size());
    set(Feature::log_odds, odds);
    set(Feature::language_gain, language[best] - language[0]);
    set(Feature::channel, candidate.log_channel);
    set(Feature::line_damage, line.damaged);
    set(Feature::document_damage, words_ > 0 ? damaged_words_ / words_ : 0);
    set(Feature::margin, std::min(best_score - second_score, 30.0));
    set(Feature::seen_nb, unigram(slot.options[0].id, 0));
    set(Feature::seen_nn, unigram(slot.options[0].id, 1));
    set(Feature::seen_en,
        readings.id >= first_word ? std::max(-20.0, tables_.english_unigram(readings.id)) : -20.0);
    set(Feature::seen_known,
        (readings.id != unknown_id ? 1 : 0) + (readings.in_system || readings.code ? 2 : 0) +
            ((readings.flags & in_names) != 0 ? 4 : 0) + (readings.compound ? 8 : 0) +
            (readings.in_archive ? 16 : 0));
    set(Feature::best_nb, unigram(candidate.id, 0));
    set(Feature::best_nn, unigram(candidate.id, 1));
    set(Feature::best_source, static_cast<double>(candidate.source));
    set(Feature::length, length);
    set(Feature::confusions, static_cast<double>(candidate.rules.size()));
    set(Feature::norwegian_confusions, candidate.norwegian);
    set(Feature::english_line, line.language[2]);
    set(Feature::nynorsk_line, line.language[1]);
    set(Feature::shape, shape_of(readings.seen));
    set(Feature::pause, static_cast<double>(token.pause));
    set(Feature::signs, readings.signs);
    set(Feature::letters_seen, readings.letters_norwegian / (length + 1));
    set(Feature::letters_gain, finder_.letters_as_word(candidate) - readings.letters_norwegian);
    set(Feature::letters_english, readings.letters_english / (length + 1));
    double known = 0;
    double neighbours = 0;
    for (std::size_t i = s >= 2 ? s - 2 : 0; i < std::min(s + 3, slots_.size()); ++i) {
        if (i != s && slots_[i].type != nullptr) {
            neighbours += 1;
            const WordReadings& r = slots_[i].type->readings;
            known += (r.flags & (in_nb | in_nn)) != 0 || r.in_system ||
                     (slots_[i].best != 0 && slots_[i].options[slots_[i].best].id != unknown_id);
        }
    }
    set(Feature::neighbours_known, neighbours > 0 ? known / neighbours : 0.5);
    const std::size_t k = line.language[1] > line.language[0] ? 1 : 0;
    std::uint32_t u = sentence_id;
    std::uint32_t v = sentence_id;
    for (std::size_t i = s >= 2 ? s - 2 : 0; i < s; ++i) {
        u = v;
        v = slots_[i].options[slots_[i].best].id;
    }
    set(Feature::order_best, tables_.languages[k].order(u, v, candidate.id));
    set(Feature::order_seen, tables_.languages[k].order(u, v, slot.options[0].id));
    set(Feature::joined,
        token.after_joiner ||
            (slot.token + 1 < tokens_.size() && tokens_[slot.token + 1].after_joiner));
    set(Feature::repeats, std::log(slot.type->count));
    // Where the lists do not say, a capital that was seen stays one.
    const bool capital_word = candidate.id < first_word
                                  ? unicode::is_upper(readings.seen.front())
                                  : (tables_.flags[candidate.id - first_word] & capitalised) != 0;
    set(Feature::capital_word, capital_word);
    set(Feature::rate, rate_);
    set(Feature::lost, candidate.lost);
    set(Feature::document_best, std::log1p(slot.options[best].document * document_total_));
    set(Feature::document_seen, std::log1p(slot.options[0].document * document_total_));
    bool inside = false;
    for (std::size_t i = 1; i + 1 < readings.seen.size(); ++i) {
        inside = inside || (!unicode::is_letter(readings.seen[i]) &&
                            unicode::is_letter(readings.seen[i - 1]) &&
                            unicode::is_letter(readings.seen[i + 1]));
    }
    set(Feature::sign_inside, inside);
    set(Feature::best_english,
        candidate.id >= first_word ? std::max(-20.0, tables_.english_unigram(candidate.id))
                                   : -20.0);
    set(Feature::choice_gain, choice);
    const double seen_as_name = finder_.letters_as_name(readings);
    set(Feature::names_seen, seen_as_name / (length + 1));
    set(Feature::names_gain, finder_.letters_as_name(candidate) - seen_as_name);
    set(Feature::variants,
        misread == variants_.end() ? 0.0 : std::log(static_cast<double>(misread->second)));
    set(Feature::nynorsk,
        document_language_[1] / (document_language_[0] + document_language_[1] + 1e-9));
    set(Feature::sentence, std::log(static_cast<double>(slots_.size())));
    set(Feature::odd_signs,
        static_cast<double>(std::ranges::count_if(readings.seen, [](char32_t c) {
            return !unicode::is_letter(c) && !unicode::is_digit(c) && c != U'\'' && c != U'’' &&
                   c != U'&' && c != U'?';
        })));

    // In a document that is mostly of another language, a line that does not tell is of it too.
    constexpr double foreign_document = 0.3;
    const double foreign_words = *std::ranges::max_element(words_foreign_);
    judgement.only_if_sure = line.damaged < 0.1 || foreign_words > foreign_document * words_ ||
                             words_norwegian_ < foreign_document * words_ ||
                             // What is put together of one language's words may be right in it,
                             // though only the other's lists have the like.
                             (readings.compound && candidate.strange_in == static_cast<int>(k));
    judgement.span = token.span;
    judgement.before = text_.substr(token.span.begin, token.span.size());
    judgement.after = with_case(readings,
                                candidate,
                                token.pause == Token::Pause::sentence,
                                token.pause == Token::Pause::none && !token.after_joiner,
                                capital_word);
    if (judgement.after == judgement.before) {
        return;
    }
    judgement.probability = tables_.decision.empty()
                                ? 1 / (1 + std::exp(-odds))
                                : calibrated(tables_.decision.probability(f, least_by_trees_),
                                             candidate.source,
                                             readings);
    if (candidate.source == ReadingSource::archive &&
        is_sure_of_archive(readings, candidate, line.damaged)) {
        judgement.probability = std::max(judgement.probability, archive_probability);
    }
    if (candidate.lost > 0 && has_lost_letter(readings)) {
        judgement.probability =
            std::max(judgement.probability, probability_among_readings(best_score - second_score));
    }
    if (is_sure_of_sign(readings, candidate, judgement.after, line.damaged)) {
        judgement.probability = std::max(judgement.probability, odd_sign_probability);
    }
    switch (candidate.source) {
    case ReadingSource::model:
        judgement.evidence = "word of the language model";
        break;
    case ReadingSource::system:
        judgement.evidence = "word of the system's list";
        break;
    case ReadingSource::compound:
        judgement.evidence = "compound of known words";
        break;
    case ReadingSource::new_word:
        judgement.evidence = "letters like those of Norwegian words";
        break;
    case ReadingSource::archive: {
        const LearnedWords::Entry* entry =
            finder_.learned() != nullptr
                ? finder_.learned()->find(alphabet::decode(candidate.codes))
                : nullptr;
        judgement.evidence =
            "stands in " + (entry != nullptr ? entry->witness : std::string("the archive"));
        break;
    }
    }
    out.push_back(std::move(judgement));
}

std::vector<std::string_view> RepairSession::sound_words() const
{
    std::vector<std::string_view> out;
    for (const Line& line : lines_) {
        if (line.damaged > 0.05 || line.foreign > 0.5 || line.language[2] > 0.5) {
            continue;
        }
        for (std::size_t t = line.begin; t < line.end; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind != TokenKind::word ||
                type->readings.codes.size() < 3 || type->readings.signs > 0) {
                continue;
            }
            const WordReadings& r = type->readings;
            const bool name = shape_of(r.seen) == 1 && tokens_[t].pause == Token::Pause::none;
            if (!r.known() || (name && r.intact > 0)) {
                const Span span = tokens_[t].span;
                out.push_back(std::string_view(text_).substr(span.begin, span.size()));
            }
        }
    }
    return out;
}

std::vector<RepairSession::ScoredReading> RepairSession::scored_readings(std::size_t offset)
{
    std::vector<ScoredReading> out;
    for_each_sentence([&](std::size_t begin, std::size_t end) {
        if (tokens_[begin].span.begin > offset || tokens_[end - 1].span.end <= offset) {
            return;
        }
        build_slots(begin, end);
        decode();
        for (std::size_t s = 0; s < slots_.size(); ++s) {
            const Slot& slot = slots_[s];
            const Span span = tokens_[slot.token].span;
            if (span.begin > offset || span.end <= offset || slot.type == nullptr) {
                continue;
            }
            for (std::size_t o = 0; o < slot.options.size(); ++o) {
                ScoredReading reading;
                const Candidate* candidate = slot.options[o].candidate;
                reading.as_seen = candidate == nullptr;
                reading.text = candidate == nullptr
                                   ? text_.substr(span.begin, span.size())
                                   : with_case(slot.type->readings,
                                               *candidate,
                                               tokens_[slot.token].pause == Token::Pause::sentence,
                                               tokens_[slot.token].pause == Token::Pause::none,
                                               false);
                reading.channel = slot.options[o].channel;
                reading.language = local_score(s, o);
                reading.source = candidate == nullptr ? ReadingSource::model : candidate->source;
                out.push_back(std::move(reading));
            }
        }
    });
    std::ranges::stable_sort(out, [](const ScoredReading& a, const ScoredReading& b) {
        return a.channel + a.language > b.channel + b.language;
    });
    return out;
}

} // namespace saksklar
