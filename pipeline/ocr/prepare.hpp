// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <string_view>

namespace saksklar {

/// The resolution that Tesseract's models were trained near, dots an inch.
inline constexpr int reading_dpi = 300;

/// The most pixels that are read at once: A4 at 600 dpi. More are scaled down first.
inline constexpr double most_pixels = 35e6;

/// Grey, 8 bits, without alpha and colour map: what every later step works on. An image
/// of one bit stays so.
PixPtr to_grey(PixPtr pix);

/// What a scan's resolution must be, from its size, where the file does not say: the
/// longer side is taken for that of A4.
int guessed_dpi(int width, int height) noexcept;

/// Turns by `quarter_turns` clockwise.
PixPtr turned(PixPtr pix, int quarter_turns);

/// Black and white, whatever the number of bits: a fax or a photocopy.
bool is_bilevel(const Raster& image);

/// Scaled so that Tesseract sees letters of the size it knows; `dpi` is set accordingly.
Raster normalised(Raster image);

/// The same image prepared in another way, so that another reading errs elsewhere: even
/// paper and a larger size for grey scans, the bare pixels for black-and-white ones.
Raster prepared_otherwise(const Raster& image);

/// Is there nothing that could be text?
bool is_blank(const Raster& image);

/// Quarter turns clockwise and mirroring that a JPEG's EXIF tag asks for: the tag's value
/// 1..8; 1 where there is none.
int exif_orientation(std::string_view jpeg) noexcept;
PixPtr with_orientation(PixPtr pix, int exif);

} // namespace saksklar
