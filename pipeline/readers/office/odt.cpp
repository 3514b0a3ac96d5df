// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/readers/office/odt_styles.hpp"
#include "pipeline/readers/office/office_reader.hpp"
#include "pipeline/readers/office/page_builder.hpp"
#include "pipeline/readers/office/xml_tree.hpp"
#include "pipeline/readers/office/zip_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace saksklar {

namespace {

constexpr int deepest = 60;
/// Spreadsheet-like tables repeat empty cells by the thousand.
constexpr int most_repeats = 64;

class OdtReader {
public:
    OdtReader(OdtStyles styles, OdtLists lists)
        : styles_(std::move(styles)), lists_(std::move(lists))
    {
    }

    std::vector<Page> read(const xmlNode* body)
    {
        blocks(body, nullptr, {}, 0);
        return pages_.finish();
    }

private:
    /// What a list gives its paragraphs.
    struct ListPlace {
        OdtLists::Counter* counter = nullptr;
        int level = -1;
        bool takes_number = false;
        int start = -1;
    };

    void blocks(const xmlNode* parent, std::vector<Line>* cell, ListPlace list, int depth)
    {
        if (parent == nullptr || depth > deepest) {
            return;
        }
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            const std::string_view name = name_of(node);
            if (name == "p" || name == "h") {
                paragraph(node, cell, list, depth + 1);
                list.takes_number = false;
            } else if (name == "list") {
                this->list(node, cell, list, depth + 1);
            } else if (name == "table") {
                table(node, cell, depth + 1);
            } else if (name == "soft-page-break") {
                if (cell == nullptr) {
                    pages_.soft_break();
                }
            } else if (name == "frame" || name == "text-box" || name == "custom-shape" ||
                       name == "section" || name == "index-body" || name == "index-title" ||
                       name == "table-of-content" || name == "numbered-paragraph" ||
                       name == "alphabetical-index" || name == "g" || name == "rect") {
                blocks(node, cell, {}, depth + 1);
            }
        }
    }

    void list(const xmlNode* node, std::vector<Line>* cell, const ListPlace& outer, int depth)
    {
        if (depth > deepest) {
            return;
        }
        ListPlace place;
        place.level = outer.level + 1;
        OdtLists::Counter own;
        if (outer.counter != nullptr) {
            const std::string style = attribute(node, "style-name");
            place.counter = outer.counter;
            if (!style.empty() && style != outer.counter->style) {
                // A list of another style within a list numbers its items from the start.
                own = {style, outer.counter->counts};
                own.counts.resize(
                    std::min(own.counts.size(), static_cast<std::size_t>(place.level)));
                place.counter = &own;
            }
        } else {
            const std::string style = attribute(node, "style-name");
            const std::string continued = attribute(node, "continue-list");
            own.style = style;
            const bool goes_on = attribute(node, "continue-numbering") == "true";
            if (const auto id = by_id_.find(continued); !continued.empty() && id != by_id_.end()) {
                own.counts = id->second;
            } else if (const auto last = by_style_.find(style);
                       goes_on && last != by_style_.end()) {
                own.counts = last->second;
            }
            place.counter = &own;
        }
        for (const xmlNode* item = node->children; item != nullptr; item = item->next) {
            const bool header = is(item, "list-header");
            if (!header && !is(item, "list-item")) {
                continue;
            }
            place.takes_number = !header;
            place.start = number_of(attribute(item, "start-value"));
            blocks(item, cell, place, depth + 1);
        }
        if (outer.counter == nullptr) {
            by_style_[own.style] = own.counts;
            if (const std::string id = attribute(node, "id"); !id.empty()) {
                by_id_[id] = own.counts;
            }
        }
    }

    void paragraph(const xmlNode* node, std::vector<Line>* cell, const ListPlace& list, int depth)
    {
        const OdtStyle style = styles_.style(attribute(node, "style-name"));
        if (style.hidden.value_or(false)) {
            return;
        }
        if (cell == nullptr && style.break_before) {
            pages_.hard_break();
        }
        ParagraphLook look;
        if (is(node, "h")) {
            look.heading_level = std::max(1, number_of(attribute(node, "outline-level")));
        }
        auto outer_text = std::exchange(text_, {});
        auto outer_after = std::exchange(after_, {});
        const bool outer_soft = std::exchange(soft_break_, false);
        inline_content(node, style, cell, depth);
        const bool numbered = list.takes_number && list.counter != nullptr;
        if (numbered && !text_.empty()) {
            look.label = lists_.next_label(*list.counter, list.level, list.start);
            look.list_item = look.heading_level == 0 && !look.label.empty();
            look.list_level = list.level;
        } else if (look.heading_level > 0 && list.counter == nullptr && !text_.empty() &&
                   attribute(node, "is-list-header") != "true") {
            look.label = lists_.next_heading(look.heading_level);
        }
        place(text_.lines(look), cell);
        place(after_, cell);
        if (cell == nullptr && soft_break_) {
            pages_.soft_break();
        }
        text_ = std::move(outer_text);
        after_ = std::move(outer_after);
        soft_break_ = outer_soft;
        if (cell == nullptr && style.break_after) {
            pages_.hard_break();
        }
    }

    void place(const std::vector<Line>& lines, std::vector<Line>* cell)
    {
        if (cell == nullptr) {
            pages_.add(lines);
        } else {
            cell->insert(cell->end(), lines.begin(), lines.end());
        }
    }

    static RunLook run_look(const OdtStyle& style)
    {
        return {
            style.bold.value_or(false), style.italic.value_or(false), style.font_size.value_or(0)};
    }

    /// White space of the file is one space; what is meant as more stands as elements.
    void add_text(std::string_view raw, const RunLook& look)
    {
        std::string text;
        for (const char c : raw) {
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (!space) {
                text += c;
            } else if (!after_space_) {
                text += ' ';
            }
            after_space_ = space;
        }
        text_.add(text, look);
    }

    void
    inline_content(const xmlNode* parent, const OdtStyle& style, std::vector<Line>* cell, int depth)
    {
        if (depth > deepest) {
            return;
        }
        const RunLook look = run_look(style);
        after_space_ = after_space_ && !text_.empty();
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            if (const std::string_view text = text_of(node); !text.empty()) {
                add_text(text, look);
                continue;
            }
            const std::string_view name = name_of(node);
            if (name == "span") {
                OdtStyle own = styles_.text_style(attribute(node, "style-name"));
                own.bold = own.bold ? own.bold : style.bold;
                own.italic = own.italic ? own.italic : style.italic;
                own.font_size = own.font_size ? own.font_size : style.font_size;
                if (!own.hidden.value_or(false)) {
                    inline_content(node, own, cell, depth + 1);
                }
            } else if (name == "s") {
                const int count = std::clamp(number_of(attribute(node, "c")), 1, 1000);
                text_.add(std::string(static_cast<std::size_t>(count), ' '), look);
            } else if (name == "tab") {
                text_.add("\t", look);
                after_space_ = false;
            } else if (name == "line-break") {
                text_.line_break();
                after_space_ = true;
            } else if (name == "soft-page-break") {
                if (cell == nullptr && text_.empty()) {
                    pages_.soft_break();
                } else {
                    // The paragraph stays whole on the page where it begins.
                    soft_break_ = true;
                }
            } else if (name == "a") {
                const Paragraph::Mark begin = text_.mark();
                inline_content(node, style, cell, depth + 1);
                const std::string suffix =
                    link_suffix(text_.text_since(begin), attribute(node, "href"));
                if (!suffix.empty()) {
                    text_.add(suffix, look);
                }
            } else if (name == "note") {
                note(node, look, depth + 1);
            } else if (name == "frame" || name == "custom-shape" || name == "text-box" ||
                       name == "g" || name == "rect") {
                std::vector<Line> lines;
                blocks(node, &lines, {}, depth + 1);
                after_.insert(after_.end(), lines.begin(), lines.end());
            } else if (name == "ruby") {
                if (const xmlNode* base = child(node, "ruby-base"); base != nullptr) {
                    inline_content(base, style, cell, depth + 1);
                }
            } else if (name != "annotation" && name != "annotation-end" && name != "bookmark" &&
                       name != "tracked-changes" && name != "change" && !name.empty()) {
                // Fields (dates, page numbers, references) stand as they were last shown.
                inline_content(node, style, cell, depth + 1);
            }
        }
    }

    void note(const xmlNode* node, const RunLook& look, int depth)
    {
        const std::string mark = "[" + std::to_string(++note_number_) + "]";
        text_.add(mark, look);
        after_space_ = false;
        std::vector<Line> lines;
        blocks(child(node, "note-body"), &lines, {}, depth);
        after_space_ = false;
        if (!lines.empty()) {
            lines.front().text.insert(0, mark + " ");
        }
        after_.insert(after_.end(), lines.begin(), lines.end());
    }

    void table(const xmlNode* node, std::vector<Line>* outer, int depth)
    {
        if (depth > deepest) {
            return;
        }
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            const std::string_view name = name_of(at);
            if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") {
                table(at, outer, depth + 1);
            } else if (name == "soft-page-break") {
                if (outer == nullptr) {
                    pages_.soft_break();
                }
            } else if (name == "table-row") {
                row(at, outer, depth);
            }
        }
    }

    void row(const xmlNode* node, std::vector<Line>* outer, int depth)
    {
        std::vector<std::vector<Line>> cells;
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            const bool covered = is(at, "covered-table-cell");
            if (!covered && !is(at, "table-cell")) {
                continue;
            }
            std::vector<Line> cell;
            if (!covered) {
                blocks(at, &cell, {}, depth + 1);
            }
            const int repeats =
                std::clamp(number_of(attribute(at, "number-columns-repeated")), 1, most_repeats);
            // What another cell covers downwards is an empty cell, what it covers to the right
            // none; both are marked alike, and the spanning cell tells.
            if (covered && to_skip_ > 0) {
                to_skip_ -= repeats;
                continue;
            }
            for (int i = 0; i < repeats && cells.size() < 1000; ++i) {
                cells.push_back(cell);
            }
            to_skip_ = number_of(attribute(at, "number-columns-spanned")) - 1;
        }
        to_skip_ = 0;
        if (outer == nullptr) {
            pages_.add_row(cells);
            return;
        }
        for (const auto& cell : cells) {
            outer->insert(outer->end(), cell.begin(), cell.end());
        }
    }

    OdtStyles styles_;
    OdtLists lists_;
    std::map<std::string, std::vector<int>> by_style_;
    std::map<std::string, std::vector<int>> by_id_;
    PageBuilder pages_;

    // The paragraph being read.
    Paragraph text_;
    std::vector<Line> after_;
    bool after_space_ = true;
    bool soft_break_ = false;
    int note_number_ = 0;
    int to_skip_ = 0; ///< covered cells that belong to a cell to their left
};

} // namespace

std::vector<Page> odt_pages(std::string_view bytes, const std::string& where)
{
    const auto parts =
        zip_parts(bytes, {"content.xml", "styles.xml", "META-INF/manifest.xml"}, where);
    const auto manifest = parts.find("META-INF/manifest.xml");
    if (manifest != parts.end() && manifest->second.find("encryption-data") != std::string::npos) {
        throw Error(ErrorKind::unreadable,
                    where,
                    "the document is encrypted",
                    "save it without a password");
    }
    const auto content = parts.find("content.xml");
    if (content == parts.end()) {
        throw Error(ErrorKind::unreadable,
                    where,
                    "an ODT without its text",
                    "open it in a word processor and save it again, or export it as PDF");
    }
    OdtStyles styles;
    OdtLists lists;
    XmlPtr named;
    if (const auto part = parts.find("styles.xml"); part != parts.end()) {
        named = parse_xml(part->second, where);
        styles.add(xmlDocGetRootElement(named.get()));
        lists.add(xmlDocGetRootElement(named.get()));
    }
    const XmlPtr tree = parse_xml(content->second, where);
    const xmlNode* root = xmlDocGetRootElement(tree.get());
    styles.add(root);
    lists.add(root);
    const xmlNode* text = child(child(root, "body"), "text");
    if (text == nullptr) {
        throw Error(ErrorKind::unsupported,
                    where,
                    "an OpenDocument file that is no text",
                    "export it as PDF");
    }
    return OdtReader(std::move(styles), std::move(lists)).read(text);
}

} // namespace saksklar
