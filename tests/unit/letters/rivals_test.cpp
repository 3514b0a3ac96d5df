// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_tables.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "shared_data.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace saksklar;

namespace {

/// The data files but `rivals.bin`, with `rivals` in its place if that is not empty.
std::shared_ptr<const LanguageData> data_with(const std::string& rivals)
{
    static int number = 0;
    const auto folder = std::filesystem::temp_directory_path() /
                        ("saksklar-rivals-test-" + std::to_string(++number));
    std::filesystem::create_directories(folder);
    for (const auto& file : std::filesystem::directory_iterator(built_data())) {
        if (file.path().filename() != "rivals.bin") {
            std::filesystem::copy_file(file.path(),
                                       folder / file.path().filename(),
                                       std::filesystem::copy_options::overwrite_existing);
        }
    }
    if (!rivals.empty()) {
        std::ofstream(folder / "rivals.bin", std::ios::binary) << rivals;
    }
    auto data = load_language_data(folder);
    std::filesystem::remove_all(folder); // what is mapped stays
    return data;
}

std::string built_rivals()
{
    std::ifstream in(built_data() / "rivals.bin", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("without the table of rivals all comes out the same")
{
    const auto bare = data_with("");
    REQUIRE(bare->tables().rivals.empty());
    for (const std::string text :
         {"Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp pa varen.\nVaren kom.\n",
          "Møtet ble åpnet av lederen. For styret var det en lang vinter, men varen kom.\n",
          "Ein mate a gjere det pa: Vi kjem saman att for jul.\n"}) {
        const LetterRepairResult with = repair_letters(text, shared_data());
        const LetterRepairResult without = repair_letters(text, *bare);
        CHECK(apply_edits(text, with.edits) == apply_edits(text, without.edits));
        CHECK(with.estimate.damaged == Approx(without.estimate.damaged));
        CHECK(with.estimate.rate == Approx(without.estimate.rate).margin(1e-6));
    }
}

TEST_CASE("a table of rivals that was made from other files is not used")
{
    std::string rivals = built_rivals();
    if (rivals.empty()) {
        WARN("this build has no rivals.bin (sanitizers): skipped");
        return;
    }
    CHECK_FALSE(shared_data().tables().rivals.empty());
    CHECK(shared_data().tables().rivals.words() == shared_data().tables().flags.size());
    std::uint64_t made_from = 0; // the offset of the first section
    std::copy_n(rivals.begin() + 16, sizeof made_from, reinterpret_cast<char*>(&made_from));
    rivals[made_from] = static_cast<char>(rivals[made_from] ^ 1);
    CHECK(data_with(rivals)->tables().rivals.empty());
}
