// SPDX-License-Identifier: Apache-2.0
#include "support/run_program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <vector>

using namespace saksklar::test;

namespace {

// Invented minutes as an English OCR reads them: no Norwegian letter is left.
const std::string damaged =
    "Referat fra styremgte i Solvik velforening\n\n"
    "Mgtet ble apnet av lederen, som gnsket alle velkommen.\n"
    "Styret drgftet hvordan foreningen bgr bruke pengene til neste ar.\n"
    "Det ble ogsa vedtatt a kjgpe nye benker, og a gjgre plassen ferdig fgr sommeren.\n"
    "Naboene har sgkt om a fa bruke huset pa sgndager.\n";

const std::string sound = "Referat fra styremøte i Solvik velforening\n\n"
                          "Møtet ble åpnet av lederen, som ønsket alle velkommen.\n"
                          "Styret drøftet hvordan foreningen bør bruke pengene til neste år.\n";

} // namespace

TEST_CASE("a damaged text goes through the filter and comes out repaired", "[repair]")
{
    const Ran ran = run_program({"repair"}, damaged);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out.find("styremøte") != std::string::npos);
    CHECK(ran.out.find("Møtet ble åpnet av lederen, som ønsket alle velkommen.") !=
          std::string::npos);
    CHECK(run_program({"repair"}, ran.out).out == ran.out);
}

TEST_CASE("a sound text leaves the filter byte for byte as it came", "[repair]")
{
    // Whatever stands in it: odd line ends, a byte order mark, NULs, trailing spaces.
    const std::string odd = "\xEF\xBB\xBF" + sound + "\r\nmed  doble mellomrom \t\nuten linjeslutt";
    for (const std::string& text :
         {sound, odd, std::string(), std::string("\n"), sound + std::string(1, '\0') + sound}) {
        const Ran ran = run_program({"repair"}, text);
        CHECK(ran.status == 0);
        CHECK(ran.out == text);
    }
}

TEST_CASE("bytes of no charset leave as they came", "[repair]")
{
    const std::string bytes = sound + "\xFF\xFE\xFA\x01\x80 slutt\n";
    const Ran ran = run_program({"repair"}, bytes);
    CHECK(ran.status == 0);
    CHECK(ran.out.ends_with(" slutt\n"));
    CHECK(ran.out.starts_with(sound));
}

TEST_CASE("the edits file leads from the output back to the input", "[repair]")
{
    const TempDir dir;
    const Ran ran = run_program({"repair", "--edits", dir / "edits.jsonl"}, damaged);
    REQUIRE(ran.status == 0);
    std::istringstream lines(read_file(dir / "edits.jsonl"));
    std::string undone = damaged;
    std::ptrdiff_t shift = 0;
    std::size_t applied = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto edit = nlohmann::json::parse(line);
        const auto offset = edit.at("offset").get<std::size_t>();
        const auto before = edit.at("before").get<std::string>();
        const auto after = edit.at("after").get<std::string>();
        CHECK(damaged.substr(offset, before.size()) == before);
        CHECK(edit.at("length") == before.size());
        if (edit.at("applied").get<bool>()) {
            ++applied;
            undone.replace(static_cast<std::size_t>(static_cast<std::ptrdiff_t>(offset) + shift),
                           before.size(),
                           after);
            shift += static_cast<std::ptrdiff_t>(after.size()) -
                     static_cast<std::ptrdiff_t>(before.size());
        }
    }
    CHECK(applied > 10);
    CHECK(undone == ran.out);
}

TEST_CASE("the diff shows the changed lines only", "[repair]")
{
    const Ran ran = run_program({"repair", "--diff"}, damaged);
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("--- -\n+++ -\n@@ -1 +1 @@\n"
                              "-Referat fra styremgte i Solvik velforening\n"
                              "+Referat fra styremøte i Solvik velforening\n@@ -3,4 +3,4 @@\n"));
    CHECK(run_program({"repair", "--diff"}, sound).out.empty());
}

TEST_CASE("patch makes of the diff what the repair makes", "[repair]")
{
    if (std::system("patch --version >/dev/null 2>&1") != 0) {
        WARN("skipped: there is no program patch");
        return;
    }
    const std::vector<std::string> texts{damaged,
                                         damaged + "Naboene har sgkt om a fa bruke huset",
                                         "\xEF\xBB\xBF" + damaged,
                                         "M\x9Bte p\x86 skolen.\r\nFint.\r\nH\x9Brt.\r\n",
                                         // Soft line breaks go: three lines become one.
                                         "Fint.\nVi gj=F8r det p=E5 m=F8tet n=E5r v=E5r=\nen er "
                                         "her og det er sn=F8=\nfritt.\nFint.\n"};
    for (const std::string& text : texts) {
        const TempDir dir;
        const std::string file = dir.write("text", text);
        const Ran diff = run_program({"repair", "--diff", file});
        CAPTURE(text, diff.err);
        CHECK(diff.status == 0);
        CHECK(diff.out.find("@@") != std::string::npos);
        const std::string command = "patch --binary -s -o " + shell_quoted(dir / "out") + " " +
                                    shell_quoted(file) + " " +
                                    shell_quoted(dir.write("diff", diff.out));
        CHECK(std::system(command.c_str()) == 0);
        CHECK(read_file(dir / "out") == run_program({"repair", file}).out);
    }
}

TEST_CASE("a word is explained by its readings", "[repair]")
{
    const Ran ran = run_program({"repair", "--explain", "styremgte"}, damaged);
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("word       styremgte\ndecision   applied"));
    CHECK(ran.out.find("styremøte") != std::string::npos);

    const Ran bytes = run_program({"repair", "--explain", "p\x86"}, "M\x9Bte p\x86 skolen.\n");
    CHECK(bytes.status == 0);
    CHECK(bytes.out.find("becomes    på\ndecision   applied, probability 1.00\n"
                         "rule       charset.cp865\n") != std::string::npos);

    const Ran none = run_program({"repair", "--explain", "finnesikke"}, damaged);
    CHECK(none.status == 2);
    CHECK(none.err.starts_with("saksklar: standard input: has no word 'finnesikke'\ntry: "));
}

TEST_CASE("a filter for text does not chew on other files", "[repair]")
{
    const Ran pdf = run_program({"repair"}, "%PDF-1.7\n...");
    CHECK(pdf.status == 2);
    CHECK(pdf.out.empty());
    CHECK(pdf.err ==
          "saksklar: standard input: looks like PDF, not text\ntry: saksklar read FILE\n");
    const TempDir dir;
    const Ran missing = run_program({"repair", dir / "nei.txt"});
    CHECK(missing.status == 2);
    CHECK(missing.err ==
          "saksklar: " + (dir / "nei.txt") +
              ": cannot be opened: No such file or directory\ntry: check the path\n");
}

TEST_CASE("a full disk is exit status 3", "[streams]")
{
    const std::string command =
        "printf 'Hei' | " + shell_quoted(SAKSKLAR_PROGRAM) + " repair >/dev/full 2>/dev/null";
    CHECK(WEXITSTATUS(std::system(command.c_str())) == 3);
}

TEST_CASE("read parts pages by form feeds and prints repaired text", "[read]")
{
    const TempDir dir;
    const std::string file = dir.write("to-sider.txt", damaged + "\f" + damaged);
    const Ran ran = run_program({"read", file});
    CHECK(ran.status == 0);
    CHECK(std::count(ran.out.begin(), ran.out.end(), '\f') == 1);
    CHECK(ran.out.find("mgte") == std::string::npos);
    CHECK(ran.err.empty());
}

TEST_CASE("extract prints one record a meeting, a bad input is named and the rest is done",
          "[extract]")
{
    const TempDir dir;
    const std::string good = dir.write(
        "referat.txt",
        "REFERAT STYREMØTE\n\nDato: 3. mars 2024\nTil stede: Kari Berg, Ola Lie\n\n"
        "Sak 1/24 Godkjenning av innkalling\nVedtak: Innkallingen ble godkjent.\n\n"
        "Sak 2/24 Dugnad på Solvik\nStyret drøftet våren.\nVedtak: Dugnad holdes 4. mai.\n");
    const std::string empty = dir.write("tom.txt", "");
    const Ran ran = run_program({"extract", good, empty, dir / "mangler.pdf"});
    CHECK(ran.status == 1);
    CHECK(ran.err == "saksklar: " + empty +
                         ": the file is empty\ntry: copy it again from its source\n" +
                         "saksklar: " + (dir / "mangler.pdf") +
                         ": no such file or folder\ntry: check the path\n");
    REQUIRE(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
    const auto record = nlohmann::json::parse(ran.out);
    CHECK(record["schema"] == "saksklar/meeting/1");
    CHECK(record["kind"] == "minutes");
    CHECK(record["date"] == "2024-03-03");
    REQUIRE(record["cases"].size() == 2);
    CHECK(record["cases"][1]["number"] == "2/24");
    CHECK(record["cases"][1]["title"] == "Dugnad på Solvik");
    CHECK(record["cases"][1]["decision"] == "Dugnad holdes 4. mai.");
}

TEST_CASE("records do not depend on the number of jobs", "[extract]")
{
    const std::vector<std::string> files = {SAKSKLAR_SOURCE_DIR "/samples/arkiv/kommune",
                                            SAKSKLAR_SOURCE_DIR "/samples/arkiv/borettslag"};
    const Ran one = run_program({"extract", "-j", "1", files[0], files[1]});
    const Ran four = run_program({"extract", "-j", "4", files[0], files[1]});
    CHECK(one.status == 0);
    CHECK(one.out == four.out);
    CHECK_FALSE(one.out.empty());
}

TEST_CASE("inspect shows every page, and what will be done with it", "[inspect]")
{
    const Ran ran =
        run_program({"inspect",
                     SAKSKLAR_SOURCE_DIR "/samples/arkiv/idrettslag/styremøte-2019-09-03.pdf",
                     SAKSKLAR_SOURCE_DIR "/samples/arkiv/menighet/1993-02-16.txt"});
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    std::istringstream lines(ran.out);
    std::vector<std::string> seen;
    for (std::string line; std::getline(lines, line);) {
        seen.push_back(line);
    }
    REQUIRE(seen.size() == 8);
    CHECK(seen[0].ends_with("styremøte-2019-09-03.pdf: application/pdf, 2 pages"));
    CHECK(seen[1].starts_with("page  mm "));
    CHECK(seen[2].starts_with("   1  210 x 297 "));
    CHECK(seen[2].find("  ocr  ") != std::string::npos);
    CHECK(seen[4].empty());
    CHECK(seen[5].ends_with("1993-02-16.txt: text/plain, cp865, 1 page"));
    CHECK(seen[7].find("  dump") != std::string::npos);
}

TEST_CASE("a dry run reads nothing and writes nothing", "[run]")
{
    const TempDir dir;
    const Ran ran = run_program(
        {"run", SAKSKLAR_SOURCE_DIR "/samples/arkiv/idrettslag", "-o", dir / "ut", "--dry-run"});
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with(
        "A run would read 3 documents, 5 pages:\n  pictures    4 pages to recognise\n"));
    CHECK_FALSE(std::filesystem::exists(dir / "ut"));
}
