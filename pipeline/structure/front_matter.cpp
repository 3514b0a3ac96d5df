// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/front_matter.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// "#+TITLE: Referat fra driftsmøte": the key of a line of Org-mode, and where its value
/// begins; 0 for other lines.
std::size_t org_value(std::string_view line)
{
    if (!line.starts_with("#+")) {
        return 0;
    }
    const std::size_t colon = line.substr(0, 40).find(':');
    return colon == std::string_view::npos || colon < 3 ? 0 : colon + 1;
}

/// A value as its reader sees it: links of wikis without their brackets.
std::string as_read(std::string_view value)
{
    return value.find("[[") == std::string_view::npos ? std::string(value) : plain_text(value);
}

/// The entry of a value that stands in `text`.
FrontMatterEntry entry_of(std::string_view text, std::string_view key, std::string_view value)
{
    FrontMatterEntry entry;
    entry.key = fold_words(key);
    const auto begin = static_cast<std::size_t>(value.data() - text.data());
    entry.values.push_back(as_read(value));
    entry.places.push_back(Span{begin, begin + value.size()});
    return entry;
}

/// Takes the lines from `first` to `last` out of what is read as minutes.
void set_apart(Outline& outline, std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i <= last; ++i) {
        outline.lines[i].front_matter = true;
        outline.lines[i].blank = true;
    }
}

/// "{{Møtereferat" / "|dato=8. januar 2014" / "}}": the fields of a template of a wiki, from line
/// `first` on. Returns the line after it; 0 if it is none.
std::size_t read_wiki_template(Outline& outline, std::string_view text, std::size_t first)
{
    std::vector<FrontMatterEntry> entries;
    std::size_t i = first + 1;
    for (; i < outline.lines.size() && i < first + 60; ++i) {
        const Span span = outline.lines[i].span;
        const std::string_view line = trim(text.substr(span.begin, span.size()));
        if (line.starts_with("}}")) {
            break;
        }
        const std::size_t equals = line.find('=');
        if (!line.starts_with('|') || equals == std::string_view::npos) {
            return 0;
        }
        const std::string_view value = trim(line.substr(equals + 1));
        if (!value.empty()) {
            entries.push_back(entry_of(text, line.substr(1, equals - 1), value));
        }
    }
    if (entries.size() < 2 || i >= outline.lines.size() || i >= first + 60) {
        return 0;
    }
    outline.front_matter = std::move(entries);
    set_apart(outline, first, i);
    return i + 1;
}

} // namespace

std::size_t read_front_matter(Outline& outline, std::string_view text)
{
    std::size_t first = 0;
    while (first < outline.lines.size() &&
           trim(text.substr(outline.lines[first].span.begin, outline.lines[first].span.size()))
               .empty()) {
        ++first;
    }
    const auto raw = [&](std::size_t i) {
        std::string_view line =
            text.substr(outline.lines[i].span.begin, outline.lines[i].span.size());
        if (line.starts_with("\xEF\xBB\xBF")) {
            line.remove_prefix(3);
        }
        return line;
    };
    if (first < outline.lines.size() && raw(first).starts_with("{{")) {
        return read_wiki_template(outline, text, first);
    }
    // "---" around YAML, "+++" around TOML
    const std::string_view fence = first < outline.lines.size() ? trim(raw(first)) : "";
    const bool toml = fence == "+++";
    if (fence != "---" && !toml) {
        return 0;
    }
    std::size_t last = first + 1;
    while (last < outline.lines.size() && trim(raw(last)) != fence && last - first < 400) {
        ++last;
    }
    if (last >= outline.lines.size() || trim(raw(last)) != fence) {
        return 0;
    }
    std::vector<FrontMatterEntry> entries;
    for (std::size_t i = first + 1; i < last; ++i) {
        const std::string_view line = raw(i);
        const std::string_view body = trim(line);
        if (body.empty() || body.front() == '#') {
            continue;
        }
        const auto place_of = [&](std::string_view part) {
            const std::size_t begin =
                outline.lines[i].span.begin +
                static_cast<std::size_t>(part.data() -
                                         text.substr(outline.lines[i].span.begin).data());
            return Span{begin, begin + part.size()};
        };
        const auto unquoted = [](std::string_view value) {
            value = trim(value);
            if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                value.back() == value.front()) {
                value = value.substr(1, value.size() - 2);
            }
            return value;
        };
        if (body.front() == '-') {
            if (entries.empty()) {
                return 0;
            }
            const std::string_view value = unquoted(body.substr(1));
            if (!value.empty()) {
                entries.back().values.push_back(as_read(value));
                entries.back().places.push_back(place_of(value));
            }
            continue;
        }
        // Tables of TOML, "[params]", have keys of their own below.
        if (toml && body.front() == '[') {
            continue;
        }
        const std::size_t colon = body.find(toml ? '=' : ':');
        if (colon == std::string_view::npos) {
            if (entries.empty() || line.front() != ' ') {
                return 0; // no front matter after all
            }
            // A value on its own line, indented but without its dash.
            entries.back().values.push_back(as_read(unquoted(body)));
            entries.back().places.push_back(place_of(unquoted(body)));
            continue;
        }
        FrontMatterEntry entry;
        entry.key = fold_words(body.substr(0, colon));
        const std::string_view value = unquoted(body.substr(colon + 1));
        if (!value.empty()) {
            entry.values.push_back(as_read(value));
            entry.places.push_back(place_of(value));
        }
        entries.push_back(std::move(entry));
    }
    outline.front_matter = std::move(entries);
    set_apart(outline, first, last);
    return last + 1;
}

bool read_org_keys(Outline& outline, std::string_view text)
{
    bool found = false;
    for (std::size_t i = 0; i < outline.lines.size() && i < 40; ++i) {
        OutlineLine& line = outline.lines[i];
        const std::string_view raw = text.substr(line.span.begin, line.span.size());
        const std::size_t value_at = org_value(raw);
        if (value_at == 0) {
            continue;
        }
        found = true;
        line.front_matter = true;
        line.blank = true;
        const std::string_view value = trim(raw.substr(value_at));
        if (!value.empty()) {
            outline.front_matter.push_back(entry_of(text, raw.substr(2, value_at - 3), value));
        }
    }
    return found;
}

void take_org_notes_off(const Outline& outline, OutlineLine& line)
{
    std::string_view heading = outline.text.substr(line.span.begin, line.span.size());
    const std::size_t begin = std::min(heading.find_first_not_of(' '), heading.size());
    const std::string_view state = heading.substr(begin, heading.find(' ', begin) - begin);
    bool known =
        no_small_letter(state) && word_lists().facts(fold_words(state)).tells(Hint::task_state);
    for (const FrontMatterEntry& entry : outline.front_matter) {
        for (const std::string& value : entry.values) {
            const Words states = words_of(value); // "TODO VENTAR | FERDIG"
            known = known || (entry.key == "todo" && state != "|" &&
                              std::ranges::find(states, state) != states.end());
        }
    }
    if (known && begin + state.size() < heading.size()) {
        line.span.begin += begin + state.size();
        heading.remove_prefix(begin + state.size());
    }
    heading = trim(heading);
    const std::size_t tags = heading.rfind(" :");
    if (heading.ends_with(':') && tags != std::string_view::npos && tags + 3 < heading.size() &&
        heading.find(' ', tags + 1) == std::string_view::npos) {
        const std::string_view title = trim(heading.substr(0, tags));
        line.span.end = static_cast<std::size_t>(title.data() - outline.text.data()) + title.size();
    }
}

} // namespace saksklar::structure
