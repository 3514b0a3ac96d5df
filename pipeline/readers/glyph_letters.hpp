// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"
#include "pipeline/ocr/combine.hpp"
#include "pipeline/readers/text_layer.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace saksklar {

/// One glyph that a page draws, under whatever number its file gives it.
struct Glyph {
    char32_t code = 0;
    Box box{}; ///< points, origin at the top left corner

    bool operator==(const Glyph&) const = default;
};

/// Glyphs that stand together; spaces whose number is not known as one stand inside.
struct GlyphRun {
    std::vector<Glyph> glyphs;
    double font_size = 0;
    std::string font; ///< name without the subset prefix
    int rotation = 0; ///< quarter turns
    bool space_after = true;
};

/// Which letters the glyphs of a document draw, learnt from pages whose picture was read.
/// Glyphs are matched with the words of the picture by place; the letter that most
/// places tell wins, so that single errors of the reading do no harm.
class GlyphVotes {
public:
    void count(const std::vector<GlyphRun>& runs, const std::vector<Line>& read);

    /// Letters by glyph, a few bytes of UTF-8 each (ligatures have several letters).
    std::map<char32_t, std::string> letters() const;

private:
    void count_word(const std::vector<char32_t>& codes, const std::vector<std::string>& letters);
    void count_unknown(const std::vector<char32_t>& codes,
                       const std::vector<std::string>& letters,
                       const std::map<char32_t, std::string>& known);

    std::map<char32_t, std::map<std::string, std::size_t>> votes_;
};

/// Tells hyphens and dashes by the widths that the glyphs have in `runs`: pictures hardly do.
void tell_dashes(std::map<char32_t, std::string>& letters, const std::vector<GlyphRun>& runs);

/// A letter for a glyph of a run, " " for a space, empty for one that is not known.
using LetterOf = std::function<std::string(const GlyphRun& run, char32_t code)>;

/// A page whose glyphs became letters.
struct DecodedGlyphs {
    std::vector<PlacedWord> words;
    std::size_t glyphs = 0;  ///< spaces not counted
    std::size_t unknown = 0; ///< of these; they stand as U+FFFD
};

DecodedGlyphs decode_glyphs(const std::vector<GlyphRun>& runs, const LetterOf& letter_of);

/// How far the codes of each font are from their letters (code + shift = letter), for fonts in
/// which they are all equally far. 0 for fonts that are right as they stand. Fonts with too
/// little text to tell, or where no shift makes words of it, are left out.
std::map<std::string, int> constant_shifts(const std::vector<GlyphRun>& runs,
                                           const WordTest& known);

} // namespace saksklar
