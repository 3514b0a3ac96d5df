// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/misread_utf8.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace saksklar {

namespace {

constexpr std::array seen_as{Charset::cp1252,
                             Charset::macroman,
                             Charset::cp850,
                             Charset::cp437,
                             Charset::cp865,
                             Charset::cp1250,
                             Charset::cp1251};

constexpr std::size_t longest_word = 48; // code points on each side
constexpr int most_rounds = 4;           // more than twice misread is rare, four times unheard of

/// Where a word ends for this pass: white space, but not the no-break space, which may be the
/// second half of "Ã\u00A0".
bool is_break(char32_t value)
{
    return value <= U' ' || utf8::escaped_byte(value) >= 0;
}

/// Code points that stand for nothing.
bool is_private(char32_t value)
{
    return value >= 0xE000 && value <= 0xF8FF;
}

/// `word` with every well-formed multi-byte sequence decoded, or nothing if there is none. What
/// these being well-formed says for the damage is added to `structure`, in nats.
std::optional<std::u32string>
decoded_once(std::u32string_view word, Charset charset, double& structure)
{
    std::u32string result;
    bool any = false;
    for (std::size_t i = 0; i < word.size();) {
        std::string bytes;
        if (word[i] >= 0x80) {
            const int lead = to_byte(charset, word[i]);
            const std::size_t wanted = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            for (std::size_t k = i; k < word.size() && bytes.size() < wanted; ++k) {
                const int byte = word[k] < 0x80 ? -1 : to_byte(charset, word[k]);
                if (byte < 0) {
                    break;
                }
                bytes += static_cast<char>(static_cast<unsigned char>(byte));
            }
            if (bytes.size() != wanted) {
                bytes.clear();
            }
        }
        if (!bytes.empty()) {
            const utf8::CodePoint point = utf8::decode(bytes, 0);
            if (point.value != utf8::malformed && point.size_bytes == bytes.size() &&
                utf8::escaped_byte(point.value) < 0 && !is_private(point.value)) {
                result += point.value;
                i += bytes.size();
                any = true;
                // By accident a third of the signs goes on a sequence, a tenth of the letters
                // begins one.
                structure += static_cast<double>(bytes.size() - 1);
                continue;
            }
        }
        result += word[i++];
    }
    return any ? std::optional(std::move(result)) : std::nullopt;
}

struct Decoded {
    std::u32string word;
    double gain = 0;
    Charset charset = Charset::cp1252;
    int rounds = 0;
};

/// A NUL-safe check before the costly part: could a sequence begin with `lead` and go on with
/// `next`?
bool may_begin(char32_t lead, char32_t next)
{
    return std::ranges::any_of(seen_as, [&](Charset charset) {
        const int first = to_byte(charset, lead);
        const int second = to_byte(charset, next);
        return first >= 0xC2 && first <= 0xF4 && second >= 0x80 && second <= 0xBF;
    });
}

/// What a code point costs that stands for nothing that minutes contain: CJK, exotic symbols.
double exotic_cost(std::u32string_view word)
{
    double sum = 0;
    for (const char32_t value : word) {
        const bool usual = value < 0x250 || (value >= 0x2010 && value <= 0x203A) ||
                           (value >= 0x20A0 && value <= 0x22FF) || value >= 0x1F000 ||
                           value == 0xFFFD || value == 0xFEFF || value == 0xFE0F ||
                           (value >= 0x300 && value <= 0x36F) ||
                           (value >= 0x2500 && value <= 0x27BF);
        sum += usual ? 0 : 8;
        // Latin letters beyond those of Sámi are hardly what minutes lost.
        const bool far =
            value >= 0x100 && value < 0x250 &&
            std::u32string_view(U"đŋšŧžčĐŊŠŦŽČ").find(value) == std::u32string_view::npos;
        sum += far ? 4 : 0;
    }
    return sum;
}

/// Whether something in `word` may still be a misread sequence.
bool has_pair(std::u32string_view word)
{
    for (std::size_t i = 1; i < word.size(); ++i) {
        if (word[i - 1] >= 0x80 && word[i] >= 0x80 &&
            !(is_norwegian(word[i - 1]) && is_norwegian(word[i]))) {
            return true;
        }
    }
    return false;
}

std::optional<Decoded> best_decoding(std::u32string_view word, const WordJudge& judge)
{
    std::optional<Decoded> best;
    for (const Charset first : seen_as) {
        std::u32string current(word);
        double structure = 0;
        for (int round = 1; round <= most_rounds; ++round) {
            // A text misread twice was misread the same way both times, nearly always.
            auto next = decoded_once(current, first, structure);
            if (!next) {
                break;
            }
            current = std::move(*next);
            const double gain = judge.gain(word, current) + structure - exotic_cost(current);
            if (!best || gain > best->gain) {
                best = Decoded{current, gain, first, round};
            }
        }
        // Beyond doubt: what the other charsets give need not be known.
        if (best && best->gain > 8 && !has_pair(best->word)) {
            return best;
        }
    }
    return best;
}

bool is_quote(char32_t value)
{
    return std::u32string_view(U"\"'`«»“”‘’()").find(value) != std::u32string_view::npos;
}

/// Whether the damage stands between quotation marks with nothing else, as an example does.
bool is_quoted_alone(std::u32string_view word)
{
    return word.size() >= 3 && is_quote(word.front()) && is_quote(word.back()) &&
           std::ranges::none_of(word, [](char32_t c) { return c < 0x80 && is_letter(c); });
}

} // namespace

std::vector<Edit>
undo_misread_utf8(std::string_view text, MisreadEvidence& evidence, const WordJudge& judge)
{
    std::vector<Edit> edits;
    std::vector<Edit> quoted; // kept back until words of the document are found damaged
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const PlacedCodePoint at = code_point_at(text, i);
        i = at.end;
        if (is_norwegian(at.value) && at.value != U'Å') {
            continue;
        }
        if (at.end == text.size() || static_cast<unsigned char>(text[at.end]) < 0x80 ||
            !may_begin(at.value, code_point_at(text, at.end).value)) {
            continue;
        }
        std::size_t begin = at.begin;
        for (std::size_t steps = 0; begin > done && steps < longest_word; ++steps) {
            const PlacedCodePoint point = code_point_before(text, begin);
            if (is_break(point.value)) {
                break;
            }
            begin = point.begin;
        }
        std::u32string word;
        std::size_t end = begin;
        while (end < text.size() && (word.size() < longest_word || end < at.end)) {
            const PlacedCodePoint point = code_point_at(text, end);
            if (is_break(point.value)) {
                break;
            }
            word += point.value;
            end = point.end;
        }
        done = end;
        i = std::max(i, end);
        const auto decoded = best_decoding(word, judge);
        // 3 nats: "Å»" and other accidents of sound text gain less, or lose.
        // Once words of the document were misread, likelier is enough.
        if (!decoded || decoded->gain < (evidence.words > 2 ? 1 : 3)) {
            continue;
        }
        Edit edit;
        edit.span = {begin, end};
        edit.before = text.substr(begin, end - begin);
        edit.after = to_utf8(decoded->word);
        edit.rule = "charset.utf8-as-";
        edit.rule += name_of(decoded->charset);
        edit.evidence = decoded->rounds == 1 ? "UTF-8 decoded as another charset"
                                             : "UTF-8 decoded as another charset, more than once";
        edit.probability = std::clamp(1 / (1 + std::exp(-decoded->gain)), 0.5, 0.9995);
        if (is_quoted_alone(word)) {
            quoted.push_back(std::move(edit));
            continue;
        }
        evidence.words += 1;
        edits.push_back(std::move(edit));
    }
    if (evidence.words > 0 && !quoted.empty()) {
        for (Edit& edit : quoted) {
            edits.push_back(std::move(edit));
        }
        std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    }
    return edits;
}

} // namespace saksklar
