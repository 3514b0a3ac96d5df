// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace saksklar {

namespace {

/// Below this share of dark pixels a page holds no text: one line of ten words on A4 has
/// about 0.0003.
constexpr double blank_ink = 0.00005;

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size, bool little)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t place = little ? at + size - 1 - i : at + i;
        value =
            value << 8U | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U);
    }
    return value;
}

/// The orientation in a TIFF structure as EXIF has it.
int orientation_in(std::string_view tiff)
{
    const bool little = tiff.starts_with("II");
    const std::size_t directory = number_at(tiff, 4, 4, little);
    const std::size_t entries = number_at(tiff, directory, 2, little);
    for (std::size_t i = 0; i < std::min<std::size_t>(entries, 200); ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (number_at(tiff, entry, 2, little) == 0x0112) {
            const auto value = static_cast<int>(number_at(tiff, entry + 8, 2, little));
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

} // namespace

PixPtr to_grey(PixPtr pix)
{
    if (!pix) {
        return pix;
    }
    if (pixGetColormap(pix.get()) != nullptr) {
        pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    }
    if (pix && pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) {
        pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
    }
    if (pix && pixGetDepth(pix.get()) != 1 && pixGetDepth(pix.get()) != 8) {
        pix.reset(pixConvertTo8(pix.get(), 0));
    }
    return pix;
}

int guessed_dpi(int width, int height) noexcept
{
    constexpr double a4_longer_side_inches = 11.69;
    return std::max(1,
                    static_cast<int>(std::lround(std::max(width, height) / a4_longer_side_inches)));
}

PixPtr turned(PixPtr pix, int quarter_turns)
{
    if (!pix || quarter_turns % 4 == 0) {
        return pix;
    }
    return PixPtr(pixRotateOrth(pix.get(), ((quarter_turns % 4) + 4) % 4));
}

bool is_bilevel(const Raster& image)
{
    if (!image || pixGetDepth(image.pix.get()) == 1) {
        return static_cast<bool>(image);
    }
    if (pixGetDepth(image.pix.get()) != 8) {
        return false;
    }
    Numa* histogram = pixGetGrayHistogram(image.pix.get(), 4);
    if (histogram == nullptr) {
        return false;
    }
    l_float32 all = 0;
    l_float32 ends = 0;
    numaGetSumOnInterval(histogram, 0, 255, &all);
    for (l_int32 value = 0; value < 256; ++value) {
        l_float32 count = 0;
        numaGetFValue(histogram, value, &count);
        ends += value < 8 || value > 247 ? count : 0;
    }
    numaDestroy(&histogram);
    return ends > 0.998F * all;
}

Raster normalised(Raster image)
{
    if (!image) {
        return image;
    }
    // Tesseract scales each line to the height its network knows. Grey scans of 130 to 400 dpi are
    // read best as they are; black-and-white ones gain by getting grey edges first
    // (CER of faxed dev pages 0.76 to 0.62 %).
    const bool coarse_fax = image.dpi > 0 && image.dpi < 250 && is_bilevel(image);
    double factor = 1.0;
    if (image.dpi > 0 && (image.dpi < 130 || image.dpi > 400 || coarse_fax)) {
        factor = double{reading_dpi} / image.dpi;
    }
    factor = std::min(factor, 6.0);
    const double pixels = double(image.width()) * double(image.height());
    if (pixels * factor * factor > most_pixels) {
        factor = std::sqrt(most_pixels / pixels);
    }
    if (factor == 1.0) {
        return image;
    }
    const auto scale = static_cast<float>(factor);
    Raster scaled;
    if (factor < 1.0) {
        scaled.pix.reset(pixGetDepth(image.pix.get()) == 1
                             ? pixScaleToGray(image.pix.get(), scale)
                             : pixScale(image.pix.get(), scale, scale));
    } else {
        PixPtr grey(pixConvertTo8(image.pix.get(), 0));
        if (grey && coarse_fax) {
            L_Kernel* kernel = makeGaussianKernel(1, 1, 0.7F, 1.0F);
            grey.reset(pixConvolve(grey.get(), kernel, 8, 1));
            kernelDestroy(&kernel);
        }
        scaled.pix.reset(grey ? pixScale(grey.get(), scale, scale) : nullptr);
    }
    if (!scaled.pix) {
        return image;
    }
    scaled.dpi = static_cast<int>(std::lround(image.dpi * factor));
    return scaled;
}

Raster prepared_otherwise(const Raster& image)
{
    Raster other;
    other.dpi = image.dpi;
    if (is_bilevel(image)) {
        other.pix.reset(pixClone(image.pix.get()));
        return other;
    }
    other.pix.reset(pixBackgroundNormSimple(image.pix.get(), nullptr, nullptr));
    if (!other.pix) {
        other.pix.reset(pixClone(image.pix.get()));
    }
    const double pixels = double(image.width()) * double(image.height());
    const double wished = image.dpi > 0 && image.dpi < 250 ? double{reading_dpi} / image.dpi : 1.0;
    const double factor = std::min({wished, 6.0, std::sqrt(most_pixels / std::max(1.0, pixels))});
    if (factor != 1.0) {
        const auto scale = static_cast<float>(factor);
        PixPtr scaled_pix(pixScale(other.pix.get(), scale, scale));
        if (scaled_pix) {
            other.pix = std::move(scaled_pix);
            other.dpi = static_cast<int>(std::lround(image.dpi * factor));
        }
    }
    return other;
}

bool is_blank(const Raster& image)
{
    if (!image) {
        return true;
    }
    PixPtr ink;
    if (pixGetDepth(image.pix.get()) == 1) {
        ink.reset(pixCopy(nullptr, image.pix.get()));
    } else {
        // Against the page's own background, so that grey paper is not ink.
        const PixPtr small(image.width() > 1200 ? pixScaleSmooth(image.pix.get(), 0.5F, 0.5F)
                                                : pixClone(image.pix.get()));
        const PixPtr even(small ? pixBackgroundNormSimple(small.get(), nullptr, nullptr) : nullptr);
        ink.reset(pixThresholdToBinary(even ? even.get() : small.get(), 150));
    }
    if (!ink) {
        return true;
    }
    // Specks are not text.
    const PixPtr clean(
        pixSelectBySize(ink.get(), 3, 3, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GT, nullptr));
    l_float32 share = 0;
    pixForegroundFraction(clean ? clean.get() : ink.get(), &share);
    return double{share} < blank_ink;
}

int exif_orientation(std::string_view jpeg) noexcept
{
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && static_cast<unsigned char>(jpeg[at]) == 0xFF) {
        const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
        if (marker == 0xDA || marker == 0xD9) {
            break; // the pixels start here
        }
        const std::size_t length = number_at(jpeg, at + 2, 2, false);
        const std::string_view body = jpeg.substr(at + 4, length > 2 ? length - 2 : 0);
        if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6))) {
            return orientation_in(body.substr(6));
        }
        at += 2 + std::max<std::size_t>(length, 2);
    }
    return 1;
}

PixPtr with_orientation(PixPtr pix, int exif)
{
    if (!pix || exif <= 1 || exif > 8) {
        return pix;
    }
    if (exif == 2 || exif == 4 || exif == 5 || exif == 7) {
        pix.reset(pixFlipLR(nullptr, pix.get()));
    }
    switch (exif) {
    case 3:
    case 4:
        return turned(std::move(pix), 2);
    case 6:
    case 7:
        return turned(std::move(pix), 1);
    case 5:
    case 8:
        return turned(std::move(pix), 3);
    default:
        return pix;
    }
}

} // namespace saksklar
