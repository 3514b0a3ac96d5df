// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/model_format.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace saksklar::dictionaries {

/// Collects sections and writes them as one file.
class ModelWriter {
public:
    explicit ModelWriter(const std::array<char, 8>& magic);

    void add(std::uint32_t section, const std::vector<std::uint8_t>& bytes);
    void add(std::uint32_t section, const std::vector<std::uint32_t>& values);

    /// Throws std::runtime_error if the file cannot be written.
    void write(const std::string& path) const;

private:
    model_format::Header header_;
    std::array<std::vector<std::uint8_t>, 16> sections_;
};

} // namespace saksklar::dictionaries
