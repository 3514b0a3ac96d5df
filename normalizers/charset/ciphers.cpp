// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/ciphers.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace saksklar {

namespace {

constexpr std::size_t longest_word = 48; // code points

struct Pair {
    Charset was;
    Charset seen_as;
};

/// Which mistakes are tried. Those whose letters coincide with another pair (CP850 seen as
/// CP1252, ISO-8859-2 for CP1250) are covered by it.
constexpr std::array mistakes{
    Pair{Charset::cp865, Charset::cp1252},
    Pair{Charset::cp865, Charset::cp437},
    Pair{Charset::cp865, Charset::macroman},
    Pair{Charset::cp1252, Charset::cp850},
    Pair{Charset::cp1252, Charset::cp437},
    Pair{Charset::cp1252, Charset::macroman},
    Pair{Charset::macroman, Charset::cp1252},
    Pair{Charset::macroman, Charset::cp850},
    Pair{Charset::cp1252, Charset::cp1250},
    Pair{Charset::cp1252, Charset::cp1251},
    Pair{Charset::cp1252, Charset::cp1253},
};

/// What stands in sound text often enough that it must stand between two letters to be a suspect.
bool is_common_sign(char32_t value)
{
    return std::u32string_view(U"[]\\–—‘’“”…•°§´®«»").find(value) != std::u32string_view::npos;
}

/// One word that a cipher would change.
struct Hit {
    Span span{};
    std::u32string after;
    double gain = 0;
    double evidence = 0; ///< what it says about the cipher; the gain, bounded
    bool known = false;
    bool follows = false; ///< has no sign for a Norwegian letter: goes with the others of its line
    bool lone = false;    ///< a single sign for a single letter: proves nothing
    std::size_t line = 0;
};

struct Line {
    std::size_t number = 0;
    double evidence = 0;
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
            hit.gain = -1;
            hit.evidence = -1;
        } else if (hit.lone) {
            // A lone sign for a letter: å is the commonest word of its own; before a comma, or
            // as the island of ø, only in lines that are sure.
            const bool spaced = (begin == 0 || is_space(text_[begin - 1])) &&
                                (end == text_.size() || is_space(text_[end]));
            const bool before_sign = (begin == 0 || is_space(text_[begin - 1])) &&
                                     end < text_.size() && ends_clause(text_[end]);
            const bool is_a = lower(hit.after[0]) == U'å';
            hit.gain = is_a && spaced ? 0 : is_a && before_sign ? -2 : spaced ? -3 : -5;
        } else {
            hit.gain = has_odd_case(hit.after) ? -5 : judge_.gain(before, hit.after);
            hit.known = judge_.known(hit.after) && !has_odd_case(hit.after);
            hit.evidence = evidence_of(hit.gain, hit.known, judge_.has_words());
        }
        hits_.push_back(std::move(hit));
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
            hit.evidence *= hit.known ? 1.0 : std::max(fresh, 0.3);
            if (lines_.empty() || lines_.back().number != hit.line) {
                lines_.push_back({hit.line, 0});
            }
            lines_.back().evidence += hit.evidence;
        }
    }

    /// The hits to make edits of, with the log odds that they are right.
    std::vector<std::pair<const Hit*, double>> accepted() const
    {
        std::vector<std::pair<const Hit*, double>> result;
        for (const Hit& hit : hits_) {
            const double odds = odds_of(hit.line);
            const bool sure_line = odds > 6;
            const double least = hit.follows ? 0.5 : sure_line ? -4 : -1;
            if (odds > (hit.lone ? 3 : 0) && hit.gain > least) {
                result.emplace_back(&hit, odds + std::max(0.0, hit.gain));
            }
        }
        return result;
    }

    /// Whether the other signs of the cipher are worth a look: those that stand for no Norwegian
    /// letter, or stand where sound text has them too. ISO 646-NO has no others.
    bool is_active() const
    {
        return cipher_.rule != "charset.iso646-no" && cipher_.prior + document() > -4;
    }

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

    static bool ends_clause(char c)
    {
        return c == ',' || c == '.' || c == ':' || c == ';' || c == '?';
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

    std::string_view text_;
    Cipher& cipher_;
    const WordJudge& judge_;
    std::vector<Hit> hits_;
    std::vector<Line> lines_;
    std::size_t done_ = 0;
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
    return is_letter(left) || is_letter(right) || (left <= U' ' && right <= U' ');
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
    std::vector<Cipher> ciphers{iso646_no()};
    for (const Pair& mistake : mistakes) {
        Cipher cipher;
        cipher.rule = "charset.";
        cipher.rule += name_of(mistake.was);
        cipher.rule += "-as-";
        cipher.rule += name_of(mistake.seen_as);
        for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
            const char32_t seen = to_unicode(mistake.seen_as, byte);
            const char32_t was = to_unicode(mistake.was, byte);
            // What was no sign or no letter's neighbour is not undone: nothing tells it.
            if (seen != was && was > 0x9F) {
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
                               const WordJudge& judge)
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
    std::vector<CipherPass> passes;
    for (Cipher& cipher : ciphers) {
        const bool possible = std::ranges::any_of(cipher.signs, [&](const auto& sign) {
            return is_norwegian(sign.second) && sign.first < sign_limit && present[sign.first];
        });
        if (possible) {
            passes.emplace_back(text, cipher, judge);
        }
    }
    std::array<bool, 256> leads{};
    for (std::size_t value = 0; value < sign_limit; ++value) {
        if (present[value]) {
            std::string bytes;
            utf8::append(bytes, static_cast<char32_t>(value));
            leads[static_cast<unsigned char>(bytes[0])] = true;
        }
    }
    leads[static_cast<unsigned char>('\n')] = true;
    std::size_t line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!leads[static_cast<unsigned char>(text[i])]) {
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
        if (static_cast<unsigned char>(text[i]) < 0xC0) {
            continue;
        }
        const PlacedCodePoint at = code_point_at(text, i);
        for (CipherPass* pass : active) {
            if (pass->cipher().was(at.value) != 0) {
                pass->visit(at, line);
            }
        }
    }
    for (const CipherPass& pass : passes) {
        for (const auto& [hit, log_odds] : pass.accepted()) {
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
