// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_labels.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <string>

namespace saksklar::structure {

Terms people_in_label(std::string_view plain, std::size_t label_size, std::size_t colon)
{
    const FoldedText folded = fold_words(plain.substr(0, label_size));
    const Words words = words_of(folded);
    if (words.size() < 2 || words.size() > 5 || !starts_upper(trim(plain.substr(colon + 1, 80)))) {
        return {};
    }
    const Words names = words_of(plain.substr(colon + 1, 80));
    const WordLists& lists = word_lists();
    bool named = false;
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) {
        named = named || lists.first_name(fold_words(names[i]));
    }
    for (const std::string_view word : {words.front(), words.back()}) {
        Terms terms = lists.terms(word);
        if (named && terms.people()) {
            if (folded.find("ikk") != std::string::npos) {
                terms = Terms{};
                terms.add(Term::absent);
            }
            return terms;
        }
    }
    return {};
}

Terms people_at_begin(std::string_view label)
{
    const Words words = words_of(label);
    Terms out;
    if (words.size() >= 3 && words.size() <= 6) {
        const auto two = static_cast<std::size_t>(words[2].data() - label.data());
        const Terms terms = word_lists().terms(fold_words(label.substr(0, two)));
        if (terms.has(Term::present_end)) {
            out.add(Term::present);
        } else if (terms.has(Term::present) && starts_upper(label) && label.size() < 60) {
            out = terms; // "Frammøtte medlemmer ifølge liste:"
        }
    }
    return out;
}

Terms people_at_end(std::string_view label)
{
    const FoldedText text = fold_words(label);
    const std::string_view folded = text;
    const Words words = words_of(folded);
    if (words.size() < 2 || words.size() > 6) {
        return {};
    }
    for (std::size_t w = words.size() - 1; w + 3 >= words.size() && w > 0; --w) {
        const auto at = static_cast<std::size_t>(words[w].data() - folded.data());
        const Terms terms = word_lists().terms(folded.substr(at));
        if (terms.has(Term::present_end)) {
            Terms out;
            out.add(folded.find(" ikk") != std::string_view::npos ? Term::absent : Term::present);
            return out;
        }
    }
    return {};
}

std::size_t people_opening(std::string_view plain, std::string_view folded)
{
    const WordLists& lists = word_lists();
    if (folded.empty() || !lists.may_begin(folded.front(), Term::present_opening) ||
        !lists.facts(folded.substr(0, folded.find(' '))).starts.has(Term::present_opening)) {
        return 0;
    }
    std::size_t words = 1;
    for (std::size_t end = folded.find(' '); end != std::string_view::npos && words <= 5;
         end = folded.find(' ', end + 1), ++words) {
        if (lists.terms(folded.substr(0, end)).has(Term::present_opening)) {
            const Words said = words_of(plain);
            return words < said.size() ? static_cast<std::size_t>(said[words].data() - plain.data())
                                       : 0;
        }
    }
    return 0;
}

std::size_t people_behind_symbol(std::string_view plain)
{
    // Symbols and emoji take three bytes or four.
    if (plain.size() < 6 || static_cast<unsigned char>(plain.front()) < 0xE2) {
        return 0;
    }
    const std::size_t space = plain.find(' ');
    const bool label = space <= 8 && word_lists().terms(plain.substr(0, space)).people();
    return label && starts_upper(plain.substr(space + 1)) ? space + 1 : 0;
}

} // namespace saksklar::structure
