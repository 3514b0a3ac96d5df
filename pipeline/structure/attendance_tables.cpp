// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/attendance_tables.hpp"

#include "pipeline/structure/movements.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

namespace {

std::vector<std::string> cells_of(std::string_view text)
{
    const std::string raw = plain_text(text, true);
    if (raw.find('\t') != std::string::npos) {
        // Recognised tables keep bars and specks of their frames.
        std::vector<std::string> cells;
        for (const std::string& cell : split_at(raw, "\t")) {
            for (std::string part : split_at(cell, "|")) {
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
    if (std::vector<std::string> cells = bar_cells(raw); !cells.empty()) {
        return cells;
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

/// A cell of a row whose columns are told by gaps alone, and the column of characters it begins at.
struct Chunk {
    std::size_t begin = 0;
    std::string text;
};

/// The stretches of a line between gaps of two spaces or more; none where tabs or bars tell cells.
std::vector<Chunk> chunks_of(std::string_view text)
{
    const std::string raw = plain_text(text, true);
    std::vector<Chunk> out;
    if (raw.find('\t') != std::string::npos || trim(raw).starts_with("|")) {
        return out;
    }
    std::size_t at = raw.find_first_not_of(' ');
    while (at < raw.size()) {
        const std::size_t gap = std::min(raw.find("  ", at), raw.size());
        const std::string_view text_here = trim(std::string_view(raw).substr(at, gap - at));
        if (text_here.starts_with('(') && !out.empty()) {
            out.back().text.append(" ").append(text_here); // "Kari Moen   (SP)"
        } else {
            out.push_back({length_of(std::string_view(raw).substr(0, at)), std::string(text_here)});
        }
        at = raw.find_first_not_of(' ', gap);
    }
    return out;
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
    int remark = -1;
    bool all_absent = false; ///< the table's own title says that they did not come
    std::size_t count = 0;
    std::vector<std::size_t>
        begins{}; ///< where gaps tell the columns: the character each begins at
};

/// What the columns hold by their names. `parted`: gaps, tabs or bars part the names.
/// Whether a cell of the column "Møtt" says that somebody came: "X", "ja (digitalt)", "til kl.
/// 19.30", "X  fra sak 26/19".
bool says_came(std::string_view cell)
{
    constexpr std::size_t longest_mark = 3; // bytes
    const std::string_view mark = cell.substr(0, cell.find(' '));
    const bool ticked_and_told = mark.size() < cell.size() && mark.size() <= longest_mark &&
                                 cross(mark) &&
                                 says_movement(fold_words(trim(cell.substr(mark.size()))));
    return cross(trim(cell.substr(0, cell.find_first_of("(,")))) ||
           says_movement(fold_words(cell)) || ticked_and_told;
}

/// "11.2", "11.02."
bool numeric_day(std::string_view cell)
{
    const std::size_t stop = cell.find('.');
    std::string_view month = cell.substr(std::min(stop, cell.size()));
    month = month.substr(std::min<std::size_t>(1, month.size()));
    month.remove_suffix(month.ends_with('.') ? 1 : 0);
    const auto number = [](std::string_view digits) {
        return !digits.empty() && digits.size() <= 2 && std::ranges::all_of(digits, is_digit);
    };
    return number(cell.substr(0, stop)) && number(month);
}

Columns columns_of(const std::vector<std::string>& header, bool parted)
{
    Columns columns;
    columns.count = header.size();
    for (std::size_t c = 0; c < header.size(); ++c) {
        const int at = static_cast<int>(c);
        switch (word_lists().facts(fold_words(header[c])).column) {
        case PeopleColumn::name:
            columns.name = columns.name < 0 ? at : columns.name;
            break;
        case PeopleColumn::code:
            columns.code = at;
            break;
        case PeopleColumn::called:
            columns.called = at;
            break;
        case PeopleColumn::attended:
            columns.attended = at;
            break;
        case PeopleColumn::organisation:
            columns.organisation = at;
            break;
        case PeopleColumn::role:
            columns.role = at;
            break;
        case PeopleColumn::deputy:
            columns.deputy = at;
            break;
        case PeopleColumn::absent:
            columns.absent = at;
            break;
        case PeopleColumn::remark:
            columns.remark = at;
            break;
        case PeopleColumn::none:
            break;
        }
    }
    // "Innkalt      Rolle      Møtte": the names stand below the first
    if (columns.name < 0 && parted && columns.called == 0 && columns.attended > 0 &&
        !header[0].ends_with(':')) {
        columns.name = 0;
        columns.called = -1;
    }
    // "| Hvem | Rolle | 14.1 | 11.2 |": who came to each meeting, this one the last
    if (columns.attended < 0 && parted && header.size() >= 3 && numeric_day(header.back())) {
        columns.attended = static_cast<int>(header.size()) - 1;
    }
    // "| Hvem | Rolle | Møtt? |"
    if (columns.name < 0 && parted && columns.attended > 0 && header.size() >= 3 &&
        word_lists().facts(fold_words(header[0])).column == PeopleColumn::none &&
        word_lists().terms(fold_words(header[0])).has(Term::people_unsure)) {
        columns.name = 0;
    }
    // "Til stede:      Navn      Merknad": the label stands above what the people are.
    if (columns.name == 1 && parted && header[0].ends_with(':') &&
        (columns.attended == 0 || columns.absent == 0)) {
        columns.all_absent = columns.absent == 0;
        (columns.all_absent ? columns.absent : columns.attended) = -1;
        columns.role = 0;
    }
    // "Til stades:      Organisasjon      Merknad": the label heads the column of names.
    const bool others = columns.organisation > 0 || columns.role > 0 || columns.remark > 0;
    if (columns.name < 0 && parted && others && (columns.attended == 0 || columns.absent == 0)) {
        columns.all_absent = columns.absent == 0;
        columns.name = 0;
        (columns.all_absent ? columns.absent : columns.attended) = -1;
    }
    return columns;
}

/// The names of the columns: by cells, or by words where the columns were lost.
std::vector<std::string> header_cells(std::string_view raw, std::string_view plain)
{
    std::vector<std::string> header = cells_of(raw);
    if (header.size() < 2) {
        header.clear();
        for (const std::string_view word : words_of(plain)) {
            if (word == "for" && !header.empty()) {
                header.back() += " for"; // "Møtte for"
            } else {
                header.emplace_back(word);
            }
        }
    }
    return header;
}

/// A row as printed, or between the bars that it got when its cells were put together.
std::string_view printed_row(const Outline& outline, const OutlineLine& line)
{
    const std::string_view raw = outline.text.substr(line.span.begin, line.span.size());
    return line.plain.starts_with('|') && !trim(raw).starts_with('|') ? line.plain : raw;
}

/// A line whose tabs are made the spaces up to the next column of eight.
std::string without_tabs(std::string_view raw)
{
    std::string out;
    std::size_t column = 0;
    for (const char c : raw) {
        if (c == '\t') {
            const std::size_t spaces = 8 - column % 8;
            // A gap at least, where the tab stands right before the column
            out.append(spaces < 2 ? 2 : spaces, ' ');
            column += spaces;
        } else {
            out += c;
            column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1U : 0U;
        }
    }
    return out;
}

class TableReader {
public:
    TableReader(const Outline& outline,
                People& people,
                const std::function<void(std::size_t, std::size_t)>& list)
        : outline_(outline), people_(people), list_(list)
    {
    }

    void read(std::size_t header_line, std::size_t end)
    {
        Columns columns;
        bool separated = begin_table(header_line, columns);
        if (columns.name < 0) {
            list_(header_line, end);
            return;
        }
        if (columns.attended < 0 && columns.absent < 0 && separated) {
            columns.attended = unnamed_ticks(header_line, end);
        }
        std::optional<std::string> role;
        for (std::size_t i = header_line + 1; i < end; ++i) {
            if (line(i).blank || line(i).furniture) {
                continue;
            }
            const std::vector<std::string> cells = row_cells(i, columns);
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
                list_(i, i + 1);
                continue;
            }
            const std::string_view folded_row = line(i).folded;
            if (word_lists().facts(folded_row.substr(0, folded_row.find(' '))).column ==
                    PeopleColumn::name &&
                count_words(folded_row) <= 8 &&
                (count_words(folded_row) == 1 || heads_table(outline_, i))) {
                separated = begin_table(i, columns); // the next table begins
                continue;
            }
            if (line(i).terms.people() && filled <= 1) {
                // The caption of the next table, or of a list
                const std::size_t list_end = list_below(i, end);
                if (list_end > i) {
                    list_(i, list_end);
                    i = list_end - 1;
                }
                continue;
            }
            if (tells(line(i).plain)) {
                continue;
            }
            if (separated && filled >= 2 && cells.size() * 2 >= columns.count) {
                read_row(cells, columns, i, role);
            } else {
                read_loose_row(i, columns, role);
            }
        }
    }

private:
    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    Place place_of(std::size_t i) const
    {
        return {line(i).span.begin, line(i).span.size(), line(i).page, line(i).page};
    }

    /// The line as printed; tabs that do nothing but set columns under each other as the spaces
    /// that they stand for.
    std::string raw_line(std::size_t i) const
    {
        const std::string_view raw = printed_row(outline_, line(i));
        return tabs_align_ ? without_tabs(raw) : std::string(raw);
    }

    /// The line after the list that the caption on line `i` heads; `i` if a table follows.
    std::size_t list_below(std::size_t i, std::size_t end) const
    {
        std::size_t next = i + 1;
        while (next < end && line(next).blank) {
            ++next;
        }
        if (next >= end || heads_table(outline_, next) || line(next).table) {
            return i;
        }
        while (next < end && !line(next).blank && !line(next).terms.people()) {
            ++next;
        }
        return next;
    }

    /// The column without a name that holds nothing but ticks and dashes: it says who came; -1 if
    /// there is none.
    int unnamed_ticks(std::size_t header_line, std::size_t end) const
    {
        const std::vector<std::string> header = cells_of(raw_line(header_line));
        for (std::size_t c = 1; c < header.size(); ++c) {
            if (!header[c].empty()) {
                continue;
            }
            std::size_t ticks = 0;
            bool only = true;
            for (std::size_t i = header_line + 1; i < end; ++i) {
                if (line(i).blank) {
                    continue;
                }
                const std::vector<std::string> cells = cells_of(raw_line(i));
                const std::string cell = c < cells.size() ? cells[c] : std::string{};
                const std::string mark(trim(cell.substr(0, cell.find_first_of("(,"))));
                ticks += cross(mark) ? 1U : 0U;
                only = only && (cross(mark) || mark.empty() || mark == "-" ||
                                mark == "\xE2\x80\x93" || says_absent(mark));
            }
            if (only && ticks >= 2) {
                return static_cast<int>(c);
            }
        }
        return -1;
    }

    /// The cells of a row. Where gaps tell them, an empty one leaves no trace but the place of the
    /// next: each stretch of text belongs to the last column that begins left of it.
    std::vector<std::string> row_cells(std::size_t i, const Columns& columns) const
    {
        const std::vector<Chunk> chunks =
            columns.begins.empty() ? std::vector<Chunk>{} : chunks_of(raw_line(i));
        if (chunks.empty()) {
            return cells_of(raw_line(i));
        }
        std::vector<std::string> placed(columns.count);
        // "Foreldre    Kari Berg    X" below "Namn    Til stades": what a column without a name
        // says of whom it stands before
        const bool grouped = chunks.size() == columns.count + 1 &&
                             chunks[0].begin + 4 < columns.begins[0] &&
                             chunks[1].begin + 2 >= columns.begins[0];
        for (std::size_t at = grouped ? 1 : 0; at < chunks.size(); ++at) {
            const Chunk& chunk = chunks[at];
            std::size_t column = chunks.size() == columns.count ? at : 0;
            while (chunks.size() != columns.count && column + 1 < columns.count &&
                   columns.begins[column + 1] <= chunk.begin + 1) {
                ++column;
            }
            placed[column] += (placed[column].empty() ? "" : " ") + chunk.text;
        }
        return placed;
    }

    /// Reads the names of the columns; whether cells are told apart.
    bool begin_table(std::size_t header_line, Columns& columns)
    {
        tabs_align_ = false;
        std::string raw = raw_line(header_line);
        if (raw.find("\t\t") != std::string::npos) {
            // "Medlemmer<tab><tab>Gruppe" above rows of single tabs has no empty cell.
            tabs_align_ = tabs_in_a_row_below(header_line);
            if (tabs_align_) {
                raw = raw_line(header_line);
            } else {
                const auto again = [](char a, char b) { return a == '\t' && b == '\t'; };
                raw.erase(std::unique(raw.begin(), raw.end(), again), raw.end());
            }
        }
        const std::vector<std::string> header = header_cells(raw, line(header_line).plain);
        columns = columns_of(header, cells_of(raw).size() >= 2);
        for (const Chunk& chunk : chunks_of(raw)) {
            columns.begins.push_back(chunk.begin);
        }
        if (columns.begins.size() != columns.count) {
            columns.begins.clear();
        }
        std::size_t above = header_line;
        while (above > 0 && header_line - above < 4 && line(above - 1).blank) {
            --above;
        }
        columns.all_absent =
            columns.all_absent || (above > 0 && absent_caption(line(above - 1).plain));
        return cells_of(raw).size() >= 2;
    }

    /// Whether a row of the table has several tabs in a row, too.
    bool tabs_in_a_row_below(std::size_t header_line) const
    {
        constexpr std::size_t most = 60; // lines; keeps the time linear
        const std::size_t end = std::min(outline_.lines.size(), header_line + most);
        for (std::size_t i = header_line + 1; i < end && !line(i).blank; ++i) {
            if (raw_line(i).find("\t\t") != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    /// "Faste medlemmer som ikke møtte:"
    static bool absent_caption(std::string_view plain)
    {
        const FoldedText folded = fold_words(plain);
        return count_words(folded) <= 6 && contains_any(folded, Sought::absent_caption);
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
        std::string name = cell_at(cells, columns.name);
        // "Selma Aas (vara)"
        std::string beside;
        if (const std::size_t open = name.find('('); open != std::string::npos && open > 0) {
            const std::size_t close = std::min(name.find(')', open), name.size());
            beside = name.substr(open + 1, close - open - 1);
            name = std::string(trim(std::string_view(name).substr(0, open)));
        }
        if (name.empty() || nobody(name)) {
            return;
        }
        // "Konsulent Siri Vik, leiar", "Ekstern: Siri Vik"
        std::string said_with_name;
        if (const std::size_t colon = name.find(": ");
            colon != std::string::npos && name_score(name.substr(0, colon)) < 2) {
            said_with_name = name.substr(0, colon);
            name.erase(0, colon + 2);
        }
        if (const std::size_t comma = name.find(", "); comma != std::string::npos) {
            if (said_with_name.empty()) {
                said_with_name = name.substr(comma + 2);
            }
            name.resize(comma);
        }
        if (const std::size_t at = name_after_role(name); at > 0) {
            if (said_with_name.empty()) {
                said_with_name = std::string(trim(std::string_view(name).substr(0, at)));
            }
            name.erase(0, at);
        }
        std::string attended = cell_at(cells, columns.attended);
        const std::string absent = cell_at(cells, columns.absent);
        const bool deputy = fold_words(attended).starts_with("vara");
        const bool known = columns.attended >= 0 || columns.absent >= 0 || columns.all_absent;
        const bool came =
            columns.attended >= 0 ? says_came(attended) : absent.empty() && !columns.all_absent;
        Attendee& person = people_.add_row(name, known, came, deputy, place_of(i));
        if (columns.called >= 0) {
            person.called = cross(cell_at(cells, columns.called));
        }
        if (const std::string code = cell_at(cells, columns.code); !code.empty()) {
            person.code = code;
        }
        std::string other = cell_at(cells, columns.deputy);
        if (const std::string remark = cell_at(cells, columns.remark);
            other.empty() && fold(remark).starts_with("for ")) {
            other = remark.substr(4);
        }
        // "nei | Zhang Wei" below "Til stede | Vara": who came instead, not whom the row stands in
        // for
        const bool sent = columns.attended >= 0 && !came && !attended.empty() &&
                          name_score(other) > 0 && !nobody(other);
        if (sent) {
            person.attended = Attended::deputy;
        } else if (name_score(other) > 0 && !nobody(other)) {
            person.deputy_for = other;
            if (Attendee* absentee = people_.find(other);
                absentee != nullptr && absentee->attended == Attended::no) {
                absentee->attended = Attended::deputy;
            }
        }
        if (const std::string organisation = cell_at(cells, columns.organisation);
            !organisation.empty()) {
            set_organisation(person, organisation);
        }
        if (const std::string said = cell_at(cells, columns.role); !said.empty()) {
            person.role = said;
        } else if (is_role(beside) && !person.role) {
            person.role = beside;
        } else if (is_role(said_with_name) && !person.role) {
            person.role = said_with_name;
        } else if (!said_with_name.empty() && !person.organisation) {
            person.organisation = said_with_name;
        } else if (!beside.empty() && !person.organisation && !says_movement(fold_words(beside))) {
            person.organisation = beside;
        } else if (role && !person.role) {
            person.role = role;
        }
        if (sent) {
            people_.add_row(other, true, true, false, place_of(i)).deputy_for = name;
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
        const Words words = words_of(line(i).plain);
        std::vector<std::string_view> marks;
        std::size_t end = words.size();
        bool deputy = false;
        while (end > 0) {
            const FoldedText folded = fold_words(words[end - 1]);
            if (word_lists().facts(folded).tells(Hint::row_mark) || folded.starts_with("vara")) {
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
            const bool capitals = last.size() >= 2 && last.size() <= 6 && no_small_letter(last) &&
                                  std::none_of(last.begin(), last.end(), is_digit);
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
        Attendee& person = people_.add_row(name, known, came, deputy, place_of(i));
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
    void read_name_first(const Words& words, std::size_t end, const Columns& columns, std::size_t i)
    {
        const auto stops = [](std::string_view word) {
            const bool capitals = word.size() >= 2 && no_small_letter(word);
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
        Attendee& person = people_.add_row(name, false, true, false, place_of(i));
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
    static std::size_t initials_back(const Words& words, std::size_t end, const std::string& code)
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
            const FoldedText folded = fold(code);
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

    const Outline& outline_;
    People& people_;
    const std::function<void(std::size_t, std::size_t)>& list_;
    bool tabs_align_ = false; ///< several tabs in a row set the columns of the table
};

} // namespace

bool heads_table(const Outline& outline, std::size_t i)
{
    const OutlineLine& line = outline.lines[i];
    if (line.plain.size() > 200 || line.words > 16) {
        return false;
    }
    const std::string_view raw = printed_row(outline, line);
    // "Medlemmer som møtte:" labels people and names no columns.
    if (line.terms.people() && cells_of(raw).size() < 2) {
        return false;
    }
    // Nor does "Alle styremedlemmer møtte: Kari Berg, Ola Vik".
    if (line.label_terms.people() && line.label_rest > 0 && line.label_rest < line.plain.size() &&
        !line.table) {
        const std::string_view first = trim(line.plain.substr(line.label_rest));
        const std::vector<std::string> cells = cells_of(raw);
        if (name_score(first.substr(0, first.find_first_of(",("))) == 3 ||
            (cells.size() >= 2 && name_score(cells[1]) == 3)) {
            return false;
        }
    }
    const Columns columns = columns_of(header_cells(raw, line.plain), cells_of(raw).size() >= 2);
    return columns.name >= 0 &&
           (columns.attended >= 0 || columns.organisation >= 0 || columns.code >= 0 ||
            columns.called >= 0 || columns.role >= 0 || columns.deputy >= 0 || columns.absent >= 0);
}

void read_table(const Outline& outline,
                std::size_t header,
                std::size_t end,
                People& people,
                const std::function<void(std::size_t, std::size_t)>& list)
{
    TableReader(outline, people, list).read(header, end);
}

bool tells(std::string_view plain)
{
    return between_spaces(plain, Sought::came_told) ||
           (count_words(plain) >= 10 && plain.back() == '.');
}

} // namespace saksklar::structure
