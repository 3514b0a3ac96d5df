// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_tables.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

class LearnedWords;

/// Where a reading is known from.
enum class ReadingSource : std::uint8_t { model, system, archive, compound, new_word };

/// The confusions of a reading, by their numbers. They are few: no memory of its own.
class RuleList {
public:
    /// No reading has more.
    static constexpr std::size_t most = 6;

    void push_back(std::uint16_t rule) noexcept { rules_[size_++] = rule; }

    std::size_t size() const noexcept { return size_; }

    bool empty() const noexcept { return size_ == 0; }

    const std::uint16_t* begin() const noexcept { return rules_.data(); }

    const std::uint16_t* end() const noexcept { return rules_.data() + size_; }

    std::uint16_t* begin() noexcept { return rules_.data(); }

    std::uint16_t* end() noexcept { return rules_.data() + size_; }

    bool operator==(const RuleList&) const = default; // what is behind the end is 0 in both

private:
    std::array<std::uint16_t, most> rules_{};
    std::uint16_t size_ = 0;
};

/// How much more the letters of a reading are like those of Norwegian words, of names, and of
/// names from their end, than the letters seen: differences of ln p.
struct LetterGains {
    bool known = false; ///< asked for before
    float word = 0;
    float name = 0;
    float ending = 0;
};

/// One way to read a word other than as it stands.
struct Candidate {
    std::string codes;
    std::uint32_t id = model_format::unknown_id; ///< in the n-gram models
    ReadingSource source = ReadingSource::model;
    std::uint8_t flags = 0; ///< WordFlag, for words with an id
    double log_unigram = 0; ///< LanguageTables::norwegian_unigram, for words with an id
    double meeting = 0;     ///< LanguageTables::meeting_gain
    double log_word = 0;    ///< ln p of the word among the unknown ones, for words without an id
    double log_channel = 0; ///< ln chance of its confusions in a damaged text
    std::int8_t strange_in = -1; ///< LanguageTables::strange_in, for words of the system's lists
    std::uint8_t norwegian = 0;  ///< confusions with an æ, ø or å
    std::uint8_t others = 0;     ///< other confusions
    std::uint8_t lost = 0;       ///< of all, those with a sign for a lost letter
    std::uint8_t intact = 0;     ///< æ, ø and å that stand as they should
    std::uint64_t hash = 0;      ///< ReadingHash of `codes`
    RuleList rules;              ///< indices of the confusions
    LetterGains gains;           ///< by CandidateFinder::gains
    std::string from;            ///< for each code: how many code points seen up to its end
};

/// All that is known of a word as it stands, whatever its place.
struct WordReadings {
    std::uint32_t id = model_format::unknown_id;
    std::uint8_t flags = 0;
    bool in_system = false;      ///< of words of Norwegian models: only known after a search
    std::int8_t strange_in = -1; ///< LanguageTables::strange_in, for words without an id
    bool in_archive = false;
    bool compound = false;
    bool lone = false;            ///< one sign, digit or letter alone
    bool code = false;            ///< a code or abbreviation
    bool language_code = false;   ///< a code for a language, which stands among others of its kind
    bool initials = false;        ///< `A&B`: names joined, nothing to repair
    std::uint8_t foreign = 0;     ///< which other languages have it as a frequent word
    std::uint8_t signs = 0;       ///< digits and signs
    std::uint8_t intact = 0;      ///< æ, ø and å
    std::uint8_t shape = 0;       ///< word_shape
    bool searched = false;        ///< `others` is filled
    std::uint64_t hash = 0;       ///< ReadingHash of `codes`; 0 if there are none
    double log_unigram = 0;       ///< LanguageTables::norwegian_unigram, for words with an id
    double meeting = 0;           ///< LanguageTables::meeting_gain
    double log_word = 0;          ///< ln p among the unknown words
    double letters_norwegian = 0; ///< ln p of the letter model
    double letters_english = 0;
    double letters_name = 0;       ///< of the letter model of names, set with the first `gains`
    std::vector<Candidate> others; ///< likeliest first, the word itself left out
    std::u32string seen;           ///< as it stands
    std::string codes;             ///< in the alphabet; empty if a sign is not in it

    bool known() const noexcept
    {
        return id != model_format::unknown_id || in_system || in_archive || code;
    }
};

/// Finds the readings of words. Holds an index of the archive's words, and remembers letters it was
/// asked for.
class CandidateFinder {
public:
    CandidateFinder(const LanguageTables& tables, const LearnedWords* learned);

    /// `lone`: a single sign or digit. Other readings of a known word that has its Norwegian
    /// letters, or whose rivals are listed, are not searched for yet: in sound text they are never
    /// asked for.
    WordReadings readings(std::string_view word, bool lone);

    /// Fills `others`, if that was put off.
    void search(WordReadings& word) const;

    /// Asks the letter models, if that was put off.
    void judge_letters(WordReadings& word);

    /// Asks the letter models about a reading of a word, if they were not asked yet.
    const LetterGains& gains(WordReadings& word, Candidate& candidate);

    /// Adds readings that no list has but that look like Norwegian words, for names and
    /// new words of damaged lines.
    void add_new_words(WordReadings& word);

    const LearnedWords* learned() const noexcept { return learned_; }

private:
    bool has_rivals_listed(const WordReadings& word) const;

    const LanguageTables& tables_;
    const LearnedWords* learned_;
    std::vector<std::uint32_t> archive_edges_;
    WordGraph archive_graph_;
    LetterScorer norwegian_;
    LetterScorer english_;
    LetterScorer names_;
    LetterScorer endings_;
};

} // namespace saksklar
