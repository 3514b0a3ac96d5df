// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <string_view>

namespace saksklar {

/// The words that stand for these values in records, reports and between processes.
std::string_view name_of(ReadFrom value) noexcept;
std::string_view name_of(Verdict value) noexcept;
std::string_view name_of(Severity value) noexcept;

} // namespace saksklar
