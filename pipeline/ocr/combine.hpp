// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/engine.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// Whether a word, in any case, is one of the language's. Empty: nothing is known.
using WordTest = std::function<bool(std::string_view)>;

/// A word after several readings of its pixels.
struct ChosenWord {
    OcrWord word;
    std::vector<std::string> alternatives; ///< readings not chosen, best first
};

struct ChosenLine {
    std::vector<ChosenWord> words;
    PixelBox box{};
    double x_height = 0;
    int block = 0;
};

/// Chooses between two readings of one image. `first` comes from a model that knows
/// Norwegian letters but lacks signs such as @ § # _ { }, `second` from one that has
/// the signs and lacks the letters. Lines and words are matched by their places; where
/// they differ, signs are taken from the second and Norwegian letters from the first,
/// and between the rest known words and the engines' confidence decide.
std::vector<ChosenLine> combine_readings(const std::vector<OcrLine>& first,
                                         const std::vector<OcrLine>& second,
                                         const WordTest& known);

/// One reading from two by models of the same letters, of the same image differently
/// prepared: where they differ, known words, confidence and what the `witness` (a model of
/// other letters, may be empty) saw decide. Lines that only one of them has are kept
/// when they read well. All in the pixels of one image.
std::vector<OcrLine> reconcile_readings(const std::vector<OcrLine>& first,
                                        const std::vector<OcrLine>& again,
                                        const std::vector<OcrLine>& witness,
                                        const WordTest& known);

/// `lines` in the pixels of an image that is larger by these factors.
std::vector<OcrLine> scaled(std::vector<OcrLine> lines, double across, double down);

/// The share of the words of `first` that `second` does not confirm, where a model without
/// Norwegian letters could.
double doubt(const std::vector<OcrLine>& first, const std::vector<OcrLine>& second);

/// The lines of one reading, with nothing to choose from.
std::vector<ChosenLine> only_reading(const std::vector<OcrLine>& first);

/// Puts the space back that engines lose after what opens a line: "-Taket" is "- Taket",
/// "4.1-Budsjett" with its number apart is "4.1 - Budsjett".
void part_openings(std::vector<ChosenLine>& lines);

/// Joins what engines part before a slash: "og /eller" with hardly a gap is "og/eller", and
/// web addresses are whole again.
void join_at_slashes(std::vector<ChosenLine>& lines);

/// Drops the strokes of page borders and table rules that were read as "|": those that
/// stand alone in their line or apart at its ends.
void drop_rules(std::vector<ChosenLine>& lines);

/// What the shapes of letters allow but words do not: "IFl-laget" is "IFI-laget", "2O17" is "2017".
std::string with_likely_shapes(const std::string& word);

} // namespace saksklar
