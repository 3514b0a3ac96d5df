// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/attendance.hpp"

#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace saksklar::structure {

namespace {

std::vector<std::string> split(std::string_view text, std::string_view marks)
{
    std::vector<std::string> out;
    while (true) {
        const std::size_t at = text.find_first_of(marks);
        out.emplace_back(trim(text.substr(0, at)));
        if (at == std::string_view::npos) {
            return out;
        }
        text.remove_prefix(at + 1);
    }
}

bool nobody(std::string_view name)
{
    const std::string folded = fold_words(name);
    return folded.empty() || name.find("\xC2\xA7") != std::string_view::npos || folded == "ingen" ||
           folded.starts_with("ikke representert") || folded.starts_with("ikkje representert") ||
           folded == "ikke møtt" || folded == "x" || folded == "none" || folded == "alle" ||
           folded == "alle til stede" || folded == "alle tilstede" || folded == "uvisst" ||
           folded == "tba" || folded == "tbd" || folded == "referent" || folded == "møteleder";
}

/// How much a cell looks like a person's name: 3 a known first name with a surname,
/// 2 a known first name, 1 two or more capitalised words, 0 no.
int name_score(std::string_view cell)
{
    const std::vector<std::string_view> words = words_of(cell);
    if (words.empty() || words.size() > 6 || cell.size() > 60) {
        return 0;
    }
    const WordLists& lists = word_lists();
    for (const std::string_view word : words) {
        const bool small_part = word == "av" || word == "von" || word == "van" || word == "de" ||
                                word == "den" || word == "der" || word == "el";
        if (!starts_upper(word) && !small_part) {
            return 0;
        }
        for (const char c : word) {
            if (is_digit(c) || c == '@' || c == '/' || c == ':') {
                return 0;
            }
        }
    }
    std::string first = fold(words.front());
    const std::size_t hyphen = first.find('-');
    const bool known = lists.first_name(fold_words(words.front())) || lists.first_name(first) ||
                       (hyphen != std::string::npos && lists.first_name(first.substr(0, hyphen)));
    const bool capitals =
        std::none_of(cell.begin(), cell.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (capitals && words.size() == 1) {
        return 0; // "FUI"
    }
    if (known) {
        return words.size() >= 2 ? 3 : 2;
    }
    if (words.size() >= 2 && !capitals) {
        const std::string last = fold_words(words.back());
        return lists.surname(last) ? 2 : 1;
    }
    return 0;
}

bool is_role(std::string_view text)
{
    const std::string folded = fold_words(text);
    if (folded.empty()) {
        return false;
    }
    if (word_lists().terms(folded).has(Term::role)) {
        return true;
    }
    const std::size_t space = folded.rfind(' ');
    return space != std::string::npos &&
           word_lists().terms(folded.substr(space + 1)).has(Term::role);
}

enum class Kind { present, observer, deputy, absent };

std::optional<Kind> kind_of(const Terms& terms)
{
    if (terms.has(Term::absent)) {
        return Kind::absent;
    }
    if (terms.has(Term::deputies)) {
        return Kind::deputy;
    }
    if (terms.has(Term::observers)) {
        return Kind::observer;
    }
    return terms.has(Term::present) ? std::optional<Kind>(Kind::present) : std::nullopt;
}

bool cross(std::string_view cell)
{
    const std::string folded = fold_words(cell);
    return folded == "x" || folded == "ja" || folded == "j" || cell == "\xE2\x9C\x93" ||
           cell == "\xE2\x9C\x94" || folded == "ok" || folded == "møtt" || folded == "xx" ||
           cell == "*" || folded == "til stede" || folded == "tilstede" || folded == "teams" ||
           folded == "digitalt" || folded == "deltok";
}

class Reader {
public:
    Reader(const Outline& outline, LineRange range, const Regions& regions)
        : outline_(outline), range_(range), regions_(regions)
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
        return std::move(people_);
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    bool has_front_matter() const
    {
        return range_.begin < outline_.lines.size() && line(range_.begin).front_matter;
    }

    Attendee& add(std::string name, Kind kind, const Place& place)
    {
        while (!name.empty() && (name.back() == ',' || name.back() == '.' || name.back() == ';' ||
                                 name.back() == ':' || name.back() == '*' || name.back() == '-' ||
                                 is_space(name.back()))) {
            // "Kjell A." keeps its stop
            if (name.back() == '.' && name.size() >= 3 && name[name.size() - 3] == ' ') {
                break;
            }
            name.pop_back();
        }
        while (!name.empty() &&
               (name.front() == '*' || name.front() == '-' || is_space(name.front()))) {
            name.erase(0, 1);
        }
        const std::string key = fold_words(name);
        const Attended attended = kind == Kind::absent ? Attended::no : Attended::yes;
        if (const auto found = by_name_.find(key); found != by_name_.end()) {
            Attendee& person = people_[found->second];
            if (person.attended != Attended::yes && attended == Attended::yes) {
                person.attended = attended;
            }
            return person;
        }
        by_name_.emplace(key, people_.size());
        Attendee person;
        person.name = std::move(name);
        person.attended = attended;
        person.place = place;
        if (kind == Kind::observer) {
            person.role = "observatør";
        }
        people_.push_back(std::move(person));
        return people_.back();
    }

    Place place_of(std::size_t i) const
    {
        return {line(i).span.begin, line(i).span.size(), line(i).page, line(i).page};
    }

    void read_front_matter()
    {
        for (const FrontMatterEntry& entry : outline_.front_matter) {
            std::optional<Kind> kind;
            if (entry.key == "attending" || entry.key == "other attending" ||
                entry.key == "deltakere" || entry.key == "present" || entry.key == "tilstede" ||
                entry.key == "til stede" || entry.key == "attendees") {
                kind = Kind::present;
            } else if (entry.key == "not attending" || entry.key == "absent" ||
                       entry.key == "fravær" || entry.key == "forfall") {
                kind = Kind::absent;
            }
            if (kind) {
                for (std::size_t k = 0; k < entry.values.size(); ++k) {
                    add_entry(plain_text(entry.values[k]),
                              *kind,
                              {entry.places[k].begin, entry.places[k].size(), 1, 1},
                              true);
                }
            }
        }
        for (const FrontMatterEntry& entry : outline_.front_matter) {
            if ((entry.key == "referent" || entry.key == "ordstyrer" || entry.key == "møteleder") &&
                !entry.values.empty()) {
                add_officer(plain_text(entry.values[0]),
                            entry.key,
                            {entry.places[0].begin, entry.places[0].size(), 1, 1});
            }
        }
    }

    void add_officer(const std::string& value, const std::string& role, const Place& place)
    {
        std::vector<std::string> names = split(value, ",;");
        for (std::string& name : names) {
            if (const std::size_t paren = name.find('('); paren != std::string::npos) {
                name.resize(paren);
            }
            name = std::string(trim(name));
            if (name_score(name) == 0 || nobody(name)) {
                continue;
            }
            // "Referent: Berg" for "Kari Berg" of the list
            const std::string folded = fold_words(name);
            bool known = false;
            for (Attendee& person : people_) {
                const std::string whole = fold_words(person.name);
                const bool part = whole == folded || whole.starts_with(folded + " ") ||
                                  whole.ends_with(" " + folded);
                if (part && !known) {
                    known = true;
                    if (!person.role) {
                        person.role = role;
                    }
                    if (person.attended == Attended::unknown) {
                        person.attended = Attended::yes;
                    }
                }
            }
            if (!known) {
                Attendee& person = add(name, Kind::present, place);
                if (!person.role) {
                    person.role = role;
                }
            }
        }
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
            add_officer(here.plain.substr(here.label_rest),
                        fold_words(std::string_view(here.plain).substr(0, here.plain.find(':'))),
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
        // A table: its header names the columns.
        for (std::size_t i = begin; i < end && i < begin + 4; ++i) {
            const std::string folded = " " + fold_words(line(i).plain) + " ";
            const bool name_column = folded.find(" navn ") != std::string::npos ||
                                     folded.find(" namn ") != std::string::npos;
            if (name_column && (folded.find(" møtt ") != std::string::npos ||
                                folded.find(" innkalt ") != std::string::npos ||
                                folded.find(" organisasjon ") != std::string::npos ||
                                folded.find(" funksjon ") != std::string::npos ||
                                folded.find(" representerer ") != std::string::npos ||
                                folded.find(" parti ") != std::string::npos ||
                                folded.find(" m") != std::string::npos)) {
                table = true;
                read_table(i, end);
                break;
            }
        }
        if (!table) {
            read_list(begin, end);
        }
        return end;
    }

    // --- tables ---------------------------------------------------------------------

    static std::vector<std::string> cells_of(std::string_view text)
    {
        const std::string raw = plain_text(text, true);
        if (raw.find('\t') != std::string::npos) {
            // Recognised tables keep bars and specks of their frames.
            std::vector<std::string> cells;
            for (const std::string& cell : split(raw, "\t")) {
                for (std::string part : split(cell, "|")) {
                    while (part.ends_with(" _") || part.ends_with(" \xE2\x80\x94") ||
                           part.ends_with(" -")) {
                        part.resize(part.rfind(' '));
                    }
                    const bool speck = part == "_" || part == "\xE2\x80\x94" || part == "-";
                    if (!(part.empty() || speck) || cell.find('|') == std::string::npos) {
                        cells.push_back(speck ? std::string{} : part);
                    }
                }
            }
            return cells;
        }
        if (trim(raw).starts_with("|")) {
            std::string_view inner = trim(raw);
            inner.remove_prefix(1);
            if (inner.ends_with("|")) {
                inner.remove_suffix(1);
            }
            return split(inner, "|");
        }
        // Columns by gaps of two spaces or more
        std::vector<std::string> out;
        std::string_view rest = trim(raw);
        while (!rest.empty()) {
            const std::size_t gap = rest.find("  ");
            out.emplace_back(trim(rest.substr(0, gap)));
            rest = gap == std::string_view::npos ? std::string_view{} : trim(rest.substr(gap));
        }
        return out;
    }

    std::string_view raw_line(std::size_t i) const
    {
        return outline_.text.substr(line(i).span.begin, line(i).span.size());
    }

    struct Columns {
        int organisation = -1;
        int name = -1;
        int code = -1;
        int called = -1;
        int attended = -1;
        int role = -1;
        int deputy = -1;
        int absent = -1;
        bool all_absent = false; ///< the table's own title says that they did not come
        std::size_t count = 0;
    };

    static Columns columns_of(const std::vector<std::string>& header)
    {
        Columns columns;
        columns.count = header.size();
        for (std::size_t c = 0; c < header.size(); ++c) {
            const std::string folded = fold_words(header[c]);
            const int at = static_cast<int>(c);
            if (folded == "navn" || folded == "namn" || folded == "deltaker" ||
                folded == "deltakar" || folded == "representant" || folded == "medlem") {
                columns.name = columns.name < 0 ? at : columns.name;
            } else if (folded == "kode" || folded == "initialer" || folded == "init") {
                columns.code = at;
            } else if (folded == "innkalt" || folded == "innkalla") {
                columns.called = at;
            } else if (folded == "møtt" || folded == "mgtt" || folded == "mgott" ||
                       folded == "mott" || folded == "møtte" || folded == "til stede" ||
                       folded == "tilstede" || folded == "til stades" || folded == "frammøte" ||
                       folded == "oppmøte" || folded == "deltok" || folded == "m0tt" ||
                       folded == "m tt") {
                columns.attended = at;
            } else if (folded == "organisasjon" || folded == "representerer" || folded == "parti" ||
                       folded == "institusjon" || folded == "enhet" || folded == "eining" ||
                       folded == "repr" || folded == "gruppe" || folded == "virksomhet" ||
                       folded == "forening") {
                columns.organisation = at;
            } else if (folded == "rolle" || folded == "funksjon" || folded == "verv" ||
                       folded == "stilling") {
                columns.role = at;
            } else if (folded == "vara" || folded == "vara for" || folded == "møtt for medlem" ||
                       folded == "møtte for" || folded == "møtt for") {
                columns.deputy = at;
            } else if (folded == "forfall" || folded == "fravær" || folded == "ikke møtt") {
                columns.absent = at;
            }
        }
        return columns;
    }

    void read_table(std::size_t header_line, std::size_t end)
    {
        std::vector<std::string> header = cells_of(raw_line(header_line));
        bool separated = header.size() >= 2;
        if (!separated) {
            header.clear();
            for (const std::string_view word : words_of(line(header_line).plain)) {
                if (word == "for" && !header.empty()) {
                    header.back() += " for"; // "Møtte for"
                } else {
                    header.emplace_back(word);
                }
            }
        }
        Columns columns = columns_of(header);
        columns.all_absent = header_line > 0 && says_absent(line(header_line - 1).plain);
        if (columns.name < 0) {
            read_list(header_line, end);
            return;
        }
        std::optional<std::string> role;
        for (std::size_t i = header_line + 1; i < end; ++i) {
            if (line(i).blank || line(i).furniture) {
                continue;
            }
            const std::vector<std::string> cells = cells_of(raw_line(i));
            const std::size_t filled = static_cast<std::size_t>(std::count_if(
                cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }));
            const bool rule = std::all_of(line(i).plain.begin(), line(i).plain.end(), [](char c) {
                return c == '-' || c == '|' || c == ':' || c == ' ';
            });
            if (rule) {
                continue;
            }
            if (line(i).terms.has(Term::observers) ||
                (line(i).label_terms.has(Term::observers) && filled <= 1)) {
                role = "observatør";
                continue;
            }
            if (line(i).label_terms.people() && line(i).label_rest < line(i).plain.size() &&
                line(i).label_rest > 0) {
                read_list(i, i + 1);
                continue;
            }
            const std::string folded_row = fold_words(line(i).plain);
            if ((folded_row.starts_with("navn ") || folded_row.starts_with("namn ")) &&
                words_of(folded_row).size() <= 8) {
                read_table(i, end); // the next table begins
                return;
            }
            if (sentence(line(i).plain)) {
                continue;
            }
            if (separated && filled >= 2 && cells.size() * 2 >= columns.count) {
                read_row(cells, columns, i, role);
            } else {
                read_loose_row(i, columns, role);
            }
        }
    }

    /// "Faste medlemmer som ikke møtte:"
    static bool says_absent(const std::string& plain)
    {
        const std::string folded = fold_words(plain);
        return words_of(folded).size() <= 6 && (folded.find("ikke møtt") != std::string::npos ||
                                                folded.find("ikkje møtt") != std::string::npos ||
                                                folded.find("forfall") != std::string::npos);
    }

    static bool sentence(const std::string& plain)
    {
        return plain.find(" deltok ") != std::string::npos ||
               plain.find(" møtte ") != std::string::npos ||
               plain.find(" mgtte ") != std::string::npos ||
               (words_of(plain).size() >= 10 && plain.back() == '.');
    }

    static std::string cell_at(const std::vector<std::string>& cells, int at)
    {
        return at >= 0 && static_cast<std::size_t>(at) < cells.size()
                   ? cells[static_cast<std::size_t>(at)]
                   : std::string{};
    }

    void read_row(const std::vector<std::string>& cells,
                  const Columns& columns,
                  std::size_t i,
                  const std::optional<std::string>& role)
    {
        const std::string name = cell_at(cells, columns.name);
        if (name.empty() || nobody(name)) {
            return;
        }
        std::string attended = cell_at(cells, columns.attended);
        const std::string absent = cell_at(cells, columns.absent);
        const bool deputy = fold_words(attended).starts_with("vara");
        const bool known = columns.attended >= 0 || columns.absent >= 0 || columns.all_absent;
        const bool came =
            columns.attended >= 0 ? cross(attended) : absent.empty() && !columns.all_absent;
        finish_person(name, known, came, deputy, i);
        Attendee& person = people_[by_name_.at(key_of_name(name))];
        if (columns.called >= 0) {
            person.called = cross(cell_at(cells, columns.called));
        }
        if (const std::string code = cell_at(cells, columns.code); !code.empty()) {
            person.code = code;
        }
        if (const std::string other = cell_at(cells, columns.deputy);
            name_score(other) > 0 && !nobody(other)) {
            person.deputy_for = other;
            const auto absentee = by_name_.find(key_of_name(other));
            if (absentee != by_name_.end() && people_[absentee->second].attended == Attended::no) {
                people_[absentee->second].attended = Attended::deputy;
            }
        }
        if (const std::string organisation = cell_at(cells, columns.organisation);
            !organisation.empty()) {
            set_organisation(person, organisation);
        }
        if (const std::string said = cell_at(cells, columns.role); !said.empty()) {
            person.role = said;
        } else if (role && !person.role) {
            person.role = role;
        }
    }

    static std::string key_of_name(std::string name)
    {
        while (!name.empty() &&
               (name.back() == '*' || name.back() == ',' || is_space(name.back()))) {
            name.pop_back();
        }
        return fold_words(name);
    }

    void finish_person(const std::string& name, bool known, bool came, bool deputy, std::size_t i)
    {
        const bool seen = by_name_.contains(key_of_name(name));
        Attendee& person = add(name, came ? Kind::present : Kind::absent, place_of(i));
        if (!seen) {
            person.attended = !known   ? Attended::yes
                              : came   ? Attended::yes
                              : deputy ? Attended::deputy
                                       : Attended::no;
        }
    }

    static void set_organisation(Attendee& person, const std::string& organisation)
    {
        // "Universitetet, leder": the organisation and a role
        const std::size_t comma = organisation.rfind(", ");
        if (comma != std::string::npos &&
            is_role(std::string_view(organisation).substr(comma + 2))) {
            person.role = organisation.substr(comma + 2);
            person.organisation = organisation.substr(0, comma);
            return;
        }
        if (is_role(organisation) || fold_words(organisation).starts_with("leder av")) {
            person.role = organisation;
            return;
        }
        person.organisation = organisation;
    }

    /// A row whose columns are gone: "Storvåg kommune Ola B. Lie OBL X Vara*". The
    /// code agrees with the initials of the name before it; marks stand behind it.
    void
    read_loose_row(std::size_t i, const Columns& columns, const std::optional<std::string>& role)
    {
        const std::vector<std::string_view> words = words_of(line(i).plain);
        std::vector<std::string_view> marks;
        std::size_t end = words.size();
        bool deputy = false;
        while (end > 0) {
            const std::string folded = fold_words(words[end - 1]);
            if (folded == "x" || folded == "xx" || folded == "k" || folded.starts_with("vara") ||
                folded == "ja" || folded == "nei") {
                deputy = deputy || folded.starts_with("vara");
                marks.push_back(words[end - 1]);
                --end;
            } else {
                break;
            }
        }
        std::reverse(marks.begin(), marks.end());
        std::string code;
        std::size_t name_begin = end;
        if (end >= 3) {
            const std::string_view last = words[end - 1];
            const bool capitals =
                last.size() >= 2 && last.size() <= 6 &&
                std::none_of(last.begin(), last.end(), [](char c) { return c >= 'a' && c <= 'z'; });
            if (capitals) {
                code = std::string(last);
                --end;
                name_begin = end - std::min<std::size_t>(initials_back(words, end, code), end);
            }
        }
        if (code.empty() && columns.code >= 0 && marks.empty()) {
            return; // a wrapped cell
        }
        if (columns.name == 0 && code.empty()) {
            read_name_first(words, end, columns, i);
            return;
        }
        if (name_begin == end) {
            name_begin = end > 2 ? end - 2 : 0;
        }
        std::string name;
        for (std::size_t w = name_begin; w < end; ++w) {
            name += (name.empty() ? "" : " ") + std::string(words[w]);
        }
        std::string organisation;
        for (std::size_t w = 0; w < name_begin; ++w) {
            organisation += (organisation.empty() ? "" : " ") + std::string(words[w]);
        }
        if (name.empty() || nobody(name)) {
            return;
        }
        const bool known = columns.attended >= 0;
        const bool two = columns.called >= 0;
        const bool came = known && !deputy && marks.size() >= (two ? 2U : 1U);
        finish_person(name, known, came, deputy, i);
        Attendee& person = people_[by_name_.at(key_of_name(name))];
        if (!code.empty()) {
            person.code = code;
        }
        if (two) {
            person.called = !marks.empty();
        }
        if (!organisation.empty()) {
            set_organisation(person, organisation);
        }
        if (role && !person.role) {
            person.role = role;
        }
    }

    /// "Kari Ødegård Leder Ap", "Synnøve Bråten Tove Mørk Ap" (who met, and for whom): the name
    /// goes on to a role, a word in capitals, or the first name of the next person.
    void read_name_first(const std::vector<std::string_view>& words,
                         std::size_t end,
                         const Columns& columns,
                         std::size_t i)
    {
        const auto stops = [](std::string_view word) {
            const bool capitals =
                word.size() >= 2 &&
                std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
            return capitals || is_role(word);
        };
        const auto joined = [&words](std::size_t from, std::size_t to) {
            std::string out;
            for (std::size_t w = from; w < to; ++w) {
                out += (out.empty() ? "" : " ") + std::string(words[w]);
            }
            return out;
        };
        std::size_t last = std::min<std::size_t>(end, 1);
        while (last < end && last < 4 && !stops(words[last]) &&
               !(last >= 2 && columns.deputy >= 0 &&
                 word_lists().first_name(fold_words(words[last])))) {
            ++last;
        }
        // A party of one small word ("Ap", "Sp") at the end of the row is none of the name.
        if (last == end && last > 2 && words[last - 1].size() <= 3) {
            --last;
        }
        const std::string name = joined(0, last);
        if (name_score(name) == 0 || nobody(name)) {
            return;
        }
        finish_person(name, false, true, false, i);
        Attendee& person = people_[by_name_.at(key_of_name(name))];
        std::string rest = joined(last, end);
        if (columns.deputy >= 0 && last + 1 < end) {
            person.deputy_for = joined(last, words[end - 1].size() <= 4 ? end - 1 : end);
            rest = words[end - 1].size() <= 4 ? std::string(words[end - 1]) : std::string{};
        } else if (last < end && is_role(words[last])) {
            person.role = std::string(words[last]);
            rest = joined(last + 1, end);
        }
        if (!rest.empty()) {
            person.organisation = rest;
        }
    }

    /// How many words before `end` have initials that make up `code`, hyphens counted.
    static std::size_t initials_back(const std::vector<std::string_view>& words,
                                     std::size_t end,
                                     const std::string& code)
    {
        for (std::size_t count = 2; count <= 5 && count <= end; ++count) {
            std::string with_hyphens;
            std::string initials;
            for (std::size_t w = end - count; w < end; ++w) {
                initials += first_letter(words[w]);
                with_hyphens += first_letter(words[w]);
                for (std::size_t at = words[w].find('-'); at != std::string_view::npos;
                     at = words[w].find('-', at + 1)) {
                    with_hyphens += first_letter(words[w].substr(at + 1));
                }
            }
            const std::string folded = fold(code);
            if (fold(initials) == folded || fold(with_hyphens) == folded) {
                return count;
            }
        }
        return 2;
    }

    static std::string first_letter(std::string_view word)
    {
        std::size_t length = 1;
        while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80) {
            ++length;
        }
        return std::string(word.substr(0, length));
    }

    // --- lists ----------------------------------------------------------------------

    void read_list(std::size_t begin, std::size_t end)
    {
        Kind kind = Kind::present;
        std::optional<std::string> organisation; // "CYB" above "● Daniel …"
        const bool grouped = grouped_by_organisation(begin, end);
        for (std::size_t i = begin; i < end; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.furniture) {
                continue;
            }
            const Terms terms = here.terms.none() ? here.label_terms : here.terms;
            if (const std::optional<Kind> found = kind_of(terms);
                found && (here.label_rest > 0 || !here.terms.none())) {
                kind = *found;
                organisation.reset();
                // "Andre:" below "Ikke til stede" and the like start over as present.
                if (here.label_rest > 0 && here.label_rest < here.plain.size()) {
                    i = read_inline(here.plain.substr(here.label_rest), kind, i);
                }
                continue;
            }
            if (here.label_rest > 0 && (terms.has(Term::clerk) || terms.has(Term::chair))) {
                read_field(i);
                continue;
            }
            // "Stemmeberettigede foreninger som ikke var tilstede:" has its own words.
            const std::string folded = fold_words(here.plain);
            const bool label_like =
                here.plain.ends_with(':') || (folded.find("ikke var til") != std::string::npos);
            if (label_like && words_of(folded).size() <= 9 &&
                (folded.find("ikke") != std::string::npos ||
                 folded.find("ikkje") != std::string::npos) &&
                name_score(here.plain) == 0) {
                kind = Kind::absent;
                organisation.reset();
                continue;
            }
            if (label_like && here.plain.ends_with(':') && words_of(folded).size() <= 6) {
                kind = folded.find("fravær") != std::string::npos ||
                               folded.find("forfall") != std::string::npos
                           ? Kind::absent
                           : Kind::present;
                organisation.reset();
                continue;
            }
            if (grouped && !listed(here) && organisation_line(i, end)) {
                organisation = here.plain;
                continue;
            }
            if (sentence(here.plain) && name_score(here.plain) == 0 && !here.bullet) {
                deputies_of(here.plain, i);
                continue;
            }
            add_entry(
                here.plain.substr(list_number(here.plain)), kind, place_of(i), false, organisation);
        }
    }

    /// Where the text begins after "1." or "12)"; 0 if the line is not numbered so.
    static std::size_t list_number(std::string_view plain)
    {
        std::size_t at = 0;
        while (at < plain.size() && at < 2 && is_digit(plain[at])) {
            ++at;
        }
        if (at == 0 || at + 1 >= plain.size() || (plain[at] != '.' && plain[at] != ')') ||
            !is_space(plain[at + 1])) {
            return 0;
        }
        ++at;
        while (at < plain.size() && is_space(plain[at])) {
            ++at;
        }
        return at;
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
                (words_of(here.plain).size() >= 8 && here.plain.ends_with('.'))) {
                continue;
            }
            if (here.plain.find(',') != std::string::npos ||
                here.plain.find(" - ") != std::string::npos ||
                here.plain.find(": ") != std::string::npos) {
                return false;
            }
            if (!listed(here) && name_score(strip_paren(here.plain)) == 0 &&
                words_of(here.plain).size() <= 3) {
                ++heads;
            } else {
                ++names;
            }
        }
        return heads >= 2 && names >= 2;
    }

    static std::string strip_paren(const std::string& text)
    {
        return std::string(trim(std::string_view(text).substr(0, text.find('('))));
    }

    bool organisation_line(std::size_t i, std::size_t end) const
    {
        const OutlineLine& here = line(i);
        if (name_score(strip_paren(here.plain)) >= 2 || here.plain.find('(') != std::string::npos) {
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
    std::size_t read_inline(std::string text, Kind kind, std::size_t i)
    {
        std::size_t last = i;
        for (std::size_t next = i + 1;
             next < range_.end && regions_.at(next - range_.begin) == Region::attendance &&
             !line(next).blank && !line(next).bullet && line(next).label_terms.none() &&
             line(next).terms.none() && !line(next).table && !text.ends_with('.');
             ++next) {
            text += " " + line(next).plain;
            last = next;
        }
        text = without_later_sentences(text, i);
        // Commas inside brackets do not part people.
        std::vector<std::string> parts;
        std::string part;
        int depth = 0;
        for (const char c : text) {
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            if (depth == 0 && (c == ',' || c == ';')) {
                parts.push_back(part);
                part.clear();
            } else {
                part += c;
            }
        }
        parts.push_back(part);
        std::vector<std::string> people;
        for (const std::string& each : parts) {
            std::string_view rest = each;
            std::size_t open = 0;
            while (true) {
                std::size_t at = rest.find(" og ", open);
                if (at == std::string_view::npos) {
                    break;
                }
                const std::size_t paren = rest.find('(');
                if (paren != std::string_view::npos && paren < at && rest.find(')', paren) > at) {
                    open = at + 1;
                    continue;
                }
                people.emplace_back(trim(rest.substr(0, at)));
                rest.remove_prefix(at + 4);
                open = 0;
            }
            people.emplace_back(trim(rest));
        }
        for (std::string& person : people) {
            // "27 medlemer. Frå styret møtte Kari Lien"
            for (const std::string_view verb : {" møtte ", " møtte: ", " deltok "}) {
                const std::size_t at = person.find(verb);
                if (at != std::string::npos && at < person.find('(')) {
                    person.erase(0, at + verb.size());
                }
            }
            const std::string_view named = std::string_view(person).substr(0, person.find('('));
            if (named.empty() || words_of(named).size() > 7) {
                continue; // "(Lene i starten av møtet)"
            }
            // "Kari Berg, kasserer": but "Kari Berg (kasserer)" is a person.
            if (is_role(named) && name_score(named) < 2 && !people_.empty()) {
                people_.back().role = person;
                continue;
            }
            add_entry(person, kind, place_of(i), false);
        }
        return last;
    }

    /// Reads the sentences after a list, "Kari Berg hadde meldt forfall.", "Vaktmester Ola Vik
    /// møtte under sak 2.", and returns the text without them.
    std::string without_later_sentences(const std::string& text, std::size_t i)
    {
        std::string kept;
        bool first = true;
        for (const Span& span : sentences(text)) {
            const std::string part = text.substr(span.begin, span.size());
            std::size_t verb = std::string::npos;
            for (const std::string_view each :
                 {" hadde ", " har meldt ", " meldte ", " møtte ", " deltok "}) {
                verb = std::min(verb, part.find(each));
            }
            const bool away = part.find(" forfall") != std::string::npos ||
                              part.find(" fravær") != std::string::npos;
            const bool before =
                verb != std::string::npos &&
                !starts_upper(std::string_view(part).substr(part.find(' ', verb + 1) + 1));
            if (first || !before) {
                kept += (kept.empty() ? "" : " ") + part;
                first = false;
                continue;
            }
            if (!away && (part.find(" ikke") != std::string::npos ||
                          part.find(" ikkje") != std::string::npos)) {
                continue;
            }
            std::string name = part.substr(0, verb);
            const std::vector<std::string_view> words = words_of(name);
            if (words.size() >= 3 && !word_lists().first_name(fold_words(words[0])) &&
                word_lists().first_name(fold_words(words[1]))) {
                name.erase(0, static_cast<std::size_t>(words[1].data() - name.data()));
            }
            if (name_score(name) > 0 && words.size() <= 5) {
                add_entry(name, away ? Kind::absent : Kind::present, place_of(i), false);
            }
        }
        return kept;
    }

    /// One person of a list: "Name", "Name, Org, role", "Name (Org)", "Name: role",
    /// "org, Name", "Org - Name".
    void add_entry(const std::string& text,
                   Kind kind,
                   const Place& place,
                   bool organisation_first,
                   const std::optional<std::string>& group = std::nullopt)
    {
        std::string rest = text;
        std::optional<std::string> bracket;
        if (const std::size_t open = rest.find('('); open != std::string::npos) {
            const std::size_t close = rest.find(')', open);
            bracket = rest.substr(
                open + 1, close == std::string::npos ? std::string::npos : close - open - 1);
            rest = rest.substr(0, open) +
                   (close == std::string::npos ? std::string{} : rest.substr(close + 1));
        }
        std::vector<std::string> fields;
        if (rest.find(',') != std::string::npos) {
            fields = split(rest, ",");
        } else if (rest.find(" - ") != std::string::npos ||
                   rest.find(" \xE2\x80\x93 ") != std::string::npos || rest.ends_with(" -")) {
            const std::size_t dash = rest.find(" - ") != std::string::npos
                                         ? rest.find(" - ")
                                         : rest.find(" \xE2\x80\x93 ");
            if (dash == std::string::npos) {
                return; // "Dagen -": nobody came
            }
            fields = {
                std::string(trim(std::string_view(rest).substr(0, dash))),
                std::string(trim(std::string_view(rest).substr(rest.find(' ', dash + 1) + 1)))};
        } else if (const std::size_t colon = rest.find(": "); colon != std::string::npos) {
            fields = {std::string(trim(std::string_view(rest).substr(0, colon))),
                      std::string(trim(std::string_view(rest).substr(colon + 1)))};
        } else {
            fields = {std::string(trim(rest))};
        }
        std::erase_if(fields,
                      [](const std::string& field) { return field.empty() || field == "-"; });
        if (fields.empty()) {
            return;
        }
        std::size_t name_at = 0;
        if (fields.size() >= 2) {
            const int first = name_score(fields[0]);
            const int second = name_score(fields[1]);
            if (organisation_first ? (second >= first || first == 0 || !starts_upper(fields[0]))
                                   : second > first && first <= 1) {
                name_at = 1;
            }
        }
        std::string name = fields[name_at];
        // "rektor Grete Moe": what a person is, before the name
        std::optional<std::string> title;
        if (starts_lower(name)) {
            const std::vector<std::string_view> parts = words_of(name);
            std::size_t small = 0;
            while (small < parts.size() && small < 3 && starts_lower(parts[small])) {
                ++small;
            }
            if (small < parts.size() && parts.size() - small >= 2) {
                const auto at = static_cast<std::size_t>(parts[small].data() - name.data());
                if (name_score(std::string_view(name).substr(at)) > 0) {
                    title = std::string(trim(std::string_view(name).substr(0, at)));
                    name.erase(0, at);
                }
            }
        }
        if (nobody(name) || length_of(name) < 2 || words_of(name).size() > 6) {
            return;
        }
        if (!starts_upper(name) && name_score(name) == 0 && !organisation_first) {
            return;
        }
        if (const std::size_t digit = name.find_first_of("0123456789@");
            digit != std::string::npos) {
            return;
        }
        Attendee& person = add(std::move(name), kind, place);
        if (title && !person.role) {
            person.role = title;
        }
        for (std::size_t f = 0; f < fields.size(); ++f) {
            if (f == name_at) {
                continue;
            }
            describe(person, fields[f]);
        }
        if (group && !person.organisation) {
            person.organisation = group; // what stands in brackets is then a user name
        } else if (bracket && !bracket->empty()) {
            describe(person, *bracket);
        }
    }

    void describe(Attendee& person, const std::string& text) const
    {
        const std::string folded = fold_words(text);
        if (folded.starts_with("vara for ")) {
            person.deputy_for = text.substr(std::min(text.size(), text.find("for ") + 4));
            return;
        }
        const bool movement = folded.starts_with("gikk") || folded.starts_with("gjekk") ||
                              folded.starts_with("kom") || folded.starts_with("til sak") ||
                              folded.starts_with("fra sak") || folded.starts_with("frå sak") ||
                              folded.starts_with("fra kl") || folded.starts_with("til kl") ||
                              folded.starts_with("på telefon") || folded.starts_with("på teams") ||
                              folded.starts_with("digitalt");
        if (movement) {
            return;
        }
        if (is_role(text)) {
            if (!person.role) {
                person.role = text;
            }
        } else if (!person.organisation) {
            person.organisation = text;
        }
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
            if (region == Region::agenda || region == Region::field || read_label(here.plain)) {
                if (region == Region::body) {
                    return; // the cases begin
                }
                continue;
            }
            std::string text = here.plain;
            for (std::size_t next = i + 1; next < range_.end && !line(next).blank && next < i + 3 &&
                                           !read_label(line(next).plain);
                 ++next) {
                text += " " + line(next).plain;
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

    void deputies_of(const std::string& sentence, std::size_t i)
    {
        const bool deputies = sentence.find(" vara") != std::string::npos;
        const bool came = deputies || sentence.find(" deltok") != std::string::npos ||
                          sentence.find(" møtte") != std::string::npos;
        if (!came) {
            return;
        }
        // Runs of capitalised words that begin with a known first name.
        const std::vector<std::string_view> words = words_of(sentence);
        for (std::size_t w = 0; w < words.size(); ++w) {
            const std::string first = fold_words(words[w]);
            if (!starts_upper(words[w]) || !word_lists().first_name(first)) {
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
            if (stands_in && !people_.empty()) {
                people_.back().deputy_for = name; // whom the one named before stood in for
            } else if (last > w) {
                Attendee& person = add(name, Kind::present, place_of(i));
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
    std::vector<Attendee> people_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

} // namespace

std::vector<Attendee>
read_attendance(const Outline& outline, LineRange range, const Regions& regions)
{
    return Reader(outline, range, regions).run();
}

} // namespace saksklar::structure
