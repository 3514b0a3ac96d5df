// SPDX-License-Identifier: Apache-2.0
#include "pipeline/records/markdown.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

TEST_CASE("a meeting reads well as Markdown", "[markdown]")
{
    Document document;
    document.source.path = "ark/referat.pdf";
    MeetingRecord meeting;
    meeting.kind = RecordKind::minutes;
    meeting.title = "Referat styremøte";
    meeting.body = "Styret";
    meeting.date = "2024-03-03";
    meeting.start_time = "18:00";
    meeting.end_time = "20:00";
    Attendee kari;
    kari.name = "Kari Berg";
    kari.attended = Attended::yes;
    kari.role = "leder";
    Attendee ola;
    ola.name = "Ola | Lie";
    ola.attended = Attended::no;
    meeting.attendance = {kari, ola};
    Movement late;
    late.kind = MovementKind::arrived;
    late.name = "Kari Berg";
    late.time = "18:20";
    Movement recused;
    recused.kind = MovementKind::recused;
    recused.name = "Kari Berg";
    recused.case_index = 0;
    meeting.movements = {late, recused};
    CaseRecord one;
    one.label = "Sak 1/24";
    one.title = "Dugnad\npå våren";
    one.text = "Styret drøftet.\n\n";
    one.decision = "Dugnad 4. mai.";
    one.decision_kind = "labelled";
    CaseRecord sub;
    sub.label = "a.";
    sub.title = "Mat";
    sub.parent = 0;
    meeting.cases = {one, sub};
    CHECK(to_markdown(document, meeting) == R"(# Referat styremøte

- **Organ:** Styret
- **Dato:** 2024-03-03
- **Tid:** 18:00–20:00

## Oppmøte

| Navn | Rolle | Møtt |
|---|---|---|
| Kari Berg | leder | møtte |
| Ola \| Lie |  | møtte ikke |

- Kari Berg kom kl. 18:20
- Kari Berg var inhabil (Sak 1/24)

## Sak 1/24 Dugnad på våren

Styret drøftet.

> **Vedtak:** Dugnad 4. mai.

### a. Mat

---

Kilde: `ark/referat.pdf`.
)");
}

TEST_CASE("a decision that stands in the text is not said twice", "[markdown]")
{
    MeetingRecord meeting;
    meeting.kind = RecordKind::minutes;
    CaseRecord one;
    one.title = "Benker";
    one.text = "Vedtak: Nye benker\nkjøpes inn.";
    one.decision = "Nye benker kjøpes inn.";
    meeting.cases = {one};
    const std::string page = to_markdown(Document{}, meeting);
    CHECK(page.find("kjøpes inn.") == page.rfind("kjøpes inn."));
}

TEST_CASE("what is not minutes is given as its text", "[markdown]")
{
    Document document;
    document.text = "Vedtekter\n§ 1\f§ 2\n";
    MeetingRecord meeting;
    meeting.place_in_text = {0, document.text.size(), 1, 2};
    CHECK(to_markdown(document, meeting) == "Vedtekter\n§ 1\n§ 2\n");
}
