// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/text/edit.hpp"

#include <span>
#include <string>
#include <vector>

namespace saksklar {

/// Lines made running text.
struct JoinedText {
    std::string text;
    /// What was done, against the lines joined by line breaks: OffsetMap(edits) leads every place
    /// of `text` back to its line.
    std::vector<Edit> edits;
};

/// Joins the wrapped lines of paragraphs with a space, or without one where a word was divided at
/// the end of a line. A hyphen there goes if the word without it is known or its halves are none,
/// and stays where it belongs to the word ("barne- og", "UiB-MED"). Blank lines, list items, rows
/// with tabs or columns, headings and lines that end short keep their breaks.
///
/// Linear; deterministic; joining joined text changes nothing.
JoinedText join_lines(std::span<const std::string> lines, const IsWord& is_word);

} // namespace saksklar
