// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/misread_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace saksklar::structure {

namespace {

constexpr std::size_t shortest = 4;
constexpr std::size_t longest = 24;

using Confusion = std::pair<std::string_view, std::string_view>;

/// What is read, and what was printed: shapes that are alike in most fonts.
constexpr std::array<Confusion, 26> confusions{
    {{"l", "i"},  {"i", "l"},  {"c", "e"},  {"e", "c"},  {"u", "n"}, {"n", "u"}, {"f", "t"},
     {"t", "f"},  {"b", "h"},  {"h", "b"},  {"c", "o"},  {"o", "c"}, {"o", "a"}, {"a", "o"},
     {"5", "s"},  {"8", "b"},  {"0", "o"},  {"1", "l"},  {"1", "i"}, {"6", "b"}, {"rn", "m"},
     {"m", "rn"}, {"ii", "n"}, {"li", "h"}, {"cl", "d"}, {"vv", "w"}}};

/// Calls `known(phrase)` for every phrase that this one may be, until it returns true.
template <class Known>
void each_printed(std::string_view folded, const Known& known)
{
    if (folded.size() < shortest || folded.size() > longest) {
        return;
    }
    std::string printed;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        for (const auto& [read, meant] : confusions) {
            if (folded[at] != read.front() || folded.substr(at, read.size()) != read) {
                continue;
            }
            printed.assign(folded.substr(0, at));
            printed += meant;
            printed += folded.substr(at + read.size());
            if (known(printed)) {
                return;
            }
        }
    }
}

} // namespace

Terms terms_misread(std::string_view folded)
{
    Terms found;
    each_printed(folded, [&found](std::string_view printed) {
        found = word_lists().terms(printed);
        return !found.none();
    });
    return found;
}

std::optional<int> month_misread(std::string_view folded)
{
    std::optional<int> found;
    each_printed(folded, [&found](std::string_view printed) {
        found = word_lists().month(printed);
        return found.has_value();
    });
    return found;
}

} // namespace saksklar::structure
