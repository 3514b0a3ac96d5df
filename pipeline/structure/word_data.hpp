// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The files of pipeline/structure/data, as CMake compiled them in.
namespace saksklar::structure::data {

std::string_view terms();
std::string_view decision_words();
std::string_view decision_sentences();
std::string_view months();
std::string_view weekdays();
std::string_view names();
std::string_view ordinals();
std::string_view hours();
std::string_view numbers();
std::string_view scales();
std::string_view sought();
std::string_view languages();
std::string_view people_columns();

} // namespace saksklar::structure::data
