// SPDX-License-Identifier: Apache-2.0
// Whether the best other reading of a word is right: what speaks for and against it.
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/certainty.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_case.hpp"
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

/// Words that come out alike are told apart by more than the two words before them: where the
/// model of choices knows the options, it and the trigrams count alike in `language`. Its own
/// scores.
std::array<std::optional<double>, RepairSession::most_options>
RepairSession::choose(std::size_t s, std::array<double, most_options>& language) const
{
    const Slot& slot = slots_[s];
    std::array<std::optional<double>, most_options> scores{};
    if (slot.options.size() < 2 || slot.type->readings.lone) {
        return scores;
    }
    const std::size_t k = slot.line->language[1] > slot.line->language[0] ? 1 : 0;
    // Most words it was not taught, and one alone has nothing to be told from.
    if (std::ranges::count_if(slot.options, [&](const Option& option) {
            return option.id >= first_word && is_taught(k, option.id);
        }) < 2) {
        return scores;
    }
    constexpr std::size_t reach = 10; // slots to either side
    std::array<std::uint32_t, 2 * (2 * reach + 1)> around{};
    std::size_t size = 0;
    std::size_t place = 0;
    for (std::size_t i = s > reach ? s - reach : 0; i < std::min(slots_.size(), s + reach + 1);
         ++i) {
        if (i > 0 && tokens_[slots_[i].token].pause == Token::Pause::clause) {
            around[size++] = pause_id;
        }
        if (i == s) {
            place = size;
        }
        around[size++] = slots_[i].options[slots_[i].best].id;
    }
    const NgramModel& model = tables_.languages[k];
    const ChoiceContext context(std::span<const std::uint32_t>(around.data(), size),
                                place,
                                [&](std::uint32_t id) { return ChoiceModel::is_rare(model, id); });
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

/// Whether the model of choices knows a word. The same few words are asked for again and again.
bool RepairSession::is_taught(std::size_t language, std::uint32_t id) const
{
    const std::uint32_t key = id * 2 + static_cast<std::uint32_t>(language);
    std::uint32_t& place = taught_[key & (taught_.size() - 1)];
    if (place >> 1U != key) {
        place = key << 1U | static_cast<std::uint32_t>(tables_.choices[language].knows(id));
    }
    return (place & 1U) != 0;
}

/// Whether the word, as it is read so far, is a name that is listed, with its capital.
bool RepairSession::is_name(const Slot& slot) const
{
    const std::uint32_t id = slot.options[slot.best].id;
    return id >= first_word && (tables_.flags[id - first_word] & in_names) != 0 &&
           (tables_.flags[id - first_word] & capitalised) != 0 && slot.type != nullptr &&
           unicode::is_upper(slot.type->readings.seen.front());
}

/// Whether a word whose first letter does not tell is small: where the word before, on the same
/// line and with nothing or a comma between, is written small. Words begin with a capital after
/// names, numbers, and dashes of lists as well as after a full stop: of 1,190 words on drawn pages
/// that begin with Å or å and were read with an `A`, 12 in 100 were small, most of these after a
/// small word. A sign for a lost letter stood for small ones as for capitals: the sentence tells.
bool RepairSession::asks_for_small(std::size_t token, const Candidate& candidate) const
{
    const Token& word = tokens_[token];
    const bool comma = word.pause == Token::Pause::clause && token > 0 &&
                       text_[tokens_[token - 1].span.end] == ',';
    if (word.after_joiner || (word.pause != Token::Pause::none && !comma)) {
        return false;
    }
    if (candidate.lost > 0 && !comma) {
        return true;
    }
    if (token == 0 || word.first_on_line) {
        return false;
    }
    const Token& before = tokens_[token - 1];
    const char32_t first = utf8::decode(text_, before.span.begin).value;
    // "Styret @nsker": the capital before is that of its sentence; a listed word is small here.
    const bool opens = before.pause == Token::Pause::sentence && !before.after_joiner;
    return unicode::is_letter(first) &&
           (!unicode::is_upper(first) || (opens && candidate.id >= first_word));
}

/// Whether the word stands among words in capitals, as in a heading: there it is no abbreviation
/// for being in capitals itself. Abbreviations around say nothing.
bool RepairSession::is_among_capitals(std::size_t s) const
{
    constexpr std::size_t reach = 2; // words to either side
    bool among = false;
    for (std::size_t i = s > reach ? s - reach : 0; i < std::min(slots_.size(), s + reach + 1);
         ++i) {
        if (i == s || slots_[i].type == nullptr) {
            continue;
        }
        const WordReadings& beside = slots_[i].type->readings;
        if (beside.shape == word_shape::small || beside.shape == word_shape::mixed) {
            return false;
        }
        among = among ||
                (beside.shape == word_shape::capitals && beside.seen.size() > longest_abbreviation);
    }
    return among;
}

void RepairSession::consider(std::size_t s, std::vector<Judgement>& out)
{
    const Slot& slot = slots_[s];
    const Token& token = tokens_[slot.token];
    const WordReadings& readings = slot.type->readings;
    std::array<double, most_options> language{};
    for (std::size_t o = 0; o < slot.options.size(); ++o) {
        language[o] = local_score(s, o);
    }
    const std::array<std::optional<double>, most_options> choices = choose(s, language);
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
    const Candidate& candidate = *slot.options[best].candidate;
    const LetterGains& gains = finder_.gains(slot.type->readings, *slot.options[best].candidate);
    const Line& line = *slot.line;
    const std::uint32_t misread = variants_.of(candidate.hash);
    Judgement judgement;
    Features& f = judgement.features;
    const auto set = [&](Feature feature, double value) {
        f[static_cast<std::size_t>(feature)] = static_cast<float>(value);
    };
    const auto unigram = [&](std::uint32_t id, std::size_t k) {
        return id >= first_word ? tables_.languages[k].unigram_or(id, -20.0) : -20.0;
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
    set(Feature::shape, readings.shape);
    set(Feature::pause, static_cast<double>(token.pause));
    set(Feature::signs, readings.signs);
    set(Feature::letters_seen, readings.letters_norwegian / (length + 1));
    set(Feature::letters_gain, gains.word);
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
    set(Feature::names_seen, readings.letters_name / (length + 1));
    set(Feature::names_gain, gains.name);
    set(Feature::endings_gain, gains.ending);
    set(Feature::beside_name,
        (s > 0 && is_name(slots_[s - 1]) ? 1 : 0) +
            (s + 1 < slots_.size() && is_name(slots_[s + 1]) ? 2 : 0));
    set(Feature::variants, misread == 0 ? 0.0 : std::log(static_cast<double>(misread)));
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
                             words_norwegian_ < foreign_document * words_;
    judgement.span = token.span;
    judgement.before = text_.substr(token.span.begin, token.span.size());
    const bool among_capitals = is_among_capitals(s);
    judgement.after = with_case(readings,
                                candidate,
                                token.pause == Token::Pause::sentence || among_capitals,
                                asks_for_small(slot.token, candidate),
                                capital_word);
    if (judgement.after == judgement.before) {
        return;
    }
    judgement.probability = tables_.decision.empty()
                                ? 1 / (1 + std::exp(-odds))
                                : calibrated(tables_.decision.probability(f, least_by_trees_),
                                             candidate.source,
                                             readings,
                                             among_capitals);
    if (candidate.source == ReadingSource::archive &&
        is_sure_of_archive(readings, candidate, line.damaged)) {
        judgement.probability = std::max(judgement.probability, archive_probability);
    }
    if (readings.compound && candidate.strange_in == static_cast<int>(k)) {
        judgement.probability = std::min(judgement.probability, most_for_strange_word);
    }
    if (candidate.lost > 0 && has_lost_letter(readings)) {
        judgement.probability =
            std::max(judgement.probability, probability_among_readings(best_score - second_score));
    }
    if (may_be_user(readings, candidate)) {
        judgement.probability = std::min(judgement.probability, most_for_user);
    }
    if (is_sure_of_sign(readings, candidate, judgement.after, line.damaged)) {
        judgement.probability = std::max(judgement.probability, odd_sign_probability);
    }
    if (judgement.probability < least_wanted_) {
        return;
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

} // namespace saksklar
