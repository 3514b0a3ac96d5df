// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/result.hpp"
#include "pipeline/readers/document_reader.hpp"
#include "pipeline/readers/inspect.hpp"

#include <nlohmann/json.hpp>

/// What stands in the messages between parent and worker. Private to this folder.
namespace saksklar::protocol {

inline nlohmann::json from_failure(const Failure& failure)
{
    return {static_cast<int>(failure.kind), failure.where, failure.reason, failure.remedy};
}

inline Failure to_failure(const nlohmann::json& value)
{
    return {static_cast<ErrorKind>(value.at(0).get<int>()),
            value.at(1).get<std::string>(),
            value.at(2).get<std::string>(),
            value.at(3).get<std::string>()};
}

inline nlohmann::json from_read_options(const ReadOptions& options)
{
    return {{"languages", options.languages},
            {"tessdata", options.tessdata},
            {"data_dir", options.data_dir},
            {"fast", options.fast},
            {"always_ocr", options.always_ocr}};
}

inline ReadOptions to_read_options(const nlohmann::json& value)
{
    ReadOptions options;
    value.at("languages").get_to(options.languages);
    value.at("tessdata").get_to(options.tessdata);
    value.at("data_dir").get_to(options.data_dir);
    value.at("fast").get_to(options.fast);
    value.at("always_ocr").get_to(options.always_ocr);
    return options;
}

inline nlohmann::json from_survey(const PageSurvey& survey)
{
    return {survey.number,
            survey.width,
            survey.height,
            survey.text_characters,
            survey.images,
            survey.image_share,
            survey.image_dpi,
            survey.fonts,
            survey.fonts_without_unicode,
            static_cast<int>(survey.verdict),
            survey.quality,
            survey.why,
            static_cast<int>(survey.planned),
            survey.estimated_seconds};
}

inline PageSurvey to_survey(const nlohmann::json& value)
{
    PageSurvey survey;
    value.at(0).get_to(survey.number);
    value.at(1).get_to(survey.width);
    value.at(2).get_to(survey.height);
    value.at(3).get_to(survey.text_characters);
    value.at(4).get_to(survey.images);
    value.at(5).get_to(survey.image_share);
    value.at(6).get_to(survey.image_dpi);
    value.at(7).get_to(survey.fonts);
    value.at(8).get_to(survey.fonts_without_unicode);
    survey.verdict = static_cast<Verdict>(value.at(9).get<int>());
    value.at(10).get_to(survey.quality);
    value.at(11).get_to(survey.why);
    survey.planned = static_cast<ReadFrom>(value.at(12).get<int>());
    value.at(13).get_to(survey.estimated_seconds);
    return survey;
}

} // namespace saksklar::protocol
