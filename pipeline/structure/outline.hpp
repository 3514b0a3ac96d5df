// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/core/document.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

/// One line of a document, with what its markup and looks say of it.
struct OutlineLine {
    Span span{};    ///< the whole line in Document::text
    Span content{}; ///< without indentation, bullet, heading marks and emphasis around it
    int page = 1;
    int indent = 0;           ///< columns before the bullet or the first word
    int heading_level = 0;    ///< 1.. by markup (Markdown, ODT, DOCX, HTML); 0 none
    double font_size = 0;     ///< points; 0 unknown
    bool gap_above = false;   ///< the page leaves more room above it than between lines
    bool leaves_list = false; ///< begins on the page left of the list item above it
    bool bullet = false;      ///< stands behind "-", "*", "•", "○" …
    bool bold = false;        ///< the whole line
    std::size_t bold_until =
        0;               ///< where, in Document::text, what is bold at its start ends; 0 none
    bool blank = false;  ///< nothing to read on it
    bool quoted = false; ///< Markdown quotation
    bool code = false;   ///< inside a code block
    bool table = false;  ///< cells separated by tabs, bars or (OCR, PDF) wide gaps
    bool furniture = false;
    bool front_matter = false;
    std::string_view plain{}; ///< the content as a person reads it
    Terms terms{};            ///< what the whole line, as a label, is known as
    /// The label before a colon ("Til stede: …"): its terms, and the text after it.
    Terms label_terms{};
    std::size_t label_rest = 0; ///< in `plain`; 0: no label

    // What every step asks again of the line, found out once.
    std::string_view folded{};           ///< fold_words(plain)
    const HeadingLabel* label = nullptr; ///< read_label(plain)
    std::size_t words = 0;               ///< count_words(plain)
    Terms first_starts{};                ///< classes of phrases that begin with its first word
    Terms starts{};                      ///< … with any of its words
    bool has_digit = false;
    bool slash = false;
    /// `plain` is the content byte for byte: no marks, links, brackets "[" or bytes 0xC2 stand in
    /// it.
    bool as_printed = false;
    bool decision_word = false; ///< a phrase of decisions begins with one of its words
    bool movement_word = false; ///< … of somebody's coming or going ("ikke" apart)
    bool task_word = false;     ///< … of what somebody is to do
    bool negation = false;      ///< one of its words begins with "ikk", as such phrases may
    bool language_word = false; ///< a word of data/languages.tsv stands in it
    bool case_word = false;     ///< one of its words begins with "sak"
    /// `label_terms` say that people came only since names stand behind a label of another kind.
    bool people_guessed = false;
    bool came_word = false; ///< "møtte", "deltok" or what begins with "vara" stands in it
};

/// Keeps what the lines of an outline point to.
class LineStore {
public:
    /// plain_text(text), which stays where it is.
    std::string_view plain(std::string_view text);

    /// fold_words(text), which stays where it is.
    std::string_view folded(std::string_view text);

    const HeadingLabel* keep(HeadingLabel label) { return &labels_.emplace_back(std::move(label)); }

private:
    /// Room for `size` bytes; kept from the next text only as far as `taken` says.
    char* room(std::size_t size);

    std::string_view taken(std::size_t size);

    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t room_ = 0; ///< left in the last block
    char* next_ = nullptr;
    std::deque<HeadingLabel> labels_;
};

/// One entry of a YAML front matter: "attending:" with its items, "time: 16:15:00".
struct FrontMatterEntry {
    std::string key; ///< folded
    std::vector<std::string> values;
    std::vector<Span> places;
};

/// What stands beside a line in columns at the right margin.
struct MarginNote {
    std::string person;   ///< who is to do what the line says
    std::string deadline; ///< until when
};

struct Outline {
    std::string_view text; ///< Document::text, which must outlive this
    std::vector<OutlineLine> lines;
    std::vector<FrontMatterEntry> front_matter;
    bool markdown = false;       ///< headings by "#" are used
    bool wiki = false;           ///< headings by "== x ==": "# x" is an item of a list
    bool jspwiki = false;        ///< headings by "!!x"
    bool asciidoc = false;       ///< written in AsciiDoc
    std::size_t usual_width = 0; ///< bytes that nine of ten lines stay under
    bool wrapped = false;        ///< paragraphs are broken into lines of about that width
    LineStore store{};
    std::map<std::size_t, MarginNote> margins{}; ///< by where their lines begin
};

/// Whether `above` was broken off only because the page ended there: its paragraph goes on in
/// `here`, whose first word had no room on it. Always false where lines are not wrapped.
bool runs_on(const Outline& outline, const OutlineLine& above, const OutlineLine& here);

/// Whether a running list of people goes on from `above` in `here`: the line above is broken off
/// at a comma, an "og" or a hyphen, or fills its width.
bool list_goes_on(const OutlineLine& above, const OutlineLine& here);

/// Reads a line whose span is set: what its markup says, its plain text, and what is asked of it
/// again.
void read_outline_line(Outline& outline, OutlineLine& line);

/// Reads a stretch of `whole` as a line of its own, on the same page and in the same size.
OutlineLine read_part_of_line(Outline& outline, const OutlineLine& whole, Span stretch);

/// Finds out from its plain text what every step asks of the line again.
void describe_outline_line(Outline& outline, OutlineLine& line);

/// Reads the lines of `document`. Linear in its text. The front matter, code blocks and
/// underlined ("setext") headings are recognised.
Outline read_outline(const Document& document);

} // namespace saksklar::structure
