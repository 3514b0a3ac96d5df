// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

namespace saksklar {

/// Large things of a page are looked for at about this resolution.
inline constexpr double small_dpi = 75;

/// The page at about 75 dpi in grey, and what it was shrunk by.
struct SmallPage {
    PixPtr pix;
    int factor = 1;
};

SmallPage small_page(const Raster& image);

/// The grey that `rank` of the pixels are darker than.
int grey_of_rank(Pix* pix, float rank);

} // namespace saksklar
