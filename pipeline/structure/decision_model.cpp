// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/decision_model.hpp"

#include "pipeline/structure/word_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace saksklar::structure {

namespace {

/// What these are seen of is no decision, whatever else is seen.
constexpr std::array never{
    Cue::spoken_against, Cue::question, Cue::proposal_label, Cue::officer_label, Cue::next_meeting};

/// What a word adds to the log odds: wherever it stands, and more as first, second, third or last;
/// and as one of the first two words of the sentence before or behind.
struct WordWeights {
    float anywhere = 0;
    std::array<float, 3> at{};
    float last = 0;
    float before = 0;
    float behind = 0;
};

/// The bytes of a short text in one number.
std::uint64_t packed(std::string_view text) noexcept
{
    std::uint64_t out = 0;
    for (const char byte : text) {
        out = out << 8U | static_cast<unsigned char>(byte);
    }
    return out;
}

/// Where the last letter before `end` begins; 0 if there is none.
std::size_t letter_before(std::string_view word, std::size_t end) noexcept
{
    while (end > 0 && (static_cast<unsigned char>(word[--end]) & 0xC0U) == 0x80) {
    }
    return end;
}

/// Which weights stand for the words of an ending that have none of their own.
class Endings {
public:
    void add(std::string_view ending, std::uint16_t number)
    {
        std::size_t at = slot_of(packed(ending));
        while (slots_[at].key != 0) {
            at = (at + 1) % slots_.size();
        }
        slots_[at] = {packed(ending), number};
    }

    /// Of the last three letters of a word or else of the last two, with two letters before them at
    /// least; 0: neither is known.
    std::uint16_t number_of(std::string_view word) const noexcept
    {
        constexpr std::size_t shortest = 4; // letters, and so bytes
        if (word.size() < shortest) {
            return 0;
        }
        const std::size_t two = letter_before(word, letter_before(word, word.size()));
        const std::size_t three = letter_before(word, two);
        for (const std::size_t begin : {three, two}) {
            if (begin == 0 || letter_before(word, begin) == 0) {
                continue;
            }
            const std::uint64_t key = packed(word.substr(begin));
            for (std::size_t at = slot_of(key); slots_[at].key != 0;
                 at = (at + 1) % slots_.size()) {
                if (slots_[at].key == key) {
                    return slots_[at].number;
                }
            }
        }
        return 0;
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint16_t number = 0;
    };

    std::size_t slot_of(std::uint64_t key) const noexcept
    {
        return key * 0x9E3779B97F4A7C15ULL >> 52U;
    }

    std::array<Slot, 4096> slots_{}; // a quarter full
};

struct Model {
    double bias = 0;
    Cues cues{};
    /// The same, but for `never`, which outweigh everything: what sentences are seen with at first.
    Cues at_a_glance{};
    double most_of_search = 0; ///< the most that `searched` add to the log odds of a sentence
    double most_before = 0;    ///< and the sentence before it
    double most_behind = 0;
    std::vector<WordWeights> words{WordWeights{}}; ///< by WordFacts::learned, then those of endings
    Endings endings{};
};

/// The next field of a row, up to a tab.
std::string_view field(std::string_view& row)
{
    const std::size_t tab = std::min(row.find('\t'), row.size());
    const std::string_view out = row.substr(0, tab);
    row.remove_prefix(std::min(tab + 1, row.size()));
    return out;
}

/// Weights are written in thousandths.
double weight(std::string_view digits)
{
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value / 1000.0;
}

Model read_model(std::string_view table)
{
    Model model;
    while (!table.empty()) {
        const std::size_t end = std::min(table.find('\n'), table.size());
        std::string_view row = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        if (row.empty() || row.front() == '#') {
            continue;
        }
        const std::string_view kind = field(row);
        const std::string_view name = field(row);
        if (kind == "word" || kind == "ending") {
            if (kind == "ending") {
                model.endings.add(name, static_cast<std::uint16_t>(model.words.size()));
            }
            WordWeights& word = model.words.emplace_back();
            word.anywhere = static_cast<float>(weight(field(row)));
            for (float& each : word.at) {
                each = static_cast<float>(weight(field(row)));
            }
            for (float* each : {&word.last, &word.before, &word.behind}) {
                *each = static_cast<float>(weight(field(row)));
            }
        } else if (kind == "bias") {
            model.bias = weight(field(row));
        } else {
            std::size_t cue = 0;
            while (cue < model.cues.size() && name_of(static_cast<Cue>(cue)) != name) {
                ++cue;
            }
            if (cue == model.cues.size()) {
                throw std::logic_error("decision_sentences.tsv names a cue that there is not: " +
                                       std::string(name));
            }
            model.cues[cue] = weight(field(row));
        }
    }
    for (const WordWeights& word : model.words) {
        // Of one word, of which there are two
        model.most_before = std::max<double>(model.most_before, 2 * word.before);
        model.most_behind = std::max<double>(model.most_behind, 2 * word.behind);
    }
    model.at_a_glance = model.cues;
    for (const Cue cue : never) {
        model.at_a_glance[static_cast<std::size_t>(cue)] = -std::numeric_limits<double>::infinity();
    }
    for (const Cue cue : searched) {
        model.most_of_search += std::max(0.0, model.at_a_glance[static_cast<std::size_t>(cue)]);
    }
    return model;
}

const Model& model()
{
    static const Model read = read_model(data::decision_sentences());
    return read;
}

/// WordFacts::learned of the first two words of a sentence.
using FirstWords = std::array<std::uint16_t, 2>;

/// Which weights the first words of a sentence have: their own, or those of their endings.
struct Tokens {
    std::array<std::uint16_t, most_tokens> numbers; // left as it is: `size` says what was written
    std::size_t size = 0;
    FirstWords first{};
};

Tokens tokens_of(std::string_view sentence)
{
    Tokens out;
    const Endings& endings = model().endings;
    each_word_token(sentence, [&](std::string_view token, const WordFacts& facts) {
        const bool general = token.front() == '<';
        if (out.size < out.first.size()) {
            out.first[out.size] = facts.learned;
        }
        out.numbers[out.size++] =
            facts.learned != 0 || general ? facts.learned : endings.number_of(token);
    });
    return out;
}

FirstWords first_words(std::string_view sentence)
{
    FirstWords out{};
    std::size_t taken = 0;
    constexpr std::size_t most = 64; // bytes
    std::size_t enough = std::min(sentence.size(), most);
    while (enough < sentence.size() && enough > 0 &&
           (static_cast<unsigned char>(sentence[enough]) & 0xC0U) == 0x80) {
        --enough; // not inside of a letter
    }
    each_word_token(sentence.substr(0, enough), [&](std::string_view, const WordFacts& facts) {
        if (taken < out.size()) {
            out[taken++] = facts.learned;
        }
    });
    return out;
}

/// What the words that a sentence around begins with add to its log odds.
double weight_of(const FirstWords& words, float WordWeights::*side)
{
    const std::vector<WordWeights>& weights = model().words;
    double sum = 0;
    for (const std::uint16_t word : words) {
        sum += weights[word].*side;
    }
    return sum;
}

/// Adds what the words of a sentence add to its log odds.
double add_words(double sum, const Tokens& tokens)
{
    const std::vector<WordWeights>& weights = model().words;
    for (std::size_t at = 0; at < tokens.size; ++at) {
        const WordWeights& word = weights[tokens.numbers[at]];
        sum += word.anywhere;
        sum += at < word.at.size() ? word.at[at] : 0;
    }
    return tokens.size == 0 ? sum : sum + weights[tokens.numbers[tokens.size - 1]].last;
}

double add_cues(const Cues& cues)
{
    const Model& weights = model();
    double sum = weights.bias;
    for (std::size_t cue = 0; cue < cues.size(); ++cue) {
        sum += cues[cue] * weights.cues[cue];
    }
    return sum;
}

/// Whether a text has a word of two letters at least: numbers and addresses decide nothing.
bool has_word(std::string_view text)
{
    constexpr std::size_t least = 2; // letters
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool inside = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80; // of a letter
        letters = letter_at(text, i) ? letters + 1 : inside ? letters : 0;
        const bool ends = i + 1 == text.size() || !is_word_byte(text[i + 1]);
        if (letters >= least && ends && text.substr(i + 1, 3) != "://") {
            return true;
        }
        // The rest of an address is no word.
        if (text.substr(i, 3) == "://") {
            i = std::min(text.find(' ', i), text.size() - 1);
            letters = 0;
        }
    }
    return false;
}

bool against(const Cues& cues)
{
    return std::any_of(never.begin(), never.end(), [&cues](Cue cue) {
        return cues[static_cast<std::size_t>(cue)] > 0;
    });
}

/// A sentence that is less likely is no part of the decision.
constexpr double least_chance = 0.5;

/// Log odds of less than that are no such chance, however they are rounded.
constexpr double least_odds = -0.01;

} // namespace

LikelyDecision likely_decision(const std::vector<Block>& blocks,
                               const std::vector<CaseSentence>& sentences)
{
    LikelyDecision out;
    const CaseCues of_case = cues_of_case(blocks, sentences);
    const Model& weights = model();
    // How the sentence before begins, where it was looked at.
    std::size_t looked_at = sentences.size();
    FirstWords first{};
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const double seen = weight_at_a_glance(blocks, sentences, i, of_case, weights.at_a_glance);
        if (std::isinf(seen)) {
            continue;
        }
        // Nearly all sentences end here, before they are searched.
        const Tokens tokens = tokens_of(text_of(blocks, sentences[i]));
        const FirstWords above = looked_at + 1 == i ? first : FirstWords{};
        const bool known = i == 0 || looked_at + 1 == i;
        looked_at = i;
        first = tokens.first;
        const double odds = add_words(weights.bias + seen + weights.most_of_search, tokens);
        if (odds + weights.most_before + weights.most_behind < least_odds) {
            continue;
        }
        const double before = weight_of(
            known ? above : first_words(text_of(blocks, sentences[i - 1])), &WordWeights::before);
        if (odds + before + weights.most_behind < least_odds) {
            continue;
        }
        const double around =
            before +
            (i + 1 < sentences.size()
                 ? weight_of(first_words(text_of(blocks, sentences[i + 1])), &WordWeights::behind)
                 : 0.0);
        if (odds + around < least_odds) {
            continue;
        }
        const Cues cues = cues_of(blocks, sentences, i, of_case);
        if (against(cues)) {
            continue;
        }
        const double chance = 1 / (1 + std::exp(-add_words(add_cues(cues) + around, tokens)));
        out.chance = std::max(out.chance, chance);
        if (chance >= least_chance) {
            out.chosen.push_back(i);
        }
    }
    // "4." goes with "… begrunnes i kap.", but does not decide by itself.
    if (std::ranges::none_of(
            out.chosen, [&](std::size_t i) { return has_word(text_of(blocks, sentences[i])); })) {
        out.chance = 0;
    }
    return out;
}

std::vector<double> decision_chances(const std::vector<Block>& blocks,
                                     const std::vector<CaseSentence>& sentences,
                                     std::span<const std::size_t> at)
{
    const CaseCues of_case = cues_of_case(blocks, sentences);
    const auto side = [&](std::size_t other, float WordWeights::*weight) {
        return weight_of(first_words(text_of(blocks, sentences[other])), weight);
    };
    std::vector<double> out;
    out.reserve(at.size());
    for (const std::size_t i : at) {
        const Cues cues = cues_of(blocks, sentences, i, of_case);
        if (against(cues)) {
            out.push_back(0);
            continue;
        }
        const double around = (i > 0 ? side(i - 1, &WordWeights::before) : 0.0) +
                              (i + 1 < sentences.size() ? side(i + 1, &WordWeights::behind) : 0.0);
        const Tokens tokens = tokens_of(text_of(blocks, sentences[i]));
        out.push_back(1 / (1 + std::exp(-add_words(add_cues(cues) + around, tokens))));
    }
    return out;
}

} // namespace saksklar::structure
