// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/people_runs.hpp"

#include "pipeline/structure/attendance_tables.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/region_labels.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>

namespace saksklar::structure {

namespace {

/// "1A  Kari Berg", "3   Ola Vik": without the class or group before the name.
std::string_view without_unit(std::string_view plain)
{
    const std::size_t space = plain.find(' ');
    const bool unit =
        space != std::string_view::npos && space <= 4 &&
        std::any_of(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(space), is_digit) &&
        plain[space - 1] != '.' && plain[space - 1] != ')';
    return unit ? trim(plain.substr(space)) : plain;
}

enum class Entry { none, empty, person };

Entry entry_at(const Outline& outline, const OutlineLine& line)
{
    const bool ticked = line.plain.starts_with("[");
    if ((line.plain.size() > 90 && !ticked) || line.heading_level > 0 || line.code ||
        line.label_rest > 0 || line.plain.ends_with('.') || line.plain.ends_with(':')) {
        return Entry::none;
    }
    std::string_view said = without_unit(line.plain);
    // "[x] Kari Berg"
    if (said.size() > 4 && said[0] == '[' && said[2] == ']') {
        said = name_after_user(trim(said.substr(3)));
        if (starts_upper(said)) {
            return Entry::person;
        }
    }
    // "Kari Berg      kasserer     x"
    const std::string_view raw =
        trim(without_unit(outline.text.substr(line.content.begin, line.content.size())));
    if (const std::size_t gap = raw.find("   "); gap != std::string_view::npos && !ticked) {
        const std::string first = plain_text(raw.substr(0, gap));
        const int score = name_score(name_before_role(strip_paren(first)));
        const std::string last = plain_text(trim(raw.substr(raw.rfind("  "))));
        const bool marked = cross(last) || last == "-" || last == "\xE2\x80\x93" ||
                            (last.starts_with("(") && raw.find("  x") != std::string_view::npos);
        if (score == 3 || (marked && score >= 1)) {
            return Entry::person;
        }
        // "Konservator      Kari Berg      ja"
        const std::string_view behind = trim(raw.substr(gap));
        const std::string second = plain_text(behind.substr(0, behind.find("  ")));
        const FoldedText mark = fold_words(last);
        if (is_role(first) && name_score(second) >= 1 && count_words(second) >= 2 &&
            (cross(last) || mark.starts_with("nei"))) {
            return Entry::person;
        }
    }
    std::string_view name = said.substr(0, said.find_first_of(",(:"));
    for (const std::string_view dash : {" - ", " \xE2\x80\x93 "}) {
        name = name.substr(0, name.find(dash));
    }
    name = trim(name);
    if (name_score(name.substr(name_after_role(name))) == 3) {
        return Entry::person;
    }
    const bool unit = said.size() < line.plain.size();
    return unit && (nobody(name) || says_absent(strip_paren(said))) ? Entry::empty : Entry::none;
}

} // namespace

bool names_only(std::string_view text)
{
    constexpr std::size_t least = 3;
    if (text.size() < 20 || !starts_upper(text) || text.find(", ") == std::string_view::npos) {
        return false;
    }
    const bool stop = text.ends_with('.');
    const std::vector<std::string> people = people_parts(text.substr(0, text.size() - stop));
    return people.size() >= least && std::ranges::all_of(people, [](const std::string& person) {
               return name_score(strip_paren(person)) == 3 &&
                      (person.find('(') == std::string::npos || person.ends_with(')'));
           });
}

LineRange unlabelled_people(const Outline& outline, LineRange range)
{
    const std::size_t end = std::min(range.end, range.begin + 60);
    for (std::size_t i = range.begin; i < end; ++i) {
        if (sure_people_label(outline.lines[i])) {
            return {range.begin, range.begin};
        }
    }
    for (std::size_t i = range.begin; i < end; ++i) {
        const OutlineLine& first = outline.lines[i];
        // The first number that is no class ("1A  Kari Berg") begins the cases.
        const bool numbered =
            first.label != nullptr && (!first.label->prefix.empty() ||
                                       (!first.bullet && entry_at(outline, first) == Entry::none));
        if (numbered || (first.heading_level > 0 && i > range.begin + 8)) {
            break;
        }
        // "Valgkomiteen har vært:" says of whom the names are.
        const bool named_above = i > range.begin && outline.lines[i - 1].plain.ends_with(':');
        if (!first.blank && !first.bullet && !first.table && first.heading_level == 0 &&
            !named_above && names_only(first.plain)) {
            return {i, i + 1};
        }
        if (first.blank || entry_at(outline, first) == Entry::none) {
            continue;
        }
        std::size_t people = 0;
        std::size_t last = i;
        while (last < end && !outline.lines[last].blank) {
            const Entry entry = entry_at(outline, outline.lines[last]);
            if (entry == Entry::none) {
                break;
            }
            people += entry == Entry::person ? 1U : 0U;
            ++last;
        }
        if (people >= 4 && people * 3 >= (last - i) * 2) {
            // "Rektor Kari Berg var med på sak 3."
            if (last < end && !outline.lines[last].blank && tells(outline.lines[last].plain) &&
                outline.lines[last].words <= 14 && outline.lines[last].label == nullptr) {
                ++last;
            }
            return {i, last};
        }
        i = last;
    }
    return {range.begin, range.begin};
}

} // namespace saksklar::structure
