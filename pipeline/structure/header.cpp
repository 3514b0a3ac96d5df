// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/header.hpp"

#include "pipeline/structure/body_name.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/header_dates.hpp"
#include "pipeline/structure/header_times.hpp"
#include "pipeline/structure/mail_head.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace saksklar::structure {

namespace {

const FrontMatterEntry* entry(const Outline& outline, Sought keys)
{
    for (const std::string& key : word_lists().sought(keys)) {
        for (const FrontMatterEntry& each : outline.front_matter) {
            if (each.key == key && !each.values.empty()) {
                return &each;
            }
        }
    }
    return nullptr;
}

class Header {
public:
    Header(const Outline& outline,
           LineRange range,
           const Regions& regions,
           std::size_t first_case,
           std::string_view path,
           bool several,
           int case_year,
           MeetingRecord& record)
        : outline_(outline),
          range_(range),
          regions_(regions),
          first_case_(first_case),
          path_(path),
          several_(several),
          case_year_(case_year),
          record_(record),
          dates_(outline)
    {
    }

    void run()
    {
        const bool front = range_.begin == 0 || (range_.begin < outline_.lines.size() &&
                                                 outline_.lines[range_.begin].front_matter);
        if (front) {
            read_front_matter();
        }
        const std::size_t end = header_end();
        for (std::size_t i = range_.begin; i < end; ++i) {
            read_line(i);
        }
        for (std::size_t i = end; i < range_.end; ++i) {
            const MeetingTimes times = times_of_closing(outline_, range_, i);
            if (times.closed && times.end) {
                record_.end_time.reset(); // until when it was called
            }
            set_times(times, i);
            if (times.end && record_.end_time) {
                break;
            }
        }
        for (std::size_t i = range_.begin; i < range_.end && i < end + 12 && !record_.start_time;
             ++i) {
            set_times(times_of_opening(outline_, range_, i), i);
        }
        read_unmarked_times(end);
        if (dates_.empty()) {
            read_sentence_date(end);
        }
        dates_.settle(record_, path_, several_, case_year_);
        settle_body();
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool in_mail_head(std::size_t i) const { return i < regions_.mail_end; }

    /// The header ends at the first case; without cases, after forty lines.
    std::size_t header_end() const
    {
        return std::min({range_.end, first_case_, range_.begin + 120});
    }

    Place place_of(std::size_t i) const
    {
        return {line(i).span.begin, line(i).span.size(), line(i).page, line(i).page};
    }

    void set(std::optional<std::string>& field,
             std::string_view name,
             std::string value,
             const Place& place)
    {
        if (!field && !value.empty()) {
            field = std::move(value);
            record_.places.insert_or_assign(std::string(name), place);
        }
    }

    void set_times(const MeetingTimes& times, std::size_t i)
    {
        if (times.start) {
            set(record_.start_time, "start_time", clock_time(*times.start), place_of(i));
        }
        if (times.end) {
            set(record_.end_time, "end_time", clock_time(*times.end), place_of(i));
        }
    }

    /// Times in the first lines that nothing marks as such, where no others are.
    void read_unmarked_times(std::size_t end)
    {
        constexpr std::size_t top = 12;     // lines
        constexpr std::size_t longest = 25; // words
        const std::size_t last = std::min(end, range_.begin + top);
        for (std::size_t i = std::max(range_.begin, regions_.mail_end);
             i < last && !record_.start_time;
             ++i) {
            const OutlineLine& here = line(i);
            const Region region = regions_.at(i - range_.begin);
            const bool labelled = here.label_rest > 0 && !here.label_terms.none();
            if (here.has_digit && !here.table && !here.furniture && !labelled &&
                here.words <= longest && (region == Region::title || region == Region::body)) {
                set_times(unmarked_times(here.plain), i);
            }
        }
    }

    void read_front_matter()
    {
        const auto place = [](const FrontMatterEntry& from) {
            return Place{from.places[0].begin, from.places[0].size(), 1, 1};
        };
        if (const FrontMatterEntry* title = entry(outline_, Sought::front_title)) {
            set(record_.title, "title", plain_text(title->values[0]), place(*title));
            front_title_ = true;
            dates_.add_front_matter(title->values[0], place(*title), 4);
        }
        if (const FrontMatterEntry* sub = entry(outline_, Sought::front_subtitle)) {
            sub_title_ = plain_text(sub->values[0]);
            sub_place_ = place(*sub);
        }
        for (const FrontMatterEntry& each : outline_.front_matter) {
            if (each.values.empty()) {
                continue;
            }
            const Terms terms = word_lists().terms(each.key);
            const std::string& value = each.values[0];
            if (terms.has(Term::field_date)) {
                // "2024-11-13T09:12:00+01:00": when the page was made, if the text says when they
                // met
                const std::vector<FoundTime> times = find_times(value);
                // "<2014-02-27 to. 19:00-20:30>", but "… 09:12 +01:00"
                const bool range =
                    times.size() == 2 && value.find_first_of("T+Z") == std::string::npos;
                const bool stamp = !range && std::count(value.begin(), value.end(), ':') >= 2;
                dates_.add_front_matter(value, place(each), stamp ? 3 : 5);
                // "#+DATE: <2021-11-08 man 19:00>": when it was held; a "T" marks when it was
                // published, and so do seconds
                if ((times.size() == 1 || range) && !stamp &&
                    value.find("T") == std::string::npos &&
                    times[0].hour * 60 + times[0].minute > 0) {
                    set(record_.start_time, "start_time", clock_time(times[0]), place(each));
                }
                if (range) {
                    set(record_.end_time, "end_time", clock_time(times[1]), place(each));
                }
            }
            if (terms.has(Term::field_time)) {
                std::vector<FoundTime> times = find_times(value);
                if (times.empty()) {
                    times = find_times("kl " + value); // "16.30-18.05"
                }
                if (!times.empty()) {
                    set(record_.start_time, "start_time", clock_time(times[0]), place(each));
                }
                if (times.size() > 1) {
                    set(record_.end_time, "end_time", clock_time(times[1]), place(each));
                }
            } else if (terms.has(Term::field_end)) {
                const std::vector<FoundTime> times = find_times("kl " + value);
                if (!times.empty()) {
                    set(record_.end_time, "end_time", clock_time(times[0]), place(each));
                }
            } else if (terms.has(Term::field_place)) {
                set(record_.place, "place", plain_text(value), place(each));
            } else if (terms.has(Term::field_number)) {
                set(record_.meeting_number, "meeting_number", value, place(each));
            }
        }
    }

    /// Whether a word of the line is, or ends in, a word of meetings.
    bool names_meeting(std::size_t i) const
    {
        const Words words = words_of(line(i).folded);
        return std::any_of(words.begin(), words.end(), [](std::string_view word) {
            return word_lists().terms(word).has(Term::meeting_word) || word.ends_with("møte");
        });
    }

    /// "Årsmøtet vart halde på skulen torsdag 26. mai 2011 kl. 16.": where nothing but a sentence
    /// says when.
    void read_sentence_date(std::size_t end)
    {
        for (std::size_t i = range_.begin; i < end; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.front_matter || here.furniture || here.plain.size() > 200 ||
                regions_.at(i - range_.begin) == Region::agenda) {
                continue;
            }
            for (const FoundDate& date : find_dates(here.plain)) {
                if (date.year != 0 && (date.weekday != 0 || !find_times(here.plain).empty() ||
                                       here.starts.has(Term::meeting_word))) {
                    dates_.add(i, here.plain, 1);
                    read_times(i, here.plain);
                    return;
                }
            }
        }
    }

    /// The value of a label that stands alone on its line: the next line, as where the cells of a
    /// table were pasted one below the other.
    bool read_cell_below(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const std::size_t below = i + 1;
        const bool bare = here.label_rest == 0 || here.label_rest >= here.plain.size();
        if (!here.terms.field() || !bare || here.label != nullptr || here.heading_level > 0 ||
            here.words > 3 || below >= range_.end || line(below).blank ||
            line(below).label_rest > 0 || line(below).plain.size() > 80) {
            return false;
        }
        const Terms next = line(below).terms;
        if (next.field() || next.people()) {
            return false;
        }
        read_field(i, here.terms, std::string(line(below).plain));
        return true;
    }

    /// "Møtestart    10:00", "Dato:\t7. mai 2018": a label and its value with a gap or a tab
    /// between them.
    bool read_gap_field(std::size_t i)
    {
        const OutlineLine& here = line(i);
        const std::string_view raw =
            trim(outline_.text.substr(here.content.begin, here.content.size()));
        const std::size_t gap = gap_in(raw);
        if ((here.label_rest > 0 && raw.find('\t') == std::string_view::npos) ||
            here.label != nullptr || gap == std::string_view::npos || gap > 24) {
            return false;
        }
        const Terms terms = word_lists().terms(fold_words(raw.substr(0, gap)));
        const std::string_view behind = trim(raw.substr(gap));
        // More cells are a row of a table.
        if (!terms.field() || behind.find('\t') != std::string_view::npos) {
            return false;
        }
        const std::string value = plain_text(behind);
        if (value.empty() || value.size() > 120) {
            return false;
        }
        read_field(i, terms, value);
        return true;
    }

    void read_line(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.blank || here.front_matter || here.furniture || here.plain.size() > 400) {
            return;
        }
        if (read_cell_below(i)) {
            return;
        }
        if (read_gap_field(i)) {
            return;
        }
        // "Sendt: 3. april 2014 21:48": when the letter with the minutes went out
        if (here.label_rest > 0 && (here.label_terms.has(Term::mailed) ||
                                    (in_mail_head(i) && here.label_terms.has(Term::field_date)))) {
            dates_.add_mailed(i);
            return;
        }
        if (in_mail_head(i) && here.label_rest > 0 && here.label_terms.field() &&
            regions_.at(i - range_.begin) != Region::title) {
            return;
        }
        set_times(times_in_sentence(outline_, range_, i), i);
        // "Fra: Komitémøte torsdag 14. juni 2007, kl. 10-16": whatever the label
        if (here.label_rest > 0 && here.plain.size() <= 120 && names_meeting(i)) {
            const std::vector<FoundDate> held = find_dates(here.plain);
            if (held.size() == 1 && held[0].weekday != 0 && held[0].year != 0) {
                dates_.add(i, here.plain, 5);
                read_times(i, here.plain);
                return;
            }
        }
        const Region region = regions_.at(i - range_.begin);
        if (region == Region::title) {
            read_title(i);
            return;
        }
        if (region == Region::agenda) {
            return;
        }
        if (here.plain.starts_with('[')) {
            set_times(times_of_log(here), i);
            return;
        }
        if (here.plain.starts_with('|') && read_field_columns(i)) {
            return;
        }
        if (here.plain.starts_with('|') && here.label_rest > 0 &&
            here.label_rest < here.plain.size()) {
            read_field(i, here.label_terms, std::string(here.plain.substr(here.label_rest)));
            return;
        }
        add_dated_cell(i);
        const std::string_view printed = outline_.text.substr(here.span.begin, here.span.size());
        if (here.table || several_fields(i) || printed.find("Dato:") != std::string_view::npos ||
            printed.find("Kl:") != std::string_view::npos) {
            letter_row_ = here.plain.find("ref.:") != std::string_view::npos ||
                          here.plain.find("ref:") != std::string_view::npos ||
                          here.plain.find("Arkiv") != std::string_view::npos;
            read_fields_in_row(i);
            letter_row_ = false;
            return;
        }
        if (here.label_rest > 0) {
            read_field(i, here.label_terms, std::string(here.plain.substr(here.label_rest)));
            return;
        }
        if (hours_beside_place(i)) {
            read_times(i, here.plain);
            return;
        }
        if (region == Region::attendance) {
            return;
        }
        // "Dato 15. april 2008", "Dag  4.5.2008": a label without its colon
        const std::size_t space = here.plain.find(' ');
        if (here.has_digit && here.words <= 7 && space != std::string_view::npos &&
            word_lists().terms(fold_words(here.plain.substr(0, space))).has(Term::field_date) &&
            !find_dates(here.plain).empty()) {
            dates_.add(i, here.plain, 4);
            read_times(i, here.plain);
            return;
        }
        ++lines_after_title_;
        const bool mailed = regions_.mail_end > range_.begin;
        const std::vector<FoundDate> told =
            here.has_digit ? find_dates(here.plain) : std::vector<FoundDate>{};
        if (!told.empty() && names_meeting(i)) {
            named_line_ = i; // "Styremøte nr. 5, 19. mai 2010" below what a page has at its head
        }
        const bool whole_date = told.size() == 1 && told[0].year != 0 && told[0].span.begin == 0 &&
                                told[0].span.end == here.plain.size();
        const bool near_title =
            (mailed && i < range_.begin + 20) || i <= title_line_ + 3 || title_line_ == npos ||
            (lines_after_title_ <= 2 && i <= title_line_ + 8) ||
            (named_line_ != npos && i <= named_line_ + 4) || (whole_date && i < range_.begin + 15);
        // "Eksportert fra samarbeidsrommet 14.02.2025 08:41": when the file was made
        const bool filed = here.first_starts.has(Term::mailed);
        if (here.plain.size() > 240 || i >= range_.begin + 40 || region == Region::section) {
            return;
        }
        if (!near_title) {
            // "Styremøtet ble holdt søndag kl. 09.00 – 15.00." further down
            if (here.has_digit && !record_.start_time && names_meeting(i) &&
                find_times(here.plain).size() == 2) {
                read_times(i, here.plain);
            }
            if (here.has_digit && i < range_.begin + 20) {
                read_hour_of_sentence(i);
            }
            return;
        }
        // A longer line where it tells the day and the time: "…, torsdag 4. mai kl. 20–21 på Zoom.
        // …"
        if (!filed &&
            (here.plain.size() <= 140 || (here.has_digit && find_dates(here.plain).size() == 1 &&
                                          !find_times(here.plain).empty()))) {
            const int rank = here.words <= 10 ? 3 : 1;
            dates_.add(i, here.plain, rank);
            read_times(i, here.plain);
            read_place_after_time(i, here.plain);
            read_place_beside_date(i);
        }
    }

    /// "Tappetårnet, 18:30–21:00", "Kl 14:00-15:30. Forrige møte: …" near the top: where in a few
    /// words that are no name, and from when to when.
    bool hours_beside_place(std::size_t i) const
    {
        constexpr std::size_t longest_place = 40; // bytes
        constexpr std::size_t near_top = 25;      // lines
        const OutlineLine& here = line(i);
        if (!here.has_digit || record_.start_time || i >= range_.begin + near_top || here.bullet ||
            here.table || here.plain.size() > 140 || here.label != nullptr) {
            return false;
        }
        const std::vector<FoundTime> times = find_times(here.plain);
        if (times.empty() || times[0].span.begin > longest_place) {
            return false;
        }
        std::string_view before = trim(here.plain.substr(0, times[0].span.begin));
        const FoldedText last = fold_words(before.substr(before.find_last_of(' ') + 1));
        const bool clock = word_lists().terms(last).has(Term::field_time); // "kl."
        if (clock) {
            before =
                trim(before.substr(0, before.size() - std::min(before.size(), last.size() + 1)));
        }
        if (before.empty()) {
            return clock && times.size() == 2;
        }
        return before.ends_with(',') && starts_upper(before) && count_words(before) <= 4 &&
               before.find(',') + 1 == before.size() && (clock || times.size() == 2) &&
               name_score(before.substr(0, before.size() - 1)) == 0;
    }

    /// "Vi satt på biblioteket fra klokka 19.": since when, and nothing else of the time.
    void read_hour_of_sentence(std::size_t i)
    {
        const std::string_view plain = line(i).plain;
        const std::vector<FoundTime> times = find_times(plain);
        if (record_.start_time || times.size() != 1) {
            return;
        }
        const FoldedText before = fold_words(plain.substr(0, times[0].span.begin));
        const Words words = words_of(before);
        // "fra", or "fra klokka"
        std::size_t last = words.size();
        if (last > 0 && word_lists().terms(words[last - 1]).has(Term::field_time)) {
            --last;
        }
        if (last > 0 && word_lists().facts(words[last - 1]).tells(Hint::from)) {
            read_times(i, plain);
        }
    }

    /// Whether a text may be where a meeting was held: a few words that tell nobody and nothing
    /// else of the header.
    static bool may_be_place(std::string_view text)
    {
        if (text.size() < 2 || text.size() > 60 || count_words(text) > 7 ||
            !find_dates(text).empty() || !find_times(text).empty() ||
            text.find(':') != std::string_view::npos || text.ends_with('.')) {
            return false;
        }
        const FoldedText folded = fold_words(text);
        const std::string_view first = leading_words(folded, 1);
        const bool beside = word_lists().facts(first).tells(Hint::place_opening);
        if (!(beside || starts_upper(text)) || name_score(text.substr(0, text.find(','))) == 3) {
            return false;
        }
        const Words words = words_of(folded);
        return std::ranges::none_of(words, [](std::string_view word) {
            const Terms terms = word_lists().terms(word);
            return terms.people() || terms.has(Term::clerk) || terms.has(Term::chair) ||
                   terms.has(Term::meeting_word) || terms.has(Term::minutes_word) ||
                   terms.has(Term::agenda) || terms.has(Term::presence_verb) ||
                   terms.has(Term::role) || word.ends_with("m\xC3\xB8te") ||
                   ends_in(word, Term::organ, 4);
        });
    }

    /// "Møtet ble holdt på Gardermoen tirsdag 18. november": where, between a word of meeting and
    /// the day; whether the text `before` the day says so.
    bool place_in_sentence(std::size_t i, std::string_view before)
    {
        const Words words = words_of(before);
        for (std::size_t w = 1; w + 1 < words.size(); ++w) {
            const FoldedText preposition = fold_words(words[w]);
            const FoldedText verb = fold_words(words[w - 1]);
            if ((preposition == "i" || preposition == "p\xC3\xA5") &&
                (word_lists().facts(verb).tells(Hint::held) || verb == "m\xC3\xB8te")) {
                const auto from = static_cast<std::size_t>(words[w + 1].data() - before.data());
                std::string_view place = trim(before.substr(from));
                place =
                    trim(place.substr(0, place.ends_with(',') ? place.size() - 1 : place.size()));
                const bool organ = ends_in(fold_words(words[w + 1]), Term::organ, 4);
                if (!place.empty() && place.size() <= 60 && count_words(place) <= 5 && !organ) {
                    set(record_.place, "place", std::string(place), place_of(i));
                }
                return true;
            }
        }
        return false;
    }

    /// The line says on what day and at what time, and where: "Hangaren, torsdag 5. mai kl 18",
    /// "onsdag 21.02.2018 kl 12:20-13:00, R8", or the next line does: "Auditorium 2".
    void read_place_beside_date(std::size_t i)
    {
        const std::string_view plain = line(i).plain;
        const std::vector<FoundDate> dates = find_dates(plain);
        const std::vector<FoundTime> times = find_times(plain);
        if (record_.place || (times.empty() && dates.empty())) {
            return;
        }
        if (!dates.empty() && place_in_sentence(i, plain.substr(0, dates[0].span.begin))) {
            return;
        }
        if (times.empty()) {
            // "9. – 10. juni 2018 på Thon Hotel Arendal"
            const std::string_view after = plain.substr(dates.back().span.end);
            const bool on = after.starts_with(" p\xC3\xA5 ");
            if ((on || after.starts_with(" i ")) && dates[0].span.begin == 0 &&
                may_be_place(after.substr(on ? 5 : 3))) {
                set(record_.place, "place", std::string(after.substr(on ? 5 : 3)), place_of(i));
            }
            return;
        }
        std::size_t begin = times[0].span.begin;
        std::size_t end = times.back().span.end;
        if (!dates.empty()) {
            begin = std::min(begin, dates[0].span.begin);
            end = std::max(end, dates.back().span.end);
        }
        const std::string_view after = plain.substr(end);
        std::string_view before = trim(plain.substr(0, begin));
        if (before.ends_with("kl.") || before.ends_with("kl")) {
            before = trim(before.substr(0, before.rfind("kl")));
        }
        std::string_view place;
        if (after.starts_with(", ")) {
            place = after.substr(2);
        } else if (after.starts_with(" hos ")) {
            place = after.substr(1, std::min(after.find(" ("), after.size()) - 1);
        } else if (before.ends_with(',') && before.size() > 1) {
            place = before.substr(0, before.size() - 1);
        } else if (!dates.empty() && (after.empty() || after == ",") && i + 1 < range_.end &&
                   !line(i + 1).blank && line(i + 1).label == nullptr &&
                   line(i + 1).label_rest == 0 && !line(i + 1).bullet && !line(i + 1).table &&
                   line(i + 1).heading_level == 0 &&
                   (i + 2 >= range_.end || line(i + 2).blank || after == ",")) {
            place = line(i + 1).plain;
            if (may_be_place(place) || after == ",") {
                set(record_.place, "place", std::string(place), place_of(i + 1));
            }
            return;
        }
        if (may_be_place(place)) {
            set(record_.place, "place", std::string(place), place_of(i));
        }
    }

    /// "| Dato | Tid | Sted |" above a row of their values.
    bool read_field_columns(std::size_t i)
    {
        const std::vector<std::string> names = bar_cells(line(i).plain);
        const auto fields = static_cast<std::size_t>(
            std::count_if(names.begin(), names.end(), [](const std::string& name) {
                return word_lists().terms(fold_words(name)).field();
            }));
        if (fields < 2 || fields * 2 < names.size()) {
            return false;
        }
        for (std::size_t below = i + 1; below < range_.end && below <= i + 2; ++below) {
            const std::vector<std::string> values = bar_cells(line(below).plain);
            if (values.size() == names.size() &&
                values[0].find_first_not_of("-: ") != values[0].npos) {
                for (std::size_t c = 0; c < names.size(); ++c) {
                    read_field(below, word_lists().terms(fold_words(names[c])), values[c]);
                }
                return true;
            }
        }
        return false;
    }

    /// "| 9. juni 2016 | Bydelshuset |" near the top, whose head names no field: a cell that is
    /// nothing but a whole date.
    void add_dated_cell(std::size_t i)
    {
        constexpr std::size_t near_top = 15; // lines
        const OutlineLine& here = line(i);
        if (!here.plain.starts_with('|') || !here.has_digit || i >= range_.begin + near_top) {
            return;
        }
        for (const std::string& cell : bar_cells(here.plain)) {
            const std::vector<FoundDate> dates = find_dates(cell);
            if (dates.size() == 1 && dates[0].year != 0 && dates[0].span.size() == cell.size()) {
                dates_.add(i, cell, 1);
                return;
            }
        }
    }

    /// "Møtedato: 28.03.2019      Møtestad: Samfunnshuset": another label after a gap.
    bool several_fields(std::size_t i) const
    {
        const OutlineLine& here = line(i);
        if (here.label_rest == 0 || !here.label_terms.field()) {
            return false;
        }
        const std::string_view raw = outline_.text.substr(here.span.begin, here.span.size());
        const std::size_t first = raw.find(':');
        const std::size_t gap = raw.find("   ", raw.find_first_not_of(" \t", first + 1));
        return gap != std::string_view::npos && raw.find(':', gap) != std::string_view::npos;
    }

    void read_title(std::size_t i)
    {
        const OutlineLine& here = line(i);
        title_line_ = i;
        lines_after_title_ = 0;
        if (!record_.title || !front_title_) {
            const bool subject = in_mail_head(i) && subject_line(here);
            set(record_.title,
                "title",
                std::string(here.plain.substr(subject ? here.label_rest : 0)),
                place_of(i));
        }
        if (body_title_.empty()) {
            body_title_ = here.plain;
        }
        // A date alone on its line may be when the minutes were written.
        const std::vector<FoundDate> bare = find_dates(here.plain);
        const bool alone =
            bare.size() == 1 && bare[0].weekday == 0 && bare[0].span.size() == here.plain.size();
        dates_.add(i, here.plain, alone ? 3 : 4);
        read_times(i, here.plain);
        read_place_after_time(i, here.plain);
        const Words words = words_of(here.plain);
        // "Møte 16 i Fagforum for fiskehelse"
        for (std::size_t w = 0; w + 1 < words.size(); ++w) {
            const FoldedText folded = fold_words(words[w]);
            const bool number = words[w + 1].size() <= 3 &&
                                std::all_of(words[w + 1].begin(), words[w + 1].end(), is_digit);
            if (number && word_lists().facts(folded).tells(Hint::meeting_number) &&
                (w + 2 >= words.size() || fold_words(words[w + 2]) == "i" || folded == "nr")) {
                set(record_.meeting_number,
                    "meeting_number",
                    std::string(words[w + 1]),
                    place_of(i));
            }
        }
    }

    /// "Sted:  …  Dato:  Mandag 20.10.2025" in one row, and columns lost by recognition.
    void read_fields_in_row(std::size_t i)
    {
        const std::string row =
            plain_text(outline_.text.substr(line(i).span.begin, line(i).span.size()), true);
        // Labels with a colon cut the row.
        std::size_t at = 0;
        std::vector<std::pair<Terms, std::pair<std::size_t, std::size_t>>> parts;
        while (at < row.size()) {
            const std::size_t colon = row.find(':', at);
            if (colon == std::string::npos) {
                break;
            }
            std::size_t begin = colon;
            begin -= begin > at && row[begin - 1] == '.' ? 1U : 0U; // "Møtenr.: 2/2019"
            while (begin > at && is_word_byte(row[begin - 1])) {
                --begin;
            }
            const Terms terms =
                word_lists().terms(fold_words(std::string_view(row).substr(begin, colon - begin)));
            const bool time_colon = colon + 1 < row.size() && is_digit(row[colon + 1]) &&
                                    colon > 0 && is_digit(row[colon - 1]);
            if (terms.field() && !time_colon) {
                if (!parts.empty()) {
                    parts.back().second.second = begin;
                }
                parts.push_back({terms, {colon + 1, row.size()}});
            }
            at = colon + 1;
        }
        for (const auto& [terms, span] : parts) {
            const std::string value = plain_text(
                trim(std::string_view(row).substr(span.first, span.second - span.first)));
            read_field(i, terms, value);
        }
    }

    void read_field(std::size_t i, const Terms& terms, const std::string& value)
    {
        if (value.empty()) {
            return;
        }
        if (terms.has(Term::field_time) && !time_labelled_ && !find_times("kl " + value).empty()) {
            // "Created: January 30, 2023 4:22 PM" above "Tid: 16:30"
            time_labelled_ = true;
            for (const std::string_view field : {"start_time", "end_time"}) {
                record_.places.erase(std::string(field));
            }
            record_.start_time.reset();
            record_.end_time.reset();
        }
        if (terms.has(Term::field_date) || terms.has(Term::field_time)) {
            // "Vår ref.: EBS    Dato: 27.06.2007" is the letter's.
            dates_.add(i, value, letter_row_ ? 2 : 4);
            read_times(i, value);
            if (terms.has(Term::field_time) && !record_.start_time) {
                // "13 - 15.30"
                const std::vector<FoundTime> times = find_times("kl " + value);
                const bool range = times.size() == 2 && times[0].span.begin <= 3 &&
                                   times[1].span.begin <= times[0].span.end + 5 &&
                                   times[1].hour > times[0].hour;
                if (range) {
                    set(record_.end_time, "end_time", clock_time(times[1]), place_of(i));
                }
                if (!times.empty()) {
                    set(record_.start_time, "start_time", clock_time(times[0]), place_of(i));
                } else {
                    // "Tid og stad: 26.3.2025, 19–21.50, Fiskebua"
                    set_times(unmarked_times(value), i);
                }
            }
            if (terms.has(Term::field_date)) {
                read_place_after_time(i, value);
            }
        } else if (terms.has(Term::field_end)) {
            const std::vector<FoundTime> times = find_times("kl " + value);
            if (!times.empty()) {
                set(record_.end_time, "end_time", clock_time(times[0]), place_of(i));
            }
        } else if (terms.has(Term::field_place)) {
            std::string place = value;
            // A column that was lost: the place goes on in the lines below.
            for (std::size_t next = i + 1;
                 next < range_.end && next < i + 4 && !line(next).blank &&
                 line(next).label_rest == 0 &&
                 regions_.at(next - range_.begin) != Region::attendance &&
                 line(next).label == nullptr && line(next).plain.size() < 60;
                 ++next) {
                const std::size_t dangling = place.rfind(' ');
                const FoldedText last = fold_words(std::string_view(place).substr(
                    dangling == std::string::npos ? 0 : dangling + 1));
                const bool open = word_lists().terms(last).has(Term::connector) ||
                                  place.ends_with(',') || place.ends_with('-');
                const std::string_view below = line(next).plain;
                if (!open && !starts_lower(below) && (below.empty() || !is_digit(below.front()))) {
                    break;
                }
                place.append(" ").append(line(next).plain);
            }
            // "skulen. Tid: onsdag": the next label on the same line
            for (std::size_t colon = place.find(':'); colon != std::string::npos;
                 colon = place.find(':', colon + 1)) {
                std::size_t word = colon;
                while (word > 0 && is_word_byte(place[word - 1])) {
                    --word;
                }
                const FoldedText label =
                    fold_words(std::string_view(place).substr(word, colon - word));
                if (word > 0 && word_lists().terms(label).field()) {
                    place.resize(word);
                    while (place.ends_with(' ') || place.ends_with('.') || place.ends_with(',')) {
                        place.pop_back();
                    }
                    break;
                }
            }
            set(record_.place, "place", place, place_of(i));
            dates_.add(i, value, 2);
            read_times(i, value);
        } else if (terms.has(Term::field_number)) {
            set(record_.meeting_number, "meeting_number", value, place_of(i));
        } else if (terms.has(Term::field_body)) {
            if (value.size() <= 80) {
                set(record_.body, "body", value, place_of(i));
            }
            dates_.add(i, value, 3);
            read_times(i, value);
        } else if (terms.has(Term::minutes_word) || terms.has(Term::meeting_word)) {
            dates_.add(i, value, 4);
            read_times(i, value);
            set(record_.title, "title", std::string(line(i).plain), place_of(i));
        }
    }

    void read_times(std::size_t i, std::string_view text)
    {
        const std::vector<FoundTime> times = find_times(text);
        if (times.empty()) {
            return;
        }
        const FoldedText folded = fold(text);
        std::size_t k = 0;
        const std::size_t raised = find_any(folded, Sought::ended);
        if (times[0].span.begin > raised) {
            set(record_.end_time, "end_time", clock_time(times[0]), place_of(i));
            return;
        }
        set(record_.start_time, "start_time", clock_time(times[k]), place_of(i));
        // "kl. 19 (kom i gang 19.20)": an aside tells of no end, unless it says so:
        // "(ferdig 20.15)".
        if (times.size() > 1 && (open_bracket(text, times[0]) == open_bracket(text, times[1]) ||
                                 raised < text.size())) {
            set(record_.end_time, "end_time", clock_time(times[1]), place_of(i));
        } else if (times.size() == 1) {
            if (const std::optional<FoundTime> end = spoken_end(times[0], text)) {
                set(record_.end_time, "end_time", clock_time(*end), place_of(i));
            }
        }
    }

    /// Where the bracket opens that a time stands in; npos outside of brackets.
    static std::size_t open_bracket(std::string_view text, const FoundTime& time)
    {
        const std::string_view before = text.substr(0, time.span.begin);
        const std::size_t open = before.rfind('(');
        return open != std::string_view::npos && before.find(')', open) == std::string_view::npos
                   ? open
                   : std::string_view::npos;
    }

    /// "… kl. 14:15 på Awk", "10:15-12:00 i AWK(3118)", "… @ bitraf 1.2.2017"
    void read_place_after_time(std::size_t i, std::string_view text)
    {
        if (record_.place) {
            return;
        }
        const std::vector<FoundTime> times = find_times(text);
        std::size_t at = std::string::npos;
        if (!times.empty()) {
            const std::size_t end = times.back().span.end;
            const std::size_t first_end = times.front().span.end;
            for (const std::size_t from : {first_end, end}) {
                for (const std::string_view word : {" p\xC3\xA5 ", " i ", " p\xC3\xA5"}) {
                    if (text.compare(from, word.size(), word) == 0) {
                        at = from + word.size();
                    }
                }
            }
        } else if (const std::size_t sign = text.find(" @ "); sign != std::string::npos) {
            at = sign + 3;
        }
        if (at == std::string::npos) {
            return;
        }
        std::string place(text.substr(at));
        place.resize(std::min(place.find(','), place.size()));
        for (const FoundDate& date : find_dates(place)) {
            place.resize(date.span.begin);
            break;
        }
        place.resize(std::min(place.find(". "), place.size()));
        std::string_view trimmed = trim(place);
        while (trimmed.ends_with('.')) {
            trimmed.remove_suffix(1);
        }
        if (!trimmed.empty() && trimmed.size() <= 60) {
            set(record_.place, "place", std::string(trimmed), place_of(i));
        }
    }

    // --- the body -------------------------------------------------------------------------

    void settle_body()
    {
        find_body();
        if (record_.body) {
            std::string tidy = tidy_body(*record_.body);
            if (tidy.empty()) {
                record_.body.reset();
                record_.places.erase("body");
            } else {
                record_.body = std::move(tidy);
            }
        }
    }

    void find_body()
    {
        if (record_.body) {
            return;
        }
        const Place title_place =
            record_.places.contains("title") ? record_.places.at("title") : Place{};
        for (const std::string& title : {sub_title_, body_title_, record_.title.value_or("")}) {
            std::string body = body_in_title(title);
            if (!body.empty()) {
                const bool sub = sub_place_.length > 0 && title == sub_title_;
                set(record_.body, "body", std::move(body), sub ? sub_place_ : title_place);
                return;
            }
        }
        if (record_.title) {
            set(record_.body, "body", body_around_kind(*record_.title), title_place);
        }
        if (!record_.body) {
            body_beside_title();
        }
        if (!record_.body && record_.title) {
            set(record_.body,
                "body",
                definite_organ(body_of_meeting_kind(*record_.title)),
                title_place);
        }
    }

    /// "Brukerutvalget" on a line of its own above "Referat", or below "MØTEPROTOKOLL".
    void body_beside_title()
    {
        if (title_line_ == npos) {
            return;
        }
        const auto try_line = [this](std::size_t i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.front_matter || here.furniture || here.bullet || here.table ||
                here.label != nullptr || !here.label_terms.none() || !here.terms.none()) {
                return false;
            }
            // "Borettslag: Granlia borettslag"
            if (const std::size_t colon = here.plain.find(':'); colon != std::string_view::npos) {
                if (names_organ(here.plain.substr(0, colon))) {
                    set(record_.body,
                        "body",
                        std::string(trim(here.plain.substr(colon + 1))),
                        place_of(i));
                }
                return record_.body.has_value();
            }
            // "Generalforsamling i Solsida borettslag" below "PROTOKOLL" is a title too.
            const std::string named = body_in_title(here.plain);
            const bool alone = named.empty() && names_organ(here.plain);
            set(record_.body, "body", alone ? std::string(here.plain) : named, place_of(i));
            return record_.body.has_value();
        };
        std::size_t seen = 0;
        for (std::size_t i = title_line_; i > range_.begin && seen < 2;) {
            --i;
            seen += line(i).blank ? 0U : 1U;
            if (try_line(i)) {
                return;
            }
        }
        seen = 0;
        const std::size_t end = std::min(first_case_, title_line_ + 8);
        for (std::size_t i = title_line_ + 1; i < end && i < range_.end && seen < 2; ++i) {
            seen += line(i).blank ? 0U : 1U;
            if (try_line(i)) {
                return;
            }
        }
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
    std::size_t first_case_;
    std::string_view path_;
    bool several_;
    int case_year_;
    MeetingRecord& record_;
    HeaderDates dates_;
    std::size_t title_line_ = npos;
    std::size_t named_line_ = npos;     ///< the last that names a meeting and its day
    std::size_t lines_after_title_ = 0; ///< that are no labels and not empty
    bool front_title_ = false;
    bool time_labelled_ = false; ///< a label told the times
    bool letter_row_ = false;    ///< a row of fields of a letter is read
    std::string sub_title_;
    Place sub_place_{};
    std::string body_title_;
};

} // namespace

void read_header(const Outline& outline,
                 LineRange range,
                 const Regions& regions,
                 std::size_t first_case_line,
                 std::string_view path,
                 bool several_meetings,
                 int case_year,
                 MeetingRecord& record)
{
    Header(outline, range, regions, first_case_line, path, several_meetings, case_year, record)
        .run();
}

} // namespace saksklar::structure
