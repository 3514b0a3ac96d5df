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
    CHECK(map.to_before(after.size()) == 9);    // what was deleted there lies behind
    CHECK(map.to_before(Span{0, after.size()}) == Span{0, text.size()});
    CHECK(map.to_before(Span{2, 3}) == Span{1, 2});
    CHECK(map.to_before(Span{4, 6}) == Span{2, 6});
    CHECK(map.to_after(Span{0, 10}) == Span{0, after.size()});
    CHECK(map.to_after(std::size_t{6}) == 6);
}

TEST_CASE("two passes compose into edits against the first text", "[edit]")
{
    const std::string text = "M|te p} m}te gud";
    std::vector<Edit> first = {edit(1, "|", "ø"), edit(6, "}", "å"), edit(9, "}", "a")};
    first[2].rule = "charset";
    first[2].probability = 0.5;
    const std::string between = apply_edits(text, first);
    REQUIRE(between == "Møte på mate gud");
    std::vector<Edit> second = {edit(10, "mate", "måte"), edit(15, "gud", "god", false)};
    second[0].rule = "letters";
    second[0].probability = 0.5;
    const auto composed = compose_edits(text, first, between, second);
    CHECK(apply_edits(text, composed) == "Møte på måte gud");
    REQUIRE(composed.size() == 4);
    CHECK(composed[2].before == "m}te");
    CHECK(composed[2].after == "måte");
    CHECK(composed[2].rule == "charset+letters");
    CHECK(composed[2].probability == Approx(0.25));
    CHECK(composed[3].before == "gud");
    CHECK_FALSE(composed[3].applied);
}
