// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_told.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string_view>

namespace saksklar::structure {

namespace {

constexpr std::size_t least_people = 3;

/// Where the last one to three words that say that somebody came begin, at the end of a sentence;
/// npos if none do. "… til stede", "… var der".
std::size_t presence_at_end(std::string_view sentence)
{
    const Words words = words_of(sentence);
    for (std::size_t length = 1; length <= 3 && length < words.size(); ++length) {
        const std::string_view first = words[words.size() - length];
        const auto at = static_cast<std::size_t>(first.data() - sentence.data());
        if (word_lists().terms(fold_words(sentence.substr(at))).has(Term::present_end)) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// "var", "er", "har" at the end of what stands before "til stede".
std::string_view without_verb(std::string_view list)
{
    list = trim(list);
    const std::size_t space = list.rfind(' ');
    const bool verb =
        space != std::string_view::npos &&
        word_lists().terms(fold_words(list.substr(space + 1))).has(Term::presence_verb);
    return verb ? trim(list.substr(0, space)) : list;
}

/// The people of a list, if it is one: nearly all of its parts are whole names. `all`: all must
/// be, though not each with a first name that is known.
std::vector<std::string> people_of(std::string_view list, bool all)
{
    std::vector<std::string> parts = people_parts(list);
    std::size_t names = 0;
    std::size_t likely = 0;
    for (const std::string& part : parts) {
        const std::string_view name = bare_name(part);
        const int score = count_words(name) >= 2 ? name_score(name) : 0;
        names += score == 3 ? 1U : 0U;
        likely += score >= 1 ? 1U : 0U;
    }
    const bool most = names + 1 >= parts.size() || names * 3 >= parts.size() * 2;
    if (names < least_people || !most || (all && likely < parts.size())) {
        parts.clear();
    }
    return parts;
}

std::vector<std::string> people_in(std::string_view sentence)
{
    if (sentence.ends_with('.')) {
        sentence.remove_suffix(1);
    }
    // "Alle til stede (Ida, Sondre og Katinka)"
    if (const std::size_t open = sentence.find(" (");
        open != std::string_view::npos && open <= 30 && sentence.ends_with(')') &&
        presence_at_end(sentence.substr(0, open)) != std::string_view::npos) {
        const std::vector<std::string> parts =
            people_parts(sentence.substr(open + 2, sentence.size() - open - 3));
        const bool names = std::ranges::all_of(parts, [](const std::string& part) {
            return name_score(strip_paren(part)) >= 1 || count_words(part) == 1;
        });
        return names && parts.size() >= least_people ? parts : std::vector<std::string>{};
    }
    // "Med i møtet var Kari Berg, Ola Vik og Siv Moe"
    if (const std::size_t names = people_opening(sentence, fold_words(sentence)); names > 0) {
        return people_of(sentence.substr(names), false);
    }
    if (const std::size_t colon = sentence.find(": "); colon != std::string_view::npos) {
        constexpr std::size_t longest_opening = 6; // words
        const std::string_view opening = sentence.substr(0, colon);
        const Words words = words_of(opening);
        // "Vi var syv: Kari Berg, …"
        const bool we =
            words.size() >= 2 && words.size() <= 4 &&
            word_lists()
                .terms(fold_words(opening.substr(
                    0,
                    static_cast<std::size_t>(words[1].data() - opening.data()) + words[1].size())))
                .has(Term::present);
        return starts_upper(opening) && words.size() <= longest_opening &&
                       (we || presence_at_end(opening) != std::string_view::npos)
                   ? people_of(sentence.substr(colon + 2), false)
                   : std::vector<std::string>{};
    }
    if (const std::size_t end = presence_at_end(sentence); end != std::string_view::npos) {
        return people_of(without_verb(sentence.substr(0, end)), false);
    }
    // "Kari Berg (leder) · Ola Vik · Siv Moe (ref)"
    if (sentence.find(" \xC2\xB7 ") != std::string_view::npos) {
        return people_of(sentence, false);
    }
    return people_of(sentence, true);
}

} // namespace

ToldPeople people_told(const Outline& outline, LineRange range)
{
    constexpr std::size_t top = 30;    // lines in which it is told
    constexpr std::size_t longest = 5; // lines of a paragraph
    const std::size_t end = std::min(range.end, range.begin + top);
    for (std::size_t i = range.begin; i < end;) {
        const OutlineLine& first = outline.lines[i];
        if (first.label != nullptr && !first.bullet) {
            break; // the cases begin
        }
        if (first.blank || first.code || first.table || first.front_matter ||
            first.heading_level > 0) {
            ++i;
            continue;
        }
        std::string text;
        std::size_t last = i;
        for (; last < range.end && last < i + longest && !outline.lines[last].blank &&
               outline.lines[last].label == nullptr;
             ++last) {
            text.append(text.empty() ? "" : " ").append(outline.lines[last].plain);
        }
        const std::vector<Span> parts = sentences(text);
        for (const Span& part : parts) {
            std::vector<std::string> found =
                people_in(std::string_view(text).substr(part.begin, part.size()));
            if (!found.empty()) {
                return {std::move(found), i};
            }
        }
        i = std::max(last, i + 1);
    }
    return {};
}

} // namespace saksklar::structure
