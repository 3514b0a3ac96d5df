// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/large_pictures.hpp"
#include "pipeline/readers/picture_rows.hpp"

#include <tiffio.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

namespace saksklar {

namespace {

/// Tiles are some hundred pixels wide; a file that asks for more than this is broken or hostile.
constexpr tmsize_t largest_tile_bytes = tmsize_t{64} << 20U;

struct CloseTiff {
    void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};

using TiffPtr = std::unique_ptr<TIFF, CloseTiff>;

/// The file in memory, as libtiff wants to see it.
struct Bytes {
    std::string_view all;
    std::size_t at = 0;
};

tmsize_t read_bytes(thandle_t handle, void* to, tmsize_t size)
{
    Bytes& bytes = *static_cast<Bytes*>(handle);
    const std::size_t left = bytes.all.size() - std::min(bytes.at, bytes.all.size());
    const std::size_t count = std::min(left, static_cast<std::size_t>(size));
    std::memcpy(to, bytes.all.data() + (bytes.all.size() - left), count);
    bytes.at += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t write_nothing(thandle_t /*handle*/, void* /*from*/, tmsize_t /*size*/)
{
    return 0;
}

toff_t seek_byte(thandle_t handle, toff_t offset, int from)
{
    Bytes& bytes = *static_cast<Bytes*>(handle);
    const toff_t start = from == SEEK_SET ? 0 : from == SEEK_CUR ? bytes.at : bytes.all.size();
    bytes.at = start + offset;
    return bytes.at;
}

int close_nothing(thandle_t /*handle*/)
{
    return 0;
}

toff_t size_of_file(thandle_t handle)
{
    return static_cast<Bytes*>(handle)->all.size();
}

/// The bytes are in memory as they are: libtiff need not copy them.
int map_file(thandle_t handle, void** base, toff_t* size)
{
    const std::string_view all = static_cast<Bytes*>(handle)->all;
    *base = const_cast<char*>(all.data()); // it only reads from there
    *size = all.size();
    return 1;
}

void unmap_file(thandle_t /*handle*/, void* /*base*/, toff_t /*size*/) {}

int say_nothing(TIFF* /*tiff*/,
                void* /*data*/,
                const char* /*module*/,
                const char* /*format*/,
                va_list /*values*/)
{
    return 1; // said
}

TiffPtr opened(Bytes& bytes)
{
    const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(
        TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    if (!options) {
        return {};
    }
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), say_nothing, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), say_nothing, nullptr);
    return TiffPtr(TIFFClientOpenExt("page",
                                     "r",
                                     &bytes,
                                     read_bytes,
                                     write_nothing,
                                     seek_byte,
                                     close_nothing,
                                     size_of_file,
                                     map_file,
                                     unmap_file,
                                     options.get()));
}

std::uint16_t tag(TIFF* tiff, std::uint32_t name)
{
    std::uint16_t value = 0;
    return TIFFGetFieldDefaulted(tiff, name, &value) == 1 ? value : std::uint16_t{0};
}

/// The greys of a palette's colours.
std::vector<std::uint8_t> palette_of(TIFF* tiff, int bits)
{
    std::uint16_t* red = nullptr;
    std::uint16_t* green = nullptr;
    std::uint16_t* blue = nullptr;
    std::vector<std::uint8_t> palette;
    if (bits > 8 || TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 1) {
        return palette;
    }
    for (std::size_t i = 0; i < std::size_t{1} << static_cast<unsigned>(bits); ++i) {
        const unsigned grey = (299U * red[i] + 587U * green[i] + 114U * blue[i]) / 1000U;
        palette.push_back(static_cast<std::uint8_t>(grey >> 8U));
    }
    return palette;
}

/// How the page's samples are stored, and which of its planes is read where they lie apart.
struct PageLayout {
    SampleLayout samples;
    std::uint16_t plane = 0;
};

/// None where the samples are of an unusual kind.
std::optional<PageLayout> layout_of(TIFF* tiff)
{
    PageLayout page;
    SampleLayout& layout = page.samples;
    layout.bits = tag(tiff, TIFFTAG_BITSPERSAMPLE);
    layout.samples = tag(tiff, TIFFTAG_SAMPLESPERPIXEL);
    layout.low_byte_first = std::endian::native == std::endian::little;
    const bool bits_known = layout.bits == 1 || layout.bits == 2 || layout.bits == 4 ||
                            layout.bits == 8 || layout.bits == 16;
    if (!bits_known || tag(tiff, TIFFTAG_SAMPLEFORMAT) > SAMPLEFORMAT_UINT) {
        return {};
    }
    std::uint16_t photometric = tag(tiff, TIFFTAG_PHOTOMETRIC);
    if (photometric == PHOTOMETRIC_YCBCR && tag(tiff, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        photometric = PHOTOMETRIC_RGB;
    }
    switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
        layout.inverted = true;
        break;
    case PHOTOMETRIC_MINISBLACK:
        break;
    case PHOTOMETRIC_PALETTE:
        layout.palette = palette_of(tiff, layout.bits);
        if (layout.palette.empty()) {
            return {};
        }
        break;
    case PHOTOMETRIC_RGB:
        layout.colours = 3;
        break;
    case PHOTOMETRIC_SEPARATED:
        layout.colours = 4;
        break;
    default:
        return {};
    }
    if (layout.samples < layout.colours) {
        return {};
    }
    layout.alpha = layout.samples > layout.colours && layout.palette.empty();
    if (layout.samples > 1 && tag(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE) {
        if (layout.colours == 4) {
            return {};
        }
        // Green is nearest to what the eye sees.
        page.plane = layout.colours == 3 ? 1 : 0;
        layout.samples = 1;
        layout.colours = 1;
        layout.alpha = false;
    }
    return page;
}

bool read_tiles(TIFF* tiff, PictureRows& rows, int width, int height, std::uint16_t plane)
{
    std::uint32_t tile_width = 0;
    std::uint32_t tile_height = 0;
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &tile_width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &tile_height);
    const tmsize_t size = TIFFTileSize(tiff);
    const tmsize_t row = TIFFTileRowSize(tiff);
    if (tile_width == 0 || tile_height == 0 || size <= 0 || size > largest_tile_bytes || row <= 0) {
        return false;
    }
    std::vector<std::uint8_t> tile(static_cast<std::size_t>(size));
    for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(height); y += tile_height) {
        for (std::uint32_t x = 0; x < static_cast<std::uint32_t>(width); x += tile_width) {
            if (TIFFReadTile(tiff, tile.data(), x, y, 0, plane) < 0) {
                return false;
            }
            for (std::uint32_t line = 0; line < tile_height; ++line) {
                rows.add(static_cast<int>(x),
                         static_cast<int>(y + line),
                         static_cast<int>(tile_width),
                         tile.data() + static_cast<tmsize_t>(line) * row);
            }
        }
    }
    return true;
}

bool read_strips(TIFF* tiff, PictureRows& rows, int width, int height, std::uint16_t plane)
{
    const tmsize_t size = TIFFScanlineSize(tiff);
    if (size <= 0 || size > largest_tile_bytes) {
        return false;
    }
    std::vector<std::uint8_t> row(static_cast<std::size_t>(size));
    for (int y = 0; y < height; ++y) {
        if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y), plane) < 0) {
            return false;
        }
        rows.add(0, y, width, row.data());
    }
    return true;
}

} // namespace

PixPtr shrunk_tiff(std::string_view tiff, int page_index, int factor)
{
    Bytes bytes{tiff};
    const TiffPtr file = opened(bytes);
    if (!file || TIFFSetDirectory(file.get(), static_cast<tdir_t>(page_index)) != 1) {
        return {};
    }
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    TIFFGetField(file.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(file.get(), TIFFTAG_IMAGELENGTH, &height);
    const std::optional<PageLayout> layout = layout_of(file.get());
    constexpr std::uint32_t longest_side = 1U << 20U;
    if (!layout || width == 0 || height == 0 || width > longest_side || height > longest_side) {
        return {};
    }
    const auto across = static_cast<int>(width);
    const auto down = static_cast<int>(height);
    PictureRows rows(across, down, layout->samples, factor);
    const auto read = TIFFIsTiled(file.get()) != 0 ? read_tiles : read_strips;
    if (!read(file.get(), rows, across, down, layout->plane)) {
        return {};
    }
    return with_orientation(rows.finish(), tag(file.get(), TIFFTAG_ORIENTATION));
}

} // namespace saksklar
