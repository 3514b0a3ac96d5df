// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"
#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

class LearnedWords;

/// Whether and how far Norwegian letters went wrong in a text.
struct DamageEstimate {
    double damaged = 0;   ///< probability that Norwegian letters went wrong in this text
    double rate = 0;      ///< expected share of words that are damaged, 0..1
    double norwegian = 0; ///< how far the text is Norwegian at all, 0..1
    double readable = 0;  ///< share of word tokens that are words or can be repaired to words, 0..1
    std::string language; ///< "nb", "nn", "en", "sv", "da", "se", "mixed", or "" if unknown

    bool operator==(const DamageEstimate&) const = default;
};

struct LetterRepairOptions {
    /// Edits at least this sure are applied, the others are proposed.
    double min_probability = 0.65;
    /// Edits less sure than this are not even proposed.
    double propose_probability = 0.1;
    /// Words and names of the archive's sound lines; may be null; must outlive the call.
    const LearnedWords* learned = nullptr;
};

struct LetterRepairResult {
    std::vector<Edit>
        edits; ///< applied and proposed, in order, not overlapping; spans of the input
    DamageEstimate estimate{};
    double estimated_wrong = 0; ///< how many of the applied edits are expected to be wrong
};

/// Looks at a text without changing it.
DamageEstimate estimate_damage(std::string_view text, const LanguageData& data);

/// Finds the words of `text` (valid UTF-8) whose letters went wrong, and what they
/// were. Deterministic, linear in the length of the text, thread-safe. The repaired
/// text repaired again is unchanged.
LetterRepairResult repair_letters(std::string_view text,
                                  const LanguageData& data,
                                  const LetterRepairOptions& options = {});

/// The same for texts that do not fit into memory. Feed blocks in order, cut anywhere
/// between code points, best after a line; what is known of the document (its
/// damage, its confusions) is carried from block to block.
class LetterRepairStream {
public:
    explicit LetterRepairStream(std::shared_ptr<const LanguageData> data,
                                LetterRepairOptions options = {});
    ~LetterRepairStream();
    LetterRepairStream(LetterRepairStream&&) noexcept;
    LetterRepairStream& operator=(LetterRepairStream&&) noexcept;

    /// What one call settled: `text` is the input that is now done with, `result` its edits.
    struct Piece {
        std::string text;
        std::size_t offset_bytes = 0; ///< of `text` in the whole input
        LetterRepairResult result{};  ///< spans in `text`
    };

    /// Takes the next block and returns what can be settled; may return an empty piece.
    Piece feed(std::string_view block);

    /// Settles the rest.
    Piece finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace saksklar
