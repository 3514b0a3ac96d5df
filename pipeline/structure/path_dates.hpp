// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/dates.hpp"

#include <optional>
#include <string_view>

namespace saksklar::structure {

/// The dates that a file's name and its folders have.
struct NamedDate {
    std::optional<FoundDate> file;
    std::optional<FoundDate> folder;
    int file_year = 0; ///< the only year in the file's name; 0 if there is none
    int year = 0;      ///< of a folder such as "2014"
};

/// Reads the last date of the name, those of the two nearest folders, and a folder that is a year.
NamedDate dates_of_path(std::string_view path);

} // namespace saksklar::structure
