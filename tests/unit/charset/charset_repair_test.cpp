// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/intake.hpp"
#include "normalizers/text/utf8.hpp"
#include "unit/charset/invented_text.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace saksklar;

namespace {

const std::set<std::string, std::less<>> some_words{
    "møte",  "møtet",   "på",   "å",  "være",  "rådet", "vedtak",  "ble",
    "åpnet", "årsmøte", "før",  "så", "får",   "gå",    "økonomi", "forslag",
    "søker", "for",     "slag", "er", "saken", "finne"};

std::string repaired(std::string_view bytes)
{
    const IntakeText taken = take_in(bytes);
    CharsetRepair repair([](std::string_view word) { return some_words.contains(word); });
    return utf8::unescape(apply_edits(taken.text, repair.repair(taken.text).edits));
}

} // namespace

TEST_CASE("what is right stays as it is", "[charset]")
{
    const auto text =
        GENERATE("Møtet ble åpnet. «Så får vi gå», sa hun – på nynorsk òg.\n",
                 "if (x) { return a[i] | b; } else { y = \\n; }\n",
                 "int main() { std::vector<int> v{1, 2}; f(v[0] | v[1]); }\n",
                 "| Navn | Rolle |\n|---|---|\n| [Åse](https://eksempel.no/%C3%B8) | {leder} |\n",
                 "SÃO PAULO, Ångström, Malmö, Tromsø, Kárášjohka, naïve, façade\n",
                 "Tegnet `Ã¸` eller \"Ã¥\" viser seg når UTF-8 leses som Latin-1.\n",
                 "Skriv \\o for den norske bokstaven, og \\aa for den andre.\n",
                 "url = \"https://eksempel.no/?a=1&amp;b=2\" # AT&amp;T\n",
                 "x=3D; y=20; farge=#F8E5; a=E6\n",
                 "C:\\temp\\data\\ost og [v{1}] i tabell a|b|c\n",
                 "don’t d’er l’État ‘sitat’ 10 °C 5 µm 2½ ±3 ¢50 ¥100 ® ¿Qué?\n",
                 "10\u00A0000 kr, for\u00ADslag, \u201Csitat\u201D\n",
                 "Рада всех видеть. Δοκιμή. 日本語. Dvořák og Łódź\n",
                 "--- ═══ ├── src └── test │ ▒\n");
    CAPTURE(text);
    CHECK(repaired(text) == text);
}

TEST_CASE("single damages are undone", "[charset]")
{
    const auto [damaged, expected] = GENERATE(table<std::string, std::string>({
        {"MÃ¸tet ble Ã¥pnet pÃ¥ rÃ¥det", "Møtet ble åpnet på rådet"},
        {"Ã¥ vÃ¦re", "å være"},
        {"MÃƒÂ¸te", "Møte"},
        {"â€œRådetâ€\u009D â€“ møte", "“Rådet” – møte"},
        {"m&amp;oslash;te &aring; v&aelig;re", "møte å være"},
        {"m&oslash;te &amp; vedtak &ndash; ja", "møte & vedtak – ja"},
        {"m&#248;te p&#xe5;", "møte på"},
        {"Subject: =?iso-8859-1?Q?=E5rsm=F8te?=", "Subject: årsmøte"},
        {"Subject: =?UTF-8?B?w6Vyc23DuHRl?=", "Subject: årsmøte"},
        {"m=F8te p=E5 r=E5det, det er s=\n=E5", "møte på rådet, det er så"},
        {"p{\\aa} m\\o te, f\\o{}r", "på møte, før"},
        {"m\\u00f8te p\\xe5, s\\303\\270ker \\'e5rsm\\'f8te", "møte på, søker årsmøte"},
        {"m%C3%B8te, s%F8ker, r%C3%A5det!", "møte, søker, rådet!"},
        {"m+APg-te, s+APg-ker +AOU-rsm+APg-te. +AKs-r+AOU-det+ALs-",
         "møte, søker årsmøte. «rådet»"},
        {"mC8te sC8ker rC%det C% fC%r", "møte søker rådet å får"},
        {"m\x1Bte s\x1Bker r\x06"
         "det v\x11re",
         "møte søker rådet være"},
        {"m&oslashte s&#248ker p&aring r&aringdet", "møte søker på rådet"},
        {"M&OSLASH;TE", "MØTE"},
        {"m\u0065\u0301", "mé"},
        {"ﬁnne", "finne"},
        {"p˚a r˚ adet", "på rådet"},
        {"for\u00AD slag", "forslag"},
        {"første\n\uFEFFandre", "første\nandre"},
    }));
    CAPTURE(damaged);
    CHECK(repaired(damaged) == expected);
}

TEST_CASE("escapes stay where they are at home", "[charset]")
{
    const auto text =
        GENERATE("{\"name\": \"m\\u00f8te\", \"more\": [\"s\\u00f8ker\", \"r\\u00e5det\"]}\n",
                 "puts(\"m\\370te\"); puts(\"s\\370ker\"); puts(\"r\\345det\");\n",
                 "https://eksempel.no/m%C3%B8te og ../arkiv/s%C3%B8ker.pdf og a=m%C3%B8te\n",
                 "https://eksempel.no/?a=1&aring=2&oslash=3\n",
                 "Visual VC%d and BC8 and C8 with 100C%d, sum a+APg-b, x+y+z\n",
                 "\\c class, \\r and, \\n new and \\s space; printf(\"%candid\")\n");
    CAPTURE(text);
    CHECK(repaired(text) == text);
}

TEST_CASE("what settles a block settles its lone signs", "[charset]")
{
    // A lone sign in a line of its own, and CP850's guillemet, once many words show the damage.
    const std::string words =
        "Møtet vedtak før å være på rådet. Så får vi gå. Møte, årsmøte, økonomi.\n";
    const std::string wanted = words + words + "Å?\n«saken»\n[Se her](kart) {#id} a||b\n";
    const std::string as_cp1252 = [&] {
        std::string damaged;
        for (std::size_t at = 0; at < wanted.size();) {
            const utf8::CodePoint point = utf8::decode(wanted, at);
            const int byte = to_byte(Charset::cp850, point.value);
            utf8::append(damaged, to_unicode(Charset::cp1252, static_cast<unsigned>(byte)));
            at += point.size_bytes;
        }
        return damaged;
    }();
    CHECK(repaired(as_cp1252) == wanted);
}

TEST_CASE("ISO 646-NO is told from code in the same file", "[charset]")
{
    const std::string text = "V}r m|te ble }pnet f|r p}ske. Det er v{re } g} p} m|te.\n"
                             "S} f}r r}det vedtak om |konomi.\n";
    const std::string code = "\n\n\n\nvoid f(int x) { if (x | y) { g(a[x]); } }\n"
                             "struct s { int a[3]; } t = {{1, 2, 3}};\n";
    const std::string result = repaired(text + code);
    CHECK(result.ends_with(code));
    CHECK(result.find("være å gå på møte") != std::string::npos);
}

TEST_CASE("an edit covers its word and says what it did", "[charset]")
{
    const IntakeText taken = take_in("Saken: m\xF8te p\xE5 r\xE5"
                                     "det");
    CharsetRepair repair;
    const CharsetResult result = repair.repair(taken.text);
    REQUIRE(result.edits.size() == 3);
    CHECK(result.edits[0].after == "møte");
    CHECK(result.edits[0].rule == "charset.cp1252");
    CHECK(result.edits[0].probability > 0.9);
    CHECK(result.charset == "iso-8859-1");
    CHECK(taken.text.substr(result.edits[0].span.begin, result.edits[0].span.size()) ==
          result.edits[0].before);
}

TEST_CASE("binary data leaves as it came", "[charset]")
{
    std::string bytes;
    unsigned state = 12345;
    for (int i = 0; i < 5000; ++i) {
        state = state * 1103515245U + 12345U;
        bytes += static_cast<char>(static_cast<unsigned char>(state >> 16U));
    }
    const IntakeText taken = take_in(bytes);
    CharsetRepair repair;
    const auto edits = repair.repair(taken.text).edits;
    // Some accident may look like a word; the bulk must not.
    CHECK(edits.size() < 150);
}

TEST_CASE("what one block shows counts for the next", "[charset]")
{
    CharsetRepair repair([](std::string_view word) { return some_words.contains(word); });
    const IntakeText first = take_in("m\x9Bte p\x86 r\x86"
                                     "det, v\x91re f\x9Br \x86rsm\x9Bte\n");
    CHECK(repair.repair(first.text).charset == "cp865");
    // \x8F alone could be many things.
    const IntakeText second = take_in("\x8Fse Kv\x86le\n");
    const CharsetResult result = repair.repair(second.text);
    CHECK(apply_edits(second.text, result.edits) == "Åse Kvåle\n");
}

TEST_CASE("one endless line costs no more than many", "[charset]")
{
    std::string line;
    while (line.size() < 2'000'000) {
        line += "m\xF8te p\xE5 r\xE5"
                "det og {x|y} &oslash; =F8 \\o ";
    }
    const IntakeText taken = take_in(line);
    CharsetRepair repair;
    const auto edits = repair.repair(taken.text).edits;
    CHECK(edits.size() > 100000);
}
