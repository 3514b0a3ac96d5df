// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/document_reader.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// Opens an ODT, DOCX or HTML file. A page has one line for each paragraph and each row of a
/// table; what word processors compute (the numbers of lists) stands in the text. Headers, footers,
/// deleted text and comments are left out. Pages end where the file says so: hard page breaks, and
/// the places where the word processor last broke them.
///
/// Throws Error{unreadable | unsupported} with a remedy for encrypted, truncated and foreign files,
/// and for such as unpack to more than a document would.
std::unique_ptr<DocumentReader> open_office_document(const std::string& path, FileKind kind);

/// The pages of a file's content; `where` names the file in errors. See open_office_document.
std::vector<Page> docx_pages(std::string_view bytes, const std::string& where);
std::vector<Page> odt_pages(std::string_view bytes, const std::string& where);
std::vector<Page> html_pages(std::string_view bytes, const std::string& where);

} // namespace saksklar
