// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"

#include <filesystem>
#include <memory>

namespace saksklar {

/// The data files as the build left them.
inline std::filesystem::path built_data()
{
    return std::filesystem::path(SAKSKLAR_BINARY_DIR) / "share" / "saksklar";
}

inline const LanguageData& shared_data()
{
    static const std::shared_ptr<const LanguageData> data = load_language_data(built_data());
    return *data;
}

} // namespace saksklar
