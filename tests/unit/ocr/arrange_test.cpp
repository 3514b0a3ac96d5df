// SPDX-License-Identifier: Apache-2.0
#include "made_lines.hpp"
#include "pipeline/ocr/arrange.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;
using saksklar::testing::made_line;
using saksklar::testing::text_of;

TEST_CASE("the rows of a table that was read by columns are joined", "[arrange]")
{
    const auto rows = with_rows_joined(only_reading({
        made_line("Kari Tveit", 0, 0.9, 0, 1),
        made_line("Per Lund", 40, 0.9, 0, 1),
        made_line("leder", 2, 0.9, 300, 2),
        made_line("kasserer", 41, 0.9, 300, 2),
    }));
    REQUIRE(rows.size() == 2);
    CHECK(text_of(rows[0]) == "Kari Tveit leder");
    CHECK(text_of(rows[1]) == "Per Lund kasserer");
}

TEST_CASE("columns of running text keep the engine's order", "[arrange]")
{
    std::vector<OcrLine> lines;
    for (int column = 0; column < 2; ++column) {
        for (int row = 0; row < 6; ++row) {
            lines.push_back(
                made_line("fem ord i denne raden", 40 * row, 0.9, 400 * column, column + 1));
        }
    }
    CHECK(with_rows_joined(only_reading(lines)).size() == 12);
}

TEST_CASE("columns that were read across are parted, the table below is not", "[arrange]")
{
    std::vector<OcrLine> lines;
    for (int row = 0; row < 6; ++row) {
        OcrLine line = made_line("fem ord i denne raden", 30 * row);
        const OcrLine other = made_line("og fem i den andre", 30 * row, 0.9, 400);
        line.words.insert(line.words.end(), other.words.begin(), other.words.end());
        line.box.right = other.box.right;
        lines.push_back(line);
    }
    OcrLine table = made_line("Navn", 250);
    table.words.push_back(made_line("Verv", 250, 0.9, 400).words[0]);
    lines.push_back(table);
    const auto parted = with_columns_parted(only_reading(lines));
    REQUIRE(parted.size() == 13);
    CHECK(text_of(parted[0]) == "fem ord i denne raden");
    CHECK(text_of(parted[5]) == "fem ord i denne raden");
    CHECK(text_of(parted[6]) == "og fem i den andre");
    CHECK(text_of(parted[12]) == "Navn Verv");
}
