// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/workers/page_codec.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace saksklar;

TEST_CASE("pages come back from their bytes as they were", "[page_codec]")
{
    Page page;
    page.number = 3;
    page.width = 595.276;
    page.height = 841.89;
    page.read_from = ReadFrom::ocr;
    page.verdict = Verdict::damaged;
    page.quality = 0.1 + 0.2;
    page.why = "bokstavene ble feil";
    Line line;
    line.text = "Sak 1\tMøte";
    line.words = {
        {"Sak", {1, 2, 3, 4}, 0.93, {"Sok"}}, {"1", {}, 1, {}}, {"Møte", {5, 6, 7, 8.5}, 0.5, {}}};
    line.bold = true;
    line.heading_level = 2;
    line.table_row = true;
    line.bold_until = 3;
    line.font_size = 11.04;
    page.lines = {line, Line{}};
    page.diagnostics = {{Severity::error, "page-failed", "for stor", 3}};
    const std::vector<Page> pages = {page, Page{}};
    CHECK(decode_pages(encode_pages(pages)) == pages);
    CHECK(decode_pages(encode_pages({})).empty());
}

TEST_CASE("pages in archives of earlier programs are read", "[page_codec]")
{
    Page page;
    page.lines.emplace_back().text = "Sak 1";
    nlohmann::json value = nlohmann::json::from_cbor(encode_pages({&page, 1}));
    nlohmann::json& line = value.at(0).at(7).at(0);
    REQUIRE(line.size() == 10);
    line.erase(9); // where bold print ends
    CHECK(decode_pages(nlohmann::json::to_cbor(value)) == std::vector<Page>{page});
}

TEST_CASE("damaged page data is an error, not a crash", "[page_codec]")
{
    std::vector<std::uint8_t> bytes = encode_pages(std::vector<Page>{Page{}});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_THROWS_AS(decode_pages({bytes.data(), size}), Error);
    }
}
