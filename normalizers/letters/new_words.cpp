// SPDX-License-Identifier: Apache-2.0
// Readings that no list has but that look like Norwegian words.
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/lattice.hpp"
#include "normalizers/letters/reading_counts.hpp"

#include <algorithm>

namespace saksklar {

void CandidateFinder::add_new_words(WordReadings& word)
{
    if (word.initials || word.seen.size() < (word.signs > 0 ? 2U : 4U) ||
        word.seen.size() > longest_word) {
        return;
    }

    /// A way to read the word up to a place; the way before it is in the beam of `from_place`.
    struct Hypothesis {
        LetterContext before{};
        double log_letters = 0;
        double log_channel = 0;
        const Lattice::Rule* rule = nullptr; ///< null: the letter as seen
        std::uint8_t from_place = 0;
        std::uint8_t from_index = 0;
        std::uint8_t rules = 0;
        std::uint8_t lost = 0;
        std::uint8_t intact = 0;
    };

    constexpr std::size_t width = 6;
    constexpr std::uint8_t most_rules = 3;
    constexpr double least_log_rule = -5.5;
    const Lattice lattice = make_lattice(tables_, word.seen, false, false);
    const std::size_t size = word.seen.size();
    std::vector<std::vector<Hypothesis>> beam(size + 1);
    beam[0].resize(1);
    const auto better = [](const Hypothesis& a, const Hypothesis& b) {
        return a.log_letters + a.log_channel > b.log_letters + b.log_channel;
    };
    for (std::size_t at = 0; at < size; ++at) {
        std::ranges::stable_sort(beam[at], better);
        if (beam[at].size() > width) {
            beam[at].resize(width);
        }
        for (std::size_t h = 0; h < beam[at].size(); ++h) {
            Hypothesis next = beam[at][h];
            next.from_place = static_cast<std::uint8_t>(at);
            next.from_index = static_cast<std::uint8_t>(h);
            const auto add = [&](Hypothesis& to, std::uint8_t code) {
                to.log_letters += norwegian_.log_prob(to.before, code);
                to.before = to.before.behind(code);
            };
            if (const std::uint8_t code = lattice.codes[at]; code != alphabet::none) {
                Hypothesis as_seen = next;
                as_seen.rule = nullptr;
                as_seen.intact =
                    static_cast<std::uint8_t>(next.intact + alphabet::is_norwegian(code));
                add(as_seen, code);
                beam[at + 1].push_back(as_seen);
            }
            if (next.rules >= most_rules) {
                continue;
            }
            for (const Lattice::Rule& rule : lattice.rules_at(at)) {
                if (!rule.norwegian || rule.log_chance <= least_log_rule) {
                    continue;
                }
                Hypothesis other = next;
                other.rule = &rule;
                ++other.rules;
                other.lost = static_cast<std::uint8_t>(next.lost + rule.lost);
                other.log_channel += rule.log_chance;
                for (const char code : rule.truth_codes()) {
                    add(other, static_cast<std::uint8_t>(code));
                }
                beam[at + rule.seen_size].push_back(other);
            }
        }
    }
    std::vector<Hypothesis>& last = beam.back();
    for (Hypothesis& h : last) {
        h.log_letters += norwegian_.log_prob(h.before, LetterContext::boundary);
    }
    std::ranges::stable_sort(last, better);
    std::size_t added = 0;
    for (const Hypothesis& h : last) {
        if (h.rules == 0 || added >= 2) {
            continue;
        }
        Candidate made;
        std::size_t end = size;
        for (const Hypothesis* step = &h; end > 0; step = &beam[end][step->from_index]) {
            // From the last letter to the first: turned round below.
            if (step->rule != nullptr) {
                const std::string_view truth = step->rule->truth_codes();
                made.codes.append(truth.rbegin(), truth.rend());
                made.from.insert(made.from.end(), truth.size(), static_cast<std::uint8_t>(end));
                made.rules.push_back(step->rule->number);
            } else {
                made.codes.push_back(static_cast<char>(lattice.codes[end - 1]));
                made.from.push_back(static_cast<std::uint8_t>(end));
            }
            end = step->from_place;
        }
        std::ranges::reverse(made.codes);
        std::ranges::reverse(made.from);
        std::ranges::reverse(made.rules);
        if (std::ranges::find(word.others, made.codes, &Candidate::codes) != word.others.end()) {
            continue;
        }
        made.source = ReadingSource::new_word;
        made.hash = ReadingHash(made.codes).value();
        made.log_channel = h.log_channel;
        made.log_word = h.log_letters - 2.5;
        made.norwegian = h.rules;
        made.lost = h.lost;
        made.intact = h.intact;
        word.others.push_back(std::move(made));
        ++added;
    }
}

} // namespace saksklar
