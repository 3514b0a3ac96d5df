// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/core/document.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// One line of a document, with what its markup and looks say of it.
struct OutlineLine {
    Span span{};    ///< the whole line in Document::text
    Span content{}; ///< without indentation, bullet, heading marks and emphasis around it
    int page = 1;
    int indent = 0;         ///< columns before the bullet or the first word
    int heading_level = 0;  ///< 1.. by markup (Markdown, ODT, DOCX, HTML); 0 none
    double font_size = 0;   ///< points; 0 unknown
    bool gap_above = false; ///< the page leaves more room above it than between lines
    bool bullet = false;    ///< stands behind "-", "*", "•", "○" …
    bool bold = false;      ///< the whole line
    bool blank = false;     ///< nothing to read on it
    bool quoted = false;    ///< Markdown quotation
    bool code = false;      ///< inside a code block
    bool table = false;     ///< cells separated by tabs, bars or (OCR, PDF) wide gaps
    bool furniture = false;
    bool front_matter = false;
    std::string plain; ///< the content as a person reads it
    Terms terms{};     ///< what the whole line, as a label, is known as
    /// The label before a colon ("Til stede: …"): its terms, and the text after it.
    Terms label_terms{};
    std::size_t label_rest = 0; ///< in `plain`; 0: no label
};

/// One entry of a YAML front matter: "attending:" with its items, "time: 16:15:00".
struct FrontMatterEntry {
    std::string key; ///< folded
    std::vector<std::string> values;
    std::vector<Span> places;
};

struct Outline {
    std::string_view text; ///< Document::text, which must outlive this
    std::vector<OutlineLine> lines;
    std::vector<FrontMatterEntry> front_matter;
    bool markdown = false;       ///< headings by "#" are used
    std::size_t usual_width = 0; ///< bytes that nine of ten lines stay under
    bool wrapped = false;        ///< paragraphs are broken into lines of about that width
};

/// Whether `above` was broken off only because the page ended there: its paragraph goes on in
/// `here`, whose first word had no room on it. Always false where lines are not wrapped.
bool runs_on(const Outline& outline, const OutlineLine& above, const OutlineLine& here);

/// Whether a running list of people goes on from `above` in `here`: the line above is broken off
/// at a comma, an "og" or a hyphen, or fills its width.
bool list_goes_on(const OutlineLine& above, const OutlineLine& here);

/// Reads the lines of `document`. Linear in its text. The front matter, code blocks and
/// underlined ("setext") headings are recognised.
Outline read_outline(const Document& document);

} // namespace saksklar::structure
