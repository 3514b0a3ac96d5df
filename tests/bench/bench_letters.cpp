// SPDX-License-Identifier: Apache-2.0
// How fast letters are repaired. SAKSKLAR_BENCH_CLEAN and SAKSKLAR_BENCH_DAMAGED may name bigger
// texts than the test pages; `items_per_second` is words a second of processor time.
#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/text/tokens.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace {

std::string read(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string pages(const char* variable, const std::string& ending)
{
    if (const char* path = std::getenv(variable); path != nullptr) {
        return read(path);
    }
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(SAKSKLAR_SOURCE_DIR "/tests/accuracy/pairs")) {
        if (entry.path().string().ends_with(ending)) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    std::string text;
    for (int round = 0; round < 50; ++round) {
        for (const auto& path : paths) {
            text += read(path);
        }
    }
    return text;
}

const char* data_dir()
{
    return SAKSKLAR_BINARY_DIR "/share/saksklar";
}

void run(benchmark::State& state, const std::string& text)
{
    const auto data = saksklar::load_language_data(data_dir());
    const std::size_t words = saksklar::tokenize(text).size();
    for (auto _ : state) {
        saksklar::LetterRepairStream stream(data);
        benchmark::DoNotOptimize(stream.feed(text));
        benchmark::DoNotOptimize(stream.finish());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(words) * state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void clean(benchmark::State& state)
{
    run(state, pages("SAKSKLAR_BENCH_CLEAN", ".gold.txt"));
}

void damaged(benchmark::State& state)
{
    run(state, pages("SAKSKLAR_BENCH_DAMAGED", ".eng.txt"));
}

void start_up(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(saksklar::load_language_data(data_dir()));
    }
}

BENCHMARK(clean)->Unit(benchmark::kMillisecond);
BENCHMARK(damaged)->Unit(benchmark::kMillisecond);
BENCHMARK(start_up)->Unit(benchmark::kMillisecond);

} // namespace
