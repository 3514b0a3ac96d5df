// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// Finds in the text of a follow-up who is to do it and until when: fields ("Ansvar: Kari. Frist:
/// 1. mai"), the people that it begins with ("Kari og Ola ringer", "KL: tekst", "@siri booker"), or
/// ends in ("… (Maja, Thomas)", "… → Kari"), and dates behind "innen" and "frist". Who came to the
/// meeting is known by first name, initials or user name. What is there already stays.
void read_duty(FollowUp& item, const std::vector<Attendee>& attendance);

/// A sentence that says what somebody is to do: "Kari ringer kommunen innen 1. mai.", "Ola og Siv
/// lager utkast", "Kari: sende ut innkalling". Nothing of others: "Kari fortalte om turen."
std::optional<FollowUp> told_duty(std::string_view sentence,
                                  const std::vector<Attendee>& attendance);

/// Whether a field of who is to do something, or until when, stands in a text.
bool names_duty(std::string_view text);

} // namespace saksklar::structure
