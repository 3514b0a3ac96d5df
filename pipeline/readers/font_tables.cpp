// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/font_tables.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace saksklar {

namespace {

/// Big-endian numbers of a font program; zero outside of it.
class FontBytes {
public:
    explicit FontBytes(std::string_view bytes) : bytes_(bytes) {}

    std::uint32_t u8(std::size_t at) const
    {
        return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
    }

    std::uint32_t u16(std::size_t at) const { return u8(at) << 8U | u8(at + 1); }

    std::uint32_t u32(std::size_t at) const { return u16(at) << 16U | u16(at + 2); }

    std::size_t size() const { return bytes_.size(); }

private:
    std::string_view bytes_;
};

/// A hostile font names more ranges than there are characters.
constexpr std::size_t most_characters = 200'000;

std::size_t table(const FontBytes& font, std::uint32_t tag)
{
    const std::size_t count = font.u16(4);
    for (std::size_t i = 0; i < count; ++i) {
        if (font.u32(12 + 16 * i) == tag) {
            return font.u32(20 + 16 * i);
        }
    }
    return 0;
}

void add(GlyphLetters& letters, std::uint32_t glyph, std::uint32_t letter)
{
    // Symbol fonts keep their characters at U+F000; several characters may share a
    // glyph, such as the space and the no-break space: the lowest is the usual one.
    if (glyph == 0 || glyph > 0xFFFF || letter < 0x20 || letter > 0x10FFFF ||
        (letter >= 0xD800 && letter <= 0xDFFF)) {
        return;
    }
    const auto [at, is_new] =
        letters.emplace(static_cast<std::uint16_t>(glyph), static_cast<char32_t>(letter));
    if (!is_new) {
        at->second = std::min(at->second, static_cast<char32_t>(letter));
    }
}

void read_format_4(const FontBytes& font, std::size_t at, GlyphLetters& letters)
{
    const std::size_t segments = font.u16(at + 6) / 2;
    const std::size_t ends = at + 14;
    const std::size_t starts = ends + 2 * segments + 2;
    const std::size_t deltas = starts + 2 * segments;
    const std::size_t offsets = deltas + 2 * segments;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < segments && seen < most_characters; ++i) {
        const std::uint32_t end = font.u16(ends + 2 * i);
        const std::uint32_t start = font.u16(starts + 2 * i);
        const std::uint32_t delta = font.u16(deltas + 2 * i);
        const std::uint32_t offset = font.u16(offsets + 2 * i);
        for (std::uint32_t letter = start; letter <= end && letter != 0xFFFF; ++letter, ++seen) {
            std::uint32_t glyph = letter;
            if (offset != 0) {
                glyph = font.u16(offsets + 2 * i + offset + 2 * std::size_t{letter - start});
                if (glyph == 0) {
                    continue;
                }
            }
            add(letters, (glyph + delta) & 0xFFFFU, letter);
        }
    }
}

void read_format_12(const FontBytes& font, std::size_t at, GlyphLetters& letters)
{
    const std::size_t groups = std::min<std::size_t>(font.u32(at + 12), font.size() / 12);
    std::size_t seen = 0;
    for (std::size_t i = 0; i < groups && seen < most_characters; ++i) {
        const std::uint32_t start = font.u32(at + 16 + 12 * i);
        const std::uint32_t end = std::min(font.u32(at + 20 + 12 * i), start + 0xFFFFU);
        const std::uint32_t glyph = font.u32(at + 24 + 12 * i);
        for (std::uint32_t letter = start; letter <= end && letter >= start; ++letter, ++seen) {
            add(letters, glyph + (letter - start), letter);
        }
    }
}

void append_hex(std::string& out, std::uint32_t value, int least_digits = 4)
{
    char digits[9];
    std::snprintf(digits, sizeof digits, "%0*X", least_digits, value);
    out += digits;
}

void append_utf16(std::string& out, char32_t letter)
{
    if (letter >= 0x10000) {
        const std::uint32_t rest = static_cast<std::uint32_t>(letter) - 0x10000U;
        append_hex(out, 0xD800U + (rest >> 10U));
        append_hex(out, 0xDC00U + (rest & 0x3FFU));
    } else {
        append_hex(out, static_cast<std::uint32_t>(letter));
    }
}

} // namespace

GlyphLetters letters_of_truetype(std::string_view bytes)
{
    constexpr std::uint32_t cmap_tag = 0x636D6170;
    const FontBytes font(bytes);
    GlyphLetters letters;
    const std::size_t cmap = table(font, cmap_tag);
    if (cmap == 0) {
        return letters;
    }
    const std::size_t count = font.u16(cmap + 2);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t platform = font.u16(cmap + 4 + 8 * i);
        const std::uint32_t encoding = font.u16(cmap + 6 + 8 * i);
        const bool unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
        if (!unicode) {
            continue;
        }
        const std::size_t at = cmap + font.u32(cmap + 8 + 8 * i);
        if (font.u16(at) == 4) {
            read_format_4(font, at, letters);
        } else if (font.u16(at) == 12) {
            read_format_12(font, at, letters);
        }
    }
    return letters;
}

GlyphLetters letters_in_usual_order()
{
    GlyphLetters letters;
    // Glyph 3 is the space; ASCII follows in order.
    for (char32_t letter = 0x20; letter < 0x7F; ++letter) {
        letters[static_cast<std::uint16_t>(letter - 0x20 + 3)] = letter;
    }
    constexpr std::u32string_view after_ascii =
        U"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”"
        U"‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ";
    for (std::size_t i = 0; i < after_ascii.size(); ++i) {
        letters[static_cast<std::uint16_t>(98 + i)] = after_ascii[i];
    }
    return letters;
}

std::string to_unicode_map(const GlyphLetters& letters, GlyphBytes bytes)
{
    std::string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n";
    map += bytes == GlyphBytes::one ? "<00> <FF>" : "<0000> <FFFF>";
    map += "\nendcodespacerange\n";
    const std::vector<std::pair<std::uint16_t, char32_t>> all(letters.begin(), letters.end());
    constexpr std::size_t block = 100; // the format allows no more at once
    for (std::size_t first = 0; first < all.size(); first += block) {
        const std::size_t last = std::min(first + block, all.size());
        map += std::to_string(last - first) + " beginbfchar\n";
        for (std::size_t i = first; i < last; ++i) {
            map += '<';
            append_hex(map, all[i].first, bytes == GlyphBytes::one ? 2 : 4);
            map += "> <";
            append_utf16(map, all[i].second);
            map += ">\n";
        }
        map += "endbfchar\n";
    }
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

GlyphLetters letters_of_unicode_map(std::string_view map)
{
    GlyphLetters letters;
    std::vector<char32_t> values; // the numbers of one entry
    bool ranges = false;
    bool inside = false;
    bool list = false;
    std::size_t room = 0x10000;
    const auto say = [&](char32_t glyph, char32_t letter) {
        if (glyph <= 0xFFFF && room > 0) {
            --room;
            letters[static_cast<std::uint16_t>(glyph)] = letter;
        }
    };
    std::size_t at = 0;
    while (at < map.size()) {
        const char c = map[at];
        if (c == '<' && inside) {
            const std::size_t end = map.find('>', at);
            if (end == std::string_view::npos) {
                break;
            }
            // The first UTF-16 unit tells; letters of minutes have no second one.
            char32_t value = 0;
            std::size_t digits = 0;
            for (std::size_t i = at + 1; i < end && digits < 4; ++i) {
                const char d = map[i];
                const int digit = d >= '0' && d <= '9'   ? d - '0'
                                  : d >= 'a' && d <= 'f' ? d - 'a' + 10
                                  : d >= 'A' && d <= 'F' ? d - 'A' + 10
                                                         : -1;
                if (digit >= 0) {
                    value = value * 16 + static_cast<char32_t>(digit);
                    ++digits;
                }
            }
            values.push_back(value);
            at = end + 1;
            if (list) {
                say(values[0] + static_cast<char32_t>(values.size() - 3), value);
            } else if (!ranges && values.size() == 2) {
                say(values[0], values[1]);
                values.clear();
            } else if (ranges && values.size() == 3) {
                for (char32_t glyph = values[0]; glyph <= values[1] && room > 0; ++glyph) {
                    say(glyph, values[2] + (glyph - values[0]));
                }
                values.clear();
            }
            continue;
        }
        if (c == '[' && inside && values.size() == 2) {
            list = true;
        } else if (c == ']') {
            list = false;
            values.clear();
        } else if (map.compare(at, 11, "beginbfchar") == 0 ||
                   map.compare(at, 12, "beginbfrange") == 0) {
            ranges = map[at + 7] == 'r';
            inside = true;
            values.clear();
        } else if (map.compare(at, 3, "end") == 0) {
            inside = false;
            list = false;
        }
        ++at;
    }
    return letters;
}

} // namespace saksklar
