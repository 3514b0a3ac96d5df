// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/ebcdic.hpp"

#include "normalizers/text/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace saksklar {

namespace {

constexpr unsigned blank = 0x40;
constexpr unsigned next_line = 0x15;
constexpr unsigned line_feed = 0x25;
constexpr std::size_t head_bytes = 4096;

bool within(unsigned byte, unsigned first, unsigned last)
{
    return byte >= first && byte <= last;
}

/// a to i, j to r, s to z.
bool is_small_letter(unsigned byte)
{
    return within(byte, 0x81, 0x89) || within(byte, 0x91, 0x99) || within(byte, 0xA2, 0xA9);
}

bool is_usual(unsigned byte)
{
    // Signs stand in four rows, controls that text has and Norwegian letters elsewhere.
    constexpr std::array<unsigned, 7> others{0x05, 0x0C, 0x0D, 0x15, 0x25, 0xC0, 0xD0};
    return byte == blank || is_small_letter(byte) || within(byte, 0xC1, 0xC9) ||
           within(byte, 0xD1, 0xD9) || within(byte, 0xE2, 0xE9) || within(byte, 0xF0, 0xF9) ||
           within(byte, 0x4A, 0x50) || within(byte, 0x5A, 0x61) || within(byte, 0x6A, 0x6F) ||
           within(byte, 0x79, 0x7F) || std::ranges::find(others, byte) != others.end();
}

/// Text in EBCDIC has a blank for every tenth byte where ASCII has "@", and letters where
/// ISO-8859-1 has controls and signs: nothing else looks so.
bool looks_ebcdic(std::string_view bytes)
{
    const std::string_view head = bytes.substr(0, head_bytes);
    std::size_t blanks = 0;
    std::size_t letters = 0;
    std::size_t usual = 0;
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        blanks += byte == blank ? 1U : 0U;
        letters += is_small_letter(byte) ? 1U : 0U;
        usual += is_usual(byte) ? 1U : 0U;
    }
    return head.size() >= 32 && blanks * 20 >= head.size() && letters * 5 >= head.size() - blanks &&
           usual * 100 >= head.size() * 93;
}

struct Page {
    const char* icu_name = "";
    std::string_view name{};
    std::array<unsigned char, 3> letters{}; ///< where æ, ø, å are
};

constexpr std::array pages{
    Page{"ibm-277_P100-1995", "ibm-277", {0xC0, 0x6A, 0xD0}},
    Page{"ibm-37_P100-1995", "ibm-37", {0x9C, 0x70, 0x47}},
    Page{"ibm-1047_P100-1995", "ibm-1047", {0x9C, 0x70, 0x47}},
};

const Page& page_of(std::string_view bytes)
{
    // What stands beside a letter is one, sooner than a brace.
    std::array<std::size_t, 256> beside{};
    std::array<std::size_t, 256> counts{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const bool left = i > 0 && is_small_letter(static_cast<unsigned char>(bytes[i - 1]));
        const bool right =
            i + 1 < bytes.size() && is_small_letter(static_cast<unsigned char>(bytes[i + 1]));
        beside[byte] += left || right ? 1U : 0U;
        ++counts[byte];
    }
    const auto letters_of = [&](const Page& page) {
        std::size_t sum = 0;
        for (const unsigned char letter : page.letters) {
            sum += beside[letter];
        }
        return sum;
    };
    if (letters_of(pages[0]) >= letters_of(pages[1])) {
        return pages[0];
    }
    // The two differ in the places of brackets.
    return counts[0xAD] + counts[0xBD] > counts[0xBA] + counts[0xBB] ? pages[2] : pages[1];
}

/// The width of records without line ends, or 0: the one at whose ends most blanks stand.
std::size_t record_width(std::string_view bytes)
{
    constexpr std::array<std::size_t, 8> widths{80, 132, 133, 72, 121, 120, 128, 256};
    std::size_t best = 0;
    double best_share = 0.5;
    for (const std::size_t width : widths) {
        const std::size_t records = std::min<std::size_t>(bytes.size() / width, 1000);
        std::size_t blanks = 0;
        for (std::size_t i = 1; i <= records; ++i) {
            blanks += static_cast<unsigned char>(bytes[i * width - 1]) == blank ? 1U : 0U;
        }
        const double share =
            records < 2 ? 0 : static_cast<double>(blanks) / static_cast<double>(records);
        if (share > best_share) {
            best = width;
            best_share = share;
        }
    }
    return best;
}

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

/// The UTF-8 of each byte; empty where it has none.
std::optional<std::array<std::string, 256>> table_of(const Page& page)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(page.icu_name, &status));
    if (U_FAILURE(status) != 0) {
        return std::nullopt;
    }
    std::array<std::string, 256> table;
    for (unsigned byte = 0; byte < table.size(); ++byte) {
        const std::array<char, 1> source{static_cast<char>(static_cast<unsigned char>(byte))};
        std::array<UChar, 4> target{};
        status = U_ZERO_ERROR;
        const std::int32_t size =
            ucnv_toUChars(converter.get(), target.data(), 4, source.data(), 1, &status);
        if (U_SUCCESS(status) != 0) {
            icu::UnicodeString(false, target.data(), size).toUTF8String(table[byte]);
        }
    }
    return table;
}

} // namespace

std::optional<EbcdicText> decode_ebcdic(std::string_view bytes)
{
    if (!looks_ebcdic(bytes)) {
        return std::nullopt;
    }
    const Page& page = page_of(bytes);
    auto table = table_of(page);
    if (!table) {
        return std::nullopt;
    }
    (*table)[next_line] = "\n";
    (*table)[line_feed] = "\n";
    const bool has_ends =
        bytes.substr(0, head_bytes).find_first_of("\x15\x25\x0D") != std::string_view::npos;
    const std::size_t width = has_ends ? 0 : record_width(bytes);
    EbcdicText result;
    result.charset = page.name;
    result.text.reserve(bytes.size() + bytes.size() / 16);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        result.text += (*table)[static_cast<unsigned char>(bytes[i])];
        if (width != 0 && (i + 1) % width == 0) {
            result.text.erase(result.text.find_last_not_of(' ') + 1);
            result.text += '\n';
        }
    }
    return result;
}

} // namespace saksklar
