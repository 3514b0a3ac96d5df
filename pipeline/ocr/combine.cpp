// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/combine.hpp"

#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace saksklar {

namespace {

using Letters = std::u32string;

/// What Tesseract's `nor` model lacks and its `eng` model has (their unicharsets).
constexpr std::u32string_view signs_of_second = U"@§#_{}\\’‘“—°©®™;^";

/// What `nor` has and `eng` lacks.
constexpr std::u32string_view letters_of_first = U"æøåÆØÅäöÄÖ";

Letters letters_of(std::string_view text)
{
    Letters out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint point = utf8::decode(text, at);
        out += point.value;
        at += point.size_bytes;
    }
    return out;
}

std::string text_of(std::u32string_view letters)
{
    std::string out;
    for (const char32_t letter : letters) {
        utf8::append(out, letter);
    }
    return out;
}

bool is_one_of(char32_t letter, std::u32string_view set)
{
    return set.find(letter) != std::u32string_view::npos;
}

bool has_any(std::u32string_view text, std::u32string_view set)
{
    return text.find_first_of(set) != std::u32string_view::npos;
}

bool is_digit(char32_t letter)
{
    return letter >= '0' && letter <= '9';
}

bool is_upper(char32_t letter)
{
    return (letter >= 'A' && letter <= 'Z') || is_one_of(letter, U"ÆØÅÄÖÉ");
}

bool is_lower(char32_t letter)
{
    return (letter >= 'a' && letter <= 'z') || is_one_of(letter, U"æøåäöéèêóòôü");
}

bool is_letter(char32_t letter)
{
    return is_upper(letter) || is_lower(letter);
}

/// The letters between the punctuation around a word.
std::u32string_view core(std::u32string_view word)
{
    while (!word.empty() && !is_letter(word.front()) && !is_digit(word.front())) {
        word.remove_prefix(1);
    }
    while (!word.empty() && !is_letter(word.back()) && !is_digit(word.back())) {
        word.remove_suffix(1);
    }
    return word;
}

bool all_letters(std::u32string_view word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char32_t letter) {
        return is_letter(letter) || letter == '-';
    });
}

/// A stretch of one word that stands against a stretch of the other.
struct Piece {
    std::size_t first_begin = 0;
    std::size_t first_end = 0;
    std::size_t second_begin = 0;
    std::size_t second_end = 0;
    bool same = false;
};

/// Least edits; ties are settled for replacing, so that letters stand against letters.
std::vector<Piece> aligned(std::u32string_view a, std::u32string_view b)
{
    const std::size_t columns = b.size() + 1;
    std::vector<unsigned> cost((a.size() + 1) * columns);
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            unsigned best = 0;
            if (i == 0) {
                best = static_cast<unsigned>(j);
            } else if (j == 0) {
                best = static_cast<unsigned>(i);
            } else {
                best = cost[(i - 1) * columns + j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
                best = std::min(best, cost[(i - 1) * columns + j] + 1);
                best = std::min(best, cost[i * columns + j - 1] + 1);
            }
            cost[i * columns + j] = best;
        }
    }
    std::vector<Piece> pieces;
    std::size_t i = a.size();
    std::size_t j = b.size();
    const auto put = [&](std::size_t i1, std::size_t j1, bool same) {
        if (!pieces.empty() && pieces.back().same == same) {
            pieces.back().first_begin = i1;
            pieces.back().second_begin = j1;
        } else {
            pieces.push_back({i1, i, j1, j, same});
        }
        i = i1;
        j = j1;
    };
    while (i > 0 || j > 0) {
        const unsigned here = cost[i * columns + j];
        if (i > 0 && j > 0 &&
            here == cost[(i - 1) * columns + j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)) {
            put(i - 1, j - 1, a[i - 1] == b[j - 1]);
        } else if (i > 0 && here == cost[(i - 1) * columns + j] + 1) {
            put(i - 1, j, false);
        } else {
            put(i, j - 1, false);
        }
    }
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
}

/// May `sign` of the second reading be what the first one read as `seen`? `inside`: letters or
/// digits stand before it in the word.
bool sign_may_be_read_as(char32_t sign, std::u32string_view seen, bool inside)
{
    switch (sign) {
    case '@':
        // The English model reads "ø" as "@" too: only inside a word, never for a small letter.
        return inside && !has_any(seen, U"øåæ") && seen.size() <= 3;
    case U'§':
        return seen.size() <= 2 && (seen.empty() || has_any(seen, U"$858S3&ß"));
    case '#':
        return seen.size() <= 2;
    case ';':
        return seen == U":" || seen == U",";
    default:
        return seen.size() <= 3;
    }
}

/// One word from two: Norwegian letters of the first, signs of the second.
Letters merged(std::u32string_view a, std::u32string_view b)
{
    Letters out;
    for (const Piece& piece : aligned(a, b)) {
        const std::u32string_view from_a =
            a.substr(piece.first_begin, piece.first_end - piece.first_begin);
        const std::u32string_view from_b =
            b.substr(piece.second_begin, piece.second_end - piece.second_begin);
        bool take_b = false;
        if (!piece.same) {
            const auto sign = from_b.find_first_of(signs_of_second);
            const bool inside = piece.second_begin + sign > 0 && piece.first_begin > 0;
            take_b = sign != std::u32string_view::npos &&
                     sign_may_be_read_as(from_b[sign], from_a, inside);
        }
        out += take_b ? from_b : from_a;
    }
    return out;
}

/// The words of both readings that cover one stretch of a line.
struct Group {
    std::vector<const OcrWord*> first;
    std::vector<const OcrWord*> second;
};

double overlap(int a1, int a2, int b1, int b2)
{
    const int shared = std::min(a2, b2) - std::max(a1, b1);
    const int shorter = std::max(1, std::min(a2 - a1, b2 - b1));
    return static_cast<double>(shared) / shorter;
}

std::vector<Group> groups_of(const OcrLine& first, const OcrLine& second)
{
    std::vector<Group> groups;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first.words.size() || j < second.words.size()) {
        Group group;
        int right = 0;
        const bool from_first =
            j >= second.words.size() ||
            (i < first.words.size() && first.words[i].box.left <= second.words[j].box.left);
        if (from_first) {
            right = first.words[i].box.right;
            group.first.push_back(&first.words[i++]);
        } else {
            right = second.words[j].box.right;
            group.second.push_back(&second.words[j++]);
        }
        for (bool grew = true; grew;) {
            grew = false;
            const auto belongs = [&](const PixelBox& box) {
                const int left = group.first.empty()    ? group.second.front()->box.left
                                 : group.second.empty() ? group.first.front()->box.left
                                                        : std::min(group.first.front()->box.left,
                                                                   group.second.front()->box.left);
                return overlap(left, right, box.left, box.right) > 0.4;
            };
            if (i < first.words.size() && belongs(first.words[i].box)) {
                right = std::max(right, first.words[i].box.right);
                group.first.push_back(&first.words[i++]);
                grew = true;
            }
            if (j < second.words.size() && belongs(second.words[j].box)) {
                right = std::max(right, second.words[j].box.right);
                group.second.push_back(&second.words[j++]);
                grew = true;
            }
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

double least_confidence(const std::vector<const OcrWord*>& words)
{
    double least = 1;
    for (const OcrWord* word : words) {
        least = std::min(least, word->confidence);
    }
    return least;
}

std::string joined(const std::vector<const OcrWord*>& words)
{
    std::string text;
    for (const OcrWord* word : words) {
        text += (text.empty() ? "" : " ") + word->text;
    }
    return text;
}

/// How many of the words are known, of those made of letters; -1: none is made of letters.
double known_share(const std::vector<const OcrWord*>& words, const WordTest& known)
{
    int all = 0;
    int found = 0;
    for (const OcrWord* word : words) {
        const Letters letters = letters_of(word->text);
        const std::u32string_view inner = core(letters);
        if (all_letters(inner)) {
            ++all;
            found += known && known(text_of(inner)) ? 1 : 0;
        }
    }
    return all > 0 ? static_cast<double>(found) / all : -1;
}

/// The second reading must be surer by this much to win against the first where neither
/// or both are words.
constexpr double surer = 0.12;

void choose(const Group& group, const WordTest& known, std::vector<ChosenWord>& out)
{
    if (group.first.empty()) {
        // Only the second model saw something: specks, or a sign the first one lacks.
        const bool is_sign = group.second.size() == 1 && group.second[0]->confidence > 0.6 &&
                             has_any(letters_of(group.second[0]->text), signs_of_second);
        if (is_sign) {
            out.push_back({*group.second[0], {}});
        }
        return;
    }
    const auto keep_first = [&] {
        for (const OcrWord* word : group.first) {
            out.push_back({*word, {}});
        }
        if (!group.second.empty() && joined(group.first) != joined(group.second)) {
            out.back().alternatives.push_back(joined(group.second));
        }
    };
    const auto take_second = [&] {
        for (const OcrWord* word : group.second) {
            out.push_back({*word, {}});
        }
        out.back().alternatives.push_back(joined(group.first));
    };
    const std::string first = joined(group.first);
    const std::string second = joined(group.second);
    if (group.second.empty() || first == second) {
        keep_first();
        return;
    }
    const double first_sure = least_confidence(group.first);
    const double second_sure = least_confidence(group.second);
    const Letters a = letters_of(first);
    const Letters b = letters_of(second);
    const double first_known = known_share(group.first, known);
    const double second_known = known_share(group.second, known);
    const bool norwegian = has_any(a, letters_of_first);
    const bool signs = has_any(b, signs_of_second);
    if (group.first.size() == 1 && group.second.size() == 1) {
        if (first_known > 0 && !signs) {
            keep_first();
            return;
        }
        if (signs) {
            const std::string both = text_of(merged(a, b));
            if (both != first && !(first_known > 0 && first_sure > 0.8) && second_sure > 0.3) {
                OcrWord word = *group.first[0];
                word.text = both;
                word.confidence = std::min(first_sure, second_sure);
                out.push_back({word, {first, second}});
                return;
            }
            keep_first();
            return;
        }
        if (second_known > 0 && !norwegian) {
            take_second();
            return;
        }
        if (norwegian) {
            keep_first();
            return;
        }
        if (second_sure > first_sure + surer) {
            take_second();
            return;
        }
        keep_first();
        return;
    }
    // Spaces are read differently.
    if (norwegian) {
        keep_first();
    } else if (signs && second_sure > 0.3 && group.second.size() <= group.first.size()) {
        take_second();
    } else if (second_known > first_known || second_sure > first_sure + surer) {
        take_second();
    } else {
        keep_first();
    }
}

double line_overlap(const PixelBox& a, const PixelBox& b)
{
    if (overlap(a.left, a.right, b.left, b.right) < 0.5) {
        return 0;
    }
    return overlap(a.top, a.bottom, b.top, b.bottom);
}

/// The line of `others` at the same place, if there is one.
const OcrLine* counterpart(const OcrLine& line, const std::vector<OcrLine>& others)
{
    const OcrLine* found = nullptr;
    double best = 0.5;
    for (const OcrLine& candidate : others) {
        const double shared = line_overlap(line.box, candidate.box);
        if (shared > best) {
            best = shared;
            found = &candidate;
        }
    }
    return found;
}

/// Do two readings agree as far as a model without æ, ø and å can tell?
bool agree(const std::string& norwegian, const std::string& english)
{
    const Letters a = letters_of(norwegian);
    const Letters b = letters_of(english);
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && !is_one_of(a[i], letters_of_first)) {
            return false;
        }
    }
    return true;
}

/// What the witness saw between `left` and `right`.
std::string seen_between(const OcrLine* line, int left, int right)
{
    std::vector<const OcrWord*> words;
    if (line != nullptr) {
        for (const OcrWord& word : line->words) {
            if (overlap(left, right, word.box.left, word.box.right) > 0.4) {
                words.push_back(&word);
            }
        }
    }
    return joined(words);
}

/// Weights of the evidence for one of two readings by like models; set on dev scans.
constexpr double weight_known = 0.35;
constexpr double weight_witness = 0.35;
constexpr double weight_letters = 0.05;

double
merit(const std::vector<const OcrWord*>& words, const std::string& witness, const WordTest& known)
{
    const std::string text = joined(words);
    return least_confidence(words) + weight_known * std::max(0.0, known_share(words, known)) +
           (agree(text, witness) ? weight_witness : 0.0) +
           (has_any(letters_of(text), letters_of_first) ? weight_letters : 0.0);
}

/// A word that only one of the readings has is a speck unless it reads like one that is there.
bool stands_alone(const std::vector<const OcrWord*>& words,
                  const std::string& witness,
                  const WordTest& known)
{
    return least_confidence(words) > 0.6 && (!witness.empty() || known_share(words, known) > 0);
}

void settle(const Group& group, const OcrLine* witness, const WordTest& known, OcrLine& out)
{
    const std::vector<const OcrWord*>& some = group.first.empty() ? group.second : group.first;
    const std::string seen = seen_between(witness, some.front()->box.left, some.back()->box.right);
    const auto take = [&](const std::vector<const OcrWord*>& words, double bonus) {
        for (const OcrWord* word : words) {
            out.words.push_back(*word);
            out.words.back().confidence = std::min(1.0, word->confidence + bonus);
        }
    };
    if (group.first.empty()) {
        if (stands_alone(group.second, seen, known)) {
            take(group.second, 0);
        }
        return;
    }
    if (group.second.empty()) {
        if (witness == nullptr || !seen.empty() || least_confidence(group.first) > 0.5) {
            take(group.first, 0);
        }
        return;
    }
    if (joined(group.first) == joined(group.second)) {
        const double surest =
            std::max(least_confidence(group.first), least_confidence(group.second));
        take(group.first, (1 - surest) / 2);
        return;
    }
    const bool again_wins = merit(group.second, seen, known) > merit(group.first, seen, known);
    take(again_wins ? group.second : group.first, 0);
}

double mean_confidence(const OcrLine& line)
{
    double sum = 0;
    double letters = 0;
    for (const OcrWord& word : line.words) {
        sum += word.confidence * static_cast<double>(word.text.size());
        letters += static_cast<double>(word.text.size());
    }
    return letters > 0 ? sum / letters : 0;
}

/// Before the first line that stands lower in the same columns.
void insert_in_order(std::vector<OcrLine>& lines, OcrLine line)
{
    auto at = std::find_if(lines.begin(), lines.end(), [&](const OcrLine& other) {
        return other.box.top >= line.box.bottom - line.box.height() / 3 &&
               overlap(line.box.left, line.box.right, other.box.left, other.box.right) > 0.2;
    });
    line.block = at != lines.end() ? at->block : lines.empty() ? 0 : lines.back().block;
    lines.insert(at, std::move(line));
}

/// Does no line of `found` lie where `line` lies?
bool is_missing(const OcrLine& line, const std::vector<OcrLine>& found)
{
    return std::none_of(found.begin(), found.end(), [&](const OcrLine& other) {
        const int down =
            std::min(line.box.bottom, other.box.bottom) - std::max(line.box.top, other.box.top);
        const int across =
            std::min(line.box.right, other.box.right) - std::max(line.box.left, other.box.left);
        return across > 0 && down * 10 > line.box.height() * 4;
    });
}

} // namespace

std::vector<OcrLine> scaled(std::vector<OcrLine> lines, double across, double down)
{
    const auto scale = [&](PixelBox& box) {
        box = {static_cast<int>(std::lround(box.left * across)),
               static_cast<int>(std::lround(box.top * down)),
               static_cast<int>(std::lround(box.right * across)),
               static_cast<int>(std::lround(box.bottom * down))};
    };
    for (OcrLine& line : lines) {
        scale(line.box);
        line.x_height *= down;
        for (OcrWord& word : line.words) {
            scale(word.box);
        }
    }
    return lines;
}

double doubt(const std::vector<OcrLine>& first, const std::vector<OcrLine>& second)
{
    double words = 0;
    double doubted = 0;
    for (const OcrLine& line : first) {
        const OcrLine* const other = counterpart(line, second);
        for (const OcrWord& word : line.words) {
            const std::string seen = seen_between(other, word.box.left, word.box.right);
            words += 1;
            doubted += agree(word.text, seen) ? 0 : 1;
        }
    }
    for (const OcrLine& line : second) {
        if (is_missing(line, first) && mean_confidence(line) > 0.5) {
            words += static_cast<double>(line.words.size());
            doubted += 3 * static_cast<double>(line.words.size());
        }
    }
    return words > 0 ? doubted / words : 1;
}

std::vector<OcrLine> reconcile_readings(const std::vector<OcrLine>& first,
                                        const std::vector<OcrLine>& again,
                                        const std::vector<OcrLine>& witness,
                                        const WordTest& known)
{
    std::vector<OcrLine> lines;
    for (const OcrLine& line : first) {
        const OcrLine* const other = counterpart(line, again);
        if (other == nullptr) {
            if (mean_confidence(line) > 0.3) {
                lines.push_back(line);
            }
            continue;
        }
        const OcrLine* const seen = counterpart(line, witness);
        OcrLine settled{{}, line.box, line.x_height, line.block};
        for (const Group& group : groups_of(line, *other)) {
            settle(group, seen, known, settled);
        }
        if (!settled.words.empty()) {
            lines.push_back(std::move(settled));
        }
    }
    for (const OcrLine& line : again) {
        if (is_missing(line, first) && mean_confidence(line) > 0.5) {
            insert_in_order(lines, line);
        }
    }
    return lines;
}

std::vector<ChosenLine> only_reading(const std::vector<OcrLine>& first)
{
    std::vector<ChosenLine> lines;
    for (const OcrLine& line : first) {
        ChosenLine chosen{{}, line.box, line.x_height, line.block};
        for (const OcrWord& word : line.words) {
            chosen.words.push_back({word, {}});
        }
        lines.push_back(std::move(chosen));
    }
    return lines;
}

std::vector<ChosenLine> combine_readings(const std::vector<OcrLine>& first,
                                         const std::vector<OcrLine>& second,
                                         const WordTest& known)
{
    std::vector<ChosenLine> lines;
    for (const OcrLine& line : first) {
        ChosenLine chosen{{}, line.box, line.x_height, line.block};
        const OcrLine* const other = counterpart(line, second);
        if (other == nullptr) {
            for (const OcrWord& word : line.words) {
                chosen.words.push_back({word, {}});
            }
        } else {
            for (const Group& group : groups_of(line, *other)) {
                choose(group, known, chosen.words);
            }
        }
        if (!chosen.words.empty()) {
            lines.push_back(std::move(chosen));
        }
    }
    return lines;
}

void part_openings(std::vector<ChosenLine>& lines)
{
    for (ChosenLine& line : lines) {
        if (line.words.empty()) {
            continue;
        }
        const ChosenWord word = line.words.front();
        const Letters letters = letters_of(word.word.text);
        const auto part = [&](std::size_t at) {
            // The cut lies where it would in letters of one width.
            const int middle = word.word.box.left +
                               static_cast<int>(static_cast<std::size_t>(word.word.box.width()) *
                                                at / letters.size());
            ChosenWord left = word;
            ChosenWord right = word;
            left.word.text = text_of(std::u32string_view(letters).substr(0, at));
            right.word.text = text_of(std::u32string_view(letters).substr(at));
            left.word.box.right = middle;
            right.word.box.left = middle;
            left.alternatives.clear();
            line.words.front() = right;
            line.words.insert(line.words.begin(), left);
        };
        const bool dash = letters.size() > 2 && letters[0] == '-' && is_letter(letters[1]);
        const bool number = letters.size() >= 4 && letters.size() <= 7 && letters.back() == '-' &&
                            is_digit(letters[0]) && letters.find(U'.') != Letters::npos &&
                            std::all_of(letters.begin(), letters.end() - 1, [](char32_t letter) {
                                return is_digit(letter) || letter == '.';
                            });
        if (dash) {
            part(1);
        } else if (number && line.words.size() > 1 &&
                   is_upper(letters_of(line.words[1].word.text).front())) {
            part(letters.size() - 1);
        }
    }
}

void join_at_slashes(std::vector<ChosenLine>& lines)
{
    // Spaces are at least 0.4 x-heights wide; what engines see before a slash is 0.15 to 0.3.
    constexpr double hardly_a_gap = 0.32;
    for (ChosenLine& line : lines) {
        std::vector<ChosenWord> words;
        for (ChosenWord& next : line.words) {
            if (!words.empty()) {
                ChosenWord& last = words.back();
                const Letters before = letters_of(last.word.text);
                const Letters after = letters_of(next.word.text);
                const int gap = next.word.box.left - last.word.box.right;
                const bool goes_on = is_letter(before.back()) || is_digit(before.back()) ||
                                     (before.size() > 2 && before.back() == '/');
                if (after.size() > 1 && after.front() == '/' && goes_on &&
                    gap < hardly_a_gap * line.x_height) {
                    last.word.text += next.word.text;
                    last.word.box.right = std::max(last.word.box.right, next.word.box.right);
                    last.word.box.top = std::min(last.word.box.top, next.word.box.top);
                    last.word.box.bottom = std::max(last.word.box.bottom, next.word.box.bottom);
                    last.word.confidence = std::min(last.word.confidence, next.word.confidence);
                    last.alternatives.clear();
                    continue;
                }
            }
            words.push_back(std::move(next));
        }
        line.words = std::move(words);
    }
}

void drop_rules(std::vector<ChosenLine>& lines)
{
    constexpr double apart = 2.0; // x-heights
    for (ChosenLine& line : lines) {
        std::vector<ChosenWord>& words = line.words;
        const auto is_rule = [](const ChosenWord& word) { return word.word.text == "|"; };
        if (std::all_of(words.begin(), words.end(), is_rule)) {
            words.clear();
            continue;
        }
        while (words.size() > 1 && is_rule(words.back()) &&
               words.back().word.box.left - words[words.size() - 2].word.box.right >
                   apart * line.x_height) {
            words.pop_back();
        }
        while (words.size() > 1 && is_rule(words.front()) &&
               words[1].word.box.left - words.front().word.box.right > apart * line.x_height) {
            words.erase(words.begin());
        }
    }
    std::erase_if(lines, [](const ChosenLine& line) { return line.words.empty(); });
}

std::string with_likely_shapes(const std::string& word)
{
    Letters letters = letters_of(word);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const char32_t before = i > 0 ? letters[i - 1] : U' ';
        const char32_t after = i + 1 < letters.size() ? letters[i + 1] : U' ';
        if (letters[i] == 'l') {
            const bool capitals_before = i > 1 && is_upper(before) && is_upper(letters[i - 2]);
            if (is_upper(after) || (capitals_before && !is_lower(after))) {
                letters[i] = 'I';
            }
        } else if (letters[i] == 'O' && is_digit(after) && (is_digit(before) || i == 0)) {
            letters[i] = '0';
        } else if (letters[i] == 'O' && is_digit(before) && (is_digit(after) || after == 'O')) {
            letters[i] = '0';
        }
    }
    return text_of(letters);
}

} // namespace saksklar
