// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/model_format.hpp"
#include "normalizers/letters/ngram_model.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::dictionaries {

struct HashedGram {
    std::uint64_t hash = 0;
    double log_prob = 0;
    double log_backoff = 0;
};

/// The n-grams as a table that NgramTable reads.
std::vector<std::uint32_t> hashed_slots(std::vector<HashedGram> grams);

/// How often each letter n-gram of words was seen, by its length.
class LetterCounts {
public:
    void add(std::string_view codes, double weight);

    /// The model with Witten-Bell smoothing. N-grams of more than three letters are kept from
    /// `least` on.
    std::vector<HashedGram> grams(model_format::Table which, double least) const;

private:
    std::array<std::map<std::string, double>, LetterModel::order + 1> counts_;
};

} // namespace saksklar::dictionaries
