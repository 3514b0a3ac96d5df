// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/case_lists.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace saksklar::structure {

namespace {

/// What makes two numbers the same ("SAK 12/98" and "Sak 12/98"): the folded prefix, and the rest.
using Number = std::pair<std::string_view, Key>;

class ListFinder {
public:
    ListFinder(const Outline& outline, LineRange range) : outline_(outline), range_(range) {}

    CaseLists run()
    {
        CaseLists out;
        if (find_repeats()) {
            for (std::size_t i = range_.begin; i < range_.end;) {
                if (!numbers_case(i)) {
                    ++i;
                    continue;
                }
                const LineRange list = list_from(i);
                if (list.size() > 0 && stands_again(list)) {
                    out.agendas.push_back(list);
                } else if (list.size() > 0 && stood_before(list)) {
                    out.summaries.push_back(with_heading(list));
                }
                i = std::max(i + 1, list.end);
            }
        }
        if (out.agendas.empty()) {
            if (const LineRange titles = title_list(); titles.size() > 0) {
                out.agendas.push_back(titles);
            }
        }
        return out;
    }

private:
    static constexpr std::size_t least_items = 3;
    static constexpr std::size_t most_wrapped = 4; ///< lines of a title below its first

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool nothing(std::size_t i) const { return line(i).blank || line(i).furniture; }

    /// Whether a line is a number and a title, as items of agendas and headings of cases are.
    bool numbers_case(std::size_t i) const
    {
        const OutlineLine& here = line(i);
        return here.label != nullptr && here.label->form != NumberForm::letter &&
               !here.front_matter && !here.code && !nothing(i) &&
               here.label->title_at < here.plain.size();
    }

    /// "Ad 2)" is point 2 of the list above.
    static bool says_ad(const HeadingLabel& label) { return label.prefix == "ad"; }

    Number number_of(std::size_t i) const
    {
        const HeadingLabel& label = *line(i).label;
        return {says_ad(label) ? std::string_view{} : std::string_view(label.prefix),
                key_of(label)};
    }

    /// Notes where every number and every title behind a prefix stands; whether two stand more than
    /// once.
    bool find_repeats()
    {
        std::size_t repeated = 0;
        const auto note = [&repeated](std::vector<std::size_t>& places, std::size_t i) {
            places.push_back(i);
            repeated += places.size() == 2 ? 1U : 0U;
        };
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            if (numbers_case(i)) {
                note(places_[number_of(i)], i);
                if (!line(i).label->prefix.empty()) {
                    note(titles_[std::string(title_of(i))], i);
                }
            }
        }
        return repeated >= 2;
    }

    /// The next line with something on it; the end of the range.
    std::size_t next(std::size_t i) const
    {
        ++i;
        while (i < range_.end && nothing(i)) {
            ++i;
        }
        return i;
    }

    /// Whether a line without a number goes on with the title above it.
    bool wrapped(std::size_t i) const
    {
        constexpr std::size_t longest = 90; // bytes
        const OutlineLine& here = line(i);
        return here.label == nullptr && !here.bullet && here.heading_level == 0 && i > 0 &&
               !nothing(i - 1) && here.label_rest == 0 && here.plain.size() <= longest &&
               (!here.plain.ends_with('.') || starts_lower(here.plain) || in_capitals(here.plain));
    }

    /// The numbers from line `begin` on that follow each other without text, and none twice.
    LineRange list_from(std::size_t begin) const
    {
        std::set<Number> seen;
        std::set<std::string> titles;
        std::size_t items = 0;
        std::size_t end = begin;
        for (std::size_t i = begin; i < range_.end && numbers_case(i);) {
            const std::size_t after = next(i);
            // A number that stands twice in the list itself was misread.
            const bool listed =
                after < range_.end && numbers_case(after) && !says_ad(*line(i).label);
            const bool fresh = seen.insert(number_of(i)).second;
            const bool said_first = titles.insert(std::string(title_of(i))).second;
            if ((!(fresh && said_first) && !listed) || line(i).heading_level > 0) {
                break;
            }
            ++items;
            end = i + 1;
            i = after;
            // What stands below the last number may be the text of its case.
            std::size_t below = i;
            std::size_t title_end = end;
            for (std::size_t lines = 0;
                 lines < most_wrapped && below < range_.end && wrapped(below);
                 ++lines) {
                title_end = below + 1;
                below = next(below);
            }
            if (below > i && below < range_.end && numbers_case(below)) {
                i = below;
                end = title_end;
            }
        }
        return items >= least_items ? LineRange{begin, end} : LineRange{begin, begin};
    }

    /// The title behind a number, folded.
    FoldedText title_of(std::size_t i) const
    {
        return fold_words(line(i).plain.substr(line(i).label->title_at));
    }

    /// Whether line `i` is the heading of a case with text whose item stands on line `item`.
    bool treats(std::size_t i, std::size_t item) const
    {
        constexpr double alike = 0.6;
        const HeadingLabel& label = *line(i).label;
        if (says_ad(label)) {
            return true; // its text stands on the same line
        }
        const std::size_t below = next(i);
        if (line(i).bullet || below >= range_.end || numbers_case(below)) {
            return false;
        }
        // A number with a prefix and a year is of one case, however its title was read.
        return (label.form == NumberForm::yearly && !label.prefix.empty()) ||
               word_overlap(title_of(i), title_of(item), alike) >= alike;
    }

    /// Whether at least two items, and a fourth of all, stand again below, with text under them: of
    /// a page that was read badly some headings are lost.
    bool stands_again(LineRange list) const
    {
        std::size_t items = 0;
        std::size_t again = 0;
        for (std::size_t i = list.begin; i < list.end; ++i) {
            if (!numbers_case(i)) {
                continue;
            }
            ++items;
            const auto stands_in = [&](const std::vector<std::size_t>& places) {
                const auto later = std::ranges::lower_bound(places, list.end);
                return later != places.end() && treats(*later, i);
            };
            // Of a number that was misread the title may tell: "SAK 25193 Valg", "Sak 25/93 Valg".
            const auto title = titles_.find(std::string(title_of(i)));
            const bool found = stands_in(places_.at(number_of(i))) ||
                               (title != titles_.end() && stands_in(title->second));
            again += found ? 1U : 0U;
        }
        return again >= 2 && again * 4 >= items;
    }

    /// Whether every item, all with a prefix, stood above with text under it.
    bool stood_before(LineRange list) const
    {
        for (std::size_t i = list.begin; i < list.end; ++i) {
            if (!numbers_case(i)) {
                continue;
            }
            const std::size_t first = places_.at(number_of(i)).front();
            const std::size_t below = next(first);
            if (line(i).label->prefix.empty() || first >= list.begin || numbers_case(below)) {
                return false;
            }
        }
        return true;
    }

    /// "Oppsummering av vedtak" above the list, with it.
    LineRange with_heading(LineRange list) const
    {
        constexpr std::size_t longest = 60; // bytes
        std::size_t above = list.begin;
        while (above > range_.begin && nothing(above - 1)) {
            --above;
        }
        if (above > range_.begin) {
            const OutlineLine& heading = line(above - 1);
            const bool apart = above - 1 == range_.begin || nothing(above - 2);
            if (heading.label == nullptr && apart && heading.plain.size() <= longest &&
                !heading.plain.ends_with('.')) {
                list.begin = above - 1;
            }
        }
        return list;
    }

    /// Whether a line may be the title of a case without a number.
    bool may_be_title(std::size_t i) const
    {
        constexpr std::size_t longest = 90; // bytes
        const OutlineLine& here = line(i);
        return !nothing(i) && !here.front_matter && !here.code && here.plain.size() <= longest &&
               !here.folded.empty() && !here.plain.ends_with('.') &&
               (here.label_rest == 0 || here.label_rest >= here.plain.size());
    }

    /// What a line says as a title, without a number.
    FoldedText said(std::size_t i) const
    {
        const HeadingLabel* label = line(i).label;
        return fold_words(label ? line(i).plain.substr(label->title_at) : line(i).plain);
    }

    /// The first list at the head of titles without numbers that stand again below.
    LineRange title_list() const
    {
        constexpr std::size_t head = 80; // lines
        const std::size_t last = std::min(range_.end, range_.begin + head);
        for (std::size_t i = range_.begin; i < last;) {
            std::size_t end = i;
            while (end < last && may_be_title(end) && line(end).label == nullptr &&
                   line(end).heading_level == 0 && line(end).bullet == line(i).bullet &&
                   !name_like(line(end).plain)) {
                ++end;
            }
            if (end - i >= least_items) {
                if (const LineRange list = said_again({i, end}); list.size() > 0) {
                    return list;
                }
            }
            i = std::max(i + 1, end);
        }
        return {};
    }

    /// The part of a list of titles from the first to the last that stands again below, if at least
    /// three do, two thirds of all, in the same order and with text under them; else none.
    LineRange said_again(LineRange list) const
    {
        constexpr std::size_t far = 20000; // lines; keeps the time of huge texts linear
        std::unordered_map<std::string_view, std::size_t> item_of;
        for (std::size_t i = list.begin; i < list.end; ++i) {
            item_of.try_emplace(line(i).folded, i);
        }
        const auto item_at = [&](std::size_t i) {
            if (!may_be_title(i) || line(i).bullet) {
                return range_.end;
            }
            const FoldedText title = said(i);
            const auto found = item_of.find(title);
            return found == item_of.end() ? range_.end : found->second;
        };
        std::size_t first = range_.end;
        std::size_t last = list.begin;
        std::size_t found = 0;
        for (std::size_t i = list.end; i < std::min(range_.end, list.end + far); ++i) {
            const std::size_t item = item_at(i);
            if (item == range_.end || (found > 0 && item <= last)) {
                continue;
            }
            const std::size_t below = next(i);
            if (below >= range_.end || item_at(below) != range_.end) {
                continue;
            }
            first = std::min(first, item);
            last = item;
            ++found;
        }
        if (found < least_items || found * 3 < (last + 1 - first) * 2) {
            return {};
        }
        return {first, last + 1};
    }

    const Outline& outline_;
    LineRange range_;
    std::map<Number, std::vector<std::size_t>> places_;
    std::unordered_map<std::string, std::vector<std::size_t>> titles_;
};

} // namespace

CaseLists unannounced_lists(const Outline& outline, LineRange range)
{
    return ListFinder(outline, range).run();
}

} // namespace saksklar::structure
