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

/// What a word adds to the log odds: wherever it stands, and more as first, second, third or last.
struct WordWeights {
    float anywhere = 0;
    std::array<float, 3> at{};
    float last = 0;
};

struct Model {
    double bias = 0;
    Cues cues{};
    /// The same, but for `never`, which outweigh everything: what sentences are seen with at first.
    Cues at_a_glance{};
    double most_of_search = 0; ///< the most that `searched` add to the log odds of a sentence
    std::vector<WordWeights> words{WordWeights{}}; ///< by WordFacts::learned
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
        if (kind == "word") {
            WordWeights& word = model.words.emplace_back();
            word.anywhere = static_cast<float>(weight(field(row)));
            for (float& each : word.at) {
                each = static_cast<float>(weight(field(row)));
            }
            word.last = static_cast<float>(weight(field(row)));
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

/// WordFacts::learned of the first words of a sentence.
struct Tokens {
    std::array<std::uint16_t, most_tokens> numbers; // left as it is: `size` says what was written
    std::size_t size = 0;
};

Tokens tokens_of(std::string_view sentence)
{
    Tokens out;
    each_token(sentence, [&out](std::uint16_t token) { out.numbers[out.size++] = token; });
    return out;
}

/// Adds what the words of a sentence add to its log odds.
double add_words(double sum, const Tokens& tokens)
{
    const std::vector<WordWeights>& weights = model().words;
    const auto begin = tokens.numbers.begin();
    std::uint64_t seen = 0; // a bit for each word, which some share
    for (std::size_t at = 0; at < tokens.size; ++at) {
        const std::uint16_t token = tokens.numbers[at];
        if (token == 0) {
            continue;
        }
        const WordWeights& word = weights[token];
        // A word counts once, however often it stands there.
        const auto end = begin + static_cast<std::ptrdiff_t>(at);
        const std::uint64_t bit = std::uint64_t{1} << (token % 64U);
        sum += (seen & bit) == 0 || std::find(begin, end, token) == end ? word.anywhere : 0;
        seen |= bit;
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
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const double seen = weight_at_a_glance(blocks, sentences, i, of_case, weights.at_a_glance);
        if (std::isinf(seen)) {
            continue;
        }
        // Nearly all sentences end here, before they are searched.
        const Tokens tokens = tokens_of(text_of(blocks, sentences[i]));
        if (add_words(weights.bias + seen + weights.most_of_search, tokens) < least_odds) {
            continue;
        }
        const Cues cues = cues_of(blocks, sentences, i, of_case);
        if (against(cues)) {
            continue;
        }
        const double chance = 1 / (1 + std::exp(-add_words(add_cues(cues), tokens)));
        out.chance = std::max(out.chance, chance);
        if (chance >= least_chance) {
            out.chosen.push_back(i);
        }
    }
    return out;
}

} // namespace saksklar::structure
