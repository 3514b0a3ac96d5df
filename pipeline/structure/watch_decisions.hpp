// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/structure/decisions.hpp"

namespace saksklar {

/// Calls `watch` for every case of the document, in order (tools/dump_sentences.cpp).
void watch_decisions(const Document& document, const structure::DecisionWatch& watch);

} // namespace saksklar
