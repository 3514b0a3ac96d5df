// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/details.hpp"

#include "pipeline/structure/amounts.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/elections.hpp"
#include "pipeline/structure/follow_ups.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/votes.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

namespace {

Place place_in(const OutlineLine& line, std::string_view text, std::string_view part)
{
    const std::size_t found = text.substr(line.span.begin, line.span.size()).find(part);
    if (found == std::string_view::npos || part.empty()) {
        return {line.span.begin, line.span.size(), line.page, line.page};
    }
    return {line.span.begin + found, part.size(), line.page, line.page};
}

// --- text ---------------------------------------------------------------------------

/// Joins a wrapped line: with a space, or without its hyphen where a word was divided.
void append_wrapped(std::string& out, std::string_view next)
{
    const std::string_view first = next.substr(0, next.find(' '));
    const bool divided = out.size() >= 3 && out.back() == '-' &&
                         is_word_byte(out[out.size() - 2]) && starts_lower(next) && first != "og" &&
                         first != "eller" && first != "samt";
    if (divided) {
        out.pop_back();
    } else {
        out += ' ';
    }
    out += next;
}

bool ends_sentence(std::string_view line)
{
    return line.empty() || std::string_view(".:;?!)").find(line.back()) != std::string_view::npos;
}

/// The lines as paragraphs: a full line that goes on is joined to the next, list items
/// and blank lines stay apart.
std::string
readable(const Outline& outline, const std::vector<std::size_t>& lines, std::size_t skip)
{
    std::string out;
    std::size_t most = 0;
    for (std::size_t k = skip; k < lines.size(); ++k) {
        most += outline.lines[lines[k]].span.size() + 2;
    }
    out.reserve(most);
    bool gap = false;
    const OutlineLine* above = nullptr;
    for (std::size_t k = skip; k < lines.size(); ++k) {
        const OutlineLine& here = outline.lines[lines[k]];
        if (here.furniture) {
            continue;
        }
        if (here.blank && !here.code) {
            gap = gap || !out.empty();
            continue;
        }
        gap = gap || (here.gap_above && !out.empty());
        const std::string_view raw = outline.text.substr(here.span.begin, here.span.size());
        const bool full = above != nullptr && runs_on(outline, *above, here);
        const bool joins = above != nullptr && !gap && !here.bullet && !here.leaves_list &&
                           !here.code && !above->code && !here.table && !above->table &&
                           here.heading_level == 0 && above->heading_level == 0 &&
                           (full || starts_lower(here.plain)) && !here.plain.empty();
        // A sentence goes on over the foot of a page, and over the blank lines that readers of
        // pictures put into paragraphs.
        const bool over_gap = above != nullptr && gap && !here.bullet && !here.table &&
                              !above->table && !above->code && starts_lower(here.plain) && full &&
                              (above->page != here.page || !ends_sentence(above->plain));
        if (joins || over_gap) {
            append_wrapped(out, here.plain);
        } else {
            if (!out.empty()) {
                out += gap ? "\n\n" : "\n";
            }
            if (here.code || here.table) {
                std::string_view verbatim = raw;
                while (!verbatim.empty() && is_space(verbatim.back())) {
                    verbatim.remove_suffix(1);
                }
                out += verbatim;
            } else if (here.bullet) {
                out.append(static_cast<std::size_t>(std::min(here.indent, 12)), ' ');
                out += "- ";
                out += here.plain;
            } else {
                out += here.plain;
            }
        }
        above = &here;
        gap = false;
    }
    return out;
}

// --- presenter ----------------------------------------------------------------------

/// The name after "v/", "ved" or "innleder:"; up to six words that are capitalised or
/// roles, ended by a comma with something small, a stop or a bracket. Asked only of what has a "/".
std::optional<std::string> presenter_in(std::string_view text)
{
    std::size_t at = std::string_view::npos;
    for (const std::string_view mark : {" v/", " V/", "(v/", " /v "}) {
        const std::size_t found = text.find(mark);
        if (found != std::string_view::npos) {
            at = std::min(at, found + mark.size());
        }
    }
    if (text.starts_with("v/") || text.starts_with("V/")) {
        at = 2;
    }
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    std::string name;
    std::size_t words = 0;
    for (std::string_view word : words_of(text.substr(at))) {
        const FoldedText folded = fold_words(word);
        const bool role = word_lists().terms(folded).has(Term::role);
        if (!starts_upper(word) && !role && words > 0) {
            break;
        }
        if (folded.empty() || word_lists().facts(folded).tells(Hint::acclamation)) {
            break;
        }
        const bool last = word.ends_with('.') || word.ends_with(')') || word.ends_with(';') ||
                          word.ends_with(',');
        while (!word.empty() && (word.back() == '.' || word.back() == ')' || word.back() == ';' ||
                                 word.back() == ',' || word.back() == ':')) {
            word.remove_suffix(1);
        }
        name += (name.empty() ? "" : " ") + std::string(word);
        if (++words >= 6 || last) {
            break;
        }
    }
    return name.empty() ? std::nullopt : std::optional<std::string>(name);
}

// --- references ---------------------------------------------------------------------

void references_in(const OutlineLine& line, std::string_view text, std::vector<Reference>& out)
{
    const std::string_view plain = line.plain;
    // § 5-2
    for (std::size_t at = line.as_printed ? std::string::npos : plain.find("\xC2\xA7");
         at != std::string::npos && out.size() < 500;
         at = plain.find("\xC2\xA7", at + 2)) {
        std::size_t end = at + 2;
        if (plain.compare(end, 2, "\xC2\xA7") == 0) {
            end += 2;
        }
        while (end < plain.size() && plain[end] == ' ') {
            ++end;
        }
        const std::size_t number = end;
        while (end < plain.size() &&
               (is_digit(plain[end]) || plain[end] == '-' || plain[end] == '.' ||
                (end > number && plain[end] >= 'a' && plain[end] <= 'z' &&
                 (end + 1 >= plain.size() || !is_word_byte(plain[end + 1]))))) {
            ++end;
        }
        while (end > number && (plain[end - 1] == '.' || plain[end - 1] == '-')) {
            --end;
        }
        if (end > number) {
            const std::string found(plain.substr(at, end - at));
            out.push_back({"law", found, place_in(line, text, found)});
        }
        at = end > at + 2 ? end - 2 : at;
    }
    // "sak 05-25", "saker 12/24": the word and a number with a year
    if (!line.case_word || !line.has_digit) {
        return;
    }
    const FoldedText folded = fold(plain);
    for (std::size_t at = folded.find("sak"); at != std::string::npos && out.size() < 500;
         at = folded.find("sak", at + 3)) {
        if (at > 0 && (is_word_byte(folded[at - 1]) && folded[at - 1] != '-')) {
            continue;
        }
        std::size_t begin = at;
        if (at >= 2 && folded[at - 1] == '-') {
            begin = at - 2;
        }
        const std::optional<HeadingLabel> label =
            read_label(std::string_view(plain).substr(begin, 40));
        if (label && !label->prefix.empty() && label->form == NumberForm::yearly) {
            const std::size_t number = plain.find_first_of("0123456789O", at + 3);
            out.push_back({"case",
                           label->number,
                           place_in(line,
                                    text,
                                    number == std::string::npos
                                        ? plain.substr(at, 3)
                                        : plain.substr(number, label->number.size()))});
        }
    }
}

void links_in(const OutlineLine& line, std::string_view text, std::vector<Link>& out)
{
    // Nearly all lines end here: no "](" and no "://" stand in them.
    if (line.as_printed && !line.slash) {
        return;
    }
    const std::string_view raw = text.substr(line.span.begin, line.span.size());
    if (!contains_either(raw, "](", "http")) {
        return;
    }
    std::size_t at = 0;
    while (at < raw.size() && out.size() < 500) {
        const std::size_t bracket = raw.find("](", at);
        const std::size_t http = raw.find("http", at);
        if (bracket == std::string_view::npos && http == std::string_view::npos) {
            return;
        }
        if (bracket != std::string_view::npos &&
            (http == std::string_view::npos || bracket < http)) {
            const std::size_t close = raw.find(')', bracket);
            std::size_t open = bracket;
            while (open > at && !(raw[open] == '[' && (open == 0 || raw[open - 1] != '\\'))) {
                --open;
            }
            if (close == std::string_view::npos) {
                at = bracket + 2;
                continue;
            }
            Link link;
            std::string_view url = raw.substr(bracket + 2, close - bracket - 2);
            if (url == "#") {
                url = {};
            }
            link.url = std::string(url);
            link.text = plain_text(raw.substr(open + 1, bracket > open ? bracket - open - 1 : 0));
            link.place = Place{line.span.begin + open, close + 1 - open, line.page, line.page};
            out.push_back(std::move(link));
            at = close + 1;
            continue;
        }
        const bool scheme = raw.substr(http, 7) == "http://" || raw.substr(http, 8) == "https://";
        if (!scheme) {
            at = http + 4;
            continue;
        }
        std::size_t end = http;
        while (end < raw.size() && !is_space(raw[end]) && raw[end] != '>' && raw[end] != ')' &&
               raw[end] != ']' && raw[end] != '"') {
            ++end;
        }
        while (end > http && (raw[end - 1] == '.' || raw[end - 1] == ',' || raw[end - 1] == ';')) {
            --end;
        }
        Link link;
        link.url = std::string(raw.substr(http, end - http));
        link.text = link.url;
        link.place = Place{line.span.begin + http, end - http, line.page, line.page};
        out.push_back(std::move(link));
        at = std::max(end, http + 4);
    }
}

// --- votes --------------------------------------------------------------------------

/// "For: 73" / "Mot: 12" / "Blankt: 5" on lines of their own are one vote.
bool joins_vote(const Vote& above, const Vote& here)
{
    return here.text.size() <= 30 && above.text.size() <= 90 && !above.unanimous &&
           !here.unanimous && !(above.in_favour && here.in_favour) &&
           !(above.against && here.against) && !(above.abstained && here.abstained);
}

void join_vote(Vote& above, const Vote& here)
{
    const auto take = [](std::optional<int>& to, const std::optional<int>& from) {
        to = to ? to : from;
    };
    take(above.in_favour, here.in_favour);
    take(above.against, here.against);
    take(above.abstained, here.abstained);
    above.text += " " + here.text;
    if (above.place && here.place) {
        above.place->length = here.place->offset + here.place->length - above.place->offset;
        above.place->last_page = here.place->last_page;
    }
}

} // namespace

void read_details(const Outline& outline,
                  const std::vector<std::size_t>& lines,
                  std::size_t heading_lines,
                  std::string_view folded_title,
                  const std::vector<Attendee>& attendance,
                  CaseRecord& record)
{
    record.text = readable(outline, lines, heading_lines);
    if (record.title.find('/') != std::string::npos) {
        record.presenter = presenter_in(" " + record.title);
    }
    std::size_t seen = 0;
    std::size_t vote_at = lines.size(); // the line of the latest vote
    std::size_t taken = 0;              // bytes of the line that an amount of the line above has
    for (std::size_t k = 0; k < lines.size(); ++k) {
        const OutlineLine& here = outline.lines[lines[k]];
        if (here.furniture) {
            continue;
        }
        if (!here.blank && k >= heading_lines) {
            ++seen;
            if (!record.presenter && seen <= 3 && here.slash) {
                record.presenter = presenter_in(" " + std::string(here.plain));
            }
            if (here.plain.size() < 2000 && may_hold_votes(here)) {
                const bool counted = says_votes(here);
                for (const Span& span : sentences(here.plain)) {
                    const std::string_view sentence = here.plain.substr(span.begin, span.size());
                    if (!counted && !may_count(sentence)) {
                        continue;
                    }
                    if (std::optional<Vote> vote = read_vote(std::string(sentence));
                        vote && record.votes.size() < 200) {
                        vote->place =
                            Place{here.span.begin, here.span.size(), here.page, here.page};
                        if (vote_at + 1 == k && joins_vote(record.votes.back(), *vote)) {
                            join_vote(record.votes.back(), *vote);
                        } else {
                            record.votes.push_back(std::move(*vote));
                        }
                        vote_at = k;
                    }
                }
            }
        }
        if (here.blank) {
            continue;
        }
        if (k >= heading_lines) {
            references_in(here, outline.text, record.references);
            const std::size_t next = k + 1 < lines.size() ? lines[k + 1] : lines[k];
            const bool goes_on =
                next == lines[k] + 1 && !outline.lines[next].blank && !outline.lines[next].bullet;
            taken = amounts_in(here,
                               goes_on ? &outline.lines[next] : nullptr,
                               outline.text,
                               taken,
                               record.amounts);
        }
        links_in(here, outline.text, record.links);
    }
    follow_ups_in(outline, lines, heading_lines, attendance, record.follow_ups);
    record.elected = elected_in(outline, lines, heading_lines, record.title, folded_title);
}

} // namespace saksklar::structure
