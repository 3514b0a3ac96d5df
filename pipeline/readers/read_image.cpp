// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/read_image.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/page_ocr.hpp"

#include <utility>

namespace saksklar {

namespace {

/// Mean confidences of what the engine read: printed minutes, even faxed, stay above the
/// first; handwriting and pictures stay below the second (dev scans).
constexpr double sure_reading = 0.75;
constexpr double no_reading = 0.5;

} // namespace

double expected_quality(int dpi) noexcept
{
    return dpi == 0 || dpi >= 180 ? 0.95 : dpi >= 120 ? 0.92 : 0.8;
}

double expected_seconds(bool fast) noexcept
{
    return fast ? 1.0 : 2.2;
}

std::vector<Diagnostic> reading_diagnostics(const ReaderResources& resources)
{
    const std::string& package = resources.missing_for_second();
    if (package.empty()) {
        return {};
    }
    return {{Severity::warning,
             "second-reading-missing",
             "pictures were read once only, and signs such as @ and § are lost: the English model "
             "is missing; apt install " +
                 package,
             0}};
}

void read_image_into(Page& page, const Raster& raster, const Box& place, ReaderResources& resources)
{
    PageReading reading;
    try {
        reading = read_page_image(raster, place, resources.engines());
    } catch (const Error& error) {
        reading.diagnostics.push_back({Severity::error, "ocr-failed", error.reason(), 0});
    }
    const bool failed = !reading.diagnostics.empty();
    for (Diagnostic& diagnostic : reading.diagnostics) {
        diagnostic.page_number = page.number;
        page.diagnostics.push_back(std::move(diagnostic));
    }
    page.lines = std::move(reading.lines);
    page.quality = reading.quality;
    const auto because = [&](const std::string& why) {
        page.why += (page.why.empty() ? "" : "; ") + why;
    };
    if (!reading.treated.empty()) {
        std::string treated;
        for (const std::string& flaw : reading.treated) {
            treated += (treated.empty() ? "" : ", ") + flaw;
        }
        because("without " + treated);
    }
    if (failed) {
        page.verdict = Verdict::unusable;
        page.quality = 0;
        because("the picture could not be read");
    } else if (page.lines.empty()) {
        page.verdict = Verdict::blank;
        page.quality = 1.0;
        because(reading.blank ? "nothing is printed on the page" : "no text was found on the page");
    } else if (page.quality < no_reading) {
        page.verdict = Verdict::unusable;
        because("handwriting, a drawing or too poor a picture");
        page.diagnostics.push_back({Severity::warning,
                                    "page-unreadable",
                                    "handwriting, a drawing or too poor a picture: what was read "
                                    "is not to be trusted",
                                    page.number});
    } else if (page.quality < sure_reading && page.verdict == Verdict::sound) {
        page.verdict = Verdict::damaged;
        because("the picture is poor");
    }
}

} // namespace saksklar
