// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/survey.hpp"

#include "pipeline/run/assemble.hpp"
#include "pipeline/run/input_file.hpp"
#include "pipeline/run/walk.hpp"

#include <utility>

namespace saksklar {

namespace {

/// A dump is repaired to see whether it must be: that takes no longer than looking.
DocumentSurvey survey_dump(const InputFile& file, const LanguageData& language)
{
    const Document document = assemble(from_text_dump(file.source, file.text_bytes), language);
    DocumentSurvey survey{document.source, document.charset, {}};
    for (const Page& page : document.pages) {
        PageSurvey one;
        one.number = page.number;
        for (const Line& line : page.lines) {
            one.text_characters += line.text.size();
        }
        one.verdict = page.verdict;
        one.quality = page.quality;
        one.why = page.why;
        one.planned = ReadFrom::dump;
        survey.pages.push_back(std::move(one));
    }
    return survey;
}

Result<DocumentSurvey> survey_pages(const InputFile& file, WorkerProcess& worker)
{
    const auto count = worker.open(file.source.path, file.source.kind);
    if (!count) {
        return count.error();
    }
    DocumentSurvey survey{file.source, {}, {}};
    for (std::size_t i = 0; i < count.value(); ++i) {
        auto page = worker.survey_page(i);
        if (!page) {
            return page.error();
        }
        survey.pages.push_back(std::move(page.value()));
    }
    return survey;
}

} // namespace

std::size_t survey_documents(const std::vector<std::string>& inputs,
                             const WorkerOptions& workers,
                             const LanguageData& language,
                             RunObserver& observer,
                             const std::function<void(const DocumentSurvey&)>& take)
{
    const std::vector<Input> files = walk(inputs);
    WorkerProcess worker(workers);
    std::size_t failed = 0;
    for (std::size_t i = 0; i < files.size() && !observer.interrupted(); ++i) {
        Result<DocumentSurvey> survey = [&]() -> Result<DocumentSurvey> {
            if (files[i].failure) {
                return *files[i].failure;
            }
            const auto file = guarded(files[i].path, [&] { return open_input(files[i].path); });
            if (!file) {
                return file.error();
            }
            return file.value().source.kind == FileKind::text
                       ? Result<DocumentSurvey>(survey_dump(file.value(), language))
                       : survey_pages(file.value(), worker);
        }();
        if (survey) {
            take(survey.value());
        } else {
            ++failed;
            observer.message(Severity::error,
                             survey.error().where,
                             survey.error().reason,
                             survey.error().remedy);
        }
        observer.progress("looking at", i + 1, files.size(), 0);
    }
    return failed;
}

} // namespace saksklar
