// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/read_image.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/page_ocr.hpp"

#include <utility>

namespace saksklar {

void read_image_into(Page& page, const Raster& raster, ReaderResources& resources)
{
    page.read_from = ReadFrom::ocr;
    PageReading reading;
    try {
        reading = read_page_image(raster, page.width, page.height, resources.engine());
    } catch (const Error& error) {
        reading.diagnostics.push_back({Severity::error, "ocr-failed", error.reason(), 0});
    }
    for (Diagnostic& diagnostic : reading.diagnostics) {
        diagnostic.page_number = page.number;
        page.diagnostics.push_back(std::move(diagnostic));
    }
    page.lines = std::move(reading.lines);
    page.quality = reading.quality;
    if (page.lines.empty()) {
        page.verdict = Verdict::blank;
        page.quality = 1.0;
        page.why =
            reading.blank ? "nothing is printed on the page" : "no text was found on the page";
    }
}

} // namespace saksklar
