// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saksklar::cli {

std::size_t columns_of(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string text, std::size_t columns, bool number)
{
    const std::size_t has = columns_of(text);
    if (has < columns) {
        text.insert(number ? 0 : text.size(), columns - has, ' ');
    }
    return text;
}

std::string table(const std::vector<std::vector<std::string>>& rows,
                  const std::vector<bool>& numbers)
{
    std::vector<std::size_t> widths(numbers.size(), 0);
    for (const auto& row : rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            widths[c] = std::max(widths[c], columns_of(row[c]));
        }
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const bool last = c + 1 == row.size();
            line += last && !numbers[c] ? row[c] : padded(row[c], widths[c], numbers[c]);
            line += last ? "" : "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string fixed(double value, int decimals)
{
    std::array<char, 64> digits{};
    const auto [end, error] = std::to_chars(
        digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
    return error == std::errc{} ? std::string(digits.data(), end) : "?";
}

std::string duration(double seconds)
{
    const long whole = std::lround(seconds);
    if (whole < 100) {
        return std::to_string(whole) + " s";
    }
    const long minutes = (whole + 30) / 60;
    if (minutes < 100) {
        return std::to_string(minutes) + " min";
    }
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

} // namespace saksklar::cli
