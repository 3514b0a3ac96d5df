// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/word_lists.hpp"

#include <optional>
#include <string_view>

namespace saksklar::structure {

/// The classes of the listed phrase as which text recognition may have met this one: one letter or
/// pair of letters stands for others that look alike ("tilstcde", "vedfak"). `folded` is
/// no listed phrase itself. None of phrases of less than four bytes, which are one letter from too
/// many others.
Terms terms_misread(std::string_view folded);

/// The month, 1..12, that a word names in the same manner ("aprll").
std::optional<int> month_misread(std::string_view folded);

} // namespace saksklar::structure
