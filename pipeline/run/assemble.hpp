// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "pipeline/core/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// A document as it was read, before the normalizers.
struct RawDocument {
    Source source{};
    std::string charset; ///< of a text dump decoded at intake, else empty
    std::string text;    ///< of a text dump; empty for paged documents
    std::vector<Page> pages;
    std::vector<Diagnostic> diagnostics;
};

/// A text dump as pages (form feeds part them) and lines.
RawDocument from_text_dump(Source source, std::string_view bytes);

/// The text of a document as it was read: `assemble` makes `Document::raw` of it.
std::string raw_text(const RawDocument& raw);

struct AssembleOptions {
    double min_probability = LetterRepairOptions{}.min_probability; ///< of applied letter edits
    const LearnedWords* learned = nullptr;                          ///< the archive's own words
    /// What CharsetRepair finds in raw_text, where somebody has asked it already.
    const CharsetResult* decoded = nullptr;
};

/// Runs the normalizers over a document and leads every change back to its page.
/// `apply_edits(document.raw, edits) == document.text`.
Document
assemble(RawDocument raw, const LanguageData& language, const AssembleOptions& options = {});

} // namespace saksklar
