// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/explain.hpp"

#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/repair_session.hpp"

#include <algorithm>

namespace saksklar {

namespace {

std::string_view name_of(ReadingSource source) noexcept
{
    switch (source) {
    case ReadingSource::model:
        return "model";
    case ReadingSource::system:
        return "system";
    case ReadingSource::archive:
        return "archive";
    case ReadingSource::compound:
        return "compound";
    case ReadingSource::new_word:
        return "new word";
    }
    return "";
}

} // namespace

Explanation explain(std::string_view word,
                    std::string_view text,
                    const LanguageData& data,
                    const LetterRepairOptions& options)
{
    Explanation out;
    out.word = std::string(word);
    out.decision = "left";
    RepairSession session(data.tables(), options.learned);
    session.read(text);
    out.estimate = session.estimate();
    const std::vector<Judgement> judgements = session.decide();

    // The word itself, not a part of a longer one.
    const std::vector<Token> tokens = tokenize(text);
    const auto token = std::ranges::find_if(
        tokens, [&](const Token& t) { return text.substr(t.span.begin, t.span.size()) == word; });
    if (token == tokens.end()) {
        out.evidence = "the word does not stand in the text";
        return out;
    }
    if (token->kind == TokenKind::protected_) {
        out.evidence = "an address, a file name, code or an id: never touched";
        return out;
    }
    for (RepairSession::ScoredReading& scored : session.scored_readings(token->span.begin)) {
        Reading reading;
        reading.channel = scored.channel;
        reading.language = scored.language;
        reading.source = scored.as_seen ? "as seen" : std::string(name_of(scored.source));
        if (scored.source == ReadingSource::archive && options.learned != nullptr) {
            if (const LearnedWords::Entry* entry = options.learned->find(scored.text)) {
                reading.witness = entry->witness;
            }
        }
        reading.text = std::move(scored.text);
        out.readings.push_back(std::move(reading));
    }
    const auto judged = std::ranges::find_if(
        judgements, [&](const Judgement& j) { return j.span.begin == token->span.begin; });
    if (judged == judgements.end()) {
        out.evidence = out.readings.size() > 1
                           ? "what is seen is far likelier than any other reading"
                           : "no other reading is known";
        return out;
    }
    out.probability = judged->probability;
    out.evidence = judged->after + ": " + judged->evidence;
    out.decision = judged->probability >= options.min_probability       ? "applied"
                   : judged->probability >= options.propose_probability ? "proposed"
                                                                        : "left";
    return out;
}

} // namespace saksklar
