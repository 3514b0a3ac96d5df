// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"
#include "pipeline/readers/resources.hpp"

namespace saksklar {

/// Reads `raster`, which stands at `place` of `page` (points), by OCR; sets the page's lines,
/// verdict and quality, and adds to its reasons.
void read_image_into(Page& page,
                     const Raster& raster,
                     const Box& place,
                     ReaderResources& resources);

/// What a document whose pictures were read with `resources` has to say of it, once.
std::vector<Diagnostic> reading_diagnostics(const ReaderResources& resources);

/// What reading a picture of `dpi` is likely to give (0: unknown), and how long it takes one core:
/// means over the dev scans.
double expected_quality(int dpi) noexcept;
double expected_seconds(bool fast) noexcept;

} // namespace saksklar
