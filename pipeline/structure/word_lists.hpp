// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/byte_block.hpp"
#include "pipeline/structure/small_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// The classes of words and phrases in data/terms.tsv. A phrase may be of several.
enum class Term : unsigned {
    present,
    observers,
    deputies,
    absent,
    clerk,
    chair,
    agenda,
    container,
    furniture,
    decision,
    proposal,
    followup,
    divider,
    other_business,
    field_date,
    field_time,
    field_end,
    field_place,
    field_number,
    field_body,
    field_other,
    not_minutes,
    notice,
    minutes_word,
    meeting_word,
    prefix,
    case_vocabulary,
    case_word,
    connector,
    note,
    role,
    verb_opinion,
    hedge,
    arrived,      ///< came to the meeting
    left,         ///< left the meeting
    arrived_when, ///< the same, where a time or a case stands with it
    left_when,
    away,         ///< took no part in a case, or had leave
    recused,      ///< was disqualified
    online,       ///< took part by telephone or video
    abbreviation, ///< its stop ends no sentence
    vote_for,
    vote_against,
    vote_none,       ///< blank, abstained
    vote_word,       ///< "stemmer", "røyster"
    voted,           ///< "stemte", "røysta"
    agenda_column,   ///< names a column of an agenda
    people_unsure,   ///< labels people only within a list of people
    people_column,   ///< names a column of a table of people
    column_number,   ///< names the column of the numbers in a table of cases
    column_title,    ///< … of their titles
    column_text,     ///< … of what was said
    noted,           ///< what something is taken to: "til orientering"
    elected,         ///< says that somebody was elected
    opening,         ///< begins or ends a meeting without being a case: "velkommen"
    organ,           ///< what meets: "utvalget"; also the end of compounds
    closing,         ///< the meeting was closed
    signature,       ///< begins what follows the minutes
    present_opening, ///< begins a sentence that lists who came: "til stede var"
    present_end,     ///< ends a label of people who came: "Styret til stede"
    absent_opening,  ///< … who did not come: "forfall hadde"
    absence,         ///< says within a sentence that somebody did not come: "sjuk"
    presence_verb,   ///< follows a name in a sentence on who came or not: "meldte"
    mailed,          ///< labels when a letter was sent
    count_           ///< how many there are
};

static_assert(static_cast<unsigned>(Term::count_) <= 64, "a set of terms is one number");

/// A set of terms.
class Terms {
public:
    bool has(Term term) const noexcept { return (bits_ & bit(term)) != 0; }

    void add(Term term) noexcept { bits_ |= bit(term); }

    void add(Terms others) noexcept { bits_ |= others.bits_; }

    /// None that makes a line a label: names of organs and of columns do not.
    bool none() const noexcept
    {
        return (bits_ & ~(bit(Term::present_opening) | bit(Term::present_end) |
                          bit(Term::absent_opening) | bit(Term::absence) |
                          bit(Term::presence_verb) | bit(Term::organ) | bit(Term::opening) |
                          bit(Term::elected) | bit(Term::noted) | bit(Term::column_number) |
                          bit(Term::column_title) | bit(Term::column_text))) == 0;
    }

    /// The phrase labels one of the kinds of people in an attendance list.
    bool people() const noexcept
    {
        return has(Term::present) || has(Term::observers) || has(Term::deputies) ||
               has(Term::absent);
    }

    /// The phrase is of votes.
    bool votes() const noexcept
    {
        return has(Term::vote_for) || has(Term::vote_against) || has(Term::vote_none) ||
               has(Term::vote_word) || has(Term::voted);
    }

    /// The phrase may stand alone before a colon.
    bool labels() const noexcept
    {
        return people() || field() || has(Term::decision) || has(Term::proposal);
    }

    bool field() const noexcept
    {
        return has(Term::field_date) || has(Term::field_time) || has(Term::field_end) ||
               has(Term::field_place) || has(Term::field_number) || has(Term::field_body) ||
               has(Term::field_other);
    }

private:
    static std::uint64_t bit(Term term) noexcept { return 1ULL << static_cast<unsigned>(term); }

    std::uint64_t bits_ = 0;
};

/// What a word or phrase of data/terms.tsv tells where it stands beside others: of titles, of
/// sentences, of the words around it. Unlike a term it makes no line a label.
enum class Hint : unsigned {
    reports,          ///< a title that begins with it, or ends in it, is of what others did
    speech,           ///< verb of quoted speech: "sier"
    motion,           ///< speaks of what somebody proposes
    adopts,           ///< says how what stands before was adopted
    letter,           ///< stands only in letters: "deres ref"
    answer,           ///< begins letters, and sentences of minutes
    duty_person,      ///< labels who is to do something
    duty_deadline,    ///< … until when
    everybody,        ///< stands for all people: "alle"
    paper,            ///< a field of papers on cases: "til", "fra"
    held,             ///< a meeting was held: "avholdt"
    undecided,        ///< behind "Vedtak:", that there is none
    day,              ///< names a day from today: "i går"
    evening,          ///< hours before it are after noon: "em"
    behind_body,      ///< ends a body's name: "org.nr"
    task,             ///< what somebody is to do: "bestiller"
    currency,         ///< stands beside a sum: "kr"
    scaled_currency,  ///< a currency that multiplies it, too: "mnok"
    sum,              ///< the number behind it is a sum, no count of votes: "totalt"
    counted,          ///< what a number before it counts, so that it numbers no case: "prosent"
    of_votes,         ///< a number before it counts votes: "imot"
    behind_for,       ///< "for" before it ends a count of votes: "9 for og 2 mot"
    goes_on_deciding, ///< behind "Møtet sluttet", that it decides: "seg til"
    about,            ///< before a time that is not exact: "ca"
    unanimous,        ///< all voted for it: "samrøystes"
    got,              ///< votes behind it are for what stands before: "fikk"
    short_prefix,     ///< a short prefix of cases that may stand in small letters: "pkt"
    organ_letters,    ///< letters that stand for what meets: "fu"
    takes,            ///< what is behind it is taken note of: "tok … til orientering"
    last_year,        ///< a time that is over: "i fjor"
    former,           ///< not this one: "forrige styre"
    earlier,          ///< said of what was done before: "tidligere vedtatt"
    where,            ///< tells the place before it: "der det ble vedtatt"
    told,             ///< begins a sentence that tells what is over: "i fjor"
    modal,            ///< what is behind it, or behind "bli" after it, is not done yet: "kan"
    modal_alone,      ///< what is behind it is not done yet: "kunne"
    done,             ///< help of verbs that tell what was done: "har"
    yet,              ///< with a negation: still open: "ennå"
    negation,         ///< says that something is not so
    condition,        ///< begins a condition: "hvis"
    belief,           ///< somebody's opinion, where it stands near the begin: "mener"
    from,             ///< tells whence, and whose
    election,         ///< "Valg" of an office
    acclamation,      ///< how somebody was elected, and nobody's name
    decision_opening, ///< begins a longer label of a decision: "Vedtak i sak 12"
    auxiliary,        ///< help of a verb in the passive: "ble valgt"
    between_verbs,    ///< may stand between a verb and its help: "ble enstemmig valgt"
    newly,            ///< an office is filled anew: "ny leder"
    newly_neuter,     ///< the same of an office that is neuter: "nytt medlem"
    nobody,           ///< stands where a name would, and is none: "ingen"
    name_particle,    ///< a small part of a name: "von"
    mark_of_yes,      ///< says in a cell that somebody came: "x"
    row_mark,         ///< a mark at the end of a row of people: "x"
    writer,           ///< who writes, of himself: "jeg"
    point,            ///< what points of cases are numbered behind: "pkt"
    pronoun,          ///< stands for somebody named before: "hun"
    clock,            ///< stands before a time: "kl"
    unmoved,          ///< beside a verb of movement: nobody moved
    other_subject,    ///< begins or is another subject, behind a name: "som"
    before_movement,  ///< may stand before when somebody came or left: "fra kl. 18"
    agenda_heading,   ///< begins the heading of an agenda
    time_label,       ///< stands before a time, too: "tidspunkt"
    time_verb,        ///< the same, where the time has two parts: "hevet"
    day_article,      ///< may stand between a weekday or year and a day: "den"
    year_word,        ///< a year behind it may stand before the day: "anno"
    year_label,       ///< a year behind it is that of the meeting
    who,              ///< heads the column of people: "hvem"
    until,            ///< heads the column of deadlines: "innen"
    action,           ///< heads the column of what is to be done
    mail_subject,     ///< labels the subject of a mail
    mail_sender,      ///< labels the sender of a mail
    how,              ///< begins the title of a guide: "hvordan"
    beside_date,      ///< may stand beside the date of a meeting in its heading
    dangling,         ///< ends no name of a body: "siden"
    of_kind,          ///< joins the kind of a meeting and the body: "møte i"
    of_minutes,       ///< joins the word for minutes and the body: "referat fra"
    place_opening,    ///< begins a place that has no capital: "hos"
    meeting_number,   ///< the number of the meeting is behind it
    task_state,       ///< whether an item of Org-mode is done: "WAITING"
    stands_in_for,    ///< begins what tells whom a person came for: "vara for"
    pointing,         ///< points at what is said next: "slikt vedtak"
    outsider,         ///< who is not the body that meets: "kommunen"
    decided_past,     ///< decided, of what is over: "avslo"
    takes_part,       ///< behind names, says that these people came: "leda møtet"
    salutation,       ///< begins the greeting of a letter or mail: "hei"
    count_            ///< how many there are
};

/// A set of hints.
class Hints {
public:
    bool has(Hint hint) const noexcept { return (bits_[word_of(hint)] & bit(hint)) != 0; }

    void add(Hint hint) noexcept { bits_[word_of(hint)] |= bit(hint); }

private:
    static constexpr std::size_t word_of(Hint hint) noexcept
    {
        return static_cast<std::size_t>(hint) / 64;
    }

    static constexpr std::uint64_t bit(Hint hint) noexcept
    {
        return std::uint64_t{1} << (static_cast<unsigned>(hint) % 64);
    }

    std::array<std::uint64_t, 2> bits_{};
};

static_assert(static_cast<unsigned>(Hint::count_) <= 128, "a set of hints is two numbers");

/// The classes of data/sought.tsv: what is looked for inside texts, as a part of words too.
enum class Sought : unsigned {
    unanimity,       ///< "enstemmig"
    former_meeting,  ///< what is told of was another meeting's
    proposed,        ///< begins a sentence of what is proposed
    not_represented, ///< begins what stands in place of a name
    stands_in,       ///< between a name and whom the person stands in for, which "for" ends
    stood_in,        ///< behind the name of who came in place of another: "møtte"
    came,            ///< tells in a sentence that somebody came
    came_told,       ///< the same, of sentences that are no names: "var med"
    was_with,        ///< the same, between spaces
    absent_caption,  ///< in a caption of people who did not come
    absence,         ///< in a label of people who did not come
    negation,        ///< denies
    collects,        ///< begins a heading over others: "Behandling av søknader"
    page,            ///< pages are numbered behind it
    before_body,     ///< ends before the name of a body in a title: "møte i"
    greeting,        ///< near the end of letters
    short_greeting,  ///< the same, at the begin of a line
    not_minutes,     ///< a title says that the text is none
    minutes_file,    ///< in the name of a file of minutes
    other_file,      ///< in the name of a file that is none
    agenda_file,     ///< in the name of a file of what is to come
    licence_file,    ///< begins the name of a file about a program
    guide,           ///< in the title of a guide
    cancelled,       ///< the meeting was not held
    minutes_title,   ///< begins a title of minutes
    front_title,     ///< holds the title in a front matter
    front_subtitle,  ///< holds what stands below the title
    ended,           ///< before the time at which the meeting ended
    who_or_until,    ///< heads of columns of people or deadlines begin with it
    wrote,           ///< what somebody wrote: "førte referatet"
    from,            ///< between a person and whom the person came for
    no_office,       ///< begins what stands before a colon and is no office somebody was elected to
    closing_words,   ///< begins a heading that closes the meeting: "takk for"
    approved,        ///< begins the name of what a meeting approves of an earlier one
    put_to_vote,     ///< a part of the name of what is voted on: "tilleggsforslaget"
    case_frame,      ///< begins a line that says when a case was begun or ended
    count_           ///< how many there are
};

/// The languages whose commonest words are listed.
enum class Language : std::uint8_t { any, nb, nn, en };

/// What a column of a table of people holds.
enum class PeopleColumn : std::uint8_t {
    none,
    name,
    code,
    called,
    attended,
    organisation,
    role,
    deputy,
    absent,
    remark
};

/// What the lists know of a word or phrase.
struct WordFacts {
    Terms terms{};  ///< classes of the whole phrase
    Terms starts{}; ///< classes of all phrases that begin with this word, its own included
    std::uint64_t decision_next = 0;   ///< what the second words of phrases of decisions begin with
    Hints hints{};                     ///< what it tells of titles and sentences
    std::uint16_t learned = 0;         ///< 1..: which word of data/decision_sentences.tsv; 0 none
    std::uint8_t marks = 0;            ///< what reading a line asks of every word, as below
    std::uint8_t decision = 0;         ///< how strongly it speaks of a decision, 0..3
    std::uint8_t decision_words = 0;   ///< words of the longest such phrase that begins with it
    std::uint8_t month = 0;            ///< 1..12
    std::uint8_t weekday = 0;          ///< Monday is 1
    std::uint8_t ordinal = 0;          ///< 1..31: "tredje" is 3
    std::uint8_t hour = 0;             ///< 1..12: "sju" is 7
    std::uint8_t number_and_one = 0;   ///< one more than the number the word says; 0 none
    std::uint8_t power = 0;            ///< of ten, by which it multiplies a sum: "tusen" is 3
    Language language = Language::any; ///< one of the commonest words of a language
    PeopleColumn column = PeopleColumn::none; ///< whose head the phrase is
    bool first_name : 1 = false;
    bool surname : 1 = false;
    bool starts_movement : 1 = false; ///< phrases of somebody's coming or going begin with it
    bool known : 1 = false;           ///< it stands in a list that parts words from names

    static constexpr std::uint8_t language_mark = 1; ///< `language` is one
    static constexpr std::uint8_t movement_mark = 2; ///< `starts_movement`, "ikke" apart
    static constexpr std::uint8_t negation_mark = 4; ///< it begins with "ikk"
    static constexpr std::uint8_t decision_mark =
        8;                                        ///< begins phrases of decisions, or Term::noted
    static constexpr std::uint8_t task_mark = 16; ///< begins phrases of tasks

    bool tells(Hint hint) const noexcept { return hints.has(hint); }

    /// 0..10: "ingen" is 0, "sju" is 7.
    std::optional<int> number() const noexcept
    {
        return number_and_one == 0 ? std::nullopt : std::optional<int>(number_and_one - 1);
    }

    /// Whether a phrase of decisions of several words may begin with it, if the next word begins
    /// with `c`. Seldom true where none does.
    bool goes_on_with(char c) const noexcept { return (decision_next & bit_of(c)) != 0; }

    static std::uint64_t bit_of(char c) noexcept
    {
        return std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
    }
};

/// The word lists of the structure stage, compiled in from data/*.tsv: one table of all phrases.
/// Keys are folded (fold_words). Read only after it was made.
class WordLists {
public:
    WordLists();
    WordLists(const WordLists&) = delete; // its slots point to its entries
    WordLists(WordLists&&) = delete;
    WordLists& operator=(const WordLists&) = delete;
    WordLists& operator=(WordLists&&) = delete;
    ~WordLists() = default;

    /// What is known of a folded phrase; nothing of one that is not listed.
    const WordFacts& facts(std::string_view folded) const noexcept;
    const WordFacts& facts(const FoldedText& folded) const noexcept;

    /// The same of the word of a folded text that stands from `begin` to `end`, which is quicker.
    const WordFacts&
    facts_in(std::string_view text, std::size_t begin, std::size_t end) const noexcept
    {
        const std::string_view word(text.data() + begin, end - begin);
        return text.size() - begin >= 8 ? facts(word, ends_of_word(word)) : facts(word);
    }

    /// The classes of a whole folded phrase; none if it is not listed.
    Terms terms(std::string_view folded) const noexcept { return facts(folded).terms; }

    Terms terms(const FoldedText& folded) const noexcept { return facts(folded).terms; }

    /// How strongly a folded phrase speaks of a decision, 0..3.
    int decision_weight(std::string_view folded) const noexcept { return facts(folded).decision; }

    /// How many words the longest decision phrase has that begins with the word; 0: none does.
    std::size_t decision_phrase_words(std::string_view folded_word) const noexcept
    {
        return facts(folded_word).decision_words;
    }

    /// 1..12 and 1..7 (Monday is 1) for the folded name of a month or weekday.
    std::optional<int> month(std::string_view folded) const noexcept
    {
        const int month = facts(folded).month;
        return month == 0 ? std::nullopt : std::optional<int>(month);
    }

    std::optional<int> weekday(std::string_view folded) const noexcept
    {
        const int weekday = facts(folded).weekday;
        return weekday == 0 ? std::nullopt : std::optional<int>(weekday);
    }

    bool first_name(std::string_view folded) const noexcept { return facts(folded).first_name; }

    bool first_name(const FoldedText& folded) const noexcept { return facts(folded).first_name; }

    bool surname(std::string_view folded) const noexcept { return facts(folded).surname; }

    bool surname(const FoldedText& folded) const noexcept { return facts(folded).surname; }

    /// The phrases of a class of data/sought.tsv, in their order there.
    const std::vector<std::string>& sought(Sought what) const noexcept
    {
        return sought_[static_cast<std::size_t>(what)];
    }

    /// Whether a phrase of that class may begin with the letter.
    bool may_begin(char letter, Term term) const noexcept
    {
        return beginnings_[static_cast<unsigned char>(letter)].has(term);
    }

    /// False of most words that tell no language: no word that does has these two ends, or is so
    /// long. `word` is not empty.
    bool may_tell_language(std::string_view word) const noexcept
    {
        return word.size() <= longest_of_language_ &&
               (language_ends_[static_cast<unsigned char>(word.front())] &
                WordFacts::bit_of(word.back())) != 0;
    }

private:
    /// The first and last eight bytes of a phrase; twice all of it, filled up with zeros, where it
    /// is shorter.
    struct Ends {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;

        friend bool operator==(const Ends& a, const Ends& b) noexcept
        {
            return ((a.head ^ b.head) | (a.tail ^ b.tail)) == 0;
        }
    };

    struct Entry {
        Ends ends{}; ///< of the phrase: all of it, where it has sixteen bytes at most
        std::string phrase;
        WordFacts facts;
    };

    static Ends ends_of(std::string_view phrase) noexcept
    {
        const std::size_t size = phrase.size();
        if (size >= 8) {
            return ends_of_word(phrase);
        }
        const char* at = phrase.data();
        const auto shifted = [](std::uint64_t bytes, std::size_t by) { return bytes << (8 * by); };
        std::uint64_t all = 0;
        if (size >= 4) {
            std::uint32_t head = 0;
            std::uint32_t tail = 0;
            std::memcpy(&head, at, 4);
            std::memcpy(&tail, at + size - 4, 4);
            all = head | shifted(tail, size - 4);
        } else if (size > 0) {
            all = static_cast<unsigned char>(at[0]) |
                  shifted(static_cast<unsigned char>(at[size / 2]), size / 2) |
                  shifted(static_cast<unsigned char>(at[size - 1]), size - 1);
        }
        return {all, all};
    }

    /// The same of a word that is not empty, from whose begin on at least eight bytes may be read.
    /// How long words are cannot be foreseen: this has no branch on it.
    static Ends ends_of_word(std::string_view word) noexcept
    {
        const std::size_t size = word.size();
        const std::size_t most = size < 8 ? 8 : size;
        Ends out;
        std::memcpy(&out.head, word.data(), 8);
        std::memcpy(&out.tail, word.data() + most - 8, 8);
        const std::uint64_t own = ~std::uint64_t{0} >> (8 * (most - size));
        out.head &= own;
        out.tail &= own;
        return out;
    }

    /// Mixes the length and the first and last eight bytes: all of most words. The upper half is
    /// well mixed.
    static std::uint64_t hash_of_phrase(const Ends& ends, std::size_t size) noexcept
    {
        return (ends.head ^ (ends.tail + size) * 0x9E3779B97F4A7C15ULL) * 0xD6E8FEB86659FD93ULL;
    }

    /// Where the search for a phrase begins.
    static std::size_t slot_of(std::uint64_t hash) noexcept { return hash >> 32U & mask; }

    const WordFacts& facts(std::string_view folded, const Ends& ends) const noexcept
    {
        const std::uint64_t hash = hash_of_phrase(ends, folded.size());
        // Nearly all words that are looked up are in no list: a bit turns them away.
        if ((seen_[hash >> 54U] >> (hash >> 48U & 63U) & 1U) == 0) {
            return none_;
        }
        for (std::size_t at = slot_of(hash); slots_[at] != nullptr; at = (at + 1) & mask) {
            const Entry& entry = *slots_[at];
            if (entry.ends == ends && entry.phrase.size() == folded.size() &&
                (folded.size() <= 16 || entry.phrase == folded)) {
                return entry.facts;
            }
        }
        return none_;
    }

    /// The facts of a phrase, which they make a listed one.
    WordFacts& operator[](std::string_view phrase);

    /// The same, of what need not be listed.
    WordFacts& facts_of(std::string_view phrase);

    /// Numbers the words of data/decision_sentences.tsv in their order.
    void number_learned(std::string_view table);

    /// Some 4,500 phrases: a table of four times as many slots.
    static constexpr std::size_t slots = 1U << 15U;
    static constexpr std::size_t mask = slots - 1;

    std::vector<Entry> entries_;
    std::array<Entry*, slots> slots_{};
    std::size_t longest_of_language_ = 0;
    std::array<std::uint64_t, 256> language_ends_{}; ///< by their first bytes, bits of their last
    std::array<std::uint64_t, 1024> seen_{};
    std::array<Terms, 256> beginnings_{}; ///< classes of the phrases that begin with a byte
    std::array<std::vector<std::string>, static_cast<std::size_t>(Sought::count_)> sought_{};
    WordFacts none_{};
};

/// The lists, made once.
inline const WordLists& word_lists()
{
    static const WordLists lists;
    return lists;
}

/// Whether any of what is sought, of two bytes at least, stands in the text.
inline bool contains_any(std::string_view text, Sought what)
{
    return std::ranges::any_of(word_lists().sought(what), [text](const std::string& phrase) {
        return contains(text, phrase);
    });
}

/// … begins the text, whatever comes behind it.
inline bool begins_with_any(std::string_view text, Sought what)
{
    return std::ranges::any_of(word_lists().sought(what), [text](const std::string& phrase) {
        return text.starts_with(phrase);
    });
}

/// Where the first of what is sought begins in the text.
std::size_t find_any(std::string_view text, Sought what);

/// Whether any of it stands in the text behind a space: begins a word that is not the first.
bool begins_later_word(std::string_view text, Sought what);

/// The space before the first of it that stands between two spaces.
std::size_t find_between_spaces(std::string_view text, Sought what);

/// Whether any of it does.
inline bool between_spaces(std::string_view text, Sought what)
{
    return find_between_spaces(text, what) != std::string_view::npos;
}

/// Whether the first word of a folded text has the hint, and others follow.
inline bool opens_with(std::string_view folded, Hint hint)
{
    const std::size_t space = folded.find(' ');
    return space != std::string_view::npos &&
           word_lists().facts(folded.substr(0, space)).tells(hint);
}

/// Whether a folded word, or an end of it of at least `least` bytes that begins within its first
/// `most`, is of the class: "byggekomiteen" ends in what names an organ.
inline bool ends_in(std::string_view folded, Term term, std::size_t least, std::size_t most = 40)
{
    if (word_lists().terms(folded).has(term)) {
        return true;
    }
    for (std::size_t at = 1; at + least <= folded.size() && at < most; ++at) {
        if (word_lists().terms(folded.substr(at)).has(term)) {
            return true;
        }
    }
    return false;
}

} // namespace saksklar::structure
