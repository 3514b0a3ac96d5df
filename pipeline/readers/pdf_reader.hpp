// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/document_reader.hpp"
#include "pipeline/readers/resources.hpp"

namespace saksklar {

/// Throws Error{unreadable | unsupported} with a remedy for encrypted, truncated and empty files.
std::unique_ptr<DocumentReader> open_pdf(const std::string& path,
                                         std::shared_ptr<ReaderResources> resources);

} // namespace saksklar
