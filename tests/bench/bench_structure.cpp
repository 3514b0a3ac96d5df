// SPDX-License-Identifier: Apache-2.0
// How fast minutes are divided: `bytes_per_second` is text a second of processor time, of the
// structure stage alone. The text is that of the samples and of the styles of the accuracy tests;
// SAKSKLAR_BENCH_MINUTES may name a folder with other text files.
#include "pipeline/structure/segment.hpp"
#include "support/made_document.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The texts, in the order of their paths.
const std::vector<std::string>& minutes()
{
    static const std::vector<std::string> texts = [] {
        std::vector<fs::path> folders{SAKSKLAR_SOURCE_DIR "/samples/gold",
                                      SAKSKLAR_SOURCE_DIR "/tests/accuracy/structure/styles"};
        if (const char* folder = std::getenv("SAKSKLAR_BENCH_MINUTES"); folder != nullptr) {
            folders = {folder};
        }
        std::vector<fs::path> paths;
        for (const fs::path& folder : folders) {
            for (const auto& entry : fs::recursive_directory_iterator(folder)) {
                const fs::path ending = entry.path().extension();
                if (entry.is_regular_file() && (ending == ".txt" || ending == ".md")) {
                    paths.push_back(entry.path());
                }
            }
        }
        std::ranges::sort(paths);
        std::vector<std::string> read_texts;
        read_texts.reserve(paths.size());
        for (const fs::path& path : paths) {
            read_texts.push_back(read(path));
        }
        return read_texts;
    }();
    return texts;
}

void run(benchmark::State& state, const std::vector<saksklar::Document>& documents)
{
    std::size_t bytes = 0;
    for (const saksklar::Document& document : documents) {
        bytes += document.text.size();
    }
    benchmark::DoNotOptimize(saksklar::segment(saksklar::test::made_document("Sak 1 Valg\n")));
    for (auto _ : state) {
        for (const saksklar::Document& document : documents) {
            benchmark::DoNotOptimize(saksklar::segment(document));
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

/// Every text as a document of its own, ten times over.
void short_documents(benchmark::State& state)
{
    std::vector<saksklar::Document> documents;
    for (int round = 0; round < 10; ++round) {
        for (const std::string& text : minutes()) {
            documents.push_back(saksklar::test::made_document(text));
        }
    }
    run(state, documents);
}

/// All texts one after the other in one file, as in the minute book of many years.
void bound_volume(benchmark::State& state)
{
    std::string all;
    for (int round = 0; round < 10; ++round) {
        for (const std::string& text : minutes()) {
            all += text + "\n";
        }
    }
    std::vector<saksklar::Document> documents;
    documents.push_back(saksklar::test::made_document(std::move(all)));
    run(state, documents);
}

/// One meeting of very many cases.
void long_meeting(benchmark::State& state)
{
    std::string all = "Protokoll fra landsm\xC3\xB8tet 3. mai 2014\n\n";
    int number = 0;
    for (int round = 0; round < 10; ++round) {
        for (const std::string& text : minutes()) {
            all += "Sak " + std::to_string(++number) + " Innkommet forslag\n\n";
            // Without the titles, so that it stays one meeting.
            all += text.substr(std::min(text.find("\n\n"), text.size())) + "\n";
        }
    }
    std::vector<saksklar::Document> documents;
    documents.push_back(saksklar::test::made_document(std::move(all)));
    run(state, documents);
}

BENCHMARK(short_documents)->Unit(benchmark::kMillisecond);
BENCHMARK(bound_volume)->Unit(benchmark::kMillisecond);
BENCHMARK(long_meeting)->Unit(benchmark::kMillisecond);

} // namespace
