// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace saksklar;

TEST_CASE("valid UTF-8 is told from malformed", "[utf8]")
{
    CHECK(utf8::is_valid("Møtet på Ås – «sak»"));
    CHECK(utf8::is_valid(""));
    CHECK_FALSE(utf8::is_valid("M\xF8te"));
    CHECK_FALSE(utf8::is_valid("\xC0\xAF"));     // overlong
    CHECK_FALSE(utf8::is_valid("\xED\xA0\x80")); // surrogate
    CHECK_FALSE(utf8::is_valid("abc\xC3"));      // cut off
    CHECK(utf8::valid_prefix("abcdefghijk\xF8") == 11);
}

TEST_CASE("bytes that are not UTF-8 pass through an escape and back", "[utf8]")
{
    std::string all;
    for (int high = 0; high < 256; ++high) {
        for (int low = 0; low < 256; ++low) {
            all += static_cast<char>(high);
            all += static_cast<char>(low);
        }
    }
    const std::string looks_escaped = "x\xF4\x8F\xBF\xBFy";
    for (const std::string& bytes : {all, looks_escaped, std::string("ren tekst")}) {
        const std::string escaped = utf8::escape(bytes);
        CHECK(utf8::is_valid(escaped));
        CHECK(utf8::unescape(escaped) == bytes);
    }
    CHECK(utf8::escape("ren tekst æøå") == "ren tekst æøå");
}
