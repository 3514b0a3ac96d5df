// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/raster.hpp"

#include <leptonica/allheaders.h>

namespace saksklar {

void PixDelete::operator()(Pix* pix) const noexcept
{
    pixDestroy(&pix);
}

int Raster::width() const noexcept
{
    return pix ? pixGetWidth(pix.get()) : 0;
}

int Raster::height() const noexcept
{
    return pix ? pixGetHeight(pix.get()) : 0;
}

} // namespace saksklar
