// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/read_settings.hpp"

#include "pipeline/core/version.hpp"
#include "pipeline/workers/page_codec.hpp"

namespace saksklar {

std::string read_settings(const ReadOptions& options)
{
    std::string text = std::string(version) + "/" + std::to_string(page_codec_version);
    for (const std::string& language : options.languages) {
        text += " " + language;
    }
    text += options.fast ? " fast" : "";
    text += options.always_ocr ? " always-ocr" : "";
    text += options.tessdata.empty() ? "" : " tessdata=" + options.tessdata;
    return text;
}

} // namespace saksklar
