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
    std::array<std::size_t, legacy_charsets.size()> words{}; ///< decoded as each
    bool c1_range = false; ///< CP1252 bytes that ISO-8859-1 does not have were seen
    bool euro_sign = false;
};

/// Decodes escaped bytes (see utf8::escape), line by line: each line as the charset in which its
/// words look most like Norwegian, the rest of the document counting as prior knowledge. A line
/// that looks like text in none of them (binary data) keeps its bytes.
std::vector<Edit>
decode_legacy_bytes(std::string_view text, LegacyEvidence& evidence, const WordJudge& judge);

} // namespace saksklar
