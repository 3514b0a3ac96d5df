// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_reader.hpp"

#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/poppler_pages.hpp"
#include "pipeline/readers/read_image.hpp"

namespace saksklar {

namespace {

class PdfReader final : public DocumentReader {
public:
    PdfReader(const std::string& path, std::shared_ptr<ReaderResources> resources)
        : pages_(path), resources_(std::move(resources))
    {
    }

    std::size_t page_count() const override { return pages_.size(); }

    Page read_page(std::size_t page_index) override;

private:
    PopplerPages pages_;
    std::shared_ptr<ReaderResources> resources_;
};

Page PdfReader::read_page(std::size_t page_index)
{
    Page page;
    page.number = static_cast<int>(page_index) + 1;
    PopplerPages::PageText text = pages_.text(page_index);
    page.width = text.width;
    page.height = text.height;
    if (!text.readable) {
        page.read_from = ReadFrom::text_layer;
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = "the page is damaged in the file";
        page.diagnostics.push_back({Severity::error,
                                    "page-unreadable",
                                    "the page is damaged in the file; mend it: qpdf FILE NEW",
                                    page.number});
        return page;
    }
    if (!text.words.empty() && !resources_->options().always_ocr) {
        page.read_from = ReadFrom::text_layer;
        page.lines = lines_of_words(std::move(text.words));
        return page;
    }
    const Raster raster = pages_.render(page_index, reading_dpi);
    if (!raster) {
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = "the page cannot be drawn";
        page.diagnostics.push_back(
            {Severity::error, "page-unreadable", "the page cannot be drawn", page.number});
        return page;
    }
    read_image_into(page, raster, *resources_);
    return page;
}

} // namespace

std::unique_ptr<DocumentReader> open_pdf(const std::string& path,
                                         std::shared_ptr<ReaderResources> resources)
{
    return std::make_unique<PdfReader>(path, std::move(resources));
}

} // namespace saksklar
