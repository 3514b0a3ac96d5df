// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/ocr/tesseract_engine.hpp"
#include "pipeline/readers/document_reader.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace saksklar;

namespace {

const std::string odd = std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/odd/";

std::string text_of(const Page& page)
{
    std::string text;
    for (const Line& line : page.lines) {
        text += line.text + "\n";
    }
    return text;
}

/// Sorted.
std::vector<std::string> words_of(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}};
    std::sort(words.begin(), words.end());
    return words;
}

std::unique_ptr<DocumentReader> opened(const std::string& path, const ReadOptions& options = {})
{
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return open_document(path, file_kind(bytes), load_reader_resources(options));
}

} // namespace

TEST_CASE("languages have one name each", "[engine]")
{
    for (const char* name : {"nb", "nn", "no", "nob", "nno", "nor", "NB"}) {
        CHECK(tesseract_language(name) == "nor");
    }
    CHECK(tesseract_language("en") == "eng");
    CHECK(tesseract_language("swe") == "swe");
}

TEST_CASE("a missing language is said at the start, with its package", "[engine]")
{
    ReadOptions options;
    options.languages = {"xyz"};
    try {
        load_reader_resources(options);
        FAIL("xyz is no language");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::resource);
        CHECK(error.remedy().find("tesseract-ocr-xyz") != std::string::npos);
    }
}

TEST_CASE("without the English model a document says once what to install", "[engine]")
{
    const std::string system = tessdata_folder({});
    const test::TempDir folder;
    std::filesystem::create_symlink(system + "/nor.traineddata", folder.path() / "nor.traineddata");
    ReadOptions options;
    options.tessdata = folder.path().string();
    const std::string path = odd + "cmyk.jpg";
    for (const bool fast : {false, true}) {
        options.fast = fast;
        const auto document = open_document(path, FileKind::jpeg, load_reader_resources(options));
        CHECK(document->diagnostics().empty());
        document->read_page(0);
        const std::vector<Diagnostic> said = document->diagnostics();
        REQUIRE(said.size() == (fast ? 0 : 1));
        if (!fast) {
            CHECK(said[0].message.find("tesseract-ocr-eng") != std::string::npos);
        }
    }
}

TEST_CASE("pictures of every kind give the note that is on them", "[engine]")
{
    const std::string name = GENERATE(
        as<std::string>{}, "cmyk.jpg", "sixteen-bit.png", "transparent.png", "turned-by-exif.jpg");
    CAPTURE(name);
    const Page page = opened(odd + name)->read_page(0);
    CHECK(page.read_from == ReadFrom::image);
    CHECK(page.verdict == Verdict::sound);
    CHECK(text_of(page).find("Kaffe på kjøkkenet") != std::string::npos);
    CHECK(text_of(page).find("Åse Berg, Øystein Lund") != std::string::npos);
}

TEST_CASE("scans are read however their file codes them", "[engine]")
{
    const std::string name = GENERATE(
        as<std::string>{}, "jbig2-fax.pdf", "jpeg-2000.pdf", "turned-fax.pdf", "large-colour.png");
    CAPTURE(name);
    const Page page =
        opened(std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/codings/" + name)->read_page(0);
    CHECK(page.verdict == Verdict::sound);
    CHECK(text_of(page).find("Til stede: Åse Berg, Øystein Lund\n") != std::string::npos);
    CHECK(text_of(page).find("Kaffe på kjøkkenet") != std::string::npos);
    // What was read lies where it stands on the page as shown, in points.
    REQUIRE_FALSE(page.lines.empty());
    CHECK(page.lines[0].box.left == Approx(68).margin(4));
    CHECK(page.lines[0].box.top == Approx(64).margin(8));
}

TEST_CASE("a picture of many million pixels is read smaller, and the page says so", "[engine]")
{
    const std::string path =
        std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/codings/large-colour.png";
    const Page page = opened(path)->read_page(0);
    REQUIRE(page.diagnostics.size() == 1);
    CHECK(page.diagnostics[0].severity == Severity::note);
    CHECK(page.diagnostics[0].code == "image-scaled-down");
    CHECK(page.width == Approx(595.4).margin(0.5));
}

TEST_CASE("glyphs become the letters they draw, however the file numbers them", "[engine]")
{
    struct Case {
        const char* name;
        const char* why;  ///< part of what the record says
        std::size_t lost; ///< of 1,052 words; what one word alone shows, a picture hardly tells
    };

    const Case example =
        GENERATE(values<Case>({{"own-table.pdf", "the fonts were mended", 0},
                               {"table-by-chance.pdf", "the fonts were mended", 0},
                               {"one-byte-shifted.pdf", "every code was 29 away", 0},
                               {"ligatures-by-chance.pdf", "were learnt from the picture", 2},
                               {"one-byte-mixed.pdf", "were learnt from the picture", 6}}));
    CAPTURE(example.name);
    const std::string glyphs = std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/glyphs/";
    ReadOptions options;
    options.data_dir = SAKSKLAR_BINARY_DIR "/share/saksklar"; // words tell shifts
    const auto document = opened(glyphs + example.name, options);
    std::string text;
    for (std::size_t index = 0; index < document->page_count(); ++index) {
        const Page page = document->read_page(index);
        text += text_of(page);
        CHECK(page.read_from == ReadFrom::text_layer);
        CHECK(page.verdict == Verdict::unusable);
        CHECK(page.why.find(example.why) != std::string::npos);
    }
    std::ifstream file(glyphs + "text.txt");
    const std::vector<std::string> expected =
        words_of(std::string{std::istreambuf_iterator<char>(file), {}});
    const std::vector<std::string> found = words_of(text);
    std::vector<std::string> lost;
    std::set_difference(
        expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(lost));
    CAPTURE(lost);
    CHECK(expected.size() == 1052);
    CHECK(lost.size() <= example.lost);
}

TEST_CASE("flaws of a scan are taken away and named", "[engine]")
{
    const std::string flaws = std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/flaws/";
    const std::string clean = text_of(opened(flaws + "clean.jpg")->read_page(0));
    REQUIRE(clean.find("Åshild mener vi bør bytte alle seks") != std::string::npos);

    struct Case {
        const char* name;
        const char* treated;
        std::size_t lost; ///< of 87 words, those that come out otherwise
    };

    const Case example = GENERATE(values<Case>({{"bleed-through.jpg", "print of the other side", 1},
                                                {"dark-borders.jpg", "dark surroundings", 0},
                                                {"punch-holes.jpg", "punch holes", 0},
                                                {"speckle.png", "specks", 16},
                                                {"uneven-light.jpg", "shadows", 0}}));
    CAPTURE(example.name);
    const Page page = opened(flaws + example.name)->read_page(0);
    CHECK(page.why == std::string("a picture of a page; without ") + example.treated);
    const std::vector<std::string> found = words_of(text_of(page));
    const std::vector<std::string> expected = words_of(clean);
    std::vector<std::string> lost;
    std::set_difference(
        expected.begin(), expected.end(), found.begin(), found.end(), std::back_inserter(lost));
    CAPTURE(lost);
    CHECK(lost.size() <= example.lost);
    CHECK(found.size() <= expected.size() + example.lost);
}

TEST_CASE("a TIFF has its pages, the blank one too", "[engine]")
{
    const auto document = opened(odd + "blank-then-text.tif");
    REQUIRE(document->page_count() == 2);
    CHECK(document->read_page(0).verdict == Verdict::blank);
    CHECK(text_of(document->read_page(1)).find("Vedtak") != std::string::npos);
}

TEST_CASE("a survey needs no reading", "[engine]")
{
    const PageSurvey survey = opened(odd + "cmyk.jpg")->survey_page(0);
    CHECK(survey.planned == ReadFrom::image);
    CHECK(survey.estimated_seconds > 0);
    CHECK(survey.images == 1);
}

TEST_CASE("glyphs learn from pictures, whichever page is asked for first", "[engine]")
{
    const std::string path =
        std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/fonts/mixed-up.pdf";
    const auto forwards = opened(path);
    const Page second = forwards->read_page(1);
    const Page third = forwards->read_page(2);
    CHECK(second.read_from == ReadFrom::text_layer);
    CHECK(second.verdict == Verdict::unusable);
    CHECK(third.read_from == ReadFrom::text_layer);
    CHECK(text_of(third).find("PS 6/26 Tilskudd til kulturlivet 2026") != std::string::npos);
    const auto backwards = opened(path);
    CHECK(backwards->read_page(2) == third);
    CHECK(backwards->read_page(1) == second);
}
