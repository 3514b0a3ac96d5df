// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/headings.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/heading_parents.hpp"
#include "pipeline/structure/heading_sequence.hpp"
#include "pipeline/structure/heading_titles.hpp"
#include "pipeline/structure/region_labels.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

class Finder : private BodyLines {
public:
    Finder(const Outline& outline, LineRange range, const Regions& regions)
        : BodyLines(outline, range, regions)
    {
    }

    std::vector<Heading> run()
    {
        const std::size_t first = range_.begin < range_.end && line(range_.begin).blank
                                      ? next_line(range_.begin)
                                      : range_.begin;
        first_line_ = first < range_.end ? line(first).folded : std::string_view{};
        Candidates found = find_candidates(outline_, range_, regions_);
        candidates_ = std::move(found.all);
        letters_ = std::move(found.letters);
        take_numerals_for_letters();
        take_ones_for_numerals();
        mend_slashes();
        choose();
        add_letters();
        std::vector<Heading> headings = make_headings(outline_, range_, regions_, candidates_);
        set_parents(outline_, regions_, headings);
        return headings;
    }

private:
    /// "H.", "I.", "J.": where letters count the cases, I, V and X are letters too.
    void take_numerals_for_letters()
    {
        int last = 0; // the number of the latest capital letter
        for (Candidate& candidate : candidates_) {
            if (candidate.system == System::letter && !starts_lower(candidate.label->number)) {
                last = candidate.label->parts[0];
            } else if (candidate.system == System::roman && candidate.label->number.size() == 1 &&
                       candidate.label->number.front() == 'A' + last && last > 0) {
                candidate.system = System::letter;
                candidate.label->form = NumberForm::letter;
                candidate.label->parts = {++last};
            }
        }
    }

    /// "Post I" above "Post II": the stroke is no 1 misread.
    void take_ones_for_numerals()
    {
        std::set<std::string_view> with_numerals; // prefixes
        for (const Candidate& candidate : candidates_) {
            if (candidate.system == System::prefix &&
                candidate.label->number.find_first_not_of("IVX") == std::string::npos) {
                with_numerals.insert(candidate.label->prefix);
            }
        }
        for (Candidate& candidate : candidates_) {
            if (candidate.system == System::prefix && candidate.label->number == "1" &&
                candidate.label->label.ends_with('I') &&
                with_numerals.contains(candidate.label->prefix)) {
                candidate.label->number = "I";
            }
        }
    }

    /// "SAK 26193" where others are "SAK 28/93": a slash that was read as a 1. The label stays as
    /// printed.
    void mend_slashes()
    {
        constexpr std::size_t several = 2; // other numbers of that year
        constexpr std::size_t after_slash = 2;
        std::map<int, std::size_t> years;
        const auto count = [&years](const HeadingLabel& label) {
            if (!label.prefix.empty() && label.form == NumberForm::yearly) {
                ++years[label.year % 100];
            }
        };
        for (const AgendaLine& entry : regions_.agenda) {
            if (const HeadingLabel* label = outline_.lines[entry.line].label; label != nullptr) {
                count(*label);
            }
        }
        for (const Candidate& candidate : candidates_) {
            if (candidate.label) {
                count(*candidate.label);
            }
        }
        if (std::ranges::none_of(years, [](const auto& year) { return year.second >= several; })) {
            return;
        }
        for (Candidate& candidate : candidates_) {
            if (candidate.system != System::prefix || !candidate.label ||
                candidate.label->form != NumberForm::plain || candidate.label->letter != 0) {
                continue;
            }
            HeadingLabel& label = *candidate.label;
            const std::string digits = label.number;
            const bool long_enough = digits.size() > after_slash + 1 && digits.size() <= 6 &&
                                     std::ranges::all_of(digits, is_digit);
            if (!long_enough || digits[digits.size() - after_slash - 1] != '1') {
                continue;
            }
            const int year = std::stoi(digits.substr(digits.size() - after_slash));
            const auto found = years.find(year);
            if (found == years.end() || found->second < several) {
                continue;
            }
            const std::string number = digits.substr(0, digits.size() - after_slash - 1);
            label.form = NumberForm::yearly;
            label.year = year;
            label.parts = {std::stoi(number)};
            label.number = number + "/" + digits.substr(digits.size() - after_slash);
        }
    }

    std::vector<std::size_t> pool(System system) const
    {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            if (candidates_[i].system == system) {
                out.push_back(i);
            }
        }
        return out;
    }

    double sum(const std::vector<std::size_t>& indices) const
    {
        double total = 0;
        for (const std::size_t i : indices) {
            total += candidates_[i].weight;
        }
        return total;
    }

    void take(const std::vector<std::size_t>& indices)
    {
        for (const std::size_t i : indices) {
            candidates_[i].taken = true;
        }
    }

    /// The sequence of prefixed headings: one for all prefixes together if that loses
    /// little ("Sak 1", "O-sak 2"), else one for each ("PS 1", "RS 1").
    std::pair<double, std::vector<std::size_t>> prefix_sequence() const
    {
        const std::vector<std::size_t> all = pool(System::prefix);
        auto together = best_sequence(candidates_, all);
        std::map<std::string, std::vector<std::size_t>> by_prefix;
        for (const std::size_t i : all) {
            by_prefix[candidates_[i].label->prefix].push_back(i);
        }
        if (by_prefix.size() < 2 || by_prefix.size() > 20) {
            return together;
        }
        double weight = 0;
        bool several = true; // of each prefix
        std::vector<std::size_t> apart;
        for (const auto& [prefix, members] : by_prefix) {
            several = several && members.size() >= 2;
            const auto [own, chain] = best_sequence(candidates_, members);
            if (chain.size() >= 2 || members.size() == 1) {
                weight += own;
                apart.insert(apart.end(), chain.begin(), chain.end());
            }
        }
        const bool all_go_on =
            several && apart.size() == all.size() && apart.size() > together.second.size();
        if (all_go_on || apart.size() * 10 > together.second.size() * 13) {
            std::sort(apart.begin(), apart.end());
            return {weight, apart};
        }
        return together;
    }

    void choose()
    {
        const std::vector<std::size_t> markup = case_markup();
        auto [prefix_score, prefix_chain] = prefix_sequence();
        std::vector<std::size_t> numbers = pool(System::number);
        drop_lists(numbers);
        mend_parts(numbers);
        drop_outliers(numbers);
        auto [number_score, number_chain] = best_sequence(candidates_, numbers);
        if (!plausible_numbers(number_chain)) {
            number_score = 0;
            number_chain.clear();
        }
        if (!number_chain.empty() && one_list(number_chain)) {
            number_score = 0;
            number_chain.clear();
        }
        if (std::vector<std::size_t> ones = numbered_by_markup();
            ones.size() > number_chain.size()) {
            number_score = sum(ones);
            number_chain = std::move(ones);
        }
        const std::vector<std::size_t> echo = pool(System::echo);
        // Where headings are marked, bold lines divide the text below them.
        const std::vector<std::size_t> looks = outline_.markdown && markup.size() >= 2
                                                   ? std::vector<std::size_t>{}
                                                   : pool(System::looks);
        const std::vector<std::size_t> clocks = clock_headings();
        double markup_score = sum(markup);
        const double echo_score =
            echo.size() >= 2 ? sum(echo) : 0.2 * static_cast<double>(echo.size());
        const double looks_score = looks.size() >= 2 ? 0.7 * sum(looks) : 0;
        auto [roman_score, roman_chain] = best_sequence(candidates_, pool(System::roman));
        if (roman_chain.size() < 3 || candidates_[roman_chain.front()].label->parts[0] > 1) {
            roman_score = 0;
        }
        // "A.", "B.", "C.": every letter from the first on
        auto [letter_score, letter_chain] = best_sequence(candidates_, pool(System::letter));
        if (letter_chain.size() < 3 || candidates_[letter_chain.front()].label->parts[0] != 1 ||
            !whole_alphabet(letter_chain)) {
            letter_score = 0;
        }
        // "a)", "b)" count cases only where nothing above them does.
        if (letter_score > 0 && starts_lower(candidates_[letter_chain.front()].label->number) &&
            (prefix_chain.size() >= 2 || number_chain.size() >= 2 || markup.size() >= 2 ||
             roman_score > 0)) {
            letter_score = 0;
        }
        const std::vector<std::size_t> plain = plain_headings();
        // "Eventuelt" is one of them.
        const bool several_plain = plain.size() + std::min<std::size_t>(echo.size(), 1) >= 3;
        double plain_score = several_plain && !outline_.markdown ? 0.6 * sum(plain) : 0;
        // "KONSTITUERING" above "A  Valg av møteleder", "FORSLAG" above another "A"
        const std::vector<std::size_t> sections = letters_by_section();
        if (!sections.empty()) {
            letter_score = 0;
            plain_score += sum(sections);
        }
        const std::vector<std::size_t> bullets = outer_bullets();
        const double clock_score = clocks.size() >= 2 && !chat(clocks) ? sum(clocks) : 0;
        // Markup that was meant as headings wins over numbers in the text below it.
        if (outline_.markdown && markup.size() >= 2) {
            number_score *= 0.3;
        }
        const double best = std::max({markup_score,
                                      prefix_score,
                                      number_score,
                                      echo_score,
                                      looks_score,
                                      clock_score,
                                      roman_score,
                                      letter_score,
                                      plain_score});
        if (best < 1 && bullets.size() >= 2) {
            take(bullets);
            return;
        }
        if (best <= 0) {
            return;
        }
        if (prefix_score == best) {
            take(prefix_chain);
            take_announced();
            take_out_of_order();
            take_twins(System::prefix);
            add_parts(number_chain, numbers);
            take_titles_below_cases();
            take_capitals_beside();
            take_markup_beside(markup);
            take_other_business();
        } else if (markup_score == best) {
            take(markup);
            take_prefixed_beside(prefix_chain);
            take_parts_of_markup();
        } else if (number_score == best) {
            take(number_chain);
            take_twins(System::number);
            take_parts_of_yearly();
            take_markup_beside(markup);
            take_prefixed_beside(prefix_chain);
            take_other_business();
        } else if (roman_score == best) {
            take(roman_chain);
            take_markup_beside(markup);
            take_other_business();
        } else if (letter_score == best) {
            take(letter_chain);
            take_other_business();
        } else if (clock_score == best) {
            take(clocks);
        } else if (echo_score == best) {
            take(echo);
            take_markup_beside(markup);
            take_looks_beside(echo, looks);
        } else if (looks_score == best) {
            take(looks);
            take(echo);
        } else {
            take(plain);
            take(echo);
            if (!sections.empty()) {
                take(sections);
                take_capitals_above(sections);
            }
        }
    }

    /// Where titles of the agenda said again are bold, so are others that the agenda words
    /// otherwise.
    void take_looks_beside(const std::vector<std::size_t>& echo,
                           const std::vector<std::size_t>& looks)
    {
        const auto bold = static_cast<std::size_t>(std::ranges::count_if(
            echo, [this](std::size_t i) { return line(candidates_[i].line).bold; }));
        if (bold * 3 >= echo.size() * 2) {
            take(looks);
        }
    }

    /// Whether letters that begin with A leave none out, but for the J that many do without.
    bool whole_alphabet(const std::vector<std::size_t>& chain) const
    {
        constexpr int j = 10;
        const int last = candidates_[chain.back()].label->parts[0];
        const bool with_j = std::ranges::any_of(
            chain, [this](std::size_t i) { return candidates_[i].label->parts[0] == j; });
        return last == static_cast<int>(chain.size()) + (last > j && !with_j ? 1 : 0);
    }

    /// The line with text right above `i`; `i` itself if there is none.
    std::size_t line_above(std::size_t i) const
    {
        std::size_t above = i;
        while (above > range_.begin) {
            --above;
            if (!line(above).blank && !line(above).furniture) {
                return above;
            }
        }
        return i;
    }

    /// Capital letters that begin anew below each of several headings in capitals: all of them;
    /// none if it is not so.
    std::vector<std::size_t> letters_by_section() const
    {
        std::vector<std::size_t> out = pool(System::letter);
        std::size_t sections = 0;
        int last = 0;
        for (const std::size_t i : out) {
            const HeadingLabel& label = *candidates_[i].label;
            if (!starts_upper(label.number)) {
                return {};
            }
            if (label.parts[0] == 1) {
                const OutlineLine& above = line(line_above(candidates_[i].line));
                sections += above.label == nullptr && in_capitals(above.plain) ? 1U : 0U;
            } else if (label.parts[0] != last + 1) {
                return {};
            }
            last = label.parts[0];
        }
        constexpr std::size_t several = 2;
        return sections >= several ? out : std::vector<std::size_t>{};
    }

    /// The headings in capitals right above each first letter, "FORSLAG" among them, which is
    /// elsewhere no heading but a label.
    void take_capitals_above(const std::vector<std::size_t>& letters)
    {
        std::set<std::size_t> taken;
        for (const Candidate& each : candidates_) {
            if (each.taken) {
                taken.insert(each.line);
            }
        }
        std::set<std::size_t> lines;
        for (const std::size_t i : letters) {
            const std::size_t above = line_above(candidates_[i].line);
            if (candidates_[i].label->parts[0] == 1 && !taken.contains(above) &&
                in_capitals(line(above).plain)) {
                lines.insert(above);
            }
        }
        std::erase_if(candidates_,
                      [&lines](const Candidate& each) { return lines.contains(each.line); });
        for (const std::size_t i : lines) {
            candidates_.push_back(
                {.line = i, .system = System::plain, .label = {}, .weight = 1, .taken = true});
        }
        std::ranges::stable_sort(candidates_, {}, &Candidate::line);
    }

    /// Headings without number or markup: those in capitals, if there are several.
    std::vector<std::size_t> plain_headings() const
    {
        std::vector<std::size_t> all = pool(System::plain);
        std::vector<std::size_t> shouted;
        for (const std::size_t i : all) {
            if (in_capitals(line(candidates_[i].line).plain)) {
                shouted.push_back(i);
            }
        }
        if (shouted.size() >= 3) {
            return shouted;
        }
        // What only its surroundings show to be a title counts where nothing better is there.
        std::vector<std::size_t> firm;
        std::ranges::copy_if(all, std::back_inserter(firm), [this](std::size_t i) {
            return candidates_[i].weight > weak_plain;
        });
        return firm.size() >= 3 ? firm : all;
    }

    /// The outermost items of lists, where most of them have items of their own below.
    std::vector<std::size_t> outer_bullets() const
    {
        std::vector<std::size_t> out;
        int outer = 1000;
        for (const std::size_t i : pool(System::bullet)) {
            outer = std::min(outer, line(candidates_[i].line).indent);
        }
        std::size_t with_notes = 0;
        for (const std::size_t i : pool(System::bullet)) {
            if (line(candidates_[i].line).indent == outer) {
                with_notes += candidates_[i].weight >= 1 ? 1U : 0U;
                out.push_back(i);
            }
        }
        if (with_notes < 2 || with_notes * 5 < out.size() * 3) {
            out.clear();
        }
        return out;
    }

    /// "[19:05] === Valg ===" are the headings of a log that writes its times before every line.
    std::vector<std::size_t> clock_headings() const
    {
        std::vector<std::size_t> all = pool(System::clock);
        std::vector<std::size_t> framed;
        for (const std::size_t i : all) {
            const std::string_view plain = line(candidates_[i].line).plain;
            if (framed_title(plain.substr(candidates_[i].label->title_at))) {
                framed.push_back(i);
            }
        }
        return framed.size() >= 2 ? framed : all;
    }

    /// "[14:03] Kari Nordmann (gjest)": who wrote when, not what was treated.
    bool chat(const std::vector<std::size_t>& clocks) const
    {
        std::size_t names = 0;
        for (const std::size_t i : clocks) {
            const std::string_view plain = line(candidates_[i].line).plain;
            std::string_view title =
                plain.substr(std::min(plain.size(), candidates_[i].label->title_at));
            title = title.substr(0, title.find('('));
            const Words words = words_of(title);
            names += words.size() <= 4 && !words.empty() && name_like(title) ? 1U : 0U;
        }
        return names * 3 > clocks.size();
    }

    /// Markup headings that are cases: not the title, not labels over all cases, not
    /// divisions of a case's treatment.
    std::vector<std::size_t> case_markup()
    {
        std::vector<std::size_t> kept;
        int top = 99;
        const std::vector<std::size_t> all = pool(System::markup);
        for (const std::size_t i : all) {
            const OutlineLine& here = line(candidates_[i].line);
            if (!label_only(here, false)) {
                top = std::min(top, here.heading_level);
            }
        }
        const auto may_divide = [this, top](std::size_t i) {
            const OutlineLine& here = line(candidates_[i].line);
            return !candidates_[i].label && here.heading_level > top && here.words <= 2;
        };
        std::unordered_map<std::string_view, std::size_t> count;
        if (std::any_of(all.begin(), all.end(), may_divide)) {
            for (const std::size_t i : all) {
                ++count[line(candidates_[i].line).folded];
            }
        }
        int leaf = 99; // level of the latest heading numbered in parts: "4.3"
        for (const std::size_t i : all) {
            const OutlineLine& here = line(candidates_[i].line);
            const bool labelled = candidates_[i].label.has_value();
            if (labelled || here.heading_level <= leaf) {
                const bool parts = labelled && candidates_[i].label->parts.size() >= 2;
                leaf = parts ? here.heading_level : here.heading_level <= leaf ? 99 : leaf;
            }
            if (label_only(here, here.heading_level > top || labelled)) {
                continue;
            }
            // "## Dato" above the date of the meeting
            const std::size_t below = next_line(candidates_[i].line);
            if (!labelled && here.terms.has(Term::field_date) && kept.empty() &&
                below < range_.end && line(below).plain.size() <= 80 &&
                !find_dates(line(below).plain).empty()) {
                continue;
            }
            // The title again at the head of a later page
            if (!labelled && here.folded == first_line_) {
                continue;
            }
            // The same words again and again ("Innlegg", "Replikk"), and what stands without
            // a number below "4.3", divide a treatment.
            const bool again =
                may_divide(i) && count[here.folded] >= 3 && !word_lists().first_name(here.folded);
            const bool below_leaf = !labelled && here.heading_level > leaf;
            if (!again && !below_leaf) {
                kept.push_back(i);
            }
        }
        drop_lone_number(kept);
        return kept;
    }

    /// "## Nr. 2 – innhald" among headings without numbers: a number of something else.
    void drop_lone_number(const std::vector<std::size_t>& kept)
    {
        constexpr std::size_t several = 4; // headings
        const auto numbered = [this](std::size_t i) { return candidates_[i].label.has_value(); };
        if (kept.size() < several || std::ranges::count_if(kept, numbered) != 1) {
            return;
        }
        Candidate& lone = candidates_[*std::ranges::find_if(kept, numbered)];
        if (lone.label->prefix == "nr") {
            lone.label.reset();
        }
    }

    /// Whether a heading is a label and no case. `inside`: it stands below a case.
    static bool label_only(const OutlineLine& here, bool inside)
    {
        const HeadingLabel* label = here.label;
        const std::string_view title = label ? here.plain.substr(label->title_at) : here.plain;
        const Terms terms = label == nullptr ? here.terms : word_lists().terms(fold_words(title));
        if (terms.people() || terms.has(Term::agenda)) {
            return !label;
        }
        if (terms.has(Term::furniture) || terms.has(Term::container)) {
            return !label && !terms.has(Term::case_vocabulary);
        }
        if (terms.has(Term::decision) || decision_heading(here)) {
            return inside;
        }
        if (terms.has(Term::followup) || terms.has(Term::divider) || terms.has(Term::proposal)) {
            return inside && !label;
        }
        return false;
    }

    /// "1.", "2." between "31/13" and "32/13" count items of a list.
    void drop_lists(std::vector<std::size_t>& numbers) const
    {
        const auto yearly = std::ranges::count_if(numbers, [this](std::size_t i) {
            return candidates_[i].label->form == NumberForm::yearly;
        });
        if (yearly >= 3) {
            std::erase_if(numbers, [this](std::size_t i) {
                const HeadingLabel& label = *candidates_[i].label;
                return label.form == NumberForm::plain && label.parts.size() == 1;
            });
        }
    }

    /// "4.4, 45, 4.6" has lost a stop and "2.4, 9.5, 2.6" has a digit misread: between its
    /// neighbours such a number can be only one. The label stays as printed.
    void mend_parts(const std::vector<std::size_t>& numbers)
    {
        const auto two = [this](std::size_t i) {
            const HeadingLabel& label = *candidates_[i].label;
            return label.form == NumberForm::plain && label.parts.size() == 2 && label.letter == 0;
        };
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            HeadingLabel& label = *candidates_[numbers[k]].label;
            if (label.form != NumberForm::plain || label.letter != 0) {
                continue;
            }
            const HeadingLabel* before =
                k > 0 && two(numbers[k - 1]) ? &*candidates_[numbers[k - 1]].label : nullptr;
            const HeadingLabel* after = k + 1 < numbers.size() && two(numbers[k + 1])
                                            ? &*candidates_[numbers[k + 1]].label
                                            : nullptr;
            int top = 0;
            int part = 0;
            const bool lost_stop =
                label.parts.size() == 1 && label.number.size() == 2 && label.parts[0] >= 11;
            if (lost_stop) {
                top = label.parts[0] / 10;
                part = label.parts[0] % 10;
                const bool fits =
                    (before != nullptr && before->parts[0] == top &&
                     before->parts[1] == part - 1) ||
                    (after != nullptr && after->parts[0] == top && after->parts[1] == part + 1);
                if (!fits || part == 0) {
                    continue;
                }
            } else if (label.parts.size() == 2 && before != nullptr && after != nullptr &&
                       before->parts[0] == after->parts[0] && label.parts[0] != before->parts[0] &&
                       label.parts[1] == before->parts[1] + 1 &&
                       after->parts[1] == label.parts[1] + 1) {
                top = before->parts[0];
                part = label.parts[1];
            } else {
                continue;
            }
            label.parts = {top, part};
            label.number = std::to_string(top) + "." + std::to_string(part);
        }
    }

    /// Numbers far beyond what a document of this many candidates can have.
    void drop_outliers(std::vector<std::size_t>& numbers) const
    {
        const int limit = static_cast<int>(std::min<std::size_t>(numbers.size(), 300)) * 3 + 20;
        const auto top = [this, &numbers](std::size_t k) {
            return candidates_[numbers[k]].label->parts[0];
        };
        const auto wide = std::ranges::count_if(numbers, [this](std::size_t i) {
            return candidates_[i].label->number.size() >= 3 &&
                   candidates_[i].label->parts.size() == 1;
        });
        std::vector<std::size_t> kept;
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            const HeadingLabel& label = *candidates_[numbers[k]].label;
            // "024", "025": three printed digits are a running number over years, and so is
            // what goes on from the number before.
            const bool goes_on = (k > 0 && top(k - 1) + 1 == top(k)) ||
                                 (k + 1 < numbers.size() && top(k) + 1 == top(k + 1));
            if (label.form != NumberForm::plain || label.parts[0] <= limit ||
                (label.number.size() >= 3 && (wide >= 2 || label.parts.size() > 1)) || goes_on) {
                kept.push_back(numbers[k]);
            }
        }
        numbers = std::move(kept);
    }

    /// Bare numbers are a system only if they begin low or run on without great gaps.
    bool plausible_numbers(const std::vector<std::size_t>& chain) const
    {
        if (chain.size() < 2) {
            return false;
        }
        std::size_t steps = 0;
        int last = -1;
        std::size_t tops = 0;
        for (const std::size_t i : chain) {
            const HeadingLabel& label = *candidates_[i].label;
            if (last >= 0 && label.parts[0] <= last + 2) {
                ++steps;
            }
            last = label.parts[0];
            tops += label.parts.size() == 1 ? 1U : 0U;
        }
        const HeadingLabel& first = *candidates_[chain.front()].label;
        const bool low = first.parts[0] <= 3 || first.form == NumberForm::yearly;
        return (low || steps + 1 == chain.size()) && steps * 3 >= (chain.size() - 1) * 2 &&
               (tops > 0 || chain.size() >= 3);
    }

    /// Whether the numbers count the items of one list without any text of their own, below one of
    /// several bold lines.
    bool one_list(const std::vector<std::size_t>& chain) const
    {
        constexpr std::size_t several = 3; // bold lines
        const std::size_t first = candidates_[chain.front()].line;
        const std::size_t last = candidates_[chain.back()].line;
        const std::vector<std::size_t> looks = pool(System::looks);
        const auto before = std::ranges::count_if(
            looks, [this, first](std::size_t i) { return candidates_[i].line < first; });
        if (last - first + 1 != chain.size() || looks.size() < several || before == 0 ||
            candidates_[looks.back()].line < last) {
            return false;
        }
        return std::ranges::all_of(looks, [this, first, last](std::size_t i) {
            return candidates_[i].line < first || candidates_[i].line > last;
        });
    }

    /// "1." before every item: Markdown counts them when the page is shown. None where a number
    /// follows on another.
    std::vector<std::size_t> numbered_by_markup() const
    {
        std::vector<std::size_t> out;
        for (const std::size_t i : pool(System::number)) {
            const HeadingLabel& label = *candidates_[i].label;
            const OutlineLine& here = line(candidates_[i].line);
            if (here.indent > 0 || here.bullet || label.parts.size() != 1 || !label.closed) {
                continue;
            }
            if (label.parts[0] != 1 || label.form != NumberForm::plain) {
                return {};
            }
            out.push_back(i);
        }
        return out.size() >= 3 ? out : std::vector<std::size_t>{};
    }

    /// Under prefixed cases: "3.1", "3.2" (also when the top number differs), "8a", "8b".
    void add_parts(const std::vector<std::size_t>& chain, const std::vector<std::size_t>& numbers)
    {
        (void)chain;
        std::vector<std::size_t> parts;
        const std::size_t first = first_taken_line();
        for (const std::size_t i : numbers) {
            const HeadingLabel& label = *candidates_[i].label;
            if ((label.parts.size() >= 2 || label.letter != 0) && candidates_[i].line > first) {
                parts.push_back(i);
            }
        }
        const auto [score, sequence] = best_sequence(candidates_, parts);
        (void)score;
        if (sequence.size() >= 2 ||
            (sequence.size() == 1 && candidates_[sequence.front()].weight >= 2)) {
            take(sequence);
        }
    }

    /// "1. Regnskapet", "2. Stolper" between two cases, each above its own text: parts of the case
    /// above. Items of lists and points of a decision are sentences, or have no text below.
    void take_titles_below_cases()
    {
        constexpr std::size_t longest = 50;
        const auto heads_text = [this](const Candidate& candidate) {
            const HeadingLabel& label = *candidate.label;
            const std::size_t below = candidate.line + 1;
            const OutlineLine& here = line(candidate.line);
            const std::string_view title = here.plain.substr(label.title_at);
            return label.form == NumberForm::plain && label.parts.size() == 1 && label.closed &&
                   title.size() <= longest && here.words <= 6 && below < range_.end &&
                   in_body(below) && !line(below).blank && !line(below).bullet &&
                   line(below).label == nullptr && starts_upper(line(below).plain) &&
                   (blank_above(candidate.line) || line(below).indent > here.indent);
        };
        std::vector<std::size_t> run;
        const std::size_t first = first_taken_line();
        bool whole = true; // every number since the last case heads a text
        const auto end_run = [&] {
            if (whole && run.size() >= 2) {
                take(run);
            }
            run.clear();
            whole = true;
        };
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            const Candidate& candidate = candidates_[i];
            if (candidate.taken) {
                end_run();
            } else if (candidate.system == System::number && candidate.line > first) {
                whole = whole && heads_text(candidate) &&
                        candidate.label->parts[0] == static_cast<int>(run.size()) + 1;
                run.push_back(i);
            }
        }
        end_run();
    }

    /// "RS 14/20 Brev fra …" between PS 62/20 and PS 63/20: of another series, but the agenda has
    /// the number with the same title.
    void take_announced()
    {
        std::unordered_map<std::string_view, std::string_view> agenda;
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.item.number) {
                agenda.try_emplace(*entry.item.number, entry.item.title);
            }
        }
        const std::size_t first = first_taken_line();
        for (Candidate& candidate : candidates_) {
            if (candidate.taken || candidate.system != System::prefix || candidate.line < first ||
                candidate.label->form != NumberForm::yearly) {
                continue;
            }
            const auto found = agenda.find(candidate.label->number);
            candidate.taken =
                found != agenda.end() && !found->second.empty() &&
                found->second == line(candidate.line).plain.substr(candidate.label->title_at);
        }
    }

    /// "V-sak 26-22" treated between 23-22 and 24-22: a number of the same year that the cases
    /// around it leave out.
    void take_out_of_order()
    {
        std::set<int> numbers;
        int year = -1;
        for (const Candidate& candidate : candidates_) {
            if (!candidate.taken) {
                continue;
            }
            if (candidate.label->form != NumberForm::yearly ||
                (year >= 0 && candidate.label->year != year)) {
                return;
            }
            year = candidate.label->year;
            numbers.insert(candidate.label->parts[0]);
        }
        std::unordered_set<std::string_view> agenda;
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.item.number) {
                agenda.insert(*entry.item.number);
            }
        }
        const std::size_t first = first_taken_line();
        for (Candidate& candidate : candidates_) {
            if (candidate.taken || candidate.system != System::prefix ||
                candidate.label->form != NumberForm::yearly || candidate.label->year != year) {
                continue;
            }
            // Treated first of all, its title perhaps on the next line: the agenda has it.
            const bool announced = agenda.contains(candidate.label->number);
            if (candidate.line < first && !announced) {
                continue;
            }
            const int number = candidate.label->parts[0];
            const std::string_view title =
                line(candidate.line).plain.substr(candidate.label->title_at);
            const bool between = number > *numbers.begin() && number < *numbers.rbegin();
            if ((between || announced) && !numbers.contains(number) &&
                blank_above(candidate.line) &&
                (announced || (!title.empty() && !reads_as_sentence(title))) &&
                !line(candidate.line).bullet) {
                candidate.taken = true;
                numbers.insert(number);
            }
        }
    }

    /// "Sak 6 Trafikk" above "Sak 6 Natteravner", "SAK 24" again below "SAK 25": a number typed
    /// twice. The only heading of its kind between two cases, which has the number of either, or,
    /// with a prefix, of any before.
    void take_twins(System system)
    {
        const Candidate* above = nullptr; // the latest case
        std::vector<Candidate*> between;
        int first = 0;
        const auto settle = [&](const Candidate* below) {
            if (above != nullptr && between.size() == 1 &&
                typed_twice(*between.front(), *above, below, first)) {
                between.front()->taken = true;
            }
            between.clear();
        };
        for (Candidate& candidate : candidates_) {
            if (candidate.system != system || !candidate.label) {
                continue;
            }
            if (candidate.taken) {
                settle(&candidate);
                first = above == nullptr ? candidate.label->parts[0] : first;
                above = &candidate;
            } else if (above != nullptr) {
                between.push_back(&candidate);
            }
        }
        settle(nullptr);
    }

    bool typed_twice(const Candidate& candidate,
                     const Candidate& above,
                     const Candidate* below,
                     int first) const
    {
        const HeadingLabel& label = *candidate.label;
        const HeadingLabel& last = *above.label;
        const OutlineLine& here = line(candidate.line);
        const std::string_view title = here.plain.substr(label.title_at);
        if (label.prefix != last.prefix || label.form != last.form || label.year != last.year ||
            label.parts.size() != 1 || last.parts.size() != 1 || label.letter != 0 ||
            label.closed != last.closed || here.bullet || here.quoted || here.table ||
            here.indent != line(above.line).indent ||
            (!starts_upper(title) && starts_upper(line(above.line).plain.substr(last.title_at))) ||
            title == line(above.line).plain.substr(last.title_at)) {
            return false;
        }
        const int number = label.parts[0];
        if (number == last.parts[0] && below != nullptr) {
            return true;
        }
        if (below != nullptr && number == below->label->parts[0]) {
            return title != line(below->line).plain.substr(below->label->title_at);
        }
        return !label.prefix.empty() && blank_above(candidate.line) && number >= first &&
               number <= last.parts[0];
    }

    /// "INNKOMMET POST" between "SAK 24  HYTTA" and "EVENTUELT": a heading in capitals without a
    /// number, where the titles of the cases stand in capitals.
    void take_capitals_beside()
    {
        std::size_t cases = 0;
        std::size_t shouted = 0;
        for (const Candidate& candidate : candidates_) {
            if (candidate.taken && candidate.label) {
                ++cases;
                shouted += in_capitals(line(candidate.line).plain.substr(candidate.label->title_at))
                               ? 1U
                               : 0U;
            }
        }
        if (shouted < 3 || shouted * 4 < cases * 3) {
            return;
        }
        const std::size_t first = first_taken_line();
        for (Candidate& candidate : candidates_) {
            const OutlineLine& here = line(candidate.line);
            if (candidate.system == System::plain && candidate.line > first &&
                in_capitals(here.plain) && !label_only(here, true) && !after_cases(here) &&
                !closing_line(here) && !here.first_starts.has(Term::field_end)) {
                candidate.taken = true;
            }
        }
    }

    /// "12.1", "12.2" below "12/11".
    void take_parts_of_yearly()
    {
        int top = -1;
        std::vector<Candidate*> parts;
        const auto settle = [&parts] {
            if (parts.size() >= 2) {
                for (Candidate* part : parts) {
                    part->taken = true;
                }
            }
            parts.clear();
        };
        for (Candidate& candidate : candidates_) {
            if (candidate.system != System::number || !candidate.label) {
                continue;
            }
            const HeadingLabel& label = *candidate.label;
            if (candidate.taken) {
                settle();
                top = label.form == NumberForm::yearly ? label.parts[0] : -1;
            } else if (label.form == NumberForm::plain && label.parts.size() == 2 &&
                       label.parts[0] == top &&
                       label.parts[1] == static_cast<int>(parts.size()) + 1 &&
                       !reads_as_sentence(line(candidate.line).plain)) {
                parts.push_back(&candidate);
            }
        }
        settle();
    }

    std::size_t first_taken_line() const
    {
        for (const Candidate& candidate : candidates_) {
            if (candidate.taken) {
                return candidate.line;
            }
        }
        return range_.end;
    }

    /// Markup headings among the cases of another system: sub-cases and unnumbered ones.
    void take_markup_beside(const std::vector<std::size_t>& markup)
    {
        const std::size_t first = first_taken_line();
        for (const std::size_t i : markup) {
            // "### Oppfølgingsliste" after the cases of another system
            if (!candidates_[i].label && after_cases(line(candidates_[i].line))) {
                continue;
            }
            if (candidates_[i].line > first || candidates_[i].label) {
                candidates_[i].taken = true;
            }
        }
    }

    /// "Til oppfølging fra tidligere møter", "Merknader til møteboka"
    static bool after_cases(const OutlineLine& here)
    {
        std::size_t end = 0;
        for (int words = 0; words < 3 && end != std::string_view::npos; ++words) {
            end = here.folded.find(' ', end + 1);
            const Terms terms = word_lists().terms(here.folded.substr(0, end));
            if (terms.has(Term::followup) || terms.has(Term::divider)) {
                return true;
            }
        }
        return false;
    }

    void take_prefixed_beside(const std::vector<std::size_t>& chain)
    {
        if (chain.size() >= 2) {
            take(chain);
        }
    }

    /// "5.1 Title" without markup below a marked heading "5 …".
    void take_parts_of_markup()
    {
        std::vector<std::size_t> found;
        int top = -1;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            const Candidate& candidate = candidates_[i];
            if (candidate.system == System::markup && candidate.label &&
                candidate.label->parts.size() == 1) {
                top = candidate.label->parts[0];
            } else if (candidate.system == System::number && candidate.label->parts.size() >= 2 &&
                       candidate.label->parts[0] == top &&
                       !reads_as_sentence(line(candidate.line).plain)) {
                found.push_back(i);
            }
        }
        const auto [score, sequence] = best_sequence(candidates_, found);
        (void)score;
        const bool clauses = std::any_of(sequence.begin(), sequence.end(), [this](std::size_t i) {
            return candidates_[i].weight < 1.2;
        });
        if (sequence.size() >= 2 && !clauses) {
            take(sequence);
        }
    }

    void take_other_business()
    {
        const std::size_t first = first_taken_line();
        for (Candidate& candidate : candidates_) {
            if (candidate.system == System::echo && candidate.line > first &&
                (blank_above(candidate.line) || line(candidate.line).bold)) {
                candidate.taken = true;
            }
        }
    }

    /// "a.", "b." below a case: a run from a on, at least two, or one in bold.
    void add_letters()
    {
        std::vector<std::size_t> taken_lines;
        for (const Candidate& candidate : candidates_) {
            if (candidate.taken) {
                taken_lines.push_back(candidate.line);
            }
        }
        if (taken_lines.empty()) {
            return;
        }
        std::sort(taken_lines.begin(), taken_lines.end());
        std::size_t at = 0;
        for (std::size_t k = 0; k < taken_lines.size(); ++k) {
            const std::size_t begin = taken_lines[k];
            const std::size_t end = k + 1 < taken_lines.size() ? taken_lines[k + 1] : range_.end;
            std::vector<std::size_t> run;
            bool listed = false;
            while (at < letters_.size() && letters_[at] < end) {
                const std::size_t here = letters_[at++];
                if (here <= begin) {
                    continue;
                }
                const HeadingLabel* label = line(here).label;
                if (label && label->parts[0] == 1 && run.empty()) {
                    listed = announced(begin, here);
                }
                if (label && !listed && label->parts[0] == static_cast<int>(run.size()) + 1 &&
                    heading_like_letter(here, *label)) {
                    run.push_back(here);
                }
            }
            const bool marked = std::any_of(run.begin(), run.end(), [this](std::size_t i) {
                return line(i).bold || blank_above(i);
            });
            // Each with text of its own under it, where blank lines are lost.
            const bool treated = std::all_of(run.begin(), run.end(), [this](std::size_t i) {
                const std::size_t next = next_line(i);
                return line(i).plain.size() <= 70 && next < range_.end && next == i + 1 &&
                       in_body(next) && !line(next).bullet && line(next).label == nullptr;
            });
            if (run.size() >= 2 && (marked || treated)) {
                for (const std::size_t here : run) {
                    candidates_.push_back({.line = here,
                                           .system = System::number,
                                           .label = *line(here).label,
                                           .weight = 1,
                                           .taken = true});
                }
            }
        }
    }

    /// "Styret vedtar følgende:", "Vedtak:" right above a line, and no title: what a list is of.
    bool announced(std::size_t title, std::size_t i) const
    {
        std::size_t above = i;
        while (above > title + 1 && line(above - 1).blank) {
            --above;
        }
        if (above <= title + 1) {
            return false;
        }
        const OutlineLine& label = line(above - 1);
        return label.plain.ends_with(':') || label.label_terms.has(Term::decision) ||
               label.label_terms.has(Term::proposal);
    }

    bool heading_like_letter(std::size_t i, const HeadingLabel& label) const
    {
        const std::string_view title = line(i).plain.substr(label.title_at);
        // "a) kasteren" above text that hangs below it
        const std::size_t next = next_line(i);
        const bool small = !title.empty() && title.size() <= 40 && next == i + 1 &&
                           next < range_.end && line(next).indent > line(i).indent &&
                           !line(next).bullet &&
                           std::string_view(".,:;").find(title.back()) == std::string_view::npos;
        return (starts_upper(title) || (small && starts_lower(title))) && title.size() <= 160 &&
               !reads_as_sentence(title);
    }

    std::vector<Candidate> candidates_;
    std::vector<std::size_t> letters_;
    std::string_view first_line_; ///< folded
};

} // namespace

std::vector<Heading> find_headings(const Outline& outline, LineRange range, const Regions& regions)
{
    return Finder(outline, range, regions).run();
}

bool decision_heading(const OutlineLine& line)
{
    const HeadingLabel* label = line.label;
    const std::string_view title = label ? line.plain.substr(label->title_at) : line.plain;
    if (title.size() > 60 || !line.starts.has(Term::decision)) {
        return false;
    }
    return word_lists().terms(fold_words(title)).has(Term::decision);
}

} // namespace saksklar::structure
