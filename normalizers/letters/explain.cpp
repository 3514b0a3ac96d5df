// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/explain.hpp"

namespace saksklar {

Explanation explain(std::string_view word,
                    std::string_view text,
                    const LanguageData& data,
                    const LetterRepairOptions&)
{
    Explanation explanation;
    explanation.word = std::string(word);
    explanation.estimate = estimate_damage(text, data);
    explanation.decision = "left";
    return explanation;
}

} // namespace saksklar
