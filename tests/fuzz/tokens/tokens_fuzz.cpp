// SPDX-License-Identifier: Apache-2.0
// Laws of the tokens, for any bytes: in order, not empty, inside the text, between code points; the
// same at every call; and the text of another line does not move them.
#include "normalizers/text/tokens.hpp"
#include "normalizers/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Aborts, so that the fuzzer keeps the input.
void require(bool law)
{
    if (!law) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace saksklar;
    // The bytes are unsigned there and signed here; no other cast leads from one to the other.
    const std::string text = utf8::escape({reinterpret_cast<const char*>(data), size});
    const std::vector<Token> tokens = tokenize(text);
    std::size_t end = 0;
    for (const Token& token : tokens) {
        require(token.span.begin >= end && token.span.end > token.span.begin);
        require(token.span.end + token.loose_tail_bytes <= text.size());
        const std::string_view whole =
            std::string_view(text).substr(token.span.begin, token.span.size());
        require(utf8::is_valid(whole));
        require(
            utf8::is_valid(std::string_view(text).substr(token.span.end, token.loose_tail_bytes)));
        require(whole.find_first_of(" \t\n\r\f") == std::string_view::npos ||
                token.kind == TokenKind::protected_ || token.kind == TokenKind::number);
        end = token.span.end;
    }
    std::vector<Token> again(3);
    tokenize(text, again);
    require(again.size() == tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        require(again[i].span == tokens[i].span && again[i].kind == tokens[i].kind);
    }
    // A paragraph more in front moves all by its length, no less and no more.
    const std::string_view paragraph = "Styret vedtok dette.\n\n";
    const std::vector<Token> moved = tokenize(std::string(paragraph) + text);
    const std::size_t more = tokenize(paragraph).size();
    require(moved.size() == tokens.size() + more);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        require(moved[i + more].span.begin == tokens[i].span.begin + paragraph.size());
        require(moved[i + more].span.end == tokens[i].span.end + paragraph.size());
    }
    return 0;
}
