// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people.hpp"

#include "pipeline/structure/movements.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <utility>

namespace saksklar::structure {

namespace {

/// A name without the marks that lists put around it.
std::string clean_name(std::string name)
{
    while (!name.empty() &&
           (name.back() == ',' || name.back() == '.' || name.back() == ';' || name.back() == ':' ||
            name.back() == '*' || name.back() == '-' || is_space(name.back()))) {
        // "Kjell A.", "Karsten Lie jr." keep their stops
        if ((name.back() == '.' && name.size() >= 3 && name[name.size() - 3] == ' ') ||
            name.ends_with(" jr.") || name.ends_with(" sr.")) {
            break;
        }
        name.pop_back();
    }
    while (!name.empty() && (name.front() == '*' || name.front() == '-' || name.front() == '@' ||
                             is_space(name.front()))) {
        name.erase(0, 1);
    }
    return name;
}

std::string key_of_name(std::string name)
{
    while (!name.empty() && (name.back() == '*' || name.back() == ',' || is_space(name.back()))) {
        name.pop_back();
    }
    return fold_words(name);
}

/// "Ola Berg møtte for Kari Lie", "Ola Berg (vara for Kari Lie)": the two names.
std::optional<std::pair<std::string, std::string>> stands_in(std::string_view text)
{
    // Nearly all entries end here.
    if (text.find(" for ") == std::string_view::npos) {
        return std::nullopt;
    }
    for (const std::string& words : word_lists().sought(Sought::stands_in)) {
        const std::string mark = " " + words + " ";
        const std::size_t at = text.find(mark);
        if (at == std::string_view::npos) {
            continue;
        }
        std::string_view name = trim(text.substr(0, at));
        std::string_view other = trim(text.substr(at + mark.size()));
        // "Brit Aune (1. vara, møtte for Ola Vik)"
        if (const std::size_t open = name.find('('); open != std::string_view::npos) {
            name = trim(name.substr(0, open));
            other = trim(other.substr(0, other.find(')')));
        }
        // "Brit Aune, 1. vara", "Brit Aune, Røde Kors (vara for Ola Vik)"
        if (const std::size_t comma = name.find(", ");
            comma != std::string_view::npos &&
            (is_role(name.substr(comma + 2)) || name_score(name.substr(0, comma)) >= 2)) {
            name = name.substr(0, comma);
        }
        while (!name.empty() && (name.back() == ',' || name.back() == '-')) {
            name = trim(name.substr(0, name.size() - 1));
        }
        if (const std::size_t movement = movement_begin(other); movement > 0) {
            other = trim(other.substr(0, movement));
        }
        while (!other.empty() && (other.back() == '.' || other.back() == ',')) {
            other.remove_suffix(1);
        }
        const std::size_t from = name_after_role(name);
        if (name_score(name.substr(from)) >= 1 && name_score(other) >= 1) {
            return std::pair<std::string, std::string>{name.substr(from), other};
        }
    }
    return std::nullopt;
}

/// What stands beside a name: a role, an organisation, whom the person stands in for.
void describe(Attendee& person, const std::string& text)
{
    const FoldedText folded = fold_words(text);
    for (std::size_t words = 1; words <= 2; ++words) {
        const std::string_view opening = leading_words(folded, words);
        if (opening.size() < folded.size() &&
            word_lists().facts(opening).tells(Hint::stands_in_for)) {
            const std::size_t at = text.find("for ");
            std::string_view other = std::string_view(text).substr(std::min(text.size(), at + 4));
            const std::size_t movement = movement_begin(other);
            person.deputy_for = std::string(trim(movement > 0 ? other.substr(0, movement) : other));
            return;
        }
    }
    if (says_movement(folded)) {
        return;
    }
    if (!person.code && initials_of(person.name) == text && text.size() >= 2) {
        person.code = text;
        return;
    }
    if (is_role(text)) {
        if (!person.role) {
            person.role = text;
        }
    } else if (!person.organisation) {
        std::string_view named = text;
        while (named.ends_with('.')) {
            named.remove_suffix(1);
        }
        person.organisation = std::string(named);
    }
}

} // namespace

namespace {

/// "Kari", "Odd-Geir": a known first name, alone or before a hyphen
bool begins_name(std::string_view word)
{
    return word_lists().first_name(fold_words(word)) ||
           word_lists().first_name(fold_words(word.substr(0, word.find('-'))));
}

} // namespace

std::size_t name_after_role(std::string_view text)
{
    const Words words = words_of(text);
    if (words.size() < 2 || words.size() > 8 ||
        word_lists().first_name(fold_words(words.front()))) {
        return 0;
    }
    const bool small = starts_lower(text);
    // "Universitetslektor Nazia Ahmed", whether or not her first name is known
    if (!small && words.size() >= 3 && is_role(words.front()) &&
        !word_lists().surname(fold_words(words.front())) && name_score(text) > 0) {
        return static_cast<std::size_t>(words[1].data() - text.data());
    }
    std::size_t begin = 1;
    while (begin < words.size() && begin < 5 &&
           (small ? starts_lower(words[begin]) : !begins_name(words[begin]))) {
        ++begin;
    }
    if (begin >= words.size()) {
        return 0;
    }
    const auto at = static_cast<std::size_t>(words[begin].data() - text.data());
    const std::string_view name = text.substr(at);
    const std::string_view before = trim(text.substr(0, at));
    if (small) {
        return words.size() - begin >= 2 && name_score(name) > 0 ? at : 0;
    }
    // "Verneombud fryseri Kari Berg"
    const bool office = is_role(before) || (begin == 2 && is_role(words.front()));
    return name_score(name) >= 2 && office ? at : 0;
}

std::string_view name_before_role(std::string_view text)
{
    while (true) {
        const std::size_t space = text.rfind(' ');
        if (space == std::string_view::npos || !starts_lower(text.substr(space + 1))) {
            return text;
        }
        text = trim(text.substr(0, space));
    }
}

std::vector<std::string> split_at(std::string_view text, std::string_view marks)
{
    std::vector<std::string> out;
    while (true) {
        const std::size_t at = text.find_first_of(marks);
        out.emplace_back(trim(text.substr(0, at)));
        if (at == std::string_view::npos) {
            return out;
        }
        text.remove_prefix(at + 1);
    }
}

std::vector<std::string> bar_cells(std::string_view row)
{
    row = trim(row);
    if (!row.starts_with('|')) {
        return {};
    }
    row.remove_prefix(1);
    if (row.ends_with('|')) {
        row.remove_suffix(1);
    }
    return split_at(row, "|");
}

std::string initials_of(const std::string& name)
{
    std::string out;
    for (const std::string_view word : words_of(name)) {
        std::size_t length = 1;
        while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80) {
            ++length;
        }
        out += word.substr(0, length);
        // "Jon-Morten"
        for (std::size_t hyphen = word.find('-'); hyphen != std::string_view::npos;
             hyphen = word.find('-', hyphen + 1)) {
            const std::string_view part = word.substr(hyphen + 1);
            std::size_t letter = part.empty() ? 0 : 1;
            while (letter < part.size() &&
                   (static_cast<unsigned char>(part[letter]) & 0xC0U) == 0x80) {
                ++letter;
            }
            out += part.substr(0, letter);
        }
    }
    return out;
}

bool nobody(std::string_view name)
{
    const FoldedText folded = fold_words(name);
    return folded.empty() || name.find("\xC2\xA7") != std::string_view::npos ||
           word_lists().facts(folded).tells(Hint::nobody) || folded.starts_with("ingen ") ||
           begins_with_any(folded, Sought::not_represented) || says_absent(name);
}

/// How much a cell looks like a person's name: 3 a known first name with a surname,
/// 2 a known first name, 1 two or more capitalised words, 0 no.
int name_score(std::string_view cell)
{
    const Words words = words_of(cell);
    if (words.empty() || words.size() > 6 || cell.size() > 60) {
        return 0;
    }
    const WordLists& lists = word_lists();
    for (const std::string_view word : words) {
        if (!starts_upper(word) && !lists.facts(word).tells(Hint::name_particle)) {
            return 0;
        }
        for (const char c : word) {
            if (is_digit(c) || c == '@' || c == '/' || c == ':') {
                return 0;
            }
        }
    }
    std::string first = fold(words.front());
    const std::size_t hyphen = first.find('-');
    const bool known = lists.first_name(fold_words(words.front())) || lists.first_name(first) ||
                       (hyphen != std::string::npos && lists.first_name(first.substr(0, hyphen)));
    const bool capitals = no_small_letter(cell);
    if (capitals && words.size() == 1) {
        return 0; // "FUI"
    }
    if (known) {
        return words.size() >= 2 ? 3 : 2;
    }
    if (words.size() >= 2 && !capitals) {
        const FoldedText last = fold_words(words.back());
        return lists.surname(last) ? 2 : 1;
    }
    return 0;
}

bool is_role(std::string_view text)
{
    const FoldedText folded = fold_words(text);
    if (folded.empty()) {
        return false;
    }
    if (word_lists().terms(folded).has(Term::role)) {
        return true;
    }
    const std::size_t space = folded.rfind(' ');
    const std::string_view last =
        std::string_view(folded).substr(space == std::string::npos ? 0 : space + 1);
    if (word_lists().terms(last).has(Term::role)) {
        return true;
    }
    // "universitetsdirektør", "kommunalsjef": the last part of a compound says it; "sekretæren"
    // too.
    for (const std::string_view ending : {"", "en"}) {
        if (!last.ends_with(ending)) {
            continue;
        }
        const std::string_view stem = last.substr(0, last.size() - ending.size());
        for (std::size_t at = ending.empty() ? 2 : 0; at + 4 <= stem.size() && at < 40; ++at) {
            if (word_lists().terms(stem.substr(at)).has(Term::role)) {
                return true;
            }
        }
    }
    return false;
}

bool says_absent(std::string_view text)
{
    return text.size() <= 40 && word_lists().terms(fold_words(text)).has(Term::absent);
}

std::optional<PeopleKind> people_kind(const Terms& terms)
{
    if (terms.has(Term::absent)) {
        return PeopleKind::absent;
    }
    if (terms.has(Term::deputies)) {
        return PeopleKind::deputy;
    }
    if (terms.has(Term::observers)) {
        return PeopleKind::observer;
    }
    return terms.has(Term::present) ? std::optional<PeopleKind>(PeopleKind::present) : std::nullopt;
}

bool cross(std::string_view cell)
{
    const FoldedText folded = fold_words(cell);
    return word_lists().facts(folded).tells(Hint::mark_of_yes) || cell == "\xE2\x9C\x93" ||
           cell == "\xE2\x9C\x94" || cell == "*";
}

Attendee& People::add(std::string name, PeopleKind kind, const Place& place)
{
    name = clean_name(std::move(name));
    const FoldedText key = fold_words(name);
    const Attended attended = kind == PeopleKind::absent ? Attended::no : Attended::yes;
    if (const auto found = by_name_.find(key); found != by_name_.end()) {
        Attendee& person = people_[found->second];
        if (person.attended != Attended::yes && attended == Attended::yes) {
            person.attended = attended;
        }
        return person;
    }
    by_name_.emplace(key, people_.size());
    Attendee person;
    person.name = std::move(name);
    person.attended = attended;
    person.place = place;
    if (kind == PeopleKind::observer) {
        person.role = "observatør";
    }
    people_.push_back(std::move(person));
    return people_.back();
}

Attendee* People::find(const std::string& name)
{
    const auto found = by_name_.find(key_of_name(name));
    return found == by_name_.end() ? nullptr : &people_[found->second];
}

std::vector<Attendee> People::take()
{
    constexpr std::size_t most = 500; // each is held against each
    for (Attendee& person : people_) {
        if (people_.size() > most || person.attended != Attended::yes ||
            count_words(person.name) > 2) {
            continue;
        }
        Attendee* whole = nullptr;
        std::size_t found = 0;
        for (Attendee& other : people_) {
            if (other.attended == Attended::yes && other.name.size() > person.name.size() &&
                other.name.starts_with(person.name) && other.name[person.name.size()] == ' ') {
                whole = &other;
                ++found;
            }
        }
        if (found == 1) {
            whole->role = whole->role ? whole->role : person.role;
            person.name.clear();
        }
    }
    std::erase_if(people_, [](const Attendee& person) { return person.name.empty(); });
    return std::move(people_);
}

std::size_t People::present() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        people_, [](const Attendee& person) { return person.attended == Attended::yes; }));
}

Attendee&
People::add_row(const std::string& name, bool known, bool came, bool deputy, const Place& place)
{
    const bool seen = find(name) != nullptr;
    Attendee& person = add(name, came ? PeopleKind::present : PeopleKind::absent, place);
    if (!seen) {
        person.attended = !known   ? Attended::yes
                          : came   ? Attended::yes
                          : deputy ? Attended::deputy
                                   : Attended::no;
    }
    return person;
}

void People::add_officer(const std::string& value, const std::string& role, const Place& place)
{
    std::vector<std::string> names = split_at(value, ",;");
    for (std::string& name : names) {
        if (const std::size_t paren = name.find('('); paren != std::string::npos) {
            name.resize(paren);
        }
        name = std::string(trim(name));
        name.erase(0, name_after_role(name));
        if (name_score(name) == 0 || nobody(name)) {
            continue;
        }
        // "Referent: Berg" for "Kari Berg" of the list
        const FoldedText folded = fold_words(name);
        bool known = false;
        // "Kari B." for "Kari Berg" of the list
        const std::size_t space = folded.find(' ');
        const bool initial = space != std::string::npos && length_of(folded.substr(space + 1)) == 1;
        for (Attendee& person : people_) {
            const FoldedText whole = fold_words(person.name);
            const std::string name_alone = " " + std::string(folded) + " ";
            const bool part =
                whole == folded || whole.starts_with(std::string_view(name_alone).substr(1)) ||
                whole.ends_with(std::string_view(name_alone).substr(0, name_alone.size() - 1));
            const bool initials = initial && whole.starts_with(folded) && whole.find(' ') == space;
            if ((part || initials) && !known) {
                known = true;
                if (!person.role) {
                    person.role = role;
                }
                if (person.attended == Attended::unknown) {
                    person.attended = Attended::yes;
                }
            }
        }
        if (!known) {
            Attendee& person = add(name, PeopleKind::present, place);
            if (!person.role) {
                person.role = role;
            }
        }
    }
}

namespace {

/// "(vara Kari Lie møtte)", "(vara: Kari Lie)", "(Kari Lie møtte)" beside the name of somebody
/// absent: who came instead; empty if the bracket tells something else.
std::string deputy_beside(std::string_view bracket)
{
    const std::size_t space = bracket.find_first_of(" :");
    const FoldedText first = fold_words(bracket.substr(0, space));
    const bool vara = first.starts_with("vara") && space != std::string_view::npos;
    std::string_view rest = vara ? trim(bracket.substr(space + 1)) : trim(bracket);
    bool came = vara;
    for (const std::string& verb : word_lists().sought(Sought::stood_in)) {
        if (const std::size_t at = rest.find(" " + verb); at != std::string_view::npos) {
            came = true;
            rest = rest.substr(0, at);
        }
    }
    return came && name_score(rest) >= 2 ? std::string(rest) : std::string{};
}

/// "Gruppe B": no name ends in a letter alone, without a stop.
bool one_letter_last(std::string_view text)
{
    const std::size_t space = text.rfind(' ');
    return space != std::string_view::npos && length_of(text.substr(space + 1)) == 1;
}

/// "8A Mari": where the name begins behind a class; 0 where none stands before it.
std::size_t class_before(std::string_view name)
{
    const std::size_t space = name.find(' ');
    const std::string_view first = name.substr(0, space);
    // "LA1QRX Steinar": the call sign of a radio amateur
    const bool capitals = std::all_of(
        first.begin(), first.end(), [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
    return space != std::string_view::npos && (space <= 4 || (space <= 7 && capitals)) &&
                   std::any_of(first.begin(), first.end(), is_digit)
               ? space + 1
               : 0;
}

} // namespace

void People::add_entry(const std::string& text,
                       PeopleKind kind,
                       const Place& place,
                       bool organisation_first,
                       const std::optional<std::string>& group)
{
    // "Knut Moe møtte for Berit Vik"
    if (const auto pair = stands_in(text)) {
        // In the list of those who did not come it says who came for one of them.
        const bool came = begins_later_word(text, Sought::came);
        Attendee& deputy =
            add(pair->first, kind == PeopleKind::absent && came ? PeopleKind::deputy : kind, place);
        deputy.deputy_for = pair->second;
        // "Brit Aune, Røde Kors (vara for Ola Vik)"
        const std::size_t comma = text.find(", ");
        const std::size_t open = text.find('(');
        if (open != std::string::npos && comma < open) {
            describe(deputy,
                     std::string(trim(std::string_view(text).substr(comma + 2, open - comma - 2))));
        }
        if (Attendee* other = find(pair->second);
            other != nullptr && other != &deputy && other->attended == Attended::no) {
            other->attended = Attended::deputy;
        }
        return;
    }
    // "8A Kari Berg og Ola Vik": two of one class
    if (const std::size_t both = text.find(" og ");
        both != std::string::npos && text.find(',') == std::string::npos &&
        text.find(" og ", both + 4) == std::string::npos) {
        const std::string first = text.substr(0, both);
        const std::string second = text.substr(both + 4);
        const std::size_t unit = class_before(first);
        // One of them may have a name that no list has.
        const int left = name_score(strip_paren(first).substr(unit));
        const int right = name_score(strip_paren(second));
        if (std::max(left, right) >= 2 && std::min(left, right) >= 1) {
            add_entry(first, kind, place, organisation_first, group);
            add_entry(first.substr(0, unit) + second, kind, place, organisation_first, group);
            return;
        }
    }
    // "Siv Moe og Per Lien, observatører": two, and what both are
    if (const std::size_t both = text.find(" og "); both != std::string::npos) {
        const std::size_t end = std::min(text.find_first_of(",("), text.size());
        if (both < end && end < text.size() && text.find(',', end + 1) == std::string::npos &&
            name_score(std::string_view(text).substr(0, both)) == 3 &&
            name_score(trim(std::string_view(text).substr(both + 4, end - both - 4))) == 3) {
            add_entry(
                text.substr(0, both) + text.substr(end), kind, place, organisation_first, group);
            add_entry(text.substr(both + 4), kind, place, organisation_first, group);
            return;
        }
    }
    // "8A Mina + Jonas", "10A Mohammed, Vetle": several first names of one class
    if (const std::size_t unit = class_before(text); unit > 0) {
        const std::vector<std::string> names = people_parts(std::string_view(text).substr(unit));
        const bool several =
            names.size() >= 2 && std::ranges::all_of(names, [](const std::string& name) {
                return name.find(' ') == std::string::npos && starts_upper(name) && !is_role(name);
            });
        if (several && name_score(names.front()) + name_score(names.back()) > 0) {
            for (const std::string& name : names) {
                add_entry(text.substr(0, unit) + name, kind, place, organisation_first, group);
            }
            return;
        }
    }
    std::string rest = text;
    std::optional<std::string> bracket;
    if (const std::size_t open = rest.find('('); open != std::string::npos) {
        const std::size_t close = rest.find(')', open);
        bracket = rest.substr(open + 1,
                              close == std::string::npos ? std::string::npos : close - open - 1);
        rest = rest.substr(0, open) +
               (close == std::string::npos ? std::string{} : rest.substr(close + 1));
        // "Kari Berg (leder).", the last of a list
        if (rest.ends_with(" .")) {
            rest.resize(rest.size() - 2);
        }
    }
    // "Sjefen (Eirik Nygård)": what the person is, with the name in brackets
    if (bracket && name_score(*bracket) >= (rest.starts_with('@') ? 1 : 2) &&
        name_score(trim(rest)) == 0 && (starts_upper(rest) || rest.starts_with('@')) &&
        count_words(rest) <= 3 && rest.find_first_of(",:") == rest.npos) {
        std::string name = *bracket;
        bracket = std::string(trim(rest));
        rest = std::move(name);
    }
    std::vector<std::string> fields;
    if (rest.find(',') != std::string::npos) {
        fields = split_at(rest, ",");
        // "Siv Tangen - vara, møtte fra sak 3"
        for (const std::string_view mark : {" - ", " \xE2\x80\x93 "}) {
            const std::size_t dash = fields[0].find(mark);
            if (dash != std::string::npos) {
                fields.insert(fields.begin() + 1,
                              std::string(trim(fields[0].substr(dash + mark.size()))));
                fields[0] = std::string(trim(fields[0].substr(0, dash)));
                break;
            }
        }
    } else if (rest.find(" - ") != std::string::npos ||
               rest.find(" \xE2\x80\x93 ") != std::string::npos || rest.ends_with(" -")) {
        const std::size_t dash =
            rest.find(" - ") != std::string::npos ? rest.find(" - ") : rest.find(" \xE2\x80\x93 ");
        if (dash == std::string::npos) {
            return; // "Dagen -": nobody came
        }
        fields = {std::string(trim(std::string_view(rest).substr(0, dash))),
                  std::string(trim(std::string_view(rest).substr(rest.find(' ', dash + 1) + 1)))};
    } else if (const std::size_t colon = rest.find(": "); colon != std::string::npos) {
        fields = {std::string(trim(std::string_view(rest).substr(0, colon))),
                  std::string(trim(std::string_view(rest).substr(colon + 1)))};
        // "Gruppe B: Chen Wei"
        organisation_first = organisation_first || one_letter_last(fields[0]);
        // "Region Vest: (ingen)", "Fastlegene: –": nobody came from there
        if (fields[1].empty() || fields[1] == "-" || fields[1] == "\xE2\x80\x93" ||
            nobody(fields[1])) {
            return;
        }
    } else {
        fields = {std::string(trim(rest))};
    }
    // "Bedriftshelsetenesta v/ Sølvi Aase"
    if (!fields.empty()) {
        for (const std::string_view by : {" v/ ", " v/", " ved "}) {
            const std::size_t at = fields[0].find(by);
            if (at != std::string::npos && name_score(fields[0].substr(at + by.size())) >= 2) {
                fields.insert(fields.begin() + 1, fields[0].substr(0, at));
                fields[0].erase(0, at + by.size());
                break;
            }
        }
    }
    // "Åsne Lie frå kommunen": whom the person came for
    for (std::size_t f = 0; f < fields.size(); ++f) {
        const std::size_t from = find_between_spaces(fields[f], Sought::from);
        const std::string_view before = std::string_view(fields[f]).substr(0, from);
        if (from != std::string::npos &&
            (name_score(before) == 3 || (name_score(before) == 2 && count_words(before) >= 2))) {
            const std::size_t whom = fields[f].find(' ', from + 1) + 1;
            const std::size_t movement = movement_begin(fields[f]); // "… fra AUF på sak 6"
            if (whom < fields[f].size() && (movement == 0 || movement > whom)) {
                fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(f) + 1,
                              fields[f].substr(whom));
                fields[f].resize(from);
            }
            break;
        }
    }
    std::erase_if(fields, [](const std::string& field) { return field.empty() || field == "-"; });
    if (fields.empty()) {
        return;
    }
    std::size_t name_at = 0;
    if (fields.size() >= 2) {
        const int first = name_score(fields[0]);
        const int second = name_score(fields[1]);
        if (organisation_first ? (second >= first || first == 0 || !starts_upper(fields[0]))
                               : second > first && first <= 1) {
            name_at = 1;
        }
    }
    std::string name = fields[name_at];
    // "Anne Rø under sak 14/18"
    if (const std::size_t movement = movement_begin(name); movement > 0) {
        name = std::string(trim(std::string_view(name).substr(0, movement)));
        if (name_score(std::string_view(name).substr(name_after_role(name))) == 0 &&
            name.find(' ') != std::string::npos) {
            return; // "En del som kom etter hvert"
        }
    }
    // "@Kari Berg": a whole name behind the mark of a wiki, no user name
    if (name.starts_with('@') && name.find(' ') != std::string::npos &&
        name_score(std::string_view(name).substr(1)) >= 1) {
        name.erase(0, 1);
    }
    // "8A Mari": the class or group before the name
    std::optional<std::string> unit;
    if (const std::size_t at = class_before(name);
        at > 0 && (name_score(std::string_view(name).substr(at)) >= 1 ||
                   (length_of(name) >= at + 3 && starts_upper(std::string_view(name).substr(at)) &&
                    count_words(name) == 2))) {
        unit = name.substr(0, at - 1);
        name.erase(0, at);
    }
    // "Mari 8A"
    if (const std::size_t space = name.rfind(' ');
        space != std::string::npos && name.size() - space <= 4 && is_digit(name[space + 1]) &&
        name_score(std::string_view(name).substr(0, space)) >= 1) {
        unit = name.substr(space + 1);
        name.resize(space);
    }
    // "Siv Ekrem førte referatet"
    if (const std::size_t wrote = find_any(name, Sought::wrote);
        wrote != std::string::npos && wrote > 0 && name[wrote - 1] == ' ') {
        const Words parts = words_of(name);
        std::size_t end = 0;
        while (end < parts.size() && starts_upper(parts[end])) {
            ++end;
        }
        if (end >= 2 && end < parts.size()) {
            name.resize(static_cast<std::size_t>(parts[end - 1].data() - name.data()) +
                        parts[end - 1].size());
        }
    }
    // "Øystein T som skriv"
    if (const std::size_t who = name.find(" som ");
        who != std::string::npos && name_score(std::string_view(name).substr(0, who)) >= 1) {
        name.resize(who);
    }
    // "rektor Grete Moe": what a person is, before the name
    std::optional<std::string> title;
    // "Kari Berg nestleder"
    if (const std::string_view before = name_before_role(name);
        before.size() < name.size() && name_score(before) >= 2 &&
        is_role(std::string_view(name).substr(before.size()))) {
        title = std::string(trim(std::string_view(name).substr(before.size())));
        name.resize(before.size());
    }
    if (const std::size_t at = name_after_role(name); at > 0) {
        title = std::string(trim(std::string_view(name).substr(0, at)));
        name.erase(0, at);
    }
    // "Ola Berg: forfall" is absent; "Festkomiteen: ikke til stede" is no person.
    const auto away = [](const std::string& field) { return says_absent(field); };
    if (std::any_of(fields.begin(), fields.end(), away) || (bracket && away(*bracket))) {
        if (name_score(name) < 2) {
            return;
        }
        kind = PeopleKind::absent;
    }
    // "Eli Marie skreiv" is what she did, "Liste ligger hos kassereren" nobody.
    const Words parts = words_of(name);
    std::size_t named = parts.size();
    while (named > 1 && starts_lower(parts[named - 1])) {
        --named;
    }
    if (parts.size() >= 3 && named < parts.size()) {
        if (parts.size() - named > 1) {
            return;
        }
        if (word_lists().terms(parts[named]).has(Term::clerk)) {
            name.resize(static_cast<std::size_t>(parts[named].data() - name.data()) - 1);
        }
    }
    if (nobody(name) || length_of(name) < 2 || count_words(name) > 6) {
        return;
    }
    const bool handle = name.starts_with('@') && count_words(name) == 1;
    if (!starts_upper(name) && name_score(name) == 0 && !organisation_first && !handle) {
        return;
    }
    if (name.find_first_of("0123456789") != std::string::npos ||
        name.find('@', 1) != std::string::npos) {
        return;
    }
    const std::string deputy =
        kind == PeopleKind::absent && bracket ? deputy_beside(*bracket) : std::string{};
    const std::string absentee = name;
    Attendee& person = add(std::move(name), kind, place);
    if (!deputy.empty()) {
        person.attended = person.attended == Attended::no ? Attended::deputy : person.attended;
        add(deputy, PeopleKind::deputy, place).deputy_for = absentee;
        return;
    }
    if (title && !person.role) {
        person.role = title;
    }
    if (unit && !person.organisation) {
        person.organisation = unit;
    }
    for (std::size_t f = 0; f < fields.size(); ++f) {
        if (f != name_at && !says_absent(fields[f])) {
            describe(person, fields[f]);
        }
    }
    if (group && !person.organisation) {
        person.organisation = group; // what stands in brackets is then a user name
    } else if (bracket && !bracket->empty() && !says_absent(*bracket)) {
        describe(person, *bracket);
    }
}

} // namespace saksklar::structure
