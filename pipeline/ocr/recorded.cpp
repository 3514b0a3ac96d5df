// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ocr/recorded.hpp"

#include "normalizers/error.hpp"

#include <leptonica/allheaders.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace saksklar {

namespace {

std::string hexadecimal(std::uint64_t value)
{
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(value));
    return digits.data();
}

std::filesystem::path record_path(const std::filesystem::path& folder,
                                  const std::string& engine,
                                  std::uint64_t fingerprint)
{
    std::string name = engine;
    for (char& letter : name) {
        letter = letter == ' ' || letter == '/' ? '-' : letter;
    }
    return folder / (name + "-" + hexadecimal(fingerprint) + ".tsv");
}

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

template <class Number>
bool parse(std::string_view text, Number& value)
{
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} && end == text.data() + text.size();
}

bool parse_box(const std::vector<std::string_view>& fields, PixelBox& box)
{
    return parse(fields[1], box.left) && parse(fields[2], box.top) && parse(fields[3], box.right) &&
           parse(fields[4], box.bottom);
}

std::string box_fields(const PixelBox& box)
{
    return std::to_string(box.left) + '\t' + std::to_string(box.top) + '\t' +
           std::to_string(box.right) + '\t' + std::to_string(box.bottom);
}

std::string decimal(double value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(
        digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 4);
    return {digits.data(), end.ptr};
}

class ReplayEngine final : public OcrEngine {
public:
    ReplayEngine(std::filesystem::path folder, std::string name)
        : folder_(std::move(folder)), name_(std::move(name))
    {
    }

    std::vector<OcrLine> recognise(const Raster& image, OcrLayout layout) override
    {
        const std::filesystem::path path = record_path(folder_, name_, fingerprint(image, layout));
        std::ifstream stream(path, std::ios::binary);
        if (!stream) {
            throw Error(ErrorKind::recognition, path.string(), "this image was not recorded");
        }
        const std::string record{std::istreambuf_iterator<char>(stream), {}};
        return lines_from_record(record, path.string());
    }

    std::string name() const override { return name_; }

private:
    std::filesystem::path folder_;
    std::string name_;
};

class RecordingEngine final : public OcrEngine {
public:
    RecordingEngine(std::filesystem::path folder, OcrEngine& engine)
        : folder_(std::move(folder)), engine_(engine)
    {
    }

    std::vector<OcrLine> recognise(const Raster& image, OcrLayout layout) override
    {
        std::vector<OcrLine> lines = engine_.recognise(image, layout);
        std::ofstream stream(record_path(folder_, engine_.name(), fingerprint(image, layout)),
                             std::ios::binary);
        stream << recorded_lines(lines);
        return lines;
    }

    std::string name() const override { return engine_.name(); }

private:
    std::filesystem::path folder_;
    OcrEngine& engine_;
};

} // namespace

std::string recorded_lines(const std::vector<OcrLine>& lines)
{
    std::string record;
    for (const OcrLine& line : lines) {
        record += "line\t" + box_fields(line.box) + '\t' + decimal(line.x_height) + '\t' +
                  std::to_string(line.block) + '\n';
        for (const OcrWord& word : line.words) {
            record += "word\t" + box_fields(word.box) + '\t' + decimal(word.confidence) + '\t' +
                      word.text + '\n';
        }
    }
    return record;
}

std::vector<OcrLine> lines_from_record(std::string_view record, const std::string& where)
{
    std::vector<OcrLine> lines;
    for (const std::string_view row : split(record, '\n')) {
        if (row.empty()) {
            continue;
        }
        const std::vector<std::string_view> fields = split(row, '\t');
        bool good = fields.size() == 7;
        if (good && fields[0] == "line") {
            OcrLine line;
            good = parse_box(fields, line.box) && parse(fields[5], line.x_height) &&
                   parse(fields[6], line.block);
            lines.push_back(std::move(line));
        } else if (good && fields[0] == "word" && !lines.empty()) {
            OcrWord word;
            good = parse_box(fields, word.box) && parse(fields[5], word.confidence);
            word.text = fields[6];
            lines.back().words.push_back(std::move(word));
        } else {
            good = false;
        }
        if (!good) {
            throw Error(ErrorKind::unreadable, where, "not a record of an OCR reading");
        }
    }
    return lines;
}

std::uint64_t fingerprint(const Raster& image, OcrLayout layout)
{
    constexpr std::uint64_t prime = 1099511628211U;
    std::uint64_t hash = 14695981039346656037U;
    const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * prime; };
    mix(static_cast<std::uint64_t>(layout));
    mix(static_cast<std::uint64_t>(image.width()));
    mix(static_cast<std::uint64_t>(image.height()));
    if (image) {
        const auto words = static_cast<std::size_t>(pixGetWpl(image.pix.get())) *
                           static_cast<std::size_t>(image.height());
        const l_uint32* const data = pixGetData(image.pix.get());
        for (std::size_t i = 0; i < words; ++i) {
            mix(data[i]);
        }
    }
    return hash;
}

std::unique_ptr<OcrEngine> make_replay_engine(std::filesystem::path folder, std::string name)
{
    return std::make_unique<ReplayEngine>(std::move(folder), std::move(name));
}

std::unique_ptr<OcrEngine> make_recording_engine(std::filesystem::path folder, OcrEngine& engine)
{
    return std::make_unique<RecordingEngine>(std::move(folder), engine);
}

} // namespace saksklar
