// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/text_scan.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar::structure;

TEST_CASE("folding", "[scan]")
{
    CHECK(fold("ÆØÅ Sak É") == "æøå sak é");
    CHECK(fold_words("  «Møte»: i   Styret – 2024 ") == "møte i styret 2024");
    CHECK(fold_words("…").empty());
}

TEST_CASE("plain text of marked text", "[scan]")
{
    CHECK(plain_text("**Vedtak:** *godkjent*") == "Vedtak: godkjent");
    CHECK(plain_text("[Sak 79](https://example.org/79) er løst") == "Sak 79 er løst");
    CHECK(plain_text("[Solvik \\(no\\)](#)") == "Solvik (no)");
    CHECK(plain_text("Godkjenning {#innkalling}") == "Godkjenning");
    CHECK(plain_text("5.1 \xC2\xAD Støtte\xC2\xA0nå\xE2\x80\x8B") == "5.1 - Støtte nå");
    CHECK(plain_text("a\tb  c", true) == "a\tb  c");
    CHECK(plain_text("[[[[[[") == "[[[[[[");
    CHECK(plain_text("Se [https://vik.no/2018-10-04 hele loggen].") == "Se hele loggen.");
    CHECK(plain_text("Se [https://vik.no].") == "Se [https://vik.no].");
    CHECK(plain_text("[https://vik.no](https://vik.no)") == "https://vik.no");
}

TEST_CASE("words, however many, and text of any length", "[scan]")
{
    for (const std::size_t many : {0U, 1U, 23U, 24U, 25U, 400U}) {
        std::string text = " ";
        for (std::size_t i = 0; i < many; ++i) {
            text += "\tord" + std::to_string(i) + "\n ";
        }
        const Words words = words_of(text);
        CHECK(words.size() == many);
        CHECK(count_words(text) == many);
        if (many > 0) {
            CHECK(words.front() == "ord0");
            CHECK(words.back() == "ord" + std::to_string(many - 1));
        }
        const std::string folded = fold_words(text);
        CHECK(count_words(folded) == many);
        CHECK(fold_words(folded) == folded);
    }
}

TEST_CASE("sentences", "[scan]")
{
    const auto split = [](const std::string& text) {
        std::vector<std::string> out;
        for (const saksklar::Span& span : sentences(text)) {
            out.push_back(text.substr(span.begin, span.size()));
        }
        return out;
    };
    CHECK(split("Ja. Nei! Kanskje?") == std::vector<std::string>{"Ja.", "Nei!", "Kanskje?"});
    CHECK(split("Møtet er 3. desember kl. 14 i Oslo.").size() == 1);
    CHECK(split("F.eks. Kari A. Lien kom. Hun gikk.").size() == 2);
    CHECK(split("").empty());
}

TEST_CASE("titles that are nearly the same", "[scan]")
{
    CHECK(word_overlap("korets søknad om støtte", "korets søknad om støtte") == 1.0);
    CHECK(word_overlap("korets søknad om støtte", "korforeningens søknad om støtte") >= 0.7);
    CHECK(word_overlap("budsjett", "dugnad") == 0.0);
    CHECK(word_overlap("", "dugnad") == 0.0);
}
