// SPDX-License-Identifier: Apache-2.0
// compile_system_words OUT LIST...: compiles word lists of the system (one word a line, UTF-8 or
// ISO 8859-1) into system-words.bin.
#include "model_writer.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/model_format.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
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
    if (argc < 3) {
        std::cerr << "usage: compile_system_words OUT LIST...\n";
        return 2;
    }
    std::vector<std::string> words;
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        if (!in) {
            std::cerr << "compile_system_words: " << argv[i] << ": cannot be read\n";
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
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    try {
        const saksklar::BuiltGraph graph = saksklar::build_graph(words, false);
        saksklar::dictionaries::ModelWriter writer(saksklar::model_format::words_magic);
        writer.add(saksklar::model_format::word_edges, graph.edges);
        writer.write(argv[1]);
    } catch (const std::exception& error) {
        std::cerr << "compile_system_words: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
