// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/text_scan.hpp"

#include "normalizers/text/utf8.hpp"
#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

namespace saksklar::structure {

namespace {

unsigned char byte_at(std::string_view text, std::size_t i)
{
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

/// The small letter behind 0xC3 of U+00C0..U+00DE; other bytes as they are.
char folded_latin(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x80 && value <= 0x9E && value != 0x97 ? static_cast<char>(value + 0x20) : byte;
}

/// Abbreviations whose full stop does not end a sentence, folded, without the stop.
bool is_abbreviation(std::string_view word)
{
    return word.size() <= 12 && word_lists().terms(fold_words(word)).has(Term::abbreviation);
}

} // namespace

FoldedText fold(std::string_view text)
{
    return FoldedText(text, [](std::string_view from, char* out) {
        // Whole blocks of sixteen: what is written behind the text is nobody's.
        std::size_t next = 0; // bytes that letters of two bytes have taken
        for (std::size_t at = 0; at < from.size(); at += 16) {
            Bytes16 bytes =
                at + 16 <= from.size() ? Bytes16(from.data() + at) : short_bytes(from.substr(at));
            std::uint64_t latin = bytes.high() == 0 ? 0 : bytes.equal('\xC3');
            bytes.lower();
            bytes.store(out + at);
            if (next > at) {
                out[at] = folded_latin(from[at]);
            }
            for (; latin != 0; latin &= latin - 1) {
                const std::size_t lead = at + static_cast<std::size_t>(std::countr_zero(latin));
                if (lead < next || lead + 1 >= from.size()) {
                    continue; // the second byte of another, in what is no UTF-8
                }
                next = lead + 2;
                if (next <= at + 16) {
                    out[lead + 1] = folded_latin(from[lead + 1]);
                }
            }
        }
        return from.size();
    });
}

namespace {

/// Up to 64 bytes as fold_words needs them.
struct FoldedBlock {
    std::array<char, 16 + 64 + 16> room; ///< the bytes have sixteen others before and behind them
    std::uint64_t words = 0;             ///< bytes that stay
    std::size_t size = 0;                ///< bytes of the text that were taken

    char* bytes() noexcept { return room.data() + 16; } ///< small letters
};

/// Takes what stands at `from`. Marks of several bytes are no words; capitals beyond ASCII are made
/// small. What the end of the block cuts through is left to the next one.
void take_block(std::string_view text, std::size_t from, FoldedBlock& block) noexcept
{
    char* const out = block.bytes();
    const std::size_t left = text.size() - from;
    std::size_t size = block_size(text, from);
    std::uint64_t words = 0;
    std::uint64_t blanks = 0;
    std::uint64_t leads = 0;  // of what may be marks
    std::uint64_t latin = 0;  // leads of U+00C0..U+00FF
    std::uint64_t smalls = 0; // what stands behind them for small letters
    const auto take = [&](Bytes16 bytes, std::size_t at, std::size_t skip, char* to) {
        const std::uint64_t high = bytes.high();
        if (high != 0) {
            leads |= (bytes.equal('\xC2') | bytes.equal('\xE2')) >> skip << at;
            latin |= bytes.equal('\xC3') >> skip << at;
            smalls |= bytes.small_latin() >> skip << at;
        }
        blanks |= bytes.equal(' ') >> skip << at;
        words |= (bytes.lower() | high) >> skip << at;
        bytes.store(to);
    };
    std::size_t at = 0;
    for (; at + 16 <= size; at += 16) {
        take(Bytes16(text.data() + from + at), at, 0, out + at);
    }
    if (at < size && text.size() >= 16) {
        // Before the block, if it is as short
        const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(size) - 16;
        take(Bytes16(text.data() + (from + size - 16)), at, at + 16 - size, out + last);
    } else if (at < size) {
        take(short_bytes(text), 0, 0, out);
    }
    leads |= latin & ~(smalls >> 1U);
    const char* const printed = text.data() + from;
    while (leads != 0) {
        at = static_cast<std::size_t>(std::countr_zero(leads));
        leads &= leads - 1;
        if (at + 3 > size && left > size) {
            size = at;
            break;
        }
        const std::string_view here(out + at, size - at);
        const unsigned char next = byte_at(here, 1);
        std::size_t marks = 0;
        if (here.front() == '\xC3' && next >= 0x80 && next <= 0x9E && next != 0x97) {
            out[at + 1] = static_cast<char>(next + 0x20);
        } else if (here.front() == '\xC3' && here.size() > 1) {
            words |= std::uint64_t{2} << at; // whatever it is
            out[at + 1] = printed[at + 1];
            leads &= ~(std::uint64_t{2} << at);
        } else if (here.front() == '\xC2') {
            marks = 2; // U+0080..U+00BF are marks and spaces
        } else if (here.front() == '\xE2' && (next == 0x80 || next == 0x81 || next == 0x97)) {
            marks = 3; // dashes, quotes, bullets
        }
        if (marks > 0) {
            words &= ~(first_bits(marks) << at);
            leads &= ~(first_bits(marks) << at);
        }
    }
    words &= first_bits(size);
    // A single space between words stays too.
    block.words = words | (blanks & words << 1U & words >> 1U);
    block.size = size;
}

/// fold_words_to for texts of any length. Not a part of that, which is mostly done without it.
[[gnu::noinline]] std::size_t fold_long(std::string_view text, char* out) noexcept
{
    FoldedBlock block;
    std::size_t end = 0;
    bool gap = false;
    for (std::size_t at = 0; at < text.size(); at += block.size) {
        take_block(text, at, block);
        std::size_t from = 0;
        std::uint64_t words = block.words;
        while (words != 0) {
            const auto skipped = static_cast<std::size_t>(std::countr_zero(words));
            words >>= skipped;
            from += skipped;
            if ((skipped > 0 || gap) && end > 0) {
                out[end++] = ' ';
            }
            const auto size = static_cast<std::size_t>(std::countr_one(words));
            for (std::size_t done = 0; done < size; done += 16) {
                // More than the word: what is behind it is written over.
                std::memcpy(out + end + done, block.bytes() + from + done, 16);
            }
            end += size;
            from += size;
            gap = false;
            words = size < 64 ? words >> size : 0;
        }
        gap = gap || from < block.size;
    }
    return end;
}

} // namespace

std::size_t fold_words_to(std::string_view text, char* out) noexcept
{
    if (text.size() < 16) {
        // Words with a space between them at the start of the text, as most short texts are
        Bytes16 bytes = short_bytes(text);
        const std::uint64_t high = bytes.high();
        const std::uint64_t leads = high == 0
                                        ? 0
                                        : bytes.equal('\xC2') | bytes.equal('\xE2') |
                                              (bytes.equal('\xC3') & ~(bytes.small_latin() >> 1U));
        const std::uint64_t blanks = bytes.equal(' ');
        std::uint64_t words = bytes.lower() | high;
        words |= blanks & words << 1U & words >> 1U;
        if (leads == 0 && (words & (words + 1)) == 0) {
            bytes.store(out);
            return static_cast<std::size_t>(std::countr_one(words));
        }
    }
    return fold_long(text, out);
}

FoldedText fold_words(std::string_view text)
{
    return FoldedText(text, fold_words_to);
}

int first_letter_case(std::string_view text) noexcept
{
    std::size_t at = 0;
    while (at < text.size()) {
        const utf8::CodePoint point = utf8::decode(text, at);
        const char32_t c = point.value;
        if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) {
            return 1;
        }
        if ((c >= U'a' && c <= U'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7)) {
            return -1;
        }
        if (c >= 0x100 && c <= 0x17F) { // Latin Extended-A: mostly pairs, upper first
            const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
            return ((c % 2 == 1) == odd_upper) ? 1 : -1;
        }
        const bool quote = c == U'"' || c == U'\'' || c == U'(' || c == U'[' || c == 0xAB ||
                           c == 0xBB || (c >= 0x2018 && c <= 0x201F);
        if (!quote) {
            return 0;
        }
        at += point.size_bytes;
    }
    return 0;
}

namespace {

/// Whether the "_" at `at` opens or closes emphasis ("_Vedtak:_"): no letter outside it, one
/// inside, and its other half on the same line within 400 bytes. "snake_case" has none.
bool emphasis_mark(std::string_view text, std::size_t at)
{
    const auto inside_word = [&text](std::size_t i) {
        return i < text.size() && (is_word_byte(text[i]) || is_digit(text[i]) || text[i] == '_');
    };
    const bool before = at > 0 && inside_word(at - 1);
    const bool after = inside_word(at + 1);
    if (!before && after) {
        const std::size_t end = text.substr(0, std::min(text.size(), at + 400)).find('_', at + 1);
        return end != std::string_view::npos && !inside_word(end + 1) && !is_space(text[end - 1]);
    }
    if (at > 0 && !is_space(text[at - 1]) && text[at - 1] != '_' && !after) {
        const std::size_t from = at > 400 ? at - 400 : 0;
        const std::size_t open = text.substr(from, at - from).rfind('_');
        return open != std::string_view::npos &&
               !(from + open > 0 && inside_word(from + open - 1)) &&
               !is_space(text[from + open + 1]);
    }
    return false;
}

/// Whether the two apostrophes at `at` open or close italics of wikis ("''Til stades:''"): their
/// other half stands within 400 bytes.
bool wiki_italics(std::string_view text, std::size_t at)
{
    constexpr std::string_view mark = "''";
    if (text.substr(at, mark.size()) != mark) {
        return false;
    }
    const std::size_t from = at > 400 ? at - 400 : 0;
    return text.substr(at + mark.size(), 400).find(mark) != std::string_view::npos ||
           text.substr(from, at - from).rfind(mark) != std::string_view::npos;
}

/// "[[Bruker:kari|Kari Lie]]", "[[Kari Lie]]", "[[#Økonomi]]", of Org-mode "[[https://x][tekst]]".
struct WikiLink {
    std::string_view words; ///< what a reader sees
    std::size_t size = 0;   ///< bytes of all of it
};

/// The words of "[https://vik.no/logg Hele loggen]", empty if the text begins with no such link.
WikiLink address_link(std::string_view text)
{
    const std::string_view near = text.substr(0, 400);
    if (!near.starts_with("[http://") && !near.starts_with("[https://")) {
        return {};
    }
    const std::size_t space = near.find_first_of(" ]");
    const std::size_t close = near.find(']');
    if (close == std::string_view::npos || space >= close) {
        return {};
    }
    return {near.substr(space + 1, close - space - 1), close + 1};
}

/// The link that begins the text. Looked for within 400 bytes, so that lines of brackets stay
/// linear.
std::optional<WikiLink> wiki_link(std::string_view text)
{
    const std::size_t close = text.substr(0, 400).find("]]");
    if (close == std::string_view::npos || close <= 2) {
        return std::nullopt;
    }
    std::string_view inner = text.substr(2, close - 2);
    const std::size_t parted = std::min(inner.find("]["), inner.rfind('|'));
    if (parted != std::string_view::npos) {
        inner.remove_prefix(parted + (inner[parted] == '|' ? 1 : 2));
    } else if (inner.starts_with('#')) {
        inner.remove_prefix(1); // a heading of the page itself
    } else if (inner == "_TOC_") {
        inner = {};
    }
    if (inner.find('[') != std::string_view::npos) {
        return std::nullopt;
    }
    return WikiLink{inner, close + 2};
}

} // namespace

Words::Words(std::string_view text)
{
    each_word(text, [this, text](std::size_t begin, std::size_t end) {
        const std::string_view word(text.data() + begin, end - begin);
        if (size_ < near_size) {
            near_.words[size_++] = word;
        } else {
            add_far(word, text.size());
        }
    });
    if (size_ > near_size) {
        first_ = far_.data();
    }
}

void Words::add_far(std::string_view word, std::size_t text_size)
{
    if (far_.empty()) {
        far_.reserve(text_size / 5 + near_size);
        far_.assign(near_.words.begin(), near_.words.end());
    }
    far_.push_back(word);
    ++size_;
}

void join_line(std::string& text, std::string_view next)
{
    const std::size_t size = text.size();
    const bool parted = size >= 3 && text[size - 1] == '-' && is_word_byte(text[size - 2]) &&
                        !is_digit(text[size - 2]) &&
                        !(text[size - 2] >= 'A' && text[size - 2] <= 'Z') && starts_lower(next);
    const std::string_view first = next.substr(0, next.find(' '));
    if (parted && first != "og" && first != "eller" && first != "og/eller") {
        text.pop_back();
    } else if (!text.empty()) {
        text += ' ';
    }
    text += next;
}

std::size_t count_words(std::string_view text) noexcept
{
    std::size_t words = 0;
    std::uint64_t space_before = 1;
    for (std::size_t at = 0; at < text.size(); at += 64) {
        const std::size_t size = block_size(text, at);
        const std::uint64_t spaces =
            mask_of_block(text, at, size, [](const Bytes16& bytes) { return bytes.spaces(); });
        // A word begins where a space, or nothing, stands before something else.
        words += count_bits(~spaces & (spaces << 1U | space_before) & first_bits(size));
        space_before = spaces >> 63U;
    }
    return words;
}

std::size_t plain_already(std::string_view text) noexcept
{
    // A space stands before the text, as it were: none may begin it.
    std::uint64_t space_before = 1;
    std::size_t at = 0;
    const auto stops_in = [&space_before](const Bytes16& bytes) {
        const std::uint64_t spaces = bytes.equal(' ');
        const std::uint64_t stops = bytes.marks() | (spaces & (spaces << 1U | space_before));
        space_before = spaces >> 15U;
        return stops;
    };
    for (; at + 16 <= text.size(); at += 16) {
        if (const std::uint64_t stops = stops_in(Bytes16(text.data() + at)); stops != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(stops));
        }
    }
    if (at < text.size()) {
        // The zeros behind the text stop it too.
        if (const std::uint64_t stops = stops_in(short_bytes(text.substr(at))); stops != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(stops));
        }
    }
    return text.size();
}

std::string plain_text(std::string_view text, bool keep_columns)
{
    std::string out(text.size(), '\0');
    out.resize(plain_text_to(text, keep_columns, out.data()));
    return out;
}

std::size_t plain_text_to(std::string_view text, bool keep_columns, char* out)
{
    std::size_t end = 0;
    const auto push_space = [out, &end, keep_columns](char space) {
        if (keep_columns || end == 0 || out[end - 1] != ' ') {
            out[end++] = keep_columns ? space : ' ';
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const std::size_t run = plain_already(text.substr(i)); run > 0) {
            std::memcpy(out + end, text.data() + i, run);
            end += run;
            i += run;
            if (i >= text.size()) {
                break;
            }
        }
        const char c = text[i];
        const auto u = static_cast<unsigned char>(c);
        if (c == '*') {
            continue;
        }
        if (c == '`') {
            continue;
        }
        if (c == '\'' && text.substr(i, 3) == "\'\'\'") {
            i += 2; // bold of wikis
            continue;
        }
        if (c == '\'' && wiki_italics(text, i)) {
            ++i;
            continue;
        }
        if (c == '_' && byte_at(text, i + 1) == '_') {
            ++i;
            continue;
        }
        if (c == '_' && emphasis_mark(text, i)) {
            continue;
        }
        // Word processors that export Markdown escape more than they must: "17\. mai", "1\) Valg".
        if (c == '\\' && i + 1 < text.size() &&
            std::string_view("()[]_#.-+!&=<>~*").find(text[i + 1]) != std::string_view::npos) {
            continue;
        }
        if (c == '<' && i + 1 < text.size() &&
            (text.substr(i, 4) == "<br>" || text.substr(i, 4) == "<br/" ||
             text.substr(i, 5) == "<br /")) {
            const std::size_t close = text.find('>', i);
            push_space(' ');
            i = close == std::string_view::npos ? text.size() : close;
            continue;
        }
        if (c == '[' && byte_at(text, i + 1) == '[') {
            if (const std::optional<WikiLink> link = wiki_link(text.substr(i))) {
                end += plain_text_to(link->words, keep_columns, out + end);
                i += link->size - 1;
                continue;
            }
        }
        if (c == '[') {
            if (const WikiLink link = address_link(text.substr(i)); !link.words.empty()) {
                end += plain_text_to(link.words, keep_columns, out + end);
                i += link.size - 1;
                continue;
            }
            // [words](target): keep the words. Looked for within 400 bytes, so that this
            // stays linear on a line of brackets.
            const std::string_view near = text.substr(i, 400);
            std::size_t close = near.find("](");
            while (close != std::string_view::npos && close > 0 && near[close - 1] == '\\') {
                close = near.find("](", close + 1);
            }
            if (close != std::string_view::npos && close > 1 &&
                near.substr(1, close - 1).find('[') == std::string_view::npos) {
                const std::size_t target_end =
                    text.substr(0, std::min(text.size(), i + close + 2000)).find(')', i + close);
                if (target_end != std::string_view::npos) {
                    end += plain_text_to(near.substr(1, close - 1), keep_columns, out + end);
                    i = target_end;
                    continue;
                }
            }
        }
        if (c == '{' && byte_at(text, i + 1) == '#') {
            const std::size_t close = text.substr(0, std::min(text.size(), i + 200)).find('}', i);
            if (close != std::string_view::npos) {
                i = close;
                continue;
            }
        }
        if (u == 0xC2 && byte_at(text, i + 1) == 0xA0) {
            push_space(' ');
            ++i;
            continue;
        }
        if (u == 0xC2 && byte_at(text, i + 1) == 0xAD) {
            // Within a word it only says where the word may be parted.
            const bool within = end > 0 && is_word_byte(out[end - 1]) && i + 2 < text.size() &&
                                letter_at(text, i + 2);
            if (!within) {
                out[end++] = '-';
            }
            ++i;
            continue;
        }
        if (u == 0xE2 && byte_at(text, i + 1) == 0x80) {
            const unsigned char last = byte_at(text, i + 2);
            if (last == 0x90 || last == 0x91) {
                out[end++] = '-';
                i += 2;
                continue;
            }
            if ((last >= 0x8B && last <= 0x8F) || (last >= 0xAA && last <= 0xAE)) {
                i += 2; // zero width, directions
                continue;
            }
            if (last >= 0x80 && last <= 0x8A) {
                push_space(' ');
                i += 2;
                continue;
            }
        }
        if (u == 0xEF && byte_at(text, i + 1) == 0xBB && byte_at(text, i + 2) == 0xBF) {
            i += 2;
            continue;
        }
        if (is_space(c)) {
            push_space(c == '\t' ? '\t' : ' ');
            continue;
        }
        if (u < 0x20 || u == 0x7F) {
            continue;
        }
        out[end++] = c;
    }
    if (!keep_columns) {
        while (end > 0 && out[end - 1] == ' ') {
            --end;
        }
        if (end > 0 && out[0] == ' ') {
            --end;
            std::memmove(out, out + 1, end);
        }
    }
    return end;
}

std::vector<Span> sentences(std::string_view paragraph)
{
    std::vector<Span> out;
    out.reserve(8);
    add_sentences(paragraph, out);
    return out;
}

void add_sentences(std::string_view paragraph, std::vector<Span>& out)
{
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        std::size_t from = begin;
        while (from < end && is_space(paragraph[from])) {
            ++from;
        }
        std::size_t to = end;
        while (to > from && is_space(paragraph[to - 1])) {
            --to;
        }
        if (to > from) {
            out.push_back({from, to});
        }
        begin = end;
    };
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        i = find_byte(paragraph, i, [](const Bytes16& bytes) { return bytes.stops(); });
        if (i >= paragraph.size()) {
            break;
        }
        const char c = paragraph[i];
        if (c == '\n') {
            add(i);
            continue;
        }
        std::size_t end = i + 1;
        while (end < paragraph.size() &&
               (paragraph[end] == '.' || paragraph[end] == '!' || paragraph[end] == '?' ||
                paragraph[end] == ')' || paragraph[end] == '"')) {
            ++end;
        }
        if (end < paragraph.size() && !is_space(paragraph[end])) {
            continue;
        }
        std::size_t next = end;
        while (next < paragraph.size() && is_space(paragraph[next])) {
            ++next;
        }
        if (next == paragraph.size()) {
            break; // whatever it is, the paragraph ends with it
        }
        if (c == '.') {
            std::size_t word = i;
            while (word > begin && !is_space(paragraph[word - 1])) {
                --word;
            }
            const std::string_view before = paragraph.substr(word, i - word);
            const bool number =
                !before.empty() && std::all_of(before.begin(), before.end(), is_digit);
            // "3. desember", "21.–25. juni"
            const std::size_t digits =
                before.size() - std::min(before.size(), before.find_last_not_of("0123456789") + 1);
            const std::string_view joined = before.substr(0, before.size() - digits);
            const bool range = digits > 0 && (joined.ends_with('-') || joined.ends_with('/') ||
                                              joined.ends_with("\xE2\x80\x93"));
            if ((number || range) && digits <= 2 && !starts_upper(paragraph.substr(next, 4))) {
                i = end - 1;
                continue;
            }
            if (is_abbreviation(before) || (length_of(before) == 1 && !number)) {
                i = end - 1;
                continue;
            }
            if (fold(before) == "kr" && (is_digit(paragraph[next]) || paragraph[next] == '-')) {
                i = end - 1;
                continue; // "kr. 2500,-"
            }
            if (starts_lower(paragraph.substr(next, 4)) && end == i + 1) {
                // A small letter after one stop: an abbreviation that is not listed, unless
                // the word before is a long one.
                if (before.size() <= 5) {
                    i = end - 1;
                    continue;
                }
            }
        }
        add(end);
        i = end - 1;
    }
    add(paragraph.size());
}

double word_overlap(std::string_view folded_a, std::string_view folded_b, double least)
{
    const Words a(folded_a.substr(0, 400));
    const Words b(folded_b.substr(0, 400));
    const std::size_t a_size = std::min<std::size_t>(a.size(), 24);
    const std::size_t b_size = std::min<std::size_t>(b.size(), 24);
    if (a_size == 0 || b_size == 0) {
        return 0;
    }
    const auto overlap = [a_size, b_size](std::size_t shared) {
        return 2.0 * static_cast<double>(shared) / static_cast<double>(a_size + b_size);
    };
    std::size_t shared = 0;
    std::uint32_t used = 0;
    for (std::size_t i = 0; i < a_size; ++i) {
        if (overlap(shared + std::min(a_size - i, b_size - shared)) < least) {
            return 0;
        }
        const std::string_view word = a[i];
        for (std::size_t j = 0; j < b_size; ++j) {
            const std::string_view other = b[j];
            if (word.front() != other.front() || (used >> j & 1U) != 0) {
                continue;
            }
            const std::size_t prefix = std::min(word.size(), other.size());
            if (word == other ||
                (prefix >= 4 && word.substr(0, prefix) == other.substr(0, prefix))) {
                used |= 1U << j;
                ++shared;
                break;
            }
        }
    }
    return overlap(shared);
}

std::uint64_t hash_of(std::string_view text) noexcept
{
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return hash;
}

std::size_t length_of(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

} // namespace saksklar::structure
