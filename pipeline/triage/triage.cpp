// SPDX-License-Identifier: Apache-2.0
#include "pipeline/triage/triage.hpp"

#include "normalizers/letters/letter_repair.hpp"
#include "pipeline/triage/text_shape.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

namespace {

/// An image that covers this much of a page is a scan of it.
constexpr double page_size_image = 0.6;

/// Fewer letters and digits than this are not a page's text: page numbers, a stray full stop.
constexpr std::size_t hardly_text = 25;

/// A page-size scan with fewer letters than this has a stamp or a heading as its layer.
constexpr std::size_t thin_layer = 200;

/// Norwegian has 2.5 to 4 % of its letters from æ, ø and å. A layer with this share has them
/// right, whatever its names and abbreviations look like.
constexpr double healthy_letters = 0.01;

/// Fewer letters do not tell a damaged layer from a list of names.
constexpr std::size_t judged_letters = 100;

/// A text that somebody set may have fewer known words than this if it is a list of names or in
/// another language: born-digital minutes lie above 0.85.
constexpr double doubtful_words = 0.6;

std::string percent(double share)
{
    return std::to_string(std::lround(100 * share)) + " %";
}

Triage without_text(const PageMakeup& makeup, std::size_t characters)
{
    Triage triage;
    triage.plan = makeup.draws || !makeup.known ? ReadingPlan::image : ReadingPlan::nothing;
    triage.verdict = triage.plan == ReadingPlan::nothing ? Verdict::blank : Verdict::sound;
    if (triage.plan == ReadingPlan::nothing) {
        triage.why = "nothing is on the page";
    } else if (makeup.largest_image >= page_size_image) {
        triage.why =
            "no text layer, an image covers " + percent(makeup.largest_image) + " of the page";
    } else {
        triage.why = "no text layer";
    }
    if (characters > 0) {
        triage.why = "the text layer has only " + std::to_string(characters) +
                     (characters == 1 ? " character" : " characters") + ", the rest is a picture";
    }
    return triage;
}

} // namespace

Triage triage_page(std::string_view text, const PageMakeup& makeup, const LanguageData* language)
{
    const TextShape shape = shape_of(text);
    const std::size_t characters = shape.letters + shape.digits;
    const bool scan = makeup.largest_image >= page_size_image;
    if (shape.tokens == 0) {
        return without_text(makeup, 0);
    }
    Triage triage;
    if (std::string why = unusable_because(shape); !why.empty()) {
        triage.plan = scan ? ReadingPlan::image : ReadingPlan::heal_fonts;
        triage.verdict = Verdict::unusable;
        triage.quality = 0;
        triage.why = std::move(why);
        return triage;
    }
    if (characters < hardly_text && makeup.all_images > 0.05) {
        return without_text(makeup, std::max<std::size_t>(characters, 1));
    }
    if (scan && !makeup.hidden_text && characters < thin_layer) {
        triage.plan = ReadingPlan::image;
        triage.why = "the text layer has only " + std::to_string(characters) +
                     " characters over a scan of the page";
        return triage;
    }
    if (language == nullptr || characters < hardly_text) {
        return triage;
    }
    const DamageEstimate estimate = estimate_damage(text, *language);
    triage.quality = std::clamp(estimate.readable * (1 - estimate.rate), 0.0, 1.0);
    const bool garbled = estimate.readable < (scan ? 0.7 : 0.4) && shape.letters >= 100;
    if (garbled) {
        triage.verdict = Verdict::unusable;
        triage.plan = scan ? ReadingPlan::image : ReadingPlan::heal_fonts;
        triage.why =
            "only " + percent(estimate.readable) + " of the words of the text layer are words";
        return triage;
    }
    const bool foreign = estimate.language == "en" || estimate.language == "sv" ||
                         estimate.language == "da" || estimate.language == "se";
    if (!scan && !foreign && makeup.draws && estimate.readable < doubtful_words &&
        shape.letters >= judged_letters) {
        triage.plan = ReadingPlan::compare;
        triage.why =
            "only " + percent(estimate.readable) + " of the words of the text layer are words";
        return triage;
    }
    // An old OCR's layer needs less proof than a text that somebody set.
    const bool wrong_letters = estimate.damaged > (scan ? 0.2 : 0.5);
    if (wrong_letters && shape.norwegian_letters < healthy_letters &&
        shape.letters >= judged_letters) {
        triage.verdict = Verdict::damaged;
        triage.why = "the text layer has wrong Norwegian letters";
        triage.plan = scan                                 ? ReadingPlan::image
                      : makeup.draws || makeup.hidden_text ? ReadingPlan::compare
                                                           : ReadingPlan::text_layer;
        if (scan) {
            triage.why += " over a scan of the page";
        }
        return triage;
    }
    if (scan) {
        triage.why = "the text layer over the scan is sound";
    }
    return triage;
}

double text_quality(std::string_view text, const LanguageData* language)
{
    const TextShape shape = shape_of(text);
    if (shape.tokens == 0 || !unusable_because(shape).empty()) {
        return 0;
    }
    if (language == nullptr) {
        return 1.0 - std::min(1.0, shape.vowelless + shape.odd_case + 5 * shape.alien);
    }
    const DamageEstimate estimate = estimate_damage(text, *language);
    return std::clamp(estimate.readable * (1 - estimate.rate), 0.0, 1.0);
}

} // namespace saksklar
