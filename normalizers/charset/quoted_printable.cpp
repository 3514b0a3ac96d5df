// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/escapes.hpp"
#include "normalizers/charset/escapes_common.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace saksklar {

namespace {

/// The byte that "=XX" at `offset` stands for, or -1.
int escaped_at(std::string_view text, std::size_t offset)
{
    if (offset + 2 >= text.size() || text[offset] != '=') {
        return -1;
    }
    const int high = hex_digit(text[offset + 1]);
    const int low = hex_digit(text[offset + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// How long a soft line break at `offset` is: "=", blanks, line break. 0: there is none.
std::size_t soft_break(std::string_view text, std::size_t offset)
{
    std::size_t end = offset + 1;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t') && end - offset < 8) {
        ++end;
    }
    if (end < text.size() && text[end] == '\r') {
        ++end;
    }
    return end < text.size() && text[end] == '\n' ? end + 1 - offset : 0;
}

/// A run of "=XX", soft breaks between them included, from `offset` on.
std::optional<Escape> read_run(std::string_view text, std::size_t offset)
{
    std::string bytes;
    std::size_t end = offset;
    std::size_t at = offset;
    while (at < text.size() && text[at] == '=' && bytes.size() < 64) {
        const int byte = escaped_at(text, at);
        if (byte >= 0x80 || (byte >= 0x20 && byte < 0x7F)) {
            bytes += static_cast<char>(static_cast<unsigned char>(byte));
            at += 3;
            end = at;
            continue;
        }
        // A letter of two bytes may be cut by the end of a line.
        const std::size_t length = bytes.empty() ? 0 : soft_break(text, at);
        if (length == 0 || escaped_at(text, at + length) < 0x80) {
            break;
        }
        at += length;
    }
    if (bytes.empty()) {
        return std::nullopt;
    }
    Escape escape{{offset, end}, text_of(bytes), false, false};
    const auto points = to_code_points(escape.after);
    escape.letter =
        std::ranges::all_of(points, [](char32_t c) { return is_letter(c) && c >= 0x80; });
    // Controls are no text: not this escape.
    if (std::ranges::any_of(points, [](char32_t c) { return c >= 0x7F && c <= 0x9F; })) {
        return std::nullopt;
    }
    return escape;
}

/// In the word of a letter, a soft line break is nothing.
std::optional<Escape> read_letter_or_break(std::string_view text, std::size_t offset)
{
    if (text[offset] != '=') {
        return std::nullopt;
    }
    if (const std::size_t length = soft_break(text, offset); length != 0) {
        return Escape{{offset, offset + length}, {}, true, false};
    }
    return read_run(text, offset);
}

/// Base64, its line already at hand; malformed input gives nothing.
std::optional<std::string> from_base64(std::string_view code)
{
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : code) {
        int value = -1;
        if (c >= 'A' && c <= 'Z') {
            value = c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            value = c - 'a' + 26;
        } else if (c >= '0' && c <= '9') {
            value = c - '0' + 52;
        } else if (c == '+') {
            value = 62;
        } else if (c == '/') {
            value = 63;
        } else if (c == '=') {
            continue;
        } else {
            return std::nullopt;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(
                static_cast<unsigned char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
        }
    }
    return bytes;
}

bool same_word(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](char a, char b) {
        return lower(static_cast<unsigned char>(a)) == lower(static_cast<unsigned char>(b));
    });
}

/// "=?iso-8859-1?Q?m=F8te?=" (RFC 2047) at `offset`.
std::optional<Escape> read_encoded_word(std::string_view text, std::size_t offset)
{
    constexpr std::size_t longest = 200; // RFC 2047 allows 75
    const std::string_view rest = text.substr(offset, longest);
    if (!rest.starts_with("=?")) {
        return std::nullopt;
    }
    const std::size_t first = rest.find('?', 2);
    if (first == std::string_view::npos || first + 3 >= rest.size() || rest[first + 2] != '?') {
        return std::nullopt;
    }
    const std::size_t end = rest.find("?=", first + 3);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view name = rest.substr(2, first - 2);
    const bool known = same_word(name, "utf-8") || same_word(name, "iso-8859-1") ||
                       same_word(name, "iso-8859-15") || same_word(name, "windows-1252") ||
                       same_word(name, "us-ascii");
    const char kind = rest[first + 1];
    const std::string_view code = rest.substr(first + 3, end - first - 3);
    if (!known || code.find_first_of(" \t\r\n") != std::string_view::npos) {
        return std::nullopt;
    }
    std::string bytes;
    if (kind == 'B' || kind == 'b') {
        const auto decoded = from_base64(code);
        if (!decoded) {
            return std::nullopt;
        }
        bytes = *decoded;
    } else if (kind == 'Q' || kind == 'q') {
        for (std::size_t i = 0; i < code.size(); ++i) {
            const int byte = escaped_at(code, i);
            if (byte >= 0) {
                bytes += static_cast<char>(static_cast<unsigned char>(byte));
                i += 2;
            } else {
                bytes += code[i] == '_' ? ' ' : code[i];
            }
        }
    } else {
        return std::nullopt;
    }
    std::string decoded = text_of(bytes);
    if (std::ranges::any_of(to_code_points(decoded),
                            [](char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); })) {
        return std::nullopt;
    }
    return Escape{{offset, offset + end + 2}, std::move(decoded), false, false};
}

/// Whether the text was written as quoted-printable all through: no line is longer than it allows,
/// some are cut where it cuts them, and other signs are escaped too.
bool is_written_so(std::string_view text)
{
    constexpr std::size_t longest_line = 76; // RFC 2045
    std::size_t cuts = 0;
    bool escapes = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.size() > longest_line) {
            return false;
        }
        cuts += line.size() + 4 >= longest_line && line.ends_with('=') ? 1U : 0U;
        for (std::size_t at = line.find('='); at != std::string_view::npos && !escapes;
             at = line.find('=', at + 1)) {
            escapes = escaped_at(line, at) >= 0;
        }
        begin = end + 1;
    }
    return cuts >= 3 && escapes;
}

} // namespace

std::vector<Edit>
undo_quoted_printable(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    constexpr std::string_view rule = "charset.quoted-printable";
    /// Signs and soft breaks further than this from a damaged word are not known to be escapes.
    constexpr std::size_t reach = 2000; // bytes
    std::vector<Edit> edits;
    std::vector<Edit> waiting;
    std::vector<std::size_t> words; // where the damaged words are
    std::size_t done = 0;
    for (std::size_t at = text.find('='); at != std::string_view::npos;
         at = text.find('=', std::max(at + 1, done))) {
        if (auto encoded = read_encoded_word(text, at)) {
            done = encoded->span.end;
            edits.push_back(edit_of(text,
                                    encoded->span,
                                    std::move(encoded->after),
                                    "charset.encoded-word",
                                    "an encoded word of e-mail",
                                    0.9995));
            continue;
        }
        if (const std::size_t length = soft_break(text, at); length != 0) {
            // The word that the break cuts may have its damaged letter behind it.
            const bool before_letter = at > done && is_letter(code_point_before(text, at).value) &&
                                       at + length < text.size();
            if (before_letter) {
                const EscapedWord word = word_around(
                    text, done, Escape{{at, at + length}, {}, true, false}, read_letter_or_break);
                const bool damaged =
                    std::ranges::any_of(word.after_points, [](char32_t c) { return c >= 0x80; });
                if (damaged && word.escapes > 1 && judge.known(word.after_points)) {
                    done = word.span.end;
                    words.push_back(at);
                    edits.push_back(
                        edit_of(text, word.span, word.after, rule, "a known word", 0.9995));
                    continue;
                }
            }
            waiting.push_back(edit_of(text,
                                      {at, at + length},
                                      {},
                                      rule,
                                      "a soft line break beside words that were escaped",
                                      0.98));
            done = at + length;
            continue;
        }
        auto run = read_run(text, at);
        if (!run) {
            continue;
        }
        if (!run->letter) {
            done = run->span.end;
            waiting.push_back(edit_of(text,
                                      run->span,
                                      std::move(run->after),
                                      rule,
                                      "beside words that were escaped",
                                      0.98));
            continue;
        }
        const EscapedWord word = word_around(text, done, *run, read_letter_or_break);
        done = word.span.end;
        const bool known = judge.known(word.after_points);
        const bool likely =
            known || evidence.words > 2 ||
            judge.cost(word.after_points) < 4.5 * static_cast<double>(word.after_points.size() + 1);
        Edit edit = edit_of(text,
                            word.span,
                            word.after,
                            rule,
                            known ? "a known word" : "letters of a word",
                            known ? 0.9995 : 0.98);
        if (likely && word.has_letters && (known || !judge.has_words() || evidence.words > 0)) {
            evidence.words += known ? 1 : 0;
            words.push_back(at);
            edits.push_back(std::move(edit));
        } else if (likely || known) {
            waiting.push_back(std::move(edit));
        }
    }
    const bool all = is_written_so(text);
    for (Edit& edit : waiting) {
        const auto next = std::ranges::lower_bound(words, edit.span.begin);
        const bool near_next = next != words.end() && *next - edit.span.begin < reach;
        const bool near_last = next != words.begin() && edit.span.begin - *std::prev(next) < reach;
        if (all || near_next || near_last) {
            edits.push_back(std::move(edit));
        }
    }
    std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    return edits;
}

} // namespace saksklar
