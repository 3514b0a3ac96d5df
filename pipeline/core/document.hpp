// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/core/page.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace saksklar {

/// What a file is, by its content.
enum class FileKind { text, pdf, png, jpeg, tiff, odt, docx, html, unknown };

/// Where a document came from.
struct Source {
    std::string path; ///< as the user gave it, or "-"
    std::string sha256;
    std::string media_type;
    std::uint64_t bytes = 0;
    FileKind kind = FileKind::unknown;

    bool operator==(const Source&) const = default;
};

/// One line of a document's text.
struct DocumentLine {
    Span span{}; ///< in Document::text, without the line break
    int page_number = 1;
    std::size_t line_on_page = 0; ///< index into the page's lines
    bool furniture = false; ///< running header, footer or page number: not part of the minutes
};

/// One change, led back to the page.
struct PlacedEdit {
    Edit edit; ///< span: in Document::raw
    int page_number = 1;
    Box box{}; ///< all zero where the source has no places
};

/// A whole document after the normalizers.
struct Document {
    Source source;
    std::string charset;     ///< of a text dump, such as "utf-8", "cp865"; empty otherwise
    std::vector<Page> pages; ///< as read, before the normalizers
    /// The pages' lines as read, "\n" after each line, "\f" before each page but the first.
    std::string raw;
    std::string text; ///< `raw` after all passes
    std::vector<PlacedEdit> edits;
    std::vector<DocumentLine> lines;
    std::string language;       ///< "nb", "nn", "en", "mixed", … ; empty unknown
    double estimated_wrong = 0; ///< how many applied edits are expected to be wrong
    std::vector<Diagnostic> diagnostics;

    /// What the source says of a line's looks.
    const Line& look(const DocumentLine& line) const
    {
        return pages[static_cast<std::size_t>(line.page_number - 1)].lines[line.line_on_page];
    }

    std::string_view line_text(const DocumentLine& line) const
    {
        return std::string_view(text).substr(line.span.begin, line.span.size());
    }
};

} // namespace saksklar
