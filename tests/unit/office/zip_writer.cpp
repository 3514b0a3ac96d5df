// SPDX-License-Identifier: Apache-2.0
#include "unit/office/zip_writer.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace saksklar::test {

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts)
{
    std::size_t bytes = 65536;
    for (const auto& [name, content] : parts) {
        bytes += content.size() + 1024;
    }
    std::string zip(bytes, '\0');
    std::size_t used = 0;
    archive* out = archive_write_new();
    archive_write_set_format_zip(out);
    archive_write_set_bytes_per_block(out, 0);
    if (archive_write_open_memory(out, zip.data(), zip.size(), &used) != ARCHIVE_OK) {
        throw std::runtime_error("cannot write a ZIP container");
    }
    for (const auto& [name, content] : parts) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<std::int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(out, entry);
        archive_write_data(out, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
    zip.resize(used);
    return zip;
}

} // namespace saksklar::test
