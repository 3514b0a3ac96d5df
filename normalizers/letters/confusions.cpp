// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/confusions.hpp"

#include "normalizers/error.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace saksklar {

namespace {

std::u32string decode(std::string_view text)
{
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        out.push_back(c.value);
        i += c.size_bytes;
    }
    return out;
}

ConfusionTable::Rule rule_of(const Confusion& confusion, std::size_t number)
{
    ConfusionTable::Rule rule;
    rule.log_chance = confusion.log_chance;
    rule.number = static_cast<std::uint16_t>(number);
    rule.seen_size = static_cast<std::uint8_t>(confusion.seen.size());
    rule.truth_size = static_cast<std::uint8_t>(confusion.truth.size());
    for (std::size_t i = 0; i < rule.truth.size() && i < confusion.truth.size(); ++i) {
        rule.truth[i] = static_cast<std::uint8_t>(confusion.truth[i]);
    }
    rule.norwegian = confusion.norwegian;
    rule.lone = confusion.lone;
    rule.capital = confusion.capital;
    rule.lost = confusion.lost;
    rule.vanished = confusion.vanished;
    rule.initial = confusion.initial;
    return rule;
}

} // namespace

ConfusionTable::ConfusionTable(std::string_view tsv)
{
    std::size_t number = 0;
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        const std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        ++number;
        if (line.empty() || line.starts_with("# ")) {
            continue;
        }
        std::array<std::string_view, 4> fields;
        std::string_view rest = line;
        for (std::string_view& field : fields) {
            const std::size_t tab = std::min(rest.find('\t'), rest.size());
            field = rest.substr(0, tab);
            rest.remove_prefix(std::min(tab + 1, rest.size()));
        }
        double chance = 0;
        const auto [stop, error] =
            std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), chance);
        Confusion confusion;
        confusion.seen = decode(fields[0]);
        confusion.truth = alphabet::encode(fields[1]);
        if (error != std::errc{} || chance <= 0 || confusion.seen.empty() ||
            confusion.truth.empty() || confusion.truth.size() > longest_truth) {
            throw Error(ErrorKind::resource,
                        "confusions.tsv:" + std::to_string(number),
                        "not a confusion: seen, true, chance, where");
        }
        confusion.log_chance = std::log(chance);
        confusion.lone = fields[3] == "lone";
        confusion.initial = fields[3].ends_with("-first");
        confusion.capital = fields[3].starts_with("capital");
        confusion.vanished = fields[3].starts_with("vanished");
        confusion.norwegian = std::ranges::any_of(
            decode(fields[1]), [](char32_t c) { return c == U'æ' || c == U'ø' || c == U'å'; });
        all_.push_back(std::move(confusion));
    }
    // A letter that the writing program did not have. Which of the three it was, the
    // language says; the chances are those of a text in which every one was lost.
    for (const char32_t sign : {U'?', U'\uFFFD'}) {
        for (const std::string_view letter : {"æ", "ø", "å"}) {
            for (const bool lone : {false, true}) {
                Confusion confusion;
                confusion.seen = std::u32string(1, sign);
                confusion.truth = alphabet::encode(letter);
                confusion.log_chance = std::log(sign == U'?' ? 0.01 : 0.05);
                confusion.norwegian = true;
                confusion.lone = lone;
                confusion.lost = true;
                all_.push_back(std::move(confusion));
            }
        }
    }
    place_.assign(256, 0);
    for (std::size_t i = 0; i < all_.size(); ++i) {
        const char32_t first = all_[i].seen.front();
        auto found =
            std::ranges::find(by_first_, first, [](const auto& entry) { return entry.first; });
        if (found == by_first_.end()) {
            by_first_.emplace_back(first, std::vector<Rule>{});
            found = by_first_.end() - 1;
            if (first < 256) {
                place_[first] = static_cast<std::uint8_t>(by_first_.size());
            }
        }
        found->second.push_back(rule_of(all_[i], i));
    }
}

std::span<const ConfusionTable::Rule> ConfusionTable::starting_with(char32_t c) const noexcept
{
    if (c < place_.size()) {
        const std::uint8_t place = place_[c];
        return place == 0 ? std::span<const Rule>{} : by_first_[place - 1U].second;
    }
    for (const auto& [first, list] : by_first_) {
        if (first == c) {
            return list;
        }
    }
    return {};
}

} // namespace saksklar
