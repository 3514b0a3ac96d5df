// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/votes.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <vector>

namespace saksklar::structure {

namespace {

std::optional<int> small_int(std::string_view word)
{
    if (word.empty() || word.size() > 3 || !std::all_of(word.begin(), word.end(), is_digit)) {
        static constexpr std::string_view spelled[] = {
            "ingen", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"};
        for (int i = 0; i <= 10; ++i) {
            if (word == spelled[i]) {
                return i;
            }
        }
        if (word == "én" || word == "ein" || word == "ei") {
            return 1;
        }
        if (word == "syv") {
            return 7;
        }
        return std::nullopt;
    }
    int value = 0;
    for (const char c : word) {
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "kr 2 102": the number at `i` is an amount or a part of one.
bool amount_before(const std::vector<std::string_view>& words, std::size_t i)
{
    if (i == 0) {
        return false;
    }
    const std::string_view before = words[i - 1];
    return before == "kr" || before == "nok" || before == "totalt" || before == "sum" ||
           (std::all_of(before.begin(), before.end(), is_digit) && before.size() <= 3 &&
            words[i].size() == 3);
}

} // namespace

bool counts_votes(std::string_view folded)
{
    const std::vector<std::string_view> words = words_of(folded);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const bool number = std::all_of(words[i].begin(), words[i].end(), is_digit);
        if (!number || words[i].size() > 3) {
            continue;
        }
        if (amount_before(words, i)) {
            continue;
        }
        const std::string_view next = words[i + 1];
        if (next == "imot" || next == "stemmer" || next == "stemme" || next == "røyster" ||
            next == "mot" || next == "avholdende" || next == "avholdene") {
            return true;
        }
        if (next == "for") {
            const bool ends = i + 2 >= words.size();
            const bool against =
                !ends &&
                (std::all_of(words[i + 2].begin(), words[i + 2].end(), is_digit) ||
                 words[i + 2] == "og" || words[i + 2] == "i" || words[i + 2] == "enstemmig" ||
                 words[i + 2] == "enstemming" || words[i + 2] == "godkjent" ||
                 words[i + 2] == "ingen" || words[i + 2] == "mot");
            if (ends || against) {
                return true;
            }
        }
    }
    return false;
}

std::optional<Vote> read_vote(const std::string& sentence)
{
    const std::string folded = fold_words(sentence);
    const std::vector<std::string_view> words = words_of(folded);
    Vote vote;
    bool any = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "enstemmig" || word == "samrøystes" || word == "einstemmig" ||
            word == "enstemming" || word == "akklamasjon") {
            vote.unanimous = true;
            any = any || word != "akklamasjon";
            continue;
        }
        const std::optional<int> count = small_int(word);
        if (!count || i + 1 >= words.size()) {
            continue;
        }
        std::size_t next = i + 1;
        const bool digits = is_digit(word.front());
        if (digits && amount_before(words, i)) {
            continue;
        }
        if (words[next] == "stemmer" || words[next] == "stemme" || words[next] == "røyster" ||
            words[next] == "røyst") {
            ++next;
        }
        const bool counted = next > i + 1 || digits;
        const std::string_view what = next < words.size() ? words[next] : std::string_view{};
        if (!counted) {
            continue;
        }
        const std::string_view after =
            next + 1 < words.size() ? words[next + 1] : std::string_view{};
        const bool ends = after.empty() || is_digit(after.front()) || after == "og" ||
                          after == "mot" || after == "ingen" || after == "i" || next > i + 1 ||
                          after.starts_with("enstem") || after.starts_with("godkj");
        if (what == "for" && ends) {
            vote.in_favour = vote.in_favour.value_or(*count);
            any = true;
        } else if (what == "imot" || what == "blankt" || what == "blanke" || what == "avholdende" ||
                   what == "avholdene" || what == "avstod" || what == "avsto" ||
                   (what == "mot" && next > i + 1)) {
            if (what == "imot") {
                vote.against = vote.against.value_or(*count);
            } else if (what == "mot") {
                // "6 stemmer mot 1": for first, then against
                const std::optional<int> other =
                    next + 1 < words.size() ? small_int(words[next + 1]) : std::nullopt;
                if (other) {
                    vote.in_favour = *count;
                    vote.against = *other;
                } else {
                    vote.against = vote.against.value_or(*count);
                }
            } else {
                vote.abstained = vote.abstained.value_or(*count);
            }
            any = true;
        } else if (what == "mot" && digits) {
            const std::optional<int> other =
                next + 1 < words.size() ? small_int(words[next + 1]) : std::nullopt;
            if (other && is_digit(words[next + 1].front())) {
                vote.in_favour = *count;
                vote.against = *other;
                any = true;
            } else if (!vote.against && vote.in_favour) {
                vote.against = *count;
                any = true;
            }
        }
    }
    if (!any) {
        return std::nullopt;
    }
    if (vote.unanimous && (vote.against.value_or(0) > 0)) {
        vote.unanimous = false;
    }
    vote.text = sentence;
    return vote;
}

} // namespace saksklar::structure
