// SPDX-License-Identifier: Apache-2.0
// compile_model SOURCES.tsv FOLDER OUT: compiles letters.model from plain texts.
// FOLDER holds NAME.txt (texts, word lists) and NAME.tsv (name statistics) for each line of
// SOURCES.tsv.
#include "letter_grams.hpp"
#include "model_writer.hpp"
#include "normalizers/letters/alphabet.hpp"
#include "normalizers/letters/graph_builder.hpp"
#include "normalizers/letters/model_format.hpp"
#include "normalizers/text/tokens.hpp"
#include "normalizers/text/unicode.hpp"
#include "normalizers/text/utf8.hpp"
#include "training_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

namespace saksklar::dictionaries {

namespace {

using namespace model_format;

struct Word {
    std::string codes;
    std::array<std::uint32_t, 3> strict{}; ///< nb, nn, en: seen in sources with least <= 2
    std::array<std::uint32_t, 3> loose{};  ///< seen in all sources
    std::uint32_t names = 0;
    std::uint32_t inner = 0;   ///< occurrences not first in a sentence
    std::uint32_t capital = 0; ///< of these, with a capital
    std::uint32_t upper = 0;   ///< of these, all in capitals
    std::uint32_t index = 0;
};

struct Gram {
    std::uint64_t key = 0;
    std::uint32_t count = 0;
    std::uint32_t strict = 0;
};

constexpr std::uint64_t id_bits = 21;
constexpr std::uint64_t id_mask = (1ULL << id_bits) - 1;

std::vector<Gram> aggregate(std::vector<Gram>& grams)
{
    std::ranges::sort(grams, {}, &Gram::key);
    std::vector<Gram> out;
    for (const Gram& gram : grams) {
        if (!out.empty() && out.back().key == gram.key) {
            out.back().count += gram.count;
            out.back().strict += gram.strict;
        } else {
            out.push_back(gram);
        }
    }
    return out;
}

/// The three discounts of modified Kneser-Ney smoothing (Chen and Goodman, 1998).
struct Discounts {
    std::array<double, 4> d{};

    explicit Discounts(const std::vector<std::uint32_t>& counts)
    {
        std::array<double, 5> n{};
        for (const std::uint32_t count : counts) {
            if (count >= 1 && count <= 4) {
                n[count] += 1;
            }
        }
        const double y = n[1] / std::max(1.0, n[1] + 2 * n[2]);
        d[1] = std::clamp(1 - 2 * y * n[2] / std::max(1.0, n[1]), 0.1, 0.95);
        d[2] = std::clamp(2 - 3 * y * n[3] / std::max(1.0, n[2]), 0.2, 1.9);
        d[3] = std::clamp(3 - 4 * y * n[4] / std::max(1.0, n[3]), 0.3, 2.8);
    }

    double operator()(std::uint32_t count) const { return d[std::min(count, 3U)]; }
};

class FlatMap {
public:
    explicit FlatMap(std::size_t size) : keys_(size * 2 + 16, ~0ULL), values_(size * 2 + 16, 0) {}

    float& operator[](std::uint64_t key)
    {
        std::size_t i = mix(key) % keys_.size();
        while (keys_[i] != ~0ULL && keys_[i] != key) {
            i = i + 1 == keys_.size() ? 0 : i + 1;
        }
        keys_[i] = key;
        return values_[i];
    }

    const float* find(std::uint64_t key) const
    {
        std::size_t i = mix(key) % keys_.size();
        while (keys_[i] != ~0ULL) {
            if (keys_[i] == key) {
                return &values_[i];
            }
            i = i + 1 == keys_.size() ? 0 : i + 1;
        }
        return nullptr;
    }

private:
    std::vector<std::uint64_t> keys_;
    std::vector<float> values_;
};

class Compiler {
public:
    void run(const std::string& sources_path, const std::string& folder, const std::string& out)
    {
        for (const SourceLine& source : read_sources(sources_path)) {
            if (source.kind == "text") {
                read_text(source, folder + "/" + source.name + ".txt");
            } else if (source.kind == "names" || source.kind == "words") {
                read_list(source,
                          folder + "/" + source.name + (source.kind == "names" ? ".tsv" : ".txt"));
            }
        }
        choose_words();
        for (const int language : {0, 1}) {
            train(language);
        }
        train_unigram_english();
        train_letters(letters_no);
        train_letters(letters_en);
        write(out);
    }

private:
    std::uint32_t id_of(std::string_view codes)
    {
        const auto [place, added] =
            ids_.try_emplace(std::string(codes), static_cast<std::uint32_t>(words_.size()));
        if (added) {
            Word word;
            word.codes = std::string(codes);
            words_.push_back(word);
        }
        return place->second;
    }

    void read_text(const SourceLine& source, const std::string& path)
    {
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            std::cerr << "compile_model: no " << path << ", left out\n";
            return;
        }
        const std::size_t language = source.language == "nb" ? 0 : source.language == "nn" ? 1 : 2;
        std::string line;
        std::vector<Token> tokens;
        std::uint64_t total = 0;
        while (std::getline(in, line)) {
            if (!utf8::is_valid(line) || !is_trained_on(line, source)) {
                continue;
            }
            tokenize(line, tokens);
            auto& stream = streams_[language];
            for (const Token& token : tokens) {
                if (token.pause == Token::Pause::sentence) {
                    stream.push_back({sentence_id, false});
                } else if (token.pause == Token::Pause::clause) {
                    stream.push_back({pause_id, false});
                }
                const bool strict = source.least <= 2;
                if (token.kind != TokenKind::word) {
                    const std::string_view form =
                        std::string_view(line).substr(token.span.begin, token.span.size());
                    const bool digits = token.kind == TokenKind::number ||
                                        (token.kind == TokenKind::lone && form.front() >= '0' &&
                                         form.front() <= '9');
                    stream.push_back({digits ? number_class(form) : unknown_id, strict});
                    continue;
                }
                const std::string_view form =
                    std::string_view(line).substr(token.span.begin, token.span.size());
                const std::string codes = alphabet::encode(form);
                if (codes.empty() || codes.size() > 40) {
                    stream.push_back({unknown_id, strict});
                    continue;
                }
                const std::uint32_t id = id_of(codes);
                Word& word = words_[id];
                word.loose[language] += 1;
                word.strict[language] += strict;
                ++total;
                if (token.pause != Token::Pause::sentence) {
                    ++word.inner;
                    const auto [capital, upper] = shape(form);
                    word.capital += capital;
                    word.upper += upper;
                }
                stream.push_back({id + first_word, strict});
            }
        }
        std::cerr << source.name << ": " << total << " words\n";
    }

    static std::pair<bool, bool> shape(std::string_view form)
    {
        bool first = true;
        bool capital = false;
        bool lower = false;
        std::size_t letters = 0;
        for (std::size_t i = 0; i < form.size();) {
            const utf8::CodePoint c = utf8::decode(form, i);
            if (unicode::is_letter(c.value)) {
                ++letters;
                const bool up = unicode::is_upper(c.value);
                if (first) {
                    capital = up;
                }
                lower = lower || !up;
                first = false;
            }
            i += c.size_bytes;
        }
        return {capital, letters > 1 && !lower};
    }

    void read_list(const SourceLine& source, const std::string& path)
    {
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            std::cerr << "compile_model: no " << path << ", left out\n";
            return;
        }
        std::string line;
        std::size_t read = 0;
        while (std::getline(in, line)) {
            const std::size_t tab = line.find('\t');
            const std::string name = line.substr(0, tab);
            const auto count = tab == std::string::npos
                                   ? 1U
                                   : static_cast<std::uint32_t>(std::atoi(line.c_str() + tab + 1));
            std::vector<Token> tokens = tokenize(name);
            for (const Token& token : tokens) {
                const std::string codes = alphabet::encode(
                    std::string_view(name).substr(token.span.begin, token.span.size()));
                if (codes.empty() || token.kind != TokenKind::word) {
                    continue;
                }
                Word& word = words_[id_of(codes)];
                if (source.kind == "names") {
                    word.names += count;
                    word.inner += 5;
                    word.capital += 5;
                } else {
                    word.strict[2] += count;
                    word.loose[2] += count;
                }
                ++read;
            }
        }
        std::cerr << source.name << ": " << read << " entries\n";
    }

    /// A word is kept if it was seen twice (three times where only reviews have it), or is a name.
    void choose_words()
    {
        const auto kept = [](const Word& word) {
            if (word.names > 0 || word.loose[2] > 1) {
                return true;
            }
            const std::uint32_t strict = word.strict[0] + word.strict[1];
            const std::uint32_t loose = word.loose[0] + word.loose[1];
            return strict >= 2 || loose >= 3;
        };
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < words_.size(); ++i) {
            if (kept(words_[i])) {
                order.push_back(i);
            }
        }
        std::ranges::sort(
            order, {}, [&](std::uint32_t i) { return std::string_view(words_[i].codes); });
        std::vector<std::uint32_t> new_id(words_.size(), unknown_id);
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            words_[order[i]].index = i;
            new_id[order[i]] = i + first_word;
            sorted_.push_back(words_[order[i]]);
        }
        for (auto& stream : streams_) {
            for (auto& [id, strict] : stream) {
                if (id >= first_word) {
                    id = new_id[id - first_word];
                }
            }
        }
        std::cerr << "words kept: " << sorted_.size() << " of " << words_.size() << "\n";
        words_.clear();
        ids_.clear();
    }

    void train(int language)
    {
        const auto& stream = streams_[static_cast<std::size_t>(language)];
        std::vector<Gram> tri;
        std::vector<Gram> start; // bigrams that begin a sentence have no word before them
        tri.reserve(stream.size());
        std::uint64_t u = sentence_id;
        std::uint64_t v = sentence_id;
        bool first = true;
        const auto see = [&](std::uint64_t w, bool strict) {
            if (!first && v != sentence_id) {
                tri.push_back({(u << (2 * id_bits)) | (v << id_bits) | w, 1, strict});
            }
            if (!first && v == sentence_id && w != sentence_id) {
                start.push_back({(v << id_bits) | w, 1, strict});
            }
            u = v;
            v = w;
            first = false;
        };
        for (const auto& [id, strict] : stream) {
            if (id == sentence_id && !first && v == sentence_id) {
                continue;
            }
            see(id, strict);
        }
        tri = aggregate(tri);
        start = aggregate(start);

        // Lower orders count in how many contexts a word is seen.
        std::vector<Gram> bi = start;
        bi.reserve(tri.size() / 2);
        for (const Gram& gram : tri) {
            bi.push_back({gram.key & ((1ULL << (2 * id_bits)) - 1), 1, gram.strict > 0});
        }
        std::vector<Gram> raw_bi; // how often, for pruning
        for (const Gram& gram : start) {
            raw_bi.push_back(gram);
        }
        for (const Gram& gram : tri) {
            raw_bi.push_back({gram.key & ((1ULL << (2 * id_bits)) - 1), gram.count, gram.strict});
        }
        bi = aggregate(bi);
        raw_bi = aggregate(raw_bi);

        const std::size_t ids = sorted_.size() + first_word;
        std::vector<std::uint32_t> uni(ids, 0);
        for (const Gram& gram : bi) {
            uni[gram.key & id_mask] += 1;
        }
        const auto counts_of = [](const std::vector<Gram>& grams) {
            std::vector<std::uint32_t> counts;
            counts.reserve(grams.size());
            for (const Gram& gram : grams) {
                counts.push_back(gram.count);
            }
            return counts;
        };
        const Discounts d3(counts_of(tri));
        const Discounts d2(counts_of(bi));
        const Discounts d1(uni);

        // Unigrams.
        std::vector<double> p1(ids, 0);
        double total = 0;
        double kinds = 0;
        for (const std::uint32_t count : uni) {
            total += count;
            kinds += count > 0;
        }
        double left = 0;
        for (std::uint32_t id = 0; id < ids; ++id) {
            if (uni[id] > 0) {
                left += d1(uni[id]) / total;
            }
        }
        for (std::uint32_t id = 0; id < ids; ++id) {
            if (uni[id] > 0) {
                p1[id] = (uni[id] - d1(uni[id])) / total + left / kinds * 0.5;
            }
        }
        p1[unknown_id] += left * 0.5;

        // Bigrams, interpolated.
        FlatMap p2(bi.size());
        for (std::size_t i = 0; i < bi.size();) {
            std::size_t j = i;
            double sum = 0;
            double rest = 0;
            while (j < bi.size() && bi[j].key >> id_bits == bi[i].key >> id_bits) {
                sum += bi[j].count;
                rest += d2(bi[j].count);
                ++j;
            }
            for (std::size_t k = i; k < j; ++k) {
                const double p =
                    (bi[k].count - d2(bi[k].count)) / sum + rest / sum * p1[bi[k].key & id_mask];
                p2[bi[k].key] = static_cast<float>(p);
            }
            gamma2_.resize(ids);
            gamma2_[bi[i].key >> id_bits] = rest / sum;
            i = j;
        }

        // Which to keep.
        const std::uint32_t least_bi = 2;
        const std::uint32_t least_tri = language == 0 ? 3 : 2;
        const auto keep = [](const Gram& gram, std::uint32_t least) {
            return gram.strict >= least || gram.count >= std::max(least, 3U);
        };
        std::vector<std::pair<std::uint64_t, double>> kept3;
        std::unordered_map<std::uint64_t, std::pair<double, double>> sums3; // kept p3, and their p2
        FlatMap needed(tri.size() / 4);
        for (std::size_t i = 0; i < tri.size();) {
            std::size_t j = i;
            double sum = 0;
            double rest = 0;
            while (j < tri.size() && tri[j].key >> id_bits == tri[i].key >> id_bits) {
                sum += tri[j].count;
                rest += d3(tri[j].count);
                ++j;
            }
            for (std::size_t k = i; k < j; ++k) {
                if (!keep(tri[k], least_tri)) {
                    continue;
                }
                const std::uint64_t low = tri[k].key & ((1ULL << (2 * id_bits)) - 1);
                const float* lower = p2.find(low);
                const double p = (tri[k].count - d3(tri[k].count)) / sum + rest / sum * *lower;
                kept3.emplace_back(tri[k].key, p);
                needed[tri[k].key >> id_bits] = 1; // its context
            }
            i = j;
        }
        std::unordered_map<std::uint64_t, std::size_t> place2;
        std::vector<std::pair<std::uint64_t, double>> kept2;
        std::vector<double> sum2(ids, 0);
        std::vector<double> sum1(ids, 0);
        for (std::size_t i = 0; i < raw_bi.size(); ++i) {
            const std::uint64_t key = raw_bi[i].key;
            const bool context = needed.find(key) != nullptr;
            if (!keep(raw_bi[i], least_bi) && !context) {
                continue;
            }
            const double p = *p2.find(key);
            place2.emplace(key, kept2.size());
            kept2.emplace_back(key, p);
            sum2[key >> id_bits] += p;
            sum1[key >> id_bits] += p1[key & id_mask];
        }
        auto& backoffs = backoffs_[static_cast<std::size_t>(language)];
        backoffs.assign(ids, 0);
        for (std::uint32_t id = 0; id < ids; ++id) {
            backoffs[id] = std::log(std::max(1e-4, 1 - sum2[id]) / std::max(1e-4, 1 - sum1[id]));
        }
        const auto model2 = [&](std::uint64_t key) {
            const auto found = place2.find(key);
            return found != place2.end() ? kept2[found->second].second
                                         : std::exp(backoffs[key >> id_bits]) * p1[key & id_mask];
        };
        std::unordered_map<std::uint64_t, std::pair<double, double>> sums;
        for (const auto& [key, p] : kept3) {
            auto& [high, low] = sums[key >> id_bits];
            high += p;
            low += model2(key & ((1ULL << (2 * id_bits)) - 1));
        }
        const auto table = static_cast<std::uint32_t>(language);
        for (const auto& [key, p] : kept2) {
            HashedGram gram;
            gram.hash = hash_next(
                hash_next(hash_start(table, 2), static_cast<std::uint32_t>(key >> id_bits)),
                static_cast<std::uint32_t>(key & id_mask));
            gram.log_prob = std::log(p);
            if (const auto found = sums.find(key); found != sums.end()) {
                gram.log_backoff = std::log(std::max(1e-4, 1 - found->second.first) /
                                            std::max(1e-4, 1 - found->second.second));
            }
            grams_.push_back(gram);
        }
        for (const auto& [key, p] : kept3) {
            HashedGram gram;
            std::uint64_t hash = hash_start(table, 3);
            hash = hash_next(hash, static_cast<std::uint32_t>(key >> (2 * id_bits)));
            hash = hash_next(hash, static_cast<std::uint32_t>((key >> id_bits) & id_mask));
            gram.hash = hash_next(hash, static_cast<std::uint32_t>(key & id_mask));
            gram.log_prob = std::log(p);
            grams_.push_back(gram);
        }
        auto& unigrams = unigrams_[static_cast<std::size_t>(language)];
        unigrams.assign(ids, 1.0);
        for (std::uint32_t id = 0; id < ids; ++id) {
            if (p1[id] > 0) {
                unigrams[id] = std::log(p1[id]);
            }
        }
        std::cerr << (language == 0 ? "nb" : "nn") << ": " << kept2.size() << " bigrams of "
                  << bi.size() << ", " << kept3.size() << " trigrams of " << tri.size() << "\n";
    }

    void train_unigram_english()
    {
        const std::size_t ids = sorted_.size() + first_word;
        unigrams_[2].assign(ids, 1.0);
        double total = 0;
        for (const Word& word : sorted_) {
            total += word.loose[2];
        }
        for (std::uint32_t i = 0; i < sorted_.size(); ++i) {
            if (sorted_[i].loose[2] > 0) {
                unigrams_[2][i + first_word] = std::log(sorted_[i].loose[2] / total);
            }
        }
    }

    /// A letter 5-gram model over the kinds of words, each weighted by the logarithm of its count.
    void train_letters(Table which)
    {
        LetterCounts counts;
        for (const Word& word : sorted_) {
            const double seen = which == letters_en
                                    ? word.loose[2]
                                    : word.loose[0] + word.loose[1] + std::min(word.names, 3U);
            if (seen > 0 && word.codes.size() >= 2) {
                counts.add(word.codes, 1 + std::log(seen));
            }
        }
        const std::vector<HashedGram> grams =
            counts.grams(which, which == letters_en ? 12.0 : 20.0);
        grams_.insert(grams_.end(), grams.begin(), grams.end());
        std::cerr << "letter n-grams: " << grams.size() << "\n";
    }

    void write(const std::string& path)
    {
        std::vector<std::string> codes;
        std::vector<std::uint8_t> flags;
        for (const Word& word : sorted_) {
            codes.push_back(word.codes);
            unsigned f = 0;
            f |= word.strict[0] >= 2 || word.loose[0] >= 3 ? unsigned{in_nb} : 0U;
            f |= word.strict[1] >= 2 || word.loose[1] >= 3 ? unsigned{in_nn} : 0U;
            f |= word.loose[2] > 0 ? unsigned{in_en} : 0U;
            f |= word.names > 0 ? unsigned{in_names} : 0U;
            f |= word.inner > 0 && word.capital * 10 >= word.inner * 7 ? unsigned{capitalised} : 0U;
            f |= word.inner > 0 && word.upper * 10 >= word.inner * 7 ? unsigned{upper_case} : 0U;
            flags.push_back(static_cast<std::uint8_t>(f));
        }
        const BuiltGraph graph = build_graph(codes, true);
        const auto quantised = [](const std::vector<double>& logs) {
            std::vector<std::uint8_t> out;
            for (const double log : logs) {
                out.push_back(log > 0 ? absent : quantise(-log));
            }
            return out;
        };
        const auto quantised_backoffs = [](const std::vector<double>& logs) {
            std::vector<std::uint8_t> out;
            for (const double log : logs) {
                out.push_back(quantise(backoff_offset - log));
            }
            return out;
        };
        const std::vector<std::uint32_t> slots = hashed_slots(grams_);
        ModelWriter writer(model_magic);
        writer.add(word_edges, graph.edges);
        writer.add(word_skips, graph.skips);
        writer.add(word_flags, flags);
        writer.add(unigrams_nb, quantised(unigrams_[0]));
        writer.add(unigrams_nn, quantised(unigrams_[1]));
        writer.add(unigrams_en, quantised(unigrams_[2]));
        writer.add(backoffs_nb, quantised_backoffs(backoffs_[0]));
        writer.add(backoffs_nn, quantised_backoffs(backoffs_[1]));
        writer.add(ngrams, slots);
        writer.write(path);
        std::cerr << "edges " << graph.edges.size() << ", n-grams " << grams_.size() << "\n";
    }

    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<Word> words_;
    std::vector<Word> sorted_;
    std::array<std::vector<std::pair<std::uint32_t, bool>>, 3> streams_;
    std::vector<double> gamma2_;
    std::array<std::vector<double>, 3> unigrams_;
    std::array<std::vector<double>, 2> backoffs_;
    std::vector<HashedGram> grams_;
};

} // namespace

} // namespace saksklar::dictionaries

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "usage: compile_model SOURCES.tsv FOLDER OUT\n";
        return 2;
    }
    try {
        saksklar::dictionaries::Compiler().run(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::cerr << "compile_model: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
