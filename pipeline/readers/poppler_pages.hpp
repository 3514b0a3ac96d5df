// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"
#include "pipeline/readers/glyph_letters.hpp"
#include "pipeline/readers/text_layer.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace poppler {
class document;
class page;
} // namespace poppler

namespace saksklar {

/// A PDF's text layers and renderings; the only code that sees Poppler.
class PopplerPages {
public:
    /// Throws Error{unreadable | unsupported} with a remedy.
    explicit PopplerPages(const std::string& path);

    /// A whole PDF file in memory. Throws Error{unreadable | unsupported}.
    static std::unique_ptr<PopplerPages> from_memory(std::string data, const std::string& path);
    ~PopplerPages();
    PopplerPages(const PopplerPages&) = delete;
    PopplerPages& operator=(const PopplerPages&) = delete;

    std::size_t size() const noexcept { return size_; }

    struct PageText {
        bool readable = false; ///< false: the page itself is damaged
        double width = 0;      ///< points, as shown
        double height = 0;
        int quarter_turns = 0; ///< clockwise, that the page asks for when shown
        std::vector<PlacedWord> words;
    };

    PageText text(std::size_t page_index) const;

    /// Every glyph of the page under the character that the file's tables give it.
    std::vector<GlyphRun> glyphs(std::size_t page_index) const;

    /// The page as a picture, grey, about `dpi` dots an inch, fewer where the page is huge.
    /// Empty where the page cannot be drawn.
    Raster render(std::size_t page_index, int dpi) const;

    std::string producer() const;

private:
    PopplerPages(std::string data, poppler::document* document, const std::string& path);

    std::string data_; ///< what the document reads from, if not a file
    std::unique_ptr<poppler::document> document_;
    std::size_t size_ = 0;
};

} // namespace saksklar
