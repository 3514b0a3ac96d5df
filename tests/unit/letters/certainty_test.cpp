// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/certainty.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

TEST_CASE("what begins like a user's name is changed only into words that a list has")
{
    WordReadings seen;
    seen.seen = U"@mbakken";
    Candidate made;
    made.source = ReadingSource::new_word;
    CHECK(may_be_user(seen, made));
    made.source = ReadingSource::compound;
    CHECK(may_be_user(seen, made));
    Candidate listed;
    listed.source = ReadingSource::system;
    CHECK_FALSE(may_be_user(seen, listed));
    seen.seen = U"mgtebakken";
    CHECK_FALSE(may_be_user(seen, made));
}
