// SPDX-License-Identifier: Apache-2.0
#include "pipeline/triage/text_shape.hpp"

#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <vector>

namespace saksklar {

namespace {

using Letters = std::vector<char32_t>;

/// Longer than the longest compounds of minutes, web addresses excepted.
constexpr std::size_t longest_word = 45;

bool is_alien(char32_t value)
{
    const bool control =
        (value < 0x20 && value != '\n' && value != '\t' && value != '\f' && value != '\r') ||
        (value >= 0x7F && value <= 0x9F);
    // Symbol fonts keep their bullets at U+F020..U+F0FF.
    const bool private_use =
        (value >= 0xE000 && value <= 0xF8FF && !(value >= 0xF020 && value <= 0xF0FF)) ||
        (value >= 0xF0000 && value <= 0x10FFFF);
    return control || private_use || value == 0xFFFD || value == utf8::malformed;
}

bool is_vowel(char32_t value)
{
    constexpr std::u32string_view vowels = U"aeiouyæøåäöüéèêóòôáàâíúýAEIOUYÆØÅÄÖÜÉÈÊÓÒÔÁÀÂÍÚÝ";
    return vowels.find(value) != std::u32string_view::npos;
}

bool is_upper(char32_t value)
{
    return (value >= 'A' && value <= 'Z') || (value >= 0xC0 && value <= 0xDE && value != 0xD7);
}

/// Latin, Greek and Cyrillic: what minutes are written in.
bool is_letter(char32_t value)
{
    return (value >= 'a' && value <= 'z') || is_upper(value) ||
           (value >= 0xDF && value <= 0x24F && value != 0xF7) || (value >= 0x370 && value <= 0x52F);
}

/// "/G12", "/g123/g7", "(cid:31)", "GLYPH<7>"
bool names_glyphs(std::string_view token)
{
    if (token.starts_with("(cid:") || token.starts_with("GLYPH<")) {
        return true;
    }
    return token.size() > 2 && token[0] == '/' && (token[1] == 'G' || token[1] == 'g') &&
           token[2] >= '0' && token[2] <= '9';
}

/// Letters on both sides of at least two "0" or "$", as in "godkjent0av0styret".
bool has_filled_spaces(const Letters& token)
{
    std::size_t count = 0;
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
        const bool filler = token[i] == '0' || token[i] == '$';
        count += filler && is_letter(token[i - 1]) && is_letter(token[i + 1]) ? 1U : 0U;
    }
    return count >= 2;
}

/// A sign that no word has between its letters; those of compounds, addresses and abbreviations
/// do not count. The quotation marks are for "Båt'n" and "d’Or".
bool has_odd_sign(const Letters& token)
{
    constexpr std::u32string_view usual = U"-–—/.'’:@_&+·*()[]\u00AD";
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
        if (is_letter(token[i - 1]) && !is_letter(token[i]) &&
            usual.find(token[i]) == std::u32string_view::npos) {
            std::size_t next = i + 1;
            while (next < token.size() && !is_letter(token[next])) {
                ++next;
            }
            if (next < token.size()) {
                return true;
            }
        }
    }
    return false;
}

double share(std::size_t part, std::size_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

} // namespace

TextShape shape_of(std::string_view text)
{
    TextShape shape;
    std::size_t characters = 0;
    std::size_t alien = 0;
    std::size_t norwegian = 0;
    std::size_t glyph_names = 0;
    std::size_t singles = 0;
    std::size_t long_characters = 0;
    std::size_t filled = 0;
    std::size_t words = 0;
    std::size_t vowelless = 0;
    std::size_t odd_case = 0;
    std::size_t doubled = 0;
    std::size_t mixed_words = 0;
    std::size_t odd_inside = 0;
    std::string_view previous;
    Letters token;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        token.clear();
        while (at < text.size() && !(text[at] == ' ' || text[at] == '\n' || text[at] == '\t' ||
                                     text[at] == '\f' || text[at] == '\r')) {
            const utf8::CodePoint point = utf8::decode(text, at);
            token.push_back(point.value);
            at += point.size_bytes;
        }
        const std::string_view raw = text.substr(begin, at - begin);
        if (token.empty()) {
            ++at;
            continue;
        }
        ++shape.tokens;
        std::size_t letters = 0;
        bool vowel = false;
        bool lower_before = false;
        bool capital_inside = false;
        bool other_inside = false;
        for (const char32_t value : token) {
            alien += is_alien(value) ? 1U : 0U;
            shape.digits += value >= '0' && value <= '9' ? 1U : 0U;
            if (is_letter(value)) {
                ++letters;
                norwegian += std::u32string_view(U"æøåÆØÅ").find(value) != std::u32string_view::npos
                                 ? 1U
                                 : 0U;
                vowel = vowel || is_vowel(value);
                capital_inside = capital_inside || (lower_before && is_upper(value));
                lower_before = !is_upper(value);
            } else {
                other_inside = true;
            }
        }
        characters += token.size();
        shape.letters += letters;
        glyph_names += names_glyphs(raw) ? 1U : 0U;
        singles += token.size() == 1 && letters == 1 ? 1U : 0U;
        const bool address =
            raw.find("://") != std::string_view::npos || raw.find('@') != std::string_view::npos ||
            raw.find("..") != std::string_view::npos || raw.find("__") != std::string_view::npos;
        if (token.size() > longest_word && !address) {
            long_characters += token.size();
        }
        filled += has_filled_spaces(token) ? 1U : 0U;
        if (letters >= 2 && token.size() >= 3 && !address) {
            ++mixed_words;
            odd_inside += has_odd_sign(token) ? 1U : 0U;
        }
        if (letters >= 5 && !other_inside) {
            ++words;
            vowelless += vowel ? 0U : 1U;
            odd_case += capital_inside ? 1U : 0U;
        }
        doubled += letters >= 3 && raw == previous ? 1U : 0U;
        previous = raw;
    }
    shape.norwegian_letters = share(norwegian, shape.letters);
    shape.alien = share(alien, characters);
    shape.glyph_names = share(glyph_names, shape.tokens);
    shape.single_letters = share(singles, shape.tokens);
    shape.run_together = share(long_characters, characters);
    shape.filled_spaces = share(filled, shape.tokens);
    shape.vowelless = share(vowelless, words);
    shape.odd_case = share(odd_case, words);
    shape.odd_inside = share(odd_inside, mixed_words);
    shape.doubled = share(doubled, shape.tokens);
    return shape;
}

std::string unusable_because(const TextShape& shape)
{
    // The limits lie far above what sound minutes have (each of these shares is below 0.02
    // on born-digital minutes) and far below what the damage makes of a page.
    if (shape.tokens == 0) {
        return {};
    }
    if (shape.glyph_names > 0.2) {
        return "the text layer holds names of glyphs instead of letters";
    }
    if (shape.alien > 0.05) {
        return "the text layer holds glyph numbers or control characters instead of letters";
    }
    if (shape.letters + shape.digits < 20) {
        return {};
    }
    if (shape.filled_spaces > 0.1) {
        return "the text layer has other characters in place of its spaces";
    }
    if (shape.run_together > 0.4) {
        return "the text layer has lost its spaces";
    }
    if (shape.single_letters > 0.5 && shape.tokens >= 20) {
        return "the text layer has spaces between its letters";
    }
    if (shape.doubled > 0.3 && shape.tokens >= 20) {
        return "the text layer holds every word twice";
    }
    if (shape.vowelless > 0.4 || (shape.odd_inside > 0.25 && shape.tokens >= 20)) {
        return "the text layer holds other letters than the page shows";
    }
    return {};
}

} // namespace saksklar
