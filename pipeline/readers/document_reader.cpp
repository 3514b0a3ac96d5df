// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/document_reader.hpp"

#include "normalizers/error.hpp"
#include "pipeline/readers/file_bytes.hpp"
#include "pipeline/readers/image_reader.hpp"
#include "pipeline/readers/office/office_reader.hpp"
#include "pipeline/readers/pdf_reader.hpp"
#include "pipeline/triage/text_shape.hpp"

#include <string_view>

namespace saksklar {

namespace {

using namespace std::string_view_literals;

/// What a file that nobody here reads looks like, and what to do with it.
[[noreturn]] void refuse(const std::string& path)
{
    const std::string head = file_head(path, 512);

    struct Foreign {
        std::string_view mark;
        const char* what;
        const char* remedy;
    };

    constexpr Foreign foreign[] = {
        {"\x1F\x8B"sv, "looks like gzip", "unpack it first: gunzip"},
        {"BZh"sv, "looks like bzip2", "unpack it first: bunzip2"},
        {"\xFD"
         "7zXZ"sv,
         "looks like xz",
         "unpack it first: unxz"},
        {"7z\xBC\xAF"sv, "looks like a 7-Zip archive", "unpack it first"},
        {"Rar!"sv, "looks like a RAR archive", "unpack it first"},
        {"PK\x03\x04"sv,
         "looks like a ZIP archive or a spreadsheet",
         "unpack it or export it as PDF"},
        {"\xD0\xCF\x11\xE0"sv,
         "looks like an old Office file",
         "convert it: soffice --convert-to docx"},
        {"{\\rtf"sv, "looks like rich text", "convert it: soffice --convert-to docx"},
        {"%!PS"sv, "looks like PostScript", "convert it: ps2pdf"},
        {"GIF8"sv, "looks like a GIF image", "save it as PNG"},
        {"BM"sv, "looks like a BMP image", "save it as PNG"},
        {"RIFF"sv, "looks like a WebP image or a sound", "save an image as PNG"},
        {"\x00\x00\x00\x0CjP"sv, "looks like a JPEG 2000 image", "save it as PNG"},
    };
    for (const Foreign& kind : foreign) {
        if (std::string_view(head).starts_with(kind.mark)) {
            throw Error(ErrorKind::unsupported, path, kind.what, kind.remedy);
        }
    }
    throw Error(ErrorKind::unsupported,
                path,
                "not a kind of file that is read here",
                "give PDF, PNG, JPEG, TIFF, ODT, DOCX, HTML or text");
}

} // namespace

PageSurvey DocumentReader::survey_page(std::size_t page_index)
{
    const Page page = read_page(page_index);
    PageSurvey survey;
    survey.number = page.number;
    survey.width = page.width;
    survey.height = page.height;
    for (const Line& line : page.lines) {
        const TextShape shape = shape_of(line.text);
        survey.text_characters += shape.letters + shape.digits;
    }
    survey.verdict = page.verdict;
    survey.quality = page.quality;
    survey.why = page.why;
    survey.planned = page.read_from;
    return survey;
}

std::unique_ptr<DocumentReader> open_document(const std::string& path,
                                              FileKind kind,
                                              const std::shared_ptr<ReaderResources>& resources)
{
    switch (kind) {
    case FileKind::pdf:
        return open_pdf(path, resources);
    case FileKind::png:
    case FileKind::jpeg:
    case FileKind::tiff:
        return open_image(path, kind, resources);
    case FileKind::odt:
    case FileKind::docx:
    case FileKind::html:
        return open_office_document(path, kind);
    case FileKind::text:
    case FileKind::unknown:
        break;
    }
    refuse(path);
}

} // namespace saksklar
