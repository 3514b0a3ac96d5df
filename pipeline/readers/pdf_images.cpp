// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_images.hpp"

#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/large_pictures.hpp"
#include "pipeline/readers/pdf_bytes.hpp"
#include "pipeline/readers/picture_rows.hpp"

#include <leptonica/allheaders.h>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace saksklar {

namespace {

double number(QPDFObjectHandle object)
{
    return object.isNumber() ? object.getNumericValue() : 0.0;
}

/// The one filter of a stream, or the last of several when those before it only pack.
std::string last_filter(QPDFObjectHandle dictionary)
{
    QPDFObjectHandle filter = dictionary.getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() > 0) {
        filter = filter.getArrayItem(filter.getArrayNItems() - 1);
    }
    return filter.isName() ? filter.getName() : std::string();
}

QPDFObjectHandle last_parameters(QPDFObjectHandle dictionary)
{
    QPDFObjectHandle parameters = dictionary.getKey("/DecodeParms");
    if (parameters.isArray() && parameters.getArrayNItems() > 0) {
        parameters = parameters.getArrayItem(parameters.getArrayNItems() - 1);
    }
    return parameters;
}

void put16(std::string& out, unsigned value)
{
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>(value >> 8U & 0xFFU);
}

void put32(std::string& out, std::size_t value)
{
    put16(out, static_cast<unsigned>(value & 0xFFFFU));
    put16(out, static_cast<unsigned>(value >> 16U & 0xFFFFU));
}

/// Group 4 fax data in the TIFF file that Leptonica needs around it.
std::string fax_as_tiff(std::string_view data, int width, int height, bool black_is_1)
{
    std::string tiff("II*\0", 4);
    put32(tiff, 8);
    const auto entry = [&](unsigned tag, unsigned type, std::size_t value) {
        put16(tiff, tag);
        put16(tiff, type);
        put32(tiff, 1);
        put32(tiff, value);
    };
    constexpr unsigned short_type = 3;
    constexpr unsigned long_type = 4;
    constexpr unsigned entries = 10;
    put16(tiff, entries);
    entry(256, long_type, static_cast<std::size_t>(width));
    entry(257, long_type, static_cast<std::size_t>(height));
    entry(258, short_type, 1);
    entry(259, short_type, 4);
    // PDF: 0 is black unless /BlackIs1; the coded runs are the same, only their colour differs.
    entry(262, short_type, black_is_1 ? 1 : 0);
    entry(273, long_type, 8 + 2 + std::size_t{entries} * 12 + 4);
    entry(277, short_type, 1);
    entry(278, long_type, static_cast<std::size_t>(height));
    entry(279, long_type, data.size());
    entry(293, long_type, 0);
    put32(tiff, 0);
    return tiff.append(data);
}

const l_uint8* bytes_of(const std::string& data)
{
    return reinterpret_cast<const l_uint8*>(data.data());
}

std::size_t number_at(std::string_view bytes, std::size_t at)
{
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        value = value << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    return value;
}

/// The fax data of a JBIG2 page that is one picture coded as group 4 fax (T.88, 7.2 and 7.4.6);
/// empty where it is coded otherwise. Poppler 22.12 draws these wrong, and only these.
std::string_view fax_of_jbig2(std::string_view data, int width, int height)
{
    constexpr std::size_t head = 11; // of a segment on page 1 that refers to no other
    constexpr std::size_t region_head = 18;
    std::string_view fax;
    while (data.size() >= head) {
        const auto kind = static_cast<unsigned char>(data[4]) & 0x3FU;
        const bool plain = (static_cast<unsigned char>(data[4]) & 0x40U) == 0 &&
                           (static_cast<unsigned char>(data[5]) & 0xE0U) == 0;
        const std::size_t size = number_at(data, 7);
        if (!plain || size > data.size() - head) {
            return {};
        }
        const std::string_view body = data.substr(head, size);
        const bool region = kind == 36 || kind == 38 || kind == 39;
        if (region) {
            const bool whole = body.size() > region_head && fax.empty() &&
                               number_at(body, 0) == static_cast<std::size_t>(width) &&
                               number_at(body, 4) == static_cast<std::size_t>(height) &&
                               number_at(body, 8) == 0 && number_at(body, 12) == 0;
            if (!whole || (static_cast<unsigned char>(body[17]) & 1U) == 0) {
                return {};
            }
            fax = body.substr(region_head);
        } else if (kind < 48 || kind > 51) { // page, end of page, stripe, end of file
            return {};
        }
        data.remove_prefix(head + size);
    }
    return fax;
}

/// How many colours a pixel has; 0: of a kind that is left to Poppler.
int colours_of(QPDFObjectHandle space)
{
    if (space.isName()) {
        const std::string name = space.getName();
        return name == "/DeviceGray" || name == "/CalGray" ? 1 : name == "/DeviceRGB" ? 3 : 0;
    }
    if (space.isArray() && space.getArrayNItems() >= 2 && space.getArrayItem(0).isName()) {
        const std::string name = space.getArrayItem(0).getName();
        if (name == "/ICCBased" && space.getArrayItem(1).isStream()) {
            const auto count =
                static_cast<int>(number(space.getArrayItem(1).getDict().getKey("/N")));
            return count == 1 || count == 3 ? count : 0;
        }
        return name == "/CalGray" ? 1 : name == "/CalRGB" ? 3 : 0;
    }
    return 0;
}

/// The bytes as the stream's last filter wants them: what packs them further is taken off.
std::string coded_bytes(QPDFObjectHandle image)
{
    QPDFObjectHandle filter = image.getDict().getKey("/Filter");
    std::shared_ptr<Buffer> data = image.getRawStreamData();
    std::string bytes(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    if (!filter.isArray() || filter.getArrayNItems() < 2) {
        return bytes;
    }
    QPDFObjectHandle parameters = image.getDict().getKey("/DecodeParms");
    QPDF scratch;
    scratch.emptyPDF();
    QPDFObjectHandle packed = QPDFObjectHandle::newStream(&scratch, bytes);
    QPDFObjectHandle filters = QPDFObjectHandle::newArray();
    QPDFObjectHandle settings = QPDFObjectHandle::newArray();
    for (int i = 0; i + 1 < filter.getArrayNItems(); ++i) {
        filters.appendItem(QPDFObjectHandle::newName(filter.getArrayItem(i).getName()));
        const bool has = parameters.isArray() && i < parameters.getArrayNItems() &&
                         parameters.getArrayItem(i).isDictionary();
        settings.appendItem(has ? parameters.getArrayItem(i).unsafeShallowCopy()
                                : QPDFObjectHandle::newNull());
    }
    packed.getDict().replaceKey("/Filter", filters);
    packed.getDict().replaceKey("/DecodeParms", settings);
    data = packed.getStreamData(qpdf_dl_specialized);
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

/// Takes a stream's bytes as they come and makes rows of them.
class RowsFromBytes final : public Pipeline {
public:
    RowsFromBytes(PictureRows& rows, int width, std::size_t bytes_in_row)
        : Pipeline("rows", nullptr), rows_(rows), width_(width), row_(bytes_in_row)
    {
    }

    void write(const unsigned char* data, std::size_t size) override
    {
        while (size > 0) {
            const std::size_t part = std::min(size, row_.size() - filled_);
            std::copy_n(data, part, row_.begin() + static_cast<std::ptrdiff_t>(filled_));
            data += part;
            size -= part;
            filled_ += part;
            if (filled_ == row_.size()) {
                rows_.add(0, count_++, width_, row_.data());
                filled_ = 0;
            }
        }
    }

    void finish() override {}

    int rows() const noexcept { return count_; }

private:
    PictureRows& rows_;
    int width_;
    int count_ = 0;
    std::vector<std::uint8_t> row_;
    std::size_t filled_ = 0;
};

/// The greys of an indexed colour space; empty where its colours are unusual.
std::vector<std::uint8_t> palette_of(QPDFObjectHandle space)
{
    std::vector<std::uint8_t> palette;
    const int colours = colours_of(space.getArrayItem(1));
    QPDFObjectHandle table = space.getArrayItem(3);
    std::string bytes;
    if (table.isString()) {
        bytes = table.getStringValue();
    } else if (table.isStream()) {
        const std::shared_ptr<Buffer> data = table.getStreamData(qpdf_dl_generalized);
        bytes.assign(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    }
    if (colours == 0) {
        return palette;
    }
    const auto step = static_cast<std::size_t>(colours);
    for (std::size_t at = 0; at + step <= bytes.size() && palette.size() < 256; at += step) {
        const auto value = [&](std::size_t i) {
            return unsigned{static_cast<unsigned char>(bytes[at + i])};
        };
        const unsigned grey =
            colours == 3 ? (299U * value(0) + 587U * value(1) + 114U * value(2) + 500U) / 1000U
                         : value(0);
        palette.push_back(static_cast<std::uint8_t>(grey));
    }
    return palette;
}

/// How plain samples are stored; none where they are left to Poppler.
std::optional<SampleLayout> layout_of(QPDFObjectHandle dictionary, bool inverted)
{
    SampleLayout layout;
    layout.bits = static_cast<int>(number(dictionary.getKey("/BitsPerComponent")));
    QPDFObjectHandle space = dictionary.getKey("/ColorSpace");
    const bool indexed = space.isArray() && space.getArrayNItems() == 4 &&
                         space.getArrayItem(0).isName() &&
                         space.getArrayItem(0).getName() == "/Indexed";
    if (indexed) {
        layout.palette = palette_of(space);
    }
    layout.colours = indexed ? 1 : colours_of(space);
    layout.samples = layout.colours;
    layout.inverted = inverted;
    const bool bits_known = layout.bits == 1 || layout.bits == 2 || layout.bits == 4 ||
                            layout.bits == 8 || layout.bits == 16;
    if (!bits_known || layout.colours == 0 ||
        (indexed && (layout.palette.empty() || inverted || layout.bits > 8))) {
        return {};
    }
    return layout;
}

PixPtr fax_pixels(std::string_view data, int width, int height, bool black_is_1, int factor)
{
    const std::string tiff = fax_as_tiff(data, width, height, black_is_1);
    return factor > 1 ? shrunk_tiff(tiff, 0, factor)
                      : PixPtr(pixReadMemTiff(bytes_of(tiff), tiff.size(), 0));
}

PixPtr
plain_pixels(QPDFObjectHandle image, int width, int height, const SampleLayout& layout, int factor)
{
    PictureRows rows(width, height, layout, factor);
    RowsFromBytes bytes(rows, width, row_bytes(layout, width));
    const bool decoded = image.pipeStreamData(&bytes, 0, qpdf_dl_specialized, true);
    return decoded && bytes.rows() >= height ? rows.finish() : PixPtr();
}

} // namespace

PixPtr pixels_of(QPDFObjectHandle image, int dpi)
{
    QPDFObjectHandle dictionary = image.getDict();
    const auto width = static_cast<int>(number(dictionary.getKey("/Width")));
    const auto height = static_cast<int>(number(dictionary.getKey("/Height")));
    const int factor = width > 0 && height > 0 ? shrink_factor(width, height, dpi) : 0;
    if (factor == 0) {
        return {};
    }
    bool inverted = false;
    QPDFObjectHandle decode = dictionary.getKey("/Decode");
    if (decode.isArray() && decode.getArrayNItems() >= 2) {
        inverted = number(decode.getArrayItem(0)) > number(decode.getArrayItem(1));
    }
    const std::string filter = last_filter(dictionary);
    if (filter == "/DCTDecode") {
        const int colours = colours_of(dictionary.getKey("/ColorSpace"));
        if (colours == 0 || inverted) {
            return {}; // CMYK and other colours are Poppler's business
        }
        return to_grey(
            jpeg_picture(coded_bytes(image), colours, factor, double(width) * height > most_pixels)
                .pix);
    }
    if (filter == "/JPXDecode") {
        // The decoder needs four bytes a sample; A4 at 600 dpi is read at 300.
        constexpr double most_jpeg_2000_pixels = 20e6;
        l_uint32 reduction = 1;
        while (reduction < 8 &&
               double(width) * height / (reduction * reduction) > most_jpeg_2000_pixels) {
            reduction *= 2;
        }
        if (inverted || double(width) * height / (reduction * reduction) > most_pixels) {
            return {};
        }
        const std::string data = coded_bytes(image);
        return to_grey(
            PixPtr(pixReadMemJp2k(bytes_of(data), data.size(), reduction, nullptr, 0, 0)));
    }
    if (filter == "/CCITTFaxDecode" || filter == "/CCF") {
        QPDFObjectHandle parameters = last_parameters(dictionary);
        if (!parameters.isDictionary() || inverted ||
            colours_of(dictionary.getKey("/ColorSpace")) != 1) {
            return {};
        }
        QPDFObjectHandle columns = parameters.getKey("/Columns");
        QPDFObjectHandle black = parameters.getKey("/BlackIs1");
        QPDFObjectHandle aligned = parameters.getKey("/EncodedByteAlign");
        const auto k = static_cast<int>(number(parameters.getKey("/K")));
        // Group 3 has many variants of its ends of lines; Poppler knows them.
        if ((columns.isInteger() ? columns.getIntValue() : 1728) != width ||
            (aligned.isBool() && aligned.getBoolValue()) || k >= 0) {
            return {};
        }
        return fax_pixels(
            coded_bytes(image), width, height, black.isBool() && black.getBoolValue(), factor);
    }
    if (filter == "/JBIG2Decode" && !inverted) {
        const std::string data = coded_bytes(image);
        const std::string_view fax = fax_of_jbig2(data, width, height);
        return fax.empty() ? PixPtr() : fax_pixels(fax, width, height, false, factor);
    }
    if (filter.empty() || filter == "/FlateDecode" || filter == "/LZWDecode" ||
        filter == "/RunLengthDecode") {
        const std::optional<SampleLayout> layout = layout_of(dictionary, inverted);
        return layout ? plain_pixels(image, width, height, *layout, factor) : PixPtr();
    }
    return {};
}

std::string alone_on_a_page(QPDFObjectHandle image)
{
    QPDFObjectHandle dictionary = image.getDict();
    QPDFObjectHandle stencil = dictionary.getKey("/ImageMask");
    const double width = number(dictionary.getKey("/Width"));
    const double height = number(dictionary.getKey("/Height"));
    if (!(width > 0) || !(height > 0) || (stencil.isBool() && stencil.getBoolValue())) {
        return {};
    }
    QPDF pdf;
    pdf.emptyPDF();
    const std::string across = std::to_string(std::lround(width));
    const std::string down = std::to_string(std::lround(height));
    QPDFObjectHandle page =
        QPDFObjectHandle::parse("<< /Type /Page /MediaBox [0 0 " + across + " " + down +
                                "] /Resources << /XObject << >> >> >>");
    page = pdf.makeIndirectObject(page);
    page.getKey("/Resources").getKey("/XObject").replaceKey("/Im", pdf.copyForeignObject(image));
    // A hair smaller than the page: Poppler stretches what ends at whole pixels over one more.
    const std::string inside_across = std::to_string(std::lround(width) - 1) + ".99";
    const std::string inside_down = std::to_string(std::lround(height) - 1) + ".99";
    page.replaceKey(
        "/Contents",
        pdf.newStream("q " + inside_across + " 0 0 " + inside_down + " 0.005 0.005 cm /Im Do Q\n"));
    QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(page), true);
    return pdf_bytes(pdf);
}

} // namespace saksklar
