// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/data_dir.hpp"

#include "normalizers/error.hpp"

#include <cstdlib>
#include <system_error>

namespace saksklar::cli {

namespace fs = std::filesystem;

fs::path find_data_dir(const fs::path& given)
{
    if (!given.empty()) {
        return given;
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before any thread starts
    if (const char* set = std::getenv("SAKSKLAR_DATA_DIR"); set != nullptr && *set != '\0') {
        return set;
    }
    std::error_code error;
    const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& candidate :
         {folder / "share" / "saksklar", folder.parent_path() / "share" / "saksklar"}) {
        if (fs::exists(candidate / "letters.model", error)) {
            return candidate;
        }
    }
    throw Error(ErrorKind::resource,
                (folder / "share" / "saksklar").native(),
                "the language model is missing",
                "install the program whole, or name the folder with --data-dir");
}

} // namespace saksklar::cli
