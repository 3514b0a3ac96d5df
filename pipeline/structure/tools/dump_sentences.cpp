// SPDX-License-Identifier: Apache-2.0
// dump_sentences PROGRAM DATA FILE...: every case of the documents, one a line, as JSON: its file,
// title, the decision that is found without what was learned, and of every sentence its block,
// text, tokens and cues. PROGRAM is the saksklar that reads pages, DATA its data folder.
#include "normalizers/letters/language_data.hpp"
#include "pipeline/run/read_documents.hpp"
#include "pipeline/structure/decision_sentences.hpp"
#include "pipeline/structure/watch_decisions.hpp"

#include <nlohmann/json.hpp>

#include <exception>
#include <iostream>
#include <string>
#include <string_view>

namespace {

using namespace saksklar;

class Messages : public RunObserver {
public:
    void message(Severity,
                 const std::string& where,
                 const std::string& text,
                 const std::string&) override
    {
        std::cerr << where << ": " << text << "\n";
    }

    void progress(std::string_view, std::size_t, std::size_t, std::size_t) override {}

    bool interrupted() const override { return false; }
};

nlohmann::json json_of(const std::string& path, const structure::WatchedCase& seen)
{
    using namespace structure;
    nlohmann::json out{{"path", path}, {"title", seen.title}, {"by_words", nullptr}};
    if (seen.by_words) {
        out["by_words"] = seen.by_words->text;
    }
    const CaseCues of_case = cues_of_case(seen.blocks, seen.sentences);
    nlohmann::json& sentences = out["sentences"] = nlohmann::json::array();
    for (std::size_t i = 0; i < seen.sentences.size(); ++i) {
        const CaseSentence& each = seen.sentences[i];
        const std::string_view text =
            seen.blocks[each.block].text.substr(each.span.begin, each.span.size());
        nlohmann::json tokens = nlohmann::json::array();
        each_word_token(
            text, [&tokens](std::string_view token, const WordFacts&) { tokens.push_back(token); });
        nlohmann::json cues = nlohmann::json::object();
        const Cues values = cues_of(seen.blocks, seen.sentences, i, of_case);
        for (std::size_t cue = 0; cue < values.size(); ++cue) {
            if (values[cue] != 0) {
                cues[std::string(name_of(static_cast<Cue>(cue)))] = values[cue];
            }
        }
        sentences.push_back(
            {{"block", each.block}, {"text", text}, {"tokens", tokens}, {"cues", cues}});
    }
    return out;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::cerr << "usage: dump_sentences PROGRAM DATA FILE...\n";
        return 2;
    }
    try {
        ReadDocumentsOptions options;
        options.inputs.assign(argv + 3, argv + argc);
        options.workers.program = argv[1];
        options.structure = false;
        const auto language = load_language_data(argv[2]);
        Messages observer;
        const std::size_t failed =
            read_documents(options, *language, observer, [](const FinishedDocument& finished) {
                const std::string& path = finished.document.source.path;
                watch_decisions(finished.document, [&path](const structure::WatchedCase& seen) {
                    std::cout << json_of(path, seen)
                                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                              << "\n";
                });
            });
        return failed == 0 ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "dump_sentences: " << error.what() << "\n";
        return 2;
    }
}
