// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/page_codec.hpp"

#include "normalizers/error.hpp"
#include "pipeline/core/diagnostic_json.hpp"

#include <nlohmann/json.hpp>

namespace saksklar {

namespace {

using nlohmann::json;

json from_box(const Box& box)
{
    return {box.left, box.top, box.right, box.bottom};
}

Box to_box(const json& value)
{
    return {value.at(0).get<double>(),
            value.at(1).get<double>(),
            value.at(2).get<double>(),
            value.at(3).get<double>()};
}

json from_line(const Line& line)
{
    json words = json::array();
    for (const Word& word : line.words) {
        words.push_back({word.text, from_box(word.box), word.confidence, word.alternatives});
    }
    return {line.text,
            std::move(words),
            from_box(line.box),
            line.font_size,
            line.bold,
            line.italic,
            line.heading_level,
            line.list_item,
            line.table_row,
            line.bold_until};
}

Line to_line(const json& value)
{
    Line line;
    line.text = value.at(0).get<std::string>();
    for (const json& word : value.at(1)) {
        line.words.push_back({word.at(0).get<std::string>(),
                              to_box(word.at(1)),
                              word.at(2).get<double>(),
                              word.at(3).get<std::vector<std::string>>()});
    }
    line.box = to_box(value.at(2));
    line.font_size = value.at(3).get<double>();
    line.bold = value.at(4).get<bool>();
    line.italic = value.at(5).get<bool>();
    line.heading_level = value.at(6).get<int>();
    line.list_item = value.at(7).get<bool>();
    line.table_row = value.at(8).get<bool>();
    // Archives of before 2026-11-28 do not have it.
    line.bold_until = value.size() > 9 ? value.at(9).get<std::size_t>() : 0;
    return line;
}

json from_page(const Page& page)
{
    json lines = json::array();
    for (const Line& line : page.lines) {
        lines.push_back(from_line(line));
    }
    return {page.number,
            page.width,
            page.height,
            static_cast<int>(page.read_from),
            static_cast<int>(page.verdict),
            page.quality,
            page.why,
            std::move(lines),
            from_diagnostics(page.diagnostics)};
}

Page to_page(const json& value)
{
    Page page;
    page.number = value.at(0).get<int>();
    page.width = value.at(1).get<double>();
    page.height = value.at(2).get<double>();
    page.read_from = static_cast<ReadFrom>(value.at(3).get<int>());
    page.verdict = static_cast<Verdict>(value.at(4).get<int>());
    page.quality = value.at(5).get<double>();
    page.why = value.at(6).get<std::string>();
    for (const json& line : value.at(7)) {
        page.lines.push_back(to_line(line));
    }
    page.diagnostics = to_diagnostics(value.at(8));
    return page;
}

} // namespace

std::vector<std::uint8_t> encode_pages(std::span<const Page> pages)
{
    json value = json::array();
    for (const Page& page : pages) {
        value.push_back(from_page(page));
    }
    return json::to_cbor(value);
}

std::vector<Page> decode_pages(std::span<const std::uint8_t> bytes)
{
    try {
        const json value = json::from_cbor(bytes);
        std::vector<Page> pages;
        pages.reserve(value.size());
        for (const json& page : value) {
            pages.push_back(to_page(page));
        }
        return pages;
    } catch (const json::exception& error) {
        throw Error(ErrorKind::internal, {}, std::string("damaged page data: ") + error.what());
    }
}

} // namespace saksklar
