// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <string_view>

namespace saksklar {

/// Pictures that are too large to be decoded whole: read row by row and shrunk meanwhile
/// (PictureRows), grey. Empty where the file is damaged or of a kind that cannot be read by rows.
PixPtr shrunk_png(std::string_view png, int factor);

/// Page `page_index` of a TIFF file, upright. Strips and tiles, grey, palette, RGB and CMYK.
PixPtr shrunk_tiff(std::string_view tiff, int page_index, int factor);

/// A JPEG's pixels; the library that decodes it can shrink by 2, 4 and 8 meanwhile.
struct JpegPicture {
    PixPtr pix;
    int shrunk = 1; ///< by how much
};

/// `least_factor` of shrink_factor(). `as_grey`: colours become grey meanwhile, for large pictures.
JpegPicture jpeg_picture(std::string_view jpeg, int components, int least_factor, bool as_grey);

} // namespace saksklar
