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

/// The name without what was written behind it: "Festkomiteen v/ leder" gives "Festkomiteen".
/// Empty for what names a day: "i går".
std::string tidy_body(std::string_view name);

/// The body beside the kind of meeting in a title: "Kvistdata AS – styremøte nr. 4/2018" gives
/// "Kvistdata AS". Empty if none stands there.
std::string body_around_kind(std::string_view title);

/// "Byggeutvalg" gives "Byggeutvalget": bodies are spoken of in the definite form.
std::string definite_organ(std::string_view name);

/// Whether a line of its own is the name of an organ: "Brukerutvalget i Vestvik".
bool names_organ(std::string_view plain);

} // namespace saksklar::structure
