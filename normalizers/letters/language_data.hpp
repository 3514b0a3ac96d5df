// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace saksklar {

struct LanguageTables; // private: language_tables.hpp

/// The compiled knowledge of Norwegian: word lists, n-gram models, confusions and
/// the weights of the decision. Immutable; shared between threads by reference.
/// The files are mapped, not read: loading takes a millisecond whatever their size.
class LanguageData {
public:
    explicit LanguageData(std::unique_ptr<const LanguageTables> tables);
    ~LanguageData();
    LanguageData(const LanguageData&) = delete;
    LanguageData& operator=(const LanguageData&) = delete;

    /// Whether the word, in any case, stands in the Bokmål, Nynorsk, name or system lists.
    bool contains(std::string_view word) const;

    /// Whether the system's own word lists were compiled in beside the model.
    bool has_system_words() const noexcept;

    const LanguageTables& tables() const noexcept { return *tables_; }

private:
    std::unique_ptr<const LanguageTables> tables_;
};

/// Maps `letters.model` and, where they exist, `system-words.bin` and `rivals.bin` of `data_dir`.
/// Throws Error{resource} that names the file and the remedy if the model is
/// missing, cut short or of another version.
std::shared_ptr<const LanguageData> load_language_data(const std::filesystem::path& data_dir);

} // namespace saksklar
