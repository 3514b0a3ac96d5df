// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/decision.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/letters/reading_counts.hpp"
#include "normalizers/text/tokens.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar {

/// One word that could be read otherwise, and all that speaks for and against it.
struct Judgement {
    Span span{};
    std::string before;
    std::string after;
    std::string evidence;
    Features features{};
    bool only_if_sure = false; ///< its line is most likely not damaged, or of another language
    double probability = 0;
};

/// What is known of the document after the blocks so far.
struct DocumentSoFar {
    std::array<double, 3> document_language_{0.45, 0.35, 0.2};
    double carried_damage_ = 0.1;
    double damaged_words_ = 0;
    double words_ = 0;
    double words_known_ = 0;
    double words_norwegian_ = 0;
    std::array<double, 8> words_foreign_{};
    double rate_ = 0.96;
    double intact_letters_ = 0;
    double damaged_letters_ = 0;
    double lost_letters_ = 0; ///< of the damaged ones, those lost to a sign
    double expected_damaged_ = 0;
    double log_ratio_sum_ = 0;
    double document_total_ = 0;
    std::vector<std::string> language_codes_; ///< those met, each once, in order
    std::vector<std::string> joined_codes_;   ///< those of them met before a hyphen: `sma-lista`
    std::array<std::uint16_t, 27 * 26>
        code_digits_{}; ///< of "P1", "UV2": digits behind the letters
};

/// The work on one document, block by block. Private to this folder.
class RepairSession : private DocumentSoFar {
public:
    RepairSession(const LanguageTables& tables, const LearnedWords* learned);

    /// Begins another document; what was found out about words is kept.
    void restart();

    /// Reads a block and estimates its damage.
    void read(std::string_view text);

    /// The best other reading of every word of the block that has one at least as likely as
    /// `least_probability`.
    std::vector<Judgement> decide(double least_probability = 0);

    DamageEstimate estimate() const;

    /// The words of the block's sound Norwegian lines that the lists do not have, and its names
    /// with Norwegian letters. Views of the block.
    std::vector<std::string_view> sound_words() const;

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
    /// In a text whose letters are sound, one Norwegian letter in some thousands is wrong.
    static constexpr double sound_rate = 2e-4;
    /// A line less damaged than this has only its unknown words looked at.
    static constexpr double sound_line = 0.02;
    /// Words the document has elsewhere come again: their part beside the language models.
    static constexpr double document_weight = 0.15;

    static constexpr std::size_t longest_sentence = 120; ///< tokens; longer ones are cut
    static constexpr std::size_t most_options = 7;       ///< for one word, itself among them
    static constexpr std::size_t beam_width = 8;

    /// nb, nn, en
    using ByLanguage = std::array<double, 3>;

    /// All that is known of one word of the text, wherever it stands. What every word of a sound
    /// text is asked for comes first.
    struct Type {
        std::string word;
        ByLanguage as_seen{}; ///< p of the word as it stands, undamaged
        ByLanguage damaged{}; ///< p of all other words that come out as this one
        // made from these
        ByLanguage language_evidence{}; ///< ln p in each language beside the best, 0 or less
        double foreign_listed = 0;      ///< ln odds of another language that has the word
        double foreign_unlisted = 0;    ///< ln odds of one that does not
        std::uint32_t count = 0;
        std::uint32_t block = 0;          ///< the last in which its readings were counted
        std::uint32_t numbers_behind = 0; ///< on its line: digits, a bit each, and longer numbers
        std::uint32_t others_behind = 0;  ///< times that something else stands there
        bool lone = false;
        bool extended = false; ///< new words were added
        bool speaks = false;   ///< takes part in the estimates
        bool put_off = false;  ///< its rivals are from the table, other readings not searched for
        WordReadings readings;

        static constexpr std::uint32_t longer_number = 1U << 10U;

        static constexpr std::uint32_t digit_behind(unsigned digit) { return 1U << digit; }
    };

    struct Line {
        std::size_t begin = 0; ///< tokens
        std::size_t end = 0;
        ByLanguage language{}; ///< posterior
        double damaged = 0;    ///< posterior
        double foreign = 0;    ///< posterior of another language than these three
        double log_ratio = 0;  ///< evidence for damage
        // made from these for the decoding
        ByLanguage log_language{};
        double log_rate = 0;   ///< ln chance that a Norwegian letter here is damaged
        double log_intact = 0; ///< and that it is not
        double log_others = 0; ///< ln weight of the other confusions
    };

    struct CachedLog {
        std::uint64_t key = ~0ULL;
        double log = 0;
    };

    struct CachedContext {
        std::uint64_t key = ~0ULL;
        NgramModel::Context context{};
    };

    struct Option {
        Candidate* candidate = nullptr; ///< null: as seen
        std::uint32_t id = 0;
        double log_word = 0;
        double log_unigram = 0; ///< for words with an id
        double channel = 0;
        double document = 0;     ///< p of the word in this document, 0 if it was not met
        double log_document = 0; ///< ln of what the document adds for it, where that is not 0
        int strange_in = -1;     ///< the language, nb or nn, whose lists do not have the word
        double meeting = 0;      ///< ln of how much likelier meetings make it
    };

    struct Slot {
        std::size_t token = 0;
        Type* type = nullptr;
        const Line* line = nullptr;
        std::span<Option> options; ///< of options_
        std::size_t best = 0;
    };

    /// A way through a sentence so far: the last two words.
    struct State {
        std::uint32_t u = model_format::sentence_id;
        std::uint32_t v = model_format::sentence_id;
        double score = 0;
        std::uint32_t back = 0; ///< which state of the slot before
        std::uint32_t option = 0;
    };

    /// Besides options of a slot these are scored, too.
    static constexpr std::size_t pause_option = 14;
    static constexpr std::size_t sentence_option = 15;

    /// The types met so far, found by their word. They stay where they are.
    class Types {
    public:
        Types() : places_(least_places) {}

        std::size_t size() const noexcept { return size_; }

        void clear();

        /// The type of a word, and whether it is new and has still to be filled in.
        std::pair<Type*, bool> of(std::string_view word, bool lone);

        /// Calls `visit` with each.
        template <typename Visit>
        void for_each(Visit visit)
        {
            for (std::size_t i = 0; i < size_; ++i) {
                visit(at(i));
            }
        }

    private:
        static constexpr std::size_t least_places = 1024; ///< a power of two

        struct Place {
            std::uint32_t hash = 0;
            std::uint32_t type = 0; ///< its number plus one; 0: free
        };

        static constexpr std::size_t chunk = 64;

        Type& at(std::size_t i) noexcept { return chunks_[i / chunk][i % chunk]; }

        void grow();

        std::vector<std::unique_ptr<Type[]>> chunks_;
        std::size_t size_ = 0;
        std::vector<Place> places_;
    };

    Type& type_of(std::string_view word, bool lone);
    void weigh_type(Type& type) const;
    void weigh_languages(Type& type) const;
    void take_in_lost_ends();
    void find_lines();
    void estimate_languages();
    void estimate_foreign();
    void estimate_damage();
    void adapt();
    void search_damaged_lines();
    void prepare_lines();
    const NgramModel::Context&
    cached_context(std::size_t language, std::uint32_t u, std::uint32_t v) const;
    double cached_log_prob(std::size_t language,
                           std::uint32_t u,
                           std::uint32_t v,
                           std::uint32_t word) const;
    void build_slots(std::size_t begin, std::size_t end);
    void fill_options(Slot& slot);
    bool stands_as_it_is(const Slot& slot) const;
    void decode();
    void keep_best(std::span<const State> states);
    double
    language_score(const Line& line, std::uint32_t u, std::uint32_t v, const Option& option) const;
    double
    score_in_sentence(std::size_t slot, std::size_t option, std::uint32_t u, std::uint32_t v) const;
    double times_in_document(std::uint64_t hash) const;
    double log_head_gain(const Slot& slot, const Candidate& candidate) const;
    double document_log(const Slot& slot, const Candidate* candidate) const;
    double local_score(std::size_t slot, std::size_t option) const;
    double channel_score(const Candidate& candidate, const Line& line) const;
    std::array<std::optional<double>, most_options>
    choose(std::size_t slot, std::array<double, most_options>& language) const;
    bool is_taught(std::size_t language, std::uint32_t id) const;
    void note_numbers_behind();
    void note_codes();
    bool is_code(std::string_view word) const;
    void count_variants();
    bool is_name(const Slot& slot) const;
    bool is_among_capitals(std::size_t s) const;
    bool asks_for_small(std::size_t token, const Candidate& candidate) const;
    void consider(std::size_t slot, std::vector<Judgement>& out);

    /// Calls `visit` with the first and behind the last token of each.
    template <typename Visit>
    void for_each_sentence(Visit visit)
    {
        for (std::size_t begin = 0; begin < tokens_.size();) {
            std::size_t end = begin + 1;
            while (end < tokens_.size() && tokens_[end].pause != Token::Pause::sentence &&
                   end - begin < longest_sentence) {
                ++end;
            }
            visit(begin, end);
            begin = end;
        }
    }

    const LanguageTables& tables_;
    CandidateFinder finder_;
    Types types_;
    std::string text_;
    std::vector<Token> tokens_;
    std::vector<Type*> token_types_;
    std::vector<Line> lines_;
    std::vector<Slot> slots_;
    std::vector<Option> options_;      ///< of the slots, one behind the other; never grows
    std::vector<State> states_;        ///< of the ways through the slots
    std::vector<std::size_t> columns_; ///< where those of a slot begin
    std::array<State, beam_width * most_options> next_{}; ///< those that may be the next column
    mutable std::vector<CachedLog> cache_;
    mutable std::vector<CachedContext> contexts_;
    mutable std::vector<CachedLog> scores_;     ///< of the sentence's options
    mutable std::vector<std::uint32_t> taught_; ///< id and language, and whether
    static constexpr std::uint64_t sentences_told_apart = 1U << 11U;
    std::uint64_t sentence_ = 0; ///< its number, below that, to tell its scores from others'
    std::uint32_t block_ = 0;
    double least_wanted_ = 0;
    double least_by_trees_ = 0;
    std::vector<double> rule_counts_;
    std::vector<double> log_rules_; ///< adapted ln chances
    std::vector<bool> norwegian_rules_;
    /// What the document was read as where there was little doubt.
    ReadingCounts document_words_;
    /// How many different words of the block each reading was found for.
    ReadingCounts variants_;
};

} // namespace saksklar
