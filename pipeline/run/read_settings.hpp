// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/document_reader.hpp"

#include <string>

namespace saksklar {

/// What the pages of a source depend on besides its bytes. Pages read with other settings
/// are read anew.
std::string read_settings(const ReadOptions& options);

} // namespace saksklar
