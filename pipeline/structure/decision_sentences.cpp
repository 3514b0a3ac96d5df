// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/decision_sentences.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>

namespace saksklar::structure {

namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, static_cast<std::size_t>(Cue::count_)> cue_names{
    "weight",         "no-weight",       "spoken-against", "enough-weight",  "strong",
    "only-votes",     "heaviest",        "below-heaviest", "nothing-weighs", "bullet",
    "bold",           "quoted",          "gap-before",     "table",          "may-decide",
    "heading",        "indent",          "first-block",    "last-block",     "first-of-block",
    "last-of-block",  "alone-in-block",  "only-one",       "very-last",      "blocks",
    "from-end",       "under-4-words",   "under-8-words",  "over-25-words",  "over-40-words",
    "question",       "ends-with-colon", "ends-with-stop", "digit",          "percent",
    "exclamation",    "starts-small",    "labelled",       "decision-label", "proposal-label",
    "followup-label", "divider-label",   "officer-label",  "next-meeting",   "below-proposal",
    "below-decision", "below-colon",     "case-labelled",  "after-question", "after-weighed",
    "before-weighed", "before-votes"};

/// "Referent: Kari Berg", "Ordstyrer: …", "Til stede: …"
bool begins_with_officer(std::string_view text)
{
    const std::size_t colon = text.substr(0, 40).find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    const Terms terms = word_lists().terms(fold_words(text.substr(0, colon)));
    return terms.has(Term::clerk) || terms.has(Term::chair) || terms.people();
}

/// "Neste møte vert halde i september.", "Eventuelt og diskusjon": stands at the end of minutes,
/// whatever the case before it.
bool begins_with_next_meeting(std::string_view text)
{
    const FoldedText folded = fold_words(text.substr(0, 40));
    const std::string_view first = folded.view().substr(0, folded.find(" "));
    if (word_lists().terms(first).has(Term::other_business)) {
        return true;
    }
    return folded.starts_with("neste ") && words_of(folded).size() >= 2 &&
           words_of(folded)[1].ends_with("m\xC3\xB8te");
}

/// Calls `set(cue, value)` for the cues of sentence `at` that have a value, and
/// `flag(cue, whether)` for the others, but for what a sentence is searched for.
template <class Set, class Flag>
void see_at_a_glance(const std::vector<Block>& blocks,
                     const std::vector<CaseSentence>& sentences,
                     std::size_t at,
                     const CaseCues& of_case,
                     const Set& set,
                     const Flag& flag)
{
    const CaseSentence& here = sentences[at];
    const Block& block = blocks[here.block];
    const std::string_view text = text_of(blocks, here);
    const double score = here.weighed.score;
    const bool first = at == 0 || sentences[at - 1].block != here.block;
    const bool last = at + 1 == sentences.size() || sentences[at + 1].block != here.block;
    const bool end = here.block + 1 == blocks.size();

    set(Cue::weight, std::clamp(score, -8.0, 8.0) / 4);
    flag(Cue::no_weight, score == 0);
    flag(Cue::spoken_against, score < 0);
    flag(Cue::enough_weight, score >= enough_to_decide);
    flag(Cue::strong, here.weighed.strong);
    flag(Cue::only_votes, here.weighed.only_votes);
    flag(Cue::heaviest, score > 0 && score == of_case.heaviest);
    set(Cue::below_heaviest, of_case.heaviest > 0 ? (of_case.heaviest - score) / 4 : 0);
    flag(Cue::nothing_weighs, of_case.heaviest <= 0);
    flag(Cue::case_labelled, of_case.labelled);

    flag(Cue::bullet, block.bullet);
    flag(Cue::bold, block.bold);
    flag(Cue::quoted, block.quoted);
    flag(Cue::gap_before, block.gap_before);
    flag(Cue::table, block.table);
    flag(Cue::may_decide, block.may_decide);
    flag(Cue::heading, block.heading_level > 0);
    set(Cue::indent, std::min(block.indent, 8) / 8.0);

    flag(Cue::first_block, here.block == 0);
    flag(Cue::last_block, end);
    flag(Cue::first_of_block, first);
    flag(Cue::last_of_block, last);
    flag(Cue::alone_in_block, first && last);
    flag(Cue::only_one, sentences.size() == 1 && blocks.size() == 1);
    flag(Cue::very_last, last && end);
    set(Cue::blocks, static_cast<double>(std::min<std::size_t>(blocks.size(), 20)) / 10);
    set(Cue::from_end,
        static_cast<double>(std::min<std::size_t>(blocks.size() - 1 - here.block, 8)) / 8);

    flag(Cue::ends_with_colon, text.ends_with(':'));
    flag(Cue::ends_with_stop, text.ends_with('.'));
    flag(Cue::starts_small, starts_lower(text.substr(0, 4)));

    flag(Cue::labelled, block.label_end > 0);
    flag(Cue::decision_label, block.label.has(Term::decision));
    flag(Cue::proposal_label, block.label.has(Term::proposal));
    flag(Cue::followup_label, block.label.has(Term::followup));
    flag(Cue::divider_label, block.label.has(Term::divider));
    if (here.block > 0) {
        const Block& above = blocks[here.block - 1];
        flag(Cue::below_proposal, above.label.has(Term::proposal));
        flag(Cue::below_decision, above.label.has(Term::decision));
        flag(Cue::below_colon, above.text.ends_with(':'));
    }
    if (!first) {
        flag(Cue::after_weighed, sentences[at - 1].weighed.score >= enough_to_decide);
    }
    if (!last) {
        flag(Cue::before_weighed, sentences[at + 1].weighed.score >= enough_to_decide);
        flag(Cue::before_votes, sentences[at + 1].weighed.only_votes);
    }
}

} // namespace

std::string_view name_of(Cue cue) noexcept
{
    return cue_names[static_cast<std::size_t>(cue)];
}

std::vector<CaseSentence> sentences_of(const std::vector<Block>& blocks)
{
    std::vector<CaseSentence> out;
    out.reserve(blocks.size() * 2);
    std::vector<Span> parts;
    parts.reserve(8);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        parts.clear();
        add_sentences(blocks[b].text, parts);
        for (std::size_t s = 0; s < parts.size(); ++s) {
            CaseSentence each{b, s, parts[s], {}};
            if (blocks[b].may_decide) {
                each.weighed = weigh(blocks[b].text.substr(parts[s].begin, parts[s].size()));
            }
            out.push_back(each);
        }
    }
    return out;
}

Cues cues_at_a_glance(const std::vector<Block>& blocks,
                      const std::vector<CaseSentence>& sentences,
                      std::size_t at,
                      const CaseCues& of_case)
{
    Cues cues{};
    const auto set = [&cues](Cue cue, double value) {
        cues[static_cast<std::size_t>(cue)] = value;
    };
    const auto flag = [&set](Cue cue, bool value) { set(cue, value ? 1.0 : 0.0); };
    see_at_a_glance(blocks, sentences, at, of_case, set, flag);
    return cues;
}

double weight_at_a_glance(const std::vector<Block>& blocks,
                          const std::vector<CaseSentence>& sentences,
                          std::size_t at,
                          const CaseCues& of_case,
                          const Cues& weights)
{
    double sum = 0;
    const auto set = [&sum, &weights](Cue cue, double value) {
        sum += value * weights[static_cast<std::size_t>(cue)];
    };
    const auto flag = [&sum, &weights](Cue cue, bool value) {
        sum += value ? weights[static_cast<std::size_t>(cue)] : 0.0;
    };
    see_at_a_glance(blocks, sentences, at, of_case, set, flag);
    return sum;
}

void add_searched(const std::vector<Block>& blocks,
                  const std::vector<CaseSentence>& sentences,
                  std::size_t at,
                  Cues& cues)
{
    const auto flag = [&cues](Cue cue, bool value) {
        cues[static_cast<std::size_t>(cue)] = value ? 1.0 : 0.0;
    };
    const CaseSentence& here = sentences[at];
    const std::string_view text = text_of(blocks, here);
    const std::size_t words = count_words(text);
    flag(Cue::under_4_words, words < 4);
    flag(Cue::under_8_words, words < 8);
    flag(Cue::over_25_words, words > 25);
    flag(Cue::over_40_words, words > 40);
    flag(Cue::question, text.find('?') != std::string_view::npos);
    flag(Cue::exclamation, text.find('!') != std::string_view::npos);
    flag(Cue::percent, text.find('%') != std::string_view::npos);
    flag(Cue::digit,
         find_byte(text, 0, [](const Bytes16& bytes) { return bytes.digits(); }) < text.size());
    flag(Cue::officer_label, begins_with_officer(text));
    flag(Cue::next_meeting, begins_with_next_meeting(text));
    if (at > 0 && sentences[at - 1].block == here.block) {
        flag(Cue::after_question,
             text_of(blocks, sentences[at - 1]).find('?') != std::string_view::npos);
    }
}

Cues cues_of(const std::vector<Block>& blocks,
             const std::vector<CaseSentence>& sentences,
             std::size_t at,
             const CaseCues& of_case)
{
    Cues cues = cues_at_a_glance(blocks, sentences, at, of_case);
    add_searched(blocks, sentences, at, cues);
    return cues;
}

CaseCues cues_of_case(const std::vector<Block>& blocks, const std::vector<CaseSentence>& sentences)
{
    CaseCues out;
    for (const CaseSentence& each : sentences) {
        out.heaviest = std::max(out.heaviest, each.weighed.score);
    }
    out.labelled = std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
        return block.label.has(Term::decision);
    });
    return out;
}

} // namespace saksklar::structure
