// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/letters/language_data.hpp"
#include "pipeline/core/result.hpp"
#include "pipeline/readers/inspect.hpp"
#include "pipeline/run/observer.hpp"
#include "pipeline/workers/worker_process.hpp"

#include <functional>
#include <string>
#include <vector>

namespace saksklar {

/// A document looked at, not read.
struct DocumentSurvey {
    Source source{};
    std::string charset; ///< of a text dump
    std::vector<PageSurvey> pages;
};

/// Looks at every file behind `inputs`, in order, without recognising anything. Bad inputs are
/// messages to the observer. Returns how many failed.
std::size_t survey_documents(const std::vector<std::string>& inputs,
                             const WorkerOptions& workers,
                             const LanguageData& language,
                             RunObserver& observer,
                             const std::function<void(const DocumentSurvey&)>& take);

} // namespace saksklar
