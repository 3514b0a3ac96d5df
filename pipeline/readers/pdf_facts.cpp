// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_facts.hpp"

#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/font_tables.hpp"

#include <leptonica/allheaders.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <set>
#include <vector>

namespace saksklar {

namespace {

/// Forms inside forms deeper than this are not followed: hostile files nest them without end.
constexpr int deepest_form = 6;

/// A page's content is looked through up to this many operators; a drawn map has millions.
constexpr std::size_t most_operators = 400'000;

/// x' = a x + c y + e, y' = b x + d y + f
using Matrix = std::array<double, 6>;

Matrix times(const Matrix& first, const Matrix& then)
{
    return {first[0] * then[0] + first[1] * then[2],
            first[0] * then[1] + first[1] * then[3],
            first[2] * then[0] + first[3] * then[2],
            first[2] * then[1] + first[3] * then[3],
            first[4] * then[0] + first[5] * then[2] + then[4],
            first[4] * then[1] + first[5] * then[3] + then[5]};
}

double number(QPDFObjectHandle object)
{
    return object.isNumber() ? object.getNumericValue() : 0.0;
}

struct DrawnImage {
    QPDFObjectHandle object;
    Matrix place{};
    bool stencil = false;
    bool soft_mask = false;
};

/// What a page's operators draw.
struct Drawn {
    std::vector<DrawnImage> images;
    std::size_t inline_images = 0;
    std::size_t paths = 0;
    std::size_t shown_text = 0;
    std::size_t hidden_text = 0;
    std::size_t operators = 0;
};

/// Follows the graphics state far enough to know where images stand and whether text is seen.
class Follower final : public QPDFObjectHandle::ParserCallbacks {
public:
    Follower(Drawn& drawn, QPDFObjectHandle resources, const Matrix& matrix, int depth)
        : drawn_(drawn), resources_(std::move(resources)), depth_(depth)
    {
        state_.matrix = matrix;
    }

    void handleObject(QPDFObjectHandle object, size_t /*offset*/, size_t /*length*/) override;

    void handleEOF() override {}

private:
    struct State {
        Matrix matrix{};
        int text_mode = 0;
        bool invisible_font = false;
    };

    void act(const std::string& name);
    void draw(const std::string& name);

    Drawn& drawn_;
    QPDFObjectHandle resources_;
    int depth_;
    State state_;
    std::vector<State> saved_;
    std::vector<QPDFObjectHandle> operands_;
};

void follow(Drawn& drawn,
            QPDFObjectHandle content,
            QPDFObjectHandle resources,
            const Matrix& matrix,
            int depth)
{
    Follower follower(drawn, std::move(resources), matrix, depth);
    try {
        QPDFObjectHandle::parseContentStream(content, &follower);
    } catch (const std::exception&) {
        // A damaged content stream: what was understood counts.
        return;
    }
}

void Follower::handleObject(QPDFObjectHandle object, size_t /*offset*/, size_t /*length*/)
{
    if (object.isOperator()) {
        if (++drawn_.operators > most_operators) {
            terminateParsing();
        }
        act(object.getOperatorValue());
        operands_.clear();
    } else if (object.isInlineImage()) {
        ++drawn_.inline_images;
    } else if (operands_.size() < 16) {
        operands_.push_back(object);
    }
}

void Follower::act(const std::string& name)
{
    if (name == "q") {
        if (saved_.size() < 256) {
            saved_.push_back(state_);
        }
    } else if (name == "Q") {
        if (!saved_.empty()) {
            state_ = saved_.back();
            saved_.pop_back();
        }
    } else if (name == "cm" && operands_.size() == 6) {
        Matrix matrix{};
        for (std::size_t i = 0; i < 6; ++i) {
            matrix[i] = number(operands_[i]);
        }
        state_.matrix = times(matrix, state_.matrix);
    } else if (name == "Tr" && !operands_.empty()) {
        state_.text_mode = static_cast<int>(number(operands_[0]));
    } else if (name == "Tf" && !operands_.empty() && operands_[0].isName()) {
        // Tesseract's and others' layers are drawn in a font without shapes.
        QPDFObjectHandle font =
            resources_.isDictionary() && resources_.getKey("/Font").isDictionary()
                ? resources_.getKey("/Font").getKey(operands_[0].getName())
                : QPDFObjectHandle::newNull();
        state_.invisible_font =
            font.isDictionary() && font.getKey("/BaseFont").isName() &&
            font.getKey("/BaseFont").getName().find("GlyphLessFont") != std::string::npos;
    } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
        const bool hidden = state_.text_mode == 3 || state_.text_mode == 7 || state_.invisible_font;
        ++(hidden ? drawn_.hidden_text : drawn_.shown_text);
    } else if (name == "f" || name == "F" || name == "f*" || name == "S" || name == "s" ||
               name == "B" || name == "B*" || name == "b" || name == "b*" || name == "sh") {
        ++drawn_.paths;
    } else if (name == "Do" && !operands_.empty() && operands_[0].isName()) {
        draw(operands_[0].getName());
    }
}

void Follower::draw(const std::string& name)
{
    if (!resources_.isDictionary() || !resources_.getKey("/XObject").isDictionary()) {
        return;
    }
    QPDFObjectHandle object = resources_.getKey("/XObject").getKey(name);
    if (!object.isStream()) {
        return;
    }
    QPDFObjectHandle dictionary = object.getDict();
    QPDFObjectHandle subtype = dictionary.getKey("/Subtype");
    if (!subtype.isName()) {
        return;
    }
    if (subtype.getName() == "/Image") {
        QPDFObjectHandle mask = dictionary.getKey("/ImageMask");
        drawn_.images.push_back(
            DrawnImage{object,
                       state_.matrix,
                       mask.isBool() && mask.getBoolValue(),
                       dictionary.hasKey("/SMask") || dictionary.hasKey("/Mask")});
    } else if (subtype.getName() == "/Form" && depth_ < deepest_form) {
        Matrix matrix{1, 0, 0, 1, 0, 0};
        QPDFObjectHandle own = dictionary.getKey("/Matrix");
        if (own.isArray() && own.getArrayNItems() == 6) {
            for (int i = 0; i < 6; ++i) {
                matrix[static_cast<std::size_t>(i)] = number(own.getArrayItem(i));
            }
        }
        QPDFObjectHandle resources = dictionary.getKey("/Resources");
        follow(drawn_,
               object,
               resources.isDictionary() ? resources : resources_,
               times(matrix, state_.matrix),
               depth_ + 1);
    }
}

struct PageBox {
    double left = 0;
    double bottom = 0;
    double right = 0;
    double top = 0;

    double width() const { return right - left; }

    double height() const { return top - bottom; }
};

/// The box that an image covers on its page, cut to the page.
PageBox covered(const Matrix& m, const PageBox& page)
{
    const std::array<double, 4> xs{m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2]};
    const std::array<double, 4> ys{m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3]};
    const auto [left, right] = std::minmax_element(xs.begin(), xs.end());
    const auto [bottom, top] = std::minmax_element(ys.begin(), ys.end());
    PageBox box{std::max(*left, page.left),
                std::max(*bottom, page.bottom),
                std::min(*right, page.right),
                std::min(*top, page.top)};
    box.right = std::max(box.left, box.right);
    box.top = std::max(box.bottom, box.top);
    return box;
}

PageBox crop_box(QPDFPageObjectHelper& page)
{
    QPDFObjectHandle box = page.getCropBox();
    if (!box.isRectangle()) {
        return {0, 0, 595, 842};
    }
    const QPDFObjectHandle::Rectangle r = box.getArrayAsRectangle();
    return {std::min(r.llx, r.urx),
            std::min(r.lly, r.ury),
            std::max(r.llx, r.urx),
            std::max(r.lly, r.ury)};
}

int rotation_of(QPDFPageObjectHelper& page)
{
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int degrees = rotate.isInteger() ? static_cast<int>(rotate.getIntValue()) : 0;
    return ((degrees / 90) % 4 + 4) % 4;
}

/// A font of two-byte glyph numbers, which mean nothing without a table.
bool has_numbered_glyphs(QPDFObjectHandle font)
{
    QPDFObjectHandle subtype = font.getKey("/Subtype");
    QPDFObjectHandle encoding = font.getKey("/Encoding");
    QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
    return subtype.isName() && subtype.getName() == "/Type0" && encoding.isName() &&
           encoding.getName().find("Identity") != std::string::npos && descendants.isArray() &&
           descendants.getArrayNItems() > 0 && descendants.getArrayItem(0).isDictionary();
}

std::string font_name(QPDFObjectHandle font)
{
    QPDFObjectHandle name = font.getKey("/BaseFont");
    std::string text = name.isName() ? name.getName().substr(1) : std::string();
    if (text.size() > 7 && text[6] == '+') {
        text.erase(0, 7);
    }
    return text;
}

std::string decoded(QPDFObjectHandle stream, qpdf_stream_decode_level_e level)
{
    const std::shared_ptr<Buffer> data = stream.getStreamData(level);
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

/// A font of numbered glyphs whose table from glyphs to letters is missing or empty.
bool is_silent(QPDFObjectHandle font)
{
    if (!has_numbered_glyphs(font)) {
        return false;
    }
    QPDFObjectHandle table = font.getKey("/ToUnicode");
    if (!table.isStream()) {
        return !(table.isName()); // a named table is Poppler's to know
    }
    try {
        const std::string text = decoded(table, qpdf_dl_generalized);
        return text.find("beginbfchar") == std::string::npos &&
               text.find("beginbfrange") == std::string::npos;
    } catch (const std::exception&) {
        return true; // a table that cannot be unpacked says nothing
    }
}

/// A font may count its glyphs otherwise on the page (CID) than in its program.
GlyphLetters by_number(const GlyphLetters& letters, QPDFObjectHandle descendant)
{
    QPDFObjectHandle map = descendant.getKey("/CIDToGIDMap");
    if (!map.isStream()) {
        return letters;
    }
    const std::string glyphs = decoded(map, qpdf_dl_generalized);
    GlyphLetters numbered;
    for (std::size_t number = 0; number < 0x10000 && 2 * number + 1 < glyphs.size(); ++number) {
        const unsigned high = static_cast<unsigned char>(glyphs[2 * number]);
        const unsigned low = static_cast<unsigned char>(glyphs[2 * number + 1]);
        const auto found = letters.find(static_cast<std::uint16_t>(high << 8U | low));
        if (found != letters.end()) {
            numbered.emplace(static_cast<std::uint16_t>(number), found->second);
        }
    }
    return numbered;
}

bool says_its_letters(QPDFObjectHandle font)
{
    if (!font.isDictionary() || font.getKey("/ToUnicode").isStream()) {
        return !font.isDictionary() || !is_silent(font);
    }
    QPDFObjectHandle subtype = font.getKey("/Subtype");
    return !has_numbered_glyphs(font) && !(subtype.isName() && subtype.getName() == "/Type3");
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

/// Fax data in the TIFF file that Leptonica needs around it.
std::string fax_as_tiff(const std::string& data, int width, int height, int k, bool black_is_1)
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
    entry(259, short_type, k < 0 ? 4 : 3);
    // PDF: 0 is black unless /BlackIs1; the coded runs are the same, only their colour differs.
    entry(262, short_type, black_is_1 ? 1 : 0);
    entry(273, long_type, 8 + 2 + std::size_t{entries} * 12 + 4);
    entry(277, short_type, 1);
    entry(278, long_type, static_cast<std::size_t>(height));
    entry(279, long_type, data.size());
    entry(k < 0 ? 293 : 292, long_type, k > 0 ? 1 : 0);
    put32(tiff, 0);
    return tiff + data;
}

const l_uint8* bytes_of(const std::string& data)
{
    return reinterpret_cast<const l_uint8*>(data.data());
}

/// Plain rows of samples as Flate and its like leave them: grey or RGB of 8 bits, grey of 1 bit.
PixPtr
plain_pixels(const std::string& data, int width, int height, int bits, int colours, bool inverted)
{
    const auto row = (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits) *
                          static_cast<std::size_t>(colours) +
                      7) /
                     8;
    if (data.size() < row * static_cast<std::size_t>(height)) {
        return {};
    }
    const bool one_bit = bits == 1;
    PixPtr pix(pixCreate(width, height, one_bit ? 1 : 8));
    if (!pix) {
        return pix;
    }
    const auto words = static_cast<std::size_t>(pixGetWpl(pix.get()));
    l_uint32* line = pixGetData(pix.get());
    const auto* from = bytes_of(data);
    for (int y = 0; y < height; ++y, line += words, from += row) {
        for (int x = 0; x < width; ++x) {
            if (one_bit) {
                const unsigned byte = from[x >> 3];
                const unsigned bit = byte >> (7 - (x & 7)) & 1U;
                if ((bit == 0) != inverted) {
                    SET_DATA_BIT(line, x); // Leptonica: 1 is black
                }
            } else {
                unsigned grey = from[x];
                if (colours == 3) {
                    const auto* rgb = from + 3 * static_cast<std::ptrdiff_t>(x);
                    grey = (299U * rgb[0] + 587U * rgb[1] + 114U * rgb[2] + 500U) / 1000U;
                }
                SET_DATA_BYTE(line, x, static_cast<l_uint8>(inverted ? 255U - grey : grey));
            }
        }
    }
    return pix;
}

/// How many colours a sample has; 0: of a kind that is left to Poppler.
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

PixPtr pixels_of(QPDFObjectHandle image)
{
    QPDFObjectHandle dictionary = image.getDict();
    const auto width = static_cast<int>(number(dictionary.getKey("/Width")));
    const auto height = static_cast<int>(number(dictionary.getKey("/Height")));
    if (width <= 0 || height <= 0 || double(width) * height > 16 * most_pixels) {
        return {};
    }
    bool inverted = false;
    QPDFObjectHandle decode = dictionary.getKey("/Decode");
    if (decode.isArray() && decode.getArrayNItems() >= 2) {
        inverted = number(decode.getArrayItem(0)) > number(decode.getArrayItem(1));
    }
    const std::string filter = last_filter(dictionary);
    const int colours = colours_of(dictionary.getKey("/ColorSpace"));
    const auto bits = static_cast<int>(number(dictionary.getKey("/BitsPerComponent")));
    PixPtr pix;
    if (filter == "/DCTDecode") {
        if (colours == 0 || inverted) {
            return {}; // CMYK and other colours are Poppler's business
        }
        const std::string data = decoded(image, qpdf_dl_generalized);
        int reduction = 1;
        while (reduction < 8 && double(width) * height / (reduction * reduction) > most_pixels) {
            reduction *= 2;
        }
        pix.reset(pixReadMemJpeg(bytes_of(data), data.size(), 0, reduction, nullptr, 0));
        return to_grey(std::move(pix));
    }
    if (filter == "/CCITTFaxDecode" || filter == "/CCF") {
        QPDFObjectHandle parameters = last_parameters(dictionary);
        if (!parameters.isDictionary() || inverted) {
            return {};
        }
        QPDFObjectHandle columns = parameters.getKey("/Columns");
        QPDFObjectHandle black = parameters.getKey("/BlackIs1");
        QPDFObjectHandle aligned = parameters.getKey("/EncodedByteAlign");
        const auto k = static_cast<int>(number(parameters.getKey("/K")));
        if ((columns.isInteger() ? columns.getIntValue() : 1728) != width ||
            (aligned.isBool() && aligned.getBoolValue()) || k >= 0) {
            return {};
        }
        const std::string tiff = fax_as_tiff(decoded(image, qpdf_dl_generalized),
                                             width,
                                             height,
                                             k,
                                             black.isBool() && black.getBoolValue());
        pix.reset(pixReadMemTiff(bytes_of(tiff), tiff.size(), 0));
        return pix;
    }
    if (filter.empty() || filter == "/FlateDecode" || filter == "/LZWDecode" ||
        filter == "/RunLengthDecode") {
        if (colours == 0 || !(bits == 8 || (bits == 1 && colours == 1)) ||
            double(width) * height > 2 * most_pixels) {
            return {};
        }
        return plain_pixels(
            decoded(image, qpdf_dl_specialized), width, height, bits, colours, inverted);
    }
    return {};
}

} // namespace

struct PdfFacts::Inside {
    QPDF pdf;
    std::vector<QPDFPageObjectHelper> pages;
    bool usable = false;

    /// Calls `visit` once for each font that a page names.
    template <class Visit>
    void each_font(const Visit& visit)
    {
        std::set<QPDFObjGen> seen;
        for (QPDFPageObjectHelper& page : pages) {
            QPDFObjectHandle resources = page.getAttribute("/Resources", false);
            if (!resources.isDictionary() || !resources.getKey("/Font").isDictionary()) {
                continue;
            }
            for (auto& [name, font] : resources.getKey("/Font").getDictAsMap()) {
                if (font.isDictionary() && seen.insert(font.getObjGen()).second) {
                    visit(font);
                }
            }
        }
    }

    /// The file as it is now.
    std::string written()
    {
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.setStaticID(true);
        writer.write();
        const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
    }

    Drawn drawn(std::size_t page_index)
    {
        Drawn drawn;
        QPDFPageObjectHelper& page = pages[page_index];
        QPDFObjectHandle resources = page.getAttribute("/Resources", false);
        Follower follower(drawn, resources, {1, 0, 0, 1, 0, 0}, 0);
        try {
            page.parseContents(&follower);
        } catch (const std::exception&) {
            return drawn;
        }
        return drawn;
    }
};

PdfFacts::PdfFacts(const std::string& path) : inside_(std::make_unique<Inside>())
{
    try {
        inside_->pdf.setSuppressWarnings(true);
        inside_->pdf.processFile(path.c_str());
        inside_->pages = QPDFPageDocumentHelper(inside_->pdf).getAllPages();
        inside_->usable = true;
    } catch (const std::exception&) {
        inside_->usable = false;
    }
}

PdfFacts::~PdfFacts() = default;

PageFacts PdfFacts::page(std::size_t page_index, bool has_text) const
{
    PageFacts facts;
    if (!inside_->usable || page_index >= inside_->pages.size()) {
        facts.makeup.draws = true;
        return facts;
    }
    try {
        QPDFPageObjectHelper& page = inside_->pages[page_index];
        const PageBox box = crop_box(page);
        const double area = box.width() * box.height();
        QPDFObjectHandle resources = page.getAttribute("/Resources", false);
        const bool names_objects = resources.isDictionary() &&
                                   resources.getKey("/XObject").isDictionary() &&
                                   !resources.getKey("/XObject").getKeys().empty();
        Drawn drawn;
        if (has_text && !names_objects) {
            drawn.shown_text = 1;
        } else {
            drawn = inside_->drawn(page_index);
        }
        for (const DrawnImage& image : drawn.images) {
            const PageBox place = covered(image.place, box);
            const double share = area > 0 ? place.width() * place.height() / area : 0;
            facts.makeup.largest_image = std::max(facts.makeup.largest_image, share);
            facts.makeup.all_images += share;
        }
        facts.makeup.all_images = std::min(1.0, facts.makeup.all_images);
        facts.images = drawn.images.size() + drawn.inline_images;
        facts.makeup.draws = facts.images > 0 || drawn.paths > 0 || drawn.shown_text > 0 ||
                             drawn.operators > most_operators;
        facts.makeup.hidden_text = drawn.hidden_text > drawn.shown_text;
        facts.makeup.known = true;
        if (resources.isDictionary() && resources.getKey("/Font").isDictionary()) {
            for (const auto& [name, font] : resources.getKey("/Font").getDictAsMap()) {
                ++facts.fonts;
                facts.fonts_without_unicode += says_its_letters(font) ? 0U : 1U;
            }
        }
    } catch (const std::exception&) {
        facts.makeup.draws = true;
        facts.makeup.known = false;
    }
    return facts;
}

PageImage PdfFacts::sole_image(std::size_t page_index) const
{
    PageImage result;
    if (!inside_->usable || page_index >= inside_->pages.size()) {
        return result;
    }
    try {
        QPDFPageObjectHelper& page = inside_->pages[page_index];
        const Drawn drawn = inside_->drawn(page_index);
        if (drawn.images.size() != 1 || drawn.inline_images > 0 || drawn.paths > 0 ||
            drawn.shown_text > 0) {
            return result;
        }
        const DrawnImage& image = drawn.images.front();
        const PageBox box = crop_box(page);
        const Matrix& m = image.place;
        const PageBox place = covered(m, box);
        const bool upright = std::abs(m[1]) < 1e-3 * std::abs(m[0]) &&
                             std::abs(m[2]) < 1e-3 * std::abs(m[3]) && m[0] > 0 && m[3] > 0;
        const bool whole = place.width() * place.height() > 0.9 * box.width() * box.height() &&
                           m[0] < 1.02 * place.width() && m[3] < 1.02 * place.height();
        if (!upright || !whole) {
            return result;
        }
        QPDFObjectHandle stream = image.object;
        const double pixels = number(stream.getDict().getKey("/Width"));
        result.dpi = static_cast<int>(std::clamp(pixels / (m[0] / 72.0), 0.0, 10'000.0));
        if (image.stencil || image.soft_mask) {
            return result;
        }
        result.raster.pix = pixels_of(image.object);
        if (!result.raster) {
            return result;
        }
        const int turns = rotation_of(page);
        result.raster.dpi =
            static_cast<int>(std::lround(result.raster.width() / (place.width() / 72.0)));
        result.raster.pix = turned(std::move(result.raster.pix), turns);
        const double left = place.left - box.left;
        const double right = place.right - box.left;
        const double top = box.top - place.top;
        const double bottom = box.top - place.bottom;
        const double width = box.width();
        const double height = box.height();
        switch (turns) {
        case 1:
            result.place = {height - bottom, left, height - top, right};
            break;
        case 2:
            result.place = {width - right, height - bottom, width - left, height - top};
            break;
        case 3:
            result.place = {top, width - right, bottom, width - left};
            break;
        default:
            result.place = {left, top, right, bottom};
        }
    } catch (const std::exception&) {
        return {};
    }
    return result;
}

std::set<std::string> PdfFacts::silent_fonts() const
{
    std::set<std::string> names;
    try {
        inside_->each_font([&](QPDFObjectHandle font) {
            if (is_silent(font)) {
                names.insert(font_name(font));
            }
        });
    } catch (const std::exception&) {
        // A damaged font table; what was found before it counts.
        return names;
    }
    return names;
}

std::string PdfFacts::with_healed_fonts(bool all) const
{
    try {
        std::size_t healed = 0;
        inside_->each_font([&](QPDFObjectHandle font) {
            if (!has_numbered_glyphs(font) || !(all || is_silent(font))) {
                return;
            }
            QPDFObjectHandle descriptor =
                font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor");
            QPDFObjectHandle program = descriptor.isDictionary() ? descriptor.getKey("/FontFile2")
                                                                 : QPDFObjectHandle::newNull();
            GlyphLetters letters;
            try {
                if (program.isStream()) {
                    letters = letters_of_truetype(decoded(program, qpdf_dl_generalized));
                }
            } catch (const std::exception&) {
                letters.clear(); // a damaged font program
            }
            if (letters.empty()) {
                letters = letters_in_usual_order();
            } else {
                letters = by_number(letters, font.getKey("/DescendantFonts").getArrayItem(0));
            }
            font.replaceKey("/ToUnicode", inside_->pdf.newStream(to_unicode_map(letters)));
            ++healed;
        });
        if (healed == 0) {
            return {};
        }
        return inside_->written();
    } catch (const std::exception&) {
        return {};
    }
}

MarkedFonts PdfFacts::with_marked_fonts() const
{
    constexpr char32_t first_mark = 0xF0000;
    constexpr char32_t last_mark = 0x10FFFD;
    constexpr std::uint16_t numbered_glyphs = 4096; // Latin letters have lower numbers
    constexpr std::uint16_t one_byte_glyphs = 256;
    std::vector<std::pair<QPDFObjectHandle, QPDFObjectHandle>> before;
    MarkedFonts marked;
    try {
        char32_t mark = first_mark;
        inside_->each_font([&](QPDFObjectHandle font) {
            const bool numbered = has_numbered_glyphs(font);
            QPDFObjectHandle subtype = font.getKey("/Subtype");
            const std::uint16_t count = numbered ? numbered_glyphs : one_byte_glyphs;
            if ((!numbered && subtype.isName() && subtype.getName() == "/Type0") ||
                mark + count > last_mark) {
                return;
            }
            QPDFObjectHandle table = font.getKey("/ToUnicode");
            GlyphLetters said;
            if (table.isStream()) {
                said = letters_of_unicode_map(decoded(table, qpdf_dl_generalized));
            }
            GlyphLetters marks;
            for (std::uint16_t glyph = 0; glyph < count; ++glyph, ++mark) {
                marks[glyph] = mark;
                if (const auto found = said.find(glyph); found != said.end()) {
                    marked.said.emplace(mark, found->second);
                } else if (!table.isStream() && !numbered) {
                    marked.said.emplace(mark, glyph);
                }
            }
            before.emplace_back(font, table);
            font.replaceKey("/ToUnicode",
                            inside_->pdf.newStream(to_unicode_map(
                                marks, numbered ? GlyphBytes::two : GlyphBytes::one)));
        });
        if (!before.empty()) {
            marked.pdf = inside_->written();
        }
    } catch (const std::exception&) {
        marked = {};
    }
    // What else is asked of the file is asked of it as it came.
    for (auto& [font, table] : before) {
        font.replaceKey("/ToUnicode", table);
    }
    return marked;
}

} // namespace saksklar
