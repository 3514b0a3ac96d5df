// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace saksklar::structure {

/// The organ that a title of minutes names: "Møte i Festkomiteen 15.05.2014" gives "Festkomiteen".
/// Empty if it names none.
std::string body_in_title(std::string_view title);

/// The organ whose meetings have that name: "Referat fra Byggeutvalgmøte" gives "Byggeutvalg".
std::string body_of_meeting_kind(std::string_view title);

/// Whether a line of its own is the name of an organ: "Brukerutvalget i Vestvik".
bool names_organ(std::string_view plain);

} // namespace saksklar::structure
