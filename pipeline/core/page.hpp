// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace saksklar {

/// A rectangle on a page: points (1/72 inch), origin at the top left corner. All
/// zero where the source has no places (a text dump).
struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    bool operator==(const Box&) const = default;
};

/// One word as it was read. `text` is valid UTF-8 without white space.
struct Word {
    std::string text;
    Box box{};
    double confidence = 1.0;               ///< 0..1; 1 where the text is the source's own
    std::vector<std::string> alternatives; ///< other readings of the same pixels, best first

    bool operator==(const Word&) const = default;
};

/// One line of a page, in reading order.
struct Line {
    /// The line as it stands, valid UTF-8, no line break: leading spaces and tabs
    /// kept where the source has them; a table row has a tab between its cells.
    std::string text;
    std::vector<Word> words; ///< in order, each found in `text`; empty for text dumps
    Box box{};
    double font_size = 0;       ///< points; 0 unknown
    bool bold = false;          ///< the whole line
    std::size_t bold_until = 0; ///< bytes at its start that are bold, before others that are not
    bool italic = false;        ///< the whole line
    int heading_level = 0;      ///< 1.. where the source says so (ODT, DOCX, HTML), else 0
    bool list_item = false;     ///< the source says so
    bool table_row = false;     ///< cells separated by tabs

    bool operator==(const Line&) const = default;
};

/// Where the text of a page comes from.
enum class ReadFrom { text_layer, ocr, image, dump };

/// What triage thought of a page's text.
enum class Verdict { sound, damaged, unusable, blank };

enum class Severity { error, warning, note };

/// Something to tell the user about a page or document. `code` is stable,
/// lower-case with hyphens; `message` is a phrase without a full stop.
struct Diagnostic {
    Severity severity = Severity::warning;
    std::string code;
    std::string message;
    int page_number = 0; ///< from 1; 0 for the whole document

    bool operator==(const Diagnostic&) const = default;
};

/// One page, read. Plain data: it crosses the border between processes.
struct Page {
    int number = 1;    ///< from 1
    double width = 0;  ///< points
    double height = 0; ///< points
    ReadFrom read_from = ReadFrom::dump;
    Verdict verdict = Verdict::sound;
    double quality = 1.0; ///< 0..1, how far the text can be trusted
    std::string why;      ///< the reasons for the verdict, for people
    std::vector<Line> lines;
    std::vector<Diagnostic> diagnostics;

    bool operator==(const Page&) const = default;
};

} // namespace saksklar
