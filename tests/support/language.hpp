// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"

namespace saksklar::test {

/// The language data of the build tree, loaded once.
inline const std::shared_ptr<const LanguageData>& language()
{
    static const auto data = load_language_data(SAKSKLAR_BINARY_DIR "/share/saksklar");
    return data;
}

} // namespace saksklar::test
