// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/heading_series.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>

namespace saksklar::structure {

namespace {

constexpr std::size_t longest_code = 6;   // bytes of the letters before the number
constexpr std::size_t longest_number = 4; // digits of each part

/// The digits at `at`, and their value.
std::size_t digits_of(std::string_view text, std::size_t at, int& value)
{
    std::size_t end = at;
    value = 0;
    while (end < text.size() && is_digit(text[end]) && end - at < longest_number) {
        value = value * 10 + (text[end++] - '0');
    }
    return end < text.size() && is_digit(text[end]) ? 0 : end - at;
}

} // namespace

std::optional<SeriesLabel> read_series_label(std::string_view plain)
{
    SeriesLabel out;
    std::size_t at = 0;
    const bool bracket = !plain.empty() && (plain[0] == '[' || plain[0] == '(');
    if (bracket) {
        out.kind = plain[at++];
    }
    const std::size_t code = at;
    while (at < plain.size() && at - code < longest_code && is_word_byte(plain[at]) &&
           !is_digit(plain[at])) {
        ++at;
    }
    const bool coded = at > code;
    if (coded) {
        if (!starts_upper(plain.substr(code))) {
            return std::nullopt;
        }
        out.label.prefix = fold(plain.substr(code, at - code));
        out.kind += out.label.prefix;
        if (at < plain.size() && (plain[at] == ' ' || plain[at] == '-')) {
            out.kind += plain[at++];
        }
    }
    const std::size_t number = at;
    int value = 0;
    std::size_t used = digits_of(plain, at, value);
    if (used == 0) {
        return std::nullopt;
    }
    out.label.parts.push_back(value);
    at += used;
    // "31-1", "2020-3-1"
    constexpr std::size_t most_parts = 3;
    while (out.label.parts.size() < most_parts && at + 1 < plain.size() &&
           (plain[at] == '/' || plain[at] == '-' || plain[at] == '.') && is_digit(plain[at + 1])) {
        out.kind += plain[at];
        used = digits_of(plain, at + 1, value);
        if (used == 0) {
            return std::nullopt;
        }
        out.label.parts.push_back(value);
        at += 1 + used;
    }
    out.label.number = std::string(plain.substr(number, at - number));
    if (bracket) {
        if (at >= plain.size() || plain[at] != (plain[0] == '[' ? ']' : ')')) {
            return std::nullopt;
        }
        ++at;
        out.label.closed = true;
    }
    // A bare number is no code.
    if (!bracket && !coded && out.label.parts.size() == 1) {
        return std::nullopt;
    }
    out.label.label = std::string(plain.substr(0, at));
    if (at < plain.size() && std::string_view(".,:").find(plain[at]) != std::string_view::npos) {
        out.label.closed = true;
        ++at;
    }
    if (at + 1 >= plain.size() || plain[at] != ' ') {
        return std::nullopt;
    }
    while (at < plain.size() && plain[at] == ' ') {
        ++at;
    }
    out.label.title_at = at;
    return out;
}

} // namespace saksklar::structure
