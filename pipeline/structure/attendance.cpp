// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/attendance.hpp"

#include "pipeline/structure/attendance_rows.hpp"
#include "pipeline/structure/attendance_tables.hpp"
#include "pipeline/structure/gap_columns.hpp"
#include "pipeline/structure/mail_head.hpp"
#include "pipeline/structure/movements.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/people_in_sentences.hpp"
#include "pipeline/structure/people_labels.hpp"
#include "pipeline/structure/people_lists.hpp"
#include "pipeline/structure/people_told.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace saksklar::structure {

namespace {

class Reader {
public:
    Reader(const Outline& outline, LineRange range, const Regions& regions, std::size_t first_case)
        : outline_(outline), range_(range), regions_(regions), first_case_(first_case)
    {
    }

    std::vector<Attendee> run()
    {
        if (range_.begin == 0 || has_front_matter()) {
            read_front_matter();
        }
        std::size_t i = range_.begin;
        while (i < range_.end) {
            const Region region = regions_.at(i - range_.begin);
            if (region == Region::attendance && !line(i).blank && !line(i).furniture) {
                i = read_block(i);
                continue;
            }
            if (region == Region::field && !line(i).front_matter) {
                read_field(i);
            }
            ++i;
        }
        read_deputy_sentences();
        if (undersigned_) {
            add_undersigned();
        }
        // Who wrote the minutes is told elsewhere.
        if (people_.present() <= 1) {
            const ToldPeople told = people_told(outline_, range_);
            for (const std::string& entry : told.entries) {
                people_.add_entry(entry, PeopleKind::present, place_of(told.line), false);
            }
        }
        if (people_.present() <= 1) {
            read_called();
        }
        read_sentences_above_cases();
        return people_.take();
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool has_front_matter() const
    {
        return range_.begin < outline_.lines.size() && line(range_.begin).front_matter;
    }

    Place place_of(std::size_t i) const
    {
        return {line(i).span.begin, line(i).span.size(), line(i).page, line(i).page};
    }

    /// "{navn: Kari Berg, for: Laget}", a mapping of YAML, as "Kari Berg, Laget"; empty if the
    /// value is none of a person.
    static std::string person_of_mapping(std::string_view value)
    {
        if (!value.starts_with('{') || !value.ends_with('}')) {
            return {};
        }
        std::string name;
        std::string others;
        for (const std::string& field : split_at(value.substr(1, value.size() - 2), ",")) {
            const std::size_t colon = field.find(':');
            const std::string_view said =
                trim(std::string_view(field).substr(std::min(colon + 1, field.size())));
            const std::string_view key = std::string_view(field).substr(0, colon);
            if (colon != std::string::npos &&
                word_lists().facts(fold_words(key)).column == PeopleColumn::name) {
                name = said;
            } else if (!said.empty()) {
                others.append(", ").append(said);
            }
        }
        return name.empty() ? std::string{} : name + others;
    }

    void read_front_matter()
    {
        for (const FrontMatterEntry& entry : outline_.front_matter) {
            const std::optional<PeopleKind> kind = people_kind(word_lists().terms(entry.key));
            for (std::size_t k = 0; kind && k < entry.values.size(); ++k) {
                const Place place{entry.places[k].begin, entry.places[k].size(), 1, 1};
                std::string value = plain_text(entry.values[k]);
                if (const std::string mapped = person_of_mapping(value); !mapped.empty()) {
                    people_.add_entry(mapped, *kind, place, false);
                    continue;
                }
                if (value.starts_with('[') && value.ends_with(']')) {
                    value = value.substr(1, value.size() - 2);
                }
                std::vector<std::string> people = people_parts(value);
                if (people.size() < 2 || !std::ranges::all_of(people, [](const std::string& each) {
                        return name_score(strip_paren(each)) >= 1;
                    })) {
                    people = {value};
                }
                for (const std::string& person : people) {
                    people_.add_entry(person, *kind, place, true);
                }
            }
        }
        for (const FrontMatterEntry& entry : outline_.front_matter) {
            const Terms terms = word_lists().terms(entry.key);
            if ((terms.has(Term::clerk) || terms.has(Term::chair)) && !entry.values.empty() &&
                !terms.has(Term::container)) {
                people_.add_officer(plain_text(entry.values[0]),
                                    entry.key,
                                    {entry.places[0].begin, entry.places[0].size(), 1, 1});
            }
        }
    }

    /// Adds whom the sentences above the cases tell, and nothing else does.
    void read_sentences_above_cases()
    {
        constexpr std::size_t top = 60; // lines
        const LineRange head{range_.begin, std::min({first_case_, range_.begin + top, range_.end})};
        for (const PersonInSentence& told : people_in_sentences(outline_, head)) {
            if (people_.find(std::string(bare_name(told.entry))) == nullptr) {
                people_.add_entry(told.entry,
                                  told.absent ? PeopleKind::absent : PeopleKind::present,
                                  place_of(told.line),
                                  false);
            }
        }
    }

    /// "Innkalt: Kari Berg, Ola Vik" beside "Fravær: Ola Vik": where nothing else says who came,
    /// those came who were called and are not told absent.
    void read_called()
    {
        constexpr std::size_t top = 40;
        for (std::size_t i = range_.begin; i < range_.end && i < range_.begin + top; ++i) {
            const OutlineLine& here = line(i);
            std::string_view plain = trim(here.plain);
            const bool row = plain.starts_with('|');
            plain.remove_prefix(row ? 1 : 0);
            const std::size_t mark = plain.substr(0, 24).find(row ? '|' : ':');
            if (here.blank || mark == std::string_view::npos ||
                word_lists().facts(fold_words(plain.substr(0, mark))).column !=
                    PeopleColumn::called) {
                continue;
            }
            std::string_view names = trim(plain.substr(mark + 1));
            names = trim(names.substr(0, row ? names.rfind('|') : names.size()));
            std::string came;
            for (const std::string& person : people_parts(names)) {
                const Attendee* known = people_.find(std::string(strip_paren(person)));
                if (known == nullptr || known->attended != Attended::no) {
                    came += (came.empty() ? "" : ", ") + person;
                }
            }
            read_names(came, PeopleKind::present, i, std::nullopt);
            return;
        }
    }

    /// "… og undertegnede": the only name that signs at the end, "Kari Berg" above "(sekretær)" or
    /// "Kari Berg, referent"; nobody where several sign.
    void add_undersigned()
    {
        std::size_t seen = 0;
        std::size_t signer = range_.end;
        std::string name;
        for (std::size_t i = range_.end; i-- > range_.begin && seen < 8;) {
            const OutlineLine& here = line(i);
            if (here.blank || here.furniture) {
                continue;
            }
            ++seen;
            const std::string_view before =
                trim(here.plain.substr(0, here.plain.find_first_of(",(")));
            if (here.words > 5 || here.label_rest > 0 || before.find(':') != before.npos ||
                count_words(before) < 2 || name_score(before) < 3) {
                continue;
            }
            if (signer < range_.end) {
                return;
            }
            signer = i;
            name = before;
        }
        if (signer == range_.end) {
            signer = sender(name);
        }
        if (signer < range_.end) {
            people_.add_officer(name, "referent", place_of(signer));
        }
    }

    /// "From: Kari Berg <kari@…>" in the head of the e-mail that the minutes were sent in; the end
    /// of the range if there is none.
    std::size_t sender(std::string& name) const
    {
        for (std::size_t i = range_.begin; i < regions_.mail_end; ++i) {
            if (!sender_line(line(i))) {
                continue;
            }
            const std::string_view said = trim(line(i).plain.substr(line(i).plain.find(':') + 1));
            std::string_view whole = trim(said.substr(0, said.find_first_of("<([")));
            if (whole.size() > 2 && whole.starts_with('"') && whole.ends_with('"')) {
                whole = whole.substr(1, whole.size() - 2);
            }
            if (count_words(whole) >= 2 && name_score(whole) >= 2) {
                name = whole;
                return i;
            }
        }
        return range_.end;
    }

    void read_field(std::size_t i)
    {
        const OutlineLine& here = line(i);
        if (here.label_rest == 0 || here.label_rest >= here.plain.size()) {
            return;
        }
        const bool clerk = here.label_terms.has(Term::clerk);
        const bool chair = here.label_terms.has(Term::chair);
        if (clerk || chair) {
            people_.add_officer(std::string(here.plain.substr(here.label_rest)),
                                fold_words(here.plain.substr(0, here.label_rest)),
                                place_of(i));
        }
    }

    /// One stretch of attendance lines, from a label on. Returns the line after it.
    std::size_t read_block(std::size_t begin)
    {
        std::size_t end = begin;
        bool table = false;
        while (end < range_.end && (regions_.at(end - range_.begin) == Region::attendance)) {
            ++end;
        }
        const std::function<void(std::size_t, std::size_t)> list =
            [this](std::size_t first, std::size_t last) { read_list(first, last); };
        for (std::size_t i = begin; i < end && i < begin + 6; ++i) {
            if (!line(i).blank && heads_table(outline_, i)) {
                read_list(begin, i);
                read_table(outline_, i, end, people_, list);
                table = true;
                break;
            }
        }
        if (!table) {
            read_list(begin, end);
        }
        return end;
    }

    // --- lists ----------------------------------------------------------------------

    void read_list(std::size_t begin, std::size_t end)
    {
        PeopleKind kind = PeopleKind::present;
        std::optional<std::string> organisation; // "CYB" above "● Daniel …"
        bool in_pairs = false;
        bool named = false; // the last label has its people on its own line
        const bool grouped = grouped_by_organisation(begin, end);
        for (std::size_t i = begin; i < end; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.furniture) {
                continue;
            }
            const Terms terms = here.terms.none() ? here.label_terms : here.terms;
            if (const std::optional<PeopleKind> found = people_kind(terms);
                found && (here.label_rest > 0 || !here.terms.none())) {
                kind = *found;
                named = here.label_rest > 0 && here.label_rest < here.plain.size();
                organisation.reset();
                // "Andre:" below "Ikke til stede" and the like start over as present.
                const std::vector<std::string> columns =
                    here.label_rest > 0 && here.label_rest < here.plain.size()
                        ? people_in_columns(outline_, here, here.label_rest)
                        : std::vector<std::string>{};
                for (const std::string& person : columns) {
                    people_.add_entry(person, kind, place_of(i), false, group_in_label(here));
                }
                if (columns.empty() && here.label_rest > 0 && here.label_rest < here.plain.size() &&
                    !here.plain.ends_with(':')) {
                    i = read_inline(
                        with_gaps(outline_, here, here.label_rest), kind, i, group_in_label(here));
                }
                continue;
            }
            if (here.label_rest > 0 && (terms.has(Term::clerk) || terms.has(Term::chair))) {
                read_field(i);
                continue;
            }
            // "Stemmeberettigede foreninger som ikke var tilstede:" has its own words.
            const std::string_view folded = here.folded;
            const bool label_like =
                here.plain.ends_with(':') || (folded.find("ikke var til") != std::string::npos);
            if (label_like && count_words(folded) <= 9 && contains_any(folded, Sought::negation) &&
                name_score(here.plain) == 0) {
                kind = PeopleKind::absent;
                organisation.reset();
                continue;
            }
            if (label_like && here.plain.ends_with(':') && count_words(folded) <= 6) {
                kind = contains_any(folded, Sought::absence) ? PeopleKind::absent
                                                             : PeopleKind::present;
                organisation.reset();
                continue;
            }
            if (const std::size_t pairs = pairs_at(outline_, i, end);
                pairs >= (in_pairs ? 1U : 3U)) {
                in_pairs = true;
                for (std::size_t pair = 0; pair < pairs; ++pair, i += 2) {
                    people_.add_entry(std::string(line(i).plain) + ", " +
                                          std::string(line(i + 1).plain),
                                      kind,
                                      place_of(i),
                                      false);
                }
                --i;
                continue;
            }
            if (read_cells_of_label(i)) {
                continue;
            }
            if (grouped && !listed(here) && organisation_line(i, end)) {
                organisation = here.plain;
                continue;
            }
            if (const std::size_t names = group_label(here.plain); names > 0) {
                // "2. trinn: Lars Moen, Tove Vik"
                std::string group(trim(here.plain.substr(0, names - 1)));
                if (opens_with(fold(group), Hint::from)) {
                    group.erase(0, group.find(' ') + 1);
                    // "Forfall: Kari Berg" / "Fra forvalter: Ola Vik", who came
                    kind = kind == PeopleKind::absent && named ? PeopleKind::present : kind;
                }
                i = read_inline(std::string(trim(here.plain.substr(names))), kind, i, group);
                continue;
            }
            // "Siv Tangen - vara, møtte for Ola Vik" is an entry, "Fra VID deltok …" a sentence.
            const std::string_view lead = here.plain.substr(0, here.plain.find_first_of(",-("));
            const bool entry =
                here.words <= 14 && lead.size() < here.plain.size() && name_score(trim(lead)) >= 2;
            const bool stays_away = here.plain.ends_with('.') &&
                                    phrase_in(here.plain, Term::absence) != std::string::npos &&
                                    phrase_in(here.plain, Term::presence_verb) != std::string::npos;
            if ((stays_away || (tells(here.plain) && !entry)) && name_score(here.plain) == 0 &&
                !here.bullet) {
                // "Ola Vik hadde meldt forfall. Kari Berg deltok som vara."
                deputies_of(stays_away
                                ? without_later_sentences(std::string(here.plain), kind, i, false)
                                : std::string(here.plain),
                            i);
                continue;
            }
            if (read_group_row(i, kind) || read_row(i, kind)) {
                continue;
            }
            if (const std::optional<std::string> person = person_behind_role(outline_, here)) {
                people_.add_entry(*person, kind, place_of(i), false);
                continue;
            }
            // "Alle unntatt Ola Vik"
            if (const std::size_t apart = all_apart(here.plain); apart > 0) {
                absent_after_all(std::string(here.plain.substr(apart)), i);
                continue;
            }
            const std::string person =
                with_gaps(outline_, line(i), 0).substr(list_number(here.plain));
            // "6B  meldt forfall (Kari Berg)"
            if (const std::size_t open = person.find('('); open != std::string::npos) {
                const std::string who = person.substr(open + 1, person.find(')', open) - open - 1);
                if (phrase_in(std::string_view(person).substr(0, open), Term::absence) !=
                        std::string::npos &&
                    name_score(who) == 3 && name_score(strip_paren(person)) == 0) {
                    people_.add_entry(who, PeopleKind::absent, place_of(i), false);
                    continue;
                }
            }
            if (several_people(person)) {
                if (i + 1 < end && here.label_rest == 0 && !here.bullet &&
                    list_goes_on(here, line(i + 1)) && !line(i + 1).bullet) {
                    i = read_inline(person, kind, i);
                } else {
                    read_several(person, kind, i, organisation);
                }
                continue;
            }
            people_.add_entry(person, kind, place_of(i), false, organisation);
        }
    }

    /// "| Bedriftshelsetjenesten: | Kari Berg |" among rows of people; whether it was such a row.
    bool read_cells_of_label(std::size_t i)
    {
        const std::vector<std::string> cells = bar_cells(line(i).plain);
        if (cells.size() != 2 || name_score(cells[0]) >= 2) {
            return false;
        }
        const std::string_view name =
            trim(std::string_view(cells[1]).substr(0, cells[1].find_first_of(",(")));
        if (name_score(name.substr(name_after_role(name))) < 2) {
            return false;
        }
        const std::size_t colon = cells[0].ends_with(':') ? cells[0].size() - 1 : cells[0].size();
        const std::string label = cells[0].substr(0, colon);
        if (is_role(label)) {
            people_.add_officer(cells[1], fold_words(label), place_of(i));
        } else {
            read_names(cells[1], PeopleKind::present, i, label);
        }
        return true;
    }

    /// "Frå foreldra: Kari Berg, Ola Vik": "foreldra"
    static std::optional<std::string> group_in_label(const OutlineLine& here)
    {
        const std::string_view label = here.plain.substr(0, here.plain.find(':'));
        if (label.size() >= here.label_rest || !group_of_people(label) ||
            !word_lists().terms(fold_words(label)).none()) {
            return std::nullopt;
        }
        return std::string(trim(label.substr(label.find(' '))));
    }

    /// "Lærarane      Ingunn Vabø, Helge Mjelde", "Frå fylket    Asbjørn Hatlestad, leiar": whom
    /// people came for, a gap, and the people; whether it was such a line.
    bool read_group_row(std::size_t i, PeopleKind kind)
    {
        constexpr std::size_t longest_group = 3; // words
        const std::vector<GapCell> cells = gap_cells(outline_.text, line(i).span);
        if (cells.size() != 2) {
            return false;
        }
        const auto said = [this](const GapCell& cell) {
            return std::string(outline_.text.substr(cell.span.begin, cell.span.size()));
        };
        std::string group = said(cells[0]);
        const std::string people = said(cells[1]);
        if (!starts_upper(group) || count_words(group) > longest_group || name_score(group) > 0 ||
            is_role(group) || group.find_first_of("0123456789:,(") != std::string::npos) {
            return false;
        }
        const bool whose = opens_with(fold(group), Hint::from);
        const std::vector<std::string> parts = people_parts(people);
        const auto named = [](const std::string& part) {
            return name_score(strip_paren(part)) >= 2;
        };
        if (parts.empty() || !named(parts.front()) ||
            !(whose || (parts.size() >= 2 && std::ranges::all_of(parts, named)))) {
            return false;
        }
        group.erase(0, whose ? group.find(' ') + 1 : 0);
        read_names(people, kind, i, group);
        return true;
    }

    /// A line with columns or marks; whether it was one.
    bool read_row(std::size_t i, PeopleKind kind)
    {
        const std::vector<std::string> columns = people_in_columns(outline_, line(i));
        for (const std::string& person : columns) {
            people_.add_entry(person, kind, place_of(i), false);
        }
        if (!columns.empty()) {
            return true;
        }
        const std::vector<MarkedEntry> ticked = ticked_people(line(i));
        for (const MarkedEntry& entry : ticked) {
            add_marked(entry, i);
        }
        if (!ticked.empty()) {
            return true;
        }
        const std::optional<MarkedEntry> row = marked_row(outline_, line(i), 0);
        if (row) {
            add_marked(*row, i);
        }
        return row.has_value();
    }

    void add_marked(const MarkedEntry& entry, std::size_t i)
    {
        people_.add_entry(
            entry.text, entry.came ? PeopleKind::present : PeopleKind::absent, place_of(i), false);
        if (entry.deputy_for.empty() || !entry.came) {
            return;
        }
        if (Attendee* person = people_.last(); person != nullptr) {
            person->deputy_for = entry.deputy_for;
        }
        if (Attendee* other = people_.find(entry.deputy_for); other != nullptr) {
            other->attended = Attended::deputy;
        }
    }

    /// Those whom "Alle unntatt Ola Vik" names, of the members listed before.
    void absent_after_all(const std::string& names, std::size_t i)
    {
        read_names(names, PeopleKind::absent, i, std::nullopt);
        for (const std::string& name : people_parts(names)) {
            std::string_view bare = strip_paren(name);
            while (bare.ends_with('.')) {
                bare.remove_suffix(1);
            }
            if (Attendee* person = people_.find(std::string(bare)); person != nullptr) {
                person->attended = Attended::no;
            }
        }
    }

    /// "Alle unntatt Ola Vik": where the names begin of those who did not come; 0 if it says
    /// something else.
    static std::size_t all_apart(std::string_view plain)
    {
        const Words words = words_of(plain);
        for (std::size_t w = 1; w + 1 < words.size() && w <= 4; ++w) {
            const auto end =
                static_cast<std::size_t>(words[w].data() - plain.data()) + words[w].size();
            if (word_lists().terms(fold_words(plain.substr(0, end))).has(Term::absent_opening) &&
                starts_upper(words[w + 1])) {
                return static_cast<std::size_t>(words[w + 1].data() - plain.data());
            }
        }
        return 0;
    }

    /// "Torgeir, Aksel, Celina, Fadderstyret": people, and where they all come from.
    void read_several(const std::string& entry,
                      PeopleKind kind,
                      std::size_t i,
                      std::optional<std::string> group)
    {
        const std::vector<std::string> parts = people_parts(entry);
        std::string people = entry;
        if (name_score(strip_paren(parts.back())) == 0 && !is_role(parts.back()) &&
            parts.back().find('(') == std::string::npos) {
            group = parts.back();
            people.resize(people.rfind(parts.back()));
        }
        read_names(people, kind, i, group);
    }

    static bool listed(const OutlineLine& line)
    {
        return line.bullet || list_number(line.plain) > 0;
    }

    /// Whether bulleted names stand under unbulleted organisations, or single words that
    /// are no names alternate with names.
    bool grouped_by_organisation(std::size_t begin, std::size_t end) const
    {
        std::size_t heads = 0;
        std::size_t names = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || !here.label_terms.none() || !here.terms.none() ||
                (here.words >= 8 && here.plain.ends_with('.'))) {
                continue;
            }
            if (here.plain.find(',') != std::string::npos ||
                here.plain.find(" - ") != std::string::npos ||
                here.plain.find(": ") != std::string::npos) {
                return false;
            }
            if (!listed(here) && name_score(strip_paren(here.plain)) == 0 && here.words <= 3 &&
                with_gaps(outline_, line(i), 0).size() == here.plain.size()) {
                ++heads;
            } else {
                ++names;
            }
        }
        return heads >= 2 && names >= 2;
    }

    bool organisation_line(std::size_t i, std::size_t end) const
    {
        const OutlineLine& here = line(i);
        if (name_score(strip_paren(here.plain)) >= 2 || here.plain.find('(') != std::string::npos ||
            with_gaps(outline_, line(i), 0).size() != here.plain.size()) {
            return false;
        }
        std::size_t next = i + 1;
        while (next < end && line(next).blank) {
            ++next;
        }
        if (next >= end) {
            return false;
        }
        return listed(line(next)) || name_score(strip_paren(line(next).plain)) > 0 ||
               nobody(line(next).plain);
    }

    /// "A, B, C og D (for E)" after a label on its line, and the wrapped lines after it.
    /// Returns the last line read.
    std::size_t read_inline(std::string text,
                            PeopleKind kind,
                            std::size_t i,
                            const std::optional<std::string>& group = std::nullopt)
    {
        if (const std::size_t end = group ? i : lines_of_people(i); end > i) {
            read_hanging(i, end, kind);
            return end - 1;
        }
        std::size_t last = i;
        for (std::size_t next = i + 1;
             next < range_.end && regions_.at(next - range_.begin) == Region::attendance &&
             !line(next).blank && !line(next).bullet && line(next).label_terms.none() &&
             line(next).terms.none() && !line(next).table &&
             (!text.ends_with('.') || in_column(i, next)) &&
             (list_goes_on(line(last), line(next)) || name_like(line(next).plain)) &&
             !begins_anew(next) && group_label(line(next).plain) == 0 &&
             !(closed_list(text) && tells_of_one(next)) && text.size() < 20000;
             ++next) {
            // After a bracket the next person begins, each on a line of its own.
            const bool abbreviated = text.ends_with('.'); // "Lars Bjåstad, form." above another
            if (abbreviated) {
                text.pop_back();
            }
            const bool closed =
                abbreviated || (text.ends_with(')') && starts_upper(line(next).plain));
            const bool broken = list_goes_on(line(last), line(next)) && !closed &&
                                (ends_in_first_name(text) || !begins_with_name(line(next).plain));
            const bool hyphen = text.size() > 2 && text.ends_with('-') &&
                                is_word_byte(text[text.size() - 2]) &&
                                starts_lower(line(next).plain);
            if (hyphen) {
                text.pop_back(); // "bort-" / "reist"
            } else {
                text.append(broken || text.ends_with(" -") || text.ends_with(" og") ? " " : ", ");
            }
            text.append(with_gaps(outline_, line(next), 0));
            last = next;
        }
        read_names(without_later_sentences(text, kind, i), kind, i, group);
        return last;
    }

    /// Whether a line stands in the column where the people behind the label of line `first` begin.
    bool in_column(std::size_t first, std::size_t i) const
    {
        const std::string_view raw = printed(outline_, line(first), 0);
        const std::size_t gap = raw.find("  ");
        const std::size_t at =
            gap == std::string_view::npos ? gap : raw.find_first_not_of(' ', gap);
        return at != std::string_view::npos && line(first).label_rest > 0 &&
               line(i).indent ==
                   line(first).indent + static_cast<int>(length_of(raw.substr(0, at))) &&
               name_like(line(i).plain);
    }

    /// "Til stede:  Kari Berg, Røde Kors" above "            Ola Vik, SAFO (vara for Siv Moen)":
    /// where the hanging lines below a label and its first person end, each of one person; `i` if
    /// they are no such lines. One line alone must say whether its person came.
    std::size_t lines_of_people(std::size_t i) const
    {
        const auto person = [](std::string_view said) {
            const std::string_view name =
                trim(said.substr(0, std::min(said.find_first_of(",("), said.find("  "))));
            const std::string_view bare = name.substr(name_after_role(name));
            // A column behind the name shows it to be one.
            const int least = said.find("   ") != std::string_view::npos ? 1 : 2;
            return !said.ends_with(',') && !said.ends_with(" og") && count_words(bare) >= 2 &&
                   count_words(name) <= 6 && name_score(bare) >= least;
        };
        const OutlineLine& first = line(i);
        const std::string_view raw = printed(outline_, first, 0);
        const bool columns =
            first.table && std::ranges::count(raw, '\t') != 1; // "Deltok:<tab>Kari"
        if (first.label_rest == 0 || columns) {
            return i;
        }
        const std::size_t alone = marked_row(outline_, first, first.label_rest) ? i + 1 : i;
        if (!person(trim(printed(outline_, first, first.label_rest)))) {
            return alone;
        }
        std::size_t end = i + 1;
        while (end < range_.end && regions_.at(end - range_.begin) == Region::attendance &&
               !line(end).blank && !line(end).bullet && line(end).label_terms.none() &&
               line(end).terms.none() && !line(end).table && !ends_sentence(line(end)) &&
               line(end).indent >= 4 && line(end).indent == line(i + 1).indent &&
               person(trim(printed(outline_, line(end), 0)))) {
            ++end;
        }
        const bool whole = end == range_.end || line(end).blank ||
                           regions_.at(end - range_.begin) != Region::attendance ||
                           !(line(end).label_terms.none() && line(end).terms.none()) ||
                           line(end).indent < line(i + 1).indent;
        return end >= i + 3 && whole ? end : alone;
    }

    /// A row of columns may end in an abbreviation: "Kari Berg     kasserer, ref."
    bool ends_sentence(const OutlineLine& here) const
    {
        return here.plain.ends_with('.') &&
               printed(outline_, here, 0).find("   ") == std::string_view::npos;
    }

    void read_hanging(std::size_t begin, std::size_t end, PeopleKind kind)
    {
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t from = i == begin ? line(i).label_rest : 0;
            if (const std::optional<MarkedEntry> row = marked_row(outline_, line(i), from)) {
                add_marked(*row, i);
                continue;
            }
            const std::string entry = with_gaps(outline_, line(i), from);
            if (several_people(entry)) {
                read_several(entry, kind, i, std::nullopt);
            } else {
                people_.add_entry(entry, kind, place_of(i), false);
            }
        }
    }

    /// Whether a list may end here: no comma or "og" is left open.
    static bool closed_list(std::string_view text)
    {
        return !text.ends_with(',') && !text.ends_with(" og") && !text.ends_with('-');
    }

    /// "Dirigenten (Elisabeth) var med på sak 2.": a sentence of its own
    bool tells_of_one(std::size_t i) const
    {
        const std::string_view plain = line(i).plain;
        return starts_upper(plain) && plain.ends_with('.') && line(i).words < 10 && tells(plain) &&
               plain.find(',') == std::string_view::npos &&
               name_score(plain.substr(0, plain.find_first_of(",("))) < 2;
    }

    /// "Fra avdelingen: Ola Vik", "Kari Berg, 1. vara, møtte for Ola Vik": no part of the list
    /// above.
    bool begins_anew(std::size_t i) const
    {
        const std::string_view plain = line(i).plain;
        const std::size_t colon = plain.find(": ");
        const bool label = colon != std::string_view::npos && colon <= 40 && starts_upper(plain) &&
                           plain.find(',') > colon && name_score(plain.substr(0, colon)) < 2;
        return label || (begins_with_name(plain) && plain.find(" møtte for ") != plain.npos);
    }

    void read_names(const std::string& text,
                    PeopleKind kind,
                    std::size_t i,
                    const std::optional<std::string>& group)
    {
        std::vector<std::string> people = people_parts(text);
        for (std::string& person : people) {
            // "27 medlemer. Frå styret møtte Kari Lien"
            for (const std::string_view verb : {" møtte ", " møtte: ", " deltok "}) {
                const std::size_t at = person.find(verb);
                const std::string_view before = std::string_view(person).substr(0, at);
                if (at != std::string::npos && at < person.find('(') && name_score(before) < 2) {
                    person.erase(0, at + verb.size());
                }
            }
        }
        if (only_user_names(people)) {
            for (const std::string& person : people) {
                const std::size_t open = person.find('(');
                const std::string inner =
                    open == std::string::npos
                        ? std::string{}
                        : person.substr(open + 1, person.find(')', open) - open - 1);
                // "@torunnh (Torunn Haga)": the name itself
                const bool named = name_score(inner) >= 1 && !is_role(inner);
                Attendee& added = people_.add(
                    named ? inner : std::string(strip_paren(person)), kind, place_of(i));
                if (is_role(inner) && !added.role) {
                    added.role = inner;
                }
            }
            return;
        }
        const std::vector<bool> places = organisations_between(people);
        const auto whole = std::ranges::count_if(
            people, [](const std::string& each) { return name_score(strip_paren(each)) >= 1; });
        for (std::size_t p = 0; p < people.size(); ++p) {
            const std::string& person = people[p];
            // "mortenk" among whole names
            if (people.size() >= 3 && whole * 2 >= static_cast<std::ptrdiff_t>(people.size()) &&
                user_name(strip_paren(person))) {
                people_.add(std::string(strip_paren(person)), kind, place_of(i));
                continue;
            }
            const std::string_view named = std::string_view(person).substr(0, person.find('('));
            undersigned_ = undersigned_ || named.starts_with("undert") ||
                           named.starts_with("underskriv") ||
                           word_lists().facts(trim(named)).tells(Hint::writer);
            if (trim(named).empty() || count_words(named) > 9 ||
                (p > 0 && place_of_meeting(named))) {
                continue; // "(Lene i starten av møtet)"
            }
            if (places[p]) {
                Attendee* before = people_.last();
                if (before != nullptr && !before->organisation) {
                    std::string_view place = trim(named);
                    while (place.ends_with('.')) {
                        place.remove_suffix(1);
                    }
                    before->organisation = std::string(place);
                    if (named.size() < person.size() && !before->role) {
                        const std::size_t open = person.find('(');
                        const std::string inner =
                            person.substr(open + 1, person.find(')', open) - open - 1);
                        if (is_role(inner)) {
                            before->role = inner;
                        }
                    }
                }
                continue;
            }
            // "Alf Moen, vara for Per Orvik"
            if (p > 0 && people_.last() != nullptr && starts_lower(named)) {
                const std::size_t whom = person.find(" for ");
                const bool stands =
                    person.starts_with("vara") || person.starts_with("m\xC3\xB8tte");
                if (stands && whom != std::string::npos && whom < 20 &&
                    name_score(trim(std::string_view(person).substr(whom + 5))) >= 2) {
                    people_.last()->deputy_for =
                        std::string(trim(std::string_view(person).substr(whom + 5)));
                    continue;
                }
            }
            // "Kari Berg, kasserer": but "Kari Berg (kasserer)" and "Styreleder Kari Berg" are
            // people.
            if (is_role(named) && name_score(name_before_role(named)) < 2 &&
                people_.last() != nullptr && p > 0) {
                // "Kari Berg, leder (AP)"
                people_.last()->role = std::string(trim(named));
                const std::size_t open = person.find('(');
                const std::size_t close = person.find(')', std::min(open, person.size()));
                if (close != std::string::npos && !people_.last()->organisation &&
                    starts_upper(std::string_view(person).substr(open + 1)) &&
                    !is_role(person.substr(open + 1, close - open - 1))) {
                    people_.last()->organisation = person.substr(open + 1, close - open - 1);
                }
                continue;
            }
            // "Arne Hval, Nordvik kommune": where he comes from
            Attendee* before = people_.last();
            if (p > 0 && before != nullptr && !before->organisation && !group &&
                count_words(named) >= 2 && starts_upper(named) &&
                name_score(name_before_role(named)) < 2 && starts_lower(words_of(named).back()) &&
                name_score(before->name) >= 2) {
                before->organisation = std::string(trim(named));
                continue;
            }
            people_.add_entry(person, kind, place_of(i), false, group);
        }
    }

    /// "på Kafé Pir" behind the names of those who came.
    static bool place_of_meeting(std::string_view part)
    {
        const Words words = words_of(part);
        return words.size() >= 2 &&
               word_lists().facts(fold_words(words[0])).tells(Hint::before_movement) &&
               starts_upper(words[1]) && !word_lists().first_name(fold_words(words[1]));
    }

    /// "Arve noterte": what somebody did, behind a list of people.
    static bool tells_what_was_done(std::string_view part)
    {
        constexpr std::size_t longest = 3; // words
        const Words words = words_of(part);
        return words.size() >= 2 && words.size() <= longest && starts_lower(words.back()) &&
               part.find_first_of("(),") == std::string_view::npos && !is_role(words.back());
    }

    /// "Forfall hadde Knut Sande; varamedlem Oddny Fosse møtte": the people of a sentence that
    /// begins with their absence, and who came for them.
    bool absent_first(const std::string& part, std::size_t i)
    {
        const FoldedText folded = fold(part);
        std::size_t at = std::string_view::npos;
        const Words words = words_of(part);
        for (std::size_t w = 1; w < words.size() && w <= 4; ++w) {
            const auto begin = static_cast<std::size_t>(words[w].data() - part.data());
            if (word_lists()
                    .terms(fold_words(std::string_view(part).substr(0, begin)))
                    .has(Term::absent_opening)) {
                at = begin;
            }
        }
        if (at == std::string_view::npos) {
            return false;
        }
        const std::size_t semicolon = std::min(part.find(';', at), part.size());
        const std::string absentees = part.substr(at, semicolon - at);
        read_names(absentees, PeopleKind::absent, i, std::nullopt);
        const std::vector<std::string> names = people_parts(absentees);
        const std::size_t came = folded.find(" møtte", semicolon);
        if (semicolon < part.size() && came != std::string_view::npos) {
            std::string_view deputy =
                trim(std::string_view(part).substr(semicolon + 1, came - semicolon - 1));
            while (starts_lower(deputy) && deputy.find(' ') != std::string_view::npos) {
                deputy = trim(deputy.substr(deputy.find(' ')));
            }
            if (name_score(deputy) >= 2) {
                people_.add_entry(std::string(deputy) + " m\xC3\xB8tte for " + names.front(),
                                  PeopleKind::present,
                                  place_of(i),
                                  false);
            }
        }
        return true;
    }

    /// Where the space before the first phrase of that class stands that is not at the beginning;
    /// npos if there is none.
    static std::size_t phrase_in(std::string_view part, Term term)
    {
        const Words words = words_of(part);
        for (std::size_t w = 1; w < words.size(); ++w) {
            if (!word_lists().facts(fold_words(words[w])).starts.has(term)) {
                continue;
            }
            for (std::size_t last = w; last < words.size() && last < w + 3; ++last) {
                const char* end = words[last].data() + words[last].size();
                const FoldedText phrase = fold_words(std::string_view(
                    words[w].data(), static_cast<std::size_t>(end - words[w].data())));
                if (word_lists().terms(phrase).has(term)) {
                    return static_cast<std::size_t>(words[w].data() - part.data()) - 1;
                }
            }
        }
        return std::string_view::npos;
    }

    /// Whom a label names by its first words: "Ikke møtt fra styret".
    static std::optional<PeopleKind> kind_of_label(std::string_view label)
    {
        const FoldedText folded = fold_words(label);
        for (std::size_t end = folded.size(); end != std::string_view::npos && end > 0;
             end = folded.view().rfind(' ', end - 1)) {
            if (const auto kind = people_kind(word_lists().terms(folded.view().substr(0, end)))) {
                return kind;
            }
        }
        return std::nullopt;
    }

    /// Reads the sentences after a list, "Kari Berg hadde meldt forfall.", "Vaktmester Ola Vik
    /// møtte under sak 2.", "Vara: Brit Aune.", and returns the text without them.
    /// `first`: the text begins with the list.
    std::string without_later_sentences(const std::string& text,
                                        PeopleKind kind,
                                        std::size_t i,
                                        bool first = true)
    {
        std::string kept;
        for (const Span& span : sentences(text)) {
            std::string part = text.substr(span.begin, span.size());
            // "Alle unntatt Ola Vik. For ham møtte 1. varamann Siv Moen."
            if (const std::size_t apart = all_apart(part); first && apart > 0) {
                absent_after_all(part.substr(apart), i);
                first = false;
                continue;
            }
            if (const std::size_t came = part.find(" m\xC3\xB8tte ");
                !first && part.starts_with("For ") && came != std::string::npos && came < 20) {
                std::string deputy = part.substr(came + 8);
                deputy.erase(0, name_after_role(deputy));
                read_names(deputy, PeopleKind::deputy, i, std::nullopt);
                continue;
            }
            while (part.ends_with('.') && !first) {
                part.pop_back();
            }
            if (const std::size_t colon = part.find(": "); !first && colon <= 40) {
                // "Vara: Brit Aune"
                const std::optional<PeopleKind> said =
                    kind_of_label(std::string_view(part).substr(0, colon));
                read_names(part.substr(colon + 2), said.value_or(kind), i, std::nullopt);
                continue;
            }
            if (!first && absent_first(part, i)) {
                continue;
            }
            // "Dessuten sogneprest Kari Berg og kirkevergen"
            if (const std::size_t space = part.find(' ');
                !first && space != std::string::npos &&
                phrase_in(part, Term::presence_verb) == std::string::npos &&
                word_lists().terms(fold_words(std::string_view(part).substr(0, space))).people()) {
                read_names(part.substr(space + 1), PeopleKind::present, i, std::nullopt);
                continue;
            }
            // "Fra administrasjonen møtte daglig leder Kari Berg."
            if (const std::size_t names = first ? 0 : people_opening(part, fold_words(part));
                names > 0) {
                read_names(part.substr(names), PeopleKind::present, i, std::nullopt);
                continue;
            }
            const std::size_t verb = phrase_in(part, Term::presence_verb);
            const bool away = phrase_in(part, Term::absence) != std::string::npos;
            const std::size_t after = verb == std::string::npos ? verb : part.find(' ', verb + 1);
            const bool before = verb != std::string::npos &&
                                (after == std::string::npos ||
                                 !starts_upper(std::string_view(part).substr(after + 1)));
            if (!first && !before && tells_what_was_done(part)) {
                continue;
            }
            if (first || !before) {
                kept += (kept.empty() ? "" : ", ") + part;
                if (kept.ends_with('.') && !first) {
                    kept.pop_back();
                }
                first = false;
                continue;
            }
            if (!away && begins_later_word(part, Sought::negation)) {
                continue;
            }
            // "Knut var på hytta." does not say that he came, "Direktør Moe var sekretær." does.
            const bool came =
                phrase_in(part, Term::present_end) != std::string::npos ||
                phrase_in(part, Term::online) != std::string::npos ||
                part.find(" med", verb) != std::string::npos ||
                (after != std::string::npos && is_role(std::string_view(part).substr(after + 1)));
            if (!away && !came) {
                continue;
            }
            const std::size_t for_whom = part.find(" for ", verb);
            std::string name = part.substr(0, verb);
            const Words words = words_of(name);
            if (words.size() >= 3 && !word_lists().first_name(fold_words(words[0])) &&
                word_lists().first_name(fold_words(words[1]))) {
                if (fold_words(words[0]).starts_with("vara")) {
                    name.erase(0, static_cast<std::size_t>(words[1].data() - name.data()));
                }
            }
            if (!away && for_whom != std::string::npos) {
                people_.add_entry(name + " m\xC3\xB8tte" + part.substr(for_whom),
                                  kind == PeopleKind::absent ? PeopleKind::present : kind,
                                  place_of(i),
                                  false);
            } else if (words.size() <= 6) {
                people_.add_entry(
                    name, away ? PeopleKind::absent : PeopleKind::present, place_of(i), false);
            }
        }
        return kept;
    }

    // --- deputies in sentences --------------------------------------------------------

    /// "Fra VID deltok Kari Nordmann som vara, fra NORCE Ola Hansen."
    /// "*Kari Nordmann deltok som vara fra Bergen kommune, og …"
    /// "Vararepresentanter som deltok: Kari Nordmann (HVL), …" is a list with a label.
    void read_deputy_sentences()
    {
        std::size_t seen = 0;
        for (std::size_t i = range_.begin; i < range_.end && seen < 60; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.front_matter || here.furniture) {
                continue;
            }
            ++seen;
            const Region region = regions_.at(i - range_.begin);
            if (region == Region::agenda || region == Region::field || here.label != nullptr) {
                if (region == Region::body) {
                    return; // the cases begin
                }
                continue;
            }
            // Nearly all lines end here, before anything is joined.
            if (!came_nearby(i)) {
                continue;
            }
            std::string text(here.plain);
            for (std::size_t next = i + 1; next < range_.end && !line(next).blank && next < i + 3 &&
                                           line(next).label == nullptr;
                 ++next) {
                text.append(" ").append(line(next).plain);
            }
            if (region == Region::body &&
                (between_spaces(text, Sought::came) || text.find(" møtte,") != std::string::npos)) {
                came_in_sentences(text, i);
            }
            if (here.plain.find(" som vara") == std::string::npos &&
                here.plain.find("møtte som vara") == std::string::npos) {
                continue;
            }
            for (const Span& span : sentences(text)) {
                deputies_of(text.substr(span.begin, span.size()), i);
            }
            return;
        }
    }

    /// Whether a word of who came stands in the line or in the two below, which its sentence may
    /// go on in.
    bool came_nearby(std::size_t i) const
    {
        const std::size_t end = std::min(i + 3, range_.end);
        return std::any_of(outline_.lines.begin() + static_cast<std::ptrdiff_t>(i),
                           outline_.lines.begin() + static_cast<std::ptrdiff_t>(end),
                           [](const OutlineLine& near) { return near.came_word; });
    }

    /// "Havnefogd Kari Berg møtte som sekretær. Teknisk sjef Ola Vik deltok i sak 14."
    void came_in_sentences(const std::string& text, std::size_t i)
    {
        for (const Span& span : sentences(text)) {
            const std::string_view sentence =
                std::string_view(text).substr(span.begin, span.size());
            const std::size_t verb =
                std::min(find_between_spaces(sentence, Sought::came), sentence.find(" møtte,"));
            const std::string_view subject = trim(sentence.substr(0, verb));
            if (verb == std::string_view::npos || count_words(subject) > 6 ||
                subject.find(':') != std::string_view::npos) {
                continue;
            }
            // "Fra forretningsfører møtte Kari Berg."
            if (group_of_people(subject)) {
                std::string_view behind = sentence.substr(sentence.find(' ', verb + 1) + 1);
                behind.remove_prefix(name_after_role(behind)); // "sekretær Kari Berg under § 3"
                std::size_t end = 0;
                while (end < behind.size() && starts_upper(behind.substr(end))) {
                    end = std::min(behind.find_first_of(" ,.(", end), behind.size() - 1) + 1;
                    if (behind[end - 1] != ' ') {
                        break;
                    }
                }
                const std::string_view name =
                    trim(behind.substr(0, std::min(behind.find_first_of(",.("), end)));
                if (name_score(name) == 3 && count_words(name) >= 2) {
                    people_.add_entry(std::string(name), PeopleKind::present, place_of(i), false);
                }
                continue;
            }
            const std::size_t name = name_after_role(subject);
            if (name_score(subject.substr(name)) == 3 ||
                (name > 0 && name_score(subject.substr(name)) >= 1)) {
                people_.add_entry(std::string(subject), PeopleKind::present, place_of(i), false);
            }
        }
    }

    void deputies_of(const std::string& sentence, std::size_t i)
    {
        const bool deputies = sentence.find(" vara") != std::string::npos;
        const bool came = deputies || begins_later_word(sentence, Sought::came) ||
                          between_spaces(sentence, Sought::was_with);
        if (!came) {
            return;
        }
        // Runs of capitalised words that begin with a known first name.
        const Words words = words_of(sentence);
        for (std::size_t w = 0; w < words.size(); ++w) {
            const FoldedText first = fold_words(words[w]);
            const bool titled = w == 1 && is_role(words[0]);
            if (!starts_upper(words[w]) || !(titled || word_lists().first_name(first))) {
                continue;
            }
            std::string name(words[w]);
            std::size_t last = w;
            const auto closed = [](std::string_view word) {
                return word.ends_with(",") || word.ends_with(".") || word.ends_with(")");
            };
            while (!closed(words[last]) && last + 1 < words.size() &&
                   starts_upper(words[last + 1])) {
                ++last;
                name += " " + std::string(words[last]);
            }
            while (!name.empty() &&
                   (name.back() == ',' || name.back() == '.' || name.back() == '*')) {
                name.pop_back();
            }
            const bool stands_in = w >= 2 && fold_words(words[w - 1]) == "for" &&
                                   fold_words(words[w - 2]).starts_with("vara");
            if (stands_in && people_.last() != nullptr) {
                people_.last()->deputy_for = name; // whom the one named before stood in for
            } else if (last > w) {
                Attendee& person = people_.add(name, PeopleKind::present, place_of(i));
                if (deputies && !person.role) {
                    person.role = "vara";
                }
            }
            w = last;
        }
    }

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
    std::size_t first_case_;
    People people_;
    bool undersigned_ = false; ///< who wrote the minutes stands in the list without a name
};

} // namespace

std::vector<Attendee> read_attendance(const Outline& outline,
                                      LineRange range,
                                      const Regions& regions,
                                      std::size_t first_case)
{
    return Reader(outline, range, regions, first_case).run();
}

} // namespace saksklar::structure
