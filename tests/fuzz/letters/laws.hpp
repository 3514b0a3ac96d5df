// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/text/tokens.hpp"
#include "normalizers/text/utf8.hpp"

#include <string>
#include <string_view>

namespace saksklar {

/// What must hold for the repair of any valid text; the law that does not, or nothing.
inline std::string broken_law(std::string_view text, const LanguageData& data)
{
    std::size_t end = 0;
    for (const Token& token : tokenize(text)) {
        if (token.span.begin < end || token.span.end <= token.span.begin ||
            token.span.end > text.size()) {
            return "tokens are in order, not empty and inside the text";
        }
        if (!utf8::is_valid(text.substr(token.span.begin, token.span.size()))) {
            return "tokens end between code points";
        }
        end = token.span.end;
    }
    const LetterRepairResult result = repair_letters(text, data);
    end = 0;
    for (const Edit& edit : result.edits) {
        if (edit.span.begin < end || edit.span.end > text.size()) {
            return "edits are in order and do not overlap";
        }
        if (text.substr(edit.span.begin, edit.span.size()) != edit.before) {
            return "an edit says what stands at its place";
        }
        if (edit.before == edit.after || !(edit.probability >= 0 && edit.probability <= 1)) {
            return "an edit changes something, with a probability";
        }
        end = edit.span.end;
    }
    const std::string repaired = apply_edits(text, result.edits);
    if (!utf8::is_valid(repaired)) {
        return "the repaired text is valid UTF-8";
    }
    for (const Edit& edit : repair_letters(repaired, data).edits) {
        if (edit.applied) {
            return "the repaired text has no repair left: " + edit.before + " to " + edit.after;
        }
    }
    return {};
}

} // namespace saksklar
