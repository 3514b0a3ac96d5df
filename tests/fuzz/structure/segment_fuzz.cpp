// SPDX-License-Identifier: Apache-2.0
// Laws of the structure stage, for every input: no crash, places inside the text, parents
// before their children, a reason for everything that is not minutes.
#include "normalizers/text/utf8.hpp"
#include "support/segment_laws.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    saksklar::Document document;
    document.source.path = "fuzz.txt";
    for (std::size_t i = 0; i < size; ++i) {
        document.text += static_cast<char>(data[i]);
    }
    document.text = saksklar::utf8::escape(document.text);
    const std::string broken = saksklar::test::broken_law(document, saksklar::segment(document));
    if (!broken.empty()) {
        std::fprintf(stderr, "broken law: %s\n", broken.c_str());
        std::abort();
    }
    return 0;
}
