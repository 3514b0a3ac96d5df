// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/mail_head.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

namespace saksklar::structure {

namespace {

FoldedText label_of(const OutlineLine& line)
{
    return fold_words(line.plain.substr(0, line.plain.find(':')));
}

bool names_subject(std::string_view label)
{
    return word_lists().facts(label).tells(Hint::mail_subject);
}

bool names_sender(std::string_view label)
{
    return word_lists().facts(label).tells(Hint::mail_sender);
}

/// "Hei,", "Hei alle sammen!", "Kjære medlemmer"
bool greets(const OutlineLine& line)
{
    constexpr std::size_t most = 6; // words
    return line.words <= most && line.heading_level == 0 && line.label == nullptr &&
           (word_lists().facts(leading_words(line.folded, 1)).tells(Hint::salutation) ||
            word_lists().facts(leading_words(line.folded, 2)).tells(Hint::salutation));
}

/// "Vennlig hilsen", "Mvh Kari"
bool takes_leave(const OutlineLine& line)
{
    constexpr std::size_t most = 6; // words
    return line.words <= most && (contains_any(line.folded, Sought::greeting) ||
                                  begins_with_any(line.folded, Sought::short_greeting));
}

/// What no note has: numbered or marked lines, fields and people of minutes.
bool of_minutes(const OutlineLine& line)
{
    return line.label != nullptr || line.bullet || line.table || line.heading_level > 0 ||
           line.label_terms.people() || line.label_terms.field() || line.terms.people() ||
           line.terms.has(Term::agenda);
}

} // namespace

bool subject_line(const OutlineLine& line)
{
    return names_subject(label_of(line));
}

bool sender_line(const OutlineLine& line)
{
    return names_sender(label_of(line));
}

std::size_t mail_head_end(const Outline& outline, LineRange range)
{
    std::size_t end = range.begin;
    bool sender = false;
    bool subject = false;
    for (std::size_t i = range.begin; i < range.end && i < range.begin + 14; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank) {
            if (subject) {
                break;
            }
            continue;
        }
        const FoldedText label = label_of(line);
        sender = sender || names_sender(label);
        subject = subject || (sender && names_subject(label));
        end = i + 1;
    }
    return subject ? end : range.begin;
}

std::size_t cover_note_end(const Outline& outline, LineRange range)
{
    constexpr std::size_t longest = 12; // lines with text
    constexpr std::size_t least_left = 6;
    const auto next = [&](std::size_t i) {
        while (i < range.end && outline.lines[i].blank) {
            ++i;
        }
        return i;
    };
    std::size_t i = next(range.begin);
    if (i >= range.end || !greets(outline.lines[i])) {
        return range.begin;
    }
    bool left = false;
    std::size_t lines = 0;
    for (i = next(i + 1); i < range.end && !left; i = next(i + 1)) {
        if (++lines > longest || of_minutes(outline.lines[i])) {
            return range.begin;
        }
        left = takes_leave(outline.lines[i]);
    }
    // "Kari Berg", "-----Opprinnelig melding-----"
    if (i < range.end && outline.lines[i].words <= 3 && name_like(outline.lines[i].plain)) {
        i = next(i + 1);
    }
    const auto raw = [&] {
        const Span span = outline.lines[i].span;
        return outline.text.substr(span.begin, span.size());
    };
    if (i < range.end && raw().starts_with("-----")) {
        i = next(i + 1);
    }
    std::size_t remaining = 0;
    for (std::size_t k = i; k < range.end && remaining < least_left; ++k) {
        remaining += outline.lines[k].blank ? 0U : 1U;
    }
    return left && remaining >= least_left ? i : range.begin;
}

} // namespace saksklar::structure
