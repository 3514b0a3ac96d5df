// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/body_name.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <vector>

namespace saksklar::structure {

namespace {

/// "utvalget", "Bygdekomiteen": whether the word, or the end of a compound, is that of an organ.
bool organ_word(std::string_view folded)
{
    return folded.size() >= 2 && ends_in(folded, Term::organ, 3);
}

bool has_organ_word(std::string_view text)
{
    const FoldedText folded = fold_words(text);
    const Words words = words_of(folded);
    return std::any_of(words.begin(), words.end(), organ_word);
}

/// "Byggeutvalgsmøte" is a meeting of the Byggeutvalg, "driftsmøte" one of nobody in particular.
std::string_view without_meeting(std::string_view word)
{
    const FoldedText folded = fold(word);
    for (const std::string_view ending : {"smøtet", "smøte", "møtet", "møte"}) {
        if (folded.ends_with(ending)) {
            std::string_view stem = word.substr(0, word.size() - ending.size());
            stem = stem.ends_with('-') ? stem.substr(0, stem.size() - 1) : stem; // "SU-møte"
            if (organ_word(fold_words(stem))) {
                return stem;
            }
        }
    }
    return {};
}

/// Where the name ends: before a dash, comma, time, place or reason of the meeting.
std::string_view cut(std::string_view text)
{
    const FoldedText folded = fold(text);
    std::size_t end = text.size();
    for (const std::string_view mark :
         {" - ", " – ", ", ", " den ", " kl ", " kl. ", " kl: ", " hos ", " nr", " #"}) {
        if (contains(folded, mark)) {
            end = std::min(end, folded.find(mark));
        }
    }
    text = trim(text.substr(0, end));
    while (!text.empty()) {
        const std::size_t space = text.find_last_of(' ');
        const std::string_view last = text.substr(space == std::string_view::npos ? 0 : space + 1);
        const FoldedText word = fold(last);
        // "2017", "3/2018"
        const bool number = last.size() >= 4 && std::all_of(last.begin(), last.end(), [](char c) {
                                return is_digit(c) || c == '/' || c == '-' || c == '.';
                            });
        if (!number && !word_lists().weekday(word) && !last.ends_with('-') && last != ":" &&
            !word_lists().facts(word).tells(Hint::dangling)) {
            break;
        }
        text = space == std::string_view::npos ? std::string_view{} : trim(text.substr(0, space));
    }
    while (text.ends_with(':') || text.ends_with('.') || text.ends_with('-')) {
        text.remove_suffix(1);
    }
    return trim(text);
}

/// A name of an organ alone, not of a meeting.
bool fit(std::string_view name)
{
    if (name.empty() || name.size() > 60 || !letter_at(name, 0) || !has_organ_word(name)) {
        return false;
    }
    const FoldedText folded = fold_words(name);
    const Words words = words_of(folded);
    return std::none_of(words.begin(), words.end(), [](std::string_view word) {
        return word_lists().terms(word).has(Term::meeting_word) || word.ends_with("møte");
    });
}

/// The text without its first word, if that has the hint and others follow.
std::string_view without_first(std::string_view text, Hint hint)
{
    return opens_with(fold(text), hint) ? trim(text.substr(text.find(' ') + 1)) : text;
}

/// What is left of a name that begins with the kind of meeting: "styremøte i X" is X, "styremøte X"
/// is X, "møte 4" is nothing.
std::string_view without_kind(std::string_view name)
{
    const std::size_t space = std::min(name.find(' '), name.size());
    const FoldedText first = fold(name.substr(0, space));
    const bool meeting = first.ends_with("møte") || first.ends_with("møtet") ||
                         first.ends_with("samling") ||
                         word_lists().terms(first).has(Term::meeting_word);
    if (!meeting) {
        return name;
    }
    std::string_view rest = trim(name.substr(space));
    rest = without_first(rest, Hint::of_kind);
    return !rest.empty() && starts_upper(rest) ? rest : std::string_view{};
}

/// "Referat partnermøte": nothing but the kind of meeting, which no organ is named by.
bool kind_alone(std::string_view text)
{
    const FoldedText folded = fold_words(text);
    const Words words = words_of(folded);
    return !words.empty() && words.size() <= 2 && words.back().ends_with("møte") &&
           without_meeting(words.back()).empty() &&
           (words.size() == 1 || word_lists().terms(words[0]).has(Term::minutes_word));
}

/// The title up to its date, or behind a date it begins with: "2022-03-08 Produktrådet".
std::string_view beside_date(std::string_view title)
{
    const std::vector<FoundDate> dates = find_dates(title);
    if (dates.empty()) {
        return title;
    }
    const std::string_view before = trim(title.substr(0, dates.front().span.begin));
    if (!before.empty()) {
        return title.substr(0, dates.front().span.begin);
    }
    const std::size_t end = dates.front().span.end;
    const std::size_t next = dates.size() > 1 ? dates[1].span.begin : title.size();
    return trim(title.substr(end, std::max(next, end) - end));
}

/// Two to six words, no figures, that begin as a name does.
bool name_of_words(std::string_view text)
{
    const std::size_t words = count_words(text);
    return words >= 2 && words <= 6 && text.size() <= 60 && starts_upper(text) &&
           text.find_first_of("0123456789:,.") == std::string_view::npos;
}

} // namespace

std::string body_in_title(std::string_view title)
{
    std::string_view text = beside_date(title);
    // "Re: VS: referat gruppestyret"
    for (std::size_t colon = text.find(':'); colon > 0 && colon <= 4 && letter_at(text, 0);
         colon = text.find(':')) {
        text = trim(text.substr(colon + 1));
    }
    const FoldedText folded = fold(text);
    for (const std::string& words : word_lists().sought(Sought::before_body)) {
        const std::string mark = words + " ";
        if (!contains(folded, mark)) {
            continue;
        }
        const std::size_t at = folded.find(mark);
        std::string_view name = cut(text.substr(at + mark.size()));
        for (int again = 0; again < 2; ++again) {
            name = without_kind(name);
        }
        name = cut(name);
        if (!name.empty() && name.size() <= 90 && letter_at(name, 0)) {
            return std::string(name);
        }
    }
    // "Referat Fagforum for fisk møte nr 4", "Styremøte Fjordtun Velforening"
    std::string_view rest = trim(text);
    const std::size_t space = std::min(rest.find(' '), rest.size());
    if (word_lists().terms(fold_words(rest.substr(0, space))).has(Term::minutes_word)) {
        rest = trim(rest.substr(space));
    }
    rest = without_first(rest, Hint::of_minutes);
    if (const std::size_t meeting = fold(rest).find(" møte nr");
        meeting != std::string_view::npos) {
        rest = rest.substr(0, meeting);
    }
    for (int again = 0; again < 2; ++again) {
        rest = without_kind(rest);
    }
    if (const std::string_view name = cut(rest); fit(name)) {
        return std::string(name);
    }
    // "Protokoll fra generalforsamling 2021 - Linjeforeningen Kvanten"; after a kind of meeting
    // any name of several words is whose it was: "Referat partnermøte - Vest helseklynge".
    for (const std::string_view dash : {" - ", " – "}) {
        if (const std::size_t at = text.find(dash); at != std::string_view::npos) {
            const std::string_view name = cut(trim(text.substr(at + dash.size())));
            if (fit(name) || (kind_alone(trim(text.substr(0, at))) && name_of_words(name))) {
                return std::string(name);
            }
        }
    }
    return {};
}

std::string body_of_meeting_kind(std::string_view title)
{
    for (const std::string_view word : words_of(title)) {
        const std::string_view stem = without_meeting(word);
        if (!stem.empty()) {
            return std::string(stem);
        }
    }
    return {};
}

std::string tidy_body(std::string_view name)
{
    const WordLists& lists = word_lists();
    const auto up_to = [&name](std::string_view word) {
        return name.substr(0, static_cast<std::size_t>(word.data() + word.size() - name.data()));
    };
    const Words words = words_of(name);
    for (std::size_t w = 1; w < words.size(); ++w) {
        const FoldedText folded = fold_words(words[w]);
        // "… v/ soknepresten", "… org.nr. 951 000 117", "… (AMU)", "Helse Sunnfjord HF MØTEREFERAT"
        const bool last = w + 1 == words.size() && lists.terms(folded).has(Term::minutes_word);
        if (last || words[w].front() == '(' || words[w].front() == '"' ||
            lists.facts(folded).tells(Hint::behind_body)) {
            name = up_to(words[w - 1]);
            break;
        }
        // "… vart halde på Solhaug", "Tildelingsutvalget møttes"
        if (lists.facts(folded).tells(Hint::held)) {
            const bool helped = w > 1 && starts_lower(words[w - 1]); // "vart", "ble"
            name = up_to(words[w - (helped ? 2 : 1)]);
            break;
        }
    }
    while (!name.empty() &&
           std::string_view(",;:(-./").find(name.back()) != std::string_view::npos) {
        name = trim(name.substr(0, name.size() - 1));
    }
    // "Referat fra styremøtet i går"
    const FoldedText whole = fold_words(name);
    return lists.facts(whole).tells(Hint::day) || lists.weekday(whole) ? std::string{}
                                                                       : std::string(name);
}

std::string body_around_kind(std::string_view title)
{
    title = beside_date(title);
    const auto several = [](std::string_view name) {
        const bool named =
            starts_upper(name) || organ_word(fold_words(name.substr(0, name.find(' '))));
        return name_of_words(name) ||
               (named && fit(name) && name.find_first_of("0123456789") == std::string_view::npos);
    };
    const Words words = words_of(title);
    for (std::size_t w = 0; w < words.size(); ++w) {
        const FoldedText folded = fold_words(words[w]);
        if (!folded.view().ends_with("møte") && !folded.view().ends_with("forsamling")) {
            continue;
        }
        // "FAU-møte Bruhagen skole": the letters are the name of a body, the school is where it is
        if (const std::string_view stem = without_meeting(words[w]);
            !stem.empty() && stem.size() <= 3 && no_small_letter(stem)) {
            return {};
        }
        // "Kvistdata AS – styremøte nr. 4/2018", "Helse Fjordane HF Styremøte"
        std::string_view before =
            trim(title.substr(0, static_cast<std::size_t>(words[w].data() - title.data())));
        const std::string_view whole = before;
        for (const std::string_view mark : {",", "-", "–"}) {
            before = before.ends_with(mark) ? trim(before.substr(0, before.size() - mark.size()))
                                            : before;
        }
        const bool apart = before.size() < whole.size();
        const FoldedText folded_before = fold_words(before);
        const Words names = words_of(folded_before);
        if (several(before) && (apart || organ_word(names.back())) &&
            !word_lists().terms(names.front()).has(Term::minutes_word)) {
            return std::string(before);
        }
        // "styremøte nr 4 2016 i Samnanger Skog og Kart O-lag", "Styremøte Verkstedloftet
        // makerspace"
        for (++w; w < words.size(); ++w) {
            const FoldedText next = fold_words(words[w]);
            if (next.empty() || word_lists().facts(next).tells(Hint::held) || next == "nr" ||
                next == "i" || next == "for" || is_digit(next.view().front())) {
                continue;
            }
            const std::string_view name =
                cut(title.substr(static_cast<std::size_t>(words[w].data() - title.data())));
            return several(name) ? std::string(name) : std::string{};
        }
    }
    return {};
}

std::string definite_organ(std::string_view name)
{
    const FoldedText folded = fold_words(name);
    const auto is_organ = [](std::string_view word) {
        return word_lists().terms(word).has(Term::organ);
    };
    for (std::size_t at = 0; at + 3 <= folded.size(); ++at) {
        const std::string ending(folded.view().substr(at));
        if (!is_organ(ending)) {
            continue;
        }
        for (const std::string_view suffix : {"et", "t", "en", "n", "a"}) {
            if (is_organ(ending + std::string(suffix))) {
                std::string out(name);
                for (const char c : suffix) {
                    out += no_small_letter(name) ? static_cast<char>(c - 'a' + 'A') : c;
                }
                return out;
            }
        }
    }
    return std::string(name);
}

bool names_organ(std::string_view plain)
{
    return plain.size() <= 80 && count_words(plain) <= 8 && starts_upper(plain) &&
           !plain.ends_with('.') && plain.find(':') == std::string_view::npos &&
           find_dates(plain).empty() && fit(plain);
}

} // namespace saksklar::structure
