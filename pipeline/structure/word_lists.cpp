// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/word_lists.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_data.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace saksklar::structure {

namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, static_cast<std::size_t>(Term::count_)> term_names{
    "present",        "observers",       "deputies",      "absent",          "clerk",
    "chair",          "agenda",          "container",     "furniture",       "decision",
    "proposal",       "followup",        "divider",       "other_business",  "field_date",
    "field_time",     "field_end",       "field_place",   "field_number",    "field_body",
    "field_other",    "not_minutes",     "notice",        "minutes_word",    "meeting_word",
    "prefix",         "case_vocabulary", "case_word",     "connector",       "note",
    "role",           "verb_opinion",    "hedge",         "arrived",         "left",
    "arrived_when",   "left_when",       "away",          "recused",         "online",
    "abbreviation",   "vote_for",        "vote_against",  "vote_none",       "vote_word",
    "voted",          "agenda_column",   "people_unsure", "people_column",   "column_number",
    "column_title",   "column_text",     "noted",         "elected",         "opening",
    "organ",          "closing",         "signature",     "present_opening", "present_end",
    "absent_opening", "absence",         "presence_verb", "mailed"};

std::optional<Term> term_named(std::string_view name)
{
    const auto found = std::find(term_names.begin(), term_names.end(), name);
    if (found == term_names.end()) {
        return std::nullopt;
    }
    return static_cast<Term>(found - term_names.begin());
}

/// In the order of the enumeration.
constexpr std::array<std::string_view, static_cast<std::size_t>(Hint::count_)> hint_names{
    "report_title",
    "speech_verb",
    "motion",
    "adopted_how",
    "letter_line",
    "letter_opening",
    "duty_person",
    "duty_deadline",
    "everybody",
    "paper_field",
    "held",
    "undecided",
    "day_word",
    "after_noon",
    "behind_body",
    "task",
    "currency",
    "scaled_currency",
    "sum",
    "counted",
    "of_votes",
    "behind_for",
    "goes_on_deciding",
    "about",
    "unanimous",
    "got",
    "short_prefix",
    "organ_letters",
    "takes",
    "last_year",
    "former",
    "earlier",
    "where",
    "told",
    "modal",
    "modal_alone",
    "done",
    "yet",
    "negation",
    "condition",
    "belief",
    "from",
    "election",
    "acclamation",
    "decision_opening",
    "auxiliary",
    "between_verbs",
    "newly",
    "newly_neuter",
    "nobody",
    "name_particle",
    "mark_of_yes",
    "row_mark",
    "writer",
    "point",
    "pronoun",
    "clock",
    "unmoved",
    "other_subject",
    "before_movement",
    "agenda_heading",
    "time_label",
    "time_verb",
    "day_article",
    "year_word",
    "year_label",
    "who",
    "until",
    "action",
    "mail_subject",
    "mail_sender",
    "how",
    "beside_date",
    "dangling",
    "of_kind",
    "of_minutes",
    "place_opening",
    "meeting_number",
    "task_state",
    "stands_in_for",
    "pointing",
    "outsider",
    "decided_past",
    "takes_part",
    "salutation"};

std::optional<Hint> hint_named(std::string_view name)
{
    const auto found = std::ranges::find(hint_names, name);
    if (found == hint_names.end()) {
        return std::nullopt;
    }
    return static_cast<Hint>(found - hint_names.begin());
}

/// In the order of the enumeration.
constexpr std::array<std::string_view, static_cast<std::size_t>(Sought::count_)> sought_names{
    "unanimity",      "former_meeting", "proposed",       "not_represented",
    "stands_in",      "stood_in",       "came",           "came_told",
    "was_with",       "absent_caption", "absence",        "negation",
    "collects",       "page",           "before_body",    "greeting",
    "short_greeting", "not_minutes",    "minutes_file",   "other_file",
    "agenda_file",    "licence_file",   "guide",          "cancelled",
    "minutes_title",  "front_title",    "front_subtitle", "ended",
    "who_or_until",   "wrote",          "from",           "no_office",
    "closing_words",  "approved",       "put_to_vote",    "case_frame"};

/// Up to this one words with a hint are no names. With these alone the weights of
/// data/decision_sentences.tsv were learned; the others are words of grammar and numbers, most of
/// them, which tell little.
constexpr Hint last_known = Hint::task;

/// Calls `take(key, folded phrase)` for every phrase of a table of rows "key TAB a|b|c".
template <class Take>
void each_phrase(std::string_view table, const Take& take)
{
    while (!table.empty()) {
        const std::size_t end = std::min(table.find('\n'), table.size());
        std::string_view row = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        const std::size_t tab = row.find('\t');
        if (row.empty() || row.front() == '#' || tab == std::string_view::npos) {
            continue;
        }
        const std::string_view key = row.substr(0, tab);
        row.remove_prefix(tab + 1);
        while (!row.empty()) {
            const std::size_t bar = std::min(row.find('|'), row.size());
            take(key, fold_words(row.substr(0, bar)));
            row.remove_prefix(std::min(bar + 1, row.size()));
        }
    }
}

/// In the order of the enumeration.
constexpr std::array<std::string_view, 10> column_names{"none",
                                                        "name",
                                                        "code",
                                                        "called",
                                                        "attended",
                                                        "organisation",
                                                        "role",
                                                        "deputy",
                                                        "absent",
                                                        "remark"};

std::uint8_t small_number(std::string_view digits)
{
    unsigned value = 0;
    for (const char c : digits) {
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return static_cast<std::uint8_t>(value);
}

} // namespace

WordLists::WordLists()
{
    entries_.reserve(slots / 2); // they stay where they are
    const auto first_word = [](std::string_view phrase) {
        return phrase.substr(0, phrase.find(' '));
    };
    std::string_view key_before;
    std::optional<Hint> hint;
    std::optional<Term> term;
    each_phrase(data::terms(), [&](std::string_view key, std::string_view phrase) {
        if (key != key_before) { // many phrases have the same
            key_before = key;
            hint = hint_named(key);
            term = term_named(key);
        }
        if (hint) {
            WordFacts& facts = facts_of(phrase);
            facts.hints.add(*hint);
            facts.known = facts.known || *hint <= last_known;
            if (*hint == Hint::task) {
                std::uint8_t& marks = facts_of(first_word(phrase)).marks;
                marks = static_cast<std::uint8_t>(marks | WordFacts::task_mark);
            }
        }
        if (term) {
            (*this)[phrase].terms.add(*term);
            if (!phrase.empty()) {
                beginnings_[static_cast<unsigned char>(phrase.front())].add(*term);
            }
            WordFacts& first = (*this)[first_word(phrase)];
            first.starts.add(*term);
            first.starts_movement =
                first.starts_movement || (*term >= Term::arrived && *term <= Term::recused);
        }
    });
    each_phrase(data::decision_words(), [&](std::string_view key, std::string_view phrase) {
        (*this)[phrase].decision = small_number(key);
        WordFacts& first = (*this)[first_word(phrase)];
        first.decision_words =
            std::max(first.decision_words, static_cast<std::uint8_t>(count_words(phrase)));
        if (const std::size_t space = phrase.find(' '); space != std::string_view::npos) {
            first.decision_next |= WordFacts::bit_of(phrase[space + 1]);
        }
    });
    each_phrase(data::months(), [this](std::string_view key, std::string_view phrase) {
        (*this)[phrase].month = small_number(key);
    });
    each_phrase(data::weekdays(), [this](std::string_view key, std::string_view phrase) {
        (*this)[phrase].weekday = small_number(key);
    });
    each_phrase(data::ordinals(), [this](std::string_view key, std::string_view phrase) {
        (*this)[phrase].ordinal = small_number(key);
    });
    each_phrase(data::hours(), [this](std::string_view key, std::string_view phrase) {
        (*this)[phrase].hour = small_number(key);
    });
    each_phrase(data::numbers(), [this](std::string_view key, std::string_view phrase) {
        facts_of(phrase).number_and_one = static_cast<std::uint8_t>(small_number(key) + 1);
    });
    each_phrase(data::scales(), [this](std::string_view key, std::string_view phrase) {
        facts_of(phrase).power = small_number(key);
    });
    each_phrase(data::sought(), [this](std::string_view key, std::string_view phrase) {
        const auto found = std::ranges::find(sought_names, key);
        if (found != sought_names.end()) {
            sought_[static_cast<std::size_t>(found - sought_names.begin())].emplace_back(phrase);
        }
    });
    each_phrase(data::languages(), [this](std::string_view key, std::string_view phrase) {
        if (phrase.empty()) {
            return;
        }
        longest_of_language_ = std::max(longest_of_language_, phrase.size());
        language_ends_[static_cast<unsigned char>(phrase.front())] |=
            WordFacts::bit_of(phrase.back());
        (*this)[phrase].language = key == "nb"   ? Language::nb
                                   : key == "nn" ? Language::nn
                                                 : Language::en;
    });
    each_phrase(data::people_columns(), [this](std::string_view key, std::string_view phrase) {
        const auto found = std::find(column_names.begin(), column_names.end(), key);
        if (found != column_names.end()) {
            (*this)[phrase].column = static_cast<PeopleColumn>(found - column_names.begin());
        }
    });
    each_phrase(data::names(), [this](std::string_view key, std::string_view phrase) {
        WordFacts& facts = (*this)[phrase];
        (key == "first" ? facts.first_name : facts.surname) = true;
    });
    number_learned(data::decision_sentences());
    for (Entry& entry : entries_) {
        WordFacts& facts = entry.facts;
        const bool negation = entry.phrase.starts_with("ikk");
        const bool decides = facts.decision_words > 0 || facts.terms.has(Term::noted);
        facts.marks = static_cast<std::uint8_t>(
            facts.marks | (facts.language != Language::any ? WordFacts::language_mark : 0) |
            (facts.starts_movement && !negation ? WordFacts::movement_mark : 0) |
            (negation ? WordFacts::negation_mark : 0) | (decides ? WordFacts::decision_mark : 0));
    }
}

const WordFacts& WordLists::facts(std::string_view folded) const noexcept
{
    return facts(folded, ends_of(folded));
}

const WordFacts& WordLists::facts(const FoldedText& folded) const noexcept
{
    return folded.empty() ? none_ : facts(folded, ends_of_word(folded));
}

void WordLists::number_learned(std::string_view table)
{
    constexpr std::string_view kind = "word\t";
    std::uint16_t number = 0;
    while (!table.empty()) {
        std::string_view row = table.substr(0, table.find('\n'));
        table.remove_prefix(std::min(row.size() + 1, table.size()));
        if (row.starts_with(kind)) {
            row.remove_prefix(kind.size());
            facts_of(row.substr(0, row.find('\t'))).learned = ++number;
        }
    }
}

WordFacts& WordLists::operator[](std::string_view phrase)
{
    WordFacts& facts = facts_of(phrase);
    facts.known = true;
    return facts;
}

WordFacts& WordLists::facts_of(std::string_view phrase)
{
    const Ends ends = ends_of(phrase);
    const std::uint64_t hash = hash_of_phrase(ends, phrase.size());
    std::size_t at = slot_of(hash);
    for (; slots_[at] != nullptr; at = (at + 1) & mask) {
        if (slots_[at]->phrase == phrase) {
            return slots_[at]->facts;
        }
    }
    // Half empty, so that a search ends soon; data/*.tsv are far smaller.
    if (entries_.size() == slots / 2) {
        throw std::length_error("the word lists have outgrown their table");
    }
    seen_[hash >> 54U] |= std::uint64_t{1} << (hash >> 48U & 63U);
    slots_[at] = &entries_.emplace_back(Entry{ends, std::string(phrase), {}});
    return slots_[at]->facts;
}

std::size_t find_any(std::string_view text, Sought what)
{
    std::size_t first = std::string_view::npos;
    for (const std::string& phrase : word_lists().sought(what)) {
        first = std::min(first, text.find(phrase));
    }
    return first;
}

bool begins_later_word(std::string_view text, Sought what)
{
    return std::ranges::any_of(word_lists().sought(what), [text](const std::string& phrase) {
        std::size_t at = text.find(phrase, 1);
        while (at != std::string_view::npos && text[at - 1] != ' ') {
            at = text.find(phrase, at + 1);
        }
        return at != std::string_view::npos;
    });
}

std::size_t find_between_spaces(std::string_view text, Sought what)
{
    std::size_t first = std::string_view::npos;
    for (const std::string& phrase : word_lists().sought(what)) {
        for (std::size_t at = text.find(phrase, 1); at != std::string_view::npos;
             at = text.find(phrase, at + 1)) {
            const std::size_t end = at + phrase.size();
            if (text[at - 1] == ' ' && end < text.size() && text[end] == ' ') {
                first = std::min(first, at - 1);
                break;
            }
        }
    }
    return first;
}

} // namespace saksklar::structure
