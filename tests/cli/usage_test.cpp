// SPDX-License-Identifier: Apache-2.0
#include "support/run_program.hpp"

#include <catch2/catch.hpp>

using namespace saksklar::test;

TEST_CASE("wrong usage says what is wrong, what to try, and ends with 2", "[usage]")
{
    struct Case {
        std::vector<std::string> arguments;
        std::string message;
    };

    const std::vector<Case> cases = {
        {{}, "saksklar: a command is missing\ntry: saksklar --help\n"},
        {{"rum"}, "saksklar: no command 'rum'\ntry: saksklar --help\n"},
        {{"run", "x"}, "saksklar: where to? -o is missing\ntry: saksklar run INPUT... -o DIR\n"},
        {{"run", "-o", "x"}, "saksklar: nothing to run\ntry: saksklar run INPUT... -o DIR\n"},
        {{"read"}, "saksklar: nothing to read\ntry: saksklar read FILE...\n"},
        {{"extract"}, "saksklar: nothing to extract\ntry: saksklar extract FILE...\n"},
        {{"repair", "a", "b"},
         "saksklar: repair takes one file\ntry: saksklar repair FILE > OUT\n"},
        {{"read", "-j", "-1", "x"},
         "saksklar: --jobs wants a number from 0 to 1024, not '-1'\ntry: saksklar --help, or man "
         "saksklar\n"},
        {{"repair", "--min-probability", "1.5"},
         "saksklar: --min-probability wants a number from 0 to 1, not '1.5'\n"
         "try: saksklar --help, or man saksklar\n"},
        {{"repair", "--min-probability", "nan"},
         "saksklar: --min-probability wants a number from 0 to 1, not 'nan'\n"
         "try: saksklar --help, or man saksklar\n"},
        {{"repair", "--jobs", "2"},
         "saksklar: --jobs does not belong to repair\ntry: saksklar help repair\n"},
        {{"read", "-", "-"},
         "saksklar: standard input can be read only once\ntry: saksklar --help\n"},
        {{"--generate", "html"},
         "saksklar: --generate wants man, bash, zsh or fish, not 'html'\n"
         "try: saksklar --generate man | man -l -\n"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.arguments);
        const Ran ran = run_program(one.arguments);
        CHECK(ran.status == 2);
        CHECK(ran.out.empty());
        CHECK(ran.err == one.message);
    }
}

TEST_CASE("flags are not guessed from their beginnings", "[usage]")
{
    const Ran ran = run_program({"read", "--verb", "x"});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
}

TEST_CASE("the version is one line", "[usage]")
{
    const Ran ran = run_program({"--version"});
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("saksklar 0."));
    CHECK(ran.out.find('\n') == ran.out.size() - 1);
    CHECK(ran.err.empty());
}

TEST_CASE("a missing model is said at once, with what to do", "[usage]")
{
    const TempDir dir;
    const Ran ran = run_program({"repair", "--data-dir", dir.path().native()}, "mgte");
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("letters.model") != std::string::npos);
    CHECK(ran.err.find("\ntry: ") != std::string::npos);
}

TEST_CASE("a missing OCR language names the package to install", "[usage]")
{
    const TempDir dir;
    const Ran ran =
        run_program({"read",
                     "--lang",
                     "xyz",
                     SAKSKLAR_SOURCE_DIR "/samples/arkiv/kommune/møteprotokoll-2026-02-11.pdf"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("tesseract-ocr-xyz") != std::string::npos);
}

TEST_CASE("a missing OCR language is said before anything is written", "[usage]")
{
    const TempDir dir;
    const std::string text = dir.write("a.txt", "Referat fra møte\n");
    const Ran ran =
        run_program({"extract",
                     "--lang",
                     "xyz",
                     text,
                     SAKSKLAR_SOURCE_DIR "/samples/arkiv/kommune/møteprotokoll-2026-02-11.pdf"});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("tesseract-ocr-xyz") != std::string::npos);
    CHECK(run_program({"extract", "--lang", "xyz", text}).status == 0);
}
