# SPDX-License-Identifier: Apache-2.0
"""How well meeting records agree with what is known to be true.

A case is found where its title agrees (similarity 0.85 or more) and, if the truth has a number, the number too.
Optional cases, decisions and names neither gain nor lose. A decision is right from a token F1 of 0.8.
"""
import re
import unicodedata
from collections import Counter

MEASURES = ("cases", "parents", "decisions", "dates", "times", "names", "negatives")


def plain(text):
    text = unicodedata.normalize("NFC", text or "").replace("\u00ad", "").replace("\u200b", "")
    return re.sub(r"\s+", " ", re.sub(r"[*_#`|]+", " ", text)).strip(" .:–—-").casefold()


def plain_number(text):
    return re.sub(r"\s+", "", re.sub("[–—\u00ad]", "-", text or "")).strip(".").casefold()


def similarity(a, b):
    """Twice the longest common subsequence by the two lengths; one row of bits a letter."""
    if not a or not b:
        return float(a == b)
    places = {}
    for i, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << i
    row = mask = (1 << len(a)) - 1
    for letter in b:
        met = row & places.get(letter, 0)
        row = ((row + met) | (row - met)) & mask
    return 2 * (len(a) - bin(row).count("1")) / (len(a) + len(b))


def token_f1(a, b):
    a, b = plain(a.replace("[...]", " ")).split(), plain(b).split()
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else float(a == b)


def as_list(value):
    return value if isinstance(value, list) else [value] if value else []


def match_cases(truth, found):
    """Index of a true case → index of the found one, in order, each used once."""
    match, last = {}, -1
    for i, case in enumerate(truth):
        numbers = {plain_number(case.get(key)) for key in ("number", "number_true")} - {""}
        titles = [case["title"], *case.get("title_alt", []), *as_list(case.get("title_true"))]
        fits = [j for j, other in enumerate(found) if j not in match.values()
                and (not numbers or plain_number(other.get("number")) in numbers)
                and any(similarity(plain(t), plain(other.get("title"))) >= 0.85 for t in titles)]
        if fits:
            match[i] = last = min(fits, key=lambda j: (abs(j - last - 1), j))
    return match


class Score:
    """Counts of right, found and true things by measure."""

    def __init__(self):
        self.right, self.found, self.true = Counter(), Counter(), Counter()

    def add(self, measure, right, found, true):
        self.right[measure] += right
        self.found[measure] += found
        self.true[measure] += true

    def percent(self, measure):
        all_of_them = self.found[measure] + self.true[measure]
        return 200 * self.right[measure] / all_of_them if all_of_them else 100.0

    def add_record(self, gold, record):
        if gold.get("meetings"):
            return  # several meetings in one file: the unit tests look after those
        if gold["kind"] != "minutes":
            sound = record.get("kind") != "minutes" or "minutes" in gold.get("kind_alt", [])
            self.add("negatives", sound, 1, 1)
            return
        self.add_cases(gold["cases"], record.get("cases", []))
        for measure, fields in (("dates", ["date"]), ("times", ["start_time", "end_time"])):
            for field in fields:
                if gold.get(field):
                    good = (gold[field], *gold.get(field + "_alt", []))
                    self.add(measure, record.get(field) in good, 1, 1)
        self.add_names(gold, record)

    def add_cases(self, truth, found):
        match = match_cases(truth, found)
        neutral = {match[i] for i in match if truth[i].get("optional")}
        real = [i for i in range(len(truth)) if not truth[i].get("optional")]
        self.add("cases", sum(i in match for i in real), len(found) - len(neutral), len(real))
        unsure = set(neutral)
        for i in real:
            case, other = truth[i], found[match[i]] if i in match else {}
            soft = case.get("decision_soft")
            if i in match and (soft or case.get("decision_optional") and not case.get("decision")):
                unsure.add(match[i])
            if case.get("decision") and not soft:
                good = [case["decision"], *case.get("decision_alt", []), *as_list(case.get("decision_true"))]
                good.append(" ".join([case["decision"], *as_list(case.get("decision_more"))]))
                right = other.get("decision") and any(token_f1(g, other["decision"]) >= 0.8 for g in good)
                self.add("decisions", bool(right), 0, 1)
            if i in match:
                parent = case.get("parent")
                while parent is not None and truth[parent].get("optional") and parent not in match:
                    parent = truth[parent].get("parent")
                same = (parent is None) == (other.get("parent") is None)
                self.add("parents", same and (parent is None or match.get(parent) == other["parent"]), 1, 1)
        self.add("decisions", 0, sum(bool(c.get("decision")) for j, c in enumerate(found) if j not in unsure), 0)

    def add_names(self, gold, record):
        present = gold.get("present")
        if present is None:
            present = [p["name"] for p in gold.get("attendance", []) if p["attended"] == "yes"]
        free = [plain(name) for key in ("present_optional", "absent_optional", "attendance_disputed",
                                        "present_soft", "absent_soft") for name in gold.get(key, [])]

        def judged(names):
            return [n for n in map(plain, names) if all(similarity(n, f) < 0.92 for f in free)]

        truth = judged(present)
        found = judged(p["name"] for p in record.get("attendance", []) if p.get("attended") == "yes")
        true, seen, right = len(truth), len(found), 0
        for name in truth:
            best = max(found, key=lambda other: similarity(name, other), default="")
            if best and similarity(name, best) >= 0.92:
                found.remove(best)
                right += 1
        self.add("names", right, seen, true)
