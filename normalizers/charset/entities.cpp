// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/entity_names.hpp"
#include "normalizers/charset/escapes.hpp"
#include "normalizers/charset/escapes_common.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace saksklar {

namespace {

/// "&#248;" and "&#xF8;": the code point, or 0 for what is none. CP1252 numbers pass, as they do
/// in browsers.
char32_t numbered(std::string_view body)
{
    int base = 10;
    body.remove_prefix(1);
    if (!body.empty() && (body[0] == 'x' || body[0] == 'X')) {
        base = 16;
        body.remove_prefix(1);
    }
    unsigned value = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value, base);
    if (error != std::errc() || end != body.data() + body.size() || body.empty() || value < 0x20 ||
        value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ||
        utf8::escaped_byte(value) >= 0) {
        return 0;
    }
    const char32_t point =
        value >= 0x80 && value <= 0x9F ? to_unicode(Charset::cp1252, value) : value;
    return point >= 0x7F && point <= 0x9F ? 0 : point;
}

constexpr std::size_t longest_name = 10;

struct Name {
    std::string_view name{};
    char32_t letter = 0;
};

/// The Norwegian letters, as they are spelled, and as they come out of capitals.
constexpr std::array norwegian_names{Name{"aelig", U'æ'},
                                     Name{"oslash", U'ø'},
                                     Name{"aring", U'å'},
                                     Name{"AElig", U'Æ'},
                                     Name{"Oslash", U'Ø'},
                                     Name{"Aring", U'Å'},
                                     Name{"AELIG", U'Æ'},
                                     Name{"OSLASH", U'Ø'},
                                     Name{"ARING", U'Å'}};

char32_t named(std::string_view body)
{
    if (const char32_t value = entity_named(body); value != 0) {
        return value;
    }
    const auto* const at = std::ranges::find(norwegian_names, body, &Name::name);
    return at == norwegian_names.end() ? 0 : at->letter;
}

/// "p&aring ", "m&oslashte", "m&#248te": a Norwegian letter whose semicolon is gone.
std::optional<Escape> read_unended(std::string_view text, std::size_t offset, std::size_t begin)
{
    const std::string_view rest = text.substr(begin, longest_name);
    for (const Name& entry : norwegian_names) {
        if (rest.starts_with(entry.name)) {
            Escape escape{{offset, begin + entry.name.size()}, {}, true, true};
            utf8::append(escape.after, entry.letter);
            return escape;
        }
    }
    if (!rest.starts_with('#')) {
        return std::nullopt;
    }
    std::size_t digits = 1;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') {
        ++digits;
    }
    const char32_t value = numbered(rest.substr(0, digits));
    if (!is_norwegian(value)) {
        return std::nullopt;
    }
    Escape escape{{offset, begin + digits}, {}, true, true};
    utf8::append(escape.after, value);
    return escape;
}

std::optional<Escape> read_entity(std::string_view text, std::size_t offset)
{
    if (text[offset] != '&') {
        return std::nullopt;
    }
    std::size_t begin = offset + 1;
    // "&amp;oslash;": escaped twice, or more often.
    while (text.substr(begin, 4) == "amp;" && begin - offset < 40) {
        begin += 4;
    }
    if (begin != offset + 1) {
        const std::size_t semicolon = text.substr(begin, longest_name).find(';');
        const bool nested =
            semicolon != std::string_view::npos &&
            (entity_named(text.substr(begin, semicolon)) != 0 ||
             (semicolon > 1 && text[begin] == '#' && numbered(text.substr(begin, semicolon)) != 0));
        if (!nested) {
            return Escape{{offset, begin}, "&", false, false};
        }
    }
    const std::size_t length = text.substr(begin, longest_name).find(';');
    if (length == std::string_view::npos || length < 2) {
        return read_unended(text, offset, begin);
    }
    const std::string_view body = text.substr(begin, length);
    const char32_t value = body[0] == '#' ? numbered(body) : named(body);
    if (value == 0) {
        return read_unended(text, offset, begin);
    }
    Escape escape{{offset, begin + length + 1}, {}, is_letter(value) && value >= 0x80, false};
    utf8::append(escape.after, value);
    return escape;
}

/// Whether `text` has tags: then it is markup, where "&lt;" must stay "&lt;".
bool has_tags(std::string_view text)
{
    constexpr std::array<std::string_view, 6> tags{
        "</p>", "<br", "</div>", "</td>", "<html", "<!DOCTYPE"};
    for (std::size_t at = text.find('<'); at != std::string_view::npos;
         at = text.find('<', at + 1)) {
        for (const std::string_view tag : tags) {
            if (text.substr(at, tag.size()) == tag) {
                return true;
            }
        }
    }
    return false;
}

bool in_address(std::string_view text, std::size_t at)
{
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] > ' ' && at - begin < 256) {
        --begin;
    }
    return text.substr(begin, at - begin).find("://") != std::string_view::npos;
}

} // namespace

std::vector<Edit>
undo_entities(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    std::vector<Edit> edits;
    std::size_t at = text.find('&');
    if (at == std::string_view::npos) {
        return edits;
    }
    std::vector<Edit> waiting; // signs and lone letters: only if the words show the damage
    std::size_t done = 0;
    for (; at != std::string_view::npos; at = text.find('&', std::max(at + 1, done))) {
        const auto escape = read_entity(text, at);
        if (!escape || in_address(text, at)) {
            continue;
        }
        if (!escape->letter) {
            done = escape->span.end;
            waiting.push_back(edit_of(text,
                                      escape->span,
                                      escape->after,
                                      "charset.html-entity",
                                      "the words of the text were escaped too",
                                      0.98));
            continue;
        }
        const EscapedWord word = word_around(text, done, *escape, read_entity);
        done = word.span.end;
        const bool known = judge.known(word.after_points);
        Edit edit = edit_of(text,
                            word.span,
                            word.after,
                            "charset.html-entity",
                            known ? "a known word" : "letters of a word",
                            known ? 0.9995 : 0.995);
        if (word.loose) {
            // "?a=1&aring=2" is no damage.
            const bool inside = word.span.begin == 0 || text[word.span.begin - 1] != '=';
            if (known && inside && (word.has_letters || evidence.words > 2)) {
                evidence.words += 1;
                edits.push_back(std::move(edit));
            } else if (inside && word.has_letters &&
                       (evidence.words > 10 || (evidence.words > 2 && is_likely(word, judge)))) {
                edits.push_back(std::move(edit));
            }
            continue;
        }
        if (word.has_letters || (known && !word.quoted)) {
            evidence.words += 1;
            edits.push_back(std::move(edit));
        } else {
            waiting.push_back(std::move(edit));
        }
    }
    evidence.markup = evidence.markup || has_tags(text);
    if (evidence.words > 0 && !waiting.empty()) {
        for (Edit& edit : waiting) {
            // In markup "&lt;" must stay what it is; "&ndash;" need not.
            if (!evidence.markup || static_cast<unsigned char>(edit.after[0]) >= 0x80) {
                edits.push_back(std::move(edit));
            }
        }
        std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    }
    return edits;
}

} // namespace saksklar
