// SPDX-License-Identifier: Apache-2.0
#include "model_writer.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace saksklar::dictionaries {

ModelWriter::ModelWriter(const std::array<char, 8>& magic)
{
    header_.magic = magic;
    header_.version = model_format::version;
}

void ModelWriter::add(std::uint32_t section, const std::vector<std::uint8_t>& bytes)
{
    sections_.at(section) = bytes;
    header_.sections = std::max(header_.sections, section + 1);
}

void ModelWriter::add(std::uint32_t section, const std::vector<std::uint32_t>& values)
{
    std::vector<std::uint8_t> bytes(values.size() * sizeof(std::uint32_t));
    if (!bytes.empty()) {
        std::memcpy(bytes.data(), values.data(), bytes.size());
    }
    add(section, bytes);
}

void ModelWriter::write(const std::string& path) const
{
    model_format::Header header = header_;
    std::uint64_t offset = sizeof header;
    for (std::size_t i = 0; i < sections_.size(); ++i) {
        header.places[i] = {offset, sections_[i].size()};
        offset = (offset + sections_[i].size() + 7) / 8 * 8;
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    std::array<char, sizeof header> head{};
    std::memcpy(head.data(), &header, sizeof header);
    out.write(head.data(), head.size());
    for (const auto& section : sections_) {
        out.write(reinterpret_cast<const char*>(section.data()),
                  static_cast<std::streamsize>(section.size()));
        const std::string padding((8 - section.size() % 8) % 8, '\0');
        out << padding;
    }
    out.flush();
    if (!out) {
        throw std::runtime_error(path + ": cannot be written");
    }
}

} // namespace saksklar::dictionaries
