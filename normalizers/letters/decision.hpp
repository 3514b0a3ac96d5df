// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saksklar {

/// What the decision whether to change a word looks at. The order is that of the
/// columns of the training data and the trees; only ever append.
enum class Feature : std::size_t {
    log_odds,        ///< of the best other reading against what is seen, all parts together
    language_gain,   ///< the part of the language model
    channel,         ///< ln chance of the confusions
    line_damage,     ///< probability that this line is damaged
    document_damage, ///< share of damaged lines, weighted by their words
    margin,          ///< ln odds of the best other reading against the second best
    seen_nb,         ///< ln p of the word as seen in Bokmål, -20 if unknown
    seen_nn,
    seen_en,
    seen_known, ///< bits: model 1, system 2, name 4, compound 8, archive 16
    best_nb,
    best_nn,
    best_source, ///< 0 model, 1 system, 2 archive, 3 compound, 4 new word
    length,      ///< code points
    confusions,  ///< how many
    norwegian_confusions,
    english_line, ///< how English the line is, 0..1
    nynorsk_line,
    shape,            ///< 0 lower, 1 capital, 2 all capitals, 3 mixed, 4 no letter
    pause,            ///< 0 none, 1 clause, 2 sentence before it
    signs,            ///< digits and signs in the word as seen
    letters_seen,     ///< letter model a letter: as seen
    letters_gain,     ///< letter model: best reading minus as seen
    letters_english,  ///< English letter model a letter: as seen
    neighbours_known, ///< share of known words among the two on either side
    order_best,       ///< words of context behind the best reading
    order_seen,
    joined,        ///< glued to a neighbour by a hyphen or slash
    repeats,       ///< ln of how often the document has the word as seen
    capital_word,  ///< the best reading is mostly written with a capital
    rate,          ///< of damage in damaged lines
    lost,          ///< a sign for a lost letter is among the confusions
    document_best, ///< how often the document has the best reading elsewhere, ln(1 + n)
    document_seen, ///< and the word as seen
    sign_inside,   ///< a sign or digit stands between letters
    best_english,  ///< ln p of the best reading in English, -20 if unknown
    choice_gain,   ///< what the words around say of best reading against as seen, nats
    names_seen,    ///< letter model of names, a letter: as seen
    names_gain,    ///< letter model of names: best reading minus as seen
    variants,      ///< in how many other ways the document has the best reading misread, ln(1 + n)
    nynorsk,       ///< share of Nynorsk in the Norwegian of the document
    sentence,      ///< ln of the number of words in the sentence
    odd_signs,     ///< signs in the word as seen that no sound word has (`@`, `¢`, `€`, `|`)
    endings_gain,  ///< of words with a capital, letter model of names from their end: best reading
                   ///< minus as seen
    beside_name,   ///< a listed name stands right before it (1), right after it (2), both (3)
    count_
};

inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count_);
using Features = std::array<float, feature_count>;

/// Boosted trees: the probability that the best other reading of a word is right.
class DecisionForest {
public:
    DecisionForest() = default;

    /// Reads `dictionaries/decision.tsv`. Throws Error{resource} if it is malformed.
    explicit DecisionForest(std::string_view tsv);

    bool empty() const noexcept { return nodes_.empty(); }

    /// The probability; what is sure to be less than `at_least` may come out as 0 instead.
    double probability(const Features& features, double at_least = 0) const noexcept;

private:
    /// A tree as it stands in the table.
    struct Row {
        std::uint32_t feature = 0; ///< feature_count: a leaf
        float threshold = 0;       ///< or the leaf's value
        std::uint32_t left = 0;
        std::uint32_t right = 0;
    };

    using Rows = std::vector<Row>;

    void note_questions(const std::vector<Rows>& trees);
    std::uint16_t question(const Row& row) const;
    void lay_out(const std::vector<Rows>& trees);
    void lay_out(const Rows& rows, std::size_t number);
    void bound(const std::vector<Rows>& trees);

    static constexpr std::size_t together = 8; ///< trees walked at once
    static constexpr std::size_t most_steps = 15;
    static constexpr std::size_t asked_at_once = 8;
    static constexpr std::size_t most_questions = 4096;

    using Best = std::array<float, most_steps + 1>;
    Best best_leaves(const Rows& rows, std::size_t row) const;

    double bias_ = 0;
    /// Whether a feature is above a threshold is asked in many trees: of each feature every
    /// threshold once, in order. The answers are worked out before the trees are walked, some at
    /// once; infinite thresholds fill up the last ones of a feature.
    std::array<std::size_t, feature_count + 1> first_question_{}; ///< of each feature
    std::vector<float> thresholds_;
    /// All trees are laid out as complete ones of one depth, level by level, so that the way down
    /// needs neither links nor branches, and several are walked at once: their first nodes stand
    /// side by side, then their second ones, … The root is node 1, and below node n stand 2n and
    /// 2n + 1. Trees that do nothing fill the last group.
    unsigned depth_ = 0;
    std::vector<std::uint16_t> nodes_; ///< questions; the last one is always answered by no
    std::vector<float> leaves_;
    /// How much all trees from a group on may add at most, by how large the first feature is: by
    /// the odds alone most readings are out of question early.
    std::vector<float> steps_;
    std::vector<double> most_behind_;
};

} // namespace saksklar
