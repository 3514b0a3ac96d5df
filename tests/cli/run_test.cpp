// SPDX-License-Identifier: Apache-2.0
#include "support/run_program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

using namespace saksklar::test;

namespace {

std::string minutes(int number, const std::string& extra = {})
{
    const std::string n = std::to_string(number);
    return "REFERAT STYREMØTE NR. " + n + "\n\nDato: " + n +
           ". mars 2024\nTil stede: Kari Berg, Ola Lie\n\nSak " + n +
           "/24 Godkjenning av innkalling\nVedtak: Innkallingen ble godkjent.\n" + extra;
}

} // namespace

TEST_CASE("run writes the archive, and a second run has nothing to do", "[run]")
{
    const TempDir dir;
    dir.write("inn/b.txt", minutes(2));
    dir.write("inn/a.txt", minutes(1));
    dir.write("inn/.skjult", minutes(3));
    const std::string out = dir / "ut";
    const Ran first = run_program({"run", dir / "inn", "-o", out});
    CHECK(first.status == 0);
    CHECK(first.out.empty());
    CHECK(first.err.find("2 files: 2 read") != std::string::npos);
    for (const char* name : {"archive.db",
                             "meetings.jsonl",
                             "cases.jsonl",
                             "edits.jsonl",
                             "learned.tsv",
                             "text/a.md",
                             "text/b.md"}) {
        CAPTURE(name);
        CHECK(std::filesystem::exists(std::filesystem::path(out) / name));
    }
    const std::string meetings = read_file(std::filesystem::path(out) / "meetings.jsonl");
    CHECK(meetings.find("a.txt") < meetings.find("b.txt"));
    const Ran second = run_program({"run", dir / "inn", "-o", out});
    CHECK(second.status == 0);
    CHECK(second.err.find("0 read, 2 unchanged") != std::string::npos);
    CHECK(read_file(std::filesystem::path(out) / "meetings.jsonl") == meetings);
}

TEST_CASE("an archive grows by later runs, copies are told, and the order is the inputs'", "[run]")
{
    const TempDir dir;
    const std::string one = dir.write("en.txt", minutes(1));
    const std::string two = dir.write("to.txt", minutes(2));
    const std::string copy = dir.write("kopi.txt", minutes(2));
    const std::string out = dir / "ut";
    REQUIRE(run_program({"run", one, "-o", out}).status == 0);
    const Ran second = run_program({"run", two, copy, "-o", out});
    CHECK(second.status == 0);
    CHECK(second.err.find("1 copy") != std::string::npos);
    const std::string meetings = read_file(std::filesystem::path(out) / "meetings.jsonl");
    CHECK(std::count(meetings.begin(), meetings.end(), '\n') == 2);
    CHECK(meetings.find("to.txt") < meetings.find("en.txt"));
    CHECK(meetings.find("kopi.txt") == std::string::npos);
}

TEST_CASE("a bad file is named, the rest is written, and the status is 1", "[run]")
{
    const TempDir dir;
    dir.write("inn/god.txt", minutes(1));
    dir.write("inn/avkuttet.pdf", "%PDF-1.7\n1 0 obj\n<< /Type");
    dir.write("inn/ukjent.bin",
              std::string("\x7F"
                          "ELF\x02\x01\x01\0\0\0\0",
                          12));
    const Ran ran = run_program({"run", dir / "inn", "-o", dir / "ut", "-q"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("saksklar: " + (dir / "inn/avkuttet.pdf") + ": ") != std::string::npos);
    CHECK(ran.err.find("saksklar: " + (dir / "inn/ukjent.bin") + ": ") != std::string::npos);
    CHECK(ran.err.find("\ntry: ") != std::string::npos);
    CHECK_FALSE(read_file(dir / "ut/meetings.jsonl").empty());
}

TEST_CASE("an output folder that cannot be made is said", "[run]")
{
    const TempDir dir;
    const std::string file = dir.write("fil", "x");
    const std::string in = dir.write("a.txt", minutes(1));
    const Ran ran = run_program({"run", in, "-o", file + "/ut"});
    CHECK(ran.status == 3);
    CHECK(ran.err.find(file + "/ut") != std::string::npos);
    const std::string not_archive = dir.write("ut/archive.db", std::string(5000, 'x'));
    const Ran other = run_program({"run", in, "-o", dir / "ut"});
    CHECK(other.status == 2);
    CHECK(other.err.find("not an archive of this program") != std::string::npos);
    CHECK(read_file(not_archive) == std::string(5000, 'x'));
}

TEST_CASE("text on standard input makes a record, too", "[run]")
{
    const TempDir dir;
    const Ran ran = run_program({"run", "-", "-o", dir / "ut"}, minutes(4));
    CHECK(ran.status == 0);
    const auto record = nlohmann::json::parse(read_file(dir / "ut/meetings.jsonl"));
    CHECK(record["source"]["path"] == "-");
    CHECK(record["date"] == "2024-03-04");
    CHECK(std::filesystem::exists(dir / "ut/text/stdin.md"));
}

TEST_CASE("a name from a sound document repairs a damaged one, and the edit says where from",
          "[run]")
{
    const TempDir dir;
    dir.write("inn/sunn.txt",
              "REFERAT STYREMØTE\n\nTil stede: Ingrid Tverrbøås og Per Lie\n\n"
              "Ingrid Tverrbøås åpnet møtet. Styret drøftet høstens opplegg for de yngste.\n"
              "Ingrid Tverrbøås følger opp saken før neste møte.\n");
    dir.write("inn/skadet.txt",
              "REFERAT STYREMGTE\n\nTil stede: Ingrid Tverrbgas og Per Lie\n\n"
              "Ingrid Tverrbgas apnet mgtet. Styret drgftet hgstens opplegg for de yngste.\n"
              "Ingrid Tverrbgas fglger opp saken fgr neste mgte, og gnsker at alle far mgte.\n");
    const Ran ran = run_program({"run", dir / "inn", "-o", dir / "ut"});
    CHECK(ran.status == 0);
    CHECK(read_file(dir / "ut/text/skadet.md").find("Tverrbøås") != std::string::npos);
    CHECK(read_file(dir / "ut/edits.jsonl").find("sunn.txt") != std::string::npos);
}

TEST_CASE("an interrupted run ends by the signal, and the next one goes on", "[run]")
{
    const TempDir dir;
    const std::string scans = SAKSKLAR_SOURCE_DIR "/samples/arkiv";
    // Recognising the scans of the samples takes many seconds.
    const Ran cut = run_program({"run", scans, "-o", dir / "ut", "-j", "1"},
                                {},
                                "timeout --foreground --preserve-status -s INT 2");
    CHECK(cut.status == 130);
    CHECK(cut.err.find("Interrupted") != std::string::npos);
    const Ran rest = run_program({"run", scans, "-o", dir / "ut"});
    CHECK(rest.status == 0);
    CHECK(std::filesystem::exists(dir / "ut/meetings.jsonl"));
}

TEST_CASE("a page that needs too much memory is named, and the rest is read", "[run]")
{
    const TempDir dir;
    const std::string scan =
        SAKSKLAR_SOURCE_DIR "/samples/arkiv/idrettslag/styremøte-2019-09-03.pdf";
    dir.write("inn/a.txt", minutes(1));
    std::filesystem::copy_file(scan, dir / "inn/skann.pdf");
    const Ran ran = run_program({"run", dir / "inn", "-o", dir / "ut", "--memory", "115"});
    CHECK(ran.status == 1);
    CHECK(ran.err.find(dir / "inn/skann.pdf") != std::string::npos);
    CHECK(read_file(dir / "ut/meetings.jsonl").find("2024-03-01") != std::string::npos);
}
