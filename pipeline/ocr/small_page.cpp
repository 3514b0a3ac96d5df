// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/small_page.hpp"

#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>

namespace saksklar {

SmallPage small_page(const Raster& image)
{
    SmallPage small;
    const int dpi = image.dpi > 0 ? image.dpi : guessed_dpi(image.width(), image.height());
    small.factor = std::max(1, static_cast<int>(std::lround(dpi / small_dpi)));
    const float scale = 1.0F / static_cast<float>(small.factor);
    const bool one_bit = pixGetDepth(image.pix.get()) == 1;
    if (small.factor == 1) {
        small.pix.reset(pixConvertTo8(image.pix.get(), 0));
    } else {
        small.pix.reset(one_bit ? pixScaleToGray(image.pix.get(), scale)
                                : pixScaleAreaMap(image.pix.get(), scale, scale));
    }
    return small;
}

int grey_of_rank(Pix* pix, float rank)
{
    l_float32 value = 0;
    pixGetRankValueMasked(pix, nullptr, 0, 0, 2, rank, &value, nullptr);
    return static_cast<int>(value);
}

} // namespace saksklar
