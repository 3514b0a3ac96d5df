// SPDX-License-Identifier: Apache-2.0
#include "support/segment_laws.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

using namespace saksklar;

namespace {

/// A small generator with a fixed seed: the same documents every time.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : state_(seed * 2 + 1) {}

    std::size_t below(std::size_t limit)
    {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state_ >> 33U) % limit;
    }

private:
    std::uint64_t state_;
};

constexpr std::array<std::string_view, 40> pieces{"Sak 1 ",
                                                  "Sak 2-24 ",
                                                  "# ",
                                                  "## ",
                                                  "### 1.1 ",
                                                  "Vedtak: ",
                                                  "\n",
                                                  "\n\n",
                                                  "\f",
                                                  "a. ",
                                                  "b. ",
                                                  "Til stede: ",
                                                  "Kari Lien, ",
                                                  "Agenda:\n",
                                                  "1. ",
                                                  "2. ",
                                                  "- ",
                                                  "**",
                                                  "Godkjent.",
                                                  "4. mai 2024",
                                                  "kl. 14:00",
                                                  "- 16:00",
                                                  "Navn\tMøtt\n",
                                                  "x\t",
                                                  "vara ",
                                                  "Eventuelt",
                                                  "Referat ",
                                                  "møte ",
                                                  "---\n",
                                                  "title: ",
                                                  "[16:42] ",
                                                  "§ 5-2 ",
                                                  "(",
                                                  ")",
                                                  "[a](b)",
                                                  "http://x.y",
                                                  "9 for, 1 mot",
                                                  "utsettes",
                                                  "\xE2\x80\xAE",
                                                  "```\n"};

double seconds_for(const std::string& text)
{
    Document document;
    document.text = text;
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<MeetingRecord> records = segment(document);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CHECK(test::broken_law(document, records).empty());
    return seconds;
}

} // namespace

TEST_CASE("the laws hold for documents put together at random", "[structure]")
{
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        Generator next(seed);
        Document document;
        const std::size_t count = 1 + next.below(60);
        for (std::size_t i = 0; i < count; ++i) {
            document.text += pieces[next.below(pieces.size())];
        }
        const std::vector<MeetingRecord> records = segment(document);
        const std::string broken = test::broken_law(document, records);
        if (!broken.empty()) {
            CAPTURE(seed, document.text);
            FAIL(broken);
        }
    }
}

TEST_CASE("time grows with the text, not with its square", "[structure]")
{
    const auto repeated = [](std::string_view piece, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) {
            out += piece;
        }
        return out;
    };
    for (const std::string_view piece : {"# Overskrift\n",
                                         "1. Tittel\n",
                                         "Sak 3 Budsjett\nGodkjent.\n",
                                         "a. Punkt her\n\n",
                                         "### 13.02.2019\nTekst.\n",
                                         "Til stede: Kari Lien, ",
                                         "vedtak godkjent 12.3. kl 14:00 ",
                                         "[",
                                         "Agenda\nNoe\n",
                                         "x\ty\t\n"}) {
        CAPTURE(piece);
        const double once = seconds_for(repeated(piece, 5000));
        const double eight = seconds_for(repeated(piece, 40000));
        // Eight times the text; 40 leaves room for a busy machine, a square would be 64.
        CHECK(eight < 40 * once + 0.5);
    }
}
