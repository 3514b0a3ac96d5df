// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/utf8.hpp"
#include "pipeline/readers/document_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace saksklar {

namespace {

using namespace std::string_view_literals;

std::string lower_ascii(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return lower;
}

FileKind zip_kind(std::string_view head)
{
    if (head.find("mimetypeapplication/vnd.oasis.opendocument.text"sv) < 128) {
        return FileKind::odt;
    }
    if (head.find("word/"sv) != std::string_view::npos) {
        return FileKind::docx;
    }
    // The part names stand before each part: the first of a Word document is this list,
    // and its other parts may be further away than the head reaches.
    const bool office = head.find("[Content_Types].xml"sv) != std::string_view::npos;
    const bool other = head.find("xl/"sv) != std::string_view::npos ||
                       head.find("ppt/"sv) != std::string_view::npos;
    return office && !other ? FileKind::docx : FileKind::unknown;
}

bool looks_like_html(std::string_view head)
{
    const auto first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n"sv);
    if (first == std::string_view::npos || head[first] != '<') {
        return false;
    }
    const std::string start = lower_ascii(head.substr(first, 1024));
    constexpr std::array marks{"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv};
    if (std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
            return start.starts_with(mark);
        })) {
        return true;
    }
    return (start.starts_with("<?xml") || start.starts_with("<!--")) &&
           start.find("<html") != std::string::npos;
}

/// Text has no NULs and hardly any control characters, in whatever charset.
bool looks_like_text(std::string_view head)
{
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) {
        return true; // UTF-16 with its mark
    }
    std::size_t control = 0;
    std::size_t zero_even = 0;
    std::size_t zero_odd = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto byte = static_cast<unsigned char>(head[i]);
        if (byte == 0) {
            ++(i % 2 == 0 ? zero_even : zero_odd);
        } else if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' &&
                   byte != 0x1B && byte != 0x1A) {
            ++control;
        }
    }
    if (std::max(zero_even, zero_odd) * 10 > head.size() * 4 &&
        std::min(zero_even, zero_odd) * 50 < head.size()) {
        return true; // UTF-16 without a mark: every other byte is zero
    }
    return zero_even + zero_odd == 0 ? control * 10 < head.size()
                                     : (control + zero_even + zero_odd) * 100 < head.size();
}

bool known_binary(std::string_view head)
{
    constexpr std::array marks{
        "\x1F\x8B"sv, // gzip
        "BZh"sv,      // bzip2
        "\xFD"
        "7zXZ"sv,             // xz
        "7z\xBC\xAF"sv,       // 7-zip
        "\xD0\xCF\x11\xE0"sv, // old Office
        "\x7F"
        "ELF"sv,                // program
        "MZ\x90"sv,             // program
        "GIF8"sv,               // image
        "SQLite format 3"sv,    // database
        "Rar!"sv,               // archive
        "\x00\x00\x00\x0CjP"sv, // JPEG 2000
        "{\\rtf"sv,             // rich text
        "%!PS"sv,               // PostScript
    };
    return std::any_of(
        marks.begin(), marks.end(), [&](std::string_view mark) { return head.starts_with(mark); });
}

} // namespace

FileKind file_kind(std::string_view head)
{
    if (head.empty()) {
        return FileKind::unknown;
    }
    // Readers accept a PDF that starts a little late.
    if (const auto at = head.substr(0, 1024).find("%PDF-"sv);
        at != std::string_view::npos && at + 5 < head.size() && head[at + 5] >= '0' &&
        head[at + 5] <= '9' && (at == 0 || !looks_like_text(head.substr(0, at)))) {
        return FileKind::pdf;
    }
    if (head.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return FileKind::png;
    }
    if (head.starts_with("\xFF\xD8\xFF"sv)) {
        return FileKind::jpeg;
    }
    if (head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv) || head.starts_with("II+\0"sv) ||
        head.starts_with("MM\0+"sv)) {
        return FileKind::tiff;
    }
    if (head.starts_with("PK\x03\x04"sv)) {
        return zip_kind(head);
    }
    if (known_binary(head)) {
        return FileKind::unknown;
    }
    if (looks_like_html(head)) {
        return FileKind::html;
    }
    return looks_like_text(head) ? FileKind::text : FileKind::unknown;
}

std::string_view media_type(FileKind kind)
{
    switch (kind) {
    case FileKind::text:
        return "text/plain";
    case FileKind::pdf:
        return "application/pdf";
    case FileKind::png:
        return "image/png";
    case FileKind::jpeg:
        return "image/jpeg";
    case FileKind::tiff:
        return "image/tiff";
    case FileKind::odt:
        return "application/vnd.oasis.opendocument.text";
    case FileKind::docx:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case FileKind::html:
        return "text/html";
    case FileKind::unknown:
        break;
    }
    return "application/octet-stream";
}

} // namespace saksklar
