// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/tokens.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace saksklar;

namespace {

std::vector<std::string> tokens_of_kind(const std::string& text, TokenKind kind)
{
    std::vector<std::string> out;
    for (const Token& token : tokenize(text)) {
        if (token.kind == kind) {
            out.push_back(text.substr(token.span.begin, token.span.size()));
        }
    }
    return out;
}

} // namespace

TEST_CASE("names of places in a document are protected, the words around them are not")
{
    const std::string text = "### Sgknad om lokaler {#soknad-om-lokaler}\n"
                             "## Mgtet {#motet .skjult}\n"
                             "Se [Sgknad](#soknad-om-lokaler), og[mgtet](#motet).\n";
    CHECK(tokens_of_kind(text, TokenKind::protected_) ==
          std::vector<std::string>{
              "{#soknad-om-lokaler}", "{#motet", "](#soknad-om-lokaler)", "](#motet)"});
    const std::vector<std::string> words = tokens_of_kind(text, TokenKind::word);
    CHECK(std::ranges::count(words, "soknad") == 0);
    CHECK(std::ranges::count(words, "Sgknad") == 2);
}

TEST_CASE("many names of places in one stretch take no more than their length")
{
    std::string text;
    for (int i = 0; i < 200000; ++i) {
        text += "{#a";
    }
    CHECK(tokenize(text).size() < text.size());
    std::string closed;
    for (int i = 0; i < 100; ++i) {
        closed += "{#a}";
    }
    CHECK(tokens_of_kind(closed, TokenKind::protected_).size() == 100);
}

TEST_CASE("calls of members and endings of file names are protected")
{
    CHECK(tokens_of_kind("obj = smgr.createInstance( a )", TokenKind::protected_) ==
          std::vector<std::string>{"smgr.createInstance("});
    CHECK(tokens_of_kind("filer på .ggr der", TokenKind::protected_) ==
          std::vector<std::string>{".ggr"});
    CHECK(tokens_of_kind("Slutt .Neste mgte(r) kl. 10", TokenKind::protected_).empty());
}
