// SPDX-License-Identifier: Apache-2.0
#include "training_text.hpp"

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace saksklar::dictionaries {

namespace {

/// As of zlib.
std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint8_t>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

constexpr std::uint32_t tuning_modulus = 100;

} // namespace

std::vector<SourceLine> read_sources(const std::string& path)
{
    std::ifstream in(path);
    if (!in) {
        throw std::runtime_error(path + ": cannot be read");
    }
    std::vector<SourceLine> sources;
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        SourceLine source;
        std::array<std::string, 6> fields;
        std::size_t field = 0;
        for (const char c : line) {
            if (c == '\t') {
                ++field;
            } else if (field < fields.size()) {
                fields[field].push_back(c);
            }
        }
        source.name = fields[0];
        source.language = fields[1];
        source.kind = fields[2];
        source.share = std::atof(fields[3].c_str());
        source.least = static_cast<std::uint32_t>(std::atoi(fields[4].c_str()));
        if (!fields[5].empty()) {
            source.weight = std::atof(fields[5].c_str());
        }
        sources.push_back(source);
    }
    return sources;
}

bool is_kept_back(std::string_view line)
{
    return crc32(line) % tuning_modulus == 0;
}

bool is_trained_on(std::string_view line, const SourceLine& source)
{
    const std::uint32_t crc = crc32(line);
    const bool norwegian = source.language == "nb" || source.language == "nn";
    return (!norwegian || !is_kept_back(line)) &&
           (crc / tuning_modulus) % 1000 < source.share * 1000;
}

} // namespace saksklar::dictionaries
