// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/region_labels.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

/// Whether a phrase of that class begins the line.
bool begins_with(const OutlineLine& line, Term term, std::size_t longest)
{
    if (!line.first_starts.has(term) || line.plain.size() > longest) {
        return false;
    }
    const std::string_view folded = line.folded;
    std::size_t end = 0;
    for (int words = 0; words < 6 && end != std::string::npos; ++words) {
        end = folded.find(' ', end + 1);
        if (word_lists().terms(folded.substr(0, end)).has(term)) {
            return true;
        }
    }
    return false;
}

} // namespace

bool sure_people_label(const OutlineLine& line)
{
    const Terms terms = line.terms.none() ? line.label_terms : line.terms;
    if (!terms.people() || line.people_guessed) {
        return false;
    }
    const std::size_t colon = line.plain.find(':');
    const FoldedText label = fold_words(line.plain.substr(0, colon));
    return !word_lists().terms(label).has(Term::people_unsure);
}

bool names_people_columns(const OutlineLine& line)
{
    if (!line.starts.has(Term::people_column)) {
        return false;
    }
    const Words words = words_of(line.folded);
    if (words.size() < 2 || words.size() > 14) {
        return false;
    }
    std::size_t hits = 0;
    // "| Hvem | Rolle | Møtt? |"
    const bool who = (line.table || line.plain.starts_with('|')) && words.size() >= 3 &&
                     word_lists().terms(words.front()).has(Term::people_unsure);
    bool name = who;
    for (const std::string_view word : words) {
        name = name || word_lists().facts(word).column == PeopleColumn::name;
        hits += word_lists().terms(word).has(Term::people_column) ||
                        (line.table && word_lists().facts(word).column != PeopleColumn::none)
                    ? 1U
                    : 0U;
    }
    const bool first = who || word_lists().facts(words.front()).column == PeopleColumn::name;
    // "Navn Funksjon Telefon E-post": the last are two words here.
    return name && hits >= 2 && hits * 2 + (first ? 1 : 0) >= words.size();
}

bool sentence_like(const OutlineLine& line)
{
    return line.words >= 9 && (line.plain.back() == '.' || line.words >= 16);
}

bool ends_meeting(std::string_view folded, std::size_t begin, std::size_t end)
{
    const std::string_view phrase = folded.substr(begin, end - begin);
    if (!word_lists().terms(phrase).has(Term::closing)) {
        return false;
    }
    const std::string_view behind = trim(folded.substr(end));
    const WordFacts& next = word_lists().facts(leading_words(behind, 1));
    if (begin > 0 || phrase.find(' ') != std::string_view::npos) {
        return !next.tells(Hint::goes_on_deciding);
    }
    return behind.empty() || is_digit(behind.front()) || next.tells(Hint::clock) ||
           next.tells(Hint::about);
}

bool closing_line(const OutlineLine& line)
{
    constexpr std::size_t longest = 60; // bytes
    if (!line.first_starts.has(Term::closing) || line.plain.size() > longest) {
        return false;
    }
    std::size_t end = 0;
    for (int words = 0; words < 6 && end < line.folded.size(); ++words) {
        end = std::min(line.folded.find(' ', end + 1), line.folded.size());
        if (ends_meeting(line.folded, 0, end)) {
            return true;
        }
    }
    return false;
}

bool signature_line(const OutlineLine& line)
{
    const std::string_view plain = line.plain;
    // A wrapped line may begin with such a word too: "underskrift blir det ingen avtale."
    return (begins_with(line, Term::signature, 90) && !starts_lower(plain)) ||
           (plain.size() <= 60 && !plain.empty() && (plain.back() == '/' || plain.back() == ')') &&
            (plain.ends_with("/s/") || plain.ends_with("(sign.)") || plain.ends_with("(sign)")));
}

bool has_duration(std::string_view folded)
{
    for (std::size_t at = folded.find(" min"); at != std::string::npos;
         at = folded.find(" min", at + 1)) {
        const bool digit_before = at > 0 && is_digit(folded[at - 1]);
        const std::string_view word = folded.substr(at + 1, 8);
        if (digit_before &&
            (word == "min" || word.starts_with("min ") || word.starts_with("minutt"))) {
            return true;
        }
    }
    return false;
}

} // namespace saksklar::structure
