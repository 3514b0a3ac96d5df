// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// Words and names that the sound lines of an archive hold and the shipped lists do
/// not, each with a witness: the document that has it. They repair the damaged lines.
class LearnedWords {
public:
    struct Entry {
        std::uint32_t count = 0;     ///< how often seen in sound lines
        std::uint32_t documents = 0; ///< in how many documents
        std::string witness;         ///< the first document in order of their names
        std::string form;            ///< as it was written there

        bool operator==(const Entry&) const = default;
    };

    /// Adds the words of the sound lines of one document, which is known as `witness`.
    /// A line counts as sound if nothing in it looks damaged and its document holds
    /// Norwegian letters.
    void collect(std::string_view text, std::string_view witness, const LanguageData& data);

    /// Adds what another archive, or part of one, has learned.
    void merge(const LearnedWords& other);

    /// The entry of a word, in any case.
    const Entry* find(std::string_view word) const;

    std::size_t size() const noexcept { return entries_.size(); }

    bool empty() const noexcept { return entries_.empty(); }

    /// Tab-separated lines `word count documents witness`, sorted.
    void save(const std::filesystem::path& path) const;

    /// Reads what `save` wrote. Throws Error{resource} with "file:line" if it cannot.
    static LearnedWords load(const std::filesystem::path& path);

    /// Lower-case word → entry, in order.
    const std::map<std::string, Entry, std::less<>>& entries() const noexcept { return entries_; }

    bool operator==(const LearnedWords&) const = default;

private:
    void add(const std::map<std::string, Entry, std::less<>>& entries);

    std::map<std::string, Entry, std::less<>> entries_;
};

} // namespace saksklar
