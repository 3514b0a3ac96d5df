// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/image_reader.hpp"

#include "normalizers/error.hpp"
#include "normalizers/mapped_file.hpp"
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/file_bytes.hpp"
#include "pipeline/readers/large_pictures.hpp"
#include "pipeline/readers/picture_rows.hpp"
#include "pipeline/readers/read_image.hpp"

#include <leptonica/allheaders.h>

#include <cstdio>

namespace saksklar {

namespace {

/// Resolutions below this are what cameras and screens write, not what was scanned.
constexpr int least_true_dpi = 97;

const l_uint8* bytes_of(std::string_view data)
{
    // Leptonica takes unsigned bytes.
    return reinterpret_cast<const l_uint8*>(data.data());
}

/// Dots an inch across that the file speaks of; 0: none.
int stated_dpi(std::string_view data, FileKind kind)
{
    l_int32 across = 0;
    l_int32 down = 0;
    std::FILE* const stream = fopenReadFromMemory(bytes_of(data), data.size());
    if (stream != nullptr) {
        kind == FileKind::png ? fgetPngResolution(stream, &across, &down)
                              : fgetJpegResolution(stream, &across, &down);
        std::fclose(stream);
    }
    return across;
}

/// The file, mapped and not copied: uncompressed TIFF files are large.
MappedFile mapped(const std::string& path)
{
    file_head(path, 1); // says what is wrong with a file that cannot be read
    try {
        return MappedFile(path);
    } catch (const Error& error) {
        throw Error(
            ErrorKind::unreadable, path, error.reason(), "check the file, or allow more --memory");
    }
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
                MappedFile file,
                std::size_t pages,
                std::shared_ptr<ReaderResources> resources)
        : path_(std::move(path)),
          kind_(kind),
          file_(std::move(file)),
          data_(reinterpret_cast<const char*>(file_.bytes().data()), file_.bytes().size()),
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
    MappedFile file_;
    std::string_view data_; ///< of the file
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
    if (kind_ != FileKind::tiff) {
        resolution = stated_dpi(data_, kind_);
    }
    const int shrink = shrink_factor(width, height, resolution);
    if (shrink == 0) {
        complain("image-too-large",
                 "the image has " + std::to_string(width) + " x " + std::to_string(height) +
                     " pixels, too many to read; save it at 300 dpi");
        return {};
    }
    // Leptonica needs up to eight bytes a pixel to decode the whole and make it grey.
    const bool large = bits * samples > 8 && double(width) * height > most_pixels;
    Raster raster;
    int shrunk = shrink;
    if (kind_ == FileKind::jpeg) {
        JpegPicture picture = jpeg_picture(data_, samples, shrink, large);
        raster.pix = std::move(picture.pix);
        shrunk = picture.shrunk;
    } else if (shrink > 1 || large) {
        raster.pix =
            kind_ == FileKind::tiff ? shrunk_tiff(data_, index, shrink) : shrunk_png(data_, shrink);
    } else {
        raster.pix.reset(kind_ == FileKind::tiff
                             ? pixReadMemTiff(bytes_of(data_), data_.size(), index)
                             : pixReadMem(bytes_of(data_), data_.size()));
    }
    raster.dpi = resolution / shrunk;
    if (!raster) {
        complain("image-unreadable",
                 shrink > 1
                     ? "the image is damaged, or very large and of an unusual kind; save it as "
                       "PNG at 300 dpi"
                     : "the image is damaged or cut off; scan or export it again");
        return {};
    }
    if (shrunk > 1) {
        page.diagnostics.push_back({Severity::note,
                                    "image-scaled-down",
                                    "the image has " + std::to_string(width) + " x " +
                                        std::to_string(height) + " pixels; it was read at 1/" +
                                        std::to_string(shrunk) + " of its size",
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
    MappedFile file = mapped(path);
    std::size_t pages = 1;
    if (kind == FileKind::tiff) {
        std::FILE* const stream = fopenReadFromMemory(
            reinterpret_cast<const l_uint8*>(file.bytes().data()), file.bytes().size());
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
    return std::make_unique<ImageReader>(path, kind, std::move(file), pages, std::move(resources));
}

} // namespace saksklar
