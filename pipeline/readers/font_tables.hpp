// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace saksklar {

/// Which character each glyph of a font draws.
using GlyphLetters = std::map<std::uint16_t, char32_t>;

/// From the font program's own table of characters (OpenType "cmap", formats 4 and 12).
/// Empty where there is none. Never reads outside `font`, whatever it holds.
GlyphLetters letters_of_truetype(std::string_view font);

/// The order in which most TrueType text fonts have their first glyphs: that of Apple's
/// "post" table, format 1 (Apple TrueType Reference Manual).
GlyphLetters letters_in_usual_order();

/// How many bytes a glyph's number has in a page's content.
enum class GlyphBytes { one, two };

/// The PDF stream (ToUnicode CMap, ISO 32000-1, 9.10.3) that says so.
std::string to_unicode_map(const GlyphLetters& letters, GlyphBytes bytes = GlyphBytes::two);

/// What such a stream says. Ranges are followed to 65,536 characters in all; of glyphs with
/// several characters the first counts. Empty where it says nothing.
GlyphLetters letters_of_unicode_map(std::string_view map);

} // namespace saksklar
