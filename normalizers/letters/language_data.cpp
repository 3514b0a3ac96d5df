// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"

#include "normalizers/error.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/language_tables.hpp"
#include "normalizers/letters/rivals.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace saksklar {

using namespace model_format;

namespace {

/// What minutes like much may still be another word: "måtte" of those who had to, not of those who
/// "møtte".
constexpr double most_meeting_gain = 1.25;

/// The sections of a mapped file, after its header has been checked.
class Sections {
public:
    Sections(const MappedFile& file,
             const std::filesystem::path& path,
             const std::array<char, 8>& magic)
        : bytes_(file.bytes())
    {
        const auto fail = [&](const char* what) {
            throw Error(ErrorKind::resource,
                        path.string(),
                        what,
                        "install the data files of this version of saksklar again");
        };
        if (bytes_.size() < sizeof header_) {
            fail("is cut short");
        }
        std::memcpy(&header_, bytes_.data(), sizeof header_);
        if (header_.magic != magic) {
            fail("is not a language model of saksklar");
        }
        if (header_.version != version) {
            fail("belongs to another version of saksklar");
        }
        for (const SectionPlace& place : header_.places) {
            if (place.offset > bytes_.size() || place.size_bytes > bytes_.size() - place.offset ||
                place.offset % 4 != 0) {
                fail("is cut short");
            }
        }
    }

    std::span<const std::uint8_t> bytes(std::uint32_t section) const
    {
        const SectionPlace& place = header_.places[section];
        return {reinterpret_cast<const std::uint8_t*>(bytes_.data() + place.offset),
                place.size_bytes};
    }

    std::span<const std::uint32_t> numbers(std::uint32_t section) const
    {
        const SectionPlace& place = header_.places[section];
        return {reinterpret_cast<const std::uint32_t*>(bytes_.data() + place.offset),
                place.size_bytes / sizeof(std::uint32_t)};
    }

private:
    std::span<const std::byte> bytes_;
    Header header_{};
};

MappedFile map_model(const std::filesystem::path& path)
{
    try {
        return MappedFile(path);
    } catch (const Error& error) {
        throw Error(ErrorKind::resource,
                    path.string(),
                    error.reason(),
                    "give the folder that holds " + path.filename().string() +
                        " (share/saksklar of the installation)");
    }
}

/// The rivals that were worked out from just these tables; nothing if they were made from others.
void load_rivals(LanguageTables& tables, const std::filesystem::path& path)
{
    if (std::error_code error; !std::filesystem::exists(path, error)) {
        return;
    }
    MappedFile file(path);
    const Sections rivals(file, path, rivals_magic);
    const auto made_from = rivals.numbers(rivals_made_from);
    const RivalTable table(rivals.numbers(rivals_of_words));
    const std::uint64_t key = rivals_key(tables);
    if (made_from.size() == 2 && made_from[0] == static_cast<std::uint32_t>(key) &&
        made_from[1] == static_cast<std::uint32_t>(key >> 32U) &&
        table.words() == tables.flags.size()) {
        tables.rivals_file = std::move(file);
        tables.rivals = table;
    }
}

/// Calls `visit` with the first two fields of every line that is not a comment.
template <typename Visit>
void for_each_row(std::string_view tsv, Visit visit)
{
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        const std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        const std::size_t tab = line.find('\t');
        if (tab != std::string_view::npos && line.front() != '#') {
            visit(line.substr(0, tab), line.substr(tab + 1));
        }
    }
}

} // namespace

LanguageData::LanguageData(std::unique_ptr<const LanguageTables> tables)
    : tables_(std::move(tables))
{
}

LanguageData::~LanguageData() = default;

bool LanguageData::contains(std::string_view word) const
{
    const std::string codes = alphabet::encode(word);
    if (codes.empty()) {
        return false;
    }
    if (const auto index = tables_->words.index_of(codes)) {
        return (tables_->flags[*index] & (in_nb | in_nn | in_names)) != 0 ||
               tables_->system.contains(codes);
    }
    return tables_->system.contains(codes);
}

bool LanguageData::has_system_words() const noexcept
{
    return !tables_->system.empty();
}

std::shared_ptr<const LanguageData> load_language_data(const std::filesystem::path& data_dir)
{
    auto tables = std::make_unique<LanguageTables>();
    const std::filesystem::path model_path = data_dir / "letters.model";
    tables->model_file = map_model(model_path);
    const Sections model(tables->model_file, model_path, model_magic);
    tables->words = WordGraph(model.numbers(word_edges), model.numbers(word_skips));
    tables->words.note_letters();
    tables->flags = model.bytes(word_flags);
    tables->english = model.bytes(unigrams_en);
    const NgramTable grams(model.numbers(ngrams));
    tables->languages[0] =
        NgramModel(grams, bokmaal, model.bytes(unigrams_nb), model.bytes(backoffs_nb));
    tables->languages[1] =
        NgramModel(grams, nynorsk, model.bytes(unigrams_nn), model.bytes(backoffs_nn));
    tables->letters_norwegian = LetterModel(grams, letters_no);
    tables->letters_english = LetterModel(grams, letters_en);

    const std::filesystem::path choices_path = data_dir / "choices.model";
    tables->choices_file = map_model(choices_path);
    const Sections choices(tables->choices_file, choices_path, choices_magic);
    if (!choices.bytes(choices_nb).empty() && choices.numbers(name_endings).empty()) {
        throw Error(ErrorKind::resource,
                    choices_path.string(),
                    "belongs to another version of saksklar",
                    "install the data files of this version of saksklar again");
    }
    tables->choices = {ChoiceModel(choices.bytes(choices_nb)),
                       ChoiceModel(choices.bytes(choices_nn))};
    tables->letters_names = LetterModel(NgramTable(choices.numbers(name_letters)), letters_names);
    tables->letters_endings =
        LetterModel(NgramTable(choices.numbers(name_endings)), letters_endings);

    const std::filesystem::path words_path = data_dir / "system-words.bin";
    if (std::error_code error; std::filesystem::exists(words_path, error)) {
        tables->words_file = MappedFile(words_path);
        const Sections words(tables->words_file, words_path, words_magic);
        tables->system = WordGraph(words.numbers(word_edges), {});
        tables->system.note_letters();
        tables->system_only = {WordGraph(words.numbers(only_nb), {}),
                               WordGraph(words.numbers(only_nn), {})};
    }
    tables->confusions = ConfusionTable(confusions_tsv());
    load_rivals(*tables, data_dir / "rivals.bin");
    tables->decision = DecisionForest(decision_tsv());
    for_each_row(foreign_tsv(), [&](std::string_view word, std::string_view language) {
        auto& names = tables->foreign_names;
        auto place = std::ranges::find(names, language);
        if (place == names.end()) {
            names.emplace_back(language);
            place = names.end() - 1;
        }
        tables->foreign[std::string(word)] |=
            static_cast<std::uint8_t>(1U << (place - names.begin()));
    });
    for_each_row(codes_tsv(), [&](std::string_view word, std::string_view what) {
        tables->codes.emplace(word, what.starts_with("ISO 639"));
    });
    for_each_row(meeting_words_tsv(), [&](std::string_view word, std::string_view log) {
        const auto index = tables->words.index_of(alphabet::encode(word));
        double gain = 0;
        if (index && std::from_chars(log.data(), log.data() + log.size(), gain).ec == std::errc{}) {
            tables->in_meeting_words.resize(tables->flags.size() + first_word);
            tables->in_meeting_words[*index + first_word] = true;
            tables->meeting_words.emplace(*index + first_word, std::min(gain, most_meeting_gain));
        }
    });
    return std::make_shared<const LanguageData>(std::move(tables));
}

} // namespace saksklar
