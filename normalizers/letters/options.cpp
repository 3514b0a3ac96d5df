// SPDX-License-Identifier: Apache-2.0
// What a word of a sentence may be, and how likely each is by itself.
#include "normalizers/letters/letter_case.hpp"
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/letters/rivals.hpp"
#include "normalizers/text/unicode.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace saksklar {

using namespace model_format;

namespace {

/// A reading so much less likely than another, whatever the context, is not weighed.
constexpr double hopeless = 12.0;

} // namespace

double RepairSession::channel_score(const Candidate& candidate, const Line& line) const
{
    double sum = candidate.intact * line.log_intact;
    for (const std::uint16_t rule : candidate.rules) {
        sum += log_rules_[rule] + (norwegian_rules_[rule] ? line.log_rate : line.log_others);
    }
    return sum;
}

void RepairSession::fill_options(Slot& slot)
{
    const std::size_t begin = options_.size();
    const auto add = [&](Option option) {
        if (option.document > 0) {
            option.log_document = std::log(option.document * document_weight);
        }
        options_.push_back(option);
        slot.options = {options_.data() + begin, options_.size() - begin};
    };
    const Token& token = tokens_[slot.token];
    Option seen;
    if (slot.type == nullptr) {
        seen.id =
            token.kind == TokenKind::number
                ? number_class(std::string_view(text_).substr(token.span.begin, token.span.size()))
                : unknown_id;
        seen.log_word = token.kind == TokenKind::number ? 0 : -6;
        add(seen);
        return;
    }
    WordReadings& readings = slot.type->readings;
    seen.id = readings.id;
    seen.log_word = readings.log_word;
    seen.strange_in = readings.strange_in;
    if (token.kind == TokenKind::lone) {
        const bool digit = unicode::is_digit(readings.seen.front());
        seen.id = digit ? number_id : unknown_id;
        seen.log_word = digit ? -2.0 : readings.seen.front() == U'&' ? -4.0 : -5.0;
    }
    // Inside a sentence the first letter's case tells names from other words.
    const int shape = readings.shape;
    const bool tells = token.pause == Token::Pause::none && !token.first_on_line &&
                       readings.seen.size() > 1 && unicode::is_letter(readings.seen.front()) &&
                       (shape == 0 || (shape == 1 && readings.seen.front() != U'I'));
    static const std::array<double, 5> log_cases{
        std::log(0.5), std::log(0.96), std::log(0.1), std::log(0.04), std::log(0.9)};
    const auto case_log = [&](std::uint32_t id, std::uint8_t flags) {
        if (!tells) {
            return 0.0;
        }
        if (id < first_word) {
            return log_cases[0];
        }
        const bool name = (flags & capitalised) != 0;
        return log_cases[shape == 1 ? (name ? 4 : 3) : (name ? 2 : 1)];
    };
    seen.channel = readings.intact * slot.line->log_intact + case_log(readings.id, readings.flags);
    seen.document = document_log(slot, nullptr);
    seen.meeting = seen.id == readings.id ? readings.meeting : 0;
    seen.log_unigram = readings.log_unigram;
    add(seen);
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
    for (Candidate& candidate : readings.others) {
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
        option.channel =
            channel_score(candidate, *slot.line) + case_log(candidate.id, candidate.flags);
        option.document = document_log(slot, &candidate);
        option.meeting = candidate.meeting;
        option.log_unigram = candidate.log_unigram;
        add(option);
    }
    // What meetings like does not make a name less of one: Mette stands where people "møtte".
    if ((readings.flags & (in_names | capitalised)) != 0) {
        for (const Option& option : slot.options) {
            slot.options.front().meeting = std::max(slot.options.front().meeting, option.meeting);
        }
    }
    const auto rough = [&](const Option& option) {
        const double log =
            option.id >= first_word ? option.log_unigram : option.log_word + log_unknown_word;
        return log + option.channel;
    };
    double best = -1e9;
    for (const Option& option : slot.options) {
        best = std::max(best, rough(option));
    }
    const double least = best - hopeless;
    options_.erase(std::remove_if(options_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                  options_.end(),
                                  [&](const Option& option) {
                                      return option.document <= 0 && rough(option) < least;
                                  }),
                   options_.end());
    slot.options = {options_.data() + begin, options_.size() - begin};
}

bool RepairSession::stands_as_it_is(const Slot& slot) const
{
    const WordReadings& readings = slot.type->readings;
    // Codes of languages keep company: `sma` beside `sme` and `smj` is no damaged word.
    // So does what the document makes words of by a hyphen: `sma-lista`.
    constexpr std::size_t company = 3;
    if (readings.language_code &&
        (language_codes_.size() >= company ||
         std::ranges::find(joined_codes_, readings.codes) != joined_codes_.end())) {
        return true;
    }
    if (is_code(slot.type->word)) {
        return true;
    }
    // Behind a word that the document numbers things with (`Sak 4`), a digit is one.
    constexpr int least_numbers = 2; // others than this
    constexpr std::uint32_t most_others = 1;
    const char32_t first = readings.seen.front();
    if (slot.token > 0 && readings.seen.size() == 1 && first >= U'0' && first <= U'9' &&
        !tokens_[slot.token].first_on_line && tokens_[slot.token].pause == Token::Pause::none) {
        const Type* before = token_types_[slot.token - 1];
        if (before != nullptr && before->others_behind <= most_others &&
            std::popcount(before->numbers_behind & ~Type::digit_behind(first - U'0')) >=
                least_numbers) {
            return true;
        }
    }
    // `a)` and `(a)` are labels.
    const Span span = tokens_[slot.token].span;
    return readings.seen.size() == 1 && unicode::is_letter(readings.seen.front()) &&
           span.end < text_.size() && text_[span.end] == ')' &&
           (span.begin == 0 || text_[span.begin - 1] == '(' || text_[span.begin - 1] == ' ' ||
            text_[span.begin - 1] == '\n' || text_[span.begin - 1] == '\r' ||
            text_[span.begin - 1] == '\t');
}

double RepairSession::times_in_document(std::uint64_t hash) const
{
    // Words with signs in them have no codes: they are not all one word.
    const std::uint32_t times = document_words_.of(hash);
    return times == 0 ? 0 : times - 1;
}

double RepairSession::document_log(const Slot& slot, const Candidate* candidate) const
{
    return document_total_ <= 0
               ? 0
               : times_in_document(candidate != nullptr ? candidate->hash
                                                        : slot.type->readings.hash) /
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
    // The hashes of all endings, from the shortest on.
    constexpr std::size_t most_letters = 64;
    std::array<std::uint64_t, most_letters> hashes{};
    const std::size_t size = std::min(candidate.codes.size(), most_letters);
    ReadingHash hash;
    for (std::size_t i = candidate.codes.size(); i-- > 2;) {
        hash.put_before(candidate.codes[i]);
        if (i < size) {
            hashes[i] = hash.value();
        }
    }
    for (std::size_t begin = 2; begin < size && begin + least_head <= candidate.codes.size();
         ++begin) {
        const std::string_view head = std::string_view(candidate.codes).substr(begin);
        if (slot.type->readings.codes.ends_with(head)) {
            return 0;
        }
        const double times = times_in_document(hashes[begin]);
        const auto index = times > 0 ? tables_.words.index_of(head) : std::nullopt;
        if (index) {
            const double usual = std::exp(tables_.norwegian_unigram(*index + first_word));
            return std::log1p(document_weight * times / document_total_ / usual);
        }
    }
    return 0;
}

void RepairSession::build_slots(std::size_t begin, std::size_t end)
{
    slots_.clear();
    options_.clear();
    if (++sentence_ == sentences_told_apart) {
        sentence_ = 0;
        std::ranges::fill(scores_, CachedLog{});
    }
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
        slots_.push_back(slot);
    }
    // Only now: options point into the readings, which must not grow under them.
    for (Slot& slot : slots_) {
        fill_options(slot);
    }
}

} // namespace saksklar
