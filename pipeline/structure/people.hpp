// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/word_lists.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What names and roles look like, and the people of one meeting as they are found.
namespace saksklar::structure {

/// `text` cut at each of the bytes `marks`; the pieces without white space around them.
std::vector<std::string> split_at(std::string_view text, std::string_view marks);

/// The cells of a row between bars; none if it does not begin with one.
std::vector<std::string> bar_cells(std::string_view row);

/// "KAW" of Kari Anne Wik, "JML" of Jon-Morten Lunde
std::string initials_of(const std::string& name);

/// "ingen", "ikke representert", "alle": stands where a name would, and is none.
bool nobody(std::string_view name);

/// How much a cell looks like a person's name: 3 a known first name with a surname,
/// 2 a known first name, 1 two or more capitalised words, 0 no.
int name_score(std::string_view cell);

/// "leder", "avtroppende leder", "universitetsdirektør"
bool is_role(std::string_view text);

/// "styreleder Unni Aker", "Adm. dir. Trygve Vik": where the name begins after what the
/// person is; 0 if the text begins with the name.
std::size_t name_after_role(std::string_view text);

/// "Kari Berg kasserer": the name without the words in small letters behind it.
std::string_view name_before_role(std::string_view text);

/// "forfall", "ikke til stede": said of a person instead of being there.
bool says_absent(std::string_view text);

/// Whether a cell of a column "Møtt" says yes: "x", "ja", a tick.
bool cross(std::string_view cell);

/// What a list or label says of the people in it.
enum class PeopleKind { present, observer, deputy, absent };

std::optional<PeopleKind> people_kind(const Terms& terms);

/// The people of a meeting, each once.
class People {
public:
    /// The person of that name, made if need be; present wins over absent.
    Attendee& add(std::string name, PeopleKind kind, const Place& place);

    /// A person whose attendance a table tells. `known`: it has a column that does.
    Attendee&
    add_row(const std::string& name, bool known, bool came, bool deputy, const Place& place);

    /// One person of a list: "Name", "Name, Org, role", "Name (Org)", "Name: role",
    /// "org, Name", "Org - Name", "Name møtte for Name".
    void add_entry(const std::string& text,
                   PeopleKind kind,
                   const Place& place,
                   bool organisation_first,
                   const std::optional<std::string>& group = std::nullopt);

    /// "Referent: Kari Berg": `role` to people already there, or new ones.
    void add_officer(const std::string& value, const std::string& role, const Place& place);

    /// The person of that name, or null.
    Attendee* find(const std::string& name);

    /// How many came.
    std::size_t present() const;

    Attendee* last() { return people_.empty() ? nullptr : &people_.back(); }

    /// All of them, but for those of whose name nothing but marks was there. "Ordstyrer: Kari" is
    /// the one Kari of the list.
    std::vector<Attendee> take();

private:
    std::vector<Attendee> people_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

} // namespace saksklar::structure
