// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/rivals.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

double
word_chance(const LanguageTables& tables, std::uint32_t id, double log_word, std::size_t language)
{
    constexpr double absent_log = -16.0;
    if (id != unknown_id) {
        const double log =
            language < 2 ? tables.languages[language].unigram(id) : tables.english_unigram(id);
        if (log > absent_log || log_word == 0) {
            return std::exp(log);
        }
    }
    return std::exp(log_unknown_word + (language == 2 ? -2.0 : 0.0) + log_word);
}

RivalChances rival_chances(const LanguageTables& tables, const WordReadings& readings)
{
    RivalChances out{};
    for (std::size_t language = 0; language < out.size(); ++language) {
        double sum = 0;
        for (const Candidate& candidate : readings.others) {
            if (candidate.norwegian > 0) {
                sum += word_chance(tables, candidate.id, candidate.log_word, language) *
                       std::exp(candidate.log_channel);
            }
        }
        out[language] = static_cast<float>(sum);
    }
    return out;
}

std::uint64_t rivals_key(const LanguageTables& tables)
{
    // Ends of files, not the whole: to read all of a model would take longer than all else.
    constexpr std::size_t end_bytes = 4096;
    std::uint64_t hash = hash_start(version, 0);
    const auto add = [&](std::string_view bytes) {
        hash = hash_next(hash, static_cast<std::uint32_t>(bytes.size()));
        for (std::size_t i = 0; i < bytes.size(); i += 4) {
            std::uint32_t four = 0;
            for (std::size_t k = i; k < std::min(i + 4, bytes.size()); ++k) {
                four = four << 8U | static_cast<unsigned char>(bytes[k]);
            }
            hash = hash_next(hash, four);
        }
    };
    for (const MappedFile* file : {&tables.model_file, &tables.words_file}) {
        const std::span<const std::byte> bytes = file->bytes();
        const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        add(all.substr(0, std::min(sizeof(Header), all.size())));
        add(all.substr(all.size() - std::min(end_bytes, all.size())));
    }
    add(confusions_tsv());
    return hash;
}

} // namespace saksklar
