// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/glyph_letters.hpp"

#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace saksklar {

namespace {

/// Words that an engine is less sure of teach nothing.
constexpr double sure_word = 0.6;

/// The letter of a glyph needs this share of its votes.
constexpr double majority = 0.5;

/// Shifts that are tried: glyph numbers of TrueType fonts are 29 below ASCII, others less far.
constexpr int farthest_shift = 96;

/// Words of at least this many letters, that many of them, and the share that must be known.
constexpr std::size_t telling_letters = 3;
constexpr std::size_t telling_words = 15;
constexpr double mostly_words = 0.6;

/// Words are compared letter by letter up to this product of their lengths.
constexpr std::size_t longest_compared = 40'000;

/// Widths of dashes, in font sizes: a hyphen has up to 0.4, an en dash a half, an em dash one. All
/// glyphs of a typewriter's font have one width.
constexpr double least_en_dash = 0.43;
constexpr double least_em_dash = 0.8;

double middle_x(const Box& box)
{
    return (box.left + box.right) / 2;
}

double middle_y(const Box& box)
{
    return (box.top + box.bottom) / 2;
}

/// Several letters that fonts draw as one glyph.
bool is_ligature(std::string_view letters)
{
    constexpr std::array<std::string_view, 14> ligatures{
        "ff", "fi", "fl", "ffi", "ffl", "fj", "ffj", "ft", "tt", "ti", "tf", "Th", "st", "ct"};
    return std::find(ligatures.begin(), ligatures.end(), letters) != ligatures.end();
}

std::vector<std::string> letters_of(const std::string& text)
{
    std::vector<std::string> letters;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = std::max<std::size_t>(1, utf8::decode(text, at).size_bytes);
        letters.push_back(text.substr(at, size));
        at += size;
    }
    return letters;
}

/// The upright glyphs of a page from top to bottom, to find those at a place quickly.
std::vector<Glyph> by_height(const std::vector<GlyphRun>& runs)
{
    std::vector<Glyph> glyphs;
    for (const GlyphRun& run : runs) {
        if (run.rotation == 0) {
            glyphs.insert(glyphs.end(), run.glyphs.begin(), run.glyphs.end());
        }
    }
    std::stable_sort(glyphs.begin(), glyphs.end(), [](const Glyph& a, const Glyph& b) {
        return middle_y(a.box) < middle_y(b.box);
    });
    return glyphs;
}

/// The codes of the glyphs whose middles lie inside `place`, from left to right.
std::vector<char32_t> codes_inside(const std::vector<Glyph>& glyphs, const Box& place)
{
    const auto first =
        std::lower_bound(glyphs.begin(), glyphs.end(), place.top, [](const Glyph& glyph, double y) {
            return middle_y(glyph.box) < y;
        });
    std::vector<Glyph> inside;
    for (auto at = first; at != glyphs.end() && middle_y(at->box) <= place.bottom; ++at) {
        const double x = middle_x(at->box);
        if (x > place.left && x < place.right) {
            inside.push_back(*at);
        }
    }
    std::stable_sort(inside.begin(), inside.end(), [](const Glyph& a, const Glyph& b) {
        return middle_x(a.box) < middle_x(b.box);
    });
    std::vector<char32_t> codes;
    for (const Glyph& glyph : inside) {
        codes.push_back(glyph.code);
    }
    return codes;
}

void widen(Box& box, const Box& other, bool first)
{
    if (first) {
        box = other;
        return;
    }
    box.left = std::min(box.left, other.left);
    box.top = std::min(box.top, other.top);
    box.right = std::max(box.right, other.right);
    box.bottom = std::max(box.bottom, other.bottom);
}

} // namespace

void GlyphVotes::count_word(const std::vector<char32_t>& codes,
                            const std::vector<std::string>& letters)
{
    if (codes.size() == letters.size()) {
        for (std::size_t i = 0; i < codes.size(); ++i) {
            ++votes_[codes[i]][letters[i]];
        }
    } else if (codes.size() < letters.size() && letters.size() - codes.size() <= 2) {
        // One glyph may be a ligature: the one that the letters before and after it leave.
        const auto says = [&](char32_t code, const std::string& letter) {
            const auto found = votes_.find(code);
            return found != votes_.end() && found->second.count(letter) > 0;
        };
        const std::size_t more = letters.size() - codes.size();
        std::size_t at = 0;
        while (at < codes.size() && says(codes[at], letters[at])) {
            ++at;
        }
        if (at >= codes.size()) {
            return;
        }
        for (std::size_t i = at + 1; i < codes.size(); ++i) {
            if (!says(codes[i], letters[i + more])) {
                return;
            }
        }
        std::string together;
        for (std::size_t i = at; i <= at + more; ++i) {
            together += letters[i];
        }
        if (is_ligature(together)) {
            ++votes_[codes[at]][together];
        }
    }
}

void GlyphVotes::count_unknown(const std::vector<char32_t>& codes,
                               const std::vector<std::string>& letters,
                               const std::map<char32_t, std::string>& known)
{
    // The cheapest way from the glyphs to the letters that were read: a known glyph and its letter
    // cost nothing, an unknown one little, everything else is an error of the reading.
    constexpr int error = 4;
    const std::size_t wide = letters.size() + 1;
    const auto cost = [&](std::size_t code, std::size_t letter) {
        const auto found = known.find(codes[code]);
        return found == known.end() ? 1 : found->second == letters[letter] ? 0 : error;
    };
    std::vector<int> costs((codes.size() + 1) * wide);
    for (std::size_t i = 0; i <= codes.size(); ++i) {
        for (std::size_t j = 0; j < wide; ++j) {
            int best = i == 0 && j == 0 ? 0 : error * static_cast<int>(codes.size() + wide);
            if (i > 0) {
                best = std::min(best, costs[(i - 1) * wide + j] + error);
            }
            if (j > 0) {
                best = std::min(best, costs[i * wide + j - 1] + error);
            }
            if (i > 0 && j > 0) {
                best = std::min(best, costs[(i - 1) * wide + j - 1] + cost(i - 1, j - 1));
            }
            costs[i * wide + j] = best;
        }
    }
    if (costs.back() * 2 > error * static_cast<int>(codes.size())) {
        return; // another word
    }
    std::size_t i = codes.size();
    std::size_t j = letters.size();
    while (i > 0 && j > 0) {
        const int here = costs[i * wide + j];
        if (here == costs[(i - 1) * wide + j - 1] + cost(i - 1, j - 1)) {
            --i;
            --j;
            if (known.find(codes[i]) == known.end()) {
                ++votes_[codes[i]][letters[j]];
            }
        } else if (here == costs[(i - 1) * wide + j] + error) {
            --i;
        } else {
            --j;
        }
    }
}

void GlyphVotes::count(const std::vector<GlyphRun>& runs, const std::vector<Line>& read)
{
    const std::vector<Glyph> glyphs = by_height(runs);
    for (const bool ligatures : {false, true}) {
        for (const Line& line : read) {
            const Word* before = nullptr;
            for (const Word& word : line.words) {
                if (word.confidence < sure_word) {
                    before = nullptr;
                    continue;
                }
                const std::vector<char32_t> codes = codes_inside(glyphs, word.box);
                const std::vector<std::string> letters = letters_of(word.text);
                if ((codes.size() != letters.size()) == ligatures) {
                    count_word(codes, letters);
                }
                if (before != nullptr && !ligatures) {
                    const Box gap{before->box.right,
                                  std::min(before->box.top, word.box.top),
                                  word.box.left,
                                  std::max(before->box.bottom, word.box.bottom)};
                    for (const char32_t code : codes_inside(glyphs, gap)) {
                        ++votes_[code][" "];
                    }
                }
                before = &word;
            }
        }
    }
    // Words that were not read letter by letter still tell of the glyphs that nothing else tells
    // of.
    const std::map<char32_t, std::string> known = letters();
    for (const Line& line : read) {
        for (const Word& word : line.words) {
            const std::vector<char32_t> codes = codes_inside(glyphs, word.box);
            const std::vector<std::string> letters = letters_of(word.text);
            if (codes.size() != letters.size() &&
                codes.size() * letters.size() < longest_compared) {
                count_unknown(codes, letters, known);
            }
        }
    }
}

std::map<char32_t, std::string> GlyphVotes::letters() const
{
    std::map<char32_t, std::string> letters;
    for (const auto& [code, votes] : votes_) {
        std::size_t all = 0;
        for (const auto& [letter, count] : votes) {
            all += count;
        }
        const auto most =
            std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        if (static_cast<double>(most->second) > majority * static_cast<double>(all)) {
            letters.emplace(code, most->first);
        }
    }
    return letters;
}

void tell_dashes(std::map<char32_t, std::string>& letters, const std::vector<GlyphRun>& runs)
{
    struct Widths {
        double least = 1e9;
        double most = 0;
    };

    std::map<std::string, Widths> fonts;
    for (const GlyphRun& run : runs) {
        for (const Glyph& glyph : run.glyphs) {
            Widths& widths = fonts[run.font];
            widths.least =
                std::min(widths.least, (glyph.box.right - glyph.box.left) / run.font_size);
            widths.most = std::max(widths.most, (glyph.box.right - glyph.box.left) / run.font_size);
        }
    }
    for (const GlyphRun& run : runs) {
        const Widths& widths = fonts[run.font];
        if (run.rotation != 0 || !(run.font_size > 0) || widths.most < 1.2 * widths.least) {
            continue;
        }
        for (const Glyph& glyph : run.glyphs) {
            const auto found = letters.find(glyph.code);
            if (found != letters.end() &&
                (found->second == "-" || found->second == "–" || found->second == "—")) {
                const double width = (glyph.box.right - glyph.box.left) / run.font_size;
                found->second = width < least_en_dash ? "-" : width < least_em_dash ? "–" : "—";
            }
        }
    }
}

DecodedGlyphs decode_glyphs(const std::vector<GlyphRun>& runs, const LetterOf& letter_of)
{
    DecodedGlyphs decoded;
    for (const GlyphRun& run : runs) {
        PlacedWord word;
        const auto finish = [&](bool space_after) {
            if (!word.text.empty()) {
                word.font_size = run.font_size;
                word.font = run.font;
                word.rotation = run.rotation;
                word.space_after = space_after;
                decoded.words.push_back(std::move(word));
            }
            word = PlacedWord{};
        };
        for (const Glyph& glyph : run.glyphs) {
            const std::string letter = letter_of(run, glyph.code);
            if (letter == " ") {
                finish(true);
                continue;
            }
            ++decoded.glyphs;
            decoded.unknown += letter.empty() ? 1U : 0U;
            widen(word.box, glyph.box, word.text.empty());
            word.text += letter.empty() ? "\xEF\xBF\xBD" : letter;
        }
        finish(run.space_after);
    }
    return decoded;
}

std::map<std::string, int> constant_shifts(const std::vector<GlyphRun>& runs, const WordTest& known)
{
    std::map<std::string, std::vector<GlyphRun>> by_font;
    for (const GlyphRun& run : runs) {
        by_font[run.font].push_back(run);
    }
    std::map<std::string, int> shifts;
    for (const auto& [font, own] : by_font) {
        double best = 0;
        int best_shift = 0;
        for (int shift = -farthest_shift; shift <= farthest_shift; ++shift) {
            const DecodedGlyphs decoded = decode_glyphs(own, [&](const GlyphRun&, char32_t code) {
                const int value = static_cast<int>(code) + shift;
                std::string letter;
                if (value == 0xA0) {
                    letter = " ";
                } else if (value >= 0x20 && value != 0x7F && code < 0x10000) {
                    utf8::append(letter, static_cast<char32_t>(value));
                }
                return letter;
            });
            std::set<std::string> words;
            std::size_t right = 0;
            for (const PlacedWord& word : decoded.words) {
                std::string bare = word.text;
                while (!bare.empty() &&
                       std::string_view(".,;:()-").find(bare.back()) != std::string_view::npos) {
                    bare.pop_back();
                }
                if (letters_of(bare).size() >= telling_letters && words.insert(bare).second) {
                    right += known(bare) ? 1U : 0U;
                }
            }
            const double share = words.size() >= telling_words
                                     ? static_cast<double>(right) / double(words.size())
                                     : 0.0;
            // Of equals the one nearest to what stands there.
            if (share > best ||
                (share == best && share > 0 && std::abs(shift) < std::abs(best_shift))) {
                best = share;
                best_shift = shift;
            }
        }
        if (best >= mostly_words) {
            shifts.emplace(font, best_shift);
        }
    }
    return shifts;
}

} // namespace saksklar
