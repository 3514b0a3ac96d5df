// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/legacy_bytes.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace saksklar {

namespace {

constexpr std::size_t tried = legacy_charsets.size();
using Costs = std::array<double, tried>;

/// Lines longer than this are judged in stretches, so that one endless line costs no more.
constexpr std::size_t longest_stretch = 8192; // bytes
constexpr std::size_t longest_word = 48;      // code points
/// So many words settle what a block is in; more would only cost time.
constexpr std::size_t words_to_settle = 400;
/// What the document's charset counts against the line's own words, in nats, at most. In a mixed
/// file it counts less; one clear word ("m›te": 10 nats and more) outweighs it.
constexpr double strongest_prior = 7;
/// ... and where every word but one in fifty was in it.
constexpr double settled_prior = 16;
constexpr std::size_t words_to_trust = 25;

/// A run of letters and signs with at least one escaped byte in it.
struct DamagedWord {
    Span span{};
    std::u32string points; ///< escapes still in place
    bool has_utf8 = false; ///< also has non-ASCII that decoded as UTF-8
};

bool clings(char32_t value)
{
    const bool space = value == 0xA0 || (value >= 0x2000 && value <= 0x200A) || value == 0x3000;
    return is_letter(value) || (value >= 0x80 && !space);
}

std::size_t next_escape(std::string_view text, std::size_t offset)
{
    while (true) {
        offset = text.find('\xF4', offset);
        if (offset == std::string_view::npos) {
            return offset;
        }
        if (utf8::escaped_byte(utf8::decode(text, offset).value) >= 0) {
            return offset;
        }
        ++offset;
    }
}

/// The next escape, or with `accidents` the next letter far from Norwegian, whose two bytes may
/// be two signs of a legacy charset that happen to be UTF-8.
std::size_t next_suspect(std::string_view text, std::size_t offset, bool accidents)
{
    if (!accidents) {
        return next_escape(text, offset);
    }
    for (; offset < text.size(); ++offset) {
        const auto byte = static_cast<unsigned char>(text[offset]);
        const bool far_letter = byte >= 0xC4 && byte <= 0xDF;
        if (far_letter ||
            (byte == 0xF4 && utf8::escaped_byte(utf8::decode(text, offset).value) >= 0)) {
            return offset;
        }
    }
    return std::string_view::npos;
}

/// The damaged words of `text` within `stretch`.
std::vector<DamagedWord> damaged_words(std::string_view text, Span stretch, bool accidents)
{
    std::vector<DamagedWord> words;
    std::size_t offset = stretch.begin;
    while (true) {
        const std::size_t escape = next_suspect(text.substr(0, stretch.end), offset, accidents);
        if (escape == std::string_view::npos) {
            return words;
        }
        std::size_t begin = escape;
        for (std::size_t steps = 0; begin > offset && steps < longest_word / 2; ++steps) {
            const PlacedCodePoint point = code_point_before(text, begin);
            if (!clings(point.value)) {
                break;
            }
            begin = point.begin;
        }
        DamagedWord word;
        std::size_t end = begin;
        while (end < stretch.end && word.points.size() < longest_word) {
            const PlacedCodePoint point = code_point_at(text, end);
            if (!clings(point.value)) {
                break;
            }
            word.points += point.value;
            word.has_utf8 =
                word.has_utf8 || (point.value >= 0x80 && utf8::escaped_byte(point.value) < 0);
            end = point.end;
        }
        word.span = {begin, end};
        words.push_back(std::move(word));
        offset = end;
    }
}

/// `word` with its escaped bytes read as `charset`. Where `utf8_too`, what passed as UTF-8 is read
/// so as well: in legacy text two bytes sometimes look like it ("─┐" in CP865, "«ø" in MacRoman).
std::u32string read_as(const DamagedWord& word, Charset charset, bool utf8_too)
{
    std::u32string points;
    points.reserve(word.points.size());
    for (const char32_t value : word.points) {
        if (const int byte = utf8::escaped_byte(value); byte >= 0) {
            const char32_t decoded = to_unicode(charset, static_cast<unsigned>(byte));
            points += decoded <= 0x9F ? value : decoded;
        } else if (utf8_too && value >= 0x80) {
            std::string bytes;
            utf8::append(bytes, value);
            for (const char unit : bytes) {
                points += to_unicode(charset, static_cast<unsigned char>(unit));
            }
        } else {
            points += value;
        }
    }
    return points;
}

struct Reading {
    std::u32string points;
    double cost = 0;
    bool rare_sign = false; ///< has a sign or letter that would need a second look
};

bool is_rare(char32_t value)
{
    constexpr std::u32string_view usual = U"éèêòôóàäöüÉÄÖÜ«»–—‘’“”…•§°´½";
    return value >= 0x80 && !is_norwegian(value) && usual.find(value) == std::u32string_view::npos;
}

Reading best_reading(const DamagedWord& word, Charset charset, const WordJudge& judge)
{
    Reading reading{read_as(word, charset, false), 0, false};
    reading.cost = judge.cost(reading.points);
    reading.rare_sign = std::ranges::any_of(reading.points, is_rare);
    if (word.has_utf8) {
        Reading other{read_as(word, charset, true), 0, true};
        // UTF-8 by accident is rare: 3 nats.
        other.cost = judge.cost(other.points) + 3;
        if (other.cost < reading.cost) {
            return other;
        }
    }
    return reading;
}

/// The end of the stretch that begins at or before `escape`, and its begin.
Span stretch_around(std::string_view text, std::size_t from, std::size_t escape)
{
    std::size_t begin = escape;
    while (begin > from && text[begin - 1] != '\n' && escape - begin < longest_stretch) {
        --begin;
    }
    while (begin > from && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
        --begin;
    }
    std::size_t end = escape;
    const std::size_t limit = std::min(text.size(), escape + longest_stretch);
    while (end < limit && text[end] != '\n') {
        ++end;
    }
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    return {begin, end};
}

/// Whether one in twenty bytes is a control: text has hardly any, binary data one in ten.
bool is_binary(std::string_view stretch)
{
    const auto controls = std::ranges::count_if(stretch, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') ||
               byte == 0x7F;
    });
    // An escape is four bytes of text.
    return static_cast<std::size_t>(controls) * 60 > stretch.size();
}

Costs prior_costs(const LegacyEvidence& evidence)
{
    const auto most = static_cast<double>(*std::ranges::max_element(evidence.words));
    Costs costs{};
    for (std::size_t i = 0; i < tried; ++i) {
        const double share = (static_cast<double>(evidence.words[i]) + 0.5) / (most + 0.5);
        const bool unseen = static_cast<std::size_t>(most) >= words_to_trust && share < 0.02;
        costs[i] = unseen ? settled_prior : std::min(strongest_prior, -std::log(share));
    }
    return costs;
}

/// CP865 and CP850 count as one where charsets are told apart.
Charset family(std::size_t index)
{
    const Charset charset = legacy_charsets[index];
    return charset == Charset::cp850 ? Charset::cp865 : charset;
}

struct Choice {
    std::size_t best = 0;
    double margin = 0; ///< nats to the second
};

Choice choose(const Costs& costs)
{
    Choice choice;
    for (std::size_t i = 1; i < tried; ++i) {
        if (costs[i] < costs[choice.best]) {
            choice.best = i;
        }
    }
    choice.margin = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < tried; ++i) {
        if (i != choice.best) {
            choice.margin = std::min(choice.margin, costs[i] - costs[choice.best]);
        }
    }
    return choice;
}

Costs added(Costs left, const Costs& right)
{
    for (std::size_t i = 0; i < tried; ++i) {
        left[i] += right[i];
    }
    return left;
}

struct JudgedLine {
    std::vector<Costs> words;
    Costs sum{};
};

JudgedLine judged(const std::vector<DamagedWord>& words, const WordJudge& judge)
{
    JudgedLine line;
    line.words.reserve(words.size());
    for (const DamagedWord& word : words) {
        Costs costs{};
        for (std::size_t i = 0; i < tried; ++i) {
            costs[i] = best_reading(word, legacy_charsets[i], judge).cost;
        }
        // Only where the letters leave a doubt are the words asked: it is slower.
        if (judge.has_words() && choose(costs).margin < 4) {
            for (std::size_t i = 0; i < tried; ++i) {
                if (judge.known(read_as(word, legacy_charsets[i], false))) {
                    costs[i] -= 3;
                }
            }
        }
        line.words.push_back(costs);
        line.sum = added(line.sum, costs);
    }
    return line;
}

/// Whether a word read so is plain text beyond doubt: hardly a letter costs more than 3 nats in
/// Norwegian, and a charset's wrong letters cost 10 and more.
bool is_plain(const DamagedWord& word, const Reading& reading)
{
    return !reading.rare_sign &&
           reading.cost < 3.2 * static_cast<double>(word.points.size() + 1) + 2;
}

/// Whether a word read so is no text: what its escapes became costs more than a rare sign would.
bool is_garbage(const DamagedWord& word, double cost)
{
    return cost > 5.5 * static_cast<double>(word.points.size()) + 8;
}

bool has_c1_bytes(const DamagedWord& word)
{
    return std::ranges::any_of(word.points, [](char32_t value) {
        const int byte = utf8::escaped_byte(value);
        return byte >= 0x80 && byte <= 0x9F;
    });
}

/// Counts a word for the charsets that read it best.
void count(const Costs& costs, LegacyEvidence& evidence)
{
    const double least = *std::ranges::min_element(costs);
    for (std::size_t i = 0; i < tried; ++i) {
        evidence.words[i] += costs[i] < least + 0.01 ? 1U : 0U;
    }
}

/// The line in one charset alone; cut short where a word in it is not plain text.
JudgedLine
judged_as(const std::vector<DamagedWord>& words, std::size_t charset, const WordJudge& judge)
{
    JudgedLine line;
    line.words.reserve(words.size());
    for (const DamagedWord& word : words) {
        const Reading reading = best_reading(word, legacy_charsets[charset], judge);
        if (!is_plain(word, reading)) {
            break;
        }
        Costs costs{};
        costs.fill(std::numeric_limits<double>::infinity());
        costs[charset] = reading.cost;
        line.words.push_back(costs);
    }
    return line;
}

/// A margin that leaves no doubt, in nats.
constexpr double least_sure_margin = 8;

/// How far behind the charsets are that would make another word of `word`, in nats.
double margin_of_word(const DamagedWord& word,
                      const Costs& costs,
                      std::size_t best,
                      const std::u32string& points,
                      const Costs& prior)
{
    double margin = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < tried; ++i) {
        if (i != best && read_as(word, legacy_charsets[i], false) != points) {
            margin = std::min(margin, costs[i] + prior[i] - costs[best] - prior[best]);
        }
    }
    return margin;
}

double probability_of(double margin)
{
    return std::clamp(1 / (1 + std::exp(-margin)), 0.5, 0.9995);
}

} // namespace

std::vector<Edit> decode_legacy_bytes(std::string_view text,
                                      bool has_utf8,
                                      LegacyEvidence& evidence,
                                      const WordJudge& judge)
{
    std::vector<Edit> edits;

    // Only a text that is legacy bytes through and through has such accidents.
    const bool accidents = !has_utf8;

    // First a look ahead, so that the first lines already know what the block is in.
    LegacyEvidence ahead = evidence;
    std::size_t looked_at = 0;
    for (std::size_t from = 0; looked_at < words_to_settle;) {
        const std::size_t escape = next_escape(text, from);
        if (escape == std::string_view::npos) {
            break;
        }
        const Span stretch = stretch_around(text, from, escape);
        const auto words = damaged_words(text, stretch, accidents);
        for (const Costs& costs : judged(words, judge).words) {
            count(costs, ahead);
        }
        looked_at += words.size();
        from = stretch.end;
    }

    for (std::size_t from = 0;;) {
        const std::size_t escape = next_escape(text, from);
        if (escape == std::string_view::npos) {
            return edits;
        }
        const Span stretch = stretch_around(text, from, escape);
        from = stretch.end;
        if (is_binary(text.substr(stretch.begin, stretch.size()))) {
            continue;
        }
        const auto words = damaged_words(text, stretch, accidents);
        // Once the document is settled, a line that reads well as expected is not tried otherwise.
        const Choice expected = choose(prior_costs(ahead));
        JudgedLine line;
        Choice of_line = expected;
        if (ahead.words[expected.best] >= words_to_settle) {
            line = judged_as(words, expected.best, judge);
            of_line.margin = 12;
        }
        const bool judged_in_full = line.words.size() != words.size();
        if (judged_in_full) {
            line = judged(words, judge);
            of_line = choose(added(line.sum, prior_costs(ahead)));
        }

        std::size_t garbage = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            garbage += is_garbage(words[i], line.words[i][of_line.best]) ? 1U : 0U;
        }
        if (garbage * 2 > words.size()) {
            continue;
        }
        const auto line_name = name_of(legacy_charsets[of_line.best]);
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::size_t best = of_line.best;
            double margin = of_line.margin;
            // A word that is out of the question in the line's charset may be in another.
            const Choice of_word = choose(line.words[i]);
            if (line.words[i][best] - line.words[i][of_word.best] > 10) {
                best = of_word.best;
                margin = of_word.margin;
            }
            if (is_garbage(words[i], line.words[i][best])) {
                continue;
            }
            const Reading reading = best_reading(words[i], legacy_charsets[best], judge);
            if (reading.points == words[i].points) {
                continue;
            }
            if (margin < least_sure_margin) {
                // Charsets that agree on the word do not make it doubtful.
                margin = margin_of_word(
                    words[i], line.words[i], best, reading.points, prior_costs(ahead));
            }
            const auto name = best == of_line.best ? line_name : name_of(legacy_charsets[best]);
            Edit edit;
            edit.span = words[i].span;
            edit.before = text.substr(edit.span.begin, edit.span.size());
            edit.after = to_utf8(reading.points);
            edit.rule = "charset.";
            edit.rule += name;
            edit.evidence = "bytes of ";
            edit.evidence += name;
            edit.probability = probability_of(margin);
            edits.push_back(std::move(edit));
            if (judged_in_full) {
                count(line.words[i], ahead);
            }
            count(line.words[i], evidence);
            evidence.decoded += 1;
            evidence.c1_range +=
                legacy_charsets[best] == Charset::cp1252 && has_c1_bytes(words[i]) ? 1U : 0U;
            const bool against = family(best) != family(choose(prior_costs(ahead)).best);
            evidence.against_most += against ? 1U : 0U;
        }
    }
}

} // namespace saksklar
