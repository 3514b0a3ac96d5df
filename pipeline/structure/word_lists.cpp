// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/word_lists.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_data.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace saksklar::structure {

namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, static_cast<std::size_t>(Term::count_)> term_names{
    "present",      "observers",       "deputies",      "absent",         "clerk",
    "chair",        "agenda",          "container",     "furniture",      "decision",
    "proposal",     "followup",        "divider",       "other_business", "field_date",
    "field_time",   "field_end",       "field_place",   "field_number",   "field_body",
    "field_other",  "not_minutes",     "notice",        "minutes_word",   "meeting_word",
    "prefix",       "case_vocabulary", "case_word",     "connector",      "note",
    "role",         "verb_opinion",    "hedge",         "arrived",        "left",
    "arrived_when", "left_when",       "away",          "recused",        "online",
    "abbreviation", "vote_for",        "vote_against",  "vote_none",      "vote_word",
    "voted",        "agenda_column",   "people_unsure", "people_column",  "closing",
    "signature"};

std::optional<Term> term_named(std::string_view name)
{
    const auto found = std::find(term_names.begin(), term_names.end(), name);
    if (found == term_names.end()) {
        return std::nullopt;
    }
    return static_cast<Term>(found - term_names.begin());
}

/// Calls `take(key, phrase)` for every phrase of a table of rows "key TAB a|b|c".
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

int small_number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

WordLists::WordLists()
{
    each_phrase(data::terms(), [this](std::string_view key, std::string phrase) {
        if (const std::optional<Term> term = term_named(key)) {
            if (*term >= Term::arrived && *term <= Term::recused) {
                movers_[phrase.substr(0, phrase.find(' '))] = 1;
            }
            terms_[std::move(phrase)].add(*term);
        }
    });
    each_phrase(data::decision_words(), [this](std::string_view key, std::string phrase) {
        std::size_t& longest = decision_starts_[phrase.substr(0, phrase.find(' '))];
        longest = std::max(longest, words_of(phrase).size());
        decisions_[std::move(phrase)] = small_number(key);
    });
    each_phrase(data::months(), [this](std::string_view key, std::string phrase) {
        months_[std::move(phrase)] = small_number(key);
    });
    each_phrase(data::weekdays(), [this](std::string_view key, std::string phrase) {
        weekdays_[std::move(phrase)] = small_number(key);
    });
    each_phrase(data::names(), [this](std::string_view key, std::string phrase) {
        names_[std::move(phrase)] |= key == "first" ? 1 : 2;
    });
}

Terms WordLists::terms(std::string_view folded) const
{
    const Terms* found = terms_.find(folded);
    return found == nullptr ? Terms{} : *found;
}

int WordLists::decision_weight(std::string_view folded) const
{
    const int* found = decisions_.find(folded);
    return found == nullptr ? 0 : *found;
}

std::size_t WordLists::decision_phrase_words(std::string_view folded_word) const
{
    const std::size_t* found = decision_starts_.find(folded_word);
    return found == nullptr ? 0 : *found;
}

std::optional<int> WordLists::month(std::string_view folded) const
{
    const int* found = months_.find(folded);
    return found == nullptr ? std::nullopt : std::optional<int>(*found);
}

std::optional<int> WordLists::weekday(std::string_view folded) const
{
    const int* found = weekdays_.find(folded);
    return found == nullptr ? std::nullopt : std::optional<int>(*found);
}

bool WordLists::first_name(std::string_view folded) const
{
    const int* found = names_.find(folded);
    return found != nullptr && (*found & 1) != 0;
}

bool WordLists::surname(std::string_view folded) const
{
    const int* found = names_.find(folded);
    return found != nullptr && (*found & 2) != 0;
}

const WordLists& word_lists()
{
    static const WordLists lists;
    return lists;
}

} // namespace saksklar::structure
