// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/text_names.hpp"

#include <filesystem>
#include <map>

namespace saksklar {

namespace {

namespace fs = std::filesystem;

/// What a file name may be on every system: no separators, no control characters.
std::string harmless(std::string name)
{
    for (char& c : name) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == ':') {
            c = '-';
        }
    }
    return name;
}

/// More of the path with every level; the last level is unique by content.
std::string name_at(const TextSource& source, int level)
{
    const fs::path path = source.path == "-" ? fs::path("stdin") : fs::path(source.path);
    std::string name = path.stem().native();
    if (level >= 1 && path.has_parent_path() && path.parent_path().has_filename()) {
        name = path.parent_path().filename().native() + "-" + name;
    }
    if (level >= 2 && path.has_extension()) {
        name += "-" + path.extension().native().substr(1);
    }
    if (level >= 3) {
        name += "-" + source.sha256.substr(0, 8);
    }
    if (source.meetings > 1) {
        name += "-" + std::to_string(source.meeting_index + 1);
    }
    return harmless(name);
}

} // namespace

std::vector<std::string> text_names(const std::vector<TextSource>& sources)
{
    std::vector<int> levels(sources.size(), 0);
    std::vector<std::string> names(sources.size());
    for (;;) {
        std::map<std::string, std::vector<std::size_t>> taken;
        for (std::size_t i = 0; i < sources.size(); ++i) {
            names[i] = name_at(sources[i], levels[i]);
            taken[names[i]].push_back(i);
        }
        bool again = false;
        for (const auto& [name, who] : taken) {
            for (const std::size_t i : who) {
                if (who.size() > 1 && levels[i] < 3) {
                    ++levels[i];
                    again = true;
                }
            }
        }
        if (!again) {
            return names;
        }
    }
}

} // namespace saksklar
