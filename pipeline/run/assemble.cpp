// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/assemble.hpp"

#include "normalizers/charset/intake.hpp"
#include "normalizers/layout/page_furniture.hpp"
#include "normalizers/letters/letter_repair.hpp"

#include <algorithm>
#include <utility>

namespace saksklar {

namespace {

/// A line of the raw text and where it came from.
struct RawLine {
    Span span{};
    std::size_t page_index = 0;
    std::size_t line_on_page = 0;
};

/// Bytes of the line break at `at`; 0 where none stands. Besides line feeds there are returns
/// alone, as old Macs wrote them, the vertical tabs of word processors, and Unicode's own line ends
/// (UAX 14: NEL, LS, PS). A return before a line feed belongs to the break, which the feed makes;
/// two returns are two breaks only in a text without line feeds.
std::size_t break_length(std::string_view text, std::size_t at, bool only_returns)
{
    switch (text[at]) {
    case '\n':
    case '\v':
        return 1;
    case '\r': {
        const char next = at + 1 < text.size() ? text[at + 1] : '\n';
        return next != '\n' && (next != '\r' || only_returns) ? 1 : 0;
    }
    case '\xC2':
        return text.substr(at, 2) == "\xC2\x85" ? 2 : 0;
    case '\xE2':
        return text.substr(at, 3) == "\xE2\x80\xA8" || text.substr(at, 3) == "\xE2\x80\xA9" ? 3 : 0;
    default:
        return 0;
    }
}

/// Cuts a dump into pages and lines.
std::vector<RawLine> cut_dump(std::string_view text, std::vector<Page>& pages)
{
    std::vector<RawLine> lines;
    pages.assign(1, Page{});
    std::size_t begin = 0;
    const bool only_returns = text.find('\n') == std::string_view::npos;
    const auto end_line = [&](std::size_t end) {
        std::size_t without_return = end;
        while (without_return > begin && text[without_return - 1] == '\r') {
            --without_return;
        }
        Page& page = pages.back();
        lines.push_back({{begin, without_return}, pages.size() - 1, page.lines.size()});
        Line line;
        line.text = text.substr(begin, without_return - begin);
        page.lines.push_back(std::move(line));
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (const std::size_t bytes = break_length(text, at, only_returns); bytes > 0) {
            end_line(at);
            begin = at + bytes;
            at = begin - 1;
        } else if (text[at] == '\f') {
            if (at > begin) {
                end_line(at);
            }
            begin = at + 1;
            Page page;
            page.number = static_cast<int>(pages.size()) + 1;
            pages.push_back(std::move(page));
        }
    }
    if (begin < text.size()) {
        end_line(text.size());
    }
    return lines;
}

std::vector<RawLine> join_pages(const std::vector<Page>& pages, std::string& text)
{
    std::vector<RawLine> lines;
    for (std::size_t p = 0; p < pages.size(); ++p) {
        if (p > 0) {
            text += '\f';
        }
        for (std::size_t l = 0; l < pages[p].lines.size(); ++l) {
            const std::size_t begin = text.size();
            text += pages[p].lines[l].text;
            lines.push_back({{begin, text.size()}, p, l});
            text += '\n';
        }
    }
    return lines;
}

Box united(const Box& one, const Box& other)
{
    if (one == Box{}) {
        return other;
    }
    return {std::min(one.left, other.left),
            std::min(one.top, other.top),
            std::max(one.right, other.right),
            std::max(one.bottom, other.bottom)};
}

/// The boxes of the words of `line` that `span` (in the line's text) touches, united.
Box box_of(const Line& line, Span span)
{
    Box box;
    std::size_t from = 0;
    for (const Word& word : line.words) {
        const std::size_t at = line.text.find(word.text, from);
        if (at == std::string::npos) {
            continue; // a reader may have rewritten the line; the others still count
        }
        from = at + word.text.size();
        if (at < std::max(span.end, span.begin + 1) && span.begin < from) {
            box = united(box, word.box);
        }
    }
    return box == Box{} ? line.box : box;
}

std::vector<PlacedEdit>
placed(std::vector<Edit> edits, const std::vector<RawLine>& lines, const std::vector<Page>& pages)
{
    std::vector<PlacedEdit> result;
    result.reserve(edits.size());
    auto line = lines.begin();
    for (Edit& edit : edits) {
        while (line != lines.end() && std::next(line) != lines.end() &&
               std::next(line)->span.begin <= edit.span.begin) {
            ++line;
        }
        PlacedEdit one;
        if (line != lines.end()) {
            const Page& page = pages[line->page_index];
            one.page_number = page.number;
            const std::size_t begin =
                std::max(edit.span.begin, line->span.begin) - line->span.begin;
            const std::size_t end = std::max(edit.span.end, line->span.begin) - line->span.begin;
            one.box = box_of(page.lines[line->line_on_page], {begin, end});
        }
        one.edit = std::move(edit);
        result.push_back(std::move(one));
    }
    return result;
}

void mark_furniture(Document& document)
{
    PageLines lines(document.pages.size());
    for (const DocumentLine& line : document.lines) {
        lines[static_cast<std::size_t>(line.page_number - 1)].emplace_back(
            document.line_text(line));
    }
    const std::vector<std::vector<bool>> furniture = page_furniture(lines);
    for (DocumentLine& line : document.lines) {
        line.furniture =
            furniture[static_cast<std::size_t>(line.page_number - 1)][line.line_on_page];
    }
}

} // namespace

RawDocument from_text_dump(Source source, std::string_view bytes)
{
    RawDocument raw;
    raw.source = std::move(source);
    IntakeText taken = take_in(bytes);
    raw.charset = std::move(taken.charset);
    raw.text = std::move(taken.text);
    return raw;
}

std::string raw_text(const RawDocument& raw)
{
    std::string text;
    if (raw.pages.empty()) {
        text = raw.text;
    } else {
        join_pages(raw.pages, text);
    }
    return text;
}

Document assemble(RawDocument raw, const LanguageData& language, const AssembleOptions& options)
{
    Document document;
    document.source = std::move(raw.source);
    document.pages = std::move(raw.pages);
    document.diagnostics = std::move(raw.diagnostics);

    std::vector<RawLine> raw_lines;
    const bool dump = document.pages.empty() && document.source.kind == FileKind::text;
    if (dump) {
        document.raw = std::move(raw.text);
        raw_lines = cut_dump(document.raw, document.pages);
    } else {
        raw_lines = join_pages(document.pages, document.raw);
    }

    const CharsetResult decoded = [&] {
        if (options.decoded != nullptr) {
            return *options.decoded;
        }
        CharsetRepair charset([&](std::string_view word) { return language.contains(word); });
        return charset.repair(document.raw);
    }();
    if (dump) {
        document.charset =
            raw.charset == "utf-8" || raw.charset.empty() ? decoded.charset : raw.charset;
    }
    const std::string between = apply_edits(document.raw, decoded.edits);

    LetterRepairOptions letter_options;
    letter_options.min_probability = options.min_probability;
    letter_options.learned = options.learned;
    const LetterRepairResult letters = repair_letters(between, language, letter_options);
    document.language = letters.estimate.language;
    document.estimated_wrong = letters.estimated_wrong;

    std::vector<Edit> edits = compose_edits(document.raw, decoded.edits, between, letters.edits);
    document.text = apply_edits(document.raw, edits);
    const OffsetMap map(edits);
    document.lines.reserve(raw_lines.size());
    for (const RawLine& line : raw_lines) {
        document.lines.push_back({map.to_after(line.span),
                                  document.pages[line.page_index].number,
                                  line.line_on_page,
                                  false});
    }
    mark_furniture(document);
    document.edits = placed(std::move(edits), raw_lines, document.pages);

    if (dump && letters.estimate.damaged > 0.5) {
        for (Page& page : document.pages) {
            page.verdict = Verdict::damaged;
            page.quality = std::clamp(1.0 - letters.estimate.rate, 0.0, 1.0);
            page.why = "Norwegian letters went wrong in the text";
        }
    }
    return document;
}

} // namespace saksklar
