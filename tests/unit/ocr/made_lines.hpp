// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/combine.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace saksklar::testing {

/// A line as an engine would give it: 10 pixels a letter, 10 between words, 20 high.
inline OcrLine made_line(
    const std::string& text, int top = 0, double confidence = 0.9, int left = 0, int block = 1)
{
    OcrLine line;
    line.block = block;
    line.x_height = 12;
    std::istringstream stream(text);
    int at = left;
    for (std::string word; stream >> word;) {
        int letters = 0;
        for (const char byte : word) {
            letters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80 ? 1 : 0;
        }
        line.words.push_back({word, {at, top, at + 10 * letters, top + 20}, confidence});
        at += 10 * letters + 10;
    }
    line.box = {left, top, at - 10, top + 20};
    return line;
}

inline std::string text_of(const ChosenLine& line)
{
    std::string text;
    for (const ChosenWord& word : line.words) {
        text += (text.empty() ? "" : " ") + word.word.text;
    }
    return text;
}

inline std::string text_of(const OcrLine& line)
{
    std::string text;
    for (const OcrWord& word : line.words) {
        text += (text.empty() ? "" : " ") + word.text;
    }
    return text;
}

} // namespace saksklar::testing
