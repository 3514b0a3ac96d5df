// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/codepages.hpp"

#include <catch2/catch.hpp>
#include <unicode/ucnv.h>

#include <array>
#include <string>

using namespace saksklar;

TEST_CASE("the letters of Norwegian are where the charsets have them", "[codepages]")
{
    CHECK(to_byte(Charset::cp865, U'ø') == 0x9B);
    CHECK(to_byte(Charset::cp865, U'Ø') == 0x9D);
    CHECK(to_byte(Charset::cp850, U'å') == 0x86);
    CHECK(to_byte(Charset::cp1252, U'æ') == 0xE6);
    CHECK(to_byte(Charset::macroman, U'Å') == 0x81);
    CHECK(to_byte(Charset::cp437, U'ø') == -1);
    CHECK(to_byte(Charset::cp1252, 0x9D) == 0x9D);
}

TEST_CASE("every byte leads to a code point and back", "[codepages]")
{
    for (std::size_t i = 0; i < charset_count; ++i) {
        const auto charset = static_cast<Charset>(i);
        for (unsigned byte = 0; byte <= 0xFF; ++byte) {
            CAPTURE(name_of(charset), byte);
            CHECK(to_byte(charset, to_unicode(charset, byte)) == static_cast<int>(byte));
        }
    }
}

TEST_CASE("the tables agree with ICU's wherever a byte is a letter", "[codepages]")
{
    struct Named {
        Charset charset;
        const char* icu_name;
    };

    const auto named = GENERATE(Named{Charset::cp1252, "ibm-5348_P100-1997"},
                                Named{Charset::cp865, "ibm-865_P100-1995"},
                                Named{Charset::cp850, "ibm-850_P100-1995"},
                                Named{Charset::cp437, "ibm-437_P100-1995"},
                                Named{Charset::macroman, "macos-0_2-10.2"},
                                Named{Charset::cp1250, "ibm-5346_P100-1998"},
                                Named{Charset::cp1251, "ibm-5347_P100-1998"},
                                Named{Charset::cp1253, "ibm-5349_P100-1998"},
                                Named{Charset::cp1257, "ibm-5353_P100-1998"},
                                Named{Charset::iso8859_15, "ibm-923_P100-1998"},
                                Named{Charset::iso8859_5, "ibm-915_P100-1995"},
                                Named{Charset::koi8_r, "ibm-878_P100-1996"});
    CAPTURE(named.icu_name);
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(named.icu_name, &status);
    REQUIRE(U_SUCCESS(status));
    for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
        const char32_t ours = to_unicode(named.charset, byte);
        const bool letter = (ours >= 0xC0 && ours < 0x250) || (ours >= 0x386 && ours < 0x530);
        if (!letter) {
            continue;
        }
        const std::array<char, 1> source{static_cast<char>(static_cast<unsigned char>(byte))};
        std::array<UChar, 4> target{};
        status = U_ZERO_ERROR;
        const auto length = ucnv_toUChars(converter, target.data(), 4, source.data(), 1, &status);
        CAPTURE(byte);
        CHECK(length == 1);
        CHECK(static_cast<char32_t>(target[0]) == ours);
    }
    ucnv_close(converter);
}
