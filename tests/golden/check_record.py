# SPDX-License-Identifier: Apache-2.0
"""usage: check_record.py RUN_FOLDER EXPECTED.json KNOWN_GAPS.json

Compares the record of one sample with the truth about it, field by field. Fields that are wrong and
stand in KNOWN_GAPS are reported but do not fail; with SAKSKLAR_APPROVE=1 the list of this sample
is rewritten to what is wrong now. The truth itself comes from the sample's source text.
"""
import json
import os
import sys
from pathlib import Path

from golden import likeness, load_records, plain, records_of


class Comparison:
    def __init__(self, read_by_ocr):
        # OCR may miss a letter here or there; where the text is given, nothing may differ.
        self.least = 0.9 if read_by_ocr else 1.0
        self.wrong = {}

    def same_text(self, got, wanted):
        if got is None or wanted is None:
            return got is wanted
        got, wanted = plain(got).casefold(), plain(wanted).casefold()
        return got == wanted or (self.least < 1 and likeness(got, wanted) >= self.least)

    def note(self, field, got, wanted):
        self.wrong[field] = f"{field}: {json.dumps(got, ensure_ascii=False)} instead of " \
                            f"{json.dumps(wanted, ensure_ascii=False)}"

    def exact(self, field, got, wanted):
        if got != wanted:
            self.note(field, got, wanted)

    def text(self, field, got, wanted):
        choices = wanted if isinstance(wanted, list) else [wanted]
        if not any(self.same_text(got, choice) for choice in choices):
            self.note(field, got, wanted)

    def decision(self, field, got, case):
        wanted = case["decision"]
        optional = case.get("decision_optional")
        if self.same_text(got, wanted) or (optional and self.same_text(got, optional)):
            return
        rest = case.get("decision_may_go_on")
        if got and wanted and rest and self.same_text(got, wanted + " " + rest):
            return
        self.note(field, got, wanted)


def name_of(case):
    return (case["label"] or case["title"])[:40]


def compare_cases(comparison, got, wanted):
    """Pairs the cases in order, by label and title, so that one missing case spoils only itself."""
    def score(a, b):
        if (a["number"] or "") != (b["number"] or ""):
            return 0
        return likeness(plain(a["title"]), plain(b["title"])) + (0.5 if a["number"] else 0)

    best = [[0] * (len(wanted) + 1) for _ in range(len(got) + 1)]
    for i in range(len(got) - 1, -1, -1):
        for j in range(len(wanted) - 1, -1, -1):
            pair = score(got[i], wanted[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1],
                             pair + best[i + 1][j + 1] if pair >= 0.5 else 0)
    i = j = 0
    place = {}
    while i < len(got) and j < len(wanted):
        pair = score(got[i], wanted[j])
        if pair >= 0.5 and best[i][j] == pair + best[i + 1][j + 1]:
            place[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    for index, case in enumerate(wanted):
        field = f"cases[{name_of(case)}]"
        if index not in place:
            comparison.note(field, None, case["title"])
            continue
        found = got[place[index]]
        comparison.text(field + ".label", found["label"], case["label"])
        comparison.text(field + ".title", found["title"], case["title"])
        parent = place.get(case["parent"]) if case["parent"] is not None else None
        comparison.exact(field + ".parent", found["parent"], parent)
        comparison.decision(field + ".decision", found["decision"], case)
    for index, case in enumerate(got):
        if index not in place.values():
            comparison.note(f"cases+[{name_of(case)}]", case["title"], None)


def compare_people(comparison, got, wanted):
    left = list(got)
    for person in wanted:
        field = f"attendance[{person['name']}]"
        found = max(left, key=lambda one: likeness(one["name"], person["name"]), default=None)
        if found is None or not comparison.same_text(found["name"], person["name"]):
            comparison.note(field, None, person["name"])
            continue
        left.remove(found)
        for key in ("attended", "code", "deputy_for"):
            if key in person:
                comparison.text(f"{field}.{key}", found[key], person[key])
    for person in left:
        comparison.note(f"attendance+[{person['name']}]", person["name"], None)


def compare(record, expected):
    comparison = Comparison(expected["ocr"])
    comparison.exact("kind", record["kind"], expected["kind"])
    pages = record["source"]["pages"]
    if "pages" in expected:
        comparison.exact("pages", len(pages), expected["pages"])
    for page in pages:
        if page["verdict"] not in expected["page_verdict"]:
            comparison.note(f"page {page['number']}.verdict", page["verdict"], expected["page_verdict"])
        if "read_from" in expected and page["read_from"] != expected["read_from"]:
            comparison.note(f"page {page['number']}.read_from", page["read_from"], expected["read_from"])
    for key in ("language", "date", "start_time", "end_time"):
        if key in expected:
            comparison.exact(key, record[key], expected[key])
    for key in ("title", "body", "place"):
        if key in expected:
            comparison.text(key, record[key], expected[key])
    if "attendance" in expected:
        compare_people(comparison, record["attendance"], expected["attendance"])
    if "cases" in expected:
        compare_cases(comparison, record["cases"], expected["cases"])
    return comparison.wrong


def main():
    run_folder, expected_path, gaps_path = sys.argv[1:]
    expected = json.loads(Path(expected_path).read_text(encoding="utf-8"))
    name = expected["file"]
    records = records_of(load_records(run_folder), name)
    if len(records) == 1:
        wrong = compare(records[0], expected)
    else:
        wrong = {"records": f"{len(records)} records instead of 1"}

    all_gaps = json.loads(Path(gaps_path).read_text(encoding="utf-8"))
    if os.environ.get("SAKSKLAR_APPROVE") == "1":
        all_gaps.pop(name, None)
        if wrong:
            all_gaps[name] = sorted(wrong)
        text = json.dumps(dict(sorted(all_gaps.items())), ensure_ascii=False, indent=1)
        Path(gaps_path).write_text(text + "\n", encoding="utf-8")
        return
    gaps = all_gaps.get(name, [])
    for field, message in wrong.items():
        print(("known gap: " if field in gaps else "wrong: ") + message)
    for field in gaps:
        if field not in wrong:
            print(f"closed: {field} is right now and can leave {Path(gaps_path).name}")
    if any(field not in gaps for field in wrong):
        sys.exit(1)


if __name__ == "__main__":
    main()
