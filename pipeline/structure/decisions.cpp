// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/decisions.hpp"

#include "pipeline/structure/case_blocks.hpp"
#include "pipeline/structure/decision_model.hpp"
#include "pipeline/structure/decision_sentences.hpp"
#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/elections.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/votes.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace saksklar::structure {

namespace {

/// 2 of "2. Kontingenten økes" and "2) Kontingenten økes", 2 of "b) …", too; 0 of other texts.
int item_number(std::string_view text)
{
    std::size_t at = 0;
    int number = 0;
    while (at < text.size() && at < 2 && is_digit(text[at])) {
        number = 10 * number + (text[at++] - '0');
    }
    if (at == 0 && text.size() > 1 && text[0] >= 'a' && text[0] <= 'z' && text[1] == ')') {
        number = text[at++] - 'a' + 1;
    }
    const bool item = at > 0 && at + 1 < text.size() && (text[at] == '.' || text[at] == ')') &&
                      text[at + 1] == ' ';
    return item ? number : 0;
}

/// Whether a text is point `number` - 1 of a list, or ends in it where long points were joined.
bool point_before(std::string_view text, int number)
{
    return item_number(text) + 1 == number ||
           text.find(" " + std::to_string(number - 1) + ". ") != std::string_view::npos;
}

/// A block of text: no heading, and no label ("Vedtak:") begins it.
bool plain_text_block(const Block& block)
{
    return block.heading_level == 0 && block.label_end == 0;
}

/// Not of "–" and "...".
bool says_something(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_digit(text[at]) || letter_at(text, at)) {
            return true;
        }
    }
    return false;
}

class Finder {
public:
    Finder(const Outline& outline,
           std::span<const std::size_t> lines,
           std::string_view folded_title,
           const std::string& lead,
           std::size_t lead_line)
        : outline_(outline),
          made_(blocks_of(outline, lines)),
          blocks_(made_.blocks),
          title_(folded_title)
    {
        if (!lead.empty()) {
            Block block;
            block.text = lead;
            block.first_line = lead_line;
            block.last_line = lead_line;
            block.gap_before = true;
            // "17. mai: Femte trinn har ansvar," / "og korpset spiller.": a paragraph goes on
            // below.
            const bool goes_on = !blocks_.empty() && blocks_[0].first_line == lead_line + 1 &&
                                 !blocks_[0].bullet && blocks_[0].label_end == 0 &&
                                 lead.size() >= 20;
            if (goes_on) {
                const Block& below = blocks_[0];
                made_.joined.push_back(std::make_unique<std::string>(lead));
                join_line(*made_.joined.back(), below.text);
                block.text = *made_.joined.back();
                const std::size_t shift = block.text.size() - below.text.size();
                block.starts.emplace_back(shift, below.first_line);
                for (const auto& [offset, line] : below.starts) {
                    block.starts.emplace_back(offset + shift, line);
                }
                block.last_line = below.last_line;
                blocks_.erase(blocks_.begin());
            }
            read_block_label(block);
            blocks_.insert(blocks_.begin(), std::move(block));
        }
    }

    std::optional<Decision> run(const DecisionWatch* watch)
    {
        std::optional<Decision> decision = settled();
        if (decision && watch == nullptr) {
            return decision;
        }
        sentences_ = sentences_of(blocks_);
        // What others did is told under "Meldinger" and "Nytt fra rektor".
        const bool reports = report_title();
        std::vector<Hit> hits = chosen_by_words(reports);
        if (watch == nullptr && hardly_decide(hits)) {
            hits.clear();
        } else if (!decision) {
            if (watch == nullptr) {
                add_what_goes_on(hits);
            }
            decision = hits.empty() ? short_outcome() : put_together(hits);
        }
        if (watch != nullptr) {
            (*watch)({title_, blocks_, sentences_, decision});
            return decision;
        }
        // A long case quotes papers that sound like decisions; what it came to is said in so many
        // words.
        if (sentences_.size() > long_case) {
            return decision && decision->kind == "prose" ? std::nullopt : decision;
        }
        // Who opened the meeting and when decides nothing.
        const bool opening = word_lists().terms(title_).has(Term::opening);
        if (reports) {
            return decision;
        }
        // "5 for, 1 mot. Varmekameraet kjøpes.": a count alone leaves open what came of it.
        const bool only_count =
            !hits.empty() &&
            std::all_of(hits.begin(), hits.end(), [](const Hit& hit) { return hit.only_votes; });
        if ((decision && !only_count) || opening) {
            return decision;
        }
        LikelyDecision likely = likely_decision(blocks_, sentences_);
        // What the words speak against ("Det ble ikke fattet vedtak.") is none however it sounds.
        // Nor is the number of an item ("1.").
        std::erase_if(likely.chosen, [this](std::size_t at) {
            return given_to_somebody(at) || sentences_[at].weighed.score < 0 ||
                   only_number(sentence_of(hit_of(sentences_[at])));
        });
        if (likely.chance < likely_chance || likely.chosen.empty()) {
            return decision;
        }
        std::vector<Hit> learned = hits;
        for (const std::size_t at : likely.chosen) {
            const Hit more = hit_of(sentences_[at]);
            if (std::none_of(hits.begin(), hits.end(), [&more](const Hit& hit) {
                    return hit.block == more.block && hit.sentence == more.sentence;
                })) {
                learned.push_back(more);
            }
        }
        // "Røystetal: 5 mot 2" says no more than the votes where what was decided is found.
        if (!std::ranges::all_of(learned, &Hit::only_votes)) {
            std::erase_if(learned, [this](const Hit& hit) {
                return hit.only_votes && labels_votes(sentence_of(hit));
            });
        }
        std::ranges::sort(learned, {}, &Hit::order);
        Decision out = put_together(learned);
        out.learned = hits.empty();
        return out;
    }

private:
    /// What needs no weighing: a label or a list says that it is the decision.
    std::optional<Decision> settled() const
    {
        if (word_lists().terms(title_).has(Term::decision) && !blocks_.empty()) {
            std::size_t last = 0;
            Decision decision;
            decision.text = following(0, last, true);
            decision.kind = "labelled";
            decision.place =
                place_of_lines(outline_, blocks_[0].first_line, blocks_[last].last_line);
            if (!decision.text.empty()) {
                return decision;
            }
        }
        if (std::optional<Decision> labelled = find_labelled()) {
            return labelled;
        }
        return elected_list();
    }

    std::optional<Decision> find_labelled() const
    {
        std::vector<Decision> found;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const std::size_t end = blocks_[b].label_end;
            if (end == 0 || !blocks_[b].label.has(Term::decision)) {
                continue;
            }
            // "Avstemning: 3 for, 2 mot." is not all where what came of it is said below.
            if (blocks_[b].label.has(Term::divider) && outcome_below(b)) {
                continue;
            }
            const bool heading = blocks_[b].heading_level > 0;
            std::string text(trim(blocks_[b].text.substr(end)));
            std::size_t last = b;
            // "VEDTAK: (enst.)" above what was decided
            const bool aside = text.starts_with('(') && text.ends_with(')') && text.size() <= 30;
            if (aside) {
                std::string below = following(b + 1, last, true);
                text = below.empty() ? text : std::move(below);
            } else if (text.empty()) {
                text = following(b + 1, last, heading || !blocks_[b].bold);
            } else {
                while (last + 1 < blocks_.size() && goes_on(last, text)) {
                    ++last;
                    text += " " + std::string(blocks_[last].text);
                }
                // "Vedtak: 1. Budsjettet vedtas." above "2. Kontingenten økes."
                while (last + 1 < blocks_.size() && next_point(text, blocks_[last + 1])) {
                    ++last;
                    text += " " + std::string(blocks_[last].text);
                }
                // "Listen vedtas med disse endringene:" above the changes
                while (text.ends_with(':') || (last > b && blocks_[b].text.ends_with(':'))) {
                    if (last + 1 >= blocks_.size() || !listed_under(last, b)) {
                        break;
                    }
                    ++last;
                    text += " " + std::string(blocks_[last].text);
                }
            }
            // "Beslutning: –", "Beslutning: Ingen, til orientering."
            if (!says_something(text) ||
                (text.size() <= 40 &&
                 word_lists().facts(fold_words(text)).tells(Hint::undecided))) {
                continue;
            }
            Decision decision;
            decision.text = std::move(text);
            decision.kind = "labelled";
            decision.place =
                place_of_lines(outline_, blocks_[b].first_line, blocks_[last].last_line);
            found.push_back(std::move(decision));
            b = last;
        }
        if (found.empty()) {
            return std::nullopt;
        }
        Decision all = found.front();
        for (std::size_t i = 1; i < found.size(); ++i) {
            all.text += " [...] " + found[i].text;
            all.place.length = found[i].place.offset + found[i].place.length - all.place.offset;
            all.place.last_page = found[i].place.last_page;
        }
        return all;
    }

    /// Whether a later block says in so many words what was decided.
    bool outcome_below(std::size_t b) const
    {
        for (std::size_t next = b + 1; next < blocks_.size(); ++next) {
            if (!blocks_[next].may_decide || blocks_[next].label.has(Term::proposal)) {
                continue;
            }
            if (outcome_in(blocks_[next].text)) {
                return true;
            }
        }
        return false;
    }

    static bool outcome_in(std::string_view text)
    {
        const std::vector<Span> parts = sentences(text);
        return std::any_of(parts.begin(), parts.end(), [&text](const Span& span) {
            const Weighed said = weigh(text.substr(span.begin, span.size()));
            return said.strong && !said.only_votes && said.score >= enough_to_decide;
        });
    }

    /// A label's line that ends mid-sentence goes on in the next block.
    bool goes_on(std::size_t b, const std::string& text) const
    {
        const Block& next = blocks_[b + 1];
        if (next.gap_before || next.bullet || next.heading_level > 0) {
            return false;
        }
        const char last = text.back();
        return last != '.' && last != '!' && (starts_lower(next.text) || last == ',');
    }

    /// "2." of "1. …", "2. …", or an item with the same bullet and indent, be it a blank line below
    /// the one before: a list whose items stand apart.
    bool item_goes_on(std::size_t b) const
    {
        if (b == 0 || b >= blocks_.size()) {
            return false;
        }
        const Block& above = blocks_[b - 1];
        const Block& here = blocks_[b];
        if (!plain_text_block(here) || here.indent != above.indent) {
            return false;
        }
        const int number = item_number(here.text);
        return number > 0 ? point_before(above.text, number)
                          : here.bullet && above.bullet && item_number(above.text) == 0;
    }

    /// Whether a block is the point that follows those of `text`: "3. …" behind "1. … 2. …".
    static bool next_point(std::string_view text, const Block& next)
    {
        const int number = item_number(next.text);
        return number >= 2 && item_number(text) == 1 && plain_text_block(next) &&
               point_before(text, number);
    }

    /// "Styret vedtar:" above a list, be it a blank line above.
    bool list_announced(std::size_t b) const
    {
        if (b + 1 >= blocks_.size() || !blocks_[b].text.ends_with(':')) {
            return false;
        }
        const Block& next = blocks_[b + 1];
        return plain_text_block(next) && (next.bullet || item_number(next.text) == 1);
    }

    /// Whether the block below `last` is one of what block `announced` ends in a colon for.
    bool listed_under(std::size_t last, std::size_t announced) const
    {
        const Block& next = blocks_[last + 1];
        return (!next.gap_before || list_announced(last) || item_goes_on(last + 1)) &&
               plain_text_block(next) && next.indent >= blocks_[announced].indent;
    }

    /// What follows a label that stands alone: one paragraph, or the items of a list of
    /// one level, without those that only give opinions.
    std::string following(std::size_t first, std::size_t& last, bool one_paragraph) const
    {
        std::string text;
        bool list = false;
        int indent = 0;
        for (std::size_t next = first; next < blocks_.size(); ++next) {
            const Block& block = blocks_[next];
            if (block.heading_level > 0 || (next > first && block.label_end > 0)) {
                break;
            }
            if (next == first) {
                list = block.bullet || item_number(block.text) == 1;
                indent = block.indent;
            } else if (list) {
                if (!item_goes_on(next) && (!block.bullet || block.gap_before)) {
                    break;
                }
                if (block.indent > indent) {
                    continue; // an explanation below an item
                }
            } else if (list_announced(next - 1)) {
                list = true;
                indent = block.indent;
            } else if (block.gap_before || block.bullet || (!one_paragraph && next > first + 2)) {
                break;
            }
            last = next;
            if (!list || !opinion(block.text)) {
                text += (text.empty() ? "" : " ") + std::string(block.text);
            }
        }
        return text;
    }

    static bool opinion(std::string_view text)
    {
        const FoldedText folded = fold_words(text);
        const Words words = words_of(folded);
        for (std::size_t i = 0; i < words.size() && i < 3; ++i) {
            if (word_lists().facts(words[i]).tells(Hint::belief)) {
                return true;
            }
        }
        return false;
    }

    /// How likely the likeliest sentence must be where the words tell of no decision: found on
    /// annotated minutes of bodies that were left out. To let what is nearly certain overrule the
    /// words broke as much as it mended.
    static constexpr double likely_chance = 0.51;

    /// Sentences of a case that hardly quotes the papers it treats.
    static constexpr std::size_t short_case = 16;

    /// Sentences of a case of which one among many may sound like a decision and be none. Found on
    /// the annotated minutes.
    static constexpr std::size_t long_case = 30;

    struct Hit {
        std::size_t block = 0;
        std::size_t sentence = 0;
        Span span{};
        double score = 0;
        bool strong = false;
        bool own_line = false;
        bool only_votes = false;
        bool voted_on = false;

        /// Where it stands in the text.
        std::pair<std::size_t, std::size_t> order() const { return {block, sentence}; }
    };

    static Hit hit_of(const CaseSentence& each)
    {
        return {each.block,
                each.index,
                each.span,
                each.weighed.score,
                each.weighed.strong,
                false,
                only_how(each),
                each.weighed.voted_on};
    }

    /// Whether a sentence says how it was voted, and not on what.
    static bool only_how(const CaseSentence& each)
    {
        return each.weighed.only_votes || each.weighed.only_unanimous;
    }

    /// "1.", "2)"
    static bool only_number(std::string_view sentence)
    {
        return sentence.find_first_not_of("0123456789.() ") == std::string_view::npos;
    }

    /// "Røystetal: 5 mot 2", "Votering: enstemmig"
    static bool labels_votes(std::string_view sentence)
    {
        const std::size_t colon = sentence.find(": ");
        return colon != std::string_view::npos &&
               word_lists().terms(fold_words(sentence.substr(0, colon))).has(Term::divider);
    }

    static bool outcome_first(const Weighed& said)
    {
        return said.strong && said.first_word && said.score >= enough_to_decide;
    }

    /// Whether what its words alone speak for, and none of them strongly, is hardly a decision by
    /// what was learned: "Leveransene er mindre enn lovet." Found on bodies that were left out; to
    /// doubt strong words as well broke more real decisions than it mended. Long sentences are
    /// not doubted: each of their many words adds to what speaks against them.
    bool hardly_decide(const std::vector<Hit>& hits) const
    {
        constexpr double hardly = 0.15;
        constexpr std::size_t longest = 24; // words
        const auto spared = [this](const Hit& hit) {
            return hit.strong || count_words(sentence_of(hit)) > longest;
        };
        if (hits.empty() || std::ranges::any_of(hits, spared) ||
            std::ranges::any_of(sentences_, only_how)) {
            return false;
        }
        return std::ranges::all_of(decision_chances(blocks_, sentences_, places_of(hits)),
                                   [](double chance) { return chance < hardly; });
    }

    std::vector<std::size_t> places_of(const std::vector<Hit>& hits) const
    {
        std::vector<std::size_t> out;
        out.reserve(hits.size());
        for (const Hit& hit : hits) {
            out.push_back(place_of(hit));
        }
        return out;
    }

    /// "Rundskrivet tas til etterretning. Følgebåt brukes kun under regatta.": a sentence right
    /// behind one that decides, and nearly certain to decide by what was learned, is a part of it.
    /// Found on bodies that were left out; the same before it, or less certain, broke as much.
    void add_what_goes_on(std::vector<Hit>& hits) const
    {
        constexpr double certain = 0.8;
        std::vector<std::size_t> chosen = places_of(hits);
        std::ranges::sort(chosen);
        std::vector<std::size_t> behind;
        for (const std::size_t at : chosen) {
            if (at + 1 < sentences_.size() && !std::ranges::binary_search(chosen, at + 1)) {
                behind.push_back(at + 1);
            }
        }
        if (behind.empty()) {
            return;
        }
        const std::vector<double> chances = decision_chances(blocks_, sentences_, behind);
        for (std::size_t b = 0; b < behind.size(); ++b) {
            const CaseSentence& next = sentences_[behind[b]];
            // "Votering: enstemmig" says no more than how it was decided.
            const bool votes = only_how(next) && labels_votes(sentence_of(hit_of(next)));
            if (chances[b] >= certain && !votes) {
                hits.push_back(hit_of(next));
            }
        }
        std::ranges::sort(hits, {}, &Hit::order);
    }

    /// "Vernerunde torsdag 22.11. (SØ)": initials behind a sentence say whose task it is.
    bool given_to_somebody(std::size_t at) const
    {
        constexpr std::size_t most_initials = 4;
        const CaseSentence& sentence = sentences_[at];
        const std::string_view text = blocks_[sentence.block].text;
        std::string_view behind = trim(text.substr(std::min(sentence.span.end, text.size())));
        if (!behind.starts_with('(')) {
            return false;
        }
        behind =
            behind.substr(1, behind.find(')') == std::string_view::npos ? 0 : behind.find(')') - 1);
        return length_of(behind) >= 2 && length_of(behind) <= most_initials &&
               behind.find(' ') == std::string_view::npos && no_small_letter(behind);
    }

    /// "Nytt fra rektor", "Orienteringar", "Daglig leder informerer": what others did, or decided
    /// elsewhere, is told.
    bool report_title() const
    {
        const std::size_t first = std::min(title_.find(' '), title_.size());
        const std::size_t second = std::min(title_.find(' ', first + 1), title_.size());
        const std::string_view next = title_.substr(std::min(first + 1, title_.size()));
        const std::string_view last = title_.substr(title_.rfind(' ') + 1);
        const WordLists& lists = word_lists();
        // "Meldinger", "Meldinger fra rektor", but "Meldinger til avdøde"
        const std::string_view second_word = next.substr(0, next.find(' '));
        const bool alone = next.empty() || lists.facts(second_word).tells(Hint::from) ||
                           second_word == "om" || second_word == "ved";
        const auto reports = [&lists](std::string_view phrase) {
            return lists.facts(phrase).tells(Hint::reports);
        };
        // "Fra instituttstyret", "Frå kommunestyregruppa"
        const bool other_body =
            opens_with(title_, Hint::from) && ends_in(second_word, Term::organ, 4);
        return other_body || (alone && reports(title_.substr(0, first))) ||
               reports(title_.substr(0, second)) || reports(last);
    }

    /// "Innkallingen ble godkjent. … Sakslisten ble godkjent.": both begin with what the title
    /// names, "Godkjenning av innkalling og saksliste".
    bool both_named(const Hit& one, const Hit& other) const
    {
        return one.strong && other.strong && in_title(one) && in_title(other);
    }

    /// Whether the first word of a sentence is one of the title's, whatever its ending.
    bool in_title(const Hit& hit) const
    {
        constexpr std::size_t stem = 6; // bytes
        const std::string_view text = blocks_[hit.block].text.substr(hit.span.begin, 40);
        const FoldedText first = fold_words(text.substr(0, text.find(' ')));
        if (first.size() < stem) {
            return false;
        }
        const Words words = words_of(title_);
        return std::any_of(words.begin(), words.end(), [&first](std::string_view word) {
            return word.starts_with(std::string_view(first).substr(0, stem));
        });
    }

    /// Where the quotation begins that a sentence ends, as "vedtok man: "Ny bru bygges. Styret gis
    /// fullmakt."" has it; the sentence's own begin if it ends none.
    std::size_t quotation_begin(const Hit& hit) const
    {
        const std::string_view text = blocks_[hit.block].text;
        const std::string_view said = text.substr(hit.span.begin, hit.span.size());
        if (!said.ends_with('"') || said.substr(0, said.size() - 1).find('"') != said.npos) {
            return hit.span.begin;
        }
        constexpr std::size_t far = 2000; // bytes; keeps the time linear
        const std::size_t from = hit.span.begin - std::min(hit.span.begin, far);
        const std::size_t open = text.substr(from, hit.span.begin - from).rfind(": \"");
        return open == std::string_view::npos ? hit.span.begin : from + open + 2;
    }

    /// Takes away what stands far from every vote on a proposal, if there is one: in a long case
    /// the proposals, letters and laws that it quotes decide much themselves. Returns the highest
    /// score that is left.
    static double leave_votes(std::vector<Hit>& hits)
    {
        constexpr std::size_t near = 2; // blocks
        constexpr double surely_decides = 4.5;
        std::vector<std::size_t> votes;
        for (Hit& hit : hits) {
            if (hit.voted_on) {
                hit.own_line = true;
                votes.push_back(hit.block);
            }
        }
        if (!votes.empty()) {
            std::erase_if(hits, [&votes](const Hit& hit) {
                // "Meldingen ble tatt til orientering." below the votes on what was moved
                const bool settles = hit.strong && hit.own_line && hit.score >= surely_decides &&
                                     hit.block > votes.front();
                const auto next = std::ranges::lower_bound(votes, hit.block);
                return !settles && (next == votes.end() || *next > hit.block + near) &&
                       (next == votes.begin() || hit.block > *(next - 1) + near);
            });
        }
        double best = 0;
        for (const Hit& hit : hits) {
            best = std::max(best, hit.score);
        }
        return best;
    }

    /// The sentences that say by their words what was decided; `reports` as report_title has it.
    std::vector<Hit> chosen_by_words(bool reports) const
    {
        std::vector<Hit> hits;
        double best = 0;
        bool proposal = false;
        bool fresh = false; // right below such a label
        // A case that is nothing but a quotation has its outcome set off so.
        const bool all_quoted = std::all_of(
            blocks_.begin(), blocks_.end(), [](const Block& block) { return block.quoted; });
        std::size_t at = 0;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const Block& block = blocks_[b];
            const std::size_t first = at;
            while (at < sentences_.size() && sentences_[at].block == b) {
                ++at;
            }
            const std::size_t parts = at - first;
            if (block.label_end > 0 &&
                (block.label.has(Term::proposal) || block.label.has(Term::followup))) {
                proposal = block.label_end >= block.text.size();
                fresh = proposal;
                // "Forslag til vedtak: Ordningen innføres. Enstemmig vedtatt."
                const bool adopts = parts >= 2 && !proposal && sentences_[at - 1].weighed.strong &&
                                    !sentences_[at - 1].weighed.only_votes &&
                                    sentences_[at - 1].weighed.score >= enough_to_decide;
                if (adopts && count_words(text_of(blocks_, sentences_[at - 1])) <= 4) {
                    Hit hit = hit_of(sentences_[at - 1]);
                    const FoldedText said = fold_words(text_of(blocks_, sentences_[at - 1]));
                    // "Forslag fra Berg: … Ikke vedtatt.": what was proposed is not decided.
                    if (opens_with(said, Hint::negation)) {
                        hit.own_line = true;
                        best = std::max(best, hit.score);
                        hits.push_back(hit);
                        continue;
                    }
                    hit.span.begin = block.label_end;
                    while (hit.span.begin < hit.span.end && is_space(block.text[hit.span.begin])) {
                        ++hit.span.begin;
                    }
                    // "Karis forslag: 5 for, 1 mot. Vedtatt": whose it is belongs to the count.
                    hit.span.begin = is_digit(block.text[hit.span.begin]) ? 0 : hit.span.begin;
                    hit.own_line = true;
                    best = std::max(best, hit.score);
                    hits.push_back(hit);
                }
                continue;
            }
            // What is proposed may stand a blank line below its label.
            if (block.gap_before && !fresh) {
                proposal = false;
            }
            fresh = false;
            // "Forslag 2 ble vedtatt mot 3 stemmer." ends what is proposed, be there no blank line.
            for (std::size_t each = first; each < at && proposal; ++each) {
                proposal = !sentences_[each].weighed.voted_on;
            }
            if (proposal || block.heading_level > 0 || !block.may_decide) {
                continue;
            }
            // A quotation is of others, unless it ends the case and begins with the outcome.
            if (block.quoted && !all_quoted &&
                !(b + 1 == blocks_.size() && parts > 0 &&
                  outcome_first(sentences_[first].weighed))) {
                continue;
            }
            const std::size_t before = hits.size();
            for (std::size_t s = first; s < at; ++s) {
                Hit hit = hit_of(sentences_[s]);
                const Weighed& weighed = sentences_[s].weighed;
                if (hit.score <= 0 || (reports && !weighed.noted && !weighed.first_word)) {
                    continue;
                }
                const bool alone = parts == 1 && hit.span.size() <= 160;
                hit.score += block.bold ? 1.0 : 0;
                hit.score += alone && !block.bullet ? 0.7 : 0;
                hit.score += b + 1 == blocks_.size() ? 0.6 : 0;
                hit.score += b == 0 && s == first ? 0.3 : 0;
                hit.score -= block.bullet && block.indent >= 4 ? 0.8 : 0;
                hit.score -= block.table ? 1.7 : 0; // a cell among others
                hit.own_line = alone || block.bold;
                hits.push_back(hit);
                best = std::max(best, hit.score);
            }
            // "9 for, 0 mot. Godkjent.": all sentences of a short block belong together.
            if (hits.size() - before == parts && block.text.size() <= 160) {
                for (std::size_t h = before; h < hits.size(); ++h) {
                    hits[h].own_line = true;
                }
            }
        }
        if (best < enough_to_decide) {
            return {};
        }
        if (sentences_.size() > short_case) {
            best = leave_votes(hits);
        }
        const bool outcome = std::any_of(hits.begin(), hits.end(), [](const Hit& hit) {
            return !hit.only_votes && hit.score >= enough_to_decide;
        });
        std::vector<bool> keep(hits.size(), false);
        for (std::size_t h = 0; h < hits.size(); ++h) {
            const bool as_good = hits[h].score >= std::max(enough_to_decide, best - 1.6) ||
                                 (hits[h].voted_on && hits[h].own_line);
            keep[h] = as_good && !(outcome && hits[h].only_votes);
        }
        // Outcomes inside running text: the last one counts, unless lines of their own say
        // several.
        const auto kept_own = [&](std::size_t h) { return keep[h] && hits[h].own_line; };
        bool own = false;
        std::size_t last = 0;
        for (std::size_t h = 0; h < hits.size(); ++h) {
            own = own || kept_own(h);
            last = keep[h] ? h : last;
        }
        for (std::size_t h = 0; h < hits.size(); ++h) {
            keep[h] = own ? kept_own(h) : h == last || (keep[h] && both_named(hits[h], hits[last]));
        }
        // A weaker sentence right beside a chosen one belongs to it.
        const auto beside = [&hits](std::size_t a, std::size_t b) {
            return hits[a].block == hits[b].block && hits[a].sentence + 1 == hits[b].sentence;
        };
        for (std::size_t h = 0; h + 1 < hits.size(); ++h) {
            if (keep[h] && !keep[h + 1] && beside(h, h + 1) && hits[h + 1].score >= 2.0 &&
                !sentences_[place_of(hits[h + 1])].weighed.only_votes) {
                keep[h + 1] = true;
            }
        }
        for (std::size_t h = hits.size(); h-- > 1;) {
            if (keep[h] && !keep[h - 1] && beside(h - 1, h) && hits[h - 1].only_votes &&
                counts_for(hits[h - 1], hits[h])) {
                keep[h - 1] = true;
            }
        }
        std::vector<Hit> chosen;
        for (std::size_t h = 0; h < hits.size(); ++h) {
            if (keep[h]) {
                chosen.push_back(hits[h]);
                chosen.back().span.begin = std::min(
                    {quotation_begin(hits[h]), elected_begin(hits[h]), motion_begin(hits[h])});
            }
        }
        return chosen;
    }

    /// "9 for, 0 mot.", "Avstemning: 9 for.", or any count behind which "Godkjent." says all: a
    /// count that belongs to the outcome; "Det ble 21 stemmer for." tells how it came to it.
    bool counts_for(const Hit& count, const Hit& outcome) const
    {
        constexpr std::size_t longest_label = 90; // bytes
        const auto text = [this](const Hit& hit) {
            return blocks_[hit.block].text.substr(hit.span.begin, hit.span.size());
        };
        const std::string_view said = text(count);
        const FoldedText first = fold_words(said.substr(0, said.find(' ')));
        return count_words(text(outcome)) == 1 || is_digit(said.front()) ||
               said.substr(0, longest_label).find(": ") != std::string_view::npos ||
               word_lists().terms(first).has(Term::proposal);
    }

    /// The decision that the chosen sentences say, with what they refer to above and below.
    Decision put_together(const std::vector<Hit>& chosen) const
    {
        Decision decision;
        bool listed = false;
        for (std::size_t h = 0; h < chosen.size(); ++h) {
            const Hit& hit = chosen[h];
            const Block& block = blocks_[hit.block];
            std::string sentence(block.text.substr(hit.span.begin, hit.span.size()));
            for (const std::string_view arrow : {"\xE2\x86\x92 ", "-> ", "=> ", "> "}) {
                if (sentence.starts_with(arrow)) {
                    sentence.erase(0, arrow.size());
                    break;
                }
            }
            // ":Resultat: utsatt", a field of reStructuredText
            if (const std::size_t value = sentence.find(": ", 1);
                sentence.starts_with(':') && value != std::string::npos && value < 24) {
                sentence.erase(0, value + 2);
            }
            if (hit.span.begin == 0) {
                sentence = quotation_above(hit.block, sentence) +
                           motion_above(hit.block, sentence) + sentence;
            }
            if (listed && decision.text.find(sentence) != std::string::npos) {
                continue; // an item of the list that stands there already
            }
            if (sentence.ends_with(':') || announces_list(hit)) {
                const std::string items = listed_below(hit.block);
                listed = listed || !items.empty();
                sentence += items;
            }
            const std::size_t from = line_at(block, hit.span.begin);
            const std::size_t to = line_at(block, hit.span.end == 0 ? 0 : hit.span.end - 1);
            const Place place = place_of_lines(outline_, from, to);
            if (h == 0) {
                decision.text = sentence;
                decision.place = place;
            } else {
                const bool adjacent =
                    chosen[h - 1].block == hit.block && chosen[h - 1].sentence + 1 == hit.sentence;
                decision.text += (adjacent ? " " : " [...] ") + sentence;
                decision.place.length = place.offset + place.length - decision.place.offset;
                decision.place.last_page = place.last_page;
            }
        }
        decision.kind =
            std::any_of(chosen.begin(), chosen.end(), [](const Hit& hit) { return hit.strong; })
                ? "formula"
                : "prose";
        return decision;
    }

    /// "Vi ble enige om" right above the items of a list: as if a colon stood there.
    bool announces_list(const Hit& hit) const
    {
        const std::string_view text = blocks_[hit.block].text;
        const std::size_t next = hit.block + 1;
        return hit.span.end == text.size() && is_word_byte(text.back()) && next < blocks_.size() &&
               blocks_[next].bullet && !blocks_[next].gap_before && !blocks_[hit.block].bullet;
    }

    /// "«Utkastet sendes på høring.»" above "Enstemmig.": what all agreed to, set off from the
    /// text.
    std::string quotation_above(std::size_t b, std::string_view sentence) const
    {
        if (b == 0 || blocks_[b].gap_before || count_words(sentence) > 2) {
            return {};
        }
        const Block& above = blocks_[b - 1];
        if (above.label_end > 0) {
            return {};
        }
        for (const auto& [open, close] : {std::pair{"\xC2\xAB", "\xC2\xBB"}, {" \"", "\""}}) {
            if (above.text.ends_with(close)) {
                const std::size_t begin = above.text.substr(0, above.text.size() - 1).rfind(open);
                return std::string(
                           trim(above.text.substr(begin == std::string_view::npos ? 0 : begin))) +
                       " ";
            }
        }
        return {};
    }

    /// The motion that a vote was about, where it stands right above the count: "Øke satsen" /
    /// "10 for, 0 mot. Godkjent." A line that ends its sentence is no such motion.
    std::string motion_above(std::size_t b, const std::string& sentence) const
    {
        if (b == 0 || blocks_[b].gap_before || !is_digit(sentence.front()) || blocks_[b].bold) {
            return {};
        }
        const Block& above = blocks_[b - 1];
        const FoldedText folded = fold_words(above.text);
        const bool motion = folded.starts_with("forslag ");
        if (above.bullet || above.heading_level > 0 || above.text.size() > 120 ||
            counts_votes(folded) || weigh(above.text).score > 1 || above.text.empty() ||
            (above.text.back() == '.' && !motion) || is_digit(above.text.front())) {
            return {};
        }
        const std::size_t colon = motion ? above.text.find(':') : std::string::npos;
        return std::string(trim(above.text.substr(colon == std::string::npos ? 0 : colon + 1))) +
               " ";
    }

    /// Which of the case's sentences a chosen one is.
    std::size_t place_of(const Hit& hit) const
    {
        const auto found = std::ranges::lower_bound(
            sentences_, std::pair{hit.block, hit.sentence}, {}, [](const CaseSentence& each) {
                return std::pair{each.block, each.index};
            });
        return static_cast<std::size_t>(found - sentences_.begin());
    }

    /// The chosen sentence itself, whatever of the text around it was taken with it.
    std::string_view sentence_of(const Hit& hit) const
    {
        return text_of(blocks_, sentences_[place_of(hit)]);
    }

    /// "Ordstyrer: Kari Berg. Valgt ved akklamasjon.": where the sentences right before begin that
    /// name who was elected, where the sentence itself names nobody; else its own begin.
    std::size_t elected_begin(const Hit& hit) const
    {
        const Block& block = blocks_[hit.block];
        const std::string_view sentence = block.text.substr(hit.span.begin, hit.span.size());
        const std::string_view first = sentence.substr(0, sentence.find(' '));
        std::size_t begin = hit.span.begin;
        if (!word_lists().facts(fold_words(first)).starts.has(Term::elected) ||
            names_somebody(sentence.substr(first.size()))) {
            return begin;
        }
        constexpr std::size_t short_sentence = 8; // words
        for (std::size_t i = place_of(hit); i-- > 0 && sentences_[i].block == hit.block;) {
            const CaseSentence& each = sentences_[i];
            const std::string_view said = text_of(blocks_, each);
            if (count_words(said) > short_sentence || !names_somebody(said) ||
                said.find(" foresl") != std::string_view::npos || each.weighed.score > 0) {
                break;
            }
            begin = each.span.begin;
        }
        return begin;
    }

    /// "Klubben krever nytt møte. Vedtatt mot 1 stemme.": where the motion begins that the sentence
    /// says was adopted; its own begin where it says what itself.
    std::size_t motion_begin(const Hit& hit) const
    {
        const std::string_view text = blocks_[hit.block].text;
        const FoldedText folded = fold_words(text.substr(hit.span.begin, hit.span.size()));
        const std::size_t at =
            word_lists().facts(leading_words(folded, 2)).tells(Hint::adopts) ? place_of(hit) : 0;
        if (at > 0 && sentences_[at - 1].block == hit.block) {
            // "Klubbstyret krever …", not "Styret gjorde framlegg om …"
            const FoldedText motion = fold_words(text_of(blocks_, sentences_[at - 1]));
            const Words words = words_of(motion);
            const bool own = !words.empty() && ends_in(words.front(), Term::organ, 5) &&
                             std::ranges::none_of(words, [](std::string_view word) {
                                 return word_lists().facts(word).tells(Hint::motion);
                             });
            return own ? sentences_[at - 1].span.begin : hit.span.begin;
        }
        return hit.span.begin;
    }

    /// A known first name stands in it.
    static bool names_somebody(std::string_view text)
    {
        const Words words = words_of(text);
        return std::ranges::any_of(words, [](std::string_view word) {
            return starts_upper(word) && begins_in_first_name(word);
        });
    }

    /// What a colon announces: the lines of the next blocks up to a gap.
    std::string listed_below(std::size_t b) const
    {
        std::string out;
        for (std::size_t next = b + 1; next < blocks_.size() && next <= b + 12; ++next) {
            // The list may stand a blank line below the colon.
            if ((blocks_[next].gap_before && next > b + 1 && !item_goes_on(next)) ||
                blocks_[next].heading_level > 0 || blocks_[next].label_end > 0) {
                break;
            }
            out.append(" ").append(blocks_[next].text);
        }
        return out;
    }

    /// Under "Valg av …": a single short line of names, or lines "Leder: Kari Berg", are the
    /// outcome; under "Godkjenning av …" that nobody objected is.
    std::optional<Decision> short_outcome() const
    {
        if (blocks_.empty() || blocks_.size() > 14) {
            return std::nullopt;
        }
        std::size_t last = 0;
        std::string text;
        if (election_title(title_)) {
            const bool one = blocks_.size() == 1 && title_.find(' ') != std::string::npos &&
                             blocks_[0].text.size() <= 100 && starts_upper(blocks_[0].text) &&
                             blocks_[0].text.back() != '?' && !tells_a_lot(blocks_[0].text);
            std::size_t named = one ? 1 : 0;
            while (!one && named < blocks_.size() && elected_line(blocks_[named].text)) {
                ++named;
            }
            for (std::size_t b = 0; b < named; ++b) {
                text += (text.empty() ? "" : " ") + std::string(blocks_[b].text);
                last = b;
            }
        } else if (approval()) {
            const FoldedText folded = fold_words(blocks_[0].text);
            const bool objection = folded.starts_with("ingen ") || folded == "ok";
            if (objection && count_words(folded) <= 6 && blocks_.size() <= 2) {
                text = blocks_[0].text;
            }
        }
        if (text.empty()) {
            return std::nullopt;
        }
        Decision decision;
        decision.text = std::move(text);
        decision.kind = "prose";
        decision.place = place_of_lines(outline_, blocks_[0].first_line, blocks_[last].last_line);
        return decision;
    }

    /// "Valgkomiteens leder Kari Berg la fram innstillingen.": more is said than names.
    static bool tells_a_lot(std::string_view text)
    {
        const Words words = words_of(text);
        return text.ends_with('.') && std::ranges::count_if(words, starts_lower) >= 4;
    }

    /// Under "Valg" a list of offices and names is the outcome as a whole.
    std::optional<Decision> elected_list() const
    {
        // Under "Valg" something may have been said before the list.
        const bool election = election_title(title_);
        std::size_t first = 0;
        while (election && first + 1 < blocks_.size() && first < 6 &&
               !(elected_line(blocks_[first].text) && elected_line(blocks_[first + 1].text))) {
            ++first;
        }
        if (first + 1 >= blocks_.size() || !elected_line(blocks_[first].text) ||
            !elected_line(blocks_[first + 1].text)) {
            return std::nullopt;
        }
        // "Alle ble valgt ved akklamasjon" beside the list says it better.
        if (std::any_of(blocks_.begin(), blocks_.end(), [](const Block& block) {
                return !elected_line(block.text) && block.may_decide && outcome_in(block.text);
            })) {
            return std::nullopt;
        }
        // Under other titles ("Konstituering", "Nytt styre") all lines name somebody, and half of
        // them an office.
        const bool all = std::all_of(blocks_.begin(), blocks_.end(), [](const Block& block) {
            return elected_line(block.text);
        });
        const auto offices = std::count_if(blocks_.begin(), blocks_.end(), [](const Block& block) {
            const std::size_t colon = block.text.find(": ");
            const std::string_view office = block.text.substr(0, colon);
            const std::string_view first_word = office.substr(0, office.find(' '));
            return is_role(colon == std::string::npos ? first_word : office) ||
                   word_lists().facts(fold(first_word)).tells(Hint::election);
        });
        const bool named = all && static_cast<std::size_t>(offices) * 2 >= blocks_.size();
        return election || named ? named_outcome(first) : std::nullopt;
    }

    /// The lines that name who was elected, from block `first` on.
    std::optional<Decision> named_outcome(std::size_t first) const
    {
        Decision decision;
        std::size_t last = first;
        for (std::size_t b = first;
             b < blocks_.size() && b < first + 20 && elected_line(blocks_[b].text);
             ++b) {
            decision.text += (decision.text.empty() ? "" : " ") + std::string(blocks_[b].text);
            last = b;
        }
        decision.kind = "prose";
        decision.place =
            place_of_lines(outline_, blocks_[first].first_line, blocks_[last].last_line);
        return decision;
    }

    /// "Godkjenning av innkalling", "Referat fra sist": what is approved if nobody objects.
    bool approval() const
    {
        const Terms terms = word_lists().terms(title_.substr(0, title_.find(' ')));
        return title_.starts_with("godkjenn") || terms.has(Term::minutes_word) ||
               terms.has(Term::agenda) || terms.has(Term::notice);
    }

    /// "Leder: Kari Berg, gjenvalgt", "Styremedlemmer: Jo Tveit og Aud Sand", "Formann Arvid
    /// Strand"
    static bool elected_line(std::string_view text)
    {
        if (text.size() > 200) {
            return false;
        }
        const std::size_t colon = text.find(": ");
        std::size_t from = colon + 2;
        if (colon == std::string::npos || colon > 60) {
            // "Formann Arvid Strand, gjenvalgt"
            from = text.find(' ') + 1;
            if (from == 0 || !is_role(text.substr(0, from - 1))) {
                return false;
            }
        }
        const Words words = words_of(text.substr(from));
        for (std::size_t w = 0; w < words.size() && w < 4; ++w) {
            if (starts_upper(words[w]) && begins_in_first_name(words[w])) {
                return true;
            }
        }
        return false;
    }

    /// "Kari", "Anne-Gro"
    static bool begins_in_first_name(std::string_view word)
    {
        return word_lists().first_name(leading_words(fold_words(word), 1));
    }

    const Outline& outline_;
    CaseBlocks made_;
    std::vector<Block>& blocks_;
    std::vector<CaseSentence> sentences_; ///< of all blocks, once they are asked for
    std::string_view title_;              ///< folded
};

} // namespace

std::optional<Decision> find_decision(const Outline& outline,
                                      std::span<const std::size_t> lines,
                                      std::string_view folded_title,
                                      const std::string& lead,
                                      std::size_t lead_line,
                                      const DecisionWatch* watch)
{
    return Finder(outline, lines, folded_title, lead, lead_line).run(watch);
}

} // namespace saksklar::structure
