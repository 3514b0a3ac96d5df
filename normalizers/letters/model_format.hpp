// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace saksklar {

/// The file format of `letters.model` and the files beside it, shared by the tools that
/// write them and the code that maps them. Little-endian; sections start at multiples of 8.
namespace model_format {

inline constexpr std::array<char, 8> model_magic = {'S', 'A', 'K', 'L', 'E', 'T', 'R', '\n'};
inline constexpr std::array<char, 8> words_magic = {'S', 'A', 'K', 'W', 'R', 'D', 'S', '\n'};
inline constexpr std::array<char, 8> choices_magic = {'S', 'A', 'K', 'C', 'H', 'O', 'I', '\n'};
inline constexpr std::array<char, 8> rivals_magic = {'S', 'A', 'K', 'R', 'I', 'V', 'A', '\n'};
inline constexpr std::uint32_t version = 2;

enum Section : std::uint32_t {
    word_edges,  ///< u32: WordGraph
    word_skips,  ///< u32
    word_flags,  ///< u8 a word
    unigrams_nb, ///< u8 a word: quantised -ln p, 255 if the language does not have it
    unigrams_nn,
    unigrams_en,
    backoffs_nb, ///< u8 a word: quantised -ln of the back-off weight
    backoffs_nn,
    ngrams, ///< u32: hashed bigrams and trigrams of both languages and the letter models
    section_count
};

/// The sections of `choices.model`.
enum ChoiceSection : std::uint32_t {
    choices_nb,   ///< ChoiceModel
    choices_nn,   ///< ChoiceModel
    name_letters, ///< u32: hashed letter n-grams of names
    name_endings  ///< u32: and of names read from their end
};

/// The sections of `system-words.bin` besides `word_edges`.
enum SystemSection : std::uint32_t {
    only_nb = 1, ///< u32: WordGraph of the words that Nynorsk does not have
    only_nn      ///< u32: and that Bokmål does not have
};

/// The sections of `rivals.bin`.
enum RivalSection : std::uint32_t {
    rivals_made_from, ///< u32: two, low first: the key of what they were made from
    rivals_of_words   ///< u32: RivalTable
};

struct SectionPlace {
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
};

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t sections = 0;
    std::array<SectionPlace, 16> places{};
};

/// What is known of a word beyond its counts.
enum WordFlag : std::uint8_t {
    in_nb = 1,
    in_nn = 2,
    in_en = 4,
    in_names = 8,
    capitalised = 16, ///< mostly written with a capital though not first in a sentence
    upper_case = 32,  ///< mostly written in capitals
};

/// Word ids of the n-gram models: eight special ones (some not used), then index + first_word.
inline constexpr std::uint32_t sentence_id = 0;
inline constexpr std::uint32_t unknown_id = 1;
inline constexpr std::uint32_t number_id = 2;
inline constexpr std::uint32_t pause_id = 3;
inline constexpr std::uint32_t year_id = 4;
inline constexpr std::uint32_t first_word = 8;

/// Which of the special ids a number without letters is: a year is met where other
/// numbers are not (`høsten 2012`).
inline std::uint32_t number_class(std::string_view digits) noexcept
{
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")) &&
                   digits[2] >= '0' && digits[2] <= '9' && digits[3] >= '0' && digits[3] <= '9'
               ? year_id
               : number_id;
}

/// Which model an n-gram belongs to.
enum Table : std::uint32_t {
    bokmaal = 0,
    nynorsk = 1,
    letters_no = 2,
    letters_en = 3,
    letters_names = 4,
    letters_endings = 5
};

/// Quantised -ln p: a tenth of a nat a step.
inline constexpr double step = 0.1;
inline constexpr std::uint8_t absent = 255;

inline std::uint8_t quantise(double neg_ln)
{
    const double q = std::round(neg_ln / step);
    return static_cast<std::uint8_t>(q < 0 ? 0 : q > 254 ? 254 : q);
}

/// Back-off weights lie around 0 on both sides.
inline constexpr double backoff_offset = 5.0;

inline std::uint64_t mix(std::uint64_t x) noexcept
{
    x ^= x >> 33U;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33U;
    x *= 0xc4ceb9fe1a85ec53ULL;
    x ^= x >> 33U;
    return x;
}

/// The hash of an n-gram: ids oldest first, folded one after another.
inline std::uint64_t hash_start(std::uint32_t table, std::uint32_t order) noexcept
{
    return mix(0x9E3779B97F4A7C15ULL * (table * 8ULL + order + 1));
}

inline std::uint64_t hash_next(std::uint64_t hash, std::uint32_t id) noexcept
{
    return mix(hash + 0x9E3779B97F4A7C15ULL * (id + 1ULL));
}

/// An n-gram entry: fingerprint 16 | -ln p 8 | back-off 8. Zero is empty.
inline std::uint32_t fingerprint(std::uint64_t hash) noexcept
{
    const auto f = static_cast<std::uint32_t>(hash & 0xFFFFU);
    return f == 0 ? 1 : f;
}

inline std::uint64_t slot_of(std::uint64_t hash, std::uint64_t slots) noexcept
{
    return ((hash >> 32U) * slots) >> 32U;
}

} // namespace model_format

} // namespace saksklar
