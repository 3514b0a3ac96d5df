// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/text_layer.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <string_view>

namespace saksklar {

namespace {

/// A gap of this many font sizes divides two cells of a row. Justified text hardly ever
/// has gaps above one.
constexpr double cell_gap = 1.5;

/// A narrower gap divides cells too, where a neighbouring row starts a cell at the same place.
constexpr double aligned_cell_gap = 0.75;

/// Words of the text layer that are closer than this many font sizes and not divided by
/// a space are one word, such as a bold word and its colon.
constexpr double glue_gap = 0.12;

/// Rows that share a gutter must be at least this many before it divides columns.
constexpr std::size_t column_rows = 5;

double height(const Box& box)
{
    return box.bottom - box.top;
}

Box joined(const Box& a, const Box& b)
{
    return {std::min(a.left, b.left),
            std::min(a.top, b.top),
            std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

std::string lower_ascii(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return lower;
}

template <std::size_t Count>
bool contains_any(const std::string& name, const std::array<std::string_view, Count>& parts)
{
    const std::string lower = lower_ascii(name);
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return lower.find(part) != std::string::npos;
    });
}

double size_of(const PlacedWord& word)
{
    return word.font_size > 0 ? word.font_size : height(word.box);
}

/// Words side by side, left to right.
struct Row {
    std::vector<PlacedWord> words;
    Box box{};

    double size() const
    {
        double widest = 0;
        double size = 0;
        for (const PlacedWord& word : words) {
            const double width = word.box.right - word.box.left;
            if (width > widest) {
                widest = width;
                size = size_of(word);
            }
        }
        return size > 0 ? size : 10;
    }
};

/// How much of the lower of the two the other covers, vertically.
double overlap(const Box& a, const Box& b)
{
    const double shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const double lower = std::min(height(a), height(b));
    return lower > 0 ? shared / lower : 0;
}

/// Joins words that the source did not divide, such as "Vedtak" (bold) and ":" (regular).
std::vector<PlacedWord> glued(std::vector<PlacedWord> words)
{
    std::vector<PlacedWord> out;
    out.reserve(words.size());
    for (PlacedWord& word : words) {
        if (!out.empty()) {
            PlacedWord& last = out.back();
            const double gap = word.box.left - last.box.right;
            const double limit = glue_gap * std::max(size_of(last), size_of(word));
            if (!last.space_after && last.rotation == word.rotation && gap < limit &&
                gap > -3 * limit && overlap(last.box, word.box) > 0.5) {
                last.text += word.text;
                last.box = joined(last.box, word.box);
                last.space_after = word.space_after;
                last.confidence = std::min(last.confidence, word.confidence);
                continue;
            }
        }
        out.push_back(std::move(word));
    }
    return out;
}

std::vector<Row> rows_of(std::vector<PlacedWord> words)
{
    std::stable_sort(words.begin(), words.end(), [](const PlacedWord& a, const PlacedWord& b) {
        return a.box.top + a.box.bottom < b.box.top + b.box.bottom;
    });
    std::vector<Row> rows;
    for (PlacedWord& word : words) {
        // Only the last rows can be near: the words come from top to bottom.
        Row* home = nullptr;
        double best = 0.5;
        const std::size_t first = rows.size() > 4 ? rows.size() - 4 : 0;
        for (std::size_t i = first; i < rows.size(); ++i) {
            const double shared = overlap(rows[i].box, word.box);
            // A large initial must not pull the rows beside it together.
            const bool alike = height(word.box) < 2.2 * height(rows[i].box) &&
                               height(rows[i].box) < 2.2 * height(word.box);
            if (shared > best && (alike || shared > 0.9)) {
                best = shared;
                home = &rows[i];
            }
        }
        if (home == nullptr) {
            rows.push_back(Row{{}, word.box});
            home = &rows.back();
        }
        // The row keeps the height of its usual words, so that it does not creep.
        if (height(word.box) > 1.3 * height(home->box)) {
            home->box.left = std::min(home->box.left, word.box.left);
            home->box.right = std::max(home->box.right, word.box.right);
        } else {
            home->box = joined(home->box, word.box);
        }
        home->words.push_back(std::move(word));
    }
    for (Row& row : rows) {
        std::stable_sort(
            row.words.begin(), row.words.end(), [](const PlacedWord& a, const PlacedWord& b) {
                return a.box.left < b.box.left;
            });
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.box.top + a.box.bottom < b.box.top + b.box.bottom;
    });
    return rows;
}

/// "•", "-", "3.", "a)", "4.2": what stands before an item of a list. The gap after it
/// divides no cells.
bool is_list_marker(const std::string& text)
{
    constexpr std::array<std::string_view, 14> bullets{
        "-", "–", "—", "*", "•", "●", "○", "o", "▪", "■", "□", "◦", "➢", "·"};
    if (std::find(bullets.begin(), bullets.end(), text) != bullets.end()) {
        return true;
    }
    if (text.size() == 3 && text[0] == '\xEF' && (text[1] == '\x80' || text[1] == '\x82')) {
        return true; // a bullet of a symbol font, U+F0B7 and its like
    }
    const std::string_view end = ".)";
    if (text.size() == 2 && std::isalpha(static_cast<unsigned char>(text[0])) != 0) {
        return end.find(text[1]) != std::string_view::npos;
    }
    return text.size() <= 8 && std::isdigit(static_cast<unsigned char>(text[0])) != 0 &&
                   text.find_first_not_of("0123456789.") >= text.size() - 1 &&
                   text.find('.') != std::string::npos
               ? end.find(text.back()) != std::string_view::npos ||
                     text.find_first_not_of("0123456789.") == std::string::npos
               : false;
}

/// Does a word of a row near `index` start a cell at `left`?
bool cell_starts_near(const std::vector<Row>& rows, std::size_t index, double left)
{
    const std::size_t first = index > 2 ? index - 2 : 0;
    const std::size_t last = std::min(index + 3, rows.size());
    for (std::size_t i = first; i < last; ++i) {
        if (i == index) {
            continue;
        }
        const std::vector<PlacedWord>& words = rows[i].words;
        for (std::size_t k = 1; k < words.size(); ++k) {
            const double gap = words[k].box.left - words[k - 1].box.right;
            if (std::abs(words[k].box.left - left) < 1.5 &&
                gap > aligned_cell_gap * size_of(words[k])) {
                return true;
            }
        }
    }
    return false;
}

Line line_of(const std::vector<Row>& rows, std::size_t index)
{
    const Row& row = rows[index];
    Line line;
    line.box = row.words.front().box;
    line.bold = true;
    line.italic = true;
    line.font_size = row.size();
    for (std::size_t i = 0; i < row.words.size(); ++i) {
        const PlacedWord& word = row.words[i];
        if (i > 0) {
            const double gap = word.box.left - row.words[i - 1].box.right;
            const double size = std::max(size_of(word), size_of(row.words[i - 1]));
            const bool after_marker = i == 1 && gap < 6 * size && is_list_marker(row.words[0].text);
            const bool cell =
                !after_marker &&
                (gap > cell_gap * size ||
                 (gap > aligned_cell_gap * size && cell_starts_near(rows, index, word.box.left)));
            line.text += cell ? '\t' : ' ';
            line.table_row = line.table_row || cell;
        }
        line.text += word.text;
        line.box = joined(line.box, word.box);
        line.bold = line.bold && is_bold_font(word.font);
        line.bold_until = line.bold ? line.text.size() : line.bold_until;
        line.italic = line.italic && is_italic_font(word.font);
        line.words.push_back(Word{word.text, word.box, word.confidence, word.alternatives});
    }
    line.bold_until = line.bold ? 0 : line.bold_until;
    return line;
}

/// A strip of white between two columns, points from the left.
struct Gutter {
    double left = 0;
    double right = 0;
    std::size_t first_row = 0; ///< the rows it divides, half-open
    std::size_t last_row = 0;
};

struct Side {
    double filled = 0; ///< points
    std::size_t words = 0;
    std::size_t rows = 0;
    std::size_t letters = 0;
    std::size_t characters = 0;
    double left = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();

    void add(const PlacedWord& word)
    {
        filled += word.box.right - word.box.left;
        left = std::min(left, word.box.left);
        right = std::max(right, word.box.right);
        ++words;
        for (const char byte : word.text) {
            const bool letter = std::isalpha(static_cast<unsigned char>(byte)) != 0;
            const bool inner_byte = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
            letters += letter || static_cast<unsigned char>(byte) >= 0xC0 ? 1U : 0U;
            characters += inner_byte ? 0U : 1U;
        }
    }

    /// Running text fills its column; the cells of a table do not.
    bool runs() const
    {
        const double room = (right - left) * static_cast<double>(rows);
        return rows > 0 && words >= 4 * rows && room > 0 && filled / room > 0.5 &&
               letters * 10 >= characters * 7;
    }
};

bool divides_columns(const std::vector<Row>& rows, const Gutter& gutter)
{
    Side left;
    Side right;
    for (std::size_t i = gutter.first_row; i < gutter.last_row; ++i) {
        bool on_left = false;
        bool on_right = false;
        for (const PlacedWord& word : rows[i].words) {
            const bool before = word.box.right <= gutter.right;
            (before ? left : right).add(word);
            (before ? on_left : on_right) = true;
        }
        left.rows += on_left ? 1U : 0U;
        right.rows += on_right ? 1U : 0U;
    }
    return left.rows >= column_rows && right.rows >= column_rows && left.runs() && right.runs();
}

/// The first strip of white that divides columns of running text, if there is one.
Gutter find_gutter(const std::vector<Row>& rows)
{
    for (std::size_t i = 0; i + column_rows <= rows.size(); ++i) {
        const Row& row = rows[i];
        for (std::size_t k = 1; k < row.words.size(); ++k) {
            Gutter gutter{row.words[k - 1].box.right, row.words[k].box.left, i, i + 1};
            const double least = 0.8 * size_of(row.words[k]);
            if (gutter.right - gutter.left < least) {
                continue;
            }
            for (std::size_t next = i + 1; next < rows.size(); ++next) {
                double left = gutter.left;
                double right = gutter.right;
                bool crossed = false;
                for (const PlacedWord& word : rows[next].words) {
                    const double middle = (left + right) / 2;
                    if (word.box.left < middle && word.box.right > middle) {
                        crossed = true;
                        break;
                    }
                    if (word.box.right <= middle) {
                        left = std::max(left, word.box.right);
                    } else {
                        right = std::min(right, word.box.left);
                    }
                }
                if (crossed || right - left < least) {
                    break;
                }
                gutter.left = left;
                gutter.right = right;
                gutter.last_row = next + 1;
            }
            if (gutter.last_row - gutter.first_row >= column_rows &&
                divides_columns(rows, gutter)) {
                return gutter;
            }
        }
    }
    return {};
}

void append_lines(std::vector<Line>& lines, const std::vector<Row>& rows, int depth)
{
    const Gutter gutter = depth < 4 ? find_gutter(rows) : Gutter{};
    if (gutter.last_row == 0) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            lines.push_back(line_of(rows, i));
        }
        return;
    }
    std::vector<Row> above(rows.begin(),
                           rows.begin() + static_cast<std::ptrdiff_t>(gutter.first_row));
    std::vector<Row> below(rows.begin() + static_cast<std::ptrdiff_t>(gutter.last_row), rows.end());
    std::vector<PlacedWord> left;
    std::vector<PlacedWord> right;
    for (std::size_t i = gutter.first_row; i < gutter.last_row; ++i) {
        for (const PlacedWord& word : rows[i].words) {
            (word.box.right <= gutter.right ? left : right).push_back(word);
        }
    }
    for (std::size_t i = 0; i < above.size(); ++i) {
        lines.push_back(line_of(above, i));
    }
    append_lines(lines, rows_of(std::move(left)), depth + 1);
    append_lines(lines, rows_of(std::move(right)), depth + 1);
    append_lines(lines, below, depth + 1);
}

} // namespace

bool is_bold_font(const std::string& name)
{
    return contains_any<7>(name, {"bold", "black", "heavy", "demi", "-bd", "medi", "cmbx"});
}

bool is_italic_font(const std::string& name)
{
    return contains_any<4>(name, {"italic", "oblique", "-ital", "cmti"});
}

std::vector<Line> lines_of_words(std::vector<PlacedWord> words)
{
    words = glued(std::move(words));
    std::vector<PlacedWord> upright;
    std::vector<PlacedWord> turned;
    for (PlacedWord& word : words) {
        (word.rotation == 0 ? upright : turned).push_back(std::move(word));
    }
    std::vector<Line> lines;
    append_lines(lines, rows_of(std::move(upright)), 0);
    // Text on its side: the source's own order is the best there is.
    std::vector<Row> rows;
    for (PlacedWord& word : turned) {
        const bool goes_on =
            !rows.empty() && rows.back().words.back().rotation == word.rotation &&
            (word.rotation == 2 ? overlap(rows.back().box, word.box) > 0.5
                                : std::min(rows.back().box.right, word.box.right) -
                                          std::max(rows.back().box.left, word.box.left) >
                                      0.5 * (word.box.right - word.box.left));
        if (!goes_on) {
            rows.push_back(Row{{}, word.box});
        }
        rows.back().box = joined(rows.back().box, word.box);
        rows.back().words.push_back(std::move(word));
    }
    for (const Row& row : rows) {
        Line line;
        line.box = row.box;
        line.font_size = row.size();
        for (const PlacedWord& word : row.words) {
            line.text += (line.text.empty() ? "" : " ") + word.text;
            line.words.push_back(Word{word.text, word.box, word.confidence, word.alternatives});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace saksklar
