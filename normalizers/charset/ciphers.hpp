// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/charset/text_profile.hpp"
#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/edit.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saksklar {

/// Damage that puts one sign for each letter: ISO 646-NO, and single-byte text decoded as another
/// single-byte charset. What stands there could also be meant so; words decide.
struct Cipher {
    std::string rule;                                 ///< "charset.iso646-no", …
    std::vector<std::pair<char32_t, char32_t>> signs; ///< what stands there, what it was; sorted
    double prior = 0; ///< log odds that an unknown line has this damage
    double found = 0; ///< evidence of the document so far for it, in nats
    double refuted = 0;
    std::size_t known_words = 0; ///< different known words that it gave
    std::size_t repaired = 0;    ///< words
    std::size_t block = 0;       ///< the last one that was counted: a second look adds nothing
    std::unordered_map<std::string, std::size_t> seen; ///< how often a word was counted

    /// What `value` was, or 0.
    char32_t was(char32_t value) const noexcept;
};

std::vector<Cipher> known_ciphers();

/// Undoes what the words show to be enciphered, line by line, or with `settled_only` where the
/// block as a whole is. `profile` is that of `text`, which is the document's block of number
/// `block`, from 1, perhaps with other passes behind it.
std::vector<Edit> undo_ciphers(std::string_view text,
                               std::size_t block,
                               const TextProfile& profile,
                               std::vector<Cipher>& ciphers,
                               const WordJudge& judge,
                               bool settled_only);

} // namespace saksklar
