// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"
#include "pipeline/ocr/raster.hpp"
#include "pipeline/triage/triage.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace saksklar {

/// A scan taken out of its page as it is stored.
struct PageImage {
    Raster raster;           ///< empty where its coding is left to Poppler
    std::string alone;       ///< then a PDF of the image alone, a point a pixel, not turned
    int quarter_turns = 0;   ///< clockwise, that the page asks for; done in `raster`
    Box place{};             ///< where it stands on the page as shown, points
    double width_inches = 0; ///< as shown
    int dpi = 0;             ///< its own resolution; 0: the page is no single image
};

/// What `inspect` says of a page.
struct PageFacts {
    PageMakeup makeup{};
    std::size_t images = 0;
    std::size_t fonts = 0;
    std::size_t fonts_without_unicode = 0; ///< fonts that do not say which letters they draw
};

/// A PDF whose fonts call every glyph by a character of its own in the private planes (U+F0000
/// on), whatever they said of it before: which glyphs a page draws, and what was said.
struct MarkedFonts {
    std::string pdf;                   ///< the whole file; empty where no font can be marked
    std::map<char32_t, char32_t> said; ///< by mark; glyphs that no table names are missing
};

/// A PDF whose fonts were given tables from glyphs to letters.
struct HealedFonts {
    std::string pdf; ///< the whole file; empty where there is no such font
    /// Names of fonts whose table is a guess, since their program has none. The others' are exact.
    std::set<std::string> guessed;
};

/// Looks inside a PDF's pages without drawing them; with pdf_images.hpp the only code that sees
/// qpdf. A file that qpdf cannot read gives unknown facts, not errors: Poppler may still read it.
class PdfFacts {
public:
    explicit PdfFacts(const std::string& path);
    ~PdfFacts();
    PdfFacts(const PdfFacts&) = delete;
    PdfFacts& operator=(const PdfFacts&) = delete;

    /// `has_text`: the page is known to have a text layer; then its content is looked through
    /// only if it names images or forms, which saves most of the time for born-digital pages.
    PageFacts page(std::size_t page_index, bool has_text = false) const;

    /// The page's only image, at its own resolution, where the page is that image and
    /// nothing else that can be seen. Empty otherwise.
    PageImage sole_image(std::size_t page_index) const;

    /// The names of fonts that do not say which letters they draw, without subset prefixes.
    std::set<std::string> silent_fonts() const;

    /// The file with new tables from glyphs to letters: for its silent fonts, or for `all`
    /// fonts that have numbers for glyphs.
    HealedFonts with_healed_fonts(bool all) const;

    /// The file with every glyph of every font under a number of its own. Fonts beyond
    /// the room for them keep their tables.
    MarkedFonts with_marked_fonts() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace saksklar
