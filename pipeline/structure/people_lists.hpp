// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How people stand in running lists: "Kari Berg (leder), Ola Vik og Per Lie".
namespace saksklar::structure {

/// A name without the bracket behind it.
std::string_view strip_paren(std::string_view text);

/// "Kari Berg" of "styreleder Kari Berg (ref.)": the name without office and bracket.
std::string_view bare_name(std::string_view part);

/// "@kberg Kari Berg, Nes": the text from the name on, behind what the person is called by
/// programs.
std::string_view name_after_user(std::string_view text);

/// The people of a running list: parted by commas and "og", those in brackets apart.
std::vector<std::string> people_parts(std::string_view text);

/// "Marius, Selma, Odin, Kaia (referent)" on the line below its label
bool several_people(const std::string& entry);

/// Where the text begins after "1." or "12)"; 0 if the line is not numbered so.
std::size_t list_number(std::string_view plain);

/// "Fra styret: Ivar Moen, Tove Lie": where the names begin after what they share; 0 if
/// the line is no such list.
std::size_t group_label(std::string_view plain);

/// "…, Anne" at the end of a line: the rest of the name is on the next.
bool ends_in_first_name(const std::string& text);

/// "Elsa Wiig, helsesøster": a line that begins with a whole name begins an entry.
bool begins_with_name(std::string_view plain);

/// "pelle, hansru, Tove, olavk (ref)": the names that people have on their machines, some of
/// them in small letters. At least three, each one word that stands in no list.
bool only_user_names(const std::vector<std::string>& people);

/// "mortenk", "odd-arne", "mads_h": what a person is called by programs, as its parts show: a known
/// first name and a letter or two, first names, digits or a low line.
bool user_name(std::string_view word);

/// "Svein Bakke, Storvåg, Lise Krog, Nesby": which parts are where the one before comes
/// from. Only where there are several, each a word that is no first name after a full name.
std::vector<bool> organisations_between(const std::vector<std::string>& people);

} // namespace saksklar::structure
