// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace saksklar {

/// The mapped files behind LanguageData. Private to this folder.
struct LanguageTables {};

} // namespace saksklar
