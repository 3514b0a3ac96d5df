// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/choice_model.hpp"
#include "normalizers/letters/confusions.hpp"
#include "normalizers/letters/decision.hpp"
#include "normalizers/letters/ngram_model.hpp"
#include "normalizers/letters/rival_table.hpp"
#include "normalizers/letters/word_graph.hpp"
#include "normalizers/mapped_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saksklar {

/// The mapped files behind LanguageData. Private to this folder.
struct LanguageTables {
    MappedFile model_file;
    MappedFile words_file;
    MappedFile choices_file;
    MappedFile rivals_file;
    WordGraph words;                         ///< of the model, with indices
    WordGraph system;                        ///< of the user's system, without; may be empty
    std::array<WordGraph, 2> system_only{};  ///< those that only nb, only nn has
    std::span<const std::uint8_t> flags{};   ///< WordFlag by index
    std::span<const std::uint8_t> english{}; ///< by id
    std::array<NgramModel, 2> languages{};   ///< nb, nn
    LetterModel letters_norwegian{};
    LetterModel letters_english{};
    LetterModel letters_names{};          ///< of names of people and places
    LetterModel letters_endings{};        ///< of the same, read from their end
    std::array<ChoiceModel, 2> choices{}; ///< nb, nn
    RivalTable rivals{};                  ///< may be empty: then rivals are searched for
    ConfusionTable confusions{};
    DecisionForest decision{};
    /// Frequent words of other languages: which of `foreign_names` have them, a bit each.
    std::unordered_map<std::string, std::uint8_t> foreign;
    std::vector<std::string> foreign_names;
    /// Short words that only look damaged; true: the code of a language.
    std::unordered_map<std::string, bool> codes;

    /// ln of how much likelier words are in meetings than the models say, by id.
    std::unordered_map<std::uint32_t, double> meeting_words;
    std::vector<bool> in_meeting_words; ///< by id, so that few are looked for

    /// The same; 0 for most words.
    double meeting_gain(std::uint32_t id) const
    {
        if (id >= in_meeting_words.size() || !in_meeting_words[id]) {
            return 0;
        }
        const auto found = meeting_words.find(id);
        return found == meeting_words.end() ? 0 : found->second;
    }

    /// Of a word of the system's lists: the language, nb or nn (0, 1), that does not have it; -1 if
    /// both do.
    int strange_in(std::string_view word) const noexcept
    {
        return system_only[0].contains(word) ? 1 : system_only[1].contains(word) ? 0 : -1;
    }

    /// ln p(word) in the Norwegian language that likes it more.
    double norwegian_unigram(std::uint32_t id) const noexcept
    {
        return std::max(languages[0].unigram(id), languages[1].unigram(id));
    }

    /// ln p(word) in English, or -16.
    double english_unigram(std::uint32_t id) const noexcept
    {
        const std::uint8_t q = english[id];
        return q == model_format::absent ? -16.0 : -model_format::step * q;
    }
};

/// The tables that are compiled in.
std::string_view confusions_tsv() noexcept;
std::string_view decision_tsv() noexcept;
std::string_view foreign_tsv() noexcept;
std::string_view codes_tsv() noexcept;
std::string_view meeting_words_tsv() noexcept;

} // namespace saksklar
