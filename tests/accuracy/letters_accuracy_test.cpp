// SPDX-License-Identifier: Apache-2.0
// Right and wrong words after the repair of really read pages, against committed thresholds.
#include "normalizers/letters/letter_repair.hpp"
#include "unit/letters/shared_data.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace saksklar;

namespace {

std::string read(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> words(const std::string& text)
{
    std::istringstream in(text);
    std::vector<std::string> out;
    for (std::string word; in >> word;) {
        out.push_back(word);
    }
    return out;
}

/// For each word of `gold` the word of `seen` that stands for it: by the fewest changes of words.
std::vector<std::string> align(const std::vector<std::string>& gold,
                               const std::vector<std::string>& seen)
{
    const std::size_t n = gold.size();
    const std::size_t m = seen.size();
    std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t j = 0; j <= m; ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = static_cast<int>(i + j);
                continue;
            }
            cost[i][j] = std::min({cost[i - 1][j - 1] + (gold[i - 1] != seen[j - 1]),
                                   cost[i - 1][j] + 1,
                                   cost[i][j - 1] + 1});
        }
    }
    std::vector<std::string> out(n);
    std::size_t i = n;
    std::size_t j = m;
    while (i > 0 && j > 0) {
        if (cost[i][j] == cost[i - 1][j - 1] + (gold[i - 1] != seen[j - 1])) {
            out[--i] = seen[--j];
        } else if (cost[i][j] == cost[i - 1][j] + 1) {
            --i;
        } else {
            --j;
        }
    }
    return out;
}

struct Score {
    double norwegian = 0;
    double norwegian_right = 0;
    double right = 0;
    double broken = 0;
};

Score score(const std::filesystem::path& folder, const std::string& level)
{
    Score sum;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string path = entry.path().string();
        const std::string ending = level + ".gold.txt";
        if (!path.ends_with(ending)) {
            continue;
        }
        const std::string damaged =
            read(path.substr(0, path.size() - std::string("gold.txt").size()) + "eng.txt");
        const std::vector<std::string> gold = words(read(path));
        const std::string repaired =
            apply_edits(damaged, repair_letters(damaged, shared_data()).edits);
        const std::vector<std::string> before = align(gold, words(damaged));
        const std::vector<std::string> after = align(gold, words(repaired));
        for (std::size_t i = 0; i < gold.size(); ++i) {
            const bool norwegian =
                gold[i].find("å") != std::string::npos || gold[i].find("ø") != std::string::npos ||
                gold[i].find("æ") != std::string::npos || gold[i].find("Å") != std::string::npos ||
                gold[i].find("Ø") != std::string::npos || gold[i].find("Æ") != std::string::npos;
            sum.norwegian += norwegian;
            sum.norwegian_right += norwegian && after[i] == gold[i];
            sum.right += before[i] == gold[i];
            sum.broken += before[i] == gold[i] && after[i] != gold[i];
        }
    }
    return sum;
}

} // namespace

TEST_CASE("the letter repair is as accurate as it was")
{
    std::istringstream table(read(SAKSKLAR_SOURCE_DIR "/tests/accuracy/letters_thresholds.tsv"));
    const char* data = std::getenv("SAKSKLAR_DATA");
    if (data == nullptr || !shared_data().has_system_words()) {
        std::cout << "skipped: development pages need SAKSKLAR_DATA and the system's word lists\n";
    }
    std::size_t sets = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.starts_with("#")) {
            continue;
        }
        std::istringstream fields(line);
        std::string set;
        double least_right = 0;
        double most_broken = 0;
        fields >> set >> least_right >> most_broken;
        const bool shipped = set == "shipped";
        if (!shipped && (data == nullptr || !shared_data().has_system_words())) {
            continue;
        }
        const Score s = shipped ? score(SAKSKLAR_SOURCE_DIR "/tests/accuracy/pairs", "")
                                : score(std::filesystem::path(data) / "ocr-pairs-dev", set);
        REQUIRE(s.norwegian > 0);
        const double right = 100 * s.norwegian_right / s.norwegian;
        const double broken = 100 * s.broken / s.right;
        std::cout << set << ": words with æøå right " << right << " %, right words broken "
                  << broken << " %\n";
        CHECK(right >= least_right);
        CHECK(broken <= most_broken);
        ++sets;
    }
    CHECK(sets > 0);
}
