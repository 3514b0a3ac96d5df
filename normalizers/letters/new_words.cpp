// SPDX-License-Identifier: Apache-2.0
// Readings that no list has but that look like Norwegian words.
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/lattice.hpp"
#include "normalizers/letters/reading_counts.hpp"

#include <algorithm>
#include <array>

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
    // The best of each place, best first; at the end of the word all that reach it.
    std::vector<Hypothesis> beam(size * width);
    std::array<std::uint8_t, longest_word> sizes{1};
    std::vector<Hypothesis> last;
    const auto better = [](const Hypothesis& a, const Hypothesis& b) {
        return a.log_letters + a.log_channel > b.log_letters + b.log_channel;
    };
    const auto keep = [&](std::size_t at, const Hypothesis& made) {
        if (at == size) {
            last.push_back(made);
            return;
        }
        Hypothesis* const best = beam.data() + at * width;
        std::size_t place = sizes[at];
        while (place > 0 && better(made, best[place - 1])) {
            --place;
        }
        if (place < width) {
            sizes[at] = static_cast<std::uint8_t>(std::min<std::size_t>(sizes[at] + 1U, width));
            std::move_backward(best + place, best + sizes[at] - 1, best + sizes[at]);
            best[place] = made;
        }
    };
    for (std::size_t at = 0; at < size; ++at) {
        for (std::size_t h = 0; h < sizes[at]; ++h) {
            Hypothesis next = beam[at * width + h];
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
                keep(at + 1, as_seen);
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
                keep(at + rule.seen_size, other);
            }
        }
    }
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
        for (const Hypothesis* step = &h; end > 0; step = &beam[end * width + step->from_index]) {
            // From the last letter to the first: turned round below.
            if (step->rule != nullptr) {
                const std::string_view truth = step->rule->truth_codes();
                made.codes.append(truth.rbegin(), truth.rend());
                made.from.append(truth.size(), static_cast<char>(end));
                made.rules.push_back(step->rule->number);
            } else {
                made.codes.push_back(static_cast<char>(lattice.codes[end - 1]));
                made.from.push_back(static_cast<char>(end));
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
