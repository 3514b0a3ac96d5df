// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace saksklar::structure {

/// The classes of words and phrases in data/terms.tsv. A phrase may be of several.
enum class Term : unsigned {
    present,
    observers,
    deputies,
    absent,
    clerk,
    chair,
    agenda,
    container,
    furniture,
    decision,
    proposal,
    followup,
    divider,
    other_business,
    field_date,
    field_time,
    field_end,
    field_place,
    field_number,
    field_body,
    field_other,
    not_minutes,
    notice,
    minutes_word,
    meeting_word,
    prefix,
    case_vocabulary,
    case_word,
    connector,
    note,
    role,
    verb_opinion,
    hedge,
    arrived,      ///< came to the meeting
    left,         ///< left the meeting
    arrived_when, ///< the same, where a time or a case stands with it
    left_when,
    away,         ///< took no part in a case, or had leave
    recused,      ///< was disqualified
    online,       ///< took part by telephone or video
    abbreviation, ///< its stop ends no sentence
    vote_for,
    vote_against,
    vote_none,     ///< blank, abstained
    vote_word,     ///< "stemmer", "røyster"
    voted,         ///< "stemte", "røysta"
    agenda_column, ///< names a column of an agenda
    people_unsure, ///< labels people only within a list of people
    people_column, ///< names a column of a table of people
    closing,       ///< the meeting was closed
    signature,     ///< begins what follows the minutes
    count_         ///< how many there are
};

/// A set of terms.
class Terms {
public:
    bool has(Term term) const noexcept { return (bits_ & bit(term)) != 0; }

    void add(Term term) noexcept { bits_ |= bit(term); }

    bool none() const noexcept { return bits_ == 0; }

    /// The phrase labels one of the kinds of people in an attendance list.
    bool people() const noexcept
    {
        return has(Term::present) || has(Term::observers) || has(Term::deputies) ||
               has(Term::absent);
    }

    bool field() const noexcept
    {
        return has(Term::field_date) || has(Term::field_time) || has(Term::field_end) ||
               has(Term::field_place) || has(Term::field_number) || has(Term::field_body) ||
               has(Term::field_other);
    }

private:
    static std::uint64_t bit(Term term) noexcept { return 1ULL << static_cast<unsigned>(term); }

    std::uint64_t bits_ = 0;
};

/// The word lists of the structure stage, compiled in from data/*.tsv. Keys are folded
/// (fold_words). Read only after it was made.
class WordLists {
public:
    WordLists();

    /// The classes of a whole folded phrase; none if it is not listed.
    Terms terms(std::string_view folded) const;

    /// Whether a phrase of somebody's coming or going begins with the word; cheap.
    bool starts_movement(std::string_view folded_word) const
    {
        return movers_.may_have(folded_word) && movers_.find(folded_word) != nullptr;
    }

    /// How strongly a folded phrase speaks of a decision, 0..3.
    int decision_weight(std::string_view folded) const;

    /// How many words the longest decision phrase has that begins with the word; 0: none does.
    std::size_t decision_phrase_words(std::string_view folded_word) const;

    /// 1..12 and 1..7 (Monday is 1) for the folded name of a month or weekday.
    std::optional<int> month(std::string_view folded) const;
    std::optional<int> weekday(std::string_view folded) const;

    bool first_name(std::string_view folded) const;
    bool surname(std::string_view folded) const;

private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const noexcept
        {
            return std::hash<std::string_view>{}(text);
        }
    };

    /// A table of phrases. Nearly all words that are looked up are in no table: a few bits of
    /// length, first and last bytes turn them away before anything is hashed.
    template <class Value>
    class Map {
    public:
        Value& operator[](std::string&& phrase)
        {
            mark(phrase);
            return values_[std::move(phrase)];
        }

        bool may_have(std::string_view phrase) const noexcept
        {
            const std::size_t at = slot(phrase);
            return (seen_[at / 64] >> (at % 64) & 1U) != 0;
        }

        const Value* find(std::string_view phrase) const
        {
            if (!may_have(phrase)) {
                return nullptr;
            }
            const auto found = values_.find(phrase);
            return found == values_.end() ? nullptr : &found->second;
        }

    private:
        static constexpr std::size_t bits = 1U << 16U;

        static std::size_t slot(std::string_view phrase) noexcept
        {
            std::uint32_t key = static_cast<std::uint32_t>(phrase.size());
            const std::size_t head = phrase.size() < 4 ? phrase.size() : 4;
            for (std::size_t i = 0; i < head; ++i) {
                key = key * 131U + static_cast<unsigned char>(phrase[i]);
            }
            if (phrase.size() > 4) {
                key = key * 131U + static_cast<unsigned char>(phrase[phrase.size() - 1]);
                key = key * 131U + static_cast<unsigned char>(phrase[phrase.size() - 2]);
            }
            key *= 2654435769U;
            return key >> 16U;
        }

        void mark(std::string_view phrase)
        {
            const std::size_t at = slot(phrase);
            seen_[at / 64] |= std::uint64_t{1} << (at % 64);
        }

        std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
        std::array<std::uint64_t, bits / 64> seen_{};
    };

    Map<Terms> terms_;
    Map<int> movers_; ///< first words of phrases of coming and going
    Map<int> decisions_;
    Map<std::size_t> decision_starts_;
    Map<int> months_;
    Map<int> weekdays_;
    Map<int> names_; ///< bit 0 first name, bit 1 surname
};

/// The lists, made once.
const WordLists& word_lists();

} // namespace saksklar::structure
