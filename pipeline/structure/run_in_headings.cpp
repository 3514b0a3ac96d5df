// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/run_in_headings.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// Where the text begins after a title in bold at the start of a paragraph; 0 if there is none.
std::size_t text_after_title(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    const bool begins = i == 0 || outline.lines[i - 1].blank;
    if (line.blank || line.bullet || line.quoted || line.code || line.table || line.bold ||
        !begins) {
        return 0;
    }
    const std::string_view raw = outline.text.substr(line.content.begin, line.content.size());
    if (!raw.starts_with("**") || raw.size() < 8) {
        return 0;
    }
    const std::size_t close = raw.substr(0, 66).find("**", 2);
    if (close == std::string_view::npos || close < 4) {
        return 0;
    }
    const std::string_view title = trim(raw.substr(2, close - 2));
    const std::string_view rest = trim(raw.substr(close + 2));
    // "**Dato:** 4. mai" is a field.
    if (title.empty() || title.ends_with(':') || rest.size() < 4 || rest.starts_with(':') ||
        !starts_upper(title) || !starts_upper(rest)) {
        return 0;
    }
    return line.content.begin + static_cast<std::size_t>(rest.data() - raw.data());
}

} // namespace

void unfold_run_in_headings(Outline& outline)
{
    std::vector<std::pair<std::size_t, std::size_t>> found; // line, where its text begins
    std::size_t headings = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        headings += outline.lines[i].heading_level > 0 ? 1U : 0U;
        if (headings > 1) {
            return;
        }
        if (const std::size_t at = text_after_title(outline, i); at > 0) {
            found.emplace_back(i, at);
        }
    }
    if (found.size() < 3) {
        return;
    }
    std::vector<OutlineLine> out;
    out.reserve(outline.lines.size() + found.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        if (next == found.size() || found[next].first != i) {
            out.push_back(outline.lines[i]);
            continue;
        }
        const OutlineLine& whole = outline.lines[i];
        OutlineLine title;
        title.span = {whole.span.begin, found[next].second};
        OutlineLine text;
        text.span = {found[next].second, whole.span.end};
        for (OutlineLine* half : {&title, &text}) {
            half->page = whole.page;
            half->font_size = whole.font_size;
            read_outline_line(outline, *half);
        }
        title.bold = true;
        title.heading_level = 6;
        // "**Gjester** Si fra …" labels no people.
        const std::string_view first = text.plain.substr(0, text.plain.find_first_of(" ,"));
        if (title.terms.people() && !word_lists().first_name(fold_words(first))) {
            title.terms = Terms{};
        }
        title.gap_above = true;
        out.push_back(title);
        out.push_back(text);
        ++next;
    }
    outline.lines = std::move(out);
}

} // namespace saksklar::structure
