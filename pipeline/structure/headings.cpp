// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/headings.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

enum class System { markup, prefix, number, echo, looks, clock };

struct Candidate {
    std::size_t line = 0;
    System system = System::number;
    std::optional<HeadingLabel> label;
    double weight = 0;
    bool taken = false;
};

using Key = std::tuple<int, std::vector<int>, char>;

Key key_of(const HeadingLabel& label)
{
    return {label.form == NumberForm::yearly ? label.year % 100 : 0, label.parts, label.letter};
}

/// Prefix maxima over ranks: a Fenwick tree of (weight, candidate).
class BestBelow {
public:
    explicit BestBelow(std::size_t size) : tree_(size + 1, {0.0, none}) {}

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void raise(std::size_t rank, double weight, std::size_t candidate)
    {
        for (std::size_t i = rank + 1; i < tree_.size(); i += i & (~i + 1)) {
            if (weight > tree_[i].first) {
                tree_[i] = {weight, candidate};
            }
        }
    }

    /// The best among ranks below `rank`.
    std::pair<double, std::size_t> below(std::size_t rank) const
    {
        std::pair<double, std::size_t> best{0.0, none};
        for (std::size_t i = rank; i > 0; i -= i & (~i + 1)) {
            if (tree_[i].first > best.first) {
                best = tree_[i];
            }
        }
        return best;
    }

private:
    std::vector<std::pair<double, std::size_t>> tree_;
};

/// The heaviest strictly increasing sequence among `pool` (indices into `all`).
std::pair<double, std::vector<std::size_t>> best_sequence(const std::vector<Candidate>& all,
                                                          const std::vector<std::size_t>& pool)
{
    std::vector<Key> keys;
    keys.reserve(pool.size());
    for (const std::size_t at : pool) {
        keys.push_back(key_of(*all[at].label));
    }
    std::vector<Key> ranks = keys;
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    BestBelow best(ranks.size());
    std::vector<double> total(pool.size(), 0);
    std::vector<std::size_t> before(pool.size(), BestBelow::none);
    // The best sequence that ends at each exact key and within each top number.
    std::map<Key, std::size_t> at_key;
    std::map<std::pair<int, int>, std::size_t> at_top;
    std::pair<double, std::size_t> overall{0.0, BestBelow::none};
    for (std::size_t i = 0; i < pool.size(); ++i) {
        const auto rank = static_cast<std::size_t>(
            std::lower_bound(ranks.begin(), ranks.end(), keys[i]) - ranks.begin());
        std::pair<double, std::size_t> from = best.below(rank);
        const auto consider = [&](std::size_t previous) {
            // Direct successors hang together.
            const double bonus = 1.5;
            if (total[previous] + bonus > from.first && keys[previous] < keys[i]) {
                from = {total[previous] + bonus, previous};
            }
        };
        const auto& [year, parts, letter] = keys[i];
        if (letter > 'a') {
            if (const auto found = at_key.find(Key{year, parts, static_cast<char>(letter - 1)});
                found != at_key.end()) {
                consider(found->second);
            }
        } else if (letter == 'a') {
            if (const auto found = at_key.find(Key{year, parts, 0}); found != at_key.end()) {
                consider(found->second);
            }
        }
        if (parts.size() > 1) {
            std::vector<int> previous = parts;
            if (previous.back() > 1) {
                --previous.back();
            } else {
                previous.pop_back();
            }
            if (const auto found = at_key.find(Key{year, previous, 0}); found != at_key.end()) {
                consider(found->second);
            }
        }
        if (const auto found = at_top.find({year, parts[0] - 1});
            found != at_top.end() && parts.size() == 1) {
            consider(found->second);
        }
        total[i] = from.first + all[pool[i]].weight;
        before[i] = from.second;
        best.raise(rank, total[i], i);
        auto& exact = at_key.try_emplace(keys[i], i).first->second;
        exact = total[i] >= total[exact] ? i : exact;
        auto& top = at_top.try_emplace({year, parts[0]}, i).first->second;
        top = total[i] >= total[top] ? i : top;
        if (total[i] > overall.first) {
            overall = {total[i], i};
        }
    }
    std::vector<std::size_t> chain;
    for (std::size_t i = overall.second; i != BestBelow::none; i = before[i]) {
        chain.push_back(pool[i]);
    }
    std::reverse(chain.begin(), chain.end());
    return {overall.first, chain};
}

class Finder {
public:
    Finder(const Outline& outline, LineRange range, const Regions& regions)
        : outline_(outline), range_(range), regions_(regions)
    {
    }

    std::vector<Heading> run()
    {
        for (const AgendaLine& entry : regions_.agenda) {
            if (!entry.folded.empty()) {
                agenda_.insert(entry.folded);
            }
            agenda_depth_ = agenda_depth_ || entry.depth > 0;
        }
        collect();
        choose();
        add_letters();
        make_headings();
        set_parents();
        return std::move(headings_);
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool in_body(std::size_t i) const
    {
        return regions_.at(i - range_.begin) == Region::body && !line(i).front_matter &&
               !line(i).furniture && !line(i).code;
    }

    /// The next line with something on it, or range_.end.
    std::size_t next_line(std::size_t i) const
    {
        for (std::size_t j = i + 1; j < range_.end && j < i + 12; ++j) {
            if (!line(j).blank && !line(j).furniture) {
                return j;
            }
        }
        return range_.end;
    }

    bool blank_above(std::size_t i) const
    {
        return i == range_.begin || line(i - 1).blank || line(i - 1).furniture ||
               line(i - 1).page != line(i).page;
    }

    /// What speaks for a title, whatever its number.
    double title_weight(std::size_t i, std::string_view title) const
    {
        const std::string folded = fold_words(title);
        const WordLists& lists = word_lists();
        double weight = 0;
        if (agenda_.contains(folded)) {
            weight += 1.5;
        }
        if (lists.terms(folded).has(Term::case_vocabulary)) {
            weight += 1.0;
        } else {
            for (const std::string_view word : words_of(folded)) {
                if (lists.terms(word).has(Term::case_word)) {
                    weight += 0.6;
                    break;
                }
            }
        }
        const std::size_t length = title.size();
        if (length > 120) {
            weight -= 1.0;
        }
        if (!title.empty() && (title.back() == '.' || title.back() == ',') && length > 70) {
            weight -= 0.7;
        }
        if (!title.empty() && title.back() == ';') {
            weight -= 0.5;
        }
        if (blank_above(i)) {
            weight += 0.5;
        }
        const std::size_t next = next_line(i);
        if (next < range_.end && !read_label(line(next).plain)) {
            weight += 0.4;
        }
        if (line(i).bold) {
            weight += 0.5;
        }
        return weight;
    }

    void collect()
    {
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            if (!in_body(i) || (line(i).blank && line(i).heading_level == 0)) {
                continue;
            }
            collect_at(i);
        }
    }

    void collect_at(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.plain.empty() || here.plain.size() > 600) {
            return;
        }
        std::optional<HeadingLabel> label = read_label(here.plain);
        const std::string_view title = label ? std::string_view(here.plain).substr(label->title_at)
                                             : std::string_view(here.plain);
        if (here.heading_level > 0) {
            if (label && label->form == NumberForm::letter && title.empty()) {
                label.reset();
            }
            collect_markup(i, std::move(label));
            return;
        }
        if (here.table && !label) {
            return;
        }
        if (label && label->form == NumberForm::clock) {
            candidates_.push_back(
                {.line = i, .system = System::clock, .label = std::move(label), .weight = 1.5});
            return;
        }
        if (label && label->form == NumberForm::letter) {
            letters_.push_back(i);
            return;
        }
        if (label && !label->prefix.empty()) {
            collect_prefixed(i, std::move(*label));
            return;
        }
        if (label && label->form != NumberForm::roman && collect_numbered(i, *label)) {
            return;
        }
        collect_unlabelled(i);
    }

    void collect_markup(std::size_t i, std::optional<HeadingLabel> label)
    {
        const OutlineLine& here = line(i);
        const std::string folded = fold_words(here.plain);
        if (folded.starts_with("takk for") || folded.starts_with("møtet heve")) {
            return;
        }
        const std::string_view title = label ? std::string_view(here.plain).substr(label->title_at)
                                             : std::string_view(here.plain);
        candidates_.push_back({.line = i,
                               .system = System::markup,
                               .label = std::move(label),
                               .weight = 2.0 + 0.5 * title_weight(i, title)});
    }

    void collect_prefixed(std::size_t i, HeadingLabel label)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = std::string_view(here.plain).substr(label.title_at);
        // "Sak 12/24 ble utsatt." in running text: a small letter and a sentence after it.
        if (!title.empty() && starts_lower(title)) {
            const bool verb_like = title.size() > 40 || title.back() == '.';
            if (verb_like || !blank_above(i)) {
                return;
            }
        }
        if (here.bullet && !here.bold && title.size() > 100) {
            return;
        }
        double weight = 2.0 + title_weight(i, title);
        weight += label.form == NumberForm::yearly ? 0.5 : 0;
        weight -= here.bullet ? 1.0 : 0;
        candidates_.push_back({.line = i,
                               .system = System::prefix,
                               .label = std::move(label),
                               .weight = std::max(weight, 0.2)});
    }

    bool collect_numbered(std::size_t i, const HeadingLabel& label)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = std::string_view(here.plain).substr(label.title_at);
        if (title.empty() || here.bullet || here.quoted || here.table) {
            return false;
        }
        if (!starts_upper(title)) {
            const bool quoted_or_digit =
                title.front() == '"' || is_digit(title.front()) || title.front() == '-';
            if (!quoted_or_digit || label.parts.size() == 1) {
                return false;
            }
        }
        if (label.parts[0] > 400 || (label.parts.size() == 1 && label.form == NumberForm::plain &&
                                     label.parts[0] > 99 && label.number.size() < 3)) {
            return false;
        }
        // "20.10.2025 …" is a date, "3.1 …" is a number.
        const std::vector<FoundDate> dates = find_dates(std::string_view(here.plain).substr(0, 24));
        if (!dates.empty() && dates.front().span.begin == 0 && dates.front().year != 0) {
            return false;
        }
        double weight = 1.0 + title_weight(i, title);
        weight += label.closed ? 0.3 : 0;
        weight += label.parts.size() > 1 ? 0.5 : 0;
        if (sentence(title)) {
            weight -= 1.2;
        }
        candidates_.push_back({.line = i,
                               .system = System::number,
                               .label = label,
                               .weight = std::max(weight, 0.05)});
        return true;
    }

    /// A whole sentence rather than a title: a stop at its end and a fair length.
    static bool sentence(std::string_view title)
    {
        return title.size() > 50 &&
               (title.back() == '.' || title.find(". ") != std::string_view::npos);
    }

    void collect_unlabelled(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.bullet || here.quoted || here.table || here.plain.size() > 160 ||
            !starts_upper(here.plain)) {
            return;
        }
        const std::string folded = fold_words(here.plain);
        const Terms terms = word_lists().terms(folded);
        if (terms.has(Term::other_business)) {
            candidates_.push_back(
                {.line = i, .system = System::echo, .label = std::nullopt, .weight = 1.2});
            return;
        }
        if (echoes(i, folded)) {
            candidates_.push_back(
                {.line = i, .system = System::echo, .label = std::nullopt, .weight = 1.5});
            return;
        }
        const bool label_like =
            here.plain.back() == ':' || here.plain.back() == '.' || here.plain.back() == ',';
        if ((here.bold || larger(i)) && !outline_.markdown && here.plain.size() <= 120 &&
            !label_like && terms.none() && here.label_terms.none()) {
            candidates_.push_back({.line = i,
                                   .system = System::looks,
                                   .label = std::nullopt,
                                   .weight = 1.0 + 0.5 * title_weight(i, here.plain)});
        }
    }

    bool larger(std::size_t i) const
    {
        return line(i).font_size > 0 && usual_font() > 0 &&
               line(i).font_size >= usual_font() * 1.12;
    }

    double usual_font() const
    {
        if (usual_font_ < 0) {
            std::map<double, std::size_t> count;
            for (std::size_t i = range_.begin; i < range_.end; ++i) {
                count[line(i).font_size] += line(i).plain.size();
            }
            std::size_t most = 0;
            usual_font_ = 0;
            for (const auto& [size, bytes] : count) {
                if (bytes > most) {
                    most = bytes;
                    usual_font_ = size;
                }
            }
        }
        return usual_font_;
    }

    /// Whether an unnumbered line says a title of the agenda again: the same words, or
    /// nearly, close to where the agenda has come.
    bool echoes(std::size_t i, const std::string& folded)
    {
        if (regions_.agenda.empty() || regions_.agenda_is_treatment || folded.empty()) {
            return false;
        }
        const OutlineLine& here = line(i);
        if (here.plain.back() == '.' && here.plain.size() > 60) {
            return false;
        }
        for (std::size_t k = 0; k < regions_.agenda.size() && k < 200; ++k) {
            if (regions_.agenda[k].folded == folded) {
                agenda_at_ = k + 1;
                return true;
            }
        }
        if (words_of(folded).size() < 3) {
            return false;
        }
        for (std::size_t k = agenda_at_; k < regions_.agenda.size() && k < agenda_at_ + 4; ++k) {
            if (word_overlap(regions_.agenda[k].folded, folded) >= 0.66) {
                agenda_at_ = k + 1;
                return true;
            }
        }
        return false;
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
        std::vector<std::size_t> apart;
        for (const auto& [prefix, members] : by_prefix) {
            const auto [own, chain] = best_sequence(candidates_, members);
            if (chain.size() >= 2 || members.size() == 1) {
                weight += own;
                apart.insert(apart.end(), chain.begin(), chain.end());
            }
        }
        if (apart.size() * 10 > together.second.size() * 13) {
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
        drop_outliers(numbers);
        auto [number_score, number_chain] = best_sequence(candidates_, numbers);
        if (!plausible_numbers(number_chain)) {
            number_score = 0;
            number_chain.clear();
        }
        const std::vector<std::size_t> echo = pool(System::echo);
        const std::vector<std::size_t> looks = pool(System::looks);
        const std::vector<std::size_t> clocks = pool(System::clock);
        double markup_score = sum(markup);
        const double echo_score =
            echo.size() >= 2 ? sum(echo) : 0.2 * static_cast<double>(echo.size());
        const double looks_score = looks.size() >= 2 ? 0.7 * sum(looks) : 0;
        const double clock_score = clocks.size() >= 2 && !chat(clocks) ? sum(clocks) : 0;
        // Markup that was meant as headings wins over numbers in the text below it.
        if (outline_.markdown && markup.size() >= 2) {
            number_score *= 0.3;
        }
        const double best = std::max(
            {markup_score, prefix_score, number_score, echo_score, looks_score, clock_score});
        if (best <= 0) {
            return;
        }
        if (prefix_score == best) {
            take(prefix_chain);
            add_parts(number_chain, numbers);
            take_markup_beside(markup);
            take_other_business();
        } else if (markup_score == best) {
            take(markup);
            take_prefixed_beside(prefix_chain);
            take_parts_of_markup();
        } else if (number_score == best) {
            take(number_chain);
            take_markup_beside(markup);
            take_prefixed_beside(prefix_chain);
            take_other_business();
        } else if (clock_score == best) {
            take(clocks);
        } else if (echo_score == best) {
            take(echo);
            take_markup_beside(markup);
        } else {
            take(looks);
            take(echo);
        }
    }

    /// "[14:03] Kari Nordmann (gjest)": who wrote when, not what was treated.
    bool chat(const std::vector<std::size_t>& clocks) const
    {
        std::size_t names = 0;
        for (const std::size_t i : clocks) {
            const std::string& plain = line(candidates_[i].line).plain;
            std::string title =
                plain.substr(std::min(plain.size(), candidates_[i].label->title_at));
            title.resize(std::min(title.find('('), title.size()));
            const std::vector<std::string_view> words = words_of(title);
            names += words.size() <= 4 && !words.empty() && name_like(title) ? 1U : 0U;
        }
        return names * 3 > clocks.size();
    }

    /// Markup headings that are cases: not the title, not labels over all cases, not
    /// divisions of a case's treatment.
    std::vector<std::size_t> case_markup() const
    {
        std::vector<std::size_t> kept;
        int top = 99;
        for (const std::size_t i : pool(System::markup)) {
            const OutlineLine& here = line(candidates_[i].line);
            if (!label_only(here, false)) {
                top = std::min(top, here.heading_level);
            }
        }
        std::unordered_map<std::string, std::size_t> count;
        for (const std::size_t i : pool(System::markup)) {
            ++count[fold_words(line(candidates_[i].line).plain)];
        }
        int leaf = 99; // level of the latest heading numbered in parts: "4.3"
        for (const std::size_t i : pool(System::markup)) {
            const OutlineLine& here = line(candidates_[i].line);
            const bool labelled = candidates_[i].label.has_value();
            if (labelled || here.heading_level <= leaf) {
                const bool parts = labelled && candidates_[i].label->parts.size() >= 2;
                leaf = parts ? here.heading_level : here.heading_level <= leaf ? 99 : leaf;
            }
            if (label_only(here, here.heading_level > top || labelled)) {
                continue;
            }
            // The same words again and again ("Innlegg", "Replikk"), and what stands without
            // a number below "4.3", divide a treatment.
            const bool again = !labelled && here.heading_level > top &&
                               count[fold_words(here.plain)] >= 3 &&
                               words_of(here.plain).size() <= 2 &&
                               !word_lists().first_name(fold_words(here.plain));
            const bool below_leaf = !labelled && here.heading_level > leaf;
            if (!again && !below_leaf) {
                kept.push_back(i);
            }
        }
        return kept;
    }

    /// Whether a heading is a label and no case. `inside`: it stands below a case.
    static bool label_only(const OutlineLine& here, bool inside)
    {
        const std::optional<HeadingLabel> label = read_label(here.plain);
        const std::string_view title = label ? std::string_view(here.plain).substr(label->title_at)
                                             : std::string_view(here.plain);
        Terms terms = word_lists().terms(fold_words(title));
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

    /// Numbers far beyond what a document of this many candidates can have.
    void drop_outliers(std::vector<std::size_t>& numbers) const
    {
        const int limit = static_cast<int>(std::min<std::size_t>(numbers.size(), 300)) * 3 + 20;
        // "024", "025": three printed digits are a running number over years.
        std::erase_if(numbers, [this, limit](std::size_t i) {
            const HeadingLabel& label = *candidates_[i].label;
            return label.form == NumberForm::plain && label.parts[0] > limit &&
                   label.number.size() < 3;
        });
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

    /// Under prefixed cases: "3.1", "3.2" (also when the top number differs).
    void add_parts(const std::vector<std::size_t>& chain, const std::vector<std::size_t>& numbers)
    {
        (void)chain;
        std::vector<std::size_t> parts;
        const std::size_t first = first_taken_line();
        for (const std::size_t i : numbers) {
            if (candidates_[i].label->parts.size() >= 2 && candidates_[i].line > first) {
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
            if (candidates_[i].line > first || candidates_[i].label) {
                candidates_[i].taken = true;
            }
        }
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
                       candidate.label->parts[0] == top && !sentence(line(candidate.line).plain)) {
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
            while (at < letters_.size() && letters_[at] < end) {
                const std::size_t here = letters_[at++];
                if (here < begin) {
                    continue;
                }
                const std::optional<HeadingLabel> label = read_label(line(here).plain);
                if (label && label->parts[0] == static_cast<int>(run.size()) + 1 &&
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
                       in_body(next) && !line(next).bullet && !read_label(line(next).plain);
            });
            if (run.size() >= 2 && (marked || treated)) {
                for (const std::size_t here : run) {
                    candidates_.push_back({.line = here,
                                           .system = System::number,
                                           .label = read_label(line(here).plain),
                                           .weight = 1,
                                           .taken = true});
                }
            }
        }
    }

    bool heading_like_letter(std::size_t i, const HeadingLabel& label) const
    {
        const std::string_view title = std::string_view(line(i).plain).substr(label.title_at);
        return starts_upper(title) && title.size() <= 160 && !sentence(title);
    }

    void make_headings()
    {
        std::vector<const Candidate*> taken;
        for (const Candidate& candidate : candidates_) {
            if (candidate.taken) {
                taken.push_back(&candidate);
            }
        }
        std::sort(taken.begin(), taken.end(), [](const Candidate* a, const Candidate* b) {
            return a->line < b->line;
        });
        std::unordered_set<std::size_t> lines;
        for (const Candidate* candidate : taken) {
            lines.insert(candidate->line);
        }
        headings_.reserve(taken.size());
        for (const Candidate* candidate : taken) {
            if (!headings_.empty() && headings_.back().last_line >= candidate->line) {
                continue;
            }
            Heading heading;
            heading.line = candidate->line;
            heading.last_line = candidate->line;
            heading.label = candidate->label;
            heading.title = heading.label ? line(heading.line).plain.substr(heading.label->title_at)
                                          : line(heading.line).plain;
            join_wrapped(heading, candidate->system, lines);
            cut_note(heading);
            while (!heading.title.empty() &&
                   (heading.title.back() == ':' || heading.title.back() == ';' ||
                    heading.title.back() == ' ')) {
                heading.title.pop_back();
            }
            headings_.push_back(std::move(heading));
        }
    }

    /// Joins the lines that a long title goes on over.
    void join_wrapped(Heading& heading,
                      System system,
                      const std::unordered_set<std::size_t>& starts) const
    {
        if (system == System::markup && outline_.markdown) {
            return;
        }
        for (int more = 0; more < 3; ++more) {
            const std::size_t next = heading.last_line + 1;
            if (next >= range_.end || starts.contains(next) || !in_body(next)) {
                return;
            }
            const OutlineLine& above = line(heading.last_line);
            const OutlineLine& below = line(next);
            if (below.blank || below.bullet || below.heading_level > 0 || below.plain.empty() ||
                !below.label_terms.none() || below.plain.size() > 160 || read_label(below.plain) ||
                below.plain.starts_with("v/")) {
                return;
            }
            const std::size_t space = heading.title.rfind(' ');
            const std::string last_word = fold_words(
                std::string_view(heading.title).substr(space == std::string::npos ? 0 : space + 1));
            const bool open = word_lists().terms(last_word).has(Term::connector) ||
                              heading.title.ends_with(',') || heading.title.ends_with(" -") ||
                              heading.title.ends_with("\xE2\x80\x93");
            const bool finished = heading.title.ends_with('.') || heading.title.ends_with('?') ||
                                  heading.title.ends_with(':') || heading.title.ends_with('!');
            const std::size_t shown = above.span.size();
            const bool wide = shown >= 45 && shown + 14 >= outline_.usual_width;
            const bool lower = starts_lower(below.plain) || below.plain.front() == '(';
            const bool hanging = below.indent >= above.indent + 2 && shown >= 45;
            const std::string whole = fold_words(heading.title + " " + below.plain);
            const bool agenda_goes_on = agenda_.contains(whole);
            if (!agenda_goes_on && !(open && !finished) &&
                !(lower && !finished && (wide || shown >= 60)) &&
                !(hanging && !finished && below.plain.size() < 80)) {
                return;
            }
            heading.title += " " + below.plain;
            heading.last_line = next;
        }
    }

    /// "… – drøfting Oppfølging fra sist møte.": a note on the heading's line is no title.
    static void cut_note(Heading& heading)
    {
        const std::vector<std::string_view> words = words_of(heading.title);
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (!starts_upper(words[i])) {
                continue;
            }
            for (std::size_t length = 2; length <= 4 && i + length <= words.size(); ++length) {
                const char* begin = words[i].data();
                const char* end = words[i + length - 1].data() + words[i + length - 1].size();
                const std::string phrase =
                    fold_words(std::string_view(begin, static_cast<std::size_t>(end - begin)));
                const std::string before = fold_words(words[i - 1]);
                if (word_lists().terms(phrase).has(Term::note) &&
                    !word_lists().terms(before).has(Term::connector)) {
                    const auto at = static_cast<std::size_t>(begin - heading.title.data());
                    heading.rest = heading.title.substr(at);
                    heading.title.resize(at);
                    return;
                }
            }
        }
    }

    /// A heading over others that says what they are: "Behandling av søknader".
    static bool collects(const std::string& folded)
    {
        return folded.starts_with("behandling av") || folded.starts_with("handsaming av") ||
               folded == "søknader" || folded.ends_with("saker") || folded == "søknadar";
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

    void set_parents()
    {
        std::map<Key, std::size_t> by_number;
        std::map<Key, std::optional<std::size_t>> siblings;
        std::optional<std::size_t> last_case_word; // the latest "Sak …"
        std::vector<std::size_t> open_levels;      // headings by markup level, outermost first
        std::optional<std::size_t> last_single;    // the latest "4", "Sak 4"
        std::optional<std::size_t> last_labelled;
        std::optional<std::size_t> group;            // an unnumbered heading that collects others
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
                    std::vector<int> up = parts;
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
                       last_labelled) {
                parent = last_labelled;
                numbered = true;
            }
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
                const std::string folded = fold_words(heading.title);
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
            heading.parent = parent;
            if (heading.label && heading.label->parts.size() > 1) {
                std::vector<int> up = heading.label->parts;
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
            if (!heading.label) {
                by_title_.insert_or_assign(fold_words(heading.title), i);
            }
        }
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

    /// "Punkt 2" below "Sak 4".
    static bool second_word(const HeadingLabel& label)
    {
        return label.prefix == "punkt" || label.prefix == "pkt" || label.prefix == "post";
    }

    /// Where an item of the agenda stands: at the top, or under a heading.
    struct Standing {
        std::optional<std::size_t> parent;
    };

    /// Where the agenda puts an unnumbered title; none if the agenda does not have it.
    std::optional<Standing> agenda_standing(const std::string& folded) const
    {
        if (regions_.agenda.size() > 200 ||
            (headings_.size() > 2000 && !agenda_.contains(folded))) {
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
    LineRange range_;
    const Regions& regions_;
    std::unordered_set<std::string> agenda_;
    std::vector<Candidate> candidates_;
    std::vector<std::size_t> letters_;
    std::size_t agenda_at_ = 0;
    bool agenda_depth_ = false; ///< the agenda has items under items
    mutable double usual_font_ = -1;
    std::vector<Heading> headings_;
    std::unordered_map<std::string, std::size_t> by_title_;
};

} // namespace

std::vector<Heading> find_headings(const Outline& outline, LineRange range, const Regions& regions)
{
    return Finder(outline, range, regions).run();
}

bool decision_heading(const OutlineLine& line)
{
    const std::optional<HeadingLabel> label = read_label(line.plain);
    const std::string_view title =
        label ? std::string_view(line.plain).substr(label->title_at) : std::string_view(line.plain);
    return title.size() <= 60 && word_lists().terms(fold_words(title)).has(Term::decision);
}

} // namespace saksklar::structure
