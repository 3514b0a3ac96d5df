// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace saksklar {

/// How far a kind of escape has shown itself in a document.
struct EscapeEvidence {
    std::size_t words = 0; ///< words that it made, or known ones
    bool markup = false;   ///< the text has tags: it is HTML itself
};

/// HTML entities for letters ("m&oslash;te", "&#229;"), and once these show that the text was
/// escaped, those for signs too.
std::vector<Edit>
undo_entities(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// Letters of TeX ("m{\o}te", "\aa{}", "\"a"). Where they stand alone, as in a manual, they stay.
std::vector<Edit>
undo_tex_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// Escapes of program code: "m\u00f8te", "m\xf8te", "m\303\270te", and of rich text: "m\'f8te". In
/// literals of code they stay.
std::vector<Edit>
undo_backslash_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// "m%C3%B8te" and "m%F8te" in running text; in addresses and names of files they stay.
std::vector<Edit>
undo_percent_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// UTF-7 of old e-mail: "m+APg-te".
std::vector<Edit>
undo_utf7(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// UTF-8 that lost its high bits: "mC8te", "pC%".
std::vector<Edit>
undo_stripped_utf8(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

/// Quoted-printable of e-mail ("m=F8te", "m=C3=B8te", soft line breaks), and encoded words of
/// its headers ("=?iso-8859-1?Q?m=F8te?=").
std::vector<Edit>
undo_quoted_printable(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge);

} // namespace saksklar
