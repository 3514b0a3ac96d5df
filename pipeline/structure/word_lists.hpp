// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

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
    moves,         ///< a word of one of these phrases: a cheap first look
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

    /// How strongly a folded phrase speaks of a decision, 0..3.
    int decision_weight(std::string_view folded) const;

    /// The longest decision phrase has this many words.
    std::size_t decision_phrase_words() const noexcept { return decision_phrase_words_; }

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

    template <class Value>
    using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    Map<Terms> terms_;
    Map<int> decisions_;
    Map<int> months_;
    Map<int> weekdays_;
    Map<int> names_; ///< bit 0 first name, bit 1 surname
    std::size_t decision_phrase_words_ = 1;
};

/// The lists, made once.
const WordLists& word_lists();

} // namespace saksklar::structure
