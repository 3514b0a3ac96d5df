// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/candidates.hpp"

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_case.hpp"
#include "normalizers/letters/reading_counts.hpp"
#include "normalizers/letters/walker.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

namespace {

constexpr std::size_t most_candidates = 10;
constexpr double log_code = -7.0;

double rough_score(const Candidate& candidate)
{
    const double word =
        candidate.id != unknown_id ? candidate.log_unigram : candidate.log_word + -9.0;
    return word + candidate.log_channel;
}

/// One of each spelling, the likeliest way to it, likeliest first.
void tidy(std::vector<Candidate>& candidates)
{
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
        if (a.codes != b.codes) {
            return a.codes < b.codes;
        }
        if (a.source != b.source) {
            return a.source < b.source;
        }
        return a.log_channel + a.log_word > b.log_channel + b.log_word;
    });
    // clang 14 does not take std::ranges::unique.
    candidates.erase(
        std::unique(candidates.begin(),
                    candidates.end(),
                    [](const Candidate& a, const Candidate& b) { return a.codes == b.codes; }),
        candidates.end());
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
        return rough_score(a) > rough_score(b);
    });
    if (candidates.size() > most_candidates) {
        candidates.resize(most_candidates);
    }
}

} // namespace

WordReadings CandidateFinder::readings(std::string_view word, bool lone)
{
    WordReadings out;
    for (std::size_t i = 0; i < word.size();) {
        const utf8::CodePoint c = utf8::decode(word, i);
        out.seen.push_back(c.value);
        out.signs =
            static_cast<std::uint8_t>(std::min(255, out.signs + !unicode::is_letter(c.value)));
        out.intact = static_cast<std::uint8_t>(
            std::min(255, out.intact + unicode::is_norwegian_letter(c.value)));
        i += c.size_bytes;
    }
    out.shape = static_cast<std::uint8_t>(shape_of(out.seen));
    out.codes = alphabet::encode(word);
    if (!out.codes.empty()) {
        out.hash = ReadingHash(out.codes).value();
        if (const auto index = tables_.words.index_of(out.codes)) {
            out.id = *index + first_word;
            out.flags = tables_.flags[*index];
            out.log_unigram = tables_.norwegian_unigram(out.id);
            out.meeting = tables_.meeting_gain(out.id);
        }
        // Of words that are Norwegian anyhow it is only asked when they are judged.
        if ((out.flags & (in_nb | in_nn)) == 0 || out.seen.size() > longest_word) {
            out.in_system = tables_.system.contains(out.codes);
        }
        if (out.in_system && out.id == unknown_id) {
            out.strange_in = static_cast<std::int8_t>(tables_.strange_in(out.codes));
        }
    }
    out.in_archive = archive_graph_.contains(out.codes);
    const std::string lower = unicode::to_lower(word);
    if (const auto found = tables_.codes.find(lower); found != tables_.codes.end()) {
        out.code = true;
        out.language_code = found->second;
    }
    out.initials = out.seen.size() == 3 && out.seen[1] == U'&' && unicode::is_upper(out.seen[0]) &&
                   unicode::is_upper(out.seen[2]);
    if (const auto found = tables_.foreign.find(lower); found != tables_.foreign.end()) {
        out.foreign = found->second;
    }
    if (out.seen.size() > longest_word) {
        out.log_word = -60;
        return out;
    }
    out.lone = lone || out.seen.size() == 1;
    if (out.id != unknown_id && (out.intact > 0 || has_rivals_listed(out))) {
        return out;
    }
    search(out);
    if (out.id == unknown_id) {
        if (!out.known()) {
            judge_letters(out);
            const double letters =
                std::max(out.letters_norwegian - 0.4, out.letters_english - 1.2) - (lone ? 0 : 1.0);
            out.log_word = out.compound ? std::max(out.log_word, letters) : letters;
        } else {
            out.log_word = out.in_archive ? log_archive_word
                           : out.code     ? log_code
                                          : log_system_word;
        }
    }
    return out;
}

/// The table of rivals is of words as they are commonly written, and knows no archive.
bool CandidateFinder::has_rivals_listed(const WordReadings& word) const
{
    return !tables_.rivals.empty() && archive_graph_.empty() && !word.lone &&
           std::none_of(word.seen.begin() + 1, word.seen.end(), unicode::is_upper);
}

void CandidateFinder::search(WordReadings& out) const
{
    if (out.searched || out.seen.size() > longest_word) {
        return;
    }
    out.searched = true;
    if ((out.flags & (in_nb | in_nn)) != 0) {
        out.in_system = tables_.system.contains(out.codes);
    }
    if (out.initials) {
        return;
    }
    const bool vanished = !out.known() && out.seen.size() >= least_part;
    const Lattice lattice = make_lattice(tables_, out.seen, out.lone, vanished);
    Walker walker(tables_, lattice, out.others);
    walker.simple(tables_.words, ReadingSource::model);
    walker.simple(tables_.system, ReadingSource::system);
    walker.simple(archive_graph_, ReadingSource::archive);
    if (!out.lone && !out.known() && out.seen.size() >= 2 * least_part) {
        walker.compounds();
    }
    tidy(out.others);
    const auto itself = std::ranges::find_if(
        out.others, [&](const Candidate& c) { return c.codes == out.codes && c.rules.empty(); });
    if (itself != out.others.end()) {
        out.compound = itself->source == ReadingSource::compound;
        if (out.id == unknown_id) {
            out.log_word = itself->log_word;
        }
        out.others.erase(itself);
    }
    std::erase_if(out.others, [&](const Candidate& c) { return c.codes == out.codes; });
    // What lost letters to a sign did not misread others.
    const auto only_lost = [](const Candidate& c) {
        return c.lost > 0 && c.lost == c.rules.size();
    };
    if (std::ranges::any_of(out.others, only_lost)) {
        std::erase_if(out.others, [&](const Candidate& c) { return c.lost > 0 && !only_lost(c); });
    }
    for (Candidate& candidate : out.others) {
        candidate.hash = ReadingHash(candidate.codes).value();
        if (candidate.id >= first_word) {
            candidate.flags = tables_.flags[candidate.id - first_word];
            candidate.meeting = tables_.meeting_gain(candidate.id);
        }
    }
}

namespace {

struct JudgedLetters {
    std::string codes;
    double log_signs = 0;
};

/// A sign inside a word: the letters are judged without it, and it is very unlikely.
JudgedLetters letters_to_judge(const WordReadings& word)
{
    if (!word.codes.empty()) {
        return {word.codes, 0};
    }
    constexpr double log_sign = 11;
    JudgedLetters out;
    for (const char32_t c : word.seen) {
        if (const std::uint8_t code = alphabet::code_of(c); code != alphabet::none) {
            out.codes.push_back(static_cast<char>(code));
        } else {
            out.log_signs += log_sign;
        }
    }
    return out;
}

} // namespace

void CandidateFinder::judge_letters(WordReadings& out)
{
    if (out.letters_norwegian != 0) {
        return;
    }
    const JudgedLetters letters = letters_to_judge(out);
    out.letters_norwegian = norwegian_.log_prob(letters.codes) - letters.log_signs;
    out.letters_english = english_.log_prob(letters.codes) - letters.log_signs;
}

const LetterGains& CandidateFinder::gains(WordReadings& word, Candidate& candidate)
{
    LetterGains& gains = candidate.gains;
    if (gains.known) {
        return gains;
    }
    gains.known = true;
    judge_letters(word);
    const JudgedLetters letters = letters_to_judge(word);
    if (word.letters_name == 0) {
        word.letters_name = names_.log_prob(letters.codes) - letters.log_signs;
    }
    gains.word = static_cast<float>(norwegian_.log_prob(candidate.codes) - word.letters_norwegian);
    gains.name = static_cast<float>(names_.log_prob(candidate.codes) - word.letters_name);
    // Names of Norwegian farms and places end alike (-ås, -øy, -bø), whatever they begin with.
    if (word.shape != word_shape::small) {
        const auto ending = [&](const std::string& codes) {
            return endings_.log_prob(std::string(codes.rbegin(), codes.rend()));
        };
        gains.ending = static_cast<float>(ending(candidate.codes) -
                                          (ending(letters.codes) - letters.log_signs));
    }
    return gains;
}

CandidateFinder::CandidateFinder(const LanguageTables& tables, const LearnedWords* learned)
    : tables_(tables),
      learned_(learned),
      norwegian_(tables.letters_norwegian),
      english_(tables.letters_english),
      names_(tables.letters_names),
      endings_(tables.letters_endings)
{
    if (learned == nullptr) {
        return;
    }
    std::vector<std::string> words;
    for (const auto& [word, entry] : learned->entries()) {
        std::string codes = alphabet::encode(word);
        if (!codes.empty()) {
            words.push_back(std::move(codes));
        }
    }
    std::ranges::sort(words);
    archive_edges_ = build_graph(words, false).edges;
    archive_graph_ = WordGraph(archive_edges_, {});
    archive_graph_.note_letters();
}

} // namespace saksklar
