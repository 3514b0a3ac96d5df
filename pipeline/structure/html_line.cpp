// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/html_line.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace saksklar::structure {

namespace {

/// Elements that stand at the start of a line in Markdown and wikis.
constexpr std::array<std::string_view, 34> elements{
    "a",       "b",     "blockquote", "br", "center", "dd",      "details", "div",  "dl",
    "dt",      "em",    "figure",     "h1", "h2",     "h3",      "h4",      "hr",   "i",
    "img",     "li",    "note",       "ol", "p",      "section", "small",   "span", "strong",
    "summary", "table", "tbody",      "td", "tr",     "ul",      "wrap"};

/// The name of the tag that begins at `at`, without the stroke that closes; empty: none does.
std::string_view tag_name(std::string_view line, std::size_t at)
{
    std::size_t begin = at + 1;
    if (begin < line.size() && line[begin] == '/') {
        ++begin;
    }
    std::size_t end = begin;
    while (end < line.size() && is_word_byte(line[end])) {
        ++end;
    }
    const bool ends =
        end < line.size() && (line[end] == '>' || line[end] == ' ' || line[end] == '/');
    return ends ? line.substr(begin, end - begin) : std::string_view{};
}

bool is_cell(std::string_view name)
{
    return name == "td" || name == "th";
}

} // namespace

std::optional<std::string> text_of_html(std::string_view line)
{
    const std::string_view first = tag_name(line, 0);
    if (!is_cell(first) && first != "thead" &&
        std::ranges::find(elements, first) == elements.end()) {
        return std::nullopt;
    }
    std::vector<std::string> cells(1);
    bool table = false;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t close = line[at] == '<' ? line.find('>', at) : std::string_view::npos;
        if (close == std::string_view::npos) {
            cells.back() += line[at++];
            continue;
        }
        if (is_cell(tag_name(line, at)) && line[at + 1] != '/') {
            table = true;
            cells.emplace_back();
        }
        at = close + 1;
    }
    if (!table) {
        std::string_view text = trim(cells.front());
        // "Deltakere (6)": how many are below
        if (const std::size_t open = text.rfind(" (");
            first == "summary" && text.ends_with(')') && open != std::string_view::npos &&
            text.find_first_not_of("0123456789", open + 2) + 1 == text.size()) {
            text = text.substr(0, open);
        }
        return std::string(text);
    }
    cells.erase(cells.begin());
    std::string out;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string_view between = cells.size() == 2 ? ": " : " | ";
        out.append(c == 0 ? "" : between).append(trim(cells[c]));
    }
    return out;
}

} // namespace saksklar::structure
