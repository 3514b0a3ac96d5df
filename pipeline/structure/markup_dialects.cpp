// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/markup_dialects.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// What divides a LaTeX text, and how deep.
constexpr std::array<std::pair<std::string_view, int>, 6> sections{{{"title", 1},
                                                                    {"chapter", 1},
                                                                    {"section", 2},
                                                                    {"subsection", 3},
                                                                    {"subsubsection", 4},
                                                                    {"paragraph", 5}}};

/// Commands that say how a LaTeX text is set, and nothing else.
constexpr std::array<std::string_view, 14> silent{"documentclass",
                                                  "usepackage",
                                                  "begin",
                                                  "end",
                                                  "maketitle",
                                                  "newpage",
                                                  "newcommand",
                                                  "input",
                                                  "include",
                                                  "vspace",
                                                  "hspace",
                                                  "label",
                                                  "pagestyle",
                                                  "noindent"};

/// The arguments in braces from `at` on; the text behind them stays.
std::vector<std::string_view> arguments(std::string_view line, std::size_t& at)
{
    std::vector<std::string_view> out;
    while (at < line.size() && (line[at] == '{' || line[at] == '[' || line[at] == '*')) {
        if (line[at] == '*') {
            ++at;
            continue;
        }
        const char close = line[at] == '{' ? '}' : ']';
        const char open = line[at];
        std::size_t end = at + 1;
        for (int depth = 1; end < line.size(); ++end) {
            depth += line[end] == open ? 1 : line[end] == close ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        if (open == '{') {
            out.push_back(trim(line.substr(at + 1, end - at - 1)));
        }
        at = std::min(end + 1, line.size());
    }
    return out;
}

/// "\textbf{Vedtak:} Godkjent" as its words.
std::string without_commands(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\\' && at + 1 < text.size() && is_word_byte(text[at + 1])) {
            ++at;
            while (at < text.size() && is_word_byte(text[at])) {
                ++at;
            }
        } else if (text[at] == '\\' && at + 1 < text.size()) {
            ++at; // "\&", "\\"
            out += text[at] == '\\' ? ' ' : text[at];
            ++at;
        } else if (text[at] == '{' || text[at] == '}') {
            ++at;
        } else {
            out += text[at++];
        }
    }
    return std::string(trim(out));
}

std::optional<DialectLine> read_latex(std::string_view line)
{
    std::size_t at = 1;
    while (at < line.size() &&
           ((line[at] >= 'a' && line[at] <= 'z') || (line[at] >= 'A' && line[at] <= 'Z'))) {
        ++at;
    }
    const std::string_view name = line.substr(1, at - 1);
    if (name.empty()) {
        return std::nullopt;
    }
    DialectLine out;
    if (std::ranges::find(silent, name) != silent.end()) {
        return out;
    }
    if (name == "item") {
        out.bullet = true;
        out.text = without_commands(line.substr(at));
        return out;
    }
    const std::vector<std::string_view> said = arguments(line, at);
    if (said.empty()) {
        return std::nullopt;
    }
    const auto section =
        std::ranges::find(sections, name, &std::pair<std::string_view, int>::first);
    if (section != sections.end()) {
        out.heading_level = section->second;
        out.text = without_commands(said.back());
        return out;
    }
    // A command of the author's own: "\sak{15/18}{Valg}", "\tilstede{Kari, Ola}"
    const Terms terms = word_lists().terms(fold_words(name));
    if (terms.has(Term::prefix) && said.size() >= 2) {
        out.heading_level = 2;
        out.text =
            std::string(name) + " " + without_commands(said[0]) + " " + without_commands(said[1]);
        out.text.front() = static_cast<char>(out.text.front() & ~0x20);
        return out;
    }
    if (terms.people() || terms.field() || terms.has(Term::decision) || terms.has(Term::clerk) ||
        terms.has(Term::chair) || terms.has(Term::proposal)) {
        out.text = std::string(name) + ":";
        out.text.front() = static_cast<char>(out.text.front() & ~0x20);
        for (std::size_t s = 0; s < said.size(); ++s) {
            out.text += (s == 0 ? " " : " - ") + without_commands(said[s]);
        }
        return out;
    }
    out.text = without_commands(line);
    return out;
}

/// "topic Valg", "agreed 2.4 slippes 24. mai": a command of a MeetBot, behind its "#".
std::optional<DialectLine> read_command(std::string_view said)
{
    const std::size_t space = said.find(' ');
    const std::string_view command = said.substr(0, space);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view{} : trim(said.substr(space));
    DialectLine out;
    out.text = rest;
    if (command == "topic") {
        out.heading_level = 2;
    } else if (command == "agreed" || command == "accepted") {
        out.text = "Vedtak: " + std::string(rest);
    } else if (command != "info" && command != "action" && command != "startmeeting") {
        return std::nullopt;
    }
    return out;
}

/// "20:03 <kari> #topic Valg"
std::optional<DialectLine> read_meetbot(std::string_view line)
{
    const std::size_t nick = line.substr(0, 14).find('<');
    const std::size_t close = nick == std::string_view::npos ? nick : line.find("> #", nick);
    if (close == std::string_view::npos || close > nick + 24) {
        return std::nullopt;
    }
    return read_command(line.substr(close + 3));
}

/// Whether a word is the name of a picture, ":parking:"; ":sted:" is a field.
bool picture_name(std::string_view word)
{
    constexpr std::size_t longest = 32; // bytes
    if (word.size() < 4 || word.size() > longest || word.front() != ':' || word.back() != ':') {
        return false;
    }
    const std::string_view name = word.substr(1, word.size() - 2);
    return std::ranges::all_of(name,
                               [](char c) {
                                   return (c >= 'a' && c <= 'z') || c == '_' || c == '+' ||
                                          c == '-' || is_digit(c);
                               }) &&
           !word_lists().facts(fold_words(name)).known;
}

/// ":parking: Parkeringsdata", "Parkeringsdata :tada:" without the names of pictures.
std::optional<DialectLine> read_pictures(std::string_view line)
{
    std::string_view rest = line;
    const std::size_t space = rest.find(' ');
    if (space != std::string_view::npos && picture_name(rest.substr(0, space))) {
        rest = trim(rest.substr(space));
    }
    const std::size_t last = rest.rfind(' ');
    if (last != std::string_view::npos && picture_name(rest.substr(last + 1))) {
        rest = trim(rest.substr(0, last));
    }
    return rest.size() == line.size() ? std::nullopt
                                      : std::optional(DialectLine{.text = std::string(rest)});
}

/// "{{% vedtak %}}" of Hugo, which frames a decision, as its label; others say nothing.
std::optional<DialectLine> read_shortcode(std::string_view line)
{
    if (!line.ends_with("}}")) {
        return std::nullopt;
    }
    const std::string_view name = trim(line.substr(3, line.size() - 6));
    DialectLine out;
    if (!name.starts_with('/') && word_lists().terms(fold_words(name)).has(Term::decision)) {
        out.text = std::string(name) + ":";
    }
    return out;
}

/// "S A K  31.   Oppsyn" as "SAK 31. Oppsyn".
std::optional<DialectLine> read_spaced_word(std::string_view line)
{
    std::size_t at = 0;
    std::string word;
    while (at + 1 < line.size() && line[at] >= 'A' && line[at] <= 'Z' && line[at + 1] == ' ') {
        word += line[at];
        at += 2;
    }
    const std::size_t number = line.find_first_not_of(' ', at);
    if (word.size() < 3 || number == std::string_view::npos || !is_digit(line[number]) ||
        !word_lists().terms(fold_words(word)).has(Term::prefix)) {
        return std::nullopt;
    }
    return DialectLine{.text = word + " " + std::string(line.substr(number))};
}

} // namespace

std::optional<DialectLine> read_framed_number(std::string_view line)
{
    if (line.size() < 6 || std::string_view("*-=~").find(line.front()) == std::string_view::npos) {
        return std::nullopt;
    }
    const auto sign = [&line](char c) { return c == line.front(); };
    const auto skip = [&line](std::size_t at, auto of) {
        while (at < line.size() && of(line[at])) {
            ++at;
        }
        return at;
    };
    const auto space = [](char c) { return c == ' '; };
    const std::size_t number = skip(skip(0, sign), space);
    const std::size_t number_end = skip(number, is_digit);
    const std::size_t close = skip(number_end, space);
    const std::size_t close_end = skip(close, sign);
    std::string_view title = trim(line.substr(close_end));
    while (!title.empty() && sign(title.back())) {
        title.remove_suffix(1);
    }
    title = trim(title);
    constexpr std::size_t most_digits = 2;
    if (number_end == number || number_end - number > most_digits || close_end == close ||
        close == number_end || close_end == line.size() || line[close_end] != ' ' ||
        !starts_upper(title)) {
        return std::nullopt;
    }
    return DialectLine{.text = std::string(line.substr(number, number_end - number)) + ". " +
                               std::string(title),
                       .heading_level = 3};
}

namespace {

constexpr std::size_t longest_led_label = 40; // bytes

/// "Møtedato ........ 15. oktober 2013" as "Møtedato: 15. oktober 2013"; not a line of a table of
/// contents, which ends in a page.
std::optional<DialectLine> read_leaders(std::string_view line)
{
    const std::size_t dots = line.substr(0, longest_led_label).find(" ....");
    if (dots == std::string_view::npos || dots == 0) {
        return std::nullopt;
    }
    const std::string_view label = trim(line.substr(0, dots));
    const std::string_view said =
        trim(line.substr(std::min(line.find_first_not_of(". ", dots), line.size())));
    constexpr std::size_t longest_page = 4; // bytes, "127."
    constexpr std::size_t longest_words = 4;
    const bool page =
        said.size() <= longest_page && is_digit(said.back() == '.' ? said.front() : said.back());
    if (said.empty() || page || label.back() == ':' || count_words(label) > longest_words ||
        said.starts_with("side ")) {
        return std::nullopt;
    }
    return DialectLine{.text = std::string(label) + ": " + std::string(said)};
}

} // namespace

std::optional<DialectLine> read_dialect(std::string_view line)
{
    if (line.size() < 4) {
        return std::nullopt;
    }
    if (line.front() == '\\') {
        return read_latex(line);
    }
    if (line.front() == 'h' && line[1] >= '1' && line[1] <= '6' && line.substr(2, 2) == ". ") {
        return DialectLine{.text = std::string(trim(line.substr(4))),
                           .heading_level = line[1] - '0'};
    }
    if (is_digit(line.front()) || line.front() == '[') {
        return read_meetbot(line);
    }
    if (line.front() == '#') {
        return read_command(line.substr(1));
    }
    if (line.front() == ':' || line.back() == ':') {
        return read_pictures(line);
    }
    if (line.size() > 6 && (line.starts_with("{{%") || line.starts_with("{{<"))) {
        return read_shortcode(line);
    }
    // "| Tid: 09.00" of reStructuredText, which keeps its lines apart; "|Godtatt", a cell of
    // AsciiDoc
    if (line.front() == '|' && line.find('|', 1) == std::string_view::npos) {
        return DialectLine{.text = std::string(trim(line.substr(1)))};
    }
    if (starts_upper(line) &&
        line.substr(0, longest_led_label).find(" ....") != std::string_view::npos) {
        return read_leaders(line);
    }
    if (line[1] == ' ' && line[3] == ' ' && line.front() >= 'A' && line.front() <= 'Z') {
        return read_spaced_word(line);
    }
    return std::nullopt;
}

} // namespace saksklar::structure
