// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_in_sentences.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string_view>

namespace saksklar::structure {

namespace {

constexpr std::size_t longest_sentence = 400; // bytes

/// How much the part looks like somebody's whole name, as name_score has it.
int whole_name_score(std::string_view part)
{
    const std::string_view name = bare_name(part);
    return count_words(name) >= 2 && count_words(name) <= 4 ? name_score(name) : 0;
}

/// The whole names of a list in which one at least has a known first name.
std::vector<std::string> whole_names(std::string_view list)
{
    std::vector<std::string> out = people_parts(list);
    std::erase_if(out, [](const std::string& part) { return whole_name_score(part) == 0; });
    const bool known = std::ranges::any_of(
        out, [](const std::string& part) { return whole_name_score(part) == 3; });
    return known ? out : std::vector<std::string>{};
}

/// "Fra selskapet møtte styreleder Kari Berg og Ola Vik": where the list begins; 0 if it is no
/// such sentence.
std::size_t list_behind_group(const Words& words, std::string_view sentence)
{
    constexpr std::size_t longest_group = 4; // words
    if (words.size() < 5 || !word_lists().facts(fold_words(words[0])).tells(Hint::from)) {
        return 0;
    }
    for (std::size_t w = 2; w < words.size() - 2 && w <= longest_group; ++w) {
        // "møtte", not "har": "Fra kommunen har Kari Berg sendt brev"
        if (word_lists().facts(fold_words(words[w])).tells(Hint::takes_part)) {
            return static_cast<std::size_t>(words[w + 1].data() - sentence.data());
        }
    }
    return 0;
}

/// Whether the words from `w` on say that those named before them came: "leidde møtet", "var til
/// stede under sak 2", "var sekretær".
bool tells_presence(const Words& words, std::size_t w, std::string_view sentence)
{
    constexpr std::size_t longest_phrase = 4; // words
    const auto begin = static_cast<std::size_t>(words[w].data() - sentence.data());
    for (std::size_t last = w; last < words.size() && last < w + longest_phrase; ++last) {
        const auto end =
            static_cast<std::size_t>(words[last].data() - sentence.data()) + words[last].size();
        const FoldedText phrase = fold_words(sentence.substr(begin, end - begin));
        if (word_lists().facts(phrase).tells(Hint::takes_part)) {
            return true;
        }
    }
    // "Skolesjef Ivar Moe var sekretær"
    return w + 2 == words.size() &&
           word_lists().terms(fold_words(words[w])).has(Term::presence_verb) &&
           is_role(words[w + 1]);
}

bool has_negation(const Words& words)
{
    return std::ranges::any_of(words, [](std::string_view word) {
        return word_lists().facts(fold_words(word)).tells(Hint::negation);
    });
}

bool has_absence(const Words& words)
{
    return std::ranges::any_of(words, [](std::string_view word) {
        return word_lists().terms(fold_words(word)).has(Term::absence);
    });
}

/// The people that are all of `subject`, but for what they are; none if anything else is in it.
std::vector<std::string> only_people(std::string_view subject)
{
    const std::vector<std::string> parts = people_parts(subject);
    const bool people = std::ranges::all_of(
        parts, [](const std::string& part) { return name_score(bare_name(part)) >= 1; });
    return people ? whole_names(subject) : std::vector<std::string>{};
}

/// The people before the first word that may be the verb of their sentence: one that tells that
/// they came, or, in a sentence of absence, any verb of such sentences.
std::vector<std::string> subject_of(const Words& words, std::string_view sentence, bool absence)
{
    for (std::size_t w = 2; w < words.size(); ++w) {
        const std::string_view subject =
            sentence.substr(0, static_cast<std::size_t>(words[w].data() - sentence.data()));
        const bool in_bracket = std::ranges::count(subject, '(') > std::ranges::count(subject, ')');
        if (in_bracket || !starts_lower(words[w])) {
            continue;
        }
        const bool verb = absence
                              ? word_lists().terms(fold_words(words[w])).has(Term::presence_verb)
                              : tells_presence(words, w, sentence);
        if (verb) {
            return only_people(subject);
        }
    }
    return {};
}

struct SaidPeople {
    std::vector<std::string> entries;
    bool absent = false;
};

SaidPeople people_of(std::string_view sentence)
{
    while (sentence.ends_with('.')) {
        sentence.remove_suffix(1);
    }
    const Words words = words_of(sentence);
    if (sentence.size() > longest_sentence || words.size() < 4) {
        return {};
    }
    if (has_absence(words)) {
        return {subject_of(words, sentence, true), true};
    }
    if (has_negation(words)) {
        return {};
    }
    std::size_t list = list_behind_group(words, sentence);
    list = list > 0 ? list : people_opening(sentence, fold_words(sentence));
    return {list > 0 ? whole_names(sentence.substr(list)) : subject_of(words, sentence, false)};
}

} // namespace

std::vector<PersonInSentence> people_in_sentences(const Outline& outline, LineRange head)
{
    constexpr std::size_t longest_paragraph = 12; // lines
    std::vector<PersonInSentence> out;
    const auto apart = [&outline](std::size_t i) {
        const OutlineLine& line = outline.lines[i];
        return line.blank || line.code || line.table || line.furniture || line.front_matter ||
               line.heading_level > 0 ||
               gap_in(std::string_view(outline.text)
                          .substr(line.content.begin, line.content.size())) !=
                   std::string_view::npos;
    };
    // An entry of a list, not a line of running text.
    const auto stands_alone = [&outline](std::size_t i) {
        constexpr std::size_t longest_entry = 6; // words
        const OutlineLine& line = outline.lines[i];
        return line.words <= longest_entry && !line.plain.ends_with(',') &&
               !line.plain.ends_with(" og");
    };
    for (std::size_t i = head.begin; i < head.end;) {
        if (apart(i)) {
            ++i;
            continue;
        }
        std::string text;
        std::vector<std::size_t> begins; // of each line in the text
        const std::size_t first = i;
        do {
            text.append(text.empty() ? "" : " ");
            begins.push_back(text.size());
            text.append(outline.lines[i].plain);
            ++i;
        } while (i < head.end && i < first + longest_paragraph && !stands_alone(i - 1) &&
                 !apart(i) && !outline.lines[i].bullet);
        for (const Span& part : sentences(text)) {
            const auto line = static_cast<std::size_t>(
                                  std::ranges::upper_bound(begins, part.begin) - begins.begin()) -
                              1;
            SaidPeople people = people_of(std::string_view(text).substr(part.begin, part.size()));
            for (std::string& entry : people.entries) {
                out.push_back({std::move(entry), first + line, people.absent});
            }
        }
    }
    return out;
}

} // namespace saksklar::structure
