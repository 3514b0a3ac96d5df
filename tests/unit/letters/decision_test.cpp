// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "normalizers/letters/decision.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

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

TEST_CASE("a value on a threshold goes left, and what is not a number right")
{
    const DecisionForest forest("bias\t0\ntree\n0\t1.5\t1\t2\n-1\t-2\n-1\t2\n"
                                "tree\n0\t1\t1\t2\n-1\t-1\n-1\t1\n");
    Features on{};
    on[0] = 1.5F;
    Features none{};
    none[0] = std::numeric_limits<float>::quiet_NaN();
    for (const double at_least : {0.0, 0.01}) {
        CHECK(forest.probability(on, at_least) == Approx(1 / (1 + std::exp(1.0))));
        CHECK(forest.probability(none, at_least) == Approx(1 / (1 + std::exp(-3.0))));
    }
}

TEST_CASE("a malformed forest is refused")
{
    CHECK_THROWS_AS(DecisionForest("bias\tx\n"), Error);
    CHECK_THROWS_AS(DecisionForest("tree\n99\t1\t1\t2\n"), Error);
    CHECK_THROWS_AS(DecisionForest("tree\n0\t1\t1\t2\n"), Error);
}

TEST_CASE("what is sure to be too unlikely is not worked out to the end")
{
    std::string tsv = "bias\t0\n";
    for (int i = 0; i < 40; ++i) {
        tsv += "tree\n0\t1.5\t1\t2\n-1\t-0.5\n1\t0\t3\t4\n-1\t0.25\n-1\t0.125\n";
    }
    const DecisionForest forest(tsv);
    for (const float first : {0.F, 2.F}) {
        for (const float second : {-1.F, 1.F}) {
            Features features{};
            features[0] = first;
            features[1] = second;
            const double p = forest.probability(features);
            for (const double at_least : {1e-9, 0.1, 0.5, 0.9, 0.99}) {
                const double quick = forest.probability(features, at_least);
                CHECK((quick == p || (quick == 0 && p < at_least)));
            }
        }
    }
    CHECK_THROWS_AS(DecisionForest("tree\n0\t1\t0\t0\n"), Error); // goes in circles
}
