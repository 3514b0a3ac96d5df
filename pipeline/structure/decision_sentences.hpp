// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/structure/case_blocks.hpp"
#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

/// The sentences of a case as the choice of its decision sees them, and what is seen of each.
namespace saksklar::structure {

struct CaseSentence {
    std::size_t block = 0; ///< of the case's blocks
    std::size_t index = 0; ///< in its block
    Span span{};           ///< in the block's text
    Weighed weighed{};     ///< by its words alone; nothing in blocks without a word of decisions
};

/// All sentences of the blocks, in order.
std::vector<CaseSentence> sentences_of(const std::vector<Block>& blocks);

/// What is seen of a sentence besides its words. Values are 0 or 1 but where a unit is given.
enum class Cue : unsigned {
    weight,         ///< Weighed::score / 4, between -2 and 2
    no_weight,      ///< nothing in it speaks of a decision
    spoken_against, ///< what speaks of one is outweighed: a question, a condition, a report
    enough_weight,  ///< enough to be one by its words alone
    strong,         ///< Weighed::strong
    only_votes,     ///< Weighed::only_votes
    heaviest,       ///< of the case
    below_heaviest, ///< how far, / 4
    nothing_weighs, ///< in the whole case
    bullet,
    bold,
    quoted,
    gap_before,
    table,
    may_decide,
    heading,
    indent, ///< columns / 8, at most 1
    first_block,
    last_block,
    first_of_block,
    last_of_block,
    alone_in_block,
    only_one,  ///< in the case
    very_last, ///< of the case
    blocks,    ///< in the case / 10, at most 2
    from_end,  ///< blocks below it / 8, at most 1
    under_4_words,
    under_8_words,
    over_25_words,
    over_40_words,
    question,
    ends_with_colon,
    ends_with_stop,
    digit,
    percent,
    exclamation,
    starts_small,
    labelled, ///< its block
    decision_label,
    proposal_label,
    followup_label,
    divider_label,
    officer_label,  ///< the sentence begins with one: "Referent: Kari Berg"
    next_meeting,   ///< it begins with "Neste møte" or "Eventuelt"
    below_proposal, ///< the block above is labelled so
    below_decision,
    below_colon,    ///< the block above ends with one
    case_labelled,  ///< some block of the case is labelled as a decision
    after_question, ///< in its block
    after_weighed,  ///< … a sentence with enough weight
    before_weighed,
    before_votes,
    count_ ///< how many there are
};

using Cues = std::array<double, static_cast<std::size_t>(Cue::count_)>;

/// The name of a cue in data/decision_sentences.tsv.
std::string_view name_of(Cue cue) noexcept;

/// What all sentences of a case are seen against.
struct CaseCues {
    double heaviest = 0;   ///< Weighed::score of its heaviest sentence
    bool labelled = false; ///< a block is labelled as a decision
};

CaseCues cues_of_case(const std::vector<Block>& blocks, const std::vector<CaseSentence>& sentences);

/// What is seen of sentence `at` of the case.
Cues cues_of(const std::vector<Block>& blocks,
             const std::vector<CaseSentence>& sentences,
             std::size_t at,
             const CaseCues& of_case);

/// How heavy a sentence is by its words alone to be a decision.
constexpr double enough_to_decide = 2.4;

/// The words of a sentence that are looked at: no decision is told by what stands further on.
constexpr std::size_t most_tokens = 40;

/// The words that stand for many: people by name, other words with a capital inside a sentence,
/// words with a digit. Whom and what a case is about tells nothing.
constexpr std::string_view person_token = "<n>";
constexpr std::string_view capital_token = "<U>";
constexpr std::string_view digit_token = "<0>";

/// The small letters at the start of a word, if nothing but marks of sentences follows them: the
/// word needs no folding. Empty for others.
inline std::string_view small_word(std::string_view word) noexcept
{
    std::size_t at = 0;
    while (at < word.size()) {
        const char c = word[at];
        if (c >= 'a' && c <= 'z') {
            ++at;
        } else if (c == '\xC3' && at + 1 < word.size() &&
                   static_cast<unsigned char>(word[at + 1]) >= 0xA0 && word[at + 1] != '\xB7') {
            at += 2;
        } else {
            break;
        }
    }
    const std::string_view marks = word.substr(at);
    return marks.find_first_not_of(".,;:!?)") == std::string_view::npos ? word.substr(0, at)
                                                                        : std::string_view{};
}

/// Calls `take(token, facts)` for the first words of a sentence, folded.
template <class Take>
void each_word_token(std::string_view sentence, const Take& take)
{
    const WordLists& lists = word_lists();
    std::size_t taken = 0;
    for (const std::string_view word : words_of(sentence)) {
        if (taken == most_tokens) {
            return;
        }
        if (const std::string_view small = small_word(word); !small.empty()) {
            take(small, lists.facts(small));
            ++taken;
            continue;
        }
        if (word.find_first_of("0123456789") != std::string_view::npos) {
            take(digit_token, lists.facts(digit_token));
            ++taken;
            continue;
        }
        const FoldedText folded = fold_words(word);
        if (folded.empty()) {
            continue;
        }
        const WordFacts& facts = lists.facts(folded);
        const bool upper = starts_upper(word);
        if (upper && (facts.first_name || facts.surname)) {
            take(person_token, lists.facts(person_token));
        } else if (upper && taken > 0 && !facts.known) {
            take(capital_token, lists.facts(capital_token));
        } else {
            take(folded.view(), facts);
        }
        ++taken;
    }
}

/// Calls `take(number)` with WordFacts::learned of the first words of a sentence.
template <class Take>
void each_token(std::string_view sentence, const Take& take)
{
    each_word_token(sentence,
                    [&take](std::string_view, const WordFacts& facts) { take(facts.learned); });
}

} // namespace saksklar::structure
