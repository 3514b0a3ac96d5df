// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/word_judge.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

TEST_CASE("Norwegian words cost less than what damage makes of them", "[word_judge]")
{
    const WordJudge judge({});
    CHECK(judge.cost(U"møte") < judge.cost(U"m|te"));
    CHECK(judge.cost(U"møte") < judge.cost(U"m°te"));
    CHECK(judge.cost(U"årsmøte") < judge.cost(U"årsm›te"));
    CHECK(judge.cost(U"ÅRSMØTE") < judge.cost(U"ÅRSMøTE"));
    CHECK(judge.cost(U"«Rødt»") < judge.cost(U"ÇRødtÈ"));
}

TEST_CASE("a word is known by its letters, or by its parts", "[word_judge]")
{
    const WordJudge judge([](std::string_view word) { return word == "møte" || word == "års"; });
    CHECK(judge.known(U"Møte"));
    CHECK(judge.known(U"«møte»,"));
    CHECK(judge.known(U"års-møte"));
    CHECK_FALSE(judge.known(U"års-mote"));
    CHECK_FALSE(judge.known(U"12"));
    CHECK_FALSE(judge.known(U""));
    CHECK_FALSE(WordJudge({}).known(U"møte"));
}

TEST_CASE("capitals behind small letters are odd", "[word_judge]")
{
    CHECK(has_odd_case(U"dÆer"));
    CHECK_FALSE(has_odd_case(U"ÅRSMØTE"));
    CHECK_FALSE(has_odd_case(U"Ås-Ærfugl"));
}
