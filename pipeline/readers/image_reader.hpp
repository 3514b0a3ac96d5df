// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/document_reader.hpp"
#include "pipeline/readers/resources.hpp"

namespace saksklar {

/// PNG, JPEG and TIFF (each of its pages). Throws Error{unreadable | unsupported}.
std::unique_ptr<DocumentReader>
open_image(const std::string& path, FileKind kind, std::shared_ptr<ReaderResources> resources);

} // namespace saksklar
