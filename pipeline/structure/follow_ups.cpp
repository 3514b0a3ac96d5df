// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/follow_ups.hpp"

#include "pipeline/structure/action_tables.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/duties.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace saksklar::structure {

namespace {

bool follow_up_label(const OutlineLine& line)
{
    return line.terms.has(Term::followup) || line.label_terms.has(Term::followup);
}

/// "… Ansvar: Kari": a duty that is named inside a line.
bool speaks_of_duty(const OutlineLine& line)
{
    const std::string_view plain = line.plain;
    if (plain.size() > 600 || !contains(plain, ": ") ||
        !contains_either(line.folded, "ansv", "frist")) {
        return false;
    }
    return names_duty(plain);
}

/// What columns at the margin say of a line: who is to do what its last sentence says.
void add_margin_note(const Outline& outline, const OutlineLine& line, std::vector<FollowUp>& out)
{
    const auto found = outline.margins.find(line.span.begin);
    if (found == outline.margins.end()) {
        return;
    }
    FollowUp item;
    const std::vector<Span> parts = sentences(line.plain);
    item.text = parts.empty()
                    ? std::string(line.plain)
                    : std::string(line.plain.substr(parts.back().begin, parts.back().size()));
    item.place = Place{line.span.begin, line.span.size(), line.page, line.page};
    const auto said = [](const std::string& value) {
        return value.empty() ? std::nullopt : std::optional(value);
    };
    item.person = said(found->second.person);
    item.deadline = said(found->second.deadline);
    out.push_back(std::move(item));
}

/// "Kari ringer kommunen.": what the sentences of a line say that somebody is to do. The last may
/// go on in the line below, `next`; the first may be the end of one of the line above.
void add_told_duties(const OutlineLine& line,
                     const OutlineLine* next,
                     bool goes_on_from_above,
                     const std::vector<Attendee>& attendance,
                     std::vector<FollowUp>& out)
{
    const bool may_tell = line.task_word || (next != nullptr && next->task_word);
    if (!may_tell || line.plain.size() > 4000 || line.table || line.quoted ||
        line.heading_level > 0) {
        return;
    }
    const std::size_t begin =
        line.label != nullptr && line.label->form == NumberForm::plain ? line.label->title_at : 0;
    const std::string_view text = line.plain.substr(std::min(begin, line.plain.size()));
    bool first = goes_on_from_above;
    for (const Span& span : sentences(text)) {
        std::string sentence(text.substr(span.begin, span.size()));
        const bool skipped = std::exchange(first, false);
        if (skipped || !starts_upper(sentence)) {
            continue;
        }
        const bool open = span.end == text.size() && next != nullptr &&
                          std::string_view(".!?:").find(sentence.back()) == std::string_view::npos;
        std::size_t end = line.span.end;
        if (open) {
            const std::vector<Span> below = sentences(next->plain);
            if (!below.empty()) {
                sentence.append(" ").append(next->plain.substr(0, below[0].end));
                end = next->span.end;
            }
        }
        if (std::optional<FollowUp> item = told_duty(sentence, attendance)) {
            item->place = Place{line.span.begin, end - line.span.begin, line.page, line.page};
            out.push_back(std::move(*item));
        }
    }
}

} // namespace

void follow_ups_in(const Outline& outline,
                   const std::vector<std::size_t>& lines,
                   std::size_t skip,
                   const std::vector<Attendee>& attendance,
                   std::vector<FollowUp>& out)
{
    bool listed = false;
    bool any = false;
    std::size_t follow_up_at = 0; // the line of the latest
    for (std::size_t k = skip; k < lines.size() && out.size() < 500; ++k) {
        const OutlineLine& here = outline.lines[lines[k]];
        if (here.blank) {
            listed = listed && !any;
            continue;
        }
        if (!outline.margins.empty()) {
            add_margin_note(outline, here, out);
        }
        if (const std::size_t rows = read_action_table(outline, lines, k, out); rows > 0) {
            k += rows - 1;
            listed = false;
            continue;
        }
        if (follow_up_label(here)) {
            const std::size_t rest = here.label_rest;
            const FoldedText label = fold_words(here.plain.substr(0, here.plain.find(':')));
            // "Frist: 1. oktober" right below belongs to the one above.
            if (label == "frist" && rest > 0 && rest < here.plain.size() && !out.empty() &&
                !out.back().deadline && k > skip && follow_up_at == k - 1) {
                out.back().deadline = here.plain.substr(rest);
                out.back().place->length = here.span.end - out.back().place->offset;
                follow_up_at = k;
                continue;
            }
            if (rest > 0 && rest < here.plain.size()) {
                follow_up_at = k;
                FollowUp item;
                item.text =
                    names_duty(here.plain.substr(0, rest)) ? here.plain : here.plain.substr(rest);
                item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
                read_duty(item, attendance);
                out.push_back(std::move(item));
            }
            listed = true;
            any = false;
            continue;
        }
        // "[ ] Kari bestiller", "[x] …": items to tick off
        const bool box = here.bullet && here.plain.size() > 4 && here.plain[0] == '[' &&
                         here.plain[2] == ']' &&
                         (here.plain[1] == ' ' || here.plain[1] == 'x' || here.plain[1] == 'X');
        if (box) {
            FollowUp item;
            item.text = std::string(trim(here.plain.substr(3)));
            item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
            read_duty(item, attendance);
            out.push_back(std::move(item));
            listed = false;
            continue;
        }
        if (!listed && speaks_of_duty(here)) {
            // "Øvelse i juni. Ansvarlig: Gunnar. Frist: 30.6."
            FollowUp item;
            item.text = here.plain;
            item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
            read_duty(item, attendance);
            out.push_back(std::move(item));
            continue;
        }
        const bool numbered = here.label != nullptr;
        if (listed && (here.bullet || numbered)) {
            FollowUp item;
            const bool counted = numbered && here.label->form == NumberForm::plain;
            item.text = here.plain.substr(counted ? here.label->title_at : 0);
            item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
            read_duty(item, attendance);
            out.push_back(std::move(item));
            any = true;
        } else if (listed && any && here.indent > 0 && !out.empty()) {
            out.back().text.append(" ").append(here.plain);
            read_duty(out.back(), attendance);
        } else {
            listed = false;
            const auto at = [&](std::size_t other) -> const OutlineLine* {
                const OutlineLine& line = outline.lines[lines[other]];
                return line.blank || line.heading_level > 0 ? nullptr : &line;
            };
            const OutlineLine* above = k > skip ? at(k - 1) : nullptr;
            const OutlineLine* next = k + 1 < lines.size() ? at(k + 1) : nullptr;
            const bool wraps =
                above != nullptr && !here.bullet && above->words >= 6 &&
                std::string_view(".!?:").find(above->plain.back()) == std::string_view::npos;
            add_told_duties(
                here,
                next != nullptr && !next->bullet && !starts_upper(next->plain) ? next : nullptr,
                wraps,
                attendance,
                out);
        }
    }
}

} // namespace saksklar::structure
