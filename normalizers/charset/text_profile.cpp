// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/text_profile.hpp"

#include "normalizers/charset/word_judge.hpp"
#include "normalizers/text/utf8.hpp"

namespace saksklar {

TextProfile profile_of(std::string_view text)
{
    TextProfile profile;
    for (const char c : std::string_view("%&+=[\\]{|}\"\x06\x0F\x11\x12\x1B\x1D")) {
        if (text.find(c) != std::string_view::npos) {
            profile.signs.set(static_cast<unsigned char>(c));
        }
    }
    for (std::size_t at = text.find('C'); at != std::string_view::npos && !profile.stripped;
         at = text.find('C', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        profile.stripped = std::string_view("%8&").find(next) != std::string_view::npos;
    }
    std::size_t last_end = std::string_view::npos;
    bool last_norwegian = false;
    for (std::size_t at = utf8::skip_ascii(text, 0); at < text.size();
         at = utf8::skip_ascii(text, at)) {
        const utf8::CodePoint point = utf8::decode(text, at);
        const std::size_t letter = std::u32string_view(U"æøåÆØÅ").find(point.value);
        const bool norwegian = letter != std::u32string_view::npos;
        if (norwegian) {
            ++profile.norwegian[letter];
        }
        if (at == last_end && !(norwegian && last_norwegian)) {
            profile.pairs = true;
        }
        if (point.value < sign_limit) {
            profile.signs.set(point.value);
        } else if (point.value >= 0xFB00) {
            profile.legacy_bytes = profile.legacy_bytes || utf8::escaped_byte(point.value) >= 0;
            profile.ligatures = profile.ligatures || point.value <= 0xFB06;
            profile.byte_order_marks = profile.byte_order_marks || point.value == 0xFEFF;
        }
        at += point.size_bytes;
        last_end = at;
        last_norwegian = norwegian;
    }
    return profile;
}

} // namespace saksklar
