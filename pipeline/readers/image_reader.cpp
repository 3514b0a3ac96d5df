// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/image_reader.hpp"

#include "normalizers/error.hpp"
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/file_bytes.hpp"
#include "pipeline/readers/read_image.hpp"

#include <leptonica/allheaders.h>

#include <cstdio>

namespace saksklar {

namespace {

/// Images of more pixels are very large: JPEG files are decoded at a fraction of their size,
/// others whole and then scaled down.
constexpr double most_decoded_pixels = 80e6;

/// Larger images in colour are not decoded: Leptonica needs up to 8 bytes a pixel for them,
/// and a worker may have 2 GiB.
constexpr double most_colour_pixels = 150e6;

/// Resolutions below this are what cameras and screens write, not what was scanned.
constexpr int least_true_dpi = 97;

const l_uint8* bytes_of(const std::string& data)
{
    // Leptonica takes unsigned bytes.
    return reinterpret_cast<const l_uint8*>(data.data());
}

/// Does the PNG file go on to its last chunk? libpng complains aloud of one that does not.
bool is_whole_png(std::string_view png)
{
    std::size_t at = 8;
    while (at + 12 <= png.size()) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            length = length << 8U | static_cast<unsigned char>(png[at + i]);
        }
        if (png.substr(at + 4, 4) == "IEND") {
            return true;
        }
        at += 12 + length;
    }
    return false;
}

class ImageReader final : public DocumentReader {
public:
    ImageReader(std::string path,
                FileKind kind,
                std::string data,
                std::size_t pages,
                std::shared_ptr<ReaderResources> resources)
        : path_(std::move(path)),
          kind_(kind),
          data_(std::move(data)),
          pages_(pages),
          resources_(std::move(resources))
    {
    }

    std::size_t page_count() const override { return pages_; }

    Page read_page(std::size_t page_index) override;
    PageSurvey survey_page(std::size_t page_index) override;

    std::vector<Diagnostic> diagnostics() const override
    {
        return picture_read_ ? reading_diagnostics(*resources_) : std::vector<Diagnostic>();
    }

private:
    Raster decode(std::size_t page_index, Page& page) const;

    std::string path_;
    FileKind kind_;
    std::string data_;
    std::size_t pages_;
    std::shared_ptr<ReaderResources> resources_;
    bool picture_read_ = false;
};

Raster ImageReader::decode(std::size_t page_index, Page& page) const
{
    const auto complain = [&](const char* code, std::string message) {
        page.diagnostics.push_back({Severity::error, code, std::move(message), page.number});
    };
    l_int32 format = 0;
    l_int32 width = 0;
    l_int32 height = 0;
    l_int32 bits = 0;
    l_int32 samples = 0;
    l_int32 mapped = 0;
    l_int32 resolution = 0;
    const auto index = static_cast<l_int32>(page_index);
    const bool bad_head = kind_ == FileKind::tiff ? readHeaderMemTiff(bytes_of(data_),
                                                                      data_.size(),
                                                                      index,
                                                                      &width,
                                                                      &height,
                                                                      &bits,
                                                                      &samples,
                                                                      &resolution,
                                                                      &mapped,
                                                                      &format) != 0
                                                  : pixReadHeaderMem(bytes_of(data_),
                                                                     data_.size(),
                                                                     &format,
                                                                     &width,
                                                                     &height,
                                                                     &bits,
                                                                     &samples,
                                                                     &mapped) != 0;
    if (bad_head || (kind_ == FileKind::png && !is_whole_png(data_))) {
        complain("image-unreadable", "the image is damaged or cut off; scan or export it again");
        return {};
    }
    const double pixels = double(width) * double(height);
    int reduction = 1;
    while (kind_ == FileKind::jpeg && reduction < 8 &&
           pixels / (reduction * reduction) > most_decoded_pixels) {
        reduction *= 2;
    }
    const double room = bits * samples <= 8 ? 4 * most_decoded_pixels : most_colour_pixels;
    if (pixels / (reduction * reduction) > (bits == 1 ? 16 * most_decoded_pixels : room)) {
        complain("image-too-large",
                 "the image has " + std::to_string(width) + " x " + std::to_string(height) +
                     " pixels, too many to read; save it at 300 dpi");
        return {};
    }
    Raster raster;
    if (kind_ == FileKind::tiff) {
        raster.pix.reset(pixReadMemTiff(bytes_of(data_), data_.size(), index));
    } else if (kind_ == FileKind::jpeg) {
        raster.pix.reset(pixReadMemJpeg(bytes_of(data_), data_.size(), 0, reduction, nullptr, 0));
    } else {
        raster.pix.reset(pixReadMem(bytes_of(data_), data_.size()));
    }
    if (!raster) {
        complain("image-unreadable", "the image is damaged or cut off; scan or export it again");
        return {};
    }
    raster.dpi = pixGetXRes(raster.pix.get());
    raster.dpi /= reduction;
    if (reduction > 1 || (bits * samples > 8 && pixels > most_decoded_pixels)) {
        page.diagnostics.push_back({Severity::note,
                                    "image-scaled-down",
                                    "the image is very large and was scaled down to be read",
                                    page.number});
    }
    raster.pix = to_grey(std::move(raster.pix));
    if (kind_ == FileKind::jpeg) {
        raster.pix = with_orientation(std::move(raster.pix), exif_orientation(data_));
    }
    if (raster.dpi < least_true_dpi || raster.dpi > 2400) {
        raster.dpi = guessed_dpi(raster.width(), raster.height());
    }
    return raster;
}

Page ImageReader::read_page(std::size_t page_index)
{
    Page page;
    page.number = static_cast<int>(page_index) + 1;
    page.read_from = ReadFrom::image;
    const Raster raster = decode(page_index, page);
    if (!raster) {
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = page.diagnostics.back().message;
        return page;
    }
    page.width = raster.width() * 72.0 / raster.dpi;
    page.height = raster.height() * 72.0 / raster.dpi;
    page.why = "a picture of a page";
    picture_read_ = true;
    read_image_into(page, raster, {0, 0, page.width, page.height}, *resources_);
    return page;
}

PageSurvey ImageReader::survey_page(std::size_t page_index)
{
    Page page;
    page.number = static_cast<int>(page_index) + 1;
    const Raster raster = decode(page_index, page);
    PageSurvey survey;
    survey.number = page.number;
    survey.images = 1;
    survey.image_share = 1;
    survey.planned = ReadFrom::image;
    if (!raster) {
        survey.verdict = Verdict::unusable;
        survey.quality = 0;
        survey.why = page.diagnostics.back().message;
        return survey;
    }
    survey.width = raster.width() * 72.0 / raster.dpi;
    survey.height = raster.height() * 72.0 / raster.dpi;
    survey.image_dpi = raster.dpi;
    if (is_blank(raster)) {
        survey.verdict = Verdict::blank;
        survey.why = "nothing is printed on the page";
        return survey;
    }
    survey.quality = expected_quality(raster.dpi);
    survey.why = "a picture of a page";
    survey.estimated_seconds = expected_seconds(resources_->options().fast);
    return survey;
}

} // namespace

std::unique_ptr<DocumentReader>
open_image(const std::string& path, FileKind kind, std::shared_ptr<ReaderResources> resources)
{
    std::string data = file_bytes(path);
    std::size_t pages = 1;
    if (kind == FileKind::tiff) {
        std::FILE* const stream = fopenReadFromMemory(bytes_of(data), data.size());
        l_int32 count = 0;
        if (stream != nullptr) {
            tiffGetCount(stream, &count);
            std::fclose(stream);
        }
        if (count <= 0) {
            throw Error(ErrorKind::unreadable,
                        path,
                        "the TIFF file is damaged or cut off",
                        "scan or export it again");
        }
        pages = static_cast<std::size_t>(count);
    }
    return std::make_unique<ImageReader>(path, kind, std::move(data), pages, std::move(resources));
}

} // namespace saksklar
