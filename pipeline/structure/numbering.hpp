// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/structure/number_parts.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// How a heading is numbered.
enum class NumberForm {
    plain,  ///< "4", "3.1", "4a", "024"
    yearly, ///< "06-25", "4/26", "12/2023": number and year
    letter, ///< "a.", "b)"
    roman,  ///< "IV."
    clock,  ///< "[16:42]"
};

/// The label at the start of a heading.
struct HeadingLabel {
    std::string prefix; ///< folded, "sak", "ps", "o sak"; empty: a bare number
    NumberForm form = NumberForm::plain;
    NumberParts parts;        ///< 3.1 → 3, 1; 06-25 → 6; a → 1
    int year = 0;             ///< as printed, of yearly numbers
    char letter = 0;          ///< the small letter after the number: 4a, 02-25b
    bool coded = false;       ///< "S-14": the prefix is any capitals, and no year stands behind it
    bool run_on = false;      ///< "P1": coded, and nothing parts the letter from the number
    bool closed = false;      ///< a stop, bracket or colon follows the number
    std::string label;        ///< as printed, soft hyphens as "-"
    std::string number;       ///< the number alone: digits for O and l, plain hyphen, no stop
    std::size_t title_at = 0; ///< where the title begins in the text given
};

/// Reads the label of a heading from the start of a line's plain text. None if there is none.
/// Tolerates what text recognition does to labels ("5ak O6-25", "7O Dagsorden").
std::optional<HeadingLabel> read_label(std::string_view plain);

/// Whether `later` can follow `earlier` in one sequence: greater, part by part.
bool follows(const HeadingLabel& earlier, const HeadingLabel& later);

} // namespace saksklar::structure
