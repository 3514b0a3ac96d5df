// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/dates.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace saksklar::structure;

TEST_CASE("dates in all Norwegian forms", "[dates]")
{
    const auto [text, date] = GENERATE(table<std::string, std::string>({
        {"20. oktober 2025", "2025-10-20"},
        {"Mandag 20.10.2025", "2025-10-20"},
        {"20.10.25", "2025-10-20"},
        {"2025-10-20", "2025-10-20"},
        {"20/10-25", "2025-10-20"},
        {"20/10 2025", "2025-10-20"},
        {"05.09 2013", "2013-09-05"},
        {"tysdag 3. mars 1992", "1992-03-03"},
        {"den 7. des. 1994", "1994-12-07"},
        {"20251020", "2025-10-20"},
        {"2O.1O.2O25", "2025-10-20"},
        {"15.3.2022", "2022-03-15"},
        {"24.–26. mai 2013", "2013-05-24"},
        {"24. - 26. mai 2013", "2013-05-24"},
        {"15. og 16. januar 2020", "2020-01-15"},
        {"År 1976 den 21. oktober", "1976-10-21"},
        {"Aar 1911 den 3. februar", "1911-02-03"},
        {"14.5.49", "2049-05-14"},
        {"14.5.50", "1950-05-14"},
    }));
    CAPTURE(text);
    const std::vector<FoundDate> found = find_dates(text);
    REQUIRE(found.size() == 1);
    CHECK(iso_date(found[0]) == date);
}

TEST_CASE("no dates", "[dates]")
{
    const std::string text = GENERATE(as<std::string>{},
                                      "3.1 Søknad",
                                      "31.02.2024",
                                      "12-14 personer",
                                      "kr 12.500",
                                      "versjon 4.2",
                                      "99.99.99");
    CAPTURE(text);
    CHECK(find_dates(text).empty());
}

TEST_CASE("the weekday before a date is kept and can be checked", "[dates]")
{
    const FoundDate date = find_dates("torsdag den 16. mars 2012").at(0);
    CHECK(date.weekday == 4);
    CHECK(date.span.begin == 0);
    CHECK(weekday_of(2012, 3, 16) == 5);
}

TEST_CASE("times", "[dates]")
{
    const auto [text, times] = GENERATE(table<std::string, std::vector<std::string>>({
        {"Kl: 14:00-16:00", {"14:00", "16:00"}},
        {"kl. 14.15", {"14:15"}},
        {"Tid: 14:15 – 16:00", {"14:15", "16:00"}},
        {"Klokkeslett: 1300-1400", {"13:00", "14:00"}},
        {"kl 9", {"09:00"}},
        {"fra kl. 18.00 til kl. 20.30", {"18:00", "20:30"}},
        {"16:15:00", {"16:15"}},
        {"kl. 4 efterm.", {"16:00"}},
        {"kl. 10 form.", {"10:00"}},
        {"klokka 7 om kvelden", {"19:00"}},
        {"kl. 8 e.m. i skolehuset", {"20:00"}},
        {"kl. 19 om kvelden", {"19:00"}},
        {"kl. halv syv om aftenen", {"18:30"}},
        {"Vi begynte halv åtte", {"19:30"}},
        {"fra klokka halv ni til kl. 10.15", {"08:30", "10:15"}},
        {"fra halv åtte til halv elleve", {"19:30", "22:30"}},
        {"på halv styrke, en halv time", {}},
        {"Mandag 20.10.2025", {}},
        {"Tid: 21.04.2026", {}},
        {"sak 12 og 14", {}},
    }));
    CAPTURE(text);
    std::vector<std::string> found;
    for (const FoundTime& time : find_times(text)) {
        found.push_back(clock_time(time));
    }
    CHECK(found == times);
}
