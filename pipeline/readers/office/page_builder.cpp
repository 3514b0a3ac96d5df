// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/page_builder.hpp"

#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace saksklar {

namespace {

/// More lines than this in one document are no minutes, but a way to fill the memory.
constexpr std::size_t most_lines = 2'000'000;

bool is_blank(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t'; });
}

void trim_end(std::string& text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.pop_back();
    }
}

std::string roman(int value)
{
    struct Step {
        int value = 0;
        std::string_view text{};
    };

    constexpr std::array steps{Step{1000, "m"},
                               Step{900, "cm"},
                               Step{500, "d"},
                               Step{400, "cd"},
                               Step{100, "c"},
                               Step{90, "xc"},
                               Step{50, "l"},
                               Step{40, "xl"},
                               Step{10, "x"},
                               Step{9, "ix"},
                               Step{5, "v"},
                               Step{4, "iv"},
                               Step{1, "i"}};
    std::string text;
    for (const Step& step : steps) {
        for (; value >= step.value; value -= step.value) {
            text += step.text;
        }
    }
    return text;
}

std::string upper_ascii(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

} // namespace

void Paragraph::add(std::string_view text, const RunLook& look)
{
    Part& part = parts_.back();
    std::size_t letters = 0;
    for (const char c : text) {
        // Line breaks within XML text are white space.
        const bool space = c == '\n' || c == '\r';
        part.text += space ? ' ' : c;
        letters += space || c == ' ' || c == '\t' ? 0U : 1U;
    }
    part.letters += letters;
    part.bold += look.bold ? letters : 0;
    part.bold_until = part.bold == part.letters && letters > 0 ? part.text.size() : part.bold_until;
    part.italic += look.italic ? letters : 0;
    if (look.font_size > 0 && letters > 0) {
        part.sizes[look.font_size] += letters;
    }
}

void Paragraph::line_break()
{
    if (parts_.size() < most_lines) {
        parts_.emplace_back();
    }
}

bool Paragraph::empty() const
{
    return std::ranges::all_of(parts_, [](const Part& part) { return part.letters == 0; });
}

std::string Paragraph::text_since(Mark mark) const
{
    std::string all = parts_[mark.part].text.substr(mark.offset);
    for (std::size_t i = mark.part + 1; i < parts_.size(); ++i) {
        all += ' ';
        all += parts_[i].text;
    }
    return all;
}

std::vector<Line> Paragraph::lines(const ParagraphLook& look) const
{
    std::vector<Line> lines;
    for (const Part& part : parts_) {
        Line line;
        line.text = part.text;
        const bool first = lines.empty();
        if (first && !look.label.empty()) {
            const auto start = line.text.find_first_not_of(" \t");
            line.text.erase(0, std::min(start, line.text.size()));
            line.text.insert(0, look.label + " ");
            if (look.list_item) {
                line.text.insert(0, 2 * static_cast<std::size_t>(look.list_level), ' ');
            }
        }
        // With the label, if there is one
        const std::size_t before = line.text.size();
        if (part.bold > 0 && part.bold < part.letters && part.bold_until > 0) {
            line.bold_until = before - (part.text.size() - part.bold_until);
        }
        trim_end(line.text);
        line.bold = part.letters > 0 && part.bold == part.letters;
        line.italic = part.letters > 0 && part.italic == part.letters;
        const auto most =
            std::ranges::max_element(part.sizes, {}, [](const auto& size) { return size.second; });
        line.font_size = most == part.sizes.end() ? 0 : most->first;
        line.heading_level = part.letters > 0 ? look.heading_level : 0;
        line.list_item = first && look.list_item;
        lines.push_back(std::move(line));
    }
    return lines;
}

void PageBuilder::add(Line line)
{
    if (lines_ >= most_lines) {
        return;
    }
    Page& page = pages_.back();
    if (is_blank(line.text)) {
        line.text.clear();
        // One blank line says all that blank lines say.
        if (page.lines.empty() || ++blank_lines_ > 1) {
            return;
        }
    } else {
        blank_lines_ = 0;
    }
    ++lines_;
    page.lines.push_back(std::move(line));
}

void PageBuilder::add(const std::vector<Line>& lines)
{
    for (const Line& line : lines) {
        add(line);
    }
}

void PageBuilder::add_row(const std::vector<std::vector<Line>>& cells)
{
    if (cells.empty()) {
        return;
    }
    if (cells.size() == 1) {
        // A table of one column is a frame around text.
        add(cells.front());
        return;
    }
    std::vector<std::vector<const Line*>> columns;
    std::size_t height = 0;
    for (const auto& cell : cells) {
        std::vector<const Line*> column;
        for (const Line& line : cell) {
            if (!is_blank(line.text)) {
                column.push_back(&line);
            }
        }
        height = std::max(height, column.size());
        columns.push_back(std::move(column));
    }
    for (std::size_t row = 0; row < height; ++row) {
        Line line;
        line.table_row = true;
        line.bold = true;
        line.italic = true;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            line.text += i == 0 ? "" : "\t";
            if (row >= columns[i].size()) {
                continue;
            }
            const Line& cell = *columns[i][row];
            std::string text = cell.text;
            std::ranges::replace(text, '\t', ' ');
            line.text += text.substr(text.find_first_not_of(' '));
            line.bold = line.bold && cell.bold;
            line.italic = line.italic && cell.italic;
            line.list_item = line.list_item || cell.list_item;
            line.font_size = std::max(line.font_size, cell.font_size);
            line.heading_level = std::max(line.heading_level, cell.heading_level);
        }
        trim_end(line.text);
        add(std::move(line));
    }
}

void PageBuilder::hard_break()
{
    if (!pages_.back().lines.empty()) {
        pages_.emplace_back();
        blank_lines_ = 0;
    }
}

void PageBuilder::soft_break()
{
    hard_break();
}

std::vector<Page> PageBuilder::finish()
{
    if (pages_.size() > 1 && pages_.back().lines.empty()) {
        pages_.pop_back();
    }
    int number = 0;
    for (Page& page : pages_) {
        while (!page.lines.empty() && page.lines.back().text.empty()) {
            page.lines.pop_back();
        }
        page.number = ++number;
        page.read_from = ReadFrom::text_layer;
        page.verdict = page.lines.empty() ? Verdict::blank : Verdict::sound;
        page.why = page.lines.empty() ? "no text" : "the document's own text";
    }
    return std::move(pages_);
}

std::string link_suffix(std::string_view text, std::string_view address)
{
    const bool outside = address.starts_with("http://") || address.starts_with("https://") ||
                         address.starts_with("mailto:") || address.starts_with("ftp://");
    // An address in an address would need quoting; there is no need to guess.
    if (!outside || address.find_first_of(" <>\n\t") != std::string_view::npos) {
        return {};
    }
    const auto bare = [](std::string_view part) {
        for (const std::string_view prefix : {"https://", "http://", "mailto:", "ftp://", "www."}) {
            if (part.starts_with(prefix)) {
                part.remove_prefix(prefix.size());
            }
        }
        while (part.ends_with('/')) {
            part.remove_suffix(1);
        }
        return part;
    };
    const std::string_view said = text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
    const std::string_view trimmed = said.substr(0, said.find_last_not_of(" \t") + 1);
    const auto same = [](char left, char right) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        return lower(left) == lower(right);
    };
    if (trimmed.empty() || std::ranges::equal(bare(trimmed), bare(address), same)) {
        return {};
    }
    if (address.starts_with("mailto:")) {
        address.remove_prefix(7);
    }
    return " <" + std::string(address) + ">";
}

std::string format_number(int value, std::string_view format)
{
    const bool letters = format == "lowerLetter" || format == "upperLetter";
    const bool romans = format == "lowerRoman" || format == "upperRoman";
    if (letters && value > 0 && value <= 26 * 50) {
        // After z come aa, bb, …, as word processors count.
        std::string text(static_cast<std::size_t>((value - 1) / 26 + 1),
                         static_cast<char>('a' + (value - 1) % 26));
        return format == "upperLetter" ? upper_ascii(std::move(text)) : text;
    }
    if (romans && value > 0 && value < 4000) {
        return format == "upperRoman" ? upper_ascii(roman(value)) : roman(value);
    }
    std::string text = std::to_string(value);
    if (format == "decimalZero" && value >= 0 && value < 10) {
        text.insert(0, "0");
    }
    return text;
}

std::string bullet(std::string_view sign)
{
    if (sign.empty()) {
        return {};
    }
    const char32_t value = utf8::decode(sign, 0).value;
    const bool dash = value == U'-' || value == U'–' || value == U'—' || value == U'*';
    if (dash || (value >= 0x2022 && value < 0xE000)) {
        std::string text;
        utf8::append(text, value);
        return text;
    }
    return "•";
}

} // namespace saksklar
