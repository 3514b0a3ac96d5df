// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"

#include "normalizers/letters/language_tables.hpp"

#include <utility>

namespace saksklar {

LanguageData::LanguageData(std::unique_ptr<const LanguageTables> tables)
    : tables_(std::move(tables))
{
}

LanguageData::~LanguageData() = default;

bool LanguageData::contains(std::string_view) const
{
    return false;
}

bool LanguageData::has_system_words() const noexcept
{
    return false;
}

std::shared_ptr<const LanguageData> load_language_data(const std::filesystem::path&)
{
    return std::make_shared<const LanguageData>(std::make_unique<const LanguageTables>());
}

} // namespace saksklar
