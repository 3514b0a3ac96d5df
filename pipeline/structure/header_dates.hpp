// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/dates.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar::structure {

/// The dates that stand in the head of minutes, and which of them is the meeting's.
class HeaderDates {
public:
    /// `outline` must outlive this.
    explicit HeaderDates(const Outline& outline) : outline_(outline) {}

    /// The dates in a text of line `i`. The higher `rank`, the surer: 5 front matter, 4 "Dato:" and
    /// the title, 3 a line beside it, 2 a letterhead, 1 a sentence, 0 when a letter was sent.
    void add(std::size_t i, std::string_view text, int rank);

    /// The dates in a value of the front matter.
    void add_front_matter(const std::string& value, const Place& place, int rank);

    /// The date of a letter's head, also "Thursday, February 12, 2004 12:41 AM".
    void add_mailed(std::size_t i);

    bool empty() const { return dates_.empty(); }

    /// Chooses the meeting's date and writes it into `record`, with warnings where dates disagree.
    /// `path` names the file, which may have a date too; `several` meetings stand in it; its cases
    /// are numbered within `case_year` ("Sak 4/20": 2020), or 0.
    void settle(MeetingRecord& record, std::string_view path, bool several, int case_year);

private:
    struct DateInText {
        FoundDate date;
        std::string printed;
        Place place{};
        int rank = 0;
        std::size_t line = 0;
    };

    bool letterhead(std::size_t i, const FoundDate& date) const;
    int year_of_title(const MeetingRecord& record, const DateInText& date) const;
    int year_beside(const FoundDate& date) const;
    DateInText* surest();

    const Outline& outline_;
    std::vector<DateInText> dates_;
};

} // namespace saksklar::structure
