// SPDX-License-Identifier: Apache-2.0
// The kinds of words a document has, and what each tells wherever it stands.
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/letters/rivals.hpp"
#include "normalizers/text/unicode.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

void RepairSession::Types::clear()
{
    chunks_.clear();
    size_ = 0;
    places_.assign(least_places, {});
}

std::pair<RepairSession::Type*, bool> RepairSession::Types::of(std::string_view word, bool lone)
{
    const auto hash =
        static_cast<std::uint32_t>(std::hash<std::string_view>{}(word)) * 2 + (lone ? 1 : 0);
    std::size_t at = hash & (places_.size() - 1);
    for (; places_[at].type != 0; at = (at + 1) & (places_.size() - 1)) {
        if (places_[at].hash == hash) {
            Type& type = this->at(places_[at].type - 1);
            if (type.word == word && type.lone == lone) {
                return {&type, false};
            }
        }
    }
    if (size_ % chunk == 0) {
        chunks_.push_back(std::make_unique<Type[]>(chunk));
    }
    places_[at] = {hash, static_cast<std::uint32_t>(++size_)};
    if (2 * size_ > places_.size()) {
        grow();
    }
    return {&this->at(size_ - 1), true};
}

void RepairSession::Types::grow()
{
    std::vector<Place> old(2 * places_.size());
    old.swap(places_);
    for (const Place& place : old) {
        if (place.type != 0) {
            std::size_t at = place.hash & (places_.size() - 1);
            while (places_[at].type != 0) {
                at = (at + 1) & (places_.size() - 1);
            }
            places_[at] = place;
        }
    }
}

RepairSession::Type& RepairSession::type_of(std::string_view word, bool lone)
{
    const auto [found, is_new] = types_.of(word, lone);
    Type& type = *found;
    if (is_new) {
        type.word = word;
        type.lone = lone;
        type.readings = finder_.readings(word, lone);
        weigh_type(type);
    }
    return type;
}

/// What the readings of a word say of languages and damage, whatever its place.
void RepairSession::weigh_type(Type& type) const
{
    const WordReadings& readings = type.readings;
    for (std::size_t language = 0; language < 3; ++language) {
        type.as_seen[language] =
            type.lone && readings.codes.empty()
                ? std::exp(-7.0)
                : word_chance(tables_,
                              readings.id,
                              readings.log_word == 0 ? -13.0 : readings.log_word,
                              language);
    }
    // A word that has its Norwegian letters has none of its rivals' to lose.
    type.put_off = !readings.searched && readings.id != unknown_id && readings.intact == 0 &&
                   !tables_.rivals.empty();
    const RivalChances rivals =
        type.put_off ? tables_.rivals.of_word(readings.id - first_word,
                                              unicode::is_upper(readings.seen.front()))
                     : rival_chances(tables_, readings);
    std::ranges::copy(rivals, type.damaged.begin());
    type.speaks = !readings.codes.empty() || !readings.others.empty();
    weigh_languages(type);
}

/// Other readings that were put off are wanted where lines are damaged.
void RepairSession::search_damaged_lines()
{
    for (const Line& line : lines_) {
        for (std::size_t t = line.begin; t < line.end && line.damaged >= sound_line; ++t) {
            if (Type* type = token_types_[t]; type != nullptr && type->put_off) {
                type->put_off = false;
                finder_.search(type->readings);
            }
        }
    }
}

} // namespace saksklar
