// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/ciphers.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace saksklar {

namespace {

constexpr std::size_t longest_word = 48; // code points

struct Pair {
    Charset was;
    Charset seen_as;
};

/// Which mistakes are tried. Pairs that coincide with another one in what they make of letters and
/// usual signs (ISO-8859-2 for CP1250, CP865 for CP437 where CP1252 was seen so) are covered by it.
constexpr std::array mistakes{
    Pair{Charset::cp865, Charset::cp1252},
    Pair{Charset::cp850, Charset::cp1252},
    Pair{Charset::cp865, Charset::cp437},
    Pair{Charset::cp850, Charset::cp437},
    Pair{Charset::cp865, Charset::macroman},
    Pair{Charset::cp850, Charset::macroman},
    Pair{Charset::cp1252, Charset::cp850},
    Pair{Charset::cp1252, Charset::cp437},
    Pair{Charset::cp1252, Charset::macroman},
    Pair{Charset::macroman, Charset::cp1252},
    Pair{Charset::macroman, Charset::cp850},
    Pair{Charset::macroman, Charset::cp437},
    Pair{Charset::cp1252, Charset::cp1250},
    Pair{Charset::cp1252, Charset::cp1251},
    Pair{Charset::cp1252, Charset::cp1253},
    Pair{Charset::cp1252, Charset::cp1257},
    Pair{Charset::cp1252, Charset::iso8859_5},
    Pair{Charset::cp1252, Charset::koi8_r},
};

/// What a settled block may lose by a word and still have it undone, in nats: a word that no
/// Norwegian would write, such as what brackets of code would give, loses more. The signs of
/// ISO 646-NO come by keyboards that have them, too.
constexpr double settled_loss = 14;
constexpr double settled_loss_seven_bit = 8;
/// What a settled block counts beside the evidence of its lines, in nats: outweighs any line.
constexpr double settled_odds = 20;
constexpr double settled_line_odds = 5;

/// What stands in sound text often enough that it must stand between two letters to be a suspect.
bool is_common_sign(char32_t value)
{
    return std::u32string_view(U"[]\\–—‘’“”…•°§´®«»").find(value) != std::u32string_view::npos;
}

/// Whether something beside letters and usual signs is in `word`: "√æ" is not the word æ.
bool has_odd_sign(std::u32string_view word)
{
    return std::ranges::any_of(word, [](char32_t value) {
        return value >= 0x80 && !is_letter(value) && !is_common_sign(value) && value != 0xA0;
    });
}

/// One word that a cipher would change.
struct Hit {
    Span span{};
    std::u32string after;
    double gain = 0;
    double evidence = 0; ///< what it says about the cipher; the gain, bounded
    bool known = false;
    bool proof = false;   ///< a known word of some length, far likelier than what stands there
    bool follows = false; ///< has no sign for a Norwegian letter: goes with the others of its line
    bool lone = false;    ///< a single sign for a single letter: proves nothing
    std::size_t line = 0;
};

struct Line {
    std::size_t number = 0;
    double evidence = 0;
    bool proof = false; ///< has a word that proves the damage
};

/// What a word says for or against a cipher. Words of code and markup are unknown and unlikely;
/// unknown but likely ones may be names, and say little.
double evidence_of(double gain, bool known, bool has_words)
{
    if (known) {
        return std::clamp(gain, 0.5, 8.0);
    }
    if (gain < 0) {
        return std::max(gain, -4.0);
    }
    return has_words ? std::min(gain, 1.0) * 0.5 : std::min(gain, 4.0) * 0.5;
}

class CipherPass {
public:
    CipherPass(std::string_view text, Cipher& cipher, const WordJudge& judge)
        : text_(text), cipher_(cipher), judge_(judge)
    {
    }

    /// Takes the word around the sign at `at`, unless it was taken already.
    void visit(PlacedCodePoint at, std::size_t line)
    {
        if (at.begin < done_) {
            return;
        }
        std::size_t begin = at.begin;
        for (std::size_t steps = 0; begin > done_ && steps < longest_word / 2; ++steps) {
            const PlacedCodePoint point = code_point_before(text_, begin);
            if (!belongs(point.value)) {
                break;
            }
            begin = point.begin;
        }
        std::u32string before;
        std::u32string after;
        bool has_letter = false;
        bool has_key = false;
        std::size_t end = begin;
        while (end < text_.size() && before.size() < longest_word) {
            const PlacedCodePoint point = code_point_at(text_, end);
            if (!belongs(point.value)) {
                break;
            }
            const char32_t was = cipher_.was(point.value);
            before += point.value;
            after += was == 0 ? point.value : was;
            has_key = has_key || (was != 0 && is_norwegian(was));
            has_letter = has_letter || (was == 0 && is_letter(point.value));
            end = point.end;
        }
        done_ = end;
        if (!has_key && !all_signs_) {
            return;
        }
        peel(begin, end, before, after);
        Hit hit;
        hit.span = {begin, end};
        hit.after = std::move(after);
        hit.lone = has_key && before.size() == 1;
        hit.follows = !has_key;
        hit.line = line;
        if (hit.follows) {
            hit.gain = judge_.gain(before, hit.after);
        } else if (!has_letter && !hit.lone) {
            // "||", "[]", "{}" and the like. Against the cipher, but all-capital words have
            // only letters here.
            hit.gain = is_seven_bit() ? -settled_loss_seven_bit - 1 : -1;
            hit.evidence = -1;
        } else if (hit.lone) {
            hit.gain = lone_gain(hit.span, lower(hit.after[0]) == U'å');
        } else {
            hit.gain = has_odd_case(hit.after) ? -5 : judge_.gain(before, hit.after);
            hit.known =
                judge_.known(hit.after) && !has_odd_case(hit.after) && !has_odd_sign(hit.after);
            hit.evidence = evidence_of(hit.gain, hit.known, judge_.has_words());
            hit.proof = letters_of(hit.after) > 2 &&
                        (judge_.has_words() ? hit.known && hit.gain > 2 : hit.gain > 4);
            if (is_ascii() && letters_of(hit.after) < 3) {
                // "\\s", "n}": program code is full of what would be short words.
                const bool code = is_upper(hit.after[0]) || has_brackets(hit.span);
                hit.evidence = code ? std::min(hit.evidence, -0.5) : std::min(hit.evidence, 4.0);
            }
        }
        hits_.push_back(std::move(hit));
    }

    /// Takes brackets off a word of ISO 646-NO that is a known one without them.
    void peel(std::size_t& begin, std::size_t& end, std::u32string& before, std::u32string& after)
    {
        if (!is_seven_bit() || before.size() < 3 || judge_.known(after)) {
            return;
        }
        const std::size_t front = before.front() == U'[' || before.front() == U'{' ? 1 : 0;
        const std::size_t back = before.back() == U']' || before.back() == U'}' ? 1 : 0;
        const std::u32string inner = after.substr(front, after.size() - front - back);
        const std::u32string seen = before.substr(front, before.size() - front - back);
        if (front + back == 0 || inner == seen ||
            !(judge_.known(inner) || (front == 1 && has_partner(begin)) ||
              (back == 1 && has_partner(end - 1)))) {
            return;
        }
        begin += front;
        end -= back;
        before = seen;
        after = inner;
    }

    /// Adds up what the block says. To be called once, before `accepted`.
    void weigh(std::size_t block)
    {
        const bool counts = cipher_.block != block;
        cipher_.block = block;
        for (Hit& hit : hits_) {
            const double fresh = novelty(hit, counts);
            if (counts) {
                (hit.evidence > 0 ? cipher_.found : cipher_.refuted) +=
                    fresh * std::abs(hit.evidence);
            }
            // A known word counts whole in its line, however often it came before.
            keyed_words_ += hit.follows ? 0U : 1U;
            cipher_.known_words += counts && hit.proof && fresh == 1 ? 1U : 0U;
            proofs_ += hit.proof ? 1U : 0U;
            long_words_ += !hit.follows && letters_of(hit.after) > 2 ? 1U : 0U;
            doubts_ += hit.evidence < 0 ? 1U : 0U;
            hit.evidence *= hit.known ? 1.0 : std::max(fresh, 0.3);
            if (lines_.empty() || lines_.back().number != hit.line) {
                lines_.push_back({hit.line, 0, false});
            }
            lines_.back().evidence += hit.evidence;
            lines_.back().proof = lines_.back().proof || hit.proof;
        }
    }

    /// Whether the block as a whole has the damage: many different words show it, hardly any
    /// speaks against it, and none of the letters stands in it that it would have changed. Then
    /// a sign need not prove itself. To be called behind `weigh`.
    bool is_settled(const TextProfile& profile) const
    {
        std::size_t native = 0;
        for (const auto& [seen, was] : cipher_.signs) {
            // CP1252 seen as CP850 has an Æ for each apostrophe.
            const bool of_sign = cipher_.was(was) != 0 && is_common_sign(cipher_.was(was));
            native += is_norwegian(was) && !of_sign ? profile.count_of(was) : 0;
        }
        return cipher_.known_words >= 4 && cipher_.found >= 15 &&
               cipher_.refuted < 0.25 * cipher_.found && native * 50 <= keyed_words_ &&
               proofs_ >= 4 && doubts_ * 2 < proofs_ && 4 * proofs_ >= long_words_;
    }

    /// What the block gains if all its signs are undone.
    double total_gain() const
    {
        double sum = 0;
        for (const Hit& hit : hits_) {
            sum += std::max(hit.gain, -settled_loss);
        }
        return sum;
    }

    /// The hits to make edits of, with the log odds that they are right. `settled`: the block as
    /// a whole has this damage.
    std::vector<std::pair<const Hit*, double>> accepted(bool settled) const
    {
        std::vector<std::pair<const Hit*, double>> result;
        // Another language, or data: its words are unknown, whatever is made of them.
        constexpr std::size_t enough_to_tell = 20;
        if (!settled && long_words_ >= enough_to_tell && proofs_ * 7 < long_words_) {
            return result;
        }
        const double most_loss = is_seven_bit() ? settled_loss_seven_bit : settled_loss;
        for (const Hit& hit : hits_) {
            const bool of_line = !settled && is_settled_line(hit);
            const double odds = odds_of(hit.line) + (settled   ? settled_odds
                                                     : of_line ? settled_line_odds
                                                               : 0);
            if (settled || (of_line && odds > 0)) {
                const bool code = is_seven_bit() && looks_like_code(hit, true);
                if (hit.gain > -most_loss && !code) {
                    result.emplace_back(&hit, odds + std::max(0.0, hit.gain));
                }
                continue;
            }
            const bool sure_line = odds > 6;
            if (is_seven_bit() && looks_like_code(hit, false)) {
                continue;
            }
            // What changes no Norwegian letter needs more: a formula has its α beside "µg".
            if (hit.follows || !has_proof_near(hit.line)) {
                continue;
            }
            const double least = sure_line ? -4 : -1;
            if (odds > (hit.lone ? 3 : 0) && hit.gain > least) {
                result.emplace_back(&hit, odds + std::max(0.0, hit.gain));
            }
        }
        return result;
    }

    /// Whether the other signs of the cipher are worth a look: those that stand for no Norwegian
    /// letter, or stand where sound text has them too. ISO 646-NO has no others.
    bool is_active() const { return !is_seven_bit() && cipher_.prior + document() > -4; }

    /// Forgets the words taken, but not what they said of their lines, to take them again with
    /// those that have other signs only.
    void start_over()
    {
        hits_.clear();
        done_ = 0;
        all_signs_ = true;
    }

    Cipher& cipher() const { return cipher_; }

private:
    static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

    /// Whether the signs are those of program code, or of its data.
    bool is_ascii() const { return cipher_.signs.front().first < 0x80; }

    static std::size_t letters_of(std::u32string_view word)
    {
        return static_cast<std::size_t>(std::ranges::count_if(word, is_letter));
    }

    /// Whether the word is one end of something in brackets.
    bool has_brackets(Span span) const
    {
        const char front = text_[span.begin];
        const char back = text_[span.end - 1];
        return is_seven_bit() && (((front == '[' || front == '{') && has_partner(span.begin)) ||
                                  ((back == ']' || back == '}') && has_partner(span.end - 1)));
    }

    bool is_seven_bit() const { return cipher_.signs.front().first == U'['; }

    /// "}" or "}," alone on its line.
    bool closes_block(Span at) const
    {
        std::size_t begin = at.begin;
        while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t') &&
               at.begin - begin < longest_word) {
            --begin;
        }
        std::size_t end = at.end;
        while (end < text_.size() &&
               std::string_view(" \t\r,;)").find(text_[end]) != std::string_view::npos &&
               end - at.end < longest_word) {
            ++end;
        }
        return (begin == 0 || text_[begin - 1] == '\n') &&
               (end == text_.size() || text_[end] == '\n');
    }

    /// A lone sign for a letter: å is the commonest word of its own; before a comma, or as the
    /// island of ø, only where the rest is sure. A sign of ISO 646-NO alone on its line, or beside
    /// others of code, proves itself a sign.
    double lone_gain(Span at, bool is_a) const
    {
        const char left = at.begin == 0 ? '\n' : text_[at.begin - 1];
        const char right = at.end == text_.size() ? '\n' : text_[at.end];
        const bool spaced = is_space(left) && is_space(right);
        if (is_seven_bit()) {
            const bool alone = closes_block(at);
            const auto within = [](char c, std::string_view set) {
                return is_space(c) || set.find(c) != std::string_view::npos;
            };
            const auto is_quote = [](char c) { return c == '"' || c == '\''; };
            if (alone || (is_quote(left) && is_quote(right)) || !is_a || !within(left, "\"'(-*_") ||
                !within(right, "\"'),.:?!-/*_")) {
                return -settled_loss_seven_bit - 1;
            }
            return spaced ? 0 : -2;
        }
        const bool before_sign =
            is_space(left) && std::string_view(",.:;?").find(right) != std::string_view::npos;
        return is_a && spaced ? 0 : is_a && before_sign ? -2 : spaced ? -3 : -5;
    }

    bool belongs(char32_t value) const { return is_letter(value) || cipher_.was(value) != 0; }

    /// What a word counts for that was seen before: markup repeats itself, damage shows in many
    /// words. The table is bounded; beyond it words count little.
    double novelty(const Hit& hit, bool counts)
    {
        constexpr std::size_t most_words = 5000;
        if (hit.evidence == 0) {
            return 1;
        }
        std::string key = to_utf8(hit.after);
        if (cipher_.seen.size() >= most_words && !cipher_.seen.contains(key)) {
            return 0.5;
        }
        std::size_t& times = cipher_.seen[std::move(key)];
        times += counts || times == 0 ? 1U : 0U;
        return 1 / static_cast<double>(times);
    }

    /// What the document says, in nats.
    double document() const
    {
        // Names and rare words refute a little everywhere.
        const double against = std::max(0.0, cipher_.refuted - 0.3 * cipher_.found);
        return std::min(0.5 * cipher_.found, 9.0) - std::min(0.25 * against, 10.0);
    }

    /// The log odds that a line has the damage: by the document, the line, and the two lines to
    /// each side.
    double odds_of(std::size_t line) const
    {
        double own = 0;
        double around = 0;
        const std::size_t first = line >= 2 ? line - 2 : 0;
        for (auto at = std::ranges::lower_bound(lines_, first, {}, &Line::number);
             at != lines_.end() && at->number <= line + 2;
             ++at) {
            (at->number == line ? own : around) += at->evidence;
        }
        return cipher_.prior + document() + own + std::clamp(0.5 * around, -6.0, 6.0);
    }

    /// Whether a word of ISO 646-NO that no list knows may rather be one of code or markup:
    /// "[see](there)", "{#id}", "a||b", "\\command", "*.xml|wc".
    bool looks_like_code(const Hit& hit, bool settled) const
    {
        const std::string_view word = text_.substr(hit.span.begin, hit.span.size());
        if (hit.lone) {
            return has_code_near(hit.span);
        }
        // "[Se her]" is no "ÆSe".
        if (word.front() == '[' && hit.after.size() > 2 && is_upper(hit.after[1]) &&
            !is_upper(hit.after[2])) {
            return true;
        }
        if (hit.known) {
            return (!settled || letters_of(hit.after) < 3) && has_brackets(hit.span);
        }
        for (std::size_t i = 1; i < word.size(); ++i) {
            const bool twice = word[i] == word[i - 1] && is_sign(word[i]);
            if (twice || (word[i] == '[' && has_partner(hit.span.begin + i))) {
                return true;
            }
        }
        if (word.front() == '\\' || word.front() == '|' || word.back() == '|' ||
            has_brackets(hit.span)) {
            return hit.gain < -2;
        }
        return is_in_code(hit.span) || is_choice(hit, word);
    }

    /// "(no|yes)", "a|b|c", or what ø would hardly make.
    bool is_choice(const Hit& hit, std::string_view word) const
    {
        if (word.find('|') == std::string_view::npos) {
            return false;
        }
        const char left = hit.span.begin == 0 ? ' ' : text_[hit.span.begin - 1];
        const char right = hit.span.end == text_.size() ? ' ' : text_[hit.span.end];
        return hit.gain < -6 || std::ranges::count(word, '|') > 2 ||
               (left == '(' && right == ')') || (left == '"' && right == '"');
    }

    static bool is_sign(char c)
    {
        return std::string_view("[]{}|\\").find(c) != std::string_view::npos;
    }

    /// Whether the bracket at `at` has its other half: "[" somewhere in the line, "{", which looks
    /// like the commonest end of a word, before the next blank.
    bool has_partner(std::size_t at) const
    {
        constexpr std::size_t reach = 400; // bytes
        constexpr std::string_view brackets = "[]{}";
        const std::size_t which = brackets.find(text_[at]);
        const bool forward = which % 2 == 0;
        const char partner = brackets[which ^ 1U];
        bool same_token = which < 2;
        for (std::size_t steps = 0; steps < reach && (forward ? at + 1 < text_.size() : at > 0);
             ++steps) {
            at = forward ? at + 1 : at - 1;
            if (text_[at] == '\n' || (which >= 2 && is_space(text_[at]))) {
                return false;
            }
            same_token = same_token && !is_space(text_[at]);
            // A bracket has its letters on one side, but for that of "a[x]".
            const std::size_t outside = forward ? at + 1 : at - 1;
            if (text_[at] == partner &&
                (same_token || outside >= text_.size() ||
                 letter_index(static_cast<unsigned char>(text_[outside])) > 28)) {
                return true;
            }
        }
        return false;
    }

    /// Whether what stands between the blanks around `span` has signs of code in its midst.
    bool is_in_code(Span span) const
    {
        constexpr std::size_t reach = 100; // bytes
        std::size_t begin = span.begin;
        while (begin > 0 && !is_space(text_[begin - 1]) && span.begin - begin < reach) {
            --begin;
        }
        std::size_t end = span.end;
        while (end < text_.size() && !is_space(text_[end]) && end - span.end < reach) {
            ++end;
        }
        const std::string_view token = text_.substr(begin, end - begin);
        return token.find_first_of("#=<>$@_*", 1) < token.size() - 1 ||
               token.find("](") != std::string_view::npos ||
               token.find("://") != std::string_view::npos;
    }

    /// Whether the line has the damage, in a file of mixed lines: the document has it beyond
    /// doubt, a word of the line shows it, and no letter around stands as it should.
    bool is_settled_line(const Hit& hit) const
    {
        if (cipher_.known_words < 8 || cipher_.refuted > 0.25 * cipher_.found) {
            return false;
        }
        const auto line = std::ranges::lower_bound(lines_, hit.line, {}, &Line::number);
        if (line == lines_.end() || line->number != hit.line || !line->proof) {
            return false;
        }
        return !has_native_near(hit.span);
    }

    /// Whether a letter stands near in the line that the damage would have changed.
    bool has_native_near(Span span) const
    {
        constexpr std::size_t reach = 400; // bytes
        std::size_t begin = span.begin;
        while (begin > 0 && text_[begin - 1] != '\n' && span.begin - begin < reach) {
            --begin;
        }
        for (std::size_t at = begin;
             at + 1 < text_.size() && text_[at] != '\n' && at < span.end + reach;
             ++at) {
            // æøåÆØÅ are C3 and a byte in UTF-8.
            if (text_[at] == '\xC3') {
                const char32_t value = utf8::decode(text_, at).value;
                const char32_t was = cipher_.was(value);
                if (is_norwegian(value) && (was == 0 || !is_common_sign(was))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a word of some length shows the damage, in the document or near `line`.
    bool has_proof_near(std::size_t line) const
    {
        if (cipher_.known_words >= 4) {
            return true;
        }
        const std::size_t first = line >= 2 ? line - 2 : 0;
        const auto begin = std::ranges::lower_bound(lines_, first, {}, &Line::number);
        for (auto at = begin; at != lines_.end() && at->number <= line + 2; ++at) {
            if (at->proof) {
                return true;
            }
        }
        return false;
    }

    /// Whether a brace that is no letter stands near in the line: "{ a }".
    bool has_code_near(Span at) const
    {
        constexpr std::size_t reach = 200; // bytes
        std::size_t begin = at.begin;
        while (begin > 0 && text_[begin - 1] != '\n' && at.begin - begin < reach) {
            --begin;
        }
        for (std::size_t i = begin; i < at.end + reach && i < text_.size() && text_[i] != '\n';
             ++i) {
            const char next = i + 1 < text_.size() ? text_[i + 1] : '\n';
            if ((text_[i] == '{' && (is_space(next) || next == '}' || next == '{')) ||
                (text_[i] == '|' && next == '|') || (text_[i] == '}' && next == ';')) {
                return true;
            }
        }
        return false;
    }

    std::string_view text_;
    Cipher& cipher_;
    const WordJudge& judge_;
    std::vector<Hit> hits_;
    std::vector<Line> lines_;
    std::size_t done_ = 0;
    std::size_t keyed_words_ = 0; ///< words with a sign for a Norwegian letter
    std::size_t long_words_ = 0;  ///< of these, those of some length
    std::size_t proofs_ = 0;      ///< … that are known ones
    std::size_t doubts_ = 0;      ///< … and unlikely ones
    bool all_signs_ = false;
};

Cipher iso646_no()
{
    Cipher cipher;
    cipher.rule = "charset.iso646-no";
    cipher.signs = {
        {U'[', U'Æ'}, {U'\\', U'Ø'}, {U']', U'Å'}, {U'{', U'æ'}, {U'|', U'ø'}, {U'}', U'å'}};
    // Code and markup are full of these signs.
    cipher.prior = -9;
    return cipher;
}

/// CP865 whose high bits a line of seven bits took.
Cipher stripped_cp865()
{
    Cipher cipher;
    cipher.rule = "charset.cp865-stripped";
    for (const char32_t letter : std::u32string_view(U"åÅæÆøØ")) {
        cipher.signs.emplace_back(static_cast<char32_t>(to_byte(Charset::cp865, letter)) & 0x7FU,
                                  letter);
    }
    std::ranges::sort(cipher.signs);
    cipher.prior = -7;
    return cipher;
}

bool between_letters(std::string_view text, PlacedCodePoint at)
{
    return at.begin > 0 && at.end < text.size() &&
           is_letter(code_point_before(text, at.begin).value) &&
           is_letter(code_point_at(text, at.end).value);
}

bool beside_letter_or_lone(std::string_view text, PlacedCodePoint at)
{
    const char32_t left = at.begin > 0 ? code_point_before(text, at.begin).value : U' ';
    const char32_t right = at.end < text.size() ? code_point_at(text, at.end).value : U' ';
    const auto within = [](char32_t value, std::u32string_view set) {
        return value <= U' ' || set.find(value) != std::u32string_view::npos;
    };
    // ISO 646-NO: å is a word, and stands beside signs.
    const bool lone_a = (at.value == U'}' || at.value == U']') && within(left, U"\"'(-*_") &&
                        within(right, U"\"'),.:?!-/*_");
    return is_letter(left) || is_letter(right) || lone_a || (left <= U' ' && right <= U' ');
}

/// Whether controls stand in `text` that neither text has nor letters of CP865 leave: it is data.
bool has_other_controls(std::string_view text)
{
    constexpr std::string_view usual = "\t\n\f\r\x06\x0F\x11\x12\x1A\x1B\x1D";
    // Most text has none but ends of lines, which is quick to count.
    if (std::ranges::count_if(text, [](char c) { return (c & 0xE0) == 0 && c != '\n'; }) == 0) {
        return false;
    }
    return std::ranges::any_of(text, [&](char c) {
        return static_cast<unsigned char>(c) < 0x20 && usual.find(c) == std::string_view::npos;
    });
}

double probability_of(double log_odds)
{
    return std::clamp(1 / (1 + std::exp(-0.5 * log_odds)), 0.5, 0.9995);
}

} // namespace

char32_t Cipher::was(char32_t value) const noexcept
{
    const auto at =
        std::ranges::lower_bound(signs, value, {}, [](const auto& pair) { return pair.first; });
    return at != signs.end() && at->first == value ? at->second : 0;
}

std::vector<Cipher> known_ciphers()
{
    std::vector<Cipher> ciphers{iso646_no(), stripped_cp865()};
    for (const Pair& mistake : mistakes) {
        Cipher cipher;
        cipher.rule = "charset.";
        cipher.rule += name_of(mistake.was);
        cipher.rule += "-as-";
        cipher.rule += name_of(mistake.seen_as);
        for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
            const char32_t seen = to_unicode(mistake.seen_as, byte);
            const char32_t was = to_unicode(mistake.was, byte);
            // What was no sign or no letter's neighbour is not undone: nothing tells it. Nobody
            // wrote the sign for any currency, but many wrote what CP850 has in its place.
            if (seen != was && was > 0x9F && was != U'¤') {
                cipher.signs.emplace_back(seen, was);
            }
            // Latin-1 shows the C1 range as controls.
            if (mistake.seen_as == Charset::cp1252 && byte < 0xA0 && seen > 0x9F) {
                cipher.signs.emplace_back(static_cast<char32_t>(byte), was);
            }
        }
        std::ranges::sort(cipher.signs);
        cipher.prior = -7;
        ciphers.push_back(std::move(cipher));
    }
    return ciphers;
}

std::vector<Edit> undo_ciphers(std::string_view text,
                               std::size_t block,
                               const TextProfile& profile,
                               std::vector<Cipher>& ciphers,
                               const WordJudge& judge,
                               bool settled_only)
{
    // The signs that stand for æøåÆØÅ in some cipher.
    SignSet keys;
    for (const Cipher& cipher : ciphers) {
        for (const auto& [seen, was] : cipher.signs) {
            if (is_norwegian(was) && seen < sign_limit && !is_norwegian(seen)) {
                keys.set(seen);
            }
        }
    }
    const SignSet present = profile.signs & keys;
    if (present.none()) {
        return {};
    }
    std::optional<bool> data; // all of the text is looked at to tell
    const auto is_data = [&] {
        data = data ? *data : has_other_controls(text);
        return *data;
    };
    std::vector<CipherPass> passes;
    for (Cipher& cipher : ciphers) {
        const bool seven_bit = cipher.signs.front().first == U'[';
        const bool stripped = !seven_bit && cipher.signs.front().first < 0x80;
        const bool possible = !(settled_only && seven_bit) &&
                              std::ranges::any_of(cipher.signs,
                                                  [&](const auto& sign) {
                                                      return is_norwegian(sign.second) &&
                                                             sign.first < sign_limit &&
                                                             present[sign.first];
                                                  }) &&
                              !(stripped && is_data());
        if (possible) {
            passes.emplace_back(text, cipher, judge);
        }
    }
    std::array<std::uint8_t, 256> leads{};
    for (std::size_t value = 0; value < sign_limit; ++value) {
        if (present[value]) {
            std::string bytes;
            utf8::append(bytes, static_cast<char32_t>(value));
            leads[static_cast<unsigned char>(bytes[0])] = 1;
        }
    }
    leads[static_cast<unsigned char>('\n')] = 1;
    std::size_t line = 0;
    const auto leads_at = [&](std::size_t i) { return leads[static_cast<unsigned char>(text[i])]; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Most bytes are none: four at a time.
        while (i + 4 <= text.size() &&
               (leads_at(i) | leads_at(i + 1) | leads_at(i + 2) | leads_at(i + 3)) == 0) {
            i += 4;
        }
        if (i >= text.size()) {
            break;
        }
        if (leads_at(i) == 0) {
            continue;
        }
        if (text[i] == '\n') {
            ++line;
            continue;
        }
        const PlacedCodePoint at = code_point_at(text, i);
        if (at.value >= sign_limit || !present[at.value]) {
            continue;
        }
        const bool suspect = is_common_sign(at.value) && at.value >= 0x80
                                 ? between_letters(text, at)
                                 : beside_letter_or_lone(text, at);
        if (!suspect) {
            continue;
        }
        for (CipherPass& pass : passes) {
            const char32_t was = pass.cipher().was(at.value);
            if (was != 0 && is_norwegian(was)) {
                pass.visit(at, line);
            }
        }
    }

    struct Candidate {
        const Hit* hit = nullptr;
        Cipher* cipher = nullptr;
        double log_odds = 0;
    };

    std::vector<Candidate> candidates;
    std::vector<CipherPass*> active;
    for (CipherPass& pass : passes) {
        pass.weigh(block);
        if (pass.is_active()) {
            pass.start_over();
            active.push_back(&pass);
        }
    }
    line = 0;
    for (std::size_t i = 0; i < text.size() && !active.empty(); ++i) {
        line += text[i] == '\n' ? 1U : 0U;
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0xC0 && leads[byte] == 0) {
            continue;
        }
        const PlacedCodePoint at = code_point_at(text, i);
        for (CipherPass* pass : active) {
            if (pass->cipher().was(at.value) != 0) {
                pass->visit(at, line);
            }
        }
    }
    // Of several that fit the letters, the other signs tell: "»" of CP850 would be "¤" in CP865.
    const CipherPass* settled = nullptr;
    for (const CipherPass& pass : passes) {
        if (pass.is_settled(profile) &&
            (settled == nullptr || pass.total_gain() > settled->total_gain())) {
            settled = &pass;
        }
    }
    for (const CipherPass& pass : passes) {
        if (settled_only && &pass != settled) {
            continue;
        }
        for (const auto& [hit, log_odds] : pass.accepted(&pass == settled)) {
            Candidate candidate;
            candidate.hit = hit;
            candidate.cipher = &pass.cipher();
            candidate.log_odds = log_odds;
            candidates.push_back(candidate);
        }
    }
    // Where two ciphers want the same word, the better founded one has it.
    std::ranges::stable_sort(candidates, [](const Candidate& left, const Candidate& right) {
        return left.hit->span.begin != right.hit->span.begin
                   ? left.hit->span.begin < right.hit->span.begin
                   : left.log_odds > right.log_odds;
    });
    std::vector<Edit> edits;
    double last_odds = 0;
    Cipher* last_cipher = nullptr;
    for (const Candidate& candidate : candidates) {
        const Hit& hit = *candidate.hit;
        if (!edits.empty() && hit.span.begin < edits.back().span.end) {
            if (candidate.log_odds <= last_odds) {
                continue;
            }
            edits.pop_back();
            last_cipher->repaired -= 1;
        }
        Edit edit;
        edit.span = hit.span;
        edit.before = text.substr(hit.span.begin, hit.span.size());
        edit.after = to_utf8(hit.after);
        edit.rule = candidate.cipher->rule;
        edit.evidence = hit.lone ? "the words around it" : "the words it gives";
        edit.probability = probability_of(candidate.log_odds);
        if (edit.before == edit.after) {
            continue;
        }
        candidate.cipher->repaired += 1;
        last_odds = candidate.log_odds;
        last_cipher = candidate.cipher;
        edits.push_back(std::move(edit));
    }
    return edits;
}

} // namespace saksklar
