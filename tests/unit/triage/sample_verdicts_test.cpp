// SPDX-License-Identifier: Apache-2.0
#include "support/run_program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <sstream>

using namespace saksklar::test;

namespace {

/// By "file<tab>page": "verdict<tab>read from".
using Verdicts = std::map<std::string, std::string>;

const std::string archive = SAKSKLAR_SOURCE_DIR "/samples/arkiv/";

Verdicts expected_verdicts()
{
    Verdicts verdicts;
    std::istringstream lines(
        read_file(SAKSKLAR_SOURCE_DIR "/tests/unit/triage/sample_verdicts.tsv"));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t second = line.find('\t', line.find('\t') + 1);
        if (!line.empty() && line[0] != '#' && second != std::string::npos) {
            verdicts[line.substr(0, second)] = line.substr(second + 1);
        }
    }
    return verdicts;
}

} // namespace

TEST_CASE("every page of the sample archive gets its verdict", "[samples]")
{
    const Verdicts expected = expected_verdicts();
    REQUIRE(expected.size() == 16);
    std::set<std::string> files;
    for (const auto& [page, verdict] : expected) {
        files.insert(archive + page.substr(0, page.find('\t')));
    }
    std::vector<std::string> arguments{"extract", "-q"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const Ran ran = run_program(arguments);
    CAPTURE(ran.err);
    REQUIRE(ran.status == 0);
    Verdicts found;
    std::istringstream records(ran.out);
    for (std::string record; std::getline(records, record);) {
        const auto source = nlohmann::json::parse(record).at("source");
        const std::string path = source.at("path").get<std::string>();
        const std::size_t name = path.find("arkiv/");
        REQUIRE(name != std::string::npos);
        for (const auto& page : source.at("pages")) {
            found[path.substr(name + 6) + "\t" + std::to_string(page.at("number").get<int>())] =
                page.at("verdict").get<std::string>() + "\t" +
                page.at("read_from").get<std::string>();
        }
    }
    CHECK(found == expected);
}
