// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/large_pictures.hpp"

#include <leptonica/allheaders.h>

namespace saksklar {

JpegPicture jpeg_picture(std::string_view jpeg, int components, int least_factor, bool as_grey)
{
    JpegPicture picture;
    while (picture.shrunk < least_factor && picture.shrunk < 8) {
        picture.shrunk *= 2;
    }
    // Grey straight from the file saves four bytes a pixel; CMYK has no grey to take.
    const bool grey = as_grey && (components == 1 || components == 3);
    picture.pix.reset(pixReadMemJpeg(reinterpret_cast<const l_uint8*>(jpeg.data()),
                                     jpeg.size(),
                                     0,
                                     picture.shrunk,
                                     nullptr,
                                     grey ? L_JPEG_READ_LUMINANCE : 0));
    return picture;
}

} // namespace saksklar
