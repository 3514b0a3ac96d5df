// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/numbering.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace saksklar::structure {

namespace {

/// Digits, with O, l and I standing for 0 and 1 where a real digit stands beside them.
/// Returns how many bytes they take, 0 if there are none.
std::size_t
digits_at(std::string_view text, std::size_t at, bool tolerant, int& value, std::string& printed)
{
    std::size_t end = at;
    bool real = false;
    while (end < text.size() && end - at < 6 &&
           (is_digit(text[end]) || (tolerant && digit_value(text[end]) >= 0))) {
        real = real || is_digit(text[end]);
        ++end;
    }
    if (!real || (end < text.size() && is_digit(text[end]))) {
        return 0;
    }
    // "1l" is a number, "1 l…" and "7Os" are not: letters must not run on into a word.
    while (end > at && !is_digit(text[end - 1]) && end < text.size() && is_word_byte(text[end])) {
        --end;
    }
    value = 0;
    printed.clear();
    for (std::size_t i = at; i < end; ++i) {
        value = value * 10 + digit_value(text[i]);
        printed += static_cast<char>('0' + digit_value(text[i]));
    }
    return end - at;
}

std::size_t dash_length(std::string_view text, std::size_t at)
{
    if (text.substr(at, 1) == "-") {
        return 1;
    }
    for (const std::string_view dash :
         {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x92", "\xE2\x88\x92"}) {
        if (text.substr(at, 3) == dash) {
            return 3;
        }
    }
    return 0;
}

std::size_t skip_spaces(std::string_view text, std::size_t at)
{
    while (at < text.size() && text[at] == ' ') {
        ++at;
    }
    return at;
}

/// Where the title begins after the number: past one stop, bracket, colon, dash or bar.
std::size_t title_start(std::string_view text, std::size_t at, bool& closed)
{
    if (at < text.size() &&
        (text[at] == '.' || text[at] == ')' || text[at] == ':' || text[at] == ']')) {
        closed = true;
        ++at;
        // "2.. Title", "3._Title": specks beside the stop
        while (at < text.size() && (text[at] == '.' || text[at] == '_')) {
            ++at;
        }
    }
    at = skip_spaces(text, at);
    if (const std::size_t dash = dash_length(text, at);
        dash > 0 && (at + dash >= text.size() || text[at + dash] == ' ')) {
        closed = true;
        at = skip_spaces(text, at + dash);
    } else if (at < text.size() && text[at] == ':') {
        closed = true;
        at = skip_spaces(text, at + 1);
    } else if (text.substr(at, 2) == "| ") {
        closed = true;
        at = skip_spaces(text, at + 1);
    }
    return at;
}

/// Length of a word such as "Sak", "O-sak", "PS", "5ak" at the start that is a known
/// prefix of cases, with the folded form of it; 0 if none.
std::size_t prefix_at(std::string_view text, std::string& folded)
{
    std::size_t best = 0;
    std::size_t at = 0;
    constexpr int most = 3; // words: "behandling av sak"
    for (int words = 0; words < most; ++words) {
        std::size_t end = at;
        while (end < text.size() && end < 28 &&
               (is_word_byte(text[end]) || text[end] == '-' || (end == 0 && text[end] == '5'))) {
            ++end;
        }
        if (end == at) {
            break;
        }
        while (end > at && text[end - 1] == '-') {
            --end;
        }
        const FoldedText printed = fold_words(text.substr(0, end));
        std::string mended;
        std::string_view word = printed;
        if (word.starts_with('5')) {
            mended = word;
            mended.front() = 's';
            word = mended;
        }
        // "S-sak", "MR-sak": any few letters before the word itself
        const bool kind_of_case = word.ends_with(" sak") && word.size() <= 8;
        if (kind_of_case || word_lists().terms(word).has(Term::prefix)) {
            best = end;
            folded = word;
        }
        if (end < text.size() && text[end] == '.') {
            ++end;
            if (best == end - 1) {
                best = end;
            }
        }
        at = skip_spaces(text, end);
    }
    // Short prefixes are abbreviations: capitals only ("PS", never "ps" or "st").
    if (best > 0 && folded.size() <= 3 && !word_lists().facts(folded).tells(Hint::short_prefix)) {
        const std::string_view printed = text.substr(0, best);
        const bool capitals = std::all_of(
            printed.begin(), printed.end(), [](char c) { return !(c >= 'a' && c <= 'z'); });
        if (!capitals) {
            return 0;
        }
    }
    return best;
}

std::optional<HeadingLabel> clock_label(std::string_view plain)
{
    if (plain.size() < 6 || plain.front() != '[' || !is_digit(plain[1])) {
        return std::nullopt;
    }
    const std::size_t close = plain.substr(0, 12).find(']');
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view inner = plain.substr(1, close - 1);
    const std::size_t colon = inner.find_first_of(":.");
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || inner.size() != colon + 3) {
        return std::nullopt;
    }
    HeadingLabel label;
    label.form = NumberForm::clock;
    int hour = 0;
    int minute = 0;
    for (const char c : inner.substr(0, colon)) {
        if (!is_digit(c)) {
            return std::nullopt;
        }
        hour = hour * 10 + (c - '0');
    }
    for (const char c : inner.substr(colon + 1)) {
        if (!is_digit(c)) {
            return std::nullopt;
        }
        minute = minute * 10 + (c - '0');
    }
    label.parts = {hour * 60 + minute};
    label.closed = true;
    label.label = std::string(plain.substr(0, close + 1));
    label.number = std::string(inner);
    label.title_at = skip_spaces(plain, close + 1);
    return label;
}

std::optional<HeadingLabel> letter_label(std::string_view plain)
{
    const std::size_t at = plain.starts_with('(') ? 1 : 0;
    if (plain.size() < at + 3) {
        return std::nullopt;
    }
    const char c = plain[at];
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    if ((!small && !capital) || (plain[at + 1] != '.' && plain[at + 1] != ')') ||
        plain[at + 2] != ' ') {
        return std::nullopt;
    }
    HeadingLabel label;
    label.form = NumberForm::letter;
    label.parts = {small ? c - 'a' + 1 : c - 'A' + 1};
    label.closed = true;
    label.label = std::string(plain.substr(0, at + 2));
    label.number = std::string(1, c);
    label.title_at = skip_spaces(plain, at + 2);
    return label;
}

/// "(iii) Lisens": small Roman numbers in brackets count the parts of a case as letters do.
std::optional<HeadingLabel> small_roman_label(std::string_view plain)
{
    constexpr std::array<std::string_view, 10> numbers{
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    const std::size_t close = plain.substr(0, 7).find(") ");
    if (!plain.starts_with('(') || close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view said = plain.substr(1, close - 1);
    const auto found = std::find(numbers.begin(), numbers.end(), said);
    if (found == numbers.end()) {
        return std::nullopt;
    }
    HeadingLabel label;
    label.form = NumberForm::letter;
    label.parts = {static_cast<int>(found - numbers.begin()) + 1};
    label.closed = true;
    label.label = std::string(plain.substr(0, close + 1));
    label.number = std::string(said);
    label.title_at = skip_spaces(plain, close + 1);
    return label;
}

std::optional<HeadingLabel> roman_label(std::string_view plain)
{
    std::size_t end = 0;
    while (end < plain.size() && end < 6 &&
           (plain[end] == 'I' || plain[end] == 'V' || plain[end] == 'X')) {
        ++end;
    }
    if (end == 0 || end + 1 >= plain.size() || (plain[end] != '.' && plain[end] != ')') ||
        plain[end + 1] != ' ') {
        return std::nullopt;
    }
    int value = 0;
    int last = 0;
    for (std::size_t i = end; i-- > 0;) {
        const int here = plain[i] == 'I' ? 1 : plain[i] == 'V' ? 5 : 10;
        value += here < last ? -here : here;
        last = std::max(last, here);
    }
    HeadingLabel label;
    label.form = NumberForm::roman;
    label.parts = {value};
    label.closed = true;
    label.label = std::string(plain.substr(0, end + 1));
    label.number = std::string(plain.substr(0, end));
    label.title_at = skip_spaces(plain, end + 1);
    return label;
}

/// A school or board year at `at`, "2018/2019", "18/19", "2018-19": two years that follow each
/// other. Returns its length and the first year as printed, or nothing.
std::optional<std::pair<std::size_t, int>> double_year(std::string_view plain, std::size_t at)
{
    int first = 0;
    int second = 0;
    std::string digits;
    const std::size_t first_length = digits_at(plain, at, false, first, digits);
    const std::size_t mark = at + first_length;
    if ((first_length != 2 && first_length != 4) || mark >= plain.size()) {
        return std::nullopt;
    }
    const std::size_t mark_length = plain[mark] == '/' ? 1 : dash_length(plain, mark);
    if (mark_length == 0) {
        return std::nullopt;
    }
    const std::size_t second_length = digits_at(plain, mark + mark_length, false, second, digits);
    const std::size_t end = mark + mark_length + second_length;
    if ((second_length != 2 && second_length != 4) || second_length > first_length ||
        second % 100 != (first + 1) % 100 || (end < plain.size() && is_word_byte(plain[end]))) {
        return std::nullopt;
    }
    return std::pair<std::size_t, int>{end - at, first};
}

/// Whether ",5" at `at` is the second part of a number: a dash or a capitalised word follows.
bool comma_for_stop(std::string_view plain, std::size_t at)
{
    if (at + 1 >= plain.size() || plain[at] != ',' || !is_digit(plain[at + 1])) {
        return false;
    }
    std::size_t end = at + 1;
    while (end < plain.size() && is_digit(plain[end])) {
        ++end;
    }
    const std::size_t next = skip_spaces(plain, end);
    return end - at <= 3 && next > end &&
           (dash_length(plain, next) > 0 || starts_upper(plain.substr(next)));
}

/// "17. mai", "1. MAI"
bool day_and_month(std::string_view text)
{
    const std::size_t space = text.find(' ');
    if (text.empty() || !is_digit(text.front()) || space == std::string_view::npos) {
        return false;
    }
    const std::string_view behind = text.substr(space + 1);
    return text[space - 1] == '.' &&
           word_lists().month(fold_words(behind.substr(0, behind.find(' ')))).has_value();
}

constexpr std::string_view paragraph_sign = "\xC2\xA7";

/// "§ 17. Regnskapet": minute books of older societies number their cases so. Bylaws do too: coded,
/// and what the document is is judged elsewhere.
std::optional<HeadingLabel> paragraph_label(std::string_view plain)
{
    const std::size_t at = skip_spaces(plain, paragraph_sign.size());
    HeadingLabel label;
    int value = 0;
    const std::size_t used = digits_at(plain, at, false, value, label.number);
    if (used == 0 || used > 3) {
        return std::nullopt;
    }
    label.prefix = paragraph_sign;
    label.parts = {value};
    label.label = std::string(plain.substr(0, at + used));
    label.title_at = title_start(plain, at + used, label.closed);
    label.coded = true;
    const std::string_view title = plain.substr(std::min(label.title_at, plain.size()));
    // "§ 5 Styret har møte hver måned." is a sentence of rules.
    constexpr std::size_t longest = 70;
    const bool stands_apart = label.title_at > at + used && title.size() <= longest &&
                              !title.ends_with('.') && !title.ends_with(',');
    if ((!label.closed && !stands_apart) || !starts_upper(title)) {
        return std::nullopt;
    }
    return label;
}

/// "Sak tre: Leksehjelp": a number in words, with a mark behind it.
std::optional<HeadingLabel>
number_in_words(std::string_view plain, std::size_t at, const HeadingLabel& prefix)
{
    const std::size_t end = std::min(plain.find_first_of(" :.,", at), plain.size());
    if (end >= plain.size() || plain[end] == ' ' || plain[end] == ',') {
        return std::nullopt;
    }
    const std::string_view printed = plain.substr(at, end - at);
    const WordFacts& facts = word_lists().facts(fold_words(printed));
    HeadingLabel label = prefix;
    label.parts = {facts.number().value_or(facts.hour)};
    label.number = printed;
    label.label = std::string(plain.substr(0, end));
    label.title_at = title_start(plain, end, label.closed);
    if (label.parts[0] == 0 ||
        !starts_upper(plain.substr(std::min(label.title_at, plain.size())))) {
        return std::nullopt;
    }
    return label;
}

/// "Sak II Regnskap": a Roman number after the word; a single stroke may be a 1 misread.
std::optional<HeadingLabel>
prefixed_roman(std::string_view plain, std::size_t at, const HeadingLabel& prefix)
{
    std::size_t end = at;
    while (end < plain.size() && end - at < 5 &&
           (plain[end] == 'I' || plain[end] == 'V' || plain[end] == 'X' || plain[end] == 'l' ||
            plain[end] == '|')) {
        ++end;
    }
    const std::string_view printed = plain.substr(at, end - at);
    // "POST I BUTIKK": in capitals a word between two others
    const bool shouted = no_small_letter(plain);
    if (printed == "I" && shouted && prefix.prefix != "sak") {
        return std::nullopt;
    }
    if (printed.empty() || end >= plain.size() ||
        (plain[end] != ' ' && plain[end] != '.' && plain[end] != ':')) {
        return std::nullopt;
    }
    HeadingLabel label = prefix;
    int last = 0;
    int value = 0;
    for (std::size_t i = printed.size(); i-- > 0;) {
        const int here = printed[i] == 'V' ? 5 : printed[i] == 'X' ? 10 : 1;
        value += here < last ? -here : here;
        last = std::max(last, here);
    }
    label.parts = {value};
    label.number = printed.size() == 1 && value == 1 ? "1" : std::string(printed);
    label.label = std::string(trim(plain.substr(0, end)));
    label.title_at = title_start(plain, end, label.closed);
    if (!starts_upper(plain.substr(label.title_at))) {
        return std::nullopt;
    }
    return label;
}

/// "Sak A. Sjekksummer": a capital letter after the word, with its stop. I, V and X are Roman.
std::optional<HeadingLabel>
prefixed_letter(std::string_view plain, std::size_t at, const HeadingLabel& prefix)
{
    std::optional<HeadingLabel> label = letter_label(plain.substr(std::min(at, plain.size())));
    if (!label || !starts_upper(label->number) ||
        !starts_upper(plain.substr(at + label->title_at)) ||
        std::string_view("IVX").find(label->number) != std::string_view::npos) {
        return std::nullopt;
    }
    label->prefix = prefix.prefix;
    label->title_at += at;
    label->label = std::string(plain.substr(0, at + label->label.size()));
    return label;
}

} // namespace

std::optional<HeadingLabel> read_label(std::string_view plain)
{
    if (plain.empty()) {
        return std::nullopt;
    }
    if (plain.front() == '[') {
        if (std::optional<HeadingLabel> clock = clock_label(plain)) {
            return clock;
        }
    }
    if (plain.front() == '(') {
        if (std::optional<HeadingLabel> roman = small_roman_label(plain)) {
            return roman;
        }
    }
    // Without a digit near its start a line has no number: most lines end here.
    const std::string_view start = plain.substr(0, 40);
    if (find_byte(start, 0, [](const Bytes16& bytes) { return bytes.digits(); }) == start.size()) {
        const std::size_t space = plain.find(' ');
        const auto behind_prefix = [plain, space](const auto& read) -> std::optional<HeadingLabel> {
            HeadingLabel label;
            return prefix_at(plain, label.prefix) == space ? read(plain, space + 1, label)
                                                           : std::nullopt;
        };
        // "Sak II Regnskap"; "V. VALG" is the fifth
        if (space >= 2 && space <= 12 && space + 3 < plain.size() &&
            std::string_view("IVXl|").find(plain[space + 1]) != std::string_view::npos) {
            if (std::optional<HeadingLabel> roman = behind_prefix(prefixed_roman)) {
                return roman;
            }
        }
        // "Sak A. Sjekksummer"
        if (space >= 2 && space <= 12 && space + 4 < plain.size() && plain[space + 2] == '.' &&
            plain[space + 1] >= 'A' && plain[space + 1] <= 'Z') {
            if (std::optional<HeadingLabel> letter = behind_prefix(prefixed_letter)) {
                return letter;
            }
        }
        // "Sak tre: Leksehjelp"
        if (space >= 3 && space <= 5 &&
            plain.substr(space, 14).find_first_of(":.") != std::string_view::npos) {
            if (std::optional<HeadingLabel> said = behind_prefix(number_in_words)) {
                return said;
            }
        }
        if (plain.size() < 3 ||
            (plain[1] != '.' && plain[1] != ')' && plain[2] != '.' && plain[2] != ')' &&
             plain.front() != 'I' && plain.front() != 'V' && plain.front() != 'X')) {
            return std::nullopt;
        }
        if (std::optional<HeadingLabel> letter = letter_label(plain);
            letter && plain.front() != 'I' && plain.front() != 'V') {
            return letter;
        }
        return roman_label(plain);
    }
    if (plain.starts_with(paragraph_sign)) {
        return paragraph_label(plain);
    }
    HeadingLabel label;
    std::size_t at = prefix_at(plain, label.prefix);
    // "AU 21/24": any short word in capitals, if the number behind it has a year.
    bool unknown_prefix = false;
    bool run_on = false;
    if (at == 0) {
        while (at < plain.size() && at < 5 && plain[at] >= 'A' && plain[at] <= 'Z') {
            ++at;
        }
        run_on = at == 1 && at < plain.size() && is_digit(plain[at]); // "P1 Sky først"
        unknown_prefix =
            run_on || (at >= 1 && at + 1 < plain.size() && (plain[at] == ' ' || plain[at] == '-') &&
                       is_digit(plain[at + 1]));
        at = unknown_prefix ? at : 0;
        if (at > 0) {
            label.prefix = fold(plain.substr(0, at));
        }
    }
    const bool prefixed = at > 0;
    // "K-06/21", "O-31/16"
    const bool dashed =
        prefixed && at <= 3 && at + 1 < plain.size() && plain[at] == '-' && is_digit(plain[at + 1]);
    if (dashed) {
        unknown_prefix = true;
        ++at;
    }
    if (prefixed) {
        at = skip_spaces(plain, at);
        if (at < plain.size() && plain[at] == ':') {
            at = skip_spaces(plain, at + 1);
        }
        const FoldedText number_sign = fold(plain.substr(at, 3));
        if (number_sign == "nr." || number_sign == "nr " || number_sign == "no." ||
            number_sign == "no ") {
            at = skip_spaces(plain, at + 3);
        }
    }
    // "SAK VS 11/21": the body's letters between the word and the number
    if (prefixed && !unknown_prefix) {
        std::size_t end = at;
        while (end < plain.size() && end - at < 4 && plain[end] >= 'A' && plain[end] <= 'Z') {
            ++end;
        }
        const std::size_t number = end + 1;
        if (end - at >= 2 && number < plain.size() && (plain[end] == ' ' || plain[end] == '-') &&
            is_digit(plain[number])) {
            label.prefix += " " + std::string(fold(plain.substr(at, end - at)));
            at = number;
        }
    }
    if (at < plain.size() && plain[at] == '#') {
        at = prefixed ? skip_spaces(plain, at + 1) : at + 1;
    }
    int value = 0;
    std::string digits;
    std::size_t used = digits_at(plain, at, true, value, digits);
    if (used == 0) {
        if (prefixed && !unknown_prefix) {
            if (std::optional<HeadingLabel> said = number_in_words(plain, at, label)) {
                return said;
            }
        }
        if (prefixed && !unknown_prefix) {
            if (std::optional<HeadingLabel> letter = prefixed_letter(plain, at, label)) {
                return letter;
            }
        }
        if (prefixed) {
            // "Sak a)": rare; a prefix without a number is no label, but "Sak I" and "Sak II" are,
            // and "V. Kontingenten" is the fifth.
            std::optional<HeadingLabel> roman = prefixed_roman(plain, at, label);
            return roman ? roman : roman_label(plain);
        }
        if (std::optional<HeadingLabel> letter = letter_label(plain);
            letter && plain.front() != 'I' && plain.front() != 'V') {
            return letter;
        }
        return roman_label(plain);
    }
    // A number with a letter for a digit at its front ("O6") only after a prefix.
    if (!prefixed && !is_digit(plain[at])) {
        return std::nullopt;
    }
    label.parts.push_back(value);
    label.number = digits;
    at += used;
    // "10:00 Runde rundt bordet": when, not which
    if (!prefixed && at + 2 < plain.size() && plain[at] == ':' && is_digit(plain[at + 1]) &&
        is_digit(plain[at + 2])) {
        return std::nullopt;
    }
    // "25.000. Giveren ønsket …": an amount
    const auto digit = [plain](std::size_t i) { return i < plain.size() && is_digit(plain[i]); };
    if (!prefixed && at < plain.size() && plain[at] == '.' && digit(at + 1) && digit(at + 2) &&
        digit(at + 3) && !digit(at + 4)) {
        return std::nullopt;
    }
    // "31.1/19": a part before the year
    std::optional<int> part;
    if (prefixed && at + 1 < plain.size() && plain[at] == '.' && is_digit(plain[at + 1])) {
        int inner = 0;
        std::string inner_digits;
        const std::size_t more = digits_at(plain, at + 1, false, inner, inner_digits);
        if (more > 0 && more <= 2 && plain.substr(at + 1 + more, 1) == "/") {
            part = inner;
            digits += "." + inner_digits;
            at += 1 + more;
        }
    }
    // "Sak 10 - 2018/2019", "Sak 3-18/19"
    if (prefixed) {
        const std::size_t spaced = skip_spaces(plain, at);
        const std::size_t dash = plain.substr(spaced, 1) == "/" ? 1 : dash_length(plain, spaced);
        const std::size_t years = skip_spaces(plain, spaced + dash);
        if (const auto found = double_year(plain, years); found && dash > 0) {
            label.form = NumberForm::yearly;
            label.year = found->second;
            label.number = digits + "-" + std::string(plain.substr(years, found->first));
            at = years + found->first;
            label.label = std::string(trim(plain.substr(0, at)));
            label.title_at = title_start(plain, at, label.closed);
            return label;
        }
    }
    // "46a/22": a letter before the year
    char lettered = 0;
    if (at + 3 < plain.size() && plain[at] >= 'a' && plain[at] <= 'h' && plain[at + 1] == '/' &&
        is_digit(plain[at + 2]) && is_digit(plain[at + 3])) {
        lettered = plain[at++];
        digits += lettered;
    }
    // The year of "06-25", "4/26", "12/2023", "2023/12"
    std::size_t mark = 0;
    char mark_char = '-';
    if (at < plain.size() && plain[at] == '/') {
        mark = 1;
        mark_char = '/';
    } else {
        mark = dash_length(plain, at);
        // "Sak 08 - 25 Eventuelt": only after a prefix, and only before two digits.
        const std::size_t spaced = skip_spaces(plain, at);
        const std::size_t dash = dash_length(plain, spaced);
        const std::size_t after = skip_spaces(plain, spaced + dash);
        if (mark == 0 && prefixed && dash > 0 && after + 2 < plain.size() &&
            is_digit(plain[after]) && is_digit(plain[after + 1]) && plain[after + 2] == ' ') {
            mark = after - at;
        }
    }
    if (mark > 0) {
        int year = 0;
        std::string year_digits;
        const std::size_t year_used = digits_at(plain, at + mark, true, year, year_digits);
        const std::size_t next = at + mark + year_used;
        const bool ends = next >= plain.size() || !is_word_byte(plain[next]) ||
                          next + 1 >= plain.size() || !is_word_byte(plain[next + 1]);
        // "32/24-1 Klatregruppa": the first part of case 32/24. "4/11-24" is a day.
        int inner = 0;
        std::string inner_digits;
        const std::size_t inner_used = next + 3 < plain.size() && mark_char == '/' &&
                                               plain[next] == '-' && year > 12 && year_used == 2
                                           ? digits_at(plain, next + 1, false, inner, inner_digits)
                                           : 0;
        if (inner_used > 0 && inner_used <= 2 && plain[next + 1 + inner_used] == ' ' &&
            starts_upper(plain.substr(next + 2 + inner_used))) {
            label.form = NumberForm::yearly;
            label.year = year;
            label.parts = {value, inner};
            label.number = digits + mark_char + year_digits + "-" + inner_digits;
            at = next + 1 + inner_used;
        } else if ((year_used == 2 || year_used == 4) && ends &&
                   !(next < plain.size() && (plain[next] == '/' || plain.substr(next, 2) == "-1" ||
                                             plain.substr(next, 2) == "-2"))) {
            const bool year_first =
                digits.size() == 4 && year_used == 2 && value >= 1950 && value <= 2100;
            label.form = NumberForm::yearly;
            label.year = year_first ? value : year;
            label.parts = {year_first ? year : value};
            if (part) {
                label.parts.push_back(*part);
            }
            label.number = digits + mark_char + year_digits;
            at = next;
        } else if (year_used > 0 && prefixed && mark_char == '/' && digits.size() == 2) {
            // "RS 11/5": the year before the number
            label.form = NumberForm::yearly;
            label.year = value;
            label.parts = {year};
            label.number = digits + mark_char + year_digits;
            at = next;
        } else if (year_used > 0 && prefixed) {
            // "Sak 3-1": a part, not a year
            label.parts.push_back(year);
            label.number = digits + mark_char + year_digits;
            at = next;
        } else if (year_used > 0) {
            return std::nullopt; // "10-12 deltakere"
        }
    }
    if (lettered != 0) {
        if (label.form != NumberForm::yearly) {
            return std::nullopt;
        }
        label.letter = lettered;
    }
    if (run_on && label.form == NumberForm::yearly && digits.size() == 2) {
        // "H23-14": the fourteenth of the autumn (høst) of 2023, and the letter tells it from
        // "V23-14"
        label.number.insert(0, 1, plain.front());
        if (label.parts.size() == 1 && (plain.front() == 'H' || plain.front() == 'V')) {
            label.parts = {std::exchange(label.year, value)};
        }
    }
    if (unknown_prefix && label.form != NumberForm::yearly) {
        // "O-07.1 Status"
        int inner = 0;
        std::string inner_digits;
        if (const std::size_t more = at + 1 < plain.size() && plain[at] == '.'
                                         ? digits_at(plain, at + 1, false, inner, inner_digits)
                                         : 0;
            dashed && more > 0 && more <= 2 && at + 1 + more < plain.size() &&
            plain[at + 1 + more] == ' ') {
            label.number += "." + inner_digits;
            label.parts = {value * 100 + inner};
            at += 1 + more;
        }
        // "S-14 Brettspillklubben", "S-14 | Brettspillklubben"
        const std::size_t stop = at < plain.size() && plain[at] == ':' ? 1 : 0;
        const bool bar = at < plain.size() && plain.substr(at, 3) == " | ";
        const std::size_t title = at + (bar ? 3 : stop + 1);
        label.coded = (dashed || run_on) && label.parts.size() == 1 && label.number.size() <= 5 &&
                      title < plain.size() && plain[at + stop] == ' ' &&
                      starts_upper(plain.substr(title));
        if (!label.coded || (run_on && (label.number.size() > 2 || stop > 0))) {
            return std::nullopt;
        }
        label.run_on = run_on;
        if (run_on) {
            label.number.insert(0, 1, plain.front()); // "B1" and "D1" are of two series
        }
    }
    // "4,5 - Kor": a comma read for the stop, if a dash or a capital comes after the number
    const bool comma = label.form == NumberForm::plain && !prefixed && digits.size() <= 2 &&
                       comma_for_stop(plain, at);
    if (label.form == NumberForm::plain) {
        while (at + 1 < plain.size() && (plain[at] == '.' || (comma && plain[at] == ',')) &&
               is_digit(plain[at + 1])) {
            const std::size_t more = digits_at(plain, at + 1, false, value, digits);
            // "Søknad 8.000": so much, not which
            if (more == 0 || more > 3 || (prefixed && more == 3)) {
                return std::nullopt;
            }
            label.parts.push_back(value);
            label.number += "." + digits;
            at += 1 + more;
            if (label.parts.size() > 5) {
                return std::nullopt;
            }
        }
    }
    // "Sak 34 b Jakthundane"
    if (prefixed && at + 3 < plain.size() && plain[at] == ' ' && plain[at + 1] >= 'a' &&
        plain[at + 1] <= 'h' && plain[at + 2] == ' ' && starts_upper(plain.substr(at + 3))) {
        ++at;
    }
    // 4a, 4 a), 02-25b
    if (at < plain.size() && plain[at] >= 'a' && plain[at] <= 'z' &&
        (at + 1 >= plain.size() || !is_word_byte(plain[at + 1]))) {
        label.letter = plain[at];
        label.number += plain[at];
        ++at;
    } else if (at < plain.size() && is_word_byte(plain[at])) {
        // "10kr" is an amount; "1Godkjenning" has lost its space.
        const bool word = starts_upper(plain.substr(at)) && starts_lower(plain.substr(at + 1)) &&
                          plain.find(' ', at) > at + 4;
        if (!word || prefixed || label.form != NumberForm::plain || digits.size() > 2) {
            return std::nullopt;
        }
        label.label = label.number;
        label.title_at = at;
        return label;
    }
    // "1/ Purregebyr", as some type in pads
    if (!prefixed && label.parts.size() == 1 && digits.size() <= 2 && plain.substr(at, 2) == "/ " &&
        starts_upper(plain.substr(at + 2))) {
        label.closed = true;
        label.label = std::string(plain.substr(0, at + 1));
        label.title_at = at + 2;
        return label;
    }
    if (!prefixed && at < plain.size() &&
        (plain[at] == ',' || plain[at] == '/' || plain.substr(skip_spaces(plain, at), 1) == "%")) {
        return std::nullopt;
    }
    // "1 . Valg", as old printers and readers of pictures set it
    if (plain.substr(at, 3) == " . ") {
        ++at;
    }
    const std::size_t after_number = at;
    label.title_at = title_start(plain, at, label.closed);
    // "Søknad 19-03, Universitetet i Bergen", but "Sak 12, 13 og 14"
    if (prefixed && at + 2 < plain.size() && plain[at] == ',' && plain[at + 1] == ' ' &&
        (starts_upper(plain.substr(at + 2)) || day_and_month(plain.substr(at + 2)))) {
        label.closed = true;
        label.title_at = at + 2;
    }
    std::size_t label_end = after_number;
    if (!prefixed && label_end < plain.size() &&
        (plain[label_end] == '.' || plain[label_end] == ')')) {
        ++label_end;
    }
    label.label = std::string(trim(plain.substr(0, label_end)));
    if (label.title_at < plain.size() && label.title_at == after_number && !label.closed) {
        return std::nullopt; // nothing between number and text
    }
    // "2.0": a stop and then nothing
    if (!prefixed && label.parts.size() == 1) {
        const std::string_view title = plain.substr(label.title_at);
        const std::size_t word = std::min(title.find(' '), title.size());
        const FoldedText first = fold_words(title.substr(0, word));
        const WordFacts& facts = word_lists().facts(first);
        if (facts.month > 0 || facts.tells(Hint::counted)) {
            return std::nullopt; // "10. mai 2016", "50 kr"
        }
    }
    return label;
}

bool follows(const HeadingLabel& earlier, const HeadingLabel& later)
{
    if (earlier.year != later.year && earlier.year != 0 && later.year != 0) {
        return earlier.year < later.year;
    }
    if (earlier.parts != later.parts) {
        return std::lexicographical_compare(
            earlier.parts.begin(), earlier.parts.end(), later.parts.begin(), later.parts.end());
    }
    return earlier.letter < later.letter;
}

} // namespace saksklar::structure
