// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::dictionaries {

/// A line of `sources.tsv`.
struct SourceLine {
    std::string name;
    std::string language; ///< nb, nn, en, names
    std::string kind;     ///< text, names, words; for choices alone: minutes, sentences
    double share = 1;     ///< of its lines
    std::uint32_t least = 2;
    double weight = 1; ///< of its sentences where words are told apart
};

/// Throws std::runtime_error if the file cannot be read.
std::vector<SourceLine> read_sources(const std::string& path);

/// Whether a line of a text is trained on: one in a hundred is kept back for tuning (its CRC-32
/// is divisible by 100, easy to say in any language), of the others the source's share is used.
bool is_kept_back(std::string_view line);
bool is_trained_on(std::string_view line, const SourceLine& source);

} // namespace saksklar::dictionaries
