// SPDX-License-Identifier: Apache-2.0
// train_choices DATA CONFUSIONS SOURCES FOLDER OUT [L1]: learns choices.model, which tells apart
// words that come out alike when Norwegian letters are lost, from the texts that letters.model
// (in DATA) was compiled from.
//
// For every form in which two or more words of the model may come out (`for`: for, før; `mate`:
// mate, måte, møte) a sentence that has one of them is an example: the true word against the
// others. A log-linear model of their surroundings is fitted by FTRL-Proximal (McMahan and others,
// 2013), whose L1 penalty leaves only the weights that matter.
#include "letter_grams.hpp"
#include "model_writer.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/choice_model.hpp"
#include "normalizers/letters/confusions.hpp"
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/language_tables.hpp"
#include "normalizers/text/tokens.hpp"
#include "normalizers/text/utf8.hpp"
#include "training_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <unordered_map>

namespace saksklar::dictionaries {

namespace {

using namespace model_format;

/// Forms that come out less often than this chance are left out.
constexpr double least_chance = 0.02;
constexpr std::size_t most_letters = 3; ///< damaged in one word
/// A word counts as one that a form may be if it is met so often (ln p).
constexpr double least_log_word = -15.5;
/// N-grams of some sources may be used only from three occurrences (see README.md).
constexpr std::uint32_t least_count = 3;
constexpr double alpha = 1.2;         ///< learning rate of FTRL-Proximal
constexpr double least_name_gram = 4; ///< of more than three letters

/// All words one form may be, with the chance to come out so.
struct Form {
    std::vector<std::uint32_t> words;
    std::vector<double> log_chances;
};

struct Weight {
    std::uint64_t key = 0;
    float z = 0;
    float n = 0;
    std::uint32_t count = 0;
};

/// Calls `visit` with the codes and the index of every word.
template <typename Visit>
void for_each_word(const WordGraph& words, Visit visit)
{
    std::string codes;
    const auto walk = [&](const auto& self, std::uint32_t node, std::uint32_t index) -> void {
        for (std::uint32_t e = node; e != 0; ++e) {
            const WordGraph::Edge edge = words.edge(e);
            codes.push_back(static_cast<char>(edge.letter()));
            const std::uint32_t here = index + words.skip(e);
            if (edge.ends_word()) {
                visit(codes, here);
            }
            self(self, edge.target(), here + edge.ends_word());
            codes.pop_back();
            if (edge.is_last()) {
                break;
            }
        }
    };
    walk(walk, words.root(), 0);
}

struct Line {
    std::string text;
    double importance = 1;
    bool of_sentences = false; ///< written to show words, the rare as often as the common
};

class Trainer {
public:
    Trainer(const LanguageTables& tables,
            const ConfusionTable& confusions,
            std::size_t language,
            double l1)
        : tables_(tables),
          model_(tables.languages[language]),
          l1_(l1),
          weights_(std::size_t{1} << 25U)
    {
        make_forms(confusions);
    }

    void read(const SourceLine& source, const std::string& path)
    {
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            std::cerr << "train_choices: no " << path << ", left out\n";
            return;
        }
        std::string line;
        while (std::getline(in, line)) {
            if (!utf8::is_valid(line)) {
                continue;
            }
            if (is_trained_on(line, source)) {
                lines_.push_back({line, source.weight, source.kind == "sentences"});
            } else if (is_kept_back(line)) {
                kept_back_.push_back(line);
            }
        }
    }

    /// Learns from all lines that were read, in an order that mixes the sources but is always
    /// the same.
    void learn_all()
    {
        count_sentences();
        std::vector<std::pair<std::uint64_t, std::size_t>> order;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            order.emplace_back(mix(i + 1), i);
        }
        std::ranges::sort(order);
        std::size_t done = 0;
        for (const auto& next : order) {
            const Line& line = lines_[next.second];
            for_each_sentence(line.text, [&](const std::vector<std::uint32_t>& sentence) {
                for_each_choice(sentence, [&](std::size_t place, const Form& form) {
                    learn(sentence, place, form, line);
                });
            });
            if (++done % (lines_.size() / 4 + 1) == 0) {
                std::cerr << done << " lines, " << used_ << " features\n";
            }
        }
        compare();
    }

    std::vector<std::uint8_t> slots() const
    {
        std::vector<std::pair<std::uint64_t, int>> kept;
        for (const Weight& weight : weights_) {
            if (weight.key == 0) {
                continue;
            }
            const double value = value_of(weight);
            const bool of_word = word_keys_.contains(weight.key);
            const auto steps = static_cast<int>(std::lround(value / ChoiceModel::step));
            if (of_word || (weight.count >= least_count && std::abs(steps) >= 2)) {
                kept.emplace_back(weight.key, std::clamp(steps, -127, 127));
            }
        }
        std::ranges::sort(kept);
        const std::size_t count = kept.size() * 5 / 4 + 8;
        std::vector<std::uint8_t> out(count * ChoiceModel::slot_bytes, 0);
        for (const auto& [key, steps] : kept) {
            std::size_t i = slot_of(key, count);
            while (out[i * ChoiceModel::slot_bytes + 2] != 0) {
                i = i + 1 == count ? 0 : i + 1;
            }
            std::uint8_t* slot = &out[i * ChoiceModel::slot_bytes];
            slot[0] = static_cast<std::uint8_t>(fingerprint(key));
            slot[1] = static_cast<std::uint8_t>(fingerprint(key) >> 8U);
            slot[2] = static_cast<std::uint8_t>(steps + ChoiceModel::zero);
        }
        std::cerr << "weights kept: " << kept.size() << "\n";
        return out;
    }

private:
    std::uint32_t id_of(const std::string& line, const Token& token) const
    {
        const std::string_view form =
            std::string_view(line).substr(token.span.begin, token.span.size());
        if (token.kind != TokenKind::word) {
            const bool digits =
                token.kind == TokenKind::number ||
                (token.kind == TokenKind::lone && form.front() >= '0' && form.front() <= '9');
            return digits ? number_class(form) : unknown_id;
        }
        const std::string codes = alphabet::encode(form);
        const auto index = codes.empty() ? std::nullopt : tables_.words.index_of(codes);
        return index ? *index + first_word : unknown_id;
    }

    /// The forms in which `codes` comes out when its Norwegian letters are lost.
    void
    spoil(const std::string& codes,
          const std::unordered_map<char, std::vector<std::pair<std::string, double>>>& outcomes,
          std::map<std::string, double>& forms) const
    {
        forms.emplace("", 0.0);
        for (const char code : codes) {
            std::map<std::string, double> next;
            const auto found = outcomes.find(code);
            for (const auto& [form, log] : forms) {
                if (found == outcomes.end()) {
                    next.emplace(form + code, log);
                    continue;
                }
                for (const auto& [seen, chance] : found->second) {
                    auto& there = next.emplace(form + seen, -1e9).first->second;
                    there = std::max(there, log + chance);
                }
            }
            forms = std::move(next);
        }
    }

    void make_forms(const ConfusionTable& confusions)
    {
        std::unordered_map<char, std::vector<std::pair<std::string, double>>> outcomes;
        for (const Confusion& rule : confusions.all()) {
            if (!rule.norwegian || rule.lone || rule.capital || rule.lost ||
                rule.truth.size() != 1 || rule.log_chance < std::log(least_chance)) {
                continue;
            }
            std::string seen;
            for (const char32_t c : rule.seen) {
                seen += static_cast<char>(alphabet::code_of(c));
            }
            if (seen.find('\0') == std::string::npos) {
                outcomes[rule.truth.front()].emplace_back(seen, rule.log_chance);
            }
        }
        std::map<std::string, Form> forms;
        std::vector<std::pair<std::string, std::uint32_t>> plain;
        for_each_word(tables_.words, [&](const std::string& codes, std::uint32_t number) {
            const std::uint32_t id = number + first_word;
            if (!model_.has(id) || model_.unigram(id) <= least_log_word) {
                return;
            }
            std::size_t norwegian = 0;
            for (const char code : codes) {
                norwegian += outcomes.contains(code);
            }
            if (norwegian == 0) {
                plain.emplace_back(codes, id);
            } else if (norwegian <= most_letters) {
                std::map<std::string, double> seen;
                spoil(codes, outcomes, seen);
                for (const auto& [form, log] : seen) {
                    forms[form].words.push_back(id);
                    forms[form].log_chances.push_back(log);
                }
            }
        });
        for (const auto& [word, id] : plain) {
            if (const auto found = forms.find(word); found != forms.end()) {
                found->second.words.push_back(id);
                found->second.log_chances.push_back(0);
            }
        }
        for (auto& [text, form] : forms) {
            std::vector<double> logs;
            for (std::size_t i = 0; i < form.words.size(); ++i) {
                logs.push_back(model_.unigram(form.words[i]) + form.log_chances[i]);
            }
            std::ranges::sort(logs, std::greater<>());
            if (logs.size() < 2 || logs[1] < least_log_word) {
                continue;
            }
            for (const std::uint32_t word : form.words) {
                forms_of_[word].push_back(static_cast<std::uint32_t>(forms_.size()));
                word_keys_.emplace(ChoiceModel::key(word_feature(), word), true);
            }
            forms_.push_back(form);
        }
        std::cerr << "forms: " << forms_.size() << ", words: " << forms_of_.size() << "\n";
    }

    static std::uint64_t word_feature()
    {
        return ChoiceContext({}, 0, [](std::uint32_t) { return false; }).features().front();
    }

    Weight& weight_of(std::uint64_t key)
    {
        std::size_t i = (key * 0x9E3779B97F4A7C15ULL) >> 39U;
        while (weights_[i].key != 0 && weights_[i].key != key) {
            i = i + 1 == weights_.size() ? 0 : i + 1;
        }
        if (weights_[i].key == 0) {
            weights_[i].key = key;
            if (++used_ > weights_.size() * 9 / 10) {
                throw std::runtime_error("too many features");
            }
        }
        return weights_[i];
    }

    double value_of(const Weight& weight) const
    {
        constexpr double beta = 1.0;
        const auto z = static_cast<double>(weight.z);
        if (std::abs(z) <= l1_) {
            return 0;
        }
        return -(z - std::copysign(l1_, z)) /
               ((beta + std::sqrt(static_cast<double>(weight.n))) / alpha);
    }

    template <typename Visit>
    void for_each_sentence(const std::string& line, Visit visit)
    {
        tokenize(line, tokens_);
        std::vector<std::uint32_t> sentence;
        for (const Token& token : tokens_) {
            if (token.pause == Token::Pause::sentence) {
                visit(sentence);
                sentence.clear();
            } else if (token.pause == Token::Pause::clause && !sentence.empty()) {
                sentence.push_back(pause_id);
            }
            sentence.push_back(id_of(line, token));
        }
        visit(sentence);
    }

    /// Every word of a sentence that may come out like another, with one of the forms that it may
    /// come out as, drawn as often as it does.
    template <typename Visit>
    void for_each_choice(const std::vector<std::uint32_t>& sentence, Visit visit)
    {
        for (std::size_t place = 0; place < sentence.size(); ++place) {
            const auto found = forms_of_.find(sentence[place]);
            if (sentence[place] < first_word || found == forms_of_.end()) {
                continue;
            }
            double total = 0;
            for (const std::uint32_t f : found->second) {
                total += chance(forms_[f], sentence[place]);
            }
            const double drawn =
                static_cast<double>(mix(++drawn_) >> 11U) * 0x1p-53 * std::max(1.0, total);
            double sum = 0;
            for (const std::uint32_t f : found->second) {
                sum += chance(forms_[f], sentence[place]);
                if (drawn < sum) {
                    visit(place, forms_[f]);
                    break;
                }
            }
        }
    }

    /// ln of the chances of the form's words by the weights so far. Leaves the weights in
    /// `touched_`.
    std::vector<double>
    chances(const std::vector<std::uint32_t>& sentence, std::size_t place, const Form& form)
    {
        const ChoiceContext context(
            sentence, place, [&](std::uint32_t id) { return ChoiceModel::is_rare(model_, id); });
        touched_.clear();
        std::vector<double> scores;
        for (std::size_t w = 0; w < form.words.size(); ++w) {
            double score = form.log_chances[w];
            for (const std::uint64_t feature : context.features()) {
                Weight& weight = weight_of(ChoiceModel::key(feature, form.words[w]));
                touched_.push_back(&weight);
                score += value_of(weight);
            }
            scores.push_back(score);
        }
        return scores;
    }

    static void normalise(std::vector<double>& logs)
    {
        const double highest = *std::ranges::max_element(logs);
        double sum = 0;
        for (const double log : logs) {
            sum += std::exp(log - highest);
        }
        for (double& log : logs) {
            log -= highest + std::log(sum);
        }
    }

    /// How much more often than in other text the words stand in sentences that were written to
    /// show them: as an example of a word, each says what stands around it, but not how common it
    /// is (logit adjustment; Menon and others, 2021).
    void count_sentences()
    {
        std::unordered_map<std::uint32_t, double> counts;
        double total = 0;
        for (const Line& line : lines_) {
            if (!line.of_sentences) {
                continue;
            }
            for_each_sentence(line.text, [&](const std::vector<std::uint32_t>& sentence) {
                for (const std::uint32_t id : sentence) {
                    if (forms_of_.contains(id)) {
                        counts[id] += 1;
                    }
                }
                total += static_cast<double>(sentence.size());
            });
        }
        for (const auto& [id, count] : counts) {
            log_too_often_[id] = std::log(count / std::max(1.0, total)) - model_.unigram(id);
        }
        sentence_words_ = total;
    }

    /// ln; a word that they do not have was met half a time.
    double log_too_often(std::uint32_t id) const
    {
        const auto found = log_too_often_.find(id);
        return found != log_too_often_.end()
                   ? found->second
                   : std::min(0.0,
                              std::log(0.5 / std::max(1.0, sentence_words_)) - model_.unigram(id));
    }

    void learn(const std::vector<std::uint32_t>& sentence,
               std::size_t place,
               const Form& form,
               const Line& line)
    {
        std::vector<double> logs = chances(sentence, place, form);
        if (line.of_sentences) {
            for (std::size_t w = 0; w < form.words.size(); ++w) {
                logs[w] += log_too_often(form.words[w]);
            }
        }
        normalise(logs);
        const std::size_t features = touched_.size() / form.words.size();
        for (std::size_t w = 0; w < form.words.size(); ++w) {
            const bool right = form.words[w] == sentence[place];
            const double gradient = line.importance * (std::exp(logs[w]) - right);
            for (std::size_t i = 0; i < features; ++i) {
                Weight& weight = *touched_[w * features + i];
                const auto n = static_cast<double>(weight.n);
                const double sigma = (std::sqrt(n + gradient * gradient) - std::sqrt(n)) / alpha;
                weight.z += static_cast<float>(gradient - sigma * value_of(weight));
                weight.n += static_cast<float>(gradient * gradient);
                weight.count += right;
            }
        }
    }

    /// Prints the loss on lines that were kept back from both models.
    void compare()
    {
        std::array<double, 4> loss{};
        double choices = 0;
        for (const std::string& line : kept_back_) {
            for_each_sentence(line, [&](const std::vector<std::uint32_t>& sentence) {
                for_each_choice(sentence, [&](std::size_t place, const Form& form) {
                    std::array<std::vector<double>, 4> logs;
                    logs[0] = chances(sentence, place, form);
                    logs[1] = trigram_logs(form, sentence, place);
                    for (std::size_t w = 0; w < form.words.size(); ++w) {
                        logs[2].push_back((logs[0][w] + logs[1][w]) / 2);
                        logs[3].push_back(model_.unigram(form.words[w]) + form.log_chances[w]);
                    }
                    const auto right = static_cast<std::size_t>(
                        std::ranges::find(form.words, sentence[place]) - form.words.begin());
                    for (std::size_t m = 0; m < logs.size(); ++m) {
                        normalise(logs[m]);
                        loss[m] -= logs[m][right];
                    }
                    choices += 1;
                });
            });
        }
        std::cerr << "kept back: " << choices
                  << " choices; nats lost a choice: " << loss[0] / choices << ", trigrams "
                  << loss[1] / choices << ", both " << loss[2] / choices << ", neither "
                  << loss[3] / choices << "\n";
    }

    /// ln of the chances of the form's words by the trigrams around them.
    std::vector<double> trigram_logs(const Form& form,
                                     const std::vector<std::uint32_t>& sentence,
                                     std::size_t place) const
    {
        std::vector<double> logs;
        for (std::size_t w = 0; w < form.words.size(); ++w) {
            const auto at = [&](std::size_t i) {
                return i == place ? form.words[w] : i < sentence.size() ? sentence[i] : sentence_id;
            };
            double log = form.log_chances[w];
            for (std::size_t i = place; i < std::min(place + 3, sentence.size() + 1); ++i) {
                log += model_.log_prob(
                    i >= 2 ? at(i - 2) : sentence_id, i >= 1 ? at(i - 1) : sentence_id, at(i));
            }
            logs.push_back(log);
        }
        return logs;
    }

    static double chance(const Form& form, std::uint32_t word)
    {
        const auto at = std::ranges::find(form.words, word) - form.words.begin();
        return std::exp(form.log_chances[static_cast<std::size_t>(at)]);
    }

    const LanguageTables& tables_;
    const NgramModel& model_;
    double l1_;
    std::vector<Line> lines_;
    std::vector<Weight> weights_;
    std::size_t used_ = 0;
    std::vector<Form> forms_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> forms_of_;
    std::unordered_map<std::uint64_t, bool> word_keys_;
    std::vector<Weight*> touched_;
    std::vector<Token> tokens_;
    std::vector<std::string> kept_back_;
    std::uint64_t drawn_ = 0;
    std::unordered_map<std::uint32_t, double> log_too_often_; ///< of words in those sentences
    double sentence_words_ = 0;
};

/// The letters of the model's names, each kind once, those of name statistics thrice; from their
/// beginning or from their end.
std::vector<std::uint32_t> name_grams(const LanguageTables& tables, Table which)
{
    LetterCounts counts;
    for_each_word(tables.words, [&](const std::string& codes, std::uint32_t index) {
        const std::uint8_t flags = tables.flags[index];
        const bool listed = (flags & in_names) != 0;
        const bool name = listed || ((flags & capitalised) != 0 && (flags & upper_case) == 0);
        if (name && codes.size() >= 3) {
            const double weight = listed ? 3 : 1;
            counts.add(which == letters_endings ? std::string(codes.rbegin(), codes.rend()) : codes,
                       weight);
        }
    });
    return hashed_slots(counts.grams(which, least_name_gram));
}

void train(const std::vector<std::string>& arguments)
{
    const std::filesystem::path before = std::filesystem::path(arguments[0]) / "choices.model";
    if (!std::filesystem::exists(before)) {
        ModelWriter(choices_magic).write(before.string()); // none yet: an empty one
    }
    const auto data = load_language_data(arguments[0]);
    std::ifstream in(arguments[1], std::ios::binary);
    std::ostringstream table;
    table << in.rdbuf();
    const ConfusionTable confusions(table.str());
    const auto sources = read_sources(arguments[2]);
    const double l1 = arguments.size() > 5 ? std::atof(arguments[5].c_str()) : 0.25;
    ModelWriter writer(choices_magic);
    for (std::size_t language = 0; language < 2; ++language) {
        Trainer trainer(data->tables(), confusions, language, l1);
        for (const SourceLine& source : sources) {
            if (source.language == (language == 0 ? "nb" : "nn")) {
                trainer.read(source, arguments[3] + "/" + source.name + ".txt");
            }
        }
        trainer.learn_all();
        writer.add(static_cast<std::uint32_t>(language), trainer.slots());
    }
    writer.add(name_letters, name_grams(data->tables(), letters_names));
    writer.add(name_endings, name_grams(data->tables(), letters_endings));
    writer.write(arguments[4]);
}

} // namespace

} // namespace saksklar::dictionaries

int main(int argc, char** argv)
{
    if (argc < 6) {
        std::cerr << "usage: train_choices DATA CONFUSIONS SOURCES FOLDER OUT [L1]\n";
        return 2;
    }
    try {
        saksklar::dictionaries::train({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "train_choices: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
