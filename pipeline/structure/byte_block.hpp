// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Sixteen bytes at a time: which of them are spaces, letters, digits. Reading lines byte by byte
/// was a third of the structure stage.
namespace saksklar::structure {

#if defined(__SSE2__)

/// Sixteen bytes; every question gives a mask whose bit i stands for byte i.
class Bytes16 {
public:
    explicit Bytes16(const char* at) noexcept
        : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)))
    {
    }

    void store(char* at) const noexcept
    {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(at), bytes_);
    }

    /// Spaces as is_space has them.
    std::uint64_t spaces() const noexcept
    {
        return mask(_mm_or_si128(equal(bytes_, ' '), between(bytes_, '\t', '\r')));
    }

    std::uint64_t equal(char c) const noexcept { return mask(equal(bytes_, c)); }

    /// What may end a sentence.
    std::uint64_t stops() const noexcept
    {
        return mask(_mm_or_si128(_mm_or_si128(equal(bytes_, '.'), equal(bytes_, '!')),
                                 _mm_or_si128(equal(bytes_, '?'), equal(bytes_, '\n'))));
    }

    std::uint64_t digits() const noexcept { return mask(between(bytes_, '0', '9')); }

    /// Small ASCII letters.
    std::uint64_t small() const noexcept { return mask(between(bytes_, 'a', 'z')); }

    /// Bytes of longer UTF-8 sequences.
    std::uint64_t high() const noexcept { return mask(bytes_); }

    /// Bytes that stand behind 0xC3 for small letters: 0xA0..0xBF.
    std::uint64_t small_latin() const noexcept { return mask(between(bytes_, '\xA0', '\xBF')); }

    /// ASCII letters and digits; capitals are made small.
    std::uint64_t lower() noexcept
    {
        const __m128i small = _mm_set1_epi8(0x20);
        const __m128i letters = between(_mm_or_si128(bytes_, small), 'a', 'z');
        const __m128i words = _mm_or_si128(letters, between(bytes_, '0', '9'));
        bytes_ = _mm_or_si128(bytes_, _mm_and_si128(letters, small));
        return mask(words);
    }

    /// Bytes that plain_text may change, spaces apart; and "]" and "^", which stand among them.
    std::uint64_t marks() const noexcept
    {
        __m128i out = _mm_cmpeq_epi8(_mm_min_epu8(bytes_, _mm_set1_epi8(0x1F)), bytes_);
        out = _mm_or_si128(out, between(bytes_, '[', '`'));
        for (const char c : {'*', '<', '\'', '\xEF'}) {
            out = _mm_or_si128(out, equal(bytes_, c));
        }
        // Two at a time, which differ in one bit: "{" and 0x7F, 0xC2 and 0xE2
        out = _mm_or_si128(out, equal(_mm_or_si128(bytes_, _mm_set1_epi8(0x04)), '\x7F'));
        out = _mm_or_si128(out, equal(_mm_or_si128(bytes_, _mm_set1_epi8(0x20)), '\xE2'));
        return mask(out);
    }

private:
    static std::uint64_t mask(__m128i bytes) noexcept
    {
        return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
    }

    static __m128i equal(__m128i bytes, char c) noexcept
    {
        return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
    }

    static __m128i between(__m128i bytes, char first, char last) noexcept
    {
        const __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
        return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(last - first))),
                              above);
    }

    __m128i bytes_;
};

#else

/// The same for machines without SSE2.
class Bytes16 {
public:
    explicit Bytes16(const char* at) noexcept { std::memcpy(bytes_, at, sizeof bytes_); }

    void store(char* at) const noexcept { std::memcpy(at, bytes_, sizeof bytes_); }

    std::uint64_t spaces() const noexcept
    {
        return mask([](unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    }

    std::uint64_t equal(char wanted) const noexcept
    {
        return mask([wanted](unsigned char c) { return c == static_cast<unsigned char>(wanted); });
    }

    std::uint64_t stops() const noexcept
    {
        return mask([](unsigned char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; });
    }

    std::uint64_t digits() const noexcept
    {
        return mask([](unsigned char c) { return c >= '0' && c <= '9'; });
    }

    std::uint64_t small() const noexcept
    {
        return mask([](unsigned char c) { return c >= 'a' && c <= 'z'; });
    }

    std::uint64_t high() const noexcept
    {
        return mask([](unsigned char c) { return c >= 0x80; });
    }

    std::uint64_t small_latin() const noexcept
    {
        return mask([](unsigned char c) { return c >= 0xA0 && c <= 0xBF; });
    }

    std::uint64_t lower() noexcept
    {
        for (unsigned char& c : bytes_) {
            c = c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 0x20) : c;
        }
        return mask(
            [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    }

    std::uint64_t marks() const noexcept
    {
        return mask([](unsigned char c) {
            return c < 0x20 || (c >= '[' && c <= '`') || c == '*' || c == '<' || c == '{' ||
                   c == '\'' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF;
        });
    }

private:
    template <class Is>
    std::uint64_t mask(const Is& is) const noexcept
    {
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < sizeof bytes_; ++i) {
            out |= static_cast<std::uint64_t>(is(bytes_[i])) << i;
        }
        return out;
    }

    unsigned char bytes_[16];
};

#endif

/// Fewer than sixteen bytes, filled up with zeros.
inline Bytes16 short_bytes(std::string_view text) noexcept
{
    char out[16]{};
    const std::size_t size = text.size();
    // Two copies of a fixed size, which may overlap, are quicker than one of any size.
    if (size >= 8) {
        std::memcpy(out, text.data(), 8);
        std::memcpy(out + size - 8, text.data() + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(out, text.data(), 4);
        std::memcpy(out + size - 4, text.data() + size - 4, 4);
    } else if (size > 0) {
        out[0] = text.front();
        out[size / 2] = text[size / 2];
        out[size - 1] = text.back();
    }
    return Bytes16(out);
}

/// Sixty-four bytes of a text at most, from `at` on: masks of one bit a byte.
inline std::size_t block_size(std::string_view text, std::size_t at) noexcept
{
    return std::min<std::size_t>(text.size() - at, 64);
}

/// A mask of the first `size` bits.
inline std::uint64_t first_bits(std::size_t size) noexcept
{
    return size >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
}

/// How many bits are set. std::popcount calls a function that looks them up where the processor is
/// not known to count them.
inline std::size_t count_bits(std::uint64_t bits) noexcept
{
    bits -= bits >> 1U & 0x5555555555555555ULL;
    bits = (bits & 0x3333333333333333ULL) + (bits >> 2U & 0x3333333333333333ULL);
    bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FULL;
    return bits * 0x0101010101010101ULL >> 56U;
}

/// The masks that `ask` gives for the block of `size` bytes at `at`, as one. It is what the loops
/// that call it do: a call would cost them half as much again.
template <class Ask>
[[gnu::always_inline]] inline std::uint64_t
mask_of_block(std::string_view text, std::size_t at, std::size_t size, const Ask& ask) noexcept
{
    const char* begin = text.data() + at;
    std::uint64_t out = 0;
    std::size_t done = 0;
    for (; done + 16 <= size; done += 16) {
        out |= ask(Bytes16(begin + done)) << done;
    }
    if (done < size) {
        // The last sixteen bytes of the text, some of them seen before, where it has so many.
        const std::uint64_t rest = at + size >= 16
                                       ? ask(Bytes16(begin + size - 16)) >> (16 + done - size)
                                       : ask(short_bytes(text)) & first_bits(size);
        out |= rest << done;
    }
    return out;
}

/// Where the first byte from `at` on stands that `ask` has in its mask; the size if none does.
template <class Ask>
std::size_t find_byte(std::string_view text, std::size_t at, const Ask& ask) noexcept
{
    for (; at + 16 <= text.size(); at += 16) {
        if (const std::uint64_t found = ask(Bytes16(text.data() + at)); found != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(found));
        }
    }
    if (at < text.size()) {
        const std::size_t left = text.size() - at;
        const std::uint64_t found =
            text.size() >= 16 ? ask(Bytes16(text.data() + text.size() - 16)) >> (16 - left)
                              : ask(short_bytes(text)) >> at & first_bits(left);
        if (found != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(found));
        }
    }
    return text.size();
}

/// Whether either of two strings, each of two bytes at least, stands in a text.
inline bool contains_either(std::string_view text, std::string_view a, std::string_view b) noexcept
{
    if (text.size() < 17) {
        return text.find(a) != std::string_view::npos || text.find(b) != std::string_view::npos;
    }
    const std::size_t last = text.size() - 17; // of the blocks that have a byte behind them
    for (std::size_t at = 0;; at = std::min(at + 16, last)) {
        const Bytes16 first(text.data() + at);
        const Bytes16 second(text.data() + at + 1);
        std::uint64_t begins =
            (first.equal(a[0]) & second.equal(a[1])) | (first.equal(b[0]) & second.equal(b[1]));
        for (; begins != 0; begins &= begins - 1) {
            const char* here =
                text.data() + at + static_cast<std::size_t>(std::countr_zero(begins));
            const auto left = static_cast<std::size_t>(text.data() + text.size() - here);
            if ((left >= a.size() && std::memcmp(here, a.data(), a.size()) == 0) ||
                (left >= b.size() && std::memcmp(here, b.data(), b.size()) == 0)) {
                return true;
            }
        }
        if (at == last) {
            return false;
        }
    }
}

/// Whether `wanted`, of two bytes at least, stands in a text.
inline bool contains(std::string_view text, std::string_view wanted) noexcept
{
    if (text.size() < 17 || text.size() < wanted.size()) {
        return text.find(wanted) != std::string_view::npos;
    }
    const std::size_t last = text.size() - 17; // of the blocks that have a byte behind them
    for (std::size_t at = 0;; at = std::min(at + 16, last)) {
        std::uint64_t begins = Bytes16(text.data() + at).equal(wanted[0]) &
                               Bytes16(text.data() + at + 1).equal(wanted[1]);
        for (; begins != 0; begins &= begins - 1) {
            const std::size_t begin = at + static_cast<std::size_t>(std::countr_zero(begins));
            if (text.size() - begin >= wanted.size() &&
                std::memcmp(text.data() + begin, wanted.data(), wanted.size()) == 0) {
                return true;
            }
        }
        if (at == last) {
            return false;
        }
    }
}

/// Calls `take(begin, end)` for every word of a text whose only white space is spaces, as folded
/// and plain texts have it.
template <class Take>
void each_folded_word(std::string_view text, const Take& take)
{
    std::size_t begin = 0;
    const auto word = [&begin, &take](std::size_t end) {
        if (begin < end) {
            take(begin, end);
        }
        begin = end + 1;
    };
    for (std::size_t at = 0; at < text.size(); at += 64) {
        std::uint64_t spaces = mask_of_block(
            text, at, block_size(text, at), [](const Bytes16& b) { return b.equal(' '); });
        for (; spaces != 0; spaces &= spaces - 1) {
            word(at + static_cast<std::size_t>(std::countr_zero(spaces)));
        }
    }
    word(text.size());
}

/// Calls `take(begin, end)` for every stretch of a text between white space.
template <class Take>
void each_word(std::string_view text, const Take& take)
{
    std::size_t begin = 0;     // of the word that goes on
    std::uint64_t carried = 0; // 1: one does
    for (std::size_t at = 0; at < text.size(); at += 64) {
        const std::size_t size = block_size(text, at);
        const std::uint64_t words = ~mask_of_block(text, at, size, [](const Bytes16& b) {
            return b.spaces();
        }) & first_bits(size);
        // A bit wherever a word begins, and behind its end.
        const std::uint64_t before = words << 1U | carried;
        std::uint64_t begins = words & ~before;
        std::uint64_t ends = ~words & before & first_bits(size);
        for (; ends != 0; ends &= ends - 1) {
            if (carried == 0) {
                begin = at + static_cast<std::size_t>(std::countr_zero(begins));
                begins &= begins - 1;
            }
            carried = 0;
            take(begin, at + static_cast<std::size_t>(std::countr_zero(ends)));
        }
        if (begins != 0) {
            begin = at + static_cast<std::size_t>(std::countr_zero(begins));
            carried = 1;
        }
    }
    if (carried != 0) {
        take(begin, text.size());
    }
}

} // namespace saksklar::structure
