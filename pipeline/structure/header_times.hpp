// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace saksklar::structure {

/// When a meeting began and ended, as far as a line says.
struct MeetingTimes {
    std::optional<FoundTime> start;
    std::optional<FoundTime> end;
    bool closed = false; ///< the line says that the meeting was closed then
};

/// "… halv åtte og holdt på til ti", "til klokka ti": the end that words give behind the start in
/// the sentence `said`; none if it is not after the start.
std::optional<FoundTime> spoken_end(const FoundTime& start, std::string_view said);

/// "Møtet begynte kl. 11.00 og ble avsluttet kl. 13.15", and a line "17.15 – 20.30".
MeetingTimes times_in_sentence(const Outline& outline, LineRange range, std::size_t i);

/// "biblioteket, 17-18.20", "Vi satt fra 19 til 21.10", "klubbhuset, fra 14.00", "ca 20.15": times
/// of day in a line of the head that nothing marks as such, and that no date is written like.
MeetingTimes unmarked_times(std::string_view line);

/// When the meeting began, of a sentence below the header that says who opened it: "Leder Kari Berg
/// åpnet møtet klokken 16.20 …". It may go on in the next line.
MeetingTimes times_of_opening(const Outline& outline, LineRange range, std::size_t i);

/// "Møtet hevet: 17.45", "Møtet sluttet kl." / "22.10 med allsang.", "Ferdige 20.15.",
/// "[18:00] Møtet slutt".
MeetingTimes times_of_closing(const Outline& outline, LineRange range, std::size_t i);

/// "[17:05] Møtet starter", "[18:00] Møtet slutt" in notes with times; a log begins with its first
/// heading, "[19:03] === Åpning ===".
MeetingTimes times_of_log(const OutlineLine& line);

} // namespace saksklar::structure
