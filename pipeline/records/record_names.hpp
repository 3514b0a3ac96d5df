// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"

#include <string_view>

namespace saksklar {

/// The words that stand for these values in records and in the archive.
std::string_view name_of(Attended value) noexcept;
std::string_view name_of(MovementKind value) noexcept;
std::string_view name_of(RecordKind value) noexcept;

} // namespace saksklar
