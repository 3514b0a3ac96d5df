// SPDX-License-Identifier: Apache-2.0
// What a block tells of its languages and its damage.
#include "normalizers/letters/language_tables.hpp"
#include "normalizers/letters/repair_session.hpp"
#include "normalizers/letters/rivals.hpp"

#include <algorithm>
#include <cmath>

namespace saksklar {

using namespace model_format;

namespace {

/// No single word decides more than this about its line (natural logarithm).
constexpr double most_evidence = 3.0;
constexpr double most_language_evidence = 4.0;
/// What a word that is mostly written with a capital says of its line's language, of other words'.
constexpr double name_evidence = 0.5;
/// Damage comes in stretches: from one line to the next it seldom begins or ends.
constexpr double line_change = 0.03;

} // namespace

void RepairSession::weigh_languages(Type& type) const
{
    constexpr double listed = 0.008;  // p of a frequent word of another language
    constexpr double unlisted = 4e-5; // of any other word it may share with Norwegian
    constexpr double foreign_letter = 1.5;
    constexpr double most_foreign_evidence = 3.0;
    ByLanguage logs{};
    double best_log = -1e9;
    double best = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        logs[k] = std::log(type.as_seen[k] + type.damaged[k] * 0.5 + 1e-8);
        best_log = std::max(best_log, logs[k]);
        best = std::max(best, type.as_seen[k] + type.damaged[k]);
    }
    for (std::size_t k = 0; k < 3; ++k) {
        type.language_evidence[k] = std::max(logs[k] - best_log, -most_language_evidence);
    }
    const WordReadings& r = type.readings;
    // A word that lost letters to a sign is what it was: how often they are lost is another
    // question.
    for (const Candidate& candidate : r.others) {
        if (candidate.lost > 0 && candidate.source == ReadingSource::model) {
            for (std::size_t k = 0; k < 2; ++k) {
                best = std::max(best, word_chance(tables_, candidate.id, 0, k));
            }
        }
    }
    type.foreign_listed =
        std::clamp(std::log(listed / best), -most_foreign_evidence, most_foreign_evidence);
    const bool norwegian = (r.flags & (in_nb | in_nn)) != 0 || r.in_system || r.compound;
    if (norwegian || best > 1e-4) {
        type.foreign_unlisted = std::clamp(std::log(unlisted / best), -most_foreign_evidence, 0.0);
    } else if (std::ranges::any_of(r.seen, [](char32_t c) {
                   return c == U'ä' || c == U'ö' || c == U'ü' || c == U'ß' || c == U'Ä' ||
                          c == U'Ö' || c == U'Ü';
               })) {
        type.foreign_unlisted = foreign_letter;
    }
}

void RepairSession::estimate_languages()
{
    std::vector<ByLanguage> evidence(lines_.size());
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        for (std::size_t t = lines_[l].begin; t < lines_[l].end; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind == TokenKind::lone ||
                (type->readings.id == unknown_id && type->readings.others.empty())) {
                continue;
            }
            // Names are of both: lines that are mostly names would be of the language that has
            // more.
            const double weight = (type->readings.flags & capitalised) != 0 ? name_evidence : 1.0;
            for (std::size_t k = 0; k < 3; ++k) {
                evidence[l][k] += weight * type->language_evidence[k];
            }
        }
    }
    ByLanguage prior = document_language_;
    for (int round = 0; round < 3; ++round) {
        ByLanguage sum{0.2, 0.15, 0.05};
        double weight = 0.4;
        for (std::size_t l = 0; l < lines_.size(); ++l) {
            // A line's neighbours speak for it too: few lines are long enough alone.
            ByLanguage log{};
            double total = 0;
            for (std::size_t k = 0; k < 3; ++k) {
                log[k] = std::log(prior[k]) + evidence[l][k] +
                         0.5 * ((l > 0 ? evidence[l - 1][k] : 0) +
                                (l + 1 < lines_.size() ? evidence[l + 1][k] : 0));
            }
            const double best = *std::ranges::max_element(log);
            for (std::size_t k = 0; k < 3; ++k) {
                lines_[l].language[k] = std::exp(log[k] - best);
                total += lines_[l].language[k];
            }
            const auto size = static_cast<double>(lines_[l].end - lines_[l].begin);
            for (std::size_t k = 0; k < 3; ++k) {
                lines_[l].language[k] = 0.002 + 0.994 * lines_[l].language[k] / total;
                sum[k] += lines_[l].language[k] * size;
            }
            weight += size;
        }
        for (std::size_t k = 0; k < 3; ++k) {
            prior[k] = std::max(0.002, sum[k] / weight);
        }
    }
    document_language_ = prior;
}

void RepairSession::estimate_foreign()
{
    constexpr double prior = -3.5;
    constexpr std::size_t languages = 8;
    std::vector<std::array<double, languages>> evidence(lines_.size());
    const std::size_t n = std::min(languages, tables_.foreign_names.size());
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        for (std::size_t t = lines_[l].begin; t < lines_[l].end; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind != TokenKind::word) {
                continue;
            }
            for (std::size_t k = 0; k < n; ++k) {
                evidence[l][k] += (type->readings.foreign >> k & 1U) != 0 ? type->foreign_listed
                                                                          : type->foreign_unlisted;
            }
        }
    }
    // A document keeps to its languages: how much of it is of one, by a first look at its lines,
    // says what to expect of those that do not tell.
    std::array<double, languages> priors{};
    double all_words = words_ + 40;
    std::array<double, languages> of_language = words_foreign_;
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        const auto size = static_cast<double>(lines_[l].end - lines_[l].begin);
        all_words += size;
        for (std::size_t k = 0; k < n; ++k) {
            of_language[k] += size / (1 + std::exp(-prior - evidence[l][k]));
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        const double share = std::clamp(of_language[k] / all_words, 0.0, 0.95);
        priors[k] = std::max(prior, std::log(share / (1 - share) + 1e-9));
    }
    for (std::size_t l = 0; l < lines_.size(); ++l) {
        double most_likely = -60;
        std::size_t which = 0;
        for (std::size_t k = 0; k < n; ++k) {
            double sum = priors[k] + evidence[l][k];
            for (std::size_t d = 1; d <= 4; ++d) {
                const double weight = d == 1 ? 0.8 : 0.5;
                sum += l >= d ? weight * evidence[l - d][k] : 0;
                sum += l + d < lines_.size() ? weight * evidence[l + d][k] : 0;
            }
            if (sum > most_likely) {
                most_likely = sum;
                which = k;
            }
        }
        lines_[l].foreign = 1 / (1 + std::exp(-most_likely));
        words_foreign_[which] +=
            lines_[l].foreign * static_cast<double>(lines_[l].end - lines_[l].begin);
    }
}

void RepairSession::estimate_damage()
{
    constexpr double intact_in_damaged = 0.04;
    for (Line& line : lines_) {
        line.log_ratio = 0;
        for (std::size_t t = line.begin; t < line.end; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || !type->speaks) {
                continue;
            }
            double sound = 0;
            double damaged = 0;
            for (std::size_t k = 0; k < 3; ++k) {
                const double w = line.language[k];
                const double stays = k == 2 || type->readings.intact == 0
                                         ? 1.0
                                         : std::pow(intact_in_damaged, type->readings.intact);
                sound += w * (type->as_seen[k] + type->damaged[k] * sound_rate);
                damaged += w * (type->as_seen[k] * stays + type->damaged[k] * 0.96);
            }
            line.log_ratio += std::clamp(
                std::log((damaged + 1e-30) / (sound + 1e-30)), -most_evidence, most_evidence);
        }
    }
    // Forward and backward over the lines.
    const auto n = lines_.size();
    std::vector<double> forward(n);
    double before = carried_damage_;
    for (std::size_t l = 0; l < n; ++l) {
        const double prior = before * (1 - line_change) + (1 - before) * line_change * 0.5;
        const double odds =
            std::exp(std::clamp(lines_[l].log_ratio, -60.0, 60.0)) * prior / (1 - prior);
        before = odds / (1 + odds);
        before = std::clamp(before, 1e-9, 1 - 1e-9);
        forward[l] = before;
    }
    double back = 0.5; // chance of what follows if this line is damaged, normalised
    for (std::size_t l = n; l-- > 0;) {
        const double p = forward[l] * back / (forward[l] * back + (1 - forward[l]) * (1 - back));
        lines_[l].damaged = p;
        // one step back
        const double odds =
            std::exp(std::clamp(lines_[l].log_ratio, -60.0, 60.0)) * back / (1 - back);
        const double here = std::clamp(odds / (1 + odds), 1e-9, 1 - 1e-9);
        const double if_damaged = here * (1 - line_change) + (1 - here) * line_change;
        const double if_sound = here * line_change * 0.5 + (1 - here) * (1 - line_change * 0.5);
        back = std::clamp(if_damaged / (if_damaged + if_sound), 1e-9, 1 - 1e-9);
    }
    if (n > 0) {
        carried_damage_ = std::clamp(forward.back(), 0.01, 0.99);
    }
    for (const Line& line : lines_) {
        for (std::size_t t = line.begin; t < line.end; ++t) {
            const Type* type = token_types_[t];
            if (type == nullptr || tokens_[t].kind != TokenKind::word) {
                continue;
            }
            words_ += 1;
            damaged_words_ += line.damaged * (1 - line.foreign);
            words_norwegian_ += (line.language[0] + line.language[1]) * (1 - line.foreign);
            const WordReadings& r = type->readings;
            const bool repairable = !r.others.empty() && r.others.front().log_channel > -9.0 &&
                                    r.others.front().source != ReadingSource::new_word;
            words_known_ += r.known() || r.compound || repairable;
            double normal = 0;
            double wrong = 0;
            for (std::size_t k = 0; k < 3; ++k) {
                normal += line.language[k] * type->as_seen[k];
                wrong += line.language[k] * type->damaged[k];
            }
            const double rate = line.damaged * 0.96 + (1 - line.damaged) * sound_rate;
            const double stays = r.intact == 0 ? 1.0 : std::pow(1 - rate, r.intact);
            expected_damaged_ += wrong * rate / (normal * stays + wrong * rate + 1e-30);
        }
        log_ratio_sum_ += line.log_ratio;
    }
}

DamageEstimate RepairSession::estimate() const
{
    DamageEstimate out;
    if (words_ <= 0) {
        return out;
    }
    // Likelihood that any stretch is damaged: the share of damaged words, made sure by how many.
    const double share = damaged_words_ / words_;
    out.norwegian = std::min(1.0, words_norwegian_ / words_);
    out.damaged =
        (1 - std::pow(1 - std::min(share, 0.999), std::min(words_, 20.0))) * out.norwegian;
    out.rate = expected_damaged_ / words_;
    out.readable = words_known_ / words_;
    const ByLanguage& p = document_language_;
    const auto foreign = std::ranges::max_element(words_foreign_);
    if (*foreign > 0.6 * words_) {
        const std::string& name =
            tables_.foreign_names[static_cast<std::size_t>(foreign - words_foreign_.begin())];
        out.language = name;
    } else if (p[2] > 0.7) {
        out.language = "en";
    } else if (p[0] + p[1] > 0.5) {
        const double nb = p[0] / (p[0] + p[1]);
        out.language = nb > 0.75 ? "nb" : nb < 0.25 ? "nn" : "mixed";
    } else {
        out.language = "mixed";
    }
    return out;
}

} // namespace saksklar
