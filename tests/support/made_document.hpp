// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/segment.hpp"

#include <string>
#include <utility>
#include <vector>

namespace saksklar::test {

/// A document of a text dump: lines by "\n", pages by "\f".
inline Document made_document(std::string text, std::string path = "dump.txt")
{
    Document document;
    document.source.path = std::move(path);
    document.text = std::move(text);
    document.pages.emplace_back();
    int number = 1;
    std::size_t begin = 0;
    while (begin < document.text.size()) {
        while (begin < document.text.size() && document.text[begin] == '\f') {
            document.pages.emplace_back();
            document.pages.back().number = ++number;
            ++begin;
        }
        const std::size_t end = std::min(document.text.find('\n', begin), document.text.size());
        std::vector<Line>& lines = document.pages.back().lines;
        DocumentLine line;
        line.span = {begin, end};
        line.page_number = number;
        line.line_on_page = lines.size();
        lines.emplace_back();
        lines.back().text = document.text.substr(begin, end - begin);
        document.lines.push_back(line);
        begin = end + 1;
    }
    return document;
}

inline MeetingRecord first_meeting(std::string text, std::string path = "dump.txt")
{
    return segment(made_document(std::move(text), std::move(path))).front();
}

/// "label|title" of every case, with "^N" where it has case N as parent.
inline std::vector<std::string> outline_of(const MeetingRecord& record)
{
    std::vector<std::string> out;
    for (const CaseRecord& each : record.cases) {
        out.push_back(each.label.value_or("") + "|" + each.title +
                      (each.parent ? "^" + std::to_string(*each.parent) : ""));
    }
    return out;
}

} // namespace saksklar::test
