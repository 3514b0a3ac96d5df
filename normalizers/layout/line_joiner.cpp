// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/line_joiner.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/word_judge.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace saksklar {

namespace {

/// What the joining asks of a line.
struct LineLook {
    std::size_t length = 0; ///< code points, without white space at the ends
    std::size_t indent = 0;
    std::string_view body; ///< without white space at the ends
    bool item = false;     ///< begins with a bullet, a number, a label
    bool row = false;      ///< has a tab or wide gaps inside
};

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trimmed(std::string_view line)
{
    while (!line.empty() && is_blank(line.front())) {
        line.remove_prefix(1);
    }
    while (!line.empty() && is_blank(line.back())) {
        line.remove_suffix(1);
    }
    return line;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// "1.", "1.2", "12)", "a)", "b." and bullets, followed by a blank.
bool begins_item(std::string_view body)
{
    constexpr std::array<std::string_view, 16> bullets{
        "•", "●", "○", "◦", "▪", "■", "□", "–", "—", "-", "*", "+", "·", "\uF0B7", "\uF0A7", "►"};
    for (const std::string_view sign : bullets) {
        if (body.starts_with(sign) && body.size() > sign.size() && is_blank(body[sign.size()])) {
            return true;
        }
    }
    std::size_t at = 0;
    while (at < body.size() && at < 8 && (is_digit(body[at]) || body[at] == '.')) {
        ++at;
    }
    if (at > 0 && is_digit(body[0])) {
        const bool closed = body[at - 1] == '.' || (at < body.size() && body[at] == ')');
        at += at < body.size() && body[at] == ')' ? 1U : 0U;
        // "3. desember" goes on a sentence, "3. Regnskap" is an item.
        const bool spaced = at < body.size() && is_blank(body[at]);
        if (closed && spaced) {
            const std::string_view rest = trimmed(body.substr(at));
            return !rest.empty() && !(rest[0] >= 'a' && rest[0] <= 'z');
        }
        return false;
    }
    const bool letter = body.size() > 2 &&
                        ((body[0] >= 'a' && body[0] <= 'z') || (body[0] >= 'A' && body[0] <= 'Z'));
    return letter && (body[1] == ')' || body[1] == '.') && is_blank(body[2]);
}

bool has_columns(std::string_view body)
{
    return body.find('\t') != std::string_view::npos || body.find("   ") != std::string_view::npos;
}

LineLook look_at(std::string_view line)
{
    LineLook look;
    look.body = trimmed(line);
    look.indent = static_cast<std::size_t>(look.body.data() - line.data());
    look.length = static_cast<std::size_t>(std::ranges::count_if(
        look.body, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    look.item = begins_item(look.body);
    look.row = has_columns(look.body);
    return look;
}

char32_t first_of(std::string_view text)
{
    return text.empty() ? 0 : utf8::decode(text, 0).value;
}

char32_t last_of(std::string_view text)
{
    return text.empty() ? 0 : code_point_before(text, text.size()).value;
}

bool is_small(char32_t value)
{
    return is_letter(value) && !is_upper(value);
}

/// How long the lines of the paragraphs around are: the 80th percentile of those with text.
std::size_t usual_length(const std::vector<LineLook>& lines)
{
    std::vector<std::size_t> lengths;
    for (const LineLook& line : lines) {
        if (line.length > 0 && !line.row) {
            lengths.push_back(line.length);
        }
    }
    if (lengths.empty()) {
        return 0;
    }
    const auto at = static_cast<std::ptrdiff_t>(lengths.size() * 4 / 5);
    std::ranges::nth_element(lengths, lengths.begin() + at);
    return lengths[static_cast<std::size_t>(at)];
}

/// The letters before the hyphen at the end of `text`, and whether one stands there.
struct Halves {
    std::string_view left;
    std::string_view right;
    std::size_t hyphen_bytes = 0;
};

Halves halves_of(std::string_view left, std::string_view right)
{
    Halves halves;
    for (const std::string_view hyphen : {"-", "\u00AD", "\u2010", "¬"}) {
        if (left.ends_with(hyphen)) {
            halves.hyphen_bytes = hyphen.size();
        }
    }
    if (halves.hyphen_bytes == 0) {
        return halves;
    }
    const std::string_view before = left.substr(0, left.size() - halves.hyphen_bytes);
    std::size_t begin = before.size();
    while (begin > 0) {
        const PlacedCodePoint point = code_point_before(before, begin);
        if (!is_letter(point.value)) {
            break;
        }
        begin = point.begin;
    }
    halves.left = before.substr(begin);
    std::size_t end = 0;
    while (end < right.size()) {
        const PlacedCodePoint point = code_point_at(right, end);
        if (!is_letter(point.value)) {
            break;
        }
        end = point.end;
    }
    halves.right = right.substr(0, end);
    return halves;
}

std::string lowered(std::string_view text)
{
    std::string result;
    for (const char32_t value : to_code_points(text)) {
        utf8::append(result, lower(value));
    }
    return result;
}

enum class Join { no, with_space, keep_hyphen, hyphen_with_space, drop_hyphen };

bool is_conjunction(std::string_view word)
{
    constexpr std::array<std::string_view, 9> words{
        "og", "eller", "samt", "til", "men", "and", "or", "både", "enten"};
    return std::ranges::find(words, word) != words.end();
}

bool all_capitals(std::string_view text)
{
    return std::ranges::all_of(to_code_points(text), is_upper);
}

/// What becomes of a hyphen at the end of a line.
Join at_hyphen(const Halves& halves, const IsWord& is_word)
{
    if (halves.left.empty() || halves.right.empty()) {
        // "2023-", " -": a dash, or a number that goes on.
        return halves.left.empty() && halves.right.empty() ? Join::with_space : Join::keep_hyphen;
    }
    const std::string left = lowered(halves.left);
    const std::string right = lowered(halves.right);
    if (is_conjunction(right)) {
        return Join::hyphen_with_space;
    }
    // A capital behind the hyphen, or a word in capitals before it, is no division of a word.
    if (!is_small(first_of(halves.right))) {
        const bool capitals = all_capitals(halves.left) && all_capitals(halves.right);
        if (!capitals) {
            return Join::keep_hyphen;
        }
    } else if (is_upper(last_of(halves.left))) {
        return Join::keep_hyphen; // "UiB-ansatte"
    }
    if (!is_word) {
        return Join::drop_hyphen;
    }
    if (is_word(left + right)) {
        return Join::drop_hyphen;
    }
    // Both halves words, together none: "work-shop" as it was written; one of them no word:
    // the layout divided a word that is not in the list.
    return is_word(left) && is_word(right) && left.size() > 2 && right.size() > 2
               ? Join::keep_hyphen
               : Join::drop_hyphen;
}

/// "Sak 2/08", "Vedtak:": begins something of its own.
bool begins_label(std::string_view body, bool may_be_number)
{
    const std::string_view word = body.substr(0, std::min(body.find(' '), body.size()));
    const bool number_next =
        may_be_number && word.size() + 1 < body.size() && is_digit(body[word.size() + 1]);
    return is_upper(first_of(body)) &&
           (word.ends_with(':') || (number_next && is_letter(last_of(word))));
}

bool ends_sentence(std::string_view body)
{
    const char32_t last = last_of(body);
    return last == U'.' || last == U'!' || last == U'?' || last == U':';
}

Join between(const LineLook& left, const LineLook& right, std::size_t usual, const IsWord& is_word)
{
    if (left.length == 0 || right.length == 0 || right.item || left.row || right.row) {
        return Join::no;
    }
    const char32_t first = first_of(right.body);
    const Halves halves = halves_of(left.body, right.body);
    if (halves.hyphen_bytes > 0 && !halves.left.empty()) {
        return at_hyphen(halves, is_word);
    }
    // A line that has room for the next word was ended on purpose.
    const std::size_t word_end = std::min(right.body.find(' '), right.body.size());
    const bool had_room = left.length + word_end + 2 < usual;
    if (is_small(first)) {
        // A sentence goes on, unless the line is so short that it is a heading or a list.
        return had_room && (left.length * 2 < usual || ends_sentence(left.body)) ? Join::no
                                                                                 : Join::with_space;
    }
    const bool short_after_end =
        ends_sentence(left.body) && right.length * 2 < usual && !ends_sentence(right.body);
    if (had_room || last_of(left.body) == U':' || short_after_end ||
        begins_label(right.body, ends_sentence(left.body) || right.length * 2 < usual)) {
        return Join::no;
    }
    // A full line followed by a capital or a number: a sentence that ends there may end the
    // paragraph, too; the layout says so by indenting what follows.
    if (ends_sentence(left.body) && right.indent > left.indent && !left.item) {
        return Join::no;
    }
    // Lists of names and headings are made of lines much shorter than text is set.
    return usual < 40 ? Join::no : Join::with_space;
}

} // namespace

JoinedText join_lines(std::span<const std::string> lines, const IsWord& is_word)
{
    JoinedText joined;
    std::vector<LineLook> looks;
    looks.reserve(lines.size());
    for (const std::string& line : lines) {
        looks.push_back(look_at(line));
    }
    const std::size_t usual = usual_length(looks);
    const auto add_edit = [&](Span span, std::string before, std::string after, const char* why) {
        Edit edit;
        edit.span = span;
        edit.before = std::move(before);
        edit.after = std::move(after);
        edit.rule = "layout.join";
        edit.evidence = why;
        edit.probability = 0.98;
        joined.edits.push_back(std::move(edit));
    };

    std::size_t line_begin = 0;
    std::size_t taken = 0; // of the current line: where the last join left its text
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        const bool last = i + 1 == lines.size();
        const Join join = last ? Join::no : between(looks[i], looks[i + 1], usual, is_word);
        if (join == Join::no) {
            joined.text += line.substr(taken);
            joined.text += last ? "" : "\n";
            taken = 0;
            line_begin += line.size() + 1;
            continue;
        }
        std::size_t end =
            static_cast<std::size_t>(looks[i].body.data() - line.data()) + looks[i].body.size();
        std::string glue;
        const char* why = "the sentence goes on";
        switch (join) {
        case Join::drop_hyphen:
            end -= halves_of(looks[i].body, looks[i + 1].body).hyphen_bytes;
            why = "a word divided at the end of the line";
            break;
        case Join::keep_hyphen:
            why = "the hyphen belongs to the word";
            break;
        default:
            glue = " ";
            break;
        }
        joined.text += line.substr(taken, end - taken);
        joined.text += glue;
        const std::size_t next_text = looks[i + 1].indent;
        const Span span{line_begin + end, line_begin + line.size() + 1 + next_text};
        std::string before(line.substr(end));
        before += '\n';
        before += std::string_view(lines[i + 1]).substr(0, next_text);
        add_edit(span, std::move(before), glue, why);
        taken = next_text;
        line_begin += line.size() + 1;
    }
    return joined;
}

} // namespace saksklar
