// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/core/page.hpp"
#include "pipeline/readers/inspect.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// How pages are to be read.
struct ReadOptions {
    std::vector<std::string> languages = {"nor"}; ///< Tesseract's names
    std::string tessdata;                         ///< folder of models; empty: the system's
    std::string data_dir;                         ///< folder of the project's own model
    bool fast = false;                            ///< read each page once
    bool always_ocr = false;                      ///< distrust every text layer

    bool operator==(const ReadOptions&) const = default;
};

/// An opened file. Lives in a worker process, is used by one thread.
class DocumentReader {
public:
    virtual ~DocumentReader() = default;
    virtual std::size_t page_count() const = 0;

    /// Never throws for a bad page: its verdict and diagnostics say what is wrong.
    virtual Page read_page(std::size_t page_index) = 0;

    /// What can be told of the page without OCR. Never throws for a bad page.
    virtual PageSurvey survey_page(std::size_t page_index);

    /// What is to be said of the document as a whole; complete once all pages are read.
    virtual std::vector<Diagnostic> diagnostics() const { return {}; }
};

/// The engines and models that readers need, made once in a worker.
class ReaderResources;

/// Throws Error{resource} when a Tesseract language or the model is missing, naming
/// the package to install.
std::shared_ptr<ReaderResources> load_reader_resources(const ReadOptions& options);

/// Opens `path`, whose content is of `kind`. Throws Error{unreadable | unsupported} with
/// a remedy for encrypted, truncated, empty and foreign files. FileKind::text does not
/// come here: the parent decodes text itself.
std::unique_ptr<DocumentReader> open_document(const std::string& path,
                                              FileKind kind,
                                              const std::shared_ptr<ReaderResources>& resources);

/// What a file is, from its first bytes (64 KiB are enough) and its size. Never from its name.
FileKind file_kind(std::string_view head);
std::string_view media_type(FileKind kind);

} // namespace saksklar
