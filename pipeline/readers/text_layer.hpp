// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <string>
#include <vector>

namespace saksklar {

/// One word of a page before it is put into lines: a PDF's text layer or an OCR engine gave it.
struct PlacedWord {
    std::string text;
    Box box{}; ///< points, origin at the top left corner
    double font_size = 0;
    std::string font;        ///< name without the subset prefix; empty unknown
    int rotation = 0;        ///< quarter turns
    bool space_after = true; ///< false: the next word in the source's order is glued to it
    double confidence = 1.0;
    std::vector<std::string> alternatives;
};

/// A page's words as lines in reading order. Rows of a table stay rows, with a tab
/// between their cells; columns of running text are read one after the other.
/// Words that stand on their side come last. The method is geometric: words that
/// overlap vertically are one row; a wide gap divides cells; a strip of white that many
/// rows of running text share divides columns.
std::vector<Line> lines_of_words(std::vector<PlacedWord> words);

bool is_bold_font(const std::string& name);
bool is_italic_font(const std::string& name);

} // namespace saksklar
