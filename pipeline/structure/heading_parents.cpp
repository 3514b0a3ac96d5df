// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/heading_parents.hpp"

#include "pipeline/structure/heading_sequence.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

class ParentFinder {
public:
    ParentFinder(const Outline& outline, const Regions& regions, std::vector<Heading>& headings)
        : outline_(outline), regions_(regions), headings_(headings)
    {
        for (const AgendaLine& entry : regions_.agenda) {
            if (!entry.folded.empty() && many()) {
                agenda_.insert(entry.folded);
            }
            agenda_depth_ = agenda_depth_ || entry.depth > 0;
        }
    }

    void run()
    {
        std::map<Key, std::size_t> by_number;
        std::map<Key, std::optional<std::size_t>> siblings;
        std::optional<std::size_t> last_case_word; // the latest "Sak …"
        std::vector<std::size_t> open_levels;      // headings by markup level, outermost first
        std::size_t seen_line = headings_.empty() ? 0 : headings_.front().line;
        std::optional<std::size_t> last_single; // the latest "4", "Sak 4"
        std::optional<std::size_t> last_labelled;
        std::optional<std::size_t> series;           // a case that collects those of other prefixes
        std::optional<std::size_t> group;            // an unnumbered heading that collects others
        std::optional<std::size_t> counted;          // the latest heading that collects others
        std::unordered_set<std::size_t> lists_below; // headings with numbered ones of their own
        for (std::size_t i = 0; i < headings_.size(); ++i) {
            Heading& heading = headings_[i];
            const int level = line(heading.line).heading_level;
            std::optional<std::size_t> parent;
            bool numbered = false;
            if (heading.label && heading.label->form != NumberForm::letter &&
                heading.label->form != NumberForm::clock &&
                heading.label->form != NumberForm::roman) {
                const auto& [year, parts, letter] = key_of(*heading.label);
                if (letter != 0) {
                    const auto found = by_number.find(Key{year, parts, 0});
                    if (found != by_number.end()) {
                        parent = found->second;
                        numbered = true;
                    }
                } else if (parts.size() > 1) {
                    NumberParts up = parts;
                    while (!parent && up.size() > 1) {
                        up.pop_back();
                        const auto found = by_number.find(Key{year, up, 0});
                        if (found != by_number.end()) {
                            parent = found->second;
                            numbered = true;
                        }
                    }
                    // Without the heading "1." itself, "1.2" stands where "1.1" stands.
                    up = parts;
                    up.pop_back();
                    if (const auto found = siblings.find(Key{year, up, 0});
                        !parent && found != siblings.end()) {
                        parent = found->second;
                        numbered = true;
                    }
                    if (!parent && last_single) {
                        parent = last_single;
                        numbered = true;
                    }
                } else {
                    numbered = level == 0;
                }
            } else if (heading.label && heading.label->form == NumberForm::letter &&
                       last_labelled &&
                       !(level > 0 &&
                         line(headings_[*last_labelled].line).heading_level >= level)) {
                parent = last_labelled;
                numbered = true;
            } else if (const std::optional<std::size_t> section = section_of_letter(i)) {
                parent = section;
                numbered = true;
            }
            // "## Saker", which is no case itself, ends what stands open at its level.
            for (std::size_t between = seen_line; between < heading.line; ++between) {
                const int closes = line(between).heading_level;
                while (closes > 0 && !open_levels.empty() &&
                       line(headings_[open_levels.back()].line).heading_level >= closes) {
                    open_levels.pop_back();
                }
            }
            seen_line = heading.last_line + 1;
            if (!numbered && level > 0) {
                while (!open_levels.empty() &&
                       line(headings_[open_levels.back()].line).heading_level >= level) {
                    open_levels.pop_back();
                }
                if (!open_levels.empty()) {
                    parent = open_levels.back();
                }
            }
            // "Sak 6" with the level of "Sak 5.1" goes on after "Sak 5"; "1", "2" below it do not.
            if (!numbered && heading.label && heading.label->parts.size() == 1 &&
                heading.label->letter == 0) {
                while (parent && goes_on_after(headings_[*parent], heading) &&
                       !lists_below.contains(*parent)) {
                    parent = headings_[*parent].parent;
                }
                if (parent) {
                    lists_below.insert(*parent);
                }
            }
            if (level > 0) {
                while (!open_levels.empty() &&
                       line(headings_[open_levels.back()].line).heading_level >= level) {
                    open_levels.pop_back();
                }
                open_levels.push_back(i);
            }
            if (!heading.label && level == 0) {
                const FoldedText folded = fold_words(heading.title);
                if (collects(folded)) {
                    group = i;
                } else if (group && folded.find(shared_stem(fold_words(headings_[*group].title))) !=
                                        std::string::npos) {
                    parent = group;
                } else {
                    group.reset();
                    parent.reset();
                }
            }
            // Where the agenda says how items stand, it is surer than the levels of styles.
            if (!heading.label && agenda_depth_) {
                if (const std::optional<Standing> standing =
                        agenda_standing(fold_words(heading.title))) {
                    parent = standing->parent;
                }
            }
            if (heading.label && level == 0 && last_case_word && second_word(*heading.label)) {
                parent = last_case_word;
            }
            // "**B-07.3 Valg**" below "## Del 2 Beslutningssaker"
            if (heading.label && level == 0 && !parent && !open_levels.empty() &&
                line(heading.line).bold && headings_[open_levels.back()].label &&
                headings_[open_levels.back()].label->prefix != heading.label->prefix) {
                parent = open_levels.back();
            }
            // "Nr. 1", "Nr. 2" below "SØKNADER" or "Sak 3 Søknader"
            if (heading.label && level == 0 && counted && heading.label->parts.size() == 1) {
                const Heading& over = headings_[*counted];
                const Heading& before = headings_[i - 1];
                const bool other = !over.label || over.label->prefix != heading.label->prefix;
                const bool first = other && *counted == i - 1 && heading.label->parts[0] == 1;
                if (first || (before.parent == counted && goes_on_after(before, heading))) {
                    heading.parent = counted;
                    continue;
                }
            }
            if (level == 0 && collects(fold_words(heading.title))) {
                counted = i;
            }
            if (level == 0 && last_case_word && counted_below(i, *last_case_word)) {
                parent = last_case_word;
            }
            // "RS 3/24" below "PS 7/24 Referatsaker", until the first series goes on
            if (heading.label && !heading.label->prefix.empty() && level == 0 &&
                heading.label->form == NumberForm::yearly) {
                const std::string& prefix = heading.label->prefix;
                if (series && headed_between(headings_[i - 1].last_line + 1, heading.line)) {
                    series.reset();
                }
                if (series && headings_[*series].label->prefix != prefix) {
                    parent = series;
                } else {
                    series = headings_.size() < 2000 && collects(fold_words(heading.title)) &&
                                     several_of(prefix)
                                 ? std::optional(i)
                                 : std::nullopt;
                }
            }
            // "Søknad 19-03" below "Sak 4 Søknader om midler"
            if (heading.label && !heading.label->prefix.empty() && level == 0 && last_case_word &&
                headings_[*last_case_word].label->prefix != heading.label->prefix &&
                heading.label->prefix.size() > 3 &&
                fold_words(headings_[*last_case_word].title)
                    .view()
                    .starts_with(heading.label->prefix)) {
                parent = last_case_word;
                heading.parent = parent;
                continue;
            }
            heading.parent = parent;
            if (heading.label && heading.label->parts.size() > 1) {
                NumberParts up = heading.label->parts;
                up.pop_back();
                siblings.try_emplace(Key{std::get<0>(key_of(*heading.label)), up, 0}, parent);
            }
            if (heading.label && !heading.label->prefix.empty() && !second_word(*heading.label)) {
                last_case_word = i;
            }
            if (heading.label && heading.label->form != NumberForm::letter) {
                const auto key = key_of(*heading.label);
                by_number.insert_or_assign(key, i);
                if (std::get<1>(key).size() == 1 && heading.label->letter == 0) {
                    last_single = i;
                }
                last_labelled = i;
            }
            if (!heading.label && agenda_depth_) {
                by_title_.insert_or_assign(fold_words(heading.title), i);
            }
        }
    }

private:
    /// "KONSTITUERING" above "A  Valg av møteleder" and "B  Opptak": the heading without number or
    /// markup that letters begin anew below.
    std::optional<std::size_t> section_of_letter(std::size_t i) const
    {
        const auto letter = [this](std::size_t h) {
            const auto& label = headings_[h].label;
            return label && label->form == NumberForm::letter ? label->parts[0] : 0;
        };
        const int here = letter(i);
        if (here == 0 || i == 0) {
            return std::nullopt;
        }
        if (here > 1) {
            return letter(i - 1) == here - 1 ? headings_[i - 1].parent : std::nullopt;
        }
        const Heading& above = headings_[i - 1];
        const bool section = !above.label && line(above.line).heading_level == 0 && !above.parent &&
                             line(headings_[i].line).heading_level == 0;
        return section ? std::optional(i - 1) : std::nullopt;
    }

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    /// A heading over others that says what they are: "Behandling av søknader".
    static bool collects(const std::string& folded)
    {
        return begins_with_any(folded, Sought::collects) || folded.ends_with("saker");
    }

    /// Whether two headings or more have that prefix.
    bool several_of(const std::string& prefix) const
    {
        return std::ranges::count_if(headings_, [&prefix](const Heading& other) {
                   return other.label && other.label->prefix == prefix;
               }) >= 2;
    }

    /// The word that the members of such a group share: "søknad".
    static std::string shared_stem(const std::string& folded)
    {
        const std::size_t space = folded.rfind(' ');
        std::string last = folded.substr(space == std::string::npos ? 0 : space + 1);
        for (const std::string_view ending : {"ene", "ane", "er", "ar"}) {
            if (last.ends_with(ending) && last.size() > ending.size() + 3) {
                last.resize(last.size() - ending.size());
                break;
            }
        }
        return last;
    }

    /// Whether two single numbers are of one sequence, the second the greater.
    static bool goes_on_after(const Heading& earlier, const Heading& later)
    {
        return earlier.label && earlier.label->parts.size() == 1 && earlier.label->letter == 0 &&
               earlier.label->form == later.label->form &&
               earlier.label->prefix == later.label->prefix &&
               earlier.label->year == later.label->year &&
               earlier.label->parts.front() < later.label->parts.front();
    }

    /// "VEDTAKSSAKER" between two cases: another group begins.
    bool headed_between(std::size_t first, std::size_t end) const
    {
        for (std::size_t i = first; i < end; ++i) {
            if (!line(i).blank && line(i).words <= 4 && line(i).label == nullptr &&
                (i == 0 || line(i - 1).blank) && collects(std::string(line(i).folded))) {
                return true;
            }
        }
        return false;
    }

    /// "1.", "2." below "Sak 44": bare numbers that count from one.
    bool counted_below(std::size_t i, std::size_t case_word) const
    {
        const std::optional<HeadingLabel>& label = headings_[i].label;
        if (!label || !label->prefix.empty() || label->form != NumberForm::plain ||
            label->parts.size() != 1 || label->letter != 0) {
            return false;
        }
        const Heading& before = headings_[i - 1];
        return label->parts[0] == 1 ||
               (i - 1 != case_word && before.parent == case_word && before.label &&
                before.label->prefix.empty() && before.label->parts.size() == 1 &&
                before.label->parts[0] + 1 == label->parts[0]);
    }

    /// "Punkt 2" below "Sak 4".
    static bool second_word(const HeadingLabel& label)
    {
        return label.prefix == "post" || word_lists().facts(label.prefix).tells(Hint::point);
    }

    /// Whether there are so many headings that not all are held against the whole agenda.
    bool many() const { return headings_.size() > 2000; }

    /// Where an item of the agenda stands: at the top, or under a heading.
    struct Standing {
        std::optional<std::size_t> parent;
    };

    /// Where the agenda puts an unnumbered title; none if the agenda does not have it.
    std::optional<Standing> agenda_standing(const std::string& folded) const
    {
        if (regions_.agenda.size() > 200 || (many() && !agenda_.contains(folded))) {
            return std::nullopt;
        }
        std::optional<std::size_t> top;
        const AgendaLine* best = nullptr;
        double best_overlap = 0.65;
        std::optional<std::size_t> best_top;
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.depth == 0) {
                const auto found = by_title_.find(entry.folded);
                top = found == by_title_.end() ? std::nullopt
                                               : std::optional<std::size_t>(found->second);
            }
            const double overlap =
                entry.folded == folded ? 1.0 : word_overlap(entry.folded, folded);
            if (overlap > best_overlap) {
                best = &entry;
                best_overlap = overlap;
                best_top = entry.depth == 0 ? std::nullopt : top;
            }
        }
        if (best == nullptr || (best->depth > 0 && !best_top)) {
            return std::nullopt;
        }
        return Standing{best_top};
    }

    const Outline& outline_;
    const Regions& regions_;
    std::vector<Heading>& headings_;
    std::unordered_set<std::string> agenda_; ///< filled where there are many() headings
    bool agenda_depth_ = false;              ///< the agenda has items under items
    std::unordered_map<std::string, std::size_t> by_title_; ///< filled where agenda_depth_
};

} // namespace

void set_parents(const Outline& outline, const Regions& regions, std::vector<Heading>& headings)
{
    ParentFinder(outline, regions, headings).run();
}

} // namespace saksklar::structure
