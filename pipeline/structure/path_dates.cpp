// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/path_dates.hpp"

#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace saksklar::structure {

namespace {

/// "styre_referat_20141024", "Meeting2021-02-03", "210203": letters and marks cut away
/// from numbers; six digits as year, month and day.
std::string spaced(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool letter = is_word_byte(name[i]);
        const bool digit_before = !out.empty() && is_digit(out.back());
        if (is_digit(name[i]) && !out.empty() && is_word_byte(out.back())) {
            out += ' ';
        }
        if (letter && digit_before) {
            out += ' ';
        }
        out += name[i] == '_'
                   ? (i > 0 && i + 1 < name.size() && is_digit(name[i - 1]) && is_digit(name[i + 1])
                          ? '-'
                          : ' ')
                   : name[i];
    }
    // Six digits alone: YYMMDD
    std::string wide;
    for (std::size_t i = 0; i < out.size();) {
        std::size_t end = i;
        while (end < out.size() && is_digit(out[end])) {
            ++end;
        }
        if (end - i == 6 && (i == 0 || out[i - 1] == ' ') &&
            (end == out.size() || out[end] == ' ' || out[end] == '.')) {
            const std::string six = out.substr(i, 6);
            const int month = (six[2] - '0') * 10 + (six[3] - '0');
            const int day = (six[4] - '0') * 10 + (six[5] - '0');
            if (month >= 1 && month <= 12 && day >= 1 && day <= 31) {
                wide += "20" + six.substr(0, 2) + "-" + six.substr(2, 2) + "-" + six.substr(4, 2);
            } else {
                wide += six;
            }
            i = end;
        } else if (end > i) {
            wide += out.substr(i, end - i);
            i = end;
        } else {
            wide += out[i++];
        }
    }
    return wide;
}

std::optional<FoundDate> date_in_name(std::string_view name)
{
    const std::vector<FoundDate> found = find_dates(spaced(name));
    std::optional<FoundDate> best;
    for (const FoundDate& date : found) {
        if (date.year != 0) {
            best = date;
        }
    }
    return best;
}

/// "fau-2018-04": the only year of a name; 0 if it has none or several.
int year_in_name(std::string_view name)
{
    int found = 0;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at;
        int value = 0;
        while (end < name.size() && is_digit(name[end]) && end - at < 9) {
            value = value * 10 + (name[end++] - '0');
        }
        const bool year = end - at == 4 && value >= 1900 && value <= 2100;
        if (year && found != 0 && found != value) {
            return 0;
        }
        found = year ? value : found;
        at = std::max(end, at + 1);
    }
    return found;
}

} // namespace

NamedDate dates_of_path(std::string_view path)
{
    NamedDate named;
    std::string_view rest = path;
    const std::size_t slash = rest.rfind('/');
    std::string_view base = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
    const std::size_t dot = base.rfind('.');
    if (dot != std::string_view::npos && base.size() - dot <= 6) {
        base = base.substr(0, dot);
    }
    named.file = date_in_name(base);
    named.file_year = year_in_name(base);
    rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(0, slash);
    for (int level = 0; level < 4 && !rest.empty(); ++level) {
        const std::size_t up = rest.rfind('/');
        const std::string_view folder = up == std::string_view::npos ? rest : rest.substr(up + 1);
        if (!named.folder && level < 2) {
            named.folder = date_in_name(folder);
        }
        if (named.year == 0 && folder.size() == 4 &&
            std::all_of(folder.begin(), folder.end(), is_digit)) {
            const int year = (folder[0] - '0') * 1000 + (folder[1] - '0') * 100 +
                             (folder[2] - '0') * 10 + (folder[3] - '0');
            named.year = year >= 1900 && year <= 2100 ? year : 0;
        }
        rest = up == std::string_view::npos ? std::string_view{} : rest.substr(0, up);
    }
    return named;
}

} // namespace saksklar::structure
