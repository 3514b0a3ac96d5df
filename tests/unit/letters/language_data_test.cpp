// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "normalizers/letters/language_data.hpp"
#include "shared_data.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace saksklar;

TEST_CASE("known words are known in any case, unknown ones are not")
{
    CHECK(shared_data().contains("møte"));
    CHECK(shared_data().contains("MØTE"));
    CHECK(shared_data().contains("ikkje"));
    CHECK_FALSE(shared_data().contains("mgte"));
    CHECK_FALSE(shared_data().contains(""));
}

TEST_CASE("a missing or broken model is named together with the remedy")
{
    const auto folder = std::filesystem::temp_directory_path() / "saksklar-letters-test";
    std::filesystem::create_directories(folder);
    std::filesystem::remove(folder / "letters.model");
    try {
        load_language_data(folder);
        FAIL("loaded");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::resource);
        CHECK(error.where().find("letters.model") != std::string::npos);
        CHECK_FALSE(error.remedy().empty());
    }
    for (const std::size_t size : {std::size_t{5}, std::size_t{100}, std::size_t{5000}}) {
        std::string bytes;
        std::ifstream model(built_data() / "letters.model", std::ios::binary);
        bytes.resize(size);
        model.read(bytes.data(), static_cast<std::streamsize>(size));
        std::ofstream(folder / "letters.model", std::ios::binary) << bytes;
        CHECK_THROWS_AS(load_language_data(folder), Error);
    }
    std::filesystem::copy_file(built_data() / "letters.model",
                               folder / "letters.model",
                               std::filesystem::copy_options::overwrite_existing);
    try {
        load_language_data(folder);
        FAIL("loaded without choices.model");
    } catch (const Error& error) {
        CHECK(error.where().find("choices.model") != std::string::npos);
        CHECK_FALSE(error.remedy().empty());
    }
    std::filesystem::remove_all(folder);
}
