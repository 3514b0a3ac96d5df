// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/movements.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/numbering.hpp"
#include "pipeline/structure/people.hpp"
#include "pipeline/structure/text_scan.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace saksklar::structure {

namespace {

constexpr std::size_t most_movements = 2000;

std::optional<MovementKind> kind_in(const Terms& terms)
{
    if (terms.has(Term::recused)) {
        return MovementKind::recused;
    }
    if (terms.has(Term::away)) {
        return MovementKind::away;
    }
    if (terms.has(Term::left) || terms.has(Term::left_when)) {
        return MovementKind::left;
    }
    if (terms.has(Term::arrived) || terms.has(Term::arrived_when)) {
        return MovementKind::arrived;
    }
    return std::nullopt;
}

/// Time or case that a movement is tied to: "kl. 18.20", "18:20", "sak 5/19".
struct When {
    std::optional<std::string> time;
    std::optional<std::string> until;
    std::optional<std::string> case_number;

    bool known() const { return time || case_number; }
};

/// "sak", "saka", "saker", "punkt": what a case's number stands behind; not "nr".
bool case_word(std::string_view folded)
{
    return folded.starts_with("sak") || word_lists().facts(folded).tells(Hint::point);
}

/// The first number of a case after the word "sak", "saka", "pkt" … in `text`.
std::optional<std::string> case_number_in(std::string_view text)
{
    const Words words = words_of(text);
    for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        const FoldedText folded = fold_words(words[w]);
        if (!case_word(folded) || words[w + 1].empty() || !is_digit(words[w + 1].front())) {
            continue;
        }
        std::string_view number = words[w + 1];
        std::size_t end = 0;
        while (end < number.size() && (is_digit(number[end]) || number[end] == '/' ||
                                       number[end] == '-' || number[end] == '.')) {
            ++end;
        }
        while (end > 0 && !is_digit(number[end - 1])) {
            --end;
        }
        return std::string(number.substr(0, end));
    }
    return std::nullopt;
}

When when_in(std::string_view text, bool bare_times)
{
    When out;
    std::string spoken(text);
    std::vector<FoundTime> times = find_times(spoken);
    if (times.empty() && bare_times) {
        // "(fra 1720)", "gikk 19"
        for (const std::string_view word : words_of(text)) {
            if (is_digit(word.front()) && word.size() <= 5 &&
                word.find('/') == std::string_view::npos) {
                times = find_times("kl " + std::string(word));
                break;
            }
        }
        if (case_number_in(text)) {
            times.clear();
        }
    }
    if (!times.empty()) {
        out.time = clock_time(times[0]);
        if (times.size() > 1) {
            out.until = clock_time(times[1]);
        }
    }
    out.case_number = case_number_in(text);
    return out;
}

/// A word without what stands around it, and what parted it from the next.
struct Token {
    std::string_view printed;
    std::string folded;
    std::size_t begin = 0; ///< in the sentence
};

std::vector<Token> tokens_of(std::string_view sentence)
{
    std::vector<Token> out;
    const Words words = words_of(sentence);
    out.reserve(words.size());
    for (const std::string_view word : words) {
        out.push_back(
            {word, fold_words(word), static_cast<std::size_t>(word.data() - sentence.data())});
    }
    return out;
}

class Reader {
public:
    Reader(const Outline& outline,
           LineRange range,
           const Regions& regions,
           const std::vector<Attendee>& people,
           const std::vector<CaseRecord>& cases)
        : outline_(outline), range_(range), regions_(regions), people_(people), cases_(cases)
    {
    }

    std::vector<Movement> run()
    {
        for (std::size_t i = range_.begin; i < range_.end && out_.size() < most_movements; ++i) {
            const OutlineLine& here = line(i);
            if (here.blank || here.furniture || here.code || here.plain.size() > 2000) {
                continue;
            }
            const Region region = regions_.at(i - range_.begin);
            if (region == Region::agenda || region == Region::ending) {
                continue;
            }
            const std::size_t before = out_.size();
            const bool listed = region == Region::attendance || region == Region::field;
            if (listed && may_list_movement(here)) {
                read_list(i);
            }
            if (out_.size() == before && (!listed || here.plain.ends_with('.'))) {
                read_sentences(i, listed);
            }
        }
        return std::move(out_);
    }

private:
    static constexpr std::size_t several = static_cast<std::size_t>(-1);

    const OutlineLine& line(std::size_t i) const { return outline_.lines[i]; }

    /// Cheap: whether says_movement may hold of what begins with one of the line's words.
    static bool may_list_movement(const OutlineLine& here)
    {
        const Terms& words = here.starts;
        return words.has(Term::arrived) || words.has(Term::left) || words.has(Term::arrived_when) ||
               words.has(Term::left_when) || words.has(Term::online) || words.has(Term::prefix) ||
               here.has_digit || contains(here.folded, "kl");
    }

    /// Who is known by a name, or by its first or last word; made when it is first asked for, which
    /// it is of few meetings.
    const std::unordered_map<std::string, std::size_t>& by_name()
    {
        if (by_name_.empty()) {
            by_name_.reserve(people_.size() * 3);
            for (std::size_t p = 0; p < people_.size(); ++p) {
                const FoldedText folded = fold_words(people_[p].name);
                const Words words = words_of(folded);
                remember(folded, p);
                if (words.size() > 1) {
                    remember(std::string(words.front()), p);
                    remember(std::string(words.back()), p);
                }
            }
        }
        return by_name_;
    }

    /// The first case of each number, made likewise.
    const std::unordered_map<std::string, std::size_t>& by_number()
    {
        if (!numbers_known_) {
            numbers_known_ = true;
            for (std::size_t c = 0; c < cases_.size(); ++c) {
                if (cases_[c].number) {
                    by_number_.try_emplace(*cases_[c].number, c);
                }
            }
        }
        return by_number_;
    }

    void remember(const std::string& folded, std::size_t person)
    {
        const auto [at, fresh] = by_name_.try_emplace(folded, person);
        if (!fresh && at->second != person) {
            at->second = several;
        }
    }

    /// The name as the list of people has it, else as printed; empty if it is nobody's.
    std::string name_of(std::string_view printed)
    {
        const auto found = by_name().find(fold_words(printed));
        if (found != by_name_.end() && found->second != several) {
            return people_[found->second].name;
        }
        return count_words(printed) >= 2 && name_score(printed) >= 2 ? std::string(printed)
                                                                     : std::string{};
    }

    void add(MovementKind kind, std::string name, When when, std::string_view text, std::size_t i)
    {
        Movement movement;
        movement.kind = kind;
        movement.name = std::move(name);
        movement.time = std::move(when.time);
        movement.until = std::move(when.until);
        movement.case_number = std::move(when.case_number);
        movement.text = std::string(text);
        movement.place = Place{line(i).span.begin, line(i).span.size(), line(i).page, line(i).page};
        movement.case_index = case_of(movement.case_number, line(i).content.begin);
        out_.push_back(std::move(movement));
    }

    std::optional<std::size_t> case_of(const std::optional<std::string>& number, std::size_t offset)
    {
        if (number) {
            const auto found = by_number().find(*number);
            return found == by_number_.end() ? std::nullopt
                                             : std::optional<std::size_t>(found->second);
        }
        const auto after = std::upper_bound(
            cases_.begin(), cases_.end(), offset, [](std::size_t at, const CaseRecord& each) {
                return at < each.title_place.offset;
            });
        if (after == cases_.begin()) {
            return std::nullopt;
        }
        const auto at = static_cast<std::size_t>(after - cases_.begin()) - 1;
        const Place& place = cases_[at].place;
        return offset < place.offset + place.length ? std::optional<std::size_t>(at) : std::nullopt;
    }

    /// "Kari Lie (kom kl. 18.20), Ola Vik, fra sak 3": movements beside names of a list.
    void read_list(std::size_t i)
    {
        const std::string_view plain = line(i).plain;
        std::size_t begin = line(i).label_rest;
        std::string name;
        std::string part;
        const auto close = [&](bool bracket) {
            const std::string_view words = trim(part);
            const FoldedText folded = fold_words(words);
            if (!name.empty() && says_movement(folded)) {
                note_beside(name, std::string(words), folded, i);
            } else if (const std::size_t at = movement_begin(words); at > 0 && !bracket) {
                name = name_of(trim(words.substr(0, at)));
                if (!name.empty()) {
                    note_beside(
                        name, std::string(words.substr(at)), fold_words(words.substr(at)), i);
                }
            } else if (!bracket && !words.empty()) {
                const std::string found = name_in(words);
                name = found.empty() ? name : found;
            }
            part.clear();
        };
        for (std::size_t at = begin; at < plain.size(); ++at) {
            const char c = plain[at];
            if (c == '(' || c == ',' || c == ';') {
                close(false);
            } else if (c == ')') {
                close(true);
            } else if (plain.compare(at, 4, " og ") == 0) {
                close(false);
                at += 3;
            } else {
                part += c;
            }
        }
        close(false);
    }

    std::string name_in(std::string_view words)
    {
        std::string whole = name_of(words);
        if (!whole.empty()) {
            return whole;
        }
        // "styreleder Kari Lie", "Leder: Kari Lie"
        const Words parts = words_of(words);
        for (std::size_t w = 1; w < parts.size() && w < 6; ++w) {
            whole = name_of(words.substr(static_cast<std::size_t>(parts[w].data() - words.data())));
            if (!whole.empty()) {
                return whole;
            }
        }
        return {};
    }

    void note_beside(const std::string& name,
                     const std::string& words,
                     const std::string& folded,
                     std::size_t i)
    {
        When when = when_in(words, true);
        const std::string_view first = std::string_view(folded).substr(0, folded.find(' '));
        const bool sure = word_lists().terms(first).has(Term::left) ||
                          word_lists().terms(first).has(Term::arrived);
        if ((!when.known() && !sure) || case_word(first)) {
            return; // "digitalt", "møtte for Kari Lie"
        }
        const bool left = folded.starts_with("til ") || left_word(folded);
        if (left) {
            add(MovementKind::left, name, std::move(when), words, i);
            return;
        }
        std::optional<std::string> until = std::move(when.until);
        when.until.reset();
        add(MovementKind::arrived, name, when, words, i);
        if (until) {
            when.time = std::move(until);
            add(MovementKind::left, name, std::move(when), words, i);
        }
    }

    static bool left_word(std::string_view folded)
    {
        const std::string_view first = folded.substr(0, folded.find(' '));
        const Terms terms = word_lists().terms(first);
        return terms.has(Term::left) || terms.has(Term::left_when);
    }

    /// Sentences that begin on line `i`.
    void read_sentences(std::size_t i, bool alone)
    {
        const OutlineLine& here = line(i);
        if (!speaks_of_movement(here)) {
            return;
        }
        std::string text(here.plain);
        for (std::size_t next = i + 1;
             next < range_.end && next <= i + 2 && !alone && !line(next).blank &&
             !line(next).bullet && !text.ends_with('.') && line(next).heading_level == 0;
             ++next) {
            text.append(" ").append(line(next).plain);
        }
        std::string_view before;
        for (const Span& span : sentences(text)) {
            if (span.begin >= here.plain.size()) {
                break;
            }
            const std::string_view sentence =
                std::string_view(text).substr(span.begin, span.size());
            read_sentence(sentence, before, i);
            before = sentence;
        }
    }

    /// Cheap: whether a phrase of a movement begins with any word of the line.
    static bool speaks_of_movement(const OutlineLine& here)
    {
        if (!here.movement_word && !(here.negation && contains(here.plain, "sak"))) {
            return false;
        }
        std::string_view plain = here.plain;
        const WordLists& lists = word_lists();
        for (std::size_t at = 0; at < plain.size();) {
            if (!is_word_byte(plain[at])) {
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < plain.size() && is_word_byte(plain[end])) {
                ++end;
            }
            // Such words stand inside sentences: small letters.
            const std::string_view word = plain.substr(at, end - at);
            if (word.size() >= 3 && lists.facts(word).starts_movement) {
                // "ikke" stands everywhere, "ikke med under sak 5" does not.
                if (!word.starts_with("ikk") || plain.find("sak") != std::string::npos) {
                    return true;
                }
            }
            at = end;
        }
        return false;
    }

    /// The person whom "hun" or "han" at the start of a sentence stands for: the first of the
    /// sentence before.
    std::vector<std::string>
    meant(const std::vector<Token>& tokens, std::size_t t, std::string_view before)
    {
        const std::string& first = tokens.front().folded;
        if (t > 6 || !word_lists().facts(first).tells(Hint::pronoun)) {
            return {};
        }
        const std::vector<Token> earlier = tokens_of(before.substr(0, 300));
        std::size_t end = 0;
        while (end < earlier.size() && end < 4 && starts_upper(earlier[end].printed)) {
            ++end;
        }
        return end == 0 ? std::vector<std::string>{} : names_before(earlier, end, before);
    }

    /// Cheap: whether a phrase of a movement may begin with any word of a sentence.
    static bool begins_movement(std::string_view folded)
    {
        constexpr unsigned wanted = WordFacts::movement_mark | WordFacts::negation_mark;
        unsigned marks = 0;
        each_folded_word(folded, [&marks, folded](std::size_t begin, std::size_t end) {
            marks |= word_lists().facts_in(folded, begin, end).marks;
        });
        return (marks & wanted) != 0;
    }

    void read_sentence(std::string_view sentence, std::string_view before, std::size_t i)
    {
        if (sentence.size() > 600 || sentence.find('?') != std::string_view::npos) {
            return;
        }
        if (!begins_movement(fold_words(sentence))) {
            return;
        }
        const std::vector<Token> tokens = tokens_of(sentence);
        const std::size_t first = out_.size();
        for (std::size_t t = 1; t < tokens.size(); ++t) {
            std::size_t used = 0;
            const std::optional<MovementKind> kind = phrase_at(tokens, t, used);
            if (!kind || negated(tokens, t, *kind)) {
                continue;
            }
            std::vector<std::string> names = names_before(tokens, t, sentence);
            if (names.empty()) {
                names = meant(tokens, t, before);
            }
            const std::size_t from = tokens[t].begin;
            const When when = when_in(sentence.substr(from), false);
            for (const std::string& name : names) {
                // One sentence tells one thing of a person.
                const bool told =
                    std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(first),
                                out_.end(),
                                [&name](const Movement& other) { return other.name == name; });
                if (!told) {
                    add(*kind, name, when, sentence, i);
                }
            }
            t += used - 1;
        }
    }

    /// The kind of movement that the words from `t` on tell. Words that tell much else
    /// ("kom", "gikk") count only with a time or a case right after them.
    static std::optional<MovementKind>
    phrase_at(const std::vector<Token>& tokens, std::size_t t, std::size_t& used)
    {
        const std::string_view first = tokens[t].folded;
        if (!word_lists().facts(first.substr(0, first.find(' '))).starts_movement) {
            return std::nullopt;
        }
        for (std::size_t n = std::min<std::size_t>(4, tokens.size() - t); n >= 1; --n) {
            std::string phrase;
            for (std::size_t k = t; k < t + n; ++k) {
                phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
            }
            const Terms terms = word_lists().terms(phrase);
            const std::optional<MovementKind> kind = kind_in(terms);
            if (!kind) {
                continue;
            }
            used = n;
            const bool strong = terms.has(Term::arrived) || terms.has(Term::left) ||
                                terms.has(Term::away) || terms.has(Term::recused);
            return strong || when_follows(tokens, t + n) ? kind : std::nullopt;
        }
        return std::nullopt;
    }

    /// "kl. 18.20", "18:20", "fra kl 18", "under sak 5", "før behandlingen av sak 5"
    static bool when_follows(const std::vector<Token>& tokens, std::size_t at)
    {
        for (std::size_t k = at; k < tokens.size() && k < at + 6; ++k) {
            const std::string& word = tokens[k].folded;
            if (word_lists().facts(word).tells(Hint::clock)) {
                return k + 1 < tokens.size() && k <= at + 3;
            }
            if (is_digit(tokens[k].printed.front())) {
                const bool clock =
                    tokens[k].printed.find(':') != std::string_view::npos ||
                    (tokens[k].printed.size() >= 5 && tokens[k].printed.find('.') == 2);
                const bool of_case = k > at && case_word(tokens[k - 1].folded);
                return clock || of_case;
            }
        }
        return false;
    }

    static bool negated(const std::vector<Token>& tokens, std::size_t t, MovementKind kind)
    {
        if (kind == MovementKind::away) {
            return false; // "deltok ikke" is the phrase itself
        }
        for (std::size_t k = t > 4 ? t - 4 : 0; k < std::min(tokens.size(), t + 2); ++k) {
            if (word_lists().facts(tokens[k].folded).tells(Hint::unmoved)) {
                return true;
            }
        }
        return false;
    }

    /// The people right before the word at `t`: "Ola Vik (H) og Kari Lie ble erklært …".
    std::vector<std::string>
    names_before(const std::vector<Token>& tokens, std::size_t t, std::string_view sentence)
    {
        std::vector<std::string> out;
        std::size_t end = t;
        std::size_t between = 0; // words that are none of names
        while (end > 0 && out.size() < 10) {
            const std::string_view last = tokens[end - 1].printed;
            const bool bracket = last.ends_with(')') || last.ends_with("),");
            if (bracket) {
                --end;
                while (end > 0 && tokens[end].printed.find('(') == std::string_view::npos) {
                    --end;
                }
                continue;
            }
            if (!starts_upper(last)) {
                if (word_lists().facts(tokens[end - 1].folded).tells(Hint::other_subject)) {
                    break; // another subject
                }
                const bool joins = tokens[end - 1].folded == "og";
                if ((joins && !out.empty()) || (out.empty() && between < 5)) {
                    between += joins ? 0U : 1U;
                    --end;
                    continue;
                }
                break;
            }
            std::size_t begin = end - 1;
            while (begin > 0 && end - begin < 4 && starts_upper(tokens[begin - 1].printed) &&
                   !tokens[begin - 1].printed.ends_with(',') &&
                   !tokens[begin - 1].printed.ends_with(':')) {
                --begin;
            }
            std::string name;
            while (begin < end && name.empty()) {
                const std::size_t from = tokens[begin].begin;
                const std::size_t to = tokens[end - 1].begin + tokens[end - 1].printed.size();
                std::string_view printed = sentence.substr(from, to - from);
                while (printed.ends_with(',') || printed.ends_with(';')) {
                    printed.remove_suffix(1);
                }
                name = name_of(printed);
                begin += name.empty() ? 1U : 0U;
            }
            if (name.empty()) {
                break;
            }
            // "Ola Vik, vara for Kari Lie, tok sete": it was not Kari Lie.
            if (begin > 0 && tokens[begin - 1].folded == "for") {
                end = begin - 1;
                while (end > 0 && !tokens[end - 1].printed.ends_with(',') && t - end < 8) {
                    --end;
                }
                continue;
            }
            out.push_back(std::move(name));
            end = begin;
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    const Outline& outline_;
    LineRange range_;
    const Regions& regions_;
    const std::vector<Attendee>& people_;
    const std::vector<CaseRecord>& cases_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::unordered_map<std::string, std::size_t> by_number_;
    bool numbers_known_ = false; ///< `by_number_` was made
    std::vector<Movement> out_;
};

} // namespace

bool says_movement(std::string_view folded)
{
    const std::size_t space = folded.find(' ');
    const std::string_view first = folded.substr(0, space);
    const Terms terms = word_lists().terms(first);
    if (terms.has(Term::arrived) || terms.has(Term::left) || terms.has(Term::arrived_when) ||
        terms.has(Term::left_when)) {
        return true;
    }
    // "(sak 43 og 44)": there for these only
    const bool some_cases =
        case_word(first) && space != std::string_view::npos && is_digit(folded[space + 1]);
    if (terms.has(Term::online) || some_cases) {
        return true;
    }
    if (space == std::string_view::npos ||
        !word_lists().facts(first).tells(Hint::before_movement)) {
        return word_lists().terms(folded).has(Term::online);
    }
    const std::string_view rest = folded.substr(space + 1);
    const std::string_view second = rest.substr(0, rest.find(' '));
    // "på sak 2", but "på 3. trinn", "i klasse 5"
    if (first == "p\xC3\xA5" || first == "i") {
        return case_word(second) && second.size() < rest.size() &&
               is_digit(rest[second.size() + 1]);
    }
    return is_digit(rest.front()) || word_lists().facts(second).tells(Hint::clock) ||
           word_lists().terms(second).has(Term::prefix);
}

std::size_t movement_begin(std::string_view text)
{
    const Words words = words_of(text);
    for (std::size_t w = 1; w < words.size() && w < 8; ++w) {
        // "Teknisk sjef Kari Berg under sak 14"
        if (starts_upper(words[w]) || (w + 1 < words.size() && starts_upper(words[w + 1]) &&
                                       word_lists().terms(fold_words(words[w])).has(Term::role))) {
            continue;
        }
        const auto at = static_cast<std::size_t>(words[w].data() - text.data());
        if (says_movement(fold_words(text.substr(at)))) {
            return at;
        }
    }
    return 0;
}

std::vector<Movement> read_movements(const Outline& outline,
                                     LineRange range,
                                     const Regions& regions,
                                     const std::vector<Attendee>& people,
                                     const std::vector<CaseRecord>& cases)
{
    return Reader(outline, range, regions, people, cases).run();
}

} // namespace saksklar::structure
