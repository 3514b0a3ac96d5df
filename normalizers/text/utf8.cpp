// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/utf8.hpp"

#include <cstring>

namespace saksklar::utf8 {

namespace {

unsigned byte_at(std::string_view text, std::size_t offset) noexcept
{
    return static_cast<unsigned char>(text[offset]);
}

constexpr char32_t escape_base = 0x10FF00;

} // namespace

CodePoint decode(std::string_view text, std::size_t offset) noexcept
{
    const unsigned lead = byte_at(text, offset);
    if (lead < 0x80) {
        return {lead, 1};
    }
    std::size_t size = 0;
    char32_t value = 0;
    char32_t least = 0; // rejects overlong forms
    if (lead >= 0xC2 && lead <= 0xDF) {
        size = 2;
        value = lead & 0x1FU;
        least = 0x80;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        size = 3;
        value = lead & 0x0FU;
        least = 0x800;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        size = 4;
        value = lead & 0x07U;
        least = 0x10000;
    } else {
        return {malformed, 1};
    }
    if (offset + size > text.size()) {
        return {malformed, 1};
    }
    for (std::size_t i = 1; i < size; ++i) {
        const unsigned next = byte_at(text, offset + i);
        if ((next & 0xC0U) != 0x80U) {
            return {malformed, 1};
        }
        value = (value << 6U) | (next & 0x3FU);
    }
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return {malformed, 1};
    }
    return {value, size};
}

std::size_t skip_ascii(std::string_view text, std::size_t offset) noexcept
{
    while (offset + 8 <= text.size()) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + offset, 8);
        if ((block & 0x8080808080808080U) != 0) {
            break;
        }
        offset += 8;
    }
    while (offset < text.size() && byte_at(text, offset) < 0x80) {
        ++offset;
    }
    return offset;
}

void append(std::string& out, char32_t value)
{
    const auto put = [&](char32_t byte) {
        out += static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0U | (value >> 6U));
        put(0x80U | (value & 0x3FU));
    } else if (value < 0x10000) {
        put(0xE0U | (value >> 12U));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    } else {
        put(0xF0U | (value >> 18U));
        put(0x80U | ((value >> 12U) & 0x3FU));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    }
}

std::size_t valid_prefix(std::string_view text) noexcept
{
    std::size_t offset = 0;
    while ((offset = skip_ascii(text, offset)) < text.size()) {
        const CodePoint point = decode(text, offset);
        if (point.value == malformed) {
            return offset;
        }
        offset += point.size_bytes;
    }
    return offset;
}

std::string escape(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t offset = 0; offset < bytes.size();) {
        if (const std::size_t end = skip_ascii(bytes, offset); end > offset) {
            out += bytes.substr(offset, end - offset);
            offset = end;
            continue;
        }
        const CodePoint point = decode(bytes, offset);
        if (point.value == malformed || escaped_byte(point.value) >= 0) {
            // All bytes of a code point that looks like an escape are escaped, so that nothing is
            // lost.
            for (std::size_t i = 0; i < point.size_bytes; ++i) {
                append(out, escape_base + byte_at(bytes, offset + i));
            }
        } else {
            out += bytes.substr(offset, point.size_bytes);
        }
        offset += point.size_bytes;
    }
    return out;
}

std::string unescape(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        if (const std::size_t end = skip_ascii(text, offset); end > offset) {
            out += text.substr(offset, end - offset);
            offset = end;
            continue;
        }
        const CodePoint point = decode(text, offset);
        if (const int byte = escaped_byte(point.value); byte >= 0) {
            out += static_cast<char>(static_cast<unsigned char>(byte));
        } else {
            out += text.substr(offset, point.size_bytes);
        }
        offset += point.size_bytes;
    }
    return out;
}

} // namespace saksklar::utf8
