// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_labels.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <string>

namespace saksklar::structure {

namespace {

/// "Av 14 parthavere møtte følgende 9", "Møtte følgjande": the last words of a label say that those
/// listed came.
bool says_who_follows(const Words& words)
{
    std::size_t last = words.size() - 1;
    if (last > 0 && is_digit(words[last].front())) {
        --last;
    }
    return last > 0 && words[last].starts_with("f\xC3\xB8lg") &&
           word_lists().terms(words[last - 1]).has(Term::present_end);
}

} // namespace

Terms people_in_label(std::string_view plain, std::size_t label_size, std::size_t colon)
{
    const FoldedText folded = fold_words(plain.substr(0, label_size));
    const Words words = words_of(folded);
    if (words.size() < 2 || words.size() > 8) {
        return {};
    }
    // "Nick til stede: skogvokter (ordstyrer), mariker": whatever they are called
    if (words.size() == 3 && plain.substr(colon).find(", ") != std::string_view::npos) {
        const auto end = static_cast<std::size_t>(words[1].data() - folded.view().data());
        if (word_lists().terms(folded.view().substr(end)).has(Term::present_end)) {
            Terms out;
            out.add(Term::present);
            return out;
        }
    }
    if (!starts_upper(trim(plain.substr(colon + 1, 80)))) {
        return {};
    }
    const Words names = words_of(plain.substr(colon + 1, 80));
    const WordLists& lists = word_lists();
    bool named = false;
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) {
        named = named || lists.first_name(fold_words(names[i]));
    }
    if (named && says_who_follows(words)) {
        Terms out;
        out.add(Term::present);
        return out;
    }
    if (words.size() > 5) {
        return {};
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
    // "Tilstede med stemmerett:", "Til stades utan røysterett:"
    for (std::size_t w = 1; w <= 2 && w + 1 < words.size() && words.size() <= 5; ++w) {
        const auto end = static_cast<std::size_t>(words[w].data() - label.data());
        if (word_lists().terms(fold_words(label.substr(0, end))).has(Term::present_end) &&
            word_lists().terms(fold_words(words[w])).has(Term::connector) && starts_upper(label)) {
            out.add(Term::present);
            return out;
        }
    }
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
    // "Til møte i styret i Nordbygda skolekorps møtte:"
    if (words.size() < 2 || words.size() > 10 ||
        (words.size() > 6 && !word_lists().terms(words.back()).has(Term::present_end))) {
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

namespace {

/// "Til stede fra styret var Kari Berg": where the names begin; 0 for other lines.
std::size_t opening_from(std::string_view plain, std::string_view folded)
{
    const Words words = words_of(folded.substr(0, 80));
    const Words said = words_of(plain.substr(0, 90));
    std::size_t from = 0;
    for (std::size_t w = 1; w < words.size() && w <= 2 && from == 0; ++w) {
        const auto before = static_cast<std::size_t>(words[w].data() - folded.data()) - 1;
        if (word_lists().facts(words[w]).tells(Hint::from) &&
            word_lists().terms(folded.substr(0, before)).has(Term::present_end)) {
            from = w;
        }
    }
    for (std::size_t w = from + 2; from > 0 && w + 1 < said.size() && w <= from + 4; ++w) {
        if (w < words.size() && word_lists().terms(words[w]).has(Term::presence_verb)) {
            return static_cast<std::size_t>(said[w + 1].data() - plain.data());
        }
    }
    return 0;
}

} // namespace

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
    return opening_from(plain, folded);
}

bool group_of_people(std::string_view label)
{
    const FoldedText folded = fold_words(label);
    const std::size_t words = count_words(folded);
    return starts_upper(label) && words >= 2 && words <= 4 &&
           word_lists().facts(leading_words(folded, 1)).tells(Hint::from);
}

bool names_people(std::string_view label, std::string_view value)
{
    if (label.ends_with(':')) {
        label.remove_suffix(1);
    }
    if (!starts_upper(label) || count_words(label) > 4 || name_score(label) >= 2) {
        return false;
    }
    std::size_t people = 0;
    std::size_t parts = 0;
    for (const std::string& part : people_parts(value.substr(0, value.find('|')))) {
        std::string_view name = trim(std::string_view(part).substr(0, part.find('(')));
        name = trim(name.substr(0, name.find(" \xE2\x80\x93 ")));
        ++parts;
        people += name_score(name.substr(name_after_role(name))) == 3 ? 1U : 0U;
    }
    return people * 3 >= parts * 2 && people >= 1 && (people >= 2 || group_of_people(label));
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
