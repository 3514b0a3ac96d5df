// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/numbering.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace saksklar::structure;

TEST_CASE("labels of headings", "[numbering]")
{
    const auto [line, label, number, title] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"Sak 06-24 Godkjenning", "Sak 06-24", "06-24", "Godkjenning"},
            {"Sak 34–23 Rekruttering", "Sak 34–23", "34-23", "Rekruttering"},
            {"SAK 12/2023: Budsjett", "SAK 12/2023", "12/2023", "Budsjett"},
            {"PS 4/26 Høring", "PS 4/26", "4/26", "Høring"},
            {"O-sak 30-23 Status", "O-sak 30-23", "30-23", "Status"},
            {"FS 12/23 Valg", "FS 12/23", "12/23", "Valg"},
            {"Saksforslag 01 Ny scene", "Saksforslag 01", "01", "Ny scene"},
            {"5ak O6-25 Innkalling", "5ak O6-25", "06-25", "Innkalling"},
            {"7O Dagsorden", "7O", "70", "Dagsorden"},
            {"024 Regnskap", "024", "024", "Regnskap"},
            {"3.3. Søknad", "3.3.", "3.3", "Søknad"},
            {"4.1 - Kor - Støtte", "4.1", "4.1", "Kor - Støtte"},
            {"1. Godkjenning", "1.", "1", "Godkjenning"},
            {"2) Godkjenning", "2)", "2", "Godkjenning"},
            {"1 . Godkjenning", "1 .", "1", "Godkjenning"},
            {"S-14 | Innkalling", "S-14", "14", "Innkalling"},
            {"Sak 3 | Innkalling", "Sak 3", "3", "Innkalling"},
            {"Emne 3: Strøm", "Emne 3", "3", "Strøm"},
            {"Sak # 4 Valg", "Sak # 4", "4", "Valg"},
            {"Sak no. 5 Valg", "Sak no. 5", "5", "Valg"},
            {"Ad pkt. 6 Valg", "Ad pkt. 6", "6", "Valg"},
            {"Behandling av sak 7/12 Valg", "Behandling av sak 7/12", "7/12", "Valg"},
            {"SAK 4 . GODKJENNING", "SAK 4", "4", "GODKJENNING"},
            {"Sak 4a Valg", "Sak 4a", "4a", "Valg"},
            {"a. Orientering", "a.", "a", "Orientering"},
            {"b) Orientering", "b)", "b", "Orientering"},
            {"IV. Regnskap", "IV.", "IV", "Regnskap"},
            {"[16:42] Velkommen", "[16:42]", "16:42", "Velkommen"},
            {"Sak 5.1", "Sak 5.1", "5.1", ""},
            {"Sak 06—25 Innkalling", "Sak 06—25", "06-25", "Innkalling"},
            {"Sak l3/24 Budsjett", "Sak l3/24", "13/24", "Budsjett"},
            {"Sak I Godkjenning", "Sak I", "1", "Godkjenning"},
            {"Sak II: Regnskap", "Sak II", "II", "Regnskap"},
            {"SAK 10 - 2018/2019: Info", "SAK 10 - 2018/2019", "10-2018/2019", "Info"},
            {"Sak 3-18/19 Info", "Sak 3-18/19", "3-18/19", "Info"},
            {"Sak 3/18 Info", "Sak 3/18", "3/18", "Info"},
            {"S-sak 12/22 Budsjett", "S-sak 12/22", "12/22", "Budsjett"},
            {"MR-sak 12/22 Budsjett", "MR-sak 12/22", "12/22", "Budsjett"},
            {"4,5 - Kor", "4,5", "4.5", "Kor"},
            {"1Godkjenning av referat", "1", "1", "Godkjenning av referat"},
        }));
    CAPTURE(line);
    const auto found = read_label(line);
    REQUIRE(found);
    CHECK(found->label == label);
    CHECK(found->number == number);
    CHECK(line.substr(found->title_at) == title);
}

TEST_CASE("what only looks like a label", "[numbering]")
{
    const std::string line = GENERATE(as<std::string>{},
                                      "10. mai 2016, kl. 14:15",
                                      "10 . mai 2016",
                                      "10-12 deltakere",
                                      "2668 kr til frokost",
                                      "50 % av beløpet",
                                      "Saken ble utsatt",
                                      "1,5 timer",
                                      "12kr",
                                      "1,5 millioner",
                                      "Sak ble utsatt",
                                      "Sak i retten",
                                      "");
    CAPTURE(line);
    CHECK_FALSE(read_label(line));
}

TEST_CASE("numbers follow each other part by part", "[numbering]")
{
    const auto follow = [](const char* a, const char* b) {
        return follows(*read_label(a), *read_label(b));
    };
    CHECK(follow("Sak 4 X", "Sak 5 X"));
    CHECK(follow("Sak 4 X", "Sak 4a X"));
    CHECK(follow("4.9 X", "4.10 X"));
    CHECK(follow("4 X", "4.1 X"));
    CHECK(follow("Sak 12-23 X", "Sak 01-24 X"));
    CHECK_FALSE(follow("Sak 5 X", "Sak 4 X"));
    CHECK_FALSE(follow("4.1 X", "4.1 X"));
}
