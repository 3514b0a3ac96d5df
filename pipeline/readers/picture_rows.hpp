// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/raster.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saksklar {

/// How a picture's rows of samples are packed: from the highest bit on, every row on a byte of its
/// own.
struct SampleLayout {
    int bits = 8;                ///< of a sample: 1, 2, 4, 8 or 16
    int samples = 1;             ///< of a pixel, those that are no colour included
    int colours = 1;             ///< 1 grey, 3 RGB, 4 CMYK
    bool inverted = false;       ///< the lowest sample is the lightest
    bool alpha = false;          ///< the sample after the colours tells how opaque the pixel is
    bool low_byte_first = false; ///< of samples of 16 bits
    /// The grey of each number, where samples are numbers of colours.
    std::vector<std::uint8_t> palette;
};

/// Bytes of a row of `width` pixels.
std::size_t row_bytes(const SampleLayout& layout, int width);

/// Pictures of more pixels are shrunk while they are read.
inline constexpr double most_decoded_pixels = 80e6;

/// By how much a picture has to be shrunk while it is read: to `most_decoded_pixels`, and of a
/// high resolution not below 300 dpi. 1: not at all; 0: it is too large for that, too.
int shrink_factor(double width, double height, int dpi) noexcept;

/// Makes a picture out of its rows, in any order, and shrinks it meanwhile: each of its pixels is
/// the mean of a square of `factor` x `factor`. So a picture needs the memory of what is
/// made of it, three bytes a pixel at most. Black and white stays of one bit at factor 1; the rest
/// becomes grey of 8 bits.
class PictureRows {
public:
    /// `factor` 1..16.
    PictureRows(int width, int height, SampleLayout layout, int factor);

    /// Pixels of row `y`, packed as `layout` says: `count` of them from column `x` on, each
    /// `step` columns after the one before. What lies outside the picture is left out.
    void add(int x, int y, int count, const std::uint8_t* packed, int step = 1);

    /// The picture; empty where memory for it is lacking. Rows that never came are white.
    PixPtr finish();

private:
    void add_bits(int y, const std::uint8_t* packed);

    int width_;
    int height_;
    int factor_;
    int out_width_;
    int out_height_;
    SampleLayout layout_;
    PixPtr pix_;                      ///< at factor 1
    std::vector<std::uint16_t> dark_; ///< by pixel of the result: how far from white, added up
    std::vector<std::uint8_t> greys_; ///< of the row at hand
};

} // namespace saksklar
