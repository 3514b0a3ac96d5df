// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <string_view>
#include <vector>

namespace saksklar {

/// Puts letters that came apart together again: decomposed letters (NFC, Latin letters only),
/// rings and dots that stand beside their letter ("a˚", "˚a"), typographic ligatures inside words,
/// words split at a soft hyphen, and byte order marks in the middle of a text.
std::vector<Edit> undo_unicode_debris(std::string_view text, const WordJudge& judge);

} // namespace saksklar
