// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/dates.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/misread_figures.hpp"
#include "pipeline/structure/misread_words.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>

namespace saksklar::structure {

namespace {

struct Number {
    int value = 0;
    std::size_t digits = 0;
    std::size_t end = 0;
};

/// A run of digits at `at`; at least one of them is a real digit. None if longer than 8.
std::optional<Number> number_at(std::string_view text, std::size_t at)
{
    Number number;
    bool real = false;
    std::size_t i = at;
    while (i < text.size() && digit_value(text[i]) >= 0 && i - at <= 8) {
        real = real || is_digit(text[i]);
        number.value = number.value * 10 + digit_value(text[i]);
        ++i;
        if (i - at > 8) {
            return std::nullopt;
        }
    }
    if (!real) {
        return std::nullopt;
    }
    // "O" and "l" count only among digits, never as the beginning of a word. A "T" may part a date
    // from its time: "2024-10-15T17:15".
    const bool time_follows =
        text.substr(i, 1) == "T" && i + 1 < text.size() && is_digit(text[i + 1]);
    if (letter_at(text, i) && !time_follows) {
        return std::nullopt;
    }
    number.digits = i - at;
    number.end = i;
    return number;
}

std::size_t skip_spaces(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        if (is_space(text[at])) {
            ++at;
        } else if (text.substr(at, 2) == "\xC2\xA0") {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

std::size_t word_end(std::string_view text, std::size_t at)
{
    while (at < text.size() && (is_word_byte(text[at]) || is_digit(text[at]))) {
        ++at;
    }
    return at;
}

int full_year(const Number& number)
{
    if (number.digits == 4 && number.value >= 1800 && number.value <= 2200) {
        return number.value;
    }
    if (number.digits == 2) {
        return year_of_two_digits(number.value);
    }
    return 0;
}

bool real_date(int year, int month, int day)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year == 0 ? 2000 : year},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok();
}

/// The weekday printed right before `begin` ("mandag ", "Mandag den "), and where it begins.
int weekday_before(std::string_view text, std::size_t& begin)
{
    std::size_t at = begin;
    for (int words = 0; words < 2; ++words) {
        while (at > 0 && (is_space(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',')) {
            --at;
        }
        const std::size_t end = at;
        while (at > 0 && is_word_byte(text[at - 1]) && end - at < 16) {
            --at;
        }
        const FoldedText word = fold(text.substr(at, end - at));
        if (const std::optional<int> weekday = word_lists().weekday(word)) {
            begin = at;
            return *weekday;
        }
        if (!word_lists().facts(word).tells(Hint::day_article)) {
            break;
        }
    }
    return 0;
}

/// "24. august -22": whether two digits for the year stand behind the hyphen at `at`, after a month
/// that ends at `end`; not the next day of "24. august -26. august".
bool short_year(std::string_view text, std::size_t end, std::size_t at)
{
    const auto digit = [&text](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    return at > end && text[at] == '-' && digit(at + 1) && digit(at + 2) && !digit(at + 3) &&
           (at + 3 == text.size() || (text[at + 3] != '.' && text[at + 3] != ':'));
}

/// "- 2025" or ", 2025" or " 2025" or " -25" after a day and month.
void read_year(std::string_view text, std::size_t& end, int& year, bool dotted)
{
    std::size_t at = skip_spaces(text, end);
    const std::size_t mark = at;
    if (at < text.size() &&
        (text[at] == ',' || (dotted && (text[at] == '.' || text[at] == '/' || text[at] == '-')))) {
        at = skip_spaces(text, at + 1);
    }
    const bool marked = at > mark;
    const bool apostrophe = at < text.size() && (text[at] == '\'' || short_year(text, end, at));
    const std::optional<Number> number = number_at(text, apostrophe ? at + 1 : at);
    if (!number) {
        return;
    }
    const int found = full_year(*number);
    // Two digits are a year only behind a mark: "09.04 10:15" has none.
    if (found != 0 && (number->digits == 4 || (dotted && marked) || apostrophe)) {
        year = found;
        end = number->end;
    }
}

bool begins_month(char c)
{
    return std::string_view("jfmasondJFMASOND").find(c) != std::string_view::npos;
}

/// Whether a year of four digits stands at `at`, behind a space or none.
bool year_follows(std::string_view text, std::size_t at)
{
    at = skip_spaces(text, at);
    const std::optional<Number> year = number_at(text, at);
    return year && year->digits == 4 && full_year(*year) != 0;
}

/// The month named at `at`, and where its name ends: before the year, too, if the space between
/// them is lost ("juni2015").
std::optional<std::pair<int, std::size_t>> month_at(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 12; // bytes of a name
    const std::size_t word = word_end(text, at);
    std::size_t end = at;
    while (end < word && !is_digit(text[end])) {
        ++end;
    }
    if (end == at || end - at > longest) {
        return std::nullopt;
    }
    const bool whole = end == word;
    const FoldedText name =
        fold(text.substr(at, (whole || !year_follows(text, end) ? word : end) - at));
    if (name.size() > longest) {
        return std::nullopt;
    }
    const std::size_t name_end = at + name.size();
    if (const std::optional<int> month = word_lists().month(name)) {
        return std::pair<int, std::size_t>{*month, name_end};
    }
    if (begins_month(text[at]) && year_follows(text, name_end)) {
        if (const std::optional<int> month = month_misread(name)) {
            return std::pair<int, std::size_t>{*month, name_end};
        }
    }
    return std::nullopt;
}

std::optional<FoundDate> date_at(std::string_view text, std::size_t at);

/// The date after a dash, "til" or "og" that goes on from a day alone ("24." of "24.-26. mai").
std::optional<FoundDate> last_day_of_several(std::string_view text, std::size_t end)
{
    if (text.substr(end, 1) == ".") {
        ++end;
    }
    std::size_t at = skip_spaces(text, end);
    const std::size_t mark = at;
    for (const std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94", "og ", "til "}) {
        if (text.substr(at, dash.size()) == dash) {
            at = skip_spaces(text, at + dash.size());
            break;
        }
    }
    const std::optional<Number> day = at == mark ? std::nullopt : number_at(text, at);
    // "3-4-2013" is one day, "3-4. mai" are two.
    if (!day || day->digits > 2 || text.substr(day->end, 1) != ".") {
        return std::nullopt;
    }
    return date_at(text, at);
}

/// "Møte 4 – 11.02.2020", "Møte nr. 4 - 11.02.2020": the number of the meeting, no day.
bool behind_meeting(std::string_view text, std::size_t at)
{
    const std::string_view before = trim(text.substr(0, at));
    // "styremøte" as well
    return before.ends_with("nr.") || before.ends_with("nr") || before.ends_with("\xC3\xB8te") ||
           before.ends_with("M\xC3\x98TE");
}

/// "Styremøte 2/07": the second of 2007; days and months are seldom written so behind that word.
bool number_of_meeting(std::string_view text, std::size_t at, std::size_t end)
{
    constexpr std::string_view meeting = "m\xC3\xB8te ";
    const auto digit = [text](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    const bool year = end + 2 < text.size() && text[end] == '/' && text[end + 1] == '0' &&
                      digit(end + 2) && !digit(end + 3);
    const bool day_behind = end + 3 < text.size() && text[end + 3] == '/';
    return year && !day_behind && at > meeting.size() && text.substr(0, at).ends_with(meeting);
}

std::optional<FoundDate> date_at(std::string_view text, std::size_t at)
{
    const std::optional<Number> first = number_at(text, at);
    if (!first) {
        // "oktober 20, 2025" is English; Norwegian months stand after the day.
        return std::nullopt;
    }
    if (number_of_meeting(text, at, first->end)) {
        return std::nullopt;
    }
    FoundDate date;
    std::size_t end = first->end;
    // 20251020
    if (first->digits == 8) {
        date.year = first->value / 10000;
        date.month = first->value / 100 % 100;
        date.day = first->value % 100;
        if (date.year < 1900 || date.year > 2100) { // 20102025
            date.day = first->value / 1000000;
            date.month = first->value / 10000 % 100;
            date.year = first->value % 10000;
        }
        if (date.year < 1900 || date.year > 2100 || date.month < 1 || date.month > 12 ||
            !real_date(date.year, date.month, date.day)) {
            return std::nullopt;
        }
        date.span = {at, end};
        return date;
    }
    // 2025-10-20, 2025.10.20
    if (first->digits == 4 && first->value >= 1900 && first->value <= 2100 && end < text.size() &&
        (text[end] == '-' || text[end] == '.' || text[end] == '/' || text[end] == '_')) {
        const char mark = text[end];
        const std::optional<Number> second = number_at(text, end + 1);
        if (second && second->digits <= 2 && second->end < text.size() &&
            text[second->end] == mark) {
            const std::optional<Number> third = number_at(text, second->end + 1);
            if (third && third->digits <= 2 && second->value >= 1 && second->value <= 12 &&
                third->value >= 1 && real_date(first->value, second->value, third->value)) {
                date.year = first->value;
                date.month = second->value;
                date.day = third->value;
                date.span = {at, third->end};
                return date;
            }
        }
        return std::nullopt;
    }
    if (first->digits > 2 || first->value < 1 || first->value > 31) {
        return std::nullopt;
    }
    date.day = first->value;
    // "24.-26. mai 2013": the first of several days, whose month stands after the last
    if (const std::optional<FoundDate> last = text.substr(end, 1) == " " && behind_meeting(text, at)
                                                  ? std::nullopt
                                                  : last_day_of_several(text, end);
        last && last->month != 0 && last->day > date.day &&
        real_date(last->year, last->month, date.day)) {
        date.month = last->month;
        date.year = last->year;
        date.span = {at, last->span.end};
        return date;
    }
    // 20. oktober 2025 (also "20 oktober", "20.oktober", "15. og 16. januar")
    std::size_t word = end;
    // "26, januar 2001": a comma read for the stop
    const bool comma = text.substr(word, 2) == ", ";
    if (word < text.size() && (text[word] == '.' || comma)) {
        ++word;
    }
    // "den 11te mars", "19de november", as was written
    for (const std::string_view ending : {"te ", "de ", "ste "}) {
        if (word == end && text.substr(word, ending.size()) == ending) {
            word += ending.size() - 1;
            break;
        }
    }
    word = skip_spaces(text, word);
    if (word - end <= 6) {
        if (const auto month = month_at(text, word)) {
            end = month->second;
            if (comma && !year_follows(text, end)) {
                return std::nullopt; // "av 3, mai og juni"
            }
            if (end < text.size() && text[end] == '.') {
                ++end;
            }
            date.month = month->first;
            read_year(text, end, date.year, false);
            if (!real_date(date.year, date.month, date.day)) {
                return std::nullopt;
            }
            date.span = {at, end};
            return date;
        }
    }
    // 20.10.2025, 20/10-25, 20.10, 20-10-25
    if (end < text.size() &&
        (text[end] == '.' || text[end] == '/' || text[end] == '-' || text[end] == '_')) {
        const char mark = text[end];
        const std::size_t next = mark == '.' ? skip_spaces(text, end + 1) : end + 1;
        const std::optional<Number> second = number_at(text, next);
        if (!second || second->digits > 2 || second->value < 1 || second->value > 12) {
            return std::nullopt;
        }
        end = second->end;
        date.month = second->value;
        read_year(text, end, date.year, true);
        if (date.year == 0 && (mark == '-' || mark == '_')) {
            return std::nullopt; // "3-4" is no date
        }
        // "3.1" is a number; "3.01", "13.10." and "tysdag 2.6." are dates.
        if (date.year == 0 && mark == '.' && second->digits < 2 &&
            !(end < text.size() && text[end] == '.')) {
            std::size_t begin = at;
            if (weekday_before(text, begin) == 0) {
                return std::nullopt;
            }
        }
        // "05.09 2013": a four-digit year after a space
        if (!real_date(date.year, date.month, date.day)) {
            return std::nullopt;
        }
        date.span = {at, end};
        return date;
    }
    return std::nullopt;
}

} // namespace

namespace {

/// "År 1976 den 21. oktober", "Aar 1911 …": the year before the day, as minute books begin.
void year_before(std::string_view text, FoundDate& date)
{
    std::size_t at = date.span.begin;
    const auto word_back = [&text, &at] {
        while (at > 0 && (is_space(text[at - 1]) || text[at - 1] == ',' || text[at - 1] == '.')) {
            --at;
        }
        const std::size_t end = at;
        while (at > 0 && (is_word_byte(text[at - 1]) || is_digit(text[at - 1])) && end - at < 8) {
            --at;
        }
        return text.substr(at, end - at);
    };
    std::string_view word = word_back();
    if (word_lists().facts(word).tells(Hint::day_article)) {
        word = word_back();
    }
    // "Aar 1921, lørdag den 19de november"
    if (word_lists().weekday(fold(word))) {
        word = word_back();
    }
    const std::optional<Number> number = number_at(word, 0);
    if (!number || number->digits != 4 || number->end != word.size() || full_year(*number) == 0) {
        return;
    }
    const FoldedText before = fold(word_back());
    if (word_lists().facts(before).tells(Hint::year_word) &&
        real_date(number->value, date.month, date.day)) {
        date.year = number->value;
        date.span.begin = at;
    }
}

/// "17. april, 16.30-18.10 (2024)": the year in brackets not far behind the day.
void year_in_brackets(std::string_view text, FoundDate& date)
{
    constexpr std::size_t far = 48; // bytes
    const std::string_view behind = text.substr(date.span.end, far);
    const std::size_t open = behind.find('(');
    if (open == std::string_view::npos || open + 5 >= behind.size() || behind[open + 5] != ')') {
        return;
    }
    const std::optional<Number> number = number_at(behind, open + 1);
    if (number && number->digits == 4 && full_year(*number) != 0 &&
        real_date(number->value, date.month, date.day)) {
        date.year = number->value;
    }
}

/// Cheap: whether date_in_words may find one.
bool may_hold_words(std::string_view text)
{
    std::uint64_t before = 0; // 1: the block ends in "e"
    for (std::size_t at = 0; at < text.size(); at += 64) {
        const std::size_t size = block_size(text, at);
        const std::uint64_t letters =
            mask_of_block(text, at, size, [](const Bytes16& bytes) { return bytes.equal('e'); });
        std::uint64_t spaces =
            mask_of_block(text, at, size, [](const Bytes16& bytes) { return bytes.equal(' '); }) &
            (letters << 1U | before);
        before = letters >> 63U;
        for (; spaces != 0; spaces &= spaces - 1) {
            const std::size_t next = at + static_cast<std::size_t>(std::countr_zero(spaces)) + 1;
            if (next < text.size() && begins_month(text[next])) {
                return true;
            }
        }
    }
    return false;
}

/// Where the next date in digits may begin, from `at` on: at one, or at the letter for one before.
std::size_t next_digit(std::string_view text, std::size_t at)
{
    const std::size_t digit =
        find_byte(text, at, [](const Bytes16& bytes) { return bytes.digits(); });
    return digit > at && digit < text.size() && digit_value(text[digit - 1]) >= 0 ? digit - 1
                                                                                  : digit;
}

/// "Onsdag5. april": whether the number at `at` has lost the space behind a weekday.
bool behind_weekday(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 9; // bytes of a name
    if (is_digit(text[at - 1]) || text.substr(at, 3).find('.') == std::string_view::npos) {
        return false;
    }
    std::size_t begin = at;
    while (begin > 0 && is_word_byte(text[begin - 1]) && at - begin <= longest) {
        --begin;
    }
    return at - begin >= 5 &&
           word_lists().weekday(fold(text.substr(begin, at - begin))).has_value();
}

/// "tredje mai 2024": the day as a word, from the start of a word at `at`; the end of a date is
/// that of its month and year.
std::optional<FoundDate> date_in_words(std::string_view text, std::size_t at)
{
    // All such words end in "e" and are followed by a month, whose first letters are few.
    const std::size_t end = word_end(text, at);
    if (end - at < 5 || end + 4 > text.size() || text[end - 1] != 'e' || text[end] != ' ' ||
        !begins_month(text[end + 1])) {
        return std::nullopt;
    }
    const int day = word_lists().facts(fold(text.substr(at, end - at))).ordinal;
    const std::size_t month_end = word_end(text, end + 1);
    const std::optional<int> month =
        day == 0 ? std::nullopt
                 : word_lists().month(fold(text.substr(end + 1, month_end - end - 1)));
    if (!month) {
        return std::nullopt;
    }
    FoundDate date;
    date.day = day;
    date.month = *month;
    std::size_t last = month_end;
    read_year(text, last, date.year, false);
    if (!real_date(date.year, date.month, date.day)) {
        return std::nullopt;
    }
    date.span = {at, last};
    return date;
}

/// "February 14, 2024": the number at `at` stands behind the name of a month, and a year behind it,
/// as programs that speak English write dates.
std::optional<FoundDate> american_date(std::string_view text, std::size_t at)
{
    const std::optional<Number> day = number_at(text, at);
    if (!day || day->digits > 2 || at < 4 || text[at - 1] != ' ' ||
        text.substr(day->end, 2) != ", ") {
        return std::nullopt;
    }
    std::size_t begin = at - 1;
    while (begin > 0 && is_word_byte(text[begin - 1])) {
        --begin;
    }
    const std::optional<int> month = word_lists().month(fold(text.substr(begin, at - 1 - begin)));
    const std::optional<Number> year = number_at(text, day->end + 2);
    if (!month || !year || year->digits != 4 || !real_date(year->value, *month, day->value)) {
        return std::nullopt;
    }
    FoundDate date;
    date.year = year->value;
    date.month = *month;
    date.day = day->value;
    date.span = {begin, year->end};
    return date;
}

} // namespace

std::vector<FoundDate> find_dates(std::string_view printed)
{
    std::vector<FoundDate> out;
    const std::optional<std::string> mended = mend_figures(printed);
    const std::string_view text = mended ? *mended : printed;
    const bool words = may_hold_words(text);
    std::size_t at = 0;
    while (at < text.size()) {
        if (!words) {
            at = next_digit(text, at);
            if (at == text.size()) {
                break;
            }
        }
        if (words && letter_at(text, at) && (at == 0 || !is_word_byte(text[at - 1]))) {
            if (std::optional<FoundDate> date = date_in_words(text, at)) {
                at = date->span.end;
                date->weekday = weekday_before(text, date->span.begin);
                out.push_back(*date);
                continue;
            }
        }
        const bool start =
            is_digit(text[at]) || ((text[at] == 'O' || text[at] == 'l' || text[at] == 'I') &&
                                   at + 1 < text.size() && is_digit(text[at + 1]));
        if (!start || (at > 0 && (is_digit(text[at - 1]) || is_word_byte(text[at - 1])) &&
                       !behind_weekday(text, at))) {
            ++at;
            continue;
        }
        std::optional<FoundDate> date = american_date(text, at);
        date = date ? date : date_at(text, at);
        if (!date) {
            // Past this number, so that 2014 in "a2014b" is not tried digit by digit.
            while (at < text.size() && is_digit(text[at])) {
                ++at;
            }
            at += at < text.size() ? 1U : 0U;
            continue;
        }
        at = std::max(date->span.end, at + 1);
        date->weekday = weekday_before(text, date->span.begin);
        if (date->year == 0) {
            year_before(text, *date);
        }
        if (date->year == 0) {
            year_in_brackets(text, *date);
        }
        out.push_back(*date);
    }
    return out;
}

namespace {

/// Hour and minute at `at`: "14:00", "14.00", "1400", "14", with seconds passed over.
std::optional<FoundTime>
clock_at(std::string_view text, std::size_t at, bool after_clock_word = false)
{
    const std::optional<Number> first = number_at(text, at);
    if (!first) {
        return std::nullopt;
    }
    FoundTime time;
    std::size_t end = first->end;
    if (first->digits == 4 || (first->digits == 3 && first->value >= 100)) {
        time.hour = first->value / 100;
        time.minute = first->value % 100;
    } else if (first->digits <= 2) {
        time.hour = first->value;
        // "kl. 12,30": a comma read for the stop
        const bool comma = after_clock_word && end < text.size() && text[end] == ',';
        if (end < text.size() && (text[end] == ':' || text[end] == '.' || comma)) {
            const std::size_t minute_at = text[end] == ':' ? skip_spaces(text, end + 1) : end + 1;
            const std::optional<Number> minute = number_at(text, minute_at);
            if (minute && minute->digits == 2) {
                time.marked = text[end] == ':';
                time.minute = minute->value;
                end = minute->end;
                if (end + 2 < text.size() && text[end] == ':' && is_digit(text[end + 1]) &&
                    is_digit(text[end + 2])) {
                    end += 3; // seconds
                }
            }
        }
    } else {
        return std::nullopt;
    }
    // "4:15 PM"
    const FoldedText half = fold(text.substr(end, 4));
    const std::size_t letter = half.starts_with(" ") ? 1 : 0;
    if (time.hour >= 1 && time.hour <= 12 && half.size() > letter + 1 && half[letter + 1] == 'm' &&
        (half[letter] == 'p' || half[letter] == 'a') &&
        (half.size() == letter + 2 || !is_word_byte(half[letter + 2]))) {
        time.hour = time.hour % 12 + (half[letter] == 'p' ? 12 : 0);
        time.marked = true;
        end += letter + 2;
    }
    if (time.hour > 24 || time.minute > 59) {
        return std::nullopt;
    }
    time.span = {at, end};
    return time;
}

/// "kl. 4 efterm.", "klokka 7 om kvelden": whether the hour before `at` is told to be after noon.
bool after_noon(std::string_view text, std::size_t at)
{
    at = skip_spaces(text, at);
    if (text.substr(at, 3) == "om " || text.substr(at, 3) == "på " || text.substr(at, 2) == "i ") {
        at = skip_spaces(text, at + 2);
    }
    if (at >= text.size() || !is_word_byte(text[at])) {
        return false;
    }
    const std::size_t dotted = text.substr(at, 4) == "e.m." ? at + 3 : word_end(text, at);
    return word_lists().facts(fold_words(text.substr(at, dotted - at))).tells(Hint::evening);
}

/// "klokka halv åtte": half an hour before the hour named. Without a word for the part of the day,
/// up to half past seven is after noon: nobody meets at night.
void half_hours(std::string_view text, std::vector<FoundTime>& out)
{
    constexpr std::string_view half = "halv ";
    for (std::size_t at = text.find(half); at != std::string_view::npos;
         at = text.find(half, at + half.size())) {
        const std::size_t word = at + half.size();
        const std::size_t end = word < text.size() ? word_end(text, word) : word;
        const int hour = word_lists().facts(fold(text.substr(word, end - word))).hour;
        if (hour == 0 || (at > 0 && is_word_byte(text[at - 1]))) {
            continue;
        }
        FoundTime time;
        time.hour = hour == 1 ? 12 : hour - 1;
        time.minute = 30;
        time.hour += time.hour < 12 && (time.hour <= 7 || after_noon(text, end)) ? 12 : 0;
        time.marked = true;
        time.span = {at, end};
        out.push_back(time);
    }
}

/// A dash of any kind between two times, or "til"; where the second begins.
std::optional<std::size_t> range_mark(std::string_view text, std::size_t at)
{
    at = skip_spaces(text, at);
    if (text.substr(at, 1) == "-") {
        at += text.substr(at, 2) == "--" ? 2U : 1U;
    } else if (text.substr(at, 2) == "\xC2\xAD") {
        at += 2;
    } else if (text.substr(at, 3) == "\xE2\x80\x93" || text.substr(at, 3) == "\xE2\x80\x94" ||
               text.substr(at, 3) == "\xE2\x80\x91") {
        at += 3;
    } else if (text.substr(at, 4) == "til ") {
        at += 4;
    } else {
        return std::nullopt;
    }
    at = skip_spaces(text, at);
    // "1900 til ca. 2045"
    if (fold(text.substr(at, 2)) == "kl" || fold(text.substr(at, 2)) == "ca") {
        at += 2;
        if (text.substr(at, 1) == ".") {
            ++at;
        }
        at = skip_spaces(text, at);
    }
    return at;
}

/// "torsdag 11.03.2021, 10.00", "Fredag 14/10 12.30": whether a time of two parts stands right
/// behind a date. `whole`: the date has its year.
bool time_behind_date(std::string_view behind, bool whole)
{
    const bool comma = behind.starts_with(',');
    const std::string_view time =
        behind.substr(std::min<std::size_t>(comma ? 2 : 1, behind.size()));
    const auto digit = [time](std::size_t at) { return at < time.size() && is_digit(time[at]); };
    const bool parted = digit(0) && digit(1) && time.size() > 4 &&
                        (time[2] == '.' || time[2] == ':') && digit(3) && digit(4);
    if ((!behind.starts_with(' ') && !behind.starts_with(", ")) || !parted) {
        return false;
    }
    // "4.5 12.10.2016" is another date.
    const bool ends =
        time.size() == 5 || (!digit(5) && time[5] != '.') || (time[5] == '.' && !digit(6));
    return whole || (ends && (time[4] == '0' || time[4] == '5'));
}

/// "Telefonmøte 12-13.30": whether the hours of a meeting follow its word, from one to another of
/// two parts.
bool hours_of_meeting(std::string_view word, std::string_view behind)
{
    constexpr std::string_view meeting = "m\xC3\xB8te";
    const std::size_t hours = std::min(behind.find_first_not_of("0123456789"), behind.size());
    const std::size_t mark = behind.find_first_of(".:");
    return word.ends_with(meeting) && hours >= 1 && hours <= 2 && hours + 4 < behind.size() &&
           (behind[hours] == '-' || behind.substr(hours).starts_with("\xE2\x80\x93")) &&
           mark != std::string_view::npos && mark < hours + 6 && mark + 2 < behind.size() &&
           is_digit(behind[mark - 1]) && is_digit(behind[mark + 1]) && is_digit(behind[mark + 2]);
}

} // namespace

std::vector<FoundTime> find_times(std::string_view printed)
{
    std::vector<FoundTime> out;
    const std::optional<std::string> mended = mend_figures(printed);
    const std::string_view text = mended ? *mended : printed;
    std::size_t at = 0;
    std::size_t date_end = 0;
    bool after_clock_word = false;
    bool clock_word = false; // right behind one such as "kl"
    std::size_t digit = 0;   // the next one, without which there is no time
    while (at < text.size()) {
        if (at >= digit) {
            digit = find_byte(text, at, [](const Bytes16& bytes) { return bytes.digits(); });
            if (digit == text.size()) {
                break;
            }
        }
        if (!is_digit(text[at])) {
            if (is_word_byte(text[at])) {
                const std::size_t end = word_end(text, at);
                const FoldedText word = fold(text.substr(at, std::min<std::size_t>(end - at, 16)));
                const WordFacts& facts = word_lists().facts(word);
                clock_word = facts.tells(Hint::clock);
                after_clock_word = clock_word || facts.tells(Hint::time_label);
                // "startet 10.30", "ferdige 14.45": two parts, so that no year is taken for a time
                const std::size_t digits = std::min(text.find_first_not_of(' ', end), text.size());
                const std::size_t mark =
                    std::min(text.find_first_not_of("0123456789", digits), text.size());
                const bool parted = mark > digits && mark + 2 < text.size() &&
                                    (text[mark] == '.' || text[mark] == ':') &&
                                    is_digit(text[mark + 1]) && is_digit(text[mark + 2]);
                after_clock_word =
                    after_clock_word || hours_of_meeting(word, text.substr(digits, 12)) ||
                    (parted && (word.starts_with("start") || word.starts_with("ferdig") ||
                                word.starts_with("avslutt") || facts.tells(Hint::time_verb)));
                at = end;
            } else {
                // "kl." and "Kl:" may be followed by stops, colons and spaces.
                // "kl, 19.00": a comma read for the stop
                const bool comma = clock_word && text[at] == ',';
                if (text[at] != '.' && text[at] != ':' && !comma && !is_space(text[at])) {
                    after_clock_word = false;
                }
                clock_word = false;
                ++at;
            }
            continue;
        }
        if (at >= date_end) {
            if (const std::optional<FoundDate> date = date_at(text, at);
                date &&
                (date->year != 0 || (!after_clock_word && !range_mark(text, date->span.end)))) {
                at = std::max(date->span.end, at + 1);
                date_end = at;
                after_clock_word = time_behind_date(text.substr(at, 9), date->year != 0);
                // A comma ends what a word for the time is of.
                at += after_clock_word && text[at] == ',' ? 1U : 0U;
                continue;
            }
        }
        std::optional<FoundTime> time = clock_at(text, at, after_clock_word);
        if (!time) {
            while (at < text.size() && is_digit(text[at])) {
                ++at;
            }
            after_clock_word = false;
            continue;
        }
        const std::size_t end = time->span.end;
        std::optional<FoundTime> second;
        if (const std::optional<std::size_t> next = range_mark(text, end)) {
            second = clock_at(text, *next);
        }
        const std::size_t length = end - at;
        const bool range =
            second && length >= 4 && second->span.end - second->span.begin >= 4 &&
            (second->hour * 60 + second->minute) > (time->hour * 60 + time->minute) &&
            !(time->minute % 5 != 0 && !time->marked);
        if (time->marked || after_clock_word || range) {
            time->marked = true;
            time->hour += time->hour < 12 && after_noon(text, end) ? 12 : 0;
            out.push_back(*time);
            at = end;
            if (second && (range || after_clock_word || time->marked) &&
                (second->marked || second->span.end - second->span.begin >= 4 ||
                 after_clock_word)) {
                second->marked = true;
                out.push_back(*second);
                at = second->span.end;
            }
        } else {
            at = end;
        }
        after_clock_word = false;
    }
    const std::size_t figures = out.size();
    half_hours(text, out);
    if (figures < out.size()) {
        std::sort(out.begin(), out.end(), [](const FoundTime& a, const FoundTime& b) {
            return a.span.begin < b.span.begin;
        });
        // "fra halv åtte til halv elleve": after the time before it
        for (std::size_t t = 1; t < out.size(); ++t) {
            const bool spoken = !is_digit(text[out[t].span.begin]);
            out[t].hour += spoken && out[t].hour < 12 && out[t].hour < out[t - 1].hour ? 12 : 0;
        }
    }
    return out;
}

int weekday_of(int year, int month, int day)
{
    if (!real_date(year, month, day) || year == 0) {
        return 0;
    }
    const long days = day_number(year, month, day);
    return static_cast<int>(((days % 7) + 7 + 3) % 7) + 1; // 1970-01-01 was a Thursday
}

long day_number(int year, int month, int day)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year},
                              std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    return sys_days{date}.time_since_epoch().count();
}

namespace {

std::string padded(int value, std::size_t width)
{
    std::string digits = std::to_string(value);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

} // namespace

std::string iso_date(const FoundDate& date)
{
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string clock_time(const FoundTime& time)
{
    return padded(time.hour, 2) + ":" + padded(time.minute, 2);
}

} // namespace saksklar::structure
