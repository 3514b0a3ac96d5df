// SPDX-License-Identifier: Apache-2.0
// How much of each kind of damage comes back, on invented text: thresholds that no change may
// fall below. Figures on real text stand in docs/charsets.md.
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/intake.hpp"
#include "unit/charset/invented_text.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace saksklar;

namespace {

std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        words.push_back(word);
    }
    return words;
}

std::string in_charset(std::string_view text, Charset charset)
{
    std::string bytes;
    for (const char32_t value : to_code_points(text)) {
        const int byte = to_byte(charset, value);
        bytes += byte < 0 ? '?' : static_cast<char>(static_cast<unsigned char>(byte));
    }
    return bytes;
}

/// Bytes decoded as a charset that they are not in.
std::string seen_as(std::string_view bytes, Charset charset)
{
    std::string text;
    for (const char byte : bytes) {
        utf8::append(text, to_unicode(charset, static_cast<unsigned char>(byte)));
    }
    return text;
}

std::string spelled(std::string_view text, const std::map<char32_t, std::string>& spelling)
{
    std::string result;
    for (const char32_t value : to_code_points(text)) {
        const auto at = spelling.find(value);
        if (at == spelling.end()) {
            utf8::append(result, value);
        } else {
            result += at->second;
        }
    }
    return result;
}

const std::map<char32_t, std::string> seven_bit{{U'æ', "{"},
                                                {U'ø', "|"},
                                                {U'å', "}"},
                                                {U'Æ', "["},
                                                {U'Ø', "\\"},
                                                {U'Å', "]"},
                                                {U'é', "e"},
                                                {U'ò', "o"}};
const std::map<char32_t, std::string> named{{U'æ', "&aelig;"},
                                            {U'ø', "&oslash;"},
                                            {U'å', "&aring;"},
                                            {U'Æ', "&AElig;"},
                                            {U'Ø', "&Oslash;"},
                                            {U'Å', "&Aring;"},
                                            {U'é', "&eacute;"},
                                            {U'ò', "&ograve;"}};
const std::map<char32_t, std::string> numbered{{U'æ', "&#230;"},
                                               {U'ø', "&#248;"},
                                               {U'å', "&#xE5;"},
                                               {U'Æ', "&#198;"},
                                               {U'Ø', "&#216;"},
                                               {U'Å', "&#xC5;"},
                                               {U'é', "&#233;"},
                                               {U'ò', "&#242;"}};
const std::map<char32_t, std::string> tex{{U'æ', "{\\ae}"},
                                          {U'ø', "{\\o}"},
                                          {U'å', "{\\aa}"},
                                          {U'Æ', "{\\AE}"},
                                          {U'Ø', "{\\O}"},
                                          {U'Å', "{\\AA}"},
                                          {U'é', "\\'e"},
                                          {U'ò', "\\`{o}"}};
const std::map<char32_t, std::string> tex_groups{{U'æ', "\\ae{}"},
                                                 {U'ø', "\\o{}"},
                                                 {U'å', "\\aa{}"},
                                                 {U'Æ', "\\AE{}"},
                                                 {U'Ø', "\\O{}"},
                                                 {U'Å', "\\AA{}"},
                                                 {U'é', "\\'{e}"},
                                                 {U'ò', "\\`o"}};
const std::map<char32_t, std::string> quoted_latin1{{U'æ', "=E6"},
                                                    {U'ø', "=F8"},
                                                    {U'å', "=E5"},
                                                    {U'Æ', "=C6"},
                                                    {U'Ø', "=D8"},
                                                    {U'Å', "=C5"},
                                                    {U'é', "=E9"},
                                                    {U'ò', "=F2"},
                                                    {U'=', "=3D"}};
const std::map<char32_t, std::string> quoted_utf8{{U'æ', "=C3=A6"},
                                                  {U'ø', "=C3=B8"},
                                                  {U'å', "=C3=A5"},
                                                  {U'Æ', "=C3=86"},
                                                  {U'Ø', "=C3=98"},
                                                  {U'Å', "=C3=85"},
                                                  {U'é', "=C3=A9"},
                                                  {U'ò', "=C3=B2"},
                                                  {U'=', "=3D"}};
const std::map<char32_t, std::string> decomposed{
    {U'å', "a\u030A"}, {U'Å', "A\u030A"}, {U'é', "e\u0301"}, {U'ò', "o\u0300"}};
const std::map<char32_t, std::string> ringed{{U'å', "a˚"}, {U'Å', "A˚"}};
const std::map<char32_t, std::string> ring_first{{U'å', "˚a"}, {U'Å', "˚A"}};

struct Damage {
    const char* name;
    std::function<std::string(const std::string&)> make;
    const char* charset;
    /// What this charset cannot carry is plain in the text that is expected back.
    std::map<char32_t, std::string> lost{};
};

std::vector<Damage> damages()
{
    const auto bytes = [](Charset charset) {
        return [charset](const std::string& text) { return in_charset(text, charset); };
    };
    const auto mistaken = [](Charset was, Charset seen) {
        return
            [was, seen](const std::string& text) { return seen_as(in_charset(text, was), seen); };
    };
    const auto misread = [](Charset seen, int times) {
        return [seen, times](const std::string& text) {
            std::string result = text;
            for (int i = 0; i < times; ++i) {
                result = seen_as(result, seen);
            }
            return result;
        };
    };
    const auto spell = [](const std::map<char32_t, std::string>& spelling) {
        return [&spelling](const std::string& text) { return spelled(text, spelling); };
    };
    using enum Charset;
    return {
        {"sound", [](const std::string& text) { return text; }, "utf-8"},
        {"ISO-8859-1", bytes(cp1252), "iso-8859-1"},
        {"CP865", bytes(cp865), "cp865"},
        {"MacRoman", bytes(macroman), "macroman"},
        {"UTF-8 as CP1252", misread(cp1252, 1), "utf-8"},
        {"UTF-8 as CP1252 twice", misread(cp1252, 2), "utf-8"},
        {"UTF-8 as CP850", misread(cp850, 1), "utf-8"},
        {"UTF-8 as CP437", misread(cp437, 1), "utf-8"},
        {"UTF-8 as MacRoman", misread(macroman, 1), "utf-8"},
        {"CP865 as CP1252", mistaken(cp865, cp1252), "utf-8"},
        {"CP865 as CP437", mistaken(cp865, cp437), "utf-8"},
        {"CP1252 as CP850", mistaken(cp1252, cp850), "utf-8"},
        {"CP1252 as CP437", mistaken(cp1252, cp437), "utf-8"},
        {"CP1252 as MacRoman", mistaken(cp1252, macroman), "utf-8"},
        {"CP1252 as CP1250", mistaken(cp1252, cp1250), "utf-8"},
        {"MacRoman as CP1252", mistaken(macroman, cp1252), "utf-8"},
        {"ISO 646-NO", spell(seven_bit), "iso646-no", {{U'é', "e"}, {U'ò', "o"}}},
        {"entities", spell(named), "utf-8"},
        {"numbered entities", spell(numbered), "utf-8"},
        {"TeX", spell(tex), "utf-8"},
        {"TeX with groups", spell(tex_groups), "utf-8"},
        {"quoted-printable", spell(quoted_latin1), "utf-8"},
        {"quoted-printable UTF-8", spell(quoted_utf8), "utf-8"},
        {"decomposed", spell(decomposed), "utf-8"},
        {"rings behind", spell(ringed), "utf-8"},
        {"rings before", spell(ring_first), "utf-8"},
    };
}

} // namespace

TEST_CASE("reversible damage comes back whole", "[charset][accuracy]")
{
    const std::string text(test::invented_minutes());
    for (const Damage& damage : damages()) {
        CAPTURE(damage.name);
        const std::string expected = spelled(text, damage.lost);
        const IntakeText taken = take_in(damage.make(text));
        CharsetRepair repair(test::invented_lexicon());
        const CharsetResult result = repair.repair(taken.text);
        CHECK(result.charset == damage.charset);

        const auto want = words_of(expected);
        const auto got = words_of(apply_edits(taken.text, result.edits));
        REQUIRE(want.size() == got.size());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < want.size(); ++i) {
            if (want[i] != got[i]) {
                UNSCOPED_INFO(want[i] << " came back as " << got[i]);
                ++wrong;
            }
        }
        // 380 words: 99.9 % is all of them.
        CHECK(wrong == 0);
    }
}

TEST_CASE("damage comes back without a list of words, too", "[charset][accuracy]")
{
    const std::string text(test::invented_minutes());
    for (const Damage& damage : damages()) {
        CAPTURE(damage.name);
        const IntakeText taken = take_in(damage.make(text));
        CharsetRepair repair;
        const CharsetResult result = repair.repair(taken.text);
        const auto want = words_of(spelled(text, damage.lost));
        const auto got = words_of(apply_edits(taken.text, result.edits));
        REQUIRE(want.size() == got.size());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < want.size(); ++i) {
            if (want[i] != got[i]) {
                UNSCOPED_INFO(want[i] << " came back as " << got[i]);
                ++wrong;
            }
        }
        CHECK(wrong <= 4);
    }
}

TEST_CASE("a file of lines in different charsets is decoded line by line", "[charset][accuracy]")
{
    const std::string text(test::invented_minutes());
    std::istringstream lines(text);
    std::string mixed;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
        const std::size_t kind = number / 4 % 3;
        mixed += kind == 0   ? line
                 : kind == 1 ? in_charset(line, Charset::cp865)
                             : in_charset(line, Charset::cp1252);
        mixed += '\n';
    }
    const IntakeText taken = take_in(mixed);
    CharsetRepair repair(test::invented_lexicon());
    const CharsetResult result = repair.repair(taken.text);
    CHECK(apply_edits(taken.text, result.edits) == text);
    CHECK(result.charset == "mixed");
}
