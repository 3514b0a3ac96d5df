// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/header_times.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/region_labels.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

/// The sentence that byte `at` of line `i` stands in, which may go on in the next: "… og var slutt
/// kl. 14.40." without "Lunsj kl. 12."
std::string sentence_around(const Outline& outline, LineRange range, std::size_t i, std::size_t at)
{
    std::string text(outline.lines[i].plain);
    // "Møtet sluttet kl." / "22.10 med allsang."
    const bool open = !text.ends_with('.') || text.ends_with("kl.");
    if (open && i + 1 < range.end && !outline.lines[i + 1].blank) {
        text.append(" ").append(outline.lines[i + 1].plain);
    }
    for (const Span& part : sentences(text)) {
        if (at < part.end) {
            return text.substr(part.begin, part.end - part.begin);
        }
    }
    return {};
}

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// "Møtet ble hevet", "kl. 20 vart møtet heva": how many words stand before a phrase of
/// data/terms.tsv that says so.
std::size_t says_closed(std::string_view folded)
{
    const Words words = words_of(folded);
    for (std::size_t w = 0; w < words.size(); ++w) {
        // "Landsmøtet ble avsluttet" as "Møtet ble avsluttet"
        constexpr std::string_view meeting = "m\xC3\xB8tet";
        const std::string_view word = words[w].ends_with(meeting) ? meeting : words[w];
        if (!word_lists().facts(word).starts.has(Term::closing)) {
            continue;
        }
        const auto begin = static_cast<std::size_t>(words[w].data() - folded.data()) +
                           words[w].size() - word.size();
        std::size_t end = begin;
        // "hevet" alone is said of prices, too.
        const bool meets = w == 0 || contains_either(folded, "m\xC3\xB8te", "samling");
        for (std::size_t n = 0; n < 4 && end < folded.size(); ++n) {
            end = std::min(folded.find(' ', end + 1), folded.size());
            if ((n > 0 || meets) && ends_meeting(folded, begin, end)) {
                return w;
            }
        }
    }
    return none;
}

/// "Slutt 20.50", "Ferdige kl. 20.15", "Slutt klokka 20.": nothing stands between the word and the
/// time, hours and minutes unless a word marks it; not "Ferdig 1. september".
bool only_says_when(std::string_view folded, std::string_view plain)
{
    const std::string_view clock =
        plain.substr(std::min(plain.find_first_of("0123456789"), plain.size()));
    const auto digit = [&clock](std::size_t at) {
        return at < clock.size() && is_digit(clock[at]);
    };
    const std::size_t hours = digit(1) ? 2 : 1;
    const bool parted = hours < clock.size() && (clock[hours] == '.' || clock[hours] == ':');
    const bool minutes = digit(hours + (parted ? 1 : 0)) && digit(hours + (parted ? 2 : 1));
    const Words words = words_of(folded);
    std::size_t end = 0;
    for (std::size_t w = 0; w < words.size() && w < 5; ++w) {
        if (is_digit(words[w].front())) {
            // "Slutt klokka 20."
            const bool whole_hour =
                w + 1 == words.size() &&
                word_lists().facts(words[w - std::min<std::size_t>(w, 1)]).tells(Hint::clock);
            return w > 0 && (minutes || whole_hour) &&
                   word_lists().terms(folded.substr(0, end)).has(Term::field_end);
        }
        if (!word_lists().terms(words[w]).has(Term::field_time)) { // "kl", "klokka"
            end = static_cast<std::size_t>(words[w].data() - folded.data()) + words[w].size();
        }
    }
    return false;
}

/// "Vi møttes på biblioteket 18.00, ferdig 20.05": the times of day in a sentence without "kl.":
/// two, the second later than the first, or one that no date is written like; empty if it is not
/// so.
std::vector<FoundTime> bare_times(std::string_view sentence)
{
    std::vector<FoundTime> found;
    for (const std::string_view word : words_of(sentence)) {
        const std::size_t mark = word.find_first_of(".:");
        const std::size_t hours = std::min(mark, word.size());
        if (hours == 0 || hours > 2 || !is_digit(word.front()) || word.size() < hours + 3) {
            continue;
        }
        const std::string_view rest = word.substr(hours + 3);
        const std::vector<FoundTime> time = find_times("kl " + std::string(word));
        if (time.size() == 1 && (rest.empty() || rest == "." || rest == ",")) {
            found.push_back(time.front());
        }
    }
    const auto minutes = [](const FoundTime& time) { return 60 * time.hour + time.minute; };
    constexpr int months = 12;
    const bool two = found.size() == 2 && minutes(found[1]) > minutes(found[0]);
    const bool one = found.size() == 1 && (found[0].minute == 0 || found[0].minute > months);
    if (!two && !one) {
        found.clear();
    }
    return found;
}

/// A time of day as a word or a part of one has it: "19", "21.10", "18:00,".
struct BareTime {
    FoundTime time;
    bool minutes = false; ///< they are printed
    bool colon = false;   ///< before them
};

std::optional<BareTime> bare_time(std::string_view word)
{
    constexpr int earliest = 6; // o'clock
    while (!word.empty() && std::string_view(".,;)").find(word.back()) != std::string_view::npos) {
        word.remove_suffix(1);
    }
    const std::size_t hours = std::min(word.find_first_not_of("0123456789"), word.size());
    const bool minutes = hours + 3 == word.size() && (word[hours] == '.' || word[hours] == ':') &&
                         is_digit(word[hours + 1]) && is_digit(word[hours + 2]);
    if (hours == 0 || hours > 2 || (!minutes && hours != word.size())) {
        return std::nullopt;
    }
    const std::vector<FoundTime> found = find_times("kl " + std::string(word));
    if (found.size() != 1 || found[0].hour < earliest) {
        return std::nullopt;
    }
    return BareTime{found[0], minutes, minutes && word[hours] == ':'};
}

/// Whether "21.30" can be no day of a month.
bool no_day(const BareTime& time)
{
    constexpr int months = 12;
    return time.minutes && (time.colon || time.time.minute == 0 || time.time.minute > months);
}

bool later(const BareTime& end, const BareTime& start)
{
    return 60 * end.time.hour + end.time.minute > 60 * start.time.hour + start.time.minute;
}

} // namespace

MeetingTimes unmarked_times(std::string_view line)
{
    MeetingTimes out;
    const Words words = words_of(line);
    const auto behind_hint = [&words](std::size_t w, Hint hint) {
        return w > 0 && word_lists().facts(fold_words(words[w - 1])).tells(hint);
    };
    for (std::size_t w = 0; w < words.size(); ++w) {
        const std::string_view word = words[w];
        const std::size_t first = word.starts_with('(') ? 1 : 0;
        if (first >= word.size() || !is_digit(word[first])) {
            continue;
        }
        const std::size_t dash = word.find_first_of("-\xE2", first);
        const std::size_t behind = std::min(word.find_first_of("0123456789", dash), word.size());
        const std::optional<BareTime> start = bare_time(word.substr(first, dash - first));
        if (!start) {
            continue;
        }
        std::optional<BareTime> end;
        if (dash != std::string_view::npos) {
            end = bare_time(word.substr(behind));
            if (!end || !later(*end, *start) ||
                !(no_day(*end) || (start->minutes && end->minutes))) {
                continue;
            }
        } else if (w + 2 < words.size() && words[w + 1] == "til") {
            end = bare_time(words[w + 2]);
            if (!behind_hint(w, Hint::from) || !end || !later(*end, *start) ||
                !(start->minutes || end->minutes)) {
                continue;
            }
        } else if (!no_day(*start) ||
                   !(start->colon || behind_hint(w, Hint::from) || behind_hint(w, Hint::about))) {
            continue;
        }
        out.start = start->time;
        out.end = end ? std::optional(end->time) : std::nullopt;
        return out;
    }
    return out;
}

std::optional<FoundTime> spoken_end(const FoundTime& start, std::string_view said)
{
    constexpr std::string_view mark = " til ";
    const std::size_t until = said.find(mark, start.span.end);
    if (until == std::string_view::npos) {
        return std::nullopt;
    }
    for (const std::string_view word : words_of(said.substr(until + mark.size(), 24))) {
        const FoldedText folded = fold_words(word);
        if (const int hour = word_lists().facts(folded).hour; hour > 0) {
            FoundTime out;
            out.hour = hour <= start.hour && hour < 12 ? hour + 12 : hour;
            return out.hour > start.hour ? std::optional(out) : std::nullopt;
        }
        if (!word_lists().terms(folded).has(Term::field_time)) { // "klokka"
            break;
        }
    }
    return std::nullopt;
}

MeetingTimes times_in_sentence(const Outline& outline, LineRange range, std::size_t i)
{
    MeetingTimes out;
    const OutlineLine& here = outline.lines[i];
    const std::string_view folded = here.folded;
    if (!here.plain.empty() && here.plain.size() <= 18 && here.label_rest == 0 &&
        is_digit(here.plain.front()) && find_dates(here.plain).empty() &&
        (here.plain.find('-') != std::string_view::npos ||
         here.plain.find("\xE2\x80\x93") != std::string_view::npos)) {
        const std::vector<FoundTime> both = find_times("kl. " + std::string(here.plain));
        if (both.size() == 2) {
            out.start = both[0];
            out.end = both[1];
        }
        return out;
    }
    std::size_t end = 0;
    bool begins = false;
    for (int words = 0; words < 4 && end != std::string_view::npos && !begins; ++words) {
        end = folded.find(' ', end + 1);
        begins = words > 0 && word_lists().terms(folded.substr(0, end)).has(Term::field_time);
    }
    if (!begins || here.label_rest > 0 || here.plain.size() > 200) {
        return out;
    }
    const std::string text = sentence_around(outline, range, i, 0);
    const std::vector<FoundTime> times = find_times(text);
    const FoldedText said = fold(text);
    const std::size_t closed = std::min({said.find("ferdig"),
                                         said.find("slutt"),
                                         said.find(" hev"),
                                         said.find("avslutt"),
                                         text.size()});
    for (const FoundTime& time : times) {
        // "Møtet startet 19.07 og varte til ca 21.30."
        std::string_view before = trim(std::string_view(said).substr(0, time.span.begin));
        before = trim(before.substr(0, before.ends_with("ca") ? before.size() - 2 : before.size()));
        const bool until = out.start && before.ends_with(" til");
        std::optional<FoundTime>& when = time.span.begin > closed || until ? out.end : out.start;
        if (!when) {
            when = time;
        }
    }
    // "… og varte til ca 21.30": nothing else marks it as a time
    const std::size_t until =
        out.start ? said.find(" til ", out.start->span.end) : std::string_view::npos;
    if (!out.end && until != std::string_view::npos) {
        const std::size_t digit = text.find_first_of("0123456789", until);
        if (digit != std::string::npos && digit <= until + 9) {
            const std::vector<FoundTime> ended = find_times("kl " + text.substr(digit, 5));
            out.end = ended.empty() ? out.end : std::optional(ended.front());
        } else if (digit == std::string::npos) {
            out.end = spoken_end(*out.start, text);
        }
    }
    return out;
}

MeetingTimes times_of_opening(const Outline& outline, LineRange range, std::size_t i)
{
    MeetingTimes out;
    const OutlineLine& here = outline.lines[i];
    if (here.blank || here.table || here.plain.size() > 600 ||
        !(here.starts.has(Term::opening) || here.starts.has(Term::field_time))) {
        return out;
    }
    // Phrases of two words or three: "åpnet møtet", "møtet ble satt"
    const std::string_view folded = here.folded;
    bool opened = false;
    std::size_t place = 0; // how many words stand before it
    const Words words = words_of(folded);
    for (std::size_t w = 0; w + 1 < words.size() && w < 12 && !opened; ++w) {
        place = w;
        const auto begin = static_cast<std::size_t>(words[w].data() - folded.data());
        for (std::size_t n = 1; n <= 2 && w + n < words.size() && !opened; ++n) {
            const auto end =
                static_cast<std::size_t>(words[w + n].data() - folded.data()) + words[w + n].size();
            const Terms terms = word_lists().terms(folded.substr(begin, end - begin));
            opened = terms.has(Term::opening) || terms.has(Term::field_time);
        }
    }
    if (!opened) {
        return out;
    }
    const Words said = words_of(here.plain);
    const std::size_t at =
        place < said.size() ? static_cast<std::size_t>(said[place].data() - here.plain.data()) : 0;
    const std::string sentence = sentence_around(outline, range, i, at);
    std::vector<FoundTime> times = find_times(sentence);
    // Of "18.00, ferdig 20.05" only the second is told by a word.
    if (times.empty() || (times.size() == 1 && fold(sentence).find(" kl") == std::string::npos)) {
        std::vector<FoundTime> bare = bare_times(sentence);
        times = bare.empty() ? std::move(times) : std::move(bare);
        if (times.size() == 2) {
            out.start = times[0];
            out.end = times[1];
            return out;
        }
    }
    if (times.size() == 1) {
        out.start = times.front();
        out.end = spoken_end(times.front(), sentence);
    } else if (times.size() == 2 && times[1].span.begin <= times[0].span.end + 8) {
        out.start = times[0]; // "Møtet varte fra kl. 17.30 til 19.15"
        out.end = times[1];
    }
    return out;
}

MeetingTimes times_of_closing(const Outline& outline, LineRange range, std::size_t i)
{
    MeetingTimes out;
    const OutlineLine& here = outline.lines[i];
    if (here.blank || here.plain.size() > 160) {
        return out;
    }
    if (here.plain.starts_with('[')) {
        return times_of_log(here);
    }
    // Nearly all lines end here.
    const bool below = i + 1 < range.end && outline.lines[i + 1].has_digit;
    if (!here.has_digit && !below) {
        return out;
    }
    const bool ended = here.first_starts.has(Term::field_end);
    // What all phrases of closing have in them
    if (!ended && !contains_either(here.folded, "slutt", "hev")) {
        return out;
    }
    const std::size_t closing = says_closed(here.folded);
    if (closing == none && !(ended && (starts_upper(here.plain) || here.words <= 2) &&
                             only_says_when(here.folded, here.plain))) {
        // "Neste: søndag 10/3 kl 16. Slutt 19.05."
        const std::vector<Span> said = sentences(here.plain);
        const std::string_view last =
            said.size() < 2 ? std::string_view{} : here.plain.substr(said.back().begin);
        if (!last.empty() && starts_upper(last) && only_says_when(fold_words(last), last)) {
            const std::vector<FoundTime> times =
                find_times("kl " + std::string(last.substr(last.find_first_of("0123456789"))));
            out.end = times.size() == 1 ? std::optional(times[0]) : std::nullopt;
            out.closed = out.end.has_value();
        }
        return out;
    }
    // "Møtet ble avsluttet 11:47. Neste: 25. august kl. 9": not when the next one begins.
    const Words words = words_of(here.plain);
    const std::size_t at = closing < words.size()
                               ? static_cast<std::size_t>(words[closing].data() - here.plain.data())
                               : 0;
    std::string said = sentence_around(outline, range, i, at);
    // "Møtet slutt kl. 20:10" above "Neste møte: 24. september kl. 18:00"
    if (said.size() > here.plain.size() && !find_times(here.plain).empty()) {
        said = here.plain;
    }
    std::vector<FoundTime> times = find_times(said);
    if (times.empty()) {
        // "Møtet hevet: 17.45", "… ble avsluttet 20.15"
        const std::size_t digit = said.find_first_of("0123456789");
        if (digit != std::string::npos) {
            times = find_times("kl " + said.substr(digit));
        }
    }
    if (!times.empty()) {
        out.end = times.back();
    }
    out.closed = true;
    return out;
}

MeetingTimes times_of_log(const OutlineLine& line)
{
    MeetingTimes out;
    const HeadingLabel* label = line.label;
    if (!label || label->form != NumberForm::clock) {
        return out;
    }
    const std::string_view said = line.plain.substr(label->title_at);
    const FoldedText folded = fold_words(said);
    const Terms terms = word_lists().terms(folded);
    const std::vector<FoundTime> times = find_times(label->label);
    if (times.empty()) {
        return out;
    }
    if (terms.has(Term::field_time) || framed_title(said)) {
        out.start = times[0];
    } else if (terms.has(Term::field_end) || folded.starts_with("møtet slutt")) {
        out.end = times[0];
    }
    return out;
}

} // namespace saksklar::structure
