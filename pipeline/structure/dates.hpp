// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// A date as found in a text. `year` is 0 where the text gives none.
struct FoundDate {
    int year = 0;
    int month = 0;
    int day = 0;
    int weekday = 0; ///< 1 Monday … 7 Sunday as printed before the date; 0 none
    Span span{};     ///< in the text given, with the weekday
};

struct FoundTime {
    int hour = 0;
    int minute = 0;
    bool marked = false; ///< "kl.", a colon or a range stands with it
    Span span{};
};

/// The year that two digits stand for: those from 50 on are of the last century.
constexpr int year_of_two_digits(int digits) noexcept
{
    constexpr int first_of_last_century = 50;
    return digits + (digits < first_of_last_century ? 2000 : 1900);
}

/// Dates in order: "20. oktober 2025", "20.10.2025", "20.10.25", "2025-10-20", "20/10 2025",
/// "okt. 20", "20251020", with O and l for digits. Day and month are always in range.
std::vector<FoundDate> find_dates(std::string_view text);

/// Times in order: "14:00", "kl. 14.00", "1400-1600", "kl 9". Only those that are marked as
/// times by a colon, by "kl" or by being a range.
std::vector<FoundTime> find_times(std::string_view text);

/// 1 Monday … 7 Sunday; 0 when there is no such date.
int weekday_of(int year, int month, int day);

/// Days since 1970-01-01 (proleptic Gregorian).
long day_number(int year, int month, int day);

std::string iso_date(const FoundDate& date);
std::string clock_time(const FoundTime& time);

} // namespace saksklar::structure
