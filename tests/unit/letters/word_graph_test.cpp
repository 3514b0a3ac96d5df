// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/word_graph.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saksklar;

TEST_CASE("a word graph holds its words, and their places in the sorted list")
{
    std::vector<std::string> words;
    for (const char* word : {"å", "år", "årsmøte", "årsmøter", "møte", "møter", "møterom", "a"}) {
        words.push_back(alphabet::encode(word));
    }
    std::ranges::sort(words);
    const BuiltGraph built = build_graph(words, true);
    const WordGraph graph(built.edges, built.skips);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        CHECK(graph.contains(words[i]));
        CHECK(graph.index_of(words[i]) == i);
    }
    CHECK_FALSE(graph.contains(alphabet::encode("møt")));
    CHECK_FALSE(graph.contains(alphabet::encode("møteromm")));
    CHECK_FALSE(graph.index_of(alphabet::encode("b")).has_value());
    CHECK_FALSE(graph.contains(""));
}

TEST_CASE("an empty word graph holds nothing")
{
    const BuiltGraph built = build_graph({}, false);
    CHECK_FALSE(WordGraph(built.edges, built.skips).contains("a"));
    CHECK_FALSE(WordGraph().contains("a"));
}

TEST_CASE("the alphabet folds case and refuses what words do not have")
{
    CHECK(alphabet::decode(alphabet::encode("ÅRSMØTE")) == "årsmøte");
    CHECK(alphabet::encode("a&b").empty());
}
