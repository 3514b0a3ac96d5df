// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/document_reader.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;
using namespace std::string_literals;

TEST_CASE("a file's kind is told from its bytes", "[file_kind]")
{
    const auto [head, kind] = GENERATE(table<std::string, FileKind>({
        {"%PDF-1.4\n", FileKind::pdf},
        {"\x01\x02\x00junk\n%PDF-1.7\n"s, FileKind::pdf},
        {"\x89PNG\r\n\x1A\n"s, FileKind::png},
        {"\xFF\xD8\xFF\xE0"s, FileKind::jpeg},
        {"II*\0"s, FileKind::tiff},
        {"MM\0*"s, FileKind::tiff},
        {"PK\x03\x04" + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text",
         FileKind::odt},
        {"PK\x03\x04" + std::string(26, '\0') + "[Content_Types].xml", FileKind::docx},
        {"PK\x03\x04" + std::string(26, '\0') + "[Content_Types].xml xl/workbook.xml",
         FileKind::unknown},
        {"PK\x03\x04" + std::string(26, '\0') + "notes.txt", FileKind::unknown},
        {"\xEF\xBB\xBF\n<!DOCTYPE html><p>", FileKind::html},
        {"<?xml version=\"1.0\"?><html>", FileKind::html},
        {"Referat fra styremøte", FileKind::text},
        {"M\xF8te i utvalget", FileKind::text},
        {"\xFF\xFEM\0\xF8\0t\0e\0"s, FileKind::text},
        {"M\0\xF8\0t\0e\0 \0n\0r\0"s, FileKind::text},
        {"We talk about %PDF-1.4 files here", FileKind::text},
        {"<b>not a page</b>", FileKind::text},
        {"\x1F\x8B\x08", FileKind::unknown},
        {"\xD0\xCF\x11\xE0", FileKind::unknown},
        {"", FileKind::unknown},
    }));
    CAPTURE(head);
    CHECK(file_kind(head) == kind);
}

TEST_CASE("every kind has a media type", "[file_kind]")
{
    CHECK(media_type(FileKind::pdf) == "application/pdf");
    CHECK(media_type(FileKind::unknown) == "application/octet-stream");
}
