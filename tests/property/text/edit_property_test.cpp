// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/edit.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace saksklar;

namespace {

/// Edits that are in order, do not overlap and fit `text`.
std::vector<Edit> some_edits(const std::string& text, std::mt19937& random)
{
    std::vector<Edit> edits;
    std::size_t at = random() % 3;
    while (at <= text.size()) {
        const std::size_t size = std::min<std::size_t>(random() % 4, text.size() - at);
        Edit edit;
        edit.span = {at, at + size};
        edit.before = text.substr(at, size);
        edit.after = std::string(random() % 4, static_cast<char>('A' + random() % 26));
        edit.applied = random() % 5 != 0;
        // A pass never replaces something by itself, and inserts only real text.
        if (edit.before != edit.after) {
            edits.push_back(edit);
        }
        at += size + 1 + random() % 4;
    }
    return edits;
}

} // namespace

TEST_CASE("composed edits have the effect of both passes, and lead inside the text", "[edit]")
{
    std::mt19937 random(7);
    for (int round = 0; round < 20000; ++round) {
        const std::string text(random() % 20, 'x');
        const auto first = some_edits(text, random);
        const std::string between = apply_edits(text, first);
        const auto second = some_edits(between, random);
        const std::string after = apply_edits(between, second);
        const auto composed = compose_edits(text, first, between, second);
        CAPTURE(round, text, between, after);
        REQUIRE(apply_edits(text, composed) == after);
        const OffsetMap map(composed);
        std::size_t last = 0;
        for (std::size_t offset = 0; offset <= after.size(); ++offset) {
            const std::size_t led = map.to_before(offset);
            REQUIRE(led <= text.size());
            REQUIRE(led >= last);
            last = led;
        }
        for (const Edit& edit : composed) {
            REQUIRE(edit.span.end <= text.size());
            REQUIRE(edit.before == text.substr(edit.span.begin, edit.span.size()));
        }
    }
}
