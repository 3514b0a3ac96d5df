// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/text_profile.hpp"
#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar {

struct MisreadEvidence {
    std::size_t words = 0;         ///< words of the document that were certainly misread
    std::vector<Charset> charsets; ///< what most were taken for, the last time first
    std::size_t same_way = 0;      ///< lead of that way over all others, in words

    /// What it costs, in nats, that a word went `way`.
    double surprise(const std::vector<Charset>& way) const;
    void count(const std::vector<Charset>& way);
};

/// UTF-8 that was decoded as a single-byte charset, once or several times ("mÃ¸te", "mÃƒÂ¸te",
/// "m├©te"), decoded back. A sequence is undone where what it gives is likelier in its place; one
/// that stands alone between quotation marks, as in a text about this damage, is left unless words
/// of the document are damaged.
/// `profile` is that of `text`.
std::vector<Edit> undo_misread_utf8(std::string_view text,
                                    const TextProfile& profile,
                                    MisreadEvidence& evidence,
                                    const WordJudge& judge);

} // namespace saksklar
