// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/charset_repair.hpp"

#include <string_view>

namespace saksklar::test {

/// Minutes of bodies that do not exist, Bokmål and Nynorsk, with the signs that minutes have.
std::string_view invented_minutes();

/// Knows four of five words of the invented minutes: the others are the names and compounds that
/// no list has.
IsWord invented_lexicon();

} // namespace saksklar::test
