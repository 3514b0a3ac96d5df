// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/case_blocks.hpp"
#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
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

inline std::string_view text_of(const std::vector<Block>& blocks, const CaseSentence& sentence)
{
    return blocks[sentence.block].text.substr(sentence.span.begin, sentence.span.size());
}

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

/// What is seen of sentence `at` of the case at a glance: all cues but those that its text is
/// searched for, `searched`, which stay 0.
Cues cues_at_a_glance(const std::vector<Block>& blocks,
                      const std::vector<CaseSentence>& sentences,
                      std::size_t at,
                      const CaseCues& of_case);

/// What those cues weigh together, each its value times its weight: added up without a place for
/// each of them.
double weight_at_a_glance(const std::vector<Block>& blocks,
                          const std::vector<CaseSentence>& sentences,
                          std::size_t at,
                          const CaseCues& of_case,
                          const Cues& weights);

inline constexpr std::array searched{Cue::under_4_words,
                                     Cue::under_8_words,
                                     Cue::over_25_words,
                                     Cue::over_40_words,
                                     Cue::question,
                                     Cue::exclamation,
                                     Cue::percent,
                                     Cue::digit,
                                     Cue::officer_label,
                                     Cue::next_meeting,
                                     Cue::after_question};

/// Adds `searched` to what was seen of the sentence at a glance.
void add_searched(const std::vector<Block>& blocks,
                  const std::vector<CaseSentence>& sentences,
                  std::size_t at,
                  Cues& cues);

/// What is seen of sentence `at` of the case: both.
Cues cues_of(const std::vector<Block>& blocks,
             const std::vector<CaseSentence>& sentences,
             std::size_t at,
             const CaseCues& of_case);

/// The words of a sentence that are looked at: no decision is told by what stands further on.
constexpr std::size_t most_tokens = 40;

/// The words that stand for many: people by name, other words with a capital inside a sentence,
/// words with a digit. Whom and what a case is about tells nothing.
constexpr std::string_view person_token = "<n>";
constexpr std::string_view capital_token = "<U>";
constexpr std::string_view digit_token = "<0>";

/// A mark that may stand behind a word.
inline bool is_sentence_mark(char c) noexcept
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')';
}

/// A word with the bytes that are looked at, sixteen at most, filled up with what is not its own.
struct WordBytes {
    std::string_view word{};
    Bytes16 bytes;
};

/// The small letters at the start of a word, if nothing but marks of sentences follows them: the
/// word needs no folding. Empty for others, and for very long ones.
inline std::string_view small_word(const WordBytes& from) noexcept
{
    std::uint64_t letters = from.bytes.small();
    if (from.bytes.high() != 0) {
        const std::uint64_t latin =
            from.bytes.equal('\xC3') & (from.bytes.small_latin() & ~from.bytes.equal('\xB7')) >> 1U;
        letters |= latin | latin << 1U;
    }
    const std::string_view word = from.word;
    const auto size = static_cast<std::size_t>(std::countr_one(letters));
    if (size >= word.size()) {
        return word.size() <= 16 ? word : std::string_view{};
    }
    for (std::size_t at = size; at < word.size(); ++at) {
        if (!is_sentence_mark(word[at])) {
            return {};
        }
    }
    return word.substr(0, size);
}

inline bool has_digit(const WordBytes& from) noexcept
{
    const auto digits = [](const Bytes16& bytes) { return bytes.digits(); };
    return from.word.size() <= 16 ? (from.bytes.digits() & first_bits(from.word.size())) != 0
                                  : find_byte(from.word, 0, digits) < from.word.size();
}

/// Calls `take(token, facts)` for the first words of a sentence, folded.
template <class Take>
void each_word_token(std::string_view sentence, const Take& take)
{
    const WordLists& lists = word_lists();
    std::size_t taken = 0;
    each_word(sentence, [&](std::size_t begin, std::size_t end) {
        if (taken == most_tokens) {
            return;
        }
        const std::string_view word(sentence.data() + begin, end - begin);
        const WordBytes seen{
            word, begin + 16 <= sentence.size() ? Bytes16(word.data()) : short_bytes(word)};
        if (const std::string_view small = small_word(seen); !small.empty()) {
            take(small, lists.facts_in(sentence, begin, begin + small.size()));
            ++taken;
            return;
        }
        if (has_digit(seen)) {
            take(digit_token, lists.facts(digit_token));
            ++taken;
            return;
        }
        const FoldedText folded = fold_words(word);
        if (folded.empty()) {
            return;
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
    });
}

} // namespace saksklar::structure
