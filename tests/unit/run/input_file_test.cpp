// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/run/input_file.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;
using namespace saksklar::test;

TEST_CASE("a file is known by its content and its digest", "[input_file]")
{
    const TempDir dir;
    const InputFile text = open_input(dir.write("rart-navn.pdf", "abc"));
    CHECK(text.source.kind == FileKind::text);
    CHECK(text.source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(text.source.bytes == 3);
    CHECK(text.text_bytes == "abc");
    const InputFile pdf =
        open_input(dir.write("x.txt", "%PDF-1.4\n" + std::string(1'000'000, ' ')));
    CHECK(pdf.source.kind == FileKind::pdf);
    CHECK(pdf.source.media_type == "application/pdf");
    CHECK(pdf.text_bytes.empty());
    CHECK_THROWS_AS(open_input(dir.write("tom", "")), Error);
    CHECK_THROWS_AS(open_input(dir / "mangler"), Error);
}
