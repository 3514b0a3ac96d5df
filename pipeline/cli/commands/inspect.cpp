// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/language_data.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/cli/table.hpp"
#include "pipeline/core/names.hpp"
#include "pipeline/run/survey.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace saksklar::cli {

namespace {

/// Points to millimetres.
std::string millimetres(const PageSurvey& page)
{
    if (page.width <= 0) {
        return "";
    }
    constexpr double per_point = 25.4 / 72;
    return fixed(page.width * per_point, 0) + " x " + fixed(page.height * per_point, 0);
}

std::string images_of(const PageSurvey& page)
{
    if (page.images == 0) {
        return "";
    }
    std::string text = std::to_string(page.images);
    if (page.image_share > 0) {
        text += " (" + fixed(100 * page.image_share, 0) + " %)";
    }
    if (page.image_dpi > 0) {
        text += " " + std::to_string(page.image_dpi) + " dpi";
    }
    return text;
}

std::string fonts_of(const PageSurvey& page)
{
    if (page.fonts == 0) {
        return "";
    }
    std::string text = std::to_string(page.fonts);
    if (page.fonts_without_unicode > 0) {
        text += " (" + std::to_string(page.fonts_without_unicode) + " mute)";
    }
    return text;
}

} // namespace

int inspect_command(const Request& request, Streams& streams, Console& console)
{
    const auto data_dir = find_data_dir(request.data_dir);
    const auto language = load_language_data(data_dir);
    watch_interrupts();
    bool first = true;
    const std::size_t failed = survey_documents(
        request.operands,
        worker_options(request, data_dir),
        *language,
        console,
        [&](const DocumentSurvey& survey) {
            streams.write((first ? "" : "\n") + survey.source.path + ": " +
                          survey.source.media_type +
                          (survey.charset.empty() ? "" : ", " + survey.charset) + ", " +
                          std::to_string(survey.pages.size()) +
                          (survey.pages.size() == 1 ? " page" : " pages") + "\n");
            first = false;
            std::vector<std::vector<std::string>> rows = {{"page",
                                                           "mm",
                                                           "letters",
                                                           "images",
                                                           "fonts",
                                                           "verdict",
                                                           "quality",
                                                           "read from",
                                                           "time",
                                                           "why"}};
            for (const PageSurvey& page : survey.pages) {
                rows.push_back(
                    {std::to_string(page.number),
                     millimetres(page),
                     std::to_string(page.text_characters),
                     images_of(page),
                     fonts_of(page),
                     std::string(name_of(page.verdict)),
                     fixed(page.quality, 2),
                     std::string(name_of(page.planned)),
                     page.estimated_seconds < 0.5 ? "" : duration(page.estimated_seconds),
                     page.why});
            }
            streams.write(
                table(rows, {true, false, true, false, false, false, true, false, true, false}));
            streams.flush();
        });
    streams.flush();
    if (was_interrupted()) {
        die_interrupted();
    }
    return failed > 0 ? 1 : 0;
}

} // namespace saksklar::cli
