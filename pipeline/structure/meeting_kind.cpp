// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/meeting_kind.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/mail_head.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string>

namespace saksklar::structure {

namespace {

bool any_word(std::string_view folded, Term term, bool ends)
{
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        const std::string_view word = folded.substr(at, end - at);
        at = end + 1;
        if (word.empty()) {
            continue;
        }
        const Terms terms = word_lists().terms(word);
        if (terms.has(term)) {
            return true;
        }
        if (ends &&
            (word.ends_with("møte") || word.ends_with("møtet") || word.ends_with("referat") ||
             word.ends_with("referater") || word.ends_with("mgte"))) {
            return true;
        }
    }
    return false;
}

std::string_view base_name(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool front_matter_false(const Outline& outline, std::string_view key, std::string_view value)
{
    return std::any_of(outline.front_matter.begin(),
                       outline.front_matter.end(),
                       [&](const FrontMatterEntry& entry) {
                           return entry.key == key && !entry.values.empty() &&
                                  fold(entry.values[0]) == value;
                       });
}

/// Whether the lines of a list of contents are there: "2.1 Økonomi ......... 3".
bool contents_list(const Outline& outline, LineRange range)
{
    std::size_t found = 0;
    for (std::size_t i = range.begin; i < range.end && i < range.begin + 200; ++i) {
        const std::string_view plain = outline.lines[i].plain;
        found += plain.size() > 8 && is_digit(plain.back()) &&
                         plain.find(".....") != std::string_view::npos
                     ? 1U
                     : 0U;
    }
    return found >= 4;
}

/// Whether something to be filled in stands between two marks: "[navn]", "<rom>", "{gruppe}".
bool to_be_named(std::string_view plain, char first, char last)
{
    constexpr std::size_t longest = 60; // bytes
    const std::size_t open = plain.find(first);
    const std::size_t close = plain.find(last, open);
    if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 2 ||
        close >= open + longest || !letter_at(plain, open + 1) ||
        plain.substr(close + 1, 1) == "(") {
        return false;
    }
    if (first != '<') {
        return true;
    }
    // "Rom: <rom>", "<hva ble vi enige om?>"; "<kari> Hei" is said by somebody, and "<when>" code.
    const std::string_view inside = plain.substr(open + 1, close - open - 1);
    const bool behind_label = open >= 2 && plain.substr(open - 2, 2) == ": ";
    return close + 1 == plain.size() && inside.find_first_of("=\"/") == std::string_view::npos &&
           (behind_label || (open == 0 && inside.find(' ') != std::string_view::npos));
}

/// How many lines have something to be filled in: "Dato: [dd.mm.åååå]", "Til stede: <navn>".
/// A date in letters counts as four.
std::size_t placeholders(const Outline& outline, LineRange range)
{
    constexpr std::string_view year = "\xC3\xA5\xC3\xA5\xC3\xA5\xC3\xA5"; // "åååå", folded
    constexpr std::size_t longest = 160;                                  // bytes of such a line
    std::size_t found = 0;
    for (std::size_t i = range.begin; i < range.end && i < range.begin + 200; ++i) {
        const OutlineLine& line = outline.lines[i];
        const std::string_view raw = outline.text.substr(line.span.begin, line.span.size());
        if (line.code || raw.size() < 4 || raw.size() > longest) {
            continue;
        }
        // Attributes of AsciiDoc have no plain text: they are no reader's.
        const bool attribute = line.folded.empty() && raw.front() == ':';
        if ((line.words <= 6 && contains(line.folded, year)) ||
            (attribute && contains(fold(raw), year))) {
            found += 4;
        } else if (raw.find("NN/") != std::string_view::npos) {
            ++found; // "Sak NN/1"
        } else if (!line.as_printed || raw.ends_with('>') || raw.ends_with('}')) {
            found += to_be_named(line.plain, '[', ']') || to_be_named(line.plain, '<', '>') ||
                             to_be_named(line.plain, '{', '}')
                         ? 1U
                         : 0U;
        }
    }
    return found;
}

/// "– Jeg er skuffet, sier lederen.": whether a line quotes somebody as newspapers do.
bool quotes_speech(const Outline& outline, const OutlineLine& line)
{
    if (!line.bullet) {
        return false;
    }
    const std::string_view raw = trim(outline.text.substr(line.span.begin, line.span.size()));
    if (!raw.starts_with("- ") && !raw.starts_with("\xE2\x80\x93 ")) {
        return false;
    }
    for (std::size_t comma = line.plain.find(", "); comma != std::string_view::npos;
         comma = line.plain.find(", ", comma + 2)) {
        const std::string_view next = line.plain.substr(comma + 2);
        const std::size_t end = next.find(' ');
        if (end != std::string_view::npos &&
            word_lists().facts(next.substr(0, end)).tells(Hint::speech)) {
            return true;
        }
    }
    return false;
}

/// "6150 Øyra" on a line of its own: a postal code and where it is.
bool postal_address(std::string_view plain)
{
    return plain.size() > 6 && plain.size() <= 40 && plain[4] == ' ' &&
           std::all_of(plain.begin(), plain.begin() + 4, is_digit) &&
           starts_upper(plain.substr(5)) && count_words(plain) <= 4;
}

/// "Med hilsen", "Mvh Kari" near the end, as letters have it.
bool greets_at_end(const Outline& outline, LineRange range)
{
    constexpr std::size_t last = 12; // lines
    for (std::size_t i = range.end - std::min(range.end - range.begin, last); i < range.end; ++i) {
        const std::string_view folded = outline.lines[i].folded;
        const bool greets = std::ranges::any_of(
            word_lists().sought(Sought::greeting), [folded](const std::string& word) {
                constexpr std::size_t latest = 19; // byte at which it may begin
                return contains(folded.substr(0, latest + word.size()), word);
            });
        if (greets || begins_with_any(folded, Sought::short_greeting)) {
            return true;
        }
    }
    return false;
}

/// "Deres ref.", or addresses above "Vi viser til brev av 3. mars".
bool is_letter(const Outline& outline, LineRange range)
{
    const bool greets = greets_at_end(outline, range);
    std::size_t addresses = 0;
    for (std::size_t i = range.begin, lines = 0; i < range.end && lines < 20; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank) {
            continue;
        }
        ++lines;
        addresses += postal_address(line.plain) ? 1U : 0U;
        const auto begins_with = [&line](std::size_t words, Hint hint) {
            return word_lists().facts(leading_words(line.folded, words)).tells(hint);
        };
        if (begins_with(2, Hint::letter) ||
            ((addresses > 0 || greets) &&
             (begins_with(3, Hint::answer) || begins_with(2, Hint::answer)))) {
            return true;
        }
    }
    return false;
}

/// How many heads of e-mails stand in the text: "Fra: …" with a subject or a date of sending within
/// the lines right below.
std::size_t mail_heads(const Outline& outline, LineRange range)
{
    constexpr std::size_t head = 5; // lines
    std::size_t found = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (outline.lines[i].label_rest == 0 || !sender_line(outline.lines[i])) {
            continue;
        }
        for (std::size_t next = i + 1; next < range.end && next < i + head; ++next) {
            if (outline.lines[next].blank) {
                break;
            }
            if (subject_line(outline.lines[next])) {
                ++found;
                i = next;
                break;
            }
        }
    }
    return found;
}

/// "Sak 9: Ny organisering" above "Til: Årsmøtet", "Fra: Styret", "Saksbehandler: …": a paper on
/// one case, written before the meeting.
bool is_case_paper(const Outline& outline, LineRange range)
{
    constexpr std::size_t top = 16; // lines with text
    bool titled = false;
    std::size_t fields = 0;
    std::size_t seen = 0;
    for (std::size_t i = range.begin; i < range.end && seen < top; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || line.front_matter || line.furniture) {
            continue;
        }
        ++seen;
        if (seen <= 2 && line.label != nullptr && !line.label->prefix.empty() && !line.bullet) {
            titled = true;
        }
        if (line.label_rest > 0 && word_lists()
                                       .facts(fold_words(line.plain.substr(0, line.label_rest)))
                                       .tells(Hint::paper)) {
            ++fields;
        }
    }
    return titled && fields >= 2;
}

/// How many lines quote somebody, and how many propose what may be decided.
struct Traits {
    std::size_t speech = 0;
    std::size_t proposals = 0;
};

Traits traits_of(const Outline& outline, LineRange range)
{
    Traits out;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const OutlineLine& line = outline.lines[i];
        out.proposals +=
            line.label_rest > 0 && line.label_terms.has(Term::proposal) && !line.blank ? 1U : 0U;
        out.speech += quotes_speech(outline, line) ? 1U : 0U;
    }
    return out;
}

} // namespace

void judge_kind(const Outline& outline,
                LineRange range,
                const Regions& regions,
                std::string_view path,
                const std::string& preface,
                std::size_t decisions,
                MeetingRecord& record)
{
    // The first lines say what a document is.
    std::string opening = preface;
    std::size_t seen = 0;
    std::size_t lines_with_text = 0;
    std::size_t paragraphs = 0;
    std::size_t body_lines = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || line.front_matter || line.furniture) {
            continue;
        }
        ++lines_with_text;
        if (line.plain.starts_with("\xC2\xA7")) {
            ++paragraphs;
        }
        body_lines += regions.at(i - range.begin) == Region::body ? 1U : 0U;
        // Not what was written about the minutes, in a mail or by a browser.
        const bool about = regions.at(i - range.begin) == Region::section ||
                           line.plain.find("://") != std::string_view::npos;
        if (seen < 3 && line.plain.size() <= 160 && !about) {
            opening += " " + std::string(line.folded);
            ++seen;
        }
    }
    const std::string title = fold_words(record.title.value_or(""));
    const FoldedText name = fold_words(base_name(path));
    if (lines_with_text == 0) {
        record.kind = RecordKind::other;
        record.kind_reason = "no text";
        return;
    }

    std::size_t with_text = 0;
    std::size_t voted = 0;
    for (const CaseRecord& each : record.cases) {
        with_text += each.text.size() >= 2 ? 1U : 0U;
        voted += each.votes.empty() ? 0U : 1U;
    }
    std::size_t present = 0;
    for (const Attendee& person : record.attendance) {
        present += person.attended == Attended::yes ? 1 : 0;
    }
    const bool officer_only = present == 1 && record.attendance.size() == 1;

    double minutes = 0;
    const std::string opening_title = opening + " " + title;
    const bool denies = contains_any(opening_title, Sought::not_minutes);
    const bool says_minutes = !denies && (any_word(opening_title, Term::minutes_word, false) ||
                                          opening_title.find("referat") != std::string::npos);
    const bool named_so = contains_any(name, Sought::minutes_file);
    const bool name_minutes = named_so || any_word(name, Term::minutes_word, false) ||
                              name.find("meeting") != std::string::npos;
    minutes += !preface.empty() && preface.find("referat") != std::string::npos ? 1.0 : 0;
    const bool says_meeting = any_word(opening_title, Term::meeting_word, true);
    minutes += says_minutes ? 2.0 : 0;
    minutes += named_so ? 1.7 : name_minutes ? 1.0 : 0;
    minutes += !find_dates(record.title.value_or("")).empty() ? 0.6 : 0;
    minutes += says_meeting ? 1.0 : 0;
    minutes += present >= 2 ? 2.0 : 0;
    minutes += decisions >= 2 ? 2.0 : decisions == 1 ? 1.2 : 0;
    minutes += with_text >= 2 ? 1.0 : with_text == 1 ? 0.5 : 0;
    minutes += record.date ? 0.5 : 0;
    minutes += record.start_time ? 0.3 : 0;

    // What speaks against it
    const std::string_view first_word = std::string_view(title.empty() ? opening : title);
    const FoldedText lead = fold_words(first_word.substr(0, 60));
    const WordLists& lists = word_lists();
    std::string lead_words;
    int taken = 0;
    bool guide_title = false;
    bool other_title = false;
    bool notice_title = false;
    bool heads_other = false;
    for (const std::string_view word : words_of(lead)) {
        if (++taken > 4) {
            break;
        }
        lead_words += (lead_words.empty() ? "" : " ") + std::string(word);
        other_title = other_title || lists.terms(lead_words).has(Term::not_minutes) ||
                      (taken == 1 && (lists.terms(word).has(Term::not_minutes) ||
                                      (present < 2 && ends_in(word, Term::not_minutes, 5))));
        guide_title =
            guide_title || (taken >= 3 && lists.terms(lead_words).has(Term::not_minutes) &&
                            lead_words.starts_with("slik "));
        notice_title = notice_title || lists.terms(lead_words).has(Term::notice) ||
                       (taken == 1 && lists.terms(word).has(Term::notice));
    }
    guide_title = guide_title || contains_any(title, Sought::guide) ||
                  (title.find(' ') != std::string::npos &&
                   lists.facts(leading_words(title, 1)).tells(Hint::how) &&
                   title.find("referat") != std::string::npos);
    const bool letter = is_letter(outline, range);
    const bool front_titled = range.begin < outline.lines.size() &&
                              outline.lines[range.begin].front_matter && record.title.has_value();
    // The title may stand below the name of the body or the date: "INNKALLING TIL ÅRSMØTE".
    seen = 0;
    for (std::size_t i = range.begin; i < range.end && seen < 16; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank || line.front_matter || line.furniture) {
            continue;
        }
        ++seen;
        // "### Innkalling" below the title of minutes is a case.
        if (line.heading_level >= 2 && (seen > 1 || front_titled)) {
            continue;
        }
        // Where the text begins in the middle: the papers of the first case are none either.
        if (line.label != nullptr && !line.label->prefix.empty() && !line.bullet) {
            break;
        }
        // Below the address of a letter
        if (seen >= 6 && !(in_capitals(line.plain) && line.first_starts.has(Term::notice))) {
            continue;
        }
        if (line.plain.size() > 90 || !starts_upper(line.plain) || line.plain.ends_with('.') ||
            line.label != nullptr ||
            (line.label_rest > 0 && !line.label_terms.has(Term::not_minutes))) {
            continue; // "Mandat: arbeidsgruppe for felles personmodell" is a title
        }
        // "[Vedtekter](/vedtekter)": a line that is a link leads to something else.
        const std::string_view raw = outline.text.substr(line.content.begin, line.content.size());
        if (seen > 1 && raw.starts_with('[') && raw.ends_with(')') &&
            raw.find("](") != std::string_view::npos) {
            continue;
        }
        const std::string_view folded = line.folded;
        // "Semesterrapport våren 2018"
        other_title =
            other_title || (seen <= 2 && present < 2 &&
                            ends_in(folded.substr(0, folded.find(' ')), Term::not_minutes, 5));
        heads_other = heads_other ||
                      (seen == 1 && !says_meeting &&
                       (lists.terms(folded.substr(0, folded.find(' '))).has(Term::not_minutes) ||
                        other_title));
        std::size_t end = 0;
        for (int words = 0; words < 3 && end != std::string_view::npos; ++words) {
            end = folded.find(' ', end + 1);
            const Terms terms = lists.terms(folded.substr(0, end));
            other_title = other_title || terms.has(Term::not_minutes);
            notice_title = notice_title || terms.has(Term::notice);
        }
    }
    const bool readme = name.find("readme") != std::string_view::npos ||
                        begins_with_any(name, Sought::licence_file);
    const bool to_fill_in =
        placeholders(outline, range) >= 6 ||
        (title.starts_with("mal ") && record.title->find('[') != std::string::npos);
    const bool template_name =
        name.find("template") != std::string::npos || title.find("template") != std::string::npos ||
        title.starts_with("mal for") || name.find(" mal ") != std::string::npos || to_fill_in;
    std::string reason;
    const auto against = [&minutes, &reason](double weight, const std::string& why) {
        minutes -= weight;
        if (reason.empty()) {
            reason = why;
        }
    };
    if (readme) {
        against(8, "a readme or licence file");
    }
    if (template_name || front_matter_false(outline, "published", "false")) {
        const bool titled = title.starts_with("mal for ") && !record.date;
        against(titled           ? 7
                : with_text == 0 ? 5
                : to_fill_in     ? 7
                                 : 2,
                "a template that was not filled in");
    }
    if (front_matter_false(outline, "notreferat", "true")) {
        // The mark of a notice often stays when the minutes are filled in.
        against(decisions >= 3 && with_text >= 3 ? 1 : 4, "marked as no minutes");
    }
    if (letter && !says_minutes && (present < 3 || (!says_meeting && !name_minutes))) {
        against(3, "a letter");
    }
    if (present < 2 && mail_heads(outline, range) >= 3) {
        against(6, "an exchange of e-mails");
    }
    if (present < 3 && is_case_paper(outline, range)) {
        against(6, "a paper on one case");
    }
    if (guide_title) {
        against(6, "a guide to minutes");
    }
    if (other_title && !says_minutes) {
        // "ÅRSMELDING FOR …" at the head of all
        against(heads_other ? 4.5 : 3, "its title is not that of minutes");
    }
    if (contains_any(name, Sought::other_file)) {
        against(2, "its name is not that of minutes");
    }
    if (paragraphs >= 4 && paragraphs * 25 >= lines_with_text) {
        against(3, "numbered paragraphs of bylaws");
    }
    if (contains_any(title, Sought::cancelled) || contains_any(opening, Sought::cancelled)) {
        against(6, "the meeting was cancelled");
    }
    const Traits traits = traits_of(outline, range);
    const bool agenda_name = contains_any(name, Sought::agenda_file);
    const bool agenda_like =
        notice_title || agenda_name || (!regions.agenda.empty() && record.cases.empty());
    if (agenda_like && !says_minutes) {
        // What papers of a meeting to come propose reads like decisions.
        const bool nobody_came =
            decisions == 0 ||
            ((present == 0 || officer_only) && (decisions <= 2 || traits.proposals >= decisions));
        const bool called = agenda_name && record.attendance.empty() && !record.end_time;
        against((notice_title && nobody_came) || called ? 3.0
                : notice_title || agenda_name           ? 2.0
                                                        : 1.0,
                "an agenda or notice: nothing was recorded");
    }
    if (traits.speech >= 2 && present < 2) {
        against(4, "a piece of news");
    }
    if (traits.proposals >= 3 && decisions <= 1 && !says_minutes) {
        against(4, "what is proposed, and nothing decided");
    }
    if (with_text == 0 && !record.cases.empty()) {
        against(says_minutes ? 1.5 : 2.5, "headings without anything under them");
    }
    if (record.cases.empty() && decisions == 0 && present < 2 && !(says_minutes || name_minutes)) {
        against(1.5, "no cases, decisions or people present");
    }
    if (contents_list(outline, range) && !says_minutes && !name_minutes) {
        // A plan or report has headings, a date and now and then a sentence on what was decided.
        against(2.5, "a report with a list of its contents");
    }
    if (!says_meeting && !says_minutes && !name_minutes && record.attendance.empty() &&
        !record.start_time && !record.date && preface.empty() && voted < 2) {
        against(2, "nothing shows that a meeting was held");
    }
    if (officer_only && decisions == 0 && with_text == 0) {
        against(1, "no cases, decisions or people present");
    }
    if (body_lines == 0 && record.cases.empty()) {
        against(2, "nothing but a header");
    }

    if (minutes >= 2.0) {
        record.kind = RecordKind::minutes;
        record.kind_reason.clear();
        return;
    }
    const bool has_agenda =
        !record.agenda.empty() || agenda_name || notice_title ||
        (!record.cases.empty() && with_text == 0 && !template_name && record.date);
    const bool notice = notice_title || any_word(opening, Term::notice, false);
    if (has_agenda && (says_meeting || notice) && !readme && !template_name &&
        !(other_title && record.agenda.empty())) {
        record.kind = RecordKind::agenda;
    } else {
        record.kind = RecordKind::other;
    }
    record.kind_reason = reason.empty() ? "nothing shows that a meeting was held" : reason;
}

} // namespace saksklar::structure
