// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <cstddef>
#include <string>

namespace saksklar {

/// What can be told of a page without reading its picture: what `inspect` and a dry run show.
struct PageSurvey {
    int number = 1;                  ///< from 1
    double width = 0;                ///< points
    double height = 0;               ///< points
    std::size_t text_characters = 0; ///< letters and digits of the text layer
    std::size_t images = 0;
    double image_share = 0; ///< of the page, 0..1, its largest image
    int image_dpi = 0;      ///< of an image file; 0 unknown
    std::size_t fonts = 0;
    std::size_t fonts_without_unicode = 0; ///< fonts that do not say which letters they draw
    Verdict verdict = Verdict::sound;      ///< of the text that is there
    double quality = 1.0;                  ///< 0..1, expected of what will be read
    std::string why;
    ReadFrom planned = ReadFrom::text_layer; ///< what will be read
    double estimated_seconds = 0;            ///< of one core

    bool operator==(const PageSurvey&) const = default;
};

} // namespace saksklar
