// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/docx_styles.hpp"

#include "pipeline/readers/office/page_builder.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace saksklar {

namespace {

constexpr int deepest_level = 8; // Word has nine levels, from 0

std::optional<bool> toggle(const xmlNode* properties, std::string_view name)
{
    const xmlNode* node = child(properties, name);
    if (node == nullptr) {
        return std::nullopt;
    }
    const std::string value = attribute(node, "val");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

/// "heading 2", "Overskrift 2": 2. Word keeps the English names, others may not.
int level_by_name(std::string name)
{
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (name == "title" || name == "tittel") {
        return 1;
    }
    for (const std::string_view prefix : {"heading ", "overskrift "}) {
        if (name.starts_with(prefix)) {
            return std::max(0, number_of(std::string_view(name).substr(prefix.size())));
        }
    }
    return 0;
}

} // namespace

DocxRunLook docx_run_look(const xmlNode* run_properties)
{
    DocxRunLook look;
    look.bold = toggle(run_properties, "b");
    look.italic = toggle(run_properties, "i");
    look.hidden = toggle(run_properties, "vanish");
    if (const int half_points = number_of(child_value(run_properties, "sz")); half_points > 0) {
        look.font_size = half_points / 2.0;
    }
    return look;
}

void fill_in(DocxRunLook& look, const DocxRunLook& from)
{
    const auto fill = [](auto& value, const auto& other) {
        if (!value) {
            value = other;
        }
    };
    fill(look.bold, from.bold);
    fill(look.italic, from.italic);
    fill(look.hidden, from.hidden);
    fill(look.font_size, from.font_size);
}

DocxStyles::DocxStyles(const xmlNode* root)
{
    const DocxRunLook defaults =
        docx_run_look(child(child(child(root, "docDefaults"), "rPrDefault"), "rPr"));
    std::string default_id;
    for (const xmlNode* node = root == nullptr ? nullptr : root->children; node != nullptr;
         node = node->next) {
        if (!is(node, "style")) {
            continue;
        }
        const std::string id = attribute(node, "styleId");
        DocxStyle style;
        style.based_on = child_value(node, "basedOn");
        const xmlNode* properties = child(node, "pPr");
        const int outline = number_of(child_value(properties, "outlineLvl"));
        style.heading_level = outline >= 0 && outline <= deepest_level
                                  ? outline + 1
                                  : level_by_name(child_value(node, "name"));
        const xmlNode* list = child(properties, "numPr");
        style.number_id = child_value(list, "numId");
        style.list_level = number_of(child_value(list, "ilvl"));
        style.look = docx_run_look(child(node, "rPr"));
        if (attribute(node, "type") == "paragraph" && attribute(node, "default") == "1") {
            default_id = id;
        }
        styles_.emplace(id, std::move(style));
    }
    // Inheritance is filled in once; a circle of styles ends where it closes.
    std::map<std::string, DocxStyle, std::less<>> whole;
    for (const auto& [id, own] : styles_) {
        DocxStyle style = own;
        std::set<std::string> seen{id};
        for (std::string base = style.based_on; !base.empty() && seen.insert(base).second;) {
            const auto at = styles_.find(base);
            if (at == styles_.end()) {
                break;
            }
            fill_in(style.look, at->second.look);
            style.heading_level =
                style.heading_level == 0 ? at->second.heading_level : style.heading_level;
            style.number_id = style.number_id.empty() ? at->second.number_id : style.number_id;
            style.list_level = style.list_level < 0 ? at->second.list_level : style.list_level;
            base = at->second.based_on;
        }
        fill_in(style.look, defaults);
        whole.emplace(id, std::move(style));
    }
    styles_ = std::move(whole);
    default_.look = defaults;
    if (const auto at = styles_.find(default_id); at != styles_.end()) {
        default_ = at->second;
    }
}

const DocxStyle& DocxStyles::style(std::string_view id) const
{
    const auto at = styles_.find(id);
    return at == styles_.end() ? default_ : at->second;
}

DocxLists::Level DocxLists::read_level(const xmlNode* node)
{
    Level level;
    level.start = std::max(0, number_of(child_value(node, "start")));
    level.format = child_value(node, "numFmt");
    level.text = child_value(node, "lvlText");
    return level;
}

DocxLists::DocxLists(const xmlNode* root)
{
    std::map<std::string, std::string> linked;      // abstract list → the style it follows
    std::map<std::string, std::string> style_owner; // style → the abstract list that defines it
    for (const xmlNode* node = root == nullptr ? nullptr : root->children; node != nullptr;
         node = node->next) {
        if (is(node, "abstractNum")) {
            const std::string id = attribute(node, "abstractNumId");
            Levels& levels = abstracts_[id];
            for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
                if (is(at, "lvl")) {
                    levels[number_of(attribute(at, "ilvl"))] = read_level(at);
                } else if (is(at, "numStyleLink")) {
                    linked[id] = attribute(at, "val");
                } else if (is(at, "styleLink")) {
                    style_owner[attribute(at, "val")] = id;
                }
            }
        } else if (is(node, "num")) {
            Number& number = numbers_[attribute(node, "numId")];
            number.abstract_id = child_value(node, "abstractNumId");
            for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
                if (!is(at, "lvlOverride")) {
                    continue;
                }
                const int level = number_of(attribute(at, "ilvl"));
                if (const xmlNode* own = child(at, "lvl"); own != nullptr) {
                    number.overrides[level] = read_level(own);
                }
                if (const int start = number_of(child_value(at, "startOverride")); start >= 0) {
                    number.starts[level] = start;
                }
            }
        }
    }
    for (auto& [id, number] : numbers_) {
        const auto link = linked.find(number.abstract_id);
        if (link != linked.end() && style_owner.contains(link->second)) {
            number.abstract_id = style_owner[link->second];
        }
    }
}

const DocxLists::Level* DocxLists::level_of(const Number& number, int level) const
{
    if (const auto own = number.overrides.find(level); own != number.overrides.end()) {
        return &own->second;
    }
    const auto levels = abstracts_.find(number.abstract_id);
    if (levels == abstracts_.end()) {
        return nullptr;
    }
    const auto at = levels->second.find(level);
    return at == levels->second.end() ? nullptr : &at->second;
}

std::string DocxLists::next_label(const std::string& number_id, int level)
{
    const auto found = numbers_.find(number_id);
    if (found == numbers_.end() || level < 0 || level > deepest_level) {
        return {};
    }
    Number& number = found->second;
    const Level* own = level_of(number, level);
    if (own == nullptr) {
        return {};
    }
    // Instances of one list count on together, unless they start anew.
    std::map<int, int>& counts = counts_[number.abstract_id];
    if (!number.used) {
        number.used = true;
        for (const auto& [restarted, start] : number.starts) {
            counts.erase(restarted);
            counts[restarted] = start - 1;
        }
    }
    const auto start_of = [&](int at) {
        const Level* definition = level_of(number, at);
        return definition == nullptr ? 1 : definition->start;
    };
    const auto [at, fresh] = counts.try_emplace(level, own->start);
    if (!fresh) {
        at->second += 1;
    }
    counts.erase(counts.upper_bound(level), counts.end());
    if (own->format == "bullet") {
        return bullet(own->text);
    }
    if (own->format == "none") {
        return {};
    }
    std::string label;
    for (std::size_t i = 0; i < own->text.size(); ++i) {
        const bool place = own->text[i] == '%' && i + 1 < own->text.size() &&
                           own->text[i + 1] >= '1' && own->text[i + 1] <= '9';
        if (!place) {
            label += own->text[i];
            continue;
        }
        const int shown = own->text[++i] - '1';
        const Level* definition = level_of(number, shown);
        const auto counted = counts.find(shown);
        const int count = counted == counts.end() ? start_of(shown) : counted->second;
        label += format_number(count, definition == nullptr ? "decimal" : definition->format);
    }
    return label;
}

} // namespace saksklar
