// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/diagnostics.hpp"

namespace saksklar {

bool say_diagnostics(const std::string& path,
                     std::span<const Page> pages,
                     std::span<const Diagnostic> of_document,
                     RunObserver& observer)
{
    bool whole = true;
    const auto say = [&](const Diagnostic& said, const std::string& where) {
        whole = whole && said.severity != Severity::error;
        observer.message(said.severity, where, said.message, {});
    };
    for (const Page& page : pages) {
        for (const Diagnostic& said : page.diagnostics) {
            say(said, path + "#" + std::to_string(page.number));
        }
    }
    for (const Diagnostic& said : of_document) {
        say(said, said.page_number > 0 ? path + "#" + std::to_string(said.page_number) : path);
    }
    return whole;
}

} // namespace saksklar
