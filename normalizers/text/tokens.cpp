// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/tokens.hpp"

#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace saksklar {

namespace {

constexpr char32_t lost = 0xFFFD;

/// What a code point does inside a stretch without spaces.
enum Role : std::uint8_t {
    letter_role,
    digit_role,
    sign_role,     ///< may stand for a letter wherever it is: @ & % ¢
    weak_role,     ///< may stand for a letter inside a word, is punctuation at its ends: ! ? ]
    joiner_role,   ///< - /
    clause_role,   ///< , ; : ( ) quotation marks
    sentence_role, ///< .
    other_role
};

Role role_of(char32_t c) noexcept
{
    if (unicode::is_letter(c)) {
        return letter_role;
    }
    if (unicode::is_digit(c)) {
        return digit_role;
    }
    switch (c) {
    case U'@':
    case U'&':
    case U'%':
    case U'¢':
    case U'€':
    case U'®':
    case U'©':
    case U'$':
    case U'|':
    case U'£':
    case U'°':
    case U'¥':
    case lost:
        return sign_role;
    case U'!':
    case U'?':
    case U']':
    case U'}':
    case U'{':
    case U'[':
    case U'\'':
    case U'’':
    case U'#':
        return weak_role;
    case U'-':
    case U'/':
    case 0x2010:
    case 0x2011:
    case 0x2013:
        return joiner_role;
    case U',':
    case U';':
    case U':':
    case U'(':
    case U')':
    case U'"':
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case U'«':
    case U'»':
    case 0x2014:
    case U'+':
    case U'=':
    case U'*':
    case U'<':
    case U'>':
        return clause_role;
    case U'.':
        return sentence_role;
    default:
        return other_role;
    }
}

struct Unit {
    std::size_t begin = 0;
    std::size_t size = 0;
    char32_t value = 0;
    Role role = other_role;
};

bool plain_letter_or_digit(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool known_suffix(std::string_view suffix) noexcept
{
    static constexpr std::array<std::string_view, 62> suffixes = {
        "pdf", "md",  "txt",  "doc",  "docx", "odt", "xls", "xlsx", "ppt", "pptx", "html",
        "htm", "xml", "json", "yml",  "yaml", "csv", "tsv", "png",  "jpg", "jpeg", "gif",
        "svg", "tif", "tiff", "zip",  "gz",   "tar", "js",  "ts",   "py",  "cpp",  "hpp",
        "h",   "c",   "cc",   "java", "sh",   "rb",  "go",  "rs",   "css", "scss", "sql",
        "db",  "exe", "log",  "cfg",  "conf", "ini", "tex", "no",   "com", "org",  "net",
        "edu", "gov", "io",   "dk",   "se",   "eu",  "info"};
    return std::ranges::find(suffixes, suffix) != suffixes.end();
}

/// "smgr.createInstance(": a member of an object is called.
bool calls_member(std::string_view chunk) noexcept
{
    std::size_t at = 0;
    bool dotted = false;
    while (at < chunk.size() && (plain_letter_or_digit(chunk[at]) || chunk[at] == '.')) {
        dotted = dotted || (chunk[at] == '.' && at > 0 && at + 1 < chunk.size() &&
                            plain_letter_or_digit(chunk[at + 1]));
        ++at;
    }
    return dotted && at < chunk.size() && chunk[at] == '(' && plain_letter_or_digit(chunk[at - 1]);
}

/// ".ggr" alone: what the names of some files end in.
bool names_suffix(std::string_view chunk) noexcept
{
    std::size_t at = 1;
    while (at < chunk.size() && chunk[at] >= 'a' && chunk[at] <= 'z') {
        ++at;
    }
    return chunk.front() == '.' && at >= 3 && at <= 5 && at == chunk.size();
}

/// Addresses, paths, file names, code. Looks only at a stretch without spaces.
bool is_protected(std::string_view chunk)
{
    if (chunk.find("://") != std::string_view::npos || chunk.starts_with("www.") ||
        chunk.find('`') != std::string_view::npos || chunk.find('_') != std::string_view::npos ||
        chunk.find('\\') != std::string_view::npos || chunk.find("::") != std::string_view::npos ||
        chunk.find("->") != std::string_view::npos || chunk.find("()") != std::string_view::npos ||
        chunk.starts_with("~/") || chunk.starts_with("./") || chunk.starts_with("--")) {
        return true;
    }
    if (chunk.front() == '/' && chunk.size() > 2 && plain_letter_or_digit(chunk[1])) {
        return true;
    }
    if (chunk.front() == '@' && chunk.size() > 2 && chunk.find('.') == std::string_view::npos &&
        chunk[1] >= 'a' && chunk[1] <= 'z' && chunk.find_first_of("0123456789-") < chunk.size()) {
        return true; // a user name
    }
    if (chunk.find('=') != std::string_view::npos && chunk.size() > 3 && chunk.find('=') != 0 &&
        chunk.find('=') + 1 < chunk.size()) {
        return true;
    }
    // <tag> and </tag>
    if (chunk.size() > 2 && chunk.front() == '<' && chunk.find('>') != std::string_view::npos) {
        return true;
    }
    const std::size_t at = chunk.find('@');
    if (at != std::string_view::npos && at > 0 && chunk.find('.', at) != std::string_view::npos) {
        const std::size_t dot = chunk.rfind('.', chunk.size() - 2);
        if (dot != std::string_view::npos && dot > at + 1 && dot + 2 < chunk.size() &&
            plain_letter_or_digit(chunk[dot + 1])) {
            return true;
        }
    }
    if (calls_member(chunk) || names_suffix(chunk)) {
        return true;
    }
    // name.suffix, with or without something after it
    for (std::size_t dot = chunk.find('.'); dot != std::string_view::npos;
         dot = chunk.find('.', dot + 1)) {
        if (dot == 0 || !plain_letter_or_digit(chunk[dot - 1])) {
            continue;
        }
        std::size_t end = dot + 1;
        while (end < chunk.size() && plain_letter_or_digit(chunk[end])) {
            ++end;
        }
        std::array<char, 6> lower{};
        const std::size_t size = end - dot - 1;
        if (size == 0 || size > lower.size()) {
            continue;
        }
        bool upper = false;
        for (std::size_t i = 0; i < size; ++i) {
            const char c = chunk[dot + 1 + i];
            upper = upper || (c >= 'A' && c <= 'Z');
            lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        if (!(upper && lower[0] != chunk[dot + 1]) &&
            known_suffix(std::string_view(lower.data(), size)) &&
            (end == chunk.size() || !(static_cast<unsigned char>(chunk[end]) & 0x80U))) {
            return true;
        }
    }
    return false;
}

/// Where a name for a place in a document begins in `chunk`, as Markdown has them: `{#motet}`,
/// `[Møtet](#motet)`. Such names are made without Norwegian letters.
Span anchor_in(std::string_view chunk)
{
    constexpr std::size_t longest = 512; // a longer stretch without spaces is no line of a document
    if (chunk.size() > longest) {
        return {0, 0};
    }
    if (const std::size_t begin = chunk.find("{#"); begin != std::string_view::npos) {
        const std::size_t end = chunk.find('}', begin);
        // Classes may follow behind a space: `{#motet .skjult}`.
        return {begin, end == std::string_view::npos ? chunk.size() : end + 1};
    }
    if (const std::size_t begin = chunk.find("](#"); begin != std::string_view::npos) {
        if (const std::size_t end = chunk.find(')', begin); end != std::string_view::npos) {
            return {begin, end + 1};
        }
    }
    return {0, 0};
}

/// Letters and digits mixed as ids have them: `a3f09c1e`, `X7-99Q2`.
bool looks_like_id(std::span<const Unit> units)
{
    std::size_t digits = 0;
    std::size_t letters = 0;
    std::size_t changes = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        digits += units[i].role == digit_role;
        letters += units[i].role == letter_role;
        changes += i > 0 && (units[i].role == digit_role) != (units[i - 1].role == digit_role);
    }
    return digits >= 3 && (changes >= 3 || digits >= letters) && letters > 0;
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    void run()
    {
        std::size_t i = 0;
        while (i < text_.size()) {
            const auto byte = static_cast<unsigned char>(text_[i]);
            // Old Macs ended lines with a carriage return alone.
            const bool mac = byte == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
            if (byte == '\n' || mac) {
                ++newlines_;
                ++i;
                first_on_line_ = true;
                continue;
            }
            if (byte == '\f' || byte == '\t') {
                raise(Token::Pause::sentence);
                ++i;
                continue;
            }
            if (byte <= 0x20) {
                ++spaces_;
                ++i;
                continue;
            }
            if (byte == 0xC2 && i + 1 < text_.size() &&
                static_cast<unsigned char>(text_[i + 1]) == 0xA0) {
                ++spaces_;
                i += 2;
                continue;
            }
            if (newlines_ > 1 || spaces_ > 3) {
                raise(Token::Pause::sentence);
            }
            newlines_ = 0;
            spaces_ = 0;
            std::size_t end = i;
            while (end < text_.size() && static_cast<unsigned char>(text_[end]) > 0x20 &&
                   !(static_cast<unsigned char>(text_[end]) == 0xC2 && end + 1 < text_.size() &&
                     static_cast<unsigned char>(text_[end + 1]) == 0xA0)) {
                ++end;
            }
            chunk(i, end);
            i = end;
        }
    }

private:
    void raise(Token::Pause pause) { pause_ = std::max(pause_, pause); }

    void emit(std::size_t begin, std::size_t end, TokenKind kind, std::uint8_t tail = 0)
    {
        Token token;
        token.span = {begin, end};
        token.kind = kind;
        token.pause = pause_;
        token.first_on_line = first_on_line_;
        token.after_joiner = joined_;
        token.loose_tail_bytes = tail;
        tokens_.push_back(token);
        pause_ = Token::Pause::none;
        first_on_line_ = false;
        joined_ = false;
    }

    /// The common case, without decoding: ASCII letters, then at most one of `. , ; :`.
    bool plain_chunk(std::size_t begin, std::size_t end)
    {
        std::size_t i = begin;
        while (i < end &&
               ((text_[i] >= 'a' && text_[i] <= 'z') || (text_[i] >= 'A' && text_[i] <= 'Z') ||
                (static_cast<unsigned char>(text_[i]) == 0xC3 && i + 1 < end &&
                 static_cast<unsigned char>(text_[i + 1]) != 0x97 &&
                 static_cast<unsigned char>(text_[i + 1]) != 0xB7 && ++i != end))) {
            ++i;
        }
        if (i == begin || i + 1 < end) {
            return false;
        }
        if (i == end) {
            emit(begin, end, TokenKind::word);
            return true;
        }
        switch (text_[i]) {
        case '.':
            emit(begin, i, TokenKind::word);
            raise(Token::Pause::sentence);
            return true;
        case ',':
        case ';':
        case ':':
            emit(begin, i, TokenKind::word);
            raise(Token::Pause::clause);
            return true;
        default:
            return false;
        }
    }

    void chunk(std::size_t begin, std::size_t end)
    {
        joined_ = false;
        if (plain_chunk(begin, end)) {
            return;
        }
        const std::string_view whole = text_.substr(begin, end - begin);
        if (const Span anchor = anchor_in(whole); anchor.size() > 0) {
            if (anchor.begin > 0) {
                chunk(begin, begin + anchor.begin);
            }
            emit(begin + anchor.begin, begin + anchor.end, TokenKind::protected_);
            if (begin + anchor.end < end) {
                chunk(begin + anchor.end, end);
            }
            return;
        }
        if (is_protected(whole)) {
            emit(begin, end, TokenKind::protected_);
            return;
        }
        units_.clear();
        for (std::size_t i = begin; i < end;) {
            const utf8::CodePoint c = utf8::decode(text_, i);
            units_.push_back({i, c.size_bytes, c.value, role_of(c.value)});
            i += c.size_bytes;
        }
        split();
    }

    void split()
    {
        const std::size_t n = units_.size();
        const auto in_word = [&](std::size_t i) {
            const Role role = units_[i].role;
            if (role == letter_role || role == digit_role || role == sign_role) {
                return true;
            }
            if (role != weak_role) {
                return false;
            }
            // A lost letter may open a word; anything weak may stand inside one.
            const bool before =
                i > 0 &&
                (units_[i - 1].role == letter_role ||
                 (units_[i - 1].role == weak_role && i > 1 && units_[i - 2].role == letter_role));
            const bool after = i + 1 < n && (units_[i + 1].role == letter_role ||
                                             (units_[i + 1].role == weak_role && i + 2 < n &&
                                              units_[i + 2].role == letter_role));
            return after && (before || units_[i].value == U'?');
        };
        std::size_t i = 0;
        while (i < n) {
            if (!in_word(i)) {
                switch (units_[i].role) {
                case sentence_role:
                    raise(Token::Pause::sentence);
                    joined_ = false;
                    break;
                case weak_role:
                    if (n == 1 && units_[i].value == U'?') {
                        emit(units_[i].begin, units_[i].begin + 1, TokenKind::lone);
                        break;
                    }
                    raise(units_[i].value == U'!' || units_[i].value == U'?'
                              ? Token::Pause::sentence
                              : Token::Pause::clause);
                    joined_ = false;
                    break;
                case joiner_role:
                    if (i > 0 && i + 1 < n) {
                        joined_ = true;
                    } else {
                        raise(Token::Pause::clause);
                    }
                    break;
                default:
                    raise(Token::Pause::clause);
                    joined_ = false;
                    break;
                }
                ++i;
                continue;
            }
            std::size_t j = i;
            while (j < n && in_word(j)) {
                ++j;
            }
            word(i, j);
            i = j;
        }
    }

    void word(std::size_t i, std::size_t j)
    {
        const std::span<const Unit> units(units_.data() + i, j - i);
        const std::size_t begin = units.front().begin;
        const std::size_t end = units.back().begin + units.back().size;
        const bool letters =
            std::ranges::any_of(units, [](const Unit& unit) { return unit.role == letter_role; });
        if (!letters) {
            const bool alone =
                units_.size() == 1 || (i == 0 && j + 1 == units_.size() && units.size() == 1 &&
                                       units.front().role == sign_role);
            const bool lost_only =
                std::ranges::all_of(units, [](const Unit& unit) { return unit.value == lost; });
            emit(begin,
                 end,
                 alone || (lost_only && units.size() == 1) ? TokenKind::lone : TokenKind::number);
            return;
        }
        if (looks_like_id(units)) {
            emit(begin, end, TokenKind::protected_);
            return;
        }
        std::uint8_t tail = 0;
        if (j < units_.size() &&
            (units_[j].value == U'?' || units_[j].value == U'!' || units_[j].value == U']')) {
            tail = 1;
        }
        emit(begin, end, TokenKind::word, tail);
    }

    std::string_view text_;
    std::vector<Token>& tokens_;
    std::vector<Unit> units_;
    Token::Pause pause_ = Token::Pause::sentence;
    std::size_t newlines_ = 0;
    std::size_t spaces_ = 0;
    bool first_on_line_ = true;
    bool joined_ = false;
};

} // namespace

void tokenize(std::string_view text, std::vector<Token>& tokens)
{
    tokens.clear();
    Tokenizer(text, tokens).run();
}

std::vector<Token> tokenize(std::string_view text)
{
    std::vector<Token> tokens;
    tokenize(text, tokens);
    return tokens;
}

} // namespace saksklar
