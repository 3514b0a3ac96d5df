// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/choice_model.hpp"
#include "normalizers/letters/language_tables.hpp"
#include "shared_data.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace saksklar;

namespace {

std::uint32_t id_of(const std::string& word)
{
    const auto index = shared_data().tables().words.index_of(alphabet::encode(word));
    return index ? *index + model_format::first_word : model_format::unknown_id;
}

/// What the model gives `word` more than `other` in place of the `_` of a Bokmål sentence.
double gain(const std::string& sentence, const std::string& word, const std::string& other)
{
    const LanguageTables& tables = shared_data().tables();
    std::vector<std::uint32_t> ids;
    std::size_t place = 0;
    std::istringstream words(sentence);
    for (std::string next; words >> next;) {
        if (next == "_") {
            place = ids.size();
        }
        ids.push_back(id_of(next));
    }
    const ChoiceContext context(ids, place, [&](std::uint32_t id) {
        return id < model_format::first_word || tables.languages[0].unigram(id) < -6.0;
    });
    const auto mine = tables.choices[0].score(id_of(word), context);
    const auto its = tables.choices[0].score(id_of(other), context);
    REQUIRE(mine.has_value());
    REQUIRE(its.has_value());
    return *mine - *its;
}

} // namespace

TEST_CASE("words that come out alike are told apart by what stands around them")
{
    CHECK(gain("frist _ neste møte i styret", "før", "for") >
          gain("frist _ innsending av søknad", "før", "for"));
    CHECK(gain("alle _ at saken ble utsatt", "så", "sa") <
          gain("det var _ mange som kom", "så", "sa"));
    CHECK(gain("neste _ holdes i august", "møte", "måte") > 0);
    CHECK(gain("på denne _ blir det lettere", "måte", "møte") > 0);
}

TEST_CASE("a word that was never learned has no score")
{
    const ChoiceContext context({}, 0, [](std::uint32_t) { return false; });
    CHECK_FALSE(shared_data().tables().choices[0].score(model_format::unknown_id, context));
    CHECK_FALSE(ChoiceModel().score(id_of("møte"), context));
}

TEST_CASE("the context of a place is the same however long the sentence is beyond its reach")
{
    std::vector<std::uint32_t> sentence(60);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        sentence[i] = static_cast<std::uint32_t>(100 + i);
    }
    const auto all_rare = [](std::uint32_t) { return true; };
    const ChoiceContext one(sentence, 30, all_rare);
    const ChoiceContext two({sentence.data() + 20, 21}, 10, all_rare);
    CHECK(std::ranges::equal(one.features(), two.features()));
}

TEST_CASE("every weight of a nearly full table is found, over its end, too")
{
    constexpr std::size_t count = 130; // no whole number of blocks
    constexpr std::uint32_t words = 115;
    const ChoiceContext context({}, 0, [](std::uint32_t) { return false; });
    std::vector<std::uint8_t> slots(count * ChoiceModel::slot_bytes);
    for (std::uint32_t word = 0; word < words; ++word) {
        const std::uint64_t key = ChoiceModel::key(ChoiceContext::own(), word);
        std::size_t i = model_format::slot_of(key, count);
        while (slots[i * ChoiceModel::slot_bytes + 2] != 0) {
            i = (i + 1) % count;
        }
        const std::uint32_t fingerprint = model_format::fingerprint(key);
        slots[i * ChoiceModel::slot_bytes] = static_cast<std::uint8_t>(fingerprint & 0xFFU);
        slots[i * ChoiceModel::slot_bytes + 1] = static_cast<std::uint8_t>(fingerprint >> 8U);
        slots[i * ChoiceModel::slot_bytes + 2] = static_cast<std::uint8_t>(1 + word);
    }
    const ChoiceModel model(slots);
    for (std::uint32_t word = 0; word < words; ++word) {
        const double weight = ChoiceModel::step * (1 + static_cast<int>(word) - ChoiceModel::zero);
        CHECK(model.score(word, context) == weight);
    }
    CHECK_FALSE(model.score(words + 1, context));
}
