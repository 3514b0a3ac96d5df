// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/office_reader.hpp"

#include "normalizers/error.hpp"
#include "pipeline/readers/file_bytes.hpp"

#include <utility>

namespace saksklar {

namespace {

class OfficeReader final : public DocumentReader {
public:
    explicit OfficeReader(std::vector<Page> pages) : pages_(std::move(pages)) {}

    std::size_t page_count() const override { return pages_.size(); }

    Page read_page(std::size_t page_index) override { return pages_.at(page_index); }

private:
    std::vector<Page> pages_;
};

} // namespace

std::unique_ptr<DocumentReader> open_office_document(const std::string& path, FileKind kind)
{
    const std::string bytes = file_bytes(path);
    if (kind == FileKind::docx) {
        return std::make_unique<OfficeReader>(docx_pages(bytes, path));
    }
    if (kind == FileKind::odt) {
        return std::make_unique<OfficeReader>(odt_pages(bytes, path));
    }
    if (kind == FileKind::html) {
        return std::make_unique<OfficeReader>(html_pages(bytes, path));
    }
    throw Error(ErrorKind::unsupported, path, "no office document", "give ODT, DOCX or HTML");
}

} // namespace saksklar
