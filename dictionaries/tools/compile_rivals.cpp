// SPDX-License-Identifier: Apache-2.0
// compile_rivals DATA_DIR: works out for every word of the model how likely other words come out
// as it, and writes DATA_DIR/rivals.bin.
#include "model_writer.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/rivals.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <bit>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace saksklar;

/// Visits the words of the graph in the order of their indices.
template <typename Visit>
void for_each_word(const WordGraph& graph, std::uint32_t node, std::string& codes, Visit& visit)
{
    if (node == 0) {
        return;
    }
    for (std::uint32_t i = node;; ++i) {
        const WordGraph::Edge edge = graph.edge(i);
        codes.push_back(static_cast<char>(edge.letter()));
        if (edge.ends_word()) {
            visit(codes);
        }
        for_each_word(graph, edge.target(), codes, visit);
        codes.pop_back();
        if (edge.is_last()) {
            return;
        }
    }
}

std::string with_capital(const std::string& word)
{
    const utf8::CodePoint first = utf8::decode(word, 0);
    std::string out;
    utf8::append(out, unicode::to_upper(first.value));
    return out + word.substr(first.size_bytes);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "usage: compile_rivals DATA_DIR\n";
        return 2;
    }
    try {
        const std::filesystem::path data_dir = argv[1];
        std::filesystem::remove(data_dir / "rivals.bin"); // so that it is not used here
        const auto data = load_language_data(data_dir);
        const LanguageTables& tables = data->tables();
        CandidateFinder finder(tables, nullptr);
        std::vector<std::uint32_t> values;
        values.reserve(tables.flags.size() * RivalTable::numbers);
        std::string codes;
        const auto visit = [&](const std::string& word_codes) {
            const std::string word = alphabet::decode(word_codes);
            for (const std::string& form : {word, with_capital(word)}) {
                WordReadings readings = finder.readings(form, false);
                finder.search(readings);
                for (const float chance : rival_chances(tables, readings)) {
                    values.push_back(std::bit_cast<std::uint32_t>(chance));
                }
            }
        };
        for_each_word(tables.words, tables.words.root(), codes, visit);
        const std::uint64_t key = rivals_key(tables);
        dictionaries::ModelWriter writer(model_format::rivals_magic);
        writer.add(model_format::rivals_made_from,
                   std::vector<std::uint32_t>{static_cast<std::uint32_t>(key),
                                              static_cast<std::uint32_t>(key >> 32U)});
        writer.add(model_format::rivals_of_words, values);
        writer.write((data_dir / "rivals.bin").string());
    } catch (const std::exception& error) {
        std::cerr << "compile_rivals: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
