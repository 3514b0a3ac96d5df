// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/odt_styles.hpp"

#include "pipeline/readers/office/page_builder.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <set>
#include <system_error>
#include <utility>

namespace saksklar {

namespace {

constexpr int most_levels = 10; // of ODF's lists

/// "12pt" in points; nothing for percentages and other units.
std::optional<double> points(std::string_view size)
{
    double value = 0;
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), value);
    const std::string_view unit = size.substr(static_cast<std::size_t>(end - size.data()));
    return error == std::errc() && unit == "pt" ? std::optional(value) : std::nullopt;
}

OdtStyle read_style(const xmlNode* node)
{
    OdtStyle style;
    style.parent = attribute(node, "parent-style-name");
    // A style that names a master page begins a page of that kind.
    style.break_before = !attribute(node, "master-page-name").empty();
    if (const xmlNode* text = child(node, "text-properties"); text != nullptr) {
        // Of the three scripts' attributes the western one has no suffix.
        if (const std::string weight = attribute(text, "font-weight"); !weight.empty()) {
            style.bold = weight == "bold" || number_of(weight) >= 600;
        }
        if (const std::string slant = attribute(text, "font-style"); !slant.empty()) {
            style.italic = slant != "normal";
        }
        style.font_size = points(attribute(text, "font-size"));
        if (const std::string display = attribute(text, "display"); !display.empty()) {
            style.hidden = display == "none";
        }
    }
    if (const xmlNode* paragraph = child(node, "paragraph-properties"); paragraph != nullptr) {
        style.break_before = style.break_before || attribute(paragraph, "break-before") == "page";
        style.break_after = attribute(paragraph, "break-after") == "page";
    }
    return style;
}

std::string format_name(std::string_view format)
{
    if (format == "a") {
        return "lowerLetter";
    }
    if (format == "A") {
        return "upperLetter";
    }
    if (format == "i") {
        return "lowerRoman";
    }
    return format == "I" ? "upperRoman" : "decimal";
}

} // namespace

void OdtStyles::add(const xmlNode* root)
{
    for (const std::string_view holder : {"styles", "automatic-styles"}) {
        const xmlNode* styles = child(root, holder);
        for (const xmlNode* node = styles == nullptr ? nullptr : styles->children; node != nullptr;
             node = node->next) {
            if (is(node, "style")) {
                styles_.insert_or_assign(attribute(node, "name"), read_style(node));
            } else if (is(node, "default-style") && attribute(node, "family") == "paragraph") {
                default_ = read_style(node);
            }
        }
    }
}

OdtStyle OdtStyles::style(const std::string& name) const
{
    return with_default(text_style(name));
}

OdtStyle OdtStyles::with_default(OdtStyle style) const
{
    style.bold = style.bold ? style.bold : default_.bold;
    style.italic = style.italic ? style.italic : default_.italic;
    style.font_size = style.font_size ? style.font_size : default_.font_size;
    return style;
}

OdtStyle OdtStyles::text_style(const std::string& name) const
{
    OdtStyle whole;
    std::set<std::string> seen;
    std::string at = name;
    for (bool own = true; seen.insert(at).second; own = false) {
        const auto found = styles_.find(at);
        if (found == styles_.end()) {
            break;
        }
        const OdtStyle& style = found->second;
        whole.bold = whole.bold ? whole.bold : style.bold;
        whole.italic = whole.italic ? whole.italic : style.italic;
        whole.hidden = whole.hidden ? whole.hidden : style.hidden;
        whole.font_size = whole.font_size ? whole.font_size : style.font_size;
        if (own) {
            whole.break_before = style.break_before;
            whole.break_after = style.break_after;
        }
        at = style.parent;
    }
    return whole;
}

void OdtLists::add_levels(const xmlNode* node, Levels& levels)
{
    for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
        const int number = number_of(attribute(at, "level"));
        if (number < 1 || number > most_levels) {
            continue;
        }
        Level level;
        level.is_bullet = is(at, "list-level-style-bullet");
        level.bullet = attribute(at, "bullet-char");
        level.format = attribute(at, "num-format");
        level.prefix = attribute(at, "num-prefix");
        level.suffix = attribute(at, "num-suffix");
        level.start = std::max(1, number_of(attribute(at, "start-value")));
        level.shown_levels = std::max(1, number_of(attribute(at, "display-levels")));
        levels[number - 1] = std::move(level);
    }
}

void OdtLists::add(const xmlNode* root)
{
    for (const std::string_view holder : {"styles", "automatic-styles"}) {
        const xmlNode* styles = child(root, holder);
        for (const xmlNode* node = styles == nullptr ? nullptr : styles->children; node != nullptr;
             node = node->next) {
            if (is(node, "list-style")) {
                add_levels(node, lists_[attribute(node, "name")]);
            } else if (is(node, "outline-style")) {
                add_levels(node, outline_);
            }
        }
    }
}

std::string OdtLists::spelled(const Levels& levels, std::vector<int>& counts, int level, int start)
{
    const auto index = static_cast<std::size_t>(level);
    counts.resize(std::max(counts.size(), index + 1), 0);
    const auto found = levels.find(level);
    const int first = found == levels.end() ? 1 : found->second.start;
    counts[index] = start >= 0 ? start : counts[index] == 0 ? first : counts[index] + 1;
    counts.resize(index + 1);
    if (found == levels.end()) {
        return {};
    }
    const Level& own = found->second;
    if (own.is_bullet) {
        return bullet(own.bullet);
    }
    if (own.format.empty()) {
        return {};
    }
    std::string numbers;
    for (int at = std::max(0, level + 1 - own.shown_levels); at <= level; ++at) {
        const auto definition = levels.find(at);
        if (definition == levels.end() || definition->second.is_bullet ||
            definition->second.format.empty()) {
            continue;
        }
        // A level above that no paragraph has counted yet shows the number before its first, but
        // for one: as LibreOffice does.
        const int counted = counts[static_cast<std::size_t>(at)];
        const int count = counted > 0 ? counted : std::max(1, definition->second.start - 1);
        numbers += numbers.empty() ? "" : ".";
        numbers += format_number(count, format_name(definition->second.format));
    }
    return own.prefix + numbers + own.suffix;
}

std::string OdtLists::next_label(Counter& counter, int level, int start) const
{
    const auto found = lists_.find(counter.style);
    if (found == lists_.end() || level < 0 || level >= most_levels) {
        return {};
    }
    return spelled(found->second, counter.counts, level, start);
}

std::string OdtLists::next_heading(int level)
{
    if (level < 1 || level > most_levels) {
        return {};
    }
    return spelled(outline_, heading_counts_, level - 1, -1);
}

} // namespace saksklar
