// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/votes.hpp"

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saksklar::structure {

namespace {

/// "kr 2 102": the number is an amount or a part of one.
bool amount_before(std::string_view before, std::string_view word)
{
    return word_lists().facts(before).tells(Hint::sum) ||
           (std::all_of(before.begin(), before.end(), is_digit) && before.size() <= 3 &&
            word.size() == 3);
}

} // namespace

bool counts_votes(std::string_view folded)
{
    return counts_votes(words_of(folded));
}

bool counts_votes(const Words& words)
{
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i].size() > 3 || !is_digit(words[i].front()) ||
            !std::all_of(words[i].begin(), words[i].end(), is_digit)) {
            continue;
        }
        if (i > 0 && amount_before(words[i - 1], words[i])) {
            continue;
        }
        const std::string_view next = words[i + 1];
        if (word_lists().facts(next).tells(Hint::of_votes)) {
            return true;
        }
        if (next == "for") {
            const bool ends = i + 2 >= words.size();
            // "9 for 2 mot", but not "uke 47 for 5. trinn"
            const bool count = !ends && i + 3 < words.size() &&
                               std::all_of(words[i + 2].begin(), words[i + 2].end(), is_digit) &&
                               (word_lists().terms(words[i + 3]).has(Term::vote_against) ||
                                word_lists().terms(words[i + 3]).has(Term::vote_none) ||
                                word_lists().terms(words[i + 3]).has(Term::vote_word));
            const bool against =
                !ends && (count || word_lists().facts(words[i + 2]).tells(Hint::behind_for));
            if (ends || against) {
                return true;
            }
        }
    }
    return false;
}

namespace {

bool says_unanimous(std::string_view folded)
{
    // Nearly all lines end here: each of the words has one of these in it.
    return contains_either(folded, "nstem", "samr") && contains_any(folded, Sought::unanimity);
}

enum class Side { none, in_favour, against, abstained };

/// "for", "mot", "blankt", "ja": which side a word counts for.
Side side_of(const Terms& terms)
{
    if (terms.has(Term::vote_for)) {
        return Side::in_favour;
    }
    if (terms.has(Term::vote_against)) {
        return Side::against;
    }
    return terms.has(Term::vote_none) ? Side::abstained : Side::none;
}

/// A word of the sentence: folded, and what parts it from the next.
struct Token {
    std::string_view folded{};
    std::string_view printed{};
    const WordFacts* facts = nullptr; ///< of `folded`
    bool ends_part = false;           ///< a comma, stop, bracket or semicolon follows
    bool colon = false;
};

/// The words of a sentence; `folded` keeps what they point to.
std::vector<Token> tokens_of(std::string_view sentence, std::string& folded)
{
    std::vector<Token> out;
    folded.resize(sentence.size() + fold_slack);
    std::size_t used = 0;
    const Words words = words_of(sentence);
    out.reserve(words.size());
    for (const std::string_view word : words) {
        Token token;
        token.printed = word;
        const std::size_t size = fold_words_to(word, folded.data() + used);
        token.folded = std::string_view(folded).substr(used, size);
        if (size == 0) {
            continue;
        }
        token.facts = &word_lists().facts_in(folded, used, used + size);
        used += size;
        token.ends_part =
            word.back() == ',' || word.back() == '.' || word.back() == ';' || word.back() == ')';
        token.colon = word.back() == ':' || word.back() == '=';
        out.push_back(token);
    }
    return out;
}

/// What a word counts, in digits or as a word.
std::optional<int> number_of(const Token& token)
{
    const std::string_view word = token.folded;
    if (word.size() > 3 || !std::all_of(word.begin(), word.end(), is_digit)) {
        return token.facts->number();
    }
    int value = 0;
    for (const char c : word) {
        value = value * 10 + (c - '0');
    }
    return value;
}

class VoteReader {
public:
    explicit VoteReader(const std::string& sentence)
        : sentence_(sentence), tokens_(tokens_of(sentence, folded_))
    {
    }

    std::optional<Vote> run()
    {
        const auto speaks_of_votes = [](const Token& token) {
            return token.facts->terms.votes() || token.facts->tells(Hint::unanimous);
        };
        if (std::none_of(tokens_.begin(), tokens_.end(), speaks_of_votes)) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].facts->tells(Hint::unanimous)) {
                vote_.unanimous = true;
                any_ = true;
            }
            i = read_at(i);
        }
        read_names();
        if (!any_) {
            return std::nullopt;
        }
        if (vote_.unanimous && vote_.against.value_or(0) > 0) {
            vote_.unanimous = false;
        }
        vote_.text = sentence_;
        return std::move(vote_);
    }

private:
    std::optional<int> count_at(std::size_t i) const
    {
        if (i >= tokens_.size()) {
            return std::nullopt;
        }
        const std::optional<int> count = number_of(tokens_[i]);
        if (!count || !is_digit(tokens_[i].folded.front()) || i == 0) {
            return count;
        }
        return amount_before(tokens_[i - 1].folded, tokens_[i].folded) ? std::nullopt : count;
    }

    bool digits(std::size_t i) const
    {
        return i < tokens_.size() && is_digit(tokens_[i].folded.front());
    }

    void set(Side side, int count)
    {
        std::optional<int>& field = side == Side::in_favour ? vote_.in_favour
                                    : side == Side::against ? vote_.against
                                                            : vote_.abstained;
        if (side != Side::none && !field) {
            field = count;
            any_ = true;
        }
    }

    /// Reads a count that begins at word `i`; returns the last word that it took.
    std::size_t read_at(std::size_t i)
    {
        const Side label = side_of(tokens_[i].facts->terms);
        // "For: 28 Mot: 10"
        if (label != Side::none && tokens_[i].colon) {
            if (const std::optional<int> count = count_at(i + 1)) {
                set(label, *count);
                return i + 1;
            }
        }
        // "vedtatt mot 3 stemmer"
        if (label == Side::against && i > 0 && !number_of(tokens_[i - 1]) &&
            !tokens_[i - 1].facts->terms.has(Term::vote_word)) {
            const std::optional<int> count = count_at(i + 1);
            if (count && i + 2 < tokens_.size() &&
                tokens_[i + 2].facts->terms.has(Term::vote_word)) {
                set(label, *count);
                return i + 2;
            }
        }
        const std::optional<int> count = count_at(i);
        if (!count || tokens_[i].ends_part) {
            return i;
        }
        std::size_t next = i + 1;
        const bool voters =
            next < tokens_.size() && tokens_[next].facts->terms.has(Term::vote_word);
        bool parted = false;
        if (voters) {
            parted = tokens_[next].ends_part;
            ++next;
        }
        if (next >= tokens_.size() || parted) {
            // "fikk 2 stemmer (SV, SP)": for what was put to the vote
            if (voters && i > 0 && tokens_[i - 1].facts->tells(Hint::got)) {
                set(Side::in_favour, *count);
            }
            return i;
        }
        Side side = side_of(tokens_[next].facts->terms);
        if (side == Side::none) {
            if (voters && i > 0 && tokens_[i - 1].facts->tells(Hint::got)) {
                set(Side::in_favour, *count);
                return next - 1;
            }
            return i;
        }
        if (!voters && !digits(i)) {
            return i; // "en for alle"
        }
        // "3 mot 2 stemmer": for and against in one
        const std::string_view word = tokens_[next].folded;
        const std::optional<int> other = count_at(next + 1);
        const bool pair =
            side == Side::against && word != "imot" && !tokens_[next].ends_part && other &&
            digits(next + 1) && !vote_.in_favour &&
            !(next + 2 < tokens_.size() && side_of(tokens_[next + 2].facts->terms) != Side::none);
        if (pair) {
            set(Side::in_favour, *count);
            set(Side::against, *other);
            return next + 1;
        }
        if (side == Side::in_favour && word == "for" && !voters) {
            const bool ends = tokens_[next].ends_part || next + 1 >= tokens_.size() ||
                              digits(next + 1) ||
                              tokens_[next + 1].facts->tells(Hint::behind_for) ||
                              tokens_[next + 1].folded.starts_with("enstem") ||
                              tokens_[next + 1].folded.starts_with("godkj");
            if (!ends) {
                return i; // "3 for mange"
            }
        }
        if (side == Side::against && word == "mot" && !voters && !vote_.in_favour &&
            !tokens_[next].ends_part && next + 1 < tokens_.size()) {
            return i; // "10 mot natten"
        }
        set(side, *count);
        return next;
    }

    /// "Mot stemte Kari Lie og Ola Vik", "2 stemmer (SV, SP)", "mot 1 røyst (H)".
    void read_names()
    {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (!tokens_[i].printed.starts_with('(') || i == 0 ||
                !(tokens_[i - 1].facts->terms.has(Term::vote_word) ||
                  side_of(tokens_[i - 1].facts->terms) != Side::none)) {
                continue;
            }
            const auto begin = static_cast<std::size_t>(tokens_[i].printed.data() - view().data());
            const std::size_t close = sentence_.find(')', begin);
            if (close == std::string::npos || close - begin > 200) {
                continue;
            }
            const std::vector<std::string> names =
                names_in(view().substr(begin + 1, close - begin - 1));
            Side side = Side::none;
            for (std::size_t k = i; k > 0 && i - k < 5 && side == Side::none; --k) {
                side = side_of(tokens_[k - 1].facts->terms);
            }
            if (side == Side::against && vote_.against) {
                append(vote_.names_against, names);
            } else if (side == Side::in_favour || (side == Side::none && vote_.in_favour)) {
                append(vote_.names_in_favour, names);
            }
        }
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
            // "Mot stemte Kari Lie"
            const bool verb = tokens_[i + 1].facts->terms.has(Term::voted);
            const Side side = side_of(tokens_[i].facts->terms);
            if (verb && side != Side::none && i + 2 < tokens_.size()) {
                const auto at =
                    static_cast<std::size_t>(tokens_[i + 2].printed.data() - view().data());
                name(side, names_in(view().substr(at)));
            }
            // "Kari Lie og Ola Vik stemte mot"
            const Side after = side_of(tokens_[i + 1].facts->terms);
            if (tokens_[i].facts->terms.has(Term::voted) && after != Side::none && i > 0 &&
                !number_of(tokens_[i - 1])) {
                const auto at = static_cast<std::size_t>(tokens_[i].printed.data() - view().data());
                name(after, names_in(view().substr(0, at)));
            }
        }
    }

    void name(Side side, const std::vector<std::string>& names)
    {
        if (names.empty()) {
            return;
        }
        if (side == Side::against) {
            append(vote_.names_against, names);
        } else if (side == Side::in_favour) {
            append(vote_.names_in_favour, names);
        }
        any_ = true;
    }

    static void append(std::vector<std::string>& to, const std::vector<std::string>& names)
    {
        to.insert(to.end(), names.begin(), names.end());
    }

    /// The names of "SV, SP" or "Kari Lie og Ola Vik"; none if anything else stands there.
    static std::vector<std::string> names_in(std::string_view text)
    {
        std::vector<std::string> out;
        std::string part;
        const auto close = [&out, &part] {
            std::string_view each = trim(part);
            while (!each.empty() && (each.back() == '.' || each.back() == ':')) {
                each.remove_suffix(1);
            }
            if (!each.empty()) {
                out.emplace_back(each);
            }
            part.clear();
        };
        for (std::size_t i = 0; i < text.size() && text[i] != '(' && text[i] != '.'; ++i) {
            if (text[i] == ',' || text[i] == ';') {
                close();
            } else if (text.substr(i, 4) == " og ") {
                close();
                i += 3;
            } else {
                part += text[i];
            }
        }
        close();
        const bool all = std::all_of(out.begin(), out.end(), [](const std::string& each) {
            const Words words = words_of(each);
            return words.size() <= 4 && std::all_of(words.begin(), words.end(), starts_upper);
        });
        return all ? out : std::vector<std::string>{};
    }

    std::string_view view() const { return sentence_; }

    const std::string& sentence_;
    std::string folded_;
    std::vector<Token> tokens_;
    Vote vote_;
    bool any_ = false;
};

} // namespace

std::optional<Vote> read_vote(const std::string& sentence)
{
    return VoteReader(sentence).run();
}

bool says_votes(const OutlineLine& line)
{
    return line.starts.has(Term::vote_word) || line.starts.has(Term::voted) ||
           says_unanimous(line.folded);
}

bool may_count(std::string_view sentence)
{
    return find_byte(sentence, 0, [](const Bytes16& bytes) {
               return bytes.digits() | bytes.equal(':') | bytes.equal('=');
           }) < sentence.size();
}

bool may_hold_votes(const OutlineLine& line)
{
    const Terms& words = line.starts;
    if (words.has(Term::vote_word) || words.has(Term::voted) ||
        (line.decision_word && says_unanimous(line.folded))) {
        return true;
    }
    if (!words.has(Term::vote_for) && !words.has(Term::vote_against) &&
        !words.has(Term::vote_none)) {
        return false;
    }
    // "For: ti, mot: fem" counts without digits.
    return line.has_digit || ((line.plain.find(':') != std::string_view::npos ||
                               line.plain.find('=') != std::string_view::npos) &&
                              line.plain.find("tem") != std::string_view::npos);
}

} // namespace saksklar::structure
