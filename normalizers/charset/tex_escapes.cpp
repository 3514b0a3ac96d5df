// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/escapes.hpp"
#include "normalizers/charset/escapes_common.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace saksklar {

namespace {

struct Command {
    std::string_view name{};
    std::string_view letter{};
};

/// Letters that are commands of their own. Longer names first where one begins the other.
constexpr std::array commands{
    Command{"aa", "å"},
    Command{"AA", "Å"},
    Command{"ae", "æ"},
    Command{"AE", "Æ"},
    Command{"oe", "œ"},
    Command{"OE", "Œ"},
    Command{"ss", "ß"},
    Command{"o", "ø"},
    Command{"O", "Ø"},
};

struct Accent {
    char sign = 0;
    std::u32string_view letters{};
    std::u32string_view composed{};
};

constexpr std::array accents{
    Accent{'"', U"aouAOUei", U"äöüÄÖÜëï"},
    Accent{'\'', U"aeiouyAEIOU", U"áéíóúýÁÉÍÓÚ"},
    Accent{'`', U"aeiouAEIOU", U"àèìòùÀÈÌÒÙ"},
    Accent{'^', U"aeiouAEIOU", U"âêîôûÂÊÎÔÛ"},
    Accent{'~', U"anoANO", U"ãñõÃÑÕ"},
    Accent{'r', U"aA", U"åÅ"},
    Accent{'c', U"cC", U"çÇ"},
    Accent{'v', U"cszCSZ", U"čšžČŠŽ"},
};

bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view from(std::string_view text, std::size_t offset)
{
    return text.substr(std::min(offset, text.size()));
}

/// "\"a", "\"{a}", "\r a", "\r{a}": how much of `rest`, which begins behind the backslash.
std::optional<Escape> read_accent(std::string_view rest)
{
    if (rest.size() < 2) {
        return std::nullopt;
    }
    for (const Accent& accent : accents) {
        if (rest[0] != accent.sign) {
            continue;
        }
        std::size_t at = 1;
        const bool spelled = is_ascii_letter(accent.sign);
        const bool spaced = spelled && rest[at] == ' ';
        at += spaced ? 1U : 0U;
        const bool braced = at < rest.size() && rest[at] == '{';
        at += braced ? 1U : 0U;
        if (at >= rest.size() || (spelled && !spaced && !braced)) {
            return std::nullopt;
        }
        const auto letter =
            accent.letters.find(static_cast<char32_t>(static_cast<unsigned char>(rest[at])));
        at += 1;
        if (letter == std::u32string_view::npos ||
            (braced && (at >= rest.size() || rest[at] != '}'))) {
            return std::nullopt;
        }
        Escape escape{{0, at + (braced ? 1U : 0U)}, {}, true, false};
        utf8::append(escape.after, accent.composed[letter]);
        return escape;
    }
    return std::nullopt;
}

std::optional<Escape> read_tex(std::string_view text, std::size_t offset)
{
    const bool grouped = text[offset] == '{';
    const std::size_t slash = offset + (grouped ? 1U : 0U);
    if (slash + 1 >= text.size() || text[slash] != '\\') {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(slash + 1);
    if (auto accent = read_accent(rest)) {
        std::size_t end = slash + 1 + accent->span.end;
        if (grouped) {
            if (end >= text.size() || text[end] != '}') {
                return std::nullopt;
            }
            ++end;
        }
        accent->span = {offset, end};
        return accent;
    }
    for (const Command& command : commands) {
        if (!rest.starts_with(command.name) ||
            (rest.size() > command.name.size() && is_ascii_letter(rest[command.name.size()]))) {
            continue;
        }
        std::size_t end = slash + 1 + command.name.size();
        if (grouped) {
            if (from(text, end).starts_with(" }")) {
                ++end;
            }
            if (!from(text, end).starts_with("}")) {
                return std::nullopt;
            }
            ++end;
        } else if (from(text, end).starts_with("{}")) {
            end += 2;
        } else if (from(text, end).starts_with(" ")) {
            // TeX swallows the space that ends a command.
            end += 1;
        } else if (from(text, end).starts_with("\\ ")) {
            // "p\aa\ " keeps its space.
            end += 1;
        }
        return Escape{{offset, end}, std::string(command.letter), true, false};
    }
    return std::nullopt;
}

} // namespace

std::vector<Edit>
undo_tex_escapes(std::string_view text, EscapeEvidence& evidence, const WordJudge& judge)
{
    std::vector<Edit> edits;
    std::vector<Edit> waiting;
    std::size_t done = 0;
    for (std::size_t slash = text.find('\\'); slash != std::string_view::npos;
         slash = text.find('\\', std::max(slash + 1, done))) {
        const bool grouped = slash > done && text[slash - 1] == '{';
        auto escape = grouped ? read_tex(text, slash - 1) : std::nullopt;
        if (!escape) {
            escape = read_tex(text, slash);
        }
        if (!escape) {
            continue;
        }
        EscapedWord word = word_around(text, done, *escape, read_tex);
        bool known = judge.known(word.after_points);
        // "p\aa vei": who does not know that TeX swallows the space wants it kept.
        const std::size_t space = text.substr(word.span.begin, word.span.size()).rfind(' ');
        if (!known && space != std::string_view::npos && judge.has_words()) {
            const std::size_t end = word.span.begin + space;
            const std::string_view tail = text.substr(end + 1, word.span.end - end - 1);
            const std::string_view whole = word.after;
            if (whole.ends_with(tail)) {
                const auto head = to_code_points(whole.substr(0, whole.size() - tail.size()));
                if (judge.known(head)) {
                    word.after_points = head;
                    word.after = to_utf8(head);
                    word.span.end = end;
                    word.has_letters = word.span.begin < escape->span.begin;
                    known = true;
                }
            }
        }
        done = word.span.end;
        // "\\o for" in a manual: a command that is not fastened to anything needs a known word.
        const bool fastened =
            word.span.begin < escape->span.begin || text[escape->span.end - 1] != ' ';
        // Without a known word the spelling must at least look like one.
        const double most = 4.5 * static_cast<double>(word.after_points.size() + 1);
        // "\"omgjøring" is a quotation mark of some programming language: an accent whose letter
        // stands bare needs a known word.
        const char sign = text[slash + 1];
        // "\\c class" is markup of some documentation.
        const bool bare_accent = !is_ascii_letter(sign) && text[escape->span.end - 1] != '}';
        const bool spaced_accent = is_ascii_letter(sign) && slash + 2 < text.size() &&
                                   text[slash + 2] == ' ' && escape->span.end > slash + 3;
        const bool likely =
            known || (fastened && !spaced_accent && (!bare_accent || evidence.words > 2) &&
                      word.has_letters && judge.cost(word.after_points) < most);
        Edit edit = edit_of(text,
                            word.span,
                            word.after,
                            "charset.tex",
                            known ? "a known word" : "letters of a word",
                            known ? 0.999 : 0.98);
        if (likely && (word.has_letters || (word.escapes > 1 && !word.quoted))) {
            evidence.words += 1;
            edits.push_back(std::move(edit));
        } else if (!word.quoted && (known || (fastened && !bare_accent && !spaced_accent))) {
            waiting.push_back(std::move(edit));
        }
    }
    // A lone "\\aa" is å in a text whose words were written so, and a command in a manual.
    if (evidence.words > 2 && !waiting.empty()) {
        edits.insert(edits.end(),
                     std::make_move_iterator(waiting.begin()),
                     std::make_move_iterator(waiting.end()));
        std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
    }
    return edits;
}

} // namespace saksklar
