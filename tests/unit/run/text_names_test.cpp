// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/text_names.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

TEST_CASE("names take as much of the path as makes them different", "[text_names]")
{
    const std::string sha(64, 'a');
    const auto names = text_names({{"ark/2019/referat.pdf", "1" + sha, 0, 1},
                                   {"ark/2020/referat.pdf", "2" + sha, 0, 1},
                                   {"ark/2020/referat.docx", "3" + sha, 0, 1},
                                   {"ark/alt.txt", "4" + sha, 0, 2},
                                   {"ark/alt.txt", "4" + sha, 1, 2},
                                   {"x/a/b.txt", "5" + sha, 0, 1},
                                   {"y/a/b.txt", "6" + sha, 0, 1},
                                   {"-", "7" + sha, 0, 1}});
    CHECK(names == std::vector<std::string>{"2019-referat",
                                            "2020-referat-pdf",
                                            "2020-referat-docx",
                                            "alt-1",
                                            "alt-2",
                                            "a-b-txt-5aaaaaaa",
                                            "a-b-txt-6aaaaaaa",
                                            "stdin"});
}
