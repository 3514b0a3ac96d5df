// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string_view>

/// What labels of several words say of the people behind them.
namespace saksklar::structure {

/// "Møtende styremedlemmer: Kari Berg, …", "Tilstede fra sekretariatet: …": a label of several
/// words, the first or last of which labels people, before names. The label takes `label_size`
/// bytes of `plain`, its colon stands at `colon`.
Terms people_in_label(std::string_view plain, std::size_t label_size, std::size_t colon);

/// "Til stede fra bedriften": what its first two words say of people.
Terms people_at_begin(std::string_view label);

/// "Styret til stede", "Elevane som ikkje møtte": what the last words of a label say of people.
Terms people_at_end(std::string_view label);

/// "Til stede var Kari, Ola og …" is a label without its colon: its length in bytes; 0 for other
/// lines.
std::size_t people_opening(std::string_view plain, std::string_view folded);

/// "Fra arbeidsgiver", "Frå dei tilsette": whom people in a list came for.
bool group_of_people(std::string_view label);

/// "Frå foreldra" before "Kari Berg (leiar), Ola Vik": a label of any name, and who came.
bool names_people(std::string_view label, std::string_view value);

/// "👥 Kari Berg, Ola Vik": where the names begin behind a symbol that is listed as a label of
/// people; 0 for other lines.
std::size_t people_behind_symbol(std::string_view plain);

} // namespace saksklar::structure
