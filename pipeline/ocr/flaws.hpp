// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <string>
#include <vector>

namespace saksklar {

/// What a scan shows that was never on the paper, told from the picture alone.
struct CleanedPage {
    Raster image;                   ///< as it came where nothing was found
    std::vector<std::string> found; ///< "punch holes", …, for people to read
};

/// Takes away what no reading needs: dark surroundings of the page, punch holes and, on
/// black-and-white pages that are full of them, specks. A page without these comes back as it is.
CleanedPage without_scan_marks(const Raster& image);

/// Evens out strong shadows and takes away what shines through from the other side. Where it
/// changes anything it may also take away what is meant to be pale, so that both pictures have to
/// be read and compared. Empty where there is neither.
CleanedPage with_even_paper(const Raster& image);

} // namespace saksklar
