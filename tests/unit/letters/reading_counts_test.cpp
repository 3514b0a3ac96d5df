// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/reading_counts.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;

TEST_CASE("readings are counted, and what is no reading is not")
{
    ReadingCounts counts;
    counts.add(0);
    constexpr int many = 1000; // more than there is room for at first
    for (int i = 0; i < many; ++i) {
        counts.add(ReadingHash("ord" + std::to_string(i)).value());
        counts.add(0);
    }
    counts.add(ReadingHash("ord7").value());
    CHECK(counts.of(ReadingHash("ord7").value()) == 2);
    int once = 0;
    for (int i = 0; i < many; ++i) {
        once += counts.of(ReadingHash("ord" + std::to_string(i)).value()) == 1;
    }
    CHECK(once == many - 1);
    CHECK(counts.of(0) == 0);
    CHECK(counts.of(ReadingHash("annet").value()) == 0);
}
