// SPDX-License-Identifier: Apache-2.0
#include "fuzz/letters/laws.hpp"
#include "unit/letters/shared_data.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace saksklar;

namespace {

/// Words, signs and spaces in random order: half sense, half nonsense.
std::string random_text(std::mt19937& random)
{
    static const std::vector<std::string> pieces = {
        "mgte", "pa",  "ogsa", "og",      "&", "3",    "@",       "å",      "møte",    "Styret",
        "ma",   "fgr", "\n",   "\n\n",    " ", "  ",   "\t",      "?",      "p?",      "\uFFFD",
        "a",    "A",   "8",    "4/19",    "-", "vare", "Igsning", "x@y.no", "naering", "!",
        ".",    ",",   "\f",   "ÅRSMGTE", "|", "søk-", "\u00A0",  "é",      "日本",    "I"};
    std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
    std::uniform_int_distribution<int> count(0, 60);
    std::string text;
    for (int n = count(random); n > 0; --n) {
        text += pieces[pick(random)];
        if (random() % 3 != 0) {
            text += ' ';
        }
    }
    return text;
}

} // namespace

TEST_CASE("whatever the text, its repair keeps the laws")
{
    std::mt19937 random(7);
    for (int i = 0; i < 400; ++i) {
        const std::string text = random_text(random);
        INFO(text);
        CHECK(broken_law(text, shared_data()) == "");
    }
}

TEST_CASE("long words and long lines take no more than their share of time")
{
    CHECK(broken_law(std::string(200000, 'g'), shared_data()) == "");
    std::string line;
    for (int i = 0; i < 40000; ++i) {
        line += "mgte ";
    }
    CHECK(broken_law(line, shared_data()) == "");
}
