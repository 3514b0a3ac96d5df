// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/intake.hpp"

#include "normalizers/charset/ebcdic.hpp"
#include "normalizers/text/utf8.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace saksklar {

namespace {

struct WideForm {
    const char* icu_name = "";
    std::string_view name{};
    std::size_t unit_bytes = 0;
    std::size_t low_byte = 0; ///< where in a unit the byte of an ASCII letter stands
    std::string_view mark{};
};

using namespace std::string_view_literals;

// UTF-32 before UTF-16: the mark of UTF-32LE begins with that of UTF-16LE.
constexpr std::array wide_forms{
    WideForm{"UTF-32LE", "utf-32le", 4, 0, "\xFF\xFE\0\0"sv},
    WideForm{"UTF-32BE", "utf-32be", 4, 3, "\0\0\xFE\xFF"sv},
    WideForm{"UTF-16LE", "utf-16le", 2, 0, "\xFF\xFE"sv},
    WideForm{"UTF-16BE", "utf-16be", 2, 1, "\xFE\xFF"sv},
};

/// Whether `bytes` without a mark can only be in `form`: nearly all units are ASCII, that is have
/// zeros everywhere but at the low byte, and no unit is NUL. Norwegian in Latin letters always
/// is; 90 % leaves room for dashes and quotation marks, and binary files do not reach it.
bool looks_like(std::string_view bytes, const WideForm& form)
{
    const std::size_t head = std::min<std::size_t>(bytes.size(), 4096);
    const std::size_t units = head / form.unit_bytes;
    if (units < 4 || bytes.size() % form.unit_bytes != 0) {
        return false;
    }
    std::size_t ascii = 0;
    for (std::size_t unit = 0; unit < units; ++unit) {
        bool others_zero = true;
        for (std::size_t i = 0; i < form.unit_bytes; ++i) {
            if (i != form.low_byte && bytes[unit * form.unit_bytes + i] != '\0') {
                others_zero = false;
            }
        }
        const auto low = static_cast<unsigned char>(bytes[unit * form.unit_bytes + form.low_byte]);
        if (others_zero &&
            (low >= 0x20 || low == '\n' || low == '\r' || low == '\t' || low == '\f')) {
            ++ascii;
        } else if (others_zero && low == 0) {
            return false;
        }
    }
    return ascii * 10 >= units * 9;
}

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

/// Nothing where the bytes are not whole and well-formed text in `form`.
std::optional<std::string> decoded(std::string_view bytes, const WideForm& form)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(form.icu_name, &status));
    ucnv_setToUCallBack(
        converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status) != 0) {
        return std::nullopt;
    }
    std::string text;
    text.reserve(bytes.size() / form.unit_bytes + bytes.size() / 16);
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    std::array<UChar, 8192> buffer{};
    for (bool more = true; more;) {
        UChar* to = buffer.data();
        status = U_ZERO_ERROR;
        ucnv_toUnicode(
            converter.get(), &to, buffer.data() + buffer.size(), &from, end, nullptr, 1, &status);
        more = status == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(status) != 0 && !more) {
            return std::nullopt;
        }
        // A surrogate pair may be cut by the buffer's end: ICU keeps pairs together.
        icu::UnicodeString(false, buffer.data(), static_cast<std::int32_t>(to - buffer.data()))
            .toUTF8String(text);
    }
    return text;
}

} // namespace

IntakeText take_in(std::string_view bytes)
{
    for (const WideForm& form : wide_forms) {
        const bool marked = bytes.starts_with(form.mark);
        if (!marked && !looks_like(bytes, form)) {
            continue;
        }
        if (auto text = decoded(bytes.substr(marked ? form.mark.size() : 0), form)) {
            // What decodes to private-use code points that stand for bytes is escaped, as in
            // UTF-8, so that such code points always stand for a byte that was there.
            return {utf8::escape(*text), std::string(form.name)};
        }
    }
    if (auto ebcdic = decode_ebcdic(bytes)) {
        return {utf8::escape(ebcdic->text), std::move(ebcdic->charset)};
    }
    constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(utf8_mark)) {
        bytes.remove_prefix(utf8_mark.size());
    }
    return {utf8::escape(bytes), "utf-8"};
}

} // namespace saksklar
