// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace saksklar {

struct RepairFilterOptions {
    double min_probability = LetterRepairOptions{}.min_probability;
    const LearnedWords* learned = nullptr;
};

/// What the filter gives on: a stretch of the input and what became of it. `offset` counts
/// bytes of the input; the edits' spans are in `before`, which is the input with bytes of no
/// known charset escaped (utf8::escape).
struct RepairedStretch {
    std::string_view before;
    std::span<const Edit> edits;
    std::size_t offset = 0;
};

/// Reads text by `more` (appends up to a block to its argument; false at the end), repairs
/// charset and letters, and hands it to `take` in order. Constant memory, whatever the size
/// of the input; only UTF-16, UTF-32 and EBCDIC input is read whole.
void repair_filter(const std::function<bool(std::string& block)>& more,
                   const std::shared_ptr<const LanguageData>& language,
                   const RepairFilterOptions& options,
                   const std::function<void(const RepairedStretch&)>& take);

} // namespace saksklar
