// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/headings.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/heading_parents.hpp"
#include "pipeline/structure/heading_sequence.hpp"
#include "pipeline/structure/heading_titles.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

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
        }
        collect();
        choose();
        add_letters();
        headings_ = make_headings(outline_, range_, regions_, candidates_);
        set_parents(outline_, regions_, headings_);
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
        return i == range_.begin || line(i).gap_above || line(i - 1).blank ||
               line(i - 1).furniture || line(i - 1).page != line(i).page;
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
            const Terms terms = word_lists().terms(fold_words(title));
            if (terms.has(Term::field_time) || terms.has(Term::field_end)) {
                return; // "[16:00] Møtet slutt"
            }
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
        if (label && label->form == NumberForm::roman) {
            collect_roman(i, *label);
            return;
        }
        if (label && collect_numbered(i, *label)) {
            return;
        }
        collect_unlabelled(i);
        if (!label) {
            collect_plain(i);
        }
    }

    void collect_roman(std::size_t i, const HeadingLabel& label)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = std::string_view(here.plain).substr(label.title_at);
        if (here.bullet || here.quoted || here.table || !starts_upper(title) || sentence(title)) {
            return;
        }
        candidates_.push_back({.line = i,
                               .system = System::roman,
                               .label = label,
                               .weight = std::max(1.2 + title_weight(i, title), 0.05)});
    }

    /// Lines without number or markup that may be headings all the same: in capitals, or short
    /// above a paragraph; and outer items of lists.
    void collect_plain(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const bool begins =
            starts_upper(here.plain) || (here.bullet && is_digit(here.plain.front()));
        if (here.quoted || here.table || here.plain.size() > 70 || here.plain.size() < 3 ||
            !begins || !here.label_terms.none() || here.bold || larger(i) ||
            std::string_view(".:;,!").find(here.plain.back()) != std::string_view::npos) {
            return;
        }
        const Terms terms = here.terms;
        if (terms.people() || terms.field() || terms.has(Term::agenda) ||
            terms.has(Term::decision) || terms.has(Term::proposal) || terms.has(Term::followup) ||
            terms.has(Term::divider) || terms.has(Term::clerk) || terms.has(Term::chair) ||
            terms.has(Term::container) || terms.has(Term::furniture) ||
            words_of(here.plain).size() > 9) {
            return;
        }
        const std::size_t below = i + 1;
        const bool text_below =
            below < range_.end && in_body(below) && !line(below).blank && !line(below).table;
        if (here.bullet) {
            const bool notes = text_below && line(below).bullet && line(below).indent > here.indent;
            candidates_.push_back({.line = i,
                                   .system = System::bullet,
                                   .label = std::nullopt,
                                   .weight = notes ? 1.0 : 0.1});
            return;
        }
        const std::size_t next = next_line(i);
        if (!blank_above(i) || next >= range_.end || !in_body(next) || here.indent > 3) {
            return;
        }
        const bool shouted = capitals(here.plain);
        const bool heads = text_below && !line(below).bullet &&
                           line(below).plain.size() > here.plain.size() &&
                           starts_upper(line(below).plain) && !name_like(here.plain);
        if (shouted || heads) {
            candidates_.push_back({.line = i,
                                   .system = System::plain,
                                   .label = std::nullopt,
                                   .weight = shouted ? 1.2 : 0.7});
        }
    }

    /// All letters are capitals, and there are at least four.
    static bool capitals(const std::string& plain)
    {
        std::size_t letters = 0;
        for (std::size_t at = 0; at < plain.size(); ++at) {
            const char c = plain[at];
            if (c >= 'a' && c <= 'z') {
                return false;
            }
            // Small letters of Latin-1
            if (c == '\xC3' && at + 1 < plain.size() &&
                static_cast<unsigned char>(plain[at + 1]) >= 0xA0) {
                return false;
            }
            letters += c >= 'A' && c <= 'Z' ? 1U : 0U;
        }
        return letters >= 4;
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
        if (!starts_upper(title) && !misread_capital(title)) {
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

    /// "|FI-avisa", "lnnkalling": a stroke or a small l before a consonant is an I.
    static bool misread_capital(std::string_view title)
    {
        if (title.size() < 3) {
            return false;
        }
        const bool stroke = title.front() == '|' || title.front() == '{';
        const bool consonant =
            title.front() == 'l' && is_word_byte(title[1]) &&
            std::string_view("aeiouyjv\xC3").find(title[1]) == std::string_view::npos;
        return consonant || (stroke && is_word_byte(title[1]));
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
        const bool inline_business =
            here.label_terms.has(Term::other_business) && here.label_rest > 0 && blank_above(i);
        if (terms.has(Term::other_business) || inline_business) {
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
        mend_parts(numbers);
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
        auto [roman_score, roman_chain] = best_sequence(candidates_, pool(System::roman));
        if (roman_chain.size() < 3 || candidates_[roman_chain.front()].label->parts[0] > 1) {
            roman_score = 0;
        }
        const std::vector<std::size_t> plain = plain_headings();
        const double plain_score = plain.size() >= 3 && !outline_.markdown ? 0.6 * sum(plain) : 0;
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
        } else if (roman_score == best) {
            take(roman_chain);
            take_markup_beside(markup);
            take_other_business();
        } else if (clock_score == best) {
            take(clocks);
        } else if (echo_score == best) {
            take(echo);
            take_markup_beside(markup);
        } else if (looks_score == best) {
            take(looks);
            take(echo);
        } else {
            take(plain);
            take(echo);
        }
    }

    /// Headings without number or markup: those in capitals, if there are several.
    std::vector<std::size_t> plain_headings() const
    {
        std::vector<std::size_t> all = pool(System::plain);
        std::vector<std::size_t> shouted;
        for (const std::size_t i : all) {
            if (capitals(line(candidates_[i].line).plain)) {
                shouted.push_back(i);
            }
        }
        return shouted.size() >= 3 ? shouted : all;
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

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
    std::unordered_set<std::string> agenda_;
    std::vector<Candidate> candidates_;
    std::vector<std::size_t> letters_;
    std::size_t agenda_at_ = 0;
    mutable double usual_font_ = -1;
    std::vector<Heading> headings_;
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
