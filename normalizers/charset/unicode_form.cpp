// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/unicode_form.hpp"

#include "normalizers/charset/code_points.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace saksklar {

namespace {

bool is_combining(char32_t value)
{
    return value >= 0x300 && value <= 0x36F;
}

/// Appends the edit and tells where to go on.
std::size_t add_edit(std::vector<Edit>& edits,
                     std::string_view text,
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
    edits.push_back(std::move(edit));
    return span.end;
}

std::string nfc(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    std::string result(text);
    if (U_SUCCESS(status) != 0) {
        const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
            icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
        const icu::UnicodeString composed = form->normalize(source, status);
        if (U_SUCCESS(status) != 0) {
            result.clear();
            composed.toUTF8String(result);
        }
    }
    return result;
}

/// A base letter with more marks than this is no letter of any language.
constexpr std::size_t most_marks = 8;

/// The letter before `at` and the marks from it on, where they are not composed but can be.
std::size_t
compose(std::vector<Edit>& edits, std::string_view text, PlacedCodePoint at, std::size_t done)
{
    if (at.begin <= done) {
        return at.end;
    }
    const PlacedCodePoint base = code_point_before(text, at.begin);
    std::size_t end = at.end;
    for (std::size_t marks = 1; end < text.size() && marks < most_marks; ++marks) {
        const PlacedCodePoint mark = code_point_at(text, end);
        if (!is_combining(mark.value)) {
            break;
        }
        end = mark.end;
    }
    if (!is_letter(base.value) || base.begin < done) {
        return end;
    }
    const std::string_view before = text.substr(base.begin, end - base.begin);
    std::string after = nfc(before);
    if (after == before) {
        return end;
    }
    return add_edit(edits,
                    text,
                    {base.begin, end},
                    std::move(after),
                    "unicode.nfc",
                    "letter and mark came apart",
                    0.9995);
}

struct Mark {
    char32_t sign = 0;
    std::u32string_view letters{};
    std::u32string_view composed{};
};

/// Marks that page layouts draw as signs of their own. The acute and the diaeresis are common
/// signs too, and ask for a known word.
constexpr std::array marks{
    Mark{U'˚', U"aA", U"åÅ"},
    Mark{U'¨', U"aouAOU", U"äöüÄÖÜ"},
    Mark{U'´', U"eE", U"éÉ"},
};

/// The word around `span`, which may hold a space, as code points in three parts.
struct Around {
    std::u32string left;
    std::u32string right;
};

Around letters_around(std::string_view text, Span span)
{
    constexpr std::size_t reach = 32; // code points
    Around around;
    for (std::size_t begin = span.begin; begin > 0 && around.left.size() < reach;) {
        const PlacedCodePoint point = code_point_before(text, begin);
        if (!is_letter(point.value)) {
            break;
        }
        around.left += point.value;
        begin = point.begin;
    }
    std::ranges::reverse(around.left);
    for (std::size_t end = span.end; end < text.size() && around.right.size() < reach;) {
        const PlacedCodePoint point = code_point_at(text, end);
        if (!is_letter(point.value)) {
            break;
        }
        around.right += point.value;
        end = point.end;
    }
    return around;
}

char32_t composed_of(const Mark& mark, char32_t letter)
{
    const auto at = mark.letters.find(letter);
    return at == std::u32string_view::npos ? 0 : mark.composed[at];
}

/// A ring or dots beside their letter: "p˚a", "p˚ a" (as TeX's PDFs come out) or "pa˚".
std::size_t join_mark(std::vector<Edit>& edits,
                      std::string_view text,
                      PlacedCodePoint at,
                      std::size_t done,
                      const WordJudge& judge)
{
    const auto* const mark =
        std::ranges::find_if(marks, [&](const Mark& entry) { return entry.sign == at.value; });
    const bool ring = at.value == U'˚';

    struct Option {
        Span span{};
        char32_t letter = 0;
        double gain = 0;
    };

    Option best;
    const auto consider = [&](Span span, char32_t letter, bool spaced) {
        if (letter == 0 || span.begin < done) {
            return;
        }
        const Around around = letters_around(text, span);
        std::u32string after = around.left + letter + around.right;
        const bool known = judge.known(after);
        // A ring has no other business beside an a; the others need the word.
        double gain = judge.cost(around.left + U"\u02DA" + around.right) - judge.cost(after) +
                      (known ? 6.0 : 0.0) - (spaced ? 4.0 : 0.0);
        if (!known && (!ring || spaced)) {
            gain = -1;
        }
        if (gain > best.gain) {
            best = {span, letter, gain};
        }
    };
    if (at.begin > done) {
        const PlacedCodePoint before = code_point_before(text, at.begin);
        consider({before.begin, at.end}, composed_of(*mark, before.value), false);
    }
    if (at.end < text.size()) {
        const PlacedCodePoint next = code_point_at(text, at.end);
        consider({at.begin, next.end}, composed_of(*mark, next.value), false);
        if (next.value == U' ' && next.end < text.size()) {
            const PlacedCodePoint letter = code_point_at(text, next.end);
            consider({at.begin, letter.end}, composed_of(*mark, letter.value), true);
        }
    }
    if (best.letter == 0) {
        return at.end;
    }
    std::string after;
    utf8::append(after, best.letter);
    return add_edit(edits,
                    text,
                    best.span,
                    std::move(after),
                    "unicode.stray-mark",
                    "the mark belongs on the letter",
                    ring ? 0.99 : 0.95);
}

constexpr std::array<std::string_view, 7> ligatures{"ff", "fi", "fl", "ffi", "ffl", "ft", "st"};

std::size_t split_ligature(std::vector<Edit>& edits, std::string_view text, PlacedCodePoint at)
{
    const Around around = letters_around(text, {at.begin, at.end});
    const auto is_ligature = [](char32_t value) { return value >= 0xFB00 && value <= 0xFB06; };
    const bool beside_ligature =
        (at.begin > 0 && is_ligature(code_point_before(text, at.begin).value)) ||
        (at.end < text.size() && is_ligature(code_point_at(text, at.end).value));
    // One that stands alone is meant as the sign.
    if (around.left.empty() && around.right.empty() && !beside_ligature) {
        return at.end;
    }
    return add_edit(edits,
                    text,
                    {at.begin, at.end},
                    std::string(ligatures[at.value - 0xFB00]),
                    "unicode.ligature",
                    "a ligature inside a word",
                    0.9995);
}

/// "for\u00AD slag": a hyphen of the layout whose line was joined with a space.
std::size_t join_at_soft_hyphen(std::vector<Edit>& edits,
                                std::string_view text,
                                PlacedCodePoint at,
                                const WordJudge& judge)
{
    std::size_t end = at.end;
    while (end < text.size() && text[end] == ' ' && end - at.end < 3) {
        ++end;
    }
    if (end == at.end) {
        return at.end;
    }
    const Around around = letters_around(text, {at.begin, end});
    if (around.left.empty() || around.right.empty() || is_upper(around.right.front()) ||
        !judge.known(around.left + around.right)) {
        return at.end;
    }
    return add_edit(edits,
                    text,
                    {at.begin, end},
                    {},
                    "unicode.soft-hyphen",
                    "a word split at the end of a line that is gone",
                    0.98);
}

} // namespace

std::vector<Edit> undo_unicode_debris(std::string_view text, const WordJudge& judge)
{
    std::vector<Edit> edits;
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size();) {
        i = utf8::skip_ascii(text, i);
        if (i == text.size()) {
            break;
        }
        const PlacedCodePoint at = code_point_at(text, i);
        i = at.end;
        const std::size_t edits_before = edits.size();
        if (is_combining(at.value)) {
            i = compose(edits, text, at, done);
        } else if (at.value == U'˚' || at.value == U'¨' || at.value == U'´') {
            i = join_mark(edits, text, at, done, judge);
        } else if (at.value >= 0xFB00 && at.value <= 0xFB06) {
            i = split_ligature(edits, text, at);
        } else if (at.value == 0xAD) {
            i = join_at_soft_hyphen(edits, text, at, judge);
        } else if (at.value == 0xFEFF && (at.begin == 0 || text[at.begin - 1] == '\n')) {
            i = add_edit(edits,
                         text,
                         {at.begin, at.end},
                         {},
                         "unicode.bom",
                         "a byte order mark where files were put together",
                         0.9995);
        }
        if (edits.size() != edits_before) {
            done = i;
        }
    }
    return edits;
}

} // namespace saksklar
