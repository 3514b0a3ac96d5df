// SPDX-License-Identifier: Apache-2.0
// Laws of the channel, for any word: what it offers is another word, in the alphabet, made by
// confusions that exist, with chances that are chances; and it offers the same again.
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace saksklar;

/// Aborts, so that the fuzzer keeps the input.
void require(bool law)
{
    if (!law) {
        std::abort();
    }
}

void check(const WordReadings& word, const LanguageTables& tables)
{
    require(std::isfinite(word.log_word) && std::isfinite(word.letters_norwegian) &&
            std::isfinite(word.letters_english));
    for (const Candidate& one : word.others) {
        require(!one.codes.empty() && one.codes != word.codes);
        require(utf8::is_valid(alphabet::decode(one.codes)));
        require(alphabet::encode(alphabet::decode(one.codes)) == one.codes);
        require(std::isfinite(one.log_word) && std::isfinite(one.log_channel));
        require(one.log_channel <= 0);
        require(one.from.size() == one.codes.size());
        std::size_t from = 0;
        for (const char end : one.from) {
            const auto at = static_cast<std::size_t>(end);
            require(at >= from && at <= word.seen.size());
            from = at;
        }
        for (const std::uint16_t rule : one.rules) {
            require(rule < tables.confusions.all().size());
        }
        require(one.rules.size() == static_cast<std::size_t>(one.norwegian) + one.others);
        require(one.lost <= one.rules.size());
    }
}

WordReadings all_readings(CandidateFinder& finder, std::string_view word, bool lone)
{
    WordReadings readings = finder.readings(word, lone);
    finder.search(readings);
    finder.judge_letters(readings);
    finder.add_new_words(readings);
    return readings;
}

bool same(const WordReadings& one, const WordReadings& other)
{
    bool same = one.others.size() == other.others.size() && one.codes == other.codes;
    for (std::size_t i = 0; same && i < one.others.size(); ++i) {
        same = one.others[i].codes == other.others[i].codes &&
               one.others[i].rules == other.others[i].rules;
    }
    return same;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto language = load_language_data(SAKSKLAR_BINARY_DIR "/share/saksklar");
    static CandidateFinder finder(language->tables(), nullptr);
    // The bytes are unsigned there and signed here; no other cast leads from one to the other.
    const std::string text = utf8::escape({reinterpret_cast<const char*>(data), size});
    constexpr std::size_t most_words = 32;
    std::size_t words = 0;
    for (std::size_t begin = 0; begin < text.size() && words < most_words; ++words) {
        const std::size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
        const std::string_view word = std::string_view(text).substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) {
            continue;
        }
        const std::size_t bytes = utf8::decode(word, 0).size_bytes;
        const bool lone = bytes == word.size();
        const WordReadings readings = all_readings(finder, word, lone);
        check(readings, language->tables());
        require(same(readings, all_readings(finder, word, lone)));
    }
    return 0;
}
