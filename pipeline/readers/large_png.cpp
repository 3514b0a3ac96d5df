// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/large_pictures.hpp"
#include "pipeline/readers/picture_rows.hpp"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <memory>
#include <vector>

namespace saksklar {

namespace {

/// libpng leaves by longjmp: whatever has a destructor lives here, outside the functions it leaves.
struct PngReading {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string_view left;
    SampleLayout layout;
    bool interlaced = false;
    std::unique_ptr<PictureRows> rows;
    std::vector<png_byte> row;

    PngReading() = default;
    PngReading(const PngReading&) = delete;
    PngReading& operator=(const PngReading&) = delete;

    ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
};

void take_bytes(png_structp png, png_bytep to, png_size_t size)
{
    std::string_view& left = *static_cast<std::string_view*>(png_get_io_ptr(png));
    if (size > left.size()) {
        png_error(png, "cut off");
    }
    std::memcpy(to, left.data(), size);
    left.remove_prefix(size);
}

[[noreturn]] void leave(png_structp png, png_const_charp /*message*/)
{
    png_longjmp(png, 1);
}

void say_nothing(png_structp /*png*/, png_const_charp /*message*/) {}

/// Everything as samples of 8 bits, grey or RGB, with or without opacity.
bool read_head(PngReading& reading)
{
    if (setjmp(png_jmpbuf(reading.png)) != 0) {
        return false;
    }
    png_set_read_fn(reading.png, &reading.left, take_bytes);
    png_read_info(reading.png, reading.info);
    reading.interlaced = png_get_interlace_type(reading.png, reading.info) != PNG_INTERLACE_NONE;
    png_set_expand(reading.png);
    png_set_strip_16(reading.png);
    png_read_update_info(reading.png, reading.info);
    reading.layout.samples = png_get_channels(reading.png, reading.info);
    reading.layout.colours = reading.layout.samples >= 3 ? 3 : 1;
    reading.layout.alpha = reading.layout.samples % 2 == 0;
    return png_get_bit_depth(reading.png, reading.info) == 8;
}

/// The rows of an interlaced picture come seven times, each time with other pixels.
bool read_rows(PngReading& reading, int width, int height)
{
    if (setjmp(png_jmpbuf(reading.png)) != 0) {
        return false;
    }
    const int passes = reading.interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1;
    for (int pass = 0; pass < passes; ++pass) {
        const bool all = passes == 1;
        const int left = all ? 0 : PNG_PASS_START_COL(pass);
        const int across = all ? 1 : PNG_PASS_COL_OFFSET(pass);
        const int top = all ? 0 : PNG_PASS_START_ROW(pass);
        const int down = all ? 1 : PNG_PASS_ROW_OFFSET(pass);
        const int columns = all ? width : (width - left + across - 1) / across;
        const int lines = all ? height : (height - top + down - 1) / down;
        if (columns <= 0) {
            continue;
        }
        for (int line = 0; line < lines; ++line) {
            png_read_row(reading.png, reading.row.data(), nullptr);
            reading.rows->add(left, top + line * down, columns, reading.row.data(), across);
        }
    }
    return true;
}

} // namespace

PixPtr shrunk_png(std::string_view png, int factor)
{
    PngReading reading;
    reading.left = png;
    reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, say_nothing);
    if (reading.png == nullptr) {
        return {};
    }
    reading.info = png_create_info_struct(reading.png);
    if (reading.info == nullptr || !read_head(reading)) {
        return {};
    }
    const auto width = static_cast<int>(png_get_image_width(reading.png, reading.info));
    const auto height = static_cast<int>(png_get_image_height(reading.png, reading.info));
    reading.rows = std::make_unique<PictureRows>(width, height, reading.layout, factor);
    reading.row.resize(png_get_rowbytes(reading.png, reading.info));
    return read_rows(reading, width, height) ? reading.rows->finish() : PixPtr();
}

} // namespace saksklar
