// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/engine.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// Tesseract's own name of a language: nb, nn, no, nob, nno, nor-no and the like are all "nor".
std::string tesseract_language(std::string_view name);

/// The folder that Tesseract takes its models from: `wished` if not empty, else the
/// system's. Opens Tesseract's message file too, so that later nothing has to be
/// opened for writing.
std::string tessdata_folder(const std::string& wished);

/// Throws Error{resource}, naming the package to install, when a model is missing.
void require_languages(const std::string& folder, const std::vector<std::string>& languages);

bool has_language(const std::string& folder, const std::string& language);

/// The LSTM engine of libtesseract with `languages` joined by "+". Throws Error{resource}
/// when a model cannot be loaded.
std::unique_ptr<OcrEngine> make_tesseract_engine(const std::string& folder,
                                                 const std::string& languages);

} // namespace saksklar
