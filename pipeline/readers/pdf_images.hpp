// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <qpdf/QPDFObjectHandle.hh>

#include <string>

namespace saksklar {

/// The pixels of an image of a PDF, as they are stored: JPEG, JPEG 2000, group 4 fax, plain
/// samples. Images of many megapixels are shrunk meanwhile (shrink_factor; `dpi` is their
/// resolution). Empty for other codings and colours, which alone_on_a_page() leaves to
/// Poppler. Throws what qpdf throws for damaged streams.
PixPtr pixels_of(QPDFObjectHandle image, int dpi);

/// A PDF file whose one page is the image, a point a pixel: drawn at 72 dpi it gives the
/// image's own pixels, whatever its coding. Empty for stencils, which have no pixels of their own.
std::string alone_on_a_page(QPDFObjectHandle image);

} // namespace saksklar
