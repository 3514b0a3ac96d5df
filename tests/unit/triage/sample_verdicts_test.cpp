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

const std::string root = SAKSKLAR_SOURCE_DIR;

Verdicts expected_verdicts(const std::string& table)
{
    Verdicts verdicts;
    std::istringstream lines(read_file(root + "/tests/unit/triage/" + table));
    for (std::string line; std::getline(lines, line);) {
        const std::size_t second = line.find('\t', line.find('\t') + 1);
        if (!line.empty() && line[0] != '#' && second != std::string::npos) {
            verdicts[line.substr(0, second)] = line.substr(second + 1);
        }
    }
    return verdicts;
}

/// What the program says of the pages of these files, and what it read.
struct Found {
    Verdicts verdicts;
    std::string text;
};

Found found_in(const std::string& folder, const Verdicts& expected)
{
    std::set<std::string> files;
    for (const auto& [page, verdict] : expected) {
        files.insert(folder + page.substr(0, page.find('\t')));
    }
    std::vector<std::string> arguments{"extract", "-q"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const Ran ran = run_program(arguments);
    CAPTURE(ran.err);
    REQUIRE(ran.status == 0);
    Found found;
    found.text = ran.out;
    std::istringstream records(ran.out);
    for (std::string record; std::getline(records, record);) {
        const auto source = nlohmann::json::parse(record).at("source");
        const std::string path = source.at("path").get<std::string>();
        const std::size_t name = path.find(folder);
        REQUIRE(name != std::string::npos);
        for (const auto& page : source.at("pages")) {
            found.verdicts[path.substr(name + folder.size()) + "\t" +
                           std::to_string(page.at("number").get<int>())] =
                page.at("verdict").get<std::string>() + "\t" +
                page.at("read_from").get<std::string>();
        }
    }
    return found;
}

} // namespace

TEST_CASE("every page of the sample archive gets its verdict", "[samples]")
{
    const Verdicts expected = expected_verdicts("sample_verdicts.tsv");
    REQUIRE(expected.size() == 16);
    CHECK(found_in(root + "/samples/arkiv/", expected).verdicts == expected);
}

TEST_CASE("every kind of text layer gets its verdict, and its page is read", "[layers]")
{
    const Verdicts expected = expected_verdicts("layer_verdicts.tsv");
    REQUIRE(expected.size() == 16);
    const Found found = found_in(root + "/tests/resources/layers/", expected);
    CHECK(found.verdicts == expected);
    // Each of the twelve files shows the same minutes.
    std::size_t decisions = 0;
    const std::string decision = "Styret kjøper seks fester og måler dybden på nytt i oktober.";
    std::istringstream records(found.text);
    for (std::string record; std::getline(records, record);) {
        const auto cases = nlohmann::json::parse(record).at("cases");
        for (const auto& one : cases) {
            const auto& text = one.at("decision");
            decisions += text.is_string() && text.get<std::string>() == decision ? 1U : 0U;
        }
    }
    CHECK(decisions >= 12);
}
