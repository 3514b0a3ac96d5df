// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "normalizers/letters/decision.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

TEST_CASE("a forest adds up its trees")
{
    const DecisionForest forest("# comment\nbias\t0\ntree\n0\t1.5\t1\t2\n-1\t-2\n-1\t2\n");
    Features low{};
    Features high{};
    high[0] = 2;
    CHECK(forest.probability(low) == Approx(0.1192).epsilon(0.01));
    CHECK(forest.probability(high) == Approx(0.8808).epsilon(0.01));
}

TEST_CASE("a malformed forest is refused")
{
    CHECK_THROWS_AS(DecisionForest("bias\tx\n"), Error);
    CHECK_THROWS_AS(DecisionForest("tree\n99\t1\t1\t2\n"), Error);
    CHECK_THROWS_AS(DecisionForest("tree\n0\t1\t1\t2\n"), Error);
}
