// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/file_bytes.hpp"

#include "normalizers/error.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>

namespace saksklar {

std::string file_head(const std::string& path, std::size_t limit)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) {
        throw Error(ErrorKind::unreadable, path, "not a file that can be read", "check the name");
    }
    std::ifstream stream(path, std::ios::binary);
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    if (!stream || failed) {
        throw Error(ErrorKind::unreadable, path, "the file cannot be opened", "check its rights");
    }
    std::string data(static_cast<std::size_t>(std::min<std::uintmax_t>(size, limit)), '\0');
    stream.read(data.data(), static_cast<std::streamsize>(data.size()));
    data.resize(static_cast<std::size_t>(stream.gcount()));
    if (data.empty()) {
        throw Error(ErrorKind::unreadable, path, "the file is empty", "copy or export it again");
    }
    return data;
}

std::string file_bytes(const std::string& path)
{
    return file_head(path, SIZE_MAX);
}

} // namespace saksklar
