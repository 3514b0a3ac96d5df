// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace saksklar::cli {

/// The help of a command, or of the program for an empty name.
std::string help_text(std::string_view command);

/// "man", "bash", "zsh" or "fish". Throws Error{usage} for anything else.
std::string generated(std::string_view kind);

std::string man_page();
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

} // namespace saksklar::cli
