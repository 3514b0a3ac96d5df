// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/zip_parts.hpp"

#include "normalizers/error.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

namespace saksklar {

namespace {

constexpr std::size_t largest_part = std::size_t{48} << 20U;
constexpr std::size_t always_fine = std::size_t{1} << 20U;
constexpr std::size_t largest_ratio = 200; // XML of word processors packs 5 to 30 times
constexpr int most_entries = 20000;

struct CloseArchive {
    void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};

[[noreturn]] void refuse(const std::string& where, const char* what, const char* remedy)
{
    throw Error(ErrorKind::unreadable, where, what, remedy);
}

constexpr const char* save_again =
    "open it in a word processor and save it again, or export it as PDF";

std::string unpacked(archive* handle, std::size_t packed_bytes, const std::string& where)
{
    std::string part;
    std::array<char, 65536> buffer{};
    while (true) {
        const auto got = archive_read_data(handle, buffer.data(), buffer.size());
        if (got == 0) {
            return part;
        }
        if (got < 0) {
            refuse(where, "the file is damaged or cut off", save_again);
        }
        part.append(buffer.data(), static_cast<std::size_t>(got));
        if (part.size() > largest_part ||
            (part.size() > always_fine && part.size() / largest_ratio > packed_bytes)) {
            refuse(
                where, "it unpacks to far more than a document holds", "check where it came from");
        }
    }
}

} // namespace

std::map<std::string, std::string, std::less<>>
zip_parts(std::string_view bytes, const std::vector<std::string>& wanted, const std::string& where)
{
    const std::unique_ptr<archive, CloseArchive> handle(archive_read_new());
    if (handle == nullptr || archive_read_support_format_zip(handle.get()) != ARCHIVE_OK ||
        archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
        refuse(where, "not a readable document container", save_again);
    }
    std::map<std::string, std::string, std::less<>> parts;
    for (int entries = 0;; ++entries) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF) {
            break;
        }
        if (status < ARCHIVE_WARN || entries >= most_entries) {
            refuse(where, "the file is damaged or cut off", save_again);
        }
        const char* name = archive_entry_pathname(entry);
        if (name == nullptr) {
            continue;
        }
        if (archive_entry_is_encrypted(entry) != 0) {
            refuse(where, "the document is encrypted", "save it without a password");
        }
        if (std::ranges::find(wanted, name) != wanted.end() && !parts.contains(name)) {
            // The directory's own sizes may lie: the container's size bounds what was packed.
            parts.emplace(name, unpacked(handle.get(), bytes.size(), where));
        }
    }
    return parts;
}

} // namespace saksklar
