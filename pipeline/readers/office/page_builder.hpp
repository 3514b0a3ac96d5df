// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// How a run of text looks.
struct RunLook {
    bool bold = false;
    bool italic = false;
    double font_size = 0; ///< points; 0 unknown
};

/// What a paragraph is, beside its text.
struct ParagraphLook {
    int heading_level = 0;
    bool list_item = false;
    int list_level = 0; ///< from 0; two spaces a level go before the label of a list item
    std::string label;  ///< the computed number or bullet; goes before the text
};

/// The text of one paragraph as it grows; one line, or several where it has line breaks.
class Paragraph {
public:
    void add(std::string_view text, const RunLook& look);
    void line_break();
    bool empty() const; ///< no text but white space so far

    /// A place in the text, to ask later what came behind it.
    struct Mark {
        std::size_t part = 0;
        std::size_t offset = 0;
    };

    Mark mark() const { return {parts_.size() - 1, parts_.back().text.size()}; }

    /// The text behind `mark`, its lines joined with spaces.
    std::string text_since(Mark mark) const;

    /// Its lines; a list's label stands in the first. Nothing but white space gives one empty line.
    std::vector<Line> lines(const ParagraphLook& look) const;

private:
    struct Part {
        std::string text;
        std::size_t letters = 0;
        std::size_t bold = 0;
        std::size_t bold_until = 0; ///< bytes of `text`, as far as all of its letters are bold
        std::size_t italic = 0;
        std::map<double, std::size_t> sizes; ///< letters of each font size
    };

    std::vector<Part> parts_{1};
};

/// Collects lines into pages.
class PageBuilder {
public:
    void add(Line line);
    void add(const std::vector<Line>& lines);

    /// One row of a table; each cell's lines. The first lines of the cells make the first line,
    /// with a tab between cells, their second lines the second, and so on: what a cell says in
    /// several paragraphs stays apart, and a row that has one line in each cell is one line.
    void add_row(const std::vector<std::vector<Line>>& cells);

    void hard_break(); ///< a new page, unless this one has nothing yet
    void soft_break(); ///< where the word processor broke the page; nothing right after a hard one

    /// The pages, at least one.
    std::vector<Page> finish();

private:
    std::vector<Page> pages_{1};
    int blank_lines_ = 0;
    std::size_t lines_ = 0;
};

/// An address to put behind a link's text, as " <https://…>"; empty where the text says it already
/// or where it leads nowhere outside the document.
std::string link_suffix(std::string_view text, std::string_view address);

/// "3", "c", "iii": `format` is decimal, lowerLetter, upperLetter, lowerRoman or upperRoman.
std::string format_number(int value, std::string_view format);

/// A bullet as a sign that text can carry: symbol fonts' private code points become "•".
std::string bullet(std::string_view sign);

} // namespace saksklar
