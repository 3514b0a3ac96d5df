// SPDX-License-Identifier: Apache-2.0
// compile_system_words OUT nb=LIST nn=LIST: compiles word lists of the system (one word a line,
// UTF-8 or ISO 8859-1) into system-words.bin: all words, and those that only one of the languages
// has.
#include "model_writer.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/model_format.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string to_utf8(const std::string& line)
{
    if (saksklar::utf8::is_valid(line)) {
        return line;
    }
    std::string out;
    for (const char c : line) {
        saksklar::utf8::append(out, static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    std::array<std::vector<std::string>, 2> lists; // nb, nn
    for (int i = 2; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (!argument.starts_with("nb=") && !argument.starts_with("nn=")) {
            argc = 0;
            break;
        }
        std::vector<std::string>& words = lists[argument[1] == 'n' ? 1 : 0];
        const std::string path(argument.substr(3));
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            std::cerr << "compile_system_words: " << path << ": cannot be read\n";
            return 2;
        }
        std::string line;
        while (std::getline(in, line)) {
            // Words with a hyphen are looked up part by part.
            std::string part;
            for (const char c : to_utf8(line) + "-") {
                if (c != '-' && c != ' ' && c != '.') {
                    part.push_back(c);
                    continue;
                }
                if (part.size() > 1) {
                    const std::string codes = saksklar::alphabet::encode(part);
                    if (!codes.empty() && codes.size() <= 40) {
                        words.push_back(codes);
                    }
                }
                part.clear();
            }
        }
    }
    if (argc < 3) {
        std::cerr << "usage: compile_system_words OUT nb=LIST nn=LIST\n";
        return 2;
    }
    for (std::vector<std::string>& words : lists) {
        std::ranges::sort(words);
        words.erase(std::unique(words.begin(), words.end()), words.end());
    }
    std::vector<std::string> all;
    std::array<std::vector<std::string>, 2> only;
    std::ranges::set_union(lists[0], lists[1], std::back_inserter(all));
    std::ranges::set_difference(lists[0], lists[1], std::back_inserter(only[0]));
    std::ranges::set_difference(lists[1], lists[0], std::back_inserter(only[1]));
    try {
        saksklar::dictionaries::ModelWriter writer(saksklar::model_format::words_magic);
        writer.add(saksklar::model_format::word_edges, saksklar::build_graph(all, false).edges);
        writer.add(saksklar::model_format::only_nb, saksklar::build_graph(only[0], false).edges);
        writer.add(saksklar::model_format::only_nn, saksklar::build_graph(only[1], false).edges);
        writer.write(argv[1]);
    } catch (const std::exception& error) {
        std::cerr << "compile_system_words: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
