// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/text/edit.hpp"
#include "pipeline/core/document.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saksklar {

/// Where something stands in Document::text, and on which pages.
struct Place {
    std::size_t offset = 0; ///< bytes
    std::size_t length = 0; ///< bytes
    int first_page = 1;
    int last_page = 1;

    bool operator==(const Place&) const = default;
};

enum class Attended { yes, no, deputy, unknown };

/// One person of the attendance list. Empty optional: the minutes do not say.
struct Attendee {
    std::string name;
    std::optional<std::string> code; ///< initials such as "KAW"
    std::optional<std::string> organisation;
    std::optional<std::string> role;
    std::optional<bool> called;
    Attended attended = Attended::unknown; ///< deputy: absent, and a deputy (vara) came
    std::optional<std::string> deputy_for; ///< a person or an organisation
    std::optional<Place> place;
};

enum class MovementKind {
    arrived, ///< came after the beginning
    left,    ///< went before the end
    away,    ///< took no part for a while
    recused  ///< took no part because of an interest of their own (inhabil)
};

/// Somebody who came, left, or took no part in something.
struct Movement {
    MovementKind kind = MovementKind::arrived;
    std::string name;
    std::optional<std::string> time;        ///< HH:MM
    std::optional<std::string> until;       ///< HH:MM, where it was for a while
    std::optional<std::string> case_number; ///< of the case that is named with it
    std::optional<std::size_t> case_index;  ///< that case, or the one the sentence stands in
    std::string text;                       ///< verbatim
    std::optional<Place> place;
};

struct AgendaItem {
    std::optional<std::string> number;
    std::string title;
    std::optional<Place> place;
};

struct Vote {
    std::optional<int> in_favour;
    std::optional<int> against;
    std::optional<int> abstained;
    std::optional<bool> unanimous;
    std::vector<std::string> names_in_favour;
    std::vector<std::string> names_against;
    std::string text; ///< verbatim
    std::optional<Place> place;
};

struct FollowUp {
    std::string text; ///< verbatim
    std::optional<std::string> person;
    std::optional<std::string> deadline; ///< as printed
    std::optional<Place> place;
};

/// A reference to another case, a meeting or a law.
struct Reference {
    std::string kind; ///< "case", "meeting", "law"
    std::string text; ///< "05-25", "§ 5-2"
    std::optional<Place> place;
};

/// A sum of money.
struct Amount {
    long long minor_units = 0; ///< øre
    std::string text;          ///< verbatim: "kr 450 000", "12,5 mill. kroner"
    std::optional<Place> place;
};

/// Somebody who was elected.
struct Elected {
    std::string name;
    std::optional<std::string> office; ///< as printed: "leder", "styremedlem for 2 år"
    std::optional<Place> place;
};

struct Link {
    std::string url; ///< empty: only the text is known
    std::string text;
    std::optional<Place> place;
};

/// One case (sak) or sub-case.
struct CaseRecord {
    std::optional<std::string> label;  ///< as printed: "Sak 06-25", "a."
    std::optional<std::string> number; ///< "06-25", "a"
    std::string title;                 ///< verbatim, repaired, wrapped lines joined
    std::optional<std::size_t> parent; ///< index into MeetingRecord::cases
    std::string text;                  ///< everything under the heading but sub-cases
    std::optional<std::string> presenter;
    std::optional<std::string> decision;
    std::optional<std::string> decision_kind; ///< "labelled", "formula", "prose"
    std::optional<Place> decision_place;
    std::vector<Vote> votes;
    std::vector<FollowUp> follow_ups;
    std::vector<Reference> references;
    std::vector<Link> links;
    std::vector<Amount> amounts;
    std::vector<Elected> elected;
    Place place{}; ///< heading and text
    Place title_place{};
};

/// Something that a reader of the record should look at, and where.
struct Warning : Diagnostic {
    std::optional<Place> place{};
};

enum class RecordKind { minutes, agenda, other };

/// One meeting. Fields that the source does not give are empty, never guessed.
struct MeetingRecord {
    RecordKind kind = RecordKind::other;
    std::string kind_reason; ///< why it is not minutes; empty for minutes
    std::string language;
    std::optional<std::string> title;
    std::optional<std::string> body;         ///< the organ that met
    std::optional<std::string> date;         ///< YYYY-MM-DD
    std::optional<std::string> date_printed; ///< verbatim
    std::optional<std::string> start_time;   ///< HH:MM
    std::optional<std::string> end_time;
    std::optional<std::string> place;
    std::optional<std::string> meeting_number;
    std::vector<Attendee> attendance;
    std::vector<Movement> movements;
    std::vector<AgendaItem> agenda;
    std::vector<CaseRecord> cases;
    std::vector<Warning> warnings;
    std::map<std::string, Place> places; ///< of the header fields: "title", "date", …
    Place place_in_text{};               ///< the meeting's stretch of the document
};

} // namespace saksklar
