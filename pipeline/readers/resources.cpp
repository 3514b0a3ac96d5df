// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/resources.hpp"

#include "normalizers/letters/language_data.hpp"
#include "pipeline/ocr/tesseract_engine.hpp"

#include <leptonica/allheaders.h>
#include <poppler-global.h>

#include <algorithm>

namespace saksklar {

namespace {

void ignore_leptonica(const char* /*message*/) {}

void ignore_poppler(const std::string& /*message*/, void* /*closure*/) {}

std::string joined(const std::vector<std::string>& languages)
{
    std::string all;
    for (const std::string& language : languages) {
        all += (all.empty() ? "" : "+") + language;
    }
    return all;
}

} // namespace

ReaderResources::ReaderResources(ReadOptions options) : options_(std::move(options))
{
    // What a page is worth saying stands in its diagnostics; the libraries stay silent.
    leptSetStderrHandler(&ignore_leptonica);
    poppler::set_debug_error_function(&ignore_poppler, nullptr);

    std::vector<std::string> languages;
    for (const std::string& name : options_.languages) {
        const std::string language = tesseract_language(name);
        if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
            languages.push_back(language);
        }
    }
    if (languages.empty()) {
        languages.emplace_back("nor");
    }
    options_.languages = languages;
    tessdata_ = tessdata_folder(options_.tessdata);
    require_languages(tessdata_, languages);
    if (!options_.data_dir.empty()) {
        language_ = load_language_data(options_.data_dir);
    }
}

const PageEngines& ReaderResources::engines()
{
    if (!first_) {
        first_ = make_tesseract_engine(tessdata_, joined(options_.languages));
        // The English model has the signs that the Norwegian one lacks, and is small.
        const bool norwegian = options_.languages.front() == "nor";
        if (!options_.fast && norwegian) {
            if (has_language(tessdata_, "eng")) {
                second_ = make_tesseract_engine(tessdata_, "eng");
            } else {
                missing_for_second_ = "tesseract-ocr-eng";
            }
        }
        engines_.first = first_.get();
        engines_.second = second_.get();
        if (language_) {
            engines_.known = [data = language_](std::string_view word) {
                return data->contains(word);
            };
        }
    }
    return engines_;
}

std::shared_ptr<ReaderResources> load_reader_resources(const ReadOptions& options)
{
    return std::make_shared<ReaderResources>(options);
}

} // namespace saksklar
