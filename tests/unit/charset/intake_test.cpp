// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/intake.hpp"
#include "normalizers/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <string_view>

using namespace saksklar;
using namespace std::string_view_literals;
using namespace std::string_literals;

namespace {

std::string wide(std::u16string_view text, bool big_endian)
{
    std::string bytes;
    for (const char16_t unit : text) {
        const auto high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
        const auto low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
        bytes += big_endian ? high : low;
        bytes += big_endian ? low : high;
    }
    return bytes;
}

} // namespace

TEST_CASE("UTF-16 is decoded with and without a mark", "[intake]")
{
    const bool big = GENERATE(true, false);
    const bool marked = GENERATE(true, false);
    std::u16string text = u"Møtet ble åpnet 🙂 på Øya – kl. 18\r\nVedtak: godkjent\n";
    const std::string plain = "Møtet ble åpnet 🙂 på Øya – kl. 18\r\nVedtak: godkjent\n";
    const IntakeText taken = take_in(wide(marked ? u"\uFEFF" + text : text, big));
    CHECK(taken.text == plain);
    CHECK(taken.charset == (big ? "utf-16be" : "utf-16le"));
}

TEST_CASE("UTF-32 is decoded", "[intake]")
{
    const std::string bytes = "\xFF\xFE\0\0m\0\0\0\xF8\0\0\0t\0\0\0e\0\0\0"s;
    CHECK(take_in(bytes).text == "møte");
    CHECK(take_in(bytes).charset == "utf-32le");
    const std::string bare = "\0\0\0m\0\0\0o\0\0\0t\0\0\0e\0\0\0t\0\0\0\n"s;
    CHECK(take_in(bare).text == "motet\n");
}

TEST_CASE("a UTF-8 mark is dropped and legacy bytes are escaped", "[intake]")
{
    CHECK(take_in("\xEF\xBB\xBFmøte").text == "møte");
    const std::string legacy = "m\xF8te \x9B\0x"s;
    const IntakeText taken = take_in(legacy);
    CHECK(utf8::is_valid(taken.text));
    CHECK(utf8::unescape(taken.text) == legacy);
}

TEST_CASE("what only looks like UTF-16 is kept byte for byte", "[intake]")
{
    const auto bytes = GENERATE("\xFF\xFE\x00\xD8"sv,                 // half a surrogate pair
                                "\xFF\xFEodd"sv,                      // an odd number of bytes
                                "\0\0\0\0\0\0\0\0\0\0\0\0"sv,         // zeros
                                "P\0K\0\3\0\4\0\x14\0\0\0\x08\0x\0"sv // binary
    );
    CHECK(utf8::unescape(take_in(bytes).text) == bytes);
}

TEST_CASE("dumps of EBCDIC are decoded", "[intake]")
{
    // "Møte i styret om å få bære båten." and a second line, in CP277.
    const auto cp277 = [](std::string_view text, int end) {
        constexpr std::string_view small =
            "abcdefghi\0\0\0\0\0\0\0jklmnopqr\0\0\0\0\0\0\0\0stuvwxyz"sv;
        std::string bytes;
        for (std::size_t at = 0; at < text.size();) {
            const utf8::CodePoint point = utf8::decode(text, at);
            at += point.size_bytes;
            const std::size_t letter = small.find(static_cast<char>(point.value));
            const int byte = point.value == U'ø'    ? 0x6A
                             : point.value == U'å'  ? 0xD0
                             : point.value == U'æ'  ? 0xC0
                             : point.value == U' '  ? 0x40
                             : point.value == U'.'  ? 0x4B
                             : point.value == U'\n' ? end
                                                    : 0x81 + static_cast<int>(letter);
            bytes += static_cast<char>(static_cast<unsigned char>(byte));
        }
        return bytes;
    };
    const std::string text = "møte i styret om å få bære båten til bøya.\nvi må gå på tur i år.\n";
    for (const int end : {0x15, 0x25}) {
        const IntakeText taken = take_in(cp277(text, end));
        CHECK(taken.charset == "ibm-277");
        CHECK(taken.text == text);
    }
    // Records of 80 columns have no line ends.
    std::string records;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::string record = cp277(line, 0);
        record.resize(80, '\x40');
        records += record;
    }
    CHECK(take_in(records).text == text);
    CHECK(take_in("@@@@ aaa @@@ bbb @@@@ ccc @@@@ ddd @@@ eee @@@").charset == "utf-8");
}
