// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <string>
#include <string_view>

namespace saksklar {

class LanguageData;

/// What a page consists of, as far as it matters for whom to believe.
struct PageMakeup {
    double largest_image = 0; ///< share of the page, 0..1
    double all_images = 0;    ///< share of the page, 0..1, overlaps counted once at most
    bool draws = false;       ///< lines, shapes or images: something may be seen
    bool hidden_text = false; ///< the text is invisible or drawn without shapes: an old OCR's
    bool known = false;       ///< false: the page's content could not be looked into
};

/// How a page is to be read.
enum class ReadingPlan {
    text_layer, ///< its text is believed
    image,      ///< its picture is read
    heal_fonts, ///< its glyphs are decoded anew; if that fails, its picture is read
    compare,    ///< its picture is read, and the better of the two is taken
    nothing,    ///< nothing is there
};

/// What triage thinks of a page before any OCR.
struct Triage {
    ReadingPlan plan = ReadingPlan::text_layer;
    Verdict verdict = Verdict::sound; ///< of the text layer
    double quality = 1.0;             ///< 0..1, of the text layer
    std::string why;

    bool operator==(const Triage&) const = default;
};

/// Judges a page's text layer. `language` may be null: then letters that went wrong go
/// unnoticed and only the layer's shape is judged.
Triage triage_page(std::string_view text, const PageMakeup& makeup, const LanguageData* language);

/// How far a text can be trusted: 0..1.
double text_quality(std::string_view text, const LanguageData* language);

} // namespace saksklar
