// SPDX-License-Identifier: Apache-2.0
// Repairs documents that come framed on standard input (a line with the length in bytes, then the
// bytes) and writes them framed: so that one process serves thousands of documents.
//
// usage: repair_charsets DATA_DIR charset|letters|edits
//        charset: charset damage only; letters: the whole of `saksklar repair`;
//        edits: the edits of `charset` as lines of rule, before and after.
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/intake.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/text/utf8.hpp"
#include "pipeline/run/repair_filter.hpp"

#include <cstddef>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace saksklar;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

std::string repaired(const std::string& bytes,
                     const std::shared_ptr<const LanguageData>& language,
                     std::string_view mode)
{
    std::string out;
    std::string_view rest = bytes;
    if (mode == "letters") {
        if (rest.starts_with(utf8_mark)) {
            rest.remove_prefix(utf8_mark.size());
        }
        bool given = false;
        const auto more = [&](std::string& block) {
            block += given ? std::string_view() : rest;
            return !std::exchange(given, true);
        };
        repair_filter(more, language, RepairFilterOptions(), [&](const RepairedStretch& stretch) {
            out += utf8::unescape(apply_edits(stretch.before, stretch.edits));
        });
        return out;
    }
    const std::string text = take_in(bytes).text;
    CharsetRepair repair([&](std::string_view word) { return language->contains(word); });
    const std::vector<Edit> edits = repair.repair(text).edits;
    if (mode == "charset") {
        return utf8::unescape(apply_edits(text, edits));
    }
    for (const Edit& edit : edits) {
        out += edit.rule + "\t" + edit.before + "\t" + edit.after + "\n";
    }
    return utf8::unescape(out);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        const std::string mode = argc == 3 ? argv[2] : "";
        if (mode != "charset" && mode != "letters" && mode != "edits") {
            std::cerr << "usage: repair_charsets DATA_DIR charset|letters|edits\n";
            return 2;
        }
        const auto language = load_language_data(argv[1]);
        for (std::string head; std::getline(std::cin, head);) {
            std::string bytes(std::stoul(head), '\0');
            std::cin.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            const std::string out = repaired(bytes, language, mode);
            std::cout << out.size() << '\n' << out << std::flush;
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "repair_charsets: " << error.what() << '\n';
        return 1;
    }
}
