// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/attendance_rows.hpp"

#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace saksklar::structure {

namespace {

/// The visible text of at most the first `most` cells of a row that gaps part.
std::vector<std::string> cells_of(std::string_view raw, std::string_view spaces, std::size_t most)
{
    std::vector<std::string> cells;
    while (!raw.empty() && cells.size() < most) {
        const std::size_t at = gap_in(raw, spaces);
        cells.push_back(plain_text(trim(raw.substr(0, at))));
        raw = at == std::string_view::npos ? std::string_view{} : trim(raw.substr(at));
    }
    return cells;
}

/// The cells of a row behind the initials that its first one holds, as an entry of a list:
/// "Kari Berg, KB, Fjellinstituttet (leder)"; empty if it holds none.
std::string with_code(const std::string& code, std::string_view raw)
{
    const std::vector<std::string> cells = cells_of(raw, "   ", 8);
    if (cells.size() < 2 || code.size() > 8 || initials_of(cells[1]) != code) {
        return {};
    }
    std::string out = cells[1] + ", " + code;
    for (std::size_t c = 2; c < cells.size(); ++c) {
        out += ", " + cells[c];
    }
    return out;
}

} // namespace

std::string_view printed(const Outline& outline, const OutlineLine& here, std::size_t from)
{
    const std::string_view raw = outline.text.substr(here.content.begin, here.content.size());
    const std::size_t colon = from > 0 ? raw.find(':') : std::string_view::npos;
    if (colon != std::string_view::npos) {
        return trim(raw.substr(colon + 1));
    }
    // "Deltakere     Kari Berg": a gap for the colon
    const std::string_view said = here.plain.substr(std::min(from, here.plain.size()));
    const std::size_t at = from > 0 ? raw.find(said.substr(0, said.find(' ')), from) : 0;
    return at == std::string_view::npos ? raw : raw.substr(at);
}

std::string with_gaps(const Outline& outline, const OutlineLine& here, std::size_t from)
{
    std::string plain(here.plain.substr(from));
    const std::string_view raw = printed(outline, here, from);
    const std::size_t gap = gap_in(raw);
    if (gap == std::string_view::npos || outline.text[here.content.begin] == '|') {
        return plain;
    }
    const std::string name = plain_text(trim(raw.substr(0, gap)));
    std::string said = plain_text(trim(raw.substr(gap)));
    // "KB   Kari Berg      Fjellinstituttet (leder)": her initials, her name, and the rest
    const std::string behind = with_code(name, raw);
    if (!behind.empty()) {
        return behind;
    }
    // " kari   Kari Berg (leder)": what she is called in the log; "4   Kari Berg": her class
    if (!name.empty() && name.find(' ') == std::string::npos && !starts_upper(name) &&
        is_word_byte(name.back()) && name_score(strip_paren(said)) >= 2) {
        return said;
    }
    // "Kari Berg   Eiendomsforetaket Vest": where she works reads like a name, but begins with none
    const bool works_there =
        name_score(name) >= 2 && count_words(name) >= 2 &&
        !word_lists().first_name(fold_words(said.substr(0, said.find_first_of(" -"))));
    // A tab parts what is told of one person surer than a gap does.
    const int least = raw[gap] == '\t' ? 1 : 2;
    const bool person = works_there || (name_score(name) >= 2 && is_role(strip_paren(said))) ||
                        (name_score(name) >= least && name_score(said) == 0);
    if (!person) {
        return plain;
    }
    const std::vector<std::string> cells = cells_of(trim(raw.substr(gap)), "   ", 3);
    if (cells.size() > 1) {
        said = cells[0] + ", " + cells[1] + (cells.size() > 2 ? ", " + cells[2] : "");
    }
    return name + ", " + said;
}

namespace {

/// "Sp", "Kari Berg", "KrF", "Ola Vik": where every other cell is the code of a party, the people
/// with theirs in brackets; of other cells nothing.
std::vector<std::string> with_party(const std::vector<std::string>& cells)
{
    constexpr std::size_t longest_code = 4;
    if (cells.size() % 2 != 0) {
        return {};
    }
    std::vector<std::string> out;
    for (std::size_t c = 0; c < cells.size(); c += 2) {
        const std::string_view name =
            std::string_view(cells[c + 1]).substr(0, cells[c + 1].find(','));
        if (cells[c].size() > longest_code || !starts_upper(cells[c]) || count_words(name) < 2 ||
            name_score(name) < 1) {
            return {};
        }
        out.push_back(cells[c + 1] + " (" + cells[c] + ")");
    }
    return out;
}

} // namespace

std::vector<std::string>
people_in_columns(const Outline& outline, const OutlineLine& here, std::size_t from)
{
    const std::string_view raw = printed(outline, here, from);
    if (gap_in(raw) == std::string_view::npos || raw.starts_with('|')) {
        return {};
    }
    std::vector<std::string> people = with_party(cells_of(raw, "  ", raw.size()));
    if (people.size() >= 2) {
        return people;
    }
    people = cells_of(raw, "   ", raw.size());
    for (std::string& person : people) {
        person.erase(0, list_number(person)); // "1. Kari Berg       5. Ola Vik"
    }
    const bool names = std::ranges::all_of(people, [](std::string_view person) {
        const std::string_view name = person.substr(0, person.find_first_of(",("));
        return name_score(trim(name)) >= 2 && count_words(name) >= 2;
    });
    return names && people.size() >= 2 ? people : std::vector<std::string>{};
}

std::vector<MarkedEntry> ticked_people(const OutlineLine& here)
{
    std::vector<MarkedEntry> out;
    std::string_view rest = here.plain;
    std::string absentee;
    while (rest.size() > 4 && rest[0] == '[' && rest[2] == ']') {
        const bool came = rest[1] == 'x' || rest[1] == 'X';
        const std::size_t next = std::min(rest.find(", [", 3), rest.size());
        std::string_view entry = trim(rest.substr(3, next - 3));
        if (const std::size_t dash = entry.find(" \xE2\x80\x93 ");
            dash != std::string_view::npos && says_absent(trim(entry.substr(dash + 5)))) {
            entry = trim(entry.substr(0, dash));
        }
        std::string said(name_after_user(entry));
        const bool deputy = fold(said).starts_with("vara ");
        if (deputy) {
            said.erase(0, said.find(' ') + 1);
            said.resize(std::min(said.find(" m\xC3\xB8tte"), said.size()));
        }
        out.push_back(
            {.text = said, .came = came, .deputy_for = deputy ? absentee : std::string{}});
        absentee = came ? std::string{} : said;
        rest = next < rest.size() ? rest.substr(next + 2) : std::string_view{};
    }
    return out;
}

std::optional<MarkedEntry>
marked_row(const Outline& outline, const OutlineLine& here, std::size_t from)
{
    std::vector<std::string> cells = cells_of(printed(outline, here, from), "  ", 6);
    if (here.table || cells.size() < 2) {
        return std::nullopt;
    }
    // "Kari Berg, leder      x"
    if (const std::size_t comma = cells[0].find(", "); comma != std::string::npos) {
        cells.insert(cells.begin() + 1, cells[0].substr(comma + 2));
        cells[0].resize(comma);
    }
    // "Konservator      Kari Berg      ja"
    if (cells.size() >= 3 && name_score(cells[0]) == 0 && is_role(cells[0]) &&
        name_score(cells[1]) >= 1 && count_words(cells[1]) >= 2) {
        std::swap(cells[0], cells[1]);
    }
    // "Kari Berg viseformann      x"
    const bool bracket = cells[0].ends_with(')'); // "Kari Berg (1. vara)"
    const std::string_view name = bracket ? cells[0] : name_before_role(cells[0]);
    if (name_score(strip_paren(name)) < 1 || count_words(strip_paren(name)) < 2) {
        return std::nullopt;
    }
    if (name.size() < cells[0].size()) {
        cells.insert(cells.begin() + 1, std::string(trim(cells[0].substr(name.size()))));
        cells[0].resize(name.size());
    }
    // "x   (gikk 20.45)"
    std::string beside;
    if (cells.size() >= 3 && cells.back().starts_with("(")) {
        beside = " " + cells.back();
        cells.pop_back();
    }
    // "Møtt (gikk kl. 21)"
    if (const std::size_t open = cells.back().find(" ("); open != std::string::npos) {
        beside = cells.back().substr(open);
        cells.back().resize(open);
    }
    const std::string& mark = cells.back();
    const FoldedText folded = fold_words(mark);
    const std::string_view two =
        std::string_view(folded).substr(0, folded.find(' ', folded.find(' ') + 1));
    const std::string_view one = two.substr(0, two.find(' '));
    const std::size_t whom = mark.find(" for ");
    const bool stands_in =
        whom != std::string::npos && word_lists().terms(one).has(Term::present_end);
    const bool came = cross(mark) || stands_in || word_lists().terms(two).has(Term::present_end);
    const bool away = mark == "-" || mark == "\xE2\x80\x93" || folded == "nei" || says_absent(mark);
    if (!came && !away) {
        return std::nullopt;
    }
    std::string entry = cells[0];
    for (std::size_t c = 1; c + 1 < cells.size(); ++c) {
        entry += ", " + cells[c];
    }
    return MarkedEntry{.text = entry + beside,
                       .came = came,
                       .deputy_for = stands_in ? mark.substr(whom + 5) : std::string{}};
}

std::size_t pairs_at(const Outline& outline, std::size_t i, std::size_t end)
{
    const auto plain_line = [&outline, end](std::size_t at) {
        return at < end && !outline.lines[at].blank && outline.lines[at].label_rest == 0 &&
               outline.lines[at].terms.none() && !outline.lines[at].bullet &&
               !outline.lines[at].table && outline.lines[at].words <= 7;
    };
    std::size_t pairs = 0;
    for (; plain_line(i) && plain_line(i + 1); i += 2, ++pairs) {
        const std::string_view below = outline.lines[i + 1].plain;
        const std::string_view first = trim(below.substr(0, below.find(',')));
        if (name_score(outline.lines[i].plain) < 3 || (name_score(first) > 0 && !is_role(first)) ||
            word_lists().first_name(fold_words(first))) {
            break;
        }
    }
    return pairs;
}

std::optional<std::string> person_behind_role(const Outline& outline, const OutlineLine& here)
{
    const std::vector<std::string> cells = cells_of(printed(outline, here, 0), "  ", 4);
    if (here.table || cells.size() < 2 || cells.size() > 3 || count_words(cells[0]) > 4 ||
        name_score(strip_paren(cells[0])) > 0 || count_words(cells[1]) < 2 ||
        no_small_letter(cells[0])) { // "KB   Kari Berg": her initials
        return std::nullopt;
    }
    const int score = name_score(cells[1]);
    if (cells.size() == 3 && (cross(cells[2]) || fold_words(cells[2]).view().starts_with("nei"))) {
        return std::nullopt;
    }
    if (score < 3 && !(score >= 1 && is_role(strip_paren(cells[0])))) {
        return std::nullopt;
    }
    // "Styremedlem (ansattvalgt)": what stands in brackets says for whom.
    std::string entry = cells[1] + ", " + std::string(trim(strip_paren(cells[0])));
    if (cells.size() == 3) {
        entry += " (" + cells[2] + ")";
    }
    return entry;
}

} // namespace saksklar::structure
