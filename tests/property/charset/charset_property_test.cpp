// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/intake.hpp"
#include "normalizers/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>

using namespace saksklar;
using namespace std::string_view_literals;

namespace {

/// The laws, for any bytes.
void check_laws(const std::string& bytes)
{
    CAPTURE(bytes);
    const IntakeText taken = take_in(bytes);
    REQUIRE(utf8::is_valid(taken.text));
    CharsetRepair repair([](std::string_view word) { return word.size() % 3 == 1; });
    const CharsetResult result = repair.repair(taken.text);
    std::size_t done = 0;
    for (const Edit& edit : result.edits) {
        REQUIRE(edit.span.begin >= done);
        REQUIRE(edit.span.end <= taken.text.size());
        REQUIRE(edit.before == taken.text.substr(edit.span.begin, edit.span.size()));
        REQUIRE(utf8::is_valid(edit.after));
        done = edit.span.end;
    }
    const std::string after = apply_edits(taken.text, result.edits);
    REQUIRE(utf8::is_valid(after));
    CharsetRepair again([](std::string_view word) { return word.size() % 3 == 1; });
    const CharsetResult second = again.repair(after);
    if (!second.edits.empty()) {
        INFO(second.edits.front().before << " -> " << second.edits.front().after << " by "
                                         << second.edits.front().rule);
        REQUIRE(second.edits.empty());
    }
}

constexpr std::array pieces{
    "m"sv,      "te"sv,         "ø"sv,    "å"sv,     " "sv,       "\n"sv,         "{"sv,
    "|"sv,      "}"sv,          "["sv,    "]"sv,     "\\"sv,      "Ã"sv,          "¸"sv,
    "¥"sv,      "Â"sv,          "â€"sv,   "&"sv,     "oslash;"sv, "amp;"sv,       "#248;"sv,
    "=F8"sv,    "=C3=B8"sv,     "=\n"sv,  "{\\o}"sv, "\\aa"sv,    "\\\"a"sv,      "\xF8"sv,
    "\x9B"sv,   "\xBF"sv,       "\xC3"sv, "˚"sv,     "a"sv,       "\u030A"sv,     "ﬁ"sv,
    "\u00AD"sv, "\uFEFF"sv,     "°"sv,    "├"sv,     "©"sv,       "√"sv,          "∏"sv,
    "ř"sv,      "ш"sv,          "¢"sv,    "›"sv,     "†"sv,       "=?utf-8?Q?"sv, "?="sv,
    "\u009B"sv, "\U0010FF9B"sv, "’"sv};

} // namespace

TEST_CASE("all short strings of troublesome pieces keep the laws", "[charset][property]")
{
    for (const auto first : pieces) {
        for (const auto second : pieces) {
            check_laws(std::string(first).append(second));
            check_laws(std::string("på møte ").append(first).append(second).append("te så"));
        }
    }
}

TEST_CASE("random strings of troublesome pieces keep the laws", "[charset][property]")
{
    std::mt19937 random(7);
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        const std::size_t length = random() % 24;
        for (std::size_t k = 0; k < length; ++k) {
            text += pieces[random() % pieces.size()];
        }
        check_laws(text);
    }
}

TEST_CASE("random bytes keep the laws", "[charset][property]")
{
    std::mt19937 random(11);
    for (int i = 0; i < 1500; ++i) {
        std::string bytes;
        const std::size_t length = random() % 60;
        for (std::size_t k = 0; k < length; ++k) {
            bytes += static_cast<char>(static_cast<unsigned char>(random() & 0xFFU));
        }
        check_laws(bytes);
    }
}
