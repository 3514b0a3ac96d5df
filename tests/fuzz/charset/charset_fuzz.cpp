// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/intake.hpp"
#include "normalizers/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Aborts, so that the fuzzer keeps the input.
void require(bool law)
{
    if (!law) {
        std::abort();
    }
}

/// Some words of the bytes that the fuzzer likes are known.
bool is_word(std::string_view word)
{
    return word.size() % 3 == 1;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace saksklar;
    // The bytes are unsigned there and signed here; no other cast leads from one to the other.
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const IntakeText taken = take_in(bytes);
    require(utf8::is_valid(taken.text));
    const bool wide = taken.charset != "utf-8";
    const bool marked = bytes.starts_with("\xEF\xBB\xBF");
    require(wide || utf8::unescape(taken.text) == bytes.substr(marked ? 3 : 0));

    CharsetRepair repair(is_word);
    const CharsetResult result = repair.repair(taken.text);
    std::size_t done = 0;
    for (const Edit& edit : result.edits) {
        require(edit.span.begin >= done && edit.span.end <= taken.text.size());
        require(edit.before ==
                std::string_view(taken.text).substr(edit.span.begin, edit.span.size()));
        require(utf8::is_valid(edit.after));
        require(edit.probability >= 0 && edit.probability <= 1);
        done = edit.span.end;
    }
    const std::string repaired = apply_edits(taken.text, result.edits);
    require(utf8::is_valid(repaired));
    CharsetRepair again(is_word);
    require(again.repair(repaired).edits.empty());
    return 0;
}
