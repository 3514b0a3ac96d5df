// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/page_furniture.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saksklar::structure {

namespace {

/// Bytes of the digits at `at`.
std::size_t digits_length(std::string_view text, std::size_t at)
{
    constexpr std::size_t most = 4;
    std::size_t end = at;
    while (end < text.size() && end - at < most && is_digit(text[end])) {
        ++end;
    }
    return end - at;
}

/// Whether text ends at `at`, or its next column is a gap away.
bool ends_or_gap(std::string_view text, std::size_t at)
{
    return at >= text.size() || text[at] == '\t' || text.substr(at, 3) == "   ";
}

/// "Side 2 av 4", "side 3/7", "Side 5": how the number of a page is printed.
enum class PageMark { none, number, of_total };

PageMark page_mark(std::string_view raw)
{
    const FoldedText folded = fold(raw);
    const std::string_view text = folded;
    for (const std::string& word : word_lists().sought(Sought::page)) {
        for (std::size_t at = text.find(word); at != std::string_view::npos;
             at = text.find(word, at + 1)) {
            const bool begins = at == 0 || text[at - 1] == '\t' || text[at - 1] == '|' ||
                                (at >= 3 && text.substr(at - 3, 3) == "   ");
            std::size_t number = at + word.size();
            if (!begins || number >= text.size() || text[number] != ' ') {
                continue;
            }
            number = std::min(text.find_first_not_of(' ', number), text.size());
            const std::size_t digits = digits_length(text, number);
            std::size_t end = number + digits;
            if (digits == 0) {
                continue;
            }
            if (ends_or_gap(text, end)) {
                return at == 0 && end == text.size() ? PageMark::number : PageMark::none;
            }
            for (const std::string_view of : {" av ", "/", " / ", " of "}) {
                const std::size_t total =
                    text.substr(end).starts_with(of) ? digits_length(text, end + of.size()) : 0;
                if (total > 0 && ends_or_gap(text, end + of.size() + total)) {
                    return PageMark::of_total;
                }
            }
        }
    }
    return PageMark::none;
}

/// "Vedtak", "Behandling": what many cases have.
bool labels_outcome(const Terms& terms)
{
    return terms.people() || terms.has(Term::decision) || terms.has(Term::proposal) ||
           terms.has(Term::followup) || terms.has(Term::divider);
}

/// A line that may stand on every page: no case's, no heading of Markdown, no "Vedtak:".
bool may_repeat(const OutlineLine& line)
{
    return !line.blank && !line.furniture && line.heading_level == 0 && !line.bullet &&
           line.label == nullptr && line.plain.size() <= 160 && !line.plain.ends_with('.') &&
           !line.plain.ends_with(':') && !labels_outcome(line.terms) &&
           !labels_outcome(line.label_terms);
}

/// The lines with text beside line `at`, at most `most` on that side, as long as `take` says true.
template <class Take>
void beside(const Outline& outline, std::size_t at, int step, int most, const Take& take)
{
    constexpr int blanks_between = 3;
    int blank = 0;
    auto i = static_cast<std::ptrdiff_t>(at);
    const auto size = static_cast<std::ptrdiff_t>(outline.lines.size());
    for (i += step; i >= 0 && i < size && most > 0; i += step) {
        const auto line = static_cast<std::size_t>(i);
        if (outline.lines[line].blank) {
            if (++blank > blanks_between) {
                return;
            }
            continue;
        }
        if (!take(line)) {
            return;
        }
        --most;
    }
}

constexpr std::size_t first_head = 6; ///< lines of the first page, whose head is the document's
constexpr int most_below = 4;         ///< lines of a page's head
constexpr int most_above = 2;         ///< … of its foot

/// Whether a line is nothing but a number, apart from what is above and below.
bool lone_number(const Outline& outline, std::size_t i)
{
    constexpr std::size_t longest = 3; // digits
    const OutlineLine& line = outline.lines[i];
    if (line.blank || !line.has_digit || line.code || i == 0) {
        return false; // as nearly all lines
    }
    const std::string_view raw = trim(outline.text.substr(line.span.begin, line.span.size()));
    const auto apart = [&outline](std::size_t beside) {
        return beside >= outline.lines.size() || outline.lines[beside].blank;
    };
    return raw.size() <= longest && std::ranges::all_of(raw, is_digit) && apart(i - 1) &&
           apart(i + 1);
}

/// Whether a sentence goes on over line `i`: it does not end above, and goes on small below.
bool interrupts(const Outline& outline, std::size_t i)
{
    const auto step = [&outline](std::size_t from, int by) {
        auto at = static_cast<std::ptrdiff_t>(from) + by;
        while (at >= 0 && at < static_cast<std::ptrdiff_t>(outline.lines.size()) &&
               outline.lines[static_cast<std::size_t>(at)].blank) {
            at += by;
        }
        return static_cast<std::size_t>(at);
    };
    const std::size_t above = step(i, -1);
    const std::size_t below = step(i, 1);
    if (above >= outline.lines.size() || below >= outline.lines.size()) {
        return false;
    }
    // A line of a front matter has no text.
    const std::string_view said = outline.lines[above].plain;
    return !said.empty() && std::string_view(".:!?").find(said.back()) == std::string_view::npos &&
           starts_lower(outline.lines[below].plain) && outline.lines[below].label == nullptr;
}

/// Numbers of pages that stand alone: 1, 2, 3 at nearly the same distances, or where they
/// interrupt a sentence, or the only one far down; numbers of cases do none of these.
std::vector<std::size_t> lone_page_numbers(const Outline& outline)
{
    constexpr std::size_t shortest_page = 20; // lines
    constexpr std::size_t least_first = 30;   // lines above one that has no other to agree with
    constexpr double evenly = 1.6;            // how much longer one page is than another at most
    std::vector<std::size_t> out;
    std::size_t shortest = outline.lines.size();
    std::size_t longest = 0;
    std::size_t last = 0;
    int expected = 0;
    bool cuts = false;
    std::size_t alone = 0;
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        if (!lone_number(outline, i)) {
            continue;
        }
        ++alone;
        if (i - last < shortest_page) {
            continue;
        }
        const std::string digits(
            trim(outline.text.substr(outline.lines[i].span.begin, outline.lines[i].span.size())));
        const int number = std::stoi(digits);
        if (out.empty() ? number > 2 : number != expected) {
            continue;
        }
        shortest = std::min(shortest, i - last);
        longest = std::max(longest, i - last);
        last = i;
        expected = number + 1;
        cuts = cuts || interrupts(outline, i);
        out.push_back(i);
    }
    const bool even = out.size() >= 2 && shortest >= shortest_page + 5 &&
                      static_cast<double>(longest) <= evenly * static_cast<double>(shortest);
    const bool only_one = out.size() == 1 && alone == 1 && out.front() >= least_first;
    return cuts || even || only_one ? out : std::vector<std::size_t>{};
}

/// The blank lines around what was marked stand in a sentence that goes on behind.
void close_sentences(Outline& outline)
{
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        if (!outline.lines[i].furniture || outline.lines[i].blank) {
            continue;
        }
        std::size_t begin = i;
        while (begin > 0 && outline.lines[begin - 1].blank) {
            --begin;
        }
        std::size_t end = i;
        while (end < outline.lines.size() &&
               (outline.lines[end].blank || outline.lines[end].furniture)) {
            ++end;
        }
        const bool goes_on = begin > 0 && end < outline.lines.size() &&
                             starts_lower(outline.lines[end].plain) &&
                             outline.lines[end].label == nullptr;
        for (std::size_t k = begin; k < end && goes_on; ++k) {
            outline.lines[k].furniture = true;
        }
        i = end;
    }
}

} // namespace

void mark_page_furniture(Outline& outline)
{
    std::vector<std::size_t> marks = lone_page_numbers(outline);
    for (const std::size_t mark : marks) {
        outline.lines[mark].furniture = true;
    }
    std::size_t numbers = 0; // "Side 2" alone on its line, of which one says little
    for (std::size_t i = 0; i < outline.lines.size(); ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || !line.has_digit || line.plain.size() > 160 || line.heading_level > 0) {
            continue;
        }
        const std::string_view raw =
            trim(outline.text.substr(line.content.begin, line.content.size()));
        const PageMark mark = line.furniture ? PageMark::of_total : page_mark(raw);
        numbers += mark == PageMark::number ? 1U : 0U;
        if (mark != PageMark::none) {
            marks.push_back(i);
        }
    }
    if (marks.empty() || (marks.size() == numbers && numbers == 1)) {
        return;
    }
    std::ranges::sort(marks);
    marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
    std::unordered_map<std::string_view, std::size_t> count; // folded lines
    const auto each_beside = [&](const auto& take) {
        for (const std::size_t mark : marks) {
            beside(outline, mark, 1, most_below, take);
            beside(outline, mark, -1, most_above, take);
        }
    };
    for (const std::size_t mark : marks) {
        outline.lines[mark].furniture = true;
    }
    each_beside([&](std::size_t i) {
        const bool may = may_repeat(outline.lines[i]);
        count[outline.lines[i].folded] += may ? 1U : 0U;
        return may;
    });
    // The head of the first page stands beside no number.
    for (std::size_t i = 0; i < std::min(outline.lines.size(), first_head); ++i) {
        const auto found = count.find(outline.lines[i].folded);
        if (may_repeat(outline.lines[i]) && found != count.end()) {
            ++found->second;
        }
    }
    each_beside([&](std::size_t i) {
        OutlineLine& line = outline.lines[i];
        const auto found = count.find(line.folded);
        const bool repeated =
            i >= first_head && may_repeat(line) && found != count.end() && found->second >= 2;
        line.furniture = line.furniture || repeated;
        return repeated;
    });
    close_sentences(outline);
}

} // namespace saksklar::structure
