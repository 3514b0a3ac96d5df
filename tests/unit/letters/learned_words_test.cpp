// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "shared_data.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace saksklar;

namespace {

constexpr const char* sound =
    "Referat fra møtet på Tvørnåsen.\n"
    "Til stede var Øyjard Klømstøl og Åse Vågbrå. Møtet ble holdt på grendehuset, og alle var\n"
    "enige om å gå videre med saken. Øyjard Klømstøl følger opp overfor kommunen.\n";

} // namespace

TEST_CASE("names of sound lines are learned with their witness")
{
    LearnedWords words;
    words.collect(sound, "a.txt", shared_data());
    words.collect(sound, "b.txt", shared_data());
    const LearnedWords::Entry* entry = words.find("klømstøl");
    REQUIRE(entry != nullptr);
    CHECK(entry->witness == "a.txt");
    CHECK(entry->documents == 2);
    CHECK(entry->count == 4);
    CHECK(entry->form == "Klømstøl");
}

TEST_CASE("nothing is learned from damaged text")
{
    LearnedWords words;
    words.collect(
        "Mgtet ble holdt pa grendehuset, og Klgmstgl var til stede. Vi ma ogsa fglge opp.\n",
        "a.txt",
        shared_data());
    CHECK(words.empty());
}

TEST_CASE("a learned name repairs a damaged one, and the edit names the witness")
{
    LearnedWords words;
    words.collect(sound, "2014-03.txt", shared_data());
    const std::string text =
        "Mgtet ble ledet av Klgmstgl. Vi ma ogsa fglge opp saken pa neste mgte.\n";
    const LetterRepairResult result =
        repair_letters(text, shared_data(), {.min_probability = 0.3, .learned = &words});
    bool found = false;
    for (const Edit& edit : result.edits) {
        if (edit.before == "Klgmstgl") {
            found = true;
            CHECK(edit.after == "Klømstøl");
            CHECK(edit.evidence.find("2014-03.txt") != std::string::npos);
        }
    }
    CHECK(found);
}

TEST_CASE("learned words are the same after saving and loading, and merge")
{
    const auto path = std::filesystem::temp_directory_path() / "saksklar-learned-test.tsv";
    LearnedWords words;
    words.collect(sound, "a.txt", shared_data());
    words.save(path);
    LearnedWords loaded = LearnedWords::load(path);
    CHECK(loaded == words);
    loaded.merge(words);
    CHECK(loaded.find("klømstøl")->count == 2 * words.find("klømstøl")->count);

    std::ofstream(path) << "word\tWord\tmany\t1\ta.txt\n";
    CHECK_THROWS_AS(LearnedWords::load(path), Error);
    std::filesystem::remove(path);
}
