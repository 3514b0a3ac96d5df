// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/poppler_pages.hpp"

#include "normalizers/error.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/ocr/prepare.hpp"

#include <leptonica/allheaders.h>
#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace saksklar {

namespace {

/// White space of any kind, and what PDF producers leave as such, has no place in a word.
bool is_space(char32_t value)
{
    return value == ' ' || value == 0xA0 || value == 0x3000 || value == 0x1680 || value == 0x2028 ||
           value == 0x2029 || value == 0x202F || value == 0x205F || value == 0xFEFF ||
           (value >= 0x2000 && value <= 0x200B) || (value >= 9 && value <= 13);
}

std::string utf8_of(const poppler::ustring& text)
{
    const poppler::byte_array bytes = text.to_utf8();
    std::string raw(bytes.begin(), bytes.end());
    std::string clean;
    clean.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const utf8::CodePoint point = utf8::decode(raw, at);
        if (point.value == utf8::malformed) {
            utf8::append(clean, 0xFFFD);
        } else if (!is_space(point.value) && point.value != 0) {
            clean.append(raw, at, point.size_bytes);
        }
        at += point.size_bytes;
    }
    return clean;
}

/// "ABCDEF+Arial-BoldMT" is a part of "Arial-BoldMT".
std::string without_subset_prefix(std::string name)
{
    if (name.size() > 7 && name[6] == '+') {
        name.erase(0, 7);
    }
    return name;
}

int quarter_turns_of(poppler::page::orientation_enum orientation)
{
    switch (orientation) {
    case poppler::page::landscape:
        return 1;
    case poppler::page::upside_down:
        return 2;
    case poppler::page::seascape:
        return 3;
    case poppler::page::portrait:
        break;
    }
    return 0;
}

PixPtr pix_of(const poppler::image& image)
{
    if (!image.is_valid() || image.format() != poppler::image::format_gray8) {
        return {};
    }
    PixPtr pix(pixCreate(image.width(), image.height(), 8));
    if (!pix) {
        return pix;
    }
    const auto words_per_line = static_cast<std::size_t>(pixGetWpl(pix.get()));
    l_uint32* const rows = pixGetData(pix.get());
    for (int y = 0; y < image.height(); ++y) {
        std::memcpy(rows + static_cast<std::size_t>(y) * words_per_line,
                    image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(),
                    static_cast<std::size_t>(image.width()));
    }
    pixEndianByteSwap(pix.get()); // Leptonica keeps pixels in words, first pixel highest
    return pix;
}

} // namespace

PopplerPages::PopplerPages(const std::string& path)
    : PopplerPages({}, poppler::document::load_from_file(path), path)
{
}

std::unique_ptr<PopplerPages> PopplerPages::from_memory(std::string data, const std::string& path)
{
    // Poppler reads from the bytes as long as the document lives; moving a short string
    // would move them.
    data.reserve(64);
    std::unique_ptr<PopplerPages> pages(new PopplerPages(std::move(data), nullptr, path));
    return pages;
}

PopplerPages::PopplerPages(std::string data, poppler::document* document, const std::string& path)
    : data_(std::move(data)),
      document_(
          document != nullptr || data_.empty()
              ? document
              : poppler::document::load_from_raw_data(data_.data(), static_cast<int>(data_.size())))
{
    if (!document_) {
        throw Error(ErrorKind::unreadable,
                    path,
                    "the PDF file is damaged or cut off",
                    "copy it again, or mend it: qpdf FILE NEW");
    }
    if (document_->is_locked()) {
        throw Error(ErrorKind::unsupported,
                    path,
                    "the PDF file is encrypted",
                    "take the password off: qpdf --password=SECRET --decrypt FILE NEW");
    }
    if (document_->pages() <= 0) {
        throw Error(ErrorKind::unreadable,
                    path,
                    "the PDF file has no pages",
                    "copy it again, or mend it: qpdf FILE NEW");
    }
    size_ = static_cast<std::size_t>(document_->pages());
}

PopplerPages::~PopplerPages() = default;

PopplerPages::PageText PopplerPages::text(std::size_t page_index) const
{
    PageText text;
    const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(page_index)));
    if (!page) {
        return text;
    }
    text.readable = true;
    const poppler::rectf rect = page->page_rect(poppler::crop_box);
    text.width = rect.width();
    text.height = rect.height();
    text.quarter_turns = quarter_turns_of(page->orientation());
    if (text.quarter_turns % 2 == 1) {
        std::swap(text.width, text.height);
    }
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
        PlacedWord word;
        word.text = utf8_of(box.text());
        if (word.text.empty()) {
            continue;
        }
        const poppler::rectf place = box.bbox();
        word.box = Box{place.left(), place.top(), place.right(), place.bottom()};
        word.space_after = box.has_space_after();
        word.rotation = ((box.rotation() % 4) + 4) % 4;
        if (box.has_font_info()) {
            word.font_size = box.get_font_size();
            word.font = without_subset_prefix(box.get_font_name());
        }
        text.words.push_back(std::move(word));
    }
    return text;
}

std::vector<GlyphRun> PopplerPages::glyphs(std::size_t page_index) const
{
    std::vector<GlyphRun> runs;
    const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(page_index)));
    if (!page) {
        return runs;
    }
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
        const poppler::ustring text = box.text();
        GlyphRun run;
        run.space_after = box.has_space_after();
        run.rotation = ((box.rotation() % 4) + 4) % 4;
        if (box.has_font_info()) {
            run.font_size = box.get_font_size();
            run.font = without_subset_prefix(box.get_font_name());
        }
        for (std::size_t at = 0, index = 0; at < text.size(); ++at, ++index) {
            char32_t code = text[at];
            if (code >= 0xD800 && code < 0xDC00 && at + 1 < text.size()) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (text[++at] - 0xDC00U);
            }
            const poppler::rectf place = box.char_bbox(index);
            run.glyphs.push_back(
                {code, {place.left(), place.top(), place.right(), place.bottom()}});
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

Raster PopplerPages::render(std::size_t page_index, int dpi) const
{
    const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(page_index)));
    if (!page) {
        return {};
    }
    const poppler::rectf rect = page->page_rect(poppler::crop_box);
    const double square_inches = rect.width() / 72.0 * rect.height() / 72.0;
    if (!(square_inches > 0)) {
        return {};
    }
    const double resolution = std::min<double>(dpi, std::sqrt(most_pixels / square_inches));
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hints(poppler::page_renderer::antialiasing |
                              poppler::page_renderer::text_antialiasing);
    Raster raster;
    raster.pix = pix_of(renderer.render_page(page.get(), resolution, resolution));
    raster.dpi = static_cast<int>(std::lround(resolution));
    return raster;
}

std::string PopplerPages::producer() const
{
    return utf8_of(document_->get_producer());
}

} // namespace saksklar
