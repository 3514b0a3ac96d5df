// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/parse_args.hpp"

#include "normalizers/error.hpp"
#include "pipeline/cli/flags.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace saksklar::cli {

namespace {

namespace po = boost::program_options;

[[noreturn]] void misused(const std::string& what, const std::string& remedy = "saksklar --help")
{
    throw Error(ErrorKind::usage, {}, what, remedy);
}

template <class Number>
Number to_number(const std::string& flag, const std::string& text, Number least, Number most)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= least) ||
        !(value <= most)) {
        std::ostringstream range;
        range << " wants a number from " << least << " to " << most << ", not '";
        misused("--" + flag + range.str() + text + "'", "saksklar --help, or man saksklar");
    }
    return value;
}

/// Tesseract's names for what people call the languages.
std::vector<std::string> to_languages(const std::string& text)
{
    std::vector<std::string> languages;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("+,", at), text.size());
        std::string name = text.substr(at, end - at);
        if (name == "nb" || name == "nn" || name == "no" || name == "nob" || name == "nno") {
            name = "nor";
        }
        if (name == "en") {
            name = "eng";
        }
        if (name.empty() ||
            name.find_first_not_of(
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-/") !=
                std::string::npos) {
            misused("--lang wants names of languages, not '" + text + "'", "--lang no");
        }
        if (std::ranges::find(languages, name) == languages.end()) {
            languages.push_back(name);
        }
        at = end + 1;
    }
    return languages;
}

po::options_description description()
{
    po::options_description options;
    for (const Flag& flag : flags()) {
        std::string names(flag.name);
        if (flag.letter != 0) {
            names += std::string(",") + flag.letter;
        }
        if (flag.operand == Operand::none) {
            // Counted by hand: a switch may stand more than once (-v -v).
            options.add_options()(names.c_str(), po::value<std::vector<bool>>()->zero_tokens());
        } else {
            // The last one wins, as scripts that add to a command line expect.
            options.add_options()(names.c_str(), po::value<std::vector<std::string>>());
        }
    }
    options.add_options()("operands", po::value<std::vector<std::string>>());
    return options;
}

const Command* find_command(std::string_view name)
{
    const auto at = std::ranges::find(commands(), name, &Command::name);
    return at == commands().end() ? nullptr : &*at;
}

/// "-vv" is how people write it; Program_options wants "-v -v".
std::vector<std::string> spread(std::span<char* const> arguments)
{
    std::vector<std::string> words;
    for (const char* argument : arguments) {
        const std::string word = argument;
        if (word.size() > 2 && word[0] == '-' &&
            word.find_first_not_of('v', 1) == std::string::npos) {
            words.insert(words.end(), word.size() - 1, "-v");
        } else {
            words.push_back(word);
        }
    }
    return words;
}

/// Counts a switch. Program_options stores one value for all its occurrences.
int times(const po::parsed_options& parsed, std::string_view name)
{
    return static_cast<int>(std::ranges::count_if(
        parsed.options, [&](const auto& option) { return option.string_key == name; }));
}

std::string last_of(const po::parsed_options& parsed, std::string_view name)
{
    std::string value;
    for (const auto& option : parsed.options) {
        if (option.string_key == name && !option.value.empty()) {
            value = option.value.back();
        }
    }
    return value;
}

po::parsed_options parsed_words(const std::vector<std::string>& words)
{
    namespace style = po::command_line_style;
    const po::options_description options = description();
    po::positional_options_description positions;
    positions.add("operands", -1);
    try {
        return po::command_line_parser(words)
            .options(options)
            .positional(positions)
            // No guessing: a flag added later must not break a script.
            .style(style::unix_style & ~style::allow_guessing)
            .run();
    } catch (const po::error& error) {
        misused(error.what());
    }
}

void check_operands(const Request& request, const Command& command)
{
    const bool wants = command.name != "repair";
    if (wants && request.operands.empty()) {
        misused("nothing to " + request.command,
                "saksklar " + request.command + " " + std::string(command.operands));
    }
    if (command.name == "repair" && request.operands.size() > 1) {
        misused("repair takes one file", "saksklar repair FILE > OUT");
    }
    if ((command.name == "run" || command.name == "learn") && request.output.empty() &&
        !request.dry_run) {
        misused("where to? -o is missing",
                "saksklar " + request.command + " " + std::string(command.operands));
    }
    if (std::ranges::count(request.operands, "-") > 1) {
        misused("standard input can be read only once");
    }
}

} // namespace

Request parse_args(std::span<char* const> arguments)
{
    Request request;
    const po::parsed_options parsed = parsed_words(spread(arguments.subspan(1)));
    const auto has = [&](std::string_view name) { return times(parsed, name) > 0; };
    for (const auto& option : parsed.options) {
        if (option.string_key == "operands") {
            request.operands.insert(
                request.operands.end(), option.value.begin(), option.value.end());
        }
    }
    if (!request.operands.empty()) {
        request.command = request.operands.front();
        request.operands.erase(request.operands.begin());
    }

    if (has("version") || request.command == "version") {
        request.command = "version";
        if (has("data-dir")) {
            request.data_dir = last_of(parsed, "data-dir");
        }
        return request;
    }
    if (has("generate")) {
        request.command = "generate";
        request.topic = last_of(parsed, "generate");
        return request;
    }
    const Command* command = find_command(request.command);
    if (has("help") || request.command == "help" || request.command.empty()) {
        if (request.command == "help" && !request.operands.empty()) {
            request.topic = request.operands.front();
        } else if (command != nullptr) {
            request.topic = command->name;
        }
        if (!request.topic.empty() && find_command(request.topic) == nullptr) {
            misused("no command '" + request.topic + "'");
        }
        if (request.command.empty() && !has("help")) {
            misused("a command is missing");
        }
        request.command = "help";
        return request;
    }
    if (command == nullptr) {
        misused("no command '" + request.command + "'");
    }
    for (const Flag& flag : flags()) {
        if (has(flag.name) && (flag.commands & command->bit) == 0) {
            misused("--" + std::string(flag.name) + " does not belong to " + request.command,
                    "saksklar help " + request.command);
        }
    }

    const auto text = [&](std::string_view name, auto& to) {
        if (has(name)) {
            to = last_of(parsed, name);
        }
    };
    const auto count = [&](const char* name, std::size_t& to, std::size_t most) {
        if (has(name)) {
            to = to_number<std::size_t>(name, last_of(parsed, name), 0, most);
        }
    };
    text("output", request.output);
    text("data-dir", request.data_dir);
    text("learned", request.learned);
    text("edits", request.edits);
    text("explain", request.explain);
    text("tessdata", request.tessdata);
    if (has("lang")) {
        request.languages = to_languages(last_of(parsed, "lang"));
    }
    count("jobs", request.jobs, 1024);
    count("memory", request.memory_mb, 1U << 22U);
    count("page-timeout", request.page_timeout_s, 1U << 20U);
    if (has("min-probability")) {
        request.min_probability =
            to_number("min-probability", last_of(parsed, "min-probability"), 0.0, 1.0);
    }
    request.verbosity = has("quiet") ? -1 : times(parsed, "verbose");
    request.diff = has("diff");
    request.fast = has("fast");
    request.always_ocr = has("always-ocr");
    request.again = has("again");
    request.dry_run = has("dry-run");
    check_operands(request, *command);
    return request;
}

} // namespace saksklar::cli
