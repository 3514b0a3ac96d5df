// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/combine.hpp"
#include "pipeline/ocr/raster.hpp"

namespace saksklar {

/// Puts "•" for what stands before the items of a list as a round or square blot: no
/// Tesseract model of Latin script has the sign, they read "e", "o", "»" or "*" for it. A blot
/// is told from a letter by its ink: it fills its box, is about as wide as high and
/// smaller than a small letter, or stands clear of the line.
void restore_bullets(std::vector<ChosenLine>& lines, const Raster& image);

} // namespace saksklar
