// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/misread_numbers.hpp"

#include "pipeline/structure/misread_figures.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// What the label of a line may have been whose number lost digits.
struct Suspect {
    HeadingLabel label;
    bool bare = false; ///< neither a digit nor a prefix: "S. Berg" looks the same
};

/// A number of the document: of a label that was read at once, or of a suspect.
struct Number {
    const HeadingLabel* label = nullptr; ///< of a line; null: of a suspect
    std::size_t line = 0;
    std::size_t suspect = 0;
};

/// Finds what may be misread and settles it by its neighbours.
class MisreadNumbers {
public:
    explicit MisreadNumbers(Outline& outline) : outline_(outline) {}

    void run()
    {
        collect_prefixes();
        if (sound_ < 2) {
            return; // nothing to carry on
        }
        for (std::size_t i = 0; i < outline_.lines.size(); ++i) {
            collect(i);
        }
        if (suspects_.empty()) {
            return;
        }
        // What was settled settles its neighbours: once downwards, once upwards.
        for (std::size_t n = 0; n < numbers_.size(); ++n) {
            settle(n);
        }
        for (std::size_t n = numbers_.size(); n-- > 0;) {
            settle(n);
        }
    }

private:
    static constexpr std::size_t most_prefixes = 8;

    static bool counts(const HeadingLabel& label)
    {
        return label.form == NumberForm::plain || label.form == NumberForm::yearly;
    }

    /// What stands before the number in the labels of the document: "Sak ", "FS ", "ADR-".
    void collect_prefixes()
    {
        for (const OutlineLine& line : outline_.lines) {
            if (line.label == nullptr || !counts(*line.label) || line.furniture) {
                continue;
            }
            ++sound_;
            const std::string_view printed = line.label->label;
            const std::string_view prefix = printed.substr(0, printed.find_first_of("0123456789"));
            if (prefix.size() > 1 && prefix.size() < 24 && prefixes_.size() < most_prefixes &&
                std::ranges::find(prefixes_, prefix) == prefixes_.end()) {
                prefixes_.push_back(prefix);
            }
        }
    }

    /// Where the number of a line begins: behind one of the prefixes, if it has one.
    std::size_t number_at(std::string_view plain) const
    {
        std::size_t at = 0;
        for (const std::string_view prefix : prefixes_) {
            if (prefix.size() > at && plain.starts_with(prefix)) {
                at = prefix.size();
            }
        }
        return at;
    }

    void collect(std::size_t i)
    {
        const OutlineLine& line = outline_.lines[i];
        if (line.blank || line.code || line.furniture || line.front_matter) {
            return;
        }
        if (std::optional<Suspect> suspect = suspect_of(line)) {
            numbers_.push_back({nullptr, i, suspects_.size()});
            suspects_.push_back(std::move(*suspect));
        } else if (line.label != nullptr && counts(*line.label)) {
            numbers_.push_back({line.label, i, 0});
        }
    }

    std::optional<Suspect> suspect_of(const OutlineLine& line) const
    {
        constexpr std::size_t longest = 12; // bytes of a number, its year and its stop
        const std::string_view plain = line.plain;
        const std::size_t from = number_at(plain);
        std::size_t end = from;
        bool letters = false;
        bool digits = false;
        for (; end < plain.size() && plain[end] != ' '; ++end) {
            const char c = plain[end];
            const bool digit = is_digit(c);
            const bool letter = digit_misread_as(c) != c;
            const bool mark = c == '/' || c == '-' || c == '.' || c == ':' || c == ')';
            if (end - from == longest || (!digit && !letter && !mark)) {
                return std::nullopt;
            }
            letters = letters || letter;
            digits = digits || digit;
        }
        if (!letters || end + 1 >= plain.size()) {
            return std::nullopt;
        }
        std::string mended(plain);
        for (std::size_t at = from; at < end; ++at) {
            mended[at] = digit_misread_as(plain[at]);
        }
        std::optional<HeadingLabel> label = read_label(mended);
        if (!label || !counts(*label) ||
            !starts_upper(plain.substr(std::min(label->title_at, plain.size())))) {
            return std::nullopt;
        }
        label->label = std::string(plain.substr(0, label->label.size())); // as printed
        return Suspect{std::move(*label), !digits && from == 0};
    }

    static bool of_one_kind(const HeadingLabel& a, const HeadingLabel& b)
    {
        return a.prefix == b.prefix && a.form == b.form && a.year == b.year &&
               a.parts.size() == b.parts.size() && a.letter == 0 && b.letter == 0 &&
               std::equal(a.parts.begin(), a.parts.end() - 1, b.parts.begin());
    }

    /// The next number before or behind `n` that the same sequence may have.
    const HeadingLabel*
    neighbour(std::size_t n, const HeadingLabel& label, bool before, std::size_t& line) const
    {
        constexpr std::size_t furthest = 60; // numbers between
        for (std::size_t k = 1; k <= furthest; ++k) {
            if (before ? k > n : n + k >= numbers_.size()) {
                break;
            }
            const Number& other = numbers_[before ? n - k : n + k];
            if (other.label != nullptr && of_one_kind(*other.label, label)) {
                line = other.line;
                return other.label;
            }
        }
        return nullptr;
    }

    void settle(std::size_t n)
    {
        if (numbers_[n].label != nullptr) {
            return;
        }
        const Suspect& suspect = suspects_[numbers_[n].suspect];
        const HeadingLabel& label = suspect.label;
        const int value = label.parts.back();
        std::size_t line_before = 0;
        std::size_t line_behind = 0;
        const HeadingLabel* before = neighbour(n, label, true, line_before);
        const HeadingLabel* behind = neighbour(n, label, false, line_behind);
        const int last = before != nullptr ? before->parts.back() : -1;
        const int next = behind != nullptr ? behind->parts.back() : -1;
        // An agenda and the treatment, or two parts of a document, may each begin anew.
        const bool carries_on = before != nullptr && last + 1 == value &&
                                (behind == nullptr || next > value || next <= last);
        const bool leads_on = behind != nullptr && value + 1 == next &&
                              (before == nullptr || last < value || last >= next);
        OutlineLine& line = outline_.lines[numbers_[n].line];
        const auto looks_like = [&](std::size_t other, const HeadingLabel& its) {
            const OutlineLine& there = outline_.lines[other];
            return line.heading_level == there.heading_level && line.bold == there.bold &&
                   label.closed == its.closed;
        };
        const bool part = begins_part(n, label);
        bool fits = part || (carries_on && looks_like(line_before, *before)) ||
                    (leads_on && looks_like(line_behind, *behind));
        // "S. Berg" behind four cases is who signed; "O. Berg" above the first one is no case.
        if (suspect.bare && fits && !(carries_on && leads_on)) {
            const bool marked = line.heading_level > 0 || line.bold;
            fits = part || marked || (leads_on && value > 0) ||
                   line.starts.has(Term::case_vocabulary) || line.starts.has(Term::other_business);
        }
        if (fits) {
            line.label = outline_.store.keep(label);
            line.has_digit = true;
            numbers_[n].label = line.label;
        }
    }

    /// "l.1 Valg" right below "1 Konstituering"
    bool begins_part(std::size_t n, const HeadingLabel& label) const
    {
        if (label.parts.size() < 2 || label.parts.back() != 1 || n == 0) {
            return false;
        }
        const HeadingLabel* above = numbers_[n - 1].label;
        return above != nullptr && above->form == label.form && above->prefix == label.prefix &&
               above->parts.size() + 1 == label.parts.size() &&
               std::equal(above->parts.begin(), above->parts.end(), label.parts.begin());
    }

    Outline& outline_;
    std::vector<std::string_view> prefixes_;
    std::size_t sound_ = 0;
    std::vector<Suspect> suspects_;
    std::vector<Number> numbers_;
};

} // namespace

void label_misread_numbers(Outline& outline)
{
    MisreadNumbers(outline).run();
}

} // namespace saksklar::structure
