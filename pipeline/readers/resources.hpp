// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/engine.hpp"
#include "pipeline/ocr/page_ocr.hpp"
#include "pipeline/readers/document_reader.hpp"

#include <memory>
#include <string>

namespace saksklar {

class LanguageData;

/// What the readers of one worker share. The engines are made when the first page
/// needs them: most archives have pages that never do.
class ReaderResources {
public:
    explicit ReaderResources(ReadOptions options);

    const ReadOptions& options() const noexcept { return options_; }

    /// What is known of Norwegian; null where no data folder was given.
    const LanguageData* language() const noexcept { return language_.get(); }

    /// Who reads a page's picture: one engine when fast, else two. Made at the first call.
    /// Throws Error{resource} when a model cannot be loaded.
    const PageEngines& engines();

    /// What to install for a second reading that was wished but cannot be; empty otherwise.
    /// Known once the engines are made.
    const std::string& missing_for_second() const noexcept { return missing_for_second_; }

private:
    ReadOptions options_;
    std::string tessdata_;
    std::shared_ptr<const LanguageData> language_;
    std::unique_ptr<OcrEngine> first_;
    std::unique_ptr<OcrEngine> second_;
    PageEngines engines_;
    std::string missing_for_second_;
};

} // namespace saksklar
