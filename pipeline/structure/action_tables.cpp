// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/action_tables.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

namespace {

/// The cells of a row: between bars or tabs, or parted by two spaces or more.
std::vector<std::string> cells_of(std::string_view raw)
{
    std::vector<std::string> out;
    raw = trim(raw);
    const bool bars = raw.starts_with('|');
    if (bars) {
        raw.remove_prefix(1);
        raw = raw.ends_with('|') ? raw.substr(0, raw.size() - 1) : raw;
    }
    const std::string_view mark = bars                                       ? "|"
                                  : raw.find('\t') != std::string_view::npos ? "\t"
                                                                             : "  ";
    while (out.size() < 12) {
        const std::size_t end = raw.find(mark);
        out.push_back(plain_text(trim(raw.substr(0, end))));
        if (end == std::string_view::npos) {
            break;
        }
        raw.remove_prefix(end + mark.size());
        raw = mark == "  " ? trim(raw) : raw;
    }
    return out;
}

struct Columns {
    std::optional<std::size_t> action;
    std::optional<std::size_t> person;
    std::optional<std::size_t> deadline;
    std::size_t count = 0;
};

/// What the columns hold; none if the row does not name those of a table of actions.
std::optional<Columns> columns_of(const std::vector<std::string>& cells)
{
    Columns columns;
    columns.count = cells.size();
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const FoldedText folded = fold_words(cells[c]);
        const WordFacts& facts = word_lists().facts(folded);
        const Terms& terms = facts.terms;
        if (folded.starts_with("frist") || facts.tells(Hint::until)) {
            columns.deadline = c;
        } else if (folded.starts_with("ansvar") || facts.tells(Hint::who)) {
            columns.person = c;
        } else if (!columns.action && (terms.has(Term::followup) || terms.has(Term::column_title) ||
                                       facts.tells(Hint::action))) {
            columns.action = c;
        } else if (cells[c].size() > 24) {
            return std::nullopt;
        }
    }
    if (!columns.action || (!columns.person && !columns.deadline)) {
        return std::nullopt;
    }
    return columns;
}

} // namespace

std::size_t read_action_table(const Outline& outline,
                              const std::vector<std::size_t>& lines,
                              std::size_t at,
                              std::vector<FollowUp>& out)
{
    const auto raw = [&outline, &lines](std::size_t k) {
        const Span& span = outline.lines[lines[k]].span;
        return outline.text.substr(span.begin, span.size());
    };
    const OutlineLine& header = outline.lines[lines[at]];
    // Cheap: nearly all lines end here.
    if (header.blank || header.plain.size() > 120 || header.words < 2 ||
        !(header.starts.has(Term::followup) || header.starts.has(Term::people_unsure))) {
        return 0;
    }
    if (!header.table && !contains(raw(at), "  ")) {
        return 0;
    }
    if (!contains_any(header.folded, Sought::who_or_until)) {
        return 0;
    }
    const std::optional<Columns> columns = columns_of(cells_of(raw(at)));
    if (!columns) {
        return 0;
    }
    std::size_t k = at + 1;
    bool any = false;
    for (; k < lines.size() && out.size() < 500; ++k) {
        const OutlineLine& here = outline.lines[lines[k]];
        if (here.blank) {
            // "|---|---|" is blank too.
            if (trim(raw(k)).empty()) {
                break;
            }
            continue;
        }
        const std::vector<std::string> cells = cells_of(raw(k));
        const auto cell = [&cells](const std::optional<std::size_t>& column) {
            return column && *column < cells.size() && !cells[*column].empty()
                       ? std::optional<std::string>(cells[*column])
                       : std::nullopt;
        };
        if (cells.size() < 2 || cells.size() > columns->count || here.heading_level > 0) {
            // The rest of a cell that was wrapped
            if (any && cells.size() == 1 && starts_lower(here.plain) && !here.bullet) {
                out.back().text.append(" ").append(here.plain);
                continue;
            }
            break;
        }
        const std::optional<std::string> action = cell(columns->action);
        if (!action) {
            continue;
        }
        FollowUp item;
        item.text = *action;
        item.person = cell(columns->person);
        item.deadline = cell(columns->deadline);
        item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
        out.push_back(std::move(item));
        any = true;
    }
    return any ? k - at : 0;
}

} // namespace saksklar::structure
