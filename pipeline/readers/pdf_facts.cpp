// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_facts.hpp"

#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/font_tables.hpp"
#include "pipeline/readers/pdf_bytes.hpp"
#include "pipeline/readers/pdf_images.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

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
    std::string written() { return pdf_bytes(pdf); }

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

namespace {

/// The image's pixels, or a file that Poppler can make them from.
void take_out(QPDFObjectHandle image, PageImage& result)
{
    try {
        result.raster.pix = turned(pixels_of(image, result.dpi), result.quarter_turns);
    } catch (const std::exception&) {
        result.raster.pix.reset(); // damaged: Poppler may make something of it
    }
    if (result.raster) {
        result.raster.dpi =
            static_cast<int>(std::lround(result.raster.width() / result.width_inches));
    } else {
        result.alone = alone_on_a_page(image);
    }
}

} // namespace

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
        result.quarter_turns = rotation_of(page);
        const bool sideways = result.quarter_turns % 2 == 1;
        result.width_inches = (sideways ? place.height() : place.width()) / 72.0;
        const double left = place.left - box.left;
        const double right = place.right - box.left;
        const double top = box.top - place.top;
        const double bottom = box.top - place.bottom;
        const double width = box.width();
        const double height = box.height();
        switch (result.quarter_turns) {
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
        if (!image.stencil && !image.soft_mask) {
            take_out(image.object, result);
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

HealedFonts PdfFacts::with_healed_fonts(bool all) const
{
    HealedFonts result;
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
                result.guessed.insert(font_name(font));
            } else {
                letters = by_number(letters, font.getKey("/DescendantFonts").getArrayItem(0));
            }
            font.replaceKey("/ToUnicode", inside_->pdf.newStream(to_unicode_map(letters)));
            ++healed;
        });
        if (healed > 0) {
            result.pdf = inside_->written();
        }
    } catch (const std::exception&) {
        return {};
    }
    return result;
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
