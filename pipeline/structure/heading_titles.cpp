// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/heading_titles.hpp"

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/decision_weight.hpp"
#include "pipeline/structure/heading_candidates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace saksklar::structure {

namespace {

class TitleReader {
public:
    TitleReader(const Outline& outline, LineRange range, const Regions& regions)
        : outline_(outline), range_(range), regions_(regions)
    {
        for (const AgendaLine& entry : regions_.agenda) {
            if (!entry.folded.empty()) {
                agenda_.insert(entry.folded);
            }
        }
    }

    std::vector<Heading> run(const std::vector<Candidate>& candidates)
    {
        std::vector<const Candidate*> taken;
        for (const Candidate& candidate : candidates) {
            if (candidate.taken) {
                taken.push_back(&candidate);
            }
        }
        std::sort(taken.begin(), taken.end(), [](const Candidate* a, const Candidate* b) {
            return a->line < b->line;
        });
        std::vector<std::size_t> lines; // in order
        lines.reserve(taken.size());
        for (const Candidate* candidate : taken) {
            lines.push_back(candidate->line);
        }
        headings_.reserve(taken.size());
        const TitleEnd run_in = runs_in(taken);
        for (const Candidate* candidate : taken) {
            if (!headings_.empty() && headings_.back().last_line >= candidate->line) {
                continue;
            }
            Heading heading;
            heading.line = candidate->line;
            heading.last_line = candidate->line;
            heading.label = candidate->label;
            heading.title = heading.label ? line(heading.line).plain.substr(heading.label->title_at)
                                          : unmarked(line(heading.line).plain, candidate->title_at);
            if (heading.label && file_code_beside(heading)) {
                title_below(heading, lines);
            }
            if (heading.title.empty() &&
                (candidate->system == System::prefix || title_is_bold_below(heading) ||
                 (heading.label && heading.label->form == NumberForm::yearly))) {
                title_below(heading, lines);
            }
            if (heading.title.empty()) {
                heading.title = announced_title(heading);
            }
            if (framed_title(heading.title)) {
                heading.title =
                    std::string(trim(std::string_view(heading.title)
                                         .substr(heading.title.find_first_not_of('='),
                                                 heading.title.find_last_not_of('=') -
                                                     heading.title.find_first_not_of('=') + 1)));
            }
            if (const std::size_t begin = before_words(heading.title, !heading.label); begin > 0) {
                heading.title.erase(0, begin);
            }
            RunIn inside;
            if (candidate->system == System::bullet) {
                inside.title_end = bullet_title(heading.title);
                inside.text = inside.title_end + 2;
            } else if (run_in == TitleEnd::sentence && heading.label) {
                inside = title_sentence(heading.title, true);
            } else if (run_in == TitleEnd::colon && heading.label) {
                inside = title_colon(heading.title);
            }
            if (inside.title_end > 0) {
                heading.rest = heading.title.substr(inside.text);
                heading.title.resize(inside.title_end);
            } else {
                join_wrapped(heading, candidate->system, lines);
                cut_note(heading);
                cut_text(heading);
            }
            while (!heading.title.empty() &&
                   (heading.title.back() == ':' || heading.title.back() == ';' ||
                    heading.title.back() == ' ')) {
                heading.title.pop_back();
            }
            headings_.push_back(std::move(heading));
        }
        return std::move(headings_);
    }

private:
    /// How much of a title stands before its words: an emoji ("🚲 Sykkelstativ"), and, where
    /// `clock`, when it was begun ("18:20 – Laserkutteren").
    static std::size_t before_words(std::string_view title, bool clock)
    {
        std::size_t at = 0;
        // Emoji and symbols take three bytes from E2 8x on, or four; joiners and variants three.
        while (at + 2 < title.size()) {
            const auto first = static_cast<unsigned char>(title[at]);
            const auto second = static_cast<unsigned char>(title[at + 1]);
            const bool symbol = first == 0xE2 && second >= 0x8C && second <= 0xAF;
            const bool joiner = first == 0xEF && second == 0xB8;
            if (first != 0xF0 && !symbol && !joiner) {
                break;
            }
            at += first == 0xF0 ? 4 : 3;
        }
        at = std::min(at, title.size());
        const std::size_t word = std::min(title.find_first_not_of(' ', at), title.size());
        if (at > 0) {
            return word > at && word < title.size() ? word : 0;
        }
        if (!clock || title.size() < 8 || !is_digit(title.front())) {
            return 0;
        }
        const std::size_t space = title.substr(0, 6).find(' ');
        const std::size_t mark = title.substr(0, 3).find_first_of(":.");
        if (space == std::string_view::npos || mark == std::string_view::npos ||
            space != mark + 3 || find_times("kl " + std::string(title.substr(0, space))).empty()) {
            return 0;
        }
        for (const std::string_view dash : {" - ", " \xE2\x80\x93 "}) {
            if (title.substr(space).starts_with(dash)) {
                return space + dash.size();
            }
        }
        return 0;
    }

    /// A title without the sign that stands before it (`title_at`) and, often, behind it too:
    /// ".: Dugnad :."
    static std::string_view unmarked(std::string_view plain, std::size_t title_at)
    {
        if (title_at == 0) {
            return plain;
        }
        plain = trim(plain.substr(title_at));
        while (!plain.empty() &&
               std::string_view("*:.-=_~<|").find(plain.back()) != std::string_view::npos) {
            plain = trim(plain.substr(0, plain.size() - 1));
        }
        return plain;
    }

    /// "SAK 0035/99            ARK. 033": what stands far off at the margin is where the case is
    /// filed, and its title stands below.
    bool file_code_beside(const Heading& heading) const
    {
        constexpr std::size_t margin = 16;  // spaces
        constexpr std::size_t far_off = 36; // bytes of the line
        constexpr std::size_t longest = 24;
        const std::string_view title = heading.title;
        const std::size_t next = heading.line + 1;
        if (title.empty() || title.size() > longest || !is_digit(title.back()) ||
            count_words(title) > 3 || next >= range_.end || line(next).blank ||
            line(next).label != nullptr || !starts_upper(line(next).plain)) {
            return false;
        }
        const OutlineLine& here = line(heading.line);
        const std::string_view raw = outline_.text.substr(here.span.begin, here.span.size());
        const std::size_t at = raw.rfind(title);
        return at != std::string_view::npos && at >= far_off &&
               raw.substr(at - margin, margin).find_first_not_of(" \t") == std::string_view::npos;
    }

    /// The title that the agenda has for a number that stands alone above its text.
    std::string announced_title(const Heading& heading) const
    {
        if (!heading.label || regions_.agenda_is_treatment || regions_.agenda.size() > 500) {
            return {};
        }
        for (const AgendaLine& entry : regions_.agenda) {
            if (entry.item.number == heading.label->number) {
                return entry.item.title;
            }
        }
        return {};
    }

    /// Where a title ends that its text follows on the same line, and where the text begins.
    struct RunIn {
        std::size_t title_end = 0; ///< 0: none follows
        std::size_t text = 0;
    };

    /// "2. Billettprisane. 60 kroner har vi hatt i fem år.": a text that begins with a figure.
    static RunIn title_before_figures(std::string_view title)
    {
        constexpr std::size_t longest = 60; // bytes
        constexpr std::size_t most_words = 5;
        const std::size_t stop = title.substr(0, longest).find(". ");
        if (stop == std::string_view::npos || stop + 2 >= title.size() ||
            !is_digit(title[stop + 2]) || is_digit(title[stop - std::min<std::size_t>(stop, 1)])) {
            return {};
        }
        const std::string_view bare = title.substr(0, stop);
        const Words words = words_of(bare);
        const bool abbreviated =
            words.empty() || word_lists().terms(fold_words(words.back())).has(Term::abbreviation);
        return !abbreviated && words.size() <= most_words && bare.size() >= 3
                   ? RunIn{bare.size(), stop + 2}
                   : RunIn{};
    }

    /// "3. Lekkasjen. Magne fortalte …", "4. Ny port? Styret er delt …". Where most headings of the
    /// document are `usual`ly so, a short text is one too: "Innkalling. Godkjent."
    static RunIn title_sentence(std::string_view title, bool usual)
    {
        if (const RunIn figures = usual ? title_before_figures(title) : RunIn{};
            figures.title_end > 0) {
            return figures;
        }
        const std::vector<Span> parts = sentences(title.substr(0, 160));
        if (parts.size() < 2) {
            return {};
        }
        const std::string_view first = title.substr(0, parts[0].end);
        const char mark = first.back();
        const bool stop = mark == '.';
        const std::string_view bare = first.substr(0, first.size() - (stop ? 1 : 0));
        const bool text = (stop || mark == '?') && bare.size() >= 3 && bare.size() <= 80 &&
                          title.size() >= parts[1].begin + (usual ? 4 : 20) &&
                          starts_upper(title.substr(parts[1].begin)) &&
                          count_words(bare) <= (usual ? 14 : 9) &&
                          (usual || !is_digit(bare.back())) &&
                          ((usual && count_words(bare) <= 5) || weigh(bare).score <= 0);
        return text ? RunIn{bare.size(), parts[1].begin} : RunIn{};
    }

    /// "Sak 4 Trafikken: Det har vært …"
    static RunIn title_colon(std::string_view title)
    {
        const std::size_t colon = title.substr(0, 90).find(": ");
        if (colon == std::string_view::npos || colon < 3 || title.size() < colon + 5 ||
            count_words(title.substr(0, colon)) > 9) {
            return {};
        }
        const char first = title[colon + 2];
        const bool begins = starts_upper(title.substr(colon + 2)) || is_digit(first);
        return begins ? RunIn{colon, colon + 2} : RunIn{};
    }

    /// Whether a paragraph goes on from line `i`: it ends in a stop, or fills its width above more.
    bool paragraph(std::size_t i) const
    {
        const OutlineLine& here = line(i);
        const std::size_t next = i + 1;
        if (here.heading_level > 0 || here.bullet) {
            return false;
        }
        return here.plain.ends_with('.') ||
               (next < range_.end && here.plain.size() >= 45 && !line(next).blank &&
                !line(next).bullet && line(next).label == nullptr);
    }

    bool next_is_text(std::size_t i) const
    {
        const std::size_t next = i + 1;
        return next < range_.end && !line(next).blank && !line(next).bullet &&
               line(next).label == nullptr && line(next).indent > line(i).indent;
    }

    /// What ends the titles that most headings of the document have their text behind, on the same
    /// line.
    enum class TitleEnd { none, sentence, colon };

    TitleEnd runs_in(const std::vector<const Candidate*>& taken) const
    {
        std::size_t stops = 0;
        std::size_t colons = 0;
        std::size_t numbered = 0;
        for (const Candidate* candidate : taken) {
            if (!candidate->label) {
                continue;
            }
            ++numbered;
            const std::string_view plain = line(candidate->line).plain;
            const std::string_view title = plain.substr(candidate->label->title_at);
            // "Post I.  Kåring hausten 1990." fills its line alone.
            const bool alone =
                title.ends_with('.') && title.size() <= 60 && next_is_text(candidate->line);
            stops += alone || title_sentence(title, false).title_end > 0 ? 1U : 0U;
            colons += title_colon(title).title_end > 0 && paragraph(candidate->line) ? 1U : 0U;
        }
        const auto usual = [numbered](std::size_t found) {
            return found >= 3 && found * 5 >= numbered * 3;
        };
        return usual(stops) && stops >= colons ? TitleEnd::sentence
               : usual(colons)                 ? TitleEnd::colon
                                               : TitleEnd::none;
    }

    /// "### 61" above "**Økonomi**"
    bool title_is_bold_below(const Heading& heading) const
    {
        const std::size_t next = heading.line + 1;
        return heading.label && line(heading.line).heading_level > 0 && next < range_.end &&
               line(next).bold;
    }

    /// "SAK 19/19" on a line of its own: the next line is the title, if it reads like one.
    void title_below(Heading& heading, const std::vector<std::size_t>& starts) const
    {
        std::size_t next = heading.line + 1;
        if (next < range_.end && line(next).blank) {
            ++next;
        }
        if (next >= range_.end || std::binary_search(starts.begin(), starts.end(), next) ||
            !in_body(next)) {
            return;
        }
        const OutlineLine& below = line(next);
        // "Saksnr.: 12/19" / "Sak: Referat fra forrige møte"
        if (const std::size_t colon = below.plain.substr(0, 20).find(':');
            colon != std::string_view::npos && !below.blank && !below.bullet &&
            below.first_starts.has(Term::column_title) &&
            word_lists().terms(fold_words(below.plain.substr(0, colon))).has(Term::column_title)) {
            heading.title = std::string(trim(below.plain.substr(colon + 1)));
            heading.last_line = next;
            return;
        }
        // "Referat fra 13.05." ends in a date.
        const bool dated = below.plain.size() > 2 && below.plain.ends_with('.') &&
                           is_digit(below.plain[below.plain.size() - 2]);
        // "**Div.**" is short for something.
        const bool short_form = below.bold && below.words == 1;
        const bool stop =
            (below.plain.ends_with('.') && !dated && !short_form) || below.plain.ends_with(':');
        if (below.blank || below.bullet || below.table || below.heading_level > 0 || stop ||
            below.plain.size() > 160 || !below.label_terms.none() ||
            !(below.terms.none() || below.terms.has(Term::other_business) ||
              below.terms.has(Term::case_vocabulary) || in_capitals(below.plain) ||
              title_is_bold_below(heading)) ||
            !starts_upper(below.plain) || below.label != nullptr) {
            return;
        }
        heading.title = below.plain;
        heading.last_line = next;
    }

    bool in_body(std::size_t i) const
    {
        return regions_.at(i - range_.begin) == Region::body && !line(i).front_matter &&
               !line(i).furniture && !line(i).code;
    }

    /// What stands on the heading's line after its title: "Eventuelt: Ingen saker." and, where the
    /// agenda has the title of that number, "Ad 1. Referatet ble opplest og godkjent."
    void cut_text(Heading& heading) const
    {
        const std::size_t colon = heading.title.find(": ");
        if (colon != std::string::npos && colon <= 30 &&
            word_lists()
                .terms(fold_words(std::string_view(heading.title).substr(0, colon)))
                .has(Term::other_business)) {
            heading.rest = heading.title.substr(colon + 2);
            heading.title.resize(colon);
            return;
        }
        const bool sentence =
            heading.title.size() > 25 && heading.title.ends_with('.') &&
            (line(heading.line).decision_word || heading.title.find(". ") != std::string::npos);
        if (!heading.label || heading.label->prefix.empty() || regions_.agenda_is_treatment ||
            regions_.agenda.size() > 200) {
            return;
        }
        // "Ad 2 Rektor la fram to forslag og": behind "Ad" stands the text, unless it is the title.
        constexpr double alike = 0.5;
        const bool ad = heading.label->prefix == "ad";
        if (!sentence && !ad) {
            return;
        }
        const FoldedText said = fold_words(heading.title);
        for (const AgendaLine& entry : regions_.agenda) {
            if (!sentence && word_overlap(entry.folded, said, alike) >= alike) {
                continue;
            }
            if (entry.depth == 0 && entry.item.number == heading.label->number &&
                !entry.item.title.empty() && !entry.item.title.ends_with('.')) {
                heading.rest = heading.title;
                heading.title = entry.item.title;
                return;
            }
        }
    }

    /// Joins the lines that a long title goes on over.
    void join_wrapped(Heading& heading, System system, const std::vector<std::size_t>& starts) const
    {
        if (system == System::markup && outline_.markdown) {
            return;
        }
        for (int more = 0; more < 3; ++more) {
            const std::size_t next = heading.last_line + 1;
            if (next >= range_.end || std::binary_search(starts.begin(), starts.end(), next) ||
                !in_body(next)) {
                return;
            }
            const OutlineLine& above = line(heading.last_line);
            const OutlineLine& below = line(next);
            if (below.blank || below.bullet || below.heading_level > 0 || below.plain.empty() ||
                !below.label_terms.none() || below.plain.size() > 160 || below.label != nullptr ||
                below.plain.starts_with("v/")) {
                return;
            }
            // "Styrets forslag: Kari Berg" below "Velge møteleder"
            const std::size_t colon = below.plain.substr(0, 40).find(": ");
            if (colon != std::string_view::npos && starts_upper(below.plain)) {
                const FoldedText label = fold_words(below.plain.substr(0, colon));
                const std::string_view last = std::string_view(label).substr(label.rfind(' ') + 1);
                if (word_lists().terms(last).has(Term::proposal)) {
                    return;
                }
            }
            const std::size_t space = heading.title.rfind(' ');
            const FoldedText last_word = fold_words(
                std::string_view(heading.title).substr(space == std::string::npos ? 0 : space + 1));
            // "… og to til å skrive under" is whole where a sentence begins below.
            const bool sentence = starts_upper(below.plain) && below.plain.ends_with('.');
            const bool open = (word_lists().terms(last_word).has(Term::connector) &&
                               !heading.title.ends_with(')') && !sentence) ||
                              heading.title.ends_with(',') || heading.title.ends_with(" -") ||
                              heading.title.ends_with("\xE2\x80\x93");
            const bool finished = heading.title.ends_with('.') || heading.title.ends_with('?') ||
                                  heading.title.ends_with(':') || heading.title.ends_with('!');
            const std::size_t shown = above.span.size();
            const bool wide = shown >= 45 && shown + 14 >= outline_.usual_width;
            const bool lower = starts_lower(below.plain) || below.plain.starts_with('(');
            // A paragraph that begins below is no part of the title.
            const std::size_t third = next + 1;
            const bool text = starts_upper(below.plain) && third < range_.end &&
                              !line(third).blank && line(third).label_terms.none() &&
                              line(third).indent == below.indent && !line(third).bullet &&
                              in_body(third);
            // A title in capitals does not go on in small letters.
            const bool ends_shouting = in_capitals(heading.title) && !in_capitals(below.plain) &&
                                       starts_upper(below.plain);
            const bool hanging =
                below.indent >= above.indent + 2 && shown >= 45 && !text && !ends_shouting;
            // Broken off where the lines end, with the next word below in the same column.
            const bool broken_off = wide && below.indent >= above.indent + 4 &&
                                    system != System::markup && outline_.wrapped &&
                                    starts_upper(below.plain) && !ends_shouting;
            const FoldedText whole = fold_words(heading.title + " " + std::string(below.plain));
            const bool agenda_goes_on = agenda_.contains(whole);
            // "HANDLINGSPROGRAM 2004 - 2007." above "FØREBELS DRØFTING" in its column
            const bool capitals = below.indent >= above.indent + 4 && in_capitals(below.plain) &&
                                  in_capitals(heading.title) && third < range_.end &&
                                  line(third).blank;
            if (!agenda_goes_on && !capitals && !(open && !finished) &&
                !(broken_off && !finished) && !(lower && !finished && (wide || shown >= 60)) &&
                !(hanging && !finished && below.plain.size() < 80 && !below.plain.ends_with('.') &&
                  below.plain.find(". ") == std::string_view::npos)) {
                return;
            }
            join_line(heading.title, below.plain);
            heading.last_line = next;
        }
    }

    /// "… – drøfting Oppfølging fra sist møte.": a note on the heading's line is no title.
    static void cut_note(Heading& heading)
    {
        const Words words = words_of(heading.title);
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (!starts_upper(words[i])) {
                continue;
            }
            for (std::size_t length = 2; length <= 4 && i + length <= words.size(); ++length) {
                const char* begin = words[i].data();
                const char* end = words[i + length - 1].data() + words[i + length - 1].size();
                const FoldedText phrase =
                    fold_words(std::string_view(begin, static_cast<std::size_t>(end - begin)));
                if (word_lists().terms(phrase).has(Term::note) &&
                    !word_lists().terms(fold_words(words[i - 1])).has(Term::connector)) {
                    const auto at = static_cast<std::size_t>(begin - heading.title.data());
                    heading.rest = heading.title.substr(at);
                    heading.title.resize(at);
                    return;
                }
            }
        }
    }

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
    std::unordered_set<std::string> agenda_;
    std::vector<Heading> headings_;
};

} // namespace

std::vector<Heading> make_headings(const Outline& outline,
                                   LineRange range,
                                   const Regions& regions,
                                   const std::vector<Candidate>& candidates)
{
    return TitleReader(outline, range, regions).run(candidates);
}

} // namespace saksklar::structure
