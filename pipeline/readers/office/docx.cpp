// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/readers/office/docx_styles.hpp"
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

/// Tables in tables and text boxes in text boxes deeper than this are not followed.
constexpr int deepest = 60;

using Notes = std::map<std::string, const xmlNode*>;

/// A field that is being read: what it does, and where its result begins.
struct Field {
    std::string instruction;
    Paragraph::Mark result_begin{};
    bool in_result = false;
};

class DocxReader {
public:
    DocxReader(DocxStyles styles, DocxLists lists, std::map<std::string, std::string> links)
        : styles_(std::move(styles)), lists_(std::move(lists)), links_(std::move(links))
    {
    }

    void add_notes(const xmlNode* root, std::string_view kind)
    {
        for (const xmlNode* node = root == nullptr ? nullptr : root->children; node != nullptr;
             node = node->next) {
            // Separators have a type, notes have none.
            if (is(node, kind) && attribute(node, "type").empty()) {
                notes_[std::string(kind) + attribute(node, "id")] = node;
            }
        }
    }

    std::vector<Page> read(const xmlNode* body)
    {
        blocks(body, nullptr, 0);
        flush();
        return pages_.finish();
    }

private:
    /// The blocks in `parent` go into `cell`, or where that is null on the page.
    void blocks(const xmlNode* parent, std::vector<Line>* cell, int depth)
    {
        if (parent == nullptr || depth > deepest) {
            return;
        }
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            const std::string_view name = name_of(node);
            if (name == "p") {
                paragraph(node, cell, depth + 1);
            } else if (name == "tbl") {
                table(node, cell, depth + 1);
            } else if (name == "sdt") {
                blocks(child(node, "sdtContent"), cell, depth + 1);
            } else if (name == "ins" || name == "moveTo" || name == "customXml" ||
                       name == "smartTag") {
                blocks(node, cell, depth + 1);
            }
        }
    }

    void paragraph(const xmlNode* node, std::vector<Line>* cell, int depth)
    {
        const xmlNode* properties = child(node, "pPr");
        const DocxStyle& style = styles_.style(child_value(properties, "pStyle"));
        if (!joined_) {
            // A paragraph whose end was deleted goes on in the next one.
            look_ = look_of(properties, style);
            if (cell == nullptr && child(properties, "pageBreakBefore") != nullptr &&
                child_value(properties, "pageBreakBefore") != "0") {
                pages_.hard_break();
            }
        }
        style_ = &style;
        inline_content(node, cell, depth);
        joined_ = child(child(properties, "rPr"), "del") != nullptr;
        if (joined_) {
            return;
        }
        emit(cell);
        const xmlNode* section = child(properties, "sectPr");
        if (cell == nullptr && section != nullptr && child_value(section, "type") != "continuous") {
            pages_.hard_break();
        }
        if (cell == nullptr && soft_break_) {
            pages_.soft_break();
        }
        soft_break_ = false;
    }

    ParagraphLook look_of(const xmlNode* properties, const DocxStyle& style)
    {
        ParagraphLook look;
        look.heading_level = style.heading_level;
        if (const int outline = number_of(child_value(properties, "outlineLvl"));
            outline >= 0 && outline < 9) {
            look.heading_level = outline + 1;
        }
        const xmlNode* list = child(properties, "numPr");
        std::string number_id = child_value(list, "numId");
        number_id = number_id.empty() ? style.number_id : number_id;
        int level = number_of(child_value(list, "ilvl"));
        level = level < 0 ? std::max(0, style.list_level) : level;
        if (!number_id.empty() && number_id != "0") {
            pending_list_ = {number_id, level};
            look.list_item = look.heading_level == 0;
            look.list_level = std::clamp(level, 0, 8);
        }
        return look;
    }

    /// Ends the paragraph: its lines, the text boxes anchored in it, its notes.
    void emit(std::vector<Line>* cell)
    {
        if (!pending_list_.first.empty()) {
            // Word numbers empty paragraphs too.
            look_.label = lists_.next_label(pending_list_.first, pending_list_.second);
            look_.list_item = look_.list_item && !look_.label.empty();
            pending_list_ = {};
        }
        place(text_.lines(look_), cell);
        text_ = {};
        look_ = {};
        fields_.clear();
        auto extra = std::move(after_);
        after_.clear();
        place(extra, cell);
    }

    void place(const std::vector<Line>& lines, std::vector<Line>* cell)
    {
        if (cell == nullptr) {
            pages_.add(lines);
        } else {
            cell->insert(cell->end(), lines.begin(), lines.end());
        }
    }

    void flush()
    {
        if (!text_.empty()) {
            emit(nullptr);
        }
    }

    void inline_content(const xmlNode* parent, std::vector<Line>* cell, int depth)
    {
        if (depth > deepest) {
            return;
        }
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            const std::string_view name = name_of(node);
            if (name == "r") {
                run(node, cell, depth + 1);
            } else if (name == "hyperlink") {
                const Paragraph::Mark begin = text_.mark();
                inline_content(node, cell, depth + 1);
                const auto target = links_.find(attribute(node, "id"));
                if (target != links_.end()) {
                    link(begin, target->second);
                }
            } else if (name == "ins" || name == "moveTo" || name == "smartTag" ||
                       name == "customXml" || name == "fldSimple" || name == "dir" ||
                       name == "bdo" || name == "oMath" || name == "oMathPara") {
                inline_content(node, cell, depth + 1);
            } else if (name == "sdt") {
                if (const xmlNode* content = child(node, "sdtContent"); content != nullptr) {
                    inline_content(content, cell, depth + 1);
                }
            }
        }
    }

    void link(Paragraph::Mark begin, std::string_view address)
    {
        const std::string suffix = link_suffix(text_.text_since(begin), address);
        if (!suffix.empty()) {
            text_.add(suffix, {});
        }
    }

    void run(const xmlNode* node, std::vector<Line>* cell, int depth)
    {
        const xmlNode* properties = child(node, "rPr");
        DocxRunLook own = docx_run_look(properties);
        if (const std::string id = child_value(properties, "rStyle"); !id.empty()) {
            fill_in(own, styles_.style(id).look);
        }
        fill_in(own, style_->look);
        if (own.hidden.value_or(false)) {
            return;
        }
        const RunLook look{
            own.bold.value_or(false), own.italic.value_or(false), own.font_size.value_or(0)};
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            piece(at, look, cell, depth);
        }
    }

    void piece(const xmlNode* at, const RunLook& look, std::vector<Line>* cell, int depth)
    {
        const std::string_view name = name_of(at);
        if (name == "fldChar") {
            field(attribute(at, "fldCharType"));
            return;
        }
        if (name == "instrText") {
            if (!fields_.empty() && !fields_.back().in_result) {
                for (const xmlNode* part = at->children; part != nullptr; part = part->next) {
                    fields_.back().instruction += text_of(part);
                }
            }
            return;
        }
        if (name == "t") {
            for (const xmlNode* part = at->children; part != nullptr; part = part->next) {
                text_.add(text_of(part), look);
            }
        } else if (name == "tab" || name == "ptab") {
            text_.add("\t", look);
        } else if (name == "noBreakHyphen") {
            text_.add("-", look);
        } else if (name == "sym") {
            text_.add("•", look);
        } else if (name == "br" || name == "cr") {
            if (attribute(at, "type") == "page") {
                page_break(cell);
            } else {
                text_.line_break();
            }
        } else if (name == "lastRenderedPageBreak") {
            if (cell == nullptr && text_.empty()) {
                pages_.soft_break();
            } else {
                // The paragraph stays whole on the page where it begins.
                soft_break_ = cell == nullptr;
            }
        } else if (name == "footnoteReference" || name == "endnoteReference") {
            note(name.substr(0, name.find("Reference")), attribute(at, "id"), look, depth);
        } else if (name == "AlternateContent") {
            const xmlNode* choice = child(at, "Choice");
            const xmlNode* taken = choice != nullptr ? choice : child(at, "Fallback");
            for (const xmlNode* part = taken == nullptr ? nullptr : taken->children;
                 part != nullptr;
                 part = part->next) {
                piece(part, look, cell, depth + 1);
            }
        } else if (name == "drawing" || name == "pict" || name == "object") {
            text_boxes(at, depth + 1);
        }
    }

    void field(std::string_view kind)
    {
        if (kind == "begin") {
            fields_.emplace_back();
        } else if (kind == "separate" && !fields_.empty()) {
            fields_.back().in_result = true;
            fields_.back().result_begin = text_.mark();
        } else if (kind == "end" && !fields_.empty()) {
            const Field done = std::move(fields_.back());
            fields_.pop_back();
            const std::size_t name = done.instruction.find("HYPERLINK");
            const std::size_t quote = done.instruction.find('"', name);
            const std::size_t end = done.instruction.find('"', quote + 1);
            if (name != std::string::npos && quote != std::string::npos &&
                end != std::string::npos) {
                link(done.result_begin, done.instruction.substr(quote + 1, end - quote - 1));
            }
        }
    }

    /// A page break inside a paragraph ends its line as well.
    void page_break(std::vector<Line>* cell)
    {
        if (cell != nullptr) {
            return;
        }
        if (!text_.empty()) {
            const ParagraphLook rest = look_;
            emit(nullptr);
            look_.heading_level = rest.heading_level;
        }
        pages_.hard_break();
    }

    void note(std::string_view kind, const std::string& id, const RunLook& look, int depth)
    {
        const auto found = notes_.find(std::string(kind) + id);
        if (found == notes_.end()) {
            return;
        }
        // The mark stands in the text, the note behind its paragraph.
        const std::string mark = "[" + std::to_string(++note_number_) + "]";
        text_.add(mark, look);
        const xmlNode* content = found->second;
        notes_.erase(found); // a note that refers to itself ends here
        std::vector<Line> lines = aside(content, depth + 1);
        if (!lines.empty()) {
            const auto start = lines.front().text.find_first_not_of(' ');
            lines.front().text.erase(0, std::min(start, lines.front().text.size()));
            lines.front().text.insert(0, mark + " ");
        }
        after_.insert(after_.end(), lines.begin(), lines.end());
    }

    /// The lines of blocks that stand outside the paragraph being read.
    std::vector<Line> aside(const xmlNode* content, int depth)
    {
        auto text = std::exchange(text_, {});
        auto look = std::exchange(look_, {});
        auto pending = std::exchange(pending_list_, {});
        auto after = std::exchange(after_, {});
        auto fields = std::exchange(fields_, {});
        const auto* style = style_;
        std::vector<Line> lines;
        blocks(content, &lines, depth);
        if (!text_.empty()) {
            emit(&lines);
        }
        text_ = std::move(text);
        look_ = std::move(look);
        pending_list_ = std::move(pending);
        after_ = std::move(after);
        fields_ = std::move(fields);
        style_ = style;
        joined_ = false;
        return lines;
    }

    void text_boxes(const xmlNode* node, int depth)
    {
        if (depth > deepest) {
            return;
        }
        for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
            if (is(at, "txbxContent")) {
                const auto lines = aside(at, depth + 1);
                after_.insert(after_.end(), lines.begin(), lines.end());
            } else if (is(at, "AlternateContent")) {
                const xmlNode* choice = child(at, "Choice");
                text_boxes(choice != nullptr ? choice : at, depth + 1);
            } else {
                text_boxes(at, depth + 1);
            }
        }
    }

    void table(const xmlNode* node, std::vector<Line>* outer, int depth)
    {
        for (const xmlNode* row : rows_of(node)) {
            std::vector<std::vector<Line>> cells;
            cells_of(row, cells, depth);
            if (outer == nullptr) {
                pages_.add_row(cells);
                continue;
            }
            // A table within a cell: its cells follow each other.
            for (const auto& cell : cells) {
                outer->insert(outer->end(), cell.begin(), cell.end());
            }
        }
    }

    static std::vector<const xmlNode*> rows_of(const xmlNode* table)
    {
        std::vector<const xmlNode*> rows;
        for (const xmlNode* at = table->children; at != nullptr; at = at->next) {
            const xmlNode* holder = is(at, "sdt") ? child(at, "sdtContent") : nullptr;
            holder = is(at, "ins") || is(at, "customXml") ? at : holder;
            for (const xmlNode* row = holder == nullptr ? nullptr : holder->children;
                 row != nullptr;
                 row = row->next) {
                if (is(row, "tr")) {
                    rows.push_back(row);
                }
            }
            if (is(at, "tr") && child(child(at, "trPr"), "del") == nullptr) {
                rows.push_back(at);
            }
        }
        return rows;
    }

    void cells_of(const xmlNode* row, std::vector<std::vector<Line>>& cells, int depth)
    {
        for (const xmlNode* at = row->children; at != nullptr; at = at->next) {
            if (is(at, "tc")) {
                const xmlNode* merge = child(child(at, "tcPr"), "vMerge");
                cells.emplace_back();
                if (merge == nullptr || attribute(merge, "val") == "restart") {
                    blocks(at, &cells.back(), depth + 1);
                }
            } else if (is(at, "sdt") && depth < deepest) {
                if (const xmlNode* content = child(at, "sdtContent"); content != nullptr) {
                    cells_of(content, cells, depth + 1);
                }
            }
        }
    }

    DocxStyles styles_;
    DocxLists lists_;
    std::map<std::string, std::string> links_;
    Notes notes_;
    PageBuilder pages_;

    // The paragraph being read.
    Paragraph text_;
    ParagraphLook look_;
    std::pair<std::string, int> pending_list_;
    const DocxStyle* style_ = &styles_.style("");
    std::vector<Field> fields_;
    std::vector<Line> after_; ///< what follows it: text boxes, notes
    bool joined_ = false;
    bool soft_break_ = false;
    int note_number_ = 0;
};

std::map<std::string, std::string> relations(const xmlNode* root)
{
    std::map<std::string, std::string> targets;
    for (const xmlNode* node = root == nullptr ? nullptr : root->children; node != nullptr;
         node = node->next) {
        if (is(node, "Relationship") && attribute(node, "TargetMode") == "External") {
            targets[attribute(node, "Id")] = attribute(node, "Target");
        }
    }
    return targets;
}

} // namespace

std::vector<Page> docx_pages(std::string_view bytes, const std::string& where)
{
    const auto parts = zip_parts(bytes,
                                 {"word/document.xml",
                                  "word/styles.xml",
                                  "word/numbering.xml",
                                  "word/footnotes.xml",
                                  "word/endnotes.xml",
                                  "word/_rels/document.xml.rels"},
                                 where);
    std::map<std::string, XmlPtr> trees;
    const auto root = [&](const char* name) -> const xmlNode* {
        const auto part = parts.find(name);
        if (part == parts.end()) {
            return nullptr;
        }
        XmlPtr& tree = trees[name];
        tree = parse_xml(part->second, where);
        return xmlDocGetRootElement(tree.get());
    };
    const xmlNode* body = child(root("word/document.xml"), "body");
    if (body == nullptr) {
        throw Error(ErrorKind::unreadable,
                    where,
                    "a DOCX without its text",
                    "open it in a word processor and save it again, or export it as PDF");
    }
    DocxReader reader(DocxStyles(root("word/styles.xml")),
                      DocxLists(root("word/numbering.xml")),
                      relations(root("word/_rels/document.xml.rels")));
    reader.add_notes(root("word/footnotes.xml"), "footnote");
    reader.add_notes(root("word/endnotes.xml"), "endnote");
    return reader.read(body);
}

} // namespace saksklar
