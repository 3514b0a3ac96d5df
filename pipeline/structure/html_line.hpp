// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saksklar::structure {

/// The text of a line that begins with an element of HTML, as Markdown and wikis have them: without
/// its tags, a row of two cells as "label: value", cells otherwise with bars between them. Nothing
/// if the line begins with no such element ("<kari> Enig" of a chat).
std::optional<std::string> text_of_html(std::string_view line);

} // namespace saksklar::structure
