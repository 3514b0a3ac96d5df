// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/decision_weight.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/votes.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <string_view>

namespace saksklar::structure {

namespace {

/// "styringsgruppen", "partnermøtet", "utvalget", "FU": what decides, or a compound that ends in
/// it.
bool organ_word(std::string_view folded)
{
    constexpr std::size_t shortest = 5; // of those that end a compound; "lag" ends "forslag"
    if (folded.size() < shortest) {
        const WordFacts& facts = word_lists().facts(folded);
        return facts.terms.has(Term::organ) || facts.tells(Hint::organ_letters);
    }
    return folded.ends_with("møtet") || ends_in(folded, Term::organ, shortest, 30);
}

/// "Styret tok rapporten til orientering": where the verb stands, with a few words between it and
/// what it says; words.size() if it is not said.
std::size_t taken_note_of(const Words& words)
{
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (words[i - 1] != "til" || !word_lists().terms(words[i]).has(Term::noted)) {
            continue;
        }
        for (std::size_t back = 2; back <= 6 && back <= i; ++back) {
            if (word_lists().facts(words[i - back]).tells(Hint::takes)) {
                return i - back;
            }
        }
    }
    return words.size();
}

/// What tells of a decision that was made elsewhere is none, whatever else it says.
constexpr double told_of_others = -1;

/// "vedtok", "bestemt", "besluttet": that something was decided, by whomever
bool says_decided(std::string_view word)
{
    const bool decided =
        word.starts_with("vedt") || word.starts_with("bestemt") || word.starts_with("beslutt");
    return decided && !word.ends_with('s') && !word.starts_with("vedtak"); // "vedtas i mars"
}

/// Whether a time that is over begins at word `at`: "i fjor", "i 2007", "i februar".
bool earlier_time(const Words& words, std::size_t at)
{
    if (at + 1 >= words.size() || words[at] != "i") {
        return false;
    }
    const std::string_view when = words[at + 1];
    const bool year = when.size() == 4 && (when.starts_with("19") || when.starts_with("20")) &&
                      std::all_of(when.begin(), when.end(), is_digit);
    const WordFacts& facts = word_lists().facts(when);
    return year || facts.month > 0 || facts.tells(Hint::last_year);
}

/// "vedtok i fjor", "ble vedtatt på årsmøtet i mars", "årsmøtet i 1991 vedtok", "er tidligere
/// vedtatt": that the word at `at`, which says that something was decided, tells of another
/// meeting.
bool decided_earlier(const Words& words, std::size_t at)
{
    if (!says_decided(words[at])) {
        return false;
    }
    for (std::size_t next = at + 1; next <= at + 2; ++next) {
        if (earlier_time(words, next)) {
            return true;
        }
    }
    if (at + 3 < words.size() && words[at + 1] == "på" && earlier_time(words, at + 3)) {
        return true;
    }
    const std::string_view before = at > 0 ? words[at - 1] : std::string_view{};
    // "Forrige styre vedtok …"
    const bool former = at == 2 && word_lists().facts(words[0]).tells(Hint::former);
    return former || word_lists().facts(before).tells(Hint::earlier) ||
           (at >= 2 && earlier_time(words, at - 2));
}

/// "kommunestyret", "kretstinget": a body by its own name; "styret" and "utvalget" alone mean the
/// one that meets.
bool named_organ(std::string_view word)
{
    constexpr std::size_t longest = 9; // of "utvalget"
    return word.size() > longest && organ_word(word);
}

/// "er vedtatt i kommunestyret", "vedtas i fakultetsstyret", "på kretstinget, der det ble vedtatt":
/// that the word at `at` tells of another body.
bool decided_elsewhere(const Words& words, std::size_t at)
{
    if (!says_decided(words[at]) && !words[at].starts_with("vedtas")) {
        return false;
    }
    const auto place = [&words](std::size_t i) {
        return i + 1 < words.size() && (words[i] == "i" || words[i] == "p\xC3\xA5") &&
               named_organ(words[i + 1]);
    };
    if (place(at + 1)) {
        return true;
    }
    for (std::size_t back = 1; back <= 4 && back + 2 <= at; ++back) {
        if (word_lists().facts(words[at - back]).tells(Hint::where)) {
            return place(at - back - 2);
        }
    }
    return false;
}

/// "Søknaden til Bufdir ble avslått": what others answered.
bool applied_to_others(std::string_view sentence, const Words& words)
{
    if (!words[0].starts_with("s\xC3\xB8knad") || words.size() < 5 || words[1] != "til") {
        return false;
    }
    const std::size_t til = sentence.find(" til ");
    return til != std::string_view::npos && starts_upper(sentence.substr(til + 5)) &&
           !organ_word(words[2]);
}

/// "Kommunen avslo søknaden i mars.": what others did.
bool done_by_others(const Words& words)
{
    if (words.size() < 3 || !word_lists().facts(words[0]).tells(Hint::outsider)) {
        return false;
    }
    return word_lists().facts(words[1]).tells(Hint::decided_past);
}

/// Whether a sentence says no more than that all voted for it.
bool says_only_unanimous(std::string_view sentence, const Words& words)
{
    constexpr std::size_t longest = 30; // bytes
    return sentence.size() <= longest && std::ranges::all_of(words, [](std::string_view word) {
               const WordFacts& facts = word_lists().facts(word);
               return facts.tells(Hint::unanimous) || facts.terms.has(Term::divider);
           });
}

/// "Innstillingen ble enstemmig vedtatt", "Forslag 2 falt mot 9 stemmer", "Utvalgets innstilling
/// ble vedtatt": whether a sentence that states an outcome at word `at` tells that a proposal was
/// put to the vote. `votes`: it counts them.
bool tells_of_vote(std::string_view folded, const Words& words, std::size_t at, bool votes)
{
    constexpr std::size_t longest = 36; // words
    constexpr std::size_t plain_and_short = 14;
    if (words.size() > longest || !contains_any(folded, Sought::put_to_vote)) {
        return false;
    }
    const auto unanimous = [](std::string_view word) {
        return word_lists().facts(word).tells(Hint::unanimous);
    };
    const auto is = [&words](std::size_t i) {
        return word_lists().facts(words[i]).tells(Hint::auxiliary);
    };
    return votes || std::ranges::any_of(words, unanimous) ||
           (words.size() <= plain_and_short && at > 1 && (is(at - 1) || is(at)));
}

/// What is seen of a sentence at a glance.
struct Glance {
    bool phrase = false; ///< a phrase of decisions may stand in it
    bool digit = false;  ///< a word begins with one: votes may be counted
};

Glance glance_at(std::string_view folded)
{
    const WordLists& lists = word_lists();
    Glance seen;
    each_folded_word(folded, [&lists, &seen, folded](std::size_t begin, std::size_t end) {
        if (seen.phrase) {
            return;
        }
        seen.digit = seen.digit || is_digit(folded[begin]);
        const WordFacts& facts = lists.facts_in(folded, begin, end);
        seen.phrase = (facts.marks & WordFacts::decision_mark) != 0 &&
                      (facts.decision > 0 || facts.terms.has(Term::noted) ||
                       (end + 1 < folded.size() && facts.goes_on_with(folded[end + 1])));
    });
    return seen;
}

} // namespace

Weighed weigh(std::string_view sentence)
{
    Weighed out;
    const FoldedText folded = fold_words(sentence);
    const Glance seen = glance_at(folded);
    if (!seen.phrase && !seen.digit) {
        return out; // as most sentences
    }
    const Words words = words_of(folded);
    if (words.empty() || words.size() > 90) {
        return out;
    }
    const bool votes = counts_votes(words);
    if (!seen.phrase && !votes) {
        return out;
    }
    if (applied_to_others(sentence, words) || done_by_others(words)) {
        out.score = told_of_others;
        return out;
    }
    const WordLists& lists = word_lists();
    int best = 0;
    std::size_t best_at = words.size();
    double against = 0;
    bool hedged_before = false;
    bool hedge_seen = false;
    bool organ = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto begin_of_word = static_cast<std::size_t>(words[i].data() - folded.view().data());
        const WordFacts& facts =
            lists.facts_in(folded, begin_of_word, begin_of_word + words[i].size());
        // Nearly all words that begin a phrase are followed by one that does not go on with it.
        const bool goes_on = i + 1 < words.size() && facts.goes_on_with(words[i + 1].front());
        for (std::size_t n =
                 std::min<std::size_t>(facts.decision_words, goes_on ? words.size() - i : 1);
             n >= 1;
             --n) {
            const char* begin = words[i].data();
            const char* end = words[i + n - 1].data() + words[i + n - 1].size();
            const int weight = lists.decision_weight(
                std::string_view(begin, static_cast<std::size_t>(end - begin)));
            if (weight == 0) {
                continue;
            }
            // "godkjent av", "kan godkjennes", "skal vedtas", "å bli godkjent": not yet.
            const std::string_view before = i > 0 ? words[i - 1] : std::string_view{};
            const std::string_view before2 = i > 1 ? words[i - 2] : std::string_view{};
            const WordFacts& helping = lists.facts(before);
            const bool not_yet = helping.tells(Hint::modal) || helping.tells(Hint::modal_alone) ||
                                 (before == "bli" && lists.facts(before2).tells(Hint::modal));
            // "ting som har blitt avvist", "ikke godkjent av oss": said of something else.
            // "Som utvalg ble valgt …" begins with it.
            const bool relative = (i > 1 && words[i - 1] == "som") ||
                                  (i > 2 && words[i - 2] == "som") ||
                                  (i > 3 && words[i - 3] == "som");
            const bool by = i + n < words.size() && words[i + n] == "av" && weight == 3;
            // "Programrådet har vedtatt …": done before, by others.
            const bool reported = helping.tells(Hint::done) && i > 1 &&
                                  (!words[0].starts_with("styret") || words[1] == "i") &&
                                  words[0] != "vi";
            int counted = not_yet ? std::max(0, weight - 2) : before == "den" ? 0 : weight;
            // "Kommunen har bestemt at …"
            const bool by_others = reported && says_decided(words[i]) && !organ_word(before2);
            if (by_others || decided_earlier(words, i) || decided_elsewhere(words, i)) {
                out.score = told_of_others;
                return out;
            }
            counted = std::max(
                0, counted - (relative ? 3 : 0) - (reported ? 3 : 0) - (by && i > 0 ? 1 : 0));
            // "Styret ber om at …", "Årsmøtet støtter …": the organ itself speaks.
            organ = organ || (i > 0 && i <= 4 && organ_word(before));
            if (counted > best) {
                best = counted;
                best_at = i;
                hedged_before = hedge_seen;
            }
            break;
        }
        const Terms& terms = facts.terms;
        if (terms.has(Term::hedge)) {
            hedge_seen = true;
            against += 0.35;
        }
        if (terms.has(Term::verb_opinion) && i < 8) {
            against += 0.7;
        }
    }
    if (const std::size_t taken = taken_note_of(words); taken < words.size() && best < 3) {
        best = 3;
        best_at = taken;
    }
    const std::size_t best_at_word = best_at;
    if (votes) {
        best = std::max(best, 2);
        out.score += 0.8;
        best_at = 0;
    }
    if (best == 0) {
        return out;
    }
    const auto said_of = [&words](std::size_t at) {
        return at > 0 && words[at - 1] == "til" && word_lists().terms(words[at]).has(Term::noted);
    };
    for (std::size_t i = 1; i < words.size() && !out.noted; ++i) {
        out.noted = said_of(i);
    }
    out.strong = best >= 3 || votes;
    out.only_votes = votes && best_at_word == words.size();
    out.score += organ ? 1.0 : 0;
    out.first_word = best_at == 0;
    out.score += best;
    out.score += best_at == 0 ? 1.2 : best_at <= 3 ? 0.5 : 0;
    out.score += words.size() <= 4 ? 1.0 : words.size() <= 10 ? 0.5 : words.size() > 35 ? -0.5 : 0;
    out.score -= std::min(against, 2.4);
    out.score -= hedged_before ? 0.6 : 0;
    if (sentence.find('?') != std::string::npos) {
        out.score -= 3;
    }
    // "Det er ikke besluttet ennå.", "84 % av søknadene ble godkjent", "Etter at X ble valgt …":
    // told, not decided.
    const auto yet = [&words, &lists] {
        return std::any_of(words.begin(), words.end(), [&lists](std::string_view word) {
            return lists.facts(word).tells(Hint::yet);
        });
    };
    for (std::size_t i = best_at - std::min<std::size_t>(best_at, 5);
         i <= best_at && i < words.size();
         ++i) {
        const bool negated = lists.facts(words[i]).tells(Hint::negation);
        // "Det ble ikke fattet vedtak i saken."
        const bool none = i + 2 < words.size() && words[i + 2].starts_with("vedtak");
        const bool nor = i + 1 < best_at && words[best_at - 1] == "eller";
        // "Ikke avgjort.", "Det ble ikke bestemt noe."; but "ikke vedtatt" is voted down.
        const bool open =
            i + 1 == best_at && i + 1 < words.size() &&
            (words[best_at].starts_with("avgj") || words[best_at].starts_with("bestem"));
        if (negated && (nor || none || open || yet())) {
            out.score -= 3;
            break;
        }
    }
    const std::size_t percent = sentence.find('%');
    if ((percent != std::string::npos && percent < 24 &&
         std::find(words.begin(), words.end(), "av") != words.end()) ||
        (words.size() > 2 && lists.facts(leading_words(folded, 2)).tells(Hint::told))) {
        out.score -= 1.5;
    }
    // "Vedlegg B. Forslag til vedtak: Regnskapet godkjennes."
    const std::size_t colon = sentence.substr(0, 50).find(':');
    if (colon != std::string_view::npos &&
        lists.terms(fold_words(sentence.substr(0, colon))).has(Term::proposal)) {
        out.score -= 5;
    }
    if (folded.starts_with("neste møte ")) {
        out.score -= 2.6; // said at the end of minutes, whatever the case before it
    }
    if (begins_with_any(folded, Sought::proposed)) {
        out.score -= 1.5;
    }
    // "Forslag 1 ble vedtatt mot 2 stemmer."
    const bool put_to_vote = out.strong && best_at_word < words.size() &&
                             tells_of_vote(folded, words, best_at_word, votes);
    if (folded.starts_with("det foreslås") ||
        (folded.starts_with("forslag") && !folded.starts_with("forslag ble") &&
         !folded.starts_with("forslaget") && !put_to_vote) ||
        folded.starts_with("spørsmål") ||
        (words.size() > 1 && lists.facts(words[0]).tells(Hint::condition))) {
        out.score -= 1.5;
    }
    if (contains_any(folded, Sought::former_meeting)) {
        // "Referat fra forrige møte ble godkjent" is a decision of this meeting.
        out.score -= begins_with_any(folded, Sought::approved) ? -0.7 : 1.5;
    }
    out.voted_on = put_to_vote && out.score >= enough_to_decide;
    out.only_unanimous = out.score > 0 && says_only_unanimous(sentence, words);
    return out;
}

} // namespace saksklar::structure
