// SPDX-License-Identifier: Apache-2.0
// dump_decisions DATA FILE...: every word of the texts that could be read otherwise, one a line:
// file, offset, as seen, best other reading, and the features of the decision.
#include "normalizers/letters/language_data.hpp"
#include "normalizers/letters/repair_session.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::cerr << "usage: dump_decisions DATA FILE...\n";
        return 2;
    }
    try {
        const auto data = saksklar::load_language_data(argv[1]);
        for (int i = 2; i < argc; ++i) {
            std::ifstream in(argv[i], std::ios::binary);
            std::ostringstream text;
            text << in.rdbuf();
            saksklar::RepairSession session(data->tables(), nullptr);
            session.read(text.str());
            for (const saksklar::Judgement& judgement : session.decide()) {
                std::cout << argv[i] << '\t' << judgement.span.begin << '\t' << judgement.before
                          << '\t' << judgement.after;
                for (const float feature : judgement.features) {
                    std::cout << '\t' << feature;
                }
                std::cout << '\n';
            }
        }
    } catch (const std::exception& error) {
        std::cerr << "dump_decisions: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
