// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_lists.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>

namespace saksklar::structure {

std::string_view strip_paren(std::string_view text)
{
    return trim(text.substr(0, text.find('(')));
}

std::string_view bare_name(std::string_view part)
{
    const std::string_view bare = strip_paren(part);
    return bare.substr(name_after_role(bare));
}

std::string_view name_after_user(std::string_view text)
{
    const std::size_t space = text.starts_with('@') ? text.find(' ') : std::string_view::npos;
    const std::string_view behind = text.substr(std::min(space, text.size()));
    return space != std::string_view::npos && starts_upper(trim(behind)) ? trim(behind) : text;
}

namespace {

/// "Kari Berg (A), leder - Ola Vik (SP) - Siv Moe (V)": the entries between dashes or strokes, if
/// each of them begins with a name; none else.
std::vector<std::string> parted_by(std::string_view mark, std::string_view text)
{
    std::vector<std::string> entries;
    std::string_view rest = text;
    for (std::size_t at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
        entries.emplace_back(trim(rest.substr(0, at)));
        rest.remove_prefix(at + mark.size());
    }
    if (entries.size() < 2) {
        return {};
    }
    entries.emplace_back(trim(rest));
    const bool people = std::ranges::all_of(entries, [](const std::string& entry) {
        const std::string_view name =
            trim(std::string_view(entry).substr(0, entry.find_first_of(",(")));
        return count_words(name) >= 2 && name_score(name.substr(name_after_role(name))) >= 2;
    });
    return people ? entries : std::vector<std::string>{};
}

} // namespace

namespace {

/// "Kari Berg (leder) Ola Vik (fag) Siv Moe": people that nothing but what they are in brackets
/// parts, as lines of a table's cell that were joined; empty if it is not so.
std::vector<std::string> parted_by_brackets(std::string_view text)
{
    std::vector<std::string> out;
    if (text.find_first_of(",;") != std::string_view::npos) {
        return out;
    }
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t close = text.find(") ", begin);
        const std::size_t end = close == std::string_view::npos ? text.size() : close + 1;
        const std::string_view person = trim(text.substr(begin, end - begin));
        if (name_score(strip_paren(std::string(person))) < 2) {
            return {};
        }
        out.emplace_back(person);
        begin = end;
    }
    return out.size() >= 2 ? out : std::vector<std::string>{};
}

} // namespace

std::vector<std::string> people_parts(std::string_view text)
{
    // "Kari Berg, Nes kommune; Ola Vik, Nes skule (leiar); …": each between its semicolons or dots
    std::string dotted(text);
    for (std::size_t at = dotted.find(" \xC2\xB7 "); at != std::string::npos;
         at = dotted.find(" \xC2\xB7 ", at)) {
        dotted.replace(at, 4, ";");
    }
    if (std::count(dotted.begin(), dotted.end(), ';') >= 2) {
        std::vector<std::string> entries;
        for (const std::string& entry : split_at(dotted, ";")) {
            std::size_t names = 0;
            for (const std::string& field : split_at(strip_paren(entry), ",")) {
                names += name_score(field) >= 2 ? 1U : 0U;
            }
            if (names > 1 || entry.find(" og ") != entry.npos) {
                entries.clear();
                break;
            }
            if (!entry.empty()) {
                entries.push_back(entry);
            }
        }
        if (!entries.empty()) {
            return entries;
        }
    }
    if (std::vector<std::string> entries = parted_by_brackets(text); !entries.empty()) {
        return entries;
    }
    for (const std::string_view mark : {" - ", " / "}) {
        if (std::vector<std::string> entries = parted_by(mark, text); !entries.empty()) {
            return entries;
        }
    }
    std::vector<std::string> out;
    std::string part;
    int depth = 0;
    // "Kari Berg · Ola Vik"
    const std::string_view dot = " \xC2\xB7 ";
    if (text.find(dot) != std::string_view::npos) {
        for (std::size_t at = text.find(dot); at != std::string_view::npos; at = text.find(dot)) {
            for (std::string& each : people_parts(text.substr(0, at))) {
                out.push_back(std::move(each));
            }
            text.remove_prefix(at + dot.size());
        }
    }
    const auto close = [&out, &part] {
        if (const std::string_view trimmed = trim(part); !trimmed.empty()) {
            out.emplace_back(trimmed);
        }
        part.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        std::size_t conjunction = 0; // its bytes, from the space before it to its last letter
        for (const std::string_view word : {" og ", " & ", " + ", " samt "}) {
            conjunction =
                c == ' ' && text.substr(at).starts_with(word) ? word.size() - 1 : conjunction;
        }
        // "@kari @ola"
        const bool handle = c == '@' && at > 0 && is_space(text[at - 1]);
        if (depth == 0 && handle) {
            close();
            part += c;
        } else if (depth == 0 && (c == ',' || c == ';')) {
            close();
        } else if (depth == 0 && conjunction > 0) {
            close();
            at += conjunction - 1;
        } else {
            part += c;
        }
    }
    close();
    return out;
}

bool several_people(const std::string& entry)
{
    const std::vector<std::string> parts = people_parts(entry);
    std::size_t names = 0;
    std::size_t whole = 0;
    for (const std::string& part : parts) {
        std::string_view person = strip_paren(part);
        person = trim(person.substr(0, person.find(',')));
        const std::size_t at = name_after_role(person);
        const bool titled = at > 0 && is_role(person.substr(0, at));
        const int score = name_score(person.substr(titled ? at : 0));
        names += score >= 2 ? 1U : 0U;
        whole += score == 3 && count_words(person) >= 2 ? 1U : 0U;
    }
    return (parts.size() >= 3 && names * 3 >= parts.size() * 2) ||
           (parts.size() == 2 && whole == 2);
}

std::size_t list_number(std::string_view plain)
{
    std::size_t at = 0;
    while (at < plain.size() && at < 2 && is_digit(plain[at])) {
        ++at;
    }
    if (at == 0 || at + 1 >= plain.size() || (plain[at] != '.' && plain[at] != ')') ||
        !is_space(plain[at + 1])) {
        return 0;
    }
    ++at;
    while (at < plain.size() && is_space(plain[at])) {
        ++at;
    }
    return starts_lower(plain.substr(at)) ? 0 : at; // "2. trinn: Lars Moen"
}

std::size_t group_label(std::string_view plain)
{
    // "ordførar Ola Hauge" is a person too.
    const auto person = [](std::string_view part) {
        part = strip_paren(part);
        while (starts_lower(part) && part.find(' ') != std::string_view::npos) {
            part = trim(part.substr(part.find(' ')));
        }
        return name_score(part) >= 2;
    };
    const std::size_t colon = plain.find(": ");
    // "Kari Berg: …" speaks; "Campus By: …" is none of hers, though a surname ends it.
    if (colon == std::string::npos || colon > 40 || colon == 0 ||
        (name_score(plain.substr(0, colon)) >= 2 &&
         word_lists().first_name(fold_words(leading_words(plain.substr(0, colon), 1))))) {
        return 0;
    }
    const std::string_view names = plain.substr(colon + 2);
    std::size_t people = 0;
    const std::vector<std::string> parts = people_parts(names);
    for (const std::string& part : parts) {
        people += person(part) ? 1U : 0U;
    }
    // "Leder: Kari Berg" says what one person is, "Nes kommune: ordførar Kari Berg" whence.
    const std::string_view label = plain.substr(0, colon);
    const bool whence = opens_with(fold(label), Hint::from);
    const bool alone =
        parts.size() == 1 &&
        (whence || (!is_role(plain.substr(0, colon)) && starts_lower(parts.front())));
    return (parts.size() >= 2 || alone) && people * 2 >= parts.size() ? colon + 1 : 0;
}

bool ends_in_first_name(const std::string& text)
{
    const std::size_t comma = text.rfind(',');
    const std::string_view last =
        trim(std::string_view(text).substr(comma == std::string::npos ? 0 : comma + 1));
    return comma != std::string::npos && last.find(' ') == std::string_view::npos &&
           word_lists().first_name(fold_words(last));
}

bool begins_with_name(std::string_view plain)
{
    std::string_view first = trim(plain.substr(0, plain.find_first_of(",(")));
    first.remove_prefix(name_after_role(first));
    return count_words(first) >= 2 && name_score(first) == 3;
}

bool user_name(std::string_view word)
{
    constexpr std::size_t longest = 20;
    constexpr std::size_t least_name = 4; // letters of a first name before others
    constexpr std::size_t most_behind = 2;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || c == '-';
    };
    if (word.size() < 3 || word.size() > longest || !starts_lower(word) ||
        !std::ranges::all_of(word, allowed)) {
        return false;
    }
    if (word.find('_') != std::string_view::npos || std::ranges::any_of(word, is_digit)) {
        return true;
    }
    if (word.find('-') != std::string_view::npos) {
        return std::ranges::all_of(split_at(word, "-"), [](const std::string& part) {
            return word_lists().first_name(part);
        });
    }
    for (std::size_t behind = 1; behind <= most_behind && behind + least_name <= word.size();
         ++behind) {
        if (word_lists().first_name(std::string(word.substr(0, word.size() - behind)))) {
            return !word_lists().facts(word).known;
        }
    }
    return false;
}

bool only_user_names(const std::vector<std::string>& people)
{
    std::size_t small = 0;
    for (const std::string& person : people) {
        std::string_view named = strip_paren(person);
        while (named.ends_with('.')) {
            named.remove_suffix(1);
        }
        const bool handle = named.starts_with('@');
        named.remove_prefix(handle ? 1 : 0);
        if (named.size() < 2 || named.size() > 20 || count_words(named) != 1 ||
            !letter_at(named, 0)) {
            return false;
        }
        if (handle) {
            ++small;
        } else if (starts_lower(named)) {
            const WordFacts& facts = word_lists().facts(fold_words(named));
            if (facts.known && !facts.first_name && !facts.surname) {
                return false;
            }
            ++small;
        }
    }
    return people.size() >= 3 && small >= 1 && small * 3 >= people.size();
}

std::vector<bool> organisations_between(const std::vector<std::string>& people)
{
    std::vector<bool> out(people.size(), false);
    std::size_t found = 0;
    for (std::size_t p = 1; p < people.size(); ++p) {
        const std::string_view before = strip_paren(people[p - 1]);
        const std::string_view here = strip_paren(people[p]);
        const bool single = count_words(here) == 1 && starts_upper(here) && !is_role(here) &&
                            !word_lists().first_name(fold_words(here));
        std::size_t from = before.rfind(' ');
        const bool full = from != std::string::npos && count_words(before) >= 2 && !out[p - 1];
        out[p] = single && full;
        found += out[p] ? 1U : 0U;
    }
    if (found < 2 || found * 3 < people.size()) {
        out.assign(people.size(), false);
    }
    // "Johannes Nes, Sp.": a party or a code is no person, however many there are.
    for (std::size_t p = 1; p < people.size(); ++p) {
        std::string_view here = people[p];
        while (here.ends_with('.')) {
            here.remove_suffix(1);
        }
        // "Gjest: Kari Berg, Vegdirektoratet": one word that is no name after a single person
        const std::string_view word = strip_paren(here);
        const FoldedText folded = fold_words(word);
        const bool unit = people.size() == 2 && word.find(' ') == std::string_view::npos &&
                          starts_upper(word) && length_of(word) >= 8 && !is_role(word) &&
                          name_score(strip_paren(people[0])) == 3 &&
                          !word_lists().first_name(folded) && !word_lists().surname(folded);
        out[p] = out[p] || unit ||
                 (!out[p - 1] && length_of(here) <= 3 && starts_upper(here) &&
                  here.find(' ') == std::string_view::npos &&
                  !word_lists().first_name(fold_words(here)) &&
                  count_words(strip_paren(people[p - 1])) >= 2);
    }
    return out;
}

} // namespace saksklar::structure
