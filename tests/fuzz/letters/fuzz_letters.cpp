// SPDX-License-Identifier: Apache-2.0
// libFuzzer target, and with SAKSKLAR_FUZZ_REPLAY a program that replays the files it is given.
#include "laws.hpp"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const auto data = saksklar::load_language_data(SAKSKLAR_BINARY_DIR "/share/saksklar");
    const std::string text = saksklar::utf8::escape({reinterpret_cast<const char*>(bytes), size});
    if (const std::string law = saksklar::broken_law(text, *data); !law.empty()) {
        std::cerr << "broken: " << law << "\n";
        std::abort();
    }
    return 0;
}

#ifdef SAKSKLAR_FUZZ_REPLAY
int main(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        std::ostringstream content;
        content << in.rdbuf();
        const std::string bytes = content.str();
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    std::cout << argc - 1 << " inputs keep the laws\n";
    return 0;
}
#endif
