// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/candidates.hpp"
#include "normalizers/letters/lattice.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar {

/// ln p of a word of the system's lists among words the model does not have: about one
/// in a million, a little more for those that are met at all.
inline constexpr double log_system_word = -12.5;
inline constexpr double log_archive_word = -7.5;
/// Letters of the shortest part of a compound.
inline constexpr std::size_t least_part = 3;

/// A place in a word graph, on the way along a word.
struct GraphPlace {
    std::uint32_t node = 0;  ///< to go on from
    std::uint32_t index = 0; ///< of the word that may end here
    bool ends_word = false;  ///< whether one does
};

/// Walks along a word through a graph, taking known confusions back on the way: every word of the
/// graph within reach of them is met, and no other.
class Walker {
public:
    Walker(const LanguageTables& tables, const Lattice& lattice, std::vector<Candidate>& out)
        : tables_(tables), lattice_(lattice), out_(out)
    {
    }

    void simple(const WordGraph& graph, ReadingSource source)
    {
        if (graph.empty()) {
            return;
        }
        graph_ = &graph;
        source_ = source;
        steps_ = 0;
        step(0, {graph.root()});
    }

    void compounds()
    {
        graph_ = &tables_.words;
        source_ = ReadingSource::compound;
        steps_ = 0;
        parts_ = 0;
        part_begin_ = 0;
        log_parts_ = 0;
        step_compound(0, {graph_->root()});
    }

private:
    /// A reading whose confusions together are rarer than this is not worth weighing.
    static constexpr double least_log_channel = -15.0;
    static constexpr std::size_t most_confusions = RuleList::most;
    static constexpr int most_others = 2;
    /// Bounds the work on one word. Ordinary words need some hundred steps.
    static constexpr int most_steps = 6000;
    /// A compound nobody has listed, beside the product of its parts: fellesmøte is listed,
    /// fellesmåte is not. Of 1.5, 3, 4.5, 6 and 8 the one with most right readings on drawn pages.
    static constexpr double log_new_compound = -4.5;
    /// Parts of compounds are spread more evenly than words: their logarithms count less.
    static constexpr double part_weight = 0.75;
    static constexpr double log_third_part = -3.0;
    static constexpr double least_log_part = -15.0;
    static constexpr double log_strange_part = -20.0; ///< of one that the language does not have

    /// The way so far; a step back gets the values from before it again.
    struct Way {
        double log_channel = 0;
        std::uint8_t size = 0; ///< codes
        std::uint8_t confusions = 0;
        std::uint8_t norwegian = 0;
        std::uint8_t others = 0;
        std::uint8_t lost = 0;
        std::uint8_t intact = 0;
        std::uint16_t none = 0; ///< so that it is copied in whole words
    };

    Candidate here() const
    {
        Candidate made;
        made.codes.assign(reinterpret_cast<const char*>(codes_.data()), way_.size);
        made.from.assign(reinterpret_cast<const char*>(from_.data()), way_.size);
        for (std::size_t i = 0; i < way_.confusions; ++i) {
            made.rules.push_back(rules_[i]);
        }
        made.source = source_;
        made.log_channel = way_.log_channel;
        made.norwegian = way_.norwegian;
        made.others = way_.others;
        made.lost = way_.lost;
        made.intact = way_.intact;
        return made;
    }

    void step(std::size_t at, const GraphPlace& place)
    {
        if (++steps_ > most_steps) {
            return;
        }
        if (at == lattice_.seen.size()) {
            if (place.ends_word) {
                Candidate made = here();
                if (source_ == ReadingSource::model) {
                    made.id = place.index + model_format::first_word;
                    made.log_unigram = tables_.norwegian_unigram(made.id);
                } else if (source_ == ReadingSource::system) {
                    made.log_word = log_system_word;
                    made.strange_in = static_cast<std::int8_t>(tables_.strange_in(made.codes));
                } else {
                    made.log_word = log_archive_word;
                }
                out_.push_back(std::move(made));
            }
            return;
        }
        if (place.node == 0) {
            return;
        }
        branch(
            at,
            place,
            [this](const Lattice::Rule& rule) {
                return rule.norwegian || way_.others < most_others;
            },
            [this](std::size_t end, const GraphPlace& there) {
                return end == lattice_.seen.size() ||
                       (there.node != 0 &&
                        graph_->letters_of(there.node).meets(lattice_.next[end]));
            },
            [this](std::size_t end, const GraphPlace& there) { step(end, there); });
    }

    /// Calls `go` for every way on from `at`: the letter as seen, and the confusions that are
    /// `wanted`. What was read so far stands in `way_`. A step that `leads_on` says is in vain is
    /// only counted.
    template <typename Wanted, typename LeadsOn, typename Go>
    void branch(std::size_t at, const GraphPlace& place, Wanted wanted, LeadsOn leads_on, Go go)
    {
        const LetterSet next = graph_->letters_of(place.node);
        const auto take = [&](std::size_t end, const GraphPlace& there, const auto& read) {
            if (!leads_on(end, there)) {
                ++steps_;
                return;
            }
            const Way before = way_;
            push(end, read);
            go(end, there);
            way_ = before;
        };
        if (const std::uint8_t code = lattice_.codes[at];
            code != alphabet::none && next.may_have(code)) {
            if (const std::uint32_t edge = graph_->find_noted(place.node, code);
                edge != WordGraph::no_node) {
                take(at + 1, behind(place, edge), code);
            }
        }
        if (way_.confusions >= most_confusions) {
            return;
        }
        for (const Lattice::Rule& rule : lattice_.rules_at(at)) {
            if (!next.may_have(rule.truth.front()) || !wanted(rule) ||
                way_.log_channel + rule.log_chance < least_log_channel) {
                continue;
            }
            GraphPlace there = place;
            if (follow(there, rule.truth_codes())) {
                take(at + rule.seen_size, there, rule);
            }
        }
    }

    /// One letter on from `place`.
    GraphPlace behind(const GraphPlace& place, std::uint32_t number) const
    {
        const WordGraph::Edge edge = graph_->edge(number);
        GraphPlace there;
        there.node = edge.target();
        there.ends_word = edge.ends_word();
        if (graph_->has_indices()) {
            // The word that ends here comes before its continuations.
            there.index = place.index + (place.ends_word ? 1 : 0) + graph_->skip(number);
        }
        return there;
    }

    /// Goes along the graph as far as `letters` lead, if they do.
    bool follow(GraphPlace& place, std::string_view letters) const
    {
        for (const char letter : letters) {
            const std::uint32_t number =
                place.node == 0 ? WordGraph::no_node
                                : graph_->find_noted(place.node, static_cast<std::uint8_t>(letter));
            if (number == WordGraph::no_node) {
                return false;
            }
            place = behind(place, number);
        }
        return true;
    }

    /// Takes the letter as seen, up to `end`.
    void push(std::size_t end, std::uint8_t code)
    {
        add(end, code);
        way_.intact = static_cast<std::uint8_t>(way_.intact + alphabet::is_norwegian(code));
    }

    /// Takes what is seen up to `end` for another letter.
    void push(std::size_t end, const Lattice::Rule& rule)
    {
        for (const char code : rule.truth_codes()) {
            add(end, static_cast<std::uint8_t>(code));
        }
        rules_[way_.confusions++] = rule.number;
        way_.log_channel += rule.log_chance;
        way_.norwegian = static_cast<std::uint8_t>(way_.norwegian + rule.norwegian);
        way_.others = static_cast<std::uint8_t>(way_.others + !rule.norwegian);
        way_.lost = static_cast<std::uint8_t>(way_.lost + rule.lost);
    }

    void add(std::size_t end, std::uint8_t code)
    {
        codes_[way_.size] = code;
        from_[way_.size] = static_cast<std::uint8_t>(end);
        ++way_.size;
    }

    void step_compound(std::size_t at, const GraphPlace& place)
    {
        if (++steps_ > most_steps) {
            return;
        }
        const std::size_t part = way_.size - part_begin_;
        if (place.ends_word && part >= least_part &&
            (tables_.flags[place.index] & (model_format::in_nb | model_format::in_nn)) != 0) {
            const std::uint32_t id = place.index + model_format::first_word;
            const double log_part = std::max(tables_.languages[0].unigram_or(id, log_strange_part),
                                             tables_.languages[1].unigram_or(id, log_strange_part));
            if (log_part > least_log_part) {
                end_part(at, log_part + tables_.meeting_gain(id));
            }
        }
        if (at < lattice_.seen.size()) {
            next_compound(at, place);
        }
    }

    /// A part of a compound may end at `at`: the word ends too, or another part begins.
    void end_part(std::size_t at, double log_part)
    {
        if (at == lattice_.seen.size()) {
            if (parts_ > 0) {
                Candidate made = here();
                made.log_word = log_parts_ + part_weight * log_part + log_new_compound;
                out_.push_back(std::move(made));
            }
            return;
        }
        if (parts_ >= 2 || lattice_.seen.size() - at + 1 < least_part) {
            return;
        }
        const std::size_t begin = part_begin_;
        const double log_before = log_parts_;
        log_parts_ += part_weight * log_part + (parts_ > 0 ? log_third_part : 0.0);
        part_begin_ = way_.size;
        ++parts_;
        next_compound(at, {graph_->root()});
        if (lattice_.seen[at] == U's' && lattice_.seen.size() - at > least_part) {
            // the s that joins parts
            const Way before = way_;
            push(at + 1, lattice_.codes[at]);
            ++part_begin_;
            next_compound(at + 1, {graph_->root()});
            way_ = before;
        }
        --parts_;
        part_begin_ = begin;
        log_parts_ = log_before;
    }

    void next_compound(std::size_t at, const GraphPlace& place)
    {
        if (place.node == 0) {
            return;
        }
        branch(
            at,
            place,
            Lattice::is_of_compounds,
            [this](std::size_t end, const GraphPlace& there) {
                return there.ends_word ||
                       (there.node != 0 &&
                        graph_->letters_of(there.node).meets(lattice_.next_in_compound[end]));
            },
            [this](std::size_t end, const GraphPlace& there) { step_compound(end, there); });
    }

    /// No confusion has a truth of more letters, so that no reading is longer.
    static constexpr std::size_t longest_reading =
        longest_word + most_confusions * ConfusionTable::longest_truth;

    const LanguageTables& tables_;
    const Lattice& lattice_;
    std::vector<Candidate>& out_;
    const WordGraph* graph_ = nullptr;
    ReadingSource source_ = ReadingSource::model;
    Way way_;
    std::array<std::uint8_t, longest_reading> codes_{};
    std::array<std::uint8_t, longest_reading> from_{};
    std::array<std::uint16_t, most_confusions> rules_{};
    int steps_ = 0;
    int parts_ = 0;
    std::size_t part_begin_ = 0;
    double log_parts_ = 0;
};

} // namespace saksklar
