// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace saksklar::structure {

/// A person of whom a sentence above the cases says that he or she came or did not.
struct PersonInSentence {
    std::string entry; ///< "Kari Berg", "kasserer Ola Vik"
    std::size_t line = 0;
    bool absent = false;
};

/// Who came and who did not, in sentences of the lines `head` above the first case: "Kari Berg
/// leidde møtet.", "Revisor Ola Vik var til stede under sak 2.", "Fra selskapet møtte styreleder
/// Siv Moe og daglig leder Per Lie.", "Tor Aas hadde meldt forfall." Whole names only, one of them
/// at least with a known first name; nobody who came of a sentence with a "not" in it.
std::vector<PersonInSentence> people_in_sentences(const Outline& outline, LineRange head);

} // namespace saksklar::structure
