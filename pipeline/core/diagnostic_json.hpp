// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <nlohmann/json.hpp>

#include <vector>

namespace saksklar {

/// Diagnostics as they cross process borders and lie in the archive's cache. Not the record
/// contract, which has its own shape. Throws nlohmann::json::exception for other JSON.
inline nlohmann::json from_diagnostics(const std::vector<Diagnostic>& diagnostics)
{
    nlohmann::json list = nlohmann::json::array();
    for (const Diagnostic& one : diagnostics) {
        list.push_back({static_cast<int>(one.severity), one.code, one.message, one.page_number});
    }
    return list;
}

inline std::vector<Diagnostic> to_diagnostics(const nlohmann::json& list)
{
    std::vector<Diagnostic> diagnostics;
    for (const auto& one : list) {
        diagnostics.push_back({static_cast<Severity>(one.at(0).get<int>()),
                               one.at(1).get<std::string>(),
                               one.at(2).get<std::string>(),
                               one.at(3).get<int>()});
    }
    return diagnostics;
}

} // namespace saksklar
