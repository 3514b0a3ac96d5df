// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/misread_utf8.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
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
                             Charset::iso8859_15,
                             Charset::cp1250,
                             Charset::cp1251,
                             Charset::cp1257};

constexpr std::size_t longest_word = 48; // code points on each side
constexpr std::size_t most_rounds = 4;   // more than twice misread is rare, four times unheard of
/// So many words of a document settle how it was misread.
constexpr std::size_t words_to_settle = 10;

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
    std::vector<Charset> charsets; ///< what it was taken for, the last time first
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
        const bool usual =
            value < 0x250 || (value >= 0x2010 && value <= 0x203A) ||
            (value >= 0x20A0 && value <= 0x22FF) || value >= 0x1F000 || value == 0xFFFD ||
            value == 0xFEFF || value == 0xFE0F ||
            std::u32string_view(U"\u0300\u0301\u0302\u0303\u0308\u030A\u030C\u0327").find(value) !=
                std::u32string_view::npos ||
            (value >= 0x2500 && value <= 0x27BF);
        // Greek and Cyrillic names are rare; a mark beside what it marks, and other scripts, are
        // what foreign letters look like that are UTF-8 by accident.
        sum += usual ? 0 : value >= 0x386 && value <= 0x52F ? 8 : 100;
        // Latin letters beyond those of Sámi are hardly what minutes lost.
        const bool far =
            value >= 0x100 && value < 0x250 &&
            std::u32string_view(U"đŋšŧžčĐŊŠŦŽČ").find(value) == std::u32string_view::npos;
        sum += far ? 8 : 0;
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

/// Looks for the way back from one word that is likeliest to be right.
class Search {
public:
    Search(std::u32string_view word, const MisreadEvidence& evidence, const WordJudge& judge)
        : word_(word), evidence_(evidence), judge_(judge)
    {
    }

    std::optional<Decoded> best()
    {
        // The way that the document went is tried first.
        if (!evidence_.charsets.empty()) {
            std::u32string current(word_);
            double structure = 0;
            for (std::size_t i = 0; i < evidence_.charsets.size(); ++i) {
                auto next = decoded_once(current, evidence_.charsets[i], structure);
                if (!next) {
                    break;
                }
                current = std::move(*next);
                way_.push_back(evidence_.charsets[i]);
                consider(current, structure);
            }
            way_.clear();
            if (is_certain()) {
                return std::move(best_);
            }
        }
        go_on(std::u32string(word_), 0);
        return std::move(best_);
    }

private:
    /// Beyond doubt: what other charsets give need not be known.
    bool is_certain() const
    {
        return best_ && best_->gain > 8 && !has_pair(best_->word) &&
               std::ranges::all_of(best_->word, is_usual);
    }

    /// What Norwegian text is written in.
    static bool is_usual(char32_t value)
    {
        constexpr std::u32string_view signs = U"éÉèêòóôüÜöÖäÄ–—«»‘’“”…•§°½\u00A0";
        return value < 0x80 || is_norwegian(value) ||
               signs.find(value) != std::u32string_view::npos;
    }

    void consider(const std::u32string& current, double structure)
    {
        const double gain = judge_.gain(word_, current) + structure - exotic_cost(current) -
                            evidence_.surprise(way_);
        if (!best_ || gain > best_->gain) {
            best_ = Decoded{current, gain, way_};
        }
    }

    void go_on(const std::u32string& current, double structure)
    {
        for (const Charset charset : seen_as) {
            // Of three mistakes the later ones are the same, nearly always.
            if (way_.size() >= 2 && charset != way_.back()) {
                continue;
            }
            double with = structure;
            auto next = decoded_once(current, charset, with);
            if (!next) {
                continue;
            }
            way_.push_back(charset);
            consider(*next, with);
            if (way_.size() < most_rounds && has_pair(*next)) {
                go_on(*next, with);
            }
            way_.pop_back();
            if (is_certain()) {
                return;
            }
        }
    }

    std::u32string_view word_;
    const MisreadEvidence& evidence_;
    const WordJudge& judge_;
    std::optional<Decoded> best_;
    std::vector<Charset> way_;
};

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

double MisreadEvidence::surprise(const std::vector<Charset>& way) const
{
    if (words < 3 || way == charsets) {
        return 0;
    }
    // Half of it where the way is the document's up to its last step.
    const bool begins =
        way.size() < charsets.size() && std::equal(way.begin(), way.end(), charsets.begin());
    return std::min(6.0, std::log(static_cast<double>(same_way + 1))) * (begins ? 0.5 : 1.0);
}

void MisreadEvidence::count(const std::vector<Charset>& way)
{
    words += 1;
    if (way == charsets) {
        same_way += 1;
    } else if (same_way == 0) {
        charsets = way;
        same_way = 1;
    } else {
        same_way -= 1; // the majority's way survives
    }
}

std::vector<Edit> undo_misread_utf8(std::string_view text,
                                    const TextProfile& profile,
                                    MisreadEvidence& evidence,
                                    const WordJudge& judge)
{
    std::size_t native = 0;
    for (const std::size_t count : profile.norwegian) {
        native += count;
    }
    std::vector<Edit> edits;
    std::vector<Edit> quoted; // kept back until words of the document are found damaged
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size();) {
        i = utf8::skip_ascii(text, i);
        if (i == text.size()) {
            break;
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
        const auto decoded = Search(word, evidence, judge).best();
        // 3 nats: "Å»" and other accidents of sound text gain less, or lose. Once words of the
        // document were misread, likelier is enough; where nothing else stands in it, "ø" alone,
        // which is an unlikely word, is what was there.
        const bool settled = evidence.same_way >= words_to_settle &&
                             native < evidence.same_way / 5 && decoded &&
                             decoded->charsets == evidence.charsets;
        if (!decoded || decoded->gain < (settled ? -8 : evidence.words > 2 ? 1 : 3)) {
            continue;
        }
        Edit edit;
        edit.span = {begin, end};
        edit.before = text.substr(begin, end - begin);
        edit.after = to_utf8(decoded->word);
        edit.rule = "charset.utf8-as-";
        edit.rule += name_of(decoded->charsets.front());
        edit.evidence = decoded->charsets.size() == 1
                            ? "UTF-8 decoded as another charset"
                            : "UTF-8 decoded as another charset, more than once";
        edit.probability =
            std::clamp(1 / (1 + std::exp(-decoded->gain)), settled ? 0.99 : 0.5, 0.9995);
        if (is_quoted_alone(word)) {
            quoted.push_back(std::move(edit));
            continue;
        }
        evidence.count(decoded->charsets);
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
