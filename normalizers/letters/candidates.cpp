// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/candidates.hpp"

#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace saksklar {

using namespace model_format;

namespace {

constexpr std::size_t longest_word = 40;
/// A reading whose confusions together are rarer than this is not worth weighing.
constexpr double least_log_channel = -15.0;
constexpr std::size_t most_confusions = 6;
constexpr int most_others = 2;
/// Bounds the work on one word. Ordinary words need some hundred steps.
constexpr int most_steps = 6000;
constexpr std::size_t most_candidates = 10;
/// A capital inside a word of small letters is seldom a misread small one: only where that is
/// common.
constexpr double least_log_inner_capital = -7.6;
/// ln p of a word of the system's lists among words the model does not have: about one
/// in a million, a little more for those that are met at all.
constexpr double log_system_word = -12.5;
constexpr double log_archive_word = -7.5;
constexpr double log_code = -7.0;
/// A compound nobody has listed, beside the product of its parts.
constexpr double log_new_compound = -1.5;
/// Parts of compounds are spread more evenly than words: their logarithms count less.
constexpr double part_weight = 0.75;
constexpr double log_third_part = -3.0;
constexpr std::size_t least_part = 3;
constexpr double least_log_part = -15.0;

bool is_norwegian_code(std::uint8_t code) noexcept
{
    const char32_t c = alphabet::letter_of(code);
    return c == U'æ' || c == U'ø' || c == U'å';
}

/// What may be read at each place of a word.
struct Lattice {
    /// A confusion, with what is asked of it most close at hand.
    struct Rule {
        const Confusion* confusion = nullptr;
        double log_chance = 0;
        std::uint16_t number = 0;
        std::uint8_t first = 0; ///< of the truth
        std::uint8_t seen_size = 0;
        bool norwegian = false;
        bool vanished = false;
    };

    std::u32string_view seen;
    std::array<std::uint8_t, longest_word> codes{}; ///< 0: not in the alphabet
    std::vector<Rule> rules;                        ///< of the first place, then of the next, …
    std::array<std::uint16_t, longest_word + 1> begins{};
    std::array<LetterSet, longest_word> firsts{}; ///< of the truths of a place's rules

    std::span<const Rule> rules_at(std::size_t place) const noexcept
    {
        return std::span(rules).subspan(begins[place], begins[place + 1U] - begins[place]);
    }
};

/// A place in a word graph, on the way along a word.
struct GraphPlace {
    std::uint32_t node = 0;                  ///< to go on from
    std::uint32_t index = 0;                 ///< of the word that may end here
    std::uint32_t last = WordGraph::no_node; ///< the edge that led here
};

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
    /// The way so far; a step back gets the values from before it again.
    struct alignas(8) Way {
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
        made.from.assign(from_.begin(), from_.begin() + way_.size);
        made.rules.assign(rules_.begin(), rules_.begin() + way_.confusions);
        made.source = source_;
        made.log_channel = way_.log_channel;
        made.norwegian = way_.norwegian;
        made.others = way_.others;
        made.lost = way_.lost;
        made.intact = way_.intact;
        return made;
    }

    void step(std::size_t at, GraphPlace place)
    {
        if (++steps_ > most_steps) {
            return;
        }
        if (at == lattice_.seen.size()) {
            if (place.last != WordGraph::no_node && graph_->edge(place.last).ends_word()) {
                Candidate made = here();
                if (source_ == ReadingSource::model) {
                    made.id = place.index + first_word;
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
        const LetterSet next = graph_->letters_of(place.node);
        if (const std::uint8_t code = lattice_.codes[at];
            code != alphabet::none && next.has(code) && follow(place, code)) {
            const Way before = way_;
            push(at + 1, code);
            step(at + 1, followed_);
            way_ = before;
        }
        if (way_.confusions >= most_confusions || !next.meets(lattice_.firsts[at])) {
            return;
        }
        for (const Lattice::Rule& rule : lattice_.rules_at(at)) {
            if (!next.has(rule.first) || (!rule.norwegian && way_.others >= most_others) ||
                way_.log_channel + rule.log_chance < least_log_channel ||
                !follow(place, rule.confusion->truth)) {
                continue;
            }
            const Way before = way_;
            push(at + rule.seen_size, rule);
            step(at + rule.seen_size, followed_);
            way_ = before;
        }
    }

    /// Goes one letter along the graph; where to stands in `followed_`.
    bool follow(GraphPlace place, std::uint8_t code)
    {
        const bool indexed = graph_->has_indices();
        if (place.last != WordGraph::no_node && indexed && graph_->edge(place.last).ends_word()) {
            ++place.index;
        }
        place.last = graph_->find(place.node, code);
        if (place.last == WordGraph::no_node) {
            return false;
        }
        if (indexed) {
            place.index += graph_->skip(place.last);
        }
        place.node = graph_->edge(place.last).target();
        followed_ = place;
        return true;
    }

    bool follow(GraphPlace place, std::string_view truth)
    {
        for (const char code : truth) {
            if (!follow(place, static_cast<std::uint8_t>(code))) {
                return false;
            }
            place = followed_;
        }
        return true;
    }

    /// Takes the letter as seen, up to `end`.
    void push(std::size_t end, std::uint8_t code)
    {
        add(end, code);
        way_.intact = static_cast<std::uint8_t>(way_.intact + is_norwegian_code(code));
    }

    /// Takes what is seen up to `end` for another letter.
    void push(std::size_t end, const Lattice::Rule& rule)
    {
        const Confusion& confusion = *rule.confusion;
        for (const char code : confusion.truth) {
            add(end, static_cast<std::uint8_t>(code));
        }
        rules_[way_.confusions++] = rule.number;
        way_.log_channel += confusion.log_chance;
        way_.norwegian = static_cast<std::uint8_t>(way_.norwegian + confusion.norwegian);
        way_.others = static_cast<std::uint8_t>(way_.others + !confusion.norwegian);
        way_.lost = static_cast<std::uint8_t>(way_.lost + confusion.lost);
    }

    void add(std::size_t end, std::uint8_t code)
    {
        codes_[way_.size] = code;
        from_[way_.size] = static_cast<std::uint8_t>(end);
        ++way_.size;
    }

    void step_compound(std::size_t at, GraphPlace place)
    {
        if (++steps_ > most_steps) {
            return;
        }
        const std::size_t part = way_.size - part_begin_;
        if (place.last != WordGraph::no_node && part >= least_part &&
            graph_->edge(place.last).ends_word() &&
            (tables_.flags[place.index] & (in_nb | in_nn)) != 0) {
            const std::uint32_t id = place.index + first_word;
            const double log_part =
                std::max(tables_.languages[0].has(id) ? tables_.languages[0].unigram(id) : -20.0,
                         tables_.languages[1].has(id) ? tables_.languages[1].unigram(id) : -20.0);
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

    void next_compound(std::size_t at, GraphPlace place)
    {
        if (place.node == 0) {
            return;
        }
        const LetterSet next = graph_->letters_of(place.node);
        if (const std::uint8_t code = lattice_.codes[at];
            code != alphabet::none && next.has(code) && follow(place, code)) {
            const Way before = way_;
            push(at + 1, code);
            step_compound(at + 1, followed_);
            way_ = before;
        }
        if (way_.confusions >= most_confusions || !next.meets(lattice_.firsts[at])) {
            return;
        }
        for (const Lattice::Rule& rule : lattice_.rules_at(at)) {
            // Other confusions are not looked for: too much would come out as a compound.
            if (!next.has(rule.first) || !rule.norwegian || rule.vanished ||
                way_.log_channel + rule.log_chance < least_log_channel ||
                !follow(place, rule.confusion->truth)) {
                continue;
            }
            const Way before = way_;
            push(at + rule.seen_size, rule);
            step_compound(at + rule.seen_size, followed_);
            way_ = before;
        }
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
    GraphPlace followed_;
    int steps_ = 0;
    int parts_ = 0;
    std::size_t part_begin_ = 0;
    double log_parts_ = 0;
};

/// `seen` of at most `longest_word` code points, which the lattice refers to.
Lattice
make_lattice(const LanguageTables& tables, std::u32string_view seen, bool lone, bool vanished)
{
    Lattice lattice;
    lattice.seen = seen;
    std::size_t lower = 0;
    std::size_t letters = 0;
    for (const char32_t c : seen) {
        const bool letter = unicode::is_letter(c);
        letters += letter;
        lower += letter && !unicode::is_upper(c);
    }
    const bool capitals = lower == 0 && letters >= 2;
    lattice.rules.reserve(4 * seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        lattice.codes[i] = alphabet::code_of(seen[i]);
        const bool inner_capital = i > 0 && !capitals && unicode::is_upper(seen[i]);
        for (const std::uint16_t number : tables.confusions.starting_with(seen[i])) {
            const Confusion& confusion = tables.confusions.all()[number];
            if (confusion.lone == lone && (!confusion.capital || capitals || i == 0) &&
                (!confusion.vanished || vanished) && (!confusion.initial || i == 0) &&
                (!inner_capital || confusion.log_chance > least_log_inner_capital) &&
                (confusion.seen.size() == 1 || seen.substr(i).starts_with(confusion.seen))) {
                const auto first_letter = static_cast<std::uint8_t>(confusion.truth.front());
                lattice.firsts[i].add(first_letter);
                lattice.rules.push_back({&confusion,
                                         confusion.log_chance,
                                         number,
                                         first_letter,
                                         static_cast<std::uint8_t>(confusion.seen.size()),
                                         confusion.norwegian,
                                         confusion.vanished});
            }
        }
        lattice.begins[i + 1] = static_cast<std::uint16_t>(lattice.rules.size());
    }
    return lattice;
}

double rough_score(const LanguageTables& tables, const Candidate& candidate)
{
    double word = candidate.log_word + -9.0;
    if (candidate.id != unknown_id) {
        word = std::max(tables.languages[0].unigram(candidate.id),
                        tables.languages[1].unigram(candidate.id));
    }
    return word + candidate.log_channel;
}

/// One of each spelling, the likeliest way to it, likeliest first.
void tidy(const LanguageTables& tables, std::vector<Candidate>& candidates)
{
    std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
        if (a.codes != b.codes) {
            return a.codes < b.codes;
        }
        if (a.source != b.source) {
            return a.source < b.source;
        }
        return a.log_channel + a.log_word > b.log_channel + b.log_word;
    });
    // clang 14 does not take std::ranges::unique.
    candidates.erase(
        std::unique(candidates.begin(),
                    candidates.end(),
                    [](const Candidate& a, const Candidate& b) { return a.codes == b.codes; }),
        candidates.end());
    std::ranges::stable_sort(candidates, [&](const Candidate& a, const Candidate& b) {
        return rough_score(tables, a) > rough_score(tables, b);
    });
    if (candidates.size() > most_candidates) {
        candidates.resize(most_candidates);
    }
}

} // namespace

WordReadings CandidateFinder::readings(std::string_view word, bool lone)
{
    WordReadings out;
    for (std::size_t i = 0; i < word.size();) {
        const utf8::CodePoint c = utf8::decode(word, i);
        out.seen.push_back(c.value);
        out.signs =
            static_cast<std::uint8_t>(std::min(255, out.signs + !unicode::is_letter(c.value)));
        out.intact = static_cast<std::uint8_t>(
            std::min(255, out.intact + unicode::is_norwegian_letter(c.value)));
        i += c.size_bytes;
    }
    out.codes = alphabet::encode(word);
    if (!out.codes.empty()) {
        if (const auto index = tables_.words.index_of(out.codes)) {
            out.id = *index + first_word;
            out.flags = tables_.flags[*index];
        }
        out.in_system = tables_.system.contains(out.codes);
        if (out.in_system && out.id == unknown_id) {
            out.strange_in = static_cast<std::int8_t>(tables_.strange_in(out.codes));
        }
    }
    out.in_archive = archive_graph_.contains(out.codes);
    const std::string lower = unicode::to_lower(word);
    if (const auto found = tables_.codes.find(lower); found != tables_.codes.end()) {
        out.code = true;
        out.language_code = found->second;
    }
    out.initials = out.seen.size() == 3 && out.seen[1] == U'&' && unicode::is_upper(out.seen[0]) &&
                   unicode::is_upper(out.seen[2]);
    if (const auto found = tables_.foreign.find(lower); found != tables_.foreign.end()) {
        out.foreign = found->second;
    }
    if (out.seen.size() > longest_word) {
        out.log_word = -60;
        return out;
    }
    out.lone = lone || out.seen.size() == 1;
    if (out.id != unknown_id && (out.intact > 0 || has_rivals_listed(out))) {
        return out;
    }
    search(out);
    if (out.id == unknown_id) {
        if (!out.known()) {
            judge_letters(out);
            const double letters =
                std::max(out.letters_norwegian - 0.4, out.letters_english - 1.2) - (lone ? 0 : 1.0);
            out.log_word = out.compound ? std::max(out.log_word, letters) : letters;
        } else {
            out.log_word = out.in_archive ? log_archive_word
                           : out.code     ? log_code
                                          : log_system_word;
        }
    }
    return out;
}

/// The table of rivals is of words as they are commonly written, and knows no archive.
bool CandidateFinder::has_rivals_listed(const WordReadings& word) const
{
    return !tables_.rivals.empty() && archive_graph_.empty() && !word.lone &&
           std::none_of(word.seen.begin() + 1, word.seen.end(), unicode::is_upper);
}

void CandidateFinder::search(WordReadings& out) const
{
    if (out.searched || out.seen.size() > longest_word) {
        return;
    }
    out.searched = true;
    if (out.initials) {
        return;
    }
    const bool vanished = !out.known() && out.seen.size() >= least_part;
    const Lattice lattice = make_lattice(tables_, out.seen, out.lone, vanished);
    Walker walker(tables_, lattice, out.others);
    walker.simple(tables_.words, ReadingSource::model);
    walker.simple(tables_.system, ReadingSource::system);
    walker.simple(archive_graph_, ReadingSource::archive);
    if (!out.lone && !out.known() && out.seen.size() >= 2 * least_part) {
        walker.compounds();
    }
    tidy(tables_, out.others);
    const auto itself = std::ranges::find_if(
        out.others, [&](const Candidate& c) { return c.codes == out.codes && c.rules.empty(); });
    if (itself != out.others.end()) {
        out.compound = itself->source == ReadingSource::compound;
        if (out.id == unknown_id) {
            out.log_word = itself->log_word;
        }
        out.others.erase(itself);
    }
    std::erase_if(out.others, [&](const Candidate& c) { return c.codes == out.codes; });
    // What lost letters to a sign did not misread others.
    const auto only_lost = [](const Candidate& c) {
        return c.lost > 0 && c.lost == c.rules.size();
    };
    if (std::ranges::any_of(out.others, only_lost)) {
        std::erase_if(out.others, [&](const Candidate& c) { return c.lost > 0 && !only_lost(c); });
    }
}

namespace {

struct JudgedLetters {
    std::string codes;
    double log_signs = 0;
};

/// A sign inside a word: the letters are judged without it, and it is very unlikely.
JudgedLetters letters_to_judge(const WordReadings& word)
{
    constexpr double log_sign = 11;
    JudgedLetters out;
    for (const char32_t c : word.seen) {
        if (const std::uint8_t code = alphabet::code_of(c); code != alphabet::none) {
            out.codes.push_back(static_cast<char>(code));
        } else {
            out.log_signs += log_sign;
        }
    }
    return out;
}

} // namespace

void CandidateFinder::judge_letters(WordReadings& out)
{
    if (out.letters_norwegian != 0) {
        return;
    }
    if (!out.codes.empty()) {
        out.letters_norwegian = norwegian_.log_prob(out.codes);
        out.letters_english = english_.log_prob(out.codes);
        return;
    }
    const JudgedLetters letters = letters_to_judge(out);
    out.letters_norwegian = norwegian_.log_prob(letters.codes) - letters.log_signs;
    out.letters_english = english_.log_prob(letters.codes) - letters.log_signs;
}

double CandidateFinder::letters_as_name(const WordReadings& word)
{
    if (!word.codes.empty()) {
        return names_.log_prob(word.codes);
    }
    const JudgedLetters letters = letters_to_judge(word);
    return names_.log_prob(letters.codes) - letters.log_signs;
}

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
                as_seen.intact = static_cast<std::uint8_t>(next.intact + is_norwegian_code(code));
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
                const Confusion& confusion = *rule.confusion;
                Hypothesis other = next;
                other.rule = &rule;
                ++other.rules;
                other.lost = static_cast<std::uint8_t>(next.lost + confusion.lost);
                other.log_channel += confusion.log_chance;
                for (const char code : confusion.truth) {
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
                const std::string& truth = step->rule->confusion->truth;
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
        made.log_channel = h.log_channel;
        made.log_word = h.log_letters - 2.5;
        made.norwegian = h.rules;
        made.lost = h.lost;
        made.intact = h.intact;
        word.others.push_back(std::move(made));
        ++added;
    }
}

CandidateFinder::CandidateFinder(const LanguageTables& tables, const LearnedWords* learned)
    : tables_(tables),
      learned_(learned),
      norwegian_(tables.letters_norwegian),
      english_(tables.letters_english),
      names_(tables.letters_names)
{
    if (learned == nullptr) {
        return;
    }
    std::vector<std::string> words;
    for (const auto& [word, entry] : learned->entries()) {
        std::string codes = alphabet::encode(word);
        if (!codes.empty()) {
            words.push_back(std::move(codes));
        }
    }
    std::ranges::sort(words);
    archive_edges_ = build_graph(words, false).edges;
    archive_graph_ = WordGraph(archive_edges_, {});
}

} // namespace saksklar
