// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/header_dates.hpp"

#include "pipeline/structure/checks.hpp"
#include "pipeline/structure/path_dates.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

namespace saksklar::structure {

namespace {

/// "År 1988 den 9. september": the year said before the day; 0 if it is not.
int year_before(std::string_view text)
{
    const FoldedText folded = fold_words(text);
    const Words words = words_of(folded);
    for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        if (words[w + 1].size() == 4 && word_lists().facts(words[w]).tells(Hint::year_label) &&
            std::all_of(words[w + 1].begin(), words[w + 1].end(), is_digit)) {
            return std::stoi(std::string(words[w + 1]));
        }
    }
    return 0;
}

bool weekday_agrees(const FoundDate& date)
{
    return date.weekday != 0 && weekday_of(date.year, date.month, date.day) == date.weekday;
}

bool same_day(const FoundDate& a, const FoundDate& b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/// What two digits each were read as year, month and day, as day, month and year.
FoundDate other_way_round(FoundDate date)
{
    constexpr int century = 2000;
    const int day = date.day;
    date.day = date.year - century;
    date.year = century + day;
    return date;
}

void warn(MeetingRecord& record, std::string code, std::string message, const Place& place)
{
    record.warnings.push_back(made_warning(std::move(code), std::move(message), place));
}

} // namespace

void HeaderDates::add(std::size_t i, std::string_view text, int rank)
{
    const OutlineLine& here = outline_.lines[i];
    for (FoundDate found : find_dates(text)) {
        if (found.year == 0) {
            found.year = year_before(text.substr(0, found.span.begin));
        }
        dates_.push_back({found,
                          std::string(text.substr(found.span.begin, found.span.size())),
                          Place{here.span.begin, here.span.size(), here.page, here.page},
                          letterhead(i, found) ? std::min(rank, 2) : rank,
                          i});
    }
}

void HeaderDates::add_front_matter(const std::string& value, const Place& place, int rank)
{
    for (const FoundDate& found : find_dates(value)) {
        dates_.push_back({found, value, place, rank, 0});
    }
}

/// "Granheim velforening          Granheim, 27.04.2009": where and when a letter was written.
bool HeaderDates::letterhead(std::size_t i, const FoundDate& date) const
{
    const OutlineLine& here = outline_.lines[i];
    const std::string_view raw = outline_.text.substr(here.content.begin, here.content.size());
    const std::size_t gap = raw.rfind("   ");
    const std::size_t comma = raw.rfind(',');
    return gap != std::string_view::npos && comma != std::string_view::npos && comma > gap &&
           comma - gap < 40 && date.weekday == 0 && !here.starts.has(Term::minutes_word) &&
           !here.starts.has(Term::meeting_word) && find_dates(raw.substr(comma + 1)).size() == 1;
}

void HeaderDates::add_mailed(std::size_t i)
{
    const OutlineLine& here = outline_.lines[i];
    const std::string_view text = here.plain.substr(here.label_rest);
    add(i, text, 0);
    const Words words = words_of(text);
    for (std::size_t w = 0; w + 2 < words.size(); ++w) {
        const std::optional<int> month = word_lists().month(fold_words(words[w]));
        const FoldedText day = fold_words(words[w + 1]);
        const FoldedText year = fold_words(words[w + 2]);
        const auto number = [](std::string_view digits) {
            return !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
        };
        if (month && number(day) && day.size() <= 2 && number(year) && year.size() == 4) {
            add(i, std::string(day) + "." + std::to_string(*month) + "." + std::string(year), 0);
            return;
        }
    }
}

/// "Protokoll fra styremøte nr. 7 – 2021" or "## Møte 5 vår 2017" above "Mandag 30. august": the
/// only year that the title and the headings right above the date have, if the weekday fits; 0 if
/// there is none.
int HeaderDates::year_of_title(const MeetingRecord& record, const DateInText& date) const
{
    constexpr std::size_t near = 4; // lines
    std::string titles = record.title.value_or("");
    for (std::size_t i = date.line - std::min(date.line, near); i < date.line; ++i) {
        if (outline_.lines[i].heading_level > 0) {
            titles.append(" ").append(outline_.lines[i].plain);
        }
    }
    const FoldedText folded = fold_words(titles);
    int year = 0;
    for (const std::string_view word : words_of(folded)) {
        if (word.size() != 4 || !std::all_of(word.begin(), word.end(), is_digit)) {
            continue;
        }
        const int value = std::stoi(std::string(word));
        if (value < 1900 || value > 2100) {
            continue; // "0835"
        }
        if (year != 0 && value != year) {
            return 0;
        }
        year = value;
    }
    const FoundDate& day = date.date;
    const bool fits = day.weekday == 0 || weekday_of(year, day.month, day.day) == day.weekday;
    return year != 0 && fits ? year : 0;
}

/// The year of another date of the header that lies close by, as of the letter with the minutes.
int HeaderDates::year_beside(const FoundDate& date) const
{
    for (const DateInText& other : dates_) {
        const int year = other.date.year;
        if (year == 0 || std::labs(day_number(year, date.month, date.day) -
                                   day_number(year, other.date.month, other.date.day)) > 45) {
            continue;
        }
        if (date.weekday == 0 || weekday_of(year, date.month, date.day) == date.weekday) {
            return year;
        }
    }
    return 0;
}

HeaderDates::DateInText* HeaderDates::surest()
{
    DateInText* best = nullptr;
    for (DateInText& each : dates_) {
        if (best == nullptr || each.rank > best->rank ||
            (each.rank == best->rank && best->date.year == 0 && each.date.year != 0)) {
            best = &each;
        }
    }
    return best;
}

void HeaderDates::settle(MeetingRecord& record, std::string_view path, bool several, int case_year)
{
    const NamedDate named = several ? NamedDate{} : dates_of_path(path);
    DateInText* best = surest();
    std::optional<FoundDate> from_name = named.file ? named.file : named.folder;
    if (best != nullptr && best->date.year == 0) {
        // "Onsdag 09.04": the year from the name, or the year that the weekday fits
        if (from_name && from_name->month == best->date.month && from_name->day == best->date.day) {
            best->date.year = from_name->year;
        } else if (from_name) {
            best->date.year = from_name->year;
        } else {
            best->date.year = named.year != 0 ? named.year : year_of_title(record, *best);
            for (const int year : {named.file_year, case_year}) {
                const bool fits =
                    year != 0 &&
                    (best->date.weekday == 0 ||
                     weekday_of(year, best->date.month, best->date.day) == best->date.weekday);
                if (best->date.year == 0 && fits) {
                    best->date.year = year;
                }
            }
            if (best->date.year == 0) {
                best->date.year = year_beside(best->date);
            }
        }
    }
    if (best != nullptr && best->date.year == 0) {
        record.date_printed = best->printed;
        record.places.insert_or_assign("date", best->place);
        return;
    }
    if (best == nullptr) {
        if (from_name) {
            record.date = iso_date(*from_name);
        }
        return;
    }
    record.date_printed = best->printed;
    record.places.insert_or_assign("date", best->place);
    FoundDate chosen = best->date;
    const bool contradiction = best->date.weekday != 0 && !weekday_agrees(best->date);
    // "korps_010916" is the first of September 2016 where the text says so.
    if (from_name && from_name->year >= 2000 && same_day(chosen, other_way_round(*from_name))) {
        from_name = chosen;
    }
    if (from_name && !same_day(*from_name, chosen)) {
        const long apart = std::labs(day_number(from_name->year, from_name->month, from_name->day) -
                                     day_number(chosen.year, chosen.month, chosen.day));
        const bool text_sure = weekday_agrees(chosen) || best->rank >= 5 ||
                               (named.file && named.folder && same_day(*named.folder, chosen)) ||
                               (apart <= 3 && !contradiction);
        if (!text_sure) {
            chosen = *from_name;
        }
        warn(record,
             "date-differs",
             "the text says " + iso_date(best->date) + ", the name of the file " +
                 iso_date(*from_name) + "; took " + iso_date(chosen),
             best->place);
    }
    if (contradiction) {
        warn(record,
             "weekday-differs",
             "\"" + best->printed + "\": the weekday is not that of the date",
             best->place);
    }
    for (const DateInText& other : dates_) {
        if (&other != best && other.rank >= 4 && other.date.year != 0 &&
            !same_day(other.date, best->date) && !same_day(other.date, chosen)) {
            warn(record,
                 "dates-differ",
                 "the header has both " + iso_date(best->date) + " and " + iso_date(other.date),
                 other.place);
            break;
        }
    }
    record.date = iso_date(chosen);
}

} // namespace saksklar::structure
