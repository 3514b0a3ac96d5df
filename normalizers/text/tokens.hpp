// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saksklar {

enum class TokenKind : std::uint8_t {
    word,      ///< has a letter, or a sign that may stand for one between letters
    number,    ///< digits and their punctuation: an amount, date, time, case number
    lone,      ///< one sign or digit standing alone, such as `&`, `3`, `@`
    protected_ ///< address, path, file name, code, id: not to be touched
};

/// One token. Punctuation has none of its own: it shows in `pause` of the next.
struct Token {
    Span span{};
    TokenKind kind = TokenKind::word;
    /// What stands before: nothing but space, a comma or the like, or the end of a sentence,
    /// paragraph or table cell.
    enum class Pause : std::uint8_t { none, clause, sentence } pause = Pause::none;
    bool first_on_line = false;
    bool after_joiner = false; ///< glued to the token before it by a hyphen or slash
    /// How many bytes after the span may belong to the word though they look like
    /// punctuation: `?` for a lost letter, `!` or `]` for l.
    std::uint8_t loose_tail_bytes = 0;
};

/// The tokens of `text` (valid UTF-8), in order. Linear.
std::vector<Token> tokenize(std::string_view text);

/// The same into a vector that is emptied first, to save its memory between calls.
void tokenize(std::string_view text, std::vector<Token>& tokens);

} // namespace saksklar
