// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/amounts.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace saksklar::structure {

namespace {

constexpr std::size_t most_amounts = 500;

/// A number as amounts are written: groups of three by spaces or stops, decimals by a comma.
struct Number {
    long long whole = 0;
    long long thousandths = 0; ///< of the decimals
    std::size_t end = 0;
    bool dash = false; ///< ",-" ends it
};

std::size_t digits_from(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    return end - at;
}

/// The length of a dash at `at`; 0 if there is none.
std::size_t dash_at(std::string_view text, std::size_t at)
{
    if (text.substr(at, 1) == "-") {
        return 1;
    }
    return text.substr(at, 3) == "\xE2\x80\x93" || text.substr(at, 3) == "\xE2\x80\x94" ? 3 : 0;
}

std::optional<Number> number_at(std::string_view text, std::size_t at)
{
    const std::size_t first = digits_from(text, at);
    if (first == 0 || first > 12) {
        return std::nullopt;
    }
    Number out;
    std::string digits(text.substr(at, first));
    std::size_t end = at + first;
    // Groups of three: "1 250 000", "200.000"
    while (
        first <= 3 && digits.size() <= 12 && end + 3 < text.size() + 1 &&
        (text.substr(end, 1) == " " || text.substr(end, 1) == "." || text.substr(end, 1) == "'") &&
        digits_from(text, end + 1) == 3) {
        digits += text.substr(end + 1, 3);
        end += 4;
    }
    for (const char c : digits) {
        out.whole = out.whole * 10 + (c - '0');
    }
    if (text.substr(end, 1) == "," || text.substr(end, 1) == ".") {
        const std::size_t decimals = digits_from(text, end + 1);
        if (decimals >= 1 && decimals <= 3 && (text[end] == ',' || decimals == 2)) {
            long long scale = 100;
            for (std::size_t i = 0; i < decimals; ++i) {
                out.thousandths += (text[end + 1 + i] - '0') * scale;
                scale /= 10;
            }
            end += 1 + decimals;
        } else if (const std::size_t dash = dash_at(text, end + 1); dash > 0 && text[end] == ',') {
            out.dash = true;
            end += 1 + dash;
        }
    }
    out.end = end;
    return out;
}

/// The word at `at`, letters only.
std::string_view word_at(std::string_view folded, std::size_t at)
{
    std::size_t end = at;
    while (end < folded.size() && end - at < 12 && is_word_byte(folded[end])) {
        ++end;
    }
    return folded.substr(at, end - at);
}

bool currency(std::string_view word)
{
    return word_lists().facts(word).tells(Hint::currency);
}

/// 1000 for "tusen", 1000000 for "mill", "millioner", "mnok" …; 1 for other words.
long long scale_of(const WordFacts& word)
{
    long long scale = 1;
    for (int power = word.power; power > 0; --power) {
        scale *= 10;
    }
    return scale;
}

/// Where a currency before the number at `at` begins: "kr 5", "kr. 5", "NOK 5"; `at` if none.
std::size_t currency_before(std::string_view folded, std::size_t at)
{
    std::size_t end = at;
    while (end > 0 &&
           (folded[end - 1] == ' ' || folded[end - 1] == '.' || folded[end - 1] == ':')) {
        --end;
    }
    std::size_t begin = end;
    while (begin > 0 && end - begin < 12 && is_word_byte(folded[begin - 1])) {
        --begin;
    }
    const bool whole = begin == 0 || !is_word_byte(folded[begin - 1]);
    return whole && at - end <= 2 && currency(folded.substr(begin, end - begin)) ? begin : at;
}

} // namespace

namespace {

/// Cheap: whether a currency may stand in the line, or the ",-" that ends a sum.
bool speaks_of_money(const OutlineLine& line)
{
    if (contains_either(line.folded, "kr", "nok")) {
        return true;
    }
    for (std::size_t comma = line.plain.find(','); comma != std::string_view::npos;
         comma = line.plain.find(',', comma + 1)) {
        if (dash_at(line.plain, comma + 1) > 0) {
            return true;
        }
    }
    return false;
}

} // namespace

std::size_t amounts_in(const OutlineLine& line,
                       const OutlineLine* next_line,
                       std::string_view text,
                       std::size_t from,
                       std::vector<Amount>& out)
{
    const bool digit = line.has_digit || (next_line != nullptr && next_line->has_digit);
    if (!digit ||
        !(speaks_of_money(line) || (next_line != nullptr && speaks_of_money(*next_line)))) {
        return 0;
    }
    std::string plain(line.plain);
    const std::size_t own = plain.size();
    if (next_line != nullptr && !plain.empty()) {
        // "… på 5 000" / "kroner", "… på kr" / "5 000": broken over two lines
        const Words ends =
            words_of(std::string_view(plain).substr(plain.size() > 60 ? plain.size() - 60 : 0));
        const FoldedText last = fold_words(ends.back());
        // "200 kr" is whole; "på kr" is not.
        const bool whole = ends.size() > 1 && is_digit(ends[ends.size() - 2].back());
        const WordFacts& facts = word_lists().facts(last);
        if (is_digit(plain.back()) || (facts.tells(Hint::currency) && !whole) || facts.power > 0) {
            std::size_t words = 0;
            for (const std::string_view word :
                 words_of(std::string_view(next_line->plain).substr(0, 60))) {
                if (++words > 4) {
                    break;
                }
                plain += " " + std::string(word);
            }
        }
    }
    if (std::none_of(plain.begin(), plain.end(), is_digit)) {
        return 0;
    }
    std::size_t taken = 0;
    const FoldedText folded = fold(plain);
    for (std::size_t at = from; at < plain.size() && out.size() < most_amounts;) {
        if (!is_digit(plain[at])) {
            ++at;
            continue;
        }
        const std::optional<Number> number = number_at(plain, at);
        const bool inside = at > 0 && (is_word_byte(plain[at - 1]) || plain[at - 1] == '/');
        if (!number || inside) {
            at += std::max<std::size_t>(digits_from(plain, at), 1);
            continue;
        }
        const std::size_t begin = currency_before(folded, at);
        if (begin >= own) {
            break; // the next line's own
        }
        std::size_t end = number->end;
        bool money = begin < at || number->dash;
        long long scale = 1;
        // "12,5 mill. kroner", "240 000 kr", "34 MNOK"
        std::size_t next = end + (folded.substr(end, 1) == " " ? 1U : 0U);
        std::string_view word = word_at(folded, next);
        const WordFacts& facts = word_lists().facts(word);
        if (facts.power > 0) {
            const bool whole = facts.tells(Hint::scaled_currency);
            const std::size_t after_word = next + word.size();
            std::size_t after = after_word + (folded.substr(after_word, 1) == "." ? 1U : 0U);
            const std::size_t then = after + (folded.substr(after, 1) == " " ? 1U : 0U);
            const std::string_view unit = word_at(folded, then);
            if (whole || currency(unit) || begin < at) {
                scale = scale_of(facts);
                money = true;
                end = currency(unit) ? then + unit.size() : after_word;
            }
        } else if (facts.tells(Hint::currency) && begin == at) {
            money = true;
            end = next + word.size();
        }
        if (money) {
            Amount amount;
            // Thousandths of kroner to øre: ten of the one are one of the other.
            amount.minor_units = number->whole * 100 * scale + number->thousandths * scale / 10;
            amount.text = plain.substr(begin, end - begin);
            const std::size_t found =
                text.substr(line.span.begin, line.span.size()).find(amount.text);
            amount.place =
                found == std::string_view::npos
                    ? Place{line.span.begin, line.span.size(), line.page, line.page}
                    : Place{line.span.begin + found, amount.text.size(), line.page, line.page};
            if (number->whole < 1'000'000'000'000LL || scale == 1) {
                out.push_back(std::move(amount));
                taken = end > own ? end - own - 1 : taken;
            }
        }
        at = std::max(end, at + 1);
    }
    return taken;
}

} // namespace saksklar::structure
