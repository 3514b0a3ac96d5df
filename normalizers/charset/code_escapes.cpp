// SPDX-License-Identifier: Apache-2.0
// Escapes of program code, of addresses and of seven-bit mail that were left in running text.
#include "normalizers/charset/escapes.hpp"
#include "normalizers/charset/escapes_common.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

namespace saksklar {

namespace {

/// "hex" digits at `offset`: their value, or -1.
std::int32_t hex_at(std::string_view text, std::size_t offset, std::size_t digits)
{
    if (offset > text.size() || text.size() - offset < digits) {
        return -1;
    }
    std::int32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const int digit = hex_digit(text[offset + i]);
        if (digit < 0 || value > 0x7FFFFF) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

std::int32_t octal_at(std::string_view text, std::size_t offset)
{
    std::int32_t value = 0;
    for (std::size_t i = offset; i < offset + 3; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '7') {
            return -1;
        }
        value = value * 8 + (text[i] - '0');
    }
    return value;
}

/// Escapes of one byte: how each begins, and how long it is.
struct ByteForm {
    std::string_view begin{};
    bool octal = false;
    std::size_t size = 0;
};

constexpr ByteForm hexadecimal{"\\x", false, 4};
constexpr ByteForm rich_text{"\\'", false, 4};
constexpr ByteForm octal{"\\", true, 4};
constexpr ByteForm percent{"%", false, 3};

std::int32_t byte_at(std::string_view text, std::size_t offset, const ByteForm& form)
{
    if (!text.substr(std::min(offset, text.size())).starts_with(form.begin)) {
        return -1;
    }
    const std::size_t digits = offset + form.begin.size();
    const std::int32_t value = form.octal ? octal_at(text, digits) : hex_at(text, digits, 2);
    return value >= 0x80 && value <= 0xFF ? value : -1;
}

bool is_foreign_letters(std::u32string_view points)
{
    return !points.empty() && std::ranges::all_of(points, [](char32_t value) {
        return value >= 0x80 && is_letter(value);
    });
}

bool has_controls(std::u32string_view points)
{
    return std::ranges::any_of(points, [](char32_t value) {
        return value < 0x20 || (value >= 0x7F && value <= 0x9F) || utf8::escaped_byte(value) >= 0 ||
               (value >= 0xE000 && value <= 0xF8FF);
    });
}

std::optional<Escape> escape_of(Span span, std::string after)
{
    const std::u32string points = to_code_points(after);
    if (has_controls(points)) {
        return std::nullopt;
    }
    return Escape{span, std::move(after), is_foreign_letters(points), false};
}

/// A run of byte escapes that together are letters: "\303\270", "\xf8", "%C3%B8".
std::optional<Escape> read_bytes(std::string_view text, std::size_t offset, const ByteForm& form)
{
    constexpr std::size_t most_bytes = 64;
    std::string bytes;
    std::size_t end = offset;
    while (bytes.size() < most_bytes) {
        const std::int32_t byte = byte_at(text, end, form);
        if (byte < 0) {
            break;
        }
        bytes += static_cast<char>(static_cast<unsigned char>(byte));
        end += form.size;
    }
    return bytes.empty() ? std::nullopt : escape_of({offset, end}, text_of(bytes));
}

/// "\u00f8", also as a pair of surrogates, "\u{f8}" and "\U000000f8".
std::optional<Escape> read_code_point(std::string_view text, std::size_t offset)
{
    const std::string_view rest = text.substr(offset, 12);
    std::int32_t value = -1;
    std::size_t size = 0;
    if (rest.starts_with("\\u{")) {
        const std::size_t close = rest.find('}');
        if (close != std::string_view::npos && close > 4 && close <= 9) {
            value = hex_at(rest, 3, close - 3);
            size = close + 1;
        }
    } else if (rest.starts_with("\\u")) {
        value = hex_at(rest, 2, 4);
        size = 6;
        if (value >= 0xD800 && value <= 0xDBFF && rest.substr(6).starts_with("\\u")) {
            const std::int32_t low = hex_at(rest, 8, 4);
            value = low >= 0xDC00 && low <= 0xDFFF
                        ? 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
                        : -1;
            size = 12;
        }
    } else if (rest.starts_with("\\U")) {
        value = hex_at(rest, 2, 8);
        size = 10;
    }
    if (value < 0x80 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return std::nullopt;
    }
    std::string after;
    utf8::append(after, static_cast<char32_t>(value));
    return escape_of({offset, offset + size}, std::move(after));
}

std::optional<Escape> read_backslash(std::string_view text, std::size_t offset)
{
    if (text[offset] != '\\') {
        return std::nullopt;
    }
    if (auto escape = read_code_point(text, offset)) {
        return escape;
    }
    for (const ByteForm& form : {hexadecimal, rich_text, octal}) {
        if (auto escape = read_bytes(text, offset, form)) {
            return escape;
        }
    }
    return std::nullopt;
}

std::optional<Escape> read_percent(std::string_view text, std::size_t offset)
{
    if (text[offset] != '%') {
        return std::nullopt;
    }
    auto escape = read_bytes(text, offset, percent);
    // One byte is a letter that Norwegian has, or a formatting of some program: "%candid".
    if (escape && escape->span.size() == percent.size) {
        const char32_t letter = utf8::decode(escape->after, 0).value;
        if (!is_norwegian(letter) &&
            std::u32string_view(U"éèêòóôäöüÉÄÖÜ").find(letter) == std::u32string_view::npos) {
            return std::nullopt;
        }
    }
    return escape;
}

int base64_digit(char c)
{
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t at = digits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// "+APg-": UTF-16 in base64 between a plus and whatever ends it (RFC 2152).
std::optional<Escape> read_utf7(std::string_view text, std::size_t offset)
{
    constexpr std::size_t longest = 40;
    if (text[offset] != '+') {
        return std::nullopt;
    }
    std::size_t end = offset + 1;
    std::uint32_t bits = 0;
    unsigned count = 0;
    std::string after;
    std::u32string points;
    while (end < text.size() && end - offset < longest) {
        const int digit = base64_digit(text[end]);
        if (digit < 0) {
            break;
        }
        bits = ((bits << 6U) | static_cast<std::uint32_t>(digit)) & 0x3FFFFFU;
        count += 6;
        ++end;
        if (count >= 16) {
            count -= 16;
            const char32_t value = (bits >> count) & 0xFFFFU;
            // Only what had to be written so; all else is base64 or a sum.
            const bool usual = (value >= 0xA0 && value < 0x180) ||
                               (value >= 0x2010 && value <= 0x203A) || value == 0x20AC;
            if (!usual) {
                return std::nullopt;
            }
            points += value;
            utf8::append(after, value);
        }
    }
    const bool padded = count < 6 && (bits & ((1U << count) - 1)) == 0;
    if (points.empty() || !padded) {
        return std::nullopt;
    }
    if (end < text.size() && text[end] == '-') {
        ++end;
    }
    return Escape{{offset, end}, std::move(after), is_foreign_letters(points), false};
}

/// UTF-8 whose high bits a line of seven bits took: "mC8te", "pC%". Ø, Å and Æ have controls.
std::optional<Escape> read_stripped(std::string_view text, std::size_t offset)
{
    if (text[offset] != 'C' || offset + 1 >= text.size()) {
        return std::nullopt;
    }
    constexpr std::string_view seen = "&8%\x06\x18\x05";
    constexpr std::u32string_view letters = U"æøåÆØÅ";
    const std::size_t which = seen.find(text[offset + 1]);
    if (which == std::string_view::npos) {
        return std::nullopt;
    }
    Escape escape{{offset, offset + 2}, {}, true, true};
    utf8::append(escape.after, letters[which]);
    return escape;
}

/// Whether the place is in a literal of code, which escapes are at home in: {"a": "m\u00f8te"},
/// puts("m\370te"), ["m\u00f8te", "m\u00f8ter"].
bool in_literal(std::string_view text, std::size_t at)
{
    constexpr std::size_t reach = 2000; // bytes
    std::size_t line = at;
    while (line > 0 && text[line - 1] != '\n' && at - line < reach) {
        --line;
    }
    bool open = false;
    std::size_t quote = 0;
    for (std::size_t i = line; i < at; ++i) {
        if (text[i] == '"' && (i == line || text[i - 1] != '\\')) {
            open = !open;
            quote = i;
        }
    }
    if (!open) {
        return false;
    }
    while (quote > line && (text[quote - 1] == ' ' || text[quote - 1] == '\t')) {
        --quote;
    }
    if (quote == line) {
        return true;
    }
    const char before = text[quote - 1];
    const char second = quote > line + 1 ? text[quote - 2] : ' ';
    // Prose quotes behind colons, commas and parentheses, too: 'sa: "m\\u00f8te"'.
    if (before == ':' || before == ',') {
        return second == '"' || second == '\'';
    }
    return before == '(' ? second > ' '
                         : std::string_view("=[{+").find(before) != std::string_view::npos;
}

enum class Around { word, words_at_slash, address };

/// What stands between the blanks around `span`: a word, words as in "og/eller", or more: an
/// address, a path, a file's name.
Around around(std::string_view text, Span span)
{
    constexpr std::size_t reach = 300; // bytes
    std::size_t begin = span.begin;
    while (begin > 0 && text[begin - 1] > ' ' && span.begin - begin < reach) {
        --begin;
    }
    std::size_t end = span.end;
    while (end < text.size() && text[end] > ' ' && end - span.end < reach) {
        ++end;
    }
    const std::string_view token = text.substr(begin, end - begin);
    for (std::size_t at = token.find('%'); at != std::string_view::npos;
         at = token.find('%', at + 1)) {
        // "%20": a whole text was made an address.
        if (hex_at(token, at + 1, 2) < 0x80) {
            return Around::address;
        }
    }
    const std::string_view right = text.substr(span.end, end - span.end);
    const std::size_t dot = right.find('.');
    if (token.find_first_of("?=&_+@#:\\") < token.size() - 1 ||
        text.substr(begin, span.begin - begin).find('.') != std::string_view::npos ||
        (dot != std::string_view::npos && dot + 1 < right.size() && right[dot + 1] > ',')) {
        return Around::address;
    }
    const auto slashes = std::ranges::count(token, '/');
    if (slashes == 0) {
        return Around::word;
    }
    return slashes <= 2 && !token.starts_with('/') && !token.ends_with('/') ? Around::words_at_slash
                                                                            : Around::address;
}

enum class Place { nowhere, literal_of_code, address };

struct Kind {
    std::string_view rule{};
    char sign = 0; ///< begins every escape
    std::optional<Escape> (*read)(std::string_view, std::size_t) = nullptr;
    Place not_in = Place::nowhere;
    bool has_signs = false; ///< signs were escaped too, and known words show it
};

/// "VC%d", "BC8": short, or behind a capital, what looks escaped is something else.
bool is_doubtful(std::string_view text, const EscapedWord& word, const Escape& first)
{
    if (first.span.begin == word.span.begin) {
        return word.after_points.size() < 4 &&
               !(word.after_points.size() == 1 && lower(word.after_points[0]) == U'å');
    }
    const char before = text[first.span.begin - 1];
    return word.after_points.size() < 2 || (before >= 'A' && before <= 'Z');
}

std::vector<Edit>
undo(std::string_view text, const Kind& kind, EscapeEvidence& evidence, const WordJudge& judge)
{
    // Words that show that the text was escaped, and that all of it was.
    constexpr std::size_t enough = 2;
    constexpr std::size_t settled = 10;
    std::vector<Edit> edits;
    std::vector<Edit> waiting; // lone letters, signs and unknown words
    std::vector<Edit> doubtful;
    std::size_t done = 0;
    for (std::size_t at = text.find(kind.sign); at != std::string_view::npos;
         at = text.find(kind.sign, std::max(at + 1, done))) {
        // An escaped backslash is one that was meant.
        if (kind.sign == '\\' && at > 0 && text[at - 1] == '\\') {
            continue;
        }
        auto escape = kind.read(text, at);
        if (!escape) {
            continue;
        }
        if (!escape->letter) {
            if (kind.has_signs && !in_literal(text, at)) {
                waiting.push_back(edit_of(text,
                                          escape->span,
                                          std::move(escape->after),
                                          kind.rule,
                                          "the words of the text were escaped too",
                                          0.98));
                done = escape->span.end;
            }
            continue;
        }
        const EscapedWord word = word_around(text, done, *escape, kind.read);
        done = word.span.end;
        const Around place = kind.not_in == Place::address ? around(text, word.span) : Around::word;
        if (place == Around::address ||
            (kind.not_in == Place::literal_of_code && in_literal(text, word.span.begin))) {
            continue;
        }
        const bool known = judge.known(word.after_points) && !has_odd_case(word.after_points) &&
                           !(word.loose && is_doubtful(text, word, *escape));
        const bool likely = is_likely(word, judge) && !has_odd_case(word.after_points);
        Edit edit = edit_of(text,
                            word.span,
                            word.after,
                            kind.rule,
                            known ? "a known word" : "letters of a word",
                            known ? 0.999 : 0.98);
        if (place == Around::words_at_slash) {
            doubtful.push_back(std::move(edit));
        } else if (known && word.has_letters && word.after_points.size() > 2 &&
                   std::ranges::any_of(word.after_points, is_norwegian)) {
            evidence.words += 1;
            edits.push_back(std::move(edit));
        } else if (!judge.has_words() && likely && !word.loose &&
                   std::ranges::any_of(word.after_points, is_norwegian)) {
            evidence.words += 1;
            edits.push_back(std::move(edit));
        } else if (!word.quoted && (known || likely || !word.loose)) {
            waiting.push_back(std::move(edit));
        } else if (word.has_letters) {
            doubtful.push_back(std::move(edit));
        }
    }
    const auto add = [&](std::vector<Edit>& more) {
        edits.insert(edits.end(),
                     std::make_move_iterator(more.begin()),
                     std::make_move_iterator(more.end()));
    };
    if (evidence.words > enough) {
        add(waiting);
        if (evidence.words > settled) {
            add(doubtful);
        }
        std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    }
    return edits;
}

} // namespace

std::vector<Edit>
undo_backslash_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    constexpr Kind kind{
        "charset.backslash-escape", '\\', read_backslash, Place::literal_of_code, true};
    return undo(text, kind, evidence, judge);
}

std::vector<Edit>
undo_percent_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    constexpr Kind kind{"charset.percent-escape", '%', read_percent, Place::address, false};
    return undo(text, kind, evidence, judge);
}

std::vector<Edit> undo_utf7(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    constexpr Kind kind{"charset.utf-7", '+', read_utf7, Place::nowhere, true};
    return undo(text, kind, evidence, judge);
}

std::vector<Edit>
undo_stripped_utf8(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    constexpr Kind kind{"charset.utf8-stripped", 'C', read_stripped, Place::nowhere, false};
    return undo(text, kind, evidence, judge);
}

} // namespace saksklar
