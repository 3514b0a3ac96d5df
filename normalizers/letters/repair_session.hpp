// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/decision.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/text/tokens.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saksklar {

/// One word that could be read otherwise, and all that speaks for and against it.
struct Judgement {
    Span span{};
    std::string before;
    std::string after;
    std::string evidence;
    Features features{};
    double probability = 0;
};

/// The work on one document, block by block. Private to this folder.
class RepairSession {
public:
    RepairSession(const LanguageTables& tables, const LearnedWords* learned);

    /// Reads a block and estimates its damage.
    void read(std::string_view text);

    /// The best other reading of every word of the block that has one.
    std::vector<Judgement> decide();

    DamageEstimate estimate() const;

    /// The readings of the token of the last block that covers `offset`, with their scores in
    /// context; for explanations.
    struct ScoredReading {
        std::string text;
        double channel = 0;
        double language = 0;
        ReadingSource source = ReadingSource::model;
        bool as_seen = false;
    };

    std::vector<ScoredReading> scored_readings(std::size_t offset);

private:
    /// nb, nn, en
    using ByLanguage = std::array<double, 3>;

    struct Type {
        WordReadings readings;
        ByLanguage as_seen{}; ///< p of the word as it stands, undamaged
        ByLanguage damaged{}; ///< p of all other words that come out as this one
        std::uint32_t count = 0;
        bool extended = false; ///< new words were added
        bool speaks = false;   ///< takes part in the estimates
    };

    struct Line {
        std::size_t begin = 0; ///< tokens
        std::size_t end = 0;
        ByLanguage language{}; ///< posterior
        double damaged = 0;    ///< posterior
        double log_ratio = 0;  ///< evidence for damage
    };

    struct Option {
        const Candidate* candidate = nullptr; ///< null: as seen
        std::uint32_t id = 0;
        double log_word = 0;
        double channel = 0;
        double document = 0; ///< p of the word in this document, 0 if it was not met
    };

    struct Slot {
        std::size_t token = 0;
        Type* type = nullptr;
        const Line* line = nullptr;
        std::vector<Option> options;
        std::size_t best = 0;
    };

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view s) const noexcept
        {
            return std::hash<std::string_view>{}(s);
        }
    };

    Type& type_of(std::string_view word, bool lone);
    void find_lines();
    void estimate_languages();
    void estimate_damage();
    void adapt();
    void build_slots(std::size_t begin, std::size_t end);
    void fill_options(Slot& slot);
    void decode();
    double
    language_score(const Line& line, std::uint32_t u, std::uint32_t v, const Option& option) const;
    double document_log(const Slot& slot, const Candidate* candidate) const;
    double local_score(std::size_t slot, std::size_t option) const;
    double channel_score(const Candidate& candidate, const Line& line) const;
    void consider(std::size_t slot, std::vector<Judgement>& out);
    template <typename Visit>
    void for_each_sentence(Visit visit);

    const LanguageTables& tables_;
    CandidateFinder finder_;
    std::unordered_map<std::string, std::unique_ptr<Type>, Hash, std::equal_to<>> types_;
    std::string text_;
    std::vector<Token> tokens_;
    std::vector<Type*> token_types_;
    std::vector<Line> lines_;
    std::vector<Slot> slots_;
    // carried from block to block
    ByLanguage document_language_{0.45, 0.35, 0.2};
    double carried_damage_ = 0.1;
    double damaged_words_ = 0;
    double words_ = 0;
    double words_known_ = 0;
    double words_norwegian_ = 0;
    double rate_ = 0.96;
    double intact_letters_ = 0;
    double damaged_letters_ = 0;
    double expected_damaged_ = 0;
    double log_ratio_sum_ = 0;
    std::vector<double> rule_counts_;
    std::vector<double> log_rules_; ///< adapted ln chances
    /// What the document was read as where there was little doubt: alphabet codes or word id.
    std::unordered_map<std::string, double, Hash, std::equal_to<>> document_words_;
    double document_total_ = 0;
};

} // namespace saksklar
