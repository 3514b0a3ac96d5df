// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/repair_session.hpp"

#include "normalizers/letters/certainty.hpp"
#include "normalizers/letters/letter_case.hpp"

#include <algorithm>

namespace saksklar {

using namespace model_format;

namespace {

/// Words remembered at once: 124 MB resident on any amount of text; 200,000 took 220 MB for a
/// tenth of the time.
constexpr std::size_t most_types = 80000;

} // namespace

RepairSession::RepairSession(const LanguageTables& tables, const LearnedWords* learned)
    : tables_(tables), finder_(tables, learned)
{
    cache_.resize(std::size_t{1} << 16U);
    contexts_.resize(std::size_t{1} << 10U);
    scores_.resize(std::size_t{1} << 11U);
    taught_.resize(std::size_t{1} << 12U);
    options_.reserve(longest_sentence * most_options);
    const auto rules = tables.confusions.all();
    rule_counts_.assign(rules.size(), 0);
    log_rules_.reserve(rules.size());
    for (const Confusion& rule : rules) {
        norwegian_rules_.push_back(rule.norwegian);
        log_rules_.push_back(rule.log_chance);
    }
}

void RepairSession::restart()
{
    types_.for_each([](Type& type) { type.count = 0; });
    static_cast<DocumentSoFar&>(*this) = DocumentSoFar{};
    std::ranges::fill(rule_counts_, 0);
    const auto rules = tables_.confusions.all();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        log_rules_[i] = rules[i].log_chance;
    }
    document_words_.clear();
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
            if (type.readings.language_code) {
                const auto note = [&type](std::vector<std::string>& met) {
                    if (std::ranges::find(met, type.readings.codes) == met.end()) {
                        met.push_back(type.readings.codes);
                    }
                };
                note(language_codes_);
                // "små- og mellomstore" has a blank behind its hyphen.
                const std::size_t behind = token.span.end + 1;
                if (behind < text_.size() && text_[behind - 1] == '-' &&
                    (static_cast<unsigned char>(text_[behind]) >= 0x80 ||
                     (text_[behind] >= 'a' && text_[behind] <= 'z'))) {
                    note(joined_codes_);
                }
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

std::vector<Judgement> RepairSession::decide(double least_probability)
{
    least_wanted_ = least_probability;
    least_by_trees_ = least_probability > 0 ? least_to_calibrate(least_probability) : 0;
    std::vector<Judgement> out;
    search_damaged_lines();
    prepare_lines();
    const bool damaged_somewhere =
        std::ranges::any_of(lines_, [](const Line& line) { return line.damaged > 0.5; });
    if (damaged_somewhere) {
        note_numbers_behind();
        note_codes();
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
            const bool name =
                r.shape == word_shape::capital && tokens_[t].pause == Token::Pause::none;
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
                                               asks_for_small(slot.token, *candidate),
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
