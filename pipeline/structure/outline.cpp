// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/outline.hpp"

#include "pipeline/structure/attendance_columns.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/case_tables.hpp"
#include "pipeline/structure/front_matter.hpp"
#include "pipeline/structure/grid_tables.hpp"
#include "pipeline/structure/hanging_titles.hpp"
#include "pipeline/structure/html_line.hpp"
#include "pipeline/structure/line_spacing.hpp"
#include "pipeline/structure/margin_columns.hpp"
#include "pipeline/structure/marked_titles.hpp"
#include "pipeline/structure/markup_dialects.hpp"
#include "pipeline/structure/misread_numbers.hpp"
#include "pipeline/structure/misread_words.hpp"
#include "pipeline/structure/page_furniture.hpp"
#include "pipeline/structure/page_looks.hpp"
#include "pipeline/structure/pasted_columns.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lines.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/run_in_headings.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

namespace saksklar::structure {

namespace {

/// The bullet at the start of `text`: its length in bytes, 0 if there is none.
std::size_t bullet_length(std::string_view text)
{
    static constexpr std::array<std::string_view, 14> marks{"\xE2\x80\xA2",
                                                            "\xE2\x97\x8B",
                                                            "\xE2\x97\x8F",
                                                            "\xE2\x96\xA0",
                                                            "\xE2\x96\xAA",
                                                            "\xE2\x97\xA6",
                                                            "\xC2\xB7",
                                                            "\xE2\x80\xA3",
                                                            "\xEF\x82\xB7",
                                                            "\xE2\x97\x86",
                                                            "\xE2\x96\xBA",
                                                            "\xE2\x96\xA1",
                                                            "\xEF\x83\x98",
                                                            "\xE2\x9E\xA2"};
    if (text.size() < 2) {
        return 0;
    }
    if (static_cast<unsigned char>(text[0]) >= 0x80) {
        for (const std::string_view mark : marks) {
            if (text.starts_with(mark)) {
                return mark.size();
            }
        }
    }
    const bool space_after = is_space(text[1]);
    // ": Kari Berg" of Markdown's definition lists
    if ((text[0] == '-' || text[0] == '*' || text[0] == '+' || text[0] == ':') && space_after) {
        return 1;
    }
    // "-godkjenne": a dash right before a word
    if (text[0] == '-' && is_word_byte(text[1])) {
        return 1;
    }
    if (text[0] == '\xE2' &&
        (text.starts_with("\xE2\x80\x93") || text.starts_with("\xE2\x80\x94")) && text.size() > 3 &&
        is_space(text[3])) {
        return 3;
    }
    // OCR reads round bullets as "o" and "e".
    if ((text[0] == 'o' || text[0] == 'e') && text[1] == ' ' && starts_upper(text.substr(2, 4))) {
        return 1;
    }
    return 0;
}

/// A list item number of YAML and Markdown is no bullet; see numbering.hpp.

bool only_marks(std::string_view text)
{
    // "────────", drawn with the signs of U+2500..U+257F
    if (text.starts_with('\xE2') &&
        (text.starts_with("\xE2\x94") || text.starts_with("\xE2\x95"))) {
        for (std::size_t at = 0; at < text.size(); at += is_space(text[at]) ? 1U : 3U) {
            const std::string_view sign = text.substr(at, 2);
            if (!is_space(text[at]) && sign != "\xE2\x94" && sign != "\xE2\x95") {
                return false;
            }
        }
        return true;
    }
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c == '-' || c == '=' || c == '_' || c == '*' || c == '.' || is_space(c) ||
               c == '|' || c == ':' || c == '+' || c == '~';
    });
}

/// "- 3 -": the number of a page
bool page_number(std::string_view text)
{
    if (text.size() < 5 || text.size() > 9 || !text.starts_with("- ") || !text.ends_with(" -")) {
        return false;
    }
    const std::string_view inner = trim(text.substr(1, text.size() - 2));
    return !inner.empty() && std::all_of(inner.begin(), inner.end(), is_digit);
}

/// Where the letter at `at` ends.
std::size_t letter_end(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) {
        ++at;
    }
    return at;
}

/// How many letters stand one by one from `at` on: "R E F E R A T" are seven. `end` is set behind
/// them.
std::size_t single_letters(std::string_view text, std::size_t& end)
{
    std::size_t letters = 0;
    std::size_t at = 0;
    end = 0;
    while (at < text.size() && is_word_byte(text[at]) && !is_digit(text[at])) {
        const std::size_t next = letter_end(text, at);
        if (next < text.size() && text[next] != ' ') {
            break;
        }
        ++letters;
        end = next;
        at = next + 1;
    }
    return letters;
}

/// Titles typed with a space between their letters: "R E F E R A T  fra møte".
bool spaced_out(std::string_view plain)
{
    if (plain.size() < 11 || !starts_upper(plain)) {
        return false;
    }
    const std::size_t first = letter_end(plain, 0);
    std::size_t end = 0;
    return first < plain.size() && plain[first] == ' ' && single_letters(plain, end) >= 6;
}

/// `raw` with the letters of its words closed up; where two spaces or more stand, a word ends.
std::string without_spacing(std::string_view raw)
{
    std::string out;
    std::string_view rest = trim(raw);
    while (!rest.empty()) {
        std::size_t end = 0;
        if (single_letters(rest, end) < 2) {
            break; // "fra møte"
        }
        for (const char c : rest.substr(0, end)) {
            if (c != ' ') {
                out += c;
            }
        }
        const std::size_t next = rest.find_first_not_of(' ', end);
        if (next == std::string_view::npos) {
            return out;
        }
        out += ' ';
        rest.remove_prefix(next);
    }
    // "1 9 8 8"
    const bool digits = rest.size() > 2 && std::ranges::all_of(rest, [&rest](const char& c) {
                            return (&c - rest.data()) % 2 == 0 ? is_digit(c) : c == ' ';
                        });
    for (const char c : rest) {
        if (!digits || c != ' ') {
            out += c;
        }
    }
    return out;
}

/// "TILSTEDE; Kari Berg": a semicolon typed for the colon of a label is read as one.
void read_typed_label(OutlineLine& line, LineStore& store)
{
    constexpr std::size_t longest = 24; // of such a label, in bytes
    const std::size_t mark = line.plain.substr(0, longest).find(';');
    if (mark == std::string_view::npos ||
        line.plain.substr(0, mark).find(':') != std::string_view::npos ||
        !word_lists().terms(fold_words(line.plain.substr(0, mark))).labels()) {
        return;
    }
    std::string corrected(line.plain);
    corrected[mark] = ':';
    line.plain = store.plain(corrected);
    line.as_printed = false;
}

/// "| Dato | 13.02.2017 |": a row of two cells is a label and its value.
void read_row_of_two(OutlineLine& line, LineStore& store)
{
    const WordLists& lists = word_lists();
    const std::size_t bar = line.plain.find('|', 1);
    const std::size_t end =
        bar == std::string::npos ? bar : std::min(line.plain.find('|', bar + 1), line.plain.size());
    if (bar != std::string::npos && bar <= 48 && end + 1 >= line.plain.size()) {
        line.label_terms = lists.terms(fold_words(line.plain.substr(1, bar - 1)));
        if (line.label_terms.none() &&
            names_people(trim(line.plain.substr(1, bar - 1)), line.plain.substr(bar + 1))) {
            line.label_terms.add(Term::present);
            line.people_guessed = true;
        }
        if (!line.label_terms.none()) {
            line.plain = line.plain.substr(0, end);
            line.as_printed = false;
            while (line.plain.ends_with(' ')) {
                line.plain.remove_suffix(1);
            }
            line.folded = store.folded(line.plain);
            line.label_rest =
                std::min(line.plain.find_first_not_of(' ', bar + 1), line.plain.size());
        }
    }
}

/// What a document is written in, as far as its lines are read by it.
struct Markup {
    bool wiki = false;
    bool jspwiki = false;
    bool asciidoc = false;
};

void read_line(OutlineLine& line, std::string_view text, LineStore& store, Markup markup)
{
    std::string_view rest = text.substr(line.span.begin, line.span.size());
    std::size_t offset = line.span.begin;
    const auto advance = [&rest, &offset](std::size_t bytes) {
        rest.remove_prefix(bytes);
        offset += bytes;
    };
    const auto skip_blank = [&rest, &advance](int* columns) {
        while (!rest.empty()) {
            if (rest.front() == '\t') {
                if (columns != nullptr) {
                    *columns += 4;
                }
                advance(1);
            } else if (is_space(rest.front())) {
                if (columns != nullptr) {
                    ++*columns;
                }
                advance(1);
            } else if (static_cast<unsigned char>(rest.front()) < 0x80) {
                break;
            } else if (rest.starts_with("\xC2\xA0")) {
                advance(2);
            } else if (rest.starts_with("\xE2\x80\x8B") || rest.starts_with("\xEF\xBB\xBF")) {
                advance(3);
            } else {
                break;
            }
        }
    };
    skip_blank(&line.indent);
    while (rest.starts_with('>') && !line.code) {
        line.quoted = true;
        advance(1);
        skip_blank(nullptr);
    }
    std::optional<DialectLine> framed;
    if (!line.code) {
        if (rest.starts_with('-') && rest.starts_with("-- ") && rest.size() > 6 &&
            rest.size() < 60 && no_small_letter(rest)) {
            advance(3); // "-- BUDSJETT" in e-mails
            skip_blank(nullptr);
        } else if (markup.wiki && rest.size() > 2 &&
                   (rest.starts_with("; ") || (rest.front() == ':' && rest[1] != ':'))) {
            line.bullet = rest.front() == ':'; // definition lists
            advance(1);
            skip_blank(nullptr);
        } else if (markup.asciidoc && rest.size() > 2 && rest.front() == '.' &&
                   (rest[1] == ' ' || starts_upper(rest.substr(1)))) {
            // ". Første alternativ" and ".Vedtak", the title of a block, of AsciiDoc
            line.bullet = rest[1] == ' ';
            advance(1);
            skip_blank(nullptr);
        } else if (markup.jspwiki && rest.starts_with('!')) {
            // "!!!" is the highest
            const std::size_t marks = std::min(rest.find_first_not_of('!'), rest.size());
            if (marks <= 3) {
                line.heading_level = 4 - static_cast<int>(marks);
                advance(marks);
                skip_blank(nullptr);
            }
        } else if (line.heading_level == 0 && markup.wiki && rest.starts_with("# ")) {
            line.bullet = true;
            advance(1);
            skip_blank(nullptr);
        } else if (line.heading_level == 0 && rest.starts_with('#')) {
            std::size_t marks = 0;
            while (marks < rest.size() && rest[marks] == '#' && marks < 7) {
                ++marks;
            }
            // "###4.1" is a heading, "#hashtag" and "#include" are not.
            const bool spaced = marks < rest.size() && is_space(rest[marks]);
            const bool tight = marks < rest.size() && (marks >= 2 || is_digit(rest[marks]));
            if (marks <= 6 && (spaced || tight)) {
                line.heading_level = static_cast<int>(marks);
                advance(marks);
                skip_blank(nullptr);
                std::string_view tail = trim(rest);
                while (!tail.empty() && tail.back() == '#') {
                    tail.remove_suffix(1);
                }
                rest = trim(tail).empty() ? std::string_view{} : rest.substr(0, tail.size());
            }
        }
        if (line.heading_level == 0 && rest.starts_with('=')) {
            // "== Sak 1 ==" of wikis, "== Sak 1" of AsciiDoc
            std::size_t marks = 0;
            while (marks < rest.size() && rest[marks] == '=' && marks < 7) {
                ++marks;
            }
            std::string_view tail = trim(rest);
            std::size_t closing = 0;
            while (closing < tail.size() && tail[tail.size() - 1 - closing] == '=') {
                ++closing;
            }
            const bool spaced = marks + 1 < tail.size() && is_space(tail[marks]);
            const bool closed = closing == marks && tail.size() > 2 * marks + 1;
            if (marks <= 6 &&
                ((spaced && marks >= (markup.asciidoc ? 1U : 2U) && closing == 0) || closed)) {
                line.heading_level = static_cast<int>(marks);
                tail.remove_suffix(closing);
                const std::size_t skipped = static_cast<std::size_t>(tail.data() - rest.data());
                rest = rest.substr(0, skipped + tail.size());
                advance(skipped + marks);
                skip_blank(nullptr);
            }
        }
        // "* Adresser *": a title between stars that stand apart from it
        const std::string_view starred = trim(rest);
        if (line.heading_level == 0) {
            if (std::optional<DialectLine> found = read_framed_number(starred)) {
                framed = std::move(found);
            }
        }
        if (framed) {
            line.heading_level = framed->heading_level;
        } else if (line.heading_level == 0 && starred.size() > 4 && starred.size() <= 60 &&
                   starred[0] == '*' && starred[1] == ' ' && starred.ends_with(" *") &&
                   starred.substr(1, starred.size() - 2).find('*') == std::string_view::npos) {
            line.bold = true;
            advance(2);
            rest = trim(rest);
            rest.remove_suffix(2);
        } else if (line.heading_level == 0) {
            if (const std::size_t mark = bullet_length(rest); mark > 0) {
                line.bullet = true;
                advance(mark);
                skip_blank(nullptr);
            }
        }
        rest = trim(rest);
        // "- [x] **Valg**" of task lists
        const bool task = line.bullet && rest.size() > 4 && rest[0] == '[' && rest[2] == ']' &&
                          rest.substr(3).starts_with(" **");
        const std::string_view inner = task ? rest.substr(4) : rest;
        if (inner.size() > 4 && inner[0] == '*' && inner[1] == '*') {
            const std::size_t close = inner.find("**", 2);
            const std::string_view after =
                close == std::string_view::npos ? inner : inner.substr(close + 2);
            if (close != std::string_view::npos && after.size() <= 2 &&
                (after.empty() || after == ":" || after == "." || after == "*")) {
                line.bold = true;
            }
        } else if (inner.size() > 4 && (inner.front() == '_' || inner.front() == '\'') &&
                   ((inner.starts_with("__") && inner.ends_with("__")) ||
                    (inner.starts_with("\'\'\'") && inner.ends_with("\'\'\'")))) {
            line.bold = true;
        }
    } else {
        rest = trim(rest);
    }
    // What breaks the line that it ends: of Trac, of Org-mode and Markdown, of AsciiDoc
    for (const std::string_view mark : {"[[BR]]", "\\\\", "\\", " +"}) {
        if (!line.code && rest.size() > mark.size() && rest.ends_with(mark) &&
            (mark != " +" || markup.asciidoc)) {
            rest.remove_suffix(mark.size());
            rest = trim(rest);
        }
    }
    // "| Dato: 4. mai": a line that reStructuredText leaves as it is
    if (!line.code && rest.starts_with("| ") && rest.find('|', 1) == std::string_view::npos) {
        advance(1);
        skip_blank(nullptr);
    }
    // Specks and frames of tables at the end of a line
    while (!rest.starts_with('|') && rest.size() > 2 && rest.ends_with("|")) {
        rest.remove_suffix(1);
        rest = trim(rest);
    }
    line.content = {offset, offset + rest.size()};
    line.blank = rest.empty() || (only_marks(rest) && line.heading_level == 0) ||
                 (rest.starts_with('{') && rest.starts_with("{:")) || rest == "TOC";
    bool as_it_is = false;
    std::optional<std::string> untagged = rest.starts_with('<') ? text_of_html(rest) : std::nullopt;
    if (framed) {
        untagged = std::move(framed->text);
    } else if (!line.code &&
               (line.heading_level == 0 || rest.starts_with(':') || rest.ends_with(':'))) {
        if (std::optional<DialectLine> dialect = read_dialect(rest)) {
            line.heading_level = std::max(line.heading_level, dialect->heading_level);
            line.bullet = line.bullet || dialect->bullet;
            untagged = std::move(dialect->text);
        }
    }
    if (!line.blank || line.heading_level > 0) {
        as_it_is = !untagged && plain_already(rest) == rest.size();
        line.plain = as_it_is ? rest : store.plain(untagged ? std::string_view(*untagged) : rest);
        line.as_printed = as_it_is;
        if (spaced_out(line.plain)) {
            line.plain = store.plain(without_spacing(untagged ? line.plain : rest));
            line.as_printed = false;
        }
        line.blank = line.blank || (line.plain.empty() && line.heading_level == 0);
        line.folded = store.folded(line.plain);
    }
    const std::string_view whole = trim(text.substr(line.span.begin, line.span.size()));
    if (page_number(whole)) {
        line.furniture = true;
    }
    line.table = line.table ||
                 (!line.blank && !as_it_is && rest.find('\t') != std::string_view::npos) ||
                 (whole.starts_with('|') && whole.size() > 2 &&
                  (line.plain.starts_with('|') || whole[1] != ' '));
    if (line.plain.empty() || line.plain.size() > 400) {
        return;
    }
    const WordLists& lists = word_lists();
    // "… 6 medlemmer / til stede.": the end of a wrapped sentence is no label.
    const bool tail = starts_lower(line.plain) && line.plain.ends_with('.');
    if (line.plain.size() <= 80 && !tail) {
        line.terms = lists.terms(line.folded);
        // "## Hvem er her? (skriv deg på)"
        const std::size_t open = line.heading_level > 0 && line.plain.ends_with(')')
                                     ? line.plain.find('(')
                                     : std::string_view::npos;
        if (line.terms.none() && open != std::string_view::npos) {
            line.terms = lists.terms(fold_words(line.plain.substr(0, open)));
        }
        // A title, since looking for what was meant takes its time.
        if (line.terms.none() &&
            (line.heading_level > 0 || line.bold || line.plain.ends_with(':'))) {
            line.terms = terms_misread(line.folded);
        }
    }
    if (const std::size_t opening = people_opening(line.plain, line.folded); opening > 0) {
        line.label_terms.add(Term::present);
        line.label_rest = opening;
        return;
    }
    if (const std::size_t names = people_behind_symbol(line.plain); names > 0) {
        line.label_terms = lists.terms(line.plain.substr(0, line.plain.find(' ')));
        line.label_rest = names;
        return;
    }
    if (line.plain.starts_with('|')) {
        read_row_of_two(line, store);
        return;
    }
    read_typed_label(line, store);
    // ":Til stede: Kari" of reStructuredText
    const std::size_t label_at = line.plain.starts_with(':') ? 1 : 0;
    std::size_t colon = line.plain.find(':', label_at);
    std::size_t label_size = colon;
    // "Til stede (fra kl. 18:00): Kari, Ola": the brackets are no part of the label.
    const std::size_t open = colon == std::string::npos ? 0 : line.plain.substr(0, colon).find('(');
    if (open > 0 && open < colon) {
        const std::size_t close = line.plain.find(')', open);
        if (close != std::string::npos && close <= 60 && close + 1 < line.plain.size() &&
            line.plain[close + 1] == ':') {
            colon = close + 1;
            label_size = open;
        }
    }
    if (colon != std::string::npos && label_size > 0 && label_size <= 48) {
        line.label_terms = lists.terms(fold_words(line.plain.substr(0, label_size)));
        if (line.label_terms.none()) {
            // "Protokolltilførsel fra Kari Lie:", "Forslag fra styret: …"
            const std::string_view first = line.plain.substr(0, line.plain.find(' '));
            const Terms said = lists.terms(fold_words(first));
            if (said.has(Term::proposal) && first.size() < label_size) {
                line.label_terms.add(Term::proposal);
            } else if (colon + 1 < line.plain.size()) {
                line.label_terms = people_in_label(line.plain, label_size, colon);
            }
        }
        if (line.label_terms.none()) {
            line.label_terms = people_at_begin(line.plain.substr(0, label_size));
        }
        if (line.label_terms.none() && colon + 1 >= line.plain.size()) {
            line.label_terms = people_at_end(line.plain.substr(0, label_size));
        }
        if (line.label_terms.none()) {
            const Terms meant = terms_misread(fold_words(line.plain.substr(0, label_size)));
            line.label_terms = meant.labels() ? meant : Terms{};
        }
        // "(Fravær: Kari, Ola)": the bracket that closes is no part of the last name.
        if (line.label_terms.people() && line.plain.starts_with('(') && line.plain.ends_with(')') &&
            line.plain.find('(', 1) == std::string_view::npos) {
            line.plain.remove_suffix(1);
            line.folded = store.folded(line.plain);
            line.as_printed = false;
        }
        if (!line.label_terms.none()) {
            std::size_t at = colon + 1;
            // "Sted:: Teams" of AsciiDoc
            while (at < line.plain.size() && (is_space(line.plain[at]) || line.plain[at] == ':')) {
                ++at;
            }
            line.label_rest = at;
            if (at >= line.plain.size()) {
                line.terms = line.label_terms;
            }
        }
    }
}

/// Whether a phrase of decisions of at most `longest` words begins the folded text, or may begin it
/// where the text goes on in the next line.
bool may_state_decision(std::string_view folded, std::size_t longest)
{
    std::size_t end = 0;
    for (std::size_t words = 0; words < longest; ++words) {
        if (end >= folded.size()) {
            return true;
        }
        end = std::min(folded.find(' ', end + 1), folded.size());
        if (word_lists().decision_weight(folded.substr(0, end)) > 0) {
            return true;
        }
    }
    return false;
}

bool has_digit(std::string_view text)
{
    return find_byte(text, 0, [](const Bytes16& bytes) { return bytes.digits(); }) < text.size();
}

/// By its first byte, the third of a word that watch_word looks for; 0 where none begins so.
constexpr std::array<char, 256> make_watched()
{
    std::array<char, 256> out{};
    for (const std::string_view word : {"sak", "møtte", "deltok", "vara"}) {
        out[static_cast<unsigned char>(word.front())] = word[2];
    }
    return out;
}

constexpr std::array<char, 256> watched = make_watched();

/// "sak"; "møtte", "deltok", "vara" in sentences on who came.
void watch_word(std::string_view word, OutlineLine& line)
{
    line.case_word = line.case_word || word.starts_with("sak");
    line.came_word =
        line.came_word || word == "møtte" || word == "deltok" || word.starts_with("vara");
}

/// Finds out what every step asks of the line again.
void describe(OutlineLine& line, LineStore& store)
{
    if (line.plain.empty()) {
        return;
    }
    if (std::optional<HeadingLabel> label = read_label(line.plain)) {
        line.label = store.keep(std::move(*label));
    }
    line.words = count_words(line.plain);
    const WordLists& lists = word_lists();
    const std::string_view folded = line.folded;
    std::size_t words = 0;
    std::size_t unfinished = 0;
    unsigned marks = 0;
    each_folded_word(folded, [&](std::size_t at, std::size_t end) {
        const std::string_view word(folded.data() + at, end - at);
        const WordFacts& facts = lists.facts_in(folded, at, end);
        line.starts.add(facts.starts);
        marks |= facts.marks;
        if (at == 0 && facts.known) {
            line.first_starts = facts.starts;
        }
        if ((facts.marks & WordFacts::decision_mark) != 0 && !line.decision_word) {
            if (facts.terms.has(Term::noted) || facts.decision > 0 ||
                (end + 1 < folded.size() && facts.goes_on_with(folded[end + 1]) &&
                 may_state_decision(folded.substr(at), facts.decision_words))) {
                line.decision_word = true;
            } else {
                // Its longest phrase may go on in the next line.
                unfinished = std::max<std::size_t>(unfinished, words + facts.decision_words);
            }
        }
        if (word.size() > 2 && watched[static_cast<unsigned char>(word.front())] == word[2]) {
            watch_word(word, line);
        }
        ++words;
    });
    line.language_word = line.language_word || (marks & WordFacts::language_mark) != 0;
    line.movement_word = line.movement_word || (marks & WordFacts::movement_mark) != 0;
    line.task_word = line.task_word || (marks & WordFacts::task_mark) != 0;
    line.negation = line.negation || (marks & WordFacts::negation_mark) != 0;
    line.decision_word = line.decision_word || unfinished > words;
    line.has_digit = has_digit(folded);
    line.slash = line.plain.find('/') != std::string_view::npos;
}

/// Whether at least two lines are headings as wikis have them: "== Saker ==".
bool uses_wiki_headings(const Outline& outline)
{
    std::size_t found = 0;
    for (const OutlineLine& line : outline.lines) {
        const std::string_view raw = outline.text.substr(line.span.begin, line.span.size());
        if (!raw.starts_with("==")) {
            continue;
        }
        const std::string_view whole = trim(raw);
        found +=
            whole.size() > 6 && whole.ends_with("==") && whole.find(' ') != std::string_view::npos
                ? 1U
                : 0U;
        if (found >= 2) {
            return true;
        }
    }
    return false;
}

/// Whether at least two lines are headings as JSPWiki has them: "!!Saker".
bool uses_jspwiki_headings(const Outline& outline)
{
    std::size_t found = 0;
    for (const OutlineLine& line : outline.lines) {
        const std::string_view raw = outline.text.substr(line.span.begin, line.span.size());
        found += raw.starts_with("!!") && raw.size() > 4 && is_word_byte(raw.back()) ? 1U : 0U;
        if (found >= 2) {
            return true;
        }
    }
    return false;
}

/// "[[vedtak]]", "[[3-nytt-teleskop]]": a place that links lead to, as programs name them.
bool is_anchor(std::string_view raw)
{
    return raw.starts_with("[[") && raw.ends_with("]]") && raw.size() > 4 &&
           (starts_lower(raw.substr(2)) || is_digit(raw[2])) &&
           raw.find_first_of(" |[]", 2) == raw.size() - 2;
}

/// Whether the text begins as AsciiDoc does, "= Referat", the title, on its first line, or one of
/// its first headings has a place above it, where the whole is a part of another file.
bool is_asciidoc(const Outline& outline, std::size_t start)
{
    constexpr std::size_t most = 40; // lines
    bool first = true;
    bool anchored = false;
    for (std::size_t i = start; i < outline.lines.size() && i < start + most; ++i) {
        const Span span = outline.lines[i].span;
        const std::string_view raw = trim(outline.text.substr(span.begin, span.size()));
        if (raw.empty() || raw.starts_with("//")) {
            continue;
        }
        const bool heading = raw.size() > 3 && !raw.ends_with('=') &&
                             (raw.starts_with("= ") || (anchored && raw.starts_with("==")));
        if (heading && (first || anchored)) {
            return true;
        }
        anchored = is_anchor(raw);
        first = first && anchored;
    }
    return false;
}

/// DokuWiki marks its highest headings with the most signs, "====== Møte ======": turns the levels
/// round where the first heading has the most, and more than others use.
void turn_levels(Outline& outline)
{
    constexpr int fewest = 5; // signs of such a title
    constexpr int lowest = 7; // level and signs make seven
    int first = 0;
    int most = 0;
    const auto signs = [&outline](const OutlineLine& line) {
        return outline.text.substr(line.span.begin, line.span.size()).starts_with("==")
                   ? line.heading_level
                   : 0;
    };
    for (const OutlineLine& line : outline.lines) {
        const int level = signs(line);
        first = first == 0 ? level : first;
        most = std::max(most, level);
    }
    if (first < fewest || first < most) {
        return;
    }
    for (OutlineLine& line : outline.lines) {
        const int level = signs(line);
        line.heading_level = level > 0 ? lowest - level : line.heading_level;
    }
}

constexpr std::string_view org_drawer = ":PROPERTIES:";

/// Whether one of the first headings has properties, as programs that write Org-mode give them.
bool has_org_drawers(const Outline& outline)
{
    constexpr std::size_t first = 12; // lines
    for (std::size_t i = 1; i < std::min(first, outline.lines.size()); ++i) {
        const Span span = outline.lines[i].span;
        const Span above = outline.lines[i - 1].span;
        if (trim(outline.text.substr(span.begin, span.size())) == org_drawer &&
            outline.text.substr(above.begin, above.size()).starts_with('*')) {
            return true;
        }
    }
    return false;
}

/// The number of stars that make a line a heading of Org-mode; 0 for others.
std::size_t org_level(std::string_view line)
{
    const std::size_t stars = std::min(line.find_first_not_of('*'), line.size());
    return stars >= 1 && stars <= 6 && stars + 1 < line.size() && line[stars] == ' ' ? stars : 0;
}

/// `line` without white space around it.
bool underline(std::string_view line, char mark)
{
    return line.size() >= 3 && line.front() == mark &&
           std::all_of(line.begin(), line.end(), [mark](char c) { return c == mark; });
}

} // namespace

char* LineStore::room(std::size_t size)
{
    if (size > room_) {
        constexpr std::size_t usual = 1U << 14U;
        room_ = std::max(usual, size);
        // Left as it is: what is read of it was written before.
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
        next_ = blocks_.back().get();
    }
    return next_;
}

std::string_view LineStore::taken(std::size_t size)
{
    const std::string_view out(next_, size);
    next_ += size;
    room_ -= size;
    return out;
}

std::string_view LineStore::plain(std::string_view text)
{
    return taken(plain_text_to(text, false, room(text.size())));
}

std::string_view LineStore::folded(std::string_view text)
{
    return taken(fold_words_to(text, room(text.size() + fold_slack)));
}

void read_outline_line(Outline& outline, OutlineLine& line)
{
    read_line(line, outline.text, outline.store, {outline.wiki, outline.jspwiki, outline.asciidoc});
    describe(line, outline.store);
}

OutlineLine read_part_of_line(Outline& outline, const OutlineLine& whole, Span stretch)
{
    OutlineLine part;
    part.span = stretch;
    part.page = whole.page;
    part.font_size = whole.font_size;
    read_outline_line(outline, part);
    return part;
}

void describe_outline_line(Outline& outline, OutlineLine& line)
{
    line.folded = outline.store.folded(line.plain);
    describe(line, outline.store);
}

namespace {

/// "## A Oppstart", "## B Termar", "## C Nye termar": letters from `first` on, without a stop,
/// number the headings of one level, if there are three and none is left out.
void label_letters(Outline& outline, char first)
{
    std::vector<OutlineLine*> found;
    for (OutlineLine& line : outline.lines) {
        const bool letter = line.heading_level > 0 && line.label == nullptr &&
                            line.plain.size() > 2 && line.plain[1] == ' ' &&
                            starts_upper(line.plain.substr(2));
        if (letter && found.size() < 26 &&
            line.plain[0] == static_cast<char>(first + static_cast<char>(found.size())) &&
            (found.empty() || line.heading_level == found.front()->heading_level)) {
            found.push_back(&line);
        }
    }
    if (found.size() < 3) {
        return;
    }
    for (OutlineLine* line : found) {
        HeadingLabel label;
        label.form = NumberForm::letter;
        label.parts = {line->plain[0] - first + 1};
        label.label = line->plain.substr(0, 1);
        label.number = label.label;
        label.title_at = 2;
        line->label = outline.store.keep(std::move(label));
    }
}

enum class BareNumber { small_letter, capital, roman };

/// The letter or Roman number that a gap parts from what follows, "a   Leil. 114", "II    VEDTAK":
/// its bytes; 0 if the line begins otherwise.
std::size_t number_before_gap(std::string_view raw, BareNumber kind)
{
    constexpr std::size_t longest = 4; // "VIII"
    std::size_t end = 0;
    const bool roman = kind == BareNumber::roman;
    const auto counts = [kind](char c) {
        switch (kind) {
        case BareNumber::small_letter:
            return c >= 'a' && c <= 'h';
        case BareNumber::capital:
            return c >= 'A' && c <= 'H';
        case BareNumber::roman:
            return c == 'I' || c == 'V' || c == 'X';
        }
        return false;
    };
    while (end < raw.size() && end < longest && counts(raw[end])) {
        ++end;
    }
    const std::string_view behind = raw.substr(end);
    return end > 0 && (roman || end == 1) &&
                   (behind.starts_with("  ") ||
                    (behind.starts_with('\t') && behind.find('\t', 1) == std::string_view::npos)) &&
                   starts_upper(trim(behind))
               ? end
               : 0;
}

/// "a   Leil. 114" above "b   Leil. 407", "A   Valg av møteleder", "I   GODKJENNING": gaps stand
/// for the stops of letters and Roman numbers, if at least two follow each other.
void label_before_gaps(Outline& outline, BareNumber kind)
{
    std::vector<OutlineLine*> found;
    for (OutlineLine& line : outline.lines) {
        if (line.blank || line.plain.starts_with('|') || line.code || line.label != nullptr ||
            line.plain.size() < 4 || line.plain.size() > 160) {
            continue;
        }
        const std::size_t size =
            number_before_gap(outline.text.substr(line.content.begin, line.content.size()), kind);
        if (size == 0) {
            continue;
        }
        std::string dotted(outline.text.substr(line.content.begin, size));
        dotted += ". X"; // as it would be read with its stop
        const std::optional<HeadingLabel> label = read_label(dotted);
        if (!label || label->parts.empty()) {
            continue;
        }
        const int number = label->parts[0];
        if (number == 1) {
            found.clear(); // the next sequence begins
        }
        if (number != static_cast<int>(found.size()) + 1) {
            continue;
        }
        found.push_back(&line);
        for (std::size_t k = number == 2 ? 0 : found.size() - 1; number >= 2 && k < found.size();
             ++k) {
            HeadingLabel own = *label;
            own.parts = {static_cast<int>(k) + 1};
            own.number = std::string(found[k]->plain.substr(0, found[k]->plain.find(' ')));
            own.label = own.number;
            own.title_at = std::min(own.number.size() + 1, found[k]->plain.size());
            own.closed = false; // by a gap only
            found[k]->label = outline.store.keep(std::move(own));
            found[k]->table = false;
        }
    }
}

/// "S-14", "S-15", "S-16" number cases; "E-18" alone is a road. Labels whose prefix is any
/// capitals count where at least three lines have the same; those like "P1" in marked headings
/// only.
void drop_lone_codes(Outline& outline)
{
    std::unordered_map<std::string_view, std::size_t> count;
    for (OutlineLine& line : outline.lines) {
        if (line.label != nullptr && line.label->run_on && line.heading_level == 0) {
            line.label = nullptr;
        }
        if (line.label != nullptr && line.label->coded) {
            ++count[line.label->prefix];
        }
    }
    if (count.empty()) {
        return;
    }
    // "I1", "I2" in marked headings stand beside "D1", "D2", "D3".
    std::size_t most = 0; // of those that nothing parts from their number
    for (const OutlineLine& line : outline.lines) {
        if (line.label != nullptr && line.label->run_on) {
            most = std::max(most, count[line.label->prefix]);
        }
    }
    for (OutlineLine& line : outline.lines) {
        if (line.label != nullptr && line.label->coded && count[line.label->prefix] < 3 &&
            !(line.label->run_on && most >= 3)) {
            line.label = nullptr;
        }
    }
}

/// What some documents have, and few: the steps that it calls for look at all lines again.
struct Seen {
    bool bare_rule = false;  ///< "---|---"
    bool duty = false;       ///< a short line with "Ansvar" or "Frist"
    bool gap_number = false; ///< "a   Leil. 114", "II   VEDTAK"
    bool capitals = false;   ///< "* BILENE"
    bool grid = false;       ///< "+----+----+"
    bool own_mark = false;   ///< "> Backup", "-- Hva er et navn?"

    void look(std::string_view raw, const OutlineLine& line)
    {
        if (line.blank) {
            grid = grid || raw.starts_with("+--") || raw.starts_with("+==");
            bare_rule = bare_rule || ((raw.starts_with('-') || raw.starts_with(':')) &&
                                      raw.find('|') != std::string_view::npos);
            return;
        }
        own_mark = own_mark || line.quoted || raw.starts_with("-- ");
        duty = duty || (line.words <= 8 && line.starts.has(Term::followup));
        capitals = capitals || (line.bullet && raw.size() >= 6 && raw[2] >= 'A' && raw[2] <= 'Z' &&
                                raw[3] >= 'A' && raw[3] <= 'Z');
        const std::size_t gap = raw.size() > 6 && raw[1] == ' ' ? 1 : 2;
        gap_number =
            gap_number || (raw.size() > 6 && ((raw[gap] == ' ' && raw[gap + 1] == ' ') ||
                                              raw[1] == '\t' || raw[0] == 'I' || raw[0] == 'V'));
    }
};

/// "[Sak 21/24 Dagsorden<tab>1](#sak-21/24)": a line of the contents of an exported document.
bool line_of_contents(std::string_view raw)
{
    const std::size_t target = raw.find("](#");
    return raw.ends_with(')') && target != std::string_view::npos && target > 2 &&
           is_digit(raw[target - 1]) &&
           raw.substr(0, target).find('\t') != std::string_view::npos &&
           raw.find('[', 1) == std::string_view::npos;
}

/// "{{Møtereferat}}" and "__TOC__" of wikis, "[IMPORTANT]" of AsciiDoc: what programs put in the
/// place of such a line.
bool for_no_reader(std::string_view raw, bool asciidoc)
{
    switch (raw.empty() ? ' ' : raw.front()) {
    case '{':
        return raw.starts_with("{{") && raw.ends_with("}}") && raw[2] != '%' && raw[2] != '<';
    case '_':
        return raw.starts_with("__") && raw.ends_with("__") && raw.size() <= 12 &&
               raw.find(' ') == std::string_view::npos && no_small_letter(raw);
    case '.': // ".. _vedtak:", ".. raw:: html" of reStructuredText
        return raw.starts_with(".. _") || raw.starts_with(".. raw::") ||
               raw.starts_with(".. contents::") || raw.starts_with(".. -*-");
    case '#': // "#+begin_quote" of Org-mode
        return raw.starts_with("#+begin_") || raw.starts_with("#+end_");
    case '[':
        return is_anchor(raw) ||
               (asciidoc && raw.ends_with(']') &&
                raw.find_first_of(" [", 1) == std::string_view::npos) ||
               line_of_contents(raw);
    default:
        return false;
    }
}

/// "[← Alle møter](./README.md) | [Saker](../saker.md)": nothing but links, two or more, as stand
/// above a page's title to lead elsewhere.
bool only_links(std::string_view raw)
{
    std::size_t links = 0;
    while (raw.starts_with('[')) {
        const std::size_t target = raw.find("](");
        const std::size_t close = target == std::string_view::npos ? target : raw.find(')', target);
        if (close == std::string_view::npos) {
            return false;
        }
        ++links;
        raw = trim(raw.substr(close + 1));
        const bool divided = raw.starts_with('|') || raw.starts_with('/') || raw.starts_with('-');
        raw = trim(raw.substr(divided ? 1 : raw.starts_with("\xC2\xB7") ? 2 : 0));
    }
    return raw.empty() && links >= 2;
}

/// "<- Alle møte | Saksoversyn", with an arrow: the way back to other pages, above a page's title.
bool leads_back(std::string_view raw)
{
    constexpr std::size_t longest = 80; // bytes
    return raw.starts_with("\xE2\x86\x90 ") && raw.size() <= longest;
}

/// Where the comment that begins at `begin`, "<!-- … -->", ends: behind its mark. `begin` for one
/// that is not closed within some forty lines.
std::size_t end_of_comment(std::string_view text, std::size_t begin)
{
    constexpr std::size_t longest = 4000; // bytes
    const std::size_t close = text.substr(begin, longest).find("-->");
    return close == std::string_view::npos ? begin : begin + close + 3;
}

/// "Bibliotek | Navn" above "---|---": tables of Markdown without bars around them get them.
void frame_bare_tables(Outline& outline)
{
    const auto raw = [&outline](std::size_t i) {
        const Span& span = outline.lines[i].span;
        return trim(outline.text.substr(span.begin, span.size()));
    };
    for (std::size_t i = 1; i < outline.lines.size(); ++i) {
        if (!outline.lines[i].blank) {
            continue; // the rule is nothing but marks
        }
        const std::string_view rule = raw(i);
        const bool divides = (rule.starts_with('-') || rule.starts_with(':')) &&
                             rule.find('|') != std::string_view::npos &&
                             rule.find("--") != std::string_view::npos &&
                             rule.find_first_not_of("-|: ") == std::string_view::npos;
        if (!divides || outline.lines[i - 1].code || raw(i - 1).starts_with('|') ||
            raw(i - 1).find('|') == std::string_view::npos) {
            continue;
        }
        // "Når | 12. september" in the place of a head: all rows are labels and their values.
        const bool labels =
            word_lists().terms(fold_words(raw(i - 1).substr(0, raw(i - 1).find('|')))).labels();
        for (std::size_t row = i - 1; row < outline.lines.size(); ++row) {
            OutlineLine& line = outline.lines[row];
            if (row == i) {
                continue;
            }
            if (line.blank || raw(row).find('|') == std::string_view::npos) {
                break;
            }
            line.plain = outline.store.plain("| " + std::string(line.plain) + " |");
            line.as_printed = false;
            line.table = true;
            line.label_terms = {};
            line.label_rest = 0;
            line.label = nullptr;
            describe_outline_line(outline, line);
            if (labels) {
                read_row_of_two(line, outline.store);
            }
        }
    }
}

} // namespace

Outline read_outline(const Document& document)
{
    Outline outline;
    const std::string_view text = document.text;
    outline.text = text;
    if (!document.lines.empty()) {
        outline.lines.reserve(document.lines.size());
        for (const DocumentLine& from : document.lines) {
            OutlineLine& line = outline.lines.emplace_back();
            line.span = {std::min(from.span.begin, text.size()),
                         std::min(std::max(from.span.begin, from.span.end), text.size())};
            line.page = from.page_number;
            line.furniture = from.furniture;
            const auto page = static_cast<std::size_t>(from.page_number - 1);
            if (from.page_number >= 1 && page < document.pages.size() &&
                from.line_on_page < document.pages[page].lines.size()) {
                const Line& look = document.pages[page].lines[from.line_on_page];
                line.font_size = look.font_size;
                line.bold = look.bold;
                // Not where letters were put right since: the place is no longer known.
                if (look.bold_until > 0 && look.text.size() == line.span.size()) {
                    line.bold_until = line.span.begin + look.bold_until;
                }
                line.heading_level = look.heading_level;
                line.table = look.table_row;
            }
        }
    } else {
        int page = 1;
        std::size_t begin = 0;
        while (begin < text.size()) {
            while (begin < text.size() && text[begin] == '\f') {
                ++page;
                ++begin;
            }
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            OutlineLine& line = outline.lines.emplace_back();
            line.span = {begin, end};
            line.page = page;
            begin = end + 1;
        }
    }
    if (!document.lines.empty()) {
        find_gaps(outline, document);
    }
    even_out(outline);
    if (!has_layer(document)) {
        even_out_blank_lines(outline);
    }
    const std::size_t start = read_front_matter(outline, text);
    const bool org = start == 0 && (read_org_keys(outline, text) || has_org_drawers(outline));
    bool drawer = false;
    outline.wiki = uses_wiki_headings(outline);
    outline.jspwiki = uses_jspwiki_headings(outline);
    outline.asciidoc = is_asciidoc(outline, start);
    bool code = false;
    bool any_text = false;
    Seen seen;
    std::size_t comment_end = 0;
    std::vector<std::size_t> widths;
    widths.reserve(outline.lines.size());
    for (std::size_t i = start; i < outline.lines.size(); ++i) {
        OutlineLine& line = outline.lines[i];
        if (line.front_matter) {
            continue;
        }
        if (org && !code) {
            const std::size_t level = org_level(text.substr(line.span.begin, line.span.size()));
            if (level > 0) {
                line.span.begin += level;
                take_org_notes_off(outline, line);
                line.heading_level = static_cast<int>(level);
                outline.markdown = true;
            }
        }
        const std::string_view raw = trim(text.substr(line.span.begin, line.span.size()));
        // ":PROPERTIES:", ":CUSTOM_ID: vedtak", ":END:" below a heading of Org-mode; others
        // (":SLUTT: 20:40") may be of the meeting.
        if (org && !code &&
            (raw == org_drawer || (drawer && (raw == ":END:" || raw.starts_with(":CUSTOM_ID:") ||
                                              raw.starts_with(":ID:"))))) {
            drawer = raw != ":END:";
            line.front_matter = true;
            line.blank = true;
            continue;
        }
        // "# Local Variables:" is a comment of Org-mode, "###### tags: `møte`" no heading of a pad.
        const char first = raw.empty() ? ' ' : raw.front();
        if (first == '#' &&
            ((org && !code && raw.starts_with("# ")) || raw.starts_with("###### tags:"))) {
            line.front_matter = true;
            line.blank = true;
            continue;
        }
        if ((first == '<' && !code && raw.starts_with("<!--")) || line.span.begin < comment_end) {
            comment_end = std::max(comment_end, end_of_comment(text, line.span.begin));
        }
        if (line.span.end <= comment_end || (!code && for_no_reader(raw, outline.asciidoc)) ||
            (!any_text && ((first == '[' && only_links(raw)) || leads_back(raw)))) {
            line.front_matter = true;
            line.blank = true;
            continue;
        }
        // "~~~~~~~" of the length of the title above it is a rule, else it begins code.
        const bool wave = first == '~' && !code && i > start && !outline.lines[i - 1].blank &&
                          underline(raw, '~') &&
                          raw.size() + 2 >= length_of(outline.lines[i - 1].plain) &&
                          raw.size() <= length_of(outline.lines[i - 1].plain) + 2;
        if (!wave && (first == '`' || first == '~') &&
            (raw.starts_with("```") || raw.starts_with("~~~"))) {
            // "```--option```" opens and closes on one line.
            if (raw.find("```", 3) == std::string_view::npos) {
                code = !code;
            }
            line.code = true;
            line.blank = true;
            continue;
        }
        line.code = code;
        read_outline_line(outline, line);
        // What pads call tags stays a heading where a page was made of one.
        if (line.heading_level >= 5 && line.plain.starts_with("tags: ")) {
            line.front_matter = true;
            line.blank = true;
            continue;
        }
        any_text = any_text || !line.blank;
        // "Deltakere" above ": Kari Berg, Ola Vik": a definition of Markdown
        if (first == ':' && line.plain.starts_with(": ") && i > start &&
            (outline.lines[i - 1].terms.people() || outline.lines[i - 1].terms.field())) {
            line.plain.remove_prefix(2);
            line.as_printed = false;
            line.folded = outline.store.folded(line.plain);
        }
        seen.look(raw, line);
        const bool block = outline.asciidoc && raw == "===="; // around an example
        if (i > start && !code && !block &&
            (underline(raw, '=') || wave ||
             (underline(raw, '-') &&
              (raw.size() >= 5 || raw.size() == outline.lines[i - 1].span.size())))) {
            OutlineLine& above = outline.lines[i - 1];
            // A rule under a table or a paragraph is no underlined title.
            const bool alone = i < start + 2 || outline.lines[i - 2].blank ||
                               outline.lines[i - 2].front_matter ||
                               outline.lines[i - 2].page != above.page;
            if (!above.blank && above.heading_level == 0 && !above.bullet && alone &&
                above.plain.size() <= 120) {
                above.heading_level = raw.front() == '=' ? 1 : wave ? 3 : 2;
            }
        }
        if (i > start && line.heading_level == 0 && !line.blank) {
            // "##" at the foot of a page, its title at the head of the next
            OutlineLine& above = outline.lines[i - 1];
            if (above.heading_level > 0 && above.plain.empty() && above.page != line.page) {
                line.heading_level = above.heading_level;
                above.heading_level = 0;
                above.blank = true;
            }
        }
        if (line.heading_level > 0 &&
            (first == '#' || raw.starts_with("==") || (outline.jspwiki && first == '!'))) {
            outline.markdown = true;
        }
        const bool address = raw.find(' ') == std::string_view::npos; // a long link
        if (!line.blank && line.heading_level == 0 && !address) {
            widths.push_back(line.span.size());
        }
    }
    mark_page_furniture(outline);
    if (outline.wiki) {
        turn_levels(outline);
    }
    if (!document.lines.empty()) {
        find_list_levels(outline, document);
    }
    if (seen.bare_rule) {
        frame_bare_tables(outline);
    }
    unfold_pasted_columns(outline);
    unfold_attendance_columns(outline);
    if (seen.duty) {
        set_margin_columns_apart(outline);
    }
    if (seen.grid) {
        unfold_grid_tables(outline);
    }
    unfold_case_tables(outline);
    head_hanging_titles(outline);
    unfold_run_in_headings(outline);
    drop_lone_codes(outline);
    if (seen.gap_number) {
        for (const BareNumber kind :
             {BareNumber::small_letter, BareNumber::capital, BareNumber::roman}) {
            label_before_gaps(outline, kind);
        }
    }
    if (seen.capitals) {
        head_starred_capitals(outline);
    }
    if (seen.own_mark) {
        head_marked_titles(outline);
    }
    part_people_labels(outline);
    label_groups_of_people(outline);
    for (const char first : {'A', 'a'}) {
        label_letters(outline, first);
    }
    label_misread_numbers(outline);
    if (!widths.empty()) {
        const std::size_t at = widths.size() * 9 / 10;
        std::nth_element(
            widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(at), widths.end());
        outline.usual_width = widths[at];
        const std::size_t top = widths.size() * 99 / 100;
        std::nth_element(
            widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(top), widths.end());
        outline.wrapped = outline.usual_width >= 50 && widths[top] <= 150;
    }
    return outline;
}

bool runs_on(const Outline& outline, const OutlineLine& above, const OutlineLine& here)
{
    if (!outline.wrapped) {
        return false;
    }
    const std::size_t word = std::min(here.plain.find(' '), here.plain.size());
    return above.span.size() + 1 + word + 6 >= outline.usual_width;
}

bool list_goes_on(const OutlineLine& above, const OutlineLine& here)
{
    if (above.plain.ends_with(',') || above.plain.ends_with(" og") || above.plain.ends_with('-') ||
        above.plain.ends_with(" hadde") || above.plain.ends_with(';') || starts_lower(here.plain) ||
        above.span.size() >= 55) {
        return true;
    }
    // "…, Ola Vik, Kari" / "Lien": a first name alone after whole names
    const std::size_t comma = above.plain.rfind(',');
    if (comma == std::string::npos || comma + 1 >= above.plain.size()) {
        return false;
    }
    const std::string_view last = trim(above.plain.substr(comma + 1));
    const std::size_t before = above.plain.rfind(',', comma - 1);
    const std::string_view other =
        trim(above.plain.substr(before == std::string::npos ? 0 : before + 1)
                 .substr(0, comma - (before == std::string::npos ? 0 : before + 1)));
    return last.find(' ') == std::string_view::npos && other.find(' ') != std::string_view::npos &&
           word_lists().first_name(fold_words(last));
}

} // namespace saksklar::structure
