// SPDX-License-Identifier: Apache-2.0
#include <normalizers/letters/language_data.hpp>
#include <pipeline/run/assemble.hpp>
#include <pipeline/structure/segment.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    if (argc != 2) {
        return 2;
    }
    const auto language = saksklar::load_language_data(argv[1]);
    saksklar::Source source;
    source.kind = saksklar::FileKind::text;
    const auto document = saksklar::assemble(
        saksklar::from_text_dump(source,
                                 "REFERAT STYREM\xD8TE\n\nDato: 3. mars 2024\n\n"
                                 "Sak 1/24 Godkjenning av innkalling\nVedtak: Godkjent.\n"),
        *language);
    std::cout << document.text << saksklar::segment(document).size() << "\n";
}
