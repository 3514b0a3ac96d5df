// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/walk.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <unordered_set>

namespace saksklar {

namespace {

namespace fs = std::filesystem;

void walk_folder(const fs::path& folder, std::vector<Input>& found)
{
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->path().filename().native().starts_with('.')) {
            entries.push_back(at->path());
        }
    }
    if (error) {
        found.push_back({folder.native(),
                         Failure{ErrorKind::unreadable,
                                 folder.native(),
                                 "the folder cannot be read: " + error.message(),
                                 "check its permissions"}});
        return;
    }
    std::ranges::sort(
        entries, {}, [](const fs::path& path) -> const std::string& { return path.native(); });
    for (const fs::path& entry : entries) {
        const auto status = fs::status(entry, error);
        if (fs::is_directory(status)) {
            // A link to a folder may lead in a circle.
            if (!fs::is_symlink(fs::symlink_status(entry, error))) {
                walk_folder(entry, found);
            }
        } else if (fs::is_regular_file(status)) {
            found.push_back({entry.native(), std::nullopt});
        }
        // Sockets, pipes and devices in a folder are not documents.
    }
}

} // namespace

std::vector<Input> walk(const std::vector<std::string>& arguments)
{
    std::vector<Input> found;
    for (const std::string& argument : arguments) {
        if (argument == "-") {
            found.push_back({argument, std::nullopt});
            continue;
        }
        std::error_code error;
        const auto status = fs::status(argument, error);
        if (fs::is_directory(status)) {
            walk_folder(argument, found);
        } else if (!fs::exists(status)) {
            found.push_back(
                {argument,
                 Failure{
                     ErrorKind::unreadable, argument, "no such file or folder", "check the path"}});
        } else {
            found.push_back({argument, std::nullopt});
        }
    }
    std::unordered_set<std::string> seen;
    std::erase_if(found, [&](const Input& input) { return !seen.insert(input.path).second; });
    return found;
}

} // namespace saksklar
