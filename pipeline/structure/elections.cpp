// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/elections.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace saksklar::structure {

namespace {

constexpr std::size_t most_elected = 200;

/// "valgt", "attvald": who was elected stands before or behind it.
bool says_elected(std::string_view folded)
{
    return word_lists().terms(folded).has(Term::elected);
}

bool auxiliary(std::string_view folded)
{
    return word_lists().facts(folded).tells(Hint::auxiliary);
}

/// What may stand between the verb and its help: "ble enstemmig valgt".
bool between(std::string_view folded)
{
    return word_lists().facts(folded).tells(Hint::between_verbs);
}

std::string_view without_marks(std::string_view word)
{
    while (!word.empty() && std::string_view(".,;:)").find(word.back()) != std::string_view::npos) {
        word.remove_suffix(1);
    }
    return word;
}

class Reader {
public:
    Reader(const OutlineLine& line, std::vector<Elected>& out) : line_(line), out_(out) {}

    /// "Kari Berg og Ola Vik ble valgt til vara."
    void read_sentence(std::string_view sentence)
    {
        const Words words = words_of(sentence);
        for (std::size_t t = 1; t < words.size(); ++t) {
            if (!says_elected(fold_words(words[t]))) {
                continue;
            }
            std::size_t verb = t;
            while (verb > 0 && t - verb < 3 && between(fold_words(words[verb - 1]))) {
                --verb;
            }
            if (verb == 0 || !auxiliary(fold_words(words[verb - 1]))) {
                continue;
            }
            --verb;
            const std::optional<std::string> office = office_after(sentence, words, t + 1);
            const std::string_view subject = trim(sentence.substr(0, at(sentence, words[verb])));
            if (add_names(subject, office)) {
                return;
            }
            read_behind(sentence, words, verb, t);
            return;
        }
    }

    /// Adds the people of a running list; whether it is nothing but names.
    bool add_names(std::string_view text, const std::optional<std::string>& office)
    {
        std::vector<std::string> names;
        for (const std::string& part : people_parts(text)) {
            std::string_view name = trim(without_marks(strip_paren(part)));
            const FoldedText folded = fold_words(name);
            if (opens_with(folded, Hint::negation)) {
                return true; // "Leder: Kari Berg, ikke på valg"
            }
            if (qualifies(folded)) {
                continue;
            }
            // "Kari Berg gjenvalgt"
            if (const std::size_t space = name.rfind(' ');
                space != std::string_view::npos &&
                says_elected(fold_words(name.substr(space + 1)))) {
                name = name.substr(0, space);
            }
            if (name_score(name) < 2 || count_words(name) < 2) {
                return false;
            }
            names.emplace_back(name);
        }
        for (std::string& name : names) {
            if (out_.size() < most_elected) {
                out_.push_back(
                    {std::move(name),
                     office,
                     Place{line_.span.begin, line_.span.size(), line_.page, line_.page}});
            }
        }
        return !names.empty();
    }

private:
    /// "gjenvalgt", "ny", "attval for eitt år", "for to år": how, and for how long
    static bool qualifies(std::string_view folded)
    {
        const std::string_view first = folded.substr(0, folded.find(' '));
        return says_elected(first) || word_lists().facts(first).tells(Hint::newly) ||
               folded.ends_with(" år");
    }

    static std::size_t at(std::string_view sentence, std::string_view word)
    {
        return static_cast<std::size_t>(word.data() - sentence.data());
    }

    /// "som leder", "til vara for Kari": what stands behind "som" or "til", up to a stop.
    static std::optional<std::string>
    office_after(std::string_view sentence, const Words& words, std::size_t from)
    {
        if (from + 1 >= words.size() || !(words[from] == "som" || words[from] == "til")) {
            return std::nullopt;
        }
        std::size_t last = from + 1;
        while (last + 1 < words.size() && last < from + 6 &&
               without_marks(words[last]).size() == words[last].size() &&
               words[last + 1] != "ved" && words[last + 1] != "med" && words[last + 1] != "mot" &&
               words[last + 1] != "og") {
            ++last;
        }
        const std::size_t begin = at(sentence, words[from + 1]);
        const std::size_t end = at(sentence, words[last]) + words[last].size();
        return std::string(without_marks(sentence.substr(begin, end - begin)));
    }

    /// "Som møteleder ble valgt Gro Hellestad."
    void read_behind(std::string_view sentence,
                     const Words& words,
                     std::size_t verb,
                     std::size_t participle)
    {
        const FoldedText first = fold_words(words.front());
        if (!(first == "som" || first == "til") || verb < 2 || participle + 1 >= words.size()) {
            return;
        }
        const std::string_view office = trim(sentence.substr(
            at(sentence, words[1]), at(sentence, words[verb]) - at(sentence, words[1])));
        add_names(sentence.substr(at(sentence, words[participle + 1])), std::string(office));
    }

    const OutlineLine& line_;
    std::vector<Elected>& out_;
};

/// An office and where its names begin, as in "Leder: Kari Berg" or "Formann Arvid Strand".
struct OfficeLine {
    std::optional<std::string> office;
    std::size_t names = 0; ///< 0: no such line
};

OfficeLine office_line(std::string_view plain)
{
    const std::size_t colon = plain.find(": ");
    if (colon == std::string_view::npos || colon > 60) {
        const std::size_t space = plain.find(' ');
        return space != std::string_view::npos && space > 0 && plain[space - 1] != '.' &&
                       is_role(plain.substr(0, space))
                   ? OfficeLine{std::string(plain.substr(0, space)), space + 1}
                   : OfficeLine{};
    }
    std::string_view office = trim(plain.substr(0, colon));
    const FoldedText folded = fold_words(office);
    // Who stood for election was not elected yet; "Ref: Kari Berg" signs.
    if (!starts_upper(plain) || office.find(". ") != std::string_view::npos ||
        begins_with_any(folded, Sought::no_office) || folded == "ref") {
        return {};
    }
    if (word_lists().terms(folded).has(Term::decision)) {
        return {std::nullopt, colon + 2}; // "Vedtak: Kari Berg"
    }
    for (const std::string_view opening : {"Valg av ", "Val av "}) {
        office = office.starts_with(opening) ? office.substr(opening.size()) : office;
    }
    return {std::string(office), colon + 2};
}

/// The office without what says that it is filled anew; nothing if it does not say which it is
/// ("Valg av vervene").
std::optional<std::string> plain_office(std::string_view named)
{
    if (const std::size_t space = named.find(' '); space != std::string_view::npos) {
        const WordFacts& first = word_lists().facts(named.substr(0, space));
        const bool anew = first.tells(Hint::newly) || first.tells(Hint::newly_neuter);
        named.remove_prefix(anew ? space + 1 : 0);
    }
    if (named.empty() || named.starts_with("verv")) {
        return std::nullopt;
    }
    return std::string(named);
}

/// The office that the title of an election names: "Valg av referent". Several at once are none.
std::optional<std::string> office_of(std::string_view title)
{
    const std::size_t of = title.find(" av ");
    const std::string_view named = of == std::string_view::npos
                                       ? std::string_view{}
                                       : without_marks(trim(title.substr(of + 4)));
    return named.find(',') == std::string_view::npos && named.find(" og ") == std::string_view::npos
               ? plain_office(named)
               : std::nullopt;
}

} // namespace

bool election_title(std::string_view folded)
{
    return folded.starts_with("valg") || folded.starts_with("val av") || folded == "val";
}

std::vector<Elected> elected_in(const Outline& outline,
                                const std::vector<std::size_t>& lines,
                                std::size_t heading_lines,
                                std::string_view title,
                                std::string_view folded_title)
{
    std::vector<Elected> out;
    const bool election = election_title(folded_title) || folded_title.starts_with("konstituering");
    // The title's office is that of those who have none of their own.
    const std::optional<std::string> office_of_title = election ? office_of(title) : std::nullopt;
    for (std::size_t k = heading_lines; k < lines.size(); ++k) {
        const OutlineLine& here = outline.lines[lines[k]];
        if (here.blank || here.furniture || here.code || here.plain.size() > 600) {
            continue;
        }
        Reader reader(here, out);
        if (election) {
            if (const OfficeLine line = office_line(here.plain);
                line.names > 0 && reader.add_names(here.plain.substr(line.names), line.office)) {
                continue;
            }
        }
        // Nearly all lines end here.
        if (!here.starts.has(Term::elected)) {
            continue;
        }
        // A sentence may have begun on the line above.
        std::string text;
        if (k > heading_lines && starts_lower(here.plain)) {
            const OutlineLine& above = outline.lines[lines[k - 1]];
            if (!above.blank && !above.plain.ends_with('.')) {
                text.append(above.plain).append(" ");
            }
        }
        text.append(here.plain);
        for (const Span& span : sentences(text)) {
            reader.read_sentence(std::string_view(text).substr(span.begin, span.size()));
        }
    }
    for (Elected& each : out) {
        if (each.office) {
            each.office = plain_office(*each.office);
        }
        if (!each.office) {
            each.office = office_of_title;
        }
    }
    return out;
}

} // namespace saksklar::structure
