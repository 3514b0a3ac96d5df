// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/regions.hpp"

#include "pipeline/structure/case_lists.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/mail_head.hpp"
#include "pipeline/structure/movements.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/people_runs.hpp"
#include "pipeline/structure/region_labels.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace saksklar::structure {

namespace {

class Divider {
public:
    Divider(const Outline& outline, LineRange range) : outline_(outline), range_(range)
    {
        regions_.of.assign(range.size(), Region::body);
    }

    Regions run()
    {
        count_headings();
        find_title();
        unlabelled_ = unlabelled_people(outline_, range_);
        lists_ = unannounced_lists(outline_, range_);
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            step(i);
        }
        finish_agenda();
        return std::move(regions_);
    }

private:
    enum class State { header, attendance, agenda, skipped, body, ending };

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    void mark(std::size_t i, Region region) { regions_.of[i - range_.begin] = region; }

    Region marked(std::size_t i) const { return regions_.of[i - range_.begin]; }

    void count_headings()
    {
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            if (line(i).heading_level > 0) {
                ++headings_;
            }
        }
    }

    /// Whether a heading says what no other heading says. Asked of few documents.
    bool said_once(std::string_view folded)
    {
        if (heading_count_.empty()) {
            for (std::size_t i = range_.begin; i < range_.end; ++i) {
                if (line(i).heading_level > 0) {
                    ++heading_count_[line(i).folded];
                }
            }
        }
        return heading_count_[folded] < 2;
    }

    /// The first line that is a title, below the head of an e-mail before its subject.
    void find_title()
    {
        regions_.mail_end = mail_head_end(outline_, range_);
        note_ = {regions_.mail_end, cover_note_end(outline_, {regions_.mail_end, range_.end})};
        if (regions_.mail_end == range_.begin || note_.size() > 0) {
            find_title_from(note_.end);
        }
        if (regions_.mail_end == range_.begin || title_line_ != npos) {
            return;
        }
        std::size_t seen = 0;
        for (std::size_t i = note_.end; i < range_.end && seen < 8 && title_line_ == npos; ++i) {
            const OutlineLine& here = line(i);
            seen += here.blank ? 0U : 1U;
            // Not "Her er referatet fra torsdag."
            if (!here.blank && here.words <= 12 && starts_upper(here.plain) &&
                here.plain.find_last_of(".!?,:") != here.plain.size() - 1 &&
                (here.starts.has(Term::meeting_word) ||
                 fold(here.plain).find("møte") != std::string_view::npos)) {
                mark(i, Region::title);
                title_line_ = i;
            }
        }
        for (std::size_t i = range_.begin; i < regions_.mail_end && title_line_ == npos; ++i) {
            if (subject_line(line(i))) {
                mark(i, Region::title);
                title_line_ = i;
            }
        }
    }

    /// The first line from `first` on, if it is a title: a heading, or a line that speaks of a
    /// meeting.
    void find_title_from(std::size_t first)
    {
        std::size_t seen = 0;
        for (std::size_t i = first; i < range_.end && seen < 6; ++i) {
            const OutlineLine& here = line(i);
            // "[pad eksportert 2013-02-10 19:44]": what a program wrote above the text
            const bool aside = here.plain.starts_with('[') && here.plain.ends_with(']') &&
                               !here.starts.has(Term::meeting_word);
            if (here.blank || here.front_matter || here.furniture || picture(here) || aside ||
                way_to_page(here) || address_alone(here.plain)) {
                continue;
            }
            ++seen;
            if (!here.label_terms.none() || here.terms.people() || here.terms.has(Term::agenda) ||
                here.bullet) {
                if (here.label_terms.has(Term::minutes_word) ||
                    here.label_terms.has(Term::meeting_word)) {
                    mark(i, Region::title);
                    return;
                }
                continue;
            }
            const std::string_view folded = here.folded;
            const Words words = words_of(folded);
            if (words.size() > 24) {
                continue;
            }
            // "Granlia, 14. februar 2022": where and when a letter was written
            const std::string_view raw =
                outline_.text.substr(here.content.begin, here.content.size());
            const std::size_t gap = raw.rfind("   ");
            const std::size_t comma = here.plain.rfind(", ");
            if (seen <= 3 && gap != std::string_view::npos &&
                raw.find(", ", gap) != std::string_view::npos &&
                !here.starts.has(Term::meeting_word) && !here.starts.has(Term::minutes_word) &&
                find_dates(raw.substr(gap)).size() == 1) {
                continue;
            }
            if (seen <= 3 && comma != std::string_view::npos &&
                here.plain.substr(0, comma).find(' ') == std::string_view::npos &&
                here.heading_level == 0 && !here.starts.has(Term::meeting_word) &&
                !here.starts.has(Term::minutes_word) &&
                here.folded.substr(0, here.folded.find(' ')).find("møte") == here.folded.npos) {
                const std::vector<FoundDate> written = find_dates(here.plain.substr(comma + 2));
                if (written.size() == 1 && written[0].weekday == 0 && written[0].span.begin == 0 &&
                    written[0].span.end + comma + 2 >= here.plain.size() &&
                    !word_lists().weekday(fold_words(here.plain.substr(0, comma)))) {
                    continue;
                }
            }
            bool meeting = false;
            for (const std::string_view word : words) {
                const Terms terms = word_lists().terms(word);
                meeting = meeting || terms.has(Term::meeting_word) ||
                          terms.has(Term::minutes_word) || word.ends_with("møte") ||
                          word.ends_with("mgte") || word.ends_with("møtet") ||
                          word.starts_with("referat") || word.ends_with("referat");
            }
            const bool dated = !find_dates(here.plain).empty();
            const HeadingLabel* label = here.label;
            if (label && !dated) {
                return; // a case already
            }
            // "# Sikkerhetsforum" below what a website prints above its pages
            const bool top = only_top(i);
            if (here.heading_level > 0 && !meeting && !dated && seen > 1 && !top) {
                return; // the body has begun
            }
            if (here.heading_level > 0 && !meeting && seen > 1 && front_titled()) {
                return; // "* Nedetid 28. mai" below "#+TITLE: Driftsmøte"
            }
            if (meeting || dated || top || (seen == 1 && above_all(i))) {
                mark(i, Region::title);
                title_line_ = i;
                // The body's name above "Referat fra møte 3" is no case.
                for (std::size_t above = range_.begin; above < i; ++above) {
                    if ((line(above).heading_level > 0 || line(above).bold) &&
                        line(above).label == nullptr && line(above).label_terms.none()) {
                        mark(above, Region::title);
                    }
                }
                // The body's name, or "PROTOKOLL" alone, above "Referat fra møte 3"
                const bool bare = here.words == 1 && here.terms.has(Term::minutes_word);
                if ((!meeting || bare) && !dated && here.heading_level > 0) {
                    find_second_title(i);
                }
                // A second line of the title: "24. oktober 2014" or a longer title wrapped.
                return;
            }
        }
    }

    /// Whether a front matter has the title.
    bool front_titled() const
    {
        return std::ranges::any_of(outline_.front_matter, [](const FrontMatterEntry& entry) {
            return !entry.values.empty() &&
                   std::ranges::find(word_lists().sought(Sought::front_title), entry.key) !=
                       word_lists().sought(Sought::front_title).end();
        });
    }

    /// A heading of the first level, or of a higher one than all others: "### Forum" above "#####
    /// S-1".
    bool above_all(std::size_t i) const { return line(i).heading_level == 1 || only_top(i); }

    /// A heading of a higher level than all that follow, which are several.
    bool only_top(std::size_t i) const
    {
        const int level = line(i).heading_level;
        if (level == 0) {
            return false;
        }
        std::size_t below = 0;
        for (std::size_t next = i + 1; next < range_.end; ++next) {
            const int other = line(next).heading_level;
            if (other > 0 && other <= level) {
                return false;
            }
            below += other > 0 ? 1U : 0U;
        }
        return below >= 2;
    }

    /// "Fylkesstyremøte 4-2022"
    static bool names_meeting(std::string_view folded)
    {
        const Words words = words_of(folded);
        return std::ranges::any_of(
            words, [](std::string_view word) { return word.ends_with("m\xC3\xB8te"); });
    }

    /// "![logo](klubb.png)"
    bool picture(const OutlineLine& here) const
    {
        return outline_.text.substr(here.content.begin, here.content.size()).starts_with("![");
    }

    /// "https://laget.example/referat/2021": what a browser prints above a page.
    static bool address_alone(std::string_view plain)
    {
        return plain.find(' ') == std::string_view::npos &&
               (plain.find("://") != std::string_view::npos || plain.starts_with("www."));
    }

    /// "[Hjem](/) / [Styret](/styret) / Styremøte 11": where a page of a website stands.
    bool way_to_page(const OutlineLine& here) const
    {
        const std::string_view raw = outline_.text.substr(here.content.begin, here.content.size());
        const std::size_t first = raw.find("](");
        return raw.starts_with('[') && first != std::string_view::npos &&
               raw.find("](", first + 2) != std::string_view::npos &&
               (raw.find(") / ") != std::string_view::npos ||
                raw.find(") > ") != std::string_view::npos ||
                raw.find(") \xC2\xBB ") != std::string_view::npos);
    }

    /// A heading right below the first that says that these are minutes is the title too, and so is
    /// the body's name between them: "# Protokoll", "## Fagrådet", "### Ordinært møte".
    void find_second_title(std::size_t first)
    {
        constexpr std::size_t most = 2; // headings
        std::size_t above = first;
        std::vector<std::size_t> between;
        while (between.size() < most) {
            std::size_t next = above + 1;
            while (next < range_.end && next < above + 4 && line(next).blank) {
                ++next;
            }
            if (next >= range_.end || line(next).heading_level == 0 ||
                line(next).label != nullptr) {
                return;
            }
            between.push_back(next);
            if (line(next).starts.has(Term::minutes_word) ||
                line(next).starts.has(Term::meeting_word) || names_meeting(line(next).folded)) {
                break;
            }
            if (between.size() == most) {
                return;
            }
            above = next;
        }
        for (const std::size_t title : between) {
            mark(title, Region::title);
        }
        title_line_ = between.back();
    }

    void step(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.front_matter) {
            mark(i, Region::field);
            return;
        }
        if (marked(i) == Region::title) {
            return;
        }
        if (here.blank || here.furniture) {
            blank_before_ = blank_before_ || here.blank;
            inherit(i);
            return;
        }
        blank_before_ = blank_before_ || here.gap_above;
        if (i >= unlabelled_.begin && i < unlabelled_.end) {
            mark(i, Region::attendance);
            return;
        }
        if (i >= note_.begin && i < note_.end) {
            mark(i, Region::section);
            return;
        }
        if (!in_case_list(i) && !enter(i)) {
            stay(i);
        }
        blank_before_ = false;
    }

    /// Whether line `i` is one of a list of cases that nothing announces; marks it so.
    bool in_case_list(std::size_t i)
    {
        const auto& agendas = lists_.agendas;
        const auto& summaries = lists_.summaries;
        while (next_summary_ < summaries.size() && summaries[next_summary_].end <= i) {
            ++next_summary_;
        }
        if (next_summary_ < summaries.size() && i >= summaries[next_summary_].begin) {
            mark(i, Region::section);
            return true;
        }
        while (next_agenda_ < agendas.size() && agendas[next_agenda_].end <= i) {
            ++next_agenda_;
            state_ = agenda_listed_alone_ ? State::header : state_;
            agenda_listed_alone_ = false;
        }
        if (next_agenda_ == agendas.size() || i < agendas[next_agenda_].begin) {
            return false;
        }
        if (i == agendas[next_agenda_].begin && state_ != State::agenda) {
            open_agenda(i);
            agenda_listed_alone_ = true;
        }
        if (!agenda_listed_alone_) {
            return false; // it is announced
        }
        mark(i, Region::agenda);
        const HeadingLabel* label = line(i).label;
        add_agenda_line(
            i, label, fold_words(label ? line(i).plain.substr(label->title_at) : line(i).plain));
        return true;
    }

    /// A blank line belongs to what it stands in.
    void inherit(std::size_t i)
    {
        switch (state_) {
        case State::attendance:
            mark(i, Region::attendance);
            break;
        case State::agenda:
            mark(i, Region::agenda);
            break;
        case State::skipped:
            mark(i, Region::section);
            break;
        case State::ending:
            mark(i, Region::ending);
            break;
        default:
            break;
        }
    }

    /// Whether line `i` opens a region, and if so opens it.
    bool enter(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const bool heading = here.heading_level > 0;
        const Terms whole = here.terms;
        const Terms label = here.label_terms;
        if (here.code) {
            return false;
        }
        // People
        const bool people_label = whole.people() || (label.people() && here.label_rest > 0);
        if (people_label && state_ != State::agenda) {
            // "Varamedlem: Ola Moe" below a case tells who was elected.
            const bool elected = case_seen_ && !heading && !whole.has(Term::present) &&
                                 !label.has(Term::present) && !whole.has(Term::absent) &&
                                 !label.has(Term::absent);
            // "I debatten deltok: Berg, Vik" below a case tells who spoke.
            const bool spoke = case_seen_ && !heading && here.folded.starts_with("i ");
            const bool sure = sure_people_label(here) && !elected && !spoke;
            const bool in_list = state_ == State::attendance;
            const bool header = state_ == State::header || state_ == State::skipped;
            if (sure || in_list || (header && !case_seen_) || (heading && !case_seen_)) {
                if (!(state_ == State::body && !sure)) {
                    open_attendance(i);
                    return true;
                }
            }
        }
        if (people_label && state_ == State::agenda && sure_people_label(here) && !here.bullet) {
            open_attendance(i);
            return true;
        }
        if (!case_seen_ && !heading && starts_case_table(here)) {
            open_agenda(i);
            return true;
        }
        if (!case_seen_ && names_people_columns(here)) {
            open_attendance(i);
            return true;
        }
        // "Frå foreldra: Kari Berg, Ola Vik": several people behind a label of any name
        if (!case_seen_ && state_ == State::header && !heading && !people_label &&
            here.label == nullptr && whole.none() && label.none() && lists_people(here.plain)) {
            open_attendance(i);
            return true;
        }
        // "Fra VID deltok … som vara": a sentence about deputies in the header
        // Agenda
        // "Sak" / "Innhold" / "Ansvar": the cells of a table's head, pasted one below the other
        const bool pasted = i > range_.begin && whole.has(Term::column_title) && !heading &&
                            line(i - 1).terms.has(Term::column_number);
        const bool agenda_word = (whole.has(Term::agenda) && !pasted) || agenda_heading(here) ||
                                 (label.has(Term::agenda) && here.label_rest > 0 && !here.bullet);
        if (agenda_word && !here.bullet && (!case_seen_ || heading)) {
            const bool inside = state_ == State::agenda;
            if (!inside || heading) {
                open_agenda(i);
                return true;
            }
        }
        // "… 1. gangs" / "behandling": an item of the agenda goes on
        const bool wrapped = state_ == State::agenda && !heading && starts_lower(here.plain);
        if (whole.has(Term::container) && !wrapped &&
            (heading || here.bold || whole_line_label(here)) &&
            !(state_ == State::attendance && whole.has(Term::clerk) && !heading)) {
            if (heading || (!case_seen_ && !whole.has(Term::minutes_word))) {
                mark(i, Region::section);
                state_ = State::body;
                level_ = here.heading_level;
                return true;
            }
        }
        if (whole.has(Term::furniture) && (heading || here.bold) && here.label == nullptr) {
            mark(i, Region::section);
            state_ = State::skipped;
            level_ = here.heading_level;
            return true;
        }
        // Fields: only before the cases, or within the header
        const bool field = (label.field() || label.has(Term::clerk) || label.has(Term::chair) ||
                            (label.has(Term::minutes_word) && here.label_rest > 0)) &&
                           here.label_rest > 0 && !heading;
        if (field && !case_seen_ && prose_ < prose_of_cases && state_ != State::agenda &&
            state_ != State::body) {
            mark(i, Region::field);
            return true;
        }
        if (field && state_ == State::agenda && !here.bullet && agenda_lines_ > 0 &&
            here.label == nullptr &&
            (label.has(Term::clerk) || label.has(Term::field_place) ||
             label.has(Term::field_date))) {
            mark(i, Region::field);
            state_ = State::header;
            return true;
        }
        // "Underskrift: Kari Berg og Ola Vik" right below "Dirigent: Siv Moe": who was elected
        const std::size_t colon = here.plain.find(": ");
        const bool of_list = colon != std::string_view::npos && colon < 20 && i > range_.begin &&
                             !line(i - 1).blank &&
                             line(i - 1).plain.find(':') != std::string_view::npos;
        if (case_seen_ && signature_line(here) && !below_heading(i) && !of_list) {
            mark(i, Region::ending);
            state_ = State::ending;
            return true;
        }
        return false;
    }

    /// "Protokollen godkjent." right below a heading is what came of the case.
    bool below_heading(std::size_t i) const
    {
        std::size_t above = i;
        while (above > range_.begin && above + 3 > i) {
            --above;
            if (!line(above).blank && !line(above).furniture) {
                const HeadingLabel* label = line(above).label;
                return line(above).heading_level > 0 ||
                       (label != nullptr && !line(above).bullet && !label->prefix.empty());
            }
        }
        return false;
    }

    /// "På lufta: Kari Berg, Ola Vik": a short label, and at least two people behind it.
    static bool lists_people(std::string_view plain)
    {
        const std::size_t names = group_label(plain);
        if (names == 0 || !starts_upper(plain) || count_words(plain.substr(0, names)) > 4) {
            return false;
        }
        std::size_t people = 0;
        std::size_t parts = 0;
        for (const std::string& part : people_parts(plain.substr(names))) {
            ++parts;
            people += name_score(strip_paren(part)) == 3 ? 1U : 0U;
        }
        return people >= 2 && people * 3 >= parts * 2;
    }

    static bool whole_line_label(const OutlineLine& here)
    {
        return here.plain.size() <= 40 && !here.bullet;
    }

    static bool agenda_heading(const OutlineLine& here)
    {
        if (here.heading_level == 0) {
            return false;
        }
        const std::string_view folded = here.folded;
        const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
        return word_lists().facts(first).tells(Hint::agenda_heading);
    }

    void open_attendance(std::size_t i)
    {
        mark(i, Region::attendance);
        state_ = State::attendance;
        level_ = line(i).heading_level;
        // Names of columns ("Navn | Tilstede", "Møtande medlemer:   Parti:") are no list yet.
        inline_list_ = line(i).label_rest > 0 && line(i).label_rest < line(i).plain.size() &&
                       !line(i).plain.ends_with(':') && !names_people_columns(line(i));
        inline_closed_ = line(i).plain.ends_with('.');
        attendance_lines_ = inline_list_ ? 1 : 0;
        attendance_bullets_ = 0;
    }

    void open_agenda(std::size_t i)
    {
        mark(i, Region::agenda);
        state_ = State::agenda;
        level_ = line(i).heading_level;
        agenda_heading_ = line(i).heading_level > 0;
        agenda_lines_ = 0;
        agenda_listed_ = 0;
        agenda_text_ = 0;
        agenda_prefixed_ = false;
    }

    void stay(std::size_t i)
    {
        switch (state_) {
        case State::attendance:
            stay_in_attendance(i);
            break;
        case State::agenda:
            stay_in_agenda(i);
            break;
        case State::skipped:
            stay_in_skipped(i);
            break;
        case State::ending:
            stay_in_ending(i);
            break;
        default:
            as_body(i);
            break;
        }
    }

    /// A letter that was read out is signed too: "Sak 17/98" after it goes on with the cases. Case
    /// systems print the signatures on a first page, before the list of cases.
    void stay_in_ending(std::size_t i)
    {
        if (line(i).heading_level == 0 && starts_case_table(line(i))) {
            open_agenda(i);
            return;
        }
        const HeadingLabel* label = line(i).label;
        const bool yearly =
            label && label->form == NumberForm::yearly &&
            (!label->prefix.empty() || (blank_before_ && find_dates(line(i).plain).empty()));
        if ((yearly || (label && line(i).heading_level > 0)) &&
            starts_upper(line(i).plain.substr(label->title_at))) {
            state_ = State::body;
            as_body(i);
            return;
        }
        mark(i, Region::ending);
    }

    void as_body(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const HeadingLabel* label = here.label;
        const bool strong =
            here.heading_level > 0
                ? title_line_ != i
                : (label && (!label->prefix.empty() || first_letter_heading(i) ||
                             (label->parts.size() == 1 && label->form != NumberForm::letter &&
                              label->form != NumberForm::clock && !here.bullet &&
                              starts_upper(here.plain.substr(label->title_at)))));
        if (strong || (sentence_like(here) && state_ == State::header && headings_ == 0 &&
                       here.plain.size() > 200)) {
            case_seen_ = true;
            state_ = State::body;
        }
        prose_ += sentence_like(here) && here.plain.size() > 60 ? 1U : 0U;
        if (state_ == State::header && title_line_ != npos && i == title_line_ + 1 &&
            !find_dates(here.plain).empty() && here.plain.size() < 120) {
            mark(i, Region::field);
        }
        if (case_seen_ && closing_line(here)) {
            mark(i, Region::field);
        }
    }

    /// "A. Valg av dirigent", "a. faglunsj" above "b. kontoret": the first heading by letters; "A.
    /// Hansen" is none.
    bool first_letter_heading(std::size_t i) const
    {
        const OutlineLine& here = line(i);
        const std::string_view title = here.plain.substr(here.label->title_at);
        if (here.label->form != NumberForm::letter || here.bullet || name_like(title)) {
            return false;
        }
        if (here.label->number == "A") {
            return starts_upper(title) && here.starts.has(Term::case_word);
        }
        constexpr std::size_t near = 40; // lines
        if (here.label->number != "a" || !blank_before_) {
            return false;
        }
        for (std::size_t next = i + 2; next < range_.end && next < i + near; ++next) {
            const HeadingLabel* label = line(next).label;
            if (label != nullptr && label->form == NumberForm::letter && label->number == "b" &&
                line(next).indent == here.indent && line(next - 1).blank) {
                return !line(i + 1).blank && line(i + 1).indent > here.indent;
            }
        }
        return false;
    }

    /// "a) GODKJENNING" with text and "b) POST INN" below, "I. MØTETS LOVLIGHET" with "II. …": the
    /// first of several headings in capitals, be there no blank line above.
    bool first_shouted_heading(std::size_t i) const
    {
        constexpr std::size_t near = 60; // lines
        const auto shouted = [this](std::size_t at) {
            const HeadingLabel* label = line(at).label;
            return label != nullptr && label->prefix.empty() && !line(at).bullet &&
                   in_capitals(line(at).plain.substr(label->title_at));
        };
        if (!shouted(i)) {
            return false;
        }
        const std::string& first = line(i).label->number;
        const std::string_view second = first == "a"   ? "b"
                                        : first == "A" ? "B"
                                        : first == "I" ? "II"
                                                       : "";
        if (second.empty()) {
            return false;
        }
        for (std::size_t next = i + 2; next < range_.end && next < i + near; ++next) {
            if (shouted(next) && line(next).label->number == second) {
                return line(next).indent == line(i).indent;
            }
        }
        return false;
    }

    void stay_in_attendance(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const HeadingLabel* label = here.label;
        // "Nils Petter Høye" / "Tuan Nguyen (vara)" in the column of those above
        const bool in_column = attendance_lines_ > 0 && here.indent >= 4 && i > range_.begin &&
                               here.words <= 8 && here.label == nullptr &&
                               capitals_only(here.plain.substr(0, here.plain.find(',')));
        // "IV. Kontingenten" is no name.
        const bool roman = label && label->form == NumberForm::roman;
        const std::string_view said = here.plain.substr(roman ? label->title_at : 0);
        const bool named = name_like(said) || entry_of_person(said) || in_column ||
                           (label && label->closed && label->prefix.empty() && numbered_person(i));
        bool ends = here.heading_level > 0;
        // "2. trinn: Lars Moen" is no number of a case.
        const bool ordinal =
            label && label->prefix.empty() && starts_lower(here.plain.substr(label->title_at));
        const bool case_word = label && !label->prefix.empty() && !here.plain.starts_with('|');
        // "1<tab>Åpning av møtet" below a blank line is no row of the people's table.
        const std::string_view raw = outline_.text.substr(here.span.begin, here.span.size());
        const bool tabbed =
            here.table && label && blank_before_ && std::ranges::count(raw, '\t') == 1;
        if (label && !here.bullet && (!here.table || case_word || tabbed) && !ordinal &&
            (!label->prefix.empty() || !named) && label->form != NumberForm::letter) {
            ends = true;
        }
        ends = ends || (label && first_shouted_heading(i));
        if (inline_list_) {
            // A wrapped line goes on; after a blank line the list is over.
            // A list that closed with a stop is over, but for who else came.
            const bool came = between_spaces(here.plain, Sought::came) ||
                              here.plain.find(" vara") != std::string::npos;
            ends = ends || (blank_before_ && !(here.table && named)) || here.bullet ||
                   (inline_closed_ && !came && !in_column) ||
                   (i > range_.begin && !named && !list_goes_on(line(i - 1), here));
            if (!ends && attendance_lines_ > 40) {
                ends = true;
            }
        } else if (blank_before_ && attendance_lines_ > 0 && !here.table) {
            const bool bullets_end = attendance_bullets_ > 0 && !here.bullet && outline_.markdown;
            const bool deputy = here.plain.find(" vara") != std::string::npos || heads_names(i);
            // Readers of pictures put blank lines between the items of a list.
            const bool item = here.bullet && attendance_bullets_ == attendance_lines_ &&
                              starts_upper(here.plain) && here.words <= 4;
            ends = ends || ((bullets_end || !(named || item) || sentence_like(here)) && !deputy);
        } else if (sentence_like(here) && here.plain.find(',') == std::string::npos &&
                   !here.bullet && !here.table && here.plain.find(" vara") == std::string::npos) {
            ends = true;
        }
        if (ends) {
            state_ = here.heading_level > 0 && level_ > 0 && here.heading_level > level_
                         ? State::body
                         : State::header;
            stay(i);
            return;
        }
        mark(i, Region::attendance);
        inline_closed_ = here.plain.ends_with('.');
        ++attendance_lines_;
        attendance_bullets_ += here.bullet ? 1 : 0;
    }

    /// "Stemmeberettigede fra sak 5.4:" with a name on the next line goes on with the people.
    bool heads_names(std::size_t i) const
    {
        const OutlineLine& here = line(i);
        // "Til stede fra kl. 13" above ": Kari Berg", a definition list
        const bool defined = i + 1 < range_.end && !line(i + 1).blank &&
                             outline_.text[line(i + 1).span.begin] == ':';
        if (!(here.plain.ends_with(':') || defined) || here.bullet || here.words > 8) {
            return false;
        }
        const FoldedText first = fold_words(here.plain.substr(0, here.plain.find_first_of(" :")));
        if (defined || word_lists().terms(first).people()) {
            return true; // "Stemmeberettigede som ikke var til stede:"
        }
        std::size_t next = i + 1;
        while (next < range_.end && next < i + 3 && line(next).blank) {
            ++next;
        }
        return next < range_.end && !line(next).blank && line(next).heading_level == 0 &&
               line(next).words <= 7 && name_like(line(next).plain) &&
               !line(next).plain.ends_with('.');
    }

    /// "Elsa Wiig, ledende helsesøster (referent)": a name with a known first name, then a comma
    /// or bracket.
    static bool entry_of_person(std::string_view plain)
    {
        if (count_words(plain) > 8 || plain.ends_with('.')) {
            return false;
        }
        std::size_t end = plain.find_first_of(",(");
        if (end == std::string_view::npos) {
            end = movement_begin(plain); // "Kari Berg under sak 21/00"
        }
        std::string_view name = plain.substr(0, end);
        name.remove_prefix(name_after_role(name));
        const Words words = words_of(name);
        return words.size() >= 2 && words.size() <= 4 &&
               std::all_of(words.begin(), words.end(), starts_upper) &&
               word_lists().first_name(fold_words(words.front()));
    }

    /// "2. Kari Berg (på video)" below "1. Ola Vik": who has a name's form, in a list of people.
    bool numbered_person(std::size_t i) const
    {
        const HeadingLabel& label = *line(i).label;
        const std::string_view title = line(i).plain.substr(label.title_at);
        const HeadingLabel* above = i > range_.begin ? line(i - 1).label : nullptr;
        const bool next = above != nullptr && above->parts.size() == 1 && label.parts.size() == 1 &&
                          above->parts[0] + 1 == label.parts[0];
        return (attendance_lines_ > 1 || (attendance_lines_ == 1 && next)) &&
               (capitals_only(title) || entry_of_person(title));
    }

    /// "Kari Berg (kariberg)": two to four words, each with a capital, before any bracket.
    static bool capitals_only(std::string_view title)
    {
        const Words words = words_of(title.substr(0, title.find('(')));
        return words.size() >= 2 && words.size() <= 4 &&
               std::all_of(words.begin(), words.end(), starts_upper);
    }

    void stay_in_skipped(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.heading_level > 0 && here.heading_level <= std::max(level_, 1)) {
            state_ = State::body;
            stay(i);
            return;
        }
        if (level_ == 0 && blank_before_ && here.label != nullptr && !here.bullet) {
            state_ = State::body;
            stay(i);
            return;
        }
        mark(i, Region::section);
    }

    void stay_in_agenda(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const HeadingLabel* label = here.label;
        const std::string_view title = label ? here.plain.substr(label->title_at) : here.plain;
        const FoldedText folded = fold_words(title);
        bool ends = false;
        if (here.heading_level > 0) {
            ends = here.heading_level <= level_ || level_ == 0 || said_once(here.folded);
        } else if (!agenda_heading_ || !outline_.markdown) {
            const bool listed = here.bullet || label != nullptr;
            // Notes ("-godkjent") may well be the same.
            const bool repeat = agenda_seen_.contains(folded) && !folded.empty() &&
                                agenda_lines_ > 0 && (!here.bullet || label != nullptr);
            if (i >= nested_end_) {
                nested_end_ = repeat ? 0 : nested_until(i, label);
            }
            const bool restart =
                i >= nested_end_ && label && first_label_ && !here.bullet &&
                here.indent <= first_indent_ + 1 && label->parts == first_label_->parts &&
                label->year == first_label_->year && label->letter == first_label_->letter &&
                label->form == first_label_->form && agenda_lines_ > 0;
            const bool prose_after = blank_before_ && agenda_lines_ > 0 && !listed &&
                                     agenda_listed_ * 2 >= agenda_lines_ &&
                                     here.indent <= first_indent_ + 1;
            const bool free_after =
                blank_before_ && agenda_lines_ > 1 && !listed && agenda_listed_ == 0;
            // "PS 4/26" of the list said again
            const bool again = label && !label->prefix.empty() && agenda_lines_ > 1 &&
                               agenda_labels_.contains(label->label);
            ends = repeat || restart || prose_after || free_after || again;
            if (!ends && label && !label->prefix.empty() && !agenda_prefixed_ &&
                agenda_lines_ > 0) {
                ends = true;
            }
        }
        if (ends) {
            state_ = State::header;
            if (here.heading_level > 0) {
                state_ = State::body;
            }
            stay(i);
            return;
        }
        mark(i, Region::agenda);
        add_agenda_line(i, label, folded);
    }

    /// Items "1", "2", "3" right after item "5" whose line after the last is "6" are an inner
    /// list that lost its indentation: the line after them; else 0.
    std::size_t nested_until(std::size_t i, const HeadingLabel* label) const
    {
        const auto bare = [](const HeadingLabel* number) {
            return number != nullptr && number->prefix.empty() &&
                   number->form == NumberForm::plain && number->parts.size() == 1 &&
                   number->letter == 0;
        };
        if (!bare(label) || label->parts.front() != 1 || regions_.agenda.empty()) {
            return 0;
        }
        const HeadingLabel* above = line(regions_.agenda.back().line).label;
        if (!bare(above) || above->parts.front() < 2) {
            return 0;
        }
        int expected = 1;
        for (std::size_t next = i; next < outline_.lines.size() && next < i + 60; ++next) {
            if (line(next).blank) {
                continue;
            }
            const HeadingLabel* number = line(next).label;
            if (!bare(number)) {
                return 0;
            }
            if (number->parts.front() == above->parts.front() + 1) {
                return next;
            }
            if (number->parts.front() != expected) {
                return 0;
            }
            ++expected;
        }
        return 0;
    }

    /// "Saksnr  Innhold  Lukket": the list of cases as a table
    static bool starts_case_table(const OutlineLine& here)
    {
        if (here.plain.size() > 120 || fold(here.plain.substr(0, 3)) != "sak" ||
            here.label != nullptr) {
            return false;
        }
        return here.folded.find(' ') != std::string_view::npos && columns_only(here.folded);
    }

    /// A row of an agenda that only names its columns: two thirds of its words do, or all of them
    /// where heads of two lines leave one in a row.
    static bool columns_only(std::string_view folded)
    {
        const Words words = words_of(folded);
        const auto known =
            static_cast<std::size_t>(std::ranges::count_if(words, [&words](std::string_view word) {
                const Terms terms = word_lists().terms(word);
                return terms.has(Term::agenda_column) ||
                       (words.size() >= 2 &&
                        (terms.has(Term::column_number) || terms.has(Term::column_title)));
            }));
        return !words.empty() && words.size() <= 8 &&
               (known == words.size() || (known >= 2 && known * 3 >= words.size() * 2));
    }

    /// "Reguleringsplan          2012/77": the bytes of a number of the archive in a column of its
    /// own at the end of an item, and of the space before it.
    std::size_t archive_number(const OutlineLine& here) const
    {
        const std::string_view raw =
            trim(outline_.text.substr(here.content.begin, here.content.size()));
        const std::size_t gap = raw.rfind("   ");
        if (gap == std::string_view::npos) {
            return 0;
        }
        const std::string_view last = trim(raw.substr(gap));
        const std::size_t slash = last.find('/');
        const bool digits =
            std::ranges::all_of(last, [](char c) { return is_digit(c) || c == '/' || c == '-'; });
        return digits && slash != std::string_view::npos && slash > 0 &&
                       here.plain.ends_with(last) && here.plain.size() > last.size()
                   ? last.size() + 1
                   : 0;
    }

    void add_agenda_line(std::size_t i, const HeadingLabel* label, std::string_view folded)
    {
        const OutlineLine& here = line(i);
        if (here.heading_level > 0) {
            return;
        }
        const bool listed = here.bullet || label != nullptr;
        const bool item =
            listed || (agenda_listed_ == 0 && !sentence_like(here) && !agenda_heading_);
        if (!item) {
            ++agenda_text_;
            // A wrapped item goes on; a sentence of its own does not.
            const bool sentence =
                !starts_lower(here.plain) &&
                (here.plain.ends_with('.') || here.plain.find(". ") != std::string_view::npos);
            if (!sentence && !regions_.agenda.empty() && !blank_before_ &&
                regions_.agenda.back().line + 1 == i &&
                here.indent > line(regions_.agenda.back().line).indent + 1) {
                regions_.agenda.back().item.title.append(" ").append(here.plain);
                regions_.agenda.back().folded = fold_words(regions_.agenda.back().item.title);
                --agenda_text_;
            }
            return;
        }
        if (agenda_lines_ == 0 && !label && columns_only(folded)) {
            return; // "Saksnr  Innhold  Lukket", "Utvalgs-  Sakstittel" above "saksnr"
        }
        if (agenda_lines_ == 0) {
            first_label_ = label;
            first_indent_ = here.indent;
            agenda_prefixed_ = label && !label->prefix.empty();
        }
        ++agenda_lines_;
        agenda_listed_ += listed ? 1 : 0;
        AgendaLine entry;
        entry.line = i;
        if (label) {
            entry.item.number = label->number;
            entry.item.title = here.plain.substr(label->title_at);
            entry.depth = static_cast<int>(label->parts.size()) - 1;
        } else {
            entry.item.title = here.plain;
        }
        if (const std::size_t number = archive_number(here); number < entry.item.title.size()) {
            entry.item.title.resize(entry.item.title.size() - number);
        }
        if (entry.depth == 0 && agenda_lines_ > 1 &&
            (here.indent > first_indent_ + 1 || i < nested_end_)) {
            entry.depth = 1;
        }
        entry.item.place = Place{here.span.begin, here.span.size(), here.page, here.page};
        entry.folded = folded;
        entry.duration = has_duration(here.folded);
        agenda_seen_.emplace(folded);
        if (label) {
            agenda_labels_.insert(label->label);
        }
        regions_.agenda.push_back(std::move(entry));
    }

    /// An "agenda" between whose items the treatment stands, and whose numbers go on after
    /// it, is the minutes themselves.
    void finish_agenda()
    {
        const HeadingLabel* last = nullptr;
        std::unordered_set<std::string_view> titles;
        std::size_t bold = 0;
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.item.number) {
                last = line(entry.line).label;
                titles.insert(entry.folded);
                bold += line(entry.line).bold ? 1U : 0U;
            }
        }
        // Below a heading "Saker" the list is the treatment if most items have notes of their own;
        // titles in bold with text between them are headings.
        if (titles.size() < 3 || !last) {
            return;
        }
        const std::size_t notes = agenda_notes();
        const bool headed = bold >= 3 && notes + titles.size() >= bold * 2;
        if (agenda_heading_ && notes < titles.size() * 2 && !headed) {
            return;
        }
        std::size_t echoes = 0;
        bool goes_on = true;
        bool first = true;
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            if (marked(i) != Region::body || line(i).blank || line(i).bullet) {
                continue;
            }
            if (line(i).heading_level > 0 && (!agenda_heading_ || line(i).label != nullptr)) {
                return;
            }
            const HeadingLabel* label = line(i).label;
            const FoldedText folded =
                fold_words(label ? line(i).plain.substr(label->title_at) : line(i).plain);
            echoes += titles.contains(folded) ? 1U : 0U;
            if (label && first && label->form != NumberForm::letter) {
                first = false;
                goes_on = follows(*last, *label);
            }
        }
        if (echoes == 0 && goes_on && notes * 3 >= titles.size()) {
            for (std::size_t i = range_.begin; i < range_.end; ++i) {
                if (marked(i) == Region::agenda) {
                    mark(i, line(i).terms.has(Term::agenda) ? Region::section : Region::body);
                }
            }
            regions_.agenda_is_treatment = true;
        }
    }

    /// Lines inside the agenda that are no numbered items.
    std::size_t agenda_notes() const
    {
        std::unordered_set<std::size_t> numbered;
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.item.number) {
                numbered.insert(entry.line);
            }
        }
        std::size_t notes = 0;
        for (std::size_t i = range_.begin; i < range_.end; ++i) {
            notes +=
                marked(i) == Region::agenda && !line(i).blank && !numbered.contains(i) ? 1U : 0U;
        }
        return numbered.size() >= 3 ? notes - 1 : 0;
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    const Outline& outline_;
    LineRange range_;
    Regions regions_;
    State state_ = State::header;
    int level_ = 0;
    bool blank_before_ = true;
    /// "Dato: skolen har sagt 10. mars" is no field of the header behind so many lines of prose.
    static constexpr std::size_t prose_of_cases = 3;
    std::size_t prose_ = 0;
    bool case_seen_ = false;
    std::size_t title_line_ = npos;
    std::size_t headings_ = 0;
    std::unordered_map<std::string_view, int> heading_count_;
    // attendance
    LineRange note_{};       ///< with which the minutes were sent
    LineRange unlabelled_{}; ///< people whom no label announces
    CaseLists lists_;
    std::size_t next_summary_ = 0;
    std::size_t next_agenda_ = 0;
    bool agenda_listed_alone_ = false; ///< in such a one
    bool inline_list_ = false;
    bool inline_closed_ = false; ///< its last line ended with a stop
    std::size_t attendance_lines_ = 0;
    std::size_t attendance_bullets_ = 0;
    // agenda
    bool agenda_heading_ = false;
    bool agenda_prefixed_ = false;
    std::size_t agenda_lines_ = 0;
    std::size_t agenda_listed_ = 0;
    std::size_t agenda_text_ = 0;
    std::size_t nested_end_ = 0; ///< the line after an inner list
    const HeadingLabel* first_label_ = nullptr;
    int first_indent_ = 0;
    std::unordered_set<std::string> agenda_seen_;
    std::unordered_set<std::string> agenda_labels_;
};

} // namespace

Regions divide(const Outline& outline, LineRange range)
{
    return Divider(outline, range).run();
}

bool name_like(std::string_view plain)
{
    if (plain.empty() || plain.size() > 140) {
        return false;
    }
    const Words words = words_of(plain);
    if (words.empty() || words.size() > 12) {
        return false;
    }
    const WordLists& lists = word_lists();
    std::size_t upper = 0;
    bool known = false;
    for (const std::string_view word : words) {
        upper += starts_upper(word) ? 1U : 0U;
        const FoldedText folded = fold_words(word);
        known =
            known || (starts_upper(word) && (lists.first_name(folded) || lists.surname(folded)));
    }
    const bool mostly_upper = upper * 2 >= words.size();
    return (known && mostly_upper) ||
           (plain.find(',') != std::string::npos && mostly_upper && words.size() <= 7) ||
           (words.size() <= 4 && upper == words.size() && words.size() >= 2);
}

} // namespace saksklar::structure
