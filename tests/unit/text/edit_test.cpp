// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/edit.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

Edit edit(std::size_t begin, std::string before, std::string after, bool applied = true)
{
    Edit made;
    made.span = {begin, begin + before.size()};
    made.before = std::move(before);
    made.after = std::move(after);
    made.applied = applied;
    return made;
}

} // namespace

TEST_CASE("edits are applied in order and proposals are left out", "[edit]")
{
    const std::string text = "Motet ble apnet pa tid";
    const std::vector<Edit> edits = {
        edit(1, "o", "ø"), edit(10, "a", "å"), edit(17, "a", "å", false)};
    CHECK(apply_edits(text, edits) == "Møtet ble åpnet pa tid");
    CHECK(apply_edits(text, {}) == text);
}

TEST_CASE("edits out of order are a mistake of the caller", "[edit]")
{
    const std::vector<Edit> edits = {edit(5, "a", "b"), edit(1, "a", "b")};
    CHECK_THROWS_AS(apply_edits("aaaaaaaa", edits), std::logic_error);
}

TEST_CASE("offsets lead back through growing, shrinking, inserting and deleting edits", "[edit]")
{
    //                        0123456789
    const std::string text = "abcdefghij";
    const std::vector<Edit> edits = {
        edit(1, "b", "BBB"), edit(3, "def", "D"), edit(8, "", "++"), edit(9, "j", "")};
    const OffsetMap map(edits);
    const std::string after = apply_edits(text, edits);
    REQUIRE(after == "aBBBcDgh++i");

    CHECK(map.to_before(std::size_t{0}) == 0);
    CHECK(map.to_before(std::size_t{2}) == 1);  // inside BBB
    CHECK(map.to_before(std::size_t{4}) == 2);  // c
    CHECK(map.to_before(std::size_t{5}) == 3);  // D
    CHECK(map.to_before(std::size_t{6}) == 6);  // g
    CHECK(map.to_before(std::size_t{10}) == 8); // i
    CHECK(map.to_before(after.size()) == 9); // what was deleted there lies behind
    CHECK(map.to_before(Span{0, after.size()}) == Span{0, text.size()});
    CHECK(map.to_before(Span{2, 3}) == Span{1, 2});
    CHECK(map.to_before(Span{4, 6}) == Span{2, 6});
    CHECK(map.to_after(Span{0, 10}) == Span{0, after.size()});
    CHECK(map.to_after(std::size_t{6}) == 6);
}
