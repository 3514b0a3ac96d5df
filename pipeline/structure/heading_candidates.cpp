// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/heading_candidates.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/heading_series.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

class CandidateFinder : private BodyLines {
public:
    CandidateFinder(const Outline& outline, LineRange range, const Regions& regions)
        : BodyLines(outline, range, regions)
    {
        for (const AgendaLine& entry : regions.agenda) {
            if (!entry.folded.empty()) {
                agenda_.try_emplace(entry.folded, agenda_words_.size());
            }
            agenda_words_.push_back(count_words(entry.folded));
            if (entry.item.number) {
                agenda_numbers_.insert(*entry.item.number);
            }
        }
        constexpr std::size_t letterhead = 12; // lines that may stand above a title
        for (std::size_t i = range.begin; i < std::min(range.begin + letterhead, range.end); ++i) {
            if (regions.at(i - range.begin) == Region::title) {
                title_line_ = i;
            }
        }
    }

    Candidates run()
    {
        candidates_.reserve(std::min<std::size_t>(range_.size() / 4, 4096));
        collect();
        add_series();
        add_marked();
        return {std::move(candidates_), std::move(letters_)};
    }

private:
    /// What speaks for a title, whatever its number.
    double title_weight(std::size_t i, std::string_view title) const
    {
        const FoldedText made =
            fold_words(title.size() == line(i).plain.size() ? std::string_view{} : title);
        const std::string_view folded =
            title.size() == line(i).plain.size() ? line(i).folded : made.view();
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
        if (next < range_.end && line(next).label == nullptr) {
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
        const HeadingLabel* label = here.label;
        const std::string_view title = label ? here.plain.substr(label->title_at) : here.plain;
        if (here.heading_level > 0) {
            if (label && label->form == NumberForm::letter && title.empty()) {
                label = nullptr;
            }
            note_series(i, label);
            collect_markup(i, label);
            return;
        }
        if (here.table && !label) {
            return;
        }
        note_series(i, label);
        note_marked(i);
        if (label && label->form == NumberForm::clock) {
            const Terms terms = word_lists().terms(fold_words(title));
            if (terms.has(Term::field_time) || terms.has(Term::field_end)) {
                return; // "[16:00] Møtet slutt"
            }
            // "[19:06] <kari> Enig", "[19:07] => godkjent": what was written and what came of it
            if (title.starts_with('<') || title.starts_with("=>") || title.starts_with("->")) {
                return;
            }
            candidates_.push_back(
                {.line = i, .system = System::clock, .label = *label, .weight = 1.5});
            return;
        }
        if (label && label->form == NumberForm::letter) {
            letters_.push_back(i);
            collect_ordered(i, *label, System::letter);
            return;
        }
        if (label && !label->prefix.empty()) {
            collect_prefixed(i, *label);
            return;
        }
        if (label && label->form == NumberForm::roman) {
            collect_ordered(i, *label, System::roman);
            return;
        }
        const bool day = day_title(here.plain);
        if (label && !day && collect_numbered(i, *label)) {
            return;
        }
        collect_unlabelled(i);
        if (!label || day) {
            collect_plain(i);
        }
    }

    /// A label of a kind that no list of prefixes has, on a line that may be a heading.
    void note_series(std::size_t i, const HeadingLabel* label)
    {
        constexpr std::size_t longest = 100;
        const OutlineLine& here = line(i);
        const std::string_view start = here.plain.substr(0, 12);
        if (label != nullptr || here.bullet || here.quoted || here.table ||
            here.plain.size() > longest ||
            (!starts_upper(start) && !is_digit(start.front()) && start.front() != '[' &&
             start.front() != '(') ||
            std::none_of(start.begin(), start.end(), is_digit) ||
            (here.heading_level == 0 &&
             (!blank_above(i) || here.plain.ends_with('.') || here.plain.ends_with(',')))) {
            return;
        }
        if (std::optional<SeriesLabel> found = read_series_label(here.plain)) {
            const std::string_view title = here.plain.substr(found->label.title_at);
            if (title.empty()) {
                return;
            }
            const bool begins =
                starts_upper(title) || here.heading_level > 0 ||
                std::string_view("\"(\xC2").find(title.front()) != std::string_view::npos;
            // "Vedtak 20/33: …" is a part of a case.
            const Terms terms = word_lists().terms(found->label.prefix);
            if (labels_part(terms) || frames(terms)) {
                return;
            }
            const std::vector<FoundDate> dates = find_dates(start);
            const bool day = !dates.empty() && dates.front().span.begin == 0;
            if (begins) {
                // "4/1 Dagsorden" may be a day as well.
                const bool unsure = day && here.heading_level == 0;
                series_[found->kind + (unsure ? "?" : "")].push_back({i, std::move(found->label)});
            }
        }
    }

    struct Labelled {
        std::size_t line = 0;
        HeadingLabel label;
    };

    /// "4/1", "4/2", "4/3": the cases of the fourth meeting, not days.
    static bool counts_from_one(const std::vector<Labelled>& members)
    {
        for (std::size_t k = 0; k < members.size(); ++k) {
            const NumberParts& parts = members[k].label.parts;
            if (parts.size() != 2 || parts[0] != members[0].label.parts[0] ||
                parts[1] != static_cast<int>(k) + 1) {
                return false;
            }
        }
        return true;
    }

    /// Labels of which there are several of a kind, one after the other, are labels.
    void add_series()
    {
        constexpr std::size_t least = 3;
        std::vector<Labelled> labelled;
        for (auto& [kind, members] : series_) {
            std::size_t steps = 0;
            for (std::size_t k = 1; k < members.size(); ++k) {
                steps += follows(members[k - 1].label, members[k].label) ? 1U : 0U;
            }
            if (members.size() < least || steps * 4 < (members.size() - 1) * 3 ||
                (kind.ends_with('?') && !counts_from_one(members))) {
                continue;
            }
            std::move(members.begin(), members.end(), std::back_inserter(labelled));
        }
        if (labelled.empty()) {
            return;
        }
        std::ranges::sort(labelled, {}, &Labelled::line);
        const auto found_at = [&labelled](std::size_t i) {
            const auto found = std::ranges::lower_bound(labelled, i, {}, &Labelled::line);
            return found != labelled.end() && found->line == i ? found : labelled.end();
        };
        // Marked headings get the label, other lines are candidates for it alone.
        for (Candidate& candidate : candidates_) {
            const auto found = found_at(candidate.line);
            if (found != labelled.end() && line(candidate.line).heading_level > 0) {
                candidate.label = found->label;
            }
        }
        std::erase_if(candidates_, [&](const Candidate& candidate) {
            return line(candidate.line).heading_level == 0 &&
                   found_at(candidate.line) != labelled.end();
        });
        for (Labelled& member : labelled) {
            const OutlineLine& here = line(member.line);
            if (here.heading_level > 0) {
                continue;
            }
            const std::string_view title = here.plain.substr(member.label.title_at);
            const double weight = 1.0 + title_weight(member.line, title);
            candidates_.push_back(
                {.line = member.line,
                 .system = member.label.prefix.empty() ? System::number : System::prefix,
                 .label = std::move(member.label),
                 .weight = std::max(weight, 0.05)});
        }
        std::ranges::stable_sort(candidates_, {}, &Candidate::line);
    }

    /// The length of a sign before a title that is no bullet of lists: "*Lageret", ".: Dugnad :.",
    /// a pictogram. 0: none.
    static std::size_t mark_length(std::string_view plain)
    {
        constexpr std::size_t longest = 12; // bytes
        std::size_t at = 0;
        while (at < plain.size() && at < longest) {
            const auto byte = static_cast<unsigned char>(plain[at]);
            // Signs and pictograms begin with E2 or F0 in UTF-8; EF is what chooses their look.
            const std::size_t size = byte == 0xE2 || byte == 0xEF ? 3 : byte == 0xF0 ? 4 : 1;
            if (size == 1 &&
                std::string_view("*:.-=_~>+#| ").find(plain[at]) == std::string_view::npos) {
                break;
            }
            at += size;
        }
        return at < longest && at < plain.size() ? at : 0;
    }

    /// A title behind a sign, on a line of its own above its text.
    void note_marked(std::size_t i)
    {
        constexpr std::size_t longest = 60;
        const OutlineLine& here = line(i);
        const std::size_t at = here.plain.size() > longest ? 0 : mark_length(here.plain);
        if (at == 0 || here.bullet || here.quoted || here.table || !blank_above(i)) {
            return;
        }
        const std::string_view title = here.plain.substr(at);
        const std::size_t next = next_line(i);
        if (!starts_upper(title) || next >= range_.end || !in_body(next) ||
            std::string_view(";,").find(title.back()) != std::string_view::npos ||
            labels_part(word_lists().terms(fold_words(title)))) {
            return;
        }
        marked_[std::string(trim(here.plain.substr(0, at)))].push_back({i, at});
    }

    /// Where several titles have the same sign before them they are headings.
    void add_marked()
    {
        constexpr std::size_t least = 3;
        const std::size_t before = candidates_.size();
        for (const auto& [mark, members] : marked_) {
            if (members.size() < least) {
                continue;
            }
            for (const auto& [i, at] : members) {
                candidates_.push_back({.line = i,
                                       .system = System::looks,
                                       .label = std::nullopt,
                                       .weight = 1.5,
                                       .title_at = at});
            }
        }
        if (candidates_.size() > before) {
            std::ranges::stable_sort(candidates_, {}, &Candidate::line);
        }
    }

    /// "17. mai" has no number.
    static bool day_title(std::string_view plain)
    {
        if (plain.empty() || !is_digit(plain.front())) {
            return false;
        }
        const Words words = words_of(plain.substr(0, 40));
        return words.size() >= 2 && word_lists().month(fold_words(words[1])).has_value();
    }

    /// "1<tab>Godkjenning": the only tab of the line stands between number and title.
    bool tab_after_label(std::size_t i) const
    {
        const std::string_view raw =
            trim(outline_.text.substr(line(i).span.begin, line(i).span.size()));
        const std::size_t tab = raw.find('\t');
        return tab != std::string_view::npos && tab <= 8 &&
               raw.find('\t', raw.find_first_not_of('\t', tab)) == std::string_view::npos;
    }

    /// Roman numbers and letters; small letters on lines of their own above their text
    void collect_ordered(std::size_t i, const HeadingLabel& label, System system)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = here.plain.substr(label.title_at);
        // "c) valg av stykke": all small, as some write
        const bool small_title =
            system == System::letter && starts_lower(label.number) && starts_lower(title) &&
            title.size() <= 50 &&
            std::string_view(".,:;").find(title.back()) == std::string_view::npos;
        if (here.bullet || here.quoted || here.table || (!starts_upper(title) && !small_title) ||
            reads_as_sentence(title)) {
            return;
        }
        if (!starts_upper(label.number)) {
            const std::size_t below = i + 1;
            const bool heads = (blank_above(i) || !label.closed) && title.size() <= 70 &&
                               below < range_.end && in_body(below) && !line(below).blank &&
                               (!line(below).bullet || small_title || in_capitals(title)) &&
                               (line(below).label == nullptr || !line(below).label->closed);
            if (!heads || system != System::letter) {
                return;
            }
        }
        candidates_.push_back({.line = i,
                               .system = system,
                               .label = label,
                               .weight = std::max(1.2 + title_weight(i, title), 0.05)});
    }

    /// "Nytt fra Kari" is no name.
    static bool joined_by_connector(std::string_view plain)
    {
        const Words words = words_of(plain);
        for (std::size_t w = 1; w + 1 < words.size(); ++w) {
            if (starts_lower(words[w]) && word_lists().terms(words[w]).has(Term::connector)) {
                return !word_lists().first_name(fold_words(words[w - 1]));
            }
        }
        return false;
    }

    static constexpr std::size_t longest_alone = 90; // bytes of a title between blank lines

    /// Lines without number or markup that may be headings all the same: in capitals, or short
    /// above a paragraph; and outer items of lists.
    void collect_plain(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.bullet && here.bold && here.indent == 0 && blank_above(i) &&
            (here.plain.starts_with("[x] ") || here.plain.starts_with("[ ] "))) {
            candidates_.push_back({.line = i,
                                   .system = System::looks,
                                   .label = std::nullopt,
                                   .weight = 1.5,
                                   .title_at = 4});
            return;
        }
        // "* **Deploy**" above notes that hang below it
        const std::size_t note = i + 1;
        if (here.bullet && here.bold && here.indent == 0 && note < range_.end &&
            line(note).bullet && line(note).indent > here.indent && !labels_part(here.terms)) {
            candidates_.push_back(
                {.line = i, .system = System::bullet, .label = std::nullopt, .weight = 1.3});
            return;
        }
        if (here.bullet && bullet_title(here.plain) > 0 && blank_above(i)) {
            candidates_.push_back(
                {.line = i, .system = System::bullet, .label = std::nullopt, .weight = 1.0});
            return;
        }
        if (i < title_line_) {
            return; // the letterhead above "Styremøte 20. mars"
        }
        const bool begins = starts_upper(here.plain) || day_title(here.plain) ||
                            (here.bullet && !here.plain.empty() && is_digit(here.plain.front()));
        const bool between_blanks = blank_above(i) && i + 1 < range_.end && line(i + 1).blank;
        const std::size_t longest = between_blanks ? longest_alone : 70; // bytes
        if (here.quoted || here.table || here.plain.size() > longest || here.plain.size() < 3 ||
            !begins || !here.label_terms.none() || here.bold || larger(i) ||
            std::string_view(".;,!").find(here.plain.back()) != std::string_view::npos) {
            return;
        }
        // "Høstens program:" right above its text
        const std::size_t under = i + 1;
        if (here.plain.back() == ':' && (here.bullet || here.indent > 0 || under >= range_.end ||
                                         line(under).blank || !in_body(under))) {
            return;
        }
        const Terms terms = here.terms;
        if (labels_part(terms) || here.words > (between_blanks ? 14U : 9U)) {
            return;
        }
        const std::size_t below = i + 1;
        const bool text_below =
            below < range_.end && in_body(below) && !line(below).blank && !line(below).table;
        if (here.bullet) {
            // "- Status" above its text, which is no item itself
            const bool heads_text = text_below && blank_above(i) && !line(below).bullet &&
                                    line(below).indent <= here.indent &&
                                    line(below).plain.size() > here.plain.size() + 10;
            const bool notes = heads_text || (text_below && line(below).bullet &&
                                              line(below).indent > here.indent);
            candidates_.push_back({.line = i,
                                   .system = System::bullet,
                                   .label = std::nullopt,
                                   .weight = notes ? 1.0 : 0.1});
            return;
        }
        const std::size_t next = next_line(i);
        if (next >= range_.end || !in_body(next) || (here.indent > 3 && !centred_capitals(i))) {
            return;
        }
        if (!blank_above(i)) {
            collect_between(i);
            return;
        }
        const bool shouted = in_capitals(here.plain);
        // Right above its text, or set off from it by less than from the text before.
        const bool apart =
            next == i + 2 && i >= range_.begin + 2 && line(i - 1).blank && line(i - 2).blank;
        const bool heads = (text_below || apart) && !line(next).bullet && !line(next).table &&
                           line(next).plain.size() > here.plain.size() &&
                           (starts_upper(line(next).plain) || is_digit(line(next).plain.front())) &&
                           (!name_like(here.plain) || joined_by_connector(here.plain));
        const bool spaced = next == i + 2 && line(i + 1).blank &&
                            (short_title(i) || long_title(i)) &&
                            !word_lists().facts(here.folded).tells(Hint::answer) &&
                            paragraph_at(next) && !name_like(here.plain);
        // "Julegrøten" above "• Grøt til 300", as word processors' lists leave it
        constexpr std::size_t most_words = 6;
        const bool heads_items = below < range_.end && in_body(below) && line(below).bullet &&
                                 here.words <= most_words && here.indent == 0 &&
                                 here.plain.back() != ':' && !name_like(here.plain) &&
                                 !reads_as_sentence(here.plain);
        if (shouted || heads || spaced || heads_items) {
            candidates_.push_back({.line = i,
                                   .system = System::plain,
                                   .label = std::nullopt,
                                   .weight = shouted ? 1.2
                                             : heads ? 0.7
                                                     : weak_plain});
        }
    }

    /// "            PENGAR" between blank lines, in the middle of the page.
    bool centred_capitals(std::size_t i) const
    {
        constexpr std::size_t off = 8; // columns that it may stand off the middle
        const OutlineLine& here = line(i);
        const std::size_t width = std::max<std::size_t>(outline_.usual_width, 60);
        const std::size_t middle =
            static_cast<std::size_t>(here.indent) + length_of(here.plain) / 2;
        return in_capitals(here.plain) && blank_above(i) && i + 1 < range_.end &&
               line(i + 1).blank && middle + off >= width / 2 && middle <= width / 2 + off;
    }

    bool short_title(std::size_t i) const
    {
        constexpr std::size_t longest = 45; // bytes
        return line(i).plain.size() <= longest && line(i).words <= 5 && line(i).indent == 0;
    }

    /// "Søknad fra Grindal skytterlag om leie av lerduebanen" between blank lines; no code of
    /// something listed begins it.
    bool long_title(std::size_t i) const
    {
        const std::string_view plain = line(i).plain;
        const std::string_view first = plain.substr(0, plain.find(' '));
        return line(i).indent == 0 && blank_above(i) && i + 1 < range_.end && line(i + 1).blank &&
               first.find_first_of("0123456789.:") == std::string_view::npos;
    }

    /// A line of running text, or two sentences.
    bool paragraph_at(std::size_t i) const
    {
        const std::size_t stop = line(i).plain.find(". ");
        const bool two = stop != std::string_view::npos && line(i).plain.ends_with('.');
        const std::size_t least = two ? 30 : 60; // bytes
        return line(i).plain.size() >= least && !line(i).bullet && !line(i).table &&
               line(i).label == nullptr &&
               (starts_upper(line(i).plain) || is_digit(line(i).plain.front()));
    }

    /// A short line between two paragraphs of a line each, in a text that has no blank lines.
    void collect_between(std::size_t i)
    {
        if (i == range_.begin || !in_body(i - 1) || !short_title(i) ||
            line(i - 1).plain.size() < 60 || !paragraph_at(i + 1) || name_like(line(i).plain)) {
            return;
        }
        const char end = line(i - 1).plain.back();
        if (end == '.' || end == '!' || end == '?') {
            candidates_.push_back(
                {.line = i, .system = System::plain, .label = std::nullopt, .weight = weak_plain});
        }
    }

    void collect_markup(std::size_t i, const HeadingLabel* label)
    {
        const OutlineLine& here = line(i);
        const std::string_view folded = here.folded;
        if (begins_with_any(folded, Sought::closing_words)) {
            return;
        }
        const std::string_view title = label ? here.plain.substr(label->title_at) : here.plain;
        candidates_.push_back({.line = i,
                               .system = System::markup,
                               .label = label ? std::optional(*label) : std::nullopt,
                               .weight = 2.0 + 0.5 * title_weight(i, title)});
    }

    void collect_prefixed(std::size_t i, const HeadingLabel& label)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = here.plain.substr(label.title_at);
        // "HPM-24/19 Vedtak:" labels the decision of case 24/19.
        if (label.form == NumberForm::yearly && title.size() <= 24 && title.ends_with(':') &&
            word_lists().terms(fold_words(title)).has(Term::decision)) {
            return;
        }
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
        // "Pkt. 1: Enstemmig vedtatt.", "Punkt 2 ble vedtatt mot 3 stemmer.": how a point fared
        const bool point = word_lists().facts(label.prefix).tells(Hint::point);
        if (point && title.ends_with('.') && weigh(title).strong) {
            return;
        }
        // "Pkt. 9 Klage: Må avklares først.": what was said of a point of something else
        if (point && here.indent >= 4 && !blank_above(i) && contains(title, ": ")) {
            return;
        }
        double weight = 2.0 + title_weight(i, title);
        weight += label.form == NumberForm::yearly ? 0.5 : 0;
        weight -= here.bullet ? 1.0 : 0;
        candidates_.push_back(
            {.line = i, .system = System::prefix, .label = label, .weight = std::max(weight, 0.2)});
    }

    /// "24/19" on a line of its own above its title, or "23.1" above its text, where the agenda has
    /// that number.
    bool announced_number(std::size_t i, const HeadingLabel& label) const
    {
        const std::size_t below = i + 1;
        const bool parts = label.form == NumberForm::plain && label.parts.size() >= 2;
        return (parts || label.form == NumberForm::yearly) && blank_above(i) && !line(i).bullet &&
               agenda_numbers_.contains(label.number) && below < range_.end && in_body(below) &&
               !line(below).blank && line(below).label == nullptr &&
               starts_upper(line(below).plain) && line(below).plain.size() <= 200;
    }

    /// Whether yearly numbers stand on lines of their own all through the meeting, as in text out
    /// of files whose blank lines are lost.
    bool numbers_stand_alone() const
    {
        constexpr std::size_t least = 3;
        if (!lone_numbers_) {
            lone_numbers_ = 0;
            for (std::size_t i = range_.begin; i < range_.end; ++i) {
                const HeadingLabel* label = line(i).label;
                *lone_numbers_ += label != nullptr && label->form == NumberForm::yearly &&
                                          label->title_at >= line(i).plain.size()
                                      ? 1U
                                      : 0U;
            }
        }
        return *lone_numbers_ >= least;
    }

    /// "2014-22" on a line of its own above a line that reads like a title.
    bool number_above_title(std::size_t i, const HeadingLabel& label) const
    {
        const std::size_t below = i + 1;
        if (label.form != NumberForm::yearly || line(i).bullet || line(i).table ||
            below >= range_.end || !in_body(below)) {
            return false;
        }
        const OutlineLine& title = line(below);
        const bool begins =
            blank_above(i) || line(i - 1).starts.has(Term::agenda_column) || numbers_stand_alone();
        return begins && !title.blank && title.label == nullptr && starts_upper(title.plain) &&
               title.plain.size() <= 120 && title.words <= 14 && !title.bullet && !title.table;
    }

    bool collect_numbered(std::size_t i, const HeadingLabel& label)
    {
        const OutlineLine& here = line(i);
        const std::string_view title = here.plain.substr(label.title_at);
        if (title.empty() && (announced_number(i, label) || number_above_title(i, label))) {
            candidates_.push_back(
                {.line = i, .system = System::number, .label = label, .weight = 2.5});
            return true;
        }
        if (title.empty() || here.bullet || here.quoted || (here.table && !tab_after_label(i))) {
            return false;
        }
        if (!starts_upper(title) && !misread_capital(title) &&
            !(label.closed && day_title(title))) { // "4) 17. mai"
            const bool quoted_or_digit =
                title.front() == '"' || is_digit(title.front()) || title.front() == '-';
            // "2 booking" on a line of its own, above its text
            const std::size_t below = i + 1;
            const bool small = label.parts.size() == 1 && title.size() <= 40 && blank_above(i) &&
                               starts_lower(title) && title.back() != '.' && title.back() != ',' &&
                               below < range_.end && in_body(below) && !line(below).blank &&
                               line(below).label == nullptr &&
                               (starts_upper(line(below).plain) || line(below).plain.size() >= 40);
            if (!small && (!quoted_or_digit || label.parts.size() == 1)) {
                return false;
            }
        }
        if (label.parts[0] > 400 || (label.parts.size() == 1 && label.form == NumberForm::plain &&
                                     label.parts[0] > 99 && label.number.size() < 3)) {
            return false;
        }
        // "20.10.2025 …" is a date, "3.1 …" is a number.
        const std::vector<FoundDate> dates = find_dates(here.plain.substr(0, 24));
        if (!dates.empty() && dates.front().span.begin == 0 && dates.front().year != 0) {
            return false;
        }
        // "02.05  Brann på Nordli": days, not numbers
        if (label.number.size() == 5 && label.number[2] == '.' && !label.closed &&
            (label.number[0] == '0' || label.number[3] == '0') && label.parts.size() == 2 &&
            label.parts[0] <= 31 && label.parts[1] <= 12) {
            return false;
        }
        // "1.1 03.12.2021 Rettet navn": a row of a list of changes
        const std::vector<FoundDate> changed = find_dates(title.substr(0, 24));
        if (!changed.empty() && changed.front().span.begin == 0 && changed.front().year != 0 &&
            label.parts.size() > 1) {
            return false;
        }
        double weight = 1.0 + title_weight(i, title);
        weight += label.closed ? 0.3 : 0;
        weight += label.parts.size() > 1 ? 0.5 : 0;
        if (reads_as_sentence(title)) {
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

    void collect_unlabelled(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.bullet || here.quoted || here.table || here.plain.size() > 160 ||
            !starts_upper(here.plain)) {
            return;
        }
        const std::string_view folded = here.folded;
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
            here.plain.ends_with(':') || here.plain.ends_with('.') || here.plain.ends_with(',');
        if ((here.bold || larger(i)) && here.plain.size() <= 120 && !label_like &&
            !labels_part(terms) && !frames(terms) &&
            (!(labels_part(here.label_terms) || frames(here.label_terms)) ||
             numbered_label(here))) {
            candidates_.push_back({.line = i,
                                   .system = System::looks,
                                   .label = std::nullopt,
                                   .weight = 1.0 + 0.5 * title_weight(i, here.plain)});
        }
    }

    /// Words that label a part of a case or of the minutes, and are no case's title.
    static bool labels_part(const Terms& terms)
    {
        return terms.people() || terms.field() || terms.has(Term::agenda) ||
               terms.has(Term::decision) || terms.has(Term::proposal) ||
               terms.has(Term::followup) || terms.has(Term::divider) || terms.has(Term::clerk) ||
               terms.has(Term::chair) || terms.has(Term::container) || terms.has(Term::furniture);
    }

    /// What begins, ends or signs a meeting.
    static bool frames(const Terms& terms)
    {
        return terms.has(Term::signature) || terms.has(Term::closing) || terms.has(Term::opening);
    }

    /// "Forslag 2: Øvelse på torsdager": one of several, with a title of its own.
    static bool numbered_label(const OutlineLine& here)
    {
        const std::string_view label = here.plain.substr(0, here.plain.find(':'));
        return label.size() > 2 && is_digit(label.back()) && here.label_rest < here.plain.size() &&
               starts_upper(here.plain.substr(here.label_rest));
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
    bool echoes(std::size_t i, std::string_view folded)
    {
        if (regions_.agenda.empty() || regions_.agenda_is_treatment || folded.empty()) {
            return false;
        }
        const OutlineLine& here = line(i);
        if (here.plain.ends_with('.') && here.plain.size() > 60) {
            return false;
        }
        if (const auto found = agenda_.find(folded);
            found != agenda_.end() && found->second < 200) {
            agenda_at_ = found->second + 1;
            return true;
        }
        const std::size_t words = count_words(folded);
        if (words < 3) {
            return false;
        }
        for (std::size_t k = agenda_at_; k < regions_.agenda.size() && k < agenda_at_ + 4; ++k) {
            constexpr double nearly = 0.66;
            // Titles of very different lengths cannot agree.
            const double shorter = static_cast<double>(std::min(agenda_words_[k], words));
            const double both = static_cast<double>(agenda_words_[k] + words);
            if (words <= 24 && agenda_words_[k] <= 24 && 2 * shorter < nearly * both) {
                continue;
            }
            if (word_overlap(regions_.agenda[k].folded, folded, nearly) >= nearly) {
                agenda_at_ = k + 1;
                return true;
            }
        }
        return false;
    }

    std::unordered_map<std::string_view, std::size_t> agenda_; ///< the first entry of each title
    std::vector<std::size_t> agenda_words_;                    ///< of each entry
    std::unordered_set<std::string_view> agenda_numbers_;
    std::size_t title_line_ = 0; ///< the last of those that say what meeting this was

    std::map<std::string, std::vector<Labelled>> series_; ///< by their kind
    /// Lines behind a sign, and where their title begins, by the sign.
    std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> marked_;
    std::vector<Candidate> candidates_;
    std::vector<std::size_t> letters_;
    std::size_t agenda_at_ = 0;
    mutable double usual_font_ = -1;
    mutable std::optional<std::size_t> lone_numbers_;
};

} // namespace

Candidates find_candidates(const Outline& outline, LineRange range, const Regions& regions)
{
    return CandidateFinder(outline, range, regions).run();
}

bool in_capitals(std::string_view plain)
{
    std::size_t letters = 0;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const char c = plain[at];
        if (c >= 'a' && c <= 'z') {
            return false;
        }
        // Letters of Latin-1, the capitals first
        const bool beyond = c == '\xC3' && at + 1 < plain.size();
        if (beyond && static_cast<unsigned char>(plain[at + 1]) >= 0xA0) {
            return false;
        }
        letters += beyond || (c >= 'A' && c <= 'Z') ? 1U : 0U;
    }
    return letters >= 3;
}

std::size_t bullet_title(std::string_view plain)
{
    const std::size_t colon = plain.substr(0, 48).find(": ");
    return colon != std::string_view::npos && colon >= 3 && plain.size() >= colon + 20 &&
                   starts_upper(plain) && count_words(plain.substr(0, colon)) <= 5 &&
                   !name_like(plain.substr(0, colon))
               ? colon
               : 0;
}

bool framed_title(std::string_view title)
{
    return title.size() > 6 && title.starts_with("==") && title.ends_with("==");
}

bool reads_as_sentence(std::string_view title)
{
    return title.size() > 50 && (title.back() == '.' || sentences(title).size() > 1);
}

} // namespace saksklar::structure
