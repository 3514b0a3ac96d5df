// SPDX-License-Identifier: Apache-2.0
#include "normalizers/layout/punctuation.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;

TEST_CASE("specks and stray blanks go, the rest stays", "[punctuation]")
{
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"Møtet\n.\nslutt", "Møtet\n\nslutt"},
        {"på møtet , og", "på møtet, og"},
        {"slutt .", "slutt."},
        {",,Ja\" sa hun", "„Ja\" sa hun"},
        {"filen .txt og ...", "filen .txt og ..."},
        {"1 ,5", "1 ,5"},
        {"Side ........ 3", "Side ........ 3"},
        {"", ""},
    }));
    CAPTURE(text);
    const std::string tidy = apply_edits(text, tidy_punctuation(text));
    CHECK(tidy == expected);
    CHECK(tidy_punctuation(tidy).empty());
}
