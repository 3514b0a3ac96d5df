// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/people.hpp"

#include <cstddef>
#include <functional>

/// Tables of people: cells by tabs, bars or gaps, and rows whose columns were lost.
namespace saksklar::structure {

/// Whether line `i` names the columns of a table of people: one for names and another.
bool heads_table(const Outline& outline, std::size_t i);

/// Reads the table whose columns line `header` names, up to line `end`, into `people`; the
/// tables that follow it directly too. `list` is given stretches of lines that are no rows.
void read_table(const Outline& outline,
                std::size_t header,
                std::size_t end,
                People& people,
                const std::function<void(std::size_t, std::size_t)>& list);

/// A sentence rather than a row or an entry of a list of people.
bool tells(std::string_view plain);

} // namespace saksklar::structure
