// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"

#include "normalizers/charset/ciphers.hpp"
#include "normalizers/charset/escapes.hpp"
#include "normalizers/charset/legacy_bytes.hpp"
#include "normalizers/charset/misread_utf8.hpp"
#include "normalizers/charset/text_profile.hpp"
#include "normalizers/charset/unicode_form.hpp"
#include "normalizers/charset/word_judge.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace saksklar {

namespace {

/// Damage on damage (an entity in misread UTF-8 in a quoted-printable mail) takes a round each.
constexpr int most_rounds = 5;

bool has_unicode_debris(const TextProfile& profile)
{
    bool found = profile.ligatures || profile.byte_order_marks;
    for (char32_t value = 0x300; value <= 0x36F && !found; ++value) {
        found = profile.signs[value];
    }
    for (const char32_t value : {U'˚', U'¨', U'´', U'\u00AD'}) {
        found = found || profile.signs[value];
    }
    return found;
}

} // namespace

class CharsetRepair::State {
public:
    explicit State(WordJudge with) : judge(std::move(with)), ciphers(known_ciphers()) {}

    WordJudge judge;
    LegacyEvidence legacy;
    MisreadEvidence misread;
    EscapeEvidence entities;
    EscapeEvidence tex;
    EscapeEvidence quoted_printable;
    EscapeEvidence backslash;
    EscapeEvidence percent;
    EscapeEvidence utf7;
    EscapeEvidence stripped;
    std::vector<Cipher> ciphers;
    bool has_utf8 = false; ///< Norwegian letters stood in UTF-8
    std::size_t block = 0; ///< how many there were

    /// All passes, once each.
    std::vector<Edit> round(std::string_view text, bool first);
    std::string charset() const;
};

std::vector<Edit> CharsetRepair::State::round(std::string_view text, bool first)
{
    std::vector<Edit> all;
    std::string current;
    std::string_view now = text;
    const auto take = [&](std::vector<Edit> edits) {
        if (edits.empty()) {
            return;
        }
        std::string next = apply_edits(now, edits);
        all = all.empty() ? std::move(edits) : compose_edits(text, all, now, edits);
        current = std::move(next);
        now = current;
    };
    const auto has = [](const TextProfile& profile, char32_t value) {
        return profile.signs[value];
    };
    TextProfile profile = profile_of(now);
    for (const char32_t value : std::u32string_view(U"æøåÆØÅ")) {
        // Letters that a pass put back do not count as the document's own.
        has_utf8 = has_utf8 || (first && has(profile, value));
    }
    const auto again = [&](std::vector<Edit> edits) {
        const bool changed = !edits.empty();
        take(std::move(edits));
        if (changed) {
            profile = profile_of(now);
        }
    };
    if (profile.legacy_bytes) {
        again(decode_legacy_bytes(now, has_utf8, legacy, judge));
    }
    if (has(profile, U'=')) {
        again(undo_quoted_printable(now, quoted_printable, judge));
    }
    if (has(profile, U'&')) {
        again(undo_entities(now, entities, judge));
    }
    if (profile.pairs) {
        // Two signs of an enciphered text may look like misread UTF-8, "på»" in MacRoman, and
        // signs of misread UTF-8 like enciphered ones. The damage of the block explains more.
        std::vector<Edit> settled = undo_ciphers(now, block, profile, ciphers, judge, true);
        MisreadEvidence trial = misread;
        if (!settled.empty() &&
            undo_misread_utf8(now, profile, trial, judge).size() * 4 < settled.size()) {
            again(std::move(settled));
        }
        again(undo_misread_utf8(now, profile, misread, judge));
    }
    if (has(profile, U'\\')) {
        // First: "\\'e5" of rich text begins as TeX's "\\'e".
        again(undo_backslash_escapes(now, backslash, judge));
        again(undo_tex_escapes(now, tex, judge));
    }
    if (has(profile, U'%')) {
        again(undo_percent_escapes(now, percent, judge));
    }
    if (has(profile, U'+')) {
        again(undo_utf7(now, utf7, judge));
    }
    if (profile.stripped) {
        again(undo_stripped_utf8(now, stripped, judge));
    }
    again(undo_ciphers(now, block, profile, ciphers, judge, false));
    if (has_unicode_debris(profile)) {
        take(undo_unicode_debris(now, judge));
    }
    return all;
}

std::string CharsetRepair::State::charset() const
{
    const std::size_t seven_bit = ciphers.front().repaired;
    if (legacy.decoded == 0) {
        return seven_bit == 0 ? "utf-8" : has_utf8 ? "mixed" : "iso646-no";
    }
    // One word in twenty may be a misjudged one.
    if (has_utf8 || (legacy.against_most + seven_bit) * 20 > legacy.decoded) {
        return "mixed";
    }
    const auto most =
        static_cast<std::size_t>(std::ranges::max_element(legacy.words) - legacy.words.begin());
    if (legacy_charsets[most] == Charset::cp1252) {
        return legacy.c1_range > 0 ? "cp1252" : "iso-8859-1";
    }
    return std::string(name_of(legacy_charsets[most]));
}

CharsetRepair::CharsetRepair(IsWord is_word)
    : state_(std::make_unique<State>(WordJudge(std::move(is_word))))
{
}

CharsetRepair::~CharsetRepair() = default;
CharsetRepair::CharsetRepair(CharsetRepair&&) noexcept = default;
CharsetRepair& CharsetRepair::operator=(CharsetRepair&&) noexcept = default;

CharsetResult CharsetRepair::repair(std::string_view text)
{
    CharsetResult result;
    std::string current;
    std::string_view now = text;
    // One round of passes; false when it found nothing.
    const auto run = [&](State& state, bool first) {
        std::vector<Edit> edits = state.round(now, first);
        if (edits.empty()) {
            return false;
        }
        std::string next = apply_edits(now, edits);
        result.edits =
            result.edits.empty() ? std::move(edits) : compose_edits(text, result.edits, now, edits);
        current = std::move(next);
        now = current;
        return true;
    };
    state_->block += 1;
    bool more = true;
    for (int i = 0; i < most_rounds && more; ++i) {
        more = run(*state_, i == 0);
    }
    // What was repaired must be sound to fresh eyes as well: nobody may get another text from
    // repairing it again. Text that never comes to rest is no text, and stays as it came.
    for (int i = 0; i < most_rounds && !result.edits.empty(); ++i) {
        State fresh(state_->judge);
        fresh.block = 1;
        if (!run(fresh, true)) {
            break;
        }
        if (i + 1 == most_rounds) {
            result.edits.clear();
        }
    }
    result.charset = state_->charset();
    return result;
}

} // namespace saksklar
