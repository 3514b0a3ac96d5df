// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/model_format.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace saksklar {

/// The hash of a reading's codes, taken from the last letter to the first: that of a word goes on
/// from those of its endings.
class ReadingHash {
public:
    ReadingHash() = default;

    explicit ReadingHash(std::string_view codes) noexcept
    {
        for (std::size_t i = codes.size(); i-- > 0;) {
            put_before(codes[i]);
        }
    }

    void put_before(char code) noexcept
    {
        state_ = (state_ + static_cast<unsigned char>(code) + 1) * 0x9E3779B97F4A7C15ULL;
        state_ ^= state_ >> 29U;
    }

    std::uint64_t value() const noexcept { return model_format::mix(state_) | 1U; }

private:
    std::uint64_t state_ = 0x2545F4914F6CDD1DULL;
};

/// How often readings were met, by their hashes: of a million, two are taken for one another with a
/// chance of one in ten millions.
class ReadingCounts {
public:
    ReadingCounts() : places_(least_places) {}

    void clear() { places_.assign(least_places, {}), size_ = 0; }

    std::uint32_t of(std::uint64_t hash) const noexcept
    {
        return hash == 0 ? 0 : places_[find(hash)].count;
    }

    /// 0 stands for no reading, and is not counted.
    void add(std::uint64_t hash)
    {
        if (hash == 0) {
            return;
        }
        Place& place = places_[find(hash)];
        ++place.count;
        if (place.hash == 0) {
            place.hash = hash;
            if (2 * ++size_ > places_.size()) {
                grow();
            }
        }
    }

private:
    static constexpr std::size_t least_places = 256; ///< a power of two

    struct Place {
        std::uint64_t hash = 0; ///< 0: free
        std::uint32_t count = 0;
    };

    std::size_t find(std::uint64_t hash) const noexcept
    {
        std::size_t at = hash >> 20U & (places_.size() - 1);
        while (places_[at].hash != 0 && places_[at].hash != hash) {
            at = (at + 1) & (places_.size() - 1);
        }
        return at;
    }

    void grow()
    {
        std::vector<Place> old(2 * places_.size());
        old.swap(places_);
        for (const Place& place : old) {
            if (place.hash != 0) {
                places_[find(place.hash)] = place;
            }
        }
    }

    std::vector<Place> places_;
    std::size_t size_ = 0;
};

} // namespace saksklar
