// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/run_in_headings.hpp"

#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace saksklar::structure {

namespace {

/// A paragraph that begins with its title in bold or in capitals.
struct RunIn {
    std::size_t line = 0;
    std::size_t text_at = 0; ///< where the text behind the title begins, in the document
    bool labelled = false; ///< "**Sak 4 – Valg.** Ola …", "4. **Valg.** Ola …", "4) VALG – Ola …"
    bool capitals = false;
};

/// Whether what stands behind a title without a stop is prose and not the rest of the title:
/// "4. **Vinterfesten** blir i mars. Vi …", but not "4. **Valg** av kasserer".
bool prose(const Outline& outline, std::size_t i, std::string_view rest)
{
    if (rest.ends_with('.') || rest.find(". ") != std::string_view::npos) {
        return true;
    }
    const std::size_t below = i + 1;
    return rest.size() >= 30 && below < outline.lines.size() && !outline.lines[below].blank &&
           !outline.lines[below].bullet && outline.lines[below].label == nullptr;
}

bool ends_sentence(std::string_view text)
{
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':');
}

std::optional<RunIn> run_in_at(const Outline& outline, std::size_t i)
{
    constexpr std::size_t longest = 90; // bytes from the first mark to the last
    const OutlineLine& line = outline.lines[i];
    if (line.blank || line.bullet || line.quoted || line.code || line.table || line.bold ||
        line.heading_level > 0) {
        return std::nullopt;
    }
    const std::string_view raw = outline.text.substr(line.content.begin, line.content.size());
    const bool begins = i == 0 || outline.lines[i - 1].blank || line.gap_above;
    std::string_view title;
    std::string_view rest;
    if (line.bold_until > line.content.begin && line.bold_until < line.content.end) {
        const std::size_t bold = line.bold_until - line.content.begin;
        const std::size_t from = line.label != nullptr ? line.label->title_at : 0;
        // Word processors leave no empty lines between paragraphs.
        const bool ended = begins || ends_sentence(outline.lines[i - 1].plain) ||
                           outline.lines[i - 1].bold || outline.lines[i - 1].bullet ||
                           outline.lines[i - 1].label_rest > 0;
        if ((!ended && line.label == nullptr) || bold > from + longest || from >= bold ||
            raw.substr(0, from) != line.plain.substr(0, from)) {
            return std::nullopt;
        }
        title = trim(raw.substr(from, bold - from));
        rest = trim(raw.substr(bold));
    } else {
        const std::size_t open = raw.substr(0, 9).find("**");
        const bool numbered =
            open != std::string_view::npos && open > 0 && line.label != nullptr &&
            raw.substr(0, open).find_first_not_of("0123456789.) ") == std::string_view::npos;
        if (raw.size() < 8 || (open != 0 && !numbered) || (!begins && !numbered)) {
            return std::nullopt;
        }
        const std::size_t close = raw.substr(0, open + longest).find("**", open + 2);
        if (close == std::string_view::npos || close < open + 4) {
            return std::nullopt;
        }
        title = trim(raw.substr(open + 2, close - open - 2));
        rest = trim(raw.substr(close + 2));
    }
    RunIn found{.line = i,
                .text_at = line.content.begin + static_cast<std::size_t>(rest.data() - raw.data()),
                .labelled = line.label != nullptr};
    // "Hundebæsj. Ja."
    constexpr std::size_t least_text = 3; // bytes
    if (title.empty() || rest.size() < least_text || !starts_upper(title)) {
        return std::nullopt;
    }
    if (found.labelled) {
        const bool closed = title.ends_with('.') || title.ends_with(':') || title.ends_with('?');
        return closed || prose(outline, i, rest) ? std::optional(found) : std::nullopt;
    }
    // "**Dato:** 4. mai" is a field.
    const bool field = title.ends_with(':') || rest.starts_with(':');
    // "**Julebordet** 18 påmeldt. …", but not "**Dato** 4. mai"
    const bool text = starts_upper(rest) || (is_digit(rest.front()) && prose(outline, i, rest) &&
                                             !word_lists().terms(fold_words(title)).field());
    return title.size() <= 62 && !field && text ? std::optional(found) : std::nullopt;
}

/// "ÅRSSKRIFTET. Risdal viste …", "3) FORSIKRING AV BRUK - Olsen hadde …": a title in capitals at
/// the start of a paragraph, and text that is not.
std::optional<RunIn> capitals_at(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    const bool begins = i == 0 || outline.lines[i - 1].blank;
    if (line.blank || line.bullet || line.quoted || line.code || line.table || line.bold ||
        line.heading_level > 0 || !begins || line.label_rest > 0) {
        return std::nullopt;
    }
    const std::string_view raw = outline.text.substr(line.content.begin, line.content.size());
    const std::size_t title_at = line.label != nullptr ? line.label->title_at : 0;
    const std::string_view second = line.plain.substr(std::min(title_at + 2, line.plain.size()));
    if (starts_lower(second) || !raw.starts_with(line.plain.substr(0, title_at))) {
        return std::nullopt;
    }
    constexpr std::size_t longest = 64;
    const std::string_view said = raw.substr(title_at, longest);
    for (const std::string_view mark : {". ", ": ", " - ", " \xE2\x80\x93 "}) {
        const std::size_t at = said.find(mark);
        const std::string_view title = said.substr(0, at);
        const std::string_view rest = at == std::string_view::npos
                                          ? std::string_view{}
                                          : trim(raw.substr(title_at + at + mark.size()));
        const std::string_view first = rest.substr(0, rest.find_first_of(" ,."));
        if (rest.size() < 4 || !starts_upper(title) || !in_capitals(title) ||
            (in_capitals(first) && in_capitals(rest))) {
            continue;
        }
        const Terms terms = word_lists().terms(fold_words(title));
        if (terms.people() || terms.field() || terms.has(Term::decision) ||
            terms.has(Term::proposal) || terms.has(Term::divider) || terms.has(Term::agenda) ||
            terms.has(Term::clerk) || terms.has(Term::chair) || terms.has(Term::followup)) {
            return std::nullopt;
        }
        return RunIn{.line = i,
                     .text_at =
                         line.content.begin + static_cast<std::size_t>(rest.data() - raw.data()),
                     .labelled = line.label != nullptr,
                     .capitals = true};
    }
    return std::nullopt;
}

/// The paragraphs with titles in capitals, where enough of the document's are so and no other
/// lines are numbered as cases.
std::vector<RunIn> capital_headings(const Outline& outline)
{
    std::vector<RunIn> found;
    std::size_t others = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (const std::optional<RunIn> here = capitals_at(outline, i)) {
            found.push_back(*here);
        } else {
            others += line.heading_level > 0 || (line.label != nullptr && !line.bullet) ? 1U : 0U;
        }
    }
    const auto labelled = static_cast<std::size_t>(
        std::ranges::count_if(found, [](const RunIn& each) { return each.labelled; }));
    if (labelled * 2 > found.size()) {
        std::erase_if(found, [](const RunIn& each) { return !each.labelled; });
    } else {
        std::erase_if(found, [](const RunIn& each) { return each.labelled; });
        others += labelled;
    }
    if (found.size() < 4 || others * 2 > found.size()) {
        found.clear();
    }
    return found;
}

/// "Matpenger. Nå 425 kr. …": a paragraph that begins with a few words and a stop.
std::optional<RunIn> short_sentence_at(const Outline& outline, std::size_t i)
{
    constexpr std::size_t longest = 48; // bytes of the title
    constexpr std::size_t most_words = 5;
    const OutlineLine& line = outline.lines[i];
    const std::string_view raw = outline.text.substr(line.content.begin, line.content.size());
    for (std::size_t at = raw.substr(0, longest).find(". "); at != std::string_view::npos;
         at = raw.substr(0, longest).find(". ", at + 2)) {
        const std::string_view title = raw.substr(0, at);
        const std::string_view rest = trim(raw.substr(at + 2));
        // "Sommerfest 14. juni. Småtroll lager kaker.", "MØTE 22. MARS"
        const bool day = is_digit(title.back()) &&
                         word_lists().month(fold_words(rest.substr(0, rest.find(' '))));
        if (day || rest.size() < 12 || !(starts_upper(rest) || is_digit(rest.front()))) {
            continue;
        }
        const Terms terms = word_lists().terms(fold_words(title));
        if (count_words(title) > most_words || length_of(title) < 3 || !starts_upper(title) ||
            title.find(',') != std::string_view::npos || terms.people() || terms.field() ||
            terms.has(Term::decision) || weigh(title).score > 0) {
            return std::nullopt;
        }
        return RunIn{.line = i,
                     .text_at =
                         line.content.begin + static_cast<std::size_t>(rest.data() - raw.data())};
    }
    return std::nullopt;
}

/// The paragraphs that begin with a title and a stop, where nearly all paragraphs behind the first
/// of them do, each with a title of its own, and nothing else heads or numbers anything.
std::vector<RunIn> stopped_headings(const Outline& outline)
{
    constexpr std::size_t least = 5;
    std::vector<RunIn> found;
    std::vector<std::string_view> titles;
    std::size_t others = 0; // paragraphs behind the first title
    for (std::size_t i = 1; i < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.heading_level > 0 || (line.label != nullptr && !line.bullet)) {
            return {};
        }
        if (line.blank || line.furniture || !outline.lines[i - 1].blank) {
            continue;
        }
        const bool plain = !line.bullet && !line.quoted && !line.code && !line.table &&
                           !line.bold && line.label_rest == 0 &&
                           !line.starts.has(Term::minutes_word);
        if (const std::optional<RunIn> here =
                plain ? short_sentence_at(outline, i) : std::nullopt) {
            found.push_back(*here);
            titles.push_back(line.folded.substr(0, line.folded.find(' ')));
        } else if (!found.empty() && line.label_rest == 0) {
            ++others;
        }
    }
    std::ranges::sort(titles);
    const bool each_its_own = std::ranges::adjacent_find(titles) == titles.end();
    if (found.size() < least || others * 4 > found.size() || !each_its_own) {
        found.clear();
    }
    return found;
}

/// The titles in bold that are headings: all of them where the document has no others, else those
/// with numbers if they are more than the numbered headings.
std::vector<RunIn> run_in_headings(const Outline& outline)
{
    std::vector<RunIn> found;
    std::size_t headings = 0;
    std::size_t labelled_headings = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        headings += line.heading_level > 0 ? 1U : 0U;
        labelled_headings += line.heading_level > 0 && line.label != nullptr ? 1U : 0U;
        if (const std::optional<RunIn> here = run_in_at(outline, i)) {
            found.push_back(*here);
        }
    }
    const auto labelled = static_cast<std::size_t>(
        std::ranges::count_if(found, [](const RunIn& each) { return each.labelled; }));
    if (labelled >= 2 && labelled > labelled_headings) {
        std::erase_if(found, [](const RunIn& each) { return !each.labelled; });
    } else if (found.size() < 3 || headings > 1) {
        found.clear();
    }
    return found;
}

} // namespace

void unfold_run_in_headings(Outline& outline)
{
    std::vector<RunIn> found = run_in_headings(outline);
    if (found.empty()) {
        found = capital_headings(outline);
    }
    if (found.empty() && !outline.markdown) {
        found = stopped_headings(outline);
    }
    if (found.empty()) {
        return;
    }
    std::vector<OutlineLine> out;
    out.reserve(outline.lines.size() + found.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        if (next == found.size() || found[next].line != i) {
            out.push_back(outline.lines[i]);
            continue;
        }
        const OutlineLine& whole = outline.lines[i];
        const std::size_t cut = found[next].text_at;
        OutlineLine title = read_part_of_line(outline, whole, {whole.span.begin, cut});
        const OutlineLine text = read_part_of_line(outline, whole, {cut, whole.span.end});
        title.bold = true;
        // A number says which system of headings the title belongs to.
        title.heading_level = found[next].labelled ? 0 : 6;
        std::string_view named = title.plain;
        while (named.ends_with('.') ||
               (found[next].capitals && (named.ends_with(':') || named.ends_with('-') ||
                                         named.ends_with("\xE2\x80\x93")))) {
            named = trim(named.substr(0, named.size() - (named.ends_with("\x93") ? 3 : 1)));
        }
        if (named.size() < title.plain.size()) {
            title.plain = named;
            describe_outline_line(outline, title);
        }
        // "**Gjester** Si fra …" labels no people.
        const std::string_view first = text.plain.substr(0, text.plain.find_first_of(" ,"));
        if (title.terms.people() && !word_lists().first_name(fold_words(first))) {
            title.terms = Terms{};
        }
        title.gap_above = true;
        out.push_back(title);
        out.push_back(text);
        ++next;
    }
    outline.lines = std::move(out);
}

} // namespace saksklar::structure
