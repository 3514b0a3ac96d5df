// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/walk.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace saksklar;
using namespace saksklar::test;

TEST_CASE("folders are walked in the order of their paths, without hidden files", "[walk]")
{
    const TempDir dir;
    for (const char* name : {"b.txt", "a/z.txt", "a/å.pdf", ".git/x", "c c/d", "a.txt"}) {
        dir.write(name, "x");
    }
    std::filesystem::create_directory_symlink(dir.path(), dir.path() / "a" / "loop");
    std::vector<std::string> found;
    for (const Input& input : walk({dir / "b.txt", dir.path().native(), "-"})) {
        CHECK_FALSE(input.failure);
        found.push_back(
            input.path == "-" ? "-" : std::filesystem::relative(input.path, dir.path()).native());
    }
    CHECK(found == std::vector<std::string>{"b.txt", "a/z.txt", "a/å.pdf", "a.txt", "c c/d", "-"});
}

TEST_CASE("a path that is not there is an input that failed", "[walk]")
{
    const TempDir dir;
    const auto found = walk({dir / "nei"});
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].failure);
    CHECK(found[0].failure->reason == "no such file or folder");
}
