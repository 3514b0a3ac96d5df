// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/learned_words.hpp"

#include "normalizers/error.hpp"
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace saksklar {

namespace {

/// At least one æ, ø or å in a hundred letters or so: less than in any Norwegian text.
bool has_norwegian_letters(std::string_view text)
{
    std::size_t letters = 0;
    std::size_t norwegian = 0;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, i);
        letters += unicode::is_letter(c.value);
        norwegian += unicode::is_norwegian_letter(c.value);
        i += c.size_bytes;
    }
    return norwegian * 150 >= letters && norwegian > 0;
}

} // namespace

void LearnedWords::collect(std::string_view text,
                           std::string_view witness,
                           const LanguageData& data)
{
    RepairSession session(data.tables(), nullptr);
    session.read(text);
    // Without Norwegian letters nothing shows that a text is sound.
    constexpr double least_norwegian = 0.3;
    const DamageEstimate estimate = session.estimate();
    if (estimate.norwegian < least_norwegian || !has_norwegian_letters(text)) {
        return;
    }
    std::map<std::string, Entry, std::less<>> found;
    for (const std::string_view form : session.sound_words()) {
        Entry& entry = found[unicode::to_lower(form)];
        ++entry.count;
        if (entry.form.empty()) {
            entry.form = form;
            entry.documents = 1;
            entry.witness = witness;
        }
    }
    add(found);
}

void LearnedWords::merge(const LearnedWords& other)
{
    add(other.entries_);
}

void LearnedWords::add(const std::map<std::string, Entry, std::less<>>& entries)
{
    for (const auto& [word, entry] : entries) {
        Entry& mine = entries_[word];
        if (mine.count == 0 || entry.witness < mine.witness) {
            mine.witness = entry.witness;
            mine.form = entry.form;
        }
        mine.count += entry.count;
        mine.documents += entry.documents;
    }
}

const LearnedWords::Entry* LearnedWords::find(std::string_view word) const
{
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second;
}

void LearnedWords::save(const std::filesystem::path& path) const
{
    std::ofstream out(path, std::ios::binary);
    out << "# saksklar learned words 1: word, written as, count, documents, witness\n";
    for (const auto& [word, entry] : entries_) {
        out << word << '\t' << entry.form << '\t' << entry.count << '\t' << entry.documents << '\t'
            << entry.witness << '\n';
    }
    out.flush();
    if (!out) {
        throw Error(ErrorKind::output, path.string(), "cannot be written");
    }
}

LearnedWords LearnedWords::load(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw Error(ErrorKind::resource,
                    path.string(),
                    "cannot be read",
                    "make it with: saksklar learn INPUT... -o " + path.string());
    }
    LearnedWords words;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::vector<std::string_view> fields;
        for (std::string_view rest = line;;) {
            const std::size_t tab = rest.find('\t');
            fields.push_back(rest.substr(0, tab));
            if (tab == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(tab + 1);
        }
        Entry entry;
        const auto number_of = [](std::string_view digits, std::uint32_t& value) {
            const auto [end, error] =
                std::from_chars(digits.data(), digits.data() + digits.size(), value);
            return error == std::errc{} && end == digits.data() + digits.size();
        };
        if (fields.size() != 5 || fields[0].empty() || !number_of(fields[2], entry.count) ||
            !number_of(fields[3], entry.documents)) {
            throw Error(
                ErrorKind::resource,
                path.string() + ":" + std::to_string(number),
                "not a line of learned words",
                "a line is: word, written as, count, documents, witness, with tabs between");
        }
        entry.form = fields[1];
        entry.witness = fields[4];
        words.entries_.insert_or_assign(std::string(fields[0]), std::move(entry));
    }
    return words;
}

} // namespace saksklar
