// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/intake.hpp"
#include "normalizers/error.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/readers/office/office_reader.hpp"
#include "pipeline/readers/office/page_builder.hpp"
#include "pipeline/readers/office/xml_tree.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

namespace saksklar {

namespace {

constexpr int deepest = 200;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::ranges::find(names, name) != names.end();
}

class HtmlReader {
public:
    std::vector<Page> read(const xmlNode* root)
    {
        content(root, {}, 0);
        flush();
        return pages_.finish();
    }

private:
    /// What an element passes on to those inside it.
    struct Inside {
        RunLook look;
        int heading_level = 0;
        bool preformatted = false;
        int list_depth = 0;
        std::vector<Line>* cell = nullptr;
    };

    static bool is_hidden(const xmlNode* node)
    {
        const std::string style = attribute(node, "style");
        return style.find("display:none") != std::string::npos ||
               style.find("display: none") != std::string::npos;
    }

    void content(const xmlNode* parent, const Inside& inside, int depth)
    {
        if (parent == nullptr || depth > deepest) {
            return;
        }
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            if (const std::string_view text = text_of(node); !text.empty()) {
                add_text(text, inside);
            } else if (node->type == XML_ELEMENT_NODE && !is_hidden(node)) {
                element(node, inside, depth + 1);
            }
        }
    }

    void element(const xmlNode* node, Inside inside, int depth)
    {
        const std::string_view name = name_of(node);
        if (is_one_of(name,
                      {"head",
                       "script",
                       "style",
                       "noscript",
                       "template",
                       "svg",
                       "nav",
                       "button",
                       "select",
                       "textarea",
                       "iframe",
                       "object"})) {
            return;
        }
        if (name == "br") {
            text_.line_break();
            after_space_ = true;
            return;
        }
        if (name == "a") {
            const Paragraph::Mark begin = text_.mark();
            content(node, inside, depth);
            const std::string suffix =
                link_suffix(text_.text_since(begin), attribute(node, "href"));
            if (!suffix.empty()) {
                text_.add(suffix, inside.look);
            }
            return;
        }
        if (is_one_of(name, {"b", "strong"})) {
            inside.look.bold = true;
        } else if (is_one_of(name, {"i", "em", "cite"})) {
            inside.look.italic = true;
        }
        if (name == "table") {
            flush(inside);
            table(node, inside, depth);
            flush(inside);
            return;
        }
        if (is_one_of(name, {"ul", "ol"})) {
            flush(inside);
            list(node, inside, depth);
            flush(inside);
            return;
        }
        const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
        if (!heading &&
            !is_one_of(name, {"p",       "div",     "section", "article",    "main",  "header",
                              "footer",  "aside",   "pre",     "blockquote", "dl",    "dt",
                              "dd",      "li",      "address", "figure",     "form",  "body",
                              "details", "summary", "hr",      "caption",    "center"})) {
            content(node, inside, depth);
            return;
        }
        const std::string style = attribute(node, "style");
        if (inside.cell == nullptr &&
            style.find("page-break-before: always") != std::string::npos) {
            flush(inside);
            pages_.hard_break();
        }
        flush(inside);
        if (heading) {
            inside.heading_level = name[1] - '0';
        }
        inside.preformatted = inside.preformatted || name == "pre";
        content(node, inside, depth);
        flush(inside);
        if (inside.cell == nullptr && is_one_of(name, {"p", "blockquote", "pre"}) &&
            inside.list_depth == 0) {
            pages_.add(Line{});
        }
    }

    void list(const xmlNode* node, Inside inside, int depth)
    {
        const bool ordered = is(node, "ol");
        int number = std::max(1, number_of(attribute(node, "start")));
        const std::string type = attribute(node, "type");
        inside.list_depth += 1;
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            if (!is(at, "li")) {
                if (is(at, "ul") || is(at, "ol")) {
                    element(at, inside, depth + 1);
                }
                continue;
            }
            if (const int value = number_of(attribute(at, "value")); value >= 0) {
                number = value;
            }
            label_ = "•";
            if (ordered) {
                const std::string_view format = type == "a"   ? "lowerLetter"
                                                : type == "A" ? "upperLetter"
                                                : type == "i" ? "lowerRoman"
                                                : type == "I" ? "upperRoman"
                                                              : "decimal";
                label_ = format_number(number++, format) + ".";
            }
            content(at, inside, depth + 1);
            flush(inside);
            label_.clear();
        }
    }

    void table(const xmlNode* node, const Inside& inside, int depth)
    {
        if (depth > deepest) {
            return;
        }
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            const std::string_view name = name_of(at);
            if (is_one_of(name, {"tbody", "thead", "tfoot"})) {
                table(at, inside, depth + 1);
            } else if (name == "caption") {
                element(at, inside, depth + 1);
            } else if (name == "tr") {
                row(at, inside, depth + 1);
            }
        }
    }

    void row(const xmlNode* node, const Inside& outside, int depth)
    {
        std::vector<std::vector<Line>> cells;
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            const bool head = is(at, "th");
            if (!head && !is(at, "td")) {
                continue;
            }
            cells.emplace_back();
            Inside inside = outside;
            inside.cell = &cells.back();
            inside.look.bold = inside.look.bold || head;
            inside.list_depth = 0;
            content(at, inside, depth + 1);
            flush(inside);
        }
        if (outside.cell == nullptr) {
            pages_.add_row(cells);
            return;
        }
        for (const auto& cell : cells) {
            outside.cell->insert(outside.cell->end(), cell.begin(), cell.end());
        }
    }

    void add_text(std::string_view raw, const Inside& inside)
    {
        if (inside.preformatted) {
            for (std::size_t begin = 0; begin <= raw.size();) {
                const std::size_t end = std::min(raw.find('\n', begin), raw.size());
                text_.add(raw.substr(begin, end - begin), inside.look);
                if (end < raw.size()) {
                    text_.line_break();
                }
                begin = end + 1;
            }
            return;
        }
        std::string text;
        for (const char c : raw) {
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (!space) {
                text += c;
            } else if (!after_space_) {
                text += ' ';
            }
            after_space_ = space;
        }
        text_.add(text, inside.look);
    }

    void flush() { flush({}); }

    void flush(const Inside& inside)
    {
        if (!text_.empty()) {
            ParagraphLook look;
            look.heading_level = inside.heading_level;
            look.label = std::exchange(label_, {});
            look.list_item = !look.label.empty();
            look.list_level = std::clamp(inside.list_depth - 1, 0, 8);
            const std::vector<Line> lines = text_.lines(look);
            if (inside.cell != nullptr) {
                inside.cell->insert(inside.cell->end(), lines.begin(), lines.end());
            } else {
                pages_.add(lines);
            }
        }
        text_ = {};
        after_space_ = true;
    }

    PageBuilder pages_;
    Paragraph text_;
    std::string label_; ///< of the list item whose text comes next
    bool after_space_ = true;
};

} // namespace

std::vector<Page> html_pages(std::string_view bytes, const std::string& where)
{
    const IntakeText taken = take_in(bytes);
    // UTF-16 and UTF-8 are known by their bytes; other charsets the file must name, and CP1252 is
    // what browsers take where it does not.
    const bool wide = taken.charset != "utf-8";
    const bool utf8_text = wide || utf8::is_valid(bytes);
    const std::string_view source = wide ? std::string_view(taken.text) : bytes;
    const std::string_view head = source.substr(0, 4096);
    const bool names_charset = head.find("charset") != std::string_view::npos;
    const char* encoding = utf8_text ? "UTF-8" : names_charset ? nullptr : "windows-1252";
    if (source.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()) / 4) {
        throw Error(
            ErrorKind::unreadable, where, "too large for an HTML document", "save it as text");
    }
    constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                            HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    const XmlPtr tree(
        htmlReadMemory(source.data(), static_cast<int>(source.size()), nullptr, encoding, options));
    if (tree == nullptr || xmlDocGetRootElement(tree.get()) == nullptr) {
        throw Error(ErrorKind::unreadable,
                    where,
                    "no HTML could be read in it",
                    "open it in a browser and save it again, or export it as PDF");
    }
    return HtmlReader().read(xmlDocGetRootElement(tree.get()));
}

} // namespace saksklar
