// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/agenda_runs.hpp"

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

/// What makes two numbers the same: "SAK 12/98" and "Sak 12/98".
using Number = std::pair<std::string_view, Key>;

class RunFinder {
public:
    RunFinder(const Outline& outline, LineRange range) : outline_(outline), range_(range) {}

    std::vector<LineRange> run()
    {
        std::vector<LineRange> out;
        if (!find_repeats()) {
            return out;
        }
        for (std::size_t i = range_.begin; i < range_.end;) {
            if (!numbers_case(i)) {
                ++i;
                continue;
            }
            const LineRange list = list_from(i);
            if (list.size() > 0 && stands_again(list)) {
                out.push_back(list);
            }
            i = std::max(i + 1, list.end);
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

    Number number_of(std::size_t i) const
    {
        return {line(i).label->prefix, key_of(*line(i).label)};
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
            const bool listed = after < range_.end && numbers_case(after);
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
        const std::size_t below = next(i);
        if (line(i).bullet || below >= range_.end || numbers_case(below)) {
            return false;
        }
        // A number with a prefix and a year is of one case, however its title was read.
        const HeadingLabel& label = *line(i).label;
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

    const Outline& outline_;
    LineRange range_;
    std::map<Number, std::vector<std::size_t>> places_;
    std::unordered_map<std::string, std::vector<std::size_t>> titles_;
};

} // namespace

std::vector<LineRange> unannounced_agendas(const Outline& outline, LineRange range)
{
    return RunFinder(outline, range).run();
}

} // namespace saksklar::structure
