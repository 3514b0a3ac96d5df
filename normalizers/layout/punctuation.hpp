// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"

#include <string_view>
#include <vector>

namespace saksklar {

/// Edits for signs that OCR surely got wrong: lines that are only specks (".", ",", "'"), a blank
/// before a comma or a full stop that ends a word, two commas for a low quotation mark. For
/// record texts; the filter `repair` changes letters only. Idempotent.
std::vector<Edit> tidy_punctuation(std::string_view text);

} // namespace saksklar
