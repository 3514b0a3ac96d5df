// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"
#include "pipeline/readers/resources.hpp"

namespace saksklar {

/// Reads `raster`, the whole of `page`, by OCR and sets the page's lines, verdict, quality and
/// reasons. `page.width` and `page.height` are set before.
void read_image_into(Page& page, const Raster& raster, ReaderResources& resources);

} // namespace saksklar
