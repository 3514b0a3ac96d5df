// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"
#include "pipeline/run/observer.hpp"

#include <span>
#include <string>

namespace saksklar {

/// Tells the observer what was found on the pages of a document and in it as a whole.
/// False if something of it was lost: a diagnostic is an error.
bool say_diagnostics(const std::string& path,
                     std::span<const Page> pages,
                     std::span<const Diagnostic> of_document,
                     RunObserver& observer);

} // namespace saksklar
