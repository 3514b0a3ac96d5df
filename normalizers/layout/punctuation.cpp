// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/punctuation.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/word_judge.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace saksklar {

namespace {

bool is_speck(std::string_view line)
{
    constexpr std::string_view specks = ".,'`";
    bool any = false;
    for (const char c : line) {
        if (specks.find(c) != std::string_view::npos) {
            any = true;
        } else if (c != ' ') {
            return false;
        }
    }
    // Dots that lead on, as in a table of contents, are no specks.
    return any && line.find("...") == std::string_view::npos;
}

bool ends_letter(std::string_view text, std::size_t at)
{
    return at > 0 && is_letter(code_point_before(text, at).value);
}

Edit edit_of(std::string_view text, Span span, std::string after, const char* why)
{
    Edit edit;
    edit.span = span;
    edit.before = text.substr(span.begin, span.size());
    edit.after = std::move(after);
    edit.rule = "layout.punctuation";
    edit.evidence = why;
    edit.probability = 0.97;
    return edit;
}

} // namespace

std::vector<Edit> tidy_punctuation(std::string_view text)
{
    std::vector<Edit> edits;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (is_speck(line)) {
            edits.push_back(edit_of(text, {begin, end}, {}, "a line of specks"));
        } else {
            for (std::size_t i = begin; i + 1 < end; ++i) {
                // "møtet , og": the blank goes. ". ." and " .txt" stay.
                const bool sign = text[i + 1] == ',' || text[i + 1] == '.';
                const bool closes = i + 2 == end || text[i + 2] == ' ';
                if (text[i] == ' ' && sign && closes && ends_letter(text, i)) {
                    edits.push_back(edit_of(text, {i, i + 1}, {}, "a blank before the sign"));
                    ++i;
                } else if (text[i] == ',' && text[i + 1] == ',' &&
                           (i == begin || text[i - 1] == ' ') && i + 2 < end &&
                           is_letter(code_point_at(text, i + 2).value)) {
                    edits.push_back(
                        edit_of(text, {i, i + 2}, "„", "two commas for a quotation mark"));
                    ++i;
                }
            }
        }
        begin = end + 1;
    }
    return edits;
}

} // namespace saksklar
