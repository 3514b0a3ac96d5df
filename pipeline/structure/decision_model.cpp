// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/decision_model.hpp"

#include "pipeline/structure/word_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace saksklar::structure {

namespace {

/// What a word adds to the log odds: wherever it stands, and more as first, second, third or last.
struct WordWeights {
    float anywhere = 0;
    std::array<float, 3> at{};
    float last = 0;
};

struct Model {
    double bias = 0;
    std::array<double, static_cast<std::size_t>(Cue::count_)> cues{};
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
    return model;
}

const Model& model()
{
    static const Model read = read_model(data::decision_sentences());
    return read;
}

double log_odds(const Cues& cues, std::string_view sentence)
{
    const Model& weights = model();
    double sum = weights.bias;
    for (std::size_t cue = 0; cue < cues.size(); ++cue) {
        sum += cues[cue] * weights.cues[cue];
    }
    // A word counts once, however often it stands there.
    std::array<std::uint16_t, most_tokens> seen{};
    std::size_t at = 0;
    float last = 0;
    each_token(sentence, [&](std::uint16_t token) {
        const WordWeights& word = weights.words[token];
        last = word.last;
        if (token != 0) {
            const auto end = seen.begin() + static_cast<std::ptrdiff_t>(at);
            sum += std::find(seen.begin(), end, token) == end ? word.anywhere : 0;
            sum += at < word.at.size() ? word.at[at] : 0;
        }
        seen[at++] = token;
    });
    return sum + last;
}

/// What these are seen of is no decision, whatever else is seen.
constexpr std::array never{
    Cue::spoken_against, Cue::question, Cue::proposal_label, Cue::officer_label, Cue::next_meeting};

/// A sentence half as likely as the best is no part of the decision, nor one that is unlikely.
constexpr double least_chance = 0.5;
constexpr double least_share = 0.5;

} // namespace

LikelyDecision likely_decision(const std::vector<Block>& blocks,
                               const std::vector<CaseSentence>& sentences)
{
    LikelyDecision out;
    const CaseCues of_case = cues_of_case(blocks, sentences);
    std::vector<double> chances;
    chances.reserve(sentences.size());
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const CaseSentence& each = sentences[i];
        const std::string_view text =
            blocks[each.block].text.substr(each.span.begin, each.span.size());
        const Cues cues = cues_of(blocks, sentences, i, of_case);
        const bool against = std::any_of(never.begin(), never.end(), [&cues](Cue cue) {
            return cues[static_cast<std::size_t>(cue)] > 0;
        });
        chances.push_back(against ? 0 : 1 / (1 + std::exp(-log_odds(cues, text))));
        out.chance = std::max(out.chance, chances.back());
    }
    const double least = std::max(std::min(least_chance, out.chance), least_share * out.chance);
    for (std::size_t i = 0; i < chances.size(); ++i) {
        if (chances[i] >= least && chances[i] > 0) {
            out.chosen.push_back(i);
        }
    }
    return out;
}

} // namespace saksklar::structure
