// SPDX-License-Identifier: Apache-2.0
// The laws of the letter repair hold for any bytes.
#include "laws.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>

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
