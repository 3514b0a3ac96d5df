// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/picture_rows.hpp"

#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saksklar {

namespace {

/// 16 x 16 pixels of 255 are the most that 16 bits can add up.
constexpr int greatest_factor = 16;

unsigned sample_at(const SampleLayout& layout, const std::uint8_t* packed, std::size_t index)
{
    switch (layout.bits) {
    case 8:
        return packed[index];
    case 16:
        return packed[2 * index + (layout.low_byte_first ? 1 : 0)];
    default: {
        const auto bits = static_cast<std::size_t>(layout.bits);
        const std::size_t at = index * bits;
        const unsigned byte = packed[at >> 3U];
        return byte >> (8 - bits - (at & 7U)) & ((1U << bits) - 1U);
    }
    }
}

/// The grey of pixel `index` of a row, 0 black, 255 white.
std::uint8_t grey_at(const SampleLayout& layout, const std::uint8_t* packed, std::size_t index)
{
    const std::size_t first = index * static_cast<std::size_t>(layout.samples);
    const unsigned highest =
        layout.bits >= 8 ? 255U : (1U << static_cast<unsigned>(layout.bits)) - 1U;
    const auto sample = [&](std::size_t colour) {
        const unsigned value = sample_at(layout, packed, first + colour);
        const unsigned byte = highest == 255 ? value : value * 255U / highest;
        return layout.inverted ? 255U - byte : byte;
    };
    unsigned grey = 0;
    if (!layout.palette.empty()) {
        const unsigned number = sample_at(layout, packed, first);
        grey = number < layout.palette.size() ? layout.palette[number] : 0U;
    } else if (layout.colours == 3) {
        grey = (299U * sample(0) + 587U * sample(1) + 114U * sample(2) + 500U) / 1000U;
    } else if (layout.colours == 4) {
        const unsigned ink =
            (299U * sample(0) + 587U * sample(1) + 114U * sample(2) + 500U) / 1000U;
        grey = 255U - std::min(255U, ink + sample(3));
    } else {
        grey = sample(0);
    }
    if (layout.alpha) {
        const unsigned value =
            sample_at(layout, packed, first + static_cast<std::size_t>(layout.colours));
        const unsigned opaque = highest == 255 ? value : value * 255U / highest;
        grey = 255U - (255U - grey) * opaque / 255U;
    }
    return static_cast<std::uint8_t>(grey);
}

} // namespace

std::size_t row_bytes(const SampleLayout& layout, int width)
{
    return (static_cast<std::size_t>(width) * static_cast<std::size_t>(layout.bits) *
                static_cast<std::size_t>(layout.samples) +
            7) /
           8;
}

int shrink_factor(double width, double height, int dpi) noexcept
{
    const double pixels = width * height;
    if (pixels <= most_decoded_pixels) {
        return 1;
    }
    const double needed = std::ceil(std::sqrt(pixels / most_decoded_pixels));
    if (needed > greatest_factor) {
        return 0;
    }
    return std::max(static_cast<int>(needed), std::min(dpi / reading_dpi, greatest_factor));
}

PictureRows::PictureRows(int width, int height, SampleLayout layout, int factor)
    : width_(width),
      height_(height),
      factor_(std::clamp(factor, 1, greatest_factor)),
      out_width_((width + factor_ - 1) / factor_),
      out_height_((height + factor_ - 1) / factor_),
      layout_(std::move(layout)),
      greys_(static_cast<std::size_t>(width))
{
    if (factor_ == 1) {
        const bool one_bit = layout_.bits == 1 && layout_.samples == 1 && layout_.palette.empty();
        pix_.reset(pixCreate(width, height, one_bit ? 1 : 8));
        if (pix_ && !one_bit) {
            pixSetAll(pix_.get());
        }
    } else {
        dark_.resize(static_cast<std::size_t>(out_width_) * static_cast<std::size_t>(out_height_));
    }
}

void PictureRows::add_bits(int y, const std::uint8_t* packed)
{
    l_uint32* const line =
        pixGetData(pix_.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix_.get());
    for (int x = 0; x < width_; ++x) {
        const bool bit = (packed[x >> 3] >> (7 - (x & 7)) & 1) != 0;
        if (bit == layout_.inverted) {
            SET_DATA_BIT(line, x); // Leptonica: 1 is black
        }
    }
}

void PictureRows::add(int x, int y, int count, const std::uint8_t* packed, int step)
{
    if (y < 0 || y >= height_ || x < 0 || x >= width_ || step < 1) {
        return;
    }
    count = std::min(count, (width_ - x - 1) / step + 1);
    if (pix_ && pixGetDepth(pix_.get()) == 1) {
        if (x == 0 && step == 1 && count == width_) {
            add_bits(y, packed);
        }
        return;
    }
    for (int i = 0; i < count; ++i) {
        greys_[static_cast<std::size_t>(i)] = grey_at(layout_, packed, static_cast<std::size_t>(i));
    }
    if (pix_) {
        l_uint32* const line =
            pixGetData(pix_.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix_.get());
        for (int i = 0; i < count; ++i) {
            SET_DATA_BYTE(line, x + i * step, greys_[static_cast<std::size_t>(i)]);
        }
    } else if (!dark_.empty()) {
        std::uint16_t* const row =
            dark_.data() + static_cast<std::ptrdiff_t>(y / factor_) * out_width_;
        for (int i = 0; i < count; ++i) {
            std::uint16_t& sum = row[(x + i * step) / factor_];
            sum = static_cast<std::uint16_t>(sum + 255U - greys_[static_cast<std::size_t>(i)]);
        }
    }
}

PixPtr PictureRows::finish()
{
    if (factor_ == 1) {
        return std::move(pix_);
    }
    PixPtr pix(pixCreate(out_width_, out_height_, 8));
    if (!pix || dark_.empty()) {
        return {};
    }
    const std::uint16_t* from = dark_.data();
    l_uint32* line = pixGetData(pix.get());
    for (int y = 0; y < out_height_; ++y, line += pixGetWpl(pix.get())) {
        const int rows = std::min(factor_, height_ - y * factor_);
        for (int x = 0; x < out_width_; ++x, ++from) {
            const int columns = std::min(factor_, width_ - x * factor_);
            const int area = rows * columns;
            SET_DATA_BYTE(line, x, static_cast<l_uint8>(255 - (*from + area / 2) / area));
        }
    }
    dark_ = {};
    return pix;
}

} // namespace saksklar
