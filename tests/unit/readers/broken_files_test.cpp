// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/readers/document_reader.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace saksklar;

namespace {

const std::string broken = std::string(SAKSKLAR_SOURCE_DIR) + "/tests/resources/broken/";

FileKind kind_of(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    return file_kind(std::string{std::istreambuf_iterator<char>(stream), {}});
}

} // namespace

TEST_CASE("a file that cannot be read is named, with what to do", "[broken]")
{
    const auto [name, kind, word] = GENERATE(table<std::string, ErrorKind, std::string>({
        {"empty.pdf", ErrorKind::unreadable, "empty"},
        {"encrypted.pdf", ErrorKind::unsupported, "encrypted"},
        {"no-pages.pdf", ErrorKind::unreadable, "no pages"},
        {"only-a-header.pdf", ErrorKind::unreadable, "cut off"},
        {"truncated.pdf", ErrorKind::unreadable, "cut off"},
        {"packed.txt.gz", ErrorKind::unsupported, "gzip"},
        {"program.bin", ErrorKind::unsupported, "not a kind of file"},
        {"not-there.pdf", ErrorKind::unreadable, "not a file"},
    }));
    const auto resources = load_reader_resources({});
    CAPTURE(name);
    try {
        open_document(broken + name, kind_of(broken + name), resources);
        FAIL("it was opened");
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        CHECK(error.where() == broken + name);
        CHECK(error.reason().find(word) != std::string::npos);
        CHECK_FALSE(error.remedy().empty());
    }
}

TEST_CASE("a damaged page says so and the reader lives on", "[broken]")
{
    const std::string name = GENERATE(as<std::string>{}, "pages-in-a-ring.pdf", "truncated.png");
    CAPTURE(name);
    const auto resources = load_reader_resources({});
    const auto document = open_document(broken + name, kind_of(broken + name), resources);
    const Page page = document->read_page(0);
    CHECK(page.verdict == Verdict::unusable);
    CHECK(page.quality == 0);
    REQUIRE_FALSE(page.diagnostics.empty());
    CHECK(page.diagnostics[0].severity == Severity::error);
    CHECK(document->read_page(0) == page);
    CHECK(document->survey_page(0).verdict == Verdict::unusable);
}
