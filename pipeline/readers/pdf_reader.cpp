// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/pdf_reader.hpp"

#include "normalizers/error.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/ocr/prepare.hpp"
#include "pipeline/readers/glyph_letters.hpp"
#include "pipeline/readers/pdf_facts.hpp"
#include "pipeline/readers/poppler_pages.hpp"
#include "pipeline/readers/read_image.hpp"
#include "pipeline/triage/text_shape.hpp"
#include "pipeline/triage/triage.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <map>
#include <new>
#include <optional>
#include <set>

namespace saksklar {

namespace {

/// The text of `lines` as triage judges it.
std::string text_of(const std::vector<Line>& lines)
{
    std::string text;
    for (const Line& line : lines) {
        text += line.text;
        text += '\n';
    }
    return text;
}

/// A reading must be this much better than a text layer to take its place.
constexpr double better = 0.02;

/// With this share of its text in fonts that say nothing, a page's layer is unusable as it stands.
constexpr double mostly_silent = 0.2;

/// Glyphs are looked at, to learn what they draw, on this many pages from the first on, and that
/// many of these are read as pictures at most. Which ones, only the file decides.
constexpr std::size_t glyph_pages = 40;
constexpr std::size_t most_learning_pages = 4;

/// A page with fewer glyphs teaches little.
constexpr std::size_t telling_glyphs = 300;

/// Page images are drawn at their own resolution between these; coarser ones gain by smooth
/// enlargement, finer ones by nothing.
constexpr int least_own_dpi = 130;
constexpr int most_own_dpi = 400;

/// With a larger share of glyphs that were never learnt, a page is read as a picture.
constexpr double few_unknown = 0.005;

/// Text that a constant shift of the codes made must be at least this good.
constexpr double good_text = 0.6;

/// Images of this share of a page may show text that the text layer lacks: logos are smaller.
constexpr double telling_image = 0.15;

/// What an image shows is text if it has this many known words, in lines of which this share is
/// known. Words of a lower confidence count as unknown.
constexpr double unsure_word = 0.5;
constexpr std::size_t words_of_text = 10;
constexpr double share_of_text = 0.6;

/// Text of letters has signs inside fewer of its words than this; a guess that is wrong beyond
/// ASCII has them in every word with æ, ø or å.
constexpr double few_odd_words = 0.03;

/// Text layers are read at some two hundred pages a second.
constexpr double seconds_of_text_page = 0.005;

class PdfReader final : public DocumentReader {
public:
    PdfReader(const std::string& path, std::shared_ptr<ReaderResources> resources)
        : path_(path),
          facts_(path),
          silent_fonts_(facts_.silent_fonts()),
          pages_(std::make_unique<PopplerPages>(path)),
          resources_(std::move(resources))
    {
        // Fonts that say nothing of their letters are healed before any page is read, so
        // that a page reads the same whichever page came before it.
        if (!silent_fonts_.empty()) {
            if (std::unique_ptr<PopplerPages> healed = healed_document(false, guessed_fonts_)) {
                pages_ = std::move(healed);
            }
        }
    }

    std::size_t page_count() const override { return pages_->size(); }

    Page read_page(std::size_t page_index) override;
    PageSurvey survey_page(std::size_t page_index) override;

    std::vector<Diagnostic> diagnostics() const override
    {
        return picture_read_ ? reading_diagnostics(*resources_) : std::vector<Diagnostic>();
    }

private:
    struct Look {
        Page page{};
        PageFacts facts{};
        Triage triage{};
        bool readable = false;
    };

    Look look_at(std::size_t page_index);
    Page read(std::size_t page_index);
    PageSurvey survey(std::size_t page_index);
    bool read_healed(Page& page, std::size_t page_index);
    bool read_shifted(Page& page, std::size_t page_index);
    bool read_learnt(Page& page, std::size_t page_index);
    void mark_glyphs();
    std::vector<GlyphRun> said_glyphs(std::size_t page_index) const;
    void learn_shifts();
    void learn_glyphs();
    void read_picture(Page& page, std::size_t page_index);
    Raster drawn_alone(const PageImage& image) const;
    void read_better(Page& page, std::size_t page_index);
    bool is_known(std::string_view word) const;
    void read_pictures_beside(Page& page, std::size_t page_index, double share);
    std::unique_ptr<PopplerPages> healed_document(bool all_fonts,
                                                  std::set<std::string>& guessed) const;
    bool is_good_text(const std::string& text) const;
    bool guess_holds();

    const LanguageData* language() const { return resources_->language(); }

    std::string path_;
    PdfFacts facts_;
    std::set<std::string> silent_fonts_;
    std::set<std::string> guessed_fonts_; ///< of these, whose table of letters is a guess
    std::optional<bool> guess_holds_;     ///< does it make text? Asked once, of the whole file
    std::unique_ptr<PopplerPages> pages_; ///< silent fonts already healed
    std::shared_ptr<ReaderResources> resources_;
    bool picture_read_ = false;
    bool healing_tried_ = false;
    std::unique_ptr<PopplerPages> healed_;  ///< with new tables for all fonts; made when needed
    std::set<std::string> healed_by_guess_; ///< its fonts whose table is a guess
    bool marking_tried_ = false;
    std::unique_ptr<PopplerPages> marked_; ///< every glyph under a number of its own
    std::map<char32_t, char32_t> said_;    ///< what the file says of these numbers
    bool shifts_tried_ = false;
    std::map<std::string, int> shifts_; ///< by font
    int usual_shift_ = 0;               ///< of fonts with too little text to tell
    bool learning_tried_ = false;
    GlyphVotes votes_;
    std::map<char32_t, std::string> letters_; ///< of these numbers
    std::set<char32_t> shown_;                ///< numbers on the pages that taught
    std::vector<std::size_t> learnt_from_;    ///< page indexes
};

double share_in_fonts(const std::vector<PlacedWord>& words, const std::set<std::string>& fonts)
{
    std::size_t all = 0;
    std::size_t inside = 0;
    for (const PlacedWord& word : words) {
        all += word.text.size();
        inside += fonts.contains(word.font) ? word.text.size() : 0U;
    }
    return all > 0 ? static_cast<double>(inside) / static_cast<double>(all) : 0.0;
}

/// Does the page show pictures beside its text that may hold text themselves?
bool has_pictures_beside(const PageMakeup& makeup)
{
    return makeup.known && !makeup.hidden_text && makeup.largest_image >= telling_image &&
           makeup.largest_image < 0.6; // larger ones are scans of the page
}

/// Everything that is known of the page before its picture is read.
PdfReader::Look PdfReader::look_at(std::size_t page_index)
{
    Look look;
    Page& page = look.page;
    page.number = static_cast<int>(page_index) + 1;
    page.read_from = ReadFrom::text_layer;
    PopplerPages::PageText text = pages_->text(page_index);
    page.width = text.width;
    page.height = text.height;
    look.readable = text.readable;
    if (!text.readable) {
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = "the page is damaged in the file";
        page.diagnostics.push_back({Severity::error,
                                    "page-unreadable",
                                    "the page is damaged in the file; mend it: qpdf FILE NEW",
                                    page.number});
        look.triage.plan = ReadingPlan::nothing;
        return look;
    }
    const double silent = share_in_fonts(text.words, silent_fonts_);
    const double guessed = share_in_fonts(text.words, guessed_fonts_);
    const bool has_text = !text.words.empty();
    page.lines = lines_of_words(std::move(text.words));
    look.facts = facts_.page(page_index, has_text);
    look.triage = triage_page(text_of(page.lines), look.facts.makeup, language());
    page.verdict = look.triage.verdict;
    page.quality = look.triage.quality;
    page.why = look.triage.why;
    // What a font's own table says is exact, however odd its words look; a guess is not.
    if (guessed > mostly_silent && !page.lines.empty() && !guess_holds()) {
        look.triage.plan = ReadingPlan::heal_fonts;
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = "the text layer holds glyph numbers instead of letters";
    } else if (silent > mostly_silent && page.verdict != Verdict::unusable && !page.lines.empty()) {
        look.triage.plan = ReadingPlan::text_layer;
        page.verdict = Verdict::unusable;
        page.why = "the text layer holds glyph numbers instead of letters; the fonts were mended "
                   "and the glyphs decoded";
    }
    return look;
}

PageSurvey PdfReader::survey(std::size_t page_index)
{
    Look look = look_at(page_index);
    PageSurvey survey;
    survey.number = look.page.number;
    survey.width = look.page.width;
    survey.height = look.page.height;
    const TextShape shape = shape_of(text_of(look.page.lines));
    survey.text_characters = shape.letters + shape.digits;
    survey.images = look.facts.images;
    survey.image_share = look.facts.makeup.largest_image;
    survey.fonts = look.facts.fonts;
    survey.fonts_without_unicode = look.facts.fonts_without_unicode;
    survey.verdict = look.page.verdict;
    survey.quality = look.page.quality;
    survey.why = look.page.why;
    const bool fast = resources_->options().fast;
    const bool always = resources_->options().always_ocr && look.readable &&
                        look.triage.plan != ReadingPlan::nothing;
    survey.estimated_seconds = seconds_of_text_page;
    if (always || look.triage.plan == ReadingPlan::image ||
        look.triage.plan == ReadingPlan::compare) {
        survey.planned = ReadFrom::ocr;
        survey.quality = expected_quality(0);
        survey.estimated_seconds = expected_seconds(fast);
    } else if (look.triage.plan == ReadingPlan::heal_fonts) {
        // What needs no picture is quickly done.
        if (read_healed(look.page, page_index) || read_shifted(look.page, page_index)) {
            survey.quality = look.page.quality;
            survey.why = look.page.why;
        } else {
            const bool teaches = page_index < most_learning_pages;
            const bool alone = pages_->size() == 1;
            survey.planned = alone ? ReadFrom::ocr : ReadFrom::text_layer;
            survey.quality = expected_quality(0);
            survey.estimated_seconds = teaches ? expected_seconds(fast) : seconds_of_text_page;
            survey.why += alone ? "" : "; its glyphs are to be learnt from pictures of a few pages";
        }
    } else if (survey.text_characters > 0 && has_pictures_beside(look.facts.makeup)) {
        survey.estimated_seconds = expected_seconds(fast);
    }
    return survey;
}

/// The page when a library gave up on it.
Page given_up(std::size_t page_index, const char* why)
{
    Page page;
    page.number = static_cast<int>(page_index) + 1;
    page.read_from = ReadFrom::text_layer;
    page.verdict = Verdict::unusable;
    page.quality = 0;
    page.why = "the page is damaged in the file";
    page.diagnostics.push_back(
        {Severity::error, "page-unreadable", page.why + ": " + why, page.number});
    return page;
}

Page PdfReader::read_page(std::size_t page_index)
{
    try {
        return read(page_index);
    } catch (const std::bad_alloc&) {
        Page page = given_up(page_index, "too little memory");
        page.why = "the page needs more memory than a worker may use";
        page.diagnostics.back().message = page.why + "; allow more with --memory";
        return page;
    } catch (const std::exception& error) {
        return given_up(page_index, error.what());
    }
}

PageSurvey PdfReader::survey_page(std::size_t page_index)
{
    try {
        return survey(page_index);
    } catch (const std::exception& error) {
        const Page page = given_up(page_index, error.what());
        PageSurvey survey;
        survey.number = page.number;
        survey.verdict = page.verdict;
        survey.quality = 0;
        survey.why = page.why;
        return survey;
    }
}

Page PdfReader::read(std::size_t page_index)
{
    Look look = look_at(page_index);
    const Triage& triage = look.triage;
    Page page = std::move(look.page);
    if (resources_->options().always_ocr && triage.plan != ReadingPlan::nothing) {
        read_picture(page, page_index);
        return page;
    }
    switch (triage.plan) {
    case ReadingPlan::nothing:
        break;
    case ReadingPlan::text_layer:
        if (has_pictures_beside(look.facts.makeup) && !page.lines.empty()) {
            read_pictures_beside(page, page_index, look.facts.makeup.all_images);
        }
        break;
    case ReadingPlan::heal_fonts:
        if (!read_healed(page, page_index) && !read_shifted(page, page_index) &&
            !read_learnt(page, page_index)) {
            read_picture(page, page_index);
        }
        break;
    case ReadingPlan::image:
        read_picture(page, page_index);
        break;
    case ReadingPlan::compare:
        read_better(page, page_index);
        break;
    }
    return page;
}

std::unique_ptr<PopplerPages> PdfReader::healed_document(bool all_fonts,
                                                         std::set<std::string>& guessed) const
{
    HealedFonts fonts = facts_.with_healed_fonts(all_fonts);
    if (fonts.pdf.empty()) {
        return {};
    }
    try {
        std::unique_ptr<PopplerPages> healed =
            PopplerPages::from_memory(std::move(fonts.pdf), path_);
        guessed = std::move(fonts.guessed);
        return pages_ && healed->size() != pages_->size() ? nullptr : std::move(healed);
    } catch (const Error&) {
        return {};
    }
}

/// Is it text, and, if Norwegian, with its letters? The usual order of glyphs differs from font
/// to font beyond ASCII.
bool PdfReader::is_good_text(const std::string& text) const
{
    const TextShape shape = shape_of(text);
    if (!unusable_because(shape).empty() || shape.odd_inside > few_odd_words) {
        return false;
    }
    if (language() == nullptr || shape.letters < telling_glyphs) {
        return true;
    }
    const Triage triage = triage_page(text, PageMakeup{}, language());
    return triage.verdict == Verdict::sound && triage.quality > good_text;
}

/// Whether the usual order of glyphs makes text of what the first pages show.
bool PdfReader::guess_holds()
{
    if (!guess_holds_) {
        constexpr std::size_t telling_pages = 10;
        std::string text;
        for (std::size_t index = 0; index < std::min(pages_->size(), telling_pages); ++index) {
            std::vector<PlacedWord> words = pages_->text(index).words;
            std::erase_if(
                words, [&](const PlacedWord& word) { return !guessed_fonts_.contains(word.font); });
            text += text_of(lines_of_words(std::move(words)));
        }
        guess_holds_ = is_good_text(text);
    }
    return *guess_holds_;
}

/// Decodes the page's glyphs with mended fonts; false where that makes no text of it.
bool PdfReader::read_healed(Page& page, std::size_t page_index)
{
    if (!healing_tried_) {
        healing_tried_ = true;
        healed_ = healed_document(true, healed_by_guess_);
    }
    if (!healed_) {
        return false;
    }
    std::vector<Line> lines = lines_of_words(healed_->text(page_index).words);
    const std::string text = text_of(lines);
    const Triage triage = triage_page(text, PageMakeup{}, language());
    if (lines.empty() || triage.verdict == Verdict::unusable ||
        (!healed_by_guess_.empty() && !is_good_text(text))) {
        return false;
    }
    page.lines = std::move(lines);
    page.quality = triage.quality;
    page.why += "; the fonts were mended and the glyphs decoded";
    return true;
}

/// Makes the file that calls every glyph by a number of its own, once.
void PdfReader::mark_glyphs()
{
    if (marking_tried_) {
        return;
    }
    marking_tried_ = true;
    MarkedFonts marked = facts_.with_marked_fonts();
    if (marked.pdf.empty()) {
        return;
    }
    try {
        marked_ = PopplerPages::from_memory(std::move(marked.pdf), path_);
        said_ = std::move(marked.said);
    } catch (const Error&) {
        marked_.reset();
    }
}

/// The page's glyphs as the file's tables name them. Poppler's own text leaves out those
/// that are named as control characters.
std::vector<GlyphRun> PdfReader::said_glyphs(std::size_t page_index) const
{
    std::vector<GlyphRun> runs = marked_->glyphs(page_index);
    for (GlyphRun& run : runs) {
        for (Glyph& glyph : run.glyphs) {
            const auto found = said_.find(glyph.code);
            if (found != said_.end()) {
                glyph.code = found->second;
            }
        }
    }
    return runs;
}

/// How far each font's codes are from their letters, by the first pages with enough text.
void PdfReader::learn_shifts()
{
    std::vector<GlyphRun> sample;
    const std::size_t pages = std::min(pages_->size(), glyph_pages);
    std::size_t told = 0;
    for (std::size_t index = 0; index < pages && told < most_learning_pages; ++index) {
        std::vector<GlyphRun> runs = said_glyphs(index);
        std::size_t glyphs = 0;
        for (GlyphRun& run : runs) {
            glyphs += run.glyphs.size();
            sample.push_back(std::move(run));
        }
        told += glyphs >= telling_glyphs ? 1U : 0U;
    }
    shifts_ =
        constant_shifts(sample, [&](std::string_view word) { return language()->contains(word); });
    std::map<int, std::size_t> text;
    for (const GlyphRun& run : sample) {
        const auto found = shifts_.find(run.font);
        if (found != shifts_.end() && found->second != 0) {
            text[found->second] += run.glyphs.size();
        }
    }
    for (const auto& [shift, size] : text) {
        if (usual_shift_ == 0 || size > text[usual_shift_]) {
            usual_shift_ = shift;
        }
    }
}

/// Decodes codes that are all equally far from their letters; false where they are not.
bool PdfReader::read_shifted(Page& page, std::size_t page_index)
{
    if (language() == nullptr) {
        return false;
    }
    mark_glyphs();
    if (!shifts_tried_ && marked_) {
        shifts_tried_ = true;
        learn_shifts();
    }
    if (usual_shift_ == 0) {
        return false;
    }
    DecodedGlyphs decoded =
        decode_glyphs(said_glyphs(page_index), [&](const GlyphRun& run, char32_t code) {
            const auto found = shifts_.find(run.font);
            const int shift = found != shifts_.end() ? found->second : usual_shift_;
            const auto value = static_cast<char32_t>(static_cast<int>(code) + shift);
            std::string letter;
            if (value == 0xA0 || value == ' ') {
                letter = " ";
            } else if (value > 0x20 && value < 0x10000 && !(value >= 0x7F && value < 0xA0) &&
                       !(value >= 0xD800 && value < 0xE000)) {
                utf8::append(letter, value);
            }
            return letter;
        });
    std::vector<Line> lines = lines_of_words(std::move(decoded.words));
    const Triage triage = triage_page(text_of(lines), PageMakeup{}, language());
    if (lines.empty() || triage.verdict != Verdict::sound || triage.quality < good_text) {
        return false;
    }
    page.lines = std::move(lines);
    page.quality = triage.quality;
    page.why += "; every code was " + std::to_string(std::abs(usual_shift_)) +
                " away from its letter and was set right";
    return true;
}

/// Reads the pictures of as few pages as show nearly all glyphs of the first pages, and
/// learns from them which letters the glyphs are.
void PdfReader::learn_glyphs()
{
    const std::size_t pages = std::min(pages_->size(), glyph_pages);
    const std::size_t most = std::min(most_learning_pages, pages_->size() - 1);
    if (most == 0 || !marked_) {
        return;
    }
    std::vector<std::vector<GlyphRun>> runs(pages);
    std::map<char32_t, std::size_t> everywhere;
    std::size_t all = 0;
    for (std::size_t index = 0; index < pages; ++index) {
        runs[index] = marked_->glyphs(index);
        for (const GlyphRun& run : runs[index]) {
            for (const Glyph& glyph : run.glyphs) {
                ++everywhere[glyph.code];
                ++all;
            }
        }
    }
    std::set<std::size_t> tried;
    while (tried.size() < most) {
        // The page whose glyphs, as far as they are unknown, are the most on all pages.
        std::size_t best = 0;
        std::size_t best_gain = 0;
        for (std::size_t index = 0; index < pages; ++index) {
            std::set<char32_t> seen;
            std::size_t gain = 0;
            for (const GlyphRun& run : runs[index]) {
                for (const Glyph& glyph : run.glyphs) {
                    if (!letters_.contains(glyph.code) && seen.insert(glyph.code).second) {
                        gain += everywhere[glyph.code];
                    }
                }
            }
            if (!tried.contains(index) && gain > best_gain) {
                best = index;
                best_gain = gain;
            }
        }
        if (static_cast<double>(best_gain) * 1000 < static_cast<double>(all) || best_gain == 0) {
            break;
        }
        tried.insert(best);
        Page page;
        page.number = static_cast<int>(best) + 1;
        const PopplerPages::PageText size = pages_->text(best);
        page.width = size.width;
        page.height = size.height;
        read_picture(page, best);
        votes_.count(runs[best], page.lines);
        letters_ = votes_.letters();
        for (const GlyphRun& run : runs[best]) {
            for (const Glyph& glyph : run.glyphs) {
                shown_.insert(glyph.code);
            }
        }
    }
    learnt_from_.assign(tried.begin(), tried.end());
}

/// Decodes the page with what its document's pictures taught of its glyphs; false where too many
/// are unknown or no text comes of it.
bool PdfReader::read_learnt(Page& page, std::size_t page_index)
{
    mark_glyphs();
    if (!learning_tried_) {
        learning_tried_ = true;
        learn_glyphs();
    }
    if (!marked_ || letters_.empty()) {
        return false;
    }
    const std::vector<GlyphRun> runs = marked_->glyphs(page_index);
    std::map<char32_t, std::string> letters = letters_;
    const auto letter_of = [&](const GlyphRun&, char32_t code) {
        const auto found = letters.find(code);
        return found != letters.end() ? found->second : std::string();
    };
    const auto is_new = [&](const Glyph& glyph) { return !shown_.contains(glyph.code); };
    if (std::any_of(runs.begin(), runs.end(), [&](const GlyphRun& run) {
            return std::any_of(run.glyphs.begin(), run.glyphs.end(), is_new);
        })) {
        // A glyph that no page has taught yet: this one teaches, but only itself, or
        // what other pages become would depend on their order.
        Page picture;
        picture.number = page.number;
        picture.width = page.width;
        picture.height = page.height;
        read_picture(picture, page_index);
        GlyphVotes votes = votes_;
        votes.count(runs, picture.lines);
        letters = votes.letters();
    }
    tell_dashes(letters, runs);
    DecodedGlyphs decoded = decode_glyphs(runs, letter_of);
    if (static_cast<double>(decoded.unknown) > few_unknown * static_cast<double>(decoded.glyphs)) {
        return false;
    }
    std::vector<Line> lines = lines_of_words(std::move(decoded.words));
    const Triage triage = triage_page(text_of(lines), PageMakeup{}, language());
    if (lines.empty() || triage.verdict == Verdict::unusable) {
        return false;
    }
    page.lines = std::move(lines);
    page.quality = triage.quality;
    std::string numbers;
    for (const std::size_t index : learnt_from_) {
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(index + 1);
    }
    page.why += "; the letters of its glyphs were learnt from the picture of page " + numbers;
    if (decoded.unknown > 0) {
        page.diagnostics.push_back(
            {Severity::note,
             "glyphs-unknown",
             std::to_string(decoded.unknown) + " glyphs could not be told; they stand as U+FFFD",
             page.number});
    }
    return true;
}

/// The image's own pixels where only Poppler knows its coding: JBIG2, group 3 fax, CMYK.
Raster PdfReader::drawn_alone(const PageImage& image) const
{
    Raster raster;
    try {
        raster = PopplerPages::from_memory(image.alone, path_)->render(0, 72);
    } catch (const Error&) {
        return raster; // the page as a whole may still be drawn
    }
    raster.pix = turned(std::move(raster.pix), image.quarter_turns);
    if (raster && image.width_inches > 0) {
        raster.dpi = static_cast<int>(std::lround(raster.width() / image.width_inches));
    }
    return raster;
}

void PdfReader::read_picture(Page& page, std::size_t page_index)
{
    page.lines.clear();
    page.read_from = ReadFrom::ocr;
    PageImage image = facts_.sole_image(page_index);
    if (!image.raster && !image.alone.empty()) {
        image.raster = drawn_alone(image);
    }
    if (!image.raster) {
        // A page of several parts, or one that is seen through a mask.
        const bool own = image.dpi >= least_own_dpi && image.dpi <= most_own_dpi;
        image.raster = pages_->render(page_index, own ? image.dpi : reading_dpi);
        image.place = {0, 0, page.width, page.height};
    }
    if (!image.raster) {
        page.verdict = Verdict::unusable;
        page.quality = 0;
        page.why = "the page cannot be drawn";
        page.diagnostics.push_back(
            {Severity::error, "page-unreadable", "the page cannot be drawn", page.number});
        return;
    }
    picture_read_ = true;
    read_image_into(page, image.raster, image.place, *resources_);
}

/// Reads the page's picture and keeps the text layer where it is no worse.
void PdfReader::read_better(Page& page, std::size_t page_index)
{
    Page layer = page;
    const double layer_quality = text_quality(text_of(layer.lines), language());
    read_picture(page, page_index);
    if (text_quality(text_of(page.lines), language()) < layer_quality + better) {
        page = std::move(layer);
        page.why += "; the picture says the same";
    } else {
        page.verdict = page.verdict == Verdict::sound ? Verdict::damaged : page.verdict;
        page.why += "; the picture was read instead";
    }
}

/// Is it a word, whatever signs stand around it?
bool PdfReader::is_known(std::string_view word) const
{
    constexpr std::string_view signs = ".,:;!?()[]\"'/-";
    const std::size_t first = word.find_first_not_of(signs);
    return first != std::string_view::npos &&
           language()->contains(word.substr(first, word.find_last_not_of(signs) - first + 1));
}

/// Adds what the page's images show, where that is text and the text layer lacks it.
void PdfReader::read_pictures_beside(Page& page, std::size_t page_index, double share)
{
    Page picture;
    picture.number = page.number;
    picture.width = page.width;
    picture.height = page.height;
    read_picture(picture, page_index);
    const auto said = [&](const Word& word) {
        const double x = (word.box.left + word.box.right) / 2;
        const double y = (word.box.top + word.box.bottom) / 2;
        return std::any_of(page.lines.begin(), page.lines.end(), [&](const Line& line) {
            return x > line.box.left - 2 && x < line.box.right + 2 && y > line.box.top - 2 &&
                   y < line.box.bottom + 2;
        });
    };
    std::vector<Line> lines;
    std::size_t known = 0;
    for (Line& line : picture.lines) {
        if (std::any_of(line.words.begin(), line.words.end(), said)) {
            continue;
        }
        // The marks and labels of charts make no lines of words.
        std::size_t words = 0;
        std::size_t own = 0;
        for (const Word& word : line.words) {
            const bool long_enough = shape_of(word.text).letters >= 3;
            words += word.confidence < unsure_word || long_enough ? 1U : 0U;
            own += long_enough && (language() == nullptr ? word.confidence > unsure_word
                                                         : is_known(word.text))
                       ? 1U
                       : 0U;
        }
        if (own > 1 && static_cast<double>(own) >= share_of_text * static_cast<double>(words)) {
            known += own;
            lines.push_back(std::move(line));
        }
    }
    page.why += (page.why.empty() ? "" : "; ");
    page.why += "an image covers " + std::to_string(std::lround(100 * share)) + " % of the page";
    if (known < words_of_text) {
        page.why += " and shows no running text";
        return;
    }
    page.why += "; its text was read, too";
    const double top = lines.front().box.top;
    const auto place = std::find_if(
        page.lines.begin(), page.lines.end(), [&](const Line& line) { return line.box.top > top; });
    page.lines.insert(
        place, std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
}

} // namespace

std::unique_ptr<DocumentReader> open_pdf(const std::string& path,
                                         std::shared_ptr<ReaderResources> resources)
{
    return std::make_unique<PdfReader>(path, std::move(resources));
}

} // namespace saksklar
