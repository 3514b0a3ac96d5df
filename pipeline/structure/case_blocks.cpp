// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/case_blocks.hpp"

#include "pipeline/structure/misread_words.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace saksklar::structure {

namespace {

/// "=> utsatt", "→ vi venter": what came of it
bool begins_with_arrow(std::string_view text)
{
    return text.starts_with("=>") || text.starts_with("==>") || text.starts_with("-->") ||
           text.starts_with("\xE2\x86\x92") || text.starts_with("\xE2\x87\x92");
}

bool starts_new_block(const OutlineLine& above, const OutlineLine& here, const Outline& outline)
{
    if (here.bullet || here.leaves_list || here.heading_level > 0 || above.heading_level > 0 ||
        here.bold != above.bold || here.table || above.table || here.quoted != above.quoted) {
        return true;
    }
    // "[19:13] => utsatt": each line of a log is one of its own.
    if (begins_with_arrow(here.plain) ||
        (here.label != nullptr && here.label->form == NumberForm::clock)) {
        return true;
    }
    // "e. VEDTATT: kildekoden flyttes": each item of a list by letters is one of its own, too.
    if (here.label != nullptr && here.label->form == NumberForm::letter &&
        (here.indent > 0 || here.label->closed)) {
        return true;
    }
    if (!here.label_terms.none() &&
        (here.label_terms.has(Term::decision) || here.label_terms.has(Term::proposal) ||
         here.label_terms.has(Term::followup) || here.label_terms.has(Term::divider))) {
        return true;
    }
    if (above.bullet || here.bullet) {
        // A list item goes on when the next line is indented or begins small.
        return !(here.indent > above.indent || starts_lower(here.plain));
    }
    // A line that is clearly shorter than the usual one ended its paragraph, if the next
    // begins with a capital.
    return !runs_on(outline, above, here) && !starts_lower(here.plain);
}

bool labels_block(const Terms& terms)
{
    return terms.has(Term::decision) || terms.has(Term::proposal) || terms.has(Term::followup);
}

/// A folded label without the date or number at its end: "formannskapets vedtak 30 05 2017".
std::string_view without_number(std::string_view label)
{
    std::size_t space = label.rfind(' ');
    while (space != std::string_view::npos && space + 1 < label.size() &&
           std::all_of(
               label.begin() + static_cast<std::ptrdiff_t>(space) + 1, label.end(), is_digit)) {
        label = label.substr(0, space);
        space = label.rfind(' ');
    }
    return label;
}

/// "formannskapets vedtak innstilling til kommunestyret": the body's own decision, whatever comes
/// of it; and "(formannskapets) innstilling til kommunestyret", what it recommends to the one above
/// it.
bool decision_of_body(std::string_view label)
{
    const std::size_t first = std::min(label.find(' '), label.size());
    const std::size_t second = std::min(label.find(' ', first + 1), label.size());
    const std::string_view body = label.substr(0, first);
    // "årsmøtets", "styrets"
    const std::string_view nominative = body.substr(0, body.size() - (body.empty() ? 0 : 1));
    const bool own = second > first + 1 && body.ends_with('s') && body.size() >= 6 &&
                     (ends_in(nominative, Term::organ, 5) || nominative.ends_with("m\xC3\xB8te") ||
                      nominative.ends_with("m\xC3\xB8tet"));
    if (own &&
        (word_lists().terms(label.substr(first + 1, second - first - 1)).has(Term::decision) ||
         word_lists().terms(label.substr(first + 1)).has(Term::decision))) {
        return true;
    }
    const Words words = words_of(own ? label.substr(first + 1) : label);
    // "Formannskapets enstemmige innstilling til kommunestyret"
    const std::size_t from = own && words.size() == 4 ? 1 : 0;
    return words.size() == from + 3 && words[from + 1] == "til" &&
           word_lists().terms(words[from]).has(Term::proposal) &&
           ends_in(words[from + 2], Term::organ, 5);
}

/// "vedtak", "vedtak i sak 12 24", "beslutning purpose of use"
Terms label_terms(std::string_view label)
{
    const WordLists& lists = word_lists();
    label = without_number(label);
    if (decision_of_body(label)) {
        Terms own;
        own.add(Term::decision);
        return own;
    }
    Terms terms = lists.terms(label);
    if (!terms.none()) {
        return terms;
    }
    const std::size_t space = label.find(' ');
    if (space != std::string::npos) {
        const std::string_view first = label.substr(0, space);
        if (lists.facts(first).tells(Hint::decision_opening) ||
            first.starts_with("protokolltilf")) {
            return lists.terms(first);
        }
        // "Forslag fra Kari Berg", "Forslag 2 fra styret"
        constexpr std::ptrdiff_t most_spaces = 5;
        if (lists.terms(first).has(Term::proposal) &&
            std::count(label.begin(), label.end(), ' ') <= most_spaces &&
            (label.find(" fra ") != std::string_view::npos ||
             label.find(" fr\xC3\xA5 ") != std::string_view::npos)) {
            return lists.terms(first);
        }
        // "Styrets innstilling", "Framlegg frå Vik"
        const Terms last = lists.terms(label.substr(label.rfind(' ') + 1));
        if (last.has(Term::proposal) && std::count(label.begin(), label.end(), ' ') <= 2) {
            return last;
        }
    }
    terms = terms_misread(label); // "vedfak"
    return labels_block(terms) ? terms : Terms{};
}

/// Whether a sentence begins with "Vedtak:".
bool begins_with_decision_label(std::string_view sentence)
{
    const std::size_t colon = sentence.substr(0, 41).find(':');
    return colon != std::string_view::npos && starts_upper(sentence) &&
           label_terms(fold_words(sentence.substr(0, colon))).has(Term::decision);
}

/// Where the sentences of a block begin that say "Vedtak:", but for its first.
std::vector<std::size_t> labels_inside(const Block& block)
{
    std::vector<std::size_t> out;
    if (!block.decision_label || block.heading_level > 0) {
        return out;
    }
    for (const Span& span : sentences(block.text)) {
        if (span.begin > 0 &&
            begins_with_decision_label(block.text.substr(span.begin, span.size()))) {
            out.push_back(span.begin);
        }
    }
    return out;
}

/// "Saken ble drøftet. Vedtak: Styret kjøper båten.": the decision is a block of its own.
void part_labels(std::vector<Block>& blocks)
{
    std::vector<Block> out;
    out.reserve(blocks.size());
    for (Block& block : blocks) {
        std::vector<std::size_t> cuts = labels_inside(block);
        if (cuts.empty()) {
            out.push_back(std::move(block));
            continue;
        }
        cuts.push_back(block.text.size());
        Block shape = block;
        shape.starts.clear();
        auto start = block.starts.begin();
        std::size_t begin = 0;
        std::size_t line = block.first_line;
        for (const std::size_t end : cuts) {
            Block piece = shape;
            piece.text = trim(block.text.substr(begin, end - begin));
            for (; start != block.starts.end() && start->first <= begin; ++start) {
                line = start->second;
            }
            piece.first_line = line;
            for (; start != block.starts.end() && start->first < end; ++start) {
                line = start->second;
                piece.starts.emplace_back(start->first - begin, line);
            }
            piece.last_line = line;
            piece.gap_before = block.gap_before && begin == 0;
            piece.labelled_inside = begin > 0;
            out.push_back(std::move(piece));
            begin = end;
        }
    }
    blocks = std::move(out);
}

/// "Resultat        431 837   1 763 737": a word and two numbers at least, as accounts have it.
bool row_of_figures(std::string_view text)
{
    const std::size_t word = text.find_first_of("0123456789");
    const std::string_view figures = text.substr(std::min(word, text.size()));
    return word > 0 && figures.find(' ') != std::string_view::npos &&
           figures.find_first_not_of("0123456789 .,-%") == std::string_view::npos;
}

/// "følgende", "fylgjande"
bool says_following(std::string_view word)
{
    return word.starts_with("f\xC3\xB8lg") || word.starts_with("fylgj");
}

/// The same, and "slikt": what is said next
bool points_on(std::string_view word)
{
    return says_following(word) || word_lists().facts(word).tells(Hint::pointing);
}

/// "Tingets vedtak etter voteringen er følgende", "Vedtaket ble slik"
bool decision_follows(const Words& words)
{
    constexpr std::size_t most = 9; // words
    if (words.size() < 3 || words.size() > most || !points_on(words.back())) {
        return false;
    }
    return words[0].starts_with("vedtak") || words[1].starts_with("vedtak");
}

/// "Styret fattet følgende beslutning mot én stemme (Nordhus):" above what was decided.
bool announces_decision(std::string_view text)
{
    constexpr std::size_t longest = 120; // bytes of such a line
    if (!text.ends_with(':') || text.size() > longest) {
        return false;
    }
    const FoldedText folded = fold_words(text);
    const Words words = words_of(folded);
    for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        // "Rådmannen tilrår slikt vedtak:" is often no more than proposed.
        if (!says_following(words[w])) {
            continue;
        }
        // "følgende beslutning", "følgende enstemmige vedtak"
        for (std::size_t noun = w + 1; noun < words.size() && noun <= w + 2; ++noun) {
            if (word_lists().terms(words[noun]).has(Term::decision)) {
                return true;
            }
        }
    }
    return false;
}

/// "Saken ble avsluttet 16. oktober kl. 10.35.": when a case was begun or ended, and nothing of
/// what came of it.
bool frames_case(const OutlineLine& line)
{
    constexpr std::size_t most = 14; // words
    return line.has_digit && line.words <= most && line.folded.starts_with("sak") &&
           begins_with_any(line.folded, Sought::case_frame);
}

} // namespace

void read_block_label(Block& block)
{
    // "=> referatet er godkjent", "[19:05] => godkjent"
    std::size_t arrow = 0;
    if (block.text.starts_with('[')) {
        arrow = std::min(block.text.find(']'), block.text.size() - 1) + 1;
        arrow += block.text.substr(arrow).starts_with(' ') ? 1U : 0U;
    }
    for (const std::string_view mark : {"=> ", "==> ", "--> ", "\xE2\x86\x92 ", "\xE2\x87\x92 "}) {
        if (block.text.substr(arrow).starts_with(mark)) {
            block.label = Terms{};
            block.label.add(Term::decision);
            block.label_end = arrow + mark.size();
            return;
        }
    }
    const std::size_t colon = block.text.substr(0, 90).find(':');
    if (colon != std::string_view::npos) {
        // "Styrets vedtak (enstemmig):": the bracket is no part of the label.
        std::string_view printed = block.text.substr(0, colon);
        printed = printed.substr(0, printed.find('('));
        // "HPM-24/19 Vedtak:": the number of the case before it is none either.
        if (const std::optional<HeadingLabel> number = read_label(printed);
            number && number->form == NumberForm::yearly && !number->prefix.empty()) {
            printed.remove_prefix(number->title_at);
        }
        const FoldedText label = fold_words(printed);
        block.label = label_terms(label);
        if (decision_follows(words_of(label))) {
            block.label = Terms{};
            block.label.add(Term::decision);
        }
        if (labels_block(block.label)) {
            block.label_end = colon + 1;
            return;
        }
    }
    if (announces_decision(block.text)) {
        block.label = Terms{};
        block.label.add(Term::decision);
        block.label_end = block.text.size();
        return;
    }
    if (block.text.size() <= 60 && !row_of_figures(block.text)) {
        // "3.4 Konklusjon"; but a line "Enstemmig vedtatt" is the decision itself.
        std::string_view label = block.text;
        if (block.heading_level > 0) {
            if (const std::optional<HeadingLabel> number = read_label(label)) {
                label.remove_prefix(number->title_at);
            }
        }
        const FoldedText folded = fold_words(label);
        block.label = word_lists().decision_weight(folded) >= 2 && !block.text.ends_with(':')
                          ? Terms{}
                          : label_terms(folded);
        if (labels_block(block.label)) {
            block.label_end = block.text.size();
            return;
        }
    }
    block.label = Terms{};
}

CaseBlocks blocks_of(const Outline& outline, std::span<const std::size_t> lines)
{
    CaseBlocks made;
    std::vector<Block>& out = made.blocks;
    out.reserve(std::min<std::size_t>(lines.size(), 64)); // long cases have many lines a block
    bool gap = true;
    std::size_t last = static_cast<std::size_t>(-1);
    for (const std::size_t i : lines) {
        const OutlineLine& here = outline.lines[i];
        if (here.furniture || frames_case(here)) {
            continue;
        }
        if (here.blank || here.code) {
            gap = true;
            continue;
        }
        gap = gap || here.gap_above;
        const bool page_break = last != static_cast<std::size_t>(-1) &&
                                outline.lines[last].page != here.page && starts_lower(here.plain);
        const bool fresh = out.empty() || (gap && !page_break) ||
                           starts_new_block(outline.lines[last], here, outline);
        if (fresh) {
            Block block;
            block.bullet = here.bullet;
            block.bold = here.bold;
            block.quoted = here.quoted;
            block.table = here.table;
            block.heading_level = here.heading_level;
            block.indent = here.indent;
            block.first_line = i;
            block.gap_before = gap;
            block.may_decide = false;
            out.push_back(std::move(block));
        }
        Block& block = out.back();
        block.decision_label =
            block.decision_label ||
            ((here.starts.has(Term::decision) || here.starts.has(Term::proposal)) &&
             here.plain.find(':') != std::string_view::npos);
        block.digit = block.digit || here.has_digit;
        block.vote = block.vote || here.starts.votes();
        block.may_decide = block.may_decide || here.decision_word || (block.digit && block.vote);
        if (fresh) {
            block.text = here.plain;
            block.proposal_word = here.starts.has(Term::proposal);
        } else {
            if (block.starts.empty()) {
                made.joined.push_back(std::make_unique<std::string>(block.text));
            }
            std::string& text = *made.joined.back();
            join_line(text, here.plain);
            block.starts.emplace_back(text.size() - here.plain.size(), i);
            block.text = text;
        }
        block.last_line = i;
        last = i;
        gap = false;
    }
    if (std::any_of(
            out.begin(), out.end(), [](const Block& block) { return block.decision_label; })) {
        part_labels(out);
    }
    for (Block& block : out) {
        // Nearly all blocks end here, before anything is folded.
        const OutlineLine& first = outline.lines[block.first_line];
        if (block.heading_level > 0 || block.labelled_inside || labels_block(first.first_starts) ||
            labels_block(first.label_terms) || first.label != nullptr ||
            begins_with_arrow(block.text) || block.proposal_word || block.decision_label) {
            read_block_label(block);
        }
    }
    return made;
}

std::size_t line_at(const Block& block, std::size_t offset)
{
    std::size_t found = block.first_line;
    for (const auto& [begin, line] : block.starts) {
        if (begin <= offset) {
            found = line;
        }
    }
    return found;
}

Place place_of_lines(const Outline& outline, std::size_t first, std::size_t last)
{
    const OutlineLine& from = outline.lines[first];
    const OutlineLine& to = outline.lines[last];
    return {from.content.begin, to.span.end - from.content.begin, from.page, to.page};
}

} // namespace saksklar::structure
