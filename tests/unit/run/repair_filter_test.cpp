// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/utf8.hpp"
#include "pipeline/run/repair_filter.hpp"
#include "support/language.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

/// The filter's output when the input comes in pieces of `size` bytes; checks that the
/// stretches are the input, in order.
std::string filtered(const std::string& input, std::size_t size)
{
    std::size_t at = 0;
    std::string out;
    std::size_t seen = 0;
    repair_filter(
        [&](std::string& block) {
            const std::size_t some = std::min(size, input.size() - at);
            block += input.substr(at, some);
            at += some;
            return some > 0;
        },
        test::language(),
        {},
        [&](const RepairedStretch& stretch) {
            CHECK(stretch.offset == seen);
            const std::string before = utf8::unescape(stretch.before);
            CHECK((input.substr(seen, before.size()) == before));
            seen += before.size();
            out += utf8::unescape(apply_edits(stretch.before, stretch.edits));
        });
    CHECK(seen == input.size());
    return out;
}

} // namespace

TEST_CASE("the filter works in blocks, and how the input arrives does not matter",
          "[repair_filter]")
{
    std::string text;
    while (text.size() < 3'000'000) {
        text += "Styret drgftet sgknaden og vedtok a gi stgtte. Mgtet ble hevet kl. 21.30.\n";
    }
    const std::string once = filtered(text, text.size());
    CHECK((filtered(text, 70'001) == once));
    CHECK(once.find("mgte") == std::string::npos);
    CHECK(once.starts_with(
        "Styret drøftet søknaden og vedtok å gi støtte. Møtet ble hevet kl. 21.30.\n"));
}

TEST_CASE("one endless line and rubbish go through whole", "[repair_filter]")
{
    const std::string line(5'000'000, 'x');
    CHECK((filtered(line, 1U << 18U) == line));
    std::string rubbish;
    unsigned state = 1;
    while (rubbish.size() < 2'500'000) {
        state = state * 1664525U + 1013904223U;
        rubbish += static_cast<char>(state >> 24U);
    }
    CHECK((filtered(rubbish, 1U << 18U).size() > 0));
    CHECK(filtered("", 10).empty());
}
