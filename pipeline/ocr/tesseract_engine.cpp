// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/tesseract_engine.hpp"

#include "normalizers/error.hpp"
#include "normalizers/text/utf8.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

// libgomp's own; its header is part of the compiler, not of the system's include path.
extern "C" void omp_set_max_active_levels(int levels);

namespace saksklar {

namespace {

class TesseractEngine final : public OcrEngine {
public:
    TesseractEngine(const std::string& folder, const std::string& languages)
        : name_("tesseract " + languages)
    {
        api_.SetVariable("debug_file", "/dev/null");
        if (api_.Init(folder.c_str(), languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
            throw Error(ErrorKind::resource,
                        folder,
                        "the Tesseract model \"" + languages + "\" cannot be loaded",
                        "reinstall it: apt install --reinstall tesseract-ocr-" + languages);
        }
    }

    std::vector<OcrLine> recognise(const Raster& image, OcrLayout layout) override;

    std::string name() const override { return name_; }

private:
    tesseract::TessBaseAPI api_;
    std::string name_;
};

tesseract::PageSegMode segmentation(OcrLayout layout)
{
    switch (layout) {
    case OcrLayout::page:
        return tesseract::PSM_AUTO;
    case OcrLayout::block:
        return tesseract::PSM_SINGLE_BLOCK;
    case OcrLayout::line:
        return tesseract::PSM_SINGLE_LINE;
    }
    return tesseract::PSM_AUTO;
}

PixelBox box_at(const tesseract::ResultIterator& at, tesseract::PageIteratorLevel level)
{
    PixelBox box;
    at.BoundingBox(level, &box.left, &box.top, &box.right, &box.bottom);
    return box;
}

OcrWord word_at(const tesseract::ResultIterator& at)
{
    const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_WORD));
    OcrWord word;
    word.text = text ? text.get() : "";
    std::erase_if(word.text, [](unsigned char byte) { return byte <= ' '; });
    word.text.resize(utf8::valid_prefix(word.text));
    word.box = box_at(at, tesseract::RIL_WORD);
    word.confidence = std::clamp(double{at.Confidence(tesseract::RIL_WORD)} / 100.0, 0.0, 1.0);
    return word;
}

std::vector<OcrLine> TesseractEngine::recognise(const Raster& image, OcrLayout layout)
{
    // Tesseract starts OpenMP threads of its own, whatever their number was set to, while
    // we already run one page per core. The setting belongs to the calling thread.
    omp_set_max_active_levels(0);

    api_.SetPageSegMode(segmentation(layout));
    api_.SetImage(image.pix.get());
    api_.SetSourceResolution(image.dpi > 0 ? image.dpi : 300);
    if (api_.Recognize(nullptr) != 0) {
        api_.Clear();
        throw Error(ErrorKind::recognition, name_, "the OCR engine gave up");
    }
    std::vector<OcrLine> lines;
    {
        // The iterator points into the engine: it must go before the next SetImage.
        const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
        int block = 0;
        while (at && !at->Empty(tesseract::RIL_WORD)) {
            if (at->IsAtBeginningOf(tesseract::RIL_BLOCK)) {
                ++block;
            }
            if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE) || lines.empty()) {
                OcrLine line;
                line.box = box_at(*at, tesseract::RIL_TEXTLINE);
                line.block = block;
                float row_height = 0;
                float descenders = 0;
                float ascenders = 0;
                at->RowAttributes(&row_height, &descenders, &ascenders);
                line.x_height = double{row_height} - double{ascenders} + double{descenders};
                lines.push_back(std::move(line));
            }
            if (OcrWord word = word_at(*at); !word.text.empty()) {
                lines.back().words.push_back(std::move(word));
            }
            if (!at->Next(tesseract::RIL_WORD)) {
                break;
            }
        }
    }
    api_.Clear();
    std::erase_if(lines, [](const OcrLine& line) { return line.words.empty(); });
    return lines;
}

} // namespace

std::string tesseract_language(std::string_view name)
{
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    constexpr std::array norwegian{
        "nb", "nn", "no", "nob", "nno", "nor", "nb-no", "nn-no", "nb_no", "nn_no"};
    if (std::find(norwegian.begin(), norwegian.end(), lower) != norwegian.end()) {
        return "nor";
    }
    if (lower == "en") {
        return "eng";
    }
    return std::string(name);
}

std::string tessdata_folder(const std::string& wished)
{
    tesseract::TessBaseAPI probe;
    probe.SetVariable("debug_file", "/dev/null");
    // A model that does not exist: Tesseract says so in its message file, which opens it
    // once and for all, and it now knows its folder.
    probe.Init(wished.empty() ? nullptr : wished.c_str(), "saksklar-none");
    const char* const found = probe.GetDatapath();
    if (!wished.empty() || found == nullptr) {
        return wished;
    }
    return found;
}

bool has_language(const std::string& folder, const std::string& language)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(
        std::filesystem::path(folder) / (language + ".traineddata"), ignored);
}

void require_languages(const std::string& folder, const std::vector<std::string>& languages)
{
    for (const std::string& language : languages) {
        if (!has_language(folder, language)) {
            throw Error(ErrorKind::resource,
                        folder,
                        "the Tesseract language \"" + language + "\" is not there",
                        "apt install tesseract-ocr-" + language +
                            ", or name the folder of your models with --tessdata");
        }
    }
}

std::unique_ptr<OcrEngine> make_tesseract_engine(const std::string& folder,
                                                 const std::string& languages)
{
    return std::make_unique<TesseractEngine>(folder, languages);
}

} // namespace saksklar
