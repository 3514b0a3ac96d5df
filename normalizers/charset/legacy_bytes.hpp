// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/codepages.hpp"
#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar {

/// What legacy bytes are tried as.
inline constexpr std::array legacy_charsets{
    Charset::cp1252, Charset::cp865, Charset::cp850, Charset::macroman};

/// What the legacy bytes of a document have turned out to be, so far.
struct LegacyEvidence {
    /// Words that spoke for each; one that is the same in several (CP865 and CP850 agree on all
    /// letters of Norwegian) speaks for all of these.
    std::array<std::size_t, legacy_charsets.size()> words{};
    std::size_t decoded = 0;      ///< words decoded
    std::size_t c1_range = 0;     ///< … with CP1252 bytes that ISO-8859-1 does not have
    std::size_t against_most = 0; ///< … in another charset than the lines before them
};

/// Decodes escaped bytes (see utf8::escape), line by line: each line as the charset in which its
/// words look most like Norwegian, the rest of the document counting as prior knowledge. A line
/// that looks like text in none of them (binary data) keeps its bytes.
/// `has_utf8`: the document also has Norwegian letters in UTF-8.
std::vector<Edit> decode_legacy_bytes(std::string_view text,
                                      bool has_utf8,
                                      LegacyEvidence& evidence,
                                      const WordJudge& judge);

} // namespace saksklar
