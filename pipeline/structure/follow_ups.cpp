// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/follow_ups.hpp"

#include "pipeline/structure/action_tables.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

namespace {

bool follow_up_label(const OutlineLine& line)
{
    return line.terms.has(Term::followup) || line.label_terms.has(Term::followup);
}

/// "… (**Maja, Thomas**)", "Ansvar: Kari. Frist: 1. mai"
void person_and_deadline(FollowUp& item)
{
    const FoldedText folded = fold(item.text);
    for (const std::string_view mark : {"ansvar:", "ansvarlig:", "ansvarleg:"}) {
        if (const std::size_t at = folded.find(mark); at != std::string::npos) {
            const std::size_t begin = at + mark.size();
            const std::size_t end = item.text.find_first_of(".;\n", begin);
            item.person = std::string(trim(std::string_view(item.text).substr(
                begin, end == std::string::npos ? std::string::npos : end - begin)));
        }
    }
    if (const std::size_t at = folded.find("frist"); at != std::string::npos) {
        std::size_t begin = at + 5;
        while (begin < item.text.size() &&
               (item.text[begin] == ':' || is_space(item.text[begin]) || item.text[begin] == '-')) {
            ++begin;
        }
        const std::size_t end = item.text.find_first_of(";\n)", begin);
        std::string_view deadline = trim(std::string_view(item.text).substr(
            begin, end == std::string::npos ? std::string::npos : end - begin));
        if (!deadline.empty() && deadline.size() <= 40) {
            item.deadline = std::string(deadline);
        }
    }
    if (!item.deadline) {
        // "… innen 18.11."
        for (const std::string_view mark : {" innen ", " innan "}) {
            const std::size_t at = folded.find(mark);
            if (at == std::string::npos) {
                continue;
            }
            const std::string_view rest = std::string_view(item.text).substr(at + mark.size());
            const std::vector<FoundDate> dates = find_dates(rest);
            if (!dates.empty() && dates[0].span.begin <= 4) {
                item.deadline = std::string(rest.substr(dates[0].span.begin, dates[0].span.size()));
            }
        }
    }
    if (!item.person) {
        // "Line oppdaterer …", "@siri setter opp …"
        std::string_view first = std::string_view(item.text).substr(0, item.text.find(' '));
        const bool handle = first.starts_with('@') && first.size() > 2;
        if (handle) {
            first.remove_prefix(1);
        }
        const bool name =
            handle || (starts_upper(first) && word_lists().first_name(fold_words(first)));
        const std::string_view after =
            std::string_view(item.text).substr(std::min(item.text.size(), item.text.find(' ')));
        if (name && starts_lower(trim(after))) {
            item.person = std::string(first);
        }
    }
    if (!item.person && item.text.ends_with(')')) {
        const std::size_t open = item.text.rfind('(');
        const std::string_view inner =
            std::string_view(item.text).substr(open + 1, item.text.size() - open - 2);
        if (open != std::string::npos && inner.size() <= 60 && starts_upper(inner)) {
            const Words words = words_of(inner);
            if (!words.empty() && word_lists().first_name(fold_words(words.front()))) {
                item.person = std::string(inner);
            }
        }
    }
}

/// "… Ansvar: Kari": a duty that is named inside a line.
bool speaks_of_duty(const OutlineLine& line)
{
    const std::string_view plain = line.plain;
    if (plain.size() > 600 || !contains(plain, ": ") ||
        !contains_either(line.folded, "ansvar", "frist")) {
        return false;
    }
    const FoldedText folded = fold(plain);
    for (const std::string_view mark :
         {" ansvar: ", " ansvarlig: ", " ansvarleg: ", "(ansvar: ", "(frist: ", " frist: "}) {
        if (folded.find(mark) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace

void follow_ups_in(const Outline& outline,
                   const std::vector<std::size_t>& lines,
                   std::size_t skip,
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
                item.text = here.plain.substr(rest);
                item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
                const bool person_only =
                    here.label_terms.has(Term::followup) &&
                    fold_words(here.plain.substr(0, here.plain.find(':'))).starts_with("ansvar");
                if (person_only) {
                    item.person = item.text;
                    item.text = here.plain;
                } else if (label == "frist") {
                    item.text = here.plain;
                    person_and_deadline(item);
                } else {
                    person_and_deadline(item);
                }
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
            person_and_deadline(item);
            out.push_back(std::move(item));
            listed = false;
            continue;
        }
        if (!listed && speaks_of_duty(here)) {
            // "Øvelse i juni. Ansvarlig: Gunnar. Frist: 30.6."
            FollowUp item;
            item.text = here.plain;
            item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
            person_and_deadline(item);
            out.push_back(std::move(item));
            continue;
        }
        const bool numbered = here.label != nullptr;
        if (listed && (here.bullet || numbered)) {
            FollowUp item;
            item.text = here.plain;
            item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
            person_and_deadline(item);
            out.push_back(std::move(item));
            any = true;
        } else if (listed && any && here.indent > 0 && !out.empty()) {
            out.back().text.append(" ").append(here.plain);
            person_and_deadline(out.back());
        } else {
            listed = false;
        }
    }
}

} // namespace saksklar::structure
