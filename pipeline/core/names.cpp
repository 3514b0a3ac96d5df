// SPDX-License-Identifier: Apache-2.0
#include "pipeline/core/names.hpp"

namespace saksklar {

std::string_view name_of(ReadFrom value) noexcept
{
    switch (value) {
    case ReadFrom::text_layer:
        return "text-layer";
    case ReadFrom::ocr:
        return "ocr";
    case ReadFrom::image:
        return "image";
    case ReadFrom::dump:
        return "dump";
    }
    return "dump";
}

std::string_view name_of(Verdict value) noexcept
{
    switch (value) {
    case Verdict::sound:
        return "sound";
    case Verdict::damaged:
        return "damaged";
    case Verdict::unusable:
        return "unusable";
    case Verdict::blank:
        return "blank";
    }
    return "sound";
}

std::string_view name_of(Severity value) noexcept
{
    switch (value) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::note:
        return "note";
    }
    return "note";
}

} // namespace saksklar
