// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar {

/// One escape sequence and what it stands for.
struct Escape {
    Span span{};
    std::string after;
    bool letter = false; ///< stands for a letter
    bool loose = false;  ///< its end is missing or doubtful: the word must be a known one
};

/// A word with escapes in it: letters and letter escapes that touch each other.
struct EscapedWord {
    Span span{};
    std::string after;
    std::u32string after_points;
    std::size_t escapes = 0;
    bool has_letters = false; ///< has letters that were not escaped
    bool quoted = false;      ///< stands between quotation marks, as an example does
    bool loose = false;       ///< has a loose escape
};

/// The word around the letter escape `first`; `read` reads the escape at an offset, if one is
/// there. Looks no further back than `from`.
template <class Read>
EscapedWord word_around(std::string_view text, std::size_t from, Escape first, const Read& read)
{
    constexpr std::size_t reach = 64; // bytes before, letters after
    std::size_t begin = first.span.begin;
    while (begin > from && first.span.begin - begin < reach) {
        const PlacedCodePoint point = code_point_before(text, begin);
        if (!is_letter(point.value)) {
            break;
        }
        begin = point.begin;
    }
    EscapedWord word;
    word.after = text.substr(begin, first.span.begin - begin);
    word.has_letters = begin != first.span.begin;
    word.after += first.after;
    word.escapes = 1;
    word.loose = first.loose;
    std::size_t end = first.span.end;
    for (std::size_t steps = 0; end < text.size() && steps < reach; ++steps) {
        if (std::optional<Escape> next = read(text, end); next && next->letter) {
            word.after += next->after;
            word.escapes += 1;
            word.loose = word.loose || next->loose;
            end = next->span.end;
            continue;
        }
        const PlacedCodePoint point = code_point_at(text, end);
        if (!is_letter(point.value)) {
            break;
        }
        word.after += text.substr(point.begin, point.end - point.begin);
        word.has_letters = true;
        end = point.end;
    }
    word.span = {begin, end};
    word.after_points = to_code_points(word.after);
    const auto is_quote = [](char c) { return c == '"' || c == '\'' || c == '`' || c == '('; };
    const auto is_end_quote = [](char c) { return c == '"' || c == '\'' || c == '`' || c == ')'; };
    word.quoted =
        begin > 0 && end < text.size() && is_quote(text[begin - 1]) && is_end_quote(text[end]);
    return word;
}

/// The value of a hexadecimal digit, or -1.
inline int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Text of bytes: UTF-8 where it is, CP1252 where it is not.
inline std::string text_of(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size();) {
        const utf8::CodePoint point = utf8::decode(bytes, i);
        if (point.value != utf8::malformed && utf8::escaped_byte(point.value) < 0) {
            text += bytes.substr(i, point.size_bytes);
            i += point.size_bytes;
        } else {
            utf8::append(text, to_unicode(Charset::cp1252, static_cast<unsigned char>(bytes[i])));
            ++i;
        }
    }
    return text;
}

/// Whether an unknown word is at least spelled like one.
inline bool is_likely(const EscapedWord& word, const WordJudge& judge)
{
    return word.has_letters &&
           judge.cost(word.after_points) < 4.5 * static_cast<double>(word.after_points.size() + 1);
}

inline Edit edit_of(std::string_view text,
                    Span span,
                    std::string after,
                    std::string_view rule,
                    std::string_view evidence,
                    double probability)
{
    Edit edit;
    edit.span = span;
    edit.before = text.substr(span.begin, span.size());
    edit.after = std::move(after);
    edit.rule = rule;
    edit.evidence = evidence;
    edit.probability = probability;
    return edit;
}

} // namespace saksklar
