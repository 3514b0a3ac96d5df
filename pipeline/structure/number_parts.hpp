// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <stdexcept>

namespace saksklar::structure {

/// The parts of a number, 3.1 → 3, 1: held without allocation, since labels are copied often.
class NumberParts {
public:
    NumberParts() = default;

    // Implicit: written as the list that it is.
    NumberParts(std::initializer_list<int> parts)
    {
        for (const int part : parts) {
            push_back(part);
        }
    }

    /// std::length_error beyond eight parts; read_label gives six at most.
    void push_back(int part)
    {
        if (size_ == parts_.size()) {
            throw std::length_error("a number of more than eight parts");
        }
        parts_[size_++] = part;
    }

    void pop_back() noexcept { --size_; }

    std::size_t size() const noexcept { return size_; }

    bool empty() const noexcept { return size_ == 0; }

    const int* begin() const noexcept { return parts_.data(); }

    const int* end() const noexcept { return parts_.data() + size_; }

    int operator[](std::size_t at) const noexcept { return parts_[at]; }

    int front() const noexcept { return parts_[0]; }

    int back() const noexcept { return parts_[size_ - 1]; }

    int& back() noexcept { return parts_[size_ - 1]; }

    friend bool operator==(const NumberParts& a, const NumberParts& b) noexcept
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

    friend std::strong_ordering operator<=>(const NumberParts& a, const NumberParts& b) noexcept
    {
        return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::array<int, 8> parts_{};
    std::size_t size_ = 0;
};

} // namespace saksklar::structure
