// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// Whether a lower-case word (valid UTF-8, NFC, letters only) is known. May be empty: then the
/// statistics of Norwegian letters decide alone, more cautiously.
using IsWord = std::function<bool(std::string_view)>;

struct CharsetResult {
    /// In order, not overlapping, one a damaged word or run; the rule is "charset.<what it was>",
    /// such as "charset.cp865" or "charset.utf8-as-cp1252", or "unicode.<what was undone>".
    std::vector<Edit> edits;
    /// What the document has been so far: "utf-8", "iso-8859-1", "cp1252", "cp865", "cp850",
    /// "macroman", "iso646-no", or "mixed".
    std::string charset;
};

/// Finds and undoes charset damage: legacy bytes, text decoded as the wrong charset, ISO 646-NO,
/// HTML entities, quoted-printable, TeX escapes, decomposed letters and the debris of
/// typesetting. What is right stays as it is, byte for byte; docs/charsets.md says how that is
/// told.
///
/// One object serves one document: what the blocks seen so far were in counts as evidence for the
/// next one. Deterministic. Cost is linear in the text. Not thread-safe.
class CharsetRepair {
public:
    explicit CharsetRepair(IsWord is_word = {});
    ~CharsetRepair();
    CharsetRepair(CharsetRepair&&) noexcept;
    CharsetRepair& operator=(CharsetRepair&&) noexcept;
    CharsetRepair(const CharsetRepair&) = delete;
    CharsetRepair& operator=(const CharsetRepair&) = delete;

    /// Edits against `text`, the document's next block (whole lines where possible). `text` is
    /// valid UTF-8 as `take_in` gives it: legacy bytes stand in it as escapes, and escapes that no
    /// charset explains stay. Made on text that it repaired, it finds nothing more.
    CharsetResult repair(std::string_view text);

private:
    class State;
    std::unique_ptr<State> state_;
};

} // namespace saksklar
