// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/misread_figures.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>

namespace saksklar::structure {

namespace {

bool misread(char c)
{
    return digit_misread_as(c) != c;
}

bool ends_word(std::string_view text, std::size_t at)
{
    return at >= text.size() || is_space(text[at]);
}

/// Whether a digit of the text stands beside a letter that may be one.
bool beside_digit(std::string_view text)
{
    const auto digits = [](const Bytes16& bytes) { return bytes.digits(); };
    for (std::size_t at = find_byte(text, 0, digits); at < text.size();
         at = find_byte(text, at + 1, digits)) {
        const auto letter = [text](std::size_t i) { return i < text.size() && misread(text[i]); };
        const auto mark = [text](std::size_t i) {
            return i < text.size() &&
                   (text[i] == '.' || text[i] == ':' || text[i] == '/' || text[i] == '-');
        };
        if ((at > 0 && letter(at - 1)) || letter(at + 1) || (mark(at + 1) && letter(at + 2)) ||
            (at > 1 && mark(at - 1) && letter(at - 2))) {
            return true;
        }
    }
    return false;
}

/// "S. februar": whether a month stands behind the letter and its stop at `at`.
bool before_month(std::string_view text, std::size_t at)
{
    if (text.substr(at + 1, 2) != ". ") {
        return false;
    }
    const std::string_view behind = text.substr(at + 3, 12);
    return word_lists().month(fold(behind.substr(0, behind.find_first_of(" ,.")))).has_value();
}

/// The same of any letter of the text.
bool any_before_month(std::string_view text)
{
    for (std::size_t stop = text.find(". ", 1); stop != std::string_view::npos;
         stop = text.find(". ", stop + 2)) {
        if (misread(text[stop - 1]) && (stop == 1 || is_space(text[stop - 2])) &&
            before_month(text, stop - 1)) {
            return true;
        }
    }
    return false;
}

/// "12;30" and "11,05.2023" for 12:30 and 11.05.2023: the mark that the one at `at` was.
char mark_misread(std::string_view text, std::size_t at)
{
    const auto digit = [text](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    if ((text[at] != ';' && text[at] != ',') || at == 0 || !digit(at - 1) || !digit(at + 1)) {
        return text[at];
    }
    if (text[at] == ';') {
        return digit(at + 2) && !digit(at + 3) ? ':' : ';';
    }
    const std::string_view behind = text.substr(at + 1, 7);
    const std::size_t stop = behind.find('.');
    const bool month = stop == 1 || stop == 2;
    const bool year =
        month && behind.size() >= stop + 3 && digit(at + stop + 2) && digit(at + stop + 3);
    const bool day = at < 3 || !digit(at - 2) || !digit(at - 3);
    return year && day && (stop == 1 || digit(at + 2)) ? '.' : ',';
}

bool between_digits(std::string_view text)
{
    for (std::size_t at = text.find_first_of(",;", 1); at != std::string_view::npos;
         at = text.find_first_of(",;", at + 1)) {
        if (mark_misread(text, at) != text[at]) {
            return true;
        }
    }
    return false;
}

/// Where the date or time ends that begins at `begin`: nothing but digits, letters for them, and
/// marks between. `begin` if a word stands there.
std::size_t number_end(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    bool digits = false;
    for (; !ends_word(text, end); ++end) {
        const char c = text[end];
        const bool mark = c == '.' || c == ':' || c == '/' || c == '-' || c == ',' || c == ')';
        if (!is_digit(c) && !misread(c) && !mark) {
            break;
        }
        digits = digits || is_digit(c);
    }
    // "18:OO\u201322:15": a dash parts two times
    const bool whole = ends_word(text, end) || text.substr(end, 2) == "\xE2\x80";
    return whole && digits ? end : begin;
}

} // namespace

std::optional<std::string> mend_figures(std::string_view text)
{
    constexpr std::size_t longest = 400; // bytes: dates stand in lines, not in long texts
    constexpr std::size_t longest_word = 24;
    if (text.size() > longest) {
        return std::nullopt;
    }
    const bool beside = beside_digit(text);
    const bool alone = any_before_month(text);
    const bool marks = between_digits(text);
    if (!beside && !alone && !marks) {
        return std::nullopt;
    }
    std::optional<std::string> out;
    const auto mend = [&out, text](std::size_t at) {
        if (misread(text[at])) {
            out = out ? std::move(out) : std::optional<std::string>(text);
            (*out)[at] = digit_misread_as(text[at]);
        }
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = at == 0 || is_space(text[at - 1]) || text[at - 1] == '(' ||
                            static_cast<unsigned char>(text[at - 1]) >= 0x80;
        if (!begins || (!is_digit(text[at]) && !misread(text[at]))) {
            continue;
        }
        if (alone && misread(text[at]) && before_month(text, at)) {
            mend(at);
        } else if (beside) {
            const std::size_t end = number_end(text, at);
            for (std::size_t i = at; i < end && end - at <= longest_word; ++i) {
                mend(i);
            }
        }
    }
    for (std::size_t at = 1; marks && at + 1 < text.size(); ++at) {
        if (const char mark = mark_misread(text, at); mark != text[at]) {
            out = out ? std::move(out) : std::optional<std::string>(text);
            (*out)[at] = mark;
        }
    }
    return out;
}

} // namespace saksklar::structure
