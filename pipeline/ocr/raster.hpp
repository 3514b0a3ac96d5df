// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

struct Pix;

namespace saksklar {

/// Leptonica destroys through a pointer to the handle.
struct PixDelete {
    void operator()(Pix* pix) const noexcept;
};

using PixPtr = std::unique_ptr<Pix, PixDelete>;

/// A page's pixels. `dpi` is what the source says or what was made of it; 0 unknown.
struct Raster {
    PixPtr pix;
    int dpi = 0;

    int width() const noexcept;
    int height() const noexcept;

    explicit operator bool() const noexcept { return pix != nullptr; }
};

/// How an OCR engine sees the place of something: pixels, origin at the top left.
struct PixelBox {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    int width() const noexcept { return right - left; }

    int height() const noexcept { return bottom - top; }

    bool operator==(const PixelBox&) const = default;
};

} // namespace saksklar
