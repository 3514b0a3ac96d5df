// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/duties.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saksklar::structure {

namespace {

constexpr std::size_t longest_value = 60; // bytes of who or when

/// "Ansvar:", "Ansvar / frist:": a label inside the text.
struct Field {
    std::size_t label = 0; ///< where it begins
    std::size_t value = 0; ///< behind its colon
    Hints hints{};         ///< Hint::duty_person, Hint::duty_deadline or both
};

/// The field whose colon stands at `colon`: up to three words before it say so.
std::optional<Field> field_at(std::string_view text, std::size_t colon)
{
    std::optional<Field> out;
    std::size_t begin = colon;
    for (int words = 0; words < 3 && begin > 0; ++words) {
        begin = text.find_last_of(" (", begin - 1);
        begin = begin == std::string_view::npos ? 0 : begin;
        const std::size_t label = begin + (begin > 0 || is_space(text[0]) || text[0] == '(');
        const WordFacts& facts = word_lists().facts(fold_words(text.substr(label, colon - label)));
        if (facts.tells(Hint::duty_person) || facts.tells(Hint::duty_deadline)) {
            out = Field{label, colon + 1, facts.hints};
        }
    }
    return out;
}

std::vector<Field> fields_of(std::string_view text)
{
    std::vector<Field> out;
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos && out.size() < 8;
         colon = text.find(':', colon + 1)) {
        if (const std::optional<Field> field = field_at(text, colon)) {
            out.push_back(*field);
        }
    }
    return out;
}

/// Where a value ends: at a semicolon, a bracket, a line's end, or a stop behind a word.
std::size_t value_end(std::string_view text, std::size_t begin, std::size_t limit)
{
    for (std::size_t at = begin; at < limit; ++at) {
        const char c = text[at];
        if (c == ';' || c == '\n' || c == ')') {
            return at;
        }
        const bool ends = at + 1 >= limit || is_space(text[at + 1]);
        if (c == '.' && ends && at > begin && is_word_byte(text[at - 1]) &&
            !is_digit(text[at - 1]) &&
            !word_lists()
                 .terms(fold_words(text.substr(0, at).substr(text.find_last_of(' ', at) + 1)))
                 .has(Term::abbreviation)) {
            return at;
        }
    }
    return limit;
}

/// "→ ", "-> ", "- ": what parts people from what they do; its bytes, 0 if none begins the text.
std::size_t parting_mark(std::string_view text)
{
    for (const std::string_view mark : {"\xE2\x86\x92", "->", "=>", "-", "\xE2\x80\x93"}) {
        if (text.starts_with(mark)) {
            return mark.size();
        }
    }
    return 0;
}

/// What joins two people: "og", "&", "+", "/".
bool joins(std::string_view word)
{
    return word == "og" || word == "&" || word == "+" || word == "/";
}

/// People as a text lists them: "Chiara og Ciprian", "KL/MB", "@siri".
struct People {
    std::size_t end = 0;  ///< bytes of the text
    std::size_t rest = 0; ///< behind the colon, arrow or dash that follows
};

/// Whether a printed word names somebody: a user name, a known first name, or one of those who
/// came.
bool names_somebody(std::string_view word, const std::vector<Attendee>& attendance)
{
    if (word.starts_with('@')) {
        return word.size() > 2;
    }
    const FoldedText folded = fold_words(word);
    if (starts_upper(word) && word_lists().first_name(leading_words(folded, 1))) {
        return true;
    }
    constexpr std::size_t most = 500; // people; keeps the time linear
    const std::span<const Attendee> people(attendance.data(), std::min(attendance.size(), most));
    return std::ranges::any_of(people, [word](const Attendee& person) {
        const std::string_view name = person.name;
        return word == name || word == name.substr(0, name.find(' ')) ||
               (person.code && word == *person.code);
    });
}

/// "Alle" of a list of duties.
bool means_all(std::string_view word)
{
    return word_lists().facts(fold_words(word)).tells(Hint::everybody);
}

/// Whether one of the parts of "Bea+Kari", "KL/MB" names somebody.
bool names_any(std::string_view word, const std::vector<Attendee>& attendance)
{
    while (!word.empty()) {
        const std::size_t end = std::min(word.find_first_of("/+&"), word.size());
        if (end > 0 && names_somebody(word.substr(0, end), attendance)) {
            return true;
        }
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return false;
}

/// The people that begin a text and whom something follows: a colon, an arrow, or what they do, in
/// small letters. One of them at least is known.
std::optional<People> leading_people(std::string_view text, const std::vector<Attendee>& attendance)
{
    constexpr int most = 10; // words
    People out;
    bool known = false;
    std::size_t at = 0;
    for (int words = 0; words < most && at < text.size(); ++words) {
        const std::size_t stop = std::min(text.find(' ', at), text.size());
        std::string_view word = text.substr(at, stop - at);
        const bool colon = word.ends_with(':');
        const bool comma = word.ends_with(',');
        word.remove_suffix(colon || comma ? 1 : 0);
        if (!joins(word) || out.end == 0 || colon) {
            const bool somebody = means_all(word) || names_any(word, attendance);
            // Unknown ones are surnames, or stand in a list: "Ailu, Trond", not "Referat Trond".
            const std::string_view behind = text.substr(stop);
            const bool listed = comma || behind.starts_with(" og ") || behind.starts_with(" + ") ||
                                behind.starts_with(" & ");
            if (word.find_first_of("()[]\"") != std::string_view::npos ||
                !(somebody || (starts_upper(word) && (at > 0 || listed)))) {
                break;
            }
            known = known || somebody;
            out.end = at + word.size();
        }
        at = std::min(text.find_first_not_of(' ', stop), text.size());
        if (colon) {
            out.rest = at;
            return known ? std::optional(out) : std::nullopt;
        }
    }
    if (!known || out.end == 0) {
        return std::nullopt;
    }
    std::string_view rest = text.substr(out.end);
    rest = trim(rest.starts_with(',') ? rest.substr(1) : rest);
    const std::size_t mark = parting_mark(rest);
    out.rest = text.size() - trim(rest.substr(mark)).size();
    const bool goes_on = mark > 0 ? out.rest < text.size() : starts_lower(rest);
    return goes_on ? std::optional(out) : std::nullopt;
}

/// Whether a text is nothing but people, one of them known: "Maja, Thomas".
bool only_people(std::string_view text, const std::vector<Attendee>& attendance)
{
    if (text.empty() || text.size() > longest_value) {
        return false;
    }
    const std::optional<People> people = leading_people(std::string(text) + ": x", attendance);
    return people && people->end == text.size();
}

/// "… (Maja, Thomas)", "… → Kari": the people that a text ends in.
std::string_view people_behind(std::string_view text, const std::vector<Attendee>& attendance)
{
    text = text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
    std::size_t begin = std::string_view::npos;
    if (text.ends_with(')')) {
        begin = text.rfind('(');
        text.remove_suffix(1);
        begin += begin == std::string_view::npos ? 0 : 1;
    } else {
        for (const std::string_view mark :
             {" \xE2\x86\x92 ", " -> ", " => ", " - ", " \xE2\x80\x93 ", " v/", " @"}) {
            const std::size_t found = text.rfind(mark);
            if (found != std::string_view::npos && found > 0 &&
                (begin == std::string_view::npos || found + mark.size() > begin)) {
                begin = found + mark.size() - (mark.back() == '@' ? 1 : 0);
            }
        }
    }
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::string_view people = trim(text.substr(begin));
    return only_people(people, attendance) ? people : std::string_view{};
}

/// "Alle spør i egen klasse": who, without what they do.
std::string_view without_task(std::string_view value, const std::vector<Attendee>& attendance)
{
    if (const std::optional<People> people = leading_people(value, attendance)) {
        return value.substr(0, people->end);
    }
    return value;
}

std::optional<std::string> stated(std::string_view value)
{
    value = trim(value);
    while (!value.empty() && (value.back() == ',' || value.back() == '/' || value.back() == '-')) {
        value = trim(value.substr(0, value.size() - 1));
    }
    return value.empty() || value.size() > longest_value ? std::nullopt
                                                         : std::optional(std::string(value));
}

/// "Erlend / 1.6.", "Geir 01.12.19", "Vigdis": who and when, as one value has them.
void read_both(FollowUp& item, std::string_view value, const std::vector<Attendee>& attendance)
{
    const std::vector<FoundDate> dates = find_dates(value);
    std::size_t parted = value.find(" / ");
    if (parted == std::string_view::npos && !dates.empty() && dates[0].span.begin > 0) {
        parted = dates[0].span.begin;
    }
    if (parted != std::string_view::npos) {
        const std::size_t next = value.find_first_not_of(" /,", parted);
        item.person = stated(value.substr(0, parted));
        item.deadline = next == std::string_view::npos ? std::nullopt : stated(value.substr(next));
    } else if (dates.empty() && starts_upper(value)) {
        item.person = stated(without_task(value, attendance));
    } else {
        item.deadline = stated(value);
    }
}

/// "… innen 18.11.", "… (frist 26. mars)", "frist på mandag": the deadline of a sentence.
std::optional<std::string> deadline_said(std::string_view text)
{
    const Words words = words_of(text);
    for (const std::string_view word : words) {
        if (!word_lists().facts(fold_words(word)).tells(Hint::duty_deadline)) {
            continue;
        }
        const auto end = static_cast<std::size_t>(word.data() - text.data()) + word.size();
        const std::string_view rest = text.substr(end);
        const std::vector<FoundDate> dates = find_dates(rest);
        if (!dates.empty() && dates[0].span.begin <= 5) { // "innen den 1. mai"
            std::string_view when = rest.substr(dates[0].span.begin, dates[0].span.size());
            // "innen 1. mai.": the stop is the sentence's.
            const bool stop =
                when.size() > 1 && when.back() == '.' && !is_digit(when[when.size() - 2]);
            return stated(when.substr(0, when.size() - stop));
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<FollowUp> told_duty(std::string_view sentence,
                                  const std::vector<Attendee>& attendance)
{
    constexpr std::size_t longest = 400;       // bytes
    constexpr std::size_t longest_phrase = 3;  // words
    constexpr std::size_t looked_for_not = 24; // bytes
    if (sentence.size() < 8 || sentence.size() > longest || !starts_upper(sentence) ||
        sentence.ends_with('?') ||
        !names_any(sentence.substr(0, sentence.find_first_of(" ,:")), attendance)) {
        return std::nullopt;
    }
    const std::optional<People> people = leading_people(sentence, attendance);
    if (!people || people->rest >= sentence.size()) {
        return std::nullopt;
    }
    const FoldedText folded = fold_words(sentence.substr(people->rest, 80));
    bool task = false;
    for (std::size_t words = 1; words <= longest_phrase && !task; ++words) {
        task = word_lists().facts(leading_words(folded, words)).tells(Hint::task);
    }
    // "Kari Berg" above "skriver": who signs
    const bool signs = folded.find(' ') == std::string_view::npos && !sentence.ends_with('.') &&
                       sentence.substr(0, people->end).find(' ') != std::string_view::npos;
    // "Kari tar ikke kontakt"
    const std::string_view near = std::string_view(folded).substr(0, looked_for_not);
    if (!task || signs || begins_later_word(near, Sought::negation)) {
        return std::nullopt;
    }
    FollowUp item;
    item.text = sentence;
    read_duty(item, attendance);
    return item.person ? std::optional(std::move(item)) : std::nullopt;
}

bool names_duty(std::string_view text)
{
    return !fields_of(text).empty();
}

void read_duty(FollowUp& item, const std::vector<Attendee>& attendance)
{
    const std::string_view text = item.text;
    const std::vector<Field> fields = fields_of(text);
    for (std::size_t f = 0; f < fields.size(); ++f) {
        const std::size_t limit = f + 1 < fields.size() ? fields[f + 1].label : text.size();
        const std::size_t end = value_end(text, fields[f].value, limit);
        const std::string_view value = trim(text.substr(fields[f].value, end - fields[f].value));
        const bool person = fields[f].hints.has(Hint::duty_person);
        const bool deadline = fields[f].hints.has(Hint::duty_deadline);
        if (person && deadline && !item.person && !item.deadline) {
            read_both(item, value, attendance);
        } else if (person && !item.person) {
            item.person = stated(without_task(value, attendance));
        } else if (deadline && !item.deadline) {
            item.deadline = stated(value);
        }
    }
    if (!item.deadline) {
        item.deadline = deadline_said(text);
    }
    if (item.person || (!fields.empty() && fields[0].label == 0)) {
        return;
    }
    std::string_view who;
    if (const std::optional<People> people = leading_people(text, attendance)) {
        who = text.substr(0, people->end);
    } else if (only_people(text, attendance)) {
        who = text;
    } else {
        who = people_behind(text, attendance);
    }
    item.person = stated(who.substr(who.starts_with('@') ? 1 : 0));
}

} // namespace saksklar::structure
